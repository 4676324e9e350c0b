//! Ctrl+C and a lost connection while a batch is sent without the console: what is in flight is waited
//! for, and nothing is sent after it.

use std::io::{self, Write as _};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::Setting;
use crate::commit::Cancel;

/// A batch that stops after the call in flight when the process is asked to end; asked once more, it no
/// longer waits for that call either, and the next start asks the CRM. A lost connection counts as
/// the first.
///
/// # Errors
/// When the system refuses a signal handler or a thread.
pub(super) fn on_signals(setting: &Setting<'_>) -> io::Result<Cancel> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let cancel = Cancel::default();
    let stopping = cancel.clone();
    let words = setting.texts.get("cli-stopping");
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if signal != SIGHUP && stopping.is_wanted() {
                stopping.give_up();
                continue;
            }
            stopping.stop();
            // Nobody may be there to read it any more.
            let _ = writeln!(io::stderr(), "{words}");
        }
    })?;
    Ok(cancel)
}
