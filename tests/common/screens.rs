//! A screen in memory that keeps what it showed, and what a test asks it.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use ratatui::{Frame, Terminal};
use sverka::console::run::Screen;
use sverka::console::state::Size;

use super::runner::Runner;

/// Screen sizes that the console is looked at in.
pub const SMALL: Size = Size { columns: 80, rows: 24 };
/// A large terminal: more columns, a pane at the right.
pub const LARGE: Size = Size { columns: 200, rows: 50 };

const NO_BREAK_SPACE: char = '\u{a0}';

/// A screen that remembers every frame.
pub struct Film {
    terminal: Terminal<TestBackend>,
    frames: Vec<Buffer>,
}

impl Film {
    /// A screen of that size on which nothing stands yet.
    pub fn new(size: Size) -> Self {
        let terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).expect("memory is a terminal");
        Self { terminal, frames: Vec::new() }
    }
}

impl Screen for Film {
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        Screen::draw(&mut self.terminal, paint)?;
        self.frames.push(self.terminal.backend().buffer().clone());
        Ok(())
    }

    fn redraw(&mut self) -> io::Result<()> {
        Screen::redraw(&mut self.terminal)
    }

    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A console whose screen can be looked at.
pub type Stage = Runner<Film>;

/// Opens the console on the desk of a state folder.
pub fn stage(state: &Path, size: Size) -> Stage {
    Runner::open(state, size, Film::new(size))
}

/// Opens a console that only looks on.
pub fn beside(state: &Path, size: Size) -> Stage {
    Runner::beside(state, size, Film::new(size))
}

impl Stage {
    /// What stands on the screen, a line a row, without the spaces at its end.
    pub fn text(&self) -> String {
        text_of(self.screen().terminal.backend().buffer())
    }

    /// The line under the cursor.
    pub fn line_at_cursor(&self) -> String {
        let row = self.screen().terminal.backend().cursor_position().y;
        self.text().lines().nth(usize::from(row)).unwrap_or_default().to_owned()
    }

    /// Fails with the whole screen unless the text stands on it.
    #[track_caller]
    pub fn see(&self, text: &str) {
        assert!(shows(&self.text(), text), "«{text}» is not to be seen:\n{}", self.framed());
    }

    /// Fails with the whole screen if the text stands on it.
    #[track_caller]
    pub fn see_no(&self, text: &str) {
        assert!(!shows(&self.text(), text), "«{text}» is to be seen:\n{}", self.framed());
    }

    /// Fails unless the text stood on some frame since the beginning.
    #[track_caller]
    pub fn saw(&self, text: &str) {
        let was_seen = self.screen().frames.iter().any(|frame| shows(&text_of(frame), text));
        assert!(was_seen, "«{text}» was never seen; now:\n{}", self.framed());
    }

    /// Whether some frame since the beginning was such a one; the newest are looked at first.
    pub fn has_shown(&self, is_such: impl Fn(&Buffer) -> bool) -> bool {
        self.screen().frames.iter().rev().any(is_such)
    }

    /// How many frames were drawn so far.
    pub fn frames(&self) -> usize {
        self.screen().frames.len()
    }

    /// The cell where a text begins on the screen, the first from the top.
    #[track_caller]
    pub fn cell_of(&self, text: &str) -> Cell {
        self.cell_within(text, text)
    }

    /// The cell where a part of a text begins.
    #[track_caller]
    pub fn cell_within(&self, text: &str, part: &str) -> Cell {
        let (Some((x, y)), Some(before)) = (self.find(text), text.find(part).map(|at| &text[..at])) else {
            panic!("«{text}» is not to be seen:\n{}", self.framed())
        };
        let x = x + u16::try_from(before.chars().count()).expect("a part of a line");
        self.screen().terminal.backend().buffer()[(x, y)].clone()
    }

    /// Colour and attributes of the cell where a text begins.
    #[track_caller]
    pub fn look_of(&self, text: &str) -> (Color, Modifier) {
        let cell = self.cell_of(text);
        (cell.fg, cell.modifier)
    }

    fn find(&self, text: &str) -> Option<(u16, u16)> {
        let shown = self.text();
        shown.lines().enumerate().find_map(|(row, line)| {
            let before = line.find(text).map(|at| &line[..at])?;
            // One cell a letter: the tests write nothing wide.
            Some((before.chars().count().try_into().ok()?, row.try_into().ok()?))
        })
    }

    /// The screen between rules, for a message.
    pub fn framed(&self) -> String {
        let mut framed = String::new();
        for line in self.text().lines() {
            let _ = writeln!(framed, "│{line}");
        }
        framed
    }
}

/// Whether a text stands there. Sums are written with spaces that do not break; tests need not.
fn shows(screen: &str, text: &str) -> bool {
    screen.replace(NO_BREAK_SPACE, " ").contains(text)
}

/// What stands on a frame, a line a row, without the spaces at its end.
pub fn text_of(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let lines = buffer.content.chunks(width).map(|cells| {
        let line: String = cells.iter().map(Cell::symbol).collect();
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
