//! The matcher against made-up registers: no ready row is wrong, and most plain rows are ready.

mod corpus;

use corpus::{SHAPES, Sample, Truth};
use sverka::matching::{Case, Index, Settings, Standing, find_all};
use sverka::model::{Finding, Readiness, allocated_sum};

struct Tally {
    plain: usize,
    plain_ready: usize,
    first: usize,
    among_three: usize,
    wrong: Vec<String>,
    must_not: Vec<String>,
    missed: [usize; SHAPES],
    by_shape: [usize; SHAPES],
}

fn tally(samples: &[Sample], findings: &[Finding]) -> Tally {
    let mut tally = Tally {
        plain: 0,
        plain_ready: 0,
        first: 0,
        among_three: 0,
        wrong: Vec::new(),
        must_not: Vec::new(),
        missed: [0; SHAPES],
        by_shape: [0; SHAPES],
    };
    for (sample, finding) in samples.iter().zip(findings) {
        let ready = finding.readiness == Readiness::Ready;
        let shown =
            format!("{} {} | {} | {finding:?}", sample.shape, sample.payment.payer.name, sample.payment.purpose);
        let id = |position: usize| format!("c{position:07}");
        tally.by_shape[sample.shape] += 1;
        match sample.truth {
            Truth::Plain(position) => {
                tally.plain += 1;
                tally.plain_ready += usize::from(ready);
                tally.missed[sample.shape] += usize::from(!ready);
                let place = finding.candidates.iter().position(|candidate| candidate.contract.0 == id(position));
                tally.first += usize::from(place == Some(0));
                tally.among_three += usize::from(place.is_some_and(|place| place < 3));
                if ready && finding.allocations.iter().any(|part| part.contract.0 != id(position)) {
                    tally.wrong.push(shown);
                }
            }
            Truth::Either(position) if ready => {
                if finding.allocations.iter().any(|part| part.contract.0 != id(position)) {
                    tally.wrong.push(shown);
                }
            }
            Truth::Asked(position) if ready => {
                let right = finding.allocations.iter().all(|part| part.contract.0 == id(position));
                if right { tally.must_not.push(shown) } else { tally.wrong.push(shown) }
            }
            Truth::None if ready => tally.wrong.push(shown),
            Truth::Asked(_) | Truth::Either(_) | Truth::None => {}
        }
        if ready {
            assert_eq!(allocated_sum(&finding.allocations), sample.payment.amount.amount);
        }
    }
    tally
}

#[test]
fn no_ready_row_is_wrong() {
    for (seed, contracts, count) in [(1, 4_000, 3_000), (2, 450, 320), (3, 20_000, 3_000)] {
        let register = corpus::register(seed, contracts);
        let samples = corpus::payments(seed + 100, &register, count);
        let index = Index::build(register.contracts.clone());
        let cases: Vec<Case<'_>> =
            samples.iter().map(|sample| Case { payment: &sample.payment, standing: Standing::Open }).collect();
        let findings = find_all(&index, &cases, &Settings::default());
        let tally = tally(&samples, &findings);
        let percent = |part: usize| part * 1000 / tally.plain;
        println!(
            "{contracts} contracts, {count} payments, {} plain: ready {}‰, first {}‰, among three {}‰, wrong {}, must not {}",
            tally.plain,
            percent(tally.plain_ready),
            percent(tally.first),
            percent(tally.among_three),
            tally.wrong.len(),
            tally.must_not.len()
        );
        for (shape, missed) in tally.missed.iter().enumerate().filter(|(_, missed)| **missed > 0) {
            println!("  shape {shape}: {missed} of {} not ready", tally.by_shape[shape]);
        }
        assert!(tally.wrong.is_empty(), "false ready:\n{}", tally.wrong.join("\n"));
        assert!(tally.must_not.is_empty(), "ready without asking:\n{}", tally.must_not.join("\n"));
        assert!(percent(tally.plain_ready) >= 850, "too few ready");
        assert!(percent(tally.among_three) >= 980, "too few among the first three");
    }
}
