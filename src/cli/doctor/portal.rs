//! The portal: does it answer, what may the webhook, are the fields and stages there that the
//! configuration names. Reads only.

use std::path::Path;

use jiff::SignedDuration;

use super::super::{Failure, wait_for};
use super::Finding;
use crate::config::Config;
use crate::crm::bitrix24::survey::{Cards, Configured, End, Named, Survey, Use, configured};
use crate::crm::bitrix24::{Mapping, Stages};
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// A clock that is off by less does no harm: days are those of documents, and the portal's own
/// moments are compared with each other only.
const CLOCK: SignedDuration = SignedDuration::from_mins(2);

/// Asks the configured portal.
pub(super) fn check(config: &Config, credentials: Option<&Path>) -> Result<Vec<Finding>, Failure> {
    let webhook = match config.webhook(credentials) {
        Ok(webhook) => webhook,
        Err(error) => return Ok(vec![Finding::broken(error.explain())]),
    };
    let encrypted = webhook.is_encrypted();
    Ok(match wait_for(Survey::of(webhook, &config.bitrix24))? {
        Ok(survey) => findings(&config.bitrix24, &survey, encrypted),
        Err(error) => vec![Finding::broken(error.explain())],
    })
}

/// What is to be said of a portal.
fn findings(mapping: &Mapping, survey: &Survey, encrypted: bool) -> Vec<Finding> {
    let mut findings = vec![connection(survey, encrypted)];
    findings.extend(rights(mapping, survey));
    findings.extend(clock(survey));
    if !survey.scopes.contains("crm") {
        return findings;
    }
    let used = configured(mapping);
    if !used.iter().any(|cards| cards.money.take_payments()) {
        findings.push(Finding::broken(Message::new("cli-doctor-portal-no-money")));
    }
    for cards in &used {
        findings.extend(fields_and_stages(cards, survey.cards(cards.section)));
    }
    let limits = mapping.limits();
    let key = if mapping.enterprise { "cli-doctor-portal-limits-enterprise" } else { "cli-doctor-portal-limits" };
    let limits = Message::new(key).with("bucket", limits.bucket).with("rate", limits.per_second);
    findings.push(Finding::good(limits));
    findings
}

/// That it answers at all.
pub(in crate::cli) fn connection(survey: &Survey, encrypted: bool) -> Finding {
    let key = if encrypted { "cli-doctor-portal" } else { "cli-doctor-portal-local" };
    Finding::good(Message::new(key).with("portal", survey.portal.as_str()))
}

/// Whose webhook it is, and what is ticked for it.
pub(in crate::cli) fn rights(mapping: &Mapping, survey: &Survey) -> Vec<Finding> {
    let mut findings = vec![match &survey.person {
        None => Finding::broken(Message::new("cli-doctor-portal-nobody")),
        Some(person) if person.administrator => {
            Finding::good(Message::new("cli-doctor-portal-administrator").with("name", person.name.as_str()))
        }
        // Whether somebody may change a card cannot be asked without changing one.
        Some(person) => Finding::look(Message::new("cli-doctor-portal-person").with("name", person.name.as_str())),
    }];
    for (scope, is_needed) in [("crm", true), ("user", true), ("im", mapping.tell.notices)] {
        if is_needed && !survey.scopes.contains(scope) {
            let message = Message::new(&format!("cli-doctor-portal-scope-{scope}"));
            findings.push(if scope == "im" { Finding::look(message) } else { Finding::broken(message) });
        }
    }
    for lack in &survey.without {
        let scope = lack.method.split('.').next().unwrap_or_default();
        // What the rights leave out has been told.
        if lack.exists && !survey.scopes.contains(scope) {
            continue;
        }
        let key = if lack.exists { "cli-doctor-portal-no-access" } else { "cli-doctor-portal-no-method" };
        findings.push(Finding::broken(Message::new(key).with("method", lack.method)));
    }
    findings
}

fn clock(survey: &Survey) -> Option<Finding> {
    let ahead = survey.ahead?;
    let minutes = u64::try_from(ahead.abs().as_mins()).unwrap_or_default();
    Some(if ahead.abs() < CLOCK {
        Finding::good(Message::new("cli-doctor-portal-clock"))
    } else {
        let key = if ahead.is_positive() { "cli-doctor-portal-clock-behind" } else { "cli-doctor-portal-clock-ahead" };
        Finding::look(Message::new(key).with("count", minutes))
    })
}

fn fields_and_stages(configured: &Configured<'_>, cards: &Cards) -> Vec<Finding> {
    let section = configured.section;
    let about = |what: &str| Message::new(&format!("cli-doctor-portal-{section}-{what}"));
    if let Some(refused) = &cards.refused {
        return vec![Finding::broken(about("refused").with("why", refused.clone()))];
    }
    let mut findings = Vec::new();
    match cards.count {
        Some(0) => findings.push(Finding::look(about("none"))),
        Some(count) => findings.push(Finding::good(about("count").with("count", count))),
        None => {}
    }
    if !configured.money.take_payments() {
        findings.push(Finding::look(about("no-money")));
    }
    let wrong: Vec<Finding> = configured.fields.iter().filter_map(|named| field(named, cards)).collect();
    if wrong.is_empty() && configured.money.take_payments() {
        findings.push(Finding::good(about("fields").with("count", configured.fields.len())));
    }
    findings.extend(wrong);
    findings.extend(stages(section, configured.stages, cards));
    findings
}

/// What is wrong with a field that is named.
fn field(named: &Named<'_>, cards: &Cards) -> Option<Finding> {
    let about =
        |key: &str| Message::new(key).with("key", shown_key(named.key)).with("field", harmless_line(named.field));
    let Some(field) = cards.field(named.field) else {
        let meant = cards.fields.iter().find(|field| field.upper.eq_ignore_ascii_case(named.field));
        return Some(Finding::broken(match meant {
            Some(meant) => about("cli-doctor-portal-field-other-name").with("meant", meant.name.as_str()),
            None => about("cli-doctor-portal-field-missing"),
        }));
    };
    if named.wanted.fits(field) {
        return None;
    }
    if field.read_only {
        return Some(Finding::broken(about("cli-doctor-portal-field-read-only")));
    }
    let wanted = match named.wanted {
        Use::Sum => "cli-doctor-portal-wanted-sum",
        Use::Lines => "cli-doctor-portal-wanted-lines",
        Use::Text => "cli-doctor-portal-wanted-text",
    };
    let is = Message::new(if field.multiple { "cli-doctor-portal-kind-many" } else { "cli-doctor-portal-kind-one" });
    let message = about("cli-doctor-portal-field-kind")
        .with("title", field.title.as_str())
        .with("is", is.with("kind", field.kind.as_str()))
        .with("wanted", Message::new(wanted));
    Some(Finding::broken(message))
}

/// What is wrong with stages that are named, or else that they are there.
fn stages(section: &str, stages: &Stages, cards: &Cards) -> Vec<Finding> {
    let named = [("open", &stages.open), ("part", &stages.part), ("paid", &stages.paid)];
    let mut findings = Vec::new();
    for (key, id) in named.into_iter().filter(|(_, id)| !id.is_empty()) {
        let place = shown_key(&format!("{section}.stages.{key}"));
        let about = |text: &str| Message::new(text).with("key", place.as_str()).with("stage", harmless_line(id));
        findings.push(match cards.stage(id) {
            None => Finding::broken(about("cli-doctor-portal-stage-missing")),
            Some((pipeline, stage)) => {
                let told =
                    |text: &str| about(text).with("name", stage.name.as_str()).with("pipeline", pipeline.name.as_str());
                match (key, stage.end) {
                    (_, End::Failure) => Finding::broken(told("cli-doctor-portal-stage-failure")),
                    ("open" | "part", End::Success) => Finding::look(told("cli-doctor-portal-stage-success")),
                    _ => Finding::good(told("cli-doctor-portal-stage")),
                }
            }
        });
    }
    findings
}

fn shown_key(key: &str) -> String {
    format!("[crm.bitrix24] {key}")
}
