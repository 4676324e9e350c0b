//! The findings of a batch.

use super::{Index, Settings};
use crate::model::{Allocation, Finding, Flag, Payment, PaymentKind};

/// Where a payment of the batch stands before the matcher looks at it.
#[derive(Debug, Clone, Copy)]
pub enum Standing<'a> {
    /// Nobody decided.
    Open,
    /// A person gave it to these debts, and the CRM does not have it yet: it claims first.
    Decided(&'a [Allocation]),
    /// The CRM has it: it serves to recognise doubles, and claims nothing more.
    InCrm,
}

/// A payment of the batch with its standing.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The payment.
    pub payment: &'a Payment,
    /// Its standing.
    pub standing: Standing<'a>,
}

/// Finds what each payment of a batch is for: one finding a case, in the order of the cases. The
/// findings do not depend on the order of the cases or of the contracts.
#[must_use]
pub fn find_all(index: &Index, cases: &[Case<'_>], settings: &Settings) -> Vec<Finding> {
    let _ = (index, settings);
    cases.iter().map(|case| Finding::unmatched(case.payment.amount.amount)).collect()
}

/// The flags of a person's choice: what the CRM would refuse or a second look would find.
#[must_use]
pub fn check_choice(
    index: &Index,
    payment: &Payment,
    kind: PaymentKind,
    allocations: &[Allocation],
    settings: &Settings,
) -> Vec<Flag> {
    let _ = (index, payment, kind, allocations, settings);
    Vec::new()
}
