//! What can go wrong with the session's file, and the way out of it.

use std::io;
use std::path::{Path, PathBuf};

use crate::disk::is_full;
use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// Why the session's file could not be opened, read or written. After a failed write the handle
/// takes no more: what is on disk is known only after it was opened again.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder does not let us read or write the file.
    #[error("{path}: no access: {detail}")]
    NoAccess {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// Another process has it open.
    #[error("{path}: open in another process")]
    InUse {
        /// Which file.
        path: PathBuf,
    },
    /// It was written by a newer program.
    #[error("{path}: schema {found}, this program knows {known}")]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Schema found.
        found: u32,
        /// Schema known here.
        known: u32,
    },
    /// It is no session file, or not whole. It stays as it is.
    #[error("{path}: damaged: {detail}")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What does not fit.
        detail: String,
    },
    /// No space is left for it, or it may not grow.
    #[error("{path}: no space: {detail}")]
    Full {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The disk failed.
    #[error("{path}: {detail}")]
    Broken {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// It was taken from its place while it was open: what would be written to it is nowhere.
    #[error("{path}: not in its place any more")]
    Moved {
        /// Where it was.
        path: PathBuf,
    },
    /// An earlier write failed, and nothing was written since.
    #[error("{path}: closed after an earlier error")]
    Closed {
        /// Which file.
        path: PathBuf,
    },
}

impl StoreError {
    /// Which file it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::NoAccess { path, .. }
            | Self::InUse { path }
            | Self::Newer { path, .. }
            | Self::Damaged { path, .. }
            | Self::Full { path, .. }
            | Self::Broken { path, .. }
            | Self::Moved { path }
            | Self::Closed { path } => path,
        }
    }

    pub(super) fn of_io(path: &Path, error: &io::Error) -> Self {
        let (path, detail) = (path.to_owned(), error.to_string());
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::IsADirectory => {
                Self::NoAccess { path, detail }
            }
            _ if is_full(error) => Self::Full { path, detail },
            // What redb says of a file that is none of its own.
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Damaged { path, detail },
            _ => Self::Broken { path, detail },
        }
    }

    pub(super) fn of_redb(path: &Path, error: redb::Error) -> Self {
        let path_owned = path.to_owned();
        match error {
            redb::Error::Io(error) => Self::of_io(path, &error),
            redb::Error::DatabaseAlreadyOpen => Self::InUse { path: path_owned },
            redb::Error::PreviousIo | redb::Error::DatabaseClosed => Self::Closed { path: path_owned },
            redb::Error::LockPoisoned(_) => Self::Broken { path: path_owned, detail: error.to_string() },
            other => Self::Damaged { path: path_owned, detail: other.to_string() },
        }
    }
}

impl Explain for StoreError {
    fn explain(&self) -> Message {
        let about = |key: &str| Message::new(key).with("path", harmless_line(&self.path().display().to_string()));
        match self {
            Self::NoAccess { detail, .. } => about("store-no-access").with("detail", detail.as_str()),
            Self::InUse { .. } => about("store-in-use"),
            Self::Newer { found, known, .. } => {
                about("store-newer").with("found", found.to_string()).with("known", known.to_string())
            }
            Self::Damaged { .. } => about("store-damaged"),
            Self::Full { detail, .. } => about("store-full").with("detail", detail.as_str()),
            Self::Broken { detail, .. } => about("store-broken").with("detail", detail.as_str()),
            Self::Moved { .. } => about("store-moved"),
            Self::Closed { .. } => about("store-closed"),
        }
    }
}
