//! From the bytes of a file to payments: one file a format, each a stream that gives a [`Payment`]
//! or a refusal with its place. Formats are told by content, never by file name.
//!
//! Nothing here matches, stores or prints; memory does not grow with the file.

mod archive;
mod belarus;
mod client_bank;
mod detect;
mod encoding;
mod enterprise_data;
mod error;
mod lines;
mod tally;
mod values;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use jiff::civil::Date;

pub use error::{IngestError, LooksLike, XmlFault};

use self::detect::Found;
use self::encoding::{TextEncoding, Transcoder};
use crate::model::{Message, Party, Payment, PaymentId, TaxId};
use crate::text::harmless_line;

/// What one document of a file became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// A payment.
    Payment(Box<Payment>),
    /// Not a payment, and why.
    Refused(RefusedDocument),
}

/// A document that could not become a row: its place, its number and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedDocument {
    /// File name without folders, made harmless.
    pub file: String,
    /// Line of the document's start, from 1.
    pub line: u64,
    /// Number of the document as far as it could be read; may be empty.
    pub number: String,
    /// What is wrong with it; the phrase's key begins with «refused-».
    pub reason: Message,
}

/// What a reader is told about whose file it reads. Empty by default: then the file itself says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadSettings {
    /// Our own accounts, beside those that a statement names as its own.
    pub own_accounts: Vec<String>,
    /// Our own tax numbers.
    pub own_tax_ids: Vec<TaxId>,
}

/// A format that payments are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// 1CClientBankExchange text, the statement of a bank.
    ClientBank,
    /// EnterpriseData XML, the documents of 1C itself.
    EnterpriseData,
    /// The statement text of Belarusian client-bank programs (`***** ^Type=…^`).
    BelarusClientBank,
}

impl Format {
    /// The format's own name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientBank => "1CClientBankExchange",
            Self::EnterpriseData => "EnterpriseData",
            Self::BelarusClientBank => "BelarusClientBank",
        }
    }
}

/// What is known of a file after it was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// File name without folders, made harmless.
    pub file: String,
    /// In which format it is.
    pub format: Format,
    /// Documents that became payments.
    pub payments: u64,
    /// Documents that were refused.
    pub refused: u64,
    /// What wants a look: control totals that do not agree, a missing end, an empty file.
    pub warnings: Vec<Message>,
    /// `false`: the mark of the file's end is missing, so the file may be cut.
    pub complete: bool,
    /// The period that the file says it covers, else that of its documents.
    pub period: Option<(Date, Date)>,
    /// Whose file it is, as far as the file tells; may be empty.
    pub own: Party,
    /// Documents that 1C says were deleted (`УдалениеОбъекта`): rows of theirs must not be
    /// committed, whichever file brought them.
    pub deleted: Vec<PaymentId>,
    /// Objects that are no documents (catalogues), passed over.
    pub other_objects: u64,
}

/// What a file is called: in errors as the user named it, in places without folders.
#[derive(Debug, Clone)]
struct FileName {
    shown: String,
    short: String,
}

impl FileName {
    fn new(name: &str) -> Self {
        let short = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(name);
        Self { shown: harmless_line(name), short: harmless_line(short) }
    }
}

/// Reads a file of payments, or a zip archive with one such file in it, and gives every document
/// to `sink` in the order of the file.
///
/// # Errors
/// [`IngestError`] when this is no file of payments or it is damaged as a whole. Then nothing of
/// it may be kept: the caller discards what `sink` got.
pub fn read_file(
    path: &Path,
    settings: &ReadSettings,
    sink: &mut dyn FnMut(Document),
) -> Result<FileReport, IngestError> {
    let shown = path.to_string_lossy();
    let file = || harmless_line(&shown);
    let about = std::fs::metadata(path).map_err(|source| IngestError::Missing { file: file(), source })?;
    if about.is_dir() {
        return Err(IngestError::Folder { file: file() });
    }
    if !about.is_file() {
        return Err(IngestError::NotAFile { file: file() });
    }
    let opened = File::open(path).map_err(|source| IngestError::Missing { file: file(), source })?;
    read(&shown, BufReader::new(opened), settings, sink)
}

/// Reads payments from a stream of bytes; `name` is what the file is called in places and errors.
///
/// # Errors
/// As [`read_file`].
pub fn read(
    name: &str,
    input: impl BufRead,
    settings: &ReadSettings,
    sink: &mut dyn FnMut(Document),
) -> Result<FileReport, IngestError> {
    let name = FileName::new(name);
    let mut input = input;
    match start(&name, &mut input)? {
        (Found::Zip, prefix, _) => archive::unpack(&name, prefix.chain(input), |unpacked| {
            let mut unpacked = unpacked;
            match start(&name, &mut unpacked)? {
                (Found::Zip, ..) => {
                    Err(IngestError::NotPayments { file: name.shown.clone(), looks_like: LooksLike::OtherArchive })
                }
                (found, prefix, is_whole) => read_as(&name, &found, prefix, is_whole, unpacked, settings, sink),
            }
        }),
        (found, prefix, is_whole) => read_as(&name, &found, prefix, is_whole, &mut input, settings, sink),
    }
}

/// Reads the first bytes and judges them.
fn start(name: &FileName, input: &mut dyn Read) -> Result<(Found, Cursor<Vec<u8>>, bool), IngestError> {
    let mut prefix = Vec::with_capacity(detect::PREFIX);
    input
        .take(detect::PREFIX as u64)
        .read_to_end(&mut prefix)
        .map_err(|source| IngestError::Unreadable { file: name.shown.clone(), source })?;
    let is_whole = prefix.len() < detect::PREFIX;
    Ok((detect::detect(&prefix, is_whole), Cursor::new(prefix), is_whole))
}

/// Reads the rest in the format that was found.
fn read_as(
    name: &FileName,
    found: &Found,
    mut prefix: Cursor<Vec<u8>>,
    is_whole: bool,
    rest: &mut dyn Read,
    settings: &ReadSettings,
    sink: &mut dyn FnMut(Document),
) -> Result<FileReport, IngestError> {
    let (encoding, mark) = encoding::of_xml(prefix.get_ref(), is_whole);
    match found {
        Found::EnterpriseData => {
            prefix.set_position(mark as u64);
            if encoding == encoding_rs::UTF_8 {
                return enterprise_data::read(name, prefix.chain(rest), sink);
            }
            enterprise_data::read(name, Transcoder::new(prefix.chain(rest), encoding), sink)
        }
        Found::ClientBank | Found::BelarusClientBank => {
            let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
            let letters = if is_wide {
                TextEncoding::Utf8
            } else {
                detect::text_encoding(&name.shown, prefix.get_ref(), is_whole)?
            };
            prefix.set_position(mark as u64);
            let bytes = prefix.chain(rest);
            let mut input: Box<dyn Read + '_> =
                if is_wide { Box::new(Transcoder::new(bytes, encoding)) } else { Box::new(bytes) };
            if *found == Found::ClientBank {
                client_bank::read(name, &mut input, letters, settings, sink)
            } else {
                belarus::read(name, &mut input, letters, settings, sink)
            }
        }
        Found::Zip | Found::Empty => Err(IngestError::Empty { file: name.shown.clone() }),
        Found::Other(what) => Err(IngestError::NotPayments { file: name.shown.clone(), looks_like: what.clone() }),
    }
}
