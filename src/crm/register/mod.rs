//! The contract register of a .csv or .xlsx file, told apart by content.
//!
//! Nothing here stores anything; floating point comes in only as a spreadsheet cell and leaves at
//! once as decimal text. What the columns are called stands in `columns`, what a cell may say in
//! `values`. Beyond the documented defaults: an empty status is `signed`, an empty unit kind a
//! flat, a contract without a schedule has none.

mod columns;
mod error;
mod record;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod workbook;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

pub use error::RegisterError;

use self::columns::{Column, Columns};
use self::record::Record;
use self::table::{Cell, ROWS_MAX, Table};
use self::workbook::{Bounds, MEGABYTE};
use crate::model::{Contract, ContractId, Message};
use crate::text::harmless_line;

/// The largest file that is read, in bytes: 300,000 contracts take half of it.
const FILE_MAX: u64 = 256 * MEGABYTE;

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

/// Reads a contract register. Rows that are no contract are refused one by one, each with its
/// place; empty rows and a sum below the table («Итого») are passed over.
///
/// # Errors
/// [`RegisterError`] when the file as a whole is no register.
pub fn read_register(path: &Path) -> Result<RegisterFile, RegisterError> {
    let file = harmless_line(&path.file_name().unwrap_or_default().to_string_lossy());
    read_bytes(&file, &bytes_of(path, &file)?)
}

/// The whole file, if it is one, and not too large.
fn bytes_of(path: &Path, file: &str) -> Result<Vec<u8>, RegisterError> {
    let whole_name = || harmless_line(&path.display().to_string());
    let unreadable = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            RegisterError::Missing { file: whole_name() }
        } else {
            RegisterError::Unreadable { file: file.to_owned(), error }
        }
    };
    // Looked at before it is opened: opening a pipe waits for a writer.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(RegisterError::NotAFile { file: whole_name() });
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|opened| opened.take(FILE_MAX + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(RegisterError::TooLarge { file: file.to_owned(), megabytes: FILE_MAX / MEGABYTE });
    }
    Ok(bytes)
}

fn read_bytes(file: &str, bytes: &[u8]) -> Result<RegisterFile, RegisterError> {
    let file = || file.to_owned();
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let table = if bytes.starts_with(b"PK\x03\x04") {
        let table =
            workbook::of_workbook(bytes, Bounds::USUAL).map_err(|fault| RegisterError::of_workbook(file(), fault))?;
        let table = table.ok_or_else(|| RegisterError::Empty { file: file() })?;
        check_headings(file, &table.columns)?;
        table
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(RegisterError::OldWorkbook { file: file() });
    } else if bytes.contains(&0) && !is_utf16 {
        return Err(RegisterError::NotATable { file: file() });
    } else if table::is_payments(bytes) {
        return Err(RegisterError::Payments { file: file() });
    } else {
        let headed = table::head_of_text(bytes).ok_or_else(|| RegisterError::Empty { file: file() })?;
        check_headings(file, &headed.columns)?;
        headed.table().ok_or_else(|| RegisterError::TooManyRows { file: file(), most: ROWS_MAX })?
    };
    Ok(contracts_of(&table))
}

fn check_headings(file: impl Fn() -> String, columns: &Columns) -> Result<(), RegisterError> {
    let missing: Vec<String> = columns.missing().into_iter().map(Column::name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(RegisterError::NoHeading { file: file(), missing: missing.join(", ") })
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
