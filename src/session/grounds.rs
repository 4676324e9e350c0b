//! What the findings rest on, so that a start need not make them anew: a fingerprint of each part,
//! kept beside the rows.
//!
//! Findings follow from their grounds alone. Where everything that stands on disk and everything
//! that a start brings has the fingerprints that were kept, making the findings anew would change
//! nothing; where any one differs, they are made anew. The rows are themselves a part: whatever
//! writes a row without making the findings anew, be it a commit that was cut short or an older
//! program, need not know of grounds, for those that are kept no longer fit.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use super::Session;
use crate::crm::PostedPart;
use crate::matching::Index;
use crate::store::{Grounds, Write};

/// The sources of this program: another matcher may find something else.
const PROGRAM: &str = env!("SVERKA_SOURCES");

/// Fingerprints of what grounds are made of, each made when first needed.
#[derive(Debug)]
pub(super) struct Prints {
    register: Option<u64>,
    memory: Option<u64>,
    held: u64,
    rows: Vec<Option<u64>>,
}

impl Prints {
    /// Nothing held, and so many rows.
    pub(super) fn of_rows(count: usize) -> Self {
        Self { register: None, memory: None, held: fingerprint::<[PostedPart]>(&[]), rows: vec![None; count] }
    }

    /// The same register and CRM beside other rows and lessons.
    pub(super) fn without_rows(&self, count: usize) -> Self {
        Self { rows: vec![None; count], memory: None, ..*self }
    }

    /// A row came to the end.
    pub(super) fn add_row(&mut self) {
        self.rows.push(None);
    }

    /// Something was learned or forgotten.
    pub(super) const fn forget_memory(&mut self) {
        self.memory = None;
    }

    /// A row changed.
    pub(super) fn forget_row(&mut self, position: usize) {
        if let Some(print) = self.rows.get_mut(position) {
            *print = None;
        }
    }
}

impl Session {
    /// As [`Session::refresh`] with the register in hand, for a session that was just opened.
    /// `None`: the findings were saved on these very grounds and stand; nothing was looked for. What
    /// the CRM holds is told by [`Session::note_held`] before.
    pub fn catch_up(&mut self) -> Option<Vec<Write>> {
        let grounds = self.grounds();
        if self.kept != Some(grounds) || !self.knows_all_the_crm_took() {
            return Some(self.refresh(Arc::clone(&self.index)));
        }
        self.findings_hold = true;
        // Those grounds may have been laid while only an earlier reading of the CRM was in hand.
        let (mut changed, view) = (BTreeSet::new(), self.view.clone());
        self.find_lost(&mut changed);
        if changed.is_empty() {
            return None;
        }
        let writes = self.finish(&changed, &view);
        Some(self.with_grounds(writes))
    }

    /// [`Session::catch_up`] of a session that was opened before its register was there.
    pub fn catch_up_with(&mut self, index: Arc<Index>) -> Option<Vec<Write>> {
        self.take_register(index);
        self.catch_up()
    }

    /// Takes a register; its fingerprint is made when it is needed.
    pub(super) fn take_register(&mut self, index: Arc<Index>) {
        if !Arc::ptr_eq(&self.index, &index) {
            self.prints.register = None;
        }
        self.index = index;
    }

    /// The CRM holds these parts. Findings that were made beside others no longer hold.
    pub(super) fn ground_on_held(&mut self, parts: &[PostedPart]) {
        let held = fingerprint(parts);
        self.findings_hold &= held == self.prints.held;
        self.prints.held = held;
    }

    /// Whether no row is on its way to the CRM or came there after the register was read: neither
    /// is on disk, so findings that count it are not kept as such.
    pub(super) fn knows_all_the_crm_took(&self) -> bool {
        self.in_flight.is_empty() && self.newer_than_register.is_empty()
    }

    /// Adds the grounds of the findings to what is saved with them. Findings that need a new look
    /// have none.
    pub(super) fn with_grounds(&mut self, mut writes: Vec<Write>) -> Vec<Write> {
        if self.findings_hold {
            let grounds = self.grounds();
            if self.kept.as_ref() != Some(&grounds) {
                self.kept = Some(grounds.clone());
                writes.push(Write::Grounds(grounds));
            }
        }
        writes
    }

    /// All that findings follow from, as it is now.
    fn grounds(&mut self) -> Grounds {
        let Self { prints, index, rows, settings, memory, .. } = self;
        let register = *prints.register.get_or_insert_with(|| fingerprint(index.contracts()));
        let memory = *prints.memory.get_or_insert_with(|| fingerprint(&memory.lessons().collect::<Vec<_>>()));
        for (row, print) in rows.iter().zip(&mut prints.rows) {
            print.get_or_insert_with(|| fingerprint(row));
        }
        Grounds::default()
            .with("program", fingerprint(PROGRAM))
            .with("settings", fingerprint(settings))
            .with("register", register)
            .with("memory", memory)
            .with("held", prints.held)
            .with("rows", fingerprint(&prints.rows))
    }
}

/// The same for the same content, in one program; of two contents it is the same once in 2⁶⁴.
fn fingerprint<T: Hash + ?Sized>(content: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}
