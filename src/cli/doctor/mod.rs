//! `sverka doctor`: is everything in its place, and what is to be mended. It changes nothing.

mod state;
mod terminal;

use std::path::Path;

use super::{Exit, Failure, Output, keys, wait_for};
use crate::config::{Config, ConfigError, CrmKind, Environment};
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm as _, CrmError};
use crate::lang::Texts;
use crate::model::{Explain as _, Message, TaxIdKind};
use crate::text::harmless_line;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Good,
    /// It works, but wants a look.
    Look,
    /// It does not work until it is mended.
    Broken,
}

/// What was found in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    weight: Weight,
    message: Message,
}

impl Finding {
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
}

pub(super) fn run(
    place: &Place<'_>,
    config: Result<&Config, &ConfigError>,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let texts = place.texts;
    let mut findings = configuration(config);
    findings.extend(state::check(place.state));
    findings.extend(crm(config.map_or(CrmKind::Embedded, |config| config.crm), place.state)?);
    findings.extend(terminal::check(place.environment));
    for finding in &findings {
        let sign = match finding.weight {
            Weight::Good => "✓",
            Weight::Look => "!",
            Weight::Broken => "✕",
        };
        output.line(&format!("{sign} {}", texts.words(&finding.message)))?;
    }
    let count = |weight| findings.iter().filter(|finding| finding.weight == weight).count();
    let (broken, look) = (count(Weight::Broken), count(Weight::Look));
    if broken > 0 {
        output.say(texts, &Message::new("cli-doctor-broken").with("count", broken))?;
        return Ok(Exit::Failed);
    }
    let key = if look > 0 { "cli-doctor-look" } else { "cli-doctor-good" };
    output.say(texts, &Message::new(key).with("count", look))?;
    Ok(Exit::Done)
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

/// Asks the CRM for its contracts.
fn crm(kind: CrmKind, folder: &Path) -> Result<Vec<Finding>, Failure> {
    if kind != CrmKind::Embedded {
        return Ok(Vec::new());
    }
    let file = folder.join("crm.redb");
    if !file.exists() {
        return Ok(vec![Finding::look(Message::new("cli-doctor-crm-empty"))]);
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

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
