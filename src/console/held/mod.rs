//! The screen before the console, when somebody else has the state open: who that is, and what can
//! be done about it — look on, take over, leave.
//!
//! It runs in the same loop, on the same terminal and with the same keys as the console, but stands
//! before there is a desk: it knows no rows.

mod hands;
mod state;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::unbounded_channel;

use self::hands::Hands;
pub use self::state::{Answer, Choice, Facts, Held, Msg, Stage};
use super::open::on_terminal;
use super::start::{ConsoleError, Looks};
use crate::config::Config;
use crate::desk::{Folders, Holder, reach};
use crate::lang::Texts;

/// Shows who has the state folder open and asks what to do, until there is an answer.
///
/// # Errors
/// [`ConsoleError`] when there is no terminal, or it was lost. Nothing was changed then.
pub fn ask(
    state: PathBuf,
    holder: Option<Holder>,
    brings_files: bool,
    config: &Config,
    texts: &Texts,
) -> Result<Answer, ConsoleError> {
    let looks = Looks::of(config, texts)?;
    let keymap = Arc::clone(&looks.keymap);
    let folders = Folders { state };
    let (reached, out_of_reach) = match reach(&folders.lock(), holder.as_ref()) {
        Ok(reached) => (Some(reached), None),
        Err(why) => (None, Some(why)),
    };
    let facts = Facts {
        folder: folders.state.clone(),
        holder,
        out_of_reach,
        brings_files,
        now: Timestamp::now(),
        zone: TimeZone::system(),
    };
    let mut hands = Hands::new(folders, reached, facts.pid(), config.clone());
    let mut held = Held::new(looks, facts);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (sender, answers) = unbounded_channel();
    let ran = runtime.block_on(on_terminal(&mut held, &mut hands, &keymap, sender, answers, false));
    // Whoever waits for the lock is sent home before anybody goes on.
    drop(hands);
    drop(runtime);
    ran?;
    Ok(held.into_answer())
}
