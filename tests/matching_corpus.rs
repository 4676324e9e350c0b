//! The matcher against made-up registers: no ready row is wrong, and most plain rows are ready.

mod corpus;

use corpus::Register;
use corpus::tally::{Tally, cases, permille};
use corpus::truth::{Right, Sample};
use sverka::matching::{Index, find_all, find_all_knowing, payer_key, role_of};
use sverka::model::{Fact, Lesson, Memory, PaymentId, Taught};

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
    for (class, score) in tally.classes() {
        assert!(score.count > 0, "{class}: no payment was made");
        if score.safe > 0 {
            assert!(permille(score.first, score.known) >= 900, "{class}: {score:?}");
            assert!(permille(score.among_three, score.known) >= 900, "{class}: {score:?}");
        }
    }
}

/// What a person who gives each payment to what it is for teaches.
fn taught(register: &Register, samples: &[Sample]) -> Memory {
    let lessons = samples.iter().filter_map(|sample| {
        let contracts = match &sample.right {
            Right::Contract(one) => std::slice::from_ref(one),
            Right::Several(some) => some.as_slice(),
            Right::None | Right::OneOf(_) => return None,
        };
        let payer = payer_key(sample.payment.counterparty())?;
        let fact = |position: &usize| {
            let contract = &register.contracts[*position];
            Fact {
                payer: payer.clone(),
                payer_name: sample.payment.counterparty().name.clone(),
                contract: contract.id.clone(),
                role: role_of(&sample.payment, contract),
                day: sample.payment.effective_date(),
            }
        };
        let taught = Taught { confirmed: contracts.iter().map(fact).collect(), rejected: Vec::new() };
        Some((sample.payment.id, Lesson { taught, ..Lesson::default() }))
    });
    Memory::of(lessons)
}

#[test]
fn what_a_month_taught_makes_no_ready_row_of_the_next_wrong() {
    let (mut others, mut again) = (Tally::new(), Tally::new());
    let mut ready_before = 0;
    for (seed, contracts, count) in [(504, 600, 500), (505, 3_000, 900)] {
        let register = corpus::register(seed, contracts);
        let index = Index::build(register.contracts.clone());
        let month = corpus::payments(seed + 500_000, &register, count);
        let memory = taught(&register, &month);
        assert!(memory.remembered().len() > count / 2, "hardly anything was taught");
        // Other payments for the same contracts.
        let next = corpus::payments(seed + 600_000, &register, count);
        let findings = find_all_knowing(&index, &cases(&next), &corpus::settings(), &memory);
        others.add(&register, &next, &findings);
        // The same payers pay the same way again, what the CRM had included.
        let mut same = month;
        for (number, sample) in same.iter_mut().enumerate() {
            sample.payment.id = PaymentId::of_document(&format!("again {number}"));
        }
        let mut before = Tally::new();
        before.add(&register, &same, &find_all(&index, &cases(&same), &corpus::settings()));
        ready_before += before.total().ready;
        let findings = find_all_knowing(&index, &cases(&same), &corpus::settings(), &memory);
        again.add(&register, &same, &findings);
    }
    for tally in [&others, &again] {
        println!("{}\n{}", tally.table(), tally.examples(None, 1));
        assert_eq!(tally.total().wrong, 0, "false ready");
    }
    assert_eq!(others.total().must_not, 0, "ready without asking");
    assert!(again.total().ready > ready_before, "the memory speaks for no row");
}
