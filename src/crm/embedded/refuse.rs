//! What a CRM must refuse, in the order in which a person wants to hear it: a contract that is
//! closed says so before it says that it changed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::record::ContractRecord;
use crate::model::{
    Allocation, Contract, ContractId, ContractStatus, Message, Posting, PostingPart, Refusal, RefusalKind,
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

/// Whether the contracts can take the posting as they are now.
pub(super) fn not_due(posting: &Posting, records: &BTreeMap<ContractId, ContractRecord>) -> Option<Refusal> {
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
    wanted.into_iter().find_map(|(id, parts)| more_than_due(&records.get(id)?.current(), &parts))
}

fn closed_or_changed(posting: &Posting, part: &PostingPart, record: &ContractRecord) -> Option<Refusal> {
    let contract = record.register();
    let about = |key: &str| Message::new(key).with("contract", contract.number.as_str());
    if !contract.status.takes_payments() {
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
    let mut by_line: BTreeMap<u32, Decimal> = BTreeMap::new();
    for part in parts {
        if let Some(line) = part.line {
            *by_line.entry(line).or_default() += part.amount;
        }
    }
    let about = |key: &str, due: Decimal, amount: Decimal| {
        Message::new(key).with("contract", contract.number.as_str()).with("due", due).with("amount", amount)
    };
    let amount: Decimal = parts.iter().map(|part| part.amount).sum();
    if amount > contract.due() {
        return Some(refusal(RefusalKind::MoreThanDue, about("refusal-more-than-due", contract.due(), amount)));
    }
    let crowded = contract.schedule.iter().find_map(|line| {
        let wanted = by_line.get(&line.line).copied().unwrap_or_default();
        (wanted > line.open()).then_some((line, wanted))
    });
    crowded.map(|(line, wanted)| {
        let message = about("refusal-more-than-line", line.open(), wanted).with("line", line.line);
        refusal(RefusalKind::MoreThanDue, message)
    })
}
