//! `sverka state`: the state kept in one file, put back from it, and brought up to date.

mod restore;
mod words;

use std::path::{Path, PathBuf};

use super::desk::tell_not_copied;
use super::json::BackupLine;
use super::{Exit, Failure, Output, Setting};
use crate::desk::backup::{Why, backup, usual_in};
use crate::desk::{Folders, Migrated};
use crate::model::{Explain as _, Message};
use crate::store::Facts;
use words::{contents, shown};

/// What is to be done with the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// `sverka state backup [FILE]`.
    Backup {
        /// The new file, or the folder for it; the current folder where nothing is named.
        file: Option<PathBuf>,
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka state restore FILE`.
    Restore {
        /// The backup.
        file: PathBuf,
        /// `--yes`: without being asked.
        yes: bool,
        /// `--keep-crm`: the embedded CRM stays as it is.
        keep_crm: bool,
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka state migrate`.
    Migrate {
        /// JSON Lines instead of text.
        json: bool,
    },
}

pub(super) fn run(setting: &Setting<'_>, work: &Work, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let (folders, _lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
    match work {
        Work::Backup { file, json } => keep(&folders.state, file.as_deref(), *json, setting, output),
        Work::Restore { file, yes, keep_crm, json } => {
            let asked = restore::Asked { file, yes: *yes, keeps_crm: *keep_crm, json: *json };
            restore::run(&folders.state, &asked, setting, output)
        }
        Work::Migrate { json } => migrate(&folders, *json, setting, output),
    }
}

fn keep(
    state: &Path,
    file: Option<&Path>,
    json: bool,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let file = target(file);
    let manifest = backup(state, &file, Why::Asked).map_err(|error| Failure::of(&error))?;
    // Where it lies is of use from another folder too.
    let file = file.canonicalize().unwrap_or(file);
    if json {
        output.json(&BackupLine::of(&manifest, &file))?;
        return Ok(Exit::Done);
    }
    output.say(setting.texts, &Message::new("backup-made").with("file", shown(&file)))?;
    output.say(setting.texts, &contents(&manifest))?;
    Ok(Exit::Done)
}

/// Where a backup goes: a folder, and nothing, gets a name with the day and the time.
fn target(file: Option<&Path>) -> PathBuf {
    match file {
        Some(folder) if folder.is_dir() => usual_in(folder),
        Some(file) => file.to_owned(),
        None => usual_in(Path::new("")),
    }
}

fn migrate(folders: &Folders, json: bool, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Exit, Failure> {
    if !folders.store().exists() {
        return Err(Failure::failed(Message::new("backup-nothing").with("folder", shown(&folders.state))));
    }
    let (store, kept) = folders.open_store().map_err(|error| Failure::of(&error))?;
    drop(store);
    let crm = crm_schema(folders)?;
    let migrated = kept.unwrap_or_else(|error| {
        tell_not_copied(&error.explain(), setting, output);
        None
    });
    if json {
        output.json(&MigrationLine::of(migrated.as_ref(), crm))?;
        return Ok(Exit::Done);
    }
    let now = Facts::SCHEMA_NOW.to_string();
    let message = match &migrated {
        Some(Migrated { from, copy }) => {
            Message::new("backup-migrated").with("from", from.to_string()).with("copy", shown(copy))
        }
        None => Message::new("backup-up-to-date"),
    };
    output.say(setting.texts, &message.with("now", now))?;
    if let Some(crm) = crm {
        output.say(setting.texts, &Message::new("backup-crm-schema").with("schema", crm.to_string()))?;
    }
    Ok(Exit::Done)
}

/// The schema of the embedded CRM's file, where there is one. It is never brought up to another: the
/// first refund does that.
fn crm_schema(folders: &Folders) -> Result<Option<u32>, Failure> {
    let file = folders.crm();
    if !file.exists() {
        return Ok(None);
    }
    let crm = folders.open_crm().map_err(|error| Failure::of(&error))?;
    let facts = crm.facts().map_err(|error| Failure::of(&error))?;
    Ok(Some(facts.schema))
}

/// What `migrate --json` tells.
#[derive(Debug, serde::Serialize)]
struct MigrationLine {
    from: u32,
    to: u32,
    crm_schema: Option<u32>,
    copy: Option<String>,
}

impl MigrationLine {
    fn of(migrated: Option<&Migrated>, crm_schema: Option<u32>) -> Self {
        Self {
            from: migrated.map_or(Facts::SCHEMA_NOW, |migrated| migrated.from),
            to: Facts::SCHEMA_NOW,
            crm_schema,
            copy: migrated.map(|migrated| shown(&migrated.copy)),
        }
    }
}
