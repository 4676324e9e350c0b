//! A row of the table: a payment, what the matcher found, what the person decided, and how far
//! the commit got.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Allocation, CrmReference, Finding, Flag, FlagKind, Money, Payment, PaymentKind, Readiness, Refusal, allocated_sum,
};

/// What a person decided about a row. The program never overrules it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Decision {
    /// The contracts and lines that the person gave the payment to; `None`: the proposal stands.
    pub allocations: Option<Vec<Allocation>>,
    /// Taken out by the person (`Some(true)`), put back by the person (`Some(false)`), or left
    /// to the program.
    pub excluded: Option<bool>,
    /// Another kind than the source says.
    pub kind: Option<PaymentKind>,
    /// A note of the person.
    pub comment: String,
}

impl Decision {
    /// Whether the person decided nothing that changes readiness.
    #[must_use]
    pub const fn leaves_all_to_the_program(&self) -> bool {
        self.allocations.is_none() && self.excluded.is_none() && self.kind.is_none()
    }
}

/// Among the facts of [`Row::changed`]: the row was taken back from the CRM, and no person has
/// taken it anew.
pub const REVERSED: &str = "reversed";

/// Among the facts of [`Row::changed`]: the CRM took the row, and does not hold it any more.
pub const MISSING: &str = "missing";

/// Among the facts of [`Row::changed`]: the CRM took the row, and shows it as taken back by somebody else.
pub const TAKEN_BACK: &str = "taken-back";

/// Among the facts of [`Row::changed`]: the CRM holds the row on other contracts, lines or in other
/// sums than it was given here.
pub const ELSEWHERE: &str = "elsewhere";

/// What the CRM may have made of a committed row.
const IN_CRM: [(&str, FlagKind); 3] =
    [(MISSING, FlagKind::MissingInCrm), (TAKEN_BACK, FlagKind::TakenBackInCrm), (ELSEWHERE, FlagKind::OtherInCrm)];

fn is_of_crm(fact: &str) -> bool {
    IN_CRM.iter().any(|(known, _)| *known == fact)
}

/// How far a row got with the CRM.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum CommitState {
    /// The CRM does not have it.
    #[default]
    Open,
    /// It was sent, and no answer is known: the CRM is asked before anything else happens.
    Unknown,
    /// The CRM has it, and was read back.
    Committed {
        /// The CRM's name for it.
        reference: CrmReference,
        /// What the CRM took: what stood in the row at that time.
        allocations: Vec<Allocation>,
    },
    /// The CRM refused it.
    Refused(Refusal),
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row {
    /// The payment.
    pub payment: Payment,
    /// What the matcher found.
    pub finding: Finding,
    /// What the person decided.
    pub decision: Decision,
    /// Flags of the person's choice, made anew with every decision; empty while the proposal
    /// stands.
    pub decision_flags: Vec<Flag>,
    /// How far the commit got.
    pub commit: CommitState,
    /// How often a commit of this payment was taken back: part of the idempotency key, so that a
    /// second commit after a reversal is a new one.
    pub generation: u32,
    /// Facts that changed when the document was read again after a decision or a commit
    /// («amount», «purpose», …; names as in [`Payment::changes_to`]), and what became of it in the
    /// CRM: [`REVERSED`], [`MISSING`], [`TAKEN_BACK`], [`ELSEWHERE`].
    pub changed: Vec<String>,
    /// Grows with every change of the row; a reply to an older version is dropped.
    pub version: u64,
}

impl Row {
    /// A row that nobody has touched.
    #[must_use]
    pub const fn new(payment: Payment, finding: Finding) -> Self {
        Self {
            payment,
            finding,
            decision: Decision { allocations: None, excluded: None, kind: None, comment: String::new() },
            decision_flags: Vec::new(),
            commit: CommitState::Open,
            generation: 0,
            changed: Vec::new(),
            version: 0,
        }
    }

    /// Kind of the document: the person's word, else the source's.
    #[must_use]
    pub fn kind(&self) -> PaymentKind {
        self.decision.kind.unwrap_or(self.payment.kind)
    }

    /// What goes to the CRM, or went there.
    #[must_use]
    pub fn allocations(&self) -> &[Allocation] {
        match (&self.commit, &self.decision.allocations) {
            (CommitState::Committed { allocations, .. }, _) | (_, Some(allocations)) => allocations,
            _ => &self.finding.allocations,
        }
    }

    /// The sum that counts: what the CRM took where it has the row, else what the document says.
    #[must_use]
    pub fn counted_sum(&self) -> Decimal {
        match &self.commit {
            CommitState::Committed { allocations, .. } => allocated_sum(allocations),
            _ => self.payment.amount.amount,
        }
    }

    /// The sum that counts, below zero where money went out: so that sums of rows tell the truth.
    #[must_use]
    pub fn signed_sum(&self) -> Decimal {
        if self.kind().is_outgoing() { -self.counted_sum() } else { self.counted_sum() }
    }

    /// What the document says, below zero where money went out.
    #[must_use]
    pub fn signed_money(&self) -> Money {
        let Money { amount, currency } = self.payment.amount;
        Money::new(if self.kind().is_outgoing() { -amount } else { amount }, currency)
    }

    /// The facts in which the document changed in its source.
    pub fn changed_in_source(&self) -> impl Iterator<Item = &str> {
        self.changed.iter().map(String::as_str).filter(|fact| *fact != REVERSED && !is_of_crm(fact))
    }

    /// The CRM holds it under this name, on these debts, with the keys of that generation.
    pub fn become_committed(&mut self, reference: &CrmReference, allocations: &[Allocation], generation: u32) {
        self.commit = CommitState::Committed { reference: reference.clone(), allocations: allocations.to_vec() };
        self.generation = generation;
        self.changed.retain(|known| known != REVERSED);
    }

    /// Notes [`MISSING`], [`TAKEN_BACK`], [`ELSEWHERE`] or, with `None`, that the CRM holds what it should. Says
    /// whether that is new.
    pub fn note_in_crm(&mut self, fact: Option<&str>) -> bool {
        if self.changed.iter().map(String::as_str).find(|known| is_of_crm(known)) == fact {
            return false;
        }
        self.changed.retain(|known| !is_of_crm(known));
        self.changed.extend(fact.map(str::to_owned));
        true
    }

    /// Notes [`REVERSED`].
    pub fn note_reversed(&mut self) {
        if !self.says(REVERSED) {
            self.changed.push(REVERSED.to_owned());
        }
    }

    /// Whether this is among the facts of [`Row::changed`].
    fn says(&self, fact: &str) -> bool {
        self.changed.iter().any(|known| known == fact)
    }

    /// All flags that hold now: the matcher's while the proposal stands, the choice's otherwise,
    /// and [`Row::flags_of_change`].
    #[must_use]
    pub fn flags(&self) -> Vec<Flag> {
        let own = if self.decision.leaves_all_to_the_program() { &self.finding.flags } else { &self.decision_flags };
        own.iter().cloned().chain(self.flags_of_change()).collect()
    }

    /// Whether the document changed under a decision, and what became of it in the CRM.
    #[must_use]
    pub fn flags_of_change(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        if matches!(self.commit, CommitState::Committed { .. }) {
            flags.extend(IN_CRM.into_iter().filter(|(fact, _)| self.says(fact)).map(|(_, kind)| Flag::new(kind, "")));
        }
        let facts: Vec<&str> = self.changed_in_source().collect();
        if !facts.is_empty() {
            flags.push(Flag::new(FlagKind::ChangedInSource, facts.join(", ")));
        }
        if self.says(REVERSED) {
            flags.push(Flag::new(FlagKind::Reversed, ""));
        }
        flags
    }

    /// What the row still lacks. Invariants 2 and 3 of the design stand here: a row is ready only
    /// when its allocations add up to the payment and nothing stops it.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        match self.commit {
            CommitState::Committed { .. } if self.says(MISSING) || self.says(TAKEN_BACK) => return Readiness::Failed,
            CommitState::Committed { .. } => return Readiness::Committed,
            CommitState::Unknown | CommitState::Refused(_) => return Readiness::Failed,
            CommitState::Open => {}
        }
        if self.decision.excluded == Some(true) {
            return Readiness::Excluded;
        }
        let adds_up = allocated_sum(self.allocations()) == self.payment.amount.amount
            && !self.payment.amount.amount.is_zero()
            && self.allocations().iter().all(|part| part.amount.is_sign_positive() && !part.amount.is_zero());
        if self.decision.leaves_all_to_the_program() {
            let found = self.finding.readiness;
            // Money that is given back always takes a person's word.
            let is_safe =
                adds_up && self.kind().is_receipt() && self.finding.flags.is_empty() && self.changed.is_empty();
            return if found == Readiness::Ready && !is_safe { Readiness::Review } else { found };
        }
        if self.decision_flags.iter().any(|flag| flag.kind.blocks_even_a_person()) {
            return Readiness::Blocked;
        }
        match &self.decision.allocations {
            Some(_) if adds_up && self.changed.is_empty() => Readiness::Ready,
            Some(allocations) if !allocations.is_empty() => Readiness::Review,
            _ if self.finding.candidates.len() > 1 => Readiness::Choose,
            _ if self.finding.candidates.len() == 1 => Readiness::Review,
            _ => Readiness::Unmatched,
        }
    }
}
