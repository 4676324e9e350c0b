//! Answers as they are typed: line by line, a secret without being shown. Piped answers are taken
//! in the same way.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, StdinLock};

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

/// The longest answer that is taken in, in bytes.
const LONGEST: u64 = 4096;

/// Where answers come from.
pub(in crate::cli) trait Keyboard {
    /// The next answer without its end of line; `None` where there are no more.
    fn line(&mut self) -> io::Result<Option<String>>;

    /// From here on nothing that is typed is shown, until what this gives is dropped. It stands before the
    /// question: who pastes is faster than whoever would hide it after.
    fn hide(&self) -> io::Result<Option<Hiding>> {
        Ok(None)
    }

    /// The next answer while it is hidden.
    fn hidden(&mut self, _hiding: Option<&Hiding>) -> io::Result<Option<String>> {
        self.line()
    }

    /// Whether the end of a line is seen on the screen when it is typed.
    fn shows_line_ends(&self) -> bool {
        false
    }
}

/// Standard input.
#[derive(Debug)]
pub(in crate::cli) struct StandardInput {
    input: StdinLock<'static>,
    is_terminal: bool,
}

impl StandardInput {
    pub(in crate::cli) fn of_process() -> Self {
        let input = io::stdin();
        Self { is_terminal: input.is_terminal(), input: input.lock() }
    }
}

impl Keyboard for StandardInput {
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        if self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        Ok(Some(text(&bytes)))
    }

    fn hide(&self) -> io::Result<Option<Hiding>> {
        self.is_terminal.then(Hiding::begin).transpose()
    }

    fn hidden(&mut self, hiding: Option<&Hiding>) -> io::Result<Option<String>> {
        if hiding.is_none() {
            return self.line();
        }
        Ok(typed(self.input.by_ref().bytes())?.map(|bytes| text(&bytes)))
    }

    fn shows_line_ends(&self) -> bool {
        self.is_terminal
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// Puts a line together from single keys, with the keys that take letters back; `None` where the
/// person gives up.
fn typed(keys: impl Iterator<Item = io::Result<u8>>) -> io::Result<Option<Vec<u8>>> {
    const STOP: u8 = 0x03;
    const END: u8 = 0x04;
    const BACKSPACES: [u8; 2] = [0x08, 0x7f];
    const CLEAR: u8 = 0x15;
    let mut line = Vec::new();
    for key in keys {
        match key? {
            b'\n' | b'\r' => return Ok(Some(line)),
            STOP => return Ok(None),
            END if line.is_empty() => return Ok(None),
            key if BACKSPACES.contains(&key) => {
                line.pop();
            }
            CLEAR => line.clear(),
            key if (line.len() as u64) < LONGEST => line.push(key),
            _ => {}
        }
    }
    Ok(None)
}

/// A terminal that shows nothing of what is typed, until this is dropped. Keys come one by one and
/// those that would stop the program come as keys, so that the terminal is never left like this.
pub(in crate::cli) struct Hiding {
    before: Termios,
}

impl Hiding {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut hiding = before.clone();
        hiding.local_modes &= !(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG);
        hiding.special_codes[SpecialCodeIndex::VMIN] = 1;
        hiding.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(io::stdin(), OptionalActions::Drain, &hiding)?;
        Ok(Self { before })
    }
}

impl Drop for Hiding {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing any more.
        let _gone = tcsetattr(io::stdin(), OptionalActions::Drain, &self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(keys: &[u8]) -> Option<Vec<u8>> {
        typed(keys.iter().map(|key| Ok(*key))).unwrap()
    }

    #[test]
    fn letters_can_be_taken_back() {
        assert_eq!(line(b"ab\x7fc\n"), Some(b"ac".to_vec()));
        assert_eq!(line(b"ab\x15c\r"), Some(b"c".to_vec()));
        assert_eq!(line(b"\x7f\n"), Some(Vec::new()));
    }

    #[test]
    fn giving_up_is_no_answer() {
        for keys in [&b"ab\x03\n"[..], b"\x04", b"ab", b""] {
            assert_eq!(line(keys), None, "{keys:?}");
        }
        assert_eq!(line(b"a\x04b\n"), Some(b"a\x04b".to_vec()), "only an empty line ends so");
    }
}
