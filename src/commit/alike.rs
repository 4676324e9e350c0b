//! What a CRM without keys holds of a posting, known by what it says: contract, line, sum, day and
//! number of the document.
//!
//! Two payments may say the same. So what the journal knows as one payment's is no other's: each
//! entry of the CRM is given out once, by the name that the CRM has for it.

use std::collections::{HashMap, HashSet};

use crate::crm::{Abilities, Keys, Outcome, PostedPart};
use crate::model::{
    Attempt, AttemptKind, AttemptState, CrmReference, IdempotencyKey, Message, Posting, PostingPart, Refusal,
    RefusalKind,
};

use super::settle::Flight;
use super::verdict::{Holding, judge};

/// The names, in a CRM without keys, of all that the journal has given to a payment. Empty for any
/// other CRM.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<IdempotencyKey>);

impl Names {
    /// `attempts`: the whole journal.
    pub(super) fn of(attempts: &[Attempt], abilities: &Abilities) -> Self {
        let is_named = |attempt: &&Attempt| {
            attempt.kind == AttemptKind::Post && matches!(attempt.state, AttemptState::Confirmed(_))
        };
        match abilities.keys {
            Keys::None => Self(attempts.iter().filter(is_named).flat_map(keys).collect()),
            Keys::Enforced | Keys::Stored => Self::default(),
        }
    }

    /// Gives what was seen of a posting to it, once the CRM is known to hold it.
    pub(super) fn give(&mut self, flight: &mut Flight, seen: &Seen) {
        if flight.attempt.kind != AttemptKind::Post || !matches!(flight.attempt.state, AttemptState::Confirmed(_)) {
            return;
        }
        for part in &mut flight.attempt.posting.parts {
            if let Some(name) = seen.names.get(&part.key) {
                part.key = *name;
                self.0.insert(*name);
            }
        }
    }
}

fn keys(attempt: &Attempt) -> impl Iterator<Item = IdempotencyKey> {
    attempt.posting.parts.iter().map(|part| part.key)
}

/// What a CRM was seen to hold of some postings.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The parts under the keys of the postings.
    pub(super) parts: Vec<PostedPart>,
    /// Under which name a CRM without keys has them.
    names: HashMap<IdempotencyKey, IdempotencyKey>,
}

impl Seen {
    /// Adds what is alike to a posting and no other payment's. `held`: all that the contracts of the
    /// posting hold.
    pub(super) fn add_alike(&mut self, posting: &Posting, held: &[PostedPart], names: &Names, keeps_lines: bool) {
        let mut held: Vec<&PostedPart> = held.iter().filter(|part| !names.0.contains(&part.key)).collect();
        // One in force says more than one that was taken back.
        held.sort_by_key(|part| part.reversed);
        for part in held {
            let alike = || posting.parts.iter().filter(|own| is_alike(posting, own, part, keeps_lines));
            let unseen = alike().find(|own| !self.names.contains_key(&own.key));
            let Some(own) = unseen.or_else(|| alike().next()) else { continue };
            self.names.entry(own.key).or_insert(part.key);
            self.parts.push(PostedPart { key: own.key, payment: posting.payment, ..part.clone() });
        }
    }

    /// What is there of a posting before it is sent, if anything: how it ends then, without having
    /// been sent. Whoever entered it, it is there.
    pub(super) fn there_before(&self, posting: &Posting) -> Option<(Outcome, Holding)> {
        let of = |part: &PostingPart| self.parts.iter().find(|seen| seen.key == part.key && !seen.reversed);
        let there: Vec<&PostedPart> = posting.parts.iter().filter_map(of).collect();
        let reference: CrmReference = there.first()?.reference.clone();
        if there.len() == posting.parts.len() {
            return Some((Outcome::Already(reference.clone()), Holding::Whole(reference)));
        }
        Some((Outcome::Refused(already_posted(posting, reference)), Holding::Absent))
    }

    /// What is there of a flight after its call, or after one that was cut short. A CRM without keys
    /// takes a posting whole or not at all: where only a part of one that it is not known to have
    /// taken is there, that is another's.
    pub(super) fn judge(
        &self,
        flight: &Flight,
        answer: Option<Outcome>,
        abilities: &Abilities,
    ) -> (Option<Outcome>, Holding) {
        let posting = &flight.attempt.posting;
        let holding = judge(posting, &self.parts, abilities.schedule);
        let is_by_content = abilities.keys == Keys::None && flight.attempt.kind == AttemptKind::Post;
        let is_partly = matches!(holding, Holding::Partly { taken_back: false, .. });
        if is_by_content && is_partly && !matches!(answer, Some(Outcome::Taken(_))) {
            let there = self.parts.iter().find(|part| part.payment == posting.payment && !part.reversed);
            let reference = there.map_or_else(|| CrmReference(String::new()), |part| part.reference.clone());
            return (Some(Outcome::Refused(already_posted(posting, reference))), Holding::Absent);
        }
        (answer, holding)
    }
}

fn already_posted(posting: &Posting, reference: CrmReference) -> Refusal {
    let message =
        Message::new("refusal-already-posted").with("number", posting.number.as_str()).with("reference", reference.0);
    Refusal { kind: RefusalKind::AlreadyPosted, message }
}

fn is_alike(posting: &Posting, own: &PostingPart, part: &PostedPart, keeps_lines: bool) -> bool {
    part.contract == own.allocation.contract
        && part.amount == own.allocation.amount
        && (!keeps_lines || part.line == own.allocation.line)
        && part.direction == posting.direction
        && part.currency == posting.currency
        && part.date == posting.date
        && part.number == posting.number
}

/// Whether a CRM without keys could take a part of the one for a part of the other, so that they
/// must not be sent together.
pub(super) fn are_twins(one: &Posting, other: &Posting) -> bool {
    let says_same = one.number == other.number && one.date == other.date && one.direction == other.direction;
    let shares_part = |part: &PostingPart| {
        let same = |own: &PostingPart| {
            own.allocation.contract == part.allocation.contract && own.allocation.amount == part.allocation.amount
        };
        other.parts.iter().any(same)
    };
    says_same && one.parts.iter().any(shares_part)
}
