//! Files that are new, held, damaged, foreign or of a newer program.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use redb::{Database, TableDefinition};

use super::*;
use crate::crm::CrmError;
use crate::model::Explain as _;

fn key_of(home: &Home) -> String {
    EmbeddedCrm::open(&home.path()).map(drop).expect_err("the file must be refused").explain().key
}

#[test]
fn the_file_is_for_its_owner_only() {
    let home = Home::new();
    drop(home.open());
    let mode = fs::metadata(home.path()).expect("the file is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_a_crash_left_of_a_first_start_does_no_harm() {
    let home = Home::new();
    let beside = home.folder.path().join("crm.redb.new");
    fs::write(&beside, vec![0; 4_096]).expect("writes");
    drop(home.open());
    assert!(!beside.exists() && home.path().exists());
}

#[tokio::test]
async fn a_copy_taken_while_it_is_open_holds_all_that_was_answered() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 200])]).expect("loads");
    let beside = home.folder.path().join("copy.redb");
    for name in ["п1", "п2", "п3"] {
        assert_eq!(refused(&post_one(&crm, &posting(name, &[("1", Some(2), 30)])).await), None);
        fs::copy(home.path(), &beside).expect("copies");
        let copy = EmbeddedCrm::open(&beside).expect("the copy opens");
        assert_eq!(copy.contracts().await.expect("contracts"), crm.contracts().await.expect("contracts"));
        assert_eq!(copy.payments().await.expect("payments"), crm.payments().await.expect("payments"));
    }
}

/// What is written to a file that was taken away is gone when the process ends.
#[tokio::test]
async fn a_file_that_was_taken_away_takes_nothing_more() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 200])]).expect("loads");
    fs::rename(home.path(), home.folder.path().join("away.redb")).expect("moved");
    let refused = crm.post(&[posting("п1", &[("1", Some(2), 30)])]).await.expect_err("nothing goes there");
    assert_eq!(refused.explain().key, "crm-moved");
    assert_eq!(crm.payments().await.expect_err("nor is it asked").explain().key, "crm-moved");
    assert_eq!(crm.load(Vec::new()).expect_err("nor loaded").explain().key, "crm-moved");
    fs::rename(home.folder.path().join("away.redb"), home.path()).expect("moved back");
    assert_eq!(crm.payments().await.expect("it is there again"), []);
}

#[test]
fn a_second_opener_is_told() {
    let home = Home::new();
    let _first = home.open();
    assert!(matches!(EmbeddedCrm::open(&home.path()), Err(CrmError::InUse { .. })));
}

#[test]
fn a_file_of_a_newer_program_is_refused_and_left_alone() {
    let home = Home::new();
    drop(home.open());
    let database = Database::open(home.path()).expect("opens");
    let transaction = database.begin_write().expect("begins");
    transaction
        .open_table(TableDefinition::<&str, u32>::new("crm_schema"))
        .expect("table")
        .insert("schema", 7)
        .expect("inserts");
    transaction.commit().expect("commits");
    drop(database);
    for _ in 0..2 {
        assert!(matches!(EmbeddedCrm::open(&home.path()), Err(CrmError::Newer { found: 7, known: 2 })));
    }
}

#[test]
fn a_store_of_somebody_else_is_refused() {
    let home = Home::new();
    let database = Database::create(home.path()).expect("creates");
    let transaction = database.begin_write().expect("begins");
    transaction.open_table(TableDefinition::<u64, u64>::new("rows")).expect("table");
    transaction.commit().expect("commits");
    drop(database);
    assert_eq!(key_of(&home), "crm-foreign");
}

#[test]
fn what_is_no_store_is_refused_and_not_overwritten() {
    for content in [b"number;total\n1;2\n".to_vec(), vec![0; 70_000], b"redb".to_vec(), Vec::new()] {
        let home = Home::new();
        fs::write(home.path(), &content).expect("writes");
        assert_eq!(key_of(&home), "crm-damaged", "{} bytes", content.len());
        assert_eq!(fs::read(home.path()).expect("reads"), content);
    }
}

#[tokio::test]
async fn a_cut_file_is_refused_and_not_overwritten() {
    let home = Home::new();
    let crm = home.open();
    crm.load((0..300).map(|number| contract(&number.to_string(), &[100; 12])).collect()).expect("loads");
    drop(crm);
    let whole = fs::read(home.path()).expect("reads");
    for kept in [100, 4_096, whole.len() / 2] {
        fs::write(home.path(), &whole[..kept]).expect("writes");
        assert_eq!(key_of(&home), "crm-damaged", "{kept} bytes");
        assert_eq!(fs::read(home.path()).expect("reads"), whole[..kept]);
    }
}

#[tokio::test]
async fn a_file_with_a_rotten_byte_is_refused_or_says_the_same() {
    let home = Home::new();
    let crm = home.open();
    crm.load((0..20).map(|number| contract(&number.to_string(), &[100; 12])).collect()).expect("loads");
    let before = crm.contracts().await.expect("contracts");
    drop(crm);
    let whole = fs::read(home.path()).expect("reads");
    let mut refused = 0;
    for place in (40..whole.len()).step_by(997) {
        let mut rotten = whole.clone();
        rotten[place] ^= 0x10;
        fs::write(home.path(), &rotten).expect("writes");
        match EmbeddedCrm::open(&home.path()) {
            Ok(crm) => assert_eq!(crm.contracts().await.expect("contracts"), before, "byte {place}"),
            Err(error) => {
                assert_eq!(error.explain().key, "crm-damaged", "byte {place}");
                assert_eq!(fs::read(home.path()).expect("reads"), rotten, "byte {place}");
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
}

#[test]
fn a_folder_in_its_place_and_a_missing_folder_are_told() {
    let home = Home::new();
    fs::create_dir(home.path()).expect("a folder");
    assert_eq!(key_of(&home), "crm-unavailable");
    let nowhere = home.folder.path().join("nowhere/crm.redb");
    assert!(matches!(EmbeddedCrm::open(&nowhere), Err(CrmError::Unavailable { .. })));
}
