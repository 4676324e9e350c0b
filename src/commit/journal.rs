//! What the engine needs of the store, and what the journal says of a payment.

use std::collections::HashMap;
use std::fmt;

use crate::model::{Attempt, AttemptKind, AttemptState, BatchId, PaymentId};
use crate::store::{Clock, Store, StoreError, Write};

/// The store as the engine sees it. The tests put in one that dies at a chosen write.
pub trait Journal: Send + Sync + fmt::Debug {
    /// Writes all or nothing, and returns only when it is durable.
    ///
    /// # Errors
    /// Whatever stops the store; it may or may not have been written then.
    fn save(&self, writes: &[Write]) -> Result<(), StoreError>;

    /// All attempts, in the order of their sequence.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn attempts(&self) -> Result<Vec<Attempt>, StoreError>;

    /// The attempts that are planned or sent, in the order of their sequence.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn attempts_unsettled(&self) -> Result<Vec<Attempt>, StoreError>;

    /// The sequence of the next attempt, from 1.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn next_sequence(&self) -> Result<u64, StoreError>;

    /// The number of the next batch, from 1.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn next_batch(&self) -> Result<BatchId, StoreError>;

    /// The clock by which attempts are dated.
    fn clock(&self) -> Clock {
        Clock::default()
    }
}

impl Journal for Store {
    fn save(&self, writes: &[Write]) -> Result<(), StoreError> {
        Self::save(self, writes)
    }

    fn attempts(&self) -> Result<Vec<Attempt>, StoreError> {
        Self::attempts(self)
    }

    fn attempts_unsettled(&self) -> Result<Vec<Attempt>, StoreError> {
        Self::attempts_unsettled(self)
    }

    fn next_sequence(&self) -> Result<u64, StoreError> {
        Self::next_sequence(self)
    }

    fn next_batch(&self) -> Result<BatchId, StoreError> {
        Self::next_batch(self)
    }

    fn clock(&self) -> Clock {
        Self::clock(self).clone()
    }
}

/// What the journal says of one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trace {
    /// An attempt is planned or sent.
    InFlight,
    /// It was posted and confirmed, and not taken back since.
    Held(Box<Attempt>),
    /// Nothing of it is in the CRM through this journal.
    Free,
}

/// What the journal says of every payment that it knows. `attempts` in the order of sequence.
pub(super) fn traces(attempts: Vec<Attempt>) -> HashMap<PaymentId, Trace> {
    let mut traces = HashMap::new();
    for attempt in attempts {
        let payment = attempt.posting.payment;
        match (&attempt.state, attempt.kind) {
            (AttemptState::Planned | AttemptState::Sent, _) => {
                traces.insert(payment, Trace::InFlight);
            }
            (AttemptState::Confirmed(_), AttemptKind::Post) => {
                traces.insert(payment, Trace::Held(Box::new(attempt)));
            }
            (AttemptState::Confirmed(_), AttemptKind::Reverse) => {
                traces.insert(payment, Trace::Free);
            }
            (AttemptState::Refused(_) | AttemptState::Abandoned, _) => {}
        }
    }
    traces
}
