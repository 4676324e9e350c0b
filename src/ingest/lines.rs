//! Lines of a byte stream without copying them, each of a bounded length.

use std::io::{self, Read};

use super::detect::START_TAG;
use super::{FileName, IngestError};

/// No line is longer: a purpose of 300 KB is legal, a gigabyte of one line is not.
pub(super) const LINE_MAX: usize = 1024 * 1024;

/// Bytes read in one step.
const STEP: usize = 256 * 1024;

/// What ends a line in this file. In a CRLF file a lone LF is part of a value, as 1C has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    CrLf,
    Lf,
    Cr,
}

impl Ending {
    /// What these bytes begin with.
    const fn at(bytes: &[u8]) -> Self {
        match bytes {
            [b'\r', b'\n', ..] => Self::CrLf,
            [b'\r', _, ..] => Self::Cr,
            _ => Self::Lf,
        }
    }
}

/// Why there is no next line.
#[derive(Debug)]
pub(super) enum LineFault {
    /// Longer than [`LINE_MAX`].
    TooLong,
    /// The stream broke off.
    Io(io::Error),
}

/// The lines of a stream.
pub(super) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ending: Ending,
    number: u64,
    is_at_end: bool,
}

impl<R: Read> Lines<R> {
    /// Reads the first bytes and settles what ends a line: that which stands after the start tag.
    pub(super) fn new(input: R) -> Result<Self, LineFault> {
        let mut lines = Self::with_head(input)?;
        let head = lines.buffer.get(..lines.end).unwrap_or_default();
        if let Some(at) = memchr::memmem::find(head, START_TAG) {
            let after = head.get(at + START_TAG.len()..).unwrap_or_default();
            let blank = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            lines.ending = Ending::at(after.get(blank..).unwrap_or_default());
        }
        Ok(lines)
    }

    /// As [`Self::new`] for a format without a start tag: what ends the first line that is not
    /// blank ends every line.
    pub(super) fn of_first_line(input: R) -> Result<Self, LineFault> {
        let mut lines = Self::with_head(input)?;
        let head = lines.buffer.get(..lines.end).unwrap_or_default().trim_ascii_start();
        if let Some(at) = memchr::memchr2(b'\r', b'\n', head) {
            lines.ending = Ending::at(head.get(at..).unwrap_or_default());
        }
        Ok(lines)
    }

    fn with_head(input: R) -> Result<Self, LineFault> {
        let mut lines =
            Self { input, buffer: vec![0; STEP], start: 0, end: 0, ending: Ending::Lf, number: 0, is_at_end: false };
        while lines.end < lines.buffer.len() && !lines.is_at_end {
            lines.fill()?;
        }
        Ok(lines)
    }

    /// Number of the line given last, from 1.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its end.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, LineFault> {
        let mut searched = 0;
        loop {
            let rest = self.buffer.get(self.start..self.end).unwrap_or_default();
            if let Some((length, ending)) = line_end(rest, searched, self.ending) {
                let start = self.start;
                self.start += length + ending;
                self.number += 1;
                return Ok(self.buffer.get(start..start + length));
            }
            if rest.len() > LINE_MAX {
                self.number += 1;
                return Err(LineFault::TooLong);
            }
            if self.is_at_end {
                let (start, end) = (self.start, self.end);
                self.start = end;
                if start == end {
                    return Ok(None);
                }
                self.number += 1;
                return Ok(self.buffer.get(start..end));
            }
            searched = rest.len();
            self.fill()?;
        }
    }

    /// Reads more behind the bytes that are not given yet.
    fn fill(&mut self) -> Result<(), LineFault> {
        if self.end == self.buffer.len() {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            if self.end * 2 > self.buffer.len() {
                self.buffer.resize(self.buffer.len() * 2, 0);
            }
        }
        let Some(room) = self.buffer.get_mut(self.end..) else { return Ok(()) };
        match self.input.read(room) {
            Ok(0) => self.is_at_end = true,
            Ok(count) => self.end += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(LineFault::Io(error)),
        }
        Ok(())
    }
}

/// Gives every line with its number to a reader.
///
/// # Errors
/// The first fault of the lines, or what the reader says of one.
pub(super) fn read<R: Read>(
    lines: Result<Lines<R>, LineFault>,
    name: &FileName,
    mut take: impl FnMut(&[u8], u64) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let fault = |fault: LineFault, line: u64| match fault {
        LineFault::TooLong => IngestError::LineTooLong { file: name.shown.clone(), line, bytes: LINE_MAX as u64 },
        LineFault::Io(source) => IngestError::Unreadable { file: name.shown.clone(), source },
    };
    let mut lines = lines.map_err(|error| fault(error, 1))?;
    loop {
        let number = lines.number() + 1;
        match lines.next() {
            Ok(Some(line)) => take(line, number)?,
            Ok(None) => return Ok(()),
            Err(error) => return Err(fault(error, number)),
        }
    }
}

/// Length of the first line in some bytes, and of its end. The first `searched` bytes hold no end.
fn line_end(bytes: &[u8], searched: usize, ending: Ending) -> Option<(usize, usize)> {
    let last = if ending == Ending::Cr { b'\r' } else { b'\n' };
    let mut from = searched;
    loop {
        let at = from + memchr::memchr(last, bytes.get(from..)?)?;
        let after_return = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r');
        match ending {
            Ending::CrLf if after_return => return Some((at - 1, 2)),
            Ending::CrLf => from = at + 1,
            Ending::Lf | Ending::Cr => return Some((at, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

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

    #[rstest]
    #[case(b"\r\n***** a\r\nb\nc\r\nd".as_slice(), &["", "***** a", "b\nc", "d"])]
    #[case(b"***** 1CClientBankExchange\r\nb\nc\r\n".as_slice(), &["***** 1CClientBankExchange", "b\nc"])]
    #[case(b"***** a\nb\r\n".as_slice(), &["***** a", "b\r"])]
    #[case(b"***** a\rb\rc".as_slice(), &["***** a", "b", "c"])]
    fn the_first_line_may_tell_without_a_tag(#[case] bytes: &[u8], #[case] expected: &[&str]) {
        let mut lines = Lines::of_first_line(Pieces(bytes, 3)).expect("memory can be read");
        let mut found = Vec::new();
        while let Some(line) = lines.next().expect("memory can be read") {
            found.push(String::from_utf8_lossy(line).into_owned());
        }
        assert_eq!(found, expected);
    }

    fn all(bytes: &[u8], piece: usize) -> Vec<Vec<u8>> {
        let mut lines = Lines::new(Pieces(bytes, piece)).expect("memory can be read");
        let mut found = Vec::new();
        while let Some(line) = lines.next().expect("memory can be read") {
            found.push(line.to_vec());
        }
        found
    }

    #[rstest]
    #[case(b"1CClientBankExchange\r\na\nb\r\nc".as_slice(), &["1CClientBankExchange", "a\nb", "c"])]
    #[case(b"1CClientBankExchange\na\r\nb".as_slice(), &["1CClientBankExchange", "a\r", "b"])]
    #[case(b"1CClientBankExchange\ra\rb\r".as_slice(), &["1CClientBankExchange", "a", "b"])]
    #[case(b"1CClientBankExchange".as_slice(), &["1CClientBankExchange"])]
    fn the_first_line_tells_the_ending(#[case] bytes: &[u8], #[case] expected: &[&str]) {
        for piece in [1, 2, 7, 1000] {
            let expected: Vec<Vec<u8>> = expected.iter().map(|line| line.as_bytes().to_vec()).collect();
            assert_eq!(all(bytes, piece), expected, "in pieces of {piece}");
        }
    }

    #[test]
    fn a_line_of_300_kilobytes_is_whole() {
        let mut bytes = b"1CClientBankExchange\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 300 * 1024));
        bytes.extend(b"\nend");
        let lines = all(&bytes, 1000);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [20, 300 * 1024, 3]);
    }

    #[test]
    fn an_endless_line_ends_in_an_error_and_little_memory() {
        let mut lines = Lines::new(io::repeat(b'x')).expect("it can be read");
        assert!(matches!(lines.next(), Err(LineFault::TooLong)));
        assert_eq!(lines.number(), 1);
        assert!(lines.buffer.len() <= 4 * LINE_MAX);
    }

    proptest! {
        #[test]
        fn lines_joined_are_the_text(text in "[a\\r\\n]{0,60}", piece in 1_usize..9) {
            let bytes = format!("1CClientBankExchange\n{text}");
            let expected: Vec<Vec<u8>> =
                bytes.strip_suffix('\n').unwrap_or(&bytes).split('\n').map(|line| line.as_bytes().to_vec()).collect();
            prop_assert_eq!(all(bytes.as_bytes(), piece), expected);
        }
    }
}
