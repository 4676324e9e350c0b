//! What the CRM file holds, and the sums that follow from it.
//!
//! Sums are never stored: they are counted from the register's own figure and the money held, so
//! that they cannot drift apart from the postings.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::crm::totals::{lay_oldest_first, take_newest_first};
use crate::model::{Allocation, Contract, ContractStatus, Direction, Posting};

/// The place of money that names no instalment, among the line numbers, which begin at 1.
const NO_LINE: u32 = 0;

/// A contract as it lies in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ContractRecord {
    /// As the register has it: `paid` is what was paid before the register was made, the
    /// instalments carry no payments, the version is zero.
    register: Contract,
    /// Grows with every change of the register that a commit must know of. Postings do not move
    /// it: consecutive calls of one commit carry the version that all of them were matched
    /// against, and would refuse each other. What other money may have changed meanwhile is
    /// guarded by the sums that are due, in contract and line.
    version: u64,
    /// Money held under postings in force, by line: what came in less what was given back. Below
    /// zero where money was given back that the register counts as paid.
    held: BTreeMap<u32, Decimal>,
}

/// The number in a [`ContractRecord`] and nothing else: whoever reads all payments asks it of every
/// contract that has any, and the schedule costs most of the reading.
#[derive(Debug, Deserialize)]
pub(super) struct NumberOnly {
    register: NumberOnlyContract,
}

#[derive(Debug, Deserialize)]
struct NumberOnlyContract {
    number: String,
}

impl NumberOnly {
    /// The contract's number.
    pub(super) fn into_number(self) -> String {
        self.register.number
    }
}

impl ContractRecord {
    /// A contract that the CRM did not know.
    pub(super) fn new(contract: Contract) -> Self {
        Self { register: as_registered(contract), version: 1, held: BTreeMap::new() }
    }

    /// The contract as the register has it.
    pub(super) const fn register(&self) -> &Contract {
        &self.register
    }

    /// The version that a commit must name.
    pub(super) const fn version(&self) -> u64 {
        self.version
    }

    /// All money held under postings in force.
    pub(super) fn held(&self) -> Decimal {
        self.held.values().sum()
    }

    /// Takes the register's newer word; money held stays. Returns whether anything changed.
    pub(super) fn update(&mut self, contract: Contract) -> bool {
        let newer = as_registered(contract);
        if newer == self.register {
            return false;
        }
        if matters(&newer) != matters(&self.register) {
            self.version += 1;
        }
        self.register = newer;
        true
    }

    /// Takes a part of a payment, or gives it back.
    pub(super) fn hold(&mut self, direction: Direction, part: &Allocation) {
        self.add(part.line, direction.signed(part.amount));
    }

    /// Undoes what [`ContractRecord::hold`] did.
    pub(super) fn release(&mut self, direction: Direction, part: &Allocation) {
        self.add(part.line, -direction.signed(part.amount));
    }

    fn add(&mut self, line: Option<u32>, sum: Decimal) {
        let line = line.unwrap_or(NO_LINE);
        let rest = self.held.get(&line).copied().unwrap_or_default() + sum;
        if rest.is_zero() {
            self.held.remove(&line);
        } else {
            self.held.insert(line, rest);
        }
    }

    /// The contract with all that was paid. Money held lies on its line; what the register counts
    /// as paid, and money of lines that a newer schedule lost, fills what is open, oldest due
    /// first. Of that, what was given back is taken from its own line. A signed or registered
    /// contract that is paid in full is `Paid`.
    pub(super) fn current(&self) -> Contract {
        let mut contract = self.register.clone();
        contract.version = self.version;
        let mut loose = self.register.paid;
        let mut given_back = Vec::new();
        for (line, sum) in &self.held {
            match contract.schedule.iter_mut().find(|candidate| candidate.line == *line) {
                Some(_) if *sum < Decimal::ZERO => given_back.push((*line, -*sum)),
                Some(found) => found.paid += *sum,
                None => loose += *sum,
            }
        }
        if loose < Decimal::ZERO {
            given_back.push((NO_LINE, -loose));
            loose = Decimal::ZERO;
        }
        let mut beside = lay_oldest_first(&mut contract.schedule, loose);
        for (line, sum) in given_back {
            take_newest_first(&mut contract.schedule, line, sum, &mut beside);
        }
        contract.paid = self.register.paid + self.held();
        let can_close = matches!(contract.status, ContractStatus::Signed | ContractStatus::Registered);
        if can_close && !contract.total.is_zero() && contract.due().is_zero() {
            contract.status = ContractStatus::Paid;
        }
        contract
    }
}

/// The register's word alone.
fn as_registered(mut contract: Contract) -> Contract {
    contract.version = 0;
    for line in &mut contract.schedule {
        line.paid = Decimal::ZERO;
    }
    contract
}

/// The facts that a match rests on: all but who is told and what means nothing here.
fn matters(contract: &Contract) -> Contract {
    Contract { manager: String::new(), notes: Vec::new(), ..contract.clone() }
}

/// An entry of the ledger; entries are added, never removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Entry {
    /// A payment was taken.
    Posted {
        /// What was taken, to the letter.
        posting: Box<Posting>,
        /// The entry that took it back.
        reversed_by: Option<u64>,
    },
    /// A payment was taken back.
    Reversed {
        /// Which entry.
        of: u64,
        /// Why, in the person's words.
        reason: String,
    },
}

/// Whether two postings mean the same money: payment, direction, sum, currency and every part under its key.
/// Wording (payer, purpose, number) may differ between two exports of one document.
pub(super) fn same_money(one: &Posting, other: &Posting) -> bool {
    let parts = |posting: &Posting| {
        let mut parts: Vec<_> = posting.parts.iter().map(|part| (part.key, part.allocation.clone())).collect();
        parts.sort();
        parts
    };
    one.payment == other.payment
        && one.direction == other.direction
        && one.amount == other.amount
        && one.currency == other.currency
        && parts(one) == parts(other)
}
