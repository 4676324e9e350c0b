//! State folders that are no good: a clear word, a way out, and everything stays as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use sverka::config::Config;
use sverka::desk::Desk;

use crate::support::{Place, receipt, statement};

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let place = Place::new();
    let state = place.file("state", "not a folder");
    place.expect(1, &["rows"]).says(&["state", "--state ПАПКА"]);
    let done = place.expect(1, &["doctor"]);
    assert!(done.out.contains("✕") && done.out.contains("--state ПАПКА"), "{}", done.out);
    assert_eq!(fs::read_to_string(state).expect("the file is there"), "not a folder");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let place = Place::new();
    // Nobody can make a folder there, whatever their rights.
    place.expect(1, &["rows", "--state", "/proc/sverka"]).says(&["/proc/sverka", "--state ПАПКА"]);
    let folder = place.state();
    fs::create_dir(&folder).expect("a folder");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).expect("rights");
    let done = place.run(&["rows"]);
    // The superuser writes where others cannot.
    if fs::write(folder.join("probe"), "x").is_err() {
        assert_eq!(done.status, 1);
        done.says(&["state", "--state ПАПКА"]);
    } else {
        assert_eq!(done.status, 0);
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("rights");
}

#[test]
fn files_that_are_not_ours_are_left_alone() {
    let place = Place::new();
    let file = place.file("a.txt", statement(&[&receipt("1", &[])]));
    place.expect(0, &["import", &file]);
    for name in ["sverka.redb", "crm.redb"] {
        let path = place.state().join(name);
        let whole = fs::read(&path).expect("a file");
        fs::write(&path, "something else").expect("a file");
        place.expect(1, &["rows"]).says(&[name]);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "something else");
        assert_eq!(place.expect(1, &["doctor"]).out.matches('✕').count(), 2, "a line and the sum");
        fs::write(&path, whole).expect("a file");
    }
    assert_eq!(place.rows().len(), 1);
}

#[tokio::test]
async fn a_second_process_is_told_who_holds_the_state() {
    let place = Place::new();
    let file = place.file("a.txt", statement(&[&receipt("1", &[])]));
    let (mut desk, _) = Desk::open(&place.state(), &Config::default()).await.expect("the desk opens");
    let pid = std::process::id().to_string();
    for call in [
        &["import", file.as_str()][..],
        &["commit"],
        &["commit", "--dry-run"],
        &["state", "backup"],
        &["state", "restore", file.as_str(), "--yes"],
        &["state", "migrate"],
    ] {
        place.expect(1, call).says(&["уже открыты", &pid, "Закройте"]);
    }
    let done = place.expect(0, &["doctor"]);
    assert!(done.out.contains('!'), "{}", done.out);
    // The one who holds it works on, and nothing of the others' calls is there.
    assert!(desk.import(&[file.into()], &mut |_| {})[0].result.is_ok());
    drop(desk);
    place.is_let_go();
    assert_eq!(place.rows().len(), 1);
}

#[test]
fn files_of_a_newer_program_are_refused_and_left_alone() {
    let place = Place::new();
    let file = place.file("a.txt", statement(&[&receipt("1", &[])]));
    place.expect(0, &["import", &file]);
    let newer = |name: &str, change: fn(&redb::WriteTransaction)| {
        let path = place.state().join(name);
        let whole = fs::read(&path).expect("a file");
        let database = redb::Database::open(&path).expect("a redb file");
        let writing = database.begin_write().expect("a transaction");
        change(&writing);
        writing.commit().expect("it is written");
        drop(database);
        place.is_let_go();
        for call in [&["rows"][..], &["commit"]] {
            place.expect(1, call).says(&["более новой", "99", "Обновите sverka"]);
        }
        let database = redb::Database::open(&path).expect("it is whole");
        drop(database);
        fs::write(&path, whole).expect("a file");
    };
    newer("sverka.redb", |writing| {
        let numbers = redb::TableDefinition::<&str, u64>::new("numbers");
        writing.open_table(numbers).expect("a table").insert("schema", 99).expect("a number");
    });
    newer("crm.redb", |writing| {
        let schema = redb::TableDefinition::<&str, u32>::new("crm_schema");
        writing.open_table(schema).expect("a table").insert("schema", 99).expect("a number");
    });
    assert_eq!(place.rows().len(), 1);
}
