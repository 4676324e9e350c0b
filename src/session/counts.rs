//! How many rows stand in which readiness, and what sums.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{Currency, Money, Readiness, Row};

/// Rows counted by readiness, with their sums apart by currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    by_readiness: BTreeMap<Readiness, (usize, BTreeMap<Currency, Decimal>)>,
}

impl Counts {
    /// Counts rows: those that the CRM has by what it took, money that went out below zero.
    pub(super) fn add(&mut self, row: &Row, readiness: Readiness) {
        let (rows, sums) = self.by_readiness.entry(readiness).or_default();
        *rows += 1;
        *sums.entry(row.payment.currency()).or_default() += row.signed_sum();
    }

    /// How many rows stand there.
    #[must_use]
    pub fn rows(&self, readiness: Readiness) -> usize {
        self.by_readiness.get(&readiness).map_or(0, |(rows, _)| *rows)
    }

    /// The sums of those rows, one a currency; empty where there are no rows.
    #[must_use]
    pub fn sums(&self, readiness: Readiness) -> Vec<Money> {
        let sums = self.by_readiness.get(&readiness).map(|(_, sums)| sums);
        sums.into_iter().flatten().map(|(currency, sum)| Money::new(*sum, *currency)).collect()
    }

    /// How many rows there are.
    #[must_use]
    pub fn total_rows(&self) -> usize {
        self.by_readiness.values().map(|(rows, _)| rows).sum()
    }

    /// The sums of all rows, one a currency.
    #[must_use]
    pub fn total_sums(&self) -> Vec<Money> {
        let mut total: BTreeMap<Currency, Decimal> = BTreeMap::new();
        for (currency, sum) in self.by_readiness.values().flat_map(|(_, sums)| sums) {
            *total.entry(*currency).or_default() += *sum;
        }
        total.into_iter().map(|(currency, sum)| Money::new(sum, currency)).collect()
    }
}
