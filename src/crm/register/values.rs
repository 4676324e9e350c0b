//! What a single cell says: sums, dates, words of a short list.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::table::Cell;
use crate::model::{ContractStatus, Currency, ScheduleLine, UnitKind, parse_amount};
use crate::text::fold;

/// A sum that is not negative. Text is read as people write sums. A number of a spreadsheet is a
/// binary fraction: its decimal text may differ from whole kopecks by the noise that the
/// spreadsheet itself hides (a millionth at most) and no more; rounding real money is not ours to
/// do.
pub(super) fn sum(cell: &Cell) -> Option<Decimal> {
    let amount = match cell {
        Cell::Text(text) => parse_amount(text).ok()?,
        Cell::Number(text) => {
            let exact: Decimal = text.parse().ok()?;
            let mut rounded = exact.round_dp(2);
            rounded.rescale(2);
            // Sums are as long as 1C's «15,2».
            let fits = rounded.abs() < Decimal::from(10_i64.pow(15));
            ((exact - rounded).abs() <= Decimal::new(1, 6) && fits).then_some(rounded)?
        }
        Cell::Date(_) | Cell::Error(_) => return None,
    };
    (amount >= Decimal::ZERO).then_some(amount)
}

/// A date: of a spreadsheet, `YYYY-MM-DD` (also with a time behind it) or `DD.MM.YYYY`.
pub(super) fn date(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Text(text) => written_date(text),
        Cell::Number(_) | Cell::Error(_) => None,
    }
}

fn written_date(text: &str) -> Option<Date> {
    let day_text = text.split(['T', ' ']).next().unwrap_or_default();
    let numbers = |separator: char| -> Option<[i16; 3]> {
        let parts: Vec<&str> = day_text.split(separator).collect();
        let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let [first, second, third] = parts.as_slice() else { return None };
        parts.iter().all(is_number).then_some(())?;
        Some([first.parse().ok()?, second.parse().ok()?, third.parse().ok()?])
    };
    let [year, month, day] = numbers('-').or_else(|| numbers('.').map(|[day, month, year]| [year, month, day]))?;
    // A year of two digits could be any century.
    (year >= 1900).then_some(())?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The Russian word of a status.
const fn russian_status(status: ContractStatus) -> &'static str {
    match status {
        ContractStatus::Draft => "черновик",
        ContractStatus::Signed => "подписан",
        ContractStatus::Registered => "зарегистрирован",
        ContractStatus::Paid => "оплачен",
        ContractStatus::HandedOver => "передан",
        ContractStatus::Assigned => "уступлен",
        ContractStatus::Terminated => "расторгнут",
    }
}

/// Where a contract stands, in the register's words.
pub(super) fn status(text: &str) -> Option<ContractStatus> {
    let folded = fold(text);
    ContractStatus::ALL.into_iter().find(|status| status.name() == folded || russian_status(*status) == folded)
}

/// The words of [`status`], for people.
pub(super) fn statuses() -> String {
    let words = ContractStatus::ALL.map(|status| format!("{} ({})", russian_status(status), status.name()));
    words.join(", ")
}

/// Kinds of what is bought, in the register's words; the first two of each are told to people.
const UNIT_KINDS: [(UnitKind, &[&str]); 4] = [
    (UnitKind::Flat, &["квартира", "flat", "кв", "кв."]),
    (UnitKind::Parking, &["машино-место", "parking", "машиноместо", "паркинг"]),
    (UnitKind::Storage, &["кладовая", "storage", "кладовка"]),
    (UnitKind::Commercial, &["нежилое", "commercial", "нежилое помещение", "коммерция", "офис"]),
];

/// What is bought.
pub(super) fn unit_kind(text: &str) -> Option<UnitKind> {
    let folded = fold(text);
    UNIT_KINDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(kind, _)| *kind)
}

/// The words of [`unit_kind`], for people.
pub(super) fn unit_kinds() -> String {
    let words = UNIT_KINDS.iter().filter_map(|(_, words)| words.get(..2));
    words.map(|words| format!("{} ({})", words[0], words[1])).collect::<Vec<_>>().join(", ")
}

/// The words of [`yes_no`], for people.
pub(super) fn yes_and_no() -> String {
    "да (yes), нет (no)".to_owned()
}

/// What a currency is called, for people: any three letters of ISO 4217 will do.
pub(super) fn currencies() -> String {
    [Currency::RUB, Currency::BYN, Currency::MDL, Currency::EUR, Currency::USD]
        .map(|known| known.to_string())
        .join(", ")
}

/// Yes or no.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "да" | "true" | "1" | "+" => Some(true),
        "" | "no" | "нет" | "false" | "0" | "-" => Some(false),
        _ => None,
    }
}

/// A schedule `2026-01-15=100000.00 2026-02-15=250 000,00`, lines counted in the order written.
/// Lines may also be kept apart by `;`. An error holds the piece that cannot be read.
pub(super) fn schedule(text: &str) -> Result<Vec<ScheduleLine>, String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split(|letter: char| letter.is_whitespace() || letter == ';').filter(|word| !word.is_empty()) {
        match pieces.last_mut() {
            // Spaces may group the thousands of a sum.
            Some(piece) if !word.contains('=') => {
                piece.push(' ');
                piece.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    let line = |(line, piece): (u32, &String)| {
        let (due, amount) = piece.split_once('=').ok_or_else(|| piece.clone())?;
        let amount = sum(&Cell::Text(amount.to_owned())).filter(|amount| !amount.is_zero());
        let due = written_date(due);
        let (due, amount) = due.zip(amount).ok_or_else(|| piece.clone())?;
        Ok(ScheduleLine { line, due, amount, paid: Decimal::ZERO })
    };
    (1..).zip(&pieces).map(line).collect()
}
