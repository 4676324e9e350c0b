//! One console a state folder: an flock(2) on a file that says who holds it. The kernel lets go of
//! it when its process ends, however it ends, so a stale lock cannot be.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::thread::JoinHandle;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::error::DeskError;
use super::holder::Holder;

/// The lock of a state folder, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    /// Goes first.
    beside: Beside,
    /// Never read again: it is open, and that is the lock.
    _file: File,
}

/// Work on the folder that goes on beside whoever holds it.
#[derive(Debug, Default)]
struct Beside(Vec<JoinHandle<()>>);

impl Drop for Beside {
    fn drop(&mut self) {
        for work in self.0.drain(..) {
            // What it leaves undone when it fails is told where it is missed.
            drop(work.join());
        }
    }
}

impl Lock {
    /// Takes it, or says who has it.
    pub(super) fn take(path: &Path, unusable: impl Fn(io::Error) -> DeskError) -> Result<Self, DeskError> {
        let mut file = open(path).map_err(&unusable)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => {
                return Err(DeskError::InUse { path: path.to_owned(), holder: read(&mut file).map(Box::new) });
            }
            Err(error) => return Err(unusable(error.into())),
        }
        write(&mut file, &Holder::this_process()).map_err(&unusable)?;
        Ok(Self { beside: Beside::default(), _file: file })
    }

    /// Nobody else gets the folder before this work on it has ended.
    pub(super) fn wait_for(&mut self, work: JoinHandle<()>) {
        self.beside.0.push(work);
    }
}

/// A file that says who holds something, made for its owner alone where there is none.
pub(super) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

/// Writes down who holds it.
pub(super) fn write(file: &mut File, holder: &Holder) -> io::Result<()> {
    let text = serde_json::to_vec(holder)?;
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(&text)
}

/// Who wrote the file; `None` while it is being written, or when it says nothing sound.
pub(super) fn read(file: &mut File) -> Option<Holder> {
    const LONGEST: u64 = 4096;
    let mut text = Vec::new();
    file.rewind().ok()?;
    file.take(LONGEST).read_to_end(&mut text).ok()?;
    Holder::parse(&text)
}
