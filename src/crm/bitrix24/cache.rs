//! What was read of a portal, kept between starts: rows as they came, in a file of their own that
//! only its owner may read. Whatever is wrong with the file, it is thrown away and the portal is
//! asked; nothing that a commit depends on is ever taken from here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use redb::backends::FileBackend;
use redb::{Database, ReadableDatabase as _, ReadableTable as _, TableDefinition, TableError};

use super::tables::{Rows, Table};
use super::wire::Json;

/// Read and write for the owner, nothing for others.
const MODE: u32 = 0o600;
/// What there is one of: moments, stages, and by what all of it was read.
const FACTS: TableDefinition<'static, &str, &str> = TableDefinition::new("facts");

/// The file.
#[derive(Debug)]
pub(super) struct Cache {
    path: PathBuf,
    database: Mutex<Option<Database>>,
}

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// By what it was read: another portal, person or configuration would have read something else.
    pub(super) by: String,
    /// When the lists were last read whole, by the portal's clock.
    pub(super) whole_at: Timestamp,
    /// When the portal was last asked, by its own clock.
    pub(super) asked_at: Timestamp,
    /// The same by the clock of this machine.
    pub(super) read_at: Timestamp,
    /// The portal's stages and the values of its lists.
    pub(super) told: Json,
    /// The rows.
    pub(super) rows: Rows,
}

/// Which rows of a list differ from what the file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Changed {
    /// All, and those that are gone.
    All,
    /// These.
    Some(BTreeSet<u64>),
}

/// Why nothing can be kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum CacheError {
    /// The file cannot be made, read or written.
    #[error("{0}")]
    File(Box<redb::Error>),
    /// It holds something else.
    #[error("not as it was written: {0}")]
    Damaged(&'static str),
}

impl CacheError {
    /// Whether the file may be sound, but somebody else has it open.
    pub(super) fn is_in_use(&self) -> bool {
        matches!(self, Self::File(error)
            if matches!(**error, redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch))
    }
}

impl<E: Into<redb::Error>> From<E> for CacheError {
    fn from(error: E) -> Self {
        Self::File(Box::new(error.into()))
    }
}

impl Cache {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, database: Mutex::default() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What is kept, if it was read by the same; nothing where there is none yet.
    pub(super) fn load(&self, by: &str) -> Result<Option<Kept>, CacheError> {
        if !self.path.try_exists().map_err(redb::Error::Io)? {
            return Ok(None);
        }
        self.with(|database| {
            let reading = database.begin_read()?;
            let facts = match reading.open_table(FACTS) {
                Ok(facts) => facts,
                Err(TableError::TableDoesNotExist(_)) => return Ok(None),
                Err(error) => return Err(error.into()),
            };
            let fact = |name: &str| -> Result<String, CacheError> {
                Ok(facts.get(name)?.ok_or(CacheError::Damaged("a fact is missing"))?.value().to_owned())
            };
            if fact("by")? != by {
                return Ok(None);
            }
            let moment = |name| fact(name)?.parse().map_err(|_| CacheError::Damaged("a moment"));
            let mut rows = Rows::new();
            for table in Table::ALL {
                let mut read = BTreeMap::new();
                match reading.open_table(definition(table)) {
                    Ok(held) => {
                        for row in held.iter()? {
                            let (id, text) = row?;
                            let row = Json::parse(text.value()).ok_or(CacheError::Damaged("a row"))?;
                            read.insert(id.value(), row);
                        }
                    }
                    Err(TableError::TableDoesNotExist(_)) => continue,
                    Err(error) => return Err(error.into()),
                }
                rows.insert(table, read);
            }
            let told = Json::parse(&fact("told")?).ok_or(CacheError::Damaged("stages"))?;
            let (whole_at, asked_at, read_at) = (moment("whole_at")?, moment("asked_at")?, moment("read_at")?);
            Ok(Some(Kept { by: by.to_owned(), whole_at, asked_at, read_at, told, rows }))
        })
    }

    /// When the portal was last asked, by the clock of this machine, whoever asked it; nothing where
    /// nothing is kept.
    pub(super) fn read_at(&self) -> Result<Option<Timestamp>, CacheError> {
        if !self.path.try_exists().map_err(redb::Error::Io)? {
            return Ok(None);
        }
        self.with(|database| {
            let facts = match database.begin_read()?.open_table(FACTS) {
                Ok(facts) => facts,
                Err(TableError::TableDoesNotExist(_)) => return Ok(None),
                Err(error) => return Err(error.into()),
            };
            let moment = facts.get("read_at")?.and_then(|moment| moment.value().parse().ok());
            Ok(Some(moment.ok_or(CacheError::Damaged("a moment"))?))
        })
    }

    /// Writes what differs, in one transaction.
    pub(super) fn save(&self, kept: &Kept, changed: &BTreeMap<Table, Changed>) -> Result<(), CacheError> {
        self.with(|database| {
            let writing = database.begin_write()?;
            let mut text = String::new();
            for (table, changed) in changed {
                if *changed == Changed::All {
                    writing.delete_table(definition(*table))?;
                }
                let mut held = writing.open_table(definition(*table))?;
                let is_changed = |id: &u64| match changed {
                    Changed::All => true,
                    Changed::Some(ids) => ids.contains(id),
                };
                for (id, row) in kept.rows.get(table).into_iter().flatten().filter(|(id, _)| is_changed(id)) {
                    text.clear();
                    row.write(&mut text);
                    held.insert(*id, text.as_str())?;
                }
            }
            {
                let mut facts = writing.open_table(FACTS)?;
                facts.insert("by", kept.by.as_str())?;
                for (name, moment) in
                    [("whole_at", kept.whole_at), ("asked_at", kept.asked_at), ("read_at", kept.read_at)]
                {
                    facts.insert(name, moment.to_string().as_str())?;
                }
                text.clear();
                kept.told.write(&mut text);
                facts.insert("told", text.as_str())?;
            }
            writing.commit()?;
            Ok(())
        })
    }

    /// Throws the file away.
    pub(super) fn discard(&self) -> std::io::Result<()> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner).take();
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn with<T>(&self, work: impl FnOnce(&Database) -> Result<T, CacheError>) -> Result<T, CacheError> {
        let mut held = self.database.lock().unwrap_or_else(PoisonError::into_inner);
        let database = match held.take() {
            Some(database) => database,
            None => self.open()?,
        };
        // After a failure the file is opened and checked anew.
        let done = work(&database)?;
        *held = Some(database);
        Ok(done)
    }

    fn open(&self) -> Result<Database, CacheError> {
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).mode(MODE).open(&self.path);
        let file = file.map_err(redb::Error::Io)?;
        // A file that somebody else made readable is made ours alone again.
        file.set_permissions(fs::Permissions::from_mode(MODE)).map_err(redb::Error::Io)?;
        let mut builder = Database::builder();
        Ok(builder.set_check_integrity_on_open(true).create_with_backend(FileBackend::new(file)?)?)
    }
}

fn definition(table: Table) -> TableDefinition<'static, u64, &'static str> {
    TableDefinition::new(table.name())
}
