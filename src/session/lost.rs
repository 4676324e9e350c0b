//! Whether the CRM still holds what it took. A colleague, another state folder or another program
//! may have wiped it, and then a row must not go on saying that it is posted.
//!
//! Nothing is opened for another commit here: a person takes the row back first.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::Session;
use super::held::Held;
use crate::model::{Allocation, CommitState, ContractId, ELSEWHERE, MISSING, Row};

impl Session {
    /// Holds all committed rows against what the CRM holds now. Adds what changed.
    pub(super) fn find_lost(&mut self, changed: &mut BTreeSet<usize>) {
        for position in 0..self.rows.len() {
            let row = &self.rows[position];
            let fact = match row.commit {
                CommitState::Committed { .. } if !self.is_judged(row) => continue,
                CommitState::Committed { .. } => became(row, self.held.of_payment(row.payment.id)),
                CommitState::Open | CommitState::Unknown | CommitState::Refused(_) => None,
            };
            let row = &mut self.rows[position];
            if row.note_in_crm(fact) {
                row.version += 1;
                changed.insert(position);
            }
        }
    }

    /// Whether what the CRM told last is newer than whatever was last done with the row.
    fn is_judged(&self, row: &Row) -> bool {
        let id = &row.payment.id;
        self.held.is_of_now && !self.in_flight.contains(id) && !self.newer_than_register.contains(id)
    }
}

/// What became of a committed row in the CRM; `None` where it stands as it should.
fn became(row: &Row, held: Option<&Held>) -> Option<&'static str> {
    let Some(held) = held else { return Some(MISSING) };
    let is_out = row.decision.excluded == Some(true);
    let is_given_elsewhere =
        row.decision.allocations.as_ref().is_some_and(|decided| !are_same(decided, &held.allocations));
    (is_out || is_given_elsewhere || !are_same(row.allocations(), &held.allocations)).then_some(ELSEWHERE)
}

/// Whether the same sums lie on the same debts. A CRM that keeps no lines tells none.
fn are_same(given: &[Allocation], held: &[Allocation]) -> bool {
    let keeps_lines = held.iter().any(|part| part.line.is_some());
    let sums = |parts: &[Allocation]| {
        let mut sums: HashMap<(ContractId, Option<u32>), Decimal> = HashMap::new();
        for part in parts {
            let line = part.line.filter(|_| keeps_lines);
            *sums.entry((part.contract.clone(), line)).or_default() += part.amount;
        }
        sums
    };
    sums(given) == sums(held)
}
