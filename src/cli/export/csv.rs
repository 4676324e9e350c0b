//! The register as .csv: UTF-8 with its mark, and the delimiter and the decimal sign with which a
//! spreadsheet of the language opens it by itself. One table: what went through, totals, what did not.

use std::io;

use csv::Writer;

use super::register::{Line, Register, sums};
use super::words::{COLUMNS, Column, Words};
use crate::cli::handout::no_formula;
use crate::model::Money;

/// By it a spreadsheet knows the encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn bytes(register: &Register<'_>, words: &Words<'_>) -> io::Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(words.delimiter()).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let why = words.get("cli-column-why");
    writer.write_record(COLUMNS.iter().map(|column| words.heading(*column)).chain([why]))?;
    for line in register.passed() {
        record(&mut writer, line, words)?;
    }
    for sum in sums(register.passed()) {
        total(&mut writer, "cli-export-total", sum, words)?;
    }
    for sum in sums(register.taken_back_later()) {
        total(&mut writer, "cli-export-total-taken-back", sum, words)?;
    }
    for line in register.refused() {
        record(&mut writer, line, words)?;
    }
    for sum in sums(register.refused()) {
        total(&mut writer, "cli-export-total-refused", sum, words)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn record(writer: &mut Writer<Vec<u8>>, line: &Line<'_>, words: &Words<'_>) -> io::Result<()> {
    let cell = |column: &Column| {
        let text = words.text(line, *column);
        // A sum is ours, and below zero it must stay a number.
        if *column == Column::Sum { text } else { no_formula(&text) }
    };
    writer.write_record(COLUMNS.iter().map(cell).chain([no_formula(&words.why(line))]))?;
    Ok(())
}

fn total(writer: &mut Writer<Vec<u8>>, key: &str, sum: Money, words: &Words<'_>) -> io::Result<()> {
    let cell = |column: &Column| match column {
        Column::Date => words.get(key),
        Column::Sum => words.sum(sum.amount),
        Column::Currency => sum.currency.to_string(),
        _ => String::new(),
    };
    writer.write_record(COLUMNS.iter().map(cell).chain([String::new()]))?;
    Ok(())
}
