//! The text of an XML file cut into pieces: tags, texts, references. What a piece says is not
//! judged here, only that it has an end and that every element is closed by its own name.
//!
//! The rules are those of quick-xml 0.42, which gives the words of the errors and reads attributes; a
//! test holds both against each other. What is won by cutting here: nothing is copied, a letter
//! is checked once, an element with a text and nothing else is one piece, and a text that nobody
//! wants is passed over.

use std::io::Read;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memchr3};
use quick_xml::errors::IllFormedError;
use quick_xml::parser::{ElementParser, Parser as _};

use super::source::{Source, Stop};
use crate::ingest::XmlFault;
use crate::text::harmless_line;

/// A place in the window, to be read with [`Scanner::text`] before the next piece.
pub(super) type Place = Range<usize>;

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// What stands between the angle brackets: the name, then attributes. Without the last slash.
    pub(super) content: Place,
    /// Bytes of the name.
    pub(super) name: usize,
}

/// A piece of XML. Comments, processing instructions and the declaration are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A start tag.
    Open(Tag),
    /// A tag that is closed in itself: `<name/>`.
    Empty(Tag),
    /// An element with a text in it and nothing else.
    Leaf(Tag, Place),
    /// The end tag of the element that was opened last.
    Close,
    /// A text without references.
    Text(Place),
    /// The inside of a CDATA section.
    CharacterData(Place),
    /// The inside of `&…;`.
    Reference(Place),
    /// The file ends here; elements may still be open.
    End,
}

/// Cuts a stream into pieces.
pub(super) struct Scanner<R> {
    source: Source<R>,
    /// Names of the open elements, one behind the other, and where each begins.
    names: String,
    starts: Vec<usize>,
}

impl<R: Read> Scanner<R> {
    pub(super) fn new(input: R) -> Self {
        Self { source: Source::new(input), names: String::new(), starts: Vec::new() }
    }

    /// The text at a place of the last piece.
    pub(super) fn text(&self, place: &Place) -> &str {
        self.source.text(place.clone())
    }

    /// The line on which the last piece ends, from 1.
    pub(super) fn line(&self) -> u64 {
        self.source.line()
    }

    /// The line on which a tag of the last piece ends, from 1.
    pub(super) fn line_of(&self, tag: &Tag) -> u64 {
        self.source.line_at(tag.content.end)
    }

    /// Whether an element is open.
    pub(super) const fn is_inside(&self) -> bool {
        !self.starts.is_empty()
    }

    /// The next piece. Texts between elements are passed over unless they are wanted.
    ///
    /// # Errors
    /// What broke the stream or the XML; nothing may be read after that.
    pub(super) fn next(&mut self, wants_text: bool) -> Result<Piece, Stop> {
        loop {
            match self.source.rest().as_bytes() {
                [] => {
                    if !self.source.more()? {
                        return Ok(Piece::End);
                    }
                }
                [b'<', b'/', ..] => return self.end_tag(),
                [b'<', b'!', ..] => {
                    if let Some(data) = self.bang()? {
                        return Ok(Piece::CharacterData(data));
                    }
                }
                [b'<', b'?', ..] => self.instruction()?,
                [b'<', _, ..] => return self.start_tag(),
                [b'<'] => self.want_more()?,
                [b'&', ..] => return self.reference(),
                _ => {
                    let text = self.text_piece()?;
                    if wants_text {
                        return Ok(Piece::Text(text));
                    }
                }
            }
        }
    }

    fn text_piece(&mut self) -> Result<Place, Stop> {
        let mut searched = 0;
        loop {
            let rest = self.source.rest().as_bytes();
            let fresh = rest.get(searched..).unwrap_or_default();
            if let Some(at) = memchr2(b'<', b'&', fresh) {
                return Ok(self.source.take(searched + at));
            }
            searched = rest.len();
            if !self.source.more()? {
                return Ok(self.source.take(searched));
            }
        }
    }

    /// Reads on inside a markup, which must not end with the file.
    fn want_more(&mut self) -> Result<(), Stop> {
        if self.source.more()? {
            return Ok(());
        }
        self.source.take(self.source.rest().len());
        Err(XmlFault::Cut.into())
    }

    /// Takes what begins here up to its end. `end` gets the text and how many bytes of it it has
    /// seen before, and answers the length.
    fn take_to(&mut self, mut end: impl FnMut(&[u8], usize) -> Option<usize>) -> Result<Place, Stop> {
        let mut searched = 0;
        loop {
            let rest = self.source.rest().as_bytes();
            if let Some(length) = end(rest, searched) {
                return Ok(self.source.take(length));
            }
            searched = rest.len();
            self.want_more()?;
        }
    }

    /// Takes a tag. A `>` in a quoted value is no end.
    fn take_tag(&mut self) -> Result<Place, Stop> {
        let mut parser = ElementParser::Outside;
        self.take_to(|rest, searched| {
            let fresh = rest.get(searched..).unwrap_or_default();
            parser.feed(fresh).map(|at| searched + at + 1)
        })
    }

    fn start_tag(&mut self) -> Result<Piece, Stop> {
        let rest = self.source.rest();
        if let Some((name, behind)) = plain_tag(rest) {
            let length = name.len();
            let text = leaf_text(name, behind);
            if text.is_none() {
                self.starts.push(self.names.len());
                self.names.push_str(name);
            }
            let start = self.source.take(length + 2).start + 1;
            let tag = Tag { content: start..start + length, name: length };
            return Ok(match text {
                None => Piece::Open(tag),
                Some(text) => {
                    let place = self.source.take(text + length + 3);
                    Piece::Leaf(tag, place.start..place.start + text)
                }
            });
        }
        let place = self.take_tag()?;
        let whole = self.source.text(place.clone());
        let is_empty = whole.ends_with("/>");
        let content = place.start + 1..place.end - if is_empty { 2 } else { 1 };
        let inside = self.source.text(content.clone());
        let name = inside.bytes().position(is_blank).unwrap_or(inside.len());
        let tag = Tag { content, name };
        if is_empty {
            return Ok(Piece::Empty(tag));
        }
        self.starts.push(self.names.len());
        self.names.push_str(inside.get(..name).unwrap_or_default());
        Ok(Piece::Open(tag))
    }

    fn end_tag(&mut self) -> Result<Piece, Stop> {
        let start = self.starts.last().copied().unwrap_or_default();
        let expected = self.names.get(start..).unwrap_or_default();
        let behind = self.source.rest().as_bytes().get(2..).unwrap_or_default();
        let is_plain = behind.strip_prefix(expected.as_bytes()).is_some_and(|behind| behind.first() == Some(&b'>'));
        if is_plain && self.is_inside() {
            self.source.take(expected.len() + 3);
        } else {
            let place = self.take_tag()?;
            let name = self.source.text(place.start + 2..place.end - 1);
            let name = name.trim_end_matches(|letter: char| u8::try_from(letter).is_ok_and(is_blank));
            let expected = self.names.get(start..).unwrap_or_default();
            if !self.is_inside() {
                return Err(ill_formed(IllFormedError::UnmatchedEndTag(name.to_owned())));
            }
            if name != expected {
                let (expected, found) = (expected.to_owned(), name.to_owned());
                return Err(ill_formed(IllFormedError::MismatchedEndTag { expected, found }));
            }
        }
        self.names.truncate(start);
        self.starts.pop();
        Ok(Piece::Close)
    }

    fn instruction(&mut self) -> Result<(), Stop> {
        let place = self.take_to(|rest, searched| {
            let fresh = rest.get(searched..).unwrap_or_default();
            let mut ends = memchr_iter(b'>', fresh).map(|at| searched + at);
            ends.find(|end| rest.get(..*end).is_some_and(|before| before.ends_with(b"?"))).map(|end| end + 1)
        })?;
        // `<?>` begins and ends with the same mark.
        if place.len() < 4 { Err(XmlFault::Cut.into()) } else { Ok(()) }
    }

    /// A comment, or a CDATA section whose inside is the answer.
    fn bang(&mut self) -> Result<Option<Place>, Stop> {
        const COMMENT: &str = "<!--";
        const DATA: &str = "<![CDATA[";
        const TYPE: &str = "<!DOCTYPE";
        while self.source.rest().len() < DATA.len() && !self.source.rest().contains('>') {
            self.want_more()?;
        }
        let rest = self.source.rest();
        if rest.starts_with(COMMENT) {
            self.take_to(|rest, searched| closed_by(rest, searched, COMMENT.len(), b"-->"))?;
            return Ok(None);
        }
        if rest.starts_with(DATA) {
            let place = self.take_to(|rest, searched| closed_by(rest, searched, DATA.len(), b"]]>"))?;
            return Ok(Some(place.start + DATA.len()..place.end - 3));
        }
        let is_type = rest.get(..TYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(TYPE));
        Err(if is_type { XmlFault::DocumentType } else { XmlFault::Cut }.into())
    }

    fn reference(&mut self) -> Result<Piece, Stop> {
        let mut searched = 1;
        loop {
            let rest = self.source.rest().as_bytes();
            let fresh = rest.get(searched..).unwrap_or_default();
            if let Some(at) = memchr3(b';', b'&', b'<', fresh) {
                let is_closed = fresh.get(at) == Some(&b';');
                let place = self.source.take(searched + at + usize::from(is_closed));
                if !is_closed {
                    return Err(ill_formed(IllFormedError::UnclosedReference));
                }
                return Ok(Piece::Reference(place.start + 1..place.end - 1));
            }
            searched = rest.len();
            if !self.source.more()? {
                self.source.take(searched);
                return Err(ill_formed(IllFormedError::UnclosedReference));
            }
        }
    }
}

/// The name in a start tag that is nothing but a name, and what stands behind the tag.
fn plain_tag(rest: &str) -> Option<(&str, &str)> {
    let inside = rest.get(1..)?;
    let (name, behind) = inside.split_at_checked(memchr(b'>', inside.as_bytes())?)?;
    // Blanks, quotes and the slash lie below the digits, as hyphen and point do.
    let is_name = |byte: u8| byte >= b'0' || matches!(byte, b'-' | b'.');
    name.bytes().fold(true, |all, byte| all & is_name(byte)).then_some((name, behind.get(1..)?))
}

/// The length of the text, where nothing but a text stands before the end tag of this name.
fn leaf_text(name: &str, behind: &str) -> Option<usize> {
    let at = memchr2(b'<', b'&', behind.as_bytes())?;
    let end = behind.as_bytes().get(at..)?.strip_prefix(b"</")?;
    (end.strip_prefix(name.as_bytes())?.first() == Some(&b'>')).then_some(at)
}

/// The length of a markup up to and with its closing mark, which does not begin before `least`.
fn closed_by(rest: &[u8], searched: usize, least: usize, mark: &[u8]) -> Option<usize> {
    let from = searched.saturating_sub(mark.len()).max(least);
    memchr::memmem::find(rest.get(from..)?, mark).map(|at| from + at + mark.len())
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn ill_formed(error: IllFormedError) -> Stop {
    XmlFault::Syntax(harmless_line(&quick_xml::Error::IllFormed(error).to_string())).into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    /// Gives its bytes in small pieces, as a pipe does.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(room.len()).min(self.0.len());
            let (piece, rest) = self.0.split_at(count);
            room[..count].copy_from_slice(piece);
            self.0 = rest;
            Ok(count)
        }
    }

    /// What a file says, piece by piece, and how it ends.
    fn scanned(text: &str, size: usize) -> (Vec<String>, Result<bool, XmlFault>) {
        let mut scanner = Scanner::new(Pieces(text.as_bytes(), size));
        let mut found = Vec::new();
        let end = loop {
            let piece = match scanner.next(true) {
                Ok(piece) => piece,
                Err(Stop::Fault(fault)) => break Err(fault),
                Err(other) => panic!("{other:?}"),
            };
            let open = |tag: &Tag| format!("<{}|{}", scanner.text(&tag.content), tag.name);
            match &piece {
                Piece::Open(tag) => found.push(open(tag)),
                Piece::Empty(tag) => found.extend([open(tag), ">".to_owned()]),
                Piece::Leaf(tag, text) => {
                    found.push(open(tag));
                    found.extend((!text.is_empty()).then(|| scanner.text(text).to_owned()));
                    found.push(">".to_owned());
                }
                Piece::Close => found.push(">".to_owned()),
                Piece::Text(text) => found.push(scanner.text(text).to_owned()),
                Piece::CharacterData(text) => found.push(format!("[{}", scanner.text(text))),
                Piece::Reference(name) => found.push(format!("&{}", scanner.text(name))),
                Piece::End => break Ok(scanner.is_inside()),
            }
        };
        (found, end)
    }

    /// The same by quick-xml.
    fn pulled(text: &str) -> (Vec<String>, Result<bool, XmlFault>) {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let (mut found, mut depth) = (Vec::new(), 0_usize);
        let end = loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    depth += 1;
                    found.push(format!("<{}|{}", &*tag, tag.name().into_inner().len()));
                }
                Ok(Event::End(_)) => {
                    depth -= 1;
                    found.push(">".to_owned());
                }
                Ok(Event::Text(text)) => found.push((*text).to_owned()),
                Ok(Event::CData(text)) => found.push(format!("[{}", &*text)),
                Ok(Event::GeneralRef(name)) => found.push(format!("&{}", &*name)),
                Ok(Event::DocType(_)) => break Err(XmlFault::DocumentType),
                Ok(Event::Eof) => break Ok(depth > 0),
                Ok(_) => {}
                Err(quick_xml::Error::Syntax(_)) => break Err(XmlFault::Cut),
                Err(error) => break Err(XmlFault::Syntax(harmless_line(&error.to_string()))),
            }
        };
        (found, end)
    }

    proptest! {
        /// Whatever is written and however it arrives, both cut it into the same pieces.
        #[test]
        fn pieces_are_those_of_quick_xml(
            parts in prop::collection::vec(
                prop_oneof![
                    8 => prop::sample::select(vec![
                        "<a>", "</a>", "<б>", "</б>", "<a.b-c>", "</a.b-c>", "<a/>", "<a b='>'/>", "<a b=\"1\" >",
                        "</a >", "</a\n>", "</б x='>'>", "<>", "</>", "</", "<", ">", "/>", "&amp;", "&", ";", "&#1", "<!-- > -->",
                        "<!--", "-->", "<!---->", "<![CDATA[", "]]>", "<![CDATA[]]>", "<!", "<!-", "<?x ?>", "<?", "?>",
                        "<?>", "<a b='", "'", "\"", " ", "\n\t", "ю", "текст", "<!x", "<![CDATA", "\u{feff}",
                    ]).prop_map(str::to_owned),
                    1 => "[<>/!?&;'\"\\[\\]a-c =\u{feff}-]{0,8}",
                ],
                0..14,
            ),
            size in 1..9_usize,
        ) {
            let text = parts.concat();
            // A type ends the reading at once, so how it goes on makes no difference here.
            prop_assume!(!text.to_ascii_lowercase().contains("<!d"));
            let expected = pulled(&text);
            prop_assert_eq!(scanned(&text, size), expected.clone());
            prop_assert_eq!(scanned(&text, usize::MAX), expected);
        }
    }

    #[test]
    fn a_document_type_ends_the_reading() {
        assert_eq!(scanned("<!doctype a [<!x>]><a/>", 3), (vec![], Err(XmlFault::DocumentType)));
        assert_eq!(scanned("<!DOC>", 3), (vec![], Err(XmlFault::Cut)));
    }

    #[test]
    fn a_text_that_nobody_wants_is_passed_over() {
        let mut scanner = Scanner::new("<a> x <b>y</b> z &amp;</a>".as_bytes());
        let mut kinds = Vec::new();
        loop {
            match scanner.next(false).expect("it is well formed") {
                Piece::End => break,
                piece => kinds.push(piece),
            }
        }
        assert!(
            matches!(kinds.as_slice(), [Piece::Open(_), Piece::Leaf(..), Piece::Reference(_), Piece::Close]),
            "{kinds:?}"
        );
    }
}
