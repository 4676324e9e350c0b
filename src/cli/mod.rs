//! The command line: one file a command, printing and exit status.
//!
//! Nothing here reads a payment file, matches or speaks to a CRM by itself: a command asks the
//! desk or a room below and prints what it answers. Results go to standard output, everything
//! that went wrong to standard error.

mod arguments;
mod batch;
mod beside;
mod commit;
mod crm_contracts;
mod crm_import;
mod crm_open;
mod crm_payments;
mod demo;
mod desk;
mod doctor;
mod export;
mod failure;
mod grammar;
mod handout;
mod import;
mod init;
mod json;
mod keys;
mod log;
mod memory;
mod open;
mod output;
mod records;
mod reverse;
mod rows;
mod seat;
mod state;
mod stopping;
mod table;
mod usage;
mod which_batch;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;

pub use arguments::{Arguments, Call, Early};
pub use failure::{Exit, Failure};
pub use output::Output;

use crate::config::{Config, ConfigError, Environment, language_of};
use crate::lang::Texts;
use crate::model::{Explain as _, Message};

/// What every command knows.
#[derive(Debug)]
struct Setting<'run> {
    /// The words.
    texts: &'run Texts,
    /// What the environment says.
    environment: &'run Environment,
    /// What the configuration says.
    config: &'run Config,
    /// Where the configuration stands, or would.
    config_file: Option<&'run Path>,
    /// The folder of the state.
    state: PathBuf,
    /// The same, when the command line named it: the demo never touches the folder where the real
    /// work lies, unless it is told to.
    named_state: Option<PathBuf>,
}

/// The texts in which to speak before anything else is known: of `--lang`, the configuration or
/// the locale.
#[must_use]
pub fn texts(arguments: &[OsString], environment: &Environment) -> Texts {
    let early = Early::of(arguments);
    let configured = load_config(&early, environment).ok().and_then(|config| config.language);
    Texts::load(language_of(early.language, configured, environment))
}

/// Runs a command line, the program's name first, to its end.
///
/// # Errors
/// What no command expects: standard output that takes nothing more, a runtime that cannot be
/// made. Everything else has been told to the user and is in the exit status.
pub fn run(
    arguments: &[OsString],
    environment: &Environment,
    texts: &Texts,
    output: &mut Output<'_>,
) -> color_eyre::Result<Exit> {
    let exit = match prepare_and_run(arguments, environment, texts, output) {
        Ok(exit) => exit,
        Err(Failure::Told { exit, message }) => {
            output.complain(texts, &Message::new("cli-error").with("what", message));
            exit
        }
        Err(Failure::Unexpected(report)) => return Err(report),
    };
    output.flush()?;
    Ok(exit)
}

fn prepare_and_run(
    arguments: &[OsString],
    environment: &Environment,
    texts: &Texts,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let read = match arguments::read(arguments, texts) {
        Ok(read) => read,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            output.line(&error.to_string())?;
            return Ok(Exit::Done);
        }
        Err(error) => return Err(Failure::usage(usage::explain(&error))),
    };
    let early = Early::of(arguments);
    let config = load_config(&early, environment);
    let config_file = early.config.or_else(|| environment.config_file.clone());
    let config_file = config_file.or_else(|| environment.usual_config_file());
    let named_state = read.state.filter(|folder| !folder.as_os_str().is_empty());
    let state = named_state
        .clone()
        .or_else(|| environment.state_folder.clone())
        .or_else(|| environment.usual_state_folder())
        .ok_or_else(|| Failure::usage(Message::new("cli-no-state-folder")))?;
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            return match read.call {
                // It has more to say than the error.
                Call::Doctor { json } => {
                    doctor::run(&doctor::Place { texts, environment, state: &state, json }, Err(&error), output)
                }
                // It makes the file anew.
                Call::Init { webhook_file } => {
                    init::run(texts, config_file.as_deref(), webhook_file.as_deref(), output)
                }
                _ => Err(Failure::usage(error.explain())),
            };
        }
    };
    let config_file = config_file.as_deref();
    dispatch(read.call, &Setting { texts, environment, config: &config, config_file, state, named_state }, output)
}

fn load_config(early: &Early, environment: &Environment) -> Result<Config, ConfigError> {
    let named = early.config.as_deref().or(environment.config_file.as_deref());
    Config::load(named, environment)
}

fn dispatch(call: Call, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Exit, Failure> {
    match call {
        Call::Open { files } => open::run(setting, &files, output),
        Call::Demo { write: None } => demo::run(setting, output),
        Call::Demo { write: Some(folder) } => demo::write(setting, &folder, output),
        Call::Import { files, json } => import::run(setting, &files, json, output),
        Call::Rows { readiness, json } => rows::run(setting, &readiness, json, output),
        Call::Commit { dry_run, json } => commit::run(setting, dry_run, json, output),
        Call::Reverse(wanted) => reverse::run(setting, &wanted, output),
        Call::CrmImport { file, begins_anew } => crm_import::run(setting, &file, begins_anew, output),
        Call::Keys { keymap } => keys::run(setting, keymap.as_deref(), output),
        Call::CrmContracts { json } => crm_contracts::run(setting, json, output),
        Call::CrmPayments { json } => crm_payments::run(setting, json, output),
        Call::Memory { json } => memory::run(setting, json, output),
        Call::MemoryExport { file } => memory::export(setting, &file, output),
        Call::MemoryForget { what } => memory::forget(setting, what.as_ref(), output),
        Call::Export(wanted) => export::run(setting, &wanted, output),
        Call::State(work) => state::run(setting, &work, output),
        Call::Log { asked, json } => log::run(setting, &asked, json, output),
        Call::Init { webhook_file } => init::run(setting.texts, setting.config_file, webhook_file.as_deref(), output),
        Call::Doctor { json } => {
            let Setting { texts, environment, state, .. } = setting;
            doctor::run(&doctor::Place { texts, environment, state, json }, Ok(setting.config), output)
        }
    }
}

/// Runs the work of a command that waits for a CRM.
fn wait_for<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(work))
}
