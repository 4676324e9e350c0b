//! Why a batch stops before its end.

use std::time::Duration;

use crate::crm::CrmError;
use crate::model::{Explain as _, Message};
use crate::store::StoreError;

/// Why a batch stops before its end.
pub(super) enum Stop {
    /// The CRM brought no answer.
    Crm(CrmError),
    /// The CRM had so long and did not answer.
    Late(Duration),
    /// The person would not wait.
    GivenUp,
    /// The journal.
    Store(StoreError),
    /// The CRM answered for another number of postings than it was given.
    Answers,
}

impl Stop {
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Crm(error) => Message::new("commit-stopped-crm").with("reason", error.explain()),
            Self::Late(after) => Message::new("commit-stopped-crm").with("reason", late(*after)),
            Self::GivenUp => Message::new("commit-stopped-given-up"),
            Self::Store(error) => Message::new("commit-stopped-store").with("reason", error.explain()),
            Self::Answers => Message::new("commit-stopped-answers"),
        }
    }
}

/// That a call was given up after so long.
#[must_use]
pub fn late(after: Duration) -> Message {
    Message::new("commit-late").with("count", after.as_secs().div_ceil(60))
}
