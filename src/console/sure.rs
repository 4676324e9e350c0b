//! A frame as every terminal shows it: no sign whose width is in doubt, and both columns of a wide
//! letter said.

use ratatui::buffer::{Buffer, Cell, CellWidth as _};

use crate::text::sure_letter;

/// Replaces what terminals draw differently, and gives what lies beneath the right half of a wide
/// letter the look of the letter: what is not told of a cell stays from earlier frames. A letter whose
/// right half something else was drawn over goes.
pub(super) fn make_sure(frame: &mut Buffer) {
    let width = usize::from(frame.area.width).max(1);
    for line in frame.content.chunks_mut(width) {
        let mut at = 0;
        while let Some((cell, behind)) = line.get_mut(at..).and_then(<[Cell]>::split_first_mut) {
            let mut columns = columns_of(cell);
            if cell.symbol().len() > 1 {
                let covered = behind.get_mut(..columns - 1);
                if let Some(covered) = covered.filter(|covered| covered.iter().all(|cell| cell.symbol() == " ")) {
                    let drawn = sure_letter(cell.symbol());
                    cell.set_char(drawn);
                    covered.fill(blank_like(cell));
                } else {
                    cell.set_char(' ');
                    columns = 1;
                }
            }
            at += columns;
        }
    }
}

/// How many columns the text of a cell takes.
pub(super) fn columns_of(cell: &Cell) -> usize {
    // What UTF-8 says in two bytes is never wide.
    if cell.symbol().len() <= 2 { 1 } else { usize::from(cell.cell_width().max(1)) }
}

/// An empty cell in the colours of another.
pub(super) fn blank_like(cell: &Cell) -> Cell {
    let mut blank = cell.clone();
    blank.set_char(' ');
    blank
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::text::UNSURE;

    #[test]
    fn signs_of_doubtful_width_leave_everything_where_it_is() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 16, 1));
        frame.set_string(0, 0, "12😀 за\u{301} 漢字 ✅!", Style::new().reversed());
        make_sure(&mut frame);
        let shown: Vec<&str> = frame.content.iter().map(Cell::symbol).collect();
        let unsure = UNSURE.to_string();
        let doubtful = unsure.as_str();
        let expected = ["1", "2", doubtful, " ", " ", "з", "а", " ", "漢", " ", "字", " ", " ", doubtful, " ", "!"];
        assert_eq!(shown, expected);
        assert!(frame.content.iter().all(|cell| cell.modifier == frame.content[0].modifier), "{frame:?}");
    }

    #[test]
    fn what_is_drawn_over_half_a_letter_is_seen() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 4, 1));
        frame.set_string(0, 0, "漢字", Style::new());
        frame[(3, 0)].set_symbol("…");
        make_sure(&mut frame);
        let shown: Vec<&str> = frame.content.iter().map(Cell::symbol).collect();
        assert_eq!(shown, ["漢", " ", " ", "…"]);
    }
}
