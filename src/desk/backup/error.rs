//! Why a backup was not made or not put back.

use std::io;
use std::path::{Path, PathBuf};

use zip::result::ZipError;

use crate::crm::CrmError;
use crate::disk::is_full;
use crate::model::{Explain, Message};
use crate::store::StoreError;
use crate::text::harmless_line;

/// Why a backup was not made or not put back. But for [`BackupError::Begun`] the state is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no session to be kept.
    #[error("{state}: no session")]
    Nothing {
        /// The state folder.
        state: PathBuf,
    },
    /// A file of that name is there already.
    #[error("{file} is there already")]
    Exists {
        /// Which file.
        file: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error("{file}: {source}")]
    Io {
        /// Which one.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A restoring was ordered and not done to its end: the next start does that.
    #[error("{state}: begun: {source}")]
    Begun {
        /// The state folder.
        state: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk has too little room for another copy.
    #[error("{file}: {wanted} MiB wanted in {folder}, {free} MiB free")]
    NoRoom {
        /// Which copy.
        file: PathBuf,
        /// On which folder's disk.
        folder: PathBuf,
        /// Room that it may take, in MiB.
        wanted: u64,
        /// Room that there is, in MiB.
        free: u64,
    },
    /// There is no folder to put the backup into.
    #[error("{folder}: no such folder")]
    NoFolder {
        /// Which folder.
        folder: PathBuf,
    },
    /// A folder stands where a backup was named.
    #[error("{folder} is a folder")]
    Folder {
        /// Which folder.
        folder: PathBuf,
    },
    /// The embedded CRM is to stay as it is, and there is none.
    #[error("{file}: nothing to keep")]
    NoCrm {
        /// Its file.
        file: PathBuf,
    },
    /// The file is no backup of this program.
    #[error("{file} is no backup: {detail}")]
    Foreign {
        /// Which file.
        file: PathBuf,
        /// What does not fit, for a developer.
        detail: String,
    },
    /// The backup is not whole.
    #[error("{file}: damaged: {detail}")]
    Damaged {
        /// Which file.
        file: PathBuf,
        /// What does not fit, for a developer.
        detail: String,
    },
    /// A newer program made it.
    #[error("{file}: backup of form {found}, this program knows {known}")]
    Newer {
        /// Which file.
        file: PathBuf,
        /// Form found.
        found: u32,
        /// Form known here.
        known: u32,
    },
    /// The session's file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The embedded CRM's file.
    #[error(transparent)]
    Crm(#[from] CrmError),
}

impl BackupError {
    /// What the system said about a file.
    pub(super) fn at(file: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Io { file: file.to_owned(), source }
    }

    /// The same, calling files of a folder of copies by the names that they have in the state.
    pub(super) fn about_copies(self, copies: &Path, state: &Path) -> Self {
        let original = |path: PathBuf| path.strip_prefix(copies).map(|name| state.join(name)).unwrap_or(path);
        match self {
            Self::Store(StoreError::Damaged { path, detail }) => {
                StoreError::Damaged { path: original(path), detail }.into()
            }
            Self::Store(StoreError::Newer { path, found, known }) => {
                StoreError::Newer { path: original(path), found, known }.into()
            }
            Self::Crm(CrmError::Damaged { path, detail }) => CrmError::Damaged { path: original(path), detail }.into(),
            other => other,
        }
    }

    /// What is wrong with an archive.
    pub(super) fn in_archive(file: &Path) -> impl Fn(ZipError) -> Self {
        move |error| match error {
            ZipError::Io(source) if source.raw_os_error().is_some() => Self::Io { file: file.to_owned(), source },
            ZipError::Io(source) => Self::Damaged { file: file.to_owned(), detail: source.to_string() },
            other => Self::Foreign { file: file.to_owned(), detail: other.to_string() },
        }
    }
}

impl Explain for BackupError {
    fn explain(&self) -> Message {
        let about = |key: &str, file: &Path| Message::new(key).with("file", shown(file));
        let told = |key: &str, file: &Path, detail: &str| about(key, file).with("detail", harmless_line(detail));
        match self {
            Self::Nothing { state } => Message::new("backup-nothing").with("folder", shown(state)),
            Self::Exists { file } => about("backup-exists", file),
            Self::Io { file, source } => {
                let key = match source.kind() {
                    io::ErrorKind::NotFound => "backup-not-found",
                    _ if is_full(source) => "backup-full",
                    _ => "backup-unusable",
                };
                told(key, file, &source.to_string())
            }
            Self::Begun { state, source } => Message::new("backup-begun")
                .with("folder", shown(state))
                .with("detail", harmless_line(&source.to_string())),
            Self::NoRoom { file, folder, wanted, free } => about("backup-no-room", file)
                .with("folder", shown(folder))
                .with("wanted", wanted.to_string())
                .with("free", free.to_string()),
            Self::NoFolder { folder } => Message::new("backup-no-folder").with("folder", shown(folder)),
            Self::Folder { folder } => Message::new("backup-is-folder").with("folder", shown(folder)),
            Self::NoCrm { file } => about("backup-no-crm", file),
            Self::Foreign { file, .. } => about("backup-foreign", file),
            Self::Damaged { file, .. } => about("backup-damaged", file),
            Self::Newer { file, found, known } => {
                about("backup-newer", file).with("found", found.to_string()).with("known", known.to_string())
            }
            Self::Store(error) => error.explain(),
            Self::Crm(error) => error.explain(),
        }
    }
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
