//! The redb file: opening it without harm, its tables, and how values are wrapped.
//!
//! Every value is a version byte and JSON, so that a later version of the program can tell what it
//! reads. No rule of the CRM stands here.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::ops::Bound;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use redb::backends::FileBackend;
use redb::{
    Database, DatabaseError, ReadTransaction, ReadableDatabase as _, StorageBackend, TableDefinition, TableHandle as _,
    WriteTransaction,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::crm::CrmError;
use crate::disk::{folder_of, is_full};
use crate::model::Message;
use crate::text::harmless_line;

/// Schema of a file without refunds.
const SCHEMA: u32 = 1;
/// Schema of a file from its first refund on: a program that knows none would count it as paid.
const SCHEMA_WITH_REFUNDS: u32 = 2;
/// Version of the values as this program writes them.
const VALUE_VERSION: u8 = 1;
const SCHEMA_KEY: &str = "schema";
const SCHEMA_TABLE: TableDefinition<'static, &str, u32> = TableDefinition::new("crm_schema");

/// Contracts by their identity.
pub(super) const CONTRACTS: TableDefinition<'static, &str, &[u8]> = TableDefinition::new("contracts");
/// Units by house, section, kind and number.
pub(super) const UNITS: TableDefinition<'static, &str, &[u8]> = TableDefinition::new("units");
/// The ledger, in the order in which entries were made, from 1.
pub(super) const ENTRIES: TableDefinition<'static, u64, &[u8]> = TableDefinition::new("entries");
/// Under which entry a key was taken.
pub(super) const KEYS: TableDefinition<'static, u128, u64> = TableDefinition::new("keys");
/// The entry in force of each payment.
pub(super) const IN_FORCE: TableDefinition<'static, u128, u64> = TableDefinition::new("payments_in_force");
/// The entries of each contract.
pub(super) const BY_CONTRACT: TableDefinition<'static, (&str, u64), ()> = TableDefinition::new("entries_by_contract");

/// Why the file did not do what was asked; becomes a [`CrmError`] where the path is known.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// The store failed.
    #[error("{0}")]
    Store(Box<redb::Error>),
    /// A value cannot be read.
    #[error("a value cannot be read: {0}")]
    Damaged(String),
    /// The file was taken from its place while it was open.
    #[error("the file is not in its place any more")]
    Moved,
    /// The file is a redb file of somebody else.
    #[error("the file holds something else than a CRM")]
    Foreign,
    /// A newer program wrote it.
    #[error("schema {0} is newer than {SCHEMA_WITH_REFUNDS}")]
    Newer(u32),
}

macro_rules! store_faults {
    ($($error:ty),*) => {
        $(impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                Self::Store(Box::new(error.into()))
            }
        })*
    };
}

store_faults!(
    redb::CommitError,
    DatabaseError,
    redb::StorageError,
    redb::TableError,
    redb::TransactionError,
    io::Error
);

impl Fault {
    /// The error for callers, naming the file.
    pub(super) fn at(self, path: &Path) -> CrmError {
        let file = harmless_line(&path.display().to_string());
        let detail = harmless_line(&self.to_string());
        let key = match self {
            Self::Newer(found) => return CrmError::Newer { found, known: SCHEMA_WITH_REFUNDS },
            Self::Damaged(_) => return CrmError::Damaged { path: path.to_owned(), detail },
            Self::Foreign => "crm-foreign",
            Self::Moved => "crm-moved",
            Self::Store(error) => match *error {
                redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => {
                    return CrmError::InUse { holder: file };
                }
                redb::Error::Io(ref cause) if is_full(cause) => "crm-disk-full",
                redb::Error::Io(ref cause) if !says_that_it_is_none(cause) => "crm-unavailable",
                redb::Error::PreviousIo | redb::Error::DatabaseClosed => "crm-closed",
                redb::Error::LockPoisoned(_) => "crm-unavailable",
                _ => return CrmError::Damaged { path: path.to_owned(), detail },
            },
        };
        let message = Message::new(key).with("file", file).with("detail", detail.as_str());
        CrmError::Unavailable { detail, message }
    }
}

/// What redb says of a file that is none of its own.
fn says_that_it_is_none(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

/// Opens the file, or creates it with mode 0600, and checks that it is ours and not newer.
///
/// A new file is made under another name and moved into place when it is whole: redb cannot open
/// what a crash left of its first write. Whoever creates holds the lock of the state folder.
pub(super) fn open(path: &Path) -> Result<Database, Fault> {
    if !path.try_exists()? {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        drop(open_in_place(&beside)?);
        fs::rename(&beside, path)?;
        File::open(folder_of(path))?.sync_all()?;
        return open_in_place(path);
    }
    open_copy(OpenOptions::new().read(true).write(true).open(path)?)
}

/// Takes the lock that redb has on an open file, and lets go of it.
pub(super) fn check_free(path: &Path) -> Result<(), Fault> {
    let file = match OpenOptions::new().read(true).write(true).open(path) {
        // What may only be read is held by nobody who writes; whether it may be read is told by reading.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => {
            return Ok(());
        }
        file => file?,
    };
    // Let go of with the file. A system that knows no such locks refuses whoever opens it at once.
    match FileBackend::new(file)?.try_lock_range(Bound::Unbounded, Bound::Unbounded) {
        Ok(false) => Err(DatabaseError::DatabaseAlreadyOpen.into()),
        Ok(true) | Err(_) => Ok(()),
    }
}

/// Opens a file that was a CRM before.
pub(super) fn open_copy(file: File) -> Result<Database, Fault> {
    if file.metadata()?.len() == 0 {
        // redb would take it for a new one, and all that was there would be gone without a word.
        return Err(Fault::Damaged("an empty file".to_owned()));
    }
    open_on(FileBackend::new(file)?)
}

fn open_in_place(path: &Path) -> Result<Database, Fault> {
    // redb itself creates files that all may read.
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    open_on(FileBackend::new(file)?)
}

/// Opens the CRM on any storage; an empty one becomes a CRM.
pub(super) fn open_on(storage: impl StorageBackend) -> Result<Database, Fault> {
    // Money lies here: every page is checked once, before anything is believed.
    let database = Database::builder().set_check_integrity_on_open(true).create_with_backend(storage)?;
    if !has_schema(&database)? {
        let transaction = database.begin_write()?;
        transaction.open_table(SCHEMA_TABLE)?.insert(SCHEMA_KEY, SCHEMA)?;
        transaction.open_table(CONTRACTS)?;
        transaction.open_table(UNITS)?;
        transaction.open_table(ENTRIES)?;
        transaction.open_table(KEYS)?;
        transaction.open_table(IN_FORCE)?;
        transaction.open_table(BY_CONTRACT)?;
        transaction.commit()?;
    }
    Ok(database)
}

/// Whether the file is a CRM of this version. A file of a newer program and a redb file that is no
/// CRM are refused; one without any table is as good as new.
fn has_schema(database: &Database) -> Result<bool, Fault> {
    let transaction = database.begin_read()?;
    let tables: Vec<String> = transaction.list_tables()?.map(|table| table.name().to_owned()).collect();
    if tables.is_empty() {
        return Ok(false);
    }
    if !tables.iter().any(|table| table == SCHEMA_TABLE.name()) {
        return Err(Fault::Foreign);
    }
    schema_of(&transaction).map(|_| true)
}

/// The schema of a file that is a CRM.
pub(super) fn schema_of(transaction: &ReadTransaction) -> Result<u32, Fault> {
    match transaction.open_table(SCHEMA_TABLE)?.get(SCHEMA_KEY)?.map(|found| found.value()) {
        Some(found) if found > SCHEMA_WITH_REFUNDS => Err(Fault::Newer(found)),
        Some(found) => Ok(found),
        None => Err(Fault::Foreign),
    }
}

/// Marks the file as one that holds refunds.
pub(super) fn mark_refunds(transaction: &WriteTransaction) -> Result<(), Fault> {
    transaction.open_table(SCHEMA_TABLE)?.insert(SCHEMA_KEY, SCHEMA_WITH_REFUNDS)?;
    Ok(())
}

/// Wraps a value for the file.
pub(super) fn pack(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    let mut bytes = vec![VALUE_VERSION];
    serde_json::to_writer(&mut bytes, value).map_err(|error| Fault::Damaged(error.to_string()))?;
    Ok(bytes)
}

/// Reads a value of the file.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    match bytes.split_first() {
        Some((&VALUE_VERSION, json)) => serde_json::from_slice(json).map_err(|error| Fault::Damaged(error.to_string())),
        Some((version, _)) => Err(Fault::Newer(u32::from(*version))),
        None => Err(Fault::Damaged("an empty value".to_owned())),
    }
}
