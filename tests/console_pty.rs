//! The program itself on a terminal: the demo, as a person at the far end of a connection has it.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

mod common;

use portable_pty::CommandBuilder;
use rstest::rstest;
use rustix::process::Signal;
use tempfile::TempDir;

use common::desks;
use common::pty::Session;

/// The demo with a state folder that goes with the test.
fn start(columns: u16, lines: u16) -> (Session, TempDir) {
    start_in(columns, lines, &[])
}

/// As [`start`], on a terminal that says of itself what stands there.
fn start_in(columns: u16, lines: u16, variables: &[(&str, &str)]) -> (Session, TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the state");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
    command.args(["demo", "--lang", "ru", "--state"]);
    command.arg(folder.path());
    for name in ["WT_SESSION", "TERM_PROGRAM", "LC_TERMINAL", "ConEmuANSI", "TMUX", "STY"] {
        command.env_remove(name);
    }
    for (name, value) in variables {
        command.env(name, value);
    }
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
fn a_damaged_state_opens_no_console_and_names_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder for the state");
    for name in ["sverka.redb", "crm.redb"] {
        let file = folder.path().join(name);
        std::fs::write(&file, "something else").expect("written");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
        command.args(["--lang", "ru", "--state"]);
        command.arg(folder.path());
        let mut session = Session::start(command, 80, 24);
        assert_eq!(session.wait_for_end(), 1);
        session.assert_restored();
        let told = String::from_utf8_lossy(&session.sent).replace("\r\n", " ");
        assert!(told.contains(name) && told.contains(".damaged-") && told.contains("sverka state restore"), "{told}");
        std::fs::remove_file(&file).expect("it is there");
    }
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

/// Whatever a purpose is made of, a row leaves nothing on the screen of the rows after it.
#[test]
fn the_screen_is_what_it_would_be_if_drawn_anew() {
    for purpose in desks::WIDE_PURPOSES {
        let place = desks::between_short_ones(purpose);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
        command.args(["--lang", "ru", "--state"]);
        command.arg(place.state());
        let mut session = Session::start(command, 80, 24);
        session.wait_for_text("назначение: Короткое начало");
        let mut after = |key: &str, text: &str| {
            let before = session.sent.len();
            session.press(key);
            session.wait_for_frame_since(before, text);
            session.text().lines().map(str::trim_end).collect::<Vec<&str>>().join("\n")
        };
        for (key, shown) in [("j", "12345"), ("j", "Коротко"), ("k", "12345"), ("k", "Короткое")] {
            let shown = format!("назначение: {shown}");
            let moved = after(key, &shown);
            assert_eq!(after("\u{c}", &shown), moved, "{purpose}");
        }
        session.press("\u{1b}[21~");
        assert_eq!(session.wait_for_end(), 0);
    }
}

/// Opens the demo, commits what is ready and leaves; gives back what was said in `OSC 9`.
fn shares_of_a_commit(variables: &[(&str, &str)]) -> Vec<String> {
    let (mut session, _folder) = start_in(80, 24, variables);
    session.press("\u{1b}[20~");
    session.wait_for_text("Загрузка в CRM");
    session.press("\r");
    session.wait_for_text("Загрузка завершена");
    session.press("\r\u{1b}[21~");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
    let sent = String::from_utf8_lossy(&session.sent).into_owned();
    let told = sent.split("\u{1b}]9;").skip(1).filter_map(|rest| rest.split_once('\u{7}'));
    told.map(|(share, _)| share.to_owned()).collect()
}

#[test]
fn the_tab_of_a_terminal_that_knows_it_shows_how_far_a_commit_is() {
    let shares = shares_of_a_commit(&[("WT_SESSION", "7a0c")]);
    assert_eq!(shares.first().map(String::as_str), Some("4;1;0"), "{shares:?}");
    assert_eq!(shares.last().map(String::as_str), Some("4;0"), "{shares:?}");
}

#[test]
fn a_terminal_that_may_take_it_for_a_notice_is_told_nothing() {
    assert_eq!(shares_of_a_commit(&[]), [""; 0]);
}
