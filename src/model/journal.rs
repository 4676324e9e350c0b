//! The words of the commit: what is sent to a CRM, under which key, and what became of it.
//!
//! Keys are version 5 UUIDs (RFC 9562, section 5.5), so that the same intent has the same key on every
//! machine and after every crash.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Allocation, ContractId, Currency, Direction, Message, PaymentId, TaxId, plain_text};

/// The name space of idempotency keys (a random UUID, fixed for ever).
const KEY_NAMESPACE: Uuid = Uuid::from_u128(0x2b5d_90aa_6f3e_4c0b_b8e4_91d7_05fa_c83d);

/// The name of one allocation towards the CRM: the same allocation in the same split of the same
/// payment, in the same generation, always has the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdempotencyKey(pub Uuid);

impl IdempotencyKey {
    /// The key of a payment that came in and goes whole to one place. `generation` counts reversals
    /// of the payment.
    #[must_use]
    pub fn of(payment: PaymentId, allocation: &Allocation, generation: u32) -> Self {
        Self::in_direction(Direction::Receipt, payment, allocation, generation)
    }

    /// The key of a payment that goes whole to one place, or is given back whole from there: the two
    /// never share one, even where a person gives one document another kind.
    #[must_use]
    pub fn in_direction(direction: Direction, payment: PaymentId, allocation: &Allocation, generation: u32) -> Self {
        Self::of_part(direction, payment, allocation, std::slice::from_ref(allocation), generation)
    }

    /// The key of a part of a payment that is split as `whole` says, in any order. A part that two
    /// decisions share has another key in each: else a CRM that got one of them would seem to hold
    /// a part of the other, to be completed.
    #[must_use]
    pub fn of_part(
        direction: Direction,
        payment: PaymentId,
        part: &Allocation,
        whole: &[Allocation],
        generation: u32,
    ) -> Self {
        let words = |part: &Allocation| {
            let line = part.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
            format!("{}\n{line}\n{}", part.contract, plain_text(part.amount))
        };
        let mut name = format!("{payment}\n{}\n{generation}", words(part));
        if direction == Direction::Refund {
            name.push_str("\nrefund");
        }
        if whole.len() > 1 {
            let mut parts: Vec<&Allocation> = whole.iter().collect();
            parts.sort();
            for part in parts {
                name.push_str("\nof ");
                name.push_str(&words(part));
            }
        }
        Self(Uuid::new_v5(&KEY_NAMESPACE, name.as_bytes()))
    }

    /// The key of the reversal of what was posted under this key.
    #[must_use]
    pub fn reversal(self) -> Self {
        Self(Uuid::new_v5(&KEY_NAMESPACE, format!("reversal\n{}", self.0).as_bytes()))
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The CRM's name for something that it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CrmReference(pub String);

impl fmt::Display for CrmReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One allocation on its way to the CRM.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingPart {
    /// Its name.
    pub key: IdempotencyKey,
    /// What goes where.
    pub allocation: Allocation,
    /// The version of the contract that it was matched against; `None` when the row was decided
    /// without one.
    pub contract_version: Option<u64>,
}

/// A payment on its way to the CRM: all parts are taken, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Which payment.
    pub payment: PaymentId,
    /// Whether it brings money or gives it back.
    #[serde(default, skip_serializing_if = "Direction::is_receipt")]
    pub direction: Direction,
    /// The 1C document's GUID, where there is one.
    pub source_id: Option<String>,
    /// Number of the document.
    pub number: String,
    /// Number of the payer's own order, where the document bears another.
    #[serde(default)]
    pub order_number: Option<String>,
    /// The day that counts for the schedule.
    pub date: Date,
    /// The whole payment; the parts add up to it.
    pub amount: Decimal,
    /// Currency of all sums.
    pub currency: Currency,
    /// Who paid, or who gets it back.
    pub payer: String,
    /// Tax number of who paid or gets it back.
    pub payer_tax_id: Option<TaxId>,
    /// Account of who paid or gets it back.
    #[serde(default)]
    pub payer_account: Option<String>,
    /// The purpose.
    pub purpose: String,
    /// The parts, one or more, no two with the same key.
    pub parts: Vec<PostingPart>,
}

/// Why a CRM did not take something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// It knows no such contract.
    UnknownContract,
    /// The contract has no such schedule line.
    UnknownLine,
    /// The contract is terminated or assigned.
    ContractClosed,
    /// More than is due.
    MoreThanDue,
    /// Less than is due, and the CRM takes only the whole sum.
    LessThanDue,
    /// More is to be given back than was paid, or what is to be taken back was given back already.
    MoreThanPaid,
    /// Another currency than the contract's.
    WrongCurrency,
    /// The contract changed since it was matched.
    ChangedMeanwhile,
    /// This payment is already there, under another key.
    AlreadyPosted,
    /// The same key with other content.
    KeyReused,
    /// The sum is zero or negative, or the parts do not add up.
    BadSum,
    /// What is to be reversed is not there, or already reversed.
    NothingToReverse,
    /// The CRM itself failed.
    Broken,
}

/// A refusal with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Refusal {
    /// Why.
    pub kind: RefusalKind,
    /// For people; the phrase's key begins with «refusal-».
    pub message: Message,
}

/// One press of the commit key, or one reversal: counted from 1 in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchId(pub u64);

/// What an attempt is to bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptKind {
    /// Post the payment.
    Post,
    /// Take it back by a reversing entry.
    Reverse,
}

/// How far an attempt got. It only ever moves down this list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// The intent is on disk, nothing has left.
    Planned,
    /// It may have reached the CRM: only the CRM can tell.
    Sent,
    /// The CRM has it, and was read back.
    Confirmed(CrmReference),
    /// The CRM refused it: it is not there.
    Refused(Refusal),
    /// It never left, or the CRM says that it never came: the row is free again.
    Abandoned,
}

/// An entry of the journal: one payment in one batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Place in the journal, from 1, without gaps.
    pub sequence: u64,
    /// In which batch.
    pub batch: BatchId,
    /// What it is to bring about.
    pub kind: AttemptKind,
    /// What is sent, to the letter.
    pub posting: Posting,
    /// How far it got.
    pub state: AttemptState,
    /// When the intent was written down.
    pub planned_at: Timestamp,
    /// When the state last changed.
    pub changed_at: Timestamp,
    /// Reason given by the person for a reversal; empty for a commit.
    pub reason: String,
}

impl Attempt {
    /// The contracts that it touches, each once.
    #[must_use]
    pub fn contracts(&self) -> Vec<&ContractId> {
        let mut contracts: Vec<&ContractId> = self.posting.parts.iter().map(|part| &part.allocation.contract).collect();
        contracts.sort_unstable();
        contracts.dedup();
        contracts
    }
}
