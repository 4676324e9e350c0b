//! What became of the rows of a batch: `commit`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::{Currency, Row, plain_text};

/// What became of a row: `commit`.
#[derive(Debug, Serialize)]
pub struct CommitLine {
    /// The row.
    pub id: String,
    /// The key of its first allocation.
    pub key: Option<String>,
    /// The keys of all of its allocations.
    pub keys: Vec<String>,
    /// `committed`, `already`, `refused`, `unknown`; `reversed` of `reverse`; `planned` of a dry run.
    pub outcome: &'static str,
    /// The CRM's name for it.
    pub crm_ref: Option<String>,
    /// Why not, in the user's language.
    pub error: Option<String>,
}

/// The last line of `commit`.
#[derive(Debug, Serialize)]
pub struct CommitSummary {
    /// What happened, in numbers.
    pub summary: CommitTotals,
}

/// What a commit did, in numbers of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CommitTotals {
    /// Taken now.
    pub committed: usize,
    /// The CRM had them.
    pub already: usize,
    /// Not taken.
    pub refused: usize,
    /// Nobody knows yet.
    pub unknown: usize,
    /// Sum of the rows that the CRM holds through this call: committed and already.
    pub amount: String,
    /// The same apart by currency.
    pub amounts: BTreeMap<String, String>,
    /// Among these, rows that gave money back.
    #[serde(skip_serializing_if = "is_zero")]
    pub refunds: usize,
    /// What they gave back, apart by currency; the sums above are what came in less this.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub refunded: BTreeMap<String, String>,
    /// Nothing was sent: the sums are those that would have been.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// Rows that would have been sent.
    #[serde(skip_serializing_if = "is_zero")]
    pub planned: usize,
    /// What went wrong beside the payments, which stand: stages that did not move, comments that
    /// were not taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl CommitTotals {
    /// The same with the sums of these rows.
    #[must_use]
    pub fn with_sums<'row>(self, rows: impl Iterator<Item = &'row Row>) -> Self {
        let rows: Vec<&Row> = rows.collect();
        let sums_of = |sums: BTreeMap<Currency, Decimal>, sign: Decimal| {
            sums.into_iter().map(|(currency, sum)| (currency.to_string(), plain_text(sum * sign))).collect()
        };
        let refunds: Vec<&Row> = rows.iter().copied().filter(|row| row.kind().is_outgoing()).collect();
        let all = sums(rows.iter().copied());
        Self {
            amount: plain_text(all.values().sum()),
            amounts: sums_of(all, Decimal::ONE),
            refunds: refunds.len(),
            refunded: sums_of(sums(refunds.into_iter()), Decimal::NEGATIVE_ONE),
            ..self
        }
    }
}

/// The sums of rows apart by currency; money that was given back is taken off.
#[must_use]
pub fn sums<'row>(rows: impl Iterator<Item = &'row Row>) -> BTreeMap<Currency, Decimal> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for row in rows {
        *sums.entry(row.payment.currency()).or_default() += row.signed_sum();
    }
    sums
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) const fn is_zero(count: &usize) -> bool {
    *count == 0
}
