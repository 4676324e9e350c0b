//! What a CRM must refuse, in the order in which a person wants to hear it: a contract that is
//! closed says so before it says that it changed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::record::ContractRecord;
use crate::model::{
    Allocation, Contract, ContractId, ContractStatus, Direction, Message, Posting, PostingPart, Refusal, RefusalKind,
    ScheduleLine,
};

/// Puts a refusal together.
pub(super) fn refusal(kind: RefusalKind, message: Message) -> Refusal {
    Refusal { kind, message }
}

/// Whether the posting itself is sound: positive sums of whole kopecks that add up, parts with
/// keys of their own.
pub(super) fn malformed(posting: &Posting) -> Option<Refusal> {
    let is_sum = |sum: Decimal| sum > Decimal::ZERO && sum.normalize().scale() <= 2;
    let sum: Decimal = posting.parts.iter().map(|part| part.allocation.amount).sum();
    let adds_up = sum == posting.amount && posting.parts.iter().all(|part| is_sum(part.allocation.amount));
    if !is_sum(posting.amount) || !adds_up {
        let message = Message::new("refusal-bad-sum").with("amount", posting.amount).with("parts", sum);
        return Some(refusal(RefusalKind::BadSum, message));
    }
    let keys: BTreeSet<_> = posting.parts.iter().map(|part| part.key).collect();
    (keys.len() != posting.parts.len()).then(|| key_reused(posting))
}

/// A key that stands for something else.
pub(super) fn key_reused(posting: &Posting) -> Refusal {
    refusal(RefusalKind::KeyReused, Message::new("refusal-key-reused").with("number", posting.number.as_str()))
}

/// Whether the contracts cannot take the posting, or give it back, as they are now.
pub(super) fn not_possible(posting: &Posting, records: &BTreeMap<ContractId, ContractRecord>) -> Option<Refusal> {
    let mut wanted: BTreeMap<&ContractId, Vec<&Allocation>> = BTreeMap::new();
    for part in &posting.parts {
        let Some(record) = records.get(&part.allocation.contract) else {
            let message = Message::new("refusal-unknown-contract").with("contract", part.allocation.contract.as_str());
            return Some(refusal(RefusalKind::UnknownContract, message));
        };
        if let Some(found) = closed_or_changed(posting, part, record) {
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

fn closed_or_changed(posting: &Posting, part: &PostingPart, record: &ContractRecord) -> Option<Refusal> {
    let contract = record.register();
    let about = |key: &str| Message::new(key).with("contract", contract.number.as_str());
    // A terminated contract is the very one that money is given back for.
    if posting.direction.is_receipt() && !contract.status.takes_payments() {
        let key = match contract.status {
            ContractStatus::Assigned => "refusal-contract-assigned",
            _ => "refusal-contract-terminated",
        };
        return Some(refusal(RefusalKind::ContractClosed, about(key)));
    }
    if contract.currency != posting.currency {
        let message = about("refusal-wrong-currency")
            .with("expected", contract.currency.code())
            .with("found", posting.currency.code());
        return Some(refusal(RefusalKind::WrongCurrency, message));
    }
    if part.contract_version.is_some_and(|version| version != record.version()) {
        return Some(refusal(RefusalKind::ChangedMeanwhile, about("refusal-changed-meanwhile")));
    }
    match part.allocation.line {
        Some(line) if contract.line(line).is_none() => {
            Some(refusal(RefusalKind::UnknownLine, about("refusal-unknown-line").with("line", line)))
        }
        None if !contract.schedule.is_empty() => Some(refusal(RefusalKind::UnknownLine, about("refusal-line-wanted"))),
        _ => None,
    }
}

/// Whether the parts of one contract are more than it, or one of its lines, still takes.
fn more_than_due(contract: &Contract, parts: &[&Allocation]) -> Option<Refusal> {
    let about = |key: &str, due: Decimal, amount: Decimal| {
        Message::new(key).with("contract", contract.number.as_str()).with("due", due).with("amount", amount)
    };
    let amount: Decimal = parts.iter().map(|part| part.amount).sum();
    if amount > contract.due() {
        return Some(refusal(RefusalKind::MoreThanDue, about("refusal-more-than-due", contract.due(), amount)));
    }
    crowded_line(contract, parts).map(|(line, wanted)| {
        let message = about("refusal-more-than-line", line.open(), wanted).with("line", line.line);
        refusal(RefusalKind::MoreThanDue, message)
    })
}

/// The first line that does not take what these parts bring to it, with that sum.
fn crowded_line<'contract>(
    contract: &'contract Contract,
    parts: &[&Allocation],
) -> Option<(&'contract ScheduleLine, Decimal)> {
    contract.schedule.iter().find_map(|line| {
        let wanted = on_line(parts, line);
        (wanted > line.open()).then_some((line, wanted))
    })
}

/// What of these parts lies on a line.
fn on_line(parts: &[&Allocation], line: &ScheduleLine) -> Decimal {
    parts.iter().filter(|part| part.line == Some(line.line)).map(|part| part.amount).sum()
}

/// Whether the parts of one contract are more than was paid on it, or on one of its lines.
fn more_than_paid(contract: &Contract, parts: &[&Allocation]) -> Option<Refusal> {
    let about = |key: &str, paid: Decimal, amount: Decimal| {
        Message::new(key).with("contract", contract.number.as_str()).with("paid", paid).with("amount", amount)
    };
    let amount: Decimal = parts.iter().map(|part| part.amount).sum();
    if amount > contract.paid {
        return Some(refusal(RefusalKind::MoreThanPaid, about("refusal-more-than-paid", contract.paid, amount)));
    }
    contract.schedule.iter().find_map(|line| {
        let wanted = on_line(parts, line);
        let message = || about("refusal-more-than-paid-line", line.paid, wanted).with("line", line.line);
        (wanted > line.paid).then(|| refusal(RefusalKind::MoreThanPaid, message()))
    })
}
