//! A folder for nobody else that is gone afterwards.

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

/// A folder for nobody else, removed with everything in it when it is dropped; one that a killed process
/// left is removed by the next.
#[derive(Debug)]
pub struct TemporaryFolder {
    path: PathBuf,
    /// Locked while this lives, for whoever does not see this process: one in another container.
    _lock: File,
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
        sweep(parent, name);
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for number in 0..NAMES_TRIED {
            let path = parent.join(format!("{name}-{process}-{number}"));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => {
                    let folder = File::open(&path)?;
                    // Where a disk knows no locks, the number of the process has to do.
                    let _unlocked = flock(&folder, FlockOperation::NonBlockingLockExclusive);
                    return Ok(Self { path, _lock: folder });
                }
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
        drop(fs::remove_dir_all(&self.path));
    }
}

/// Removes what processes of that name that are no more left behind. A folder of another user stays: the
/// system sees to that.
fn sweep(parent: &Path, name: &str) {
    for entry in parent.read_dir().into_iter().flatten().filter_map(Result::ok) {
        let file = entry.file_name();
        let owner = file.to_str().and_then(|file| owner(file, name));
        let is_dead = owner.is_some_and(|owner| test_kill_process(owner) == Err(Errno::SRCH));
        if is_dead && !is_locked(&entry.path()) {
            // What cannot be removed is not ours.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

fn is_locked(folder: &Path) -> bool {
    let Ok(folder) = File::open(folder) else { return true };
    flock(&folder, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK)
}

/// The process that made a folder of that name, as [`TemporaryFolder::make`] writes it.
fn owner(file: &str, name: &str) -> Option<Pid> {
    let (process, number) = file.strip_prefix(name)?.strip_prefix('-')?.split_once('-')?;
    number.parse::<u32>().ok()?;
    Pid::from_raw(process.parse().ok().filter(|process| *process > 0)?)
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
        fs::write(first.path().join("a"), "x").unwrap();
        let path = first.path().to_owned();
        drop(first);
        assert!(!path.exists() && second.path().exists());
        assert!(TemporaryFolder::make(Path::new("/proc"), "a").is_err());
    }

    #[test]
    fn what_a_dead_process_left_goes_with_the_next_folder() {
        let parent = tempfile::tempdir().unwrap();
        let mut dead = std::process::Command::new("true").spawn().unwrap();
        dead.wait().unwrap();
        let left = format!("a-{}-0", dead.id());
        let alive = format!("a-{}-7", std::process::id());
        let others = [format!("ab-{}-0", dead.id()), format!("a-{}", dead.id()), "a-0-0".into(), "a-x-0".into(), alive];
        for name in others.iter().chain([&left]) {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let lock = File::open(parent.path().join(&left)).unwrap();
        flock(&lock, FlockOperation::NonBlockingLockExclusive).unwrap();
        drop(TemporaryFolder::make(parent.path(), "a").unwrap());
        assert!(parent.path().join(&left).exists(), "somebody whom we do not see has it");
        drop(lock);
        let _mine = TemporaryFolder::make(parent.path(), "a").unwrap();
        assert!(!parent.path().join(left).exists());
        for name in others {
            assert!(parent.path().join(&name).exists(), "{name}");
        }
    }
}
