//! What of a row the log keeps: what a person or a CRM can change.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{CommitState, ContractId, Decision, Money, Payment, PaymentKind, Row};

/// All of a row that a person decides or the CRM answers. What the matcher finds is not among it:
/// it follows from other things and is made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Face {
    /// What the person decided.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub decision: Decision,
    /// How far the commit got.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub commit: CommitState,
    /// What changed in its source or in the CRM since.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub changed: Vec<String>,
    /// How often it was taken back.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub generation: u32,
    /// The document, where the entry is about a change of it.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub document: Option<Document>,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its kind.
    pub kind: PaymentKind,
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Its sum.
    pub amount: Money,
    /// The other side.
    pub payer: String,
    /// The purpose.
    pub purpose: String,
}

/// A row as it stood in the file; what the log does not keep is not even read.
#[derive(Debug, Deserialize)]
pub(in crate::store) struct KeptRow {
    pub payment: Payment,
    decision: Decision,
    commit: CommitState,
    generation: u32,
    changed: Vec<String>,
}

impl KeptRow {
    pub(in crate::store) fn face(&self) -> Face {
        Face {
            decision: self.decision.clone(),
            commit: self.commit.clone(),
            changed: self.changed.clone(),
            generation: self.generation,
            document: None,
        }
    }

    /// Whether nothing of the row has changed that the log keeps.
    pub(in crate::store) fn is_same(&self, row: &Row) -> bool {
        let as_now = (&row.payment, &row.decision, &row.commit, row.generation, &row.changed);
        (&self.payment, &self.decision, &self.commit, self.generation, &self.changed) == as_now
    }
}

impl Face {
    pub(in crate::store) fn of(row: &Row) -> Self {
        Self {
            decision: row.decision.clone(),
            commit: row.commit.clone(),
            changed: row.changed.clone(),
            generation: row.generation,
            document: None,
        }
    }

    pub(in crate::store) fn with_document(self, payment: &Payment) -> Self {
        Self { document: Some(Document::of(payment)), ..self }
    }

    /// Whether both say the same of the row, whatever they say of its document.
    pub(in crate::store) fn says_the_same(&self, other: &Self) -> bool {
        let said = |face: &Self| Self { document: None, ..face.clone() };
        said(self) == said(other)
    }

    /// The contracts that it names.
    pub fn contracts(&self) -> impl Iterator<Item = &ContractId> {
        let committed = match &self.commit {
            CommitState::Committed { allocations, .. } => allocations.as_slice(),
            _ => &[],
        };
        self.decision.allocations.iter().flatten().chain(committed).map(|part| &part.contract)
    }
}

impl Document {
    fn of(payment: &Payment) -> Self {
        Self {
            kind: payment.kind,
            number: payment.number.clone(),
            date: payment.date,
            amount: payment.amount,
            payer: payment.counterparty().name.clone(),
            purpose: payment.purpose.clone(),
        }
    }
}

/// What need not be written.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
