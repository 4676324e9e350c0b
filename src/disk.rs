//! What the system says of files and disks: whether there is room, whether a path still leads to the file
//! that is open, in which folder a file lies. Nothing is read or written here.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// Whether an error says that the disk, the user's share of it or what a file may grow to is used up.
#[must_use]
pub fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

/// The folder in which a file lies.
#[must_use]
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that is open, and the path that led to it. What is written to a file that was taken away or replaced
/// is gone when the process ends, and no call of the system says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFile {
    path: PathBuf,
    device: u64,
    number: u64,
}

impl OpenFile {
    /// The file to which the path leads now; the caller has just opened it.
    ///
    /// # Errors
    /// What the system says.
    pub fn at(path: &Path) -> io::Result<Self> {
        let facts = fs::metadata(path)?;
        Ok(Self { path: path.to_owned(), device: facts.dev(), number: facts.ino() })
    }

    /// Whether the path still leads there.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        Self::at(&self.path).is_ok_and(|now| now == *self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_taken_away_or_replaced_is_not_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "x").unwrap();
        let open = fs::File::open(&path).unwrap();
        let file = OpenFile::at(&path).unwrap();
        fs::write(&path, "y").unwrap();
        assert!(file.is_in_place(), "it is the same file with other bytes");
        fs::remove_file(&path).unwrap();
        assert!(!file.is_in_place());
        fs::write(&path, "x").unwrap();
        assert!(!file.is_in_place(), "it bears the same name");
        drop(open);
    }

    #[test]
    fn a_file_without_a_folder_lies_here() {
        assert_eq!(folder_of(Path::new("a")), Path::new("."));
        assert_eq!(folder_of(Path::new("/a/b")), Path::new("/a"));
    }
}
