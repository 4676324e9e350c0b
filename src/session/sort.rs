//! By what rows are sorted.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Session;
use crate::model::{Currency, Readiness};
use crate::store::Sort;
use crate::text::{fold, fold_number};

/// What stands for a row in the chosen order. Rows with the same key keep the order of arrival.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    Arrival,
    Date(Date),
    Sum(Currency, Decimal),
    Readiness(Readiness),
    /// Whether there is no text: such rows come last. Then the folded text.
    Text(bool, String),
}

impl Session {
    pub(super) fn sort_key(&self, position: usize) -> SortKey {
        let row = &self.rows[position];
        match self.view.sort {
            Sort::Arrival => SortKey::Arrival,
            Sort::Date => SortKey::Date(row.payment.effective_date()),
            Sort::Sum => SortKey::Sum(row.payment.currency(), row.payment.amount.amount),
            Sort::Readiness => SortKey::Readiness(row.readiness()),
            Sort::Payer => {
                let name = fold(&row.payment.counterparty().name);
                SortKey::Text(name.is_empty(), name)
            }
            Sort::Contract => {
                let first = row.allocations().first();
                let number =
                    first.and_then(|part| self.index.contract(&part.contract)).map(|contract| &contract.number);
                SortKey::Text(number.is_none(), number.map(|number| fold_number(number).text).unwrap_or_default())
            }
        }
    }

    /// Sorts positions that stand in order of arrival.
    pub(super) fn sort_positions(&self, positions: Vec<usize>) -> Vec<usize> {
        if self.view.sort == Sort::Arrival {
            return if self.view.descending { positions.into_iter().rev().collect() } else { positions };
        }
        let mut keyed: Vec<(SortKey, usize)> =
            positions.into_iter().map(|position| (self.sort_key(position), position)).collect();
        if self.view.descending {
            keyed.sort_by(|one, other| other.0.cmp(&one.0));
        } else {
            keyed.sort_by(|one, other| one.0.cmp(&other.0));
        }
        keyed.into_iter().map(|(_, position)| position).collect()
    }

    /// Whether one row stands before another in the chosen order.
    pub(super) fn stands_before(&self, one: usize, other: usize) -> bool {
        let order = self.sort_key(one).cmp(&self.sort_key(other));
        let order = if self.view.descending { order.reverse() } else { order };
        let arrival = one.cmp(&other);
        let turned = self.view.descending && self.view.sort == Sort::Arrival;
        order.then(if turned { arrival.reverse() } else { arrival }).is_lt()
    }
}
