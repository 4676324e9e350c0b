//! A folder for nobody else that is gone afterwards.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// A folder for nobody else, removed with everything in it when it is dropped.
#[derive(Debug)]
pub struct TemporaryFolder {
    path: PathBuf,
}

impl TemporaryFolder {
    /// Makes one, mode 0700, whose name begins so; a name that is taken already is somebody else's
    /// and stays untouched.
    ///
    /// # Errors
    /// What the system says.
    pub fn make(parent: &Path, name: &str) -> io::Result<Self> {
        const NAMES_TRIED: u32 = 100;
        let process = std::process::id();
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for number in 0..NAMES_TRIED {
            let path = parent.join(format!("{name}-{process}-{number}"));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's folder for such things.
        drop(std::fs::remove_dir_all(&self.path));
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_temporary_folder_is_its_own_and_goes_away() {
        let parent = tempfile::tempdir().unwrap();
        let first = TemporaryFolder::make(parent.path(), "a").unwrap();
        let second = TemporaryFolder::make(parent.path(), "a").unwrap();
        assert_ne!(first.path(), second.path());
        assert_eq!(first.path().metadata().unwrap().permissions().mode() & 0o777, 0o700);
        std::fs::write(first.path().join("a"), "x").unwrap();
        let path = first.path().to_owned();
        drop(first);
        assert!(!path.exists() && second.path().exists());
        assert!(TemporaryFolder::make(Path::new("/proc"), "a").is_err());
    }
}
