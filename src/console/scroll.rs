//! Finds lines of a frame that are the last frame's lines in another place.
//!
//! ratatui compares cell by cell: a table that moves by one line is sent whole, some 7 KB at
//! 120×40. A terminal can move lines itself (DECSTBM of the VT100, in every terminal since), and
//! then only the new line is sent.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};

/// Fewer moved lines than this are cheaper sent than moved.
const LINES_MIN: usize = 3;

/// Lines `top..bottom` move by `lines`: up when positive, down when negative. What moves out is
/// lost, what comes in is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    top: u16,
    bottom: u16,
    lines: i32,
}

impl Scroll {
    /// The scroll that makes most of the new frame's changed lines out of the old one's.
    pub(super) fn find(shown: &Buffer, next: &Buffer) -> Option<Self> {
        let (old, new) = (line_hashes(shown), line_hashes(next));
        let changed: Vec<usize> = (0..new.len()).filter(|line| old.get(*line) != new.get(*line)).collect();
        if changed.len() < LINES_MIN {
            return None;
        }
        let height = i32::try_from(new.len()).ok()?;
        let comes_from = |line: usize, lines: i32| i32::try_from(line).ok()?.checked_add(lines)?.try_into().ok();
        let mut best: Option<(usize, Self)> = None;
        for lines in (1..height).flat_map(|lines| [lines, -lines]) {
            let is_moved = |line: &usize| {
                comes_from(*line, lines)
                    .is_some_and(|from: usize| old.get(from).is_some() && old.get(from) == new.get(*line))
            };
            let moved: Vec<usize> = changed.iter().copied().filter(is_moved).collect();
            let (Some(first), Some(last)) = (moved.first(), moved.last()) else { continue };
            let (Some(from_first), Some(from_last)) = (comes_from(*first, lines), comes_from(*last, lines)) else {
                continue;
            };
            let (top, bottom) = ((*first).min(from_first), (*last).max(from_last) + 1);
            // Lines inside that do not change at all would have to be sent again.
            let spoiled = (top..bottom).filter(|line| old.get(*line) == new.get(*line)).count();
            let gain = moved.len().saturating_sub(spoiled);
            if gain >= LINES_MIN && best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, Self { top: u16::try_from(top).ok()?, bottom: u16::try_from(bottom).ok()?, lines }));
            }
        }
        best.map(|(_, scroll)| scroll)
    }

    /// Tells the terminal. Attributes must be off: the lines that come in take the background.
    pub(super) fn write(self, out: &mut impl Write) -> io::Result<()> {
        let Self { top, bottom, lines } = self;
        write!(out, "\x1b[{};{bottom}r", top + 1)?;
        // Line feed at the lower margin and reverse index at the upper one, not SU and SD: the
        // console of Linux does not know those.
        if lines > 0 {
            write!(out, "\x1b[{bottom};1H")?;
        } else {
            write!(out, "\x1b[{};1H", top + 1)?;
        }
        for _ in 0..lines.unsigned_abs() {
            out.write_all(if lines > 0 { b"\n" } else { b"\x1bM" })?;
        }
        out.write_all(b"\x1b[r")
    }

    /// Does to a buffer what the terminal does to its screen.
    pub(super) fn apply(self, screen: &mut Buffer) {
        let width = usize::from(screen.area.width);
        let (top, bottom) = (usize::from(self.top) * width, usize::from(self.bottom) * width);
        let Some(region) = screen.content.get_mut(top..bottom) else { return };
        let by = (self.lines.unsigned_abs() as usize * width).min(region.len());
        let blank = if self.lines > 0 {
            region.rotate_left(by);
            region.len() - by..region.len()
        } else {
            region.rotate_right(by);
            0..by
        };
        if let Some(lines) = region.get_mut(blank) {
            lines.fill(Cell::EMPTY);
        }
    }
}

fn line_hashes(buffer: &Buffer) -> Vec<u64> {
    let width = usize::from(buffer.area.width).max(1);
    let hash = |line: &[Cell]| {
        let mut hasher = DefaultHasher::new();
        line.hash(&mut hasher);
        hasher.finish()
    };
    buffer.content.chunks(width).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn page(lines: impl IntoIterator<Item = u32>) -> Buffer {
        let lines: Vec<String> = lines.into_iter().map(|line| format!("строка {line}")).collect();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 12));
        for (y, line) in (0..).zip(&lines) {
            buffer.set_string(0, y, line, ratatui::style::Style::new());
        }
        buffer
    }

    #[test]
    fn a_table_between_a_head_and_a_foot_is_found() {
        let shown = page([900, 901].into_iter().chain(10..18).chain([902, 903]));
        let next = page([900, 901].into_iter().chain(11..19).chain([902, 903]));
        assert_eq!(Scroll::find(&shown, &next), Some(Scroll { top: 2, bottom: 10, lines: 1 }));
        assert_eq!(Scroll::find(&next, &shown), Some(Scroll { top: 2, bottom: 10, lines: -1 }));
    }

    #[test]
    fn a_new_page_and_a_moved_cursor_are_no_scroll() {
        assert_eq!(Scroll::find(&page(0..12), &page(100..112)), None);
        assert_eq!(Scroll::find(&page(0..12), &page((0..11).chain([70]))), None);
        assert_eq!(Scroll::find(&page(0..12), &page(0..12)), None);
    }

    #[test]
    fn the_model_moves_as_the_terminal_does() {
        let mut screen = page(0..12);
        Scroll { top: 2, bottom: 10, lines: 3 }.apply(&mut screen);
        let mut expected = page((0..2).chain(5..10).chain([0, 0, 0, 10, 11]));
        for line in 7..10 {
            for x in 0..20 {
                expected[(x, line)] = Cell::EMPTY;
            }
        }
        assert_eq!(screen, expected);
    }
}
