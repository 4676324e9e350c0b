//! The real engine with its real journal on the connector and the portal: what stands in the one
//! and in the other after everything that can go wrong, start after start.

mod beside;
mod blind;
mod crashes;
mod faults;
mod held_back;
pub mod judge;
mod killed;
mod matrix;
mod network;
pub mod payments;
mod reversals;
mod stopped;
mod twice;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use sverka::commit::{BatchReport, Cancel, Engine, Recovery};
use sverka::config::Config;
use sverka::crm::bitrix24::Bitrix24;
use sverka::model::{CommitState, Readiness, Row};
use sverka::store::{Store, Write};
use tempfile::TempDir;

use super::connector::Home;
use super::emulator::faults::Plan;
use judge::{Books, Complaint};

/// Rows of one press of the commit key.
const PRESS: usize = 50;

/// An accountant's folder beside a portal.
pub struct Office {
    folder: TempDir,
}

/// One start of the program: store, connector and engine are new, what an earlier start left is
/// settled as far as the portal answers.
pub struct Start {
    pub store: Arc<Store>,
    pub engine: Engine,
    pub recovery: Recovery,
}

impl Office {
    /// A folder with these rows.
    pub fn with(rows: &[Row]) -> Self {
        let office = Self { folder: tempfile::tempdir().expect("a folder") };
        let writes: Vec<Write> = rows.iter().map(|row| Write::Row(Box::new(row.clone()))).collect();
        office.store().save(&writes).expect("the rows are saved");
        office
    }

    pub fn store(&self) -> Store {
        Store::open(&self.folder.path().join("sverka.redb")).expect("the store opens")
    }

    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }

    /// The configuration that leads to this portal.
    pub fn config(&self, home: &Home) -> Config {
        let file = home.configure(self.folder.path());
        Config::parse(&fs::read_to_string(&file).expect("it was written"), &file).expect("it is sound")
    }

    pub async fn start(&self, crm: Bitrix24) -> Start {
        let store = Arc::new(self.store());
        let engine = Engine::new(Arc::clone(&store) as _, Arc::new(crm) as _);
        let start = Start { store, engine, recovery: Recovery::default() };
        let recovery = start.recover().await;
        Start { recovery, ..start }
    }

    /// What the journal says that the portal holds.
    pub fn books(&self) -> Books {
        Books::of(&self.store().attempts().expect("the journal reads"))
    }
}

impl Start {
    /// Settles what is in flight, once the portal can be asked for it.
    pub async fn recover(&self) -> Recovery {
        loop {
            let recovery = self.engine.recover(&self.rows()).await.expect("the journal answers");
            let Some(early) = recovery.early else { return recovery };
            tokio::time::sleep_until(early.until).await;
        }
    }

    pub fn rows(&self) -> Vec<Row> {
        self.store.load().expect("the session loads").rows
    }

    pub fn books(&self) -> Books {
        Books::of(&self.store.attempts().expect("the journal reads"))
    }

    pub async fn commit(&self, rows: Vec<Row>) -> BatchReport {
        let never = Cancel::default();
        self.engine.commit(rows, Vec::new(), &|_| {}, &never).await.expect("the batch begins")
    }

    pub async fn reverse(&self, rows: Vec<Row>) -> BatchReport {
        let never = Cancel::default();
        self.engine.reverse(rows, "ошибка", &|_| {}, &never).await.expect("the batch begins")
    }

    /// Commits what is ready, press by press, until all is done or a batch stops.
    pub async fn commit_all(&self) {
        loop {
            let ready: Vec<Row> = ready(self.rows()).into_iter().take(PRESS).collect();
            if ready.is_empty() || self.commit(ready).await.stopped.is_some() {
                return;
            }
        }
    }
}

pub fn ready(rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter().filter(|row| row.readiness() == Readiness::Ready).collect()
}

/// What is wrong with rows, journal and portal as they stand.
pub fn complaints(home: &Home, start: &Start) -> Vec<Complaint> {
    let mut found = judge::complaints(&start.books(), home);
    found.extend(judge::of_rows(&start.rows(), &start.books()));
    found
}

/// How the starts of a run went.
#[derive(Debug, Default)]
pub struct Run {
    pub starts: usize,
    /// Rows that a start found unknown, and settled.
    pub settled: usize,
}

/// A start in calm, in which every row that was left unknown must find its end.
pub async fn start_in_calm(home: &Home, office: &Office) -> Start {
    home.portal.plan(Plan::none());
    let start = office.start(home.again()).await;
    assert_eq!(complaints(home, &start), [], "after a start");
    let unknown = start.rows().into_iter().filter(|row| row.commit == CommitState::Unknown);
    let numbers: Vec<String> = unknown.map(|row| row.payment.number).collect();
    assert_eq!(numbers, [""; 0], "{:?} {:?}", start.recovery.unclear, start.recovery.unanswered);
    start
}

/// Starts the program again and again under a plan of faults until every row has its end. What a
/// start leaves unknown is settled by the next one, asked in calm where `calm_starts` says so.
pub async fn live(home: &Home, office: &Office, plan: &Plan, calm_starts: bool, most: usize) -> Run {
    let mut run = Run::default();
    loop {
        run.starts += 1;
        assert!(run.starts <= most, "no end after {most} starts");
        let start = if calm_starts { start_in_calm(home, office).await } else { office.start(home.again()).await };
        assert_eq!(complaints(home, &start), [], "after start {}", run.starts);
        run.settled += start.recovery.rows.len();
        let rows = start.rows();
        if rows.iter().all(|row| row.commit != CommitState::Unknown) && ready(rows).is_empty() {
            return run;
        }
        home.portal.plan(plan.clone());
        start.commit_all().await;
        assert_eq!(complaints(home, &start), [], "in start {}", run.starts);
    }
}

/// splitmix64 (Steele, Lea, Flood 2014).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}
