//! The log: who did what to which row, when, and what stood there before and after.
//!
//! An entry follows from the writes of a save and goes to disk in the same transaction
//! (`witness`), so that no change of a decision or of the journal is without one. Entries are
//! only ever added, and each carries the fingerprint of all before it (`chain`); how far the log
//! goes is also kept outside the file (`head`). `check` finds what was changed, taken out or
//! cut off.

pub(super) mod chain;
mod check;
mod event;
mod face;
mod fault;
pub(super) mod head;
pub(super) mod opening;
mod who;
pub(super) mod witness;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use chain::{Fingerprint, Head};
pub use check::LogCheck;
pub use event::{AttemptEvent, Event};
pub use face::{Document, Face};
pub use fault::LogFault;
pub use who::Actor;

use crate::model::{ContractId, Money, Payment, PaymentId, Posting};

/// An entry: what was done, by whom, when, to which row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, by the clock of this machine; the order is that of the numbers.
    pub at: Timestamp,
    /// Who.
    pub who: Actor,
    /// What.
    pub event: Event,
    /// To which row, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<LogRow>,
    /// What stood in the row before; `None` where nothing of it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Face>,
    /// What stood there then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Face>,
}

/// An entry in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Its number, from 1, without gaps.
    pub number: u64,
    /// The fingerprint of it and all before it.
    pub fingerprint: Fingerprint,
    /// The entry.
    pub entry: Entry,
}

/// What is told to the log by itself, since it follows from no other write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub event: Event,
    /// To which row, where it is about one.
    pub row: Option<LogRow>,
}

impl Note {
    /// Of no row.
    #[must_use]
    pub const fn of(event: Event) -> Self {
        Self { event, row: None }
    }

    /// Of a row.
    #[must_use]
    pub fn about(payment: &Payment, event: Event) -> Self {
        Self { event, row: Some(LogRow::of_payment(payment)) }
    }
}

/// By what people know a row again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// Which payment.
    pub id: PaymentId,
    /// Number of the document.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Its sum.
    pub amount: Money,
    /// The other side.
    pub payer: String,
}

impl LogRow {
    pub(super) fn of_payment(payment: &Payment) -> Self {
        Self {
            id: payment.id,
            number: payment.number.clone(),
            date: payment.date,
            amount: payment.amount,
            payer: payment.counterparty().name.clone(),
        }
    }

    pub(super) fn of_posting(posting: &Posting) -> Self {
        Self {
            id: posting.payment,
            number: posting.number.clone(),
            date: posting.date,
            amount: Money::new(posting.amount, posting.currency),
            payer: posting.payer.clone(),
        }
    }
}

impl Entry {
    /// The contracts that it is about: of what stood in the row and of what was sent.
    pub fn contracts(&self) -> impl Iterator<Item = &ContractId> {
        let faces = self.before.iter().chain(&self.after).flat_map(Face::contracts);
        let sent = self.event.attempt().into_iter().flat_map(|attempt| &attempt.parts);
        faces.chain(sent.map(|part| &part.allocation.contract))
    }
}
