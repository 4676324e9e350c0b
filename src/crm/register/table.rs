//! A table of cells, whatever file it came from: text with a separator, or a spreadsheet.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, XlsxError};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};
use jiff::civil::Date;

use super::columns::Columns;
use crate::text::harmless_line;

/// How far down a heading row may stand: exports put titles above it.
const HEADING_DEPTH: usize = 20;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Text, made harmless; empty for an empty cell.
    Text(String),
    /// A number of a spreadsheet as the shortest decimal text that means it.
    Number(String),
    /// A date of a spreadsheet.
    Date(Date),
    /// A formula that failed («#REF!»).
    Error(String),
}

impl Cell {
    /// Whether nothing stands there.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    /// What people read there.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Error(text) => text.clone(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A row with its place: line of the text, or row of the sheet, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableRow {
    pub(super) line: u64,
    pub(super) cells: Vec<Cell>,
    /// A cell that holds line breaks and separators: a quote that nobody closed has swallowed the
    /// rows below it.
    pub(super) spilled: bool,
}

/// The table below its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) columns: Columns,
    pub(super) rows: Vec<TableRow>,
}

impl Table {
    /// Finds the heading among the first rows: the row with most known headings.
    fn of(mut rows: Vec<TableRow>) -> Option<Self> {
        let headings = rows.iter().take(HEADING_DEPTH).enumerate().map(|(position, row)| {
            let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
            (position, Columns::of(&texts))
        });
        let (position, columns) = headings.rev().max_by_key(|(_, columns)| columns.known())?;
        let rows = rows.split_off(position + 1);
        Some(Self { columns, rows })
    }
}

/// Reads text with `;`, `,` or tabs between cells: that separator which gives most known headings.
/// `None` when there is no row at all.
pub(super) fn of_text(bytes: &[u8]) -> Option<Table> {
    let text = decode(bytes);
    let separators = [b';', b',', b'\t'];
    let tables = separators.into_iter().filter_map(|separator| Table::of(rows_of_text(&text, separator)));
    tables.rev().max_by_key(|table| table.columns.known())
}

/// A byte order mark is believed; otherwise text that is valid UTF-8 is UTF-8, all else
/// windows-1251.
fn decode(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or_else(
        || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1251 },
        |(encoding, _)| encoding,
    );
    encoding.decode(bytes).0.into_owned()
}

fn rows_of_text(text: &str, separator: u8) -> Vec<TableRow> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, csv::Position::line);
        let spilled = record.iter().any(|cell| cell.contains('\n') && cell.contains(char::from(separator)));
        let cells = record.iter().map(|cell| Cell::Text(harmless_line(cell))).collect();
        rows.push(TableRow { line, cells, spilled });
    }
    rows
}

/// Reads the sheet of a workbook whose heading has most known headings. `None` when no sheet has
/// a row.
pub(super) fn of_workbook(bytes: &[u8]) -> Result<Option<Table>, XlsxError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let mut best: Option<Table> = None;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name)?;
        let first = range.start().map_or(0, |(row, _)| row);
        let rows = (u64::from(first) + 1..)
            .zip(range.rows())
            .map(|(line, cells)| TableRow { line, cells: cells.iter().map(cell_of).collect(), spilled: false })
            .collect();
        let table = Table::of(rows);
        if let Some(table) = table
            && best.as_ref().is_none_or(|known| table.columns.known() > known.columns.known())
        {
            best = Some(table);
        }
    }
    Ok(best)
}

fn cell_of(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Text(String::new()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(harmless_line(text)),
        Data::Int(number) => Cell::Number(number.to_string()),
        // Rust writes the shortest decimal text that reads back as the same number.
        Data::Float(number) => Cell::Number(number.to_string()),
        Data::Bool(truth) => Cell::Text(if *truth { "yes".to_owned() } else { "no".to_owned() }),
        Data::Error(error) => Cell::Error(error.to_string()),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
            let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
            date.map_or_else(|| Cell::Error(format!("{year}-{month}-{day}")), Cell::Date)
        }
    }
}
