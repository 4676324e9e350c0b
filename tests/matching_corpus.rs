//! The matcher against made-up registers: no ready row is wrong, and most plain rows are ready.

mod corpus;

use corpus::tally::{Tally, cases, permille};
use sverka::matching::{Index, find_all};

/// Registers of their own: neither those on which thresholds are chosen nor those that are told.
const SEEDS: [(u64, usize, usize); 3] = [(501, 4_000, 900), (502, 600, 200), (503, 12_000, 900)];

#[test]
fn no_ready_row_is_wrong() {
    let mut tally = Tally::new();
    for (seed, contracts, count) in SEEDS {
        let register = corpus::register(seed, contracts);
        let samples = corpus::payments(seed + 500_000, &register, count);
        let index = Index::build(register.contracts.clone());
        tally.add(&register, &samples, &find_all(&index, &cases(&samples), &corpus::settings()));
    }
    let total = tally.total();
    println!("{}\n{}", tally.table(), tally.examples(None, 1));
    assert_eq!((total.wrong, total.must_not), (0, 0), "false ready, ready without asking");
    assert!(permille(total.safe_ready, total.safe) >= 960, "too few ready");
    assert!(permille(total.first, total.known) >= 980, "too few with the right contract first");
    assert!(permille(total.among_three, total.known) >= 995, "too few among the first three");
    assert!(permille(total.right_lines, total.laid) >= 980, "too few on the right lines");
}
