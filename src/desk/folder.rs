//! The state folder: what lies where in it, made for its owner alone.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;

use super::backup::{Kept, complete, open_keeping};
use super::damage::attend;
use super::error::DeskError;
use super::gone::refuse_gone_session;
use super::lock::Lock;
use crate::crm::embedded::EmbeddedCrm;
use crate::store::Store;

/// The state folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The folder itself.
    pub state: PathBuf,
}

impl Folders {
    /// Makes the folder (mode 0700) where there is none and takes its lock. From here on this
    /// process makes files for its owner alone (umask 077). A restoring that was cut short is done to
    /// its end.
    ///
    /// # Errors
    /// [`DeskError`] when another process holds it, or it cannot be made or written.
    pub fn hold(state: &Path) -> Result<(Self, Lock), DeskError> {
        rustix::process::umask(Mode::RWXG | Mode::RWXO);
        let folders = Self { state: state.to_owned() };
        DirBuilder::new().recursive(true).mode(0o700).create(state).map_err(|error| folders.unusable(&error))?;
        let lock = Lock::take(&folders.lock(), |error| folders.unusable(&error))?;
        complete(state).map_err(|error| folders.unusable(&error))?;
        Ok((folders, lock))
    }

    /// Opens the session, with what became of the copy that is kept of a file of an older schema. The lock
    /// must be held.
    ///
    /// # Errors
    /// [`DeskError`]; a damaged file was copied aside.
    pub fn open_store(&self) -> Result<(Store, Kept), DeskError> {
        refuse_gone_session(self)?;
        open_keeping(self).map_err(|error| attend(error.into(), self))
    }

    /// Opens the embedded CRM. The lock must be held.
    ///
    /// # Errors
    /// [`DeskError`]; a damaged file was copied aside.
    pub fn open_crm(&self) -> Result<EmbeddedCrm, DeskError> {
        EmbeddedCrm::open(&self.crm()).map_err(|error| attend(error.into(), self))
    }

    /// The session's file.
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.state.join("sverka.redb")
    }

    /// How far the session's log goes.
    #[must_use]
    pub fn head(&self) -> PathBuf {
        self.state.join("sverka.head")
    }

    /// The embedded CRM's file.
    #[must_use]
    pub fn crm(&self) -> PathBuf {
        self.state.join("crm.redb")
    }

    /// What was read of a portal.
    #[must_use]
    pub fn portal(&self) -> PathBuf {
        self.state.join("bitrix24.redb")
    }

    /// The lock with its holder.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.state.join("lock")
    }

    /// Who wants the folder from its holder.
    #[must_use]
    pub fn wish(&self) -> PathBuf {
        self.state.join("lock.wanted")
    }

    fn unusable(&self, error: &io::Error) -> DeskError {
        DeskError::of_folder(&self.state, error)
    }
}
