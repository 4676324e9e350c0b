//! The system's word to the console: signals, and the loss of the terminal.
//!
//! Both are watched on threads of their own. crossterm 0.29 spins for ever inside its reader when
//! the terminal is gone (crossterm issue 793), so the loop cannot be trusted to notice; these
//! threads tell it, and end the process themselves when it does not leave in time. Nothing is
//! lost by that: every edit and every commit intent is on disk before the screen shows it.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
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
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || wait_for_hang_up(&sender))?;
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

/// Sleeps until the terminal hangs up. Polling for no events at all is woken by POLLHUP, POLLERR
/// and POLLNVAL only, never by keys.
fn wait_for_hang_up(sender: &UnboundedSender<Notice>) {
    let stdin = rustix::stdio::stdin();
    if rustix::termios::isatty(stdin) {
        wait_on(stdin);
    } else if let Ok(tty) = File::open("/dev/tty") {
        // crossterm reads from there when standard input is a pipe.
        wait_on(tty.as_fd());
    } else {
        return;
    }
    tell(sender, Notice::Stop(Stop::HangUp));
}

fn wait_on(tty: BorrowedFd<'_>) {
    let mut watched = [PollFd::from_borrowed_fd(tty, PollFlags::empty())];
    loop {
        match poll(&mut watched, None) {
            Ok(ready) if ready > 0 => return,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}
