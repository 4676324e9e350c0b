//! The bytes under the XML reader: counted, searched for forbidden characters, and given out in
//! bounded portions, because quick-xml 0.42 does none of that.

use std::io::{self, BufRead, Read};

use crate::ingest::XmlFault;

/// Bytes read in one step.
const STEP: usize = 128 * 1024;
/// No tag, text or comment is longer.
pub(super) const EVENT_MAX: usize = 1024 * 1024;

/// A buffered stream that knows its line and stops at what XML forbids.
pub(super) struct Source<R> {
    input: R,
    buffer: Vec<u8>,
    position: usize,
    end: usize,
    lines_before: u64,
    since_event: usize,
    fault: Option<Stop>,
}

/// Why the stream stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// The XML is at fault.
    Fault(XmlFault),
    /// The bytes could not be read.
    Io(io::Error),
}

impl<R: Read> Source<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, buffer: vec![0; STEP], position: 0, end: 0, lines_before: 0, since_event: 0, fault: None }
    }

    /// The next event begins: its portion counts anew.
    pub(super) const fn begin_event(&mut self) {
        self.since_event = 0;
    }

    /// The line that the reader stands on, from 1.
    pub(super) fn line(&self) -> u64 {
        let read = self.buffer.get(..self.position).unwrap_or_default();
        self.lines_before + newlines(read) + 1
    }

    /// Why the stream stopped, if it did.
    pub(super) const fn take_stop(&mut self) -> Option<Stop> {
        self.fault.take()
    }

    fn refill(&mut self) -> io::Result<()> {
        self.lines_before += newlines(self.buffer.get(..self.end).unwrap_or_default());
        self.position = 0;
        self.end = 0;
        if self.fault.is_some() {
            return Err(stopped());
        }
        match self.input.read(&mut self.buffer) {
            Ok(count) => self.end = count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                let is_letters = error.kind() == io::ErrorKind::InvalidData;
                self.fault = Some(if is_letters { Stop::Fault(XmlFault::Encoding) } else { Stop::Io(error) });
                return Err(stopped());
            }
        }
        let fresh = self.buffer.get(..self.end).unwrap_or_default();
        if let Some((at, byte)) = first_control(fresh) {
            // What stands before it is still given, so that the line of the fault is right.
            self.fault = Some(Stop::Fault(XmlFault::ControlCharacter(u32::from(byte))));
            self.end = at;
            if at == 0 {
                return Err(stopped());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..count), available.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.position == self.end {
            self.refill()?;
        }
        if self.since_event > EVENT_MAX {
            self.fault.get_or_insert(Stop::Fault(XmlFault::TooLong));
            return Err(stopped());
        }
        Ok(self.buffer.get(self.position..self.end).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.position += count;
        self.since_event += count;
    }
}

fn stopped() -> io::Error {
    io::Error::other("the stream was stopped")
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
    use super::*;

    #[test]
    fn lines_are_counted_over_refills() {
        let text = "12345678\n".repeat(40_000);
        let mut source = Source::new(text.as_bytes());
        let mut taken = 0;
        while taken < 300_000 {
            source.begin_event();
            let count = source.fill_buf().expect("it can be read").len().min(1000).min(300_000 - taken);
            source.consume(count);
            taken += count;
        }
        assert_eq!(source.line(), 300_000 / 9 + 1);
    }

    #[test]
    fn a_control_character_stops_behind_what_is_before_it() {
        let mut text = "x".repeat(2000);
        text.push('\n');
        text.push('\0');
        text.push_str("yyy");
        let mut source = Source::new(text.as_bytes());
        assert_eq!(source.fill_buf().map(<[u8]>::len).ok(), Some(2001));
        source.consume(2001);
        assert!(source.fill_buf().is_err());
        assert_eq!(source.line(), 2);
        assert!(matches!(source.take_stop(), Some(Stop::Fault(XmlFault::ControlCharacter(0)))));
    }

    #[test]
    fn a_portion_without_end_is_stopped() {
        let mut source = Source::new(io::repeat(b'x'));
        source.begin_event();
        let mut taken = 0;
        while let Ok(bytes) = source.fill_buf() {
            let count = bytes.len();
            source.consume(count);
            taken += count;
            assert!(taken < 4 * EVENT_MAX);
        }
        assert!(matches!(source.take_stop(), Some(Stop::Fault(XmlFault::TooLong))));
    }
}
