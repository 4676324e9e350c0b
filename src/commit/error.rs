//! Why a batch did not begin.

use rust_decimal::Decimal;

use super::quiet::Early;
use crate::crm::CrmError;
use crate::model::{Explain, Message, Payment};
use crate::store::StoreError;

/// Why a batch or a recovery did not begin: nothing has left, and nothing is changed on disk.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Another batch of this console is running.
    #[error("another batch is running")]
    Busy,
    /// The row lacks something, or its parts do not add up.
    #[error("payment {number} is not ready: {reason}")]
    NotReady {
        /// Number of the document.
        number: String,
        /// Its sum.
        amount: Decimal,
        /// What is wrong with it; the phrase's key begins with «commit-not-ready-».
        reason: NotReady,
    },
    /// The journal has an attempt for the payment that is not settled.
    #[error("payment {number} has an attempt in flight")]
    InFlight {
        /// Number of the document.
        number: String,
        /// Its sum.
        amount: Decimal,
    },
    /// The journal says that the CRM holds the payment.
    #[error("payment {number} is in the CRM already, by the journal")]
    HeldAlready {
        /// Number of the document.
        number: String,
        /// Its sum.
        amount: Decimal,
    },
    /// What an earlier batch sent may still come about.
    #[error("{} attempts may still come about", .0.count)]
    Early(Early),
    /// The CRM has no reversing entries.
    #[error("the CRM cannot reverse")]
    NoReversal,
    /// The CRM does not say what it holds.
    #[error(transparent)]
    Crm(#[from] CrmError),
    /// The journal cannot be read or written.
    #[error("the journal fails")]
    Store(#[from] StoreError),
}

/// What a row lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// Its readiness is another than ready.
    #[error("its readiness is not \"ready\"")]
    Readiness,
    /// Its parts do not add up to the payment, or one is not above zero.
    #[error("its parts do not add up")]
    Sum,
    /// No money came in with it.
    #[error("it is no receipt")]
    NoMoneyMoved,
    /// It stands twice in the batch.
    #[error("it stands twice in the batch")]
    Twice,
    /// It is to be reversed and is not committed.
    #[error("it is not committed")]
    NotCommitted,
}

impl NotReady {
    const fn phrase(self) -> &'static str {
        match self {
            Self::Readiness => "commit-not-ready-readiness",
            Self::Sum => "commit-not-ready-sum",
            Self::NoMoneyMoved => "commit-not-ready-no-money-moved",
            Self::Twice => "commit-not-ready-twice",
            Self::NotCommitted => "commit-not-ready-not-committed",
        }
    }
}

impl CommitError {
    pub(super) fn not_ready(payment: &Payment, reason: NotReady) -> Self {
        Self::NotReady { number: payment.number.clone(), amount: payment.amount.amount, reason }
    }

    pub(super) fn in_flight(payment: &Payment) -> Self {
        Self::InFlight { number: payment.number.clone(), amount: payment.amount.amount }
    }

    pub(super) fn held_already(payment: &Payment) -> Self {
        Self::HeldAlready { number: payment.number.clone(), amount: payment.amount.amount }
    }
}

impl Explain for Early {
    fn explain(&self) -> Message {
        Message::new("commit-early").with("count", self.count).with("seconds", self.seconds())
    }
}

impl Explain for CommitError {
    fn explain(&self) -> Message {
        let about = |key: &str, number: &String, amount: &Decimal| {
            Message::new(key).with("number", number.as_str()).with("amount", *amount)
        };
        match self {
            Self::Busy => Message::new("commit-busy"),
            Self::NotReady { number, amount, reason } => {
                about("commit-not-ready", number, amount).with("reason", Message::new(reason.phrase()))
            }
            Self::InFlight { number, amount } => about("commit-in-flight", number, amount),
            Self::HeldAlready { number, amount } => about("commit-held-already", number, amount),
            Self::Early(early) => early.explain(),
            Self::NoReversal => Message::new("commit-no-reversal"),
            Self::Crm(error) => error.explain(),
            Self::Store(error) => Message::new("commit-store").with("reason", error.explain()),
        }
    }
}
