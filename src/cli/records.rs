//! The session's file, for commands that only look at what was done: no CRM is asked, and nothing
//! is settled.

use super::beside::copy;
use super::desk::open_store;
use super::which_batch::named;
use super::{Failure, Output, Setting, wait_for};
use crate::crm::{Crm, Freshness};
use crate::desk::{Copy, DeskError, Folders, Lock, connect_beside};
use crate::matching::Index;
use crate::model::BatchId;
use crate::store::Store;

/// What was done, and the numbers of contracts.
pub(super) struct Records {
    source: Source,
    /// The contracts as they were last read; empty where they cannot be had without more ado.
    pub index: Index,
}

enum Source {
    /// The file itself; the lock keeps consoles out.
    Own(Box<Store>, #[expect(dead_code, reason = "it is held, not used")] Lock),
    /// A copy, while a console has it open.
    Copied(Box<Copy>),
}

impl Records {
    pub fn open(setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Self, Failure> {
        match Folders::hold(&setting.state) {
            Ok((folders, lock)) => {
                let store = open_store(&folders, setting, output)?;
                let crm = connect_beside(&folders, &store, setting.config).ok();
                Ok(Self { source: Source::Own(Box::new(store), lock), index: register(crm.as_deref())? })
            }
            Err(held @ DeskError::InUse { .. }) => {
                let copy = copy(&held, setting, output)?;
                let index = register(Some(&*copy.crm))?;
                Ok(Self { source: Source::Copied(Box::new(copy)), index })
            }
            Err(error) => Err(Failure::of(&error)),
        }
    }

    pub fn store(&self) -> &Store {
        match &self.source {
            Source::Own(store, _) => store,
            Source::Copied(copy) => &copy.store,
        }
    }

    /// A batch by its word ([`named`]); batch 0 where there was none.
    pub fn batch(&self, word: Option<&str>) -> Result<Option<BatchId>, Failure> {
        let Some(word) = word else { return Ok(None) };
        let attempts = self.store().attempts().map_err(|error| Failure::of(&error))?;
        Ok(Some(named(word, &attempts)?.unwrap_or(BatchId(0))))
    }
}

/// Without contracts, what is shown names them by their ids.
fn register(crm: Option<&dyn Crm>) -> Result<Index, Failure> {
    let Some(crm) = crm else { return Ok(Index::build(Vec::new())) };
    let read = wait_for(crm.register(Freshness::Kept))?;
    Ok(Index::build(read.map(|register| register.contracts).unwrap_or_default()))
}
