//! The wish to take a state folder over: a file beside the lock in which the one who wants it says
//! who he is, so that the one who is asked to leave can say why.
//!
//! The file is locked while the wish lasts, as the folder itself is. What a dead process left in it
//! is no wish.

use std::fs::File;
use std::io;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::Folders;
use super::holder::Holder;
use super::lock::{open, read, write};

/// A wish, for as long as this lives.
#[derive(Debug)]
pub struct Wish {
    file: File,
}

impl Wish {
    /// Writes down that this process wants the folder; `None` while another one already does.
    ///
    /// # Errors
    /// What the system says when the file cannot be written.
    pub fn write(folders: &Folders) -> io::Result<Option<Self>> {
        let mut file = open(&folders.wish())?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        write(&mut file, &Holder::this_process())?;
        Ok(Some(Self { file }))
    }
}

impl Drop for Wish {
    fn drop(&mut self) {
        // The lock goes with the file and is what counts. The file stays: one that were removed
        // could be locked by two, each by its own name of it.
        drop(self.file.set_len(0));
    }
}

/// Who wants the folder now, if anybody does.
#[must_use]
pub fn wanted_by(folders: &Folders) -> Option<Holder> {
    let mut file = File::open(folders.wish()).ok()?;
    match flock(&file, FlockOperation::NonBlockingLockShared) {
        Err(Errno::WOULDBLOCK) => read(&mut file),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_lasts_as_long_as_the_one_who_has_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders { state: folder.path().to_owned() };
        assert_eq!(wanted_by(&folders), None);
        let wish = Wish::write(&folders).expect("it is written").expect("nobody else wants it");
        assert_eq!(wanted_by(&folders).map(|holder| holder.pid), Some(std::process::id()));
        assert!(Wish::write(&folders).expect("it can be asked").is_none(), "one at a time");
        drop(wish);
        assert_eq!(wanted_by(&folders), None);
        std::fs::write(folders.wish(), serde_json::to_vec(&Holder::this_process()).expect("text")).expect("written");
        assert_eq!(wanted_by(&folders), None, "what a dead process left is no wish");
    }
}
