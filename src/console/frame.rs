//! A frame on its way to the terminal: one write, between the marks of a synchronised update, and
//! nothing at all when nothing changed.

use std::io::{self, Write};

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

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
}

impl<W: Write> FrameBackend<W> {
    /// A backend that writes whole frames.
    pub fn new(out: W) -> Self {
        Self { out, frame: Vec::with_capacity(FRAME_BYTES), is_cursor_shown: None, cursor: None }
    }

    /// Forgets what the terminal's cursor is like: somebody else had the terminal.
    pub fn forget(&mut self) {
        self.is_cursor_shown = None;
        self.cursor = None;
    }

    /// The writer behind.
    pub const fn out(&self) -> &W {
        &self.out
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
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.cursor = None;
        self.inner().draw(content)
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
        self.inner().clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
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
    use ratatui::layout::Rect;
    use ratatui::{Terminal, TerminalOptions, Viewport};

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
}
