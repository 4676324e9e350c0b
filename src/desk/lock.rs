//! One console a state folder: an flock(2) on a file that says who holds it. The kernel lets go of
//! it when its process ends, however it ends, so a stale lock cannot be.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use jiff::Timestamp;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::error::DeskError;
use crate::text::harmless_line;

/// Who holds a state folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Process id.
    pub pid: u32,
    /// System user; may be empty.
    pub user: String,
    /// Terminal, without «/dev/»; empty without one.
    pub terminal: String,
    /// The host from which an SSH session came; empty without one.
    pub from: String,
    /// Since when.
    pub since: Timestamp,
}

impl Holder {
    /// This process.
    fn this_process() -> Self {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let terminal = std::fs::read_link("/proc/self/fd/0").unwrap_or_default();
        let terminal = terminal.to_str().and_then(|path| path.strip_prefix("/dev/")).unwrap_or_default();
        let is_terminal = terminal.starts_with("pts/") || terminal.starts_with("tty");
        Self {
            pid: std::process::id(),
            user: harmless_line(&variable("USER")),
            terminal: if is_terminal { terminal.to_owned() } else { String::new() },
            from: harmless_line(variable("SSH_CONNECTION").split(' ').next().unwrap_or_default()),
            since: Timestamp::now(),
        }
    }

    /// Whole minutes since then; 0 when the clock went back.
    #[must_use]
    pub fn minutes(&self, now: Timestamp) -> u64 {
        let seconds = now.as_second().saturating_sub(self.since.as_second());
        u64::try_from(seconds / 60).unwrap_or(0)
    }
}

/// The lock of a state folder, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes it, or says who has it.
    pub(super) fn take(path: &Path, unusable: impl Fn(io::Error) -> DeskError) -> Result<Self, DeskError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)
            .map_err(&unusable)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Err(DeskError::InUse { path: path.to_owned(), holder: read(&mut file) }),
            Err(error) => return Err(unusable(error.into())),
        }
        let mut lock = Self { file };
        lock.write(&Holder::this_process()).map_err(&unusable)?;
        Ok(lock)
    }

    fn write(&mut self, holder: &Holder) -> io::Result<()> {
        let text = serde_json::to_vec(holder)?;
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(&text)
    }
}

/// Who wrote the file; `None` while it is being written, or when it says nothing sound.
fn read(file: &mut File) -> Option<Holder> {
    const LONGEST: u64 = 4096;
    let mut text = Vec::new();
    file.rewind().ok()?;
    file.take(LONGEST).read_to_end(&mut text).ok()?;
    let mut holder: Holder = serde_json::from_slice(&text).ok()?;
    for field in [&mut holder.user, &mut holder.terminal, &mut holder.from] {
        *field = harmless_line(field);
    }
    Some(holder)
}
