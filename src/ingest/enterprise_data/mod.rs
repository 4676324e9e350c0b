//! `EnterpriseData` XML, all versions by local name: documents of 1C itself, with the contracts
//! that 1C knows.
//!
//! [`source`] gives checked text, [`scanner`] cuts it into pieces, [`Walk`] follows them and makes an
//! error of half a file, deep nesting, undeclared entities and what else may not be taken.
//! Nothing is kept but the open document.

mod document;
mod kinds;
mod names;
mod scanner;
mod shape;
mod source;

#[cfg(test)]
mod tests;

use std::io::Read;

use quick_xml::events::{BytesRef, BytesStart};

use self::document::OpenDocument;
use self::names::Names;
use self::scanner::{Piece, Scanner, Tag};
use self::shape::Node;
use self::source::{EVENT_MAX, Stop};
use super::tally::Tally;
use super::{Document, FileName, FileReport, Format, IngestError, LooksLike, XmlFault};
use crate::model::{Message, PaymentId};

/// Elements inside each other; documents of the format stay below 15.
const DEPTH_MAX: usize = 64;
/// The newest version whose fields are known here: 1.21.
const NEWEST: (u32, u32) = (1, 21);

/// Reads a whole file.
pub(super) fn read(
    name: &FileName,
    input: impl Read,
    sink: &mut dyn FnMut(Document),
) -> Result<FileReport, IngestError> {
    let mut scanner = Scanner::new(input);
    let mut walk = Walk::new(name, Tally::new(&name.short, Format::EnterpriseData, sink));
    loop {
        let piece = match scanner.next(walk.wants_text()) {
            Ok(Piece::End) => return walk.finish().map_err(|fault| xml_error(name, scanner.line(), fault)),
            Ok(piece) => piece,
            Err(stop) => return Err(stopped(name, &scanner, stop)),
        };
        if let Err(fault) = walk.step(&scanner, &piece) {
            return Err(if walk.is_foreign {
                let looks_like = LooksLike::OtherXml("Message".to_owned());
                IngestError::NotPayments { file: name.shown.clone(), looks_like }
            } else {
                xml_error(name, scanner.line(), fault)
            });
        }
    }
}

fn xml_error(name: &FileName, line: u64, fault: XmlFault) -> IngestError {
    IngestError::Xml { file: name.shown.clone(), line, fault }
}

/// What stopped the scanner: the stream below, or the XML.
fn stopped<R: Read>(name: &FileName, scanner: &Scanner<R>, stop: Stop) -> IngestError {
    let fault = match stop {
        Stop::Io(source) => return IngestError::Unreadable { file: name.shown.clone(), source },
        Stop::Fault(fault) => fault,
        // Half a letter at the very end: the file was cut, or something stands behind its end.
        Stop::HalfLetter if scanner.is_inside() => XmlFault::Cut,
        Stop::HalfLetter => XmlFault::Encoding,
    };
    xml_error(name, scanner.line(), fault)
}

/// Where the reader stands in the file, and what it holds.
struct Walk<'a> {
    file: &'a str,
    tally: Tally<'a>,
    /// The open elements, the root first. Children of a passed-over element are only counted.
    path: Vec<Node>,
    passed_over: usize,
    document: OpenDocument,
    names: Names,
    format: String,
    deleted: String,
    has_root: bool,
    has_body: bool,
    /// A `Message` of another format.
    is_foreign: bool,
}

impl<'a> Walk<'a> {
    fn new(name: &'a FileName, tally: Tally<'a>) -> Self {
        Self {
            file: &name.short,
            tally,
            path: Vec::with_capacity(DEPTH_MAX),
            passed_over: 0,
            document: OpenDocument::new(),
            names: Names::default(),
            format: String::new(),
            deleted: String::new(),
            has_root: false,
            has_body: false,
            is_foreign: false,
        }
    }

    /// Whether a text that comes next says anything.
    fn wants_text(&self) -> bool {
        self.passed_over == 0
            && matches!(self.path.last(), None | Some(Node::Leaf(_) | Node::Format | Node::DeletedGuid))
    }

    fn step<R: Read>(&mut self, scanner: &Scanner<R>, piece: &Piece) -> Result<(), XmlFault> {
        match piece {
            Piece::Open(tag) => self.open_tag(scanner, tag),
            Piece::Empty(tag) => {
                self.open_tag(scanner, tag)?;
                self.close();
                Ok(())
            }
            Piece::Leaf(tag, text) => {
                self.open_tag(scanner, tag)?;
                if self.wants_text() {
                    self.add(scanner.text(text))?;
                }
                self.close();
                Ok(())
            }
            Piece::Close => {
                self.close();
                Ok(())
            }
            Piece::Text(text) => self.text(scanner.text(text)),
            Piece::CharacterData(text) => self.character_data(scanner.text(text)),
            Piece::Reference(reference) => self.reference(&BytesRef::new(scanner.text(reference))),
            Piece::End => Ok(()),
        }
    }

    fn open_tag<R: Read>(&mut self, scanner: &Scanner<R>, tag: &Tag) -> Result<(), XmlFault> {
        let content = BytesStart::from_content(scanner.text(&tag.content), tag.name);
        self.open(&content, || scanner.line_of(tag))
    }

    fn open(&mut self, tag: &BytesStart<'_>, line: impl FnOnce() -> u64) -> Result<(), XmlFault> {
        if self.path.len() + self.passed_over >= DEPTH_MAX {
            return Err(XmlFault::TooDeep);
        }
        let full = tag.name().into_inner();
        let has_attributes = full.len() != tag.len();
        if has_attributes {
            names::check_attributes(tag)?;
        }
        if self.passed_over > 0 {
            self.passed_over += 1;
            return Ok(());
        }
        let (prefix, local) = names::split(full);
        let Some(parent) = self.path.last().copied() else { return self.open_root(tag, local) };
        if matches!(parent, Node::Root | Node::Header) {
            let node = shape::child(parent, local);
            if node == Node::Body {
                self.open_body(tag, prefix)?;
            }
            self.enter(node);
            return Ok(());
        }
        if !self.names.belongs(prefix, tag, has_attributes)? {
            self.enter(Node::Skipped);
            return Ok(());
        }
        let node = if parent == Node::Body { self.open_object(local, line) } else { shape::child(parent, local) };
        match node {
            Node::Leaf(slot) if !self.document.open(slot) => {
                self.enter(Node::Skipped);
                return Ok(());
            }
            Node::Row => self.document.begin_row(),
            Node::DeletedGuid => self.deleted.clear(),
            _ => {}
        }
        self.enter(node);
        Ok(())
    }

    fn enter(&mut self, node: Node) {
        if node == Node::Skipped {
            self.passed_over = 1;
        } else {
            self.path.push(node);
        }
    }

    fn open_root(&mut self, tag: &BytesStart<'_>, local: &str) -> Result<(), XmlFault> {
        if std::mem::replace(&mut self.has_root, true) {
            return Err(XmlFault::TrailingGarbage);
        }
        if local != "Message" {
            return Err(XmlFault::NoBody);
        }
        self.names.declare(tag)?;
        self.enter(Node::Root);
        Ok(())
    }

    fn open_body(&mut self, tag: &BytesStart<'_>, prefix: &str) -> Result<(), XmlFault> {
        if std::mem::replace(&mut self.has_body, true) {
            return Err(XmlFault::TrailingGarbage);
        }
        let namespace = self.names.open_body(tag, prefix)?;
        if !self.format.contains(names::FORMAT) && !namespace.contains(names::FORMAT) {
            self.is_foreign = true;
            return Err(XmlFault::NoBody);
        }
        let version = names::version(&self.format).or_else(|| names::version(&namespace));
        match version {
            None => self.tally.warn(Message::new("warning-no-version")),
            Some(version) if version > NEWEST => {
                let text = format!("{}.{}", version.0, version.1);
                self.tally.warn(Message::new("warning-newer-version").with("version", text));
            }
            Some(_) => {}
        }
        Ok(())
    }

    fn open_object(&mut self, local: &str, line: impl FnOnce() -> u64) -> Node {
        if let Some(document) = local.strip_prefix("Документ.") {
            self.document.begin(line(), document, kinds::of_document(document));
            return Node::Document;
        }
        if local == "УдалениеОбъекта" {
            return Node::Deletion;
        }
        self.tally.report.other_objects += 1;
        Node::Skipped
    }

    fn close(&mut self) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        match self.path.pop() {
            Some(Node::Row) => self.document.end_row(),
            Some(Node::Document) if self.path.last() == Some(&Node::Body) => self.end_document(),
            Some(Node::DeletedGuid) => {
                let guid = self.deleted.trim();
                if uuid::Uuid::try_parse(guid).is_ok() {
                    self.tally.report.deleted.push(PaymentId::of_document(guid));
                }
            }
            _ => {}
        }
    }

    fn end_document(&mut self) {
        match self.document.payment(self.file, &mut self.tally) {
            Ok(payment) => self.tally.give(payment),
            Err(reason) => self.tally.refuse(self.document.line, self.document.number(), reason),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), XmlFault> {
        if self.path.is_empty() {
            let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
            return match (is_blank, self.has_root) {
                (true, _) => Ok(()),
                (false, true) => Err(XmlFault::TrailingGarbage),
                (false, false) => Err(XmlFault::Syntax("text before the root element".to_owned())),
            };
        }
        self.add(text)
    }

    /// CDATA may stand only inside the root element.
    fn character_data(&mut self, text: &str) -> Result<(), XmlFault> {
        if self.path.is_empty() {
            return Err(XmlFault::TrailingGarbage);
        }
        self.add(text)
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), XmlFault> {
        let letter = names::resolve(reference)?;
        if self.path.is_empty() {
            return Err(XmlFault::TrailingGarbage);
        }
        self.add(letter.encode_utf8(&mut [0; 4]))
    }

    /// Adds text to the open value. References and CDATA come in pieces, so the whole is bounded
    /// here once more.
    fn add(&mut self, text: &str) -> Result<(), XmlFault> {
        if self.passed_over > 0 {
            return Ok(());
        }
        let length = match self.path.last() {
            Some(Node::Leaf(slot)) => self.document.add(*slot, text),
            Some(Node::Format) => {
                self.format.push_str(text);
                self.format.len()
            }
            Some(Node::DeletedGuid) => {
                self.deleted.push_str(text);
                self.deleted.len()
            }
            _ => 0,
        };
        if length > EVENT_MAX { Err(XmlFault::TooLong) } else { Ok(()) }
    }

    fn finish(self) -> Result<FileReport, XmlFault> {
        if !self.path.is_empty() || !self.has_root {
            return Err(XmlFault::Cut);
        }
        if !self.has_body {
            return Err(XmlFault::NoBody);
        }
        Ok(self.tally.finish())
    }
}
