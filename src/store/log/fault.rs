//! What is wrong with a log, in words.

use std::path::PathBuf;

use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// Something that does not fit: somebody or something changed the log or the state beside it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// An entry, or the one before it, was changed, moved or taken out.
    #[error("entry {number} does not continue what stands before it")]
    Broken {
        /// Its number.
        number: u64,
    },
    /// An entry cannot be read.
    #[error("entry {number} cannot be read: {detail}")]
    Unreadable {
        /// Its number.
        number: u64,
        /// What does not fit.
        detail: String,
    },
    /// Entries at the end are gone.
    #[error("{known} entries are known of, {found} are there")]
    EndMissing {
        /// How many are there.
        found: u64,
        /// How many there were.
        known: u64,
    },
    /// The file beside the log is gone.
    #[error("{file} is missing")]
    HeadMissing {
        /// Which file.
        file: PathBuf,
    },
    /// The file beside the log says nothing.
    #[error("{file} cannot be read")]
    HeadUnreadable {
        /// Which file.
        file: PathBuf,
    },
    /// The file beside the log knows another log.
    #[error("{file}: another fingerprint of entry {number}")]
    HeadDiffers {
        /// Which file.
        file: PathBuf,
        /// Up to which entry.
        number: u64,
    },
    /// A row stands otherwise than its last entry says.
    #[error("row {number} of {date} does not stand as its last entry says")]
    RowDiffers {
        /// Number of the document.
        number: String,
        /// Its day.
        date: String,
    },
    /// A row that entries are about is gone.
    #[error("row {number} of {date} is missing")]
    RowMissing {
        /// Number of the document.
        number: String,
        /// Its day.
        date: String,
    },
    /// The journal says otherwise than the log.
    #[error("attempt {sequence} does not stand as its last entry says")]
    AttemptDiffers {
        /// Its place in the journal.
        sequence: u64,
    },
    /// A row and the journal do not agree whether it is on its way.
    #[error("row {number} of {date} and the journal do not agree")]
    JournalDiffers {
        /// Number of the document.
        number: String,
        /// Its day.
        date: String,
    },
}

impl Explain for LogFault {
    fn explain(&self) -> Message {
        let about = |key: &str, number: u64| Message::new(key).with("number", number.to_string());
        let file =
            |key: &str, file: &PathBuf| Message::new(key).with("file", harmless_line(&file.display().to_string()));
        let row = |key: &str, number: &str, date: &str| Message::new(key).with("number", number).with("date", date);
        match self {
            Self::Broken { number } => about("store-log-broken", *number),
            Self::Unreadable { number, detail } => {
                about("store-log-unreadable", *number).with("detail", detail.as_str())
            }
            Self::EndMissing { found, known } => {
                Message::new("store-log-end-missing").with("found", found.to_string()).with("known", known.to_string())
            }
            Self::HeadMissing { file: path } => file("store-log-head-missing", path),
            Self::HeadUnreadable { file: path } => file("store-log-head-unreadable", path),
            Self::HeadDiffers { file: path, number } => {
                file("store-log-head-differs", path).with("number", number.to_string())
            }
            Self::RowDiffers { number, date } => row("store-log-row-differs", number, date),
            Self::RowMissing { number, date } => row("store-log-row-missing", number, date),
            Self::AttemptDiffers { sequence } => about("store-log-attempt-differs", *sequence),
            Self::JournalDiffers { number, date } => row("store-log-journal-differs", number, date),
        }
    }
}
