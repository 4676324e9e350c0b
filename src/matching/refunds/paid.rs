//! The money that there is to give back.

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::matching::Index;
use crate::model::{Allocation, Contract, ContractId};

/// Takes a sum from what was paid on a contract: the line that is due last first.
#[must_use]
pub fn lay_back(contract: &Contract, amount: Decimal) -> Vec<Allocation> {
    let mut left = amount.min(contract.paid);
    let part = |line: Option<u32>, amount: Decimal| Allocation { contract: contract.id.clone(), line, amount };
    if contract.schedule.is_empty() {
        return if left > Decimal::ZERO { vec![part(None, left)] } else { Vec::new() };
    }
    let mut lines: Vec<_> = contract.schedule.iter().collect();
    lines.sort_by_key(|line| Reverse((line.due, line.line)));
    let mut parts = Vec::new();
    for line in lines {
        let amount = left.min(line.paid);
        if amount > Decimal::ZERO {
            parts.push(part(Some(line.line), amount));
            left -= amount;
        }
    }
    parts
}

/// What money there is to give back: what was paid, less what other refunds of persons take.
pub(super) struct Paid<'a> {
    index: &'a Index,
    claimed: HashMap<ContractId, Contract>,
}

impl<'a> Paid<'a> {
    /// `decided` are the refunds that persons gave to contracts; the one at `except` is left out.
    pub(super) fn new(index: &'a Index, decided: &[(usize, &[Allocation])], except: usize) -> Self {
        let mut claimed: HashMap<ContractId, Contract> = HashMap::new();
        for (at, parts) in decided {
            for part in parts.iter().filter(|_| *at != except) {
                let known = claimed.get(&part.contract).cloned();
                let Some(mut contract) = known.or_else(|| index.contract(&part.contract).cloned()) else { continue };
                contract.paid -= part.amount;
                if let Some(line) = contract.schedule.iter_mut().find(|line| Some(line.line) == part.line) {
                    line.paid -= part.amount;
                }
                claimed.insert(part.contract.clone(), contract);
            }
        }
        Self { index, claimed }
    }

    pub(super) fn contract(&self, id: &ContractId) -> Option<&Contract> {
        self.claimed.get(id).or_else(|| self.index.contract(id))
    }

    /// Takes a sum from these debts, the one that is due last first, as far as there is money.
    pub(super) fn take_from(&self, parts: &[Allocation], amount: Decimal) -> Vec<Allocation> {
        let due = |part: &&Allocation| {
            let contract = self.contract(&part.contract)?;
            Some((contract.line(part.line?)?.due, part.line))
        };
        let mut parts: Vec<&Allocation> = parts.iter().collect();
        parts.sort_by_key(|part| (Reverse(due(part)), part.contract.clone()));
        let (mut left, mut of_contract) = (amount, HashMap::new());
        let mut taken = Vec::new();
        for part in parts {
            let Some(contract) = self.contract(&part.contract) else { continue };
            let in_contract = of_contract.entry(&part.contract).or_insert(contract.paid);
            let on_line = part.line.map_or(Some(contract.paid), |line| Some(contract.line(line)?.paid));
            let amount = left.min(part.amount).min(on_line.unwrap_or_default()).min(*in_contract);
            if amount > Decimal::ZERO {
                taken.push(Allocation { amount, ..part.clone() });
                *in_contract -= amount;
                left -= amount;
            }
        }
        taken
    }
}
