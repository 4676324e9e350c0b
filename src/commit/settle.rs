//! How an attempt and its row change together: pure, so that every step of the protocol can be
//! read and tested in one place.

use super::posting::committed;
use super::report::{RowOutcome, RowResult};
use super::verdict::Holding;
use crate::crm::Outcome;
use crate::model::{
    Attempt, AttemptKind, AttemptState, CommitState, CrmReference, IdempotencyKey, Message, Refusal, RefusalKind, Row,
};
use crate::store::{Clock, Write};

/// A row on its way, with its entry of the journal.
#[derive(Debug, Clone)]
pub(super) struct Flight {
    /// The row as it stands on disk.
    pub row: Row,
    /// The attempt as it stands on disk.
    pub attempt: Attempt,
    /// Under which name the CRM held it before a reversal.
    pub held_as: Option<CrmReference>,
    /// By which its steps are dated.
    pub clock: Clock,
}

impl Flight {
    /// The keys of its parts.
    pub fn keys(&self) -> Vec<IdempotencyKey> {
        self.attempt.posting.parts.iter().map(|part| part.key).collect()
    }

    /// Both as they stand now, for one transaction.
    pub fn writes(&self) -> [Write; 2] {
        [Write::Attempt(Box::new(self.attempt.clone())), Write::Row(Box::new(self.row.clone()))]
    }

    /// The attempt is about to leave: from now on only the CRM can tell.
    pub fn send(&mut self) {
        self.step(AttemptState::Sent);
        self.row_becomes(CommitState::Unknown);
    }

    /// It leaves once more, under the same keys.
    pub fn send_again(&mut self) {
        self.step(AttemptState::Sent);
    }

    /// The attempt never left; the row has not changed.
    pub fn abandon(&mut self) {
        self.step(AttemptState::Abandoned);
    }

    /// The call was stopped before its turn came: it never left, and the row is as it was.
    pub fn put_back(&mut self, before: &Row) {
        self.step(AttemptState::Abandoned);
        self.row.clone_from(before);
    }

    /// Takes the CRM's answer, where there was one, together with what it was seen to hold.
    pub fn settle(&mut self, answer: Option<Outcome>, holding: Holding) -> RowResult {
        match self.attempt.kind {
            AttemptKind::Post => self.settle_post(answer, holding),
            AttemptKind::Reverse => self.settle_reversal(answer, holding),
        }
    }

    /// What became of it is not known; it stays sent.
    pub fn unknown(&self, why: Option<Message>) -> RowResult {
        self.result(RowOutcome::Unknown, None, why)
    }

    fn settle_post(&mut self, answer: Option<Outcome>, holding: Holding) -> RowResult {
        match (holding, answer) {
            (Holding::Whole(seen), answer) => {
                let (outcome, reference) = match answer {
                    Some(Outcome::Already(reference)) => (RowOutcome::Already, reference),
                    Some(Outcome::Taken(reference)) => (RowOutcome::Committed, reference),
                    Some(Outcome::Refused(_) | Outcome::HeldBack) => (RowOutcome::Already, seen),
                    None => (RowOutcome::Committed, seen),
                };
                self.confirm(reference.clone());
                self.row_becomes(committed(&self.attempt.posting, reference.clone()));
                self.result(outcome, Some(reference), None)
            }
            (Holding::Absent | Holding::Other(_), Some(Outcome::Refused(refusal))) => self.refuse(refusal),
            (Holding::Absent, None) => {
                self.abandon();
                self.row_becomes(CommitState::Open);
                self.unknown(None)
            }
            // Somebody took it back in the CRM: it is not held, and comes again only under new keys.
            (Holding::Reversed(reference), answer) => {
                self.abandon();
                self.reopen();
                let why = match answer {
                    Some(Outcome::Refused(refusal)) => refusal.message,
                    _ => self.about("commit-taken-back-there"),
                };
                self.result(RowOutcome::Refused, Some(reference), Some(why))
            }
            (Holding::Absent, Some(_)) => self.unknown(Some(self.about("commit-unclear-absent"))),
            (Holding::Other(why) | Holding::Unclear(why) | Holding::Partly { why, .. }, _) => self.unknown(Some(why)),
        }
    }

    fn settle_reversal(&mut self, answer: Option<Outcome>, holding: Holding) -> RowResult {
        match (holding, answer) {
            (Holding::Reversed(_) | Holding::Absent, answer) => {
                let held = self.held_as.clone().unwrap_or_else(|| CrmReference(String::new()));
                // What was taken back before bears the reason and the name of that time.
                let (outcome, reference) = match answer {
                    Some(Outcome::Taken(reference)) => (RowOutcome::Reversed, reference),
                    Some(Outcome::Already(reference)) => (RowOutcome::Already, reference),
                    // One that broke in the middle may well have done it.
                    Some(Outcome::Refused(Refusal { kind: RefusalKind::Broken, .. })) | None => {
                        (RowOutcome::Reversed, held)
                    }
                    Some(Outcome::Refused(_) | Outcome::HeldBack) => (RowOutcome::Already, held),
                };
                self.confirm(reference.clone());
                self.reopen();
                self.result(outcome, Some(reference), None)
            }
            (Holding::Whole(seen), Some(Outcome::Refused(refusal))) => {
                let reference = self.held_as.clone().unwrap_or(seen);
                let why = refusal.message.clone();
                self.step(AttemptState::Refused(refusal));
                self.row_becomes(committed(&self.attempt.posting, reference.clone()));
                self.result(RowOutcome::Refused, Some(reference), Some(why))
            }
            (Holding::Whole(seen), None) => {
                let reference = self.held_as.clone().unwrap_or(seen);
                self.abandon();
                self.row_becomes(committed(&self.attempt.posting, reference.clone()));
                self.result(RowOutcome::Refused, Some(reference), Some(self.about("commit-reversal-never-came")))
            }
            (Holding::Whole(_), Some(_)) => self.unknown(Some(self.about("commit-unclear-still-there"))),
            (Holding::Other(why) | Holding::Unclear(why) | Holding::Partly { why, .. }, _) => self.unknown(Some(why)),
        }
    }

    fn refuse(&mut self, refusal: Refusal) -> RowResult {
        let why = refusal.message.clone();
        self.step(AttemptState::Refused(refusal.clone()));
        self.row_becomes(CommitState::Refused(refusal));
        self.result(RowOutcome::Refused, None, Some(why))
    }

    fn confirm(&mut self, reference: CrmReference) {
        self.step(AttemptState::Confirmed(reference));
    }

    /// Open again; the decision stays, and the next commit has new keys. It waits for a person: what
    /// was taken back must not go again by itself.
    fn reopen(&mut self) {
        self.row.generation += 1;
        self.row.note_reversed();
        self.row.note_in_crm(None);
        self.row_becomes(CommitState::Open);
    }

    fn step(&mut self, state: AttemptState) {
        self.attempt.state = state;
        // A clock that went back must not turn the journal's order around.
        self.attempt.changed_at = self.attempt.changed_at.max(self.clock.now());
    }

    fn row_becomes(&mut self, state: CommitState) {
        self.row.commit = state;
        self.row.version += 1;
    }

    fn about(&self, key: &str) -> Message {
        let posting = &self.attempt.posting;
        Message::new(key).with("number", posting.number.as_str()).with("amount", posting.amount)
    }

    fn result(&self, outcome: RowOutcome, reference: Option<CrmReference>, error: Option<Message>) -> RowResult {
        RowResult { row: self.row.clone(), keys: self.keys(), outcome, reference, error }
    }
}

/// Whether a refusal says that the CRM holds nothing under the keys, so that it need not be asked.
pub(super) const fn says_nothing_is_held(refusal: &Refusal) -> bool {
    !matches!(refusal.kind, RefusalKind::KeyReused | RefusalKind::NothingToReverse | RefusalKind::Broken)
}
