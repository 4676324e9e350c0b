//! What can be wrong with a configuration: always with the file, and with the line where there is
//! one.

use std::path::{Path, PathBuf};

use crate::crm::bitrix24::secret::{SecretError, looks_like_address};
use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// A line of a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceInFile {
    /// The file as it was named.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u64,
}

impl PlaceInFile {
    /// The line in which a byte of the text stands.
    #[must_use]
    pub fn of_byte(file: &Path, text: &str, byte: usize) -> Self {
        let before = text.as_bytes().get(..byte).unwrap_or(text.as_bytes());
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        Self { file: file.to_path_buf(), line }
    }

    fn put_into(&self, message: Message) -> Message {
        message.with("file", shown(&self.file)).with("line", self.line.to_string())
    }
}

/// What may stand where a value does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A text in quotes.
    Text,
    /// A whole number.
    WholeNumber,
    /// A whole number, or a sum, between two others.
    Between(i64, i64),
    /// A sum in quotes.
    Sum,
    /// A list in brackets.
    List,
    /// `true` or `false`.
    Truth,
    /// A section of its own.
    Section,
    /// Thresholds that agree with one another.
    Thresholds,
    /// As many letters as Latin ones, each once.
    Layout,
    /// The number of an account.
    Account,
    /// A tax number.
    TaxId,
    /// The name of a field of the portal.
    Field,
    /// Two fields of which only one is named.
    BothFields,
    /// A field that serves nothing else.
    OwnField,
    /// Something else than what stands there.
    Other,
}

impl Wanted {
    /// Understands what serde says that it expected; the phrases are those of serde's own visitors.
    pub(super) fn of_serde(message: &str) -> Self {
        let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
        let starts = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
        if starts(&["a Decimal"]) {
            Self::Sum
        } else if starts(&["a string", "a borrowed string"]) {
            Self::Text
        } else if starts(&["a boolean"]) {
            Self::Truth
        } else if starts(&["a sequence"]) {
            Self::List
        } else if starts(&["struct", "map", "a map"]) {
            Self::Section
        } else if starts(&["i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize", "integer"]) {
            Self::WholeNumber
        } else {
            Self::Other
        }
    }

    fn explain(&self) -> Message {
        match self {
            Self::Text => Message::new("config-wanted-text"),
            Self::WholeNumber => Message::new("config-wanted-whole-number"),
            Self::Between(least, most) => {
                Message::new("config-wanted-between").with("least", least.to_string()).with("most", most.to_string())
            }
            Self::Sum => Message::new("config-wanted-sum"),
            Self::List => Message::new("config-wanted-list"),
            Self::Truth => Message::new("config-wanted-truth"),
            Self::Section => Message::new("config-wanted-section"),
            Self::Thresholds => Message::new("config-wanted-thresholds"),
            Self::Layout => Message::new("config-wanted-layout"),
            Self::Account => Message::new("config-wanted-account"),
            Self::TaxId => Message::new("config-wanted-tax-id"),
            Self::Field => Message::new("config-wanted-field"),
            Self::BothFields => Message::new("config-wanted-both-fields"),
            Self::OwnField => Message::new("config-wanted-own-field"),
            Self::Other => Message::new("config-wanted-other"),
        }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file that was asked for is not there.
    #[error("configuration file {} does not exist", .file.display())]
    Missing {
        /// Which file.
        file: PathBuf,
    },
    /// The file is there and cannot be read.
    #[error("configuration file {} cannot be read: {source}", .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The text is no TOML, or no UTF-8.
    #[error("{}:{}: not TOML: {detail}", .place.file.display(), .place.line)]
    Syntax {
        /// Where.
        place: PlaceInFile,
        /// What the TOML reader said.
        detail: String,
    },
    /// A key that this program does not know.
    #[error("{}:{}: unknown key {key:?}, known here: {known}", .place.file.display(), .place.line)]
    UnknownKey {
        /// Where.
        place: PlaceInFile,
        /// The key.
        key: String,
        /// The keys that may stand there, apart by commas.
        known: String,
    },
    /// A value that does not fit its key.
    #[error("{}:{}: value does not fit, wanted: {wanted:?}", .place.file.display(), .place.line)]
    WrongValue {
        /// Where.
        place: PlaceInFile,
        /// The line as it stands in the file.
        written: String,
        /// What may stand there.
        wanted: Wanted,
    },
    /// A word that is none of those that may stand there.
    #[error("{}:{}: {:?} is none of {known}", .place.file.display(), .place.line, shown_value(.written))]
    UnknownWord {
        /// Where.
        place: PlaceInFile,
        /// The word.
        written: String,
        /// The words that may stand there, apart by commas.
        known: String,
    },
    /// There is no webhook to work with.
    #[error("no webhook: {source}")]
    Webhook {
        /// Where it is named, or belongs; `None` where there is no file.
        place: Option<PlaceInFile>,
        /// Why.
        source: SecretError,
    },
}

impl ConfigError {
    /// The error for a file that is not UTF-8.
    #[must_use]
    pub fn not_text(file: &Path, error: &std::string::FromUtf8Error) -> Self {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', valid).count() as u64 + 1;
        Self::Syntax { place: PlaceInFile { file: file.to_path_buf(), line }, detail: "not UTF-8".to_owned() }
    }
}

impl Explain for ConfigError {
    fn explain(&self) -> Message {
        match self {
            Self::Missing { file } => Message::new("config-missing").with("file", shown(file)),
            Self::Unreadable { file, source } => Message::new("config-unreadable")
                .with("file", shown(file))
                .with("detail", harmless_line(&source.to_string())),
            Self::Syntax { place, detail } => {
                place.put_into(Message::new("config-syntax")).with("detail", harmless_line(detail))
            }
            Self::UnknownKey { place, key, known } => place
                .put_into(Message::new("config-unknown-key"))
                .with("key", harmless_line(key))
                .with("known", known.as_str()),
            Self::WrongValue { place, written, wanted } => place
                .put_into(Message::new("config-wrong-value"))
                .with("written", shown_value(written))
                .with("wanted", wanted.explain()),
            Self::UnknownWord { place, written, known } => place
                .put_into(Message::new("config-unknown-word"))
                .with("written", shown_value(written))
                .with("known", known.as_str()),
            Self::Webhook { place: None, source } => source.explain(),
            Self::Webhook { place: Some(place), source } => {
                place.put_into(Message::new("config-webhook")).with("what", source.explain())
            }
        }
    }
}

/// What was written, as long as it cannot be the key to a portal.
fn shown_value(written: &str) -> String {
    if looks_like_address(written) { "…".to_owned() } else { harmless_line(written) }
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
