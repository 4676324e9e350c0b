//! What can have been done.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Attempt, AttemptKind, AttemptState, BatchId, Message, Money, PostingPart};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The log begins here.
    Begun {
        /// Rows that were there already.
        rows: u64,
        /// Attempts that were there already.
        attempts: u64,
    },
    /// A row as it stood when the log began.
    Carried,
    /// A file of payments was read.
    Imported {
        /// Its name, without folders.
        file: String,
        /// Its format's name.
        format: String,
        /// Payments in it.
        payments: u64,
        /// Documents of it that were refused.
        refused: u64,
        /// Rows that were not there before.
        added: u64,
        /// Their first place in the order of arrival, from 0.
        first: u64,
    },
    /// A person's edit; the phrase is that of its step.
    Decided {
        /// What was done.
        label: Message,
    },
    /// A person took an edit back.
    Undone {
        /// Which.
        label: Message,
    },
    /// A person did again what was taken back.
    Redone {
        /// Which.
        label: Message,
    },
    /// The document was read again and says something else.
    DocumentChanged {
        /// In which facts (names as in [`crate::model::Payment::changes_to`]).
        facts: Vec<String>,
    },
    /// The program took notice of what the CRM holds of a row, or does not.
    Observed,
    /// A batch is written down, and nothing of it has left.
    Planned {
        /// Which batch.
        batch: BatchId,
        /// Commit or reversal.
        kind: AttemptKind,
        /// Rows in it.
        rows: u64,
        /// Their sums by currency; what is given back is taken off.
        sums: Vec<Money>,
        /// The person's reason for a reversal.
        reason: String,
    },
    /// A payment on its way to the CRM.
    Attempt(Box<AttemptEvent>),
    /// A payment was sent, and no clear answer came: only the CRM can tell.
    Unanswered {
        /// In which batch.
        batch: BatchId,
        /// Commit or reversal.
        kind: AttemptKind,
        /// Why it is not known.
        why: Message,
    },
    /// What was learned is forgotten.
    Forgotten {
        /// What was named: an account or tax number, a contract, or nothing for all of it.
        what: String,
        /// How many pairs of payer and contract.
        pairs: u64,
    },
    /// Whoever had the state open was made to leave.
    TakenOver {
        /// Who that was, by what he said of himself.
        user: String,
        /// His terminal; empty without one.
        terminal: String,
        /// From where he came; empty where he sat at the machine itself.
        from: String,
        /// Whether he had to be ended, since he did not leave when he was asked.
        forced: bool,
    },
    /// The state was put back from a backup: what the log knew after it stands in the files that
    /// were put aside.
    Restored {
        /// When the backup was made.
        made_at: Timestamp,
        /// Entries of the log that was put aside which are not in this one; `None` where it could
        /// not be read, or was another log.
        beyond: Option<u64>,
    },
    /// The file beside the log was missing and was made anew: up to here nobody can say that the
    /// end of the log was not cut off.
    HeadRenewed,
}

/// A step of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptEvent {
    /// In which batch.
    pub batch: BatchId,
    /// Its place in the journal.
    pub sequence: u64,
    /// Commit or reversal.
    pub kind: AttemptKind,
    /// Where it stood before; `None` where the log did not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Passed>,
    /// Where it stands now, with the CRM's reference or refusal.
    pub state: AttemptState,
    /// What was sent, under which keys.
    pub parts: Vec<PostingPart>,
    /// The person's reason for a reversal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A state that an attempt left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passed {
    /// Nothing had left.
    Planned,
    /// It was on its way.
    Sent,
    /// It had its outcome.
    Settled,
}

impl Passed {
    pub(in crate::store) const fn of(state: &AttemptState) -> Self {
        match state {
            AttemptState::Planned => Self::Planned,
            AttemptState::Sent => Self::Sent,
            AttemptState::Confirmed(_) | AttemptState::Refused(_) | AttemptState::Abandoned => Self::Settled,
        }
    }
}

impl AttemptEvent {
    pub(in crate::store) fn of(attempt: &Attempt, was: Option<Passed>) -> Self {
        Self {
            batch: attempt.batch,
            sequence: attempt.sequence,
            kind: attempt.kind,
            was,
            state: attempt.state.clone(),
            parts: attempt.posting.parts.clone(),
            reason: attempt.reason.clone(),
        }
    }
}

impl Event {
    /// The attempt that it is about.
    #[must_use]
    pub fn attempt(&self) -> Option<&AttemptEvent> {
        match self {
            Self::Attempt(attempt) => Some(attempt),
            _ => None,
        }
    }

    /// The batch that it belongs to.
    #[must_use]
    pub fn batch(&self) -> Option<BatchId> {
        match self {
            Self::Attempt(attempt) => Some(attempt.batch),
            Self::Planned { batch, .. } | Self::Unanswered { batch, .. } => Some(*batch),
            _ => None,
        }
    }

    /// The stable name in JSON; «cli-log-» and this, with dashes, is the key of its words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Begun { .. } => "log_begun",
            Self::Carried => "carried",
            Self::Imported { .. } => "imported",
            Self::Decided { .. } => "decided",
            Self::Undone { .. } => "undone",
            Self::Redone { .. } => "redone",
            Self::DocumentChanged { .. } => "document_changed",
            Self::Observed => "observed",
            Self::Planned { kind: AttemptKind::Post, .. } => "commit_planned",
            Self::Planned { kind: AttemptKind::Reverse, .. } => "reversal_planned",
            Self::Attempt(attempt) => attempt.name(),
            Self::Unanswered { kind: AttemptKind::Post, .. } => "commit_unanswered",
            Self::Unanswered { kind: AttemptKind::Reverse, .. } => "reversal_unanswered",
            Self::Forgotten { .. } => "forgotten",
            Self::TakenOver { .. } => "taken_over",
            Self::Restored { .. } => "restored",
            Self::HeadRenewed => "head_renewed",
        }
    }
}

impl AttemptEvent {
    fn name(&self) -> &'static str {
        use AttemptKind::{Post, Reverse};
        match (self.kind, &self.state, self.was) {
            (Post, AttemptState::Planned, _) => "commit_planned",
            (Reverse, AttemptState::Planned, _) => "reversal_planned",
            (Post, AttemptState::Sent, Some(Passed::Sent)) => "commit_sent_again",
            (Reverse, AttemptState::Sent, Some(Passed::Sent)) => "reversal_sent_again",
            (Post, AttemptState::Sent, _) => "commit_sent",
            (Reverse, AttemptState::Sent, _) => "reversal_sent",
            (Post, AttemptState::Confirmed(_), _) => "commit_confirmed",
            (Reverse, AttemptState::Confirmed(_), _) => "reversal_confirmed",
            (Post, AttemptState::Refused(_), _) => "commit_refused",
            (Reverse, AttemptState::Refused(_), _) => "reversal_refused",
            (Post, AttemptState::Abandoned, Some(Passed::Planned)) => "commit_never_left",
            (Reverse, AttemptState::Abandoned, Some(Passed::Planned)) => "reversal_never_left",
            (Post, AttemptState::Abandoned, _) => "commit_not_held",
            (Reverse, AttemptState::Abandoned, _) => "reversal_not_done",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// Words between two marks, every second part of a text.
    fn between<'text>(text: &'text str, mark: &str) -> BTreeSet<&'text str> {
        text.split(mark).skip(1).step_by(2).collect()
    }

    /// Whoever reads the log by a program relies on that list. The names are taken where they stand, so that
    /// a new one is missed by nobody.
    #[test]
    fn the_readme_lists_every_name() {
        let own = include_str!("event.rs").split("#[cfg(test)]").next().expect("the code");
        let names = own.split("fn name(&self)").skip(1).flat_map(|body| {
            let body = body.split("\n    }\n").next().unwrap_or_default();
            between(body, "\"")
        });
        let names: BTreeSet<&str> = names.collect();
        assert!(names.len() > 20 && names.contains("taken_over") && names.contains("commit_not_held"), "{names:?}");
        let readme = include_str!("../../../README.md");
        let list = readme.split_once("`what` — одно из:").expect("the list").1.split("\n\n").next().expect("its end");
        assert_eq!(between(list, "`"), names);
    }
}
