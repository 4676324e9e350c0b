//! The embedded CRM's file is gone beside a session that sent payments there: an empty one in its place
//! would have all of them be lost.

use std::path::PathBuf;

use super::backup::newest_backup_of_crm;
use super::damage::way_back;
use super::error::{DeskError, shown};
use super::folder::Folders;
use crate::model::{BatchId, CommitState, Explain, Message, Row};
use crate::store::Store;

/// The file that is gone.
#[derive(Debug, thiserror::Error)]
#[error("{file} is gone")]
pub struct Gone {
    file: PathBuf,
    state: PathBuf,
    backup: Option<PathBuf>,
}

/// Refuses to begin the embedded CRM anew where the session sent something, or has something as committed. A register that is loaded
/// begins it anew, by a person's word.
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
    let backup = newest_backup_of_crm(&folders.state);
    Err(DeskError::Gone(Box::new(Gone { file, state: folders.state.clone(), backup })))
}

impl Explain for Gone {
    fn explain(&self) -> Message {
        let way = match &self.backup {
            Some(backup) => way_back("desk-way-backup", &self.state, backup),
            None => Message::new("desk-way-crm-gone"),
        };
        Message::new("desk-crm-gone").with("file", shown(&self.file)).with("way", way)
    }
}
