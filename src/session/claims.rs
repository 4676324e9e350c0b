//! What the rows of the session claim of a contract's debt, beside what the register says is paid;
//! and what refunds claim of the money that was paid.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Session;
use crate::model::{Allocation, CommitState, Contract, ContractId, Readiness, Row, ScheduleLine, allocated_sum};

/// Sums claimed, by contract and by schedule line.
#[derive(Debug, Default)]
pub(super) struct Claims {
    contracts: HashMap<ContractId, Decimal>,
    lines: HashMap<(ContractId, u32), Decimal>,
}

impl Claims {
    pub(super) fn add(&mut self, allocations: &[Allocation]) {
        for part in allocations {
            *self.contracts.entry(part.contract.clone()).or_default() += part.amount;
            if let Some(line) = part.line {
                *self.lines.entry((part.contract.clone(), line)).or_default() += part.amount;
            }
        }
    }

    /// The contract as if all claims on it were paid.
    pub(super) fn left_of(&self, contract: &Contract) -> Contract {
        let mut left = contract.clone();
        left.paid += self.contracts.get(&contract.id).copied().unwrap_or_default();
        for line in &mut left.schedule {
            line.paid += self.lines.get(&(contract.id.clone(), line.line)).copied().unwrap_or_default();
        }
        left
    }

    /// The contract as if all refunds that claim money of it had taken it.
    pub(super) fn kept_of(&self, contract: &Contract) -> Contract {
        let mut kept = contract.clone();
        kept.paid -= self.contracts.get(&contract.id).copied().unwrap_or_default();
        for line in &mut kept.schedule {
            line.paid -= self.lines.get(&(contract.id.clone(), line.line)).copied().unwrap_or_default();
        }
        kept
    }

    /// How much of these parts the contract cannot give back beside the claims. Parts of other
    /// contracts and lines that do not exist are not judged here.
    pub(super) fn money_wanting(&self, contract: &Contract, allocations: &[Allocation]) -> Decimal {
        let kept = self.kept_of(contract);
        Self::of(contract, allocations).beyond(&kept, kept.paid, |line| line.paid)
    }

    /// The parts that lie on one contract.
    fn of(contract: &Contract, allocations: &[Allocation]) -> Self {
        let mut own = Self::default();
        let parts: Vec<Allocation> = allocations.iter().filter(|part| part.contract == contract.id).cloned().collect();
        own.add(&parts);
        own
    }

    /// How much of these parts the contract does not take beside the claims. Parts of other contracts
    /// and lines that do not exist are not judged here.
    pub(super) fn room_wanting(&self, contract: &Contract, allocations: &[Allocation]) -> Decimal {
        let left = self.left_of(contract);
        Self::of(contract, allocations).beyond(&left, left.due(), ScheduleLine::open)
    }

    /// By how much these claims are more than the contract, or its lines, can bear.
    fn beyond(&self, contract: &Contract, whole: Decimal, of_line: impl Fn(&ScheduleLine) -> Decimal) -> Decimal {
        let over = |claimed: Option<&Decimal>, borne: Decimal| {
            claimed.map_or(Decimal::ZERO, |claimed| (*claimed - borne.max(Decimal::ZERO)).max(Decimal::ZERO))
        };
        let excess = |line: &ScheduleLine| over(self.lines.get(&(contract.id.clone(), line.line)), of_line(line));
        over(self.contracts.get(&contract.id), whole).max(contract.schedule.iter().map(excess).sum())
    }
}

impl Session {
    /// The claims of all rows but some. Decisions count, with `proposals` also what ready rows
    /// propose.
    pub(super) fn claims(&self, without: &[usize], proposals: bool) -> Claims {
        let mut claims = Claims::default();
        for (position, row) in self.rows.iter().enumerate() {
            if without.contains(&position) || !row.kind().is_receipt() {
                continue;
            }
            if self.claims_for_certain(row) || (proposals && row.readiness() == Readiness::Ready) {
                claims.add(row.allocations());
            } else if let Some(allocations) = decided_allocations(row) {
                claims.add(allocations);
            }
        }
        claims
    }

    /// What refunds of all rows but some claim of the money paid: those that persons gave to
    /// contracts, and those that the register in hand does not show yet.
    pub(super) fn refund_claims(&self, without: &[usize]) -> Claims {
        let mut claims = Claims::default();
        for (position, row) in self.rows.iter().enumerate() {
            if without.contains(&position) || !row.kind().is_outgoing() {
                continue;
            }
            if self.claims_for_certain(row) {
                claims.add(row.allocations());
            } else if let Some(allocations) = decided_allocations(row) {
                claims.add(allocations);
            }
        }
        claims
    }

    /// Whether the CRM has the row or may have it, though the register in hand does not show it.
    pub(super) fn claims_for_certain(&self, row: &Row) -> bool {
        match row.commit {
            CommitState::Committed { .. } => self.newer_than_register.contains(&row.payment.id),
            CommitState::Unknown => true,
            CommitState::Open | CommitState::Refused(_) => self.in_flight.contains(&row.payment.id),
        }
    }

    /// The decided rows whose parts find no room beside what is claimed before them, with the sum that
    /// finds none: of rows that together give too much, those of the later day. Refunds are held
    /// against the money that was paid, receipts against the debt.
    pub(super) fn overclaims(&self) -> HashMap<usize, Decimal> {
        let mut claims = Claims::default();
        let mut refunds = Claims::default();
        let mut decided: Vec<(usize, &Row, &[Allocation])> = Vec::new();
        for (position, row) in self.rows.iter().enumerate() {
            if self.claims_for_certain(row) {
                let of_kind = if row.kind().is_receipt() { &mut claims } else { &mut refunds };
                of_kind.add(row.allocations());
            } else if let Some(allocations) = decided_allocations(row) {
                decided.push((position, row, allocations));
            }
        }
        decided.sort_by_key(|(position, row, _)| (row.payment.effective_date(), *position));
        let mut found = HashMap::new();
        for (position, row, allocations) in decided {
            let is_refund = row.kind().is_outgoing();
            let wanting = |contract: &Contract| {
                if is_refund {
                    refunds.money_wanting(contract, allocations)
                } else {
                    claims.room_wanting(contract, allocations)
                }
            };
            let over: Decimal = self.contracts_of(allocations).into_iter().map(wanting).sum();
            if !over.is_zero() {
                found.insert(position, over);
            } else if is_refund {
                refunds.add(allocations);
            } else {
                claims.add(allocations);
            }
        }
        found
    }

    /// What these parts leave of a payment, below zero where they are more than it, and whether their
    /// contracts could bear any more of it beside all that is claimed of them.
    pub(super) fn left_over(&self, row: &Row, claims: &Claims) -> (Decimal, bool) {
        let allocations = row.allocations();
        let bears_more = |contract: &Contract| {
            let room =
                if row.kind().is_outgoing() { claims.kept_of(contract).paid } else { claims.left_of(contract).due() };
            room > Decimal::ZERO
        };
        let rest = row.payment.amount.amount - allocated_sum(allocations);
        (rest, self.contracts_of(allocations).into_iter().any(bears_more))
    }

    /// The contracts of these parts, each once.
    fn contracts_of(&self, allocations: &[Allocation]) -> Vec<&Contract> {
        let mut contracts: Vec<&Contract> = Vec::new();
        for contract in allocations.iter().filter_map(|part| self.index.contract(&part.contract)) {
            if contracts.iter().all(|known| known.id != contract.id) {
                contracts.push(contract);
            }
        }
        contracts
    }
}

/// What a person gave the row to, where it is still on its way to the CRM.
fn decided_allocations(row: &Row) -> Option<&[Allocation]> {
    let is_open = row.commit == CommitState::Open && row.decision.excluded != Some(true);
    row.decision.allocations.as_deref().filter(|_| is_open)
}
