//! The only writer to the terminal: takes it, draws on it, and gives it back whatever happens.
//!
//! Never here: what is drawn, and what keys mean.

use std::io::{self, IsTerminal as _, Stdout, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::{Frame, Terminal};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::tcgetpgrp;

use super::frame::FrameBackend;
use super::run::Screen;
use super::taskbar::{self, Share};
use crate::model::{Explain, Message};

/// Whether the terminal is ours now: raw, on the alternate screen. Kept outside of [`Tty`], for a
/// panic and a signal must find it too.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal's tab shows how far work is, and must be told when nobody works any more.
static SHARE_SHOWN: AtomicBool = AtomicBool::new(false);

/// Cells in a line of the terminal; none where there is none to ask.
#[must_use]
pub fn terminal_columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns))
}

/// Why there is no console.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input or output is no terminal.
    #[error("standard input and output are not a terminal")]
    NoTerminal,
    /// The terminal cannot move its cursor.
    #[error("the terminal type {0:?} cannot show a console")]
    TooSimple(String),
    /// The terminal answered with an error.
    #[error("the terminal cannot be used")]
    Io(#[from] io::Error),
}

impl Explain for TerminalError {
    fn explain(&self) -> Message {
        match self {
            Self::NoTerminal => Message::new("keymap-no-terminal"),
            Self::TooSimple(name) => Message::new("keymap-terminal-too-simple").with("name", name.as_str()),
            Self::Io(error) => Message::new("keymap-terminal-failed").with("error", error.to_string()),
        }
    }
}

/// The terminal in our hands; dropping it gives it back.
pub struct Tty {
    terminal: Terminal<FrameBackend<Stdout>>,
    /// Whether the terminal shows on its tab how far work is.
    has_taskbar: bool,
}

impl Tty {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste. From here on a panic on any
    /// thread gives the terminal back, is reported and ends the process: what is on disk is whole
    /// at every moment, a console with half of its threads is not. `has_taskbar`: whether it shows on its
    /// tab how far work is.
    ///
    /// # Errors
    /// When there is no terminal, or one that cannot be drawn on.
    pub fn take(has_taskbar: bool) -> Result<Self, TerminalError> {
        check()?;
        restore_on_panic();
        claim()?;
        match Terminal::new(FrameBackend::new(io::stdout())) {
            Ok(terminal) => Ok(Self { terminal, has_taskbar }),
            Err(error) => {
                restore();
                Err(error.into())
            }
        }
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        restore();
    }
}

impl Screen for Tty {
    fn draw(&mut self, paint: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        // Between stopping and going on the shell has the terminal.
        if is_ours() { Screen::draw(&mut self.terminal, paint) } else { Ok(()) }
    }

    fn show_share(&mut self, share: Option<Share>) {
        if self.has_taskbar {
            SHARE_SHOWN.store(share.is_some(), Ordering::SeqCst);
            self.terminal.backend_mut().show_share(share);
        }
    }

    fn redraw(&mut self) -> io::Result<()> {
        if is_ours() { Screen::redraw(&mut self.terminal) } else { Ok(()) }
    }

    fn suspend(&mut self) -> io::Result<bool> {
        // Without a shell that controls jobs (`ssh -t host sverka`) nobody could wake us again.
        if getsid(None)? == getpgrp() {
            return Ok(false);
        }
        restore();
        // The whole group: a shell waits for all of it. SIGCONT brings [`Screen::resume`].
        kill_current_process_group(Signal::STOP)?;
        Ok(true)
    }

    fn resume(&mut self) -> io::Result<()> {
        if is_behind() {
            // `bg`: to take the terminal from there would stop us inside the call, where nothing that we are
            // told is heard any more.
            return Ok(kill_current_process_group(Signal::STOP)?);
        }
        claim()?;
        self.terminal.backend_mut().forget();
        Screen::redraw(&mut self.terminal)
    }

    fn is_behind(&self) -> bool {
        is_behind()
    }
}

/// Whether the terminal is taken, and no shell has it.
fn is_ours() -> bool {
    TAKEN.load(Ordering::SeqCst) && !is_behind()
}

/// Whether a shell, or what it runs, has the terminal, and we are behind it: whoever changes or reads a
/// terminal from there is stopped by the system. One that belongs to no session has nobody before it.
fn is_behind() -> bool {
    tcgetpgrp(rustix::stdio::stdin()).is_ok_and(|group| group != getpgrp())
}

/// Whether a console can be shown on standard input and output.
///
/// # Errors
/// When they are no terminal, or one that cannot be drawn on.
pub fn check() -> Result<(), TerminalError> {
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    check_type(&std::env::var("TERM").unwrap_or_default(), is_terminal)
}

fn check_type(term: &str, is_terminal: bool) -> Result<(), TerminalError> {
    if !is_terminal {
        Err(TerminalError::NoTerminal)
    } else if matches!(term, "dumb" | "unknown" | "") {
        Err(TerminalError::TooSimple(term.to_owned()))
    } else {
        Ok(())
    }
}

/// Takes the terminal, also once more after a shell had it: crossterm keeps the modes of the first
/// time and would do nothing the second.
fn claim() -> io::Result<()> {
    disable_raw_mode()?;
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    out.flush()
}

/// Gives the terminal back as it was found; does nothing when it is not taken.
pub fn restore() {
    // What a shell took while we were stopped from outside is as the shell wants it.
    if !TAKEN.swap(false, Ordering::SeqCst) || is_behind() {
        return;
    }
    // There is nobody left to tell about a terminal that does not take this.
    if SHARE_SHOWN.swap(false, Ordering::SeqCst) {
        let _ = io::stdout().write_all(taskbar::NONE.as_bytes());
    }
    let _ = execute!(io::stdout(), EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// The terminal is gone: nothing is written to it any more.
pub fn abandon() {
    TAKEN.store(false, Ordering::SeqCst);
}

fn restore_on_panic() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let was_taken = TAKEN.load(Ordering::SeqCst);
        restore();
        report(info);
        if was_taken {
            signal_hook::low_level::exit(1);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_console_needs_a_terminal_that_can_draw() {
        assert!(matches!(check_type("xterm", false), Err(TerminalError::NoTerminal)));
        assert!(matches!(check_type("dumb", true), Err(TerminalError::TooSimple(name)) if name == "dumb"));
        assert!(check_type("linux", true).is_ok());
    }
}
