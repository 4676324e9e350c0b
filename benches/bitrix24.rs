//! What the limits of a portal allow, beside what the connector takes: 20,000 cards read, and 1,000
//! payments committed by the real engine with its journal on.
//!
//! The least time is computed, not measured: the fewest commands that the work needs, fifty in a
//! request, one request after another with the latency of each and the running time of each call,
//! no faster than the bucket drains and than the running time of a method comes back. The portal
//! has the common plan and is 50 ms away. What the limits alone decide runs on a virtual clock, so
//! that no other work of the machine can touch it; with calls that take their time, and so with the
//! work of this program, it runs on the real one. Ends with 1 where the ratio is above 1.15 or a
//! limit refused a call.

#![expect(clippy::expect_used, clippy::panic, reason = "a bench stops where its ground gives way")]

#[expect(dead_code, reason = "the bench uses a part of the portal that the tests use whole")]
#[path = "../tests/bitrix24/emulator/mod.rs"]
mod emulator;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use emulator::fields::{DEAL, INVOICE, Kind};
use emulator::limits::Limits;
use emulator::{Emulator, Settings};
use rust_decimal::Decimal;
use serde_json::json;
use sverka::commit::{Cancel, Engine, RowOutcome};
use sverka::crm::bitrix24::secret::Webhook;
use sverka::crm::bitrix24::{Bitrix24, Mapping, MoneyFields, Stages, Tell};
use sverka::crm::{Crm as _, Freshness};
use sverka::lang::Language;
use sverka::matching::Index;
use sverka::model::{
    Allocation, ContractId, Currency, Decision, Finding, Money, Party, Payment, PaymentId, PaymentKind, Row,
    SourcePlace,
};
use sverka::store::{Store, Write};
use tokio::time::Instant;

/// Deals, and as many invoices.
const CARDS: u64 = 10_000;
const PAYMENTS: u64 = 1_000;
const LATENCY: Duration = Duration::from_millis(50);
/// Rows of a page, and commands of a request.
const FIFTY: u64 = 50;
/// The ratio that is still good, in hundredths.
const GOOD: u128 = 115;

/// One measurement.
struct Measured {
    what: &'static str,
    least_hits: u64,
    least: Duration,
    took: Duration,
    hits: u64,
    refused: usize,
}

impl Measured {
    fn of(what: &'static str, least_hits: u64, least: Duration, work: &Work) -> Self {
        let ledger = work.portal.ledger();
        assert_eq!(ledger.improper, Vec::<String>::new(), "nothing is sent that no document allows");
        Self { what, least_hits, least, took: work.took, hits: work.hits, refused: ledger.refused_by_limits() }
    }

    fn hundredths(&self) -> u128 {
        self.took.as_millis() * 100 / self.least.as_millis().max(1)
    }

    fn is_good(&self) -> bool {
        self.hundredths() <= GOOD && self.refused == 0
    }

    fn print(&self) {
        let ratio = self.hundredths();
        println!(
            "{:<58} {:>5} {:>9.2?} {:>5} {:>9.2?} {:>3}.{:02} {:>7}  {}",
            self.what,
            self.least_hits,
            self.least,
            self.hits,
            self.took,
            ratio / 100,
            ratio % 100,
            self.refused,
            if self.is_good() { "good" } else { "NOT GOOD" }
        );
    }
}

/// A portal whose cards keep payments, and a connector to it.
fn home(settings: Settings, tells: bool) -> (Emulator, Bitrix24) {
    let portal = Emulator::start(settings).expect("a free port");
    let money = |kind: u32| {
        portal.portal(|portal| MoneyFields {
            paid: portal.declare(kind, "UF_CRM_PAID", Kind::Double, false),
            payments: portal.declare(kind, "UF_CRM_PAYMENTS", Kind::Text, true),
            ..MoneyFields::default()
        })
    };
    let mut mapping = Mapping { tell: Tell { comments: tells, notices: tells }, ..Mapping::default() };
    (mapping.deal.money, mapping.invoice.money) = (money(DEAL), money(INVOICE));
    if tells {
        mapping.invoice.stages = Stages { paid: "DT31_5:P".to_owned(), ..Stages::default() };
    }
    let webhook = Webhook::parse(&portal.webhook(), Path::new("webhook")).expect("a webhook");
    let crm = Bitrix24::new(webhook, mapping, Language::Russian).expect("a connector");
    (portal, crm)
}

fn far() -> Settings {
    Settings { latency: LATENCY, ..Settings::default() }
}

/// One after another, as the reference for such work has it.
fn least_time(hits: u64) -> Duration {
    Limits::COMMON.least_time(hits, LATENCY, 1)
}

/// What was done, and how long it took.
struct Work {
    portal: Emulator,
    took: Duration,
    hits: u64,
}

async fn register(settings: Settings) -> Work {
    let (portal, crm) = home(settings, false);
    portal.portal(|portal| {
        for number in 0..CARDS {
            let deal = portal.add(DEAL, &json!({ "title": format!("ДДУ-{number}"), "opportunity": 10 }));
            portal.add(INVOICE, &json!({ "opportunity": 10, "parentId2": deal, "closedate": "2026-12-01" }));
        }
    });
    let start = Instant::now();
    let register = crm.register(Freshness::Now).await.expect("the portal answers");
    let took = start.elapsed();
    assert_eq!(u64::try_from(register.contracts.len()), Ok(CARDS));
    let hits = portal.hits();
    Work { portal, took, hits }
}

fn row(number: u64, contract: &ContractId, amount: Decimal) -> Row {
    let name = number.to_string();
    let payment = Payment {
        id: PaymentId::of_document(&name),
        place: SourcePlace::default(),
        source_id: Some(name.clone()),
        kind: PaymentKind::BankReceipt,
        number: name,
        date: jiff::civil::date(2026, 11, 20),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: "ООО «Ромашка»".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: "Оплата по договору".to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    let part = Allocation { contract: contract.clone(), line: None, amount };
    row.decision = Decision { allocations: Some(vec![part]), ..Decision::default() };
    row
}

/// Commits a thousand payments, each of an invoice of its own and in full.
async fn commit(settings: Settings, tells: bool) -> Work {
    let (portal, crm) = home(settings, tells);
    let amount = Decimal::new(123_456, 2);
    let invoice = |_| portal.portal(|portal| portal.add(INVOICE, &json!({ "opportunity": 1234.56 })));
    let ids: Vec<ContractId> = (0..PAYMENTS).map(invoice).map(|id| ContractId(format!("invoice:{id}"))).collect();
    let rows: Vec<Row> = (0..).zip(&ids).map(|(number, id)| row(number, id, amount)).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Arc::new(Store::open(&folder.path().join("sverka.redb")).expect("a store"));
    let writes: Vec<Write> = rows.iter().map(|row| Write::Row(Box::new(row.clone()))).collect();
    store.save(&writes).expect("the rows are saved");
    // No commit is the first that a program asks for: it has read the register before.
    crm.contracts_by_id(&ids[..1]).await.expect("the portal answers");
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(portal.bucket(), 0, "the bucket is empty");
    let before = portal.hits();
    let engine = Engine::new(store, Arc::new(crm)).against(Arc::new(Index::build(Vec::new())));
    let start = Instant::now();
    let report = engine.commit(rows, Vec::new(), &|_| {}, &Cancel::default()).await.expect("the batch begins");
    let took = start.elapsed();
    let committed = u64::try_from(report.count(RowOutcome::Committed));
    assert_eq!(committed, Ok(PAYMENTS), "{:?}", report.stopped);
    let hits = portal.hits() - before;
    Work { portal, took, hits }
}

/// Requests of a register at least: pages of deals and invoices; of people and requisites one
/// each; stages and fields.
fn hits_of_register() -> u64 {
    (pages() + 4 + 3).div_ceil(FIFTY)
}

fn pages() -> u64 {
    2 * CARDS.div_ceil(FIFTY)
}

/// Requests of a commit at least: cards are read, written, read back; and what is told of each.
fn hits_of_commit(told: u64) -> u64 {
    2 * PAYMENTS.div_ceil(FIFTY).div_ceil(FIFTY) + (PAYMENTS * (1 + told)).div_ceil(FIFTY)
}

/// A portal whose calls take so many milliseconds.
fn slow(update: u64, list: u64) -> Settings {
    let costs = [("crm.item.update", update), ("crm.item.list", list)];
    let costs: BTreeMap<String, Duration> =
        costs.into_iter().map(|(method, cost)| (method.to_owned(), Duration::from_millis(cost))).collect();
    Settings { costs, ..far() }
}

async fn cards_by_the_limits() -> Measured {
    let hits = hits_of_register();
    Measured::of("20,000 cards are read", hits, least_time(hits), &register(far()).await)
}

async fn payments_by_the_limits() -> Measured {
    let hits = hits_of_commit(0);
    Measured::of("1,000 payments are committed", hits, least_time(hits), &commit(far(), false).await)
}

/// Each with its stage, a comment and a notice.
async fn told_payments_by_the_limits() -> Measured {
    let hits = hits_of_commit(3);
    let work = commit(far(), true).await;
    Measured::of("1,000 payments with stage, comment and notice", hits, least_time(hits), &work)
}

/// A second of running time an update: four hundred and eighty of them in ten minutes.
async fn payments_by_running_time() -> Measured {
    let least = Duration::from_secs((PAYMENTS - 1) / 480 * 600 + 1);
    let work = commit(slow(1_000, 100), false).await;
    Measured::of("1,000 payments, a second of running time each", hits_of_commit(0), least, &work)
}

async fn cards_of_a_slow_portal() -> Measured {
    let hits = hits_of_register();
    let least = least_time(hits) + Duration::from_millis(50 * pages());
    Measured::of("20,000 cards, 50 ms a page (real clock)", hits, least, &register(slow(20, 50)).await)
}

async fn payments_of_a_slow_portal() -> Measured {
    let hits = hits_of_commit(0);
    let least = least_time(hits) + Duration::from_millis(20 * PAYMENTS + 50 * 2 * PAYMENTS.div_ceil(FIFTY));
    Measured::of("1,000 payments, 20 ms each (real clock)", hits, least, &commit(slow(20, 50), false).await)
}

fn main() -> ExitCode {
    let real = || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let paused = || tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    println!(
        "{:<58} {:>5} {:>9} {:>5} {:>9} {:>6} {:>7}",
        "limits: 50 requests, 2/s; 480 s a method in 10 min", "least", "", "took", "", "ratio", "refused"
    );
    let works: [&dyn Fn() -> Measured; 6] = [
        &|| paused().expect("a runtime").block_on(cards_by_the_limits()),
        &|| paused().expect("a runtime").block_on(payments_by_the_limits()),
        &|| paused().expect("a runtime").block_on(told_payments_by_the_limits()),
        &|| paused().expect("a runtime").block_on(payments_by_running_time()),
        &|| real().expect("a runtime").block_on(cards_of_a_slow_portal()),
        &|| real().expect("a runtime").block_on(payments_of_a_slow_portal()),
    ];
    let mut all_good = true;
    for work in works {
        let measured = work();
        measured.print();
        all_good &= measured.is_good();
    }
    if all_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
