//! Two real programs, each on a terminal of its own.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use portable_pty::CommandBuilder;
use rstest::rstest;
use rustix::process::Signal;

use crate::common::desks::{self, Place};
use crate::common::pty::Session;
use sverka::crm::Crm as _;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::desk::Folders;
use sverka::model::CommitState;
use sverka::store::Store;
use sverka::store::log::Event;

const DOWN: &str = "\u{1b}[B";
const F9: &str = "\u{1b}[20~";
const F12: &str = "\u{1b}[24~";

/// The program of a user on a state.
fn program(state: &Path, user: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
    command.args(["--lang", "ru", "--state"]);
    command.arg(state);
    command.env_remove("SVERKA_CONFIG");
    command.env("XDG_CONFIG_HOME", state);
    command.env("TMPDIR", state.parent().expect("a folder of the test"));
    command.env("USER", user);
    command.env_remove("SSH_CONNECTION");
    command
}

fn working(state: &Path) -> Session {
    let mut session = Session::start(program(state, "anna"), 80, 24);
    session.wait_for_text("готово на");
    session
}

/// The second console, at its question.
fn second(state: &Path, columns: u16, lines: u16) -> Session {
    let mut session = Session::start(program(state, "boris"), columns, lines);
    session.wait_for_text("Эти данные уже открыты");
    session.wait_for_text("anna, процесс");
    session
}

/// As far as the last word before the holder is asked.
fn sure(session: &mut Session) {
    session.press(DOWN);
    session.wait_for_text("› забрать");
    session.press("\r");
    session.wait_for_text("Забрать?");
    session.press(DOWN);
    session.wait_for_text("› забрать");
}

fn takes_over(session: &mut Session) {
    session.wait_for_text("Забрано: anna");
    session.wait_for_text("готово на");
}

fn leaves(mut session: Session) {
    session.press("й");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

/// The one who had it ends in order and says who took it.
fn gave_way(mut session: Session) {
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    let text = session.text();
    assert!(text.contains("забрала другая консоль: boris"), "{text}");
}

/// The take-overs in the log: from whom, and whether by force.
fn taken(state: &Path) -> Vec<(String, bool)> {
    let store = Store::open(&state.join("sverka.redb")).expect("the session opens");
    let events = store.log().expect("the log is read").into_iter().map(|logged| logged.entry.event);
    let taken = events.filter_map(|event| match event {
        Event::TakenOver { user, forced, .. } => Some((user, forced)),
        _ => None,
    });
    taken.collect()
}

/// Each payment that a row has as committed is in the CRM once, nothing else is, and nothing is on
/// its way. How many there are.
fn each_once(state: &Path) -> usize {
    let store = Store::open(&state.join("sverka.redb")).expect("the session opens");
    assert_eq!(store.attempts_unsettled().expect("the journal is read").len(), 0);
    assert_eq!(store.check_log().expect("the log is read").faults, []);
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("the CRM opens");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut held = BTreeMap::new();
    for part in runtime.block_on(crm.payments()).expect("the CRM answers") {
        assert!(!part.reversed);
        *held.entry(part.payment).or_insert(rust_decimal::Decimal::ZERO) += part.amount;
    }
    let rows = store.load().expect("the session loads").rows;
    let committed = rows.iter().filter(|row| matches!(row.commit, CommitState::Committed { .. }));
    let expected: BTreeMap<_, _> = committed.map(|row| (row.payment.id, row.payment.amount.amount)).collect();
    assert!(rows.iter().all(|row| row.commit != CommitState::Unknown));
    assert_eq!(held, expected, "each once, to the kopeck");
    expected.len()
}

fn copies_left(place: &Place) -> usize {
    let folder = place.state().parent().expect("a folder of the test").to_owned();
    let names = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    names.filter(|name| name.to_string_lossy().starts_with("sverka-look")).count()
}

#[rstest]
#[case(80, 24)]
#[case(200, 50)]
fn the_second_says_who_has_it_and_leaves_it_alone(#[case] columns: u16, #[case] lines: u16) {
    let place = desks::week();
    let first = working(&place.state());
    let mut second = second(&place.state(), columns, lines);
    for words in ["Кто", "терминал pts/", "только что", "посмотреть", "забрать", "уйти"]
    {
        second.wait_for_text(words);
    }
    second.press("\u{1b}");
    assert_eq!(second.wait_for_end(), 0);
    second.assert_restored();
    leaves(first);
    assert_eq!(taken(&place.state()), []);
}

#[test]
fn looking_on_beside_one_that_works() {
    let place = desks::week();
    let mut first = working(&place.state());
    let mut second = second(&place.state(), 80, 24);
    second.press("\r");
    second.wait_for_text("ТОЛЬКО ПРОСМОТР");
    assert_eq!(copies_left(&place), 1);
    second.press("ч");
    second.wait_for_text("ничего изменить нельзя");
    first.press("\u{1b}[Fч");
    first.wait_for_text("– 2");
    second.press(F12);
    second.wait_for_text("– 2");
    leaves(second);
    assert_eq!(copies_left(&place), 0, "the copy is gone");
    leaves(first);
    assert_eq!(taken(&place.state()), []);
}

#[test]
fn an_idle_one_gives_way_and_says_to_whom() {
    let place = desks::week();
    let first = working(&place.state());
    let mut second = second(&place.state(), 80, 24);
    sure(&mut second);
    // As the key «y» is with the Russian layout on.
    second.press("н");
    takes_over(&mut second);
    gave_way(first);
    leaves(second);
    assert_eq!(taken(&place.state()), [("anna".to_owned(), false)]);
}

#[test]
fn one_that_was_stopped_is_woken_and_gives_way() {
    let place = desks::week();
    let first = working(&place.state());
    let mut second = second(&place.state(), 80, 24);
    first.signal(Signal::STOP);
    sure(&mut second);
    second.press("\r");
    takes_over(&mut second);
    gave_way(first);
    leaves(second);
    assert_eq!(taken(&place.state()), [("anna".to_owned(), false)]);
}

#[test]
fn one_whose_connection_broke_has_let_go_by_itself() {
    let place = desks::week();
    let mut first = working(&place.state());
    let mut second = second(&place.state(), 80, 24);
    first.signal(Signal::HUP);
    assert_eq!(first.wait_for_end(), 0);
    sure(&mut second);
    second.press("\r");
    takes_over(&mut second);
    leaves(second);
    assert_eq!(taken(&place.state()), [("anna".to_owned(), false)]);
}

/// Tells this program to hold a state folder and be deaf.
const BE_DEAF: &str = "SVERKA_TEST_DEAF";

#[test]
fn the_deaf_one_itself() {
    let Some(state) = std::env::var_os(BE_DEAF) else { return };
    let _held = Folders::hold(Path::new(&state)).expect("it is free");
    let _deaf = signal_hook::flag::register(signal_hook::consts::SIGTERM, Arc::new(AtomicBool::new(false)));
    println!("holds");
    std::io::stdout().flush().expect("somebody listens");
    // Until the test goes.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

#[test]
fn one_that_does_not_answer_is_ended_by_force_and_nothing_is_lost() {
    let place = desks::demo();
    // What it had done before it went deaf.
    let mut before = working(&place.state());
    before.press(F9);
    before.wait_for_text("Загрузка в CRM");
    before.press("\r");
    before.wait_for_text("Загрузка завершена");
    before.press("\r");
    leaves(before);
    let committed = each_once(&place.state());

    let own = std::env::current_exe().expect("this program");
    let mut deaf = Command::new(own);
    deaf.args(["taking::the_deaf_one_itself", "--exact", "--nocapture"])
        .env(BE_DEAF, place.state())
        .env("USER", "anna");
    let mut deaf = deaf.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut said = Vec::new();
    let mut output = deaf.stdout.take().expect("it says when it holds");
    while !String::from_utf8_lossy(&said).contains("holds") {
        let mut byte = [0];
        output.read_exact(&mut byte).expect("it goes on");
        said.extend(byte);
    }
    let mut second = second(&place.state(), 80, 24);
    sure(&mut second);
    second.press("\r");
    for words in ["закрывается: ", "не отвечает"] {
        second.wait_for_text(words);
    }
    second.press(DOWN);
    second.wait_for_text("› завершить");
    second.press("\r");
    takes_over(&mut second);
    assert!(!deaf.wait().expect("it was started here").success());
    leaves(second);
    assert_eq!(taken(&place.state()), [("anna".to_owned(), true)]);
    assert_eq!(each_once(&place.state()), committed);
}
