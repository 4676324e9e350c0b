//! From a row to what is sent, to the letter.

use crate::matching::Index;
use crate::model::{Allocation, CommitState, CrmReference, Direction, IdempotencyKey, Posting, PostingPart, Row};

/// What is sent for a row: its allocations, those to the same contract and line laid together,
/// each under its key.
///
/// `register` is what the row was matched against: it gives the version of each contract, by which
/// the CRM notices that a colleague changed it meanwhile.
#[must_use]
pub fn posting_of(row: &Row, register: Option<&Index>) -> Posting {
    let payment = &row.payment;
    let direction = direction_of(row);
    let whole = laid_together(row.allocations());
    let parts = whole.iter().cloned().map(|allocation| PostingPart {
        key: IdempotencyKey::of_part(direction, payment.id, &allocation, &whole, row.generation),
        contract_version: register
            .and_then(|index| index.contract(&allocation.contract))
            .map(|contract| contract.version),
        allocation,
    });
    let buyer = payment.counterparty();
    Posting {
        payment: payment.id,
        direction,
        source_id: payment.source_id.clone(),
        number: payment.number.clone(),
        order_number: payment.order_number.clone(),
        date: payment.effective_date(),
        amount: payment.amount.amount,
        currency: payment.amount.currency,
        payer: buyer.name.clone(),
        payer_tax_id: buyer.tax_id.clone(),
        payer_account: buyer.account.clone(),
        purpose: payment.purpose.clone(),
        parts: parts.collect(),
    }
}

/// Which way the row's money went. A document that moved none is never sent.
fn direction_of(row: &Row) -> Direction {
    row.kind().direction().unwrap_or_default()
}

/// The keys under which the CRM holds, or would take, the row.
#[must_use]
pub fn keys_of(row: &Row) -> Vec<IdempotencyKey> {
    let parts = laid_together(row.allocations());
    let direction = direction_of(row);
    let key = |part| IdempotencyKey::of_part(direction, row.payment.id, part, &parts, row.generation);
    parts.iter().map(key).collect()
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
