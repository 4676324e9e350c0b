//! A frame on its way to the terminal: one write, between the marks of a synchronised update, and
//! nothing at all when nothing changed.

use std::io::{self, Write};

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};

use super::encode::encode;
use super::scroll::Scroll;
use super::sure::{blank_like, columns_of};
use super::taskbar::{self, Share};

/// Room for a frame of 200×50 cells with colours.
const FRAME_BYTES: usize = 64 * 1024;

/// ratatui's crossterm backend, saying nothing twice.
///
/// Plain standard output leaves in pieces of a KiB, and ratatui repeats the cursor's place and
/// look in every frame: over SSH both cost packets.
#[derive(Debug)]
pub struct FrameBackend<W: Write> {
    out: W,
    /// The frame so far.
    frame: Vec<u8>,
    /// What is known of the terminal's cursor; `None` where it is not.
    is_cursor_shown: Option<bool>,
    cursor: Option<Position>,
    /// What the terminal shows: as wide and high as anything that was ever drawn, blank beyond.
    shown: Buffer,
    /// What the terminal shows of it beside the screen.
    share: Option<Share>,
}

impl<W: Write> FrameBackend<W> {
    /// A backend that writes whole frames.
    pub fn new(out: W) -> Self {
        Self {
            out,
            frame: Vec::with_capacity(FRAME_BYTES),
            is_cursor_shown: None,
            cursor: None,
            shown: Buffer::default(),
            share: None,
        }
    }

    /// Forgets what the terminal's cursor is like: somebody else had the terminal.
    pub fn forget(&mut self) {
        self.is_cursor_shown = None;
        self.cursor = None;
        self.share = None;
    }

    /// Shows on the terminal's tab, with the next frame, how far work is.
    pub fn show_share(&mut self, share: Option<Share>) {
        if share != self.share {
            self.share = share;
            let sequence = share.map_or_else(|| taskbar::NONE.to_owned(), Share::sequence);
            self.frame.extend_from_slice(sequence.as_bytes());
        }
    }

    /// The writer behind.
    pub const fn out(&self) -> &W {
        &self.out
    }

    /// Makes room in the model of the screen.
    fn grow(&mut self, width: u16, height: u16) {
        let area = self.shown.area;
        if width > area.width || height > area.height {
            let mut larger = Buffer::empty(Rect::new(0, 0, width.max(area.width), height.max(area.height)));
            larger.merge(&self.shown);
            self.shown = larger;
        }
    }

    /// Erases the lines that change and have a wide letter, or had one: where a letter covers another's
    /// half, terminals differ in what is left, so such a line is said from its beginning.
    fn erase_wide_lines(&mut self, next: &Buffer) -> io::Result<bool> {
        let width = usize::from(next.area.width).max(1);
        let mut is_erased = false;
        for (y, (old, new)) in self.shown.content.chunks_mut(width).zip(next.content.chunks(width)).enumerate() {
            let has_wide = |line: &[Cell]| line.iter().any(|cell| columns_of(cell) > 1);
            if old != new && (has_wide(old) || has_wide(new)) {
                write!(self.frame, "\x1b[{}H\x1b[K", y + 1)?;
                old.fill(Cell::EMPTY);
                is_erased = true;
            }
        }
        Ok(is_erased)
    }

    fn inner(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.frame)
    }

    fn show(&mut self, is_shown: bool) -> io::Result<()> {
        if self.is_cursor_shown.replace(is_shown) == Some(is_shown) {
            return Ok(());
        }
        if is_shown { self.inner().show_cursor() } else { self.inner().hide_cursor() }
    }
}

impl<W: Write> Backend for FrameBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        let columns = |cell: &Cell| u16::try_from(columns_of(cell)).unwrap_or(1);
        let right = cells.iter().map(|(x, _, cell)| x + columns(cell)).max();
        let (Some(right), Some(below)) = (right, cells.iter().map(|(_, y, _)| y + 1).max()) else {
            return Ok(());
        };
        self.cursor = None;
        self.grow(right, below);
        let mut next = self.shown.clone();
        for (x, y, cell) in &cells {
            if let Some(place) = next.cell_mut((*x, *y)) {
                place.clone_from(cell);
            }
            // ratatui does not tell what becomes of the right half of a wide letter.
            for covered in 1..columns(cell) {
                if let Some(place) = next.cell_mut((x + covered, *y)) {
                    *place = blank_like(cell);
                }
            }
        }
        let scroll = Scroll::find(&self.shown, &next);
        if let Some(scroll) = scroll {
            scroll.write(&mut self.frame)?;
            scroll.apply(&mut self.shown);
        }
        let is_erased = self.erase_wide_lines(&next)?;
        if scroll.is_some() || is_erased {
            encode(&self.shown.diff(&next), &next, &mut self.frame);
        } else {
            encode(&cells, &next, &mut self.frame);
        }
        self.shown = next;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // Asking the terminal costs a round trip; the last place that was set is as good.
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor.replace(position) == Some(position) {
            return Ok(());
        }
        self.inner().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // ratatui sends everything again after each kind of clearing.
        self.shown = Buffer::default();
        self.inner().clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner().window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(self.frame.len() + 16);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.append(&mut self.frame);
        queue!(whole, EndSynchronizedUpdate)?;
        self.out.write_all(&whole)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::super::sure::make_sure;
    use super::*;

    /// Counts the writes.
    #[derive(Debug, Default)]
    struct Writes(Vec<Vec<u8>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn terminal() -> Terminal<FrameBackend<Writes>> {
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 200, 50)) };
        Terminal::with_options(FrameBackend::new(Writes::default()), options).expect("a fixed size needs no terminal")
    }

    #[test]
    fn a_frame_is_one_synchronised_write() {
        let mut terminal = terminal();
        let long = "Сумма ".repeat(2_000);
        terminal.draw(|frame| frame.render_widget(long.as_str(), frame.area())).expect("memory takes everything");
        let writes = &terminal.backend().out().0;
        assert_eq!(writes.len(), 1);
        assert!(writes[0].starts_with(b"\x1b[?2026h") && writes[0].ends_with(b"\x1b[?2026l"));
    }

    #[test]
    fn the_same_frame_again_sends_nothing() {
        let mut terminal = terminal();
        for _ in 0..3 {
            terminal
                .draw(|frame| {
                    frame.render_widget("готово", frame.area());
                    frame.set_cursor_position((3, 0));
                })
                .expect("memory takes everything");
        }
        assert_eq!(terminal.backend().out().0.len(), 1);
    }

    #[test]
    fn a_share_goes_with_the_next_frame_once() {
        let mut terminal = terminal();
        for share in [Some(Share::Runs(1)), Some(Share::Runs(1)), Some(Share::Waits(1)), None, None] {
            terminal.backend_mut().show_share(share);
            terminal.draw(|frame| frame.render_widget("идёт", frame.area())).expect("memory takes everything");
        }
        let sent: Vec<String> =
            terminal.backend().out().0.iter().map(|write| String::from_utf8_lossy(write).into_owned()).collect();
        let frame = |inside: &str| format!("\u{1b}[?2026h{inside}\u{1b}[?2026l");
        assert_eq!(sent.len(), 3);
        assert!(sent[0].contains("\u{1b}]9;4;1;1\u{7}") && sent[0].contains("идёт"), "{:?}", sent[0]);
        assert_eq!(sent[1..], [frame("\u{1b}]9;4;4;1\u{7}"), frame("\u{1b}]9;4;0\u{7}")]);
    }

    #[test]
    fn the_cursor_is_set_again_after_something_was_drawn() {
        let mut terminal = terminal();
        for text in ["готово", "готов"] {
            terminal
                .draw(|frame| {
                    frame.render_widget(text, frame.area());
                    frame.set_cursor_position((3, 0));
                })
                .expect("memory takes everything");
        }
        let writes = &terminal.backend().out().0;
        assert_eq!(writes.len(), 2);
        assert!(writes[1].ends_with(b"\x1b[1;4H\x1b[?2026l"), "{:?}", String::from_utf8_lossy(&writes[1]));
    }

    proptest! {
        /// Whatever is drawn after whatever else, the terminal shows the last frame.
        #[test]
        fn the_terminal_shows_what_was_drawn(
            frames in proptest::collection::vec((0_u16..40, 0_u16..12, any::<bool>()), 1..12),
        ) {
            let area = Rect::new(0, 0, 24, 12);
            let options = TerminalOptions { viewport: Viewport::Fixed(area) };
            let mut terminal = Terminal::with_options(FrameBackend::new(Vec::new()), options).expect("memory");
            let mut last = Buffer::empty(area);
            for (first, cursor, is_wide) in frames {
                let completed = terminal.draw(|frame| {
                    for line in 0..area.height {
                        let style = if line == cursor { Style::new().reversed() } else { Style::new().fg(Color::Green) };
                        let name = if is_wide { "漢字" } else { "сумма" };
                        frame.buffer_mut().set_string(0, line, format!("{name} {}", first + line), style);
                    }
                });
                last = completed.expect("memory").buffer.clone();
            }
            let mut screen = vt100::Parser::new(cells(12), cells(24), 0);
            screen.process(terminal.backend().out());
            let shown: Vec<String> = screen.screen().rows(0, 24).map(|row| row.trim_end().to_owned()).collect();
            let drawn: Vec<String> = (0..12).map(|y| line_of(&last, y)).collect();
            prop_assert_eq!(shown, drawn);
            for y in 0..12 {
                let is_reversed = last[(0, y)].modifier.contains(Modifier::REVERSED);
                prop_assert_eq!(screen.screen().cell(y, 0).map(vt100::Cell::inverse), Some(is_reversed));
            }
        }
    }

    proptest! {
        /// Of letters of two columns, of those whose width is in doubt, and of what was drawn two frames
        /// before, nothing is left: the terminal shows what it shows of the last frame alone.
        #[test]
        fn nothing_of_an_earlier_frame_is_left(
            frames in proptest::collection::vec(
                (proptest::collection::vec("[а1 漢字😀✅\u{301}]{0,16}", 4), 0_u16..4), 1..6,
            ),
        ) {
            let area = Rect::new(0, 0, 12, 4);
            let shown = |frames: &[(Vec<String>, u16)]| {
                let options = TerminalOptions { viewport: Viewport::Fixed(area) };
                let mut terminal = Terminal::with_options(FrameBackend::new(Vec::new()), options).expect("memory");
                for (lines, cursor) in frames {
                    let drawn = terminal.draw(|frame| {
                        for (y, line) in (0..).zip(lines) {
                            frame.buffer_mut().set_string(0, y, line, Style::new());
                        }
                        frame.buffer_mut().set_style(Rect::new(0, *cursor, 12, 1), Style::new().reversed());
                        make_sure(frame.buffer_mut());
                    });
                    drawn.expect("memory");
                }
                let mut screen = vt100::Parser::new(cells(4), cells(12), 0);
                screen.process(terminal.backend().out());
                let cell = |y, x| screen.screen().cell(y, x).expect("inside").clone();
                (0..4).flat_map(|y| (0..12).map(move |x| (y, x))).map(|(y, x)| {
                    let cell = cell(y, x);
                    let text = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
                    (text, cell.inverse())
                }).collect::<Vec<(String, bool)>>()
            };
            let last = frames.last().cloned().expect("one at least");
            prop_assert_eq!(shown(&frames), shown(&[last]));
        }
    }

    fn cells(count: u16) -> std::num::NonZeroU16 {
        count.try_into().expect("a screen has cells")
    }

    fn line_of(buffer: &Buffer, y: u16) -> String {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
            }
            skip = std::cmp::max(skip, unicode_width::UnicodeWidthStr::width(symbol)).saturating_sub(1);
        }
        line.trim_end().to_owned()
    }

    #[test]
    fn a_line_further_costs_a_line() {
        let mut terminal = terminal();
        for first in 0..2 {
            terminal
                .draw(|frame| {
                    for line in 0..50 {
                        frame.buffer_mut().set_string(
                            0,
                            line,
                            format!("{} платёж ", first + line).repeat(12),
                            Style::new(),
                        );
                    }
                })
                .expect("memory takes everything");
        }
        let writes = &terminal.backend().out().0;
        assert!(writes[1].len() < 600 && writes[0].len() > 5_000, "{} of {}", writes[1].len(), writes[0].len());
    }
}
