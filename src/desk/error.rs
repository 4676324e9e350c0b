//! Why the desk does not open, or something at it failed.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::damage::Damage;
use super::gone::Gone;
use super::holder::Holder;
use crate::commit::CommitError;
use crate::crm::CrmError;
use crate::disk::is_full;
use crate::ingest::IngestError;
use crate::model::{Explain, Message};
use crate::store::StoreError;
use crate::text::harmless_line;

/// Why the desk does not open, or something at it failed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Another process has the state open.
    #[error("{path} is held by another process")]
    InUse {
        /// The lock's file.
        path: PathBuf,
        /// Who, as far as it says.
        holder: Option<Box<Holder>>,
    },
    /// A file that is only looked at never held still long enough to be copied.
    #[error("{path} is written to all the time")]
    Restless {
        /// Which file.
        path: PathBuf,
    },
    /// The state folder cannot be made or written.
    #[error("{path}: {source}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the state is damaged.
    #[error(transparent)]
    Damaged(Box<Damage>),
    /// The session's file, or that of the embedded CRM, is gone.
    #[error(transparent)]
    Gone(Box<Gone>),
    /// The session's file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The CRM.
    #[error(transparent)]
    Crm(#[from] CrmError),
    /// The journal, or a batch that could not begin.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// A person stopped before a batch began.
    #[error("stopped before the batch began")]
    Stopped {
        /// Payments of earlier batches of which nobody knows yet what became of them.
        unknown: usize,
    },
    /// A file of payments.
    #[error(transparent)]
    File(#[from] IngestError),
}

impl DeskError {
    pub(super) fn of_folder(path: &Path, error: &io::Error) -> Self {
        let source = error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
        Self::Folder { path: path.to_owned(), source }
    }
}

impl Explain for DeskError {
    fn explain(&self) -> Message {
        match self {
            Self::InUse { path, holder } => in_use(path, holder.as_deref()),
            Self::Restless { path } => Message::new("desk-restless").with("file", shown(path)),
            Self::Folder { path, source } => {
                let key = match source.kind() {
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "desk-folder-read-only",
                    _ if is_full(source) => "desk-folder-full",
                    io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "desk-folder-is-a-file",
                    _ => "desk-folder-unusable",
                };
                Message::new(key).with("folder", shown(path)).with("detail", harmless_line(&source.to_string()))
            }
            Self::Damaged(damage) => damage.explain(),
            Self::Gone(gone) => gone.explain(),
            Self::Store(error) => error.explain(),
            Self::Crm(error) => error.explain(),
            Self::Commit(error) => error.explain(),
            Self::Stopped { unknown: 0 } => Message::new("desk-stopped"),
            Self::Stopped { unknown } => Message::new("desk-stopped-unknown").with("count", *unknown),
            Self::File(error) => error.explain(),
        }
    }
}

fn in_use(path: &Path, holder: Option<&Holder>) -> Message {
    let folder = shown(path.parent().unwrap_or(path));
    let Some(holder) = holder else { return Message::new("desk-in-use-unknown").with("folder", folder) };
    Message::new("desk-in-use")
        .with("folder", folder)
        .with("holder", holder.who())
        .with("pid", holder.pid.to_string())
        .with("place", holder.place())
        .with("since", holder.how_long(Timestamp::now()))
}

pub(super) fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
