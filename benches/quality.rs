//! How well the matcher decides: per class of made-up payments the share ready, rows that are ready
//! and wrong, the right contract first and among three, right lines; then how coverage and
//! precision go with the margin that a ready row must have.
//!
//! `cargo bench --bench quality [-- --seed N] [--payments N] [--contracts N] [--show CLASS]`

#[path = "../tests/corpus/mod.rs"]
mod corpus;

use std::process::ExitCode;

use corpus::tally::{Tally, cases, permille};
use sverka::matching::{Index, Settings, find_all};
use sverka::model::{Bits, Finding, Readiness};

/// On these registers thresholds and weights are chosen, and on no others.
const DEVELOPMENT: [u64; 3] = [11, 12, 13];
/// On these registers results are told. Nothing is ever chosen by a look at them.
const REPORTING: [u64; 16] =
    [9_001, 9_002, 9_003, 9_004, 9_005, 9_006, 9_007, 9_008, 9_009, 9_010, 9_011, 9_012, 9_013, 9_014, 9_015, 9_016];

/// What is measured.
struct Options {
    seeds: Vec<u64>,
    payments: usize,
    contracts: usize,
    show: Option<String>,
}

impl Options {
    fn from_arguments() -> Result<Self, String> {
        let mut options = Self { seeds: REPORTING.to_vec(), payments: 2_000, contracts: 20_000, show: None };
        let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
        while let Some(argument) = arguments.next() {
            if argument == "--development" {
                options.seeds = DEVELOPMENT.to_vec();
                continue;
            }
            let value = arguments.next().ok_or_else(|| format!("{argument} wants a value"))?;
            let number = || value.parse::<u64>().map_err(|error| format!("{argument} {value}: {error}"));
            match argument.as_str() {
                "--seed" => options.seeds = vec![number()?],
                "--payments" => options.payments = usize::try_from(number()?).unwrap_or(usize::MAX),
                "--contracts" => options.contracts = usize::try_from(number()?).unwrap_or(usize::MAX),
                "--show" => options.show = Some(value),
                _ => return Err(format!("{argument} is not known")),
            }
        }
        Ok(options)
    }
}

/// Ready rows and how many of them are right, at one margin.
#[derive(Default, Clone, Copy)]
struct Point {
    count: usize,
    ready: usize,
    wrong: usize,
    must_not: usize,
}

/// The margins of the curve, in bits.
const MARGINS: std::ops::RangeInclusive<i32> = 0..=20;

/// A finding as it would be if a ready row had to have that margin, on both sides.
fn held_to(finding: &Finding, bits: i32) -> Finding {
    let wanted = Bits::whole(bits);
    let mut held = finding.clone();
    let falls_short = |margin: Option<Bits>| margin.is_some_and(|margin| margin < wanted);
    if held.readiness == Readiness::Ready && (falls_short(held.margin) || falls_short(held.rival_margin)) {
        held.readiness = Readiness::Review;
    }
    held
}

fn main() -> ExitCode {
    let options = match Options::from_arguments() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let mut tally = Tally::new();
    let mut curve = vec![Point::default(); MARGINS.count()];
    for seed in &options.seeds {
        let register = corpus::register(*seed, options.contracts);
        let samples = corpus::payments(seed + 500_000, &register, options.payments);
        let index = Index::build(register.contracts.clone());
        let cases = cases(&samples);
        let settings = corpus::settings();
        tally.add(&register, &samples, &find_all(&index, &cases, &settings));
        // With no margin wanted, every row that nothing else stops is ready; each margin of the curve
        // then takes away those that fall short of it.
        let mut lenient: Settings = settings.clone();
        (lenient.thresholds.ready_margin, lenient.thresholds.choose_margin) = (Bits::ZERO, Bits::ZERO);
        let findings = find_all(&index, &cases, &lenient);
        for (point, margin) in curve.iter_mut().zip(MARGINS) {
            let mut at = Tally::new();
            at.add(&register, &samples, &findings.iter().map(|finding| held_to(finding, margin)).collect::<Vec<_>>());
            let total = at.total();
            point.count += total.count;
            point.ready += total.ready;
            point.wrong += total.wrong;
            point.must_not += total.must_not;
        }
    }
    let total = tally.total();
    println!("{} payments, {} registers of {} contracts", total.count, options.seeds.len(), options.contracts);
    print!("{}", tally.table());
    println!("\nmargin  ready%  precision%  false  must not");
    for (point, margin) in curve.iter().zip(MARGINS) {
        let (ready, right) =
            (permille(point.ready, point.count), permille(point.ready - point.wrong - point.must_not, point.ready));
        println!(
            "{margin:>6}{:>6}.{}{:>10}.{}{:>7}{:>10}",
            ready / 10,
            ready % 10,
            right / 10,
            right % 10,
            point.wrong,
            point.must_not
        );
    }
    if let Some(class) = &options.show {
        let class = (class != "all").then_some(class.as_str());
        print!("\n{}", tally.examples(class, 4));
    }
    if total.wrong + total.must_not == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
