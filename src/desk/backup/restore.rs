//! Putting a backup back: everything is checked in a folder beside before anything changes.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use super::BackupError;
use super::manifest::Manifest;
use super::names::{CRM, HEAD, SESSION, Scratch, aside, check_free};
use super::pack::{copy_parts, unpack};
use super::placing::{self, Order, make_ready, sync_file};
use crate::crm::embedded::EmbeddedCrm;
use crate::model::{Explain as _, Message};
use crate::store::log::{Event, LogFault, Note};
use crate::store::{Store, StoreError, Write};

/// A backup that was checked and lies ready. Dropped, it leaves the state as it was.
#[derive(Debug)]
pub struct Restoring {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What does not fit in its log: it was so when it was made.
    pub faults: Vec<LogFault>,
    /// How its session stands to what is there now.
    pub present: Present,
    /// The embedded CRM that is there now.
    pub crm: CrmNow,
    state: PathBuf,
    folder: Ready,
    keeps_crm: bool,
}

/// What is there now, as far as it goes beyond the backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// Nothing.
    Nothing,
    /// A session that is damaged.
    Damaged,
    /// A session that cannot be read, and why.
    Unreadable(Message),
    /// A session with a log of its own: the backup is of another one.
    Another {
        /// Its rows.
        rows: usize,
    },
    /// The session of the backup, later.
    Later(Beyond),
}

/// So much of a session is not in the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beyond {
    /// Entries of the log.
    pub entries: u64,
    /// Batches: commits and reversals.
    pub batches: u64,
}

/// The embedded CRM that is there now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrmNow {
    /// There is no file.
    Missing,
    /// It cannot be read.
    Unreadable,
    /// So many entries of its ledger.
    Entries(u64),
}

/// The folder of new files, which goes where nothing was ordered.
#[derive(Debug)]
struct Ready {
    path: PathBuf,
    is_ordered: bool,
}

impl Drop for Ready {
    fn drop(&mut self) {
        if !self.is_ordered {
            // What stays is removed at the next start.
            drop(fs::remove_dir_all(&self.path));
        }
    }
}

impl Restoring {
    /// Unpacks a backup beside the state, whose lock the caller holds, checks it to the last bit, opens
    /// it and looks at what is there now. A file of an older schema is brought up to date there.
    /// `keeps_crm`: the embedded CRM stays as it is now.
    ///
    /// # Errors
    /// [`BackupError`]; then nothing has changed.
    pub fn prepare(state: &Path, file: &Path, keeps_crm: bool) -> Result<Self, BackupError> {
        check_free(state)?;
        let path = make_ready(state).map_err(BackupError::at(state))?;
        let folder = Ready { path, is_ordered: false };
        let manifest = unpack(file, &folder.path)?;
        let store = Store::open(&folder.path.join(SESSION))?;
        let faults = store.check_log()?.faults;
        drop(store);
        let crm = folder.path.join(CRM);
        if crm.exists() {
            drop(EmbeddedCrm::open(&crm)?);
        }
        let (present, crm) = present(state, &manifest)?;
        if keeps_crm && crm == CrmNow::Missing && manifest.crm_entries.is_some() {
            return Err(BackupError::NoCrm { file: state.join(CRM) });
        }
        Ok(Self { manifest, faults, present, crm, state: state.to_owned(), folder, keeps_crm })
    }

    /// Puts it in the place of what is there; the folder is told into which that went.
    ///
    /// # Errors
    /// [`BackupError`]. Once the order is written, the next start completes it.
    pub fn place(mut self) -> Result<PathBuf, BackupError> {
        self.tell_log()?;
        let mut placed = vec![SESSION.to_owned(), HEAD.to_owned()];
        if self.keeps_crm {
            drop(fs::remove_file(self.folder.path.join(CRM)));
        } else if self.folder.path.join(CRM).exists() {
            placed.push(CRM.to_owned());
        }
        let (placed, removed): (Vec<String>, Vec<String>) =
            placed.into_iter().partition(|name| self.folder.path.join(name).exists());
        for name in &placed {
            let file = self.folder.path.join(name);
            sync_file(&file).map_err(BackupError::at(&file))?;
        }
        let aside = aside(&self.state);
        let name = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let order = Order { aside: name, placed, removed };
        let ordered = placing::order(&self.state, &order);
        // The order may be there although it is not known to be on disk.
        self.folder.is_ordered = placing::is_unfinished(&self.state);
        let done = ordered.and_then(|()| placing::complete(&self.state));
        let begun = |source| BackupError::Begun { state: self.state.clone(), source };
        done.map(|()| aside)
            .map_err(|source| if self.folder.is_ordered { begun(source) } else { BackupError::at(&self.state)(source) })
    }

    /// The log that is put back says so, and how much of another one is not in it.
    fn tell_log(&self) -> Result<(), BackupError> {
        let beyond = match self.present {
            Present::Later(beyond) => Some(beyond.entries),
            Present::Nothing | Present::Damaged | Present::Unreadable(_) | Present::Another { .. } => None,
        };
        let event = Event::Restored { made_at: self.manifest.made_at, beyond };
        let store = Store::open(&self.folder.path.join(SESSION))?;
        Ok(store.save(&[Write::Log(Box::new(Note::of(event)))])?)
    }
}

/// Looks at a copy of what is there: the look changes nothing of it.
fn present(state: &Path, backup: &Manifest) -> Result<(Present, CrmNow), BackupError> {
    let scratch = Scratch::make(state, "look").map_err(BackupError::at(state))?;
    copy_parts(state, &scratch.path)?;
    Ok((session(state, &scratch.path, backup), crm(state, &scratch.path)))
}

fn session(state: &Path, copy: &Path, backup: &Manifest) -> Present {
    if !copy.join(SESSION).exists() {
        return Present::Nothing;
    }
    match seen(state, copy, backup) {
        Ok(present) => present,
        Err(BackupError::Store(StoreError::Damaged { .. })) => Present::Damaged,
        Err(error) => Present::Unreadable(error.explain()),
    }
}

fn crm(state: &Path, copy: &Path) -> CrmNow {
    if !copy.join(CRM).exists() {
        return CrmNow::Missing;
    }
    let opened = open(copy, CRM).and_then(|file| Ok(EmbeddedCrm::open_copy(&state.join(CRM), file)?));
    let facts = opened.and_then(|crm| Ok(crm.facts()?));
    facts.map_or(CrmNow::Unreadable, |facts| CrmNow::Entries(facts.entries))
}

/// Looks at the copy; errors call the file by the name that it has in the state.
fn seen(state: &Path, copy: &Path, backup: &Manifest) -> Result<Present, BackupError> {
    let store = Store::open_copy(&state.join(SESSION), open(copy, SESSION)?)?;
    if !store.continues(backup.log_entries, &backup.log_fingerprint)? {
        return Ok(Present::Another { rows: store.load()?.rows.len() });
    }
    Ok(Present::Later(Beyond {
        entries: store.log_head()?.count - backup.log_entries,
        batches: store.next_batch()?.0.saturating_sub(1).saturating_sub(backup.last_batch),
    }))
}

fn open(copy: &Path, name: &str) -> Result<File, BackupError> {
    let file = copy.join(name);
    OpenOptions::new().read(true).write(true).open(&file).map_err(BackupError::at(&file))
}
