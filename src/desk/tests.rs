//! The folder and its lock.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use jiff::{Timestamp, ToSpan as _};

use super::*;
use crate::lang::{Language, Texts};
use crate::model::Explain as _;

fn mode(path: &Path) -> u32 {
    path.metadata().expect("it is there").permissions().mode() & 0o777
}

#[tokio::test]
async fn a_new_state_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("deep/state");
    let (desk, opening) = Desk::open(&state, &Config::default()).await.expect("it opens");
    assert!(opening.recovery.is_empty());
    assert_eq!(mode(&state), 0o700);
    for file in [desk.folders.store(), desk.folders.crm(), desk.folders.lock()] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn a_second_console_is_told_who_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (desk, _) = Desk::open(folder.path(), &Config::default()).await.expect("it opens");
    let error = Desk::open(folder.path(), &Config::default()).await.expect_err("it is held");
    let DeskError::InUse { holder: Some(holder), .. } = &error else { panic!("{error:?}") };
    assert_eq!(holder.pid, std::process::id());
    let words = Texts::load(Language::Russian).words(&error.explain());
    assert!(words.contains(&format!("kill {}", holder.pid)), "{words}");
    drop(desk);
    Desk::open(folder.path(), &Config::default()).await.expect("it is free again");
}

#[test]
fn a_holder_without_a_name_leaves_no_gap() {
    let named = |user: &str| {
        let holder = Holder {
            pid: 12_145,
            user: user.to_owned(),
            terminal: String::new(),
            from: String::new(),
            host: String::new(),
            since: Timestamp::UNIX_EPOCH,
        };
        let error = DeskError::InUse { path: "/state/lock".into(), holder: Some(Box::new(holder)) };
        Texts::load(Language::Russian).words(&error.explain())
    };
    assert!(named("").contains("открыты: процесс 12145, "), "{}", named(""));
    assert!(named("anna").contains("открыты: anna, процесс 12145, "), "{}", named("anna"));
}

#[tokio::test]
async fn what_a_dead_process_left_in_the_lock_keeps_nobody_out() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("lock"), r#"{"pid":1,"user":"x"#).expect("written");
    Desk::open(folder.path(), &Config::default()).await.expect("it opens");
}

#[tokio::test]
async fn a_file_in_the_place_of_the_folder_is_named_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("state");
    std::fs::write(&file, "mine").expect("written");
    let error = Desk::open(&file, &Config::default()).await.expect_err("it is a file");
    assert_eq!(error.explain().key, "desk-folder-is-a-file");
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "mine");
}

#[tokio::test]
async fn a_damaged_store_is_refused_and_stays_to_the_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Desk::open(folder.path(), &Config::default()).await.expect("it opens"));
    let file = folder.path().join("sverka.redb");
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[..64].fill(0x5a);
    std::fs::write(&file, &bytes).expect("written");
    let error = Desk::open(folder.path(), &Config::default()).await.expect_err("it is damaged");
    assert!(matches!(error, DeskError::Damaged(_)), "{error:?}");
    assert_eq!(std::fs::read(&file).expect("read"), bytes);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leaves_the_session_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut desk, _) = Desk::open(folder.path(), &Config::default()).await.expect("it opens");
    let outcomes = desk.import(&[folder.path().join("missing.txt")], &mut |_| {});
    assert!(matches!(outcomes[0].result, Err(DeskError::File(_))));
    assert!(desk.session.rows().is_empty());
    assert!(desk.session.files().is_empty());
}

#[test]
fn a_clock_that_went_back_gives_no_negative_minutes() {
    let since = Timestamp::UNIX_EPOCH + 10.hours();
    let holder = Holder {
        pid: 1,
        user: String::new(),
        terminal: String::new(),
        from: String::new(),
        host: String::new(),
        since,
    };
    assert_eq!(holder.minutes(since + 61.seconds()), 1);
    assert_eq!(holder.minutes(since - 5.hours()), 0);
}
