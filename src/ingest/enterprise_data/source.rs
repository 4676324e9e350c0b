//! The text under the scanner: a window that moves over the stream. Every byte is checked once, a
//! portion at a time: it is a letter in UTF-8, and no character that XML forbids.
//!
//! What was scanned leaves the window with the next portion, so it holds one piece of XML and one
//! portion, however long the file is.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};

use crate::ingest::XmlFault;

/// Bytes read in one step.
const STEP: usize = 64 * 1024;
/// Bytes of the longest letter in UTF-8.
const LETTER_MAX: usize = 4;
/// No tag, text or comment is longer.
pub(super) const EVENT_MAX: usize = 1024 * 1024;

/// A stream of text that knows its line and stops at what XML forbids.
pub(super) struct Source<R> {
    input: R,
    /// Bytes as they were read; the first `held` begin a letter whose end has not come.
    raw: Vec<u8>,
    held: usize,
    window: String,
    /// Where the text begins that was not taken yet.
    position: usize,
    is_begun: bool,
    /// Lines that left the window.
    lines_before: u64,
    /// A place in the window, and how many lines end before it in the window.
    counted: Cell<(usize, u64)>,
    stop: Option<Stop>,
}

/// Why the stream stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// The XML is at fault.
    Fault(XmlFault),
    /// The last letter has no end.
    HalfLetter,
    /// The bytes could not be read.
    Io(io::Error),
}

impl From<XmlFault> for Stop {
    fn from(fault: XmlFault) -> Self {
        Self::Fault(fault)
    }
}

impl<R: Read> Source<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            raw: vec![0; STEP + LETTER_MAX],
            held: 0,
            window: String::with_capacity(2 * STEP),
            position: 0,
            is_begun: false,
            lines_before: 0,
            counted: Cell::new((0, 0)),
            stop: None,
        }
    }

    /// The text at hand that was not taken yet.
    pub(super) fn rest(&self) -> &str {
        self.window.get(self.position..).unwrap_or_default()
    }

    /// Takes the next bytes. The answer is their place, good for [`Self::text`] until
    /// [`Self::more`].
    pub(super) const fn take(&mut self, length: usize) -> Range<usize> {
        let start = self.position;
        self.position += length;
        start..self.position
    }

    /// The text at a place.
    pub(super) fn text(&self, place: Range<usize>) -> &str {
        self.window.get(place).unwrap_or_default()
    }

    /// The line that the scanner stands on, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line_at(self.position)
    }

    /// The line of a place in the window, from 1.
    pub(super) fn line_at(&self, place: usize) -> u64 {
        let known = self.counted.get();
        let (from, lines) = if known.0 <= place { known } else { (0, 0) };
        let lines = lines + newlines(self.window.as_bytes().get(from..place).unwrap_or_default());
        self.counted.set((place, lines));
        self.lines_before + lines + 1
    }

    /// Adds a portion behind the text at hand; `false` at the end of the stream.
    ///
    /// # Errors
    /// Why there is no more. The line is then that of the fault.
    pub(super) fn more(&mut self) -> Result<bool, Stop> {
        if self.rest().len() > EVENT_MAX {
            self.position = self.window.len();
            return Err(XmlFault::TooLong.into());
        }
        self.let_go();
        let before = self.window.len();
        while self.window.len() == before {
            if let Some(stop) = self.stop.take() {
                self.position = self.window.len();
                return Err(stop);
            }
            let room = self.raw.get_mut(self.held..).unwrap_or_default();
            match self.input.read(room) {
                Ok(0) if self.held == 0 => return Ok(false),
                Ok(0) => self.stop = Some(Stop::HalfLetter),
                Ok(count) => self.check(self.held + count),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::InvalidData => self.stop = Some(XmlFault::Encoding.into()),
                    _ => self.stop = Some(Stop::Io(error)),
                },
            }
        }
        Ok(true)
    }

    /// Forgets what was taken.
    fn let_go(&mut self) {
        self.lines_before = self.line() - 1;
        self.window.drain(..self.position);
        self.position = 0;
        self.counted.set((0, 0));
    }

    /// Moves the first bytes of `raw` into the window, up to what is forbidden.
    fn check(&mut self, count: usize) {
        let fresh = self.raw.get(..count).unwrap_or_default();
        let half = half_letter(fresh);
        let mut whole = fresh.get(..count - half).unwrap_or_default();
        if let Some((at, byte)) = first_control(whole) {
            self.stop = Some(XmlFault::ControlCharacter(u32::from(byte)).into());
            whole = whole.get(..at).unwrap_or_default();
        }
        let mut text = UTF_8.decode_without_bom_handling_and_without_replacement(whole);
        if text.is_none() {
            self.stop = Some(XmlFault::Encoding.into());
            whole = whole.get(..Encoding::utf8_valid_up_to(whole)).unwrap_or_default();
            text = UTF_8.decode_without_bom_handling_and_without_replacement(whole);
        }
        let text = text.as_deref().unwrap_or_default();
        let text = if self.is_begun { text } else { text.strip_prefix('\u{feff}').unwrap_or(text) };
        self.is_begun |= !whole.is_empty();
        self.window.push_str(text);
        self.raw.copy_within(count - half..count, 0);
        self.held = half;
    }
}

/// How many bytes at the end begin a letter that has no end yet.
fn half_letter(bytes: &[u8]) -> usize {
    let mut last = bytes.iter().rev().take(LETTER_MAX).enumerate();
    let Some((behind, first)) = last.find(|(_, byte)| !matches!(byte, 0x80..=0xbf)) else { return 0 };
    let length = match first {
        0..=0xbf => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    if behind + 1 < length { behind + 1 } else { 0 }
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The first character that XML 1.0 forbids (section 2.2, production Char), of those below space.
fn first_control(bytes: &[u8]) -> Option<(usize, u8)> {
    const BLOCK: usize = 1024;
    let is_control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    bytes.chunks(BLOCK).enumerate().find_map(|(number, block)| {
        // A fold without an early exit becomes vector code; blocks without a find are the rule.
        if !block.iter().fold(false, |found, byte| found | is_control(*byte)) {
            return None;
        }
        block
            .iter()
            .position(|byte| is_control(*byte))
            .map(|at| (number * BLOCK + at, block.get(at).copied().unwrap_or(0)))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives its bytes in small pieces, as a pipe does.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(room.len()).min(self.0.len());
            let (piece, rest) = self.0.split_at(count);
            room[..count].copy_from_slice(piece);
            self.0 = rest;
            Ok(count)
        }
    }

    #[test]
    fn lines_are_counted_over_portions() {
        let text = "12345678\n".repeat(40_000);
        let mut source = Source::new(text.as_bytes());
        let mut taken = 0;
        while taken < 300_000 {
            let count = source.rest().len().min(1000).min(300_000 - taken);
            if count == 0 {
                assert!(source.more().expect("it can be read"));
            }
            source.take(count);
            taken += count;
        }
        assert_eq!(source.line(), 300_000 / 9 + 1);
        assert_eq!(source.line_at(0), source.line_at(0));
    }

    #[test]
    fn a_control_character_stops_behind_what_is_before_it() {
        let mut text = "x".repeat(2000);
        text.push('\n');
        text.push('\0');
        text.push_str("yyy");
        let mut source = Source::new(text.as_bytes());
        assert!(source.more().expect("it can be read"));
        assert_eq!(source.rest().len(), 2001);
        source.take(2001);
        assert!(matches!(source.more(), Err(Stop::Fault(XmlFault::ControlCharacter(0)))));
        assert_eq!(source.line(), 2);
    }

    #[test]
    fn a_piece_without_end_is_stopped() {
        let mut source = Source::new(io::repeat(b'x'));
        let stop = loop {
            match source.more() {
                Ok(_) => assert!(source.rest().len() < 2 * EVENT_MAX),
                Err(stop) => break stop,
            }
        };
        assert!(matches!(stop, Stop::Fault(XmlFault::TooLong)));
    }

    #[test]
    fn the_window_does_not_grow_with_the_stream() {
        let mut source = Source::new(io::repeat(b'x').take(50 * EVENT_MAX as u64));
        while source.more().expect("it can be read") {
            source.take(source.rest().len() - 10);
            assert!(source.window.capacity() <= 2 * STEP);
        }
    }

    proptest! {
        /// Letters cut between two portions are put together again, and nothing else becomes text.
        #[test]
        fn text_comes_whole_up_to_the_first_fault(
            bytes in prop_oneof![
                "[a-яё№\n𐍈€\u{1}]{0,40}".prop_map(String::into_bytes),
                prop::collection::vec(any::<u8>(), 0..40),
            ],
            size in 1..7_usize,
        ) {
            let mut source = Source::new(Pieces(&bytes, size));
            let stop = loop {
                match source.more() {
                    Ok(true) => {}
                    Ok(false) => break None,
                    Err(stop) => break Some(stop),
                }
            };
            let letters = match std::str::from_utf8(&bytes) {
                Ok(text) => text,
                Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).expect("it is valid up to there"),
            };
            let is_control = |letter: char| letter < ' ' && !matches!(letter, '\t' | '\n' | '\r');
            let allowed = letters.find(is_control).and_then(|at| letters.get(..at)).unwrap_or(letters);
            prop_assert_eq!(stop.is_none(), allowed.len() == bytes.len());
            let given = source.text(0..source.window.len());
            prop_assert_eq!(given, allowed.strip_prefix('\u{feff}').unwrap_or(allowed));
        }
    }
}
