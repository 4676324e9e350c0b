//! The register as .xlsx: a sheet of what went through with its totals, and one of what did not,
//! with the reasons.
//!
//! Outside text is always a string cell, never a formula, and stays one when somebody edits the
//! cell. A number in a workbook is a binary fraction: kopecks come back exactly up to fifteen
//! digits, so a greater sum is written as text.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::register::{Line, Register, sums};
use super::words::{COLUMNS, Column, Words};
use crate::cli::handout::is_formula;
use crate::model::{Money, plain_text};

/// From here on a sum with kopecks has more than fifteen digits: 10 000 000 000 000.
const NUMBER_MAX: i64 = 10_000_000_000_000;
/// What a cell may hold.
const TEXT_MAX: usize = 32_767;
/// The row of headings, below the title.
const HEADINGS: u32 = 2;
/// A4.
const PAPER: u8 = 9;

/// How cells look.
struct Looks {
    title: Format,
    heading: Format,
    text: Format,
    formula_like: Format,
    day: Format,
    sum: Format,
    total: Format,
    total_sum: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        let text = cell().set_text_wrap();
        Self {
            title: Format::new().set_bold(),
            heading: Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin),
            formula_like: text.clone().set_quote_prefix(),
            text,
            day: cell().set_num_format("dd.mm.yyyy"),
            sum: cell().set_num_format("#,##0.00"),
            total: Format::new().set_bold(),
            total_sum: Format::new().set_bold().set_num_format("#,##0.00"),
        }
    }
}

pub(super) fn bytes(register: &Register<'_>, words: &Words<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let looks = Looks::new();
    let mut page = Page::begin(workbook.add_worksheet(), "cli-export-sheet", register, words, &looks)?;
    page.lines(register.passed())?;
    page.totals("cli-export-total", sums(register.passed()))?;
    page.totals("cli-export-total-taken-back", sums(register.taken_back_later()))?;
    page.end()?;
    let mut page = Page::begin(workbook.add_worksheet(), "cli-export-sheet-refused", register, words, &looks)?;
    page.lines(register.refused())?;
    page.totals("cli-export-total-refused", sums(register.refused()))?;
    page.end()?;
    workbook.save_to_buffer()
}

/// A sheet that is being written, downwards.
struct Page<'book> {
    sheet: &'book mut Worksheet,
    words: &'book Words<'book>,
    looks: &'book Looks,
    row: u32,
}

impl<'book> Page<'book> {
    fn begin(
        sheet: &'book mut Worksheet,
        name: &str,
        register: &Register<'_>,
        words: &'book Words<'book>,
        looks: &'book Looks,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(words.get(name))?;
        sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEADINGS, HEADINGS)?.set_freeze_panes(HEADINGS + 1, 0)?;
        sheet.write_string_with_format(0, 0, words.title(register), &looks.title)?;
        for (place, column) in (0..).zip(COLUMNS) {
            sheet.write_string_with_format(HEADINGS, place, words.heading(column), &looks.heading)?;
            sheet.set_column_width(place, width(column))?;
        }
        sheet.write_string_with_format(HEADINGS, WHY, words.get("cli-column-why"), &looks.heading)?;
        sheet.set_column_width(WHY, 40)?;
        Ok(Self { sheet, words, looks, row: HEADINGS + 1 })
    }

    fn lines<'line, 'journal: 'line>(
        &mut self,
        lines: impl Iterator<Item = &'line Line<'journal>>,
    ) -> Result<(), XlsxError> {
        for line in lines {
            for (place, column) in (0..).zip(COLUMNS) {
                match column {
                    Column::Date => self.day(place, line.posting.date)?,
                    Column::Sum => self.sum(place, line.sum.amount, &self.looks.sum)?,
                    _ => self.text(place, &self.words.text(line, column))?,
                }
            }
            self.text(WHY, &self.words.why(line))?;
            self.row += 1;
        }
        Ok(())
    }

    fn totals(&mut self, key: &str, sums: Vec<Money>) -> Result<(), XlsxError> {
        for Money { amount, currency } in sums {
            self.sheet.write_string_with_format(self.row, 0, self.words.get(key), &self.looks.total)?;
            for (place, column) in (0..).zip(COLUMNS) {
                match column {
                    Column::Sum => self.sum(place, amount, &self.looks.total_sum)?,
                    Column::Currency => {
                        self.sheet.write_string_with_format(
                            self.row,
                            place,
                            currency.to_string(),
                            &self.looks.total,
                        )?;
                    }
                    _ => {}
                }
            }
            self.row += 1;
        }
        Ok(())
    }

    fn end(self) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row + 1, 0, self.words.seal())?;
        Ok(())
    }

    fn text(&mut self, place: u16, text: &str) -> Result<(), XlsxError> {
        let look = if is_formula(text) { &self.looks.formula_like } else { &self.looks.text };
        self.sheet.write_string_with_format(self.row, place, fitting(text), look)?;
        Ok(())
    }

    fn day(&mut self, place: u16, day: jiff::civil::Date) -> Result<(), XlsxError> {
        let (year, month, day) = (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
        let day = ExcelDateTime::from_ymd(year, month, day)?;
        self.sheet.write_datetime_with_format(self.row, place, &day, &self.looks.day)?;
        Ok(())
    }

    /// A sum: the binary fraction that is nearest to its digits, and no arithmetic with it.
    fn sum(&mut self, place: u16, sum: Decimal, look: &Format) -> Result<(), XlsxError> {
        let digits = plain_text(sum).parse::<f64>().ok().filter(|_| sum.abs() < Decimal::from(NUMBER_MAX));
        match digits {
            Some(number) => self.sheet.write_number_with_format(self.row, place, number, look)?,
            None => self.sheet.write_string_with_format(self.row, place, self.words.sum(sum), look)?,
        };
        Ok(())
    }
}

/// The column of reasons, behind all others.
const WHY: u16 = 11;

const fn width(column: Column) -> u16 {
    match column {
        Column::Date => 11,
        Column::Number => 10,
        Column::Payer => 32,
        Column::TaxId => 14,
        Column::Purpose => 48,
        Column::Contract => 18,
        Column::Line | Column::Currency => 8,
        Column::Sum => 17,
        Column::State | Column::Reference => 16,
    }
}

/// What a cell takes of a text; a cut is shown.
fn fitting(text: &str) -> String {
    if text.chars().count() <= TEXT_MAX {
        return text.to_owned();
    }
    text.chars().take(TEXT_MAX - 1).chain(['…']).collect()
}
