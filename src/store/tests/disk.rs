//! The file on a real disk: who may read it, and what is no session file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use redb::ReadableDatabase as _;

use super::super::tables::{LESSONS, LOG, NUMBER_SCHEMA, NUMBERS, SCHEMA, VIEW, VIEW_LOG};
use super::{
    Held, Saved, Store, StoreError, held, lesson, payment, row, script, states_of_script, words, write_lesson,
    write_row,
};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("metadata").permissions().mode() & 0o777
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

#[test]
fn the_file_is_for_its_owner_alone() {
    let folder = folder();
    let path = folder.path().join("sverka.redb");
    drop(Store::open(&path).expect("made"));
    assert_eq!(mode(&path), 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("opened to others");
    drop(Store::open(&path).expect("opened again"));
    assert_eq!(mode(&path), 0o600);
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2, "nothing is left beside it and its head");
}

#[test]
fn what_was_saved_is_there_after_opening_again() {
    let folder = folder();
    let path = written(folder.path());
    let store = Store::open(&path).expect("opened again");
    assert_eq!(Some(held(&store).expect("read")), states_of_script().pop());
}

#[test]
fn a_second_opener_is_told() {
    let folder = folder();
    let path = folder.path().join("sverka.redb");
    let _first = Store::open(&path).expect("made");
    let second = Store::open(&path).expect_err("it is open already");
    assert!(matches!(second, StoreError::InUse { .. }), "{second}");
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let folder = folder();
    let path = written(folder.path());
    let database = redb::Database::open(&path).expect("opened as redb");
    let writing = database.begin_write().expect("begun");
    writing.open_table(NUMBERS).expect("table").insert(NUMBER_SCHEMA, u64::from(SCHEMA) + 6).expect("put");
    writing.commit().expect("committed");
    drop(database);
    let error = Store::open(&path).expect_err("it is newer");
    assert!(matches!(error, StoreError::Newer { found: 9, known: 3, .. }), "{error}");
    assert!(words(&error).contains('9'));
    let database = redb::Database::open(&path).expect("it is whole");
    let tables = database.begin_read().expect("begun").list_tables().expect("listed").count();
    assert_eq!(tables, 10);
}

#[test]
fn a_file_of_schema_1_keeps_all_and_gains_lessons() {
    let folder = folder();
    let path = written(folder.path());
    let before = held(&Store::open(&path).expect("opened")).expect("read");
    let database = redb::Database::open(&path).expect("opened as redb");
    let writing = database.begin_write().expect("begun");
    writing.open_table(NUMBERS).expect("table").insert(NUMBER_SCHEMA, 1).expect("put");
    assert!(writing.delete_table(LESSONS).expect("deleted"), "schema 1 had none");
    assert!(writing.delete_table(LOG).expect("deleted"), "nor this");
    writing.open_table(VIEW).expect("table").remove(VIEW_LOG).expect("removed");
    writing.commit().expect("committed");
    drop(database);
    let store = Store::open(&path).expect("brought up to date");
    let without = Saved { lessons: Vec::new(), ..before.saved };
    assert_eq!(held(&store).expect("read"), Held { saved: without, ..before });
    store.save(&[write_lesson(7)]).expect("it takes lessons");
    drop(store);
    let store = Store::open(&path).expect("it stays up to date");
    assert_eq!(store.load().expect("loaded").lessons, [(payment(7).id, lesson(7))]);
}

#[test]
fn a_redb_file_of_another_program_is_refused() {
    let folder = folder();
    let path = folder.path().join("sverka.redb");
    let database = redb::Database::create(&path).expect("made");
    let writing = database.begin_write().expect("begun");
    writing.open_table(redb::TableDefinition::<u64, u64>::new("contracts")).expect("table");
    writing.commit().expect("committed");
    drop(database);
    assert!(matches!(Store::open(&path), Err(StoreError::Damaged { .. })));
}

#[test]
fn what_is_no_session_file_is_refused_and_stays_to_the_byte() {
    let folder = folder();
    let whole = fs::read(written(folder.path())).expect("read");
    let texts: [&[u8]; 4] = [b"1CClientBankExchange", b"", &whole[..whole.len() / 2], &whole[..4096]];
    for (number, content) in texts.into_iter().enumerate() {
        let path = folder.path().join(format!("{number}.redb"));
        fs::write(&path, content).expect("written");
        let error = Store::open(&path).expect_err("it is no session file");
        assert!(matches!(error, StoreError::Damaged { .. }), "{number}: {error}");
        assert!(fs::read(&path).expect("read") == content, "{number}: the file was changed");
    }
}

#[test]
fn no_flipped_byte_changes_what_is_read_without_a_word() {
    let folder = folder();
    let whole = fs::read(written(folder.path())).expect("read");
    let expected = states_of_script().pop();
    let path = folder.path().join("flipped.redb");
    // Every place that holds something, thinned out.
    let places = (0..whole.len()).filter(|place| whole[*place] != 0).step_by(97);
    let mut refused = 0;
    for place in places {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x20;
        fs::write(&path, &flipped).expect("written");
        match Store::open(&path).and_then(|store| held(&store)) {
            Ok(found) => assert_eq!(Some(found), expected, "byte {place}"),
            Err(StoreError::Damaged { .. }) => {
                refused += 1;
                assert!(fs::read(&path).expect("read") == flipped, "byte {place}: the file was changed");
            }
            Err(other) => panic!("byte {place}: {other}"),
        }
    }
    assert!(refused > 0);
}

#[test]
fn a_path_that_cannot_be_a_file_is_told() {
    let folder = folder();
    let error = Store::open(folder.path()).expect_err("it is a folder");
    assert!(matches!(error, StoreError::NoAccess { .. }), "{error}");
    fs::write(folder.path().join("file"), b"").expect("written");
    assert!(Store::open(&folder.path().join("file").join("sverka.redb")).is_err());
    assert!(Store::open(&folder.path().join("missing").join("sverka.redb")).is_err());
}

#[test]
fn an_unfinished_beginning_is_begun_again() {
    let folder = folder();
    let path = folder.path().join("sverka.redb");
    fs::write(folder.path().join("sverka.redb.unfinished"), b"half a header").expect("written");
    let store = Store::open(&path).expect("made");
    store.save(&[write_row(&row(1))]).expect("saved");
    assert_eq!(store.load().expect("loaded").rows.len(), 1);
}
