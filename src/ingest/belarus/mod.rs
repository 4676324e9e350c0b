//! The statement text of Belarusian client-bank programs: `^Key=Value^` lines under a first line
//! with the type (3, 4, 5, 400, 600) and the account. There is no public grammar; the rules are
//! those that hold in the statements of all banks seen.
//!
//! Everything streams: a line at a time, a document at a time. A file may hold several statements.

mod document;
mod fields;
mod keys;
mod statement;

#[cfg(test)]
mod tests;

use std::io::Read;

use self::document::Known;
use self::fields::{Field, Fields};
use self::keys::{Key, Line};
use self::statement::Statement;
use super::encoding::TextEncoding;
use super::lines::{self, Lines};
use super::tally::Tally;
use super::values::shortened;
use super::{Document, FileName, FileReport, Format, IngestError, LooksLike, ReadSettings};
use crate::model::Message;

/// Where in the file the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Header, totals, or between documents.
    Outside,
    InDocument,
    /// After `####`: junk is passed over, documents are refused.
    AfterEnd,
}

/// A value whose closing `^` has not come yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    Needed(Field),
    Unneeded,
}

/// Reads a whole file.
pub(super) fn read(
    name: &FileName,
    input: impl Read,
    encoding: TextEncoding,
    settings: &ReadSettings,
    sink: &mut dyn FnMut(Document),
) -> Result<FileReport, IngestError> {
    let mut reader = Reader {
        name,
        encoding,
        settings,
        is_ascii: true,
        statement: Statement::default(),
        leader: None,
        fields: Fields::default(),
        open: Open::No,
        // Until the first line is read no statement is open: nothing is missing at its end.
        place: Place::AfterEnd,
        tally: Tally::new(&name.short, Format::BelarusClientBank, sink),
    };
    lines::read(Lines::of_first_line(input), name, |line, number| reader.line(line, number))?;
    Ok(reader.finish())
}

struct Reader<'a> {
    name: &'a FileName,
    encoding: TextEncoding,
    settings: &'a ReadSettings,
    /// Whether every line up to now was ASCII, so that the encoding is not settled.
    is_ascii: bool,
    statement: Statement,
    /// The field that a bank begins its documents with, told by the first one.
    leader: Option<Field>,
    fields: Fields,
    open: Open,
    place: Place,
    tally: Tally<'a>,
}

impl Reader<'_> {
    fn line(&mut self, line: &[u8], number: u64) -> Result<(), IngestError> {
        self.settle_encoding(line);
        let kind = Line::of(line);
        let was_open = std::mem::replace(&mut self.open, Open::No);
        if was_open != Open::No && self.place == Place::InDocument {
            self.check_open(kind, number)?;
        }
        match kind {
            Line::Start => self.start(line)?,
            Line::End => {
                self.end_statement();
                self.place = Place::AfterEnd;
            }
            Line::Value { key: Key::OfDocument(field), value, is_closed } => {
                self.of_document(field, value, number);
                self.open = if is_closed { Open::No } else { Open::Needed(field) };
            }
            Line::Value { key: Key::AfterDocuments(fact), value, is_closed } => {
                self.end_document();
                if is_closed {
                    self.statement.take(fact, &self.encoding.decode(value));
                }
            }
            Line::Value { key: Key::OfStatement(fact), value, .. } => {
                self.statement.take(fact, &self.encoding.decode(value));
            }
            Line::Value { key: Key::Unneeded, is_closed, .. } => {
                self.open = if is_closed { Open::No } else { Open::Unneeded };
            }
            Line::Other => self.more(was_open, line),
        }
        self.check_line_ends(line, number)
    }

    /// A file that begins in Latin letters tells its encoding only where Cyrillic ones begin.
    fn settle_encoding(&mut self, line: &[u8]) {
        if !self.is_ascii || line.is_ascii() {
            return;
        }
        self.is_ascii = false;
        if self.encoding == TextEncoding::Utf8 {
            self.encoding = TextEncoding::of_prefix(line, true);
        }
    }

    fn start(&mut self, line: &[u8]) -> Result<(), IngestError> {
        self.cut_statement();
        let text = self.encoding.decode(line);
        self.statement = Statement::begin(&text).ok_or_else(|| IngestError::NotPayments {
            file: self.name.shown.clone(),
            looks_like: LooksLike::BelarusClientBank,
        })?;
        let own = self.statement.own();
        self.tally.report.own.account.get_or_insert(own.account.unwrap_or_default());
        self.leader = None;
        self.place = Place::Outside;
        Ok(())
    }

    /// The leading field, or a second number or date in one document, begins a document.
    fn of_document(&mut self, field: Field, value: &[u8], number: u64) {
        let may_lead = matches!(field, Field::Date | Field::Number);
        let begins =
            may_lead && (self.place != Place::InDocument || self.leader == Some(field) || self.fields.has(field));
        if begins && self.place == Place::AfterEnd {
            if *self.leader.get_or_insert(field) == field {
                self.tally.refuse(number, String::new(), Message::new("refused-after-end"));
            }
            return;
        }
        if begins {
            self.end_document();
            self.leader.get_or_insert(field);
            self.fields.begin(number);
            self.place = Place::InDocument;
        }
        if self.place == Place::InDocument {
            self.fields.set(field, value);
        }
    }

    /// A line that is no `^Key=Value^` belongs to the value that is still open.
    fn more(&mut self, was_open: Open, line: &[u8]) {
        let (rest, is_closed) = match line.trim_ascii_end().strip_suffix(b"^") {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        if let Open::Needed(field) = was_open
            && self.place == Place::InDocument
        {
            self.fields.add_line(field, rest);
        }
        self.open = if is_closed { Open::No } else { was_open };
    }

    fn end_document(&mut self) {
        if self.place != Place::InDocument {
            return;
        }
        self.place = Place::Outside;
        let known = Known {
            encoding: self.encoding,
            statement: &self.statement,
            settings: self.settings,
            file: &self.name.short,
        };
        let made = match self.fields.damage.take() {
            Some(damage) => Err(damage),
            None => known.payment(&self.fields, &mut self.tally),
        };
        match made {
            Ok(payment) => {
                self.statement.add(&payment);
                if payment.amount.amount.is_zero() {
                    // A revaluation is dated by the day before: it lies in no period asked for.
                    self.tally.give(payment);
                } else {
                    self.tally.give_in_period(payment, self.statement.period());
                }
            }
            Err(reason) => {
                let document = known.text(&self.fields, Field::Number);
                self.tally.refuse(self.fields.line, shortened(&document), reason);
            }
        }
    }

    fn end_statement(&mut self) {
        self.end_document();
        if self.place == Place::AfterEnd {
            return;
        }
        for warning in self.statement.warnings() {
            self.tally.warn(warning);
        }
        let period = &mut self.tally.report.period;
        *period = match (*period, self.statement.period()) {
            (Some(before), Some(this)) => Some((before.0.min(this.0), before.1.max(this.1))),
            (before, this) => before.or(this),
        };
        if self.tally.report.own.name.is_empty() {
            self.tally.report.own = self.statement.own();
        }
    }

    /// Ends a statement that has no last line: nobody knows whether its last document is whole.
    fn cut_statement(&mut self) {
        if self.place == Place::AfterEnd {
            return;
        }
        if self.place == Place::InDocument {
            let text = crate::text::harmless_line(&self.encoding.decode(self.fields.get(Field::Number)));
            self.tally.refuse(self.fields.line, shortened(&text), Message::new("refused-unterminated"));
            self.place = Place::Outside;
        }
        self.tally.report.complete = false;
        self.tally.warn(Message::new("warning-no-end"));
        self.end_statement();
        self.place = Place::AfterEnd;
    }

    /// After a value that nothing closed, another value of the same document may be a payer's
    /// text: the document is refused. Where a document would begin or end there, they cannot be
    /// told apart at all.
    fn check_open(&mut self, kind: Line<'_>, number: u64) -> Result<(), IngestError> {
        match kind {
            Line::Other | Line::Value { key: Key::Unneeded, .. } => Ok(()),
            Line::Value { key: Key::OfDocument(field), .. } if !matches!(field, Field::Date | Field::Number) => {
                self.fields.damage = Some(Message::new("refused-line-ends"));
                Ok(())
            }
            _ => Err(IngestError::MixedLineEnds { file: self.name.shown.clone(), line: number }),
        }
    }

    /// In a CRLF file a lone LF belongs to the value. Where a line of the format begins behind it,
    /// the line ends are mixed, or somebody wrote it into a purpose: the document is refused, and
    /// so is every one hidden in it.
    fn check_line_ends(&mut self, line: &[u8], number: u64) -> Result<(), IngestError> {
        if memchr::memchr(b'\n', line).is_none() {
            return Ok(());
        }
        for hidden in line.split(|byte| *byte == b'\n').skip(1) {
            match Line::of(hidden) {
                Line::Other | Line::Value { key: Key::Unneeded, .. } => {}
                _ if self.place == Place::Outside => {
                    return Err(IngestError::MixedLineEnds { file: self.name.shown.clone(), line: number });
                }
                kind => {
                    self.fields.damage = Some(Message::new("refused-line-ends"));
                    if matches!(kind, Line::Value { key: Key::OfDocument(field), .. } if self.leader == Some(field)) {
                        self.tally.refuse(number, String::new(), Message::new("refused-line-ends"));
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(mut self) -> FileReport {
        self.cut_statement();
        self.tally.finish()
    }
}
