//! The finding in words: one line for the row, the whole sum for the details.

use super::checks::{Check, Condition, checks};
use super::{Index, Thresholds, reading};
use crate::lang::Texts;
use crate::model::{
    Allocation, Candidate, CommitState, ContractId, Evidence, EvidenceKind, Finding, Flag, FlagKind, Message, Payment,
    Readiness, Row,
};

/// Pieces of evidence that the one line names.
const NAMED: usize = 4;
/// Contracts that the one line names where a person chooses.
const CLOSE: usize = 4;

/// Why the row is what it is, in one line for people: what stops it, the strongest evidence, and
/// the runner-up with the bits by which it lost.
#[must_use]
pub fn reason(row: &Row, index: &Index, texts: &Texts) -> String {
    if let CommitState::Committed { reference, .. } = &row.commit {
        let posted = Message::new("reason-in-crm").with("reference", reference.to_string());
        let posted = (row.readiness() == Readiness::Committed).then(|| texts.words(&posted));
        return change(row, texts).into_iter().chain(posted).collect::<Vec<_>>().join("; ");
    }
    let mut parts = stops(row, texts);
    if row.decision.allocations.is_some() {
        parts.push(texts.get("reason-decided"));
        return parts.join("; ");
    }
    let candidates = &row.finding.candidates;
    match row.finding.readiness {
        Readiness::Choose => {
            let close: Vec<String> =
                candidates.iter().take(CLOSE).map(|candidate| number(&candidate.contract, index)).collect();
            parts.push(texts.words(&Message::new("reason-several").with("contracts", close.join(", "))));
        }
        Readiness::Unmatched => parts.push(texts.get("reason-no-contract")),
        _ => {}
    }
    let mut line = parts.join("; ");
    if let Some(best) = candidates.first() {
        let weighed: Vec<String> = best
            .evidence
            .iter()
            .filter(|evidence| evidence.kind != EvidenceKind::Prior && evidence.bits.in_tenths() != 0)
            .take(NAMED)
            .map(|evidence| weighed(evidence, texts))
            .collect();
        if !line.is_empty() && !weighed.is_empty() {
            line.push_str(" | ");
        }
        line.push_str(&weighed.join(", "));
        if let Some(second) = candidates.get(1) {
            line.push_str(" | ");
            line.push_str(
                &texts.words(
                    &Message::new("reason-runner-up")
                        .with("contract", number(&second.contract, index))
                        .with("lost", (best.bits - second.bits).to_string()),
                ),
            );
        }
    }
    line
}

/// What stops the row, a phrase a flag; what a person's word does not lift stands first.
#[must_use]
pub fn stops(row: &Row, texts: &Texts) -> Vec<String> {
    let mut flags = row.flags();
    flags.sort_by_key(|flag| !flag.kind.blocks_even_a_person());
    flags.iter().map(|flag| flag_words(row, flag, texts)).collect()
}

/// The full account of a row: what it has of what a ready row needs, then a line an evidence, for
/// the best contract and the runner-up. The sum can be retraced by hand.
#[must_use]
pub fn account(row: &Row, index: &Index, thresholds: &Thresholds, texts: &Texts) -> Vec<String> {
    let mut candidates = row.finding.candidates.iter();
    let Some(best) = candidates.next() else {
        let given = given_account(row, index, texts);
        let nothing = given.is_empty().then(|| texts.get("reason-no-contract"));
        return stopped(row, texts).chain(given).chain(nothing).collect();
    };
    let mut lines: Vec<String> = Vec::new();
    for check in checks(&row.finding, thresholds) {
        let is_decided = !row.decision.leaves_all_to_the_program();
        if check.condition == Condition::Clear && !row.flags().is_empty() {
            lines.extend(stopped(row, texts));
        } else if check.condition == Condition::Clear && is_decided {
            lines.push(marked(true, &texts.get("reason-decided"), texts));
        } else {
            lines.push(checked(&check, best, texts));
        }
    }
    lines.extend(candidate_account(best, index, texts));
    match candidates.next() {
        Some(second) => {
            lines.push(
                texts.words(
                    &Message::new("reason-margin")
                        .with("bits", format!("{:+}", best.bits - second.bits))
                        .with("contract", number(&second.contract, index)),
                ),
            );
            lines.extend(candidate_account(second, index, texts));
        }
        None => lines.push(texts.get("reason-margin-alone")),
    }
    lines.extend(rivals_account(row, index, texts));
    if !row.finding.rest.is_zero() && !row.finding.allocations.is_empty() {
        lines.push(texts.words(&Message::new("reason-rest").with("sum", row.finding.rest)));
    }
    lines
}

/// Where the row went, or is to go, a line a part.
fn given_account(row: &Row, index: &Index, texts: &Texts) -> Vec<String> {
    let key = match (&row.commit, row.kind().is_outgoing()) {
        (CommitState::Committed { .. }, false) => "reason-held",
        (CommitState::Committed { .. }, true) => "reason-held-refund",
        _ => "reason-given",
    };
    let place = |part: &Allocation| {
        let number = number(&part.contract, index);
        part.line.map_or_else(|| number.clone(), |line| format!("{number} / {line}"))
    };
    let line = |part: &Allocation| Message::new(key).with("contract", place(part)).with("sum", part.amount);
    row.allocations().iter().map(|part| texts.words(&line(part))).collect()
}

/// What the other payments of the batch mean for this one.
fn rivals_account(row: &Row, index: &Index, texts: &Texts) -> Vec<String> {
    let Finding { rival_margin, rivals, candidates, allocations, .. } = &row.finding;
    let mut lines = Vec::new();
    let best = candidates.first().map(|best| &best.contract);
    let is_taken = row.finding.flags.iter().any(|flag| flag.kind == FlagKind::Contested);
    if let (true, Some(best), Some(proposed)) = (is_taken, best, allocations.first())
        && allocations.iter().all(|part| part.contract != *best)
    {
        let words = Message::new("reason-taken")
            .with("contract", number(best, index))
            .with("second", number(&proposed.contract, index));
        lines.push(texts.words(&words));
    }
    if let Some(bits) = rival_margin
        && !rivals.is_empty()
    {
        let named: Vec<String> =
            rivals.iter().map(|rival| format!("№ {} {}", rival.number, rival.date.strftime("%d.%m.%Y"))).collect();
        let words =
            Message::new("reason-rival-margin").with("bits", format!("{bits:+}")).with("payments", named.join(", "));
        lines.push(texts.words(&words));
    }
    lines
}

/// What stops the row, a line each.
fn stopped(row: &Row, texts: &Texts) -> impl Iterator<Item = String> {
    let stopped = |flag: String| marked(false, &texts.words(&Message::new("reason-stopped").with("flag", flag)), texts);
    stops(row, texts).into_iter().map(stopped)
}

/// `✓ отрыв от второго +75.4 бит, нужно +7`.
fn checked(check: &Check, best: &Candidate, texts: &Texts) -> String {
    let tail = if check.passed { "" } else { "-not" };
    let mut what = Message::new(&format!("reason-check-{}{tail}", check.condition.name()));
    if let Some((has, wants)) = check.has.zip(check.wants) {
        what = what.with("has", format!("{has:+}")).with("wants", format!("{wants:+}"));
    }
    if !check.by.is_empty() {
        let by = best.evidence.iter().filter(|evidence| check.by.contains(&evidence.kind));
        what = what.with("by", by.map(|evidence| texts.words(&named(evidence))).collect::<Vec<_>>().join(", "));
    }
    marked(check.passed, &texts.words(&what), texts)
}

fn marked(passed: bool, what: &str, texts: &Texts) -> String {
    let key = if passed { "reason-passed" } else { "reason-failed" };
    texts.words(&Message::new(key).with("what", what))
}

fn candidate_account(candidate: &Candidate, index: &Index, texts: &Texts) -> Vec<String> {
    let sum = Message::new("reason-sum")
        .with("bits", format!("{:+}", candidate.bits))
        .with("contract", number(&candidate.contract, index));
    std::iter::once(texts.words(&sum))
        .chain(candidate.evidence.iter().map(|evidence| format!("  {}", weighed(evidence, texts))))
        .collect()
}

fn number(contract: &ContractId, index: &Index) -> String {
    index.contract(contract).map_or_else(|| contract.to_string(), |contract| contract.number.clone())
}

/// What was seen: «номер К-12/5-45».
fn named(evidence: &Evidence) -> Message {
    let key = format!("evidence-{}", evidence.kind.name().replace('_', "-"));
    Message::new(&key).with("value", &*evidence.value)
}

fn weighed(evidence: &Evidence, texts: &Texts) -> String {
    let what = named(evidence);
    texts.words(&Message::new("reason-weighed").with("what", what).with("bits", format!("{:+}", evidence.bits)))
}

/// Whether the CRM holds the row no more, or otherwise; in which facts the document changed in 1C
/// since a person decided or the CRM took it; and what to do about it. `None` where all is as it was.
#[must_use]
pub fn change(row: &Row, texts: &Texts) -> Option<String> {
    let flags = row.flags_of_change().into_iter().filter(|flag| flag.kind != FlagKind::Reversed);
    let told: Vec<String> = flags.map(|flag| flag_words(row, &flag, texts)).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn change_in_source(row: &Row, texts: &Texts) -> String {
    let names: Vec<String> = row.changed_in_source().map(|fact| texts.get(&format!("changed-{fact}"))).collect();
    let facts = names.join(", ");
    let (was, now) = (row.counted_sum(), row.payment.amount.amount);
    let words = match row.commit {
        CommitState::Committed { .. } if was != now => {
            Message::new("flag-changed-after-posting-sum").with("was", was).with("now", now)
        }
        CommitState::Committed { .. } => Message::new("flag-changed-after-posting").with("facts", facts),
        _ => Message::new("flag-about").with("flag", Message::new("flag-changed-in-source")).with("about", facts),
    };
    texts.words(&words)
}

fn flag_words(row: &Row, flag: &Flag, texts: &Texts) -> String {
    if flag.kind == FlagKind::ChangedInSource {
        return change_in_source(row, texts);
    }
    let is_gone = matches!(flag.kind, FlagKind::MissingInCrm | FlagKind::TakenBackInCrm);
    if let (true, CommitState::Committed { reference, .. }) = (is_gone, &row.commit) {
        let key = format!("flag-{}", flag.kind.name().replace('_', "-"));
        return texts.words(&Message::new(&key).with("reference", reference.to_string()));
    }
    // What is too much, or has no place yet, and what to do about it is one sentence.
    let said = match (flag.kind, flag.about.strip_prefix('−')) {
        (FlagKind::Overpayment, _) => Some(("flag-overpayment", flag.about.as_str())),
        (FlagKind::RefundExceeds, _) => Some(("flag-refund-exceeds", flag.about.as_str())),
        (FlagKind::Unplaced, None) => Some(("flag-unplaced", flag.about.as_str())),
        (FlagKind::Unplaced, Some(beyond)) => Some(("flag-unplaced-beyond", beyond)),
        _ => None,
    };
    if let Some((key, sum)) = said {
        return texts.words(&Message::new(key).with("sum", sum));
    }
    let is_unpaired = flag.kind == FlagKind::Refund && flag.about.is_empty() && row.decision.allocations.is_none();
    let unpaired = if is_unpaired { "-unpaired" } else { "" };
    let words = Message::new(&format!("flag-{}{unpaired}", flag.kind.name().replace('_', "-")));
    if flag.about.is_empty() {
        return texts.words(&words);
    }
    texts.words(&Message::new("flag-about").with("flag", words).with("about", flag.about.as_str()))
}

/// What a search should open on: contract numbers, names and units as the payment says them, the
/// most telling first.
#[must_use]
pub fn name_hints(payment: &Payment) -> Vec<String> {
    reading::hints(payment)
}
