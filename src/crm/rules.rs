//! What every CRM must refuse, in the order in which a person wants to hear it: a contract that is
//! closed says so before it says that it changed. Pure; where a contract is kept is not known here.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::{
    Allocation, Contract, ContractStatus, Message, Posting, PostingPart, Refusal, RefusalKind, ScheduleLine,
};

/// Puts a refusal together.
pub(crate) fn refusal(kind: RefusalKind, message: Message) -> Refusal {
    Refusal { kind, message }
}

/// Whether the posting itself is sound: positive sums of whole kopecks that add up, parts with
/// keys of their own.
pub(crate) fn malformed(posting: &Posting) -> Option<Refusal> {
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
pub(crate) fn key_reused(posting: &Posting) -> Refusal {
    refusal(RefusalKind::KeyReused, Message::new("refusal-key-reused").with("number", posting.number.as_str()))
}

/// Whether the contract takes no such part at all: it is closed, in another currency, has changed
/// since it was matched, or has no such line. `version` is the one that holds now.
pub(crate) fn closed_or_changed(
    posting: &Posting,
    part: &PostingPart,
    contract: &Contract,
    version: u64,
) -> Option<Refusal> {
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
    if part.contract_version.is_some_and(|version_matched| version_matched != version) {
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
pub(crate) fn more_than_due(contract: &Contract, parts: &[&Allocation]) -> Option<Refusal> {
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
pub(crate) fn crowded_line<'contract>(
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
pub(crate) fn more_than_paid(contract: &Contract, parts: &[&Allocation]) -> Option<Refusal> {
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
