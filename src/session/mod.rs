//! The batch as plain state: rows, edits with their inverses, undo and redo, filter, sort, totals.
//!
//! No terminal, no network, no files, no clock: every change hands out what must be kept as
//! [`Write`]s, and the caller saves them before it shows anything. A person's decision is never
//! overruled here; what the matcher says of other rows is made anew around each edit.

mod claims;
mod commit;
mod counts;
mod cursor;
mod edits;
mod error;
mod filter;
mod findings;
mod grounds;
mod held;
mod import;
mod lost;
mod memory;
mod other_sums;
mod payee;
mod payer;
mod sort;
mod steps;
#[cfg(test)]
mod tests;
mod view;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::crm::Freshness;
use crate::matching::{Index, Settings};
use crate::model::{ContractId, Memory, PayerKey, PaymentId, Row};
use crate::store::{FileRecord, Grounds, Saved, Step, ViewState, Write};

pub use counts::Counts;
pub use error::{EditError, RowName};
pub use import::ImportCounts;
pub use memory::Forget;
pub use steps::Undo;

/// The batch in work.
#[derive(Debug)]
pub struct Session {
    /// In order of arrival.
    rows: Vec<Row>,
    positions: HashMap<PaymentId, usize>,
    /// Undone steps stand behind those in force.
    steps: Vec<Step>,
    in_force: usize,
    files: Vec<FileRecord>,
    view: ViewState,
    visible: Vec<usize>,
    counts: Counts,
    index: Arc<Index>,
    settings: Settings,
    /// Which rows ever had to do with a contract: candidates, proposals and decisions. It may name
    /// too many, never too few.
    by_contract: HashMap<ContractId, BTreeSet<usize>>,
    /// Which rows a payer ever had, in the same way.
    by_payer: HashMap<PayerKey, BTreeSet<usize>>,
    /// What decisions taught.
    memory: Memory,
    /// Rows that a commit is sending now.
    in_flight: HashSet<PaymentId>,
    /// Committed rows that the register in hand does not know of yet.
    newer_than_register: HashSet<PaymentId>,
    /// Whether the register in hand was read now or kept.
    register_read: Freshness,
    /// What the CRM holds, whoever gave it.
    held: held::Holdings,
    /// Whether making all findings anew beside the register in hand would change nothing.
    findings_hold: bool,
    /// The grounds that are on disk.
    kept: Option<Grounds>,
    prints: grounds::Prints,
    /// What was read of each row's document.
    read: Vec<Read>,
}

/// What is read of a document when that is first needed.
#[derive(Debug, Default)]
struct Read {
    /// Its folded text, for text filters.
    folded: Option<String>,
    /// Whether it names a refund, if it goes out.
    names_refund: OnceLock<bool>,
}

impl Session {
    /// The session as it was saved. Findings stay as they were saved until
    /// [`Session::catch_up`] or [`Session::refresh`] holds them against the register.
    #[must_use]
    pub fn new(saved: Saved, index: Arc<Index>, settings: Settings) -> Self {
        let in_force = usize::try_from(saved.in_force).unwrap_or(usize::MAX).min(saved.steps.len());
        let positions = saved.rows.iter().enumerate().map(|(position, row)| (row.payment.id, position)).collect();
        let mut session = Self {
            read: saved.rows.iter().map(|_| Read::default()).collect(),
            prints: grounds::Prints::of_rows(saved.rows.len()),
            findings_hold: false,
            kept: saved.grounds,
            rows: saved.rows,
            positions,
            steps: saved.steps,
            in_force,
            files: saved.files,
            view: saved.view,
            visible: Vec::new(),
            counts: Counts::default(),
            index,
            settings,
            by_contract: HashMap::new(),
            by_payer: HashMap::new(),
            memory: Memory::of(saved.lessons),
            in_flight: HashSet::new(),
            newer_than_register: HashSet::new(),
            register_read: Freshness::Now,
            held: held::Holdings::default(),
        };
        session.note_all_contracts();
        session.look_again();
        session
    }

    /// Forgets what could not be saved: the session as it is on disk, beside the same register and
    /// CRM.
    pub fn load_again(&mut self, saved: Saved) {
        let (held, register_read) = (std::mem::take(&mut self.held), self.register_read);
        let prints = self.prints.without_rows(saved.rows.len());
        *self =
            Self { register_read, held, prints, ..Self::new(saved, Arc::clone(&self.index), self.settings.clone()) };
    }

    /// All rows in order of arrival.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a payment.
    #[must_use]
    pub fn row(&self, id: PaymentId) -> Option<&Row> {
        self.positions.get(&id).map(|position| &self.rows[*position])
    }

    /// The register in hand.
    #[must_use]
    pub const fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// What the matcher was told.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The files that were read, oldest first.
    #[must_use]
    pub fn files(&self) -> &[FileRecord] {
        &self.files
    }

    /// First and last day that counts; `None` without rows.
    #[must_use]
    pub fn period(&self) -> Option<(Date, Date)> {
        let days = || self.rows.iter().map(|row| row.payment.effective_date());
        Some((days().min()?, days().max()?))
    }

    /// All rows counted, with their sums, whatever the filter shows.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The rows that the next commit takes, in order of arrival.
    #[must_use]
    pub fn ready(&self) -> Vec<Row> {
        let is_free = |row: &&Row| !self.in_flight.contains(&row.payment.id);
        self.rows
            .iter()
            .filter(is_free)
            .filter(|row| row.readiness() == crate::model::Readiness::Ready)
            .cloned()
            .collect()
    }

    /// Position of a row, or the error that names what is missing.
    fn position(&self, id: PaymentId) -> Result<usize, EditError> {
        self.positions.get(&id).copied().ok_or(EditError::UnknownRow { id })
    }

    /// Ends a change: looks at everything again and tells what must be saved. `view` is the view
    /// as it was before.
    fn finish(&mut self, changed: &BTreeSet<usize>, view: &ViewState) -> Vec<Write> {
        self.look_again();
        for position in changed {
            self.prints.forget_row(*position);
        }
        let mut writes: Vec<Write> =
            changed.iter().map(|position| Write::Row(Box::new(self.rows[*position].clone()))).collect();
        if self.view != *view {
            writes.push(Write::View(self.view.clone()));
        }
        writes
    }
}
