//! A table of cells, whatever file it came from: text with a separator, or a spreadsheet.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};
use jiff::civil::Date;

use super::columns::Columns;
use crate::text::harmless_line;

/// How far down a heading row may stand: exports put titles above it.
pub(super) const HEADING_DEPTH: usize = 20;
/// Rows that a register may have: far more than the largest builder has contracts.
pub(super) const ROWS_MAX: usize = 300_000;

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

    /// Bytes that it takes in memory.
    pub(super) fn size(&self) -> u64 {
        let text = match self {
            Self::Text(text) | Self::Number(text) | Self::Error(text) => text.len(),
            Self::Date(_) => 0,
        };
        (size_of::<Self>() + text) as u64
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
    /// Takes the rows below the heading; `None` when there is no row.
    pub(super) fn of(mut rows: Vec<TableRow>) -> Option<Self> {
        let (position, columns) = Columns::among(&rows)?;
        let rows = rows.split_off(position + 1);
        Some(Self { columns, rows })
    }
}

/// Text with a heading in it, of which only the first rows were read.
#[derive(Debug)]
pub(super) struct Headed {
    text: String,
    separator: u8,
    /// The headings.
    pub(super) columns: Columns,
}

/// Looks for the heading in text with `;`, `,` or tabs between cells: that separator which gives
/// most known headings. `None` when there is no row at all.
pub(super) fn head_of_text(bytes: &[u8]) -> Option<Headed> {
    let text = decode(bytes);
    let separators = [b';', b',', b'\t'];
    let heads = separators.into_iter().filter_map(|separator| {
        let first: Vec<TableRow> = rows_of_text(&text, separator).take(HEADING_DEPTH).collect();
        Some((separator, Columns::among(&first)?.1))
    });
    let (separator, columns) = heads.rev().max_by_key(|(_, columns)| columns.known())?;
    Some(Headed { text, separator, columns })
}

impl Headed {
    /// The whole table; `None` when it has too many rows.
    pub(super) fn table(&self) -> Option<Table> {
        let rows: Vec<TableRow> = rows_of_text(&self.text, self.separator).take(ROWS_MAX + 1).collect();
        Table::of(rows).filter(|table| table.rows.len() < ROWS_MAX)
    }
}

/// Whether the text is a file of payments: the statement of a bank or the documents of 1C.
pub(super) fn is_payments(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 4096;
    let head = decode(bytes.get(..LOOKED_AT).unwrap_or(bytes));
    let head = head.trim_start();
    head.starts_with("1CClientBankExchange") || (head.starts_with('<') && head.contains("EnterpriseData"))
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

fn rows_of_text(text: &str, separator: u8) -> impl Iterator<Item = TableRow> {
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    reader.into_records().flatten().map(move |record| {
        let line = record.position().map_or(0, csv::Position::line);
        let spilled = record.iter().any(|cell| cell.contains('\n') && cell.contains(char::from(separator)));
        let cells = record.iter().map(|cell| Cell::Text(harmless_line(cell))).collect();
        TableRow { line, cells, spilled }
    })
}
