//! What both skins sit at: the state folder with its lock, the store, the CRM, the session, import.
//!
//! Here the rooms are put together; nothing is decided, matched or drawn here.

pub mod backup;
mod commit;
mod damage;
mod error;
mod folder;
mod gone;
mod holder;
mod import;
mod lock;
mod look;
mod reach;
mod temporary;
mod waiting;
mod wish;

#[cfg(test)]
mod tests;

use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

pub use backup::{BackupError, Kept, Migrated, newest_backup, open_keeping};
pub use damage::Damage;
pub use error::DeskError;
pub use folder::Folders;
pub use gone::{Gone, refuse_gone, refuse_gone_session};
pub use holder::Holder;
pub use import::{ImportOutcome, Imported};
pub use lock::Lock;
pub use look::{Beneath, Copy, Look};
pub use reach::{OutOfReach, Reached, reach};
pub use temporary::TemporaryFolder;
pub use waiting::{Waited, wait_for};
pub use wish::{Wish, wanted_by};

use self::damage::attend;
use crate::commit::{Engine, Recovery};
use crate::config::{Config, CrmKind};
use crate::crm::bitrix24::Bitrix24;
use crate::crm::{Crm, CrmError, Freshness, PostedPart, Register};
use crate::ingest::ReadSettings;
use crate::matching::{Index, Settings};
use crate::model::{Explain as _, Message};
use crate::session::Session;
use crate::store::Store;
use crate::text::harmless_line;

/// Everything a person works with, open. While it lives, no other sverka can open the same state.
///
/// The console takes it apart; the lock must live as long as store and CRM do.
#[derive(Debug)]
pub struct Desk {
    /// The session's file.
    pub store: Arc<Store>,
    /// The CRM.
    pub crm: Arc<dyn Crm>,
    /// The batch in work.
    pub session: Session,
    /// The one engine over store and CRM; clones go to tasks.
    pub engine: Engine,
    /// Where the state lies.
    pub folders: Folders,
    /// Keeps other consoles out.
    pub lock: Lock,
    /// What the readers of files are told about us.
    pub reading: ReadSettings,
    /// What the matcher was told.
    pub matching: Settings,
    /// When the CRM's register in hand was read; `None`: nothing was asked of the CRM yet.
    pub read_at: Option<Timestamp>,
    /// Our name from the configuration; empty where it says none.
    pub configured_name: String,
}

/// What was found when the desk was opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opening {
    /// What an earlier run had left half done, and how it was settled.
    pub recovery: Recovery,
    /// Whether the findings were made anew: what they were saved with is not what is there now.
    pub found_anew: bool,
    /// Why a copy of the state that should have been made by itself was not.
    pub not_copied: Vec<Message>,
}

impl Desk {
    /// Takes the lock, opens store and CRM, settles with the CRM what an earlier run left in
    /// flight, and brings the findings up to the register as it is now.
    ///
    /// Runs inside a tokio runtime.
    ///
    /// # Errors
    /// [`DeskError`]: somebody else has the state open, the folder cannot be used, a file is
    /// damaged or newer, the disk is full, the CRM does not open. Nothing that was there is lost.
    pub async fn open(state: &Path, config: &Config) -> Result<(Self, Opening), DeskError> {
        let (folders, lock) = Folders::hold(state)?;
        Self::open_in(folders, lock, config).await
    }

    /// As [`Desk::open`], in a folder that is held already.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_in(folders: Folders, lock: Lock, config: &Config) -> Result<(Self, Opening), DeskError> {
        Self::settled(Ground::take(folders, lock, config)?, config).await
    }

    /// As [`Desk::open`]; but where the CRM lets wait, nothing is asked of it: the register is
    /// empty, the findings stay as they were saved, and what was in flight stays unknown. All that
    /// is for whoever opened the desk to ask for then.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_early(state: &Path, config: &Config) -> Result<(Self, Opening), DeskError> {
        let (folders, lock) = Folders::hold(state)?;
        Self::open_early_in(folders, lock, config).await
    }

    /// As [`Desk::open_early`], in a folder that is held already.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_early_in(folders: Folders, lock: Lock, config: &Config) -> Result<(Self, Opening), DeskError> {
        let ground = Ground::take(folders, lock, config)?;
        if ground.crm.abilities().pacing.is_none() {
            return Self::settled(ground, config).await;
        }
        let loading = Arc::clone(&ground.store);
        let saved = aside(move || loading.load()).await.map_err(|error| attend(error.into(), &ground.folders))?;
        let empty = Arc::new(Index::build(Vec::new()));
        let session = Session::new(saved, empty, config.matching.clone());
        let opening = Opening { not_copied: ground.not_copied.clone(), ..Opening::default() };
        Ok((ground.desk(session, None, config), opening))
    }

    /// As [`Desk::open`], over a store and a CRM that are open already. For tests that make a disk
    /// fail.
    ///
    /// # Errors
    /// As [`Desk::open`].
    #[doc(hidden)]
    pub async fn open_over(
        state: &Path,
        store: Store,
        crm: Arc<dyn Crm>,
        config: &Config,
    ) -> Result<(Self, Opening), DeskError> {
        let (folders, lock) = Folders::hold(state)?;
        Self::on(Ground::of(folders, lock, store, crm), config).await
    }

    async fn settled(ground: Ground, config: &Config) -> Result<(Self, Opening), DeskError> {
        let folders = ground.folders.clone();
        // What is damaged may be seen only when it is read.
        Self::on(ground, config).await.map_err(|error| attend(error, &folders))
    }

    async fn on(ground: Ground, config: &Config) -> Result<(Self, Opening), DeskError> {
        let Ground { store, crm, engine, .. } = &ground;
        let loading = Arc::clone(store);
        // Both take long with many rows and contracts, and neither needs the other.
        let (loaded, read) = tokio::join!(aside(move || loading.load()), read_register(&**crm, Freshness::Now));
        let mut saved = loaded?;
        let recovery = engine.recover(&saved.rows).await?;
        let Read { index, held, at } = if recovery.rows.is_empty() {
            read?
        } else {
            // What was asked of the CRM may be newer than what was read of it.
            saved = store.load()?;
            read_register(&**crm, Freshness::Now).await?
        };
        let mut session = Session::new(saved, Arc::clone(&index), config.matching.clone());
        session.note_held(held, Freshness::Now);
        // Whatever an earlier run left half done, its findings are not taken.
        let found = if recovery.rows.is_empty() { session.catch_up() } else { Some(session.refresh(index)) };
        let found_anew = found.is_some();
        let writes = found.unwrap_or_default();
        if !writes.is_empty() {
            store.save(&writes)?;
        }
        let opening = Opening { recovery, found_anew, not_copied: ground.not_copied.clone() };
        Ok((ground.desk(session, Some(at), config), opening))
    }

    /// Asks the CRM for its register and its payments anew and brings the rows up to them.
    ///
    /// # Errors
    /// [`DeskError`] when the CRM does not answer or the findings cannot be saved.
    pub async fn refresh_register(&mut self) -> Result<(), DeskError> {
        let Read { index, held, at } = read_register(&*self.crm, Freshness::Now).await?;
        self.read_at = Some(at);
        self.session.note_held(held, Freshness::Now);
        let writes = self.session.refresh(index);
        if !writes.is_empty() {
            self.store.save(&writes)?;
        }
        Ok(())
    }

    /// The engine for a task, with the register that the rows were matched against.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine.against(Arc::clone(self.session.index()))
    }

    /// Who we are, for the header: the configured name, else what the newest file says of its
    /// owner (name, else account); empty when nothing does.
    #[must_use]
    pub fn own_name(&self) -> String {
        own_name(&self.configured_name, &self.session)
    }
}

/// What a desk stands on.
struct Ground {
    folders: Folders,
    lock: Lock,
    store: Arc<Store>,
    crm: Arc<dyn Crm>,
    engine: Engine,
    not_copied: Vec<Message>,
}

impl Ground {
    /// Before anything is opened the copy of this day is begun; that it cannot be made is no reason
    /// not to open.
    fn take(folders: Folders, mut lock: Lock, config: &Config) -> Result<Self, DeskError> {
        let mut not_copied = Vec::new();
        match backup::begin_daily(&folders.state, config.crm) {
            Ok(Some(packing)) => lock.wait_for(packing),
            Ok(None) => {}
            Err(error) => not_copied.push(error.explain()),
        }
        let (store, kept) = folders.open_store()?;
        not_copied.extend(kept.err().map(|error| error.explain()));
        let crm = connect_beside(&folders, &store, config)?;
        Ok(Self { not_copied, ..Self::of(folders, lock, store, crm) })
    }

    fn of(folders: Folders, lock: Lock, store: Store, crm: Arc<dyn Crm>) -> Self {
        let store = Arc::new(store);
        let engine = Engine::new(Arc::clone(&store) as _, Arc::clone(&crm));
        Self { folders, lock, store, crm, engine, not_copied: Vec::new() }
    }

    fn desk(self, session: Session, read_at: Option<Timestamp>, config: &Config) -> Desk {
        let Self { folders, lock, store, crm, engine, .. } = self;
        Desk {
            store,
            crm,
            session,
            engine,
            folders,
            lock,
            reading: config.read_settings(),
            matching: config.matching.clone(),
            read_at,
            configured_name: config.own.name.clone(),
        }
    }
}

/// The configured name, else what the newest file says of its owner.
fn own_name(configured: &str, session: &Session) -> String {
    if !configured.is_empty() {
        return configured.to_owned();
    }
    let owners = session.files().iter().rev().map(|file| &file.own);
    let words = owners.map(|own| if own.name.is_empty() { own.account.clone() } else { Some(own.name.clone()) });
    words.flatten().next().unwrap_or_default()
}

/// What was read of a CRM.
struct Read {
    /// Its register, ready for the matcher.
    index: Arc<Index>,
    /// The payments that it holds.
    held: Vec<PostedPart>,
    /// When it was asked.
    at: Timestamp,
}

async fn read_register(crm: &dyn Crm, freshness: Freshness) -> Result<Read, CrmError> {
    let Register { contracts, payments, read_at, .. } = crm.register(freshness).await?;
    Ok(Read { index: Arc::new(aside(move || Index::build(contracts)).await), held: payments, at: read_at })
}

/// As [`connect`], for whoever has the session open: an embedded CRM that is gone is not begun anew.
///
/// # Errors
/// As [`connect`], and [`DeskError::Gone`].
pub fn connect_beside(folders: &Folders, store: &Store, config: &Config) -> Result<Arc<dyn Crm>, DeskError> {
    if config.crm == CrmKind::Embedded {
        refuse_gone(folders, store)?;
    }
    connect(folders, config)
}

/// The configured CRM; nothing is sent to it yet.
///
/// # Errors
/// [`DeskError`] when its file does not open, or the way to it is not configured as it should be.
pub fn connect(folders: &Folders, config: &Config) -> Result<Arc<dyn Crm>, DeskError> {
    Ok(match config.crm {
        CrmKind::Embedded => Arc::new(folders.open_crm()?),
        CrmKind::Bitrix24 => Arc::new(portal(config)?.keeping(folders.portal())),
    })
}

/// The configured portal.
fn portal(config: &Config) -> Result<Bitrix24, CrmError> {
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY");
    let webhook = config.webhook(credentials.as_deref().map(Path::new)).map_err(|error| CrmError::Unavailable {
        detail: harmless_line(&error.to_string()),
        message: error.explain(),
    })?;
    Bitrix24::new(webhook, config.bitrix24.clone(), config.language.unwrap_or_default())
}

/// Does work that takes long beside the tasks of the program.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => resume_unwind(error.into_panic()),
    }
}
