//! A state folder looked at while somebody else works with it: a sound copy with a session over it.
//! Nothing here writes to the folder, settles anything, or posts to a CRM.

mod copy;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

pub use copy::Copy;

use super::error::DeskError;
use super::{Read, aside, own_name, read_register};
use crate::config::Config;
use crate::crm::{Crm, Freshness};
use crate::matching::Index;
use crate::session::Session;

/// What is seen of a state folder.
#[derive(Debug)]
pub struct Look {
    /// The batch as it stood.
    pub session: Session,
    /// When the copy was made.
    pub taken_at: Timestamp,
    /// When the CRM's register in hand was read; `None`: nothing was asked of the CRM yet.
    pub read_at: Option<Timestamp>,
    /// What it stands on.
    pub beneath: Arc<Beneath>,
}

/// A copy of a state folder, and the way to the next one.
#[derive(Debug)]
pub struct Beneath {
    copy: Copy,
    state: PathBuf,
    config: Config,
}

impl Beneath {
    /// The CRM, which is only asked.
    #[must_use]
    pub fn crm(&self) -> Arc<dyn Crm> {
        Arc::clone(&self.copy.crm)
    }

    /// The same folder once more, as it stands now.
    ///
    /// # Errors
    /// As [`Look::take`].
    pub async fn again(&self) -> Result<Look, DeskError> {
        Look::take(&self.state, &self.config).await
    }
}

impl Look {
    /// Copies the state folder and brings the findings up to the register, in memory alone. A CRM
    /// that lets wait is not asked for anything yet.
    ///
    /// # Errors
    /// As [`Copy::take`]; and when what was copied cannot be read.
    pub async fn take(state: &Path, config: &Config) -> Result<Self, DeskError> {
        let copy = copied(state, config).await?;
        let is_asked = copy.crm.abilities().pacing.is_none();
        Self::of(copy, state, config, is_asked).await
    }

    /// As [`Look::take`]; but a CRM that lets wait is asked for its register too, and waited for.
    ///
    /// # Errors
    /// As [`Look::take`], and when the CRM does not answer.
    pub async fn take_whole(state: &Path, config: &Config) -> Result<Self, DeskError> {
        Self::of(copied(state, config).await?, state, config, true).await
    }

    /// Who we are, for the header, as [`super::Desk::own_name`] has it.
    #[must_use]
    pub fn own_name(&self) -> String {
        own_name(&self.beneath.config.own.name, &self.session)
    }

    async fn of(copy: Copy, state: &Path, config: &Config, is_asked: bool) -> Result<Self, DeskError> {
        let saved = copy.store.load()?;
        let (session, read_at) = if is_asked {
            let Read { index, held, at } = read_register(&*copy.crm, Freshness::Now).await?;
            let mut session = Session::new(saved, index, config.matching.clone());
            session.note_held(held, Freshness::Now);
            // What would be saved of this is the other process's to save.
            drop(session.catch_up());
            (session, Some(at))
        } else {
            (Session::new(saved, Arc::new(Index::build(Vec::new())), config.matching.clone()), None)
        };
        let taken_at = copy.taken_at;
        let beneath = Arc::new(Beneath { copy, state: state.to_owned(), config: config.clone() });
        Ok(Self { session, taken_at, read_at, beneath })
    }
}

async fn copied(state: &Path, config: &Config) -> Result<Copy, DeskError> {
    let (folder, settings) = (state.to_owned(), config.clone());
    aside(move || Copy::take(&folder, &settings)).await
}
