//! The program itself on a terminal: the demo, as a person at the far end of a connection has it.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

mod common;

use portable_pty::CommandBuilder;
use rstest::rstest;
use rustix::process::Signal;
use tempfile::TempDir;

use common::pty::Session;

/// The demo with a state folder that goes with the test.
fn start(columns: u16, lines: u16) -> (Session, TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the state");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
    command.args(["demo", "--lang", "ru", "--state"]);
    command.arg(folder.path());
    let mut session = Session::start(command, columns, lines);
    session.wait_for_text("F9");
    (session, folder)
}

#[rstest]
#[case(80, 24)]
#[case(200, 50)]
fn the_demo_opens_and_leaves_the_terminal_as_it_was(#[case] columns: u16, #[case] lines: u16) {
    let (mut session, _folder) = start(columns, lines);
    assert!(session.screen().alternate_screen());
    session.press("й");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn help_opens_and_closes_and_follows_the_size() {
    let (mut session, _folder) = start(80, 24);
    session.press("\u{1b}OP");
    session.wait_for_text("Таблица платежей");
    session.resize(120, 40);
    // A key beside a resize may wait in crossterm until the next one: first the new size, then the key.
    session.wait_for_text("спросить CRM заново");
    session.press("й");
    session.wait_for("the table", |screen| !screen.contents().contains("Таблица платежей"));
    session.press("\u{1b}[21~");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[rstest]
#[case(Signal::TERM)]
#[case(Signal::INT)]
fn a_signal_is_a_clean_end(#[case] signal: Signal) {
    let (mut session, _folder) = start(80, 24);
    session.signal(signal);
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn nothing_from_outside_steers_the_terminal() {
    let (mut session, _folder) = start(80, 24);
    session.press("\u{1b}[F");
    session.press("\u{1b}[21~");
    assert_eq!(session.wait_for_end(), 0);
    let sent = String::from_utf8_lossy(&session.sent);
    for steering in ["\u{1b}]", "\u{1b}P", "\u{9b}", "\u{202e}", "\u{200b}"] {
        assert!(!sent.contains(steering), "{steering:?}");
    }
}
