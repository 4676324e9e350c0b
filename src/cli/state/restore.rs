//! `sverka state restore`: told what is in the backup and what goes, asked, and put back.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::words::{contents, crm, present, shown};
use crate::cli::init::{Asker, StandardInput};
use crate::cli::json::RestoredLine;
use crate::cli::{Exit, Failure, Output, Setting};
use crate::desk::backup::Restoring;
use crate::lang::Texts;
use crate::model::{Explain as _, Message};

/// What the command line says.
pub(super) struct Asked<'line> {
    /// The backup.
    pub file: &'line Path,
    /// Without being asked.
    pub yes: bool,
    /// The embedded CRM stays as it is.
    pub keeps_crm: bool,
    /// JSON Lines instead of text.
    pub json: bool,
}

pub(super) fn run(
    state: &Path,
    asked: &Asked<'_>,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let found = Restoring::prepare(state, asked.file, asked.keeps_crm).map_err(|error| Failure::of(&error))?;
    for fault in &found.faults {
        output.complain(setting.texts, &Message::new("cli-warning").with("what", fault.explain()));
    }
    if !asked.json {
        output.say(setting.texts, &Message::new("backup-whole").with("file", shown(asked.file)))?;
        output.say(setting.texts, &contents(&found.manifest))?;
        output.say(setting.texts, &present(&found.present))?;
        if let Some(words) = crm(found.crm, &found.manifest, asked.keeps_crm) {
            output.say(setting.texts, &words)?;
        }
    }
    if !asked.yes && !agrees(asked, setting, output)? {
        output.say(setting.texts, &Message::new("backup-not-restored"))?;
        return Ok(Exit::Done);
    }
    let manifest = found.manifest.clone();
    let aside = found.place().map_err(|error| Failure::of(&error))?;
    if asked.json {
        output.json(&RestoredLine::of(&manifest, asked.file, &aside))?;
        return Ok(Exit::Done);
    }
    output.say(setting.texts, &Message::new("backup-restored").with("aside", shown(&aside)))?;
    Ok(Exit::Done)
}

/// A person at a terminal is asked; whoever is none has to say it beforehand.
fn agrees(asked: &Asked<'_>, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<bool, Failure> {
    if asked.json || !io::stdin().is_terminal() {
        return Err(Failure::usage(Message::new("backup-wants-yes").with("file", shown(asked.file))));
    }
    let keyboard = &mut StandardInput::of_process();
    let texts = Texts::load(setting.texts.language());
    Asker { texts, output, keyboard }.agree(&Message::new("backup-ask"), false)
}
