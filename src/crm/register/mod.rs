//! The contract register of a .csv or .xlsx file, told apart by content.
//!
//! Nothing here stores anything; floating point comes in only as a spreadsheet cell and leaves at
//! once as decimal text.

use std::path::Path;

use crate::model::{Contract, Explain, Message};

/// What a register file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterFile {
    /// The contracts, in the order of the file; `paid` is what the register says, version 0.
    pub contracts: Vec<Contract>,
    /// Rows that are no contract, each with its place and reason.
    pub refused: Vec<RefusedLine>,
    /// What was taken but wants a look.
    pub warnings: Vec<Message>,
}

/// A row of the register that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedLine {
    /// Line of the file (.csv) or row of the sheet (.xlsx), from 1.
    pub line: u64,
    /// Number of the contract as far as it could be read; may be empty.
    pub number: String,
    /// What is wrong with it.
    pub reason: Message,
}

/// Why a register could not be read at all: nothing of it was taken.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The file cannot be opened or read.
    #[error("{file}: {error}")]
    Unreadable {
        /// File name without folders, made harmless.
        file: String,
        /// What the system says.
        error: std::io::Error,
    },
}

impl Explain for RegisterError {
    fn explain(&self) -> Message {
        match self {
            Self::Unreadable { file, error } => Message::new("crm-register-unreadable")
                .with("file", file.as_str())
                .with("detail", crate::text::harmless_line(&error.to_string())),
        }
    }
}

/// Reads a contract register.
///
/// # Errors
/// [`RegisterError`] when the file as a whole is no register.
pub fn read_register(path: &Path) -> Result<RegisterFile, RegisterError> {
    let file = crate::text::harmless_line(&path.file_name().unwrap_or_default().to_string_lossy());
    std::fs::read(path).map(|_| RegisterFile::default()).map_err(|error| RegisterError::Unreadable { file, error })
}
