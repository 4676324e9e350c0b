//! The one way to standard output and standard error: lines and JSON Lines without control
//! characters, and a reader that went away (`| head`) taken for what it is: no error.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::console::terminal::terminal_columns;
use crate::lang::Texts;
use crate::model::Message;
use crate::text::{harmless, wrap};

/// Where a command prints.
pub struct Output<'output> {
    results: BufWriter<Box<dyn Write + 'output>>,
    errors: Box<dyn Write + 'output>,
    reader_left: bool,
    columns: Columns,
}

/// Cells in a line of the terminals behind the streams; none where no terminal is.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    results: Option<usize>,
    errors: Option<usize>,
}

impl Output<'static> {
    /// The streams of the process.
    #[must_use]
    pub fn of_process() -> Self {
        let cells = |is_terminal: bool| terminal_columns().filter(|columns| is_terminal && *columns >= NARROWEST);
        let columns = Columns { results: cells(io::stdout().is_terminal()), errors: cells(io::stderr().is_terminal()) };
        Self { columns, ..Self::new(io::stdout(), io::stderr()) }
    }
}

impl<'output> Output<'output> {
    /// Two streams: for results, and for what went wrong.
    #[must_use]
    pub fn new(results: impl Write + 'output, errors: impl Write + 'output) -> Self {
        let results: BufWriter<Box<dyn Write + 'output>> = BufWriter::new(Box::new(results));
        Self { results, errors: Box::new(errors), reader_left: false, columns: Columns::default() }
    }

    /// Prints a text as it is, apart from control characters, which become visible.
    ///
    /// # Errors
    /// What the system says, except that nobody reads any more.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(harmless(text).trim_end_matches('\n').as_bytes())
    }

    /// Prints sentences: as [`Self::line`], and on a terminal broken between words.
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn paragraph(&mut self, text: &str) -> io::Result<()> {
        let text = broken(&harmless(text), self.columns.results);
        self.write(text.trim_end_matches('\n').as_bytes())
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
        self.paragraph(&texts.words(message))
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
        drop(writeln!(self.errors, "{}", broken(&harmless(text), self.columns.errors)));
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

/// Cells below which breaking a text makes it no more readable.
const NARROWEST: usize = 20;

/// A text with its lines broken between words where they are wider than a terminal. What goes on
/// stands below where the line began: behind its blanks and a mark such as «✓».
fn broken(text: &str, columns: Option<usize>) -> String {
    let Some(columns) = columns else { return text.to_owned() };
    let lines = text.split('\n').flat_map(|line| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let begun = line.trim_start_matches(' ');
        let has_mark = begun.chars().nth(1) == Some(' ') && !begun.starts_with(char::is_alphanumeric);
        let indent = " ".repeat(blanks + if has_mark { 2 } else { 0 });
        let room = columns.saturating_sub(indent.len()).max(NARROWEST / 2);
        // A command is copied: a line break in it would make two of it.
        let (told, command) = if line.width() > room { split_command(line) } else { (line, None) };
        let pieces = wrap(told, room);
        let pieces = pieces.into_iter().filter_map(|piece| told.get(piece)).chain(command);
        let pieces: Vec<&str> = pieces.collect();
        let shown = |(at, piece): (usize, &str)| if at == 0 { piece.to_owned() } else { format!("{indent}{piece}") };
        pieces.into_iter().enumerate().map(shown).collect::<Vec<String>>()
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// A line that ends in a command («…: sverka …»), taken apart before it.
fn split_command(line: &str) -> (&str, Option<&str>) {
    const BEFORE: &str = ": ";
    let Some((at, _)) = line.rmatch_indices(": sverka ").next() else { return (line, None) };
    let (told, command) = line.split_at(at + BEFORE.len());
    // Where the sentence goes on behind it the command is named, not told; what stands in quotes is a path.
    let bare: String = command.split('\'').step_by(2).collect();
    let goes_on = [". ", ", ", "; ", ") "].iter().any(|end| bare.contains(end));
    if goes_on { (line, None) } else { (told.trim_end(), Some(command)) }
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
    fn sentences_are_broken_between_words_and_go_on_below_their_beginning() {
        let told = "✓ Журнал действий: цел, 452 записи\n  с отступом и длиннее двадцати пяти клеток";
        let expected = "✓ Журнал действий: цел,\n  452 записи\n  с отступом и длиннее\n  двадцати пяти клеток";
        assert_eq!(broken(told, Some(25)), expected);
        assert_eq!(broken(told, None), told);
    }

    #[test]
    fn a_command_at_the_end_stands_on_a_line_of_its_own_and_whole() {
        let command = "sverka state restore --state '/srv/очень. длинный/путь' /srv/очень/длинный/путь/2026-11-22.zip";
        let told = format!("Верните данные из резервной копии: {command}");
        assert_eq!(broken(&told, Some(25)), format!("Верните данные из\nрезервной копии:\n{command}"));
        let marked = format!("✗ {told}");
        assert_eq!(broken(&marked, Some(80)), format!("✗ Верните данные из резервной копии:\n  {command}"));
        let named = "Загрузите реестр: sverka crm import РЕЕСТР. Строки скажут сами.";
        assert_eq!(broken(named, Some(40)), "Загрузите реестр: sverka crm import\nРЕЕСТР. Строки скажут сами.");
        assert_eq!(broken("Команды: sverka keys", Some(40)), "Команды: sverka keys");
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
