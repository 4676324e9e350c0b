//! Building the index and finding what 2,000 payments are for, told apart, at 20,000 and at
//! 100,000 contracts.

#[expect(dead_code, reason = "the bench uses a part of the corpus that the tests use whole")]
#[path = "../tests/corpus/mod.rs"]
mod corpus;

use divan::Bencher;
use divan::counter::ItemsCount;
use sverka::matching::{Case, Index, Settings, Standing, find_all};

fn main() {
    divan::main();
}

/// Payments of a day's batch.
const PAYMENTS: usize = 2_000;

#[divan::bench(args = [20_000, 100_000], sample_count = 5)]
fn build_index(bencher: Bencher<'_, '_>, contracts: usize) {
    let register = corpus::register(7, contracts);
    bencher
        .counter(ItemsCount::new(contracts))
        .with_inputs(|| register.contracts.clone())
        .bench_local_values(Index::build);
}

#[divan::bench(args = [20_000, 100_000], sample_count = 5)]
fn find_payments(bencher: Bencher<'_, '_>, contracts: usize) {
    let register = corpus::register(7, contracts);
    let samples = corpus::payments(8, &register, PAYMENTS);
    let index = Index::build(register.contracts.clone());
    let settings = Settings::default();
    let cases: Vec<Case<'_>> =
        samples.iter().map(|sample| Case { payment: &sample.payment, standing: Standing::Open }).collect();
    bencher.counter(ItemsCount::new(PAYMENTS)).bench_local(|| find_all(&index, &cases, &settings));
}
