//! A file of the state is gone. An empty CRM beside a session that sent payments there would have all of them
//! be lost; an empty session would have forgotten what was decided, without a word.

use std::path::PathBuf;

use super::damage::{Part, way_back};
use super::error::{DeskError, shown};
use super::folder::Folders;
use crate::model::{BatchId, CommitState, Explain, Message, Row};
use crate::store::Store;

/// The file that is gone.
#[derive(Debug, thiserror::Error)]
#[error("{file} is gone")]
pub struct Gone {
    part: Part,
    file: PathBuf,
    state: PathBuf,
    backup: Option<PathBuf>,
}

impl Gone {
    fn told(part: Part, file: PathBuf, folders: &Folders) -> DeskError {
        let state = folders.state.clone();
        let backup = part.newest_backup(&state);
        DeskError::Gone(Box::new(Self { part, file, state, backup }))
    }
}

/// Refuses to begin a session anew where the file beside it says how far its log went.
///
/// # Errors
/// [`DeskError::Gone`].
pub fn refuse_gone_session(folders: &Folders) -> Result<(), DeskError> {
    let file = folders.store();
    if file.exists() || !folders.head().exists() {
        return Ok(());
    }
    Err(Gone::told(Part::Session, file, folders))
}

/// Refuses to begin the embedded CRM anew where the session sent something, or has something as committed.
/// A register that is loaded begins it anew, by a person's word.
///
/// # Errors
/// [`DeskError::Gone`], or what the session's file says.
pub fn refuse_gone(folders: &Folders, store: &Store) -> Result<(), DeskError> {
    const FIRST: BatchId = BatchId(1);
    let file = folders.crm();
    // What another session sent is committed here without a batch.
    let is_committed = |row: &Row| matches!(row.commit, CommitState::Committed { .. });
    if file.exists() || store.next_batch()? <= FIRST && !store.load()?.rows.iter().any(is_committed) {
        return Ok(());
    }
    Err(Gone::told(Part::Crm, file, folders))
}

impl Explain for Gone {
    fn explain(&self) -> Message {
        let (told, way, without) = match self.part {
            Part::Session => ("desk-session-gone", "desk-way-backup-session-gone", "desk-way-session-gone"),
            Part::Crm => ("desk-crm-gone", "desk-way-backup", "desk-way-crm-gone"),
        };
        let way = match &self.backup {
            Some(backup) => way_back(way, &self.state, backup),
            None => Message::new(without).with("head", shown(&self.file.with_extension("head"))),
        };
        Message::new(told).with("file", shown(&self.file)).with("way", way)
    }
}
