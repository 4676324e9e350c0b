//! The rows of an .xlsx workbook, read as a stream of cells.
//!
//! A sheet is as large as its farthest cell, so a single stray cell makes a range of all rows and
//! columns; only cells that hold something are kept here, and their number is bounded.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use jiff::civil::Date;

use super::columns::Columns;
use super::table::{Cell, HEADING_DEPTH, ROWS_MAX, Table, TableRow};
use crate::text::harmless_line;

/// Columns that a register may have; the widest known here has 22.
pub(super) const COLUMNS_MAX: u32 = 256;
/// What the texts of a sheet may hold: many cells may share one long text of the workbook.
const TEXTS_MAX: u64 = 512 * MEGABYTE;
/// Bytes in a megabyte.
pub(super) const MEGABYTE: u64 = 1024 * 1024;

/// How much of a workbook is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Rows with something in them.
    pub(super) rows: usize,
    /// Bytes that it unpacks to.
    pub(super) unpacked: u64,
}

impl Bounds {
    /// The bounds for real files: 300,000 contracts with all columns unpack to some 300 megabytes.
    pub(super) const USUAL: Self = Self { rows: ROWS_MAX, unpacked: 512 * MEGABYTE };
}

/// Why the sheets of a workbook were not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WorkbookFault {
    /// It is no workbook, or a damaged one.
    Broken(String),
    /// Too many rows with something in them.
    TooManyRows,
    /// Something stands beyond the last column, in the cell of this name.
    TooWide(String),
    /// It unpacks to too much.
    TooLarge,
}

impl From<XlsxError> for WorkbookFault {
    fn from(error: XlsxError) -> Self {
        Self::Broken(harmless_line(&error.to_string()))
    }
}

type Workbook<'bytes> = Xlsx<Cursor<&'bytes [u8]>>;

/// Reads the sheet of a workbook whose heading has most known headings. `None` when no sheet has
/// a row.
pub(super) fn of_workbook(bytes: &[u8], bounds: Bounds) -> Result<Option<Table>, WorkbookFault> {
    check_size(bytes, bounds.unpacked)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let mut best: Option<(usize, String)> = None;
    for name in workbook.sheet_names() {
        let head = rows_of_sheet(&mut workbook, &name, Wanted::First(HEADING_DEPTH))?;
        let Some((_, columns)) = Columns::among(&head) else { continue };
        if best.as_ref().is_none_or(|(known, _)| columns.known() > *known) {
            best = Some((columns.known(), name));
        }
    }
    let Some((_, name)) = best else { return Ok(None) };
    Ok(Table::of(rows_of_sheet(&mut workbook, &name, Wanted::All { most: bounds.rows })?))
}

/// Refuses what unpacks to too much before any of it is unpacked.
fn check_size(bytes: &[u8], most: u64) -> Result<(), WorkbookFault> {
    let broken = |error: zip::result::ZipError| WorkbookFault::Broken(harmless_line(&error.to_string()));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut unpacked = 0_u64;
    for position in 0..archive.len() {
        let size = archive.by_index_raw(position).map_err(broken)?.size();
        unpacked = unpacked.saturating_add(size);
    }
    if unpacked > most { Err(WorkbookFault::TooLarge) } else { Ok(()) }
}

/// Which rows of a sheet are wanted.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// So many from the top, to look for a heading, whatever else stands in the sheet.
    First(usize),
    /// All, and it is a fault when there are more than so many.
    All {
        /// How many there may be.
        most: usize,
    },
}

/// The rows of a sheet that hold something, in their order.
fn rows_of_sheet(workbook: &mut Workbook<'_>, name: &str, wanted: Wanted) -> Result<Vec<TableRow>, WorkbookFault> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut width = 0;
    let mut texts = 0;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let Some(value) = cell_of(cell.get_value()) else { continue };
        let is_new = !rows.contains_key(&row);
        match wanted {
            Wanted::First(_) if column >= COLUMNS_MAX => continue,
            Wanted::First(first) if is_new && rows.len() >= first => break,
            Wanted::All { .. } if column >= COLUMNS_MAX => {
                return Err(WorkbookFault::TooWide(cell_name(row, column)));
            }
            Wanted::All { most } if is_new && rows.len() >= most => return Err(WorkbookFault::TooManyRows),
            _ => {}
        }
        texts += value.size();
        if texts > TEXTS_MAX {
            return Err(WorkbookFault::TooLarge);
        }
        width = width.max(column as usize + 1);
        let place = column as usize;
        let row = rows.entry(row).or_default();
        if row.len() <= place {
            row.resize(place + 1, Cell::Text(String::new()));
        }
        if let Some(empty) = row.get_mut(place) {
            *empty = value;
        }
    }
    // A heading row reaches as far as the table does: what stands below no heading is a note
    // without a name, not a cell too many.
    for row in rows.values_mut().take(HEADING_DEPTH) {
        row.resize(width, Cell::Text(String::new()));
    }
    let row = |(row, cells): (u32, Vec<Cell>)| TableRow { line: u64::from(row) + 1, cells, spilled: false };
    Ok(rows.into_iter().map(row).collect())
}

/// What a cell holds; `None` when nothing does.
fn cell_of(value: &DataRef<'_>) -> Option<Cell> {
    let text = |text: &str| {
        let line = harmless_line(text);
        (!line.is_empty()).then_some(Cell::Text(line))
    };
    match value {
        DataRef::Empty => None,
        DataRef::String(written) | DataRef::DateTimeIso(written) | DataRef::DurationIso(written) => text(written),
        DataRef::SharedString(written) => text(written),
        DataRef::Int(number) => Some(Cell::Number(number.to_string())),
        // Rust writes the shortest decimal text that reads back as the same number.
        DataRef::Float(number) => Some(Cell::Number(number.to_string())),
        DataRef::Bool(truth) => text(if *truth { "yes" } else { "no" }),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
            let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
            Some(date.map_or_else(|| Cell::Error(format!("{year}-{month}-{day}")), Cell::Date))
        }
    }
}

/// The name of a cell as spreadsheets show it («XFD1048576»); row and column from 0.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(letter).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}
