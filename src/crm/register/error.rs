//! Why a file as a whole is no register: what it is instead, which way out.

use super::table::ROWS_MAX;
use super::workbook::{Bounds, COLUMNS_MAX, MEGABYTE, WorkbookFault};
use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// Why a register could not be read at all: nothing of it was taken.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// There is no such file.
    #[error("{file}: there is no such file")]
    Missing {
        /// The file as it was named, made harmless.
        file: String,
    },
    /// A folder, a device or a pipe.
    #[error("{file}: not a regular file")]
    NotAFile {
        /// The file as it was named, made harmless.
        file: String,
    },
    /// The file cannot be opened or read.
    #[error("{file}: {error}")]
    Unreadable {
        /// File name without folders, made harmless.
        file: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// Nothing stands in it.
    #[error("{file}: the file is empty")]
    Empty {
        /// File name without folders, made harmless.
        file: String,
    },
    /// Neither text nor a workbook.
    #[error("{file}: neither text nor an .xlsx workbook")]
    NotATable {
        /// File name without folders, made harmless.
        file: String,
    },
    /// Payments, which another command reads.
    #[error("{file}: a file of payments")]
    Payments {
        /// File name without folders, made harmless.
        file: String,
    },
    /// A workbook of Excel 97–2003, or one with a password: both are the same container.
    #[error("{file}: an .xls workbook, or one with a password")]
    OldWorkbook {
        /// File name without folders, made harmless.
        file: String,
    },
    /// A workbook that cannot be read.
    #[error("{file}: {detail}")]
    BrokenWorkbook {
        /// File name without folders, made harmless.
        file: String,
        /// What is wrong with it.
        detail: String,
    },
    /// More bytes, packed or unpacked, than any register has.
    #[error("{file}: more than {megabytes} MB")]
    TooLarge {
        /// File name without folders, made harmless.
        file: String,
        /// How many are read, in megabytes.
        megabytes: u64,
    },
    /// More rows than any register has.
    #[error("{file}: more than {most} rows")]
    TooManyRows {
        /// File name without folders, made harmless.
        file: String,
        /// How many are read.
        most: usize,
    },
    /// Something stands far to the right of any register's columns.
    #[error("{file}: cell {cell} is beyond the columns that are read")]
    TooWide {
        /// File name without folders, made harmless.
        file: String,
        /// Where it stands («XFD1048576»).
        cell: String,
    },
    /// No row is a heading with the columns that a register must have.
    #[error("{file}: columns are missing: {missing}")]
    NoHeading {
        /// File name without folders, made harmless.
        file: String,
        /// Names of the missing columns in both languages.
        missing: String,
    },
}

impl RegisterError {
    pub(super) fn of_workbook(file: String, fault: WorkbookFault) -> Self {
        match fault {
            WorkbookFault::Broken(detail) => Self::BrokenWorkbook { file, detail },
            WorkbookFault::TooManyRows => Self::TooManyRows { file, most: ROWS_MAX },
            WorkbookFault::TooWide(cell) => Self::TooWide { file, cell },
            WorkbookFault::TooLarge => Self::TooLarge { file, megabytes: Bounds::USUAL.unpacked / MEGABYTE },
        }
    }
}

impl Explain for RegisterError {
    fn explain(&self) -> Message {
        let about = |key: &str, file: &str| Message::new(key).with("file", file);
        match self {
            Self::Missing { file } => about("crm-register-missing", file),
            Self::NotAFile { file } => about("crm-register-not-a-file", file),
            Self::Unreadable { file, error } => {
                about("crm-register-unreadable", file).with("detail", harmless_line(&error.to_string()))
            }
            Self::Empty { file } => about("crm-register-empty", file),
            Self::NotATable { file } => about("crm-register-not-a-table", file),
            Self::Payments { file } => about("crm-register-payments", file),
            Self::OldWorkbook { file } => about("crm-register-old-workbook", file),
            Self::BrokenWorkbook { file, detail } => about("crm-register-broken", file).with("detail", detail.as_str()),
            Self::TooLarge { file, megabytes } => about("crm-register-too-large", file).with("megabytes", *megabytes),
            Self::TooManyRows { file, most } => about("crm-register-too-many-rows", file).with("most", *most),
            Self::TooWide { file, cell } => {
                about("crm-register-too-wide", file).with("cell", cell.as_str()).with("most", u64::from(COLUMNS_MAX))
            }
            Self::NoHeading { file, missing } => {
                about("crm-register-no-heading", file).with("missing", missing.as_str())
            }
        }
    }
}
