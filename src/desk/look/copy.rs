//! A sound copy of files that another process may be writing to.
//!
//! Both files of a state are redb, which never overwrites a page that its last commit needs: a
//! commit writes new pages, then one of two slots in the header that names the root of the tree. A
//! page holds the sums of the pages below it, and the slot the sum of the root, so what a slot
//! names is one tree to its last byte, or its sums do not fit.
//!
//! The header is read first, and while the rest is read the other process may commit again. One
//! commit later the pages that are named by the header are all still there; only a second one may
//! have written over some that the first let go. Such a copy does not fit its sums: it opens at the
//! commit before, if that is whole, or not at all, and is then made anew. So a copy that opens is
//! what one commit left, never a mix of two, with no word from the other process; and each opening
//! reads every page against its sum (`set_check_integrity_on_open`). What is copied is never older
//! than the commit before the last one that was durable when the copying began.
//!
//! Of the two files the session's is copied first. An intent is in it before its effect is in the
//! CRM, so the pair may show a payment on its way that the CRM already has, and never one as
//! committed that the CRM does not have yet. A pair during which either file was saved is made anew
//! while there is time, so that this is rare, and so that what cannot be sound is not even opened.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::config::{Config, CrmKind};
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm, CrmError};
use crate::desk::error::DeskError;
use crate::desk::temporary::TemporaryFolder;
use crate::desk::{Folders, connect, refuse_gone};
use crate::disk::is_full;
use crate::store::{Store, StoreError};

/// How long copies are made of files that never hold still. The batches of the embedded CRM, the
/// only ones that save without a pause, are shorter.
const AT_MOST: Duration = Duration::from_secs(10);
/// Between two copies, for a writer to come to rest.
const PAUSE: Duration = Duration::from_millis(5);
/// So many copies during which a file was saved are put away unopened before the next one is tried.
const RESTLESS_MAX: usize = 20;
/// So often a file that nobody wrote to must not open before it is called damaged.
const DAMAGED_MIN: usize = 3;
/// The part of a redb file that says which commit is the last one.
const HEADER: u64 = 512;

/// A copy of a state folder, open; it goes when this is dropped.
#[derive(Debug)]
pub struct Copy {
    /// The session.
    pub store: Store,
    /// The CRM: a copy of the embedded one, or the way to a portal.
    pub crm: Arc<dyn Crm>,
    /// Where the copy lies.
    pub folders: Folders,
    /// When it was begun.
    pub taken_at: Timestamp,
    /// Goes last.
    _folder: TemporaryFolder,
}

impl Copy {
    /// Copies the state folder that lies there. Nothing of it is written, locked or waited for.
    ///
    /// # Errors
    /// [`DeskError`]: there is no session, it is damaged or newer, never came to rest, or there is
    /// no room for a copy.
    pub fn take(state: &Path, config: &Config) -> Result<Self, DeskError> {
        let source = Folders { state: state.to_owned() };
        let temporary = std::env::temp_dir();
        let no_room = |error: io::Error| DeskError::of_folder(&temporary, &error);
        let folder = TemporaryFolder::make(&temporary, "sverka-look").map_err(no_room)?;
        let folders = Folders { state: folder.path().to_owned() };
        let until = Instant::now() + AT_MOST;
        let (mut restless, mut damaged) = (0, 0);
        loop {
            let (before, taken_at) = (Headers::of(&source), Timestamp::now());
            copy_files(&source, &folders, config)?;
            let held_still = before == Headers::of(&source);
            let is_last = Instant::now() >= until;
            if held_still || restless >= RESTLESS_MAX || is_last {
                restless = 0;
                match open(&source, &folders, config) {
                    Ok((store, crm)) => return Ok(Self { store, crm, folders, taken_at, _folder: folder }),
                    Err(error) if !may_be_torn(&error) => return Err(error),
                    Err(error) => {
                        damaged = if held_still { damaged + 1 } else { 0 };
                        if damaged >= DAMAGED_MIN {
                            return Err(error);
                        }
                    }
                }
            }
            if is_last {
                return Err(DeskError::Restless { path: source.store() });
            }
            restless += 1;
            sleep(PAUSE);
        }
    }
}

/// What the files say of their last commits.
#[derive(Debug, PartialEq, Eq)]
struct Headers {
    store: Vec<u8>,
    crm: Vec<u8>,
}

impl Headers {
    fn of(source: &Folders) -> Self {
        // One that cannot be read is told by the copying.
        Self { store: header(&source.store()).unwrap_or_default(), crm: header(&source.crm()).unwrap_or_default() }
    }
}

/// Copies the session, then what belongs to the CRM.
fn copy_files(source: &Folders, folders: &Folders, config: &Config) -> Result<(), DeskError> {
    copy(&source.store(), &folders.store())?;
    let of_crm = match config.crm {
        CrmKind::Embedded => copy(&source.crm(), &folders.crm()),
        // What was read of the portal may be left out: then it is read anew.
        CrmKind::Bitrix24 => copy(&source.portal(), &folders.portal()).or(Ok(())),
    };
    match of_crm {
        // A state without contracts yet: the copy is as empty.
        Err(DeskError::Folder { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        of_crm => of_crm,
    }
}

/// Opens a copy, checking each page; errors call the files by the names of those that were copied.
fn open(source: &Folders, folders: &Folders, config: &Config) -> Result<(Store, Arc<dyn Crm>), DeskError> {
    let store = source.store();
    let open = |copy: &Path| {
        let file = OpenOptions::new().read(true).write(true).open(copy);
        file.map_err(|error| DeskError::of_folder(&folders.state, &error))
    };
    let store = Store::open_copy(&store, open(&folders.store())?)?;
    let crm: Arc<dyn Crm> = match config.crm {
        // Not as one of the state, which is copied aside where it is damaged.
        CrmKind::Embedded if folders.crm().exists() => {
            Arc::new(EmbeddedCrm::open_copy(&source.crm(), open(&folders.crm())?)?)
        }
        CrmKind::Embedded => {
            refuse_gone(source, &store)?;
            Arc::new(EmbeddedCrm::open(&folders.crm())?)
        }
        CrmKind::Bitrix24 => connect(folders, config)?,
    };
    Ok((store, crm))
}

/// Whether an error may come from a copy that was made while somebody wrote.
const fn may_be_torn(error: &DeskError) -> bool {
    match error {
        DeskError::Store(StoreError::Newer { .. } | StoreError::Full { .. } | StoreError::NoAccess { .. })
        | DeskError::Crm(CrmError::Newer { .. }) => false,
        DeskError::Store(_) | DeskError::Crm(_) => true,
        _ => false,
    }
}

/// Copies the bytes of a file, from its first to its last. What goes wrong is told of the file that is read,
/// or of the folder for temporary files.
fn copy(from: &Path, to: &Path) -> Result<(), DeskError> {
    let of_source = |error: io::Error| DeskError::of_folder(from, &error);
    let of_copy = |error: io::Error| DeskError::of_folder(&std::env::temp_dir(), &error);
    let mut source = File::open(from).map_err(of_source)?;
    let mut copy = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to).map_err(of_copy)?;
    io::copy(&mut source, &mut copy)
        .map(drop)
        .map_err(|error| if is_full(&error) { of_copy(error) } else { of_source(error) })
}

fn header(path: &Path) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    File::open(path)?.take(HEADER).read_to_end(&mut header)?;
    Ok(header)
}
