//! 1,000 payments to the embedded CRM: the whole commit as the program does it, the same with a
//! witness, and what as many synced transactions of plain redb take.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use redb::{Database, TableDefinition};
use rust_decimal::Decimal;
use sverka::commit::{Cancel, Engine, RowOutcome};
use sverka::crm::Crm;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::matching::Index;
use sverka::model::{Contract, ContractId, ContractStatus, Currency, Holder, Row, ScheduleLine};
use sverka::store::Store;
use tempfile::TempDir;
use tokio::runtime::Builder;

use super::commits::{row, save};
use super::witness::{Account, Notes, WitnessedCrm, WitnessedFile};

const PAYMENTS: u64 = 1_000;
/// How often each is measured; the middle one is told.
const TIMES: usize = 5;
/// What a commit of a thousand payments may take.
const MOST: Duration = Duration::from_secs(2);
/// Rows in one transaction of the floor: what one call of the embedded CRM takes.
const CHUNK: u64 = 50;
/// Bytes of a value of the floor, about those of an attempt with its row.
const VALUE: usize = 2_048;

/// The folder of the build: on the disk, where a temporary folder may be memory.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

fn contract(number: u64) -> Contract {
    let amount = Decimal::from(100_000);
    let line = |line: u32| ScheduleLine { line, due: jiff::civil::date(2026, 10, 15), amount, paid: Decimal::ZERO };
    Contract {
        id: ContractId(format!("К-{number}")),
        number: format!("К-{number}"),
        date: Some(jiff::civil::date(2026, 2, 1)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: "Ветров Лев Ильич".to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: amount * Decimal::TWO,
        currency: Currency::RUB,
        schedule: vec![line(1), line(2)],
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

fn rows() -> Vec<Row> {
    let amount = Decimal::new(123_456, 2);
    (0..PAYMENTS).map(|number| row(number, &ContractId(format!("К-{number}")), Some(1), amount)).collect()
}

fn crm(folder: &Path) -> EmbeddedCrm {
    let crm = EmbeddedCrm::open(&folder.join("crm.redb")).expect("the CRM opens");
    crm.load((0..PAYMENTS).map(contract).collect()).expect("the register is sound");
    crm
}

/// How long it takes from the press of the key to the last outcome on disk.
fn commit(store: Store, crm: Arc<dyn Crm>) -> Duration {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let rows = rows();
    save(&store, &rows);
    let contracts = runtime.block_on(crm.contracts()).expect("the CRM answers");
    let engine = Engine::new(Arc::new(store), crm).against(Arc::new(Index::build(contracts)));
    let never = Cancel::default();
    let start = Instant::now();
    let report = runtime.block_on(engine.commit(rows, Vec::new(), &|_| {}, &never)).expect("the batch begins");
    let took = start.elapsed();
    assert_eq!(u64::try_from(report.count(RowOutcome::Committed)), Ok(PAYMENTS), "{:?}", report.stopped);
    took
}

fn as_the_program_does() -> Duration {
    let folder = folder();
    let store = Store::open(&folder.path().join("sverka.redb")).expect("a store");
    commit(store, Arc::new(crm(folder.path())))
}

/// How long with a witness, and what it saw.
fn witnessed() -> (Duration, Notes) {
    let folder = folder();
    let notes = Notes::default();
    let path = folder.path().join("sverka.redb");
    let store = Store::open_backend(&path, WitnessedFile::create(&path, &notes)).expect("a store");
    let took = commit(store, Arc::new(WitnessedCrm { crm: crm(folder.path()), notes: notes.clone() }));
    (took, notes)
}

/// The transactions alone: intent, effect and outcome of each call, synced.
fn floor() -> Duration {
    const TABLE: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("values");
    let folder = folder();
    let files = ["journal", "crm"].map(|name| Database::create(folder.path().join(name)).expect("a file"));
    let [journal, crm] = &files;
    let value = vec![7; VALUE];
    let start = Instant::now();
    for chunk in 0..PAYMENTS / CHUNK {
        for database in [journal, crm, journal] {
            let writing = database.begin_write().expect("it begins");
            {
                let mut table = writing.open_table(TABLE).expect("a table");
                for number in chunk * CHUNK..(chunk + 1) * CHUNK {
                    table.insert(number, value.as_slice()).expect("it takes it");
                }
            }
            writing.commit().expect("it is durable");
        }
    }
    start.elapsed()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Measures all in turn and tells it. Whether all is good.
pub fn measure() -> bool {
    let (mut plain, mut seen, mut least) = (Vec::new(), Vec::new(), Vec::new());
    let mut all_durable = true;
    let mut account = Account::default();
    for _ in 0..TIMES {
        least.push(floor());
        plain.push(as_the_program_does());
        let (took, notes) = witnessed();
        seen.push(took);
        account = notes.judge();
        assert_eq!(notes.of_a_hasty_program().judge().with_intent, 0, "the witness sees what is not durable");
        all_durable &= account.left == account.with_intent && u64::try_from(account.left) == Ok(PAYMENTS);
    }
    let (plain, seen, least) = (middle(plain), middle(seen), middle(least));
    let is_good = plain < MOST && seen < MOST && all_durable;
    println!("{PAYMENTS} payments to the embedded CRM, middle of {TIMES}");
    println!("{:<56} {plain:>9.2?}", "  as the program does it");
    println!("{:<56} {seen:>9.2?}", "  with a witness at the store's disk");
    println!("{:<56} {least:>9.2?}", "  floor: 60 synced transactions of 50 plain values");
    println!(
        "  {} payments left, {} of them with a durable intent; {} syncs of the journal",
        account.left, account.with_intent, account.syncs
    );
    println!("  less than {MOST:.0?} and each intent durable: {}", if is_good { "good" } else { "NOT GOOD" });
    is_good
}
