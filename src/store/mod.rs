//! Sessions, edits, the journal and the log in redb, with their schema version.
//!
//! Beside `crm/embedded` no other room names redb. What is kept here is decided elsewhere: no
//! matching, no network, no terminal. One [`Store::save`] is one durable transaction; after an
//! error the handle takes no more writes, since what a failed write left on disk is known only
//! after the file was opened again (`PostgreSQL`'s «fsyncgate»: a failed sync is never retried).

mod clock;
mod error;
mod facts;
pub mod log;
mod open;
mod read;
mod record;
mod save;
mod tables;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use redb::Database;

use crate::disk::OpenFile;

use log::head::HeadFile;

pub use clock::Clock;
pub use error::StoreError;
pub use facts::Facts;
pub use log::Actor;
pub use record::{Choice, Edit, FileRecord, Grounds, Saved, Sort, Step, ViewState, Write};

/// The session's file, open for this process alone. May be shared between threads.
pub struct Store {
    path: PathBuf,
    database: Database,
    failed: AtomicBool,
    /// Whose saves these are.
    who: Actor,
    /// When they are.
    clock: Clock,
    /// The file that is open; `None` for a copy or another storage.
    open: Option<OpenFile>,
    /// How far the log goes, kept outside the file; `None` where there is no folder to keep it in.
    head: Option<HeadFile>,
}

impl Store {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same with another clock. For tests that put it.
    #[doc(hidden)]
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The clock by which saves are logged.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}
