//! The embedded CRM: contracts, units and postings in one redb file of its own.
//!
//! No other room opens this file; nothing here knows a session or a console. One call is one
//! durable transaction: after a crash a call has happened whole or not at all.
//!
//! A contract's version grows with the register's changes only. Postings do not move it, since
//! consecutive calls of one commit carry the version that all of them were matched against; what
//! other money may have changed meanwhile is guarded by the sums that are due. Those sums are never
//! stored: they are counted from what the register says and the postings in force.

mod facts;
mod file;
mod ledger;
mod load;
mod read;
mod record;
mod refuse;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use redb::{Database, StorageBackend};
use tokio::sync::RwLock;

pub use self::facts::Facts;
use self::file::Fault;
use self::ledger::Ledger;
pub use self::load::LoadReport;
use super::{Abilities, Crm, CrmError, Keys, Outcome, PostedPart};
use crate::disk::OpenFile;
use crate::model::{Contract, ContractId, IdempotencyKey, Message, Posting, Unit};
use crate::text::harmless_line;

/// Postings that one call takes at most, as far as callers are told: small enough that progress
/// is seen.
const BATCH_SIZE: usize = 50;

/// How long one call may take: a disk that does not answer by then is no disk.
const DEADLINE: Duration = Duration::from_secs(5 * 60);

/// What is done to postings.
enum Act {
    Post,
    /// With the person's reason.
    Reverse(String),
}

/// The embedded CRM. While it lives, nobody else can open its file.
#[derive(Debug)]
pub struct EmbeddedCrm {
    path: PathBuf,
    database: Arc<Database>,
    /// The file that is open; `None` for a copy or another storage.
    open: Option<OpenFile>,
    /// Held by a write until it is on disk, also where nobody waits for it any more; whoever reads
    /// waits for it. So what became of a call that was given up can be asked at once.
    writing: Arc<RwLock<()>>,
}

impl EmbeddedCrm {
    /// Opens the CRM file, or creates it with mode 0600. The folder must be there.
    ///
    /// # Errors
    /// [`CrmError`] when it is held by somebody else, was written by a newer program, is damaged,
    /// is something else or cannot be opened; nothing is overwritten then.
    pub fn open(path: &Path) -> Result<Self, CrmError> {
        let crm = Self::over(path, file::open(path))?;
        let open = OpenFile::at(path).map_err(|error| Fault::from(error).at(path))?;
        Ok(Self { open: Some(open), ..crm })
    }

    /// Whether no other process has the file open; one that is not there is free. Nothing is read of it.
    ///
    /// # Errors
    /// [`CrmError::InUse`], or what the system says.
    pub fn check_free(path: &Path) -> Result<(), CrmError> {
        file::check_free(path).map_err(|fault| fault.at(path))
    }

    /// Opens a copy of a CRM file; `path` is what errors call it.
    ///
    /// # Errors
    /// As [`EmbeddedCrm::open`].
    pub fn open_copy(path: &Path, file: File) -> Result<Self, CrmError> {
        Self::over(path, file::open_copy(file))
    }

    /// Opens the CRM on any storage; `path` is what errors call it. For tests that make the storage
    /// fail.
    ///
    /// # Errors
    /// As [`EmbeddedCrm::open`].
    #[doc(hidden)]
    pub fn open_backend(path: &Path, backend: impl StorageBackend) -> Result<Self, CrmError> {
        Self::over(path, file::open_on(backend))
    }

    fn over(path: &Path, database: Result<Database, Fault>) -> Result<Self, CrmError> {
        let database = database.map_err(|fault| fault.at(path))?;
        Ok(Self { path: path.to_owned(), database: Arc::new(database), open: None, writing: Arc::default() })
    }

    /// Takes a register: new contracts are added, known ones updated, contracts that it does not
    /// name stay. `paid` of a contract is what was paid outside this CRM; the payments that the
    /// CRM took are counted on top of it and stay. What instalments carry as paid is not looked
    /// at: it follows.
    ///
    /// A total below what has been paid is taken with a warning. A change of currency is not,
    /// while the CRM holds payments for the contract.
    ///
    /// # Errors
    /// [`CrmError`] when the file cannot be written; then nothing of the register was taken.
    pub fn load(&self, contracts: Vec<Contract>) -> Result<LoadReport, CrmError> {
        self.check_place()?;
        load::load(&self.database, contracts).map_err(|fault| fault.at(&self.path))
    }

    /// Takes units, free ones too, so that the chessboard shows the whole house. The same unit
    /// (house, section, kind, number) is kept once.
    ///
    /// # Errors
    /// [`CrmError`] when the file cannot be written; then none was taken.
    pub fn add_units(&self, units: &[Unit]) -> Result<(), CrmError> {
        self.check_place()?;
        load::add_units(&self.database, units).map_err(|fault| fault.at(&self.path))
    }

    /// What is written to a file that was taken away is nowhere.
    fn check_place(&self) -> Result<(), CrmError> {
        let is_in_place = self.open.as_ref().is_none_or(OpenFile::is_in_place);
        if is_in_place { Ok(()) } else { Err(Fault::Moved.at(&self.path)) }
    }

    /// Runs work that only reads, once no write is on its way.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, CrmError> {
        let _no_write = self.writing.read().await;
        self.run(work).await
    }

    /// Runs work that waits for the disk beside the tasks of the program.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, CrmError> {
        self.check_place()?;
        let database = Arc::clone(&self.database);
        let done = tokio::task::spawn_blocking(move || work(&database)).await;
        match done {
            Ok(result) => result.map_err(|fault| fault.at(&self.path)),
            Err(error) => Err(Fault::Damaged(error.to_string()).at(&self.path)),
        }
    }

    /// Does something to each posting in one durable transaction.
    async fn write(&self, postings: &[Posting], act: Act) -> Result<Vec<Outcome>, CrmError> {
        let postings = postings.to_vec();
        let writing = Arc::clone(&self.writing).write_owned().await;
        self.run(move |database| {
            let _until_done = writing;
            let transaction = database.begin_write()?;
            let outcomes = {
                let mut ledger = Ledger::open(&transaction)?;
                let one = |posting: &Posting| match &act {
                    Act::Post => ledger.post(posting),
                    Act::Reverse(reason) => ledger.reverse(posting, reason),
                };
                postings.iter().map(one).collect::<Result<Vec<_>, _>>()?
            };
            if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Taken(_))) {
                transaction.commit()?;
            } else {
                transaction.abort()?;
            }
            Ok(outcomes)
        })
        .await
    }
}

#[async_trait]
impl Crm for EmbeddedCrm {
    fn name(&self) -> Message {
        Message::new("crm-embedded")
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            keys: Keys::Enforced,
            partial: true,
            schedule: true,
            reversal: true,
            stages: false,
            notices: false,
            batch_size: BATCH_SIZE,
            pacing: None,
            settles_after: Duration::ZERO,
            deadline: DEADLINE,
            register_deadline: DEADLINE,
        }
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        self.read(read::contracts).await
    }

    async fn contracts_by_id(&self, ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        let ids = ids.to_vec();
        self.read(move |database| read::contracts_by_id(database, &ids)).await
    }

    async fn units(&self) -> Result<Vec<Unit>, CrmError> {
        self.read(read::units).await
    }

    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        let contract = contract.clone();
        self.read(move |database| read::payments_of(database, &contract)).await
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        self.read(read::payments).await
    }

    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        let keys = keys.to_vec();
        self.read(move |database| read::find(database, &keys)).await
    }

    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        self.write(postings, Act::Post).await
    }

    async fn reverse(&self, postings: &[Posting], reason: &str) -> Result<Vec<Outcome>, CrmError> {
        self.write(postings, Act::Reverse(harmless_line(reason))).await
    }
}
