//! An entry of the log: `log`.

use serde::Serialize;

use super::contract_number;
use crate::lang::Texts;
use crate::matching::Index;
use crate::model::{Allocation, AttemptState, CommitState, plain_text};
use crate::store::log::{Document, Event, Face, LogRow, Logged};

/// An entry of the log: `log`.
#[derive(Debug, Serialize)]
pub struct LogLine<'log> {
    entry: u64,
    /// UTC.
    at: String,
    user: &'log str,
    uid: u32,
    from: Option<&'log str>,
    what: &'static str,
    text: String,
    batch: Option<u64>,
    #[serde(flatten)]
    row: RowPart<'log>,
    before: Option<FacePart<'log>>,
    after: Option<FacePart<'log>>,
    parts: Vec<KeyedPart<'log>>,
    crm_ref: Option<&'log str>,
    error: Option<String>,
    reason: Option<&'log str>,
    /// SHA-256 of the fingerprint before, the number and the entry as stored.
    fingerprint: String,
}

#[derive(Debug, Default, Serialize)]
struct RowPart<'log> {
    id: Option<String>,
    number: Option<&'log str>,
    date: Option<String>,
    amount: Option<String>,
    currency: Option<&'log str>,
    payer: Option<&'log str>,
}

#[derive(Debug, Serialize)]
struct FacePart<'log> {
    allocations: Option<Vec<AllocationPart<'log>>>,
    excluded: Option<bool>,
    kind: Option<&'static str>,
    comment: &'log str,
    commit: &'static str,
    crm_ref: Option<&'log str>,
    held: Vec<AllocationPart<'log>>,
    error: Option<String>,
    changed: &'log [String],
    reversals: u32,
    document: Option<DocumentPart<'log>>,
}

#[derive(Debug, Serialize)]
struct DocumentPart<'log> {
    kind: &'static str,
    number: &'log str,
    date: String,
    amount: String,
    currency: &'log str,
    payer: &'log str,
    purpose: &'log str,
}

#[derive(Debug, Serialize)]
struct KeyedPart<'log> {
    key: String,
    #[serde(flatten)]
    allocation: AllocationPart<'log>,
}

#[derive(Debug, Serialize)]
struct AllocationPart<'log> {
    contract: &'log str,
    contract_id: &'log str,
    line: Option<u32>,
    amount: String,
}

impl<'log> LogLine<'log> {
    /// The shape of an entry; `text` says what was done, the index gives contracts their numbers.
    #[must_use]
    pub fn of(logged: &'log Logged, text: String, index: &'log Index, texts: &Texts) -> Self {
        let entry = &logged.entry;
        let attempt = entry.event.attempt();
        let keyed = |part: &'log crate::model::PostingPart| KeyedPart {
            key: part.key.to_string(),
            allocation: allocation(&part.allocation, index),
        };
        let (crm_ref, error) = match attempt.map(|attempt| &attempt.state) {
            Some(AttemptState::Confirmed(reference)) => (Some(reference.0.as_str()), None),
            Some(AttemptState::Refused(refusal)) => (None, Some(texts.words(&refusal.message))),
            _ => (None, None),
        };
        let reason = match &entry.event {
            Event::Planned { reason, .. } => Some(reason.as_str()),
            _ => attempt.map(|attempt| attempt.reason.as_str()),
        };
        let face = |face: &'log Option<Face>| face.as_ref().map(|face| FacePart::of(face, index, texts));
        Self {
            entry: logged.number,
            at: entry.at.to_string(),
            user: &entry.who.user,
            uid: entry.who.uid,
            from: Some(entry.who.from.as_str()).filter(|from| !from.is_empty()),
            what: entry.event.name(),
            text,
            batch: entry.event.batch().map(|batch| batch.0),
            row: entry.row.as_ref().map(RowPart::of).unwrap_or_default(),
            before: face(&entry.before),
            after: face(&entry.after),
            parts: attempt.into_iter().flat_map(|attempt| attempt.parts.iter().map(keyed)).collect(),
            crm_ref,
            error,
            reason: reason.filter(|reason| !reason.is_empty()),
            fingerprint: logged.fingerprint.to_string(),
        }
    }
}

impl<'log> RowPart<'log> {
    fn of(row: &'log LogRow) -> Self {
        Self {
            id: Some(row.id.to_string()),
            number: Some(&row.number),
            date: Some(row.date.to_string()),
            amount: Some(plain_text(row.amount.amount)),
            currency: Some(row.amount.currency.code()),
            payer: Some(&row.payer),
        }
    }
}

impl<'log> FacePart<'log> {
    fn of(face: &'log Face, index: &'log Index, texts: &Texts) -> Self {
        let parts = |parts: &'log [Allocation]| parts.iter().map(|part| allocation(part, index)).collect::<Vec<_>>();
        let (commit, crm_ref, held, error) = match &face.commit {
            CommitState::Open => ("open", None, Vec::new(), None),
            CommitState::Unknown => ("unknown", None, Vec::new(), None),
            CommitState::Committed { reference, allocations } => {
                ("committed", Some(reference.0.as_str()), parts(allocations), None)
            }
            CommitState::Refused(refusal) => ("refused", None, Vec::new(), Some(texts.words(&refusal.message))),
        };
        Self {
            allocations: face.decision.allocations.as_deref().map(parts),
            excluded: face.decision.excluded,
            kind: face.decision.kind.map(crate::model::PaymentKind::name),
            comment: &face.decision.comment,
            commit,
            crm_ref,
            held,
            error,
            changed: &face.changed,
            reversals: face.generation,
            document: face.document.as_ref().map(DocumentPart::of),
        }
    }
}

impl<'log> DocumentPart<'log> {
    fn of(document: &'log Document) -> Self {
        Self {
            kind: document.kind.name(),
            number: &document.number,
            date: document.date.to_string(),
            amount: plain_text(document.amount.amount),
            currency: document.amount.currency.code(),
            payer: &document.payer,
            purpose: &document.purpose,
        }
    }
}

fn allocation<'log>(part: &'log Allocation, index: &'log Index) -> AllocationPart<'log> {
    AllocationPart {
        contract: contract_number(&part.contract, index),
        contract_id: part.contract.as_str(),
        line: part.line,
        amount: plain_text(part.amount),
    }
}
