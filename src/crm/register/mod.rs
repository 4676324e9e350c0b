//! The contract register of a .csv or .xlsx file, told apart by content.
//!
//! Nothing here stores anything; floating point comes in only as a spreadsheet cell and leaves at
//! once as decimal text. What the columns are called stands in `columns`, what a cell may say in
//! `values`. Beyond the documented defaults: an empty status is `signed`, an empty unit kind a
//! flat, a contract without a schedule has none.

mod columns;
mod record;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::path::Path;

use self::record::Record;
use self::table::{Cell, Table};
use crate::model::{Contract, ContractId, Explain, Message};
use crate::text::harmless_line;

/// What a register file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterFile {
    /// The contracts, in the order of the file; `paid` is what the register says, laid over the
    /// schedule oldest due first; version 0.
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
    /// A workbook of Excel 97–2003.
    #[error("{file}: an .xls workbook")]
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
    /// No row is a heading with the columns that a register must have.
    #[error("{file}: columns are missing: {missing}")]
    NoHeading {
        /// File name without folders, made harmless.
        file: String,
        /// English names of the missing columns.
        missing: String,
    },
}

impl Explain for RegisterError {
    fn explain(&self) -> Message {
        let about = |key: &str, file: &str| Message::new(key).with("file", file);
        match self {
            Self::Unreadable { file, error } => {
                about("crm-register-unreadable", file).with("detail", harmless_line(&error.to_string()))
            }
            Self::Empty { file } => about("crm-register-empty", file),
            Self::NotATable { file } => about("crm-register-not-a-table", file),
            Self::OldWorkbook { file } => about("crm-register-old-workbook", file),
            Self::BrokenWorkbook { file, detail } => about("crm-register-broken", file).with("detail", detail.as_str()),
            Self::NoHeading { file, missing } => {
                about("crm-register-no-heading", file).with("missing", missing.as_str())
            }
        }
    }
}

/// Reads a contract register. Rows that are no contract are refused one by one, each with its
/// place; empty rows and a sum below the table («Итого») are passed over.
///
/// # Errors
/// [`RegisterError`] when the file as a whole is no register.
pub fn read_register(path: &Path) -> Result<RegisterFile, RegisterError> {
    let file = harmless_line(&path.file_name().unwrap_or_default().to_string_lossy());
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Err(RegisterError::Unreadable { file, error }),
    };
    read_bytes(&file, &bytes)
}

fn read_bytes(file: &str, bytes: &[u8]) -> Result<RegisterFile, RegisterError> {
    let file = file.to_owned();
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let table = if bytes.starts_with(b"PK\x03\x04") {
        table::of_workbook(bytes).map_err(|error| RegisterError::BrokenWorkbook {
            file: file.clone(),
            detail: harmless_line(&error.to_string()),
        })?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(RegisterError::OldWorkbook { file });
    } else if bytes.contains(&0) && !is_utf16 {
        return Err(RegisterError::NotATable { file });
    } else {
        table::of_text(bytes)
    };
    let Some(table) = table else { return Err(RegisterError::Empty { file }) };
    let missing: Vec<&str> = table.columns.missing().into_iter().map(columns::Column::heading).collect();
    if !missing.is_empty() {
        return Err(RegisterError::NoHeading { file, missing: missing.join(", ") });
    }
    Ok(contracts_of(&table))
}

fn contracts_of(table: &Table) -> RegisterFile {
    let mut register = RegisterFile::default();
    let mut lines: BTreeMap<ContractId, u64> = BTreeMap::new();
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    for row in &table.rows {
        let record = Record::new(&table.columns, row);
        if row.cells.iter().all(Cell::is_empty) || record.is_totals() {
            continue;
        }
        let number = record.number();
        let refused = |reason: Message| RefusedLine { line: row.line, number: number.clone(), reason };
        let (contract, warnings) = match record.contract() {
            Ok(read) => read,
            Err(reason) => {
                register.refused.push(refused(reason));
                continue;
            }
        };
        if let Some(first) = lines.get(&contract.id) {
            let reason = Message::new("crm-row-id-twice").with("id", contract.id.as_str()).with("line", *first);
            register.refused.push(refused(reason));
            continue;
        }
        register.warnings.extend(warnings);
        if let Some(first) = numbers.get(&contract.number) {
            let message = Message::new("crm-warning-number-twice").with("number", contract.number.as_str());
            register.warnings.push(message.with("first", *first).with("second", row.line));
        }
        lines.insert(contract.id.clone(), row.line);
        numbers.entry(contract.number.clone()).or_insert(row.line);
        register.contracts.push(contract);
    }
    register
}
