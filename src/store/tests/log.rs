//! The log: what follows from a save, and what is found when somebody changed something.

use std::fs;
use std::path::{Path, PathBuf};

use redb::{Database, ReadableDatabase as _, ReadableTable as _, TableDefinition, WriteTransaction};

use super::super::log::{Event, Face, LogFault, Logged, Note};
use super::super::tables::{ATTEMPTS, LOG, NUMBER_SCHEMA, NUMBERS, ROWS, VIEW, VIEW_LOG, encode};
use super::{
    Attempt, AttemptState, BatchId, CrmReference, Store, Write, attempt, committed, file, in_memory, noted, payment,
    row, script, step, words_of, write_row,
};
use crate::model::Row;

fn names(entries: &[Logged]) -> Vec<&'static str> {
    entries.iter().map(|logged| logged.entry.event.name()).collect()
}

/// A session file with the whole script in it.
fn written(folder: &Path) -> PathBuf {
    let path = folder.join("sverka.redb");
    let store = Store::open(&path).expect("made");
    for writes in script() {
        store.save(&writes).expect("saved");
    }
    path
}

fn note(event: Event) -> Write {
    Write::Log(Box::new(Note::of(event)))
}

/// Does something to the file past the program.
fn meddle(path: &Path, how: impl FnOnce(&WriteTransaction)) {
    let database = Database::open(path).expect("opened as redb");
    let writing = database.begin_write().expect("begun");
    how(&writing);
    writing.commit().expect("committed");
}

fn values(path: &Path) -> Vec<Vec<u8>> {
    let database = Database::open(path).expect("opened as redb");
    let log = database.begin_read().expect("begun").open_table(LOG).expect("table");
    log.iter().expect("read").map(|entry| entry.expect("an entry").1.value().to_vec()).collect()
}

fn faults(path: &Path) -> Vec<LogFault> {
    let faults = Store::open(path).and_then(|store| store.check_log()).expect("the file itself is whole").faults;
    for fault in &faults {
        let words = words_of(fault);
        assert!(!words.contains('⟦') && words.ends_with('.'), "{words}");
    }
    faults
}

fn put<K: redb::Key + 'static>(
    writing: &WriteTransaction,
    table: TableDefinition<K, &[u8]>,
    key: K::SelfType<'_>,
    value: &[u8],
) {
    writing.open_table(table).expect("table").insert(key, value).expect("put");
}

#[test]
fn every_save_that_changes_something_is_told() {
    let store = in_memory();
    for writes in script() {
        store.save(&writes).expect("saved");
    }
    let log = store.log().expect("read");
    let expected = [
        "log_begun",
        "imported",
        "decided",
        "decided",
        "undone",
        "commit_planned",
        "commit_sent",
        "commit_confirmed",
        "observed",
        "imported",
    ];
    assert_eq!(names(&log), expected);
    assert!(log.iter().zip(1..).all(|(logged, number)| logged.number == number));
    let Event::Imported { file, added, first, .. } = &log[1].entry.event else { panic!("{:?}", log[1]) };
    assert_eq!((file.as_str(), *added, *first), ("first.txt", 3, 0));
    let Event::Imported { added, first, .. } = &log[9].entry.event else { panic!("{:?}", log[9]) };
    assert_eq!((*added, *first), (1, 3));
    assert_eq!(log[2].entry.after.as_ref().map(|face| face.decision.comment.as_str()), Some("первая"));
    assert_eq!(log[2].entry.before, Some(Face::default()));
    assert_eq!((&log[4].entry.before, &log[4].entry.after), (&log[3].entry.after, &log[3].entry.before));
    assert_eq!(log[2].entry.row.as_ref().map(|row| row.id), Some(payment(1).id));
    assert_eq!(store.check_log().expect("checked").faults, []);
}

#[test]
fn edits_that_wait_for_one_save_keep_their_steps_apart() {
    let store = in_memory();
    store.save(&[write_row(&row(1)), write_row(&row(2))]).expect("saved");
    let edits = vec![
        write_row(&noted(1, "а")),
        Write::Step { position: 0, step: step(1, "а") },
        Write::Undone { position: 1 },
        write_row(&noted(1, "б")),
        write_row(&noted(2, "б")),
        Write::Step { position: 1, step: step(2, "б") },
        Write::Undone { position: 2 },
        write_row(&noted(1, "а")),
        write_row(&row(2)),
        Write::Undone { position: 1 },
        write_row(&noted(1, "б")),
        write_row(&noted(2, "б")),
        Write::Undone { position: 2 },
    ];
    store.save(&edits).expect("saved");
    let log = store.log().expect("read");
    assert_eq!(names(&log)[1..], ["decided", "decided", "decided", "undone", "undone", "redone", "redone"]);
    let comment = |place: usize| log[place].entry.after.as_ref().map(|face| face.decision.comment.clone());
    assert_eq!(
        (comment(1).as_deref(), comment(4).as_deref(), comment(7).as_deref()),
        (Some("а"), Some("а"), Some("б"))
    );
}

#[test]
fn an_attempt_and_its_row_are_one_entry() {
    let store = in_memory();
    store.save(&[write_row(&row(1))]).expect("saved");
    let with = |state: AttemptState| Write::Attempt(Box::new(attempt(1, 1, state)));
    store.save(&[with(AttemptState::Planned)]).expect("saved");
    let unknown = |row: &mut Row| row.commit = crate::model::CommitState::Unknown;
    let mut sent = row(1);
    unknown(&mut sent);
    store.save(&[with(AttemptState::Sent), write_row(&sent)]).expect("saved");
    store.save(&[with(AttemptState::Sent)]).expect("saved");
    store.save(&[with(AttemptState::Abandoned), write_row(&row(1))]).expect("saved");
    let log = store.log().expect("read");
    assert_eq!(names(&log)[1..], ["commit_planned", "commit_sent", "commit_sent_again", "commit_not_held"]);
    let Event::Planned { batch, rows, sums, .. } = &log[1].entry.event else { panic!("{:?}", log[1]) };
    assert_eq!((*batch, *rows, sums.as_slice()), (BatchId(1), 1, [payment(1).amount].as_slice()));
    assert_eq!(log[2].entry.after, Some(Face { commit: sent.commit, ..Face::default() }));
    assert_eq!(log[3].entry.after, None);
    assert_eq!(log[4].entry.after, Some(Face::default()));
}

#[test]
fn what_the_program_takes_notice_of_is_told_apart_from_decisions() {
    let store = in_memory();
    store.save(&[write_row(&row(1)), write_row(&committed(2))]).expect("saved");
    let mut other = row(1);
    other.payment.purpose = "исправлено".to_owned();
    other.changed = vec!["purpose".to_owned()];
    store.save(&[write_row(&other), Write::File(file("again.txt"))]).expect("saved");
    store.save(&[note(Event::Forgotten { what: String::new(), pairs: 2 })]).expect("saved");
    let log = store.log().expect("read");
    assert_eq!(names(&log)[1..], ["observed", "imported", "document_changed", "forgotten"]);
    let purposes = [&log[3].entry.before, &log[3].entry.after]
        .map(|face| face.as_ref().and_then(|face| face.document.as_ref()).map(|document| document.purpose.clone()));
    assert_eq!(purposes, [Some(payment(1).purpose), Some("исправлено".to_owned())]);
    assert_eq!(store.check_log().expect("checked").faults, []);
}

#[test]
fn a_view_and_a_finding_leave_no_entry() {
    let store = in_memory();
    store.save(&[write_row(&row(1))]).expect("saved");
    let mut found = row(1);
    found.finding.readiness = crate::model::Readiness::Choose;
    store.save(&[write_row(&found), Write::View(super::ViewState::default())]).expect("saved");
    assert_eq!(names(&store.log().expect("read")), ["log_begun"]);
}

#[test]
fn no_changed_byte_of_an_entry_goes_unnoticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    assert_eq!(faults(&path), []);
    let whole = values(&path);
    for (value, number) in whole.iter().zip(1_u64..) {
        // Each place once, and each bit of it in turn.
        for place in (0..value.len()).step_by(7) {
            let mut other = value.clone();
            other[place] ^= 1 << (place % 8);
            let store = changed_in_memory(number, &other);
            let faults = store.check_log().expect("checked").faults;
            assert!(!faults.is_empty(), "entry {number}, byte {place}");
        }
    }
}

/// The script's store with one value of the log changed past the program.
fn changed_in_memory(number: u64, value: &[u8]) -> Store {
    let store = script_in_memory();
    let writing = store.database.begin_write().expect("begun");
    put(&writing, LOG, number, value);
    writing.commit().expect("committed");
    store
}

fn script_in_memory() -> Store {
    let store = in_memory();
    for writes in script() {
        store.save(&writes).expect("saved");
    }
    store
}

#[test]
fn entries_taken_out_moved_or_cut_off_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    let whole = fs::read(&path).expect("read");
    let values = values(&path);
    let last = values.len() as u64;
    let again = || fs::write(&path, &whole).expect("written");
    for number in 1..=last {
        meddle(&path, |writing| drop(writing.open_table(LOG).expect("table").remove(number).expect("removed")));
        assert!(!faults(&path).is_empty(), "entry {number} was taken out");
        again();
    }
    meddle(&path, |writing| {
        put(writing, LOG, 3, &values[3]);
        put(writing, LOG, 4, &values[2]);
    });
    assert!(faults(&path).contains(&LogFault::Broken { number: 3 }));
    again();
    // Cut off together with what the session's file says of the end: only the file beside knows.
    cut_off_last(&path, &values);
    assert_eq!(faults(&path)[0], LogFault::EndMissing { found: last - 1, known: last });
    fs::remove_file(path.with_extension("head")).expect("removed");
    assert!(matches!(faults(&path)[0], LogFault::HeadMissing { .. }));
}

/// Takes the last entry out so that the session's file alone looks whole.
fn cut_off_last(path: &Path, values: &[Vec<u8>]) {
    let kept = &values[values.len() - 2];
    let fingerprint: Vec<u8> = kept[..32].to_vec();
    let head = serde_json::json!({ "count": values.len() - 1, "fingerprint": fingerprint });
    meddle(path, |writing| {
        writing.open_table(LOG).expect("table").remove(values.len() as u64).expect("removed");
        put(writing, VIEW, VIEW_LOG, &encode(&head).expect("a value"));
    });
}

#[test]
fn a_row_or_an_attempt_changed_past_the_log_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    let other = noted(4, "подмена");
    let id = other.payment.id.uuid().as_u128();
    meddle(&path, |writing| put(writing, ROWS, id, &encode(&other).expect("a value")));
    let found = faults(&path);
    assert!(matches!(found.as_slice(), [LogFault::RowDiffers { number, .. }] if number == "4"), "{found:?}");
    meddle(&path, |writing| put(writing, ROWS, id, &encode(&row(4)).expect("a value")));
    let other: Attempt = attempt(1, 1, AttemptState::Confirmed(CrmReference("P-2".to_owned())));
    meddle(&path, |writing| put(writing, ATTEMPTS, 1_u64, &encode(&other).expect("a value")));
    assert_eq!(faults(&path), [LogFault::AttemptDiffers { sequence: 1 }]);
    meddle(&path, |writing| drop(writing.open_table(ATTEMPTS).expect("table").remove(1).expect("removed")));
    assert_eq!(faults(&path), [LogFault::AttemptDiffers { sequence: 1 }]);
}

#[test]
fn a_missing_file_beside_is_made_anew_and_told_in_an_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    let head = path.with_extension("head");
    fs::remove_file(&head).expect("removed");
    assert!(matches!(faults(&path).as_slice(), [LogFault::HeadMissing { .. }]));
    let store = Store::open(&path).expect("opened");
    store.save(&[write_row(&noted(1, "после")), note(Event::Observed)]).expect("saved");
    assert!(names(&store.log().expect("read")).contains(&"head_renewed"));
    drop(store);
    assert_eq!(faults(&path), []);
}

#[test]
fn a_file_beside_that_does_not_fit_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    let head = path.with_extension("head");
    let whole = fs::read(&head).expect("read");
    for place in (0..whole.len()).step_by(9) {
        let mut other = whole.clone();
        other[place] ^= 1;
        fs::write(&head, &other).expect("written");
        let store = Store::open(&path).expect("opened");
        store.save(&[note(Event::Observed)]).expect("work goes on");
        drop(store);
        assert_eq!(faults(&path).len(), 1, "byte {place}");
        assert!(fs::read(&head).expect("read") == other, "byte {place}: the file was changed");
    }
}

#[test]
fn a_file_beside_that_lags_behind_is_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    let head = path.with_extension("head");
    let before = fs::read(&head).expect("read");
    Store::open(&path).expect("opened").save(&[note(Event::Observed)]).expect("saved");
    assert!(fs::read(&head).expect("read") != before, "it is kept up");
    fs::write(&head, &before).expect("written");
    assert_eq!(faults(&path), []);
}

#[test]
fn a_file_without_a_log_begins_one_with_all_that_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    meddle(&path, |writing| {
        assert!(writing.delete_table(LOG).expect("deleted"));
        writing.open_table(VIEW).expect("table").remove(VIEW_LOG).expect("removed");
        writing.open_table(NUMBERS).expect("table").insert(NUMBER_SCHEMA, 2).expect("put");
    });
    fs::remove_file(path.with_extension("head")).expect("removed");
    let store = Store::open(&path).expect("brought up to date");
    let log = store.log().expect("read");
    assert_eq!(names(&log), ["log_begun", "commit_confirmed", "carried", "carried"]);
    assert_eq!(log[0].entry.event, Event::Begun { rows: 4, attempts: 1 });
    assert_eq!(store.check_log().expect("checked").faults, []);
    drop(store);
    assert_eq!(faults(&path), []);
}
