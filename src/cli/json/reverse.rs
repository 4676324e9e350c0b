//! `reverse --json`: a line a row as of `commit`, then the totals.

use std::collections::BTreeMap;

use serde::Serialize;

use super::commit::{is_zero, sums};
use crate::model::{Row, plain_text};

/// The last line of `reverse`.
#[derive(Debug, Serialize)]
pub struct ReversalSummary {
    /// What happened, in numbers.
    pub summary: ReversalTotals,
}

/// What a reversal did, in numbers of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReversalTotals {
    /// Taken back now.
    pub reversed: usize,
    /// The CRM had taken them back before.
    pub already: usize,
    /// Not taken back: the CRM holds them as before.
    pub refused: usize,
    /// Nobody knows yet.
    pub unknown: usize,
    /// Sum of the rows that were taken back; refunds that were taken back are taken off.
    pub amount: String,
    /// The same apart by currency.
    pub amounts: BTreeMap<String, String>,
    /// Nothing was sent: the sums are those that would have been.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// Rows that would have been taken back.
    #[serde(skip_serializing_if = "is_zero")]
    pub planned: usize,
    /// What went wrong beside the payments: stages that did not move, comments that were not taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl ReversalTotals {
    /// The same with the sums of these rows.
    #[must_use]
    pub fn with_sums<'row>(self, rows: impl Iterator<Item = &'row Row>) -> Self {
        let sums = sums(rows);
        let amounts = sums.iter().map(|(currency, sum)| (currency.to_string(), plain_text(*sum))).collect();
        Self { amount: plain_text(sums.values().sum()), amounts, ..self }
    }
}
