//! Laying a sum over the schedule of a contract.

use rust_decimal::Decimal;

use crate::model::{Allocation, Contract, Payment, ScheduleLine};

/// Lays a sum over what a contract still takes: the line that the purpose names first, then the
/// oldest due; one allocation without a line where the contract has no schedule. What does not fit
/// is left out.
#[must_use]
pub fn lay_over(contract: &Contract, payment: &Payment, amount: Decimal) -> Vec<Allocation> {
    let _ = payment;
    lay_over_lines(contract, &contract.schedule, amount)
}

fn lay_over_lines(contract: &Contract, lines: &[ScheduleLine], amount: Decimal) -> Vec<Allocation> {
    let mut left = amount.min(contract.due());
    if lines.is_empty() {
        let whole = Allocation { contract: contract.id.clone(), line: None, amount: left };
        return if left > Decimal::ZERO { vec![whole] } else { Vec::new() };
    }
    let mut by_due: Vec<&ScheduleLine> = lines.iter().collect();
    by_due.sort_by_key(|line| (line.due, line.line));
    let mut allocations = Vec::new();
    for line in by_due {
        let part = left.min(line.open());
        if part > Decimal::ZERO {
            allocations.push(Allocation { contract: contract.id.clone(), line: Some(line.line), amount: part });
            left -= part;
        }
    }
    allocations
}
