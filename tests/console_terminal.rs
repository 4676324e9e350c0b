//! The console's hold on the terminal, tried with a console that does nothing but count keys, stop
//! and panic: each test starts this very program once more on a terminal of its own.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

mod common;

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use ratatui::Frame;
use rstest::rstest;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::process::Signal;
use rustix::pty::{OpenptFlags, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use sverka::console::Keymap;
use sverka::console::action::{Action, Context};
use sverka::console::open::on_terminal;
use sverka::console::run::{App, Executor, Input, ScreenWork};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use common::pty::Session;

/// Tells this program to be the console instead of the test.
const BE_THE_CONSOLE: &str = "SVERKA_TEST_CONSOLE";
/// The test that is the console then.
const CONSOLE: &str = "the_console_itself";

#[derive(Default)]
struct Counter {
    downs: u32,
    said: &'static str,
    is_leaving: bool,
}

struct Said(Input);

impl From<Input> for Said {
    fn from(input: Input) -> Self {
        Self(input)
    }
}

impl App for Counter {
    type Message = Said;
    type Effect = ScreenWork;

    fn context(&self) -> Context {
        Context::Table
    }

    fn handle(&mut self, Said(input): Said) -> Vec<ScreenWork> {
        match input {
            Input::Action(Action::Down) => self.downs += 1,
            Input::Action(Action::Suspend) => return vec![ScreenWork::Suspend],
            Input::Action(Action::Quit) | Input::Stop(_) => self.is_leaving = true,
            Input::Action(Action::Undo) => panic!("asked to panic"),
            Input::Action(Action::Exclude) => {
                thread::spawn(|| panic!("asked to panic elsewhere"));
            }
            Input::CannotSuspend => self.said = "nowhere to go",
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        frame.render_widget(format!("{} down {} at {}x{}", self.said, self.downs, area.width, area.height), area);
    }

    fn may_draw(&self) -> bool {
        true
    }

    fn is_leaving(&self) -> bool {
        self.is_leaving
    }
}

struct Nothing;

impl Executor<Counter> for Nothing {
    fn execute(&mut self, effect: ScreenWork, _: &UnboundedSender<Said>) -> Option<ScreenWork> {
        Some(effect)
    }
}

#[test]
fn the_console_itself() {
    if std::env::var_os(BE_THE_CONSOLE).is_none() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
    let (sender, answers) = unbounded_channel();
    let keymap = Keymap::standard().expect("the built-in keymap is sound");
    let mut counter = Counter::default();
    let end = runtime.block_on(on_terminal(&mut counter, &mut Nothing, &keymap, sender, answers, false));
    if let Err(error) = end {
        eprintln!("refused: {error}");
        std::process::exit(2);
    }
    // The test harness has nothing to add, and a terminal that is gone would not take it.
    std::process::exit(0);
}

fn arguments() -> [String; 4] {
    let program = std::env::current_exe().expect("this program").display().to_string();
    [program, CONSOLE.to_owned(), "--exact".to_owned(), "--nocapture".to_owned()]
}

fn start() -> Session {
    let [program, arguments @ ..] = arguments();
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env(BE_THE_CONSOLE, "1");
    let mut session = Session::start(command, 80, 24);
    session.wait_for_text("down 0 at 80x24");
    assert!(session.screen().alternate_screen());
    session
}

#[test]
fn keys_and_sizes_arrive_in_both_layouts() {
    let mut session = start();
    session.press("\u{1b}[Bjо");
    session.wait_for_text("down 3 at 80x24");
    session.resize(120, 40);
    session.wait_for_text("down 3 at 120x40");
    session.press("й");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[rstest]
#[case(Signal::TERM)]
#[case(Signal::HUP)]
#[case(Signal::INT)]
#[case(Signal::QUIT)]
fn a_signal_ends_it_in_order(#[case] signal: Signal) {
    let mut session = start();
    session.signal(signal);
    assert_eq!(session.wait_for_end(), 0);
    if signal != Signal::HUP {
        session.assert_restored();
    }
}

#[rstest]
#[case("u", "asked to panic")]
#[case("x", "asked to panic elsewhere")]
fn a_panic_is_told_on_a_terminal_that_is_given_back(#[case] key: &str, #[case] words: &str) {
    let mut session = start();
    session.press(key);
    assert_eq!(session.wait_for_end(), 1);
    session.assert_restored();
    // A backtrace may have pushed the words off the screen.
    assert!(String::from_utf8_lossy(&session.sent).contains(words), "{}", session.text());
}

#[test]
fn without_a_shell_it_does_not_stop() {
    let mut session = start();
    session.press("\u{1a}");
    session.wait_for_text("nowhere to go down 0");
    session.press("q");
    assert_eq!(session.wait_for_end(), 0);
}

#[test]
fn it_stops_for_the_shell_and_goes_on() {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args([
        "-c",
        "set -m; \"$@\"; stty -a; echo 'in the shell'; read line; fg >/dev/null; echo 'back again'",
        "sh",
    ]);
    command.args(arguments());
    command.env(BE_THE_CONSOLE, "1");
    let mut session = Session::start(command, 80, 24);
    session.wait_for_text("down 0 at 80x24");
    session.press("j");
    session.wait_for_text("down 1");
    session.press("\u{1a}");
    session.wait_for_text("in the shell");
    session.assert_restored();
    session.press("\n");
    session.wait_for_text("down 1 at 80x24");
    assert!(session.screen().alternate_screen());
    session.press("j");
    session.wait_for_text("down 2");
    session.press("q");
    session.wait_for_text("back again");
    assert_eq!(session.wait_for_end(), 0);
    session.assert_restored();
}

#[test]
fn nothing_is_sent_for_a_key_that_does_nothing() {
    let mut session = start();
    let before = session.sent.len();
    session.press("\u{1b}[24~j");
    session.wait_for_text("down 1");
    let sent = String::from_utf8_lossy(&session.sent[before..]).into_owned();
    assert_eq!(sent.matches("\u{1b}[?2026h").count(), 1, "{sent:?}");
}

/// A terminal that is not the controlling one: its loss brings no SIGHUP, only POLLHUP. crossterm
/// alone would spin for ever.
#[test]
fn a_lost_terminal_ends_it_without_any_signal() {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
    // The console must not hold the far end itself.
    fcntl_setfd(&master, FdFlags::CLOEXEC).expect("a descriptor has flags");
    unlockpt(&master).expect("a pseudo-terminal can be unlocked");
    let size = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&master, size).expect("a terminal has a size");
    let name = ptsname(&master, Vec::new()).expect("a pseudo-terminal has a name");
    let open =
        || File::options().read(true).write(true).open(name.to_str().expect("a plain name")).expect("its near end");
    let [program, arguments @ ..] = arguments();
    let mut command = Command::new(program);
    command.args(arguments).env(BE_THE_CONSOLE, "1").env("TERM", "xterm");
    command.stdin(Stdio::from(open())).stdout(Stdio::from(open())).stderr(Stdio::from(open()));
    let mut child = command.spawn().expect("the program starts");
    drop(command);
    let mut master = File::from(master);
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    // One word: blanks are not sent, the cursor is moved.
    while !String::from_utf8_lossy(&seen).contains("down") {
        let mut readable = [PollFd::new(&master, PollFlags::IN)];
        let patience = Timespec { tv_sec: 20, tv_nsec: 0 };
        assert_eq!(poll(&mut readable, Some(&patience)), Ok(1), "the console shows itself");
        let count = master.read(&mut buffer).expect("the console shows itself");
        seen.extend_from_slice(&buffer[..count]);
    }
    master.write_all(b"j").expect("a key");
    drop(master);
    let killer = rustix::process::Pid::from_child(&child);
    let (sender, ended) = channel();
    thread::spawn(move || sender.send(child.wait()));
    let end = ended.recv_timeout(Duration::from_secs(20)).inspect_err(|_| {
        let _ = rustix::process::kill_process(killer, Signal::KILL);
    });
    let status = end.expect("the console ends when its terminal is gone").expect("the child was started here");
    assert_eq!(status.code(), Some(0));
}

#[rstest]
#[case("dumb", "cannot show a console")]
#[case("xterm", "")]
fn a_terminal_that_cannot_draw_is_refused(#[case] term: &str, #[case] refusal: &str) {
    let [program, arguments @ ..] = arguments();
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", "TERM=\"$0\" exec \"$@\"", term, &program]);
    command.args(arguments);
    command.env(BE_THE_CONSOLE, "1");
    let mut session = Session::start(command, 80, 24);
    if refusal.is_empty() {
        session.wait_for_text("down 0");
        session.press("q");
        assert_eq!(session.wait_for_end(), 0);
    } else {
        assert_eq!(session.wait_for_end(), 2);
        assert!(session.text().contains(refusal), "{}", session.text());
        assert!(!String::from_utf8_lossy(&session.sent).contains("\u{1b}[?1049h"));
    }
    session.assert_restored();
}
