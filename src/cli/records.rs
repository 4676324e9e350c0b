//! The session's file, for commands that only look at what was done: no CRM is asked, and nothing
//! is settled.

use super::{Failure, Setting, wait_for};
use crate::crm::Freshness;
use crate::desk::{Folders, Lock, connect};
use crate::matching::Index;
use crate::model::{BatchId, Message};
use crate::store::Store;
use crate::text::harmless_line;

/// What was done, and the numbers of contracts.
pub(super) struct Records {
    pub store: Store,
    /// The contracts as they were last read; empty where they cannot be had without more ado.
    pub index: Index,
    _lock: Lock,
}

impl Records {
    pub fn open(setting: &Setting<'_>) -> Result<Self, Failure> {
        let (folders, lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
        let store = folders.open_store().map_err(|error| Failure::of(&error))?;
        let index = register(&folders, setting)?;
        Ok(Self { store, index, _lock: lock })
    }

    /// A batch by its number or «last», which is batch 0 where there was none.
    pub fn batch(&self, word: Option<&str>) -> Result<Option<BatchId>, Failure> {
        let Some(word) = word else { return Ok(None) };
        if word == "last" {
            let next = self.store.next_batch().map_err(|error| Failure::of(&error))?;
            return Ok(Some(BatchId(next.0.saturating_sub(1))));
        }
        let wrong = |_| Failure::usage(Message::new("cli-wrong-batch").with("word", harmless_line(word)));
        Ok(Some(BatchId(word.parse().map_err(wrong)?)))
    }
}

/// Without contracts, what is shown names them by their ids.
fn register(folders: &Folders, setting: &Setting<'_>) -> Result<Index, Failure> {
    let Ok(crm) = connect(folders, setting.config) else { return Ok(Index::build(Vec::new())) };
    let read = wait_for(crm.register(Freshness::Kept))?;
    Ok(Index::build(read.map(|register| register.contracts).unwrap_or_default()))
}
