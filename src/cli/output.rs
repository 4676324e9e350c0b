//! The one way to standard output and standard error: lines and JSON Lines without control
//! characters, and a reader that went away (`| head`) taken for what it is: no error.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::lang::Texts;
use crate::model::Message;
use crate::text::harmless;

/// Where a command prints.
pub struct Output<'output> {
    results: BufWriter<Box<dyn Write + 'output>>,
    errors: Box<dyn Write + 'output>,
    reader_left: bool,
}

impl Output<'static> {
    /// The streams of the process.
    #[must_use]
    pub fn of_process() -> Self {
        Self::new(io::stdout(), io::stderr())
    }
}

impl<'output> Output<'output> {
    /// Two streams: for results, and for what went wrong.
    #[must_use]
    pub fn new(results: impl Write + 'output, errors: impl Write + 'output) -> Self {
        Self { results: BufWriter::new(Box::new(results)), errors: Box::new(errors), reader_left: false }
    }

    /// Prints a text as it is, apart from control characters, which become visible.
    ///
    /// # Errors
    /// What the system says, except that nobody reads any more.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(harmless(text).trim_end_matches('\n').as_bytes())
    }

    /// Prints a question and stays on its line, so that the answer is typed behind it.
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn prompt(&mut self, text: &str) -> io::Result<()> {
        if !self.reader_left {
            let written = self.results.write_all(harmless(text).as_bytes());
            self.forgive(written)?;
        }
        self.flush()
    }

    /// Prints a phrase.
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn say(&mut self, texts: &Texts, message: &Message) -> io::Result<()> {
        self.line(&texts.words(message))
    }

    /// Prints a value as one line of JSON. What is printed has been made harmless where it came
    /// in, and JSON escapes the rest.
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let line = serde_json::to_vec(value)?;
        self.write(&line)
    }

    /// Prints a phrase about something that went wrong, on standard error. A standard error that
    /// is gone leaves nobody to be told so.
    pub fn complain(&mut self, texts: &Texts, message: &Message) {
        self.complain_line(&texts.words(message));
    }

    /// As [`Self::complain`], for a text.
    pub fn complain_line(&mut self, text: &str) {
        drop(self.flush());
        drop(writeln!(self.errors, "{}", harmless(text)));
    }

    /// Sends what is buffered.
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn flush(&mut self) -> io::Result<()> {
        let flushed = if self.reader_left { Ok(()) } else { self.results.flush() };
        self.forgive(flushed)
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        if self.reader_left {
            return Ok(());
        }
        let written = self.results.write_all(line).and_then(|()| self.results.write_all(b"\n"));
        self.forgive(written)
    }

    fn forgive(&mut self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.reader_left = true;
                Ok(())
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Refusing(io::ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn control_characters_are_made_visible_on_both_streams() {
        let (mut results, mut errors) = (Vec::new(), Vec::new());
        let mut output = Output::new(&mut results, &mut errors);
        output.line("Иванов\u{1b}[31m").unwrap();
        output.complain_line("\u{9b}2J");
        output.flush().unwrap();
        drop(output);
        assert_eq!(String::from_utf8(results).unwrap(), "Иванов␛[31m\n");
        assert_eq!(String::from_utf8(errors).unwrap(), "‹U+009B›2J\n");
    }

    #[test]
    fn a_reader_that_left_is_no_error() {
        let mut output = Output::new(Refusing(io::ErrorKind::BrokenPipe), io::sink());
        output.line("one").unwrap();
        output.flush().unwrap();
        output.line("two").unwrap();
        output.flush().unwrap();
    }

    #[test]
    fn a_full_disk_is_an_error() {
        let mut output = Output::new(Refusing(io::ErrorKind::StorageFull), io::sink());
        output.line("one").unwrap();
        assert_eq!(output.flush().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
