//! What a batch tells while it runs and when it is done.

use rust_decimal::Decimal;

use crate::model::{BatchId, CrmReference, IdempotencyKey, Message, Row};

/// How far a batch got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows that have their outcome.
    pub done: usize,
    /// Rows of the call that runs, at most; none of them has its outcome.
    pub in_flight: usize,
    /// Rows in the batch.
    pub total: usize,
    /// Their sum, whatever the outcome; what is given back is taken off, here and below.
    pub sum_done: Decimal,
    /// The sum of the batch.
    pub sum_total: Decimal,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowOutcome {
    /// The CRM took it now, and was read back.
    Committed,
    /// The CRM had it before under the same keys, and was read back.
    Already,
    /// The CRM refused it and holds nothing of it; after a refused reversal it holds it as before.
    Refused,
    /// It was sent, and what became of it is not known yet.
    Unknown,
    /// The CRM took it back by a reversing entry, and was read back.
    Reversed,
}

impl RowOutcome {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Committed => "committed",
            Self::Already => "already",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Reversed => "reversed",
        }
    }
}

/// One row of a batch after its call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowResult {
    /// The row as it stands on disk now.
    pub row: Row,
    /// The keys of its parts, in the order in which they were sent.
    pub keys: Vec<IdempotencyKey>,
    /// What became of it.
    pub outcome: RowOutcome,
    /// The CRM's name for it, where it gave one.
    pub reference: Option<CrmReference>,
    /// Why it is not simply done.
    pub error: Option<Message>,
}

/// A batch when it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchReport {
    /// Which batch of the journal.
    pub batch: BatchId,
    /// The rows that have an outcome, chunk after chunk in the order given; in a chunk those first
    /// that did not have to leave for it.
    pub results: Vec<RowResult>,
    /// The rows that never left, because the batch was cancelled or stopped; they are as before.
    pub unsent: Vec<Row>,
    /// Why the batch stopped before its end; `None` also when a person cancelled it.
    pub stopped: Option<Message>,
    /// What went wrong beside the payments: stages that did not move, comments not taken.
    pub warnings: Vec<Message>,
}

impl BatchReport {
    /// The report of a batch of which nothing is done yet.
    pub(super) const fn new(batch: BatchId) -> Self {
        Self { batch, results: Vec::new(), unsent: Vec::new(), stopped: None, warnings: Vec::new() }
    }

    /// How many rows had this outcome.
    #[must_use]
    pub fn count(&self, outcome: RowOutcome) -> usize {
        self.results.iter().filter(|result| result.outcome == outcome).count()
    }

    /// The sum of the payments that the CRM holds through this batch, or held before under the
    /// same keys, less what was given back.
    #[must_use]
    pub fn sum_held(&self) -> Decimal {
        let is_held = |outcome| matches!(outcome, RowOutcome::Committed | RowOutcome::Already);
        let held = self.results.iter().filter(|result| is_held(result.outcome));
        held.map(|result| result.row.signed_sum()).sum()
    }

    /// The rows as they stand now, for the session to take over.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.results.iter().map(|result| result.row.clone()).collect()
    }
}
