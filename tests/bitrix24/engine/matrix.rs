//! The matrix of faults: thirteen kinds, each alone at every fifth request and all of them mixed, so many
//! seeds of five hundred payments each. The first run may leave payments unknown; one start in calm must
//! settle all of them, and a second run bring the rest. A client that sends again blindly goes through
//! the same faults before the same judge, so that its silence means something.
//!
//! `SVERKA_FAULT_SEEDS=20` lives so many seeds of each kind; where nobody says how many, one with fewer
//! payments. The table is printed (`--nocapture`).

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rust_decimal::Decimal;
use sverka::commit::posting_of;
use sverka::model::{CommitState, Posting, Row};

use super::super::connector::Home;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::judge::{self, Books, Complaint};
use super::payments::{COUNT, Houses, is_too_much};
use super::{Office, Start, blind, complaints};

/// Payments of the one seed where nobody says how many.
const FEW: usize = 100;
/// Of a thousand requests so many go wrong.
const SHARE: u64 = 200;
/// So many that a patient connector gives up at times.
const MOST: u64 = 800;

/// What the table calls a fault, what the portal does then, and whether sending blindly once more pays
/// twice.
struct Kind {
    name: &'static str,
    faults: &'static [Fault],
    share: u64,
    doubles: bool,
}

const fn kind(name: &'static str, faults: &'static [Fault], doubles: bool) -> Kind {
    Kind { name, faults, share: SHARE, doubles }
}

/// The connection breaks before anything is done.
const DROP_BEFORE: Fault = Fault::Reset { effect: false };
/// All is done, and the connection breaks instead of a reply.
const DROP_AFTER: Fault = Fault::Reset { effect: true };
/// All is done, and no reply ever comes.
const HANG_AFTER: Fault = Fault::Hang { effect: true };
/// A gateway's page, and nothing behind it is done.
const E500_BEFORE: Fault = Fault::Status { status: 500, effect: false };
/// A gateway's page, and all behind it is done.
const E500_AFTER: Fault = Fault::Status { status: 500, effect: true };
const E502_AFTER: Fault = Fault::Status { status: 502, effect: true };
const E503: Fault = Fault::Status { status: 503, effect: false };
const E429: Fault = Fault::TooMany { retry_after: None };
/// The first half of the commands is done, and the connection breaks instead of a reply.
const HALF: Fault = Fault::PartThenReset;
/// All is done, and the reply is no JSON.
const GARBAGE: Fault = Fault::Garbage { effect: true };
/// All is done, and the connection breaks in the middle of the reply.
const RESET: Fault = Fault::Cut;
/// Every second command answers an error, and is not done.
const PARTIAL: Fault = Fault::HalfBatch { effect: false };
/// The batch stops in its middle: the first half is done and answered, the rest is not told of.
const HALT: Fault = Fault::ShortBatch;

const ALL: [Fault; 13] = [
    DROP_BEFORE,
    DROP_AFTER,
    HANG_AFTER,
    E500_BEFORE,
    E500_AFTER,
    E502_AFTER,
    E503,
    E429,
    HALF,
    GARBAGE,
    RESET,
    PARTIAL,
    HALT,
];

const MATRIX: [Kind; 15] = [
    kind("drop_before", &[DROP_BEFORE], false),
    kind("drop_after", &[DROP_AFTER], true),
    kind("hang_after", &[HANG_AFTER], true),
    kind("e500_before", &[E500_BEFORE], false),
    kind("e500_after", &[E500_AFTER], true),
    kind("e502_after", &[E502_AFTER], true),
    kind("e503", &[E503], false),
    kind("e429", &[E429], false),
    kind("half", &[HALF], true),
    kind("garbage", &[GARBAGE], true),
    kind("reset", &[RESET], true),
    kind("partial", &[PARTIAL], true),
    kind("halt", &[HALT], true),
    kind("all mixed", &ALL, true),
    Kind { name: "all mixed, 0.8", faults: &ALL, share: MOST, doubles: true },
];

impl Kind {
    fn plan(&self, seed: usize) -> Plan {
        let seed = u64::try_from(seed).expect("a small number");
        Plan::none().share(self.share, seed, Reach::All, self.faults)
    }
}

/// What runs of a kind came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    runs: usize,
    payments: usize,
    /// Requests that went wrong.
    faults: usize,
    /// After the first run.
    done: usize,
    refused: usize,
    unknown: usize,
    /// Those that never left, since a batch stopped before them: ready as before.
    waiting: usize,
    /// Payments that the one start in calm settled, and those that it left unknown.
    settled: usize,
    left: usize,
    /// After the second run: neither done nor rightly refused.
    not_done: usize,
    lost: usize,
    doubled: usize,
    wrong: usize,
    /// What the blind client paid too often.
    blind: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.payments += other.payments;
        self.faults += other.faults;
        self.done += other.done;
        self.refused += other.refused;
        self.unknown += other.unknown;
        self.waiting += other.waiting;
        self.settled += other.settled;
        self.left += other.left;
        self.not_done += other.not_done;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.wrong += other.wrong;
        self.blind += other.blind;
    }

    fn judge(&mut self, complaints: &[Complaint]) {
        for complaint in complaints {
            match complaint {
                Complaint::Lost(_) => self.lost += 1,
                Complaint::Doubled(_) => self.doubled += 1,
                Complaint::Stranger(_) | Complaint::Altered(_) | Complaint::Sum(_) | Complaint::Row(_) => {
                    self.wrong += 1;
                }
            }
        }
    }

    fn first(&mut self, rows: &[Row]) {
        for row in rows {
            match row.commit {
                CommitState::Committed { .. } => self.done += 1,
                CommitState::Refused(_) => self.refused += 1,
                CommitState::Unknown => self.unknown += 1,
                CommitState::Open => self.waiting += 1,
            }
        }
    }
}

fn unknown(start: &Start) -> usize {
    start.rows().iter().filter(|row| row.commit == CommitState::Unknown).count()
}

/// All five hundred, press by press under the faults, one start in calm, and all that is left.
async fn live(kind: &Kind, seed: usize, payments: usize) -> Tally {
    let home = Home::new();
    let rows = rows(&home, payments);
    let office = Office::with(&rows);
    let mut tally = Tally { runs: 1, payments: rows.len(), ..Tally::default() };
    let start = office.start(home.again()).await;
    home.portal.plan(kind.plan(seed));
    start.commit_all().await;
    tally.first(&start.rows());
    tally.judge(&complaints(&home, &start));
    drop(start);
    home.portal.plan(Plan::none());
    let start = office.start(home.again()).await;
    tally.settled = start.recovery.rows.len();
    tally.left = unknown(&start);
    tally.judge(&complaints(&home, &start));
    start.commit_all().await;
    tally.judge(&complaints(&home, &start));
    let is_as_wanted = |row: &&Row| match row.commit {
        CommitState::Committed { .. } => !is_too_much(row),
        CommitState::Refused(_) => is_too_much(row),
        CommitState::Open | CommitState::Unknown => false,
    };
    let ended = start.rows();
    tally.not_done = ended.len() - ended.iter().filter(is_as_wanted).count();
    let expected: Decimal = rows.iter().filter(|row| !is_too_much(row)).map(Row::signed_sum).sum();
    tally.wrong += usize::from(judge::held_sum(&home) != expected);
    tally.faults = home.portal.ledger().hits.iter().filter(|hit| hit.fault.is_some()).count();
    home.assert_proper();
    tally.blind = blind_doubles(kind, seed, payments).await;
    tally
}

/// What a client that sends again blindly pays too often of the same payments under the same faults.
async fn blind_doubles(kind: &Kind, seed: usize, payments: usize) -> usize {
    let home = Home::new();
    let rows = rows(&home, payments);
    let postings: Vec<Posting> = rows.iter().filter(|row| !is_too_much(row)).map(|row| posting_of(row, None)).collect();
    home.portal.plan(kind.plan(seed));
    blind::send_all(&home, &postings).await;
    let found = judge::complaints(&Books::of_held(&postings), &home);
    found.iter().filter(|complaint| matches!(complaint, Complaint::Doubled(_))).count()
}

/// So many payments of every sort.
fn rows(home: &Home, payments: usize) -> Vec<Row> {
    Houses::build(home).rows().into_iter().take(payments).collect()
}

/// Lives every kind with every seed, side by side; one tally a kind.
fn run(seeds: usize, payments: usize) -> Vec<Tally> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut lived = Vec::new();
        loop {
            let job = next.fetch_add(1, Ordering::Relaxed);
            let Some(kind) = MATRIX.get(job / seeds) else { return lived };
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
            let runtime = runtime.expect("a runtime");
            lived.push((job / seeds, runtime.block_on(live(kind, job % seeds + 1, payments))));
        }
    };
    let mut tallies = vec![Tally::default(); MATRIX.len()];
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        for (place, tally) in workers.into_iter().flat_map(|worker| worker.join().expect("it comes to its end")) {
            tallies[place].add(&tally);
        }
    });
    tallies
}

fn print(tallies: &[Tally]) {
    let head = [
        "fault",
        "runs",
        "payments",
        "faults",
        "done",
        "refused",
        "unknown",
        "not sent",
        "reconciles",
        "settled",
        "unknown",
        "not done",
        "lost",
        "doubled",
        "wrong",
        "blind: doubled",
    ];
    let line = |cells: [String; 16]| {
        let [name, cells @ ..] = cells;
        let cells: Vec<String> =
            cells.iter().zip(&head[1..]).map(|(cell, head)| format!("{cell:>0$}", head.len())).collect();
        println!("{name:<15} {}", cells.join("  "));
    };
    line(head.map(str::to_owned));
    for (kind, tally) in MATRIX.iter().zip(tallies) {
        let Tally { runs, payments, faults, done, refused, unknown, waiting, settled, left, .. } = *tally;
        let Tally { not_done, lost, doubled, wrong, blind, .. } = *tally;
        // One start in calm after each run.
        let counts = [
            runs, payments, faults, done, refused, unknown, waiting, runs, settled, left, not_done, lost, doubled,
            wrong, blind,
        ];
        let mut cells = [const { String::new() }; 16];
        kind.name.clone_into(&mut cells[0]);
        cells[1..].iter_mut().zip(counts).for_each(|(cell, count)| *cell = count.to_string());
        line(cells);
    }
}

#[test]
fn every_fault_leaves_each_payment_done_refused_or_unknown_and_one_calm_start_settles_all() {
    let told: Option<usize> = std::env::var("SVERKA_FAULT_SEEDS").ok().and_then(|text| text.parse().ok());
    let (seeds, payments) = told.filter(|seeds| *seeds > 0).map_or((1, FEW), |seeds| (seeds, COUNT as usize));
    let tallies = run(seeds, payments);
    print(&tallies);
    let mut all = Tally::default();
    for (kind, tally) in MATRIX.iter().zip(&tallies) {
        let name = kind.name;
        let Tally { done, refused, unknown, waiting, settled, left, .. } = *tally;
        assert_eq!(tally.payments, seeds * payments, "{name}");
        assert!(tally.faults > 0, "{name} fell on nothing");
        assert_eq!(done + refused + unknown + waiting, tally.payments, "{name}");
        assert!(waiting == 0 || unknown > 0, "{name}: only what is unknown stops a batch");
        assert_eq!((settled, left), (unknown, 0), "{name}: one start in calm settles all");
        assert_eq!(tally.not_done, 0, "{name}: the second run brings the rest");
        assert_eq!((tally.lost, tally.doubled, tally.wrong), (0, 0, 0), "{name}");
        assert_eq!(tally.blind > 0, kind.doubles, "{name}: the blind client pays {} too often", tally.blind);
        all.add(tally);
    }
    assert!(all.unknown > 0, "nothing was ever unknown");
}
