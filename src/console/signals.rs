//! The system's word to the console: signals, and the loss of the terminal.
//!
//! Both are watched on threads of their own. crossterm 0.29 spins for ever inside its reader when
//! the terminal is gone (crossterm issue 793), so the loop cannot be trusted to notice; these
//! threads tell it, and end the process themselves when it does not leave in time. Nothing is
//! lost by that: every edit and every commit intent is on disk before the screen shows it.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::terminal;

/// How long the loop may take to leave by itself before the process is ended.
const GRACE_ASKED: Duration = Duration::from_secs(3);
/// The same when the terminal is gone: crossterm's reader spins for all that time.
const GRACE_HANG_UP: Duration = Duration::from_millis(300);

/// The same while a batch is on its way: what is in flight is waited for.
pub const GRACE_BATCH: Duration = Duration::from_secs(25);

/// Batches on their way, which is one or none.
static BUSY: AtomicUsize = AtomicUsize::new(0);

/// A batch on its way, until this is dropped.
#[derive(Debug)]
pub(super) struct Busy(());

impl Busy {
    /// A batch begins.
    pub(super) fn begin() -> Self {
        BUSY.fetch_add(1, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        BUSY.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Why the console must leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// SIGTERM, SIGINT or SIGQUIT: somebody asks.
    Asked,
    /// The terminal is gone: a lost connection, a closed window, SIGHUP.
    HangUp,
}

/// What the loop is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Leave now.
    Stop(Stop),
    /// SIGTSTP: give the terminal back and stop.
    Suspend,
    /// SIGCONT: the program goes on after having been stopped.
    Continued,
}

/// Starts watching signals and the terminal; both go on until the process ends.
///
/// # Errors
/// When the system refuses a signal handler or a thread.
pub fn watch() -> io::Result<UnboundedReceiver<Notice>> {
    let (sender, notices) = unbounded_channel();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let of_signals = sender.clone();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let notice = match signal {
                SIGTSTP => Notice::Suspend,
                SIGCONT => Notice::Continued,
                SIGHUP => Notice::Stop(Stop::HangUp),
                _ => Notice::Stop(Stop::Asked),
            };
            tell(&of_signals, notice);
        }
    })?;
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        wait_for_hang_up(rustix::stdio::stdin());
        tell(&sender, Notice::Stop(Stop::HangUp));
    })?;
    Ok(notices)
}

fn tell(sender: &UnboundedSender<Notice>, notice: Notice) {
    // A loop that is gone needs no notice, only the end.
    let _ = sender.send(notice);
    if let Notice::Stop(stop) = notice {
        end_in_time(stop);
    }
}

/// Ends the process if the loop has not done so by itself.
fn end_in_time(stop: Stop) {
    let wait = move || match stop {
        Stop::HangUp => {
            terminal::abandon();
            thread::sleep(GRACE_HANG_UP);
            signal_hook::low_level::exit(0);
        }
        Stop::Asked => {
            thread::sleep(GRACE_ASKED);
            let mut waited = GRACE_ASKED;
            while BUSY.load(Ordering::SeqCst) > 0 && waited < GRACE_BATCH {
                thread::sleep(GRACE_HANG_UP);
                waited += GRACE_HANG_UP;
            }
            if waited > GRACE_ASKED {
                // The loop heard but now that the batch has ended.
                thread::sleep(GRACE_ASKED);
            }
            // A terminal that does not take bytes must not keep the process alive.
            let restoring = thread::Builder::new().spawn(terminal::restore);
            if restoring.is_ok() {
                thread::sleep(GRACE_HANG_UP);
            }
            signal_hook::low_level::exit(0);
        }
    };
    if thread::Builder::new().name("grace".to_owned()).spawn(wait).is_err() {
        signal_hook::low_level::exit(0);
    }
}

/// Sleeps until the terminal hangs up; returns at once when it already has.
///
/// Polling for no events at all is woken by POLLHUP, POLLERR and POLLNVAL only, never by keys. Nothing
/// else is asked of the terminal first: one that is lost before this thread runs answers every other
/// question with an error, as if it never had been a terminal.
fn wait_for_hang_up(terminal: BorrowedFd<'_>) {
    let mut watched = [PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
    loop {
        match poll(&mut watched, None) {
            Ok(ready) if ready > 0 => return,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::os::fd::AsFd as _;
    use std::sync::mpsc::channel;

    use rustix::pty::{OpenptFlags, openpt, ptsname, unlockpt};

    use super::*;

    /// A pseudo-terminal: the far end, and the near end that a program sits at.
    fn pseudo_terminal() -> (std::os::fd::OwnedFd, File) {
        let far = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pseudo-terminal");
        unlockpt(&far).expect("it can be unlocked");
        let name = ptsname(&far, Vec::new()).expect("it has a name");
        let near = rustix::fs::open(
            name.as_c_str(),
            rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY,
            rustix::fs::Mode::empty(),
        );
        (far, File::from(near.expect("its near end")))
    }

    #[test]
    fn a_terminal_lost_before_it_was_watched_is_noticed() {
        let (far, near) = pseudo_terminal();
        drop(far);
        let (sender, noticed) = channel();
        thread::spawn(move || {
            wait_for_hang_up(near.as_fd());
            sender.send(())
        });
        assert_eq!(noticed.recv_timeout(Duration::from_secs(20)), Ok(()));
    }

    #[test]
    fn a_terminal_lost_while_watched_is_noticed_and_not_before() {
        let (far, near) = pseudo_terminal();
        let (sender, noticed) = channel();
        thread::spawn(move || {
            wait_for_hang_up(near.as_fd());
            sender.send(())
        });
        rustix::io::write(&far, b"key").expect("a key can be sent");
        assert!(noticed.try_recv().is_err(), "a key is no loss");
        drop(far);
        assert_eq!(noticed.recv_timeout(Duration::from_secs(20)), Ok(()));
    }
}
