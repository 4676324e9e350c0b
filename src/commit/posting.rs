//! From a row to what is sent, to the letter.

use crate::matching::Index;
use crate::model::{Allocation, CommitState, CrmReference, IdempotencyKey, Posting, PostingPart, Row};

/// What is sent for a row: its allocations, those to the same contract and line laid together,
/// each under its key.
///
/// `register` is what the row was matched against: it gives the version of each contract, by which
/// the CRM notices that a colleague changed it meanwhile.
#[must_use]
pub fn posting_of(row: &Row, register: Option<&Index>) -> Posting {
    let payment = &row.payment;
    let parts = laid_together(row.allocations()).into_iter().map(|allocation| PostingPart {
        key: IdempotencyKey::of(payment.id, &allocation, row.generation),
        contract_version: register
            .and_then(|index| index.contract(&allocation.contract))
            .map(|contract| contract.version),
        allocation,
    });
    Posting {
        payment: payment.id,
        source_id: payment.source_id.clone(),
        number: payment.number.clone(),
        order_number: payment.order_number.clone(),
        date: payment.effective_date(),
        amount: payment.amount.amount,
        currency: payment.amount.currency,
        payer: payment.payer.name.clone(),
        payer_tax_id: payment.payer.tax_id.clone(),
        payer_account: payment.payer.account.clone(),
        purpose: payment.purpose.clone(),
        parts: parts.collect(),
    }
}

/// The keys under which the CRM holds, or would take, the row.
#[must_use]
pub fn keys_of(row: &Row) -> Vec<IdempotencyKey> {
    let parts = laid_together(row.allocations());
    parts.iter().map(|allocation| IdempotencyKey::of(row.payment.id, allocation, row.generation)).collect()
}

/// The state of a row whose posting the CRM holds.
pub(super) fn committed(posting: &Posting, reference: CrmReference) -> CommitState {
    let allocations = posting.parts.iter().map(|part| part.allocation.clone()).collect();
    CommitState::Committed { reference, allocations }
}

/// Two parts to the same contract and line are one part: equal ones would share a key.
fn laid_together(allocations: &[Allocation]) -> Vec<Allocation> {
    let mut together: Vec<Allocation> = Vec::with_capacity(allocations.len());
    for allocation in allocations {
        let twin =
            together.iter_mut().find(|known| known.contract == allocation.contract && known.line == allocation.line);
        match twin {
            Some(known) => known.amount += allocation.amount,
            None => together.push(allocation.clone()),
        }
    }
    together
}
