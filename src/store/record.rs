//! What is kept of a session: rows, steps with their inverses, the view, the files that were read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::log::Note;
use crate::model::{Attempt, BatchId, Decision, Lesson, Message, Party, PaymentId, Readiness, Refusal, Row, Taught};

/// All of a row that a person's edit replaces, and so all that an undo puts back.
///
/// Flags are not among it: a register may change between edit and undo, so they are made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choice {
    /// What the person decided.
    pub decision: Decision,
    /// Facts of the document that changed since that decision; a new decision empties it.
    pub changed: Vec<String>,
    /// The CRM's refusal that stood in the row; a new decision frees the row from it.
    pub refused: Option<Refusal>,
    /// What that decision teaches of the payer.
    #[serde(default, skip_serializing_if = "Taught::is_empty")]
    pub taught: Taught,
}

/// One row's part of a step. Its inverse is the same with `before` and `after` swapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Which row.
    pub row: PaymentId,
    /// What stood there.
    pub before: Choice,
    /// What stands there now.
    pub after: Choice,
}

/// What one undo takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A person's edit of one row or of many at once.
    Edit {
        /// What was done, for people; the phrase's key begins with «session-step-».
        label: Message,
        /// Row by row, in the order in which they were edited.
        edits: Vec<Edit>,
    },
    /// A commit: taken back only by reversing entries in the CRM.
    Committed {
        /// Which batch of the journal.
        batch: BatchId,
        /// The rows that went with it; empty when the commit never began.
        rows: Vec<PaymentId>,
    },
}

impl Step {
    /// What was done, where it is an edit.
    #[must_use]
    pub const fn label(&self) -> Option<&Message> {
        match self {
            Self::Edit { label, .. } => Some(label),
            Self::Committed { .. } => None,
        }
    }
}

/// The column by which the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// As the rows came in.
    #[default]
    Arrival,
    /// By the day that counts.
    Date,
    /// By the sum.
    Sum,
    /// By the name of the other side.
    Payer,
    /// In the order of the header.
    Readiness,
    /// By the number of the first contract.
    Contract,
}

impl Sort {
    /// Every order, in the order in which the sort key goes through them.
    pub const ALL: [Self; 6] = [Self::Arrival, Self::Date, Self::Sum, Self::Payer, Self::Readiness, Self::Contract];

    /// The stable name; «session-sort-» and this is the key of its word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Date => "date",
            Self::Sum => "sum",
            Self::Payer => "payer",
            Self::Readiness => "readiness",
            Self::Contract => "contract",
        }
    }
}

/// What the person looks at: kept so that the next start shows the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ViewState {
    /// The row under the cursor.
    pub cursor: Option<PaymentId>,
    /// Only rows in these states; empty: all.
    pub readiness: Vec<Readiness>,
    /// Only rows that contain this text; empty: all.
    pub text: String,
    /// Order of the rows.
    pub sort: Sort,
    /// Whether the order is turned around.
    pub descending: bool,
    /// Marked rows, in the order of marking.
    pub marks: Vec<PaymentId>,
}

/// A file that was read into the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name without folders, made harmless.
    pub file: String,
    /// Its format's name.
    pub format: String,
    /// How many payments it gave.
    pub payments: u64,
    /// How many of its documents were refused.
    pub refused: u64,
    /// What is odd about it as a whole.
    pub warnings: Vec<Message>,
    /// False where the file's end is missing.
    pub complete: bool,
    /// The period that it says it covers.
    pub period: Option<(Date, Date)>,
    /// Whose file it is; may be empty.
    pub own: Party,
}

/// What findings were made from: a fingerprint of each part, by the part's name.
///
/// Two sets of grounds are the same only when they have the same parts with the same fingerprints,
/// so a program that knows a part more or less never takes findings for its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grounds(BTreeMap<String, u64>);

impl Grounds {
    /// The same grounds with one more part.
    #[must_use]
    pub fn with(mut self, part: &str, fingerprint: u64) -> Self {
        self.0.insert(part.to_owned(), fingerprint);
        self
    }
}

/// One thing to be written. A slice of them is written whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// A row as it is now; a new one goes to the end of the order of arrival.
    Row(Box<Row>),
    /// The step at that place, counted from 0.
    Step {
        /// Its place.
        position: u64,
        /// The step.
        step: Step,
    },
    /// So many steps are in force; those after them were undone and can be redone.
    Undone {
        /// How many.
        position: u64,
    },
    /// The steps from this place on can no longer be redone.
    ForgetStepsFrom(u64),
    /// What the person looks at.
    View(ViewState),
    /// One more file was read.
    File(FileRecord),
    /// An entry of the journal as it is now.
    Attempt(Box<Attempt>),
    /// The findings of all rows, as they stand once this transaction is on disk, follow from these
    /// grounds.
    Grounds(Grounds),
    /// What a payment taught, as it is now; an empty lesson is forgotten.
    Lesson(PaymentId, Box<Lesson>),
    /// Something for the log that does not follow from the other writes.
    Log(Box<Note>),
}

/// A session as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saved {
    /// Rows in order of arrival.
    pub rows: Vec<Row>,
    /// Steps from the first on, undone ones included.
    pub steps: Vec<Step>,
    /// How many of the steps are in force.
    pub in_force: u64,
    /// What the person looked at.
    pub view: ViewState,
    /// The files that were read, oldest first.
    pub files: Vec<FileRecord>,
    /// What the findings followed from when grounds were last written. Rows may have been written
    /// since: the reader holds the grounds against what it has.
    pub grounds: Option<Grounds>,
    /// What each payment taught, in no order that means anything.
    pub lessons: Vec<(PaymentId, Lesson)>,
}
