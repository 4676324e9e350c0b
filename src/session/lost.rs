//! Whether the CRM still holds what it took. A colleague, another state folder or another program
//! may have wiped it, and then a row must not go on saying that it is posted.
//!
//! Nothing is opened for another commit here: a person takes the row back first.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::Session;
use super::held::Held;
use crate::model::{Allocation, CommitState, ContractId, ELSEWHERE, MISSING, Row, TAKEN_BACK};

impl Session {
    /// Holds all committed rows against what the CRM holds now. Adds what changed.
    pub(super) fn find_lost(&mut self, changed: &mut BTreeSet<usize>) {
        for position in 0..self.rows.len() {
            let row = &self.rows[position];
            let is_committed = matches!(row.commit, CommitState::Committed { .. });
            if is_committed && !self.is_judged(row) {
                continue;
            }
            let held = self.held.of_payment(row.payment.id).filter(|_| is_committed);
            let is_taken_back = self.held.was_taken_back(row);
            let row = &mut self.rows[position];
            if let Some(held) = held.filter(|held| held.generation > row.generation) {
                // It was taken back and posted anew behind this session, which takes it back under the later keys.
                row.become_committed(&held.reference, &held.allocations, held.generation);
                row.version += 1;
                changed.insert(position);
            }
            let fact = match held {
                _ if !is_committed => None,
                Some(held) => is_otherwise(row, held).then_some(ELSEWHERE),
                None if is_taken_back => Some(TAKEN_BACK),
                None => Some(MISSING),
            };
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

/// Whether the CRM holds a committed row in another way than it was given or decided.
fn is_otherwise(row: &Row, held: &Held) -> bool {
    let is_out = row.decision.excluded == Some(true);
    let is_given_elsewhere =
        row.decision.allocations.as_ref().is_some_and(|decided| !are_same(decided, &held.allocations));
    is_out || is_given_elsewhere || !are_same(row.allocations(), &held.allocations)
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
