//! Разнесение: this much of a payment goes to this contract and line.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ContractId;

/// A part of a payment given to one contract and, where it has a schedule, to one of its lines.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Allocation {
    /// To which contract.
    pub contract: ContractId,
    /// To which schedule line, from 1; `None` for a contract without a schedule.
    pub line: Option<u32>,
    /// How much, positive, in the payment's currency.
    pub amount: Decimal,
}

/// The sum of allocations.
#[must_use]
pub fn allocated_sum(allocations: &[Allocation]) -> Decimal {
    allocations.iter().map(|allocation| allocation.amount).sum()
}
