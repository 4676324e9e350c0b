//! `sverka demo`: the console on built-in data, or its files in a folder.

use std::io;
use std::path::Path;

use super::desk::open_in;
use super::import::import;
use super::open::{check, look_on, show};
use super::seat::{self, Seat};
use super::{Exit, Failure, Output, Setting, wait_for};
use crate::config::{Config, CrmKind};
use crate::crm::Crm as _;
use crate::crm::embedded::EmbeddedCrm;
use crate::demo;
use crate::desk::{Folders, TemporaryFolder};
use crate::model::Message;
use crate::text::harmless_line;

/// `sverka demo --write DIR`: writes the register and the payment files and stops.
pub(super) fn write(setting: &Setting<'_>, folder: &Path, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let files = demo::write(folder).map_err(|error| cannot_write(folder, &error))?;
    let register = shown(&files.register);
    output.say(setting.texts, &Message::new("cli-demo-written").with("register", register.as_str()))?;
    for file in &files.files {
        output.say(setting.texts, &Message::new("cli-demo-written-file").with("file", shown(file)))?;
    }
    output.say(setting.texts, &Message::new("cli-demo-next").with("register", register))?;
    Ok(Exit::Done)
}

/// `sverka demo`: in the named state folder, or in one that is gone afterwards. What a folder
/// already holds is shown as it is.
pub(super) fn run(setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Exit, Failure> {
    check(setting)?;
    let temporary = temporary_folder()?;
    let state = setting.named_state.clone().unwrap_or_else(|| temporary.path().join("state"));
    // What is built in never goes to a real CRM.
    let config = Config { crm: CrmKind::Embedded, ..setting.config.clone() };
    let setting = Setting { state, named_state: None, config: &config, ..*setting };
    let (folders, lock, taken) = match seat::take(&setting, false)? {
        Seat::Own(folders, lock, taken) => (folders, lock, taken),
        Seat::Look(look) => return look_on(*look, &setting),
        Seat::None => return Ok(Exit::Done),
    };
    fill_crm(&folders)?;
    let (mut desk, recovery) = open_in(folders, lock, &setting, output)?;
    let taken = taken.map(|taken| taken.note(&desk)).transpose()?;
    let mut told = Vec::new();
    if desk.session.rows().is_empty() {
        let files = demo::write(temporary.path()).map_err(|error| cannot_write(temporary.path(), &error))?;
        let lessons = desk.session.teach(demo::lessons());
        desk.store.save(&lessons).map_err(|error| Failure::of(&error))?;
        told = import(&mut desk, &files.files, false, setting.texts, output)?.told;
    }
    told.extend(taken);
    show(desk, &recovery, told, &setting, output)?;
    Ok(Exit::Done)
}

/// The demo's contracts and units into a CRM that holds none.
fn fill_crm(folders: &Folders) -> Result<(), Failure> {
    let crm = EmbeddedCrm::open(&folders.crm()).map_err(|error| Failure::of(&error))?;
    let contracts = wait_for(crm.contracts())?.map_err(|error| Failure::of(&error))?;
    if contracts.is_empty() {
        crm.load(demo::contracts()).map_err(|error| Failure::of(&error))?;
        crm.add_units(&demo::units()).map_err(|error| Failure::of(&error))?;
    }
    Ok(())
}

fn temporary_folder() -> Result<TemporaryFolder, Failure> {
    let parent = std::env::temp_dir();
    TemporaryFolder::make(&parent, "sverka-demo").map_err(|error| {
        Failure::failed(
            Message::new("cli-demo-folder")
                .with("folder", shown(&parent))
                .with("detail", harmless_line(&error.to_string())),
        )
    })
}

fn cannot_write(folder: &Path, error: &io::Error) -> Failure {
    Failure::failed(
        Message::new("cli-demo-cannot-write")
            .with("folder", shown(folder))
            .with("detail", harmless_line(&error.to_string())),
    )
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
