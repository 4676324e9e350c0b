//! The file beside the session's: how far the log goes, so that a log whose end was cut off does
//! not look whole.
//!
//! It is written after the transaction and may lag behind it, never run ahead. It is written in its
//! place, always as many bytes. What does not fit the log is left as it is, for [`super::check`] to
//! tell; nobody but a person takes it away.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::chain::{Fingerprint, Head};
use super::fault::LogFault;

/// The file and how it stands to the log.
#[derive(Debug)]
pub(in crate::store) struct HeadFile {
    path: PathBuf,
    standing: Mutex<Standing>,
}

#[derive(Debug)]
enum Standing {
    /// It fits and is kept up.
    Follows(File),
    /// There is none.
    Missing,
    /// It does not fit.
    Doubtful(LogFault),
}

impl HeadFile {
    /// The file beside a session's file. `fingerprint_at` is that of the log up to an entry;
    /// `may_begin` says that the log has only just begun, so that a missing file is made.
    ///
    /// # Errors
    /// What the system says when the file cannot be read or made.
    pub fn open(
        path: PathBuf,
        log: Head,
        may_begin: bool,
        fingerprint_at: impl FnOnce(u64) -> Option<Fingerprint>,
    ) -> io::Result<Self> {
        let standing = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && may_begin => Standing::Follows(make(&path, log)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Standing::Missing,
            Err(error) => return Err(error),
            Ok(text) => match parse(&text) {
                None => Standing::Doubtful(LogFault::HeadUnreadable { file: path.clone() }),
                Some(head) if head.count > log.count => {
                    Standing::Doubtful(LogFault::EndMissing { found: log.count, known: head.count })
                }
                Some(head) if fingerprint_at(head.count) != Some(head.fingerprint) => {
                    Standing::Doubtful(LogFault::HeadDiffers { file: path.clone(), number: head.count })
                }
                Some(_) => Standing::Follows(OpenOptions::new().write(true).open(&path)?),
            },
        };
        Ok(Self { path, standing: Mutex::new(standing) })
    }

    /// Whether there is none.
    pub fn is_missing(&self) -> bool {
        matches!(*self.standing(), Standing::Missing)
    }

    /// What does not fit.
    pub fn fault(&self) -> Option<LogFault> {
        match &*self.standing() {
            Standing::Follows(_) => None,
            Standing::Missing => Some(LogFault::HeadMissing { file: self.path.clone() }),
            Standing::Doubtful(fault) => Some(fault.clone()),
        }
    }

    /// Notes how far the log goes now. What cannot be written lags behind, which is no harm: the
    /// entries are on disk.
    pub fn note(&self, head: Head) {
        let mut standing = self.standing();
        match &*standing {
            Standing::Follows(file) => drop(file.write_all_at(&form(head), 0)),
            Standing::Missing => {
                if let Ok(file) = make(&self.path, head) {
                    *standing = Standing::Follows(file);
                }
            }
            Standing::Doubtful(_) => {}
        }
    }

    fn standing(&self) -> std::sync::MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of the file beside a session's file.
pub(in crate::store) fn beside(session: &Path) -> PathBuf {
    session.with_extension("head")
}

/// Puts a whole file in its place: an empty one after a crash would look like a fault.
fn make(path: &Path, head: Head) -> io::Result<File> {
    let unfinished = path.with_extension("head.unfinished");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(&form(head))?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    Ok(file)
}

fn form(head: Head) -> Vec<u8> {
    format!("{:020} {}\n", head.count, head.fingerprint).into_bytes()
}

fn parse(text: &[u8]) -> Option<Head> {
    let line = std::str::from_utf8(text).ok()?.strip_suffix('\n')?;
    let (count, fingerprint) = line.split_once(' ')?;
    let head = Head { count: count.parse().ok()?, fingerprint: Fingerprint::parse(fingerprint)? };
    (form(head) == text).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_is_read() {
        let fingerprint = Fingerprint::parse(&"7f".repeat(32)).expect("a fingerprint");
        let head = Head { count: 41, fingerprint };
        let text = form(head);
        assert_eq!(parse(&text), Some(head));
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut other = text.clone();
                other[place] ^= 1 << bit;
                assert_ne!(parse(&other), Some(head), "byte {place}, bit {bit}");
            }
            assert_eq!(parse(&text[..place]), None);
        }
    }
}
