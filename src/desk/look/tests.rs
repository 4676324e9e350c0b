//! Copies of a state that somebody writes to all the time.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::*;
use crate::desk::{Desk, Folders};
use crate::model::{Bits, Finding, Money, Party, Payment, PaymentId, PaymentKind, Row, SourcePlace};
use crate::store::log::{Event, Note};
use crate::store::{Store, Write};

const ROWS: u32 = 40;

/// A row whose finding is a number, which the log does not tell of, and much besides, so that pages
/// are many and the file does not grow.
fn row(number: u32, counter: u32) -> Row {
    let text = number.to_string();
    let amount = rust_decimal::Decimal::new(100, 2);
    let payment = Payment {
        id: PaymentId::of_document(&text),
        place: SourcePlace::default(),
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: text,
        date: jiff::civil::date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, crate::model::Currency::RUB),
        payer: Party::default(),
        payee: Party::default(),
        purpose: "оплата ".repeat(60),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    row.finding.margin = Some(Bits::tenths(counter.try_into().expect("a small number")));
    row
}

fn counters(store: &Store) -> Vec<u32> {
    let saved = store.load().expect("the copy loads");
    saved.rows.iter().map(counter).collect()
}

fn counter(row: &Row) -> u32 {
    let bits = row.finding.margin.expect("every save sets it");
    u32::try_from(bits.in_tenths()).expect("not below zero")
}

fn save(store: &Store, counter: u32) {
    let writes: Vec<Write> = (0..ROWS).map(|number| Write::Row(Box::new(row(number, counter)))).collect();
    store.save(&writes).expect("the disk takes it");
}

/// Says that it is enough when it goes.
struct Enough<'test>(&'test AtomicBool);

impl Drop for Enough<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

#[test]
fn a_copy_of_what_is_written_all_the_time_is_what_one_save_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders { state: folder.path().to_owned() };
    let store = Store::open(&folders.store()).expect("a store");
    save(&store, 0);
    let (saved, is_enough) = (AtomicU32::new(0), AtomicBool::new(false));
    let (copies, lagged) = std::thread::scope(|scope| {
        // Whatever comes: a test that fails must not leave the writer at it for ever.
        let _enough = Enough(&is_enough);
        scope.spawn(|| {
            let mut counter = 0;
            while !is_enough.load(Ordering::Acquire) {
                counter += 1;
                save(&store, counter);
                saved.store(counter, Ordering::Release);
            }
        });
        let (mut copies, mut lagged) = (0, 0);
        let mut seen = 0;
        while copies < 40 {
            let before = saved.load(Ordering::Acquire);
            let copy = Copy::take(&folders.state, &Config::default()).expect("a copy is made in the end");
            let counters = counters(&copy.store);
            assert_eq!(counters.len(), ROWS as usize);
            assert!(counters.iter().all(|counter| *counter == counters[0]), "a mix of two saves: {counters:?}");
            // The last commit, or the one before it where the last one's pages were gone already.
            assert!(counters[0] + 1 >= before, "{} when {before} was saved", counters[0]);
            assert!(counters[0] >= seen, "time goes one way");
            assert_eq!(copy.store.check_log().expect("the log is read").faults, []);
            lagged += u32::from(counters[0] < before);
            seen = counters[0];
            copies += 1;
        }
        (copies, lagged)
    });
    let writes = saved.load(Ordering::Acquire);
    assert!(writes > copies, "there was a save for each copy and more: {writes}");
    assert!(lagged < copies, "most are of the last commit");
}

#[test]
fn a_file_that_is_damaged_is_told_and_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders { state: folder.path().to_owned() };
    drop(Store::open(&folders.store()).expect("a store"));
    let length = std::fs::metadata(folders.store()).expect("it is there").len();
    std::fs::write(folders.store(), vec![7; usize::try_from(length).expect("small")]).expect("spoilt");
    let error = Copy::take(&folders.state, &Config::default()).expect_err("it is no session");
    assert!(matches!(error, DeskError::Store(_)), "{error:?}");
    let empty = tempfile::tempdir().expect("a folder");
    assert!(matches!(Copy::take(empty.path(), &Config::default()), Err(DeskError::Folder { .. })));
}

#[tokio::test]
async fn a_look_beside_an_open_desk_sees_what_it_saved_and_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    let (desk, _) = Desk::open(&state, &Config::default()).await.expect("it opens");
    save(&desk.store, 1);
    let listed = |folder: &Path| {
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("a file"))
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("read")))
            .collect();
        files.sort();
        files
    };
    let before = listed(&state);
    let look = Look::take(&state, &Config::default()).await.expect("it can be looked at");
    assert_eq!(look.session.rows().len(), ROWS as usize);
    desk.store.save(&[Write::Log(Box::new(Note::of(Event::HeadRenewed)))]).expect("the desk goes on working");
    save(&desk.store, 2);
    let again = look.beneath.again().await.expect("and once more");
    assert_eq!((counters(&look.beneath.copy.store)[0], counters(&again.beneath.copy.store)[0]), (1, 2));
    let places: Vec<PathBuf> = [&look, &again].map(|look| look.beneath.copy.folders.state.clone()).into();
    drop((look, again));
    assert!(places.iter().all(|place| !place.exists()));
    assert_eq!(before.len(), listed(&state).len(), "no file is added to the folder");
}
