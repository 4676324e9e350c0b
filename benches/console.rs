//! The console as a person feels it: from a key to its frame, the bytes that a key sends, and the
//! start. The demo month, and 10,000 rows against 20,000 contracts, on both sizes of screen.
//!
//! The real loop with its executor and its saving thread runs on a screen that counts its bytes
//! and shows nothing.

#[expect(dead_code, reason = "the bench uses a part of the corpus that the tests use whole")]
#[path = "../tests/corpus/mod.rs"]
mod corpus;
#[expect(dead_code, clippy::expect_used, reason = "the bench uses a part of what the tests use whole")]
#[path = "../tests/common/desks.rs"]
mod desks;
#[expect(dead_code, clippy::expect_used, clippy::panic, reason = "the bench uses a part of what the tests use whole")]
#[path = "../tests/common/runner.rs"]
mod runner;

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::sync::OnceLock;

use desks::Place;
use divan::Bencher;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use runner::Runner;
use sverka::console::frame::FrameBackend;
use sverka::console::state::Size;

/// Rows of the large desk.
const ROWS: usize = 10_000;
/// Its contracts.
const CONTRACTS: usize = 20_000;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy)]
struct Setting {
    is_large: bool,
    size: Size,
}

impl fmt::Display for Setting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let desk = if self.is_large { "10,000 rows" } else { "demo" };
        write!(formatter, "{desk}, {}x{}", self.size.columns, self.size.rows)
    }
}

const SMALL: Size = Size { columns: 80, rows: 24 };
const WIDE: Size = Size { columns: 200, rows: 50 };

const SETTINGS: [Setting; 4] = [
    Setting { is_large: false, size: SMALL },
    Setting { is_large: false, size: WIDE },
    Setting { is_large: true, size: SMALL },
    Setting { is_large: true, size: WIDE },
];

/// A terminal's line that only counts.
#[derive(Debug, Default)]
struct Line {
    bytes: usize,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Console = Runner<Terminal<FrameBackend<Line>>>;

#[expect(clippy::expect_used, reason = "a bench stops where its ground gives way")]
fn open(setting: Setting) -> Console {
    static LARGE: OnceLock<Place> = OnceLock::new();
    static DEMO: OnceLock<Place> = OnceLock::new();
    let place = if setting.is_large {
        LARGE.get_or_init(|| {
            let register = corpus::register(7, CONTRACTS);
            let samples = corpus::payments(8, &register, ROWS);
            let payments = samples.into_iter().map(|sample| sample.payment).collect();
            desks::of_parts(register.contracts, payments)
        })
    } else {
        DEMO.get_or_init(desks::demo)
    };
    let Size { columns, rows } = setting.size;
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)) };
    let screen = Terminal::with_options(FrameBackend::new(Line::default()), options);
    Runner::open(&place.state(), setting.size, screen.expect("a fixed size asks no terminal"))
}

fn close(mut console: Console) {
    console.press("F10");
}

/// What a person does, as keys that can be pressed round and round.
struct Gesture {
    name: &'static str,
    /// Pressed once before.
    before: &'static str,
    keys: &'static [&'static str],
}

const GESTURES: [Gesture; 6] = [
    Gesture { name: "move in a page", before: "Home", keys: &["Down", "Up"] },
    // The page moves by half with every few keys.
    Gesture { name: "scroll (held key)", before: "Home", keys: &["Down"; 100] },
    Gesture { name: "page", before: "Home", keys: &["PageDown", "PageDown", "PageUp", "PageUp"] },
    Gesture { name: "next open row", before: "Home", keys: &["n"] },
    Gesture {
        name: "type in search",
        before: "Home F2 Ctrl+U",
        keys: &["и", "в", "а", "Backspace", "Backspace", "Backspace"],
    },
    // The main key of all: a contract is chosen, the rows around it are matched anew, all is saved.
    Gesture { name: "choose and undo", before: "Home n", keys: &["1", "u"] },
];

/// Bytes a key: in the middle and at most.
fn bytes_a_key(console: &mut Console, gesture: &Gesture) -> (usize, usize) {
    console.press(gesture.before);
    let mut sent: Vec<usize> = Vec::new();
    for key in gesture.keys.iter().cycle().take(60) {
        let before = console.screen().backend().out().bytes;
        console.press(key);
        sent.push(console.screen().backend().out().bytes - before);
    }
    console.press("Esc");
    sent.sort_unstable();
    (sent.get(sent.len() / 2).copied().unwrap_or(0), sent.last().copied().unwrap_or(0))
}

/// The table of bytes: it depends on nothing but the program and its data.
fn print_bytes() {
    println!("bytes a key, median / most");
    print!("{:24}", "");
    for gesture in &GESTURES {
        print!("{:>20}", gesture.name);
    }
    println!("{:>20}", "first frame");
    for setting in SETTINGS {
        let mut console = open(setting);
        let first = console.screen().backend().out().bytes;
        print!("{:24}", setting.to_string());
        for gesture in &GESTURES {
            let (middle, most) = bytes_a_key(&mut console, gesture);
            print!("{:>20}", format!("{middle} / {most}"));
        }
        println!("{first:>20}");
        close(console);
    }
    println!();
}

fn main() {
    print_bytes();
    divan::main();
}

/// The time of one key, the keys of a gesture in turn.
fn press(bencher: Bencher<'_, '_>, setting: Setting, gesture: &Gesture) {
    let mut console = open(setting);
    console.press(gesture.before);
    let mut keys = gesture.keys.iter().cycle();
    bencher.bench_local(|| {
        if let Some(key) = keys.next() {
            console.press(key);
        }
    });
    close(console);
}

#[divan::bench(args = SETTINGS, sample_count = 200, sample_size = 1)]
fn move_in_a_page(bencher: Bencher<'_, '_>, setting: Setting) {
    press(bencher, setting, &GESTURES[0]);
}

#[divan::bench(args = SETTINGS, sample_count = 200, sample_size = 1)]
fn scroll(bencher: Bencher<'_, '_>, setting: Setting) {
    press(bencher, setting, &GESTURES[1]);
}

#[divan::bench(args = SETTINGS, sample_count = 200, sample_size = 1)]
fn page(bencher: Bencher<'_, '_>, setting: Setting) {
    press(bencher, setting, &GESTURES[2]);
}

#[divan::bench(args = SETTINGS, sample_count = 100, sample_size = 1)]
fn type_in_search(bencher: Bencher<'_, '_>, setting: Setting) {
    press(bencher, setting, &GESTURES[4]);
}

#[divan::bench(args = SETTINGS, sample_count = 100, sample_size = 1)]
fn choose_and_undo(bencher: Bencher<'_, '_>, setting: Setting) {
    press(bencher, setting, &GESTURES[5]);
}

/// From nothing to the first frame: lock, files, register, findings, screen.
#[divan::bench(args = SETTINGS, sample_count = 5, sample_size = 1)]
fn start(bencher: Bencher<'_, '_>, setting: Setting) {
    let opened: RefCell<Option<Console>> = RefCell::new(None);
    bencher
        .with_inputs(|| opened.borrow_mut().take().into_iter().for_each(close))
        .bench_local_values(|()| *opened.borrow_mut() = Some(open(setting)));
    opened.into_inner().into_iter().for_each(close);
}
