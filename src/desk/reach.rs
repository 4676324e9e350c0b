//! Whether the holder of a state folder can be asked to leave, and the asking.
//!
//! The folder says a process number. That alone is no ground to end a process: the folder may lie
//! on a disk that several machines or containers see, and a number is given anew after its process
//! ended. So the process is pinned first (`pidfd_open(2)`) and then looked at: it must have this very
//! lock open. A signal that goes to the pinned process can reach no other one, whatever becomes of
//! its number. Nothing here waits.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal, test_kill_process};

use super::holder::{Holder, this_host};
use crate::model::{Explain, Message};

/// Why a holder cannot be asked from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutOfReach {
    /// He did not say who he is.
    Nameless,
    /// He sits at another machine.
    OtherHost {
        /// Its name.
        host: String,
    },
    /// No process that is seen from here has the lock: it runs in a container, or elsewhere.
    NotHere {
        /// The number that he goes by where he is.
        pid: u32,
    },
    /// He is another user, who takes no signals from us.
    OtherUser {
        /// His name; may be empty.
        user: String,
        /// His process.
        pid: u32,
    },
}

impl Explain for OutOfReach {
    fn explain(&self) -> Message {
        match self {
            Self::Nameless => Message::new("desk-reach-nameless"),
            Self::OtherHost { host } => Message::new("desk-reach-host").with("host", host.as_str()),
            Self::NotHere { pid } => Message::new("desk-reach-not-here").with("pid", pid.to_string()),
            Self::OtherUser { user, pid } => {
                let holder = if user.is_empty() { pid.to_string() } else { user.clone() };
                Message::new("desk-reach-user").with("holder", holder).with("pid", pid.to_string())
            }
        }
    }
}

/// What is seen of the process that the folder names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It has the lock, and takes our signals.
    Holds,
    /// It has the lock, and is somebody else's.
    IsForeign,
    /// There is none, or it has nothing to do with this lock.
    IsNotIt,
}

/// The process that holds a lock, pinned.
#[derive(Debug)]
pub struct Reached {
    process: OwnedFd,
}

impl Reached {
    /// Asks it to leave. One that was stopped is let go on, so that it can: a console that was put
    /// away with Ctrl+Z leaves too.
    ///
    /// # Errors
    /// What the system says; a process that is gone by now is no error.
    pub fn ask(&self) -> io::Result<()> {
        self.send(Signal::TERM)?;
        self.send(Signal::CONT)
    }

    /// Ends it.
    ///
    /// # Errors
    /// As [`Reached::ask`].
    pub fn end(&self) -> io::Result<()> {
        self.send(Signal::KILL)
    }

    fn send(&self, signal: Signal) -> io::Result<()> {
        match pidfd_send_signal(&self.process, signal) {
            Ok(()) | Err(Errno::SRCH) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Finds the process that holds a lock.
///
/// # Errors
/// [`OutOfReach`]: why it cannot be asked from here.
pub fn reach(lock: &Path, holder: Option<&Holder>) -> Result<Reached, OutOfReach> {
    let here = this_host();
    // Only a process of this machine is looked for: on another one the number is somebody else's.
    let of_here = holder.filter(|holder| is_of(holder, &here));
    let pinned = of_here.and_then(|holder| pin(holder.pid));
    let seen = match (of_here, &pinned) {
        (Some(holder), Some(_)) => look(lock, holder.pid),
        _ => Seen::IsNotIt,
    };
    judge(holder, &here, seen)?;
    let not_here = || OutOfReach::NotHere { pid: holder.map_or(0, |holder| holder.pid) };
    Ok(Reached { process: pinned.ok_or_else(not_here)? })
}

/// What follows from what the folder says and what is seen.
fn judge(holder: Option<&Holder>, here: &str, seen: Seen) -> Result<(), OutOfReach> {
    let Some(holder) = holder else { return Err(OutOfReach::Nameless) };
    if !is_of(holder, here) {
        return Err(OutOfReach::OtherHost { host: holder.host.clone() });
    }
    match seen {
        Seen::Holds => Ok(()),
        Seen::IsForeign => Err(OutOfReach::OtherUser { user: holder.user.clone(), pid: holder.pid }),
        Seen::IsNotIt => Err(OutOfReach::NotHere { pid: holder.pid }),
    }
}

/// A holder of an earlier program does not say where he is: then the process must be seen.
fn is_of(holder: &Holder, here: &str) -> bool {
    holder.host.is_empty() || holder.host == here
}

fn pid_of(number: u32) -> Option<Pid> {
    i32::try_from(number).ok().and_then(Pid::from_raw)
}

fn pin(number: u32) -> Option<OwnedFd> {
    pidfd_open(pid_of(number)?, PidfdFlags::empty()).ok()
}

fn look(lock: &Path, number: u32) -> Seen {
    let Ok(file) = fs::metadata(lock) else { return Seen::IsNotIt };
    let holds = has_open(number, file.dev(), file.ino())
        .unwrap_or_else(|_| fs::read_to_string("/proc/locks").is_ok_and(|all| is_listed(&all, number, file.ino())));
    if !holds {
        return Seen::IsNotIt;
    }
    match pid_of(number).map(test_kill_process) {
        Some(Ok(())) => Seen::Holds,
        Some(Err(Errno::PERM)) => Seen::IsForeign,
        _ => Seen::IsNotIt,
    }
}

/// Whether a process has a file open.
fn has_open(number: u32, device: u64, inode: u64) -> io::Result<bool> {
    for entry in fs::read_dir(format!("/proc/{number}/fd"))? {
        // One that is closed meanwhile is not it.
        let is_it = |facts: fs::Metadata| facts.dev() == device && facts.ino() == inode;
        if fs::metadata(entry?.path()).is_ok_and(is_it) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the system's list of locks has a process with an flock on a file. That list may be read
/// where the open files may not: a process that knows a webhook hides them even from its own user
/// (prctl(2), `PR_SET_DUMPABLE`). The device is left out, which some file systems tell in two ways.
fn is_listed(locks: &str, number: u32, inode: u64) -> bool {
    locks.lines().any(|line| {
        // `1: FLOCK  ADVISORY  WRITE 7432 fe:00:5554178 0 EOF`
        let mut words = line.split_whitespace().skip(1);
        let (kind, _, access) = (words.next(), words.next(), words.next());
        let (process, file) = (words.next(), words.next());
        let of_file = file.and_then(|file| file.rsplit(':').next()).and_then(|inode| inode.parse().ok());
        (kind, access) == (Some("FLOCK"), Some("WRITE"))
            && process.and_then(|process| process.parse().ok()) == Some(number)
            && of_file == Some(inode)
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn holder(pid: u32, host: &str) -> Holder {
        Holder {
            pid,
            user: "anna".to_owned(),
            terminal: "pts/3".to_owned(),
            from: String::new(),
            host: host.to_owned(),
            since: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn only_a_process_that_is_seen_to_hold_the_lock_is_asked() {
        let here = holder(7, "desk");
        let old = holder(7, "");
        let far = holder(7, "other");
        assert_eq!(judge(Some(&here), "desk", Seen::Holds), Ok(()));
        assert_eq!(judge(Some(&old), "desk", Seen::Holds), Ok(()), "an earlier program tells no machine");
        assert_eq!(judge(None, "desk", Seen::IsNotIt), Err(OutOfReach::Nameless));
        let elsewhere = OutOfReach::OtherHost { host: "other".to_owned() };
        for seen in [Seen::Holds, Seen::IsForeign, Seen::IsNotIt] {
            assert_eq!(judge(Some(&far), "desk", seen), Err(elsewhere.clone()), "the number means nothing here");
        }
        assert_eq!(judge(Some(&here), "desk", Seen::IsNotIt), Err(OutOfReach::NotHere { pid: 7 }));
        let foreign = OutOfReach::OtherUser { user: "anna".to_owned(), pid: 7 };
        assert_eq!(judge(Some(&here), "desk", Seen::IsForeign), Err(foreign));
    }

    #[test]
    fn a_lock_is_found_in_the_list_by_process_and_file() {
        let locks = "1: FLOCK  ADVISORY  WRITE 7432 fe:00:5554178 0 EOF\n\
                     2: POSIX  ADVISORY  WRITE 7433 fe:00:5554178 0 EOF\n\
                     3: FLOCK  ADVISORY  READ 7434 fe:00:5554178 0 EOF\n";
        assert!(is_listed(locks, 7432, 5_554_178));
        for (number, inode) in [(7432, 5_554_179), (743, 5_554_178), (7433, 5_554_178), (7434, 5_554_178)] {
            assert!(!is_listed(locks, number, inode), "{number} {inode}");
        }
        assert!(!is_listed("a: b\n\n", 1, 1));
    }

    #[test]
    fn this_process_is_reached_only_while_it_has_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("lock");
        let file = fs::File::create(&lock).expect("a file");
        let of_here = holder(std::process::id(), &this_host());
        assert!(reach(&lock, Some(&of_here)).is_ok());
        drop(file);
        let pid = std::process::id();
        assert_eq!(reach(&lock, Some(&of_here)).err(), Some(OutOfReach::NotHere { pid }));
    }
}
