//! What the console wants done outside itself, as data.

use std::sync::Arc;

use crate::matching::Index;
use crate::model::{ContractId, Row};
use crate::search::SearchIndex;
use crate::store::Write;

/// Work outside the state. Nothing here does it: the executor does.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Put an edit on disk; the screen waits for it.
    Save {
        /// Which answer belongs to it.
        generation: u64,
        /// What is written, in one transaction.
        writes: Vec<Write>,
    },
    /// Put the view on disk. The screen does not wait, and of several in a row only the last one
    /// counts.
    SaveView {
        /// What is written.
        writes: Vec<Write>,
    },
    /// Search the register.
    Search {
        /// In which index.
        search: Arc<SearchIndex>,
        /// Which answer belongs to it.
        generation: u64,
        /// What was typed.
        query: String,
    },
    /// Ask the CRM for contracts and their payments.
    LoadCard {
        /// Which answer belongs to it.
        generation: u64,
        /// Which contracts.
        contracts: Vec<ContractId>,
    },
    /// Ask the CRM for all units.
    LoadUnits {
        /// Which answer belongs to it.
        generation: u64,
    },
    /// Settle what an earlier batch left open, and find the place of the next one in the journal.
    PlanBatch,
    /// Post rows to the CRM.
    Commit {
        /// The ready rows.
        rows: Vec<Row>,
        /// What is saved together with the plan.
        extra: Vec<Write>,
        /// The register that they were matched against.
        register: Arc<Index>,
    },
    /// Take rows back by reversing entries.
    Reverse {
        /// The committed rows.
        rows: Vec<Row>,
        /// Why, in the person's words.
        reason: String,
    },
    /// Let the running batch stop after the row that is on its way.
    CancelBatch,
    /// Read the register from the CRM anew.
    RefreshRegister {
        /// Which answer belongs to it.
        generation: u64,
    },
    /// Back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
}
