//! `sverka log`: who did what to which row, when, and what stood there before and after.

mod filter;
mod words;

pub use filter::Asked;

use super::json::LogLine;
use super::records::Records;
use super::{Exit, Failure, Output, Setting};
use crate::model::Message;
use crate::store::log::Logged;

/// Columns that the lines for people take.
const WIDTH: usize = 80;

pub(super) fn run(setting: &Setting<'_>, asked: &Asked, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let records = Records::open(setting, output)?;
    let filter = asked.understood(&records)?;
    let all = records.store().log().map_err(|error| Failure::of(&error))?;
    if let Some(batch) = filter.unknown_batch(&all) {
        return Err(Failure::failed(Message::new("cli-export-no-batch").with("batch", batch.0.to_string())));
    }
    let shown: Vec<&Logged> = all.iter().filter(|logged| filter.takes(logged)).collect();
    let words = words::Words { texts: setting.texts, index: &records.index };
    if json {
        for logged in &shown {
            output.json(&LogLine::of(logged, words.event(&logged.entry), &records.index, setting.texts))?;
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
