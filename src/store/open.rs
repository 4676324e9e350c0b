//! Opening the session's file: made for its owner alone, checked whole, never a half-made one.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::ops::Bound;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use redb::backends::FileBackend;
use redb::{Database, ReadableDatabase as _, StorageBackend, TableError, WriteTransaction};

use super::log::Actor;
use super::log::head::{HeadFile, beside};
use super::log::opening::begin;
use super::save::Failure;
use super::tables::{
    ARRIVAL, ATTEMPTS, FILES, LESSONS, LOG, NUMBER_IN_FORCE, NUMBER_LOG_BEGAN, NUMBER_NEXT_BATCH, NUMBER_NEXT_SEQUENCE,
    NUMBER_SCHEMA, NUMBERS, ROWS, SCHEMA, STEPS, UNSETTLED, VIEW,
};
use super::{Clock, Store, StoreError};
use crate::disk::{OpenFile, folder_of};

/// Read and write for the owner, nothing for others.
const MODE: u32 = 0o600;

/// One step from a schema to the next.
type Migration = fn(&WriteTransaction) -> Result<(), Failure>;

/// From schema 1 on, in their order; never edited, only added to.
const MIGRATIONS: [Migration; SCHEMA as usize - 1] = [to_schema_2, to_schema_3];

/// Lessons have a table.
fn to_schema_2(writing: &WriteTransaction) -> Result<(), Failure> {
    writing.open_table(LESSONS)?;
    Ok(())
}

/// The log begins with what is there.
fn to_schema_3(writing: &WriteTransaction) -> Result<(), Failure> {
    writing.open_table(LOG)?;
    begin(writing)
}

impl Store {
    /// Opens the session's file, and makes it where there is none. Every page of an existing file
    /// is checked against its sum; a file of an older schema is brought up to date.
    ///
    /// # Errors
    /// [`StoreError`] when the folder is missing or not ours to write, the disk is full, another
    /// process has the file, it is damaged, or a newer program wrote it. The file then stays as
    /// it is.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_keeping(path, |_| {})
    }

    /// As [`Store::open`]; before a file of an older schema is brought up to date, `keep` is told its
    /// schema and may copy it: until it returns, nothing is written.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_keeping(path: &Path, keep: impl FnOnce(u32)) -> Result<Self, StoreError> {
        match fs::symlink_metadata(path) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => create(path)?,
            Err(error) => return Err(StoreError::of_io(path, &error)),
        }
        let mut store = Self::open_any(path, in_place(path)?, keep)?;
        store.open = Some(OpenFile::at(path).map_err(|error| StoreError::of_io(path, &error))?);
        store.head = Some(store.head_beside()?);
        Ok(store)
    }

    /// Whether no other process has the file open; one that is not there is free. Nothing is read of it.
    ///
    /// # Errors
    /// [`StoreError::InUse`], or what the system says.
    pub fn check_free(path: &Path) -> Result<(), StoreError> {
        let file = match OpenOptions::new().read(true).write(true).open(path) {
            // What may only be read is held by nobody who writes; whether it may be read is told by reading.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => return Ok(()),
            file => file.map_err(|error| StoreError::of_io(path, &error))?,
        };
        let backend = FileBackend::new(file).map_err(|error| StoreError::of_redb(path, error.into()))?;
        // Let go of with the file. A system that knows no such locks refuses whoever opens, above.
        match backend.try_lock_range(Bound::Unbounded, Bound::Unbounded) {
            Ok(false) => Err(StoreError::InUse { path: path.to_owned() }),
            Ok(true) | Err(_) => Ok(()),
        }
    }

    /// Opens a copy of a session's file, which has no file beside it that says how far its log goes;
    /// `path` is what errors call it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_copy(path: &Path, file: File) -> Result<Self, StoreError> {
        Self::open_any(path, existing(path, file)?, |_| {})
    }

    /// Opens a session on any storage; `path` is what errors call it. For tests that make the
    /// storage fail.
    ///
    /// # Errors
    /// As [`Store::open`].
    #[doc(hidden)]
    pub fn open_backend(path: &Path, backend: impl StorageBackend) -> Result<Self, StoreError> {
        Self::open_any(path, backend, |_| {})
    }

    /// The file beside, which is made where the log has nothing but what it began with: a process may
    /// have died before the file was there.
    fn head_beside(&self) -> Result<HeadFile, StoreError> {
        let log = self.log_head()?;
        let file = beside(&self.path);
        // What does not come is told as a difference.
        let fingerprint_at = |number| self.fingerprint_at(number).ok().flatten();
        let may_begin = log.count <= self.log_began_with()?;
        HeadFile::open(file.clone(), log, may_begin, fingerprint_at).map_err(|error| StoreError::of_io(&file, &error))
    }

    /// How many entries the log began with.
    fn log_began_with(&self) -> Result<u64, StoreError> {
        let reading = self.database.begin_read().map_err(|error| self.error(error))?;
        let numbers = reading.open_table(NUMBERS).map_err(|error| self.error(error))?;
        let began = numbers.get(NUMBER_LOG_BEGAN).map_err(|error| self.error(error))?;
        Ok(began.map_or(1, |number| number.value()))
    }

    fn open_any(path: &Path, backend: impl StorageBackend, keep: impl FnOnce(u32)) -> Result<Self, StoreError> {
        let (store, found) = Self::as_it_is(path, backend)?;
        match found {
            Some(SCHEMA) => {}
            Some(found) => {
                keep(found);
                store.migrate(found)?;
            }
            None => store.lay_tables()?,
        }
        Ok(store)
    }

    /// The store, checked, with nothing in it changed, and its schema; `None` where it has no tables.
    pub(super) fn as_it_is(path: &Path, backend: impl StorageBackend) -> Result<(Self, Option<u32>), StoreError> {
        let database = Database::builder()
            .set_check_integrity_on_open(true)
            .create_with_backend(backend)
            .map_err(|error| StoreError::of_redb(path, error.into()))?;
        let who = Actor::of_process();
        let (failed, clock) = (AtomicBool::new(false), Clock::default());
        let store = Self { path: path.to_owned(), database, failed, who, clock, open: None, head: None };
        match store.schema()? {
            Some(found) if found > SCHEMA => Err(StoreError::Newer { path: store.path, found, known: SCHEMA }),
            Some(0) => Err(StoreError::Damaged { path: store.path, detail: "schema 0".to_owned() }),
            found => Ok((store, found)),
        }
    }

    /// The schema number, `None` in a file without any tables.
    fn schema(&self) -> Result<Option<u32>, StoreError> {
        let damaged = |detail: &str| StoreError::Damaged { path: self.path.clone(), detail: detail.to_owned() };
        let reading = self.database.begin_read().map_err(|error| self.error(error))?;
        let numbers = match reading.open_table(NUMBERS) {
            Ok(numbers) => numbers,
            Err(TableError::TableDoesNotExist(_)) => {
                let has_tables = reading.list_tables().map_err(|error| self.error(error))?.next().is_some();
                return if has_tables { Err(damaged("foreign tables")) } else { Ok(None) };
            }
            Err(error) => return Err(self.error(error)),
        };
        let schema = numbers.get(NUMBER_SCHEMA).map_err(|error| self.error(error))?;
        let number = schema.ok_or_else(|| damaged("no schema number"))?.value();
        Ok(Some(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    /// Brings a file of an older schema up to date, in one transaction.
    fn migrate(&self, from: u32) -> Result<(), StoreError> {
        self.migrate_in_redb(from).map_err(|failure| self.failure(failure))
    }

    fn migrate_in_redb(&self, from: u32) -> Result<(), Failure> {
        let writing = self.database.begin_write()?;
        for step in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX).saturating_sub(1)) {
            step(&writing)?;
        }
        writing.open_table(NUMBERS)?.insert(NUMBER_SCHEMA, u64::from(SCHEMA))?;
        writing.commit()?;
        Ok(())
    }

    /// Makes all tables and writes the schema number, in one transaction.
    fn lay_tables(&self) -> Result<(), StoreError> {
        self.lay_tables_in_redb().map_err(|failure| self.failure(failure))
    }

    fn lay_tables_in_redb(&self) -> Result<(), Failure> {
        let writing = self.database.begin_write()?;
        writing.open_table(ROWS)?;
        writing.open_table(ARRIVAL)?;
        writing.open_table(STEPS)?;
        writing.open_table(FILES)?;
        writing.open_table(ATTEMPTS)?;
        writing.open_table(UNSETTLED)?;
        writing.open_table(LESSONS)?;
        writing.open_table(VIEW)?;
        let mut numbers = writing.open_table(NUMBERS)?;
        numbers.insert(NUMBER_SCHEMA, u64::from(SCHEMA))?;
        numbers.insert(NUMBER_IN_FORCE, 0)?;
        numbers.insert(NUMBER_NEXT_BATCH, 1)?;
        numbers.insert(NUMBER_NEXT_SEQUENCE, 1)?;
        drop(numbers);
        writing.open_table(LOG)?;
        begin(&writing)?;
        writing.commit()?;
        Ok(())
    }

    /// An error of redb about this file.
    pub(super) fn error(&self, error: impl Into<redb::Error>) -> StoreError {
        StoreError::of_redb(&self.path, error.into())
    }
}

/// An existing file, from now on for its owner alone.
pub(super) fn in_place(path: &Path) -> Result<FileBackend, StoreError> {
    let about = |error: std::io::Error| StoreError::of_io(path, &error);
    let file = OpenOptions::new().read(true).write(true).open(path).map_err(about)?;
    keep_private(&file).map_err(about)?;
    existing(path, file)
}

/// A file that was a session before.
fn existing(path: &Path, file: File) -> Result<FileBackend, StoreError> {
    let length = file.metadata().map_err(|error| StoreError::of_io(path, &error))?.len();
    if length == 0 {
        // redb would take it for a new one, and all that was there would be gone without a word.
        return Err(StoreError::Damaged { path: path.to_owned(), detail: "an empty file".to_owned() });
    }
    FileBackend::new(file).map_err(|error| StoreError::of_redb(path, error.into()))
}

/// Makes an empty session under another name and puts it in its place whole: a crash in between
/// leaves no file that looks damaged.
fn create(path: &Path) -> Result<(), StoreError> {
    let unfinished = unfinished_name(path);
    let about = |error: std::io::Error| StoreError::of_io(path, &error);
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(about(error)),
        _ => {}
    }
    let file =
        OpenOptions::new().read(true).write(true).create_new(true).mode(MODE).open(&unfinished).map_err(about)?;
    keep_private(&file).map_err(about)?;
    let backend = FileBackend::new(file).map_err(|error| StoreError::of_redb(path, error.into()))?;
    drop(Store::open_backend(path, backend)?);
    // A hard link does not replace a file that another process has put there meanwhile.
    let placed = fs::hard_link(&unfinished, path).or_else(|_| fs::rename(&unfinished, path));
    placed.map_err(about)?;
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(about(error)),
        _ => {}
    }
    let folder = folder_of(path);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(about)
}

fn unfinished_name(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    path.with_file_name(name)
}

/// Takes away what others may do with the file.
fn keep_private(file: &File) -> std::io::Result<()> {
    let mode = file.metadata()?.permissions().mode();
    let is_private = mode.trailing_zeros() >= 6;
    if is_private { Ok(()) } else { file.set_permissions(fs::Permissions::from_mode(MODE)) }
}
