//! The program itself, `sverka commit`, asked to end in the middle of a batch: what is in flight is
//! waited for, nothing leaves after it, and nothing stays unknown.

use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use sverka::model::{CommitState, Row};
use tokio::time::timeout;

use super::super::connector::Home;
use super::Office;
use super::judge::{complaints, held_sum, of_rows};
use super::payments::{Houses, is_too_much};

/// More than the requests of one moment take.
const PAYMENTS: usize = 250;
/// How long the first write may take to come.
const PATIENCE: Duration = Duration::from_secs(60);
/// 3: finished, but not all of it.
const PARTLY: i32 = 3;

fn commit(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sverka"));
    command.arg("--state").arg(folder).arg("--config").arg(folder.join("config.toml"));
    command.args(["commit", "--json"]).env("XDG_CONFIG_HOME", folder).env("XDG_CACHE_HOME", folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Reads what it says until these words, or its end; gives it all back.
fn read_until(errors: &mut impl BufRead, words: &str) -> String {
    let mut said = String::new();
    while !said.contains(words) && errors.read_line(&mut said).expect("UTF-8") > 0 {}
    said
}

#[rstest]
#[case::asked(Signal::TERM)]
#[case::by_the_keyboard(Signal::INT)]
#[case::by_a_lost_connection(Signal::HUP)]
fn a_commit_that_is_asked_to_end_leaves_nothing_unknown(#[case] signal: Signal) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let _guard = runtime.enter();
    let home = Home::new();
    let rows = Houses::build(&home).rows().into_iter().filter(|row| !is_too_much(row));
    let office = Office::with(&rows.take(PAYMENTS).collect::<Vec<Row>>());
    let folder = office.folder();
    home.configure_with(&folder, "");

    // The first writes have come, and are not done before the program knows that it is to end.
    home.portal.shut();
    let mut child = commit(&folder).spawn().expect("it starts");
    let came = runtime.block_on(async { timeout(PATIENCE, home.portal.caller()).await });
    let process = i32::try_from(child.id()).ok().and_then(Pid::from_raw).expect("it runs");
    kill_process(process, if came.is_ok() { signal } else { Signal::KILL }).expect("it can be signalled");
    let mut errors = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut said = read_until(&mut errors, "Останавливаюсь");
    home.portal.open();
    let out = child.stdout.take().expect("a pipe");
    // Beside the other: it could fill one of them while nobody reads it.
    let out = std::thread::spawn(move || std::io::read_to_string(out));
    errors.read_to_string(&mut said).expect("UTF-8");
    let status = child.wait().expect("it ends");
    assert_eq!((status.code(), came.is_ok()), (Some(PARTLY), true), "{said}");
    assert!(said.contains("Останавливаюсь") && said.contains("Не отправлен"), "{said}");

    let out = out.join().expect("it was read").expect("JSON Lines");
    let summary: Value = serde_json::from_str(out.lines().last().expect("a summary")).expect("JSON");
    assert_eq!(summary["summary"]["unknown"], 0, "{summary}");
    let is_committed = |row: &Row| matches!(row.commit, CommitState::Committed { .. });
    let rows = office.store().load().expect("it loads").rows;
    let books = office.books();
    let committed = rows.iter().filter(|row| is_committed(row)).count();
    assert_eq!(summary["summary"]["committed"], committed);
    assert!(committed > 0 && committed < PAYMENTS, "{committed} of {PAYMENTS}");
    assert!(rows.iter().all(|row| row.commit == CommitState::Open || is_committed(row)));
    assert_eq!(complaints(&books, &home), []);
    assert_eq!(of_rows(&rows, &books), []);

    let rest = commit(&folder).output().expect("it runs");
    assert!(rest.status.success(), "{}", String::from_utf8_lossy(&rest.stderr));
    let rows = office.store().load().expect("it loads").rows;
    assert!(rows.iter().all(is_committed));
    assert_eq!(office.books().sum(), Some(held_sum(&home)));
}
