//! Backups of a small state, and back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::names::{CRM, HEAD, PARTS, SESSION, backups, of_day, of_days};
use super::pack::{check, unpack};
use super::*;
use crate::config::CrmKind;
use crate::crm::embedded::EmbeddedCrm;
use crate::model::Explain as _;
use crate::store::log::{Event, Note};
use crate::store::{Facts, Store, Write};

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// A state with a session, its log, and a CRM.
    fn laid() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(place.state()).expect("a folder");
        place.note(2);
        drop(EmbeddedCrm::open(&place.state().join(CRM)).expect("a CRM"));
        place
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("copy.zip")
    }

    /// So many entries more in the log.
    fn note(&self, count: u64) {
        let store = Store::open(&self.state().join(SESSION)).expect("it opens");
        for pairs in 0..count {
            let event = Event::Forgotten { what: String::new(), pairs };
            store.save(&[Write::Log(Box::new(Note::of(event)))]).expect("saved");
        }
    }

    fn kept(&self) -> Manifest {
        backup(&self.state(), &self.file(), Why::Asked).expect("kept")
    }

    fn prepared(&self) -> Result<Restoring, BackupError> {
        Restoring::prepare(&self.state(), &self.file(), false)
    }

    fn bytes(&self) -> Vec<Option<Vec<u8>>> {
        PARTS.iter().map(|name| fs::read(self.state().join(name)).ok()).collect()
    }
}

fn entries(state: &Path) -> Vec<&'static str> {
    let store = Store::open(&state.join(SESSION)).expect("it opens");
    assert_eq!(store.check_log().expect("it reads").faults, []);
    store.log().expect("it reads").iter().map(|logged| logged.entry.event.name()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("letters")).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_backup_is_whole_says_what_is_in_it_and_is_its_owners_alone() {
    let place = Place::laid();
    let before = place.bytes();
    let manifest = place.kept();
    assert_eq!(place.bytes(), before, "the state is as it was");
    assert_eq!((manifest.session_schema(), manifest.crm_schema()), (Some(Facts::SCHEMA_NOW), Some(1)));
    assert_eq!((manifest.log_entries, manifest.crm_entries), (3, Some(0)));
    assert_eq!(check(&place.file()).expect("whole"), manifest);
    let mode = place.file().metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    assert_eq!(names(place.folder.path()), ["copy.zip", "state"]);
    assert_eq!(names(&backups(&place.state())), Vec::<String>::new());
    let into = tempfile::tempdir().expect("a folder");
    unpack(&place.file(), into.path()).expect("unpacked");
    assert_eq!(names(into.path()), [CRM, HEAD, SESSION]);
}

#[test]
fn no_file_is_written_over_and_nothing_is_kept_of_nothing() {
    let place = Place::laid();
    fs::write(place.file(), "mine").expect("written");
    let error = backup(&place.state(), &place.file(), Why::Asked).expect_err("it is there");
    assert_eq!(error.explain().key, "backup-exists");
    assert_eq!(fs::read(place.file()).expect("it is there"), b"mine");
    let empty = tempfile::tempdir().expect("a folder");
    let error = backup(empty.path(), &place.folder.path().join("other.zip"), Why::Asked).expect_err("nothing is there");
    assert_eq!(error.explain().key, "backup-nothing");
}

#[test]
fn what_was_put_back_is_what_was_kept_and_what_was_there_lies_aside() {
    let place = Place::laid();
    place.kept();
    place.note(4);
    let before = place.bytes();
    let found = place.prepared().expect("whole");
    let beyond = Beyond { entries: 4, batches: 0 };
    assert_eq!((&found.present, &found.faults[..]), (&Present::Later(beyond), &[][..]));
    drop(found);
    assert_eq!(place.bytes(), before, "nobody agreed");
    assert_eq!(names(&place.state()), ["backups", CRM, HEAD, SESSION]);

    let aside = place.prepared().expect("whole").place().expect("placed");
    assert_eq!(entries(&place.state()), ["log_begun", "forgotten", "forgotten", "restored"]);
    assert_eq!(entries(&aside).len(), 7);
    EmbeddedCrm::open(&place.state().join(CRM)).expect("it opens");
    // Once more in the same second: what lies aside stays.
    let again = place.prepared().expect("whole").place().expect("placed");
    assert_ne!(aside, again);
    assert_eq!((entries(&aside).len(), entries(&again).len()), (7, 4));
    assert!(!is_unfinished(&place.state()) && !place.state().join("restoring").exists());
}

#[test]
fn a_state_that_cannot_be_read_or_is_another_is_told_and_put_aside() {
    let place = Place::laid();
    place.kept();
    fs::write(place.state().join(SESSION), "not a session").expect("written");
    let found = place.prepared().expect("the backup is whole");
    assert_eq!(found.present, Present::Damaged);
    let aside = found.place().expect("placed");
    assert_eq!(fs::read(aside.join(SESSION)).expect("it is there"), b"not a session");
    assert_eq!(entries(&place.state()).last(), Some(&"restored"));

    for name in PARTS {
        fs::remove_file(place.state().join(name)).expect("removed");
    }
    assert_eq!(place.prepared().expect("whole").present, Present::Nothing);
    place.note(9);
    assert_eq!(place.prepared().expect("whole").present, Present::Another { rows: 0 });
}

#[test]
fn the_crm_stays_where_it_is_told_to() {
    let place = Place::laid();
    place.kept();
    let crm = fs::read(place.state().join(CRM)).expect("it is there");
    let found = Restoring::prepare(&place.state(), &place.file(), true).expect("whole");
    let aside = found.place().expect("placed");
    assert_eq!(fs::read(place.state().join(CRM)).expect("it is there"), crm);
    assert_eq!(names(&aside), [HEAD, SESSION]);
}

#[test]
fn a_changed_byte_or_a_missing_end_is_noticed_and_changes_nothing() {
    let place = Place::laid();
    let manifest = place.kept();
    let before = place.bytes();
    let bytes = fs::read(place.file()).expect("read");
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(bytes.len() / 200) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        fs::write(place.file(), changed).expect("written");
        match check(&place.file()) {
            Err(error) => {
                refused += 1;
                assert!(error.explain().key.starts_with("backup-"), "{error}");
            }
            // A day in the archive's own list of files.
            Ok(found) => assert_eq!(found, manifest, "byte {at}"),
        }
        fs::write(place.file(), &bytes[..at]).expect("written");
        assert!(place.prepared().is_err(), "cut at {at}");
    }
    assert!(refused > 100, "refused {refused}");
    assert_eq!(place.bytes(), before);
}

#[test]
fn a_newer_form_a_foreign_archive_and_another_file_are_told_apart() {
    let place = Place::laid();
    let key = || place.prepared().expect_err("it is no backup").explain().key;
    assert_eq!(key(), "backup-not-found");
    fs::write(place.file(), "no archive").expect("written");
    assert_eq!(key(), "backup-foreign");
    let archive = |name: &str, text: &str| {
        use std::io::Write as _;
        let mut archive = zip::ZipWriter::new(fs::File::create(place.file()).expect("made"));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        archive.write_all(text.as_bytes()).expect("written");
        archive.finish().expect("ended");
    };
    archive("kl_to_1c.txt", "1CClientBankExchange");
    assert_eq!(key(), "backup-foreign");
    archive("manifest.json", r#"{"form":2}"#);
    assert_eq!(key(), "backup-newer");
    // Nothing leads out of the folder.
    let mut manifest = serde_json::to_value(Place::laid().kept()).expect("it has a form");
    manifest["parts"][0]["name"] = "../sverka.redb".into();
    archive("manifest.json", &manifest.to_string());
    assert_eq!(key(), "backup-foreign");
}

#[test]
fn a_day_gets_one_copy_and_seven_are_kept() {
    let place = Place::laid();
    let state = place.state();
    fs::create_dir_all(backups(&state)).expect("a folder");
    let theirs = ["2020-01-05-mine.zip", "2020-01-06T10-00-00-before-schema-3.zip", "old.zip"];
    for day in 1..=8 {
        fs::write(backups(&state).join(format!("2020-01-0{day}.zip")), "").expect("written");
    }
    for name in theirs {
        fs::write(backups(&state).join(name), "").expect("written");
    }
    let day = Zoned::now().date();
    begin_daily(&state, CrmKind::Embedded).expect("begun").expect("there was none").join().expect("packed");
    assert_eq!(check(&of_day(&state, day)).expect("whole").why, Why::Daily);
    let days = of_days(&state);
    assert_eq!((days.len(), days.last()), (7, Some(&of_day(&state, day))));
    assert_eq!(days[0], backups(&state).join("2020-01-03.zip"));
    for name in theirs {
        assert!(backups(&state).join(name).exists(), "{name}");
    }
    assert!(Zoned::now().date() != day || begin_daily(&state, CrmKind::Embedded).expect("looked").is_none());
    assert_eq!(newest_backup(&state), Some(of_day(&state, day)));
}

#[test]
fn a_state_without_a_session_gets_no_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(begin_daily(folder.path(), CrmKind::Embedded).expect("looked").is_none());
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

/// Such a copy would be the newest one, and seven of them would leave none with the CRM.
#[test]
fn a_state_whose_crm_is_gone_gets_no_copy_and_the_copy_with_it_is_named() {
    let place = Place::laid();
    let state = place.state();
    fs::create_dir_all(backups(&state)).expect("a folder");
    let [whole, later, other] =
        ["2020-01-01.zip", "2020-01-02.zip", "2020-01-03.zip"].map(|name| backups(&state).join(name));
    backup(&state, &whole, Why::Asked).expect("kept");
    fs::remove_file(state.join(CRM)).expect("removed");
    backup(&state, &later, Why::Asked).expect("kept");
    fs::write(other, "no archive").expect("written");
    assert_eq!(newest_backup_of_crm(&state), Some(whole));
    let left = backups(&state).join("2020-01-04.zip.unfinished");
    fs::write(&left, "PK").expect("written");
    assert!(begin_daily(&state, CrmKind::Embedded).expect("looked").is_none());
    let packing = begin_daily(&state, CrmKind::Bitrix24).expect("begun").expect("a portal has no file");
    packing.join().expect("packed");
    assert!(!left.exists(), "a process that was killed left it");
}

/// The lock of the folder says so too; but its file may have been taken away.
#[test]
fn files_that_somebody_has_open_are_neither_kept_nor_replaced() {
    let place = Place::laid();
    backup(&place.state(), &place.file(), Why::Asked).expect("kept");
    let session = Store::open(&place.state().join(SESSION)).expect("opened");
    let key = || Restoring::prepare(&place.state(), &place.file(), false).expect_err("refused").explain().key;
    assert_eq!(key(), "store-in-use");
    let beside = place.folder.path().join("beside.zip");
    let refused = backup(&place.state(), &beside, Why::Asked).expect_err("refused");
    assert_eq!(refused.explain().key, "store-in-use");
    drop(session);
    let crm = EmbeddedCrm::open(&place.state().join(CRM)).expect("opened");
    assert_eq!(key(), "crm-in-use");
    drop(crm);
    fs::remove_file(place.state().join(CRM)).expect("removed");
    let kept = Restoring::prepare(&place.state(), &place.file(), true).expect_err("there is none to keep");
    assert_eq!(kept.explain().key, "backup-no-crm");
    assert_eq!(Restoring::prepare(&place.state(), &place.file(), false).expect("ready").crm, CrmNow::Missing);
}
