//! The portal: does it answer, what may the webhook, are the fields and stages there that the
//! configuration names. Reads only.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::super::{Failure, wait_for};
use super::Finding;
use crate::config::Config;
use crate::crm::bitrix24::survey::{
    Age, Cards, Configured, End, Named, Owner, Process, Survey, Use, configured, processes,
};
use crate::crm::bitrix24::{Mapping, SUCCESS, Stages, StateNames};
use crate::desk::Folders;
use crate::lang::Texts;
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// A clock that is off by less does no harm: days are those of documents, and the portal's own
/// moments are compared with each other only.
const CLOCK: SignedDuration = SignedDuration::from_mins(2);

/// Asks the configured portal, and looks at what is kept of it in the state folder.
pub(super) fn check(config: &Config, credentials: Option<&Path>, state: &Path) -> Result<Vec<Finding>, Failure> {
    let webhook = match config.webhook(credentials) {
        Ok(webhook) => webhook,
        Err(error) => return Ok(vec![Finding::broken(error.explain())]),
    };
    let encrypted = webhook.is_encrypted();
    let mut findings = match wait_for(Survey::of(webhook, &config.bitrix24))? {
        Ok(survey) => {
            let texts = Texts::load(config.language.unwrap_or_default());
            let states = state_names(&config.bitrix24.states, &texts);
            findings(&config.bitrix24, &survey, encrypted, &states)
        }
        Err(error) => vec![Finding::broken(error.explain())],
    };
    let kept = Folders { state: state.to_path_buf() }.portal();
    findings.extend(age(Age::of(&kept), Timestamp::now()));
    Ok(findings)
}

/// How old what is kept of the portal is.
fn age(age: Age, now: Timestamp) -> Option<Finding> {
    const MINUTES_IN_AN_HOUR: i64 = 60;
    Some(match age {
        Age::Nothing => return None,
        Age::InUse => Finding::good(Message::new("cli-doctor-portal-kept-in-use")),
        Age::Damaged => Finding::look(Message::new("cli-doctor-portal-kept-damaged")),
        Age::Since(moment) => {
            let minutes = now.duration_since(moment).as_mins().max(0);
            let (key, count) = if minutes < 2 * MINUTES_IN_AN_HOUR {
                ("cli-doctor-portal-kept-minutes", minutes)
            } else {
                ("cli-doctor-portal-kept-hours", minutes / MINUTES_IN_AN_HOUR)
            };
            Finding::good(Message::new(key).with("count", count.unsigned_abs()))
        }
    })
}

/// What is to be said of a portal.
fn findings(mapping: &Mapping, survey: &Survey, encrypted: bool, states: &[String]) -> Vec<Finding> {
    let mut findings = vec![connection(survey, encrypted)];
    findings.extend(rights(mapping, survey));
    findings.extend(clock(survey));
    if !survey.has_scope("crm") {
        return findings;
    }
    let used = configured(mapping);
    if !used.iter().any(|cards| cards.money.take_payments()) {
        findings.push(Finding::broken(Message::new("cli-doctor-portal-no-money")));
    }
    for cards in &used {
        findings.extend(fields_and_stages(cards, survey.cards(cards.section), states));
    }
    for process in processes(mapping) {
        findings.extend(process_fields(&process, survey.cards(process.section)));
    }
    findings.extend(orders(mapping, survey));
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
    let mut findings = match &survey.owner {
        Owner::Untold => Vec::new(),
        Owner::Gone => vec![Finding::broken(Message::new("cli-doctor-portal-nobody"))],
        Owner::Person(person) if person.administrator => {
            let message = Message::new("cli-doctor-portal-administrator").with("name", person.name.as_str());
            vec![Finding::good(message)]
        }
        // Whether somebody may change a card cannot be asked without changing one.
        Owner::Person(person) => {
            vec![Finding::look(Message::new("cli-doctor-portal-person").with("name", person.name.as_str()))]
        }
    };
    for (scope, is_needed) in [("crm", true), ("user", true), ("im", mapping.tell.notices), ("sale", mapping.sale)] {
        if is_needed && !survey.has_scope(scope) {
            let message = Message::new(&format!("cli-doctor-portal-scope-{scope}"));
            findings.push(if matches!(scope, "im" | "sale") {
                Finding::look(message)
            } else {
                Finding::broken(message)
            });
        }
    }
    for lack in &survey.without {
        let scope = lack.method.split('.').next().unwrap_or_default();
        // What the rights leave out has been told.
        if lack.exists && !survey.has_scope(scope) {
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

fn fields_and_stages(configured: &Configured<'_>, cards: &Cards, names: &[String]) -> Vec<Finding> {
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
    findings.extend(states(configured, cards, names));
    findings.extend(stages(section, configured.stages, cards));
    findings
}

/// A smart process: that it is there, and its fields.
fn process_fields(process: &Process<'_>, cards: &Cards) -> Vec<Finding> {
    let about = |what: &str| Message::new(&format!("cli-doctor-portal-{}-{what}", process.section));
    if let Some(refused) = &cards.refused {
        let message = about("refused").with("process", process.number).with("why", refused.clone());
        return vec![Finding::broken(message)];
    }
    let wrong: Vec<Finding> = process.fields.iter().filter_map(|named| field(named, cards)).collect();
    if wrong.is_empty() { vec![Finding::good(about("fields").with("count", process.fields.len()))] } else { wrong }
}

/// Whether payments of orders can be added as the configuration wants them.
fn orders(mapping: &Mapping, survey: &Survey) -> Option<Finding> {
    if !mapping.sale {
        return None;
    }
    let number = mapping.pay_system;
    let about = |key: &str| Message::new(key).with("number", number.to_string());
    if matches!(&survey.owner, Owner::Person(person) if !person.administrator) {
        return Some(Finding::look(Message::new("cli-doctor-portal-sale-person")));
    }
    Some(match (&survey.pay_systems, number) {
        (_, 0) => Finding::broken(Message::new("cli-doctor-portal-pay-system-none")),
        (None, _) => Finding::look(about("cli-doctor-portal-pay-system-untold")),
        (Some(systems), _) => match systems.get(&u64::from(number)) {
            Some(name) => Finding::good(about("cli-doctor-portal-pay-system").with("name", name.as_str())),
            None => Finding::broken(about("cli-doctor-portal-pay-system-missing")),
        },
    })
}

/// What is wrong with a field that is named.
fn field(named: &Named<'_>, cards: &Cards) -> Option<Finding> {
    let about =
        |key: &str| Message::new(key).with("key", shown_key(named.key)).with("field", harmless_line(&named.field));
    let Some(field) = cards.field(&named.field) else {
        let meant = cards.fields.iter().find(|field| field.upper.eq_ignore_ascii_case(&named.field));
        return Some(Finding::broken(match meant {
            Some(meant) => about("cli-doctor-portal-field-other-name").with("meant", meant.name.as_str()),
            None => about("cli-doctor-portal-field-missing"),
        }));
    };
    if named.wanted.fits(field) || (field.kind.is_empty() && named.wanted.may_serve(field)) {
        return None;
    }
    if field.read_only && !named.wanted.is_read() {
        return Some(Finding::broken(about("cli-doctor-portal-field-read-only")));
    }
    let wanted = match named.wanted {
        Use::Sum | Use::Price => "cli-doctor-portal-wanted-sum",
        Use::Lines => "cli-doctor-portal-wanted-lines",
        Use::State => "cli-doctor-portal-wanted-state",
        Use::Text => "cli-doctor-portal-wanted-text",
        Use::Day => "cli-doctor-portal-wanted-day",
    };
    let may_serve = named.wanted.may_serve(field);
    if may_serve && named.wanted == Use::Text {
        return None;
    }
    let is = Message::new(if field.multiple == Some(true) {
        "cli-doctor-portal-kind-many"
    } else {
        "cli-doctor-portal-kind-one"
    });
    let message = about("cli-doctor-portal-field-kind")
        .with("title", field.title.as_str())
        .with("is", is.with("kind", field.kind.as_str()))
        .with("wanted", Message::new(wanted));
    Some(if may_serve { Finding::look(message) } else { Finding::broken(message) })
}

/// Values that a list of states lacks.
fn states(configured: &Configured<'_>, cards: &Cards, states: &[String]) -> Option<Finding> {
    let field = cards.field(&configured.money.state).filter(|field| field.kind == "enumeration")?;
    let has = |name: &&String| field.options.iter().any(|option| option.to_lowercase() == name.to_lowercase());
    let lacking: Vec<&str> = states.iter().filter(|name| !has(name)).map(String::as_str).collect();
    (!lacking.is_empty()).then(|| {
        let message = Message::new("cli-doctor-portal-states-missing").with("title", field.title.as_str());
        Finding::look(message.with("field", field.name.as_str()).with("names", harmless_line(&lacking.join(", "))))
    })
}

/// What the states of payment are called: unpaid, in part, paid, over, refunded.
pub(in crate::cli) fn state_names(names: &StateNames, texts: &Texts) -> [String; 5] {
    let own = [&names.unpaid, &names.part, &names.paid, &names.over, &names.refunded];
    let keys = ["unpaid", "part", "paid", "over", "refunded"];
    let mut usual = keys.into_iter().map(|key| texts.get(&format!("bitrix24-state-{key}")));
    own.map(|own| {
        let usual = usual.next().unwrap_or_default();
        if own.is_empty() { usual } else { own.clone() }
    })
}

/// What is wrong with stages that are named, or else that they are there.
fn stages(section: &str, stages: &Stages, cards: &Cards) -> Vec<Finding> {
    let named = [("open", &stages.open), ("part", &stages.part), ("paid", &stages.paid)];
    let each = named.into_iter().flat_map(|(key, ids)| ids.split(',').map(move |id| (key, id.trim())));
    let each = each.filter(|(_, id)| !id.is_empty());
    each.map(|(key, id)| stage(&shown_key(&format!("{section}.stages.{key}")), key == "paid", id, cards)).collect()
}

fn stage(place: &str, is_last: bool, id: &str, cards: &Cards) -> Finding {
    let about = |text: &str| Message::new(text).with("key", place);
    if id == SUCCESS {
        return match (is_last, cards.all_succeed()) {
            (true, true) => Finding::good(about("cli-doctor-portal-stage-own-success")),
            (true, false) => Finding::look(about("cli-doctor-portal-stage-no-success")),
            (false, _) => Finding::look(about("cli-doctor-portal-stage-too-early")),
        };
    }
    let Some((pipeline, stage)) = cards.stage(id) else {
        return Finding::broken(about("cli-doctor-portal-stage-missing").with("stage", harmless_line(id)));
    };
    let told = |text: &str| about(text).with("name", stage.name.as_str()).with("pipeline", pipeline.name.as_str());
    match (is_last, stage.end) {
        (_, End::Failure) => Finding::broken(told("cli-doctor-portal-stage-failure")),
        (false, End::Success) => Finding::look(told("cli-doctor-portal-stage-success")),
        _ => Finding::good(told("cli-doctor-portal-stage")),
    }
}

fn shown_key(key: &str) -> String {
    format!("[crm.bitrix24] {key}")
}
