//! What the console wants done outside itself, as data.

use std::sync::Arc;

use tokio::time::Instant;

use crate::crm::Freshness;
use crate::desk::Beneath;
use crate::matching::Index;
use crate::model::{ContractId, Row};
use crate::search::SearchIndex;
use crate::store::Write;

/// When something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// Then.
    At(Instant),
    /// After a while: the CRM did not answer.
    Later,
}

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
    /// Let the running batch stop after the rows that are on their way.
    CancelBatch,
    /// Do not even wait for the rows that are on their way: what became of them is asked later.
    GiveUpBatch,
    /// Read the register.
    RefreshRegister {
        /// Which answer belongs to it.
        generation: u64,
        /// Whether an earlier reading will do.
        freshness: Freshness,
    },
    /// Ask what became of payments whose outcome is not known. Takes the place of an earlier one.
    Settle {
        /// When to ask.
        when: When,
    },
    /// Tell from now on what the CRM is about.
    Watch,
    /// Make a new copy of a state that is only looked at.
    LookAgain,
    /// That copy is looked at from now on.
    Keep(Arc<Beneath>),
    /// Back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
}
