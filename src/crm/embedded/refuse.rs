//! What this CRM must refuse of what it keeps itself; the rules that hold for every CRM are in
//! [`crate::crm::rules`].

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::record::ContractRecord;
use crate::crm::rules::{closed_or_changed, crowded_line, more_than_due, more_than_paid};
pub(super) use crate::crm::rules::{key_reused, malformed, refusal};
use crate::model::{Allocation, ContractId, Direction, Message, Posting, Refusal, RefusalKind};

/// Whether the contracts cannot take the posting, or give it back, as they are now.
pub(super) fn not_possible(posting: &Posting, records: &BTreeMap<ContractId, ContractRecord>) -> Option<Refusal> {
    let mut wanted: BTreeMap<&ContractId, Vec<&Allocation>> = BTreeMap::new();
    for part in &posting.parts {
        let Some(record) = records.get(&part.allocation.contract) else {
            let message = Message::new("refusal-unknown-contract").with("contract", part.allocation.contract.as_str());
            return Some(refusal(RefusalKind::UnknownContract, message));
        };
        if let Some(found) = closed_or_changed(posting, part, record.register(), record.version()) {
            return Some(found);
        }
        wanted.entry(&part.allocation.contract).or_default().push(&part.allocation);
    }
    let too_much = match posting.direction {
        Direction::Receipt => more_than_due,
        Direction::Refund => more_than_paid,
    };
    wanted.into_iter().find_map(|(id, parts)| too_much(&records.get(id)?.current(), &parts))
}

/// Whether what was taken cannot be undone as the contracts are now: money that was given back since
/// is not there to be taken back, and money given back finds no room once others paid in its place.
pub(super) fn not_reversible(taken: &Posting, records: &BTreeMap<ContractId, ContractRecord>) -> Option<Refusal> {
    let mut by_contract: BTreeMap<&ContractId, Vec<&Allocation>> = BTreeMap::new();
    for part in &taken.parts {
        by_contract.entry(&part.allocation.contract).or_default().push(&part.allocation);
    }
    by_contract.into_iter().find_map(|(id, parts)| {
        let record = records.get(id)?;
        let contract = record.current();
        let about = |key: &str| {
            Message::new(key).with("number", taken.number.as_str()).with("contract", contract.number.as_str())
        };
        if contract.currency != taken.currency {
            let message = Message::new("refusal-wrong-currency")
                .with("contract", contract.number.as_str())
                .with("expected", contract.currency.code())
                .with("found", taken.currency.code());
            return Some(refusal(RefusalKind::WrongCurrency, message));
        }
        if taken.direction.is_receipt() {
            return more_than_paid(&contract, &parts)
                .map(|_| refusal(RefusalKind::MoreThanPaid, about("refusal-given-back")));
        }
        let sum: Decimal = parts.iter().map(|part| part.amount).sum();
        // What the register itself counts as paid is no reason to keep a wrong refund.
        let is_the_registers = contract.paid + sum <= record.register().paid;
        let is_too_much = sum > contract.due() && !is_the_registers || crowded_line(&contract, &parts).is_some();
        is_too_much.then(|| refusal(RefusalKind::MoreThanDue, about("refusal-paid-since")))
    })
}
