//! The command line: what its words mean. Which words there are stands in [`super::grammar`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;

use super::export::Handout;
use super::grammar::command;
use super::log::Asked;
use super::memory::What;
use super::reverse::Wanted;
use super::state::Work;
use crate::lang::{Language, Texts};
use crate::model::Readiness;

/// What the user asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// `sverka [FILE…]`.
    Open {
        /// Imported first.
        files: Vec<PathBuf>,
    },
    /// `sverka demo`.
    Demo {
        /// Write the files into this folder and stop.
        write: Option<PathBuf>,
    },
    /// `sverka import FILE…`.
    Import {
        /// What is read.
        files: Vec<PathBuf>,
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka rows`.
    Rows {
        /// Only these; empty for all.
        readiness: Vec<Readiness>,
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka commit`.
    Commit {
        /// Say what would be sent, and send nothing.
        dry_run: bool,
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka reverse`.
    Reverse(Wanted),
    /// `sverka crm import FILE`.
    CrmImport {
        /// The register.
        file: PathBuf,
        /// `--begin-anew`: in the place of a CRM whose file is gone.
        begins_anew: bool,
    },
    /// `sverka crm contracts`.
    CrmContracts {
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka crm payments`.
    CrmPayments {
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka keys`.
    Keys {
        /// A file of bindings; the configured one when not given.
        keymap: Option<PathBuf>,
    },
    /// `sverka memory`.
    Memory {
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka memory export FILE`.
    MemoryExport {
        /// The new file.
        file: PathBuf,
    },
    /// `sverka memory forget`.
    MemoryForget {
        /// What is to be forgotten; `None` where the line does not say exactly one thing.
        what: Option<What>,
    },
    /// `sverka export`.
    Export(Handout),
    /// `sverka log`.
    Log {
        /// Which entries.
        asked: Asked,
        /// JSON Lines instead of text.
        json: bool,
    },
    /// `sverka state`.
    State(Work),
    /// `sverka init`.
    Init {
        /// A file that holds the address of a webhook already.
        webhook_file: Option<PathBuf>,
    },
    /// `sverka doctor`.
    Doctor {
        /// JSON Lines instead of text.
        json: bool,
    },
}

/// A command line that made sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// What to do.
    pub call: Call,
    /// `--state`.
    pub state: Option<PathBuf>,
}

/// What has to be known before the command line can be read at all, because the answer to a wrong
/// one has a language too: `--lang` and `--config`, found by a look at the bare words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Early {
    /// `--lang`, when it names a language.
    pub language: Option<Language>,
    /// `--config`.
    pub config: Option<PathBuf>,
}

impl Early {
    /// Looks at the words of a command line, the program's name first.
    #[must_use]
    pub fn of(arguments: &[OsString]) -> Self {
        let words: Vec<&OsString> = arguments.iter().skip(1).take_while(|word| *word != "--").collect();
        Self {
            language: value_of(&words, "--lang").and_then(|word| word.to_str().and_then(|code| code.parse().ok())),
            config: value_of(&words, "--config").filter(|path| !path.is_empty()).map(PathBuf::from),
        }
    }
}

/// The value of an option that stands apart (`--lang ru`) or behind a sign (`--lang=ru`).
fn value_of(words: &[&OsString], option: &str) -> Option<OsString> {
    words.iter().enumerate().find_map(|(place, word)| {
        if *word == option {
            return words.get(place + 1).map(|value| (*value).clone());
        }
        let text = word.to_str()?;
        text.strip_prefix(option)?.strip_prefix('=').map(OsString::from)
    })
}

/// Reads a command line, the program's name first.
///
/// # Errors
/// clap's error, which [`super::usage`] puts into words; asking for help is one of them.
pub fn read(arguments: &[OsString], texts: &Texts) -> Result<Arguments, clap::Error> {
    let matches = command(texts).try_get_matches_from(arguments)?;
    Ok(Arguments { call: call_of(&matches), state: matches.get_one::<PathBuf>("state").cloned() })
}

fn call_of(matches: &ArgMatches) -> Call {
    match matches.subcommand() {
        Some(("demo", inner)) => Call::Demo { write: inner.get_one::<PathBuf>("write").cloned() },
        Some(("import", inner)) => Call::Import { files: files_of(inner), json: inner.get_flag("json") },
        Some(("rows", inner)) => Call::Rows { readiness: readiness_of(inner), json: inner.get_flag("json") },
        Some(("commit", inner)) => Call::Commit { dry_run: inner.get_flag("dry-run"), json: inner.get_flag("json") },
        Some(("reverse", inner)) => Call::Reverse(wanted_of(inner)),
        Some(("crm", inner)) => crm_call_of(inner),
        Some(("keys", inner)) => Call::Keys { keymap: inner.get_one::<PathBuf>("keymap").cloned() },
        Some(("memory", inner)) => memory_call_of(inner),
        Some(("export", inner)) => Call::Export(handout_of(inner)),
        Some(("log", inner)) => Call::Log { asked: asked_of(inner), json: inner.get_flag("json") },
        Some(("state", inner)) => Call::State(work_of(inner)),
        Some(("init", inner)) => Call::Init { webhook_file: inner.get_one::<PathBuf>("webhook-file").cloned() },
        Some(("doctor", inner)) => Call::Doctor { json: inner.get_flag("json") },
        _ => Call::Open { files: files_of(matches) },
    }
}

fn crm_call_of(matches: &ArgMatches) -> Call {
    match matches.subcommand() {
        Some(("import", inner)) => Call::CrmImport {
            file: inner.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
            begins_anew: inner.get_flag("begin-anew"),
        },
        Some(("payments", inner)) => Call::CrmPayments { json: inner.get_flag("json") },
        other => Call::CrmContracts { json: other.is_some_and(|(_, inner)| inner.get_flag("json")) },
    }
}

fn memory_call_of(matches: &ArgMatches) -> Call {
    match matches.subcommand() {
        Some(("export", inner)) => {
            Call::MemoryExport { file: inner.get_one::<PathBuf>("file").cloned().unwrap_or_default() }
        }
        Some(("forget", inner)) => {
            let text = |name: &str| inner.get_one::<String>(name).cloned();
            let said = [
                text("payer").map(What::Payer),
                text("contract").map(What::Contract),
                inner.get_flag("all").then_some(What::All),
            ];
            let mut said = said.into_iter().flatten();
            Call::MemoryForget { what: said.next().filter(|_| said.next().is_none()) }
        }
        _ => Call::Memory { json: matches.get_flag("json") },
    }
}

fn handout_of(matches: &ArgMatches) -> Handout {
    let file = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    Handout {
        batch: matches.get_one::<String>("batch").cloned(),
        xlsx: file("xlsx"),
        csv: file("csv"),
        force: matches.get_flag("force"),
    }
}

fn wanted_of(matches: &ArgMatches) -> Wanted {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    Wanted {
        batch: text("batch"),
        payments: matches.get_many::<String>("payment").into_iter().flatten().cloned().collect(),
        reason: text("reason").unwrap_or_default(),
        dry_run: matches.get_flag("dry-run"),
        json: matches.get_flag("json"),
    }
}

fn work_of(matches: &ArgMatches) -> Work {
    let file = |inner: &ArgMatches| inner.get_one::<PathBuf>("file").cloned();
    match matches.subcommand() {
        Some(("backup", inner)) => Work::Backup { file: file(inner), json: inner.get_flag("json") },
        Some(("restore", inner)) => Work::Restore {
            file: file(inner).unwrap_or_default(),
            yes: inner.get_flag("yes"),
            keep_crm: inner.get_flag("keep-crm"),
            json: inner.get_flag("json"),
        },
        other => Work::Migrate { json: other.is_some_and(|(_, inner)| inner.get_flag("json")) },
    }
}

fn asked_of(matches: &ArgMatches) -> Asked {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    Asked {
        payment: text("payment"),
        contract: text("contract"),
        batch: text("batch"),
        since: text("since"),
        until: text("until"),
    }
}

fn files_of(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect()
}

fn readiness_of(matches: &ArgMatches) -> Vec<Readiness> {
    matches.get_many::<String>("readiness").into_iter().flatten().filter_map(|name| name.parse().ok()).collect()
}

#[cfg(test)]
mod tests;
