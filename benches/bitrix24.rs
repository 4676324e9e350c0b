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

mod commits;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

use commits::emulator::Settings;
use commits::emulator::fields::{DEAL, INVOICE};
use commits::emulator::limits::Limits;
use commits::{Bucket, FIFTY, LATENCY, Work, commit, far, home};
use serde_json::json;
use sverka::crm::{Crm as _, Freshness};
use tokio::time::Instant;

/// Deals, and as many invoices.
const CARDS: u64 = 10_000;
const PAYMENTS: u64 = 1_000;
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

/// One after another, as the reference for such work has it.
fn least_time(hits: u64) -> Duration {
    Limits::COMMON.least_time(hits, LATENCY, 1)
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
    Work { portal, took, hits, free: Limits::COMMON.bucket }
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
    Measured::of(
        "1,000 payments are committed",
        hits,
        least_time(hits),
        &commit(far(), false, PAYMENTS, Bucket::Empty).await,
    )
}

/// Where the bucket is used up, the limit alone decides.
async fn payments_behind_a_full_bucket() -> Measured {
    let hits = hits_of_commit(0);
    let work = commit(far(), false, PAYMENTS, Bucket::Full).await;
    Measured::of("1,000 payments behind a full bucket", hits, work.least(hits), &work)
}

/// Each with its stage, a comment and a notice.
async fn told_payments_by_the_limits() -> Measured {
    let hits = hits_of_commit(3);
    let work = commit(far(), true, PAYMENTS, Bucket::Empty).await;
    Measured::of("1,000 payments with stage, comment and notice", hits, least_time(hits), &work)
}

/// A second of running time an update: four hundred and eighty of them in ten minutes.
async fn payments_by_running_time() -> Measured {
    let least = Duration::from_secs((PAYMENTS - 1) / 480 * 600 + 1);
    let work = commit(slow(1_000, 100), false, PAYMENTS, Bucket::Empty).await;
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
    Measured::of(
        "1,000 payments, 20 ms each (real clock)",
        hits,
        least,
        &commit(slow(20, 50), false, PAYMENTS, Bucket::Empty).await,
    )
}

fn main() -> ExitCode {
    let real = || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let paused = || tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    println!(
        "{:<58} {:>5} {:>9} {:>5} {:>9} {:>6} {:>7}",
        "limits: 50 requests, 2/s; 480 s a method in 10 min", "least", "", "took", "", "ratio", "refused"
    );
    let works: [&dyn Fn() -> Measured; 7] = [
        &|| paused().expect("a runtime").block_on(cards_by_the_limits()),
        &|| paused().expect("a runtime").block_on(payments_by_the_limits()),
        &|| paused().expect("a runtime").block_on(payments_behind_a_full_bucket()),
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
