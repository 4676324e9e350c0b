//! What a batch did, part by part, from the journal alone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::model::{Attempt, AttemptKind, AttemptState, BatchId, Currency, Message, Money, Posting, PostingPart};

/// A batch with all of its lines, in the order in which they were sent.
#[derive(Debug)]
pub(super) struct Register<'journal> {
    pub batch: BatchId,
    /// Commit or reversal.
    pub kind: AttemptKind,
    /// When it was planned.
    pub at: Timestamp,
    /// The person's reason for a reversal; empty for a commit.
    pub reason: &'journal str,
    pub lines: Vec<Line<'journal>>,
}

/// A part of a payment: one contract, one line of its schedule.
#[derive(Debug)]
pub(super) struct Line<'journal> {
    pub posting: &'journal Posting,
    pub part: &'journal PostingPart,
    /// As it counts: what is given back or taken back is below zero.
    pub sum: Money,
    pub standing: Standing,
    /// The CRM's name for it; empty where it has none.
    pub reference: &'journal str,
    /// Why the CRM did not take it.
    pub why: Option<&'journal Message>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The CRM holds it.
    Held,
    /// The CRM took it, and another batch took it back.
    TakenBackLater,
    /// It was taken back by this batch.
    TakenBack,
    /// The CRM refused it.
    Refused,
    /// Nobody knows yet.
    Unknown,
    /// It never left, or the CRM does not have it.
    Absent,
}

impl Standing {
    /// «cli-export-state-» and this is the key of its word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::TakenBackLater => "taken-back-later",
            Self::TakenBack => "taken-back",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Absent => "absent",
        }
    }

    /// Whether the batch did what it was to do.
    const fn has_passed(self) -> bool {
        matches!(self, Self::Held | Self::TakenBackLater | Self::TakenBack)
    }
}

impl<'journal> Register<'journal> {
    /// The register of a batch; `None` where the journal has none of that number. `attempts` in the
    /// order of their sequence.
    pub fn of(batch: BatchId, attempts: &'journal [Attempt]) -> Option<Self> {
        let mut of_batch = attempts.iter().filter(|attempt| attempt.batch == batch).peekable();
        let first = *of_batch.peek()?;
        let is_reversal = |attempt: &&Attempt| {
            attempt.kind == AttemptKind::Reverse && matches!(attempt.state, AttemptState::Confirmed(_))
        };
        let reversals: Vec<&Attempt> = attempts.iter().filter(is_reversal).collect();
        let lines = of_batch.flat_map(|attempt| lines(attempt, &reversals)).collect();
        Some(Self { batch, kind: first.kind, at: first.planned_at, reason: &first.reason, lines })
    }

    /// The lines that went through.
    pub fn passed(&self) -> impl Iterator<Item = &Line<'journal>> {
        self.lines.iter().filter(|line| line.standing.has_passed())
    }

    /// The others.
    pub fn refused(&self) -> impl Iterator<Item = &Line<'journal>> {
        self.lines.iter().filter(|line| !line.standing.has_passed())
    }

    /// Those of the lines that went through which another batch took back.
    pub fn taken_back_later(&self) -> impl Iterator<Item = &Line<'journal>> {
        self.lines.iter().filter(|line| line.standing == Standing::TakenBackLater)
    }
}

/// The sums of lines, apart by currency.
pub(super) fn sums<'line, 'journal: 'line>(lines: impl Iterator<Item = &'line Line<'journal>>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for line in lines {
        *sums.entry(line.sum.currency).or_default() += line.sum.amount;
    }
    sums.into_iter().map(|(currency, sum)| Money::new(sum, currency)).collect()
}

fn lines<'journal>(attempt: &'journal Attempt, reversals: &[&Attempt]) -> Vec<Line<'journal>> {
    let standing = standing(attempt, reversals);
    let (reference, why) = match &attempt.state {
        AttemptState::Confirmed(reference) => (reference.0.as_str(), None),
        AttemptState::Refused(refusal) => ("", Some(&refusal.message)),
        AttemptState::Planned | AttemptState::Sent | AttemptState::Abandoned => ("", None),
    };
    let posting = &attempt.posting;
    let line = |part: &'journal PostingPart| {
        let signed = posting.direction.signed(part.allocation.amount);
        let amount = if attempt.kind == AttemptKind::Reverse { -signed } else { signed };
        Line { posting, part, sum: Money::new(amount, posting.currency), standing, reference, why }
    };
    posting.parts.iter().map(line).collect()
}

fn standing(attempt: &Attempt, reversals: &[&Attempt]) -> Standing {
    match (&attempt.state, attempt.kind) {
        (AttemptState::Confirmed(_), AttemptKind::Reverse) => Standing::TakenBack,
        (AttemptState::Confirmed(_), AttemptKind::Post) if is_taken_back(attempt, reversals) => {
            Standing::TakenBackLater
        }
        (AttemptState::Confirmed(_), AttemptKind::Post) => Standing::Held,
        (AttemptState::Refused(_), _) => Standing::Refused,
        (AttemptState::Sent, _) => Standing::Unknown,
        (AttemptState::Planned | AttemptState::Abandoned, _) => Standing::Absent,
    }
}

/// Whether a later attempt took back what this one put there.
fn is_taken_back(attempt: &Attempt, reversals: &[&Attempt]) -> bool {
    let keys = |attempt: &Attempt| attempt.posting.parts.iter().map(|part| part.key).collect::<Vec<_>>();
    reversals.iter().any(|other| {
        other.sequence > attempt.sequence
            && other.posting.payment == attempt.posting.payment
            && keys(other) == keys(attempt)
    })
}
