//! Building the index and finding what payments are for, told apart: 2,000 payments over 100,000
//! contracts, and 100,000 over 1,000,000, each in a process of its own so that the memory is its
//! own too. The index is built on one thread, findings are made on all cores: on one core (`taskset -c 0`)
//! wall and processor time are one.
//!
//! `cargo bench --bench matching` measures; `cargo bench --bench matching -- write FOLDER
//! [PAYMENTS CONTRACTS]` writes the same data for `benches/beside_rapidfuzz.py`.

mod data;
mod resources;

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use resources::{Phase, measured};
use sverka::matching::{Case, Index, Settings, Standing, find_all};
use sverka::model::{Contract, Payment, Readiness, plain_text};

/// Payments and contracts of each case.
const CASES: [(usize, usize); 3] = [(2_000, 20_000), (2_000, 100_000), (100_000, 1_000_000)];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| !word.starts_with("--")).collect();
    match words.as_slice() {
        ["write", folder] => write(Path::new(folder), 2_000, 100_000),
        ["write", folder, payments, contracts] => write(Path::new(folder), payments.parse()?, contracts.parse()?),
        ["case", payments, contracts] => {
            measure(payments.parse()?, contracts.parse()?);
            Ok(())
        }
        // Without `cargo bench` (under `cargo test`) nothing is measured.
        _ if !arguments.iter().any(|word| word == "--bench") => Ok(()),
        _ => {
            for (payments, contracts) in CASES {
                Command::new(std::env::current_exe()?)
                    .args(["case", &payments.to_string(), &contracts.to_string()])
                    .status()?;
            }
            Ok(())
        }
    }
}

fn measure(payments: usize, contracts: usize) {
    println!("{payments} payments, {contracts} contracts");
    let (register, phase) = measured(|| data::register(contracts));
    say("register in memory", &phase);
    let (samples, phase) = measured(|| data::payments(payments, &register));
    say("payments in memory", &phase);
    let (_, index_floor) = measured(|| black_box(hash_of_all(&register)));
    say("floor: every text of the register hashed", &index_floor);
    let (index, phase) = measured(|| Index::build(register));
    say("index built", &phase);
    let cases: Vec<Case<'_>> = samples.iter().map(|(payment, _)| Case { payment, standing: Standing::Open }).collect();
    let (_, floor) = measured(|| black_box(words_known(&samples, index.contracts())));
    say("floor: every word of the purposes looked up", &floor);
    let (findings, phase) = measured(|| find_all(&index, &cases, &Settings::default()));
    say("findings", &phase);
    let is_right =
        |at: usize, contract: &str| index.contracts().get(at).is_some_and(|right| right.id.as_str() == contract);
    let ready = || findings.iter().zip(&samples).filter(|(finding, _)| finding.readiness == Readiness::Ready);
    let wrong = ready().filter(|(finding, (_, at))| {
        !finding.allocations.iter().all(|allocation| is_right(*at, allocation.contract.as_str()))
    });
    let candidates: usize = findings.iter().map(|finding| finding.candidates.len()).sum();
    println!("  {} ready, {} of them wrong; {candidates} candidates shown\n", ready().count(), wrong.count());
}

fn say(what: &str, phase: &Phase) {
    let mib = |bytes: u64| bytes >> 20;
    println!(
        "  {what:<46}{:>8} ms wall {:>8} ms processor {:>6} MiB resident {:>6} MiB at most",
        phase.wall.as_millis(),
        phase.processor.as_millis(),
        mib(phase.resident),
        mib(phase.peak)
    );
}

/// The least that an index does: look at every letter once.
fn hash_of_all(contracts: &[Contract]) -> u64 {
    let texts = contracts.iter().flat_map(|contract| {
        [&contract.id.0, &contract.number, &contract.holder.name]
            .into_iter()
            .chain(contract.unit.as_ref().map(|unit| &unit.house))
    });
    texts.fold(0, |sum, text| sum ^ hash(text))
}

/// The least that finding does: look up every word.
fn words_known(samples: &[(Payment, usize)], contracts: &[Contract]) -> usize {
    let numbers: HashMap<u64, usize> =
        contracts.iter().enumerate().map(|(at, contract)| (hash(&contract.number), at)).collect();
    let words = samples.iter().flat_map(|(payment, _)| payment.purpose.split_whitespace());
    words.filter(|word| numbers.contains_key(&hash(word))).count()
}

fn hash(text: &str) -> u64 {
    text.chars()
        .fold(0xcbf2_9ce4_8422_2325, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Writes `contracts.tsv` (number, holder) and `payments.tsv` (place of the right contract from 0, payer,
/// purpose, sum).
fn write(folder: &Path, payments: usize, contracts: usize) -> Result<(), Box<dyn Error>> {
    let register = data::register(contracts);
    let mut text = String::new();
    for contract in &register {
        writeln!(text, "{}\t{}", contract.number, contract.holder.name)?;
    }
    std::fs::write(folder.join("contracts.tsv"), &text)?;
    text.clear();
    for (payment, at) in data::payments(payments, &register) {
        let sum = plain_text(payment.amount.amount);
        writeln!(text, "{at}\t{}\t{}\t{sum}", payment.payer.name, payment.purpose)?;
    }
    std::fs::write(folder.join("payments.tsv"), &text)?;
    Ok(())
}
