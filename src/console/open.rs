//! The loop on the real terminal.

use crossterm::event::EventStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use super::input::Keymap;
use super::run::{App, Executor, Sources, run};
use super::terminal::{TerminalError, Tty};
use super::{signals, terminal};

/// Takes the terminal, runs the console on it and gives it back. `sender` and `answers` are the two
/// ends of one queue; what is in it already is handled first. `has_taskbar`: whether the terminal shows
/// on its tab how far work is.
///
/// # Errors
/// When there is no terminal, or it is lost on the way; what was acknowledged is on disk even then.
pub async fn on_terminal<A: App, E: Executor<A>>(
    app: &mut A,
    executor: &mut E,
    keymap: &Keymap,
    sender: UnboundedSender<A::Message>,
    answers: UnboundedReceiver<A::Message>,
    has_taskbar: bool,
) -> Result<(), TerminalError> {
    terminal::check()?;
    // Before the terminal is taken: a signal in between would leave it as it then is.
    let notices = signals::watch()?;
    let mut tty = Tty::take(has_taskbar)?;
    let sources = Sources { events: EventStream::new(), notices, sender, answers };
    Ok(run(app, executor, &mut tty, keymap, sources).await?)
}
