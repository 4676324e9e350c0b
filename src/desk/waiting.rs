//! Waiting until a holder has let go of a state folder.
//!
//! A lock says nothing when it becomes free, and waiting for it inside the kernel cannot be broken
//! off; so it is asked for often, for a bounded time, on the thread of whoever calls.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::error::DeskError;
use super::folder::Folders;
use super::holder::Holder;
use super::lock::Lock;

/// How often the lock is asked for: nobody sees the difference.
const EVERY: Duration = Duration::from_millis(30);

/// How the waiting ended.
#[derive(Debug)]
pub enum Waited {
    /// The folder is ours.
    Taken(Folders, Lock),
    /// It is still held by the same process.
    Still,
    /// It was let go, and somebody else was quicker.
    Another(Option<Box<Holder>>),
    /// Nobody wants to wait any longer.
    Stopped,
    /// The folder cannot be used.
    Failed(DeskError),
}

/// Waits at most so long for the folder that a process holds. `tell` is called with the whole
/// seconds that have passed; the waiting is broken off when the other end of `stop` says so or is
/// dropped.
pub fn wait_for(
    state: &Path,
    holder: Option<u32>,
    at_most: Duration,
    stop: &Receiver<()>,
    mut tell: impl FnMut(u64),
) -> Waited {
    let begun = Instant::now();
    let mut told = 0;
    loop {
        match Folders::hold(state) {
            Ok((folders, lock)) => return Waited::Taken(folders, lock),
            Err(DeskError::InUse { holder: other, .. }) => {
                // While it is being written it says nothing: that is asked again.
                if other.as_ref().is_some_and(|other| Some(other.pid) != holder) {
                    return Waited::Another(other);
                }
            }
            Err(error) => return Waited::Failed(error),
        }
        let passed = begun.elapsed();
        if passed >= at_most {
            return Waited::Still;
        }
        if passed.as_secs() > told {
            told = passed.as_secs();
            tell(told);
        }
        match stop.recv_timeout(EVERY) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Waited::Stopped,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn own() -> u32 {
        std::process::id()
    }

    #[test]
    fn a_folder_that_is_let_go_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let (_, lock) = Folders::hold(folder.path()).expect("it is free");
        let (_go_on, stop) = channel();
        let (waiting, waits) = channel();
        let state = folder.path().to_owned();
        let waiter = std::thread::spawn(move || {
            waiting.send(()).expect("somebody listens");
            wait_for(&state, Some(own()), LONG, &stop, |_| {})
        });
        waits.recv().expect("it waits");
        drop(lock);
        assert!(matches!(waiter.join().expect("it ends"), Waited::Taken(..)));
    }

    #[test]
    fn waiting_ends_with_its_time_with_a_word_and_with_another_holder() {
        let folder = tempfile::tempdir().expect("a folder");
        let _held = Folders::hold(folder.path()).expect("it is free");
        let (go_on, stop) = channel();
        let wait = |holder, at_most| wait_for(folder.path(), holder, at_most, &stop, |_| {});
        assert!(matches!(wait(Some(own()), Duration::ZERO), Waited::Still));
        let Waited::Another(Some(other)) = wait(Some(1), LONG) else { panic!("this process holds it") };
        assert_eq!(other.pid, own());
        go_on.send(()).expect("it listens");
        assert!(matches!(wait(Some(own()), LONG), Waited::Stopped));
        drop(go_on);
        assert!(matches!(wait(Some(own()), LONG), Waited::Stopped));
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("state");
        std::fs::write(&file, "x").expect("written");
        let (_go_on, stop) = channel();
        assert!(matches!(wait_for(&file, Some(own()), LONG, &stop, |_| {}), Waited::Failed(_)));
    }
}
