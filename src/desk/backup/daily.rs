//! The copies that the program makes by itself: at the first start of a day, and before a file is
//! brought up to date.
//!
//! At a start the files are copied as they are, before anything of them is open: that costs what
//! reading them costs, and the start reads them anyhow. Packing takes longer and goes on beside the
//! start, on these copies. The lock waits for it, so that no other process meets half of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use jiff::Zoned;

use super::BackupError;
use super::manifest::Why;
use super::names::{CRM, SESSION, before_schema, of_day, of_days, unfinished};
use super::pack::{backup, gather, pack};
use crate::config::CrmKind;
use crate::desk::Folders;
use crate::store::{Facts, Store, StoreError};

/// Copies of so many days are kept.
const DAYS_KEPT: usize = 7;

/// Begins the copy of this day where there is none; the caller holds the lock, and nothing is open. A state
/// whose embedded CRM is gone is not copied: that copy would be the newest, and push out a whole one.
///
/// # Errors
/// [`BackupError`]: there is no copy of this day then, and nothing else is wrong.
pub fn begin_daily(state: &Path, crm: CrmKind) -> Result<Option<JoinHandle<()>>, BackupError> {
    let target = of_day(state, Zoned::now().date());
    let is_whole = state.join(SESSION).exists() && (crm != CrmKind::Embedded || state.join(CRM).exists());
    if !is_whole || target.exists() {
        return Ok(None);
    }
    // Nobody else is at one: the lock waits for whoever packs. From here on a copy before a migration may be.
    for left in unfinished(state) {
        // One that cannot be removed is tried again tomorrow.
        drop(fs::remove_file(left));
    }
    let copies = gather(state, "day", &target)?;
    let (folder, file) = (state.to_owned(), target.clone());
    let packing = move || {
        // What does not come about is seen by its absence, and tried again at the next start.
        if pack(&copies, &file, Why::Daily).is_ok() {
            prune(&folder);
        }
    };
    let begun = std::thread::Builder::new().name("backup".to_owned()).spawn(packing);
    begun.map(Some).map_err(BackupError::at(&target))
}

/// Keeps the newest copies of days. Whatever bears another name stays.
fn prune(state: &Path) {
    let days = of_days(state);
    for file in days.iter().take(days.len().saturating_sub(DAYS_KEPT)) {
        // One that cannot be removed is tried again tomorrow.
        drop(fs::remove_file(file));
    }
}

/// Keeps the state as it is before its session is brought up to a schema. The caller holds the lock
/// and nothing is being written.
///
/// # Errors
/// [`BackupError`]: there is no copy then.
fn keep_before(state: &Path, schema: u32) -> Result<PathBuf, BackupError> {
    let target = before_schema(state, schema);
    backup(state, &target, Why::Migration)?;
    Ok(target)
}

/// What became of the copy that is kept of a file before it is brought up to date; `None` where there
/// was nothing to be brought up to date.
pub type Kept = Result<Option<Migrated>, BackupError>;

/// A session's file was brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// Of which schema it was.
    pub from: u32,
    /// Where the state lies as it was.
    pub copy: PathBuf,
}

/// Opens the session's file of a folder that is held. Where it is of an older schema, the state is
/// kept as it was before; that no copy could be made is told, and no reason not to open.
///
/// # Errors
/// As [`Store::open`].
pub fn open_keeping(folders: &Folders) -> Result<(Store, Kept), StoreError> {
    let mut kept = Ok(None);
    let store = Store::open_keeping(&folders.store(), |from| {
        let copy = keep_before(&folders.state, Facts::SCHEMA_NOW);
        kept = copy.map(|copy| Some(Migrated { from, copy }));
    })?;
    Ok((store, kept))
}
