//! `sverka log`: who did what to which row, when, and what stood there before and after.

mod filter;
mod words;

pub use filter::Asked;

use super::json::LogLine;
use super::{Exit, Failure, Output, Setting, wait_for};
use crate::crm::Freshness;
use crate::desk::{Folders, connect};
use crate::matching::Index;
use crate::model::Message;
use crate::store::Store;
use crate::store::log::Logged;

/// Columns that the lines for people take.
const WIDTH: usize = 80;

pub(super) fn run(setting: &Setting<'_>, asked: &Asked, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let (folders, _lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
    let store = Store::open(&folders.store()).map_err(|error| Failure::of(&error))?;
    let index = register(&folders, setting)?;
    let filter = asked.understood(&store, &index)?;
    let all = store.log().map_err(|error| Failure::of(&error))?;
    let shown: Vec<&Logged> = all.iter().filter(|logged| filter.takes(logged)).collect();
    let words = words::Words { texts: setting.texts, index: &index };
    if json {
        for logged in &shown {
            output.json(&LogLine::of(logged, words.event(&logged.entry), &index, setting.texts))?;
        }
        return Ok(Exit::Done);
    }
    for logged in &shown {
        for line in words.lines(logged, WIDTH) {
            output.line(&line)?;
        }
    }
    let Some(last) = all.last() else { return Ok(Exit::Done) };
    let closing = Message::new("cli-log-count")
        .with("count", shown.len())
        .with("all", all.len().to_string())
        .with("fingerprint", last.fingerprint.to_string());
    output.say(setting.texts, &closing)?;
    Ok(Exit::Done)
}

/// The numbers of contracts, as they were last read: nothing waits for a CRM here. Without them
/// entries name contracts by their ids.
fn register(folders: &Folders, setting: &Setting<'_>) -> Result<Index, Failure> {
    let Ok(crm) = connect(folders, setting.config) else { return Ok(Index::build(Vec::new())) };
    let read = wait_for(crm.register(Freshness::Kept))?;
    Ok(Index::build(read.map(|register| register.contracts).unwrap_or_default()))
}
