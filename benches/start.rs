//! The parts of a start, each alone: 10,000 rows against 20,000 contracts, with none of the rows
//! given to the CRM, and with the CRM holding 10,000 other payments.

#![expect(clippy::expect_used, reason = "a bench stops where its ground gives way")]

#[expect(dead_code, reason = "the bench uses a part of the corpus that the tests use whole")]
#[path = "../tests/corpus/mod.rs"]
mod corpus;
#[expect(dead_code, reason = "the bench uses a part of what the tests use whole")]
#[path = "../tests/common/desks.rs"]
mod desks;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use desks::Place;
use divan::Bencher;
use sverka::config::Config;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::crm::{Crm, Freshness};
use sverka::desk::Desk;
use sverka::matching::{Index, Settings};
use sverka::model::{Allocation, Contract, Direction, IdempotencyKey, Payment, Posting, PostingPart};
use sverka::search::SearchIndex;
use sverka::session::Session;
use sverka::store::Store;
use tokio::runtime::Runtime;

/// Rows of the desk, and payments that the CRM holds beside them.
const ROWS: usize = 10_000;
/// Contracts of the register.
const CONTRACTS: usize = 20_000;

fn main() {
    divan::main();
}

/// The desk whose CRM holds nothing, or that whose CRM holds as many payments as there are rows.
#[derive(Debug, Clone, Copy)]
struct Held(bool);

impl std::fmt::Display for Held {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.0 { "10,000 payments held" } else { "none held" })
    }
}

const BOTH: [Held; 2] = [Held(false), Held(true)];

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

/// Made once, and opened once more, so that what a start leaves for the next is there.
fn state(held: Held) -> PathBuf {
    static NONE: OnceLock<Place> = OnceLock::new();
    static HELD: OnceLock<Place> = OnceLock::new();
    let cell = if held.0 { &HELD } else { &NONE };
    let place = cell.get_or_init(|| {
        let register = corpus::register(7, CONTRACTS);
        let samples = corpus::payments(8, &register, ROWS);
        let payments = samples.into_iter().map(|sample| sample.payment).collect();
        let contracts = register.contracts.clone();
        let others = held.0.then(|| corpus::payments(9, &register, 4 * ROWS));
        let place = desks::of_parts(register.contracts, payments);
        if let Some(others) = others {
            post(&place, &contracts, others.into_iter().map(|sample| sample.payment).collect());
        }
        drop(runtime().block_on(Desk::open(&place.state(), &Config::default())).expect("the desk opens"));
        place
    });
    place.state()
}

/// Gives payments to the CRM until it holds as many as there are rows, a kopeck of each contract.
fn post(place: &Place, contracts: &[Contract], payments: Vec<Payment>) {
    let crm = EmbeddedCrm::open(&place.state().join("crm.redb")).expect("the CRM opens");
    let open: Vec<&Contract> = contracts.iter().filter(|contract| contract.is_open()).collect();
    let postings: Vec<Posting> = payments
        .into_iter()
        .zip(open.iter().cycle())
        .take(ROWS)
        .map(|(payment, contract)| {
            let line = contract.schedule.iter().find(|line| !line.open().is_zero()).map(|line| line.line);
            let amount = rust_decimal::Decimal::new(1, 2);
            let allocation = Allocation { contract: contract.id.clone(), line, amount };
            let party = payment.counterparty().clone();
            Posting {
                direction: Direction::Receipt,
                payment: payment.id,
                source_id: payment.source_id,
                number: payment.number,
                date: payment.date,
                amount,
                currency: contract.currency,
                payer: party.name,
                payer_tax_id: party.tax_id,
                payer_account: party.account,
                order_number: payment.order_number,
                purpose: payment.purpose,
                parts: vec![PostingPart {
                    key: IdempotencyKey::of(payment.id, &allocation, 0),
                    allocation,
                    contract_version: None,
                }],
            }
        })
        .collect();
    let runtime = runtime();
    for chunk in postings.chunks(1_000) {
        runtime.block_on(crm.post(chunk)).expect("the CRM answers");
    }
    let held = runtime.block_on(crm.payments()).expect("the CRM answers").len();
    assert!(held > ROWS / 2, "{held} held");
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn whole_start(bencher: Bencher<'_, '_>, held: Held) {
    let (state, runtime) = (state(held), runtime());
    bencher.bench_local(|| drop(runtime.block_on(Desk::open(&state, &Config::default())).expect("the desk opens")));
}

/// The first start of a day, which copies the files before it opens them; packing goes on beside it.
#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn first_start_of_a_day(bencher: Bencher<'_, '_>, held: Held) {
    let (state, runtime) = (state(held), runtime());
    bencher
        .with_inputs(|| drop(std::fs::remove_dir_all(state.join("backups"))))
        .bench_local_values(|()| runtime.block_on(Desk::open(&state, &Config::default())).expect("the desk opens"));
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn store_open(bencher: Bencher<'_, '_>, held: Held) {
    let state = state(held);
    bencher.bench_local(|| Store::open(&state.join("sverka.redb")).expect("it opens"));
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn store_load(bencher: Bencher<'_, '_>, held: Held) {
    let store = Store::open(&state(held).join("sverka.redb")).expect("it opens");
    bencher.bench_local(|| store.load().expect("it loads"));
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn crm_open(bencher: Bencher<'_, '_>, held: Held) {
    let state = state(held);
    bencher.bench_local(|| EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens"));
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn crm_contracts(bencher: Bencher<'_, '_>, held: Held) {
    let (crm, runtime) = (EmbeddedCrm::open(&state(held).join("crm.redb")).expect("it opens"), runtime());
    bencher.bench_local(|| runtime.block_on(crm.contracts()).expect("the CRM answers"));
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn crm_payments(bencher: Bencher<'_, '_>, held: Held) {
    let (crm, runtime) = (EmbeddedCrm::open(&state(held).join("crm.redb")).expect("it opens"), runtime());
    bencher.bench_local(|| runtime.block_on(crm.payments()).expect("the CRM answers"));
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn build_index(bencher: Bencher<'_, '_>) {
    let contracts = corpus::register(7, CONTRACTS).contracts;
    bencher.with_inputs(|| contracts.clone()).bench_local_values(Index::build);
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn build_search(bencher: Bencher<'_, '_>) {
    let contracts = corpus::register(7, CONTRACTS).contracts;
    bencher.bench_local(|| SearchIndex::build(&contracts));
}

#[divan::bench(args = BOTH, sample_count = 7, sample_size = 1)]
fn session_new(bencher: Bencher<'_, '_>, held: Held) {
    let index = Arc::new(Index::build(corpus::register(7, CONTRACTS).contracts));
    let store = Store::open(&state(held).join("sverka.redb")).expect("it opens");
    bencher
        .with_inputs(|| store.load().expect("it loads"))
        .bench_local_values(|saved| Session::new(saved, Arc::clone(&index), Settings::default()));
}

#[divan::bench(args = BOTH, sample_count = 3, sample_size = 1)]
fn note_held_and_find(bencher: Bencher<'_, '_>, held: Held) {
    let state = state(held);
    let index = Arc::new(Index::build(corpus::register(7, CONTRACTS).contracts));
    let store = Store::open(&state.join("sverka.redb")).expect("it opens");
    let (crm, runtime) = (EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens"), runtime());
    bencher
        .with_inputs(|| {
            let saved = store.load().expect("it loads");
            let parts = runtime.block_on(crm.payments()).expect("the CRM answers");
            (Session::new(saved, Arc::clone(&index), Settings::default()), parts)
        })
        .bench_local_values(|(mut session, parts)| {
            session.note_held(parts, Freshness::Now);
            session.refresh(Arc::clone(&index));
        });
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn note_held(bencher: Bencher<'_, '_>) {
    let state = state(Held(true));
    let index = Arc::new(Index::build(Vec::new()));
    let (crm, runtime) = (EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens"), runtime());
    let mut session = Session::new(sverka::store::Saved::default(), index, Settings::default());
    bencher
        .with_inputs(|| runtime.block_on(crm.payments()).expect("the CRM answers"))
        .bench_local_values(|parts| session.note_held(parts, Freshness::Now));
}
