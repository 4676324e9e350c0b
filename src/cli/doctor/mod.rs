//! `sverka doctor`: is everything in its place, and what is to be mended. It changes nothing.

#[cfg(test)]
mod flips;
pub(super) mod portal;
mod state;
mod terminal;

use std::path::Path;

use serde::Serialize;

use super::{Exit, Failure, Output, keys, wait_for};
use crate::config::{Config, ConfigError, CrmKind, Environment};
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm as _, CrmError};
use crate::desk::{DeskError, Folders, refuse_gone};
use crate::lang::Texts;
use crate::model::{Explain as _, Message, TaxIdKind};
use crate::text::harmless_line;
use state::{Opened, opened_as_it_is};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Weight {
    Good,
    /// It works, but wants a look.
    Look,
    /// It does not work until it is mended.
    Broken,
}

/// A line of `doctor --json`.
#[derive(Debug, Serialize)]
struct FindingJson<'finding> {
    /// `good`, `look`, `broken`.
    state: Weight,
    /// What was looked at, by the name of its text; the same in every language.
    check: &'finding str,
    /// What was found.
    text: String,
}

/// What was found in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Finding {
    weight: Weight,
    message: Message,
}

impl Finding {
    /// As a line of text: a sign and the words.
    pub(in crate::cli) fn line(&self, texts: &Texts) -> String {
        let sign = match self.weight {
            Weight::Good => "✓",
            Weight::Look => "!",
            Weight::Broken => "✕",
        };
        format!("{sign} {}", texts.words(&self.message))
    }

    const fn good(message: Message) -> Self {
        Self { weight: Weight::Good, message }
    }

    const fn look(message: Message) -> Self {
        Self { weight: Weight::Look, message }
    }

    const fn broken(message: Message) -> Self {
        Self { weight: Weight::Broken, message }
    }
}

/// Where it looks.
pub(super) struct Place<'run> {
    pub(super) texts: &'run Texts,
    pub(super) environment: &'run Environment,
    /// The state folder.
    pub(super) state: &'run Path,
    /// JSON Lines instead of text.
    pub(super) json: bool,
}

pub(super) fn run(
    place: &Place<'_>,
    config: Result<&Config, &ConfigError>,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let texts = place.texts;
    let mut findings = configuration(config);
    findings.extend(state::check(place.state));
    findings.extend(match config {
        Ok(config) if config.crm == CrmKind::Bitrix24 => {
            portal::check(config, place.environment.credentials.as_deref(), place.state)?
        }
        _ => crm(place.state)?,
    });
    findings.extend(terminal::check(place.environment));
    for finding in &findings {
        print(finding, place, output)?;
    }
    let count = |weight| findings.iter().filter(|finding| finding.weight == weight).count();
    let (broken, look) = (count(Weight::Broken), count(Weight::Look));
    if place.json {
        return Ok(if broken > 0 { Exit::Failed } else { Exit::Done });
    }
    if broken > 0 {
        output.say(texts, &Message::new("cli-doctor-broken").with("count", broken))?;
        return Ok(Exit::Failed);
    }
    let key = if look > 0 { "cli-doctor-look" } else { "cli-doctor-good" };
    output.say(texts, &Message::new(key).with("count", look))?;
    Ok(Exit::Done)
}

fn print(finding: &Finding, place: &Place<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    if !place.json {
        return Ok(output.paragraph(&finding.line(place.texts))?);
    }
    let check = finding.message.key.strip_prefix("cli-doctor-").unwrap_or(&finding.message.key);
    let text = place.texts.words(&finding.message);
    Ok(output.json(&FindingJson { state: finding.weight, check, text })?)
}

fn configuration(config: Result<&Config, &ConfigError>) -> Vec<Finding> {
    let config = match config {
        Ok(config) => config,
        Err(error) => return vec![Finding::broken(error.explain())],
    };
    let mut findings = vec![Finding::good(match &config.file {
        Some(file) => Message::new("cli-doctor-config").with("file", shown(file)),
        None => Message::new("cli-doctor-config-none"),
    })];
    match keys::load(&config.keys, None) {
        Err(error) => findings.push(Finding::broken(error.explain())),
        Ok(_) => findings.extend(config.keys.keymap.as_deref().map(keymap)),
    }
    if config.own.accounts.is_empty() && config.own.tax_ids.is_empty() {
        findings.push(Finding::look(Message::new("cli-doctor-own-unknown")));
    }
    for number in config.own.tax_ids.iter().filter(|number| number.kind() == TaxIdKind::Unknown) {
        findings.push(Finding::look(Message::new("cli-doctor-tax-id").with("number", harmless_line(number.as_str()))));
    }
    findings
}

fn keymap(file: &Path) -> Finding {
    Finding::good(Message::new("cli-doctor-keymap").with("file", shown(file)))
}

/// Asks the embedded CRM for its contracts.
fn crm(folder: &Path) -> Result<Vec<Finding>, Failure> {
    let file = folder.join("crm.redb");
    if !file.exists() {
        return Ok(vec![no_crm(&Folders { state: folder.to_owned() })]);
    }
    let contracts = match EmbeddedCrm::open(&file) {
        Ok(crm) => wait_for(crm.contracts())?,
        Err(error) => Err(error),
    };
    Ok(vec![match contracts {
        Err(error @ CrmError::InUse { .. }) => Finding::look(error.explain()),
        Err(error) => Finding::broken(error.explain()),
        Ok(contracts) if contracts.is_empty() => Finding::look(Message::new("cli-doctor-crm-empty")),
        Ok(contracts) => {
            Finding::good(Message::new("cli-doctor-crm").with("file", shown(&file)).with("count", contracts.len()))
        }
    }])
}

/// There is no file of the embedded CRM: whether there was one.
fn no_crm(folders: &Folders) -> Finding {
    let gone = match folders.store() {
        file if file.exists() => match opened_as_it_is(&file) {
            Ok(Opened::Now(store)) => refuse_gone(folders, &store).err(),
            // Whatever is wrong with the session is told of the session.
            Ok(Opened::Older(_)) | Err(_) => None,
        },
        _ => None,
    };
    match gone {
        Some(error @ DeskError::Gone(_)) => Finding::broken(error.explain()),
        _ => Finding::look(Message::new("cli-doctor-crm-empty")),
    }
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
