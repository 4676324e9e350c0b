//! Everything that can happen to the console.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::run::Input;
use super::state::Pause;
use crate::commit::{BatchReport, Progress, Recovery};
use crate::crm::{PostedPart, Reading};
use crate::desk::Look;
use crate::matching::Index;
use crate::model::{BatchId, Contract, Message, Row, Unit};
use crate::search::{SearchIndex, SearchResult};

/// What happened. Replies carry the generation of what they answer; a stale one is dropped.
#[derive(Debug)]
pub enum Msg {
    /// A person or the system said something.
    Input(Input),
    /// The writes of this generation are on disk.
    Saved {
        /// Which writes.
        generation: u64,
    },
    /// The writes of this generation are not on disk.
    SaveFailed {
        /// Which writes.
        generation: u64,
        /// Why, and what to do.
        why: Message,
    },
    /// A search has its result.
    Searched {
        /// Which search.
        generation: u64,
        /// What it found.
        result: SearchResult,
    },
    /// A card has what the CRM holds now.
    Card {
        /// Which request.
        generation: u64,
        /// The answer, or why there is none.
        card: Result<CardData, Message>,
    },
    /// The chessboard has its units.
    Units {
        /// Which request.
        generation: u64,
        /// The answer, or why there is none.
        units: Result<Vec<Unit>, Message>,
    },
    /// The console is there, and nothing was asked for yet.
    Started,
    /// What the CRM is about.
    Doing(Doing),
    /// Rows whose outcome was open, as they stand on disk now that it is known.
    Recovered(Vec<Row>),
    /// The CRM was asked what became of payments whose outcome is not known. The rows of which it is
    /// known now came before, with [`Msg::Recovered`].
    Settled(Result<Recovery, Message>),
    /// The next commit has its place in the journal.
    BatchPlanned(Result<Plan, Message>),
    /// A batch got so far.
    Progress {
        /// How far.
        progress: Progress,
        /// How long it has been running.
        elapsed: Duration,
    },
    /// A batch is over.
    BatchDone(Result<BatchReport, Message>),
    /// The register was read anew.
    Register {
        /// Which request: what was read before a batch is stale after it.
        generation: u64,
        /// The answer, or why there is none.
        register: Result<Register, Message>,
    },
    /// A state that is only looked at was copied anew.
    SeenAnew(Result<Box<SeenAnew>, Message>),
}

/// A state that is only looked at, as it stands now.
#[derive(Debug)]
pub struct SeenAnew {
    /// What is seen.
    pub look: Look,
    /// The picker's index over its contracts.
    pub search: Arc<SearchIndex>,
}

/// What the CRM is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doing {
    /// How far the register is read, while it is.
    pub reading: Option<Reading>,
    /// How far the payments of a call are written, while they are.
    pub writing: Option<Written>,
    /// What it lets wait for.
    pub pause: Option<Pause>,
}

/// How far the payments of a call are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Records written so far.
    pub done: usize,
    /// Records to write.
    pub total: usize,
    /// How long that took.
    pub elapsed: Duration,
}

impl Written {
    /// As many rows of a call as its records that are written.
    #[must_use]
    pub fn of_rows(self, rows: usize) -> usize {
        (rows * self.done).checked_div(self.total).unwrap_or(0).min(rows)
    }
}

/// What is known before a batch begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its place in the journal.
    pub batch: BatchId,
    /// How many rows of earlier batches had an open outcome that is known now.
    pub settled: usize,
    /// Why the CRM could not be asked for those.
    pub unanswered: Option<Message>,
    /// What the CRM holds now, reversed parts included.
    pub held: Vec<PostedPart>,
}

/// What the CRM holds of some contracts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardData {
    /// The contracts as they are now.
    pub contracts: Vec<Contract>,
    /// Their payments, oldest first, reversed ones included.
    pub payments: Vec<PostedPart>,
}

/// A register with its indexes.
#[derive(Debug, Clone)]
pub struct Register {
    /// For matching.
    pub index: Arc<Index>,
    /// For the picker.
    pub search: Arc<SearchIndex>,
    /// What the CRM holds, reversed parts included.
    pub held: Vec<PostedPart>,
    /// When the CRM was asked.
    pub read_at: Timestamp,
    /// Whether that was before it was asked for now: it was kept, and is to be read anew.
    pub is_old: bool,
    /// What went wrong on the way and is to be told (a kept register that was damaged).
    pub warnings: Vec<Message>,
}

impl From<Input> for Msg {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}
