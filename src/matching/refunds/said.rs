//! What a refund's purpose says of the receipt that it gives back: numbers of orders and their days.

use std::ops::Range;

use jiff::civil::Date;

use crate::matching::reading::Reading;
use crate::matching::reading::facts::word_at;
use crate::matching::reading::scan::Scan;
use crate::matching::words::words;
use crate::model::Payment;

/// A number in the purpose that may be an order's.
#[derive(Debug)]
pub(super) struct Numbered {
    /// Its digits without zeros that lead them.
    pub digits: String,
    /// It is called an order's, or has a day of its own behind it, and is no contract's.
    pub is_sure: bool,
    /// Where it stands in the purpose.
    pub place: Range<usize>,
}

/// What the purpose says.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Numbers that may be an order's.
    pub numbers: Vec<Numbered>,
    /// Days that are no contract's.
    pub dates: Vec<Date>,
}

/// Runs before a number in which its name is looked for: «платёжного поручения от 05.10.2026 № 123».
const LOOK_BACK: usize = 7;
/// A number of fewer digits must be called an order's.
const UNNAMED_DIGITS: usize = 3;

impl Said {
    pub(super) fn of(payment: &Payment, reading: &Reading) -> Self {
        let scan = Scan::new(&payment.purpose);
        let contract_days: Vec<Date> = reading.numbers.iter().filter_map(|found| found.date).collect();
        let days = reading.facts.dates.iter().map(|(day, _)| *day);
        let dates = days.filter(|day| !contract_days.contains(day)).collect();
        let is_in_date = |at: usize| reading.facts.dates.iter().any(|(_, runs)| runs.contains(&at));
        let in_contract = |place: &Range<usize>| reading.numbers.iter().any(|found| overlap(&found.place, place));
        let numbers = (0..scan.runs.len()).filter(|at| scan.runs[*at].digits && !is_in_date(*at)).filter_map(|at| {
            let run = &scan.runs[at];
            let place = scan.original(&run.signs);
            let digits = run.text.trim_start_matches('0').to_owned();
            if digits.is_empty() || in_contract(&place) {
                return None;
            }
            let named = named_as(&scan, at, is_in_date);
            let has_day = (1..=2).any(|step| is_in_date(at + step));
            let is_sure = named == Some(true) || (named.is_none() && has_day);
            let may_be = named != Some(false) && (is_sure || digits.len() >= UNNAMED_DIGITS);
            may_be.then_some(Numbered { digits, is_sure, place })
        });
        Self { numbers: numbers.collect(), dates }
    }

    /// Whether an order is named by its number beyond doubt.
    pub(super) fn is_sure(&self) -> bool {
        self.numbers.iter().any(|number| number.is_sure)
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether the nearest word that names a document calls the number an order's; `None` where none
/// does.
fn named_as(scan: &Scan<'_>, at: usize, is_in_date: impl Fn(usize) -> bool) -> Option<bool> {
    for before in (at.saturating_sub(LOOK_BACK)..at).rev() {
        let Some(run) = scan.run(before) else { continue };
        if run.digits && !is_in_date(before) {
            return None;
        }
        if run.digits {
            continue;
        }
        if word_at(scan, before, &words().contract).is_some() || words().invoice.has(&run.text) {
            return Some(false);
        }
        if word_at(scan, before, &words().order).is_some() || words().order.has(&run.text) {
            return Some(true);
        }
    }
    None
}

/// The numbers by which a receipt may be named, their last digits without zeros that lead them: the
/// bank's, and that of 1C («ТГБП-000123»).
pub(super) fn numbers_of(payment: &Payment) -> impl Iterator<Item = String> {
    let numbers = [payment.order_number.as_ref(), Some(&payment.number)].into_iter().flatten();
    numbers.filter_map(|number| {
        let digits: String = number.chars().rev().skip_while(|sign| !sign.is_ascii_digit()).collect();
        let digits: Vec<char> = digits.chars().take_while(char::is_ascii_digit).collect();
        let digits: String = digits.into_iter().rev().collect();
        let digits = digits.trim_start_matches('0').to_owned();
        (!digits.is_empty()).then_some(digits)
    })
}
