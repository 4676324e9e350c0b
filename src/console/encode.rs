//! Changed cells as the fewest bytes that every terminal understands.
//!
//! ratatui's crossterm backend names colours in twelve bytes (`ESC[38;5;2;49m`) where five do,
//! goes to a cell by its coordinates even when it is the next but one, and styles spaces on which
//! nothing of it can be seen: of a moved cursor's 900 bytes at 80×24 a third is such talk. Only
//! what a VT220 knows is used here: SGR, CUP, CUF, EL.

use std::io::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

/// So many blank cells at the end of a line are cheaper erased than written.
const BLANKS_MIN: usize = 4;

/// Modifiers with the code that turns each on and the one that turns it off. Bold and dim are
/// turned off together.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What can be seen of a style on an empty cell, beside its background.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Writes changed cells, line by line from left to right. `next` is the whole screen as it will
/// be. Attributes are off before and afterwards.
pub(super) fn encode(changed: &[(u16, u16, &Cell)], next: &Buffer, out: &mut Vec<u8>) {
    let mut pen = Pen { out, look: Look::PLAIN, at: None };
    for line in changed.chunk_by(|(_, above, _), (_, below, _)| above == below) {
        let Some((_, y, _)) = line.first() else { continue };
        pen.line(line, line_of(next, *y));
    }
    pen.take(Look::PLAIN);
}

fn line_of(screen: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(screen.area.width);
    let from = usize::from(y) * width;
    screen.content.get(from..from + width).unwrap_or_default()
}

/// Colours and attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    front: Color,
    back: Color,
    modifiers: Modifier,
}

impl Look {
    const PLAIN: Self = Self { front: Color::Reset, back: Color::Reset, modifiers: Modifier::empty() };

    const fn of(cell: &Cell) -> Self {
        Self { front: cell.fg, back: cell.bg, modifiers: cell.modifier }
    }

    /// As much of it as is seen on an empty cell.
    const fn on_blank(self) -> Self {
        if self.modifiers.intersects(SEEN_ON_BLANK) {
            self
        } else {
            Self { front: Color::Reset, back: self.back, modifiers: Modifier::empty() }
        }
    }

    /// The codes that lead here from another look.
    fn codes_from(self, other: Self) -> Vec<u8> {
        let mut codes = Vec::new();
        let removed = other.modifiers - self.modifiers;
        let mut kept = other.modifiers & self.modifiers;
        for (modifier, _, off) in MODIFIERS {
            if removed.contains(modifier) && !codes.contains(&off) {
                codes.push(off);
                // One code turns off two modifiers, the other of which may be wanted.
                for (also, _, same) in MODIFIERS {
                    if same == off {
                        kept.remove(also);
                    }
                }
            }
        }
        codes.extend(MODIFIERS.iter().filter(|(one, ..)| (self.modifiers - kept).contains(*one)).map(|(_, on, _)| on));
        if self.front != other.front {
            push_colour(&mut codes, self.front, 30);
        }
        if self.back != other.back {
            push_colour(&mut codes, self.back, 40);
        }
        codes
    }
}

/// The codes of a colour; `base` is 30 for the front and 40 for the back.
fn push_colour(codes: &mut Vec<u8>, colour: Color, base: u8) {
    const BRIGHT: u8 = 60;
    match colour {
        Color::Reset => codes.push(base + 9),
        Color::Black => codes.push(base),
        Color::Red => codes.push(base + 1),
        Color::Green => codes.push(base + 2),
        Color::Yellow => codes.push(base + 3),
        Color::Blue => codes.push(base + 4),
        Color::Magenta => codes.push(base + 5),
        Color::Cyan => codes.push(base + 6),
        Color::Gray => codes.push(base + 7),
        Color::DarkGray => codes.push(base + BRIGHT),
        Color::LightRed => codes.push(base + BRIGHT + 1),
        Color::LightGreen => codes.push(base + BRIGHT + 2),
        Color::LightYellow => codes.push(base + BRIGHT + 3),
        Color::LightBlue => codes.push(base + BRIGHT + 4),
        Color::LightMagenta => codes.push(base + BRIGHT + 5),
        Color::LightCyan => codes.push(base + BRIGHT + 6),
        Color::White => codes.push(base + BRIGHT + 7),
        Color::Indexed(index) => codes.extend([base + 8, 5, index]),
        Color::Rgb(red, green, blue) => codes.extend([base + 8, 2, red, green, blue]),
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// What the terminal is about to do.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    look: Look,
    /// Column and line of its cursor; `None` where terminals may differ.
    at: Option<(u16, u16)>,
}

impl Pen<'_> {
    /// The changed cells of one line.
    fn line(&mut self, changed: &[(u16, u16, &Cell)], whole: &[Cell]) {
        let is_nothing = |cell: &Cell| is_blank(cell) && Look::of(cell).on_blank() == Look::PLAIN;
        let written = whole.iter().rposition(|cell| !is_nothing(cell)).map_or(0, |last| last + 1);
        for (done, (x, y, cell)) in changed.iter().enumerate() {
            self.go_to(*x, *y, whole);
            if usize::from(*x) >= written && changed.len() - done >= BLANKS_MIN {
                // Erasing takes the background, and on some terminals more than that.
                if self.look.on_blank() != Look::PLAIN {
                    self.take(Look::PLAIN);
                }
                self.out.extend_from_slice(b"\x1b[K");
                return;
            }
            self.put(*x, *y, cell, whole.len());
        }
    }

    /// Writes a cell where the cursor is.
    fn put(&mut self, x: u16, y: u16, cell: &Cell, width: usize) {
        let look = Look::of(cell);
        if !is_blank(cell) {
            self.take(look);
        } else if look.on_blank() != self.look.on_blank() {
            self.take(look.on_blank());
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        // Terminals differ in the width of whatever is not a plain letter, and in what the cursor
        // does at the end of a line.
        let is_certain = cell.symbol().width() == 1 && cell.symbol().chars().count() == 1;
        let is_inside = usize::from(x) + 1 < width;
        self.at = (is_certain && is_inside).then(|| (x + 1, y));
    }

    /// Goes to a cell: over a few cells that stay as they are by writing them once more, where
    /// that is shorter.
    fn go_to(&mut self, x: u16, y: u16, whole: &[Cell]) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, line)) if line == y && from < x => {
                let gap = whole.get(usize::from(from)..usize::from(x)).unwrap_or_default();
                let mut step = Vec::new();
                // Writing to a buffer of our own cannot fail.
                let _ = match x - from {
                    1 => write!(step, "\x1b[C"),
                    cells => write!(step, "\x1b[{cells}C"),
                };
                let again: usize = gap.iter().map(|cell| cell.symbol().len()).sum();
                if again <= step.len() && gap.iter().all(|cell| self.can_write(cell)) {
                    for cell in gap {
                        self.out.extend_from_slice(cell.symbol().as_bytes());
                    }
                } else {
                    self.out.append(&mut step);
                }
            }
            _ => {
                let _ = match x {
                    0 => write!(self.out, "\x1b[{}H", y + 1),
                    _ => write!(self.out, "\x1b[{};{}H", y + 1, x + 1),
                };
            }
        }
        self.at = Some((x, y));
    }

    /// Whether a cell looks right with the attributes that are on.
    fn can_write(&self, cell: &Cell) -> bool {
        let look = Look::of(cell);
        if is_blank(cell) {
            return look.on_blank() == self.look.on_blank();
        }
        look == self.look && cell.symbol().width() == 1 && cell.symbol().chars().count() == 1
    }

    /// Turns attributes on and off.
    fn take(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        let changes = look.codes_from(self.look);
        let mut anew = look.codes_from(Look::PLAIN);
        anew.insert(0, 0);
        let codes = if look == Look::PLAIN {
            Vec::new()
        } else if length(&anew) < length(&changes) {
            anew
        } else {
            changes
        };
        let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
        let _ = write!(self.out, "\x1b[{}m", codes.join(";"));
        self.look = look;
    }
}

/// How many bytes codes take, with what stands between them.
fn length(codes: &[u8]) -> usize {
    codes.iter().map(|code| code.to_string().len() + 1).sum()
}

#[cfg(test)]
#[path = "encode_tests.rs"]
mod tests;
