//! Sums of money: a decimal with its currency, and the one tolerant reader of written sums.
//!
//! No binary floating point comes near: a sum is a [`Decimal`] from the first byte to the last.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Currency;

/// A sum in one currency. Payments and schedules carry two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The sum in whole units of the currency («1250000.50»).
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
}

/// Why a text is no sum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing is written there.
    #[error("the sum is empty")]
    Empty,
    /// Not a number, or one that can be read in two ways.
    #[error("{0:?} is not a sum")]
    NotASum(String),
    /// More than two decimals that are not zeros: rounding money silently is not ours to do.
    #[error("{0:?} has fractions of a kopeck")]
    TooPrecise(String),
    /// More than 15 digits before the point; 1C's `ТипСумма` holds 15,2.
    #[error("{0:?} is larger than any payment")]
    TooLarge(String),
}

impl Money {
    /// A sum in a currency.
    #[must_use]
    pub const fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    /// The sum as data: `1250000.00`, always two decimals, a point, no grouping.
    #[must_use]
    pub fn plain(&self) -> String {
        plain_text(self.amount)
    }
}

impl fmt::Display for Money {
    /// `1 250 000,00 RUB`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", kopecks_text(self.amount), self.currency)
    }
}

/// `1250000.00`: two decimals and a point, for JSON and files.
#[must_use]
pub fn plain_text(amount: Decimal) -> String {
    let mut scaled = amount;
    scaled.rescale(2);
    scaled.to_string()
}

/// `1 250 000,00`: for people; thousands are kept apart by a no-break space.
#[must_use]
pub fn kopecks_text(amount: Decimal) -> String {
    let plain = plain_text(amount.abs());
    let (units, kopecks) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut text = String::with_capacity(plain.len() + units.len() / 3 + 4);
    if amount.is_sign_negative() && !amount.is_zero() {
        text.push('−');
    }
    for (position, digit) in units.chars().enumerate() {
        if position > 0 && (units.len() - position) % 3 == 0 {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text.push(',');
    text.push_str(kopecks);
    text
}

/// Reads a sum as accountants and banks write it.
///
/// `.`, `,`, `=` and `-` may stand before one or two kopeck digits, spaces (also no-break) and
/// points may group thousands: `1250000.5`, `3 500,50`, `1.250.000,00`, `18460000-00`,
/// `7,248.81`. A text that can be read in two ways is refused: in `1.250` the point may group
/// thousands or begin kopecks. The sign is kept.
///
/// # Errors
/// [`MoneyError`] when nothing is there, it is no number, it names fractions of a kopeck or it
/// is larger than 15 digits.
pub fn parse_amount(text: &str) -> Result<Decimal, MoneyError> {
    let not_a_sum = || MoneyError::NotASum(text.chars().take(40).collect());
    let trimmed = text.trim().trim_end_matches('=').trim_end();
    if trimmed.is_empty() {
        return Err(MoneyError::Empty);
    }
    let (negative, unsigned) = match trimmed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    if !unsigned.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(not_a_sum());
    }
    let is_group_space = |letter: char| matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'');
    let (units, kopecks) = match unsigned.rfind(['.', ',', '=', '-', '−']) {
        None => (unsigned, ""),
        Some(at) => {
            let separator = unsigned[at..].chars().next().unwrap_or('.');
            let tail = &unsigned[at + separator.len_utf8()..];
            (&unsigned[..at], tail)
        }
    };
    if !kopecks.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(not_a_sum());
    }
    let significant = kopecks.trim_end_matches('0');
    let has_separator = units.len() != unsigned.len();
    if has_separator && (kopecks.is_empty() || kopecks.len() == 3) {
        return Err(not_a_sum());
    }
    if significant.len() > 2 {
        return Err(MoneyError::TooPrecise(text.chars().take(40).collect()));
    }
    let digits = grouped_digits(units, is_group_space).ok_or_else(not_a_sum)?;
    if digits.len() > 15 {
        return Err(MoneyError::TooLarge(text.chars().take(40).collect()));
    }
    let mut amount: Decimal = format!("{digits}.{kopecks:0<2}").parse().map_err(|_| not_a_sum())?;
    amount.rescale(2);
    amount.set_sign_negative(negative && !amount.is_zero());
    Ok(amount)
}

/// The digits before the kopecks, when any grouping in them is sound: groups of three after the
/// first one, all kept apart by one kind of mark.
fn grouped_digits(units: &str, is_group_space: impl Fn(char) -> bool) -> Option<String> {
    let mut digits = String::with_capacity(units.len());
    let mut mark = None;
    let mut group = 0_usize;
    for letter in units.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            group += 1;
            continue;
        }
        let kind = if is_group_space(letter) { ' ' } else { letter };
        if !matches!(kind, ' ' | '.' | ',') || mark.is_some_and(|known| known != kind) {
            return None;
        }
        let sound = if mark.is_none() { (1..=3).contains(&group) } else { group == 3 };
        if !sound {
            return None;
        }
        mark = Some(kind);
        group = 0;
    }
    let sound = mark.is_none() || group == 3;
    (sound && !digits.is_empty()).then(|| {
        let trimmed = digits.trim_start_matches('0');
        if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1250000.5", "1250000.50")]
    #[case("3 500,50", "3500.50")]
    #[case("3\u{a0}500,50", "3500.50")]
    #[case("1.250.000,00", "1250000.00")]
    #[case("7,248.81", "7248.81")]
    #[case("18460000-00", "18460000.00")]
    #[case("5.616.666,67=", "5616666.67")]
    #[case("1 031 441-61", "1031441.61")]
    #[case("500", "500.00")]
    #[case("0.00", "0.00")]
    #[case("-100.00", "-100.00")]
    #[case("100.1000", "100.10")]
    #[case("000123.45", "123.45")]
    fn reads(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(parse_amount(text).map(plain_text), Ok(expected.to_owned()));
    }

    #[rstest]
    #[case("")]
    #[case("   ")]
    #[case("рублей")]
    #[case("1.250")]
    #[case("12,34,56")]
    #[case("1 2 3")]
    #[case("100.123")]
    #[case("100.")]
    #[case("12a.00")]
    #[case("--5")]
    #[case("1e5")]
    #[case("1234567890123456.00")]
    fn refuses(#[case] text: &str) {
        assert!(parse_amount(text).is_err(), "{text} gave {:?}", parse_amount(text));
    }

    #[test]
    fn people_see_thousands_apart() {
        assert_eq!(kopecks_text(Decimal::new(125_000_050, 2)), "1\u{a0}250\u{a0}000,50");
        assert_eq!(kopecks_text(Decimal::new(-99_905, 2)), "−999,05");
        assert_eq!(kopecks_text(Decimal::ZERO), "0,00");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(kopecks in -99_999_999_999_999_i64..99_999_999_999_999) {
            let amount = Decimal::new(kopecks, 2);
            prop_assert_eq!(parse_amount(&plain_text(amount)), Ok(amount));
            prop_assert_eq!(parse_amount(&kopecks_text(amount)), Ok(amount));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            drop(parse_amount(&text));
        }
    }
}
