//! States that programs of earlier schemas wrote.
//!
//! `fixtures/state/schema_N.zip` holds the files of a state folder as the last program of that schema
//! left them: a register of four contracts and a statement of seven documents were read; 103 was given
//! to a contract by a person, 104 was taken out, a note at 105 was written and undone; all ready rows
//! were committed, 106 was taken back («не тот договор»); with schema 2, a refund (107) was given back
//! and committed; at last a note was written at 105. No file beside tells of a log: there was none.

use std::fs;
use std::path::{Path, PathBuf};

use rstest::rstest;
use rust_decimal::Decimal;
use sverka::config::Config;
use sverka::desk::backup::{Present, Restoring, Why, backup};
use sverka::desk::{Desk, newest_backup};
use sverka::model::{AttemptKind, AttemptState, Readiness};
use sverka::session::Undo;
use sverka::store::Facts;
use tempfile::TempDir;

use crate::state::{open, wait};

/// A state folder as a program of that schema left it.
fn laid(schema: u32) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    fs::create_dir(&state).expect("a folder");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/state/schema_{schema}.zip"));
    let archive = zip::ZipArchive::new(fs::File::open(file).expect("the fixture is there"));
    archive.expect("an archive").extract(&state).expect("unpacked");
    (folder, state)
}

/// Every row: number, decision in short, whether it is committed, how often it was taken back.
fn rows(desk: &Desk) -> Vec<(String, String, bool, u32)> {
    let one = |row: &sverka::model::Row| {
        let given = row.decision.allocations.iter().flatten().map(|part| part.contract.to_string());
        let excluded = row.decision.excluded.map(|out| format!("excluded {out}"));
        let said: Vec<String> = given.chain(excluded).chain(Some(row.decision.comment.clone())).collect();
        let is_committed = row.readiness() == Readiness::Committed;
        (row.payment.number.clone(), said.join(" ").trim().to_owned(), is_committed, row.generation)
    };
    desk.session.rows().iter().map(one).collect()
}

/// The rows that the programs of both schemas left.
fn expected(with_refund: bool) -> Vec<(String, String, bool, u32)> {
    [
        ("101", "", true, 0),
        ("102", "", true, 0),
        ("103", "К-1/3 2026-01-17", true, 0),
        ("104", "excluded true", false, 0),
        ("105", "спросить плательщика", false, 0),
        ("106", "", false, 1),
        ("107", if with_refund { "К-1/1 2026-01-15" } else { "" }, with_refund, 0),
    ]
    .map(|(number, said, is_committed, taken_back)| (number.to_owned(), said.to_owned(), is_committed, taken_back))
    .to_vec()
}

/// What the CRM holds: number of the document, sum, whether it was taken back.
fn held(desk: &Desk) -> Vec<(String, Decimal, bool)> {
    let parts = wait(desk.crm.payments()).expect("the CRM answers").into_iter();
    let mut held: Vec<_> = parts.map(|part| (part.number.clone(), part.signed_amount(), part.reversed)).collect();
    held.sort_unstable();
    held
}

#[rstest]
#[case(1, false)]
#[case(2, true)]
fn a_state_of_an_earlier_schema_opens_with_all_that_was_in_it(#[case] schema: u32, #[case] with_refund: bool) {
    let (_folder, state) = laid(schema);
    let (mut desk, opening) = open(&state);
    assert!(opening.recovery.is_empty() && opening.not_copied.is_empty(), "{opening:?}");
    assert_eq!(rows(&desk), expected(with_refund));
    let sum = |text: &str| text.parse::<Decimal>().expect("a sum");
    let mut in_crm = vec![
        ("101".to_owned(), sum("1000000.00"), false),
        ("102".to_owned(), sum("1200000.00"), false),
        ("103".to_owned(), sum("500000.00"), false),
        ("106".to_owned(), sum("900000.00"), true),
    ];
    in_crm.extend(with_refund.then(|| ("107".to_owned(), sum("-100000.00"), false)));
    assert_eq!(held(&desk), in_crm);

    let attempts = desk.store.attempts().expect("the journal reads");
    let kinds: Vec<AttemptKind> = attempts.iter().map(|attempt| attempt.kind).collect();
    let (post, reverse) = (AttemptKind::Post, AttemptKind::Reverse);
    let mut expected_kinds = vec![post, post, post, post, reverse];
    expected_kinds.extend(with_refund.then_some(post));
    assert_eq!(kinds, expected_kinds);
    assert!(attempts.iter().all(|attempt| matches!(attempt.state, AttemptState::Confirmed(_))));
    assert_eq!(attempts[4].reason, "не тот договор");
    assert_eq!(desk.store.check_log().expect("the log reads").faults, []);

    // The last step of that time can be undone by this program.
    let Ok(Undo::Done(writes, _)) = desk.session.undo() else { panic!("it can be undone") };
    desk.store.save(&writes).expect("saved");
    assert_eq!(rows(&desk)[4].1, "");
    drop(desk);
    assert_eq!(rows(&open(&state).0)[4].1, "", "it opens again, of this schema now");
}

#[rstest]
#[case(1)]
#[case(2)]
fn the_state_as_it_was_is_kept_before_it_is_brought_up_to_date(#[case] schema: u32) {
    let (_folder, state) = laid(schema);
    let before: Vec<Vec<u8>> = ["sverka.redb", "crm.redb"].map(|name| fs::read(state.join(name)).expect("read")).into();
    drop(open(&state));
    let copy = newest_backup(&state).expect("a copy is there");
    let name = copy.file_name().and_then(|name| name.to_str()).expect("a name");
    assert!(name.ends_with(&format!("-before-schema-{}.zip", Facts::SCHEMA_NOW)), "{name}");
    assert!(before.iter().all(|bytes| !bytes.is_empty()));

    let found = Restoring::prepare(&state, &copy, false).expect("whole");
    assert_eq!((found.manifest.why, found.manifest.session_schema()), (Why::Migration, Some(schema)));
    assert!(matches!(found.present, Present::Later(_)), "{:?}", found.present);
    found.place().expect("placed");
    let (desk, _) = open(&state);
    assert_eq!(rows(&desk), expected(schema > 1));
    assert_eq!(desk.store.check_log().expect("the log reads").faults, []);
}

#[test]
fn a_backup_of_an_earlier_schema_is_put_back_and_brought_up_to_date() {
    let (folder, state) = laid(1);
    let file = folder.path().join("copy.zip");
    let manifest = backup(&state, &file, Why::Asked).expect("kept");
    assert_eq!((manifest.session_schema(), manifest.crm_schema()), (Some(1), Some(1)));
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("a folder");
    Restoring::prepare(&other, &file, false).expect("whole").place().expect("placed");
    assert_eq!(rows(&open(&other).0), expected(false));
    assert_eq!(rows(&wait(Desk::open(&state, &Config::default())).expect("it opens").0), expected(false));
}
