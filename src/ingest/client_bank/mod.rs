//! 1CClientBankExchange: the text that banks write for 1C, read by the tolerant rules of 1C's own
//! reader and not by a grammar.
//!
//! Everything streams: a line at a time, a document at a time.

mod document;
mod fields;
mod statement;
mod tags;

#[cfg(test)]
mod tests;

use std::io::Read;

pub(super) use document::{currency_of, identity};
pub(super) use statement::account_number;

use self::document::Known;
use self::fields::{Damage, Fields};
use self::statement::Statement;
use self::tags::{Field, Tag, Tags};
use super::encoding::TextEncoding;
use super::lines::{self, Lines};
use super::tally::Tally;
use super::values::shortened;
use super::{Document, FileName, FileReport, Format, IngestError, ReadSettings};
use crate::model::Message;

/// Where in the file the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    BeforeStart,
    /// Header, account section, or between documents.
    Outside,
    InDocument,
    /// After `КонецФайла`: junk is passed over, documents are refused.
    AfterEnd,
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
        tags: Tags::new(encoding),
        others: [TextEncoding::Utf8, TextEncoding::Windows1251, TextEncoding::Cp866]
            .into_iter()
            .filter(|other| *other != encoding)
            .map(Tags::new)
            .collect(),
        statement: Statement::default(),
        fields: Fields::default(),
        place: Place::BeforeStart,
        tally: Tally::new(&name.short, Format::ClientBank, sink),
    };
    lines::read(Lines::new(input), name, |line, number| reader.line(line, number))?;
    Ok(reader.finish())
}

struct Reader<'a> {
    name: &'a FileName,
    encoding: TextEncoding,
    settings: &'a ReadSettings,
    tags: Tags,
    /// Names in the encodings that this file is not in.
    others: Vec<Tags>,
    statement: Statement,
    fields: Fields,
    place: Place,
    tally: Tally<'a>,
}

impl Reader<'_> {
    fn line(&mut self, line: &[u8], number: u64) -> Result<(), IngestError> {
        let (tag, value) = self.tags.split(line);
        if tag.is_none() && !line.is_ascii() {
            self.check_encoding(line, number)?;
        }
        match (self.place, tag) {
            (Place::BeforeStart, Some(Tag::Start)) => self.place = Place::Outside,
            (Place::AfterEnd, Some(Tag::Document)) => {
                self.tally.refuse(number, String::new(), Message::new("refused-after-end"));
            }
            (Place::BeforeStart | Place::AfterEnd, _) => {}
            (Place::InDocument, Some(Tag::OfDocument(field))) => self.fields.set(field, value),
            (Place::InDocument, Some(tag)) if !tag.is_section() => self.fields.end_value(),
            (Place::InDocument, None) => self.fields.add_line(line),
            (_, Some(Tag::OfAccount(field))) => self.statement.take(field, &self.encoding.decode(value)),
            (_, Some(tag)) if tag.is_section() => self.section(tag, number),
            (Place::Outside, _) | (Place::InDocument, Some(_)) => {}
        }
        self.check_line_ends(line, number)
    }

    /// A new section closes the one before it.
    fn section(&mut self, tag: Tag, number: u64) {
        self.end_document();
        if let Some(warning) = self.statement.close_section() {
            self.tally.warn(warning);
        }
        self.place = match tag {
            Tag::FileEnd => Place::AfterEnd,
            Tag::Document => {
                self.fields.begin(number);
                Place::InDocument
            }
            _ => Place::Outside,
        };
        if tag == Tag::Account {
            self.statement.open_section();
        }
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
        let made = match self.fields.damage {
            Some(Damage::TooLarge) => Err(Message::new("refused-too-large")),
            Some(Damage::SectionInValue) => Err(Message::new("refused-line-ends")),
            None => known.payment(&self.fields, &mut self.tally),
        };
        match made {
            Ok(payment) => {
                self.statement.add(&payment);
                self.tally.give_in_period(payment, self.statement.period());
            }
            Err(reason) => {
                let document = known.text(&self.fields, Field::Number);
                self.tally.refuse(self.fields.line, shortened(&document), reason);
            }
        }
    }

    /// A line that is no line of this file in its encoding, but one in another: from here on names
    /// and documents would pass unseen.
    fn check_encoding(&self, line: &[u8], number: u64) -> Result<(), IngestError> {
        let is_foreign = self.others.iter().any(|tags| tags.split(line).0.is_some_and(|tag| tag != Tag::Start));
        if is_foreign && self.place != Place::BeforeStart {
            let file = self.name.shown.clone();
            return Err(IngestError::MixedEncoding { file, line: number, encoding: self.encoding.name() });
        }
        Ok(())
    }

    /// In a CRLF file a lone LF belongs to the value. Where a section begins behind it, the file's
    /// line ends are mixed, or somebody wrote a document into a purpose: such a document is
    /// refused, and so is every one hidden in it.
    fn check_line_ends(&mut self, line: &[u8], number: u64) -> Result<(), IngestError> {
        if memchr::memchr(b'\n', line).is_none() || matches!(self.place, Place::BeforeStart) {
            return Ok(());
        }
        for hidden in line.split(|byte| *byte == b'\n').skip(1) {
            match self.tags.split(hidden).0 {
                Some(tag) if !tag.is_section() => {}
                None => {}
                Some(_) if self.place == Place::Outside => {
                    return Err(IngestError::MixedLineEnds { file: self.name.shown.clone(), line: number });
                }
                Some(tag) => {
                    self.fields.damage = Some(Damage::SectionInValue);
                    if tag == Tag::Document {
                        self.tally.refuse(number, String::new(), Message::new("refused-line-ends"));
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(mut self) -> FileReport {
        if self.place == Place::InDocument {
            // Nobody knows whether the file breaks off inside this document.
            let document = self.encoding.decode(self.fields.get(Field::Number)).into_owned();
            let number = shortened(&crate::text::harmless_line(&document));
            self.tally.refuse(self.fields.line, number, Message::new("refused-unterminated"));
        }
        if let Some(warning) = self.statement.close_section() {
            self.tally.warn(warning);
        }
        if self.place != Place::AfterEnd {
            self.tally.report.complete = false;
            self.tally.warn(Message::new("warning-no-end"));
        }
        for warning in self.statement.total_warnings() {
            self.tally.warn(warning);
        }
        self.tally.report.period = self.statement.period();
        self.tally.report.own.account =
            self.statement.account().map(str::to_owned).or_else(|| self.tally.report.own.account.take());
        self.tally.finish()
    }
}
