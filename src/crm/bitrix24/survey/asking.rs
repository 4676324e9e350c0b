//! Asking a portal what it says about itself, and reading what it answers. Only methods that read
//! are called from here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::super::batch::{Answer, Command};
use super::super::cards::Kind;
use super::super::client::Client;
use super::super::directory::{is_yes, semantics};
use super::super::failure::Failure;
use super::super::mapping::Mapping;
use super::super::secret::Webhook;
use super::super::wire::Json;
use super::{Cards, End, Field, Lack, Owner, Person, Pipeline, Stage, Survey, processes};
use crate::crm::CrmError;
use crate::model::Explain;
use crate::text::harmless_line;

/// The methods that the connector works with. `batch`, through which all of them go, has proved
/// itself once the portal answers.
const METHODS: [&str; 9] = [
    "crm.item.list",
    "crm.item.fields",
    "crm.item.update",
    "crm.category.list",
    "crm.status.list",
    "crm.requisite.list",
    "crm.timeline.comment.add",
    "im.notify.system.add",
    "user.get",
];

/// Those that payments of orders need besides.
const OF_ORDERS: [&str; 5] =
    ["crm.orderentity.list", "sale.payment.list", "sale.payment.add", "sale.payment.update", "sale.payment.delete"];

impl Survey {
    /// Asks the portal of a webhook, in two requests.
    ///
    /// # Errors
    /// [`CrmError`] when the portal does not answer at all. What it refuses to tell is in the answer.
    pub async fn of(webhook: Webhook, mapping: &Mapping) -> Result<Self, CrmError> {
        let client = Client::new(webhook, mapping.limits())?;
        let own = ["server.time", "scope", "profile"].map(Command::new);
        let of_orders = OF_ORDERS.into_iter().filter(|_| mapping.sale);
        let wanted: Vec<&'static str> = METHODS.into_iter().chain(of_orders).collect();
        let methods = wanted.iter().map(|method| Command::new("method.get").with("name", method));
        let asked: Vec<Command> = own.into_iter().chain(methods).collect();
        let before = Timestamp::now();
        let mut answers = client.look(&asked).await?.into_iter();
        let after = Timestamp::now();
        let mut next = || answers.next().and_then(Result::ok).map(|reply| reply.result);
        let (time, scopes, profile) = (next(), next(), next());
        let without = wanted.into_iter().filter_map(|method| lack(method, &next()?)).collect();
        let scopes: Option<BTreeSet<String>> =
            scopes.map(|told| told.values().into_iter().filter_map(Json::text).map(str::to_lowercase).collect());
        let may = |scope: &str| scopes.as_ref().is_none_or(|scopes| scopes.contains(scope));
        let asks_systems = mapping.sale && may("pay_system");
        let told = if may("crm") { cards(&client, mapping, asks_systems).await? } else { Told::default() };
        let Told { deals, invoices, units, schedule, pay_systems } = told;
        let time = time.unwrap_or(Json::Null);
        Ok(Self {
            portal: client.webhook().portal().to_owned(),
            ahead: time.text().and_then(|text| text.parse().ok()).map(|there| ahead(there, before, after)),
            owner: profile.map_or(Owner::Untold, |profile| owner(&profile)),
            scopes,
            without,
            deals,
            invoices,
            units,
            schedule,
            pay_systems,
        })
    }
}

/// How far a clock is ahead that was read between two moments of ours.
fn ahead(there: Timestamp, before: Timestamp, after: Timestamp) -> SignedDuration {
    if there < before {
        there.duration_since(before)
    } else if there > after {
        there.duration_since(after)
    } else {
        SignedDuration::ZERO
    }
}

fn lack(method: &'static str, told: &Json) -> Option<Lack> {
    // A portal that does not tell is not one that lacks it.
    let lacks = |name: &str| *told.get(name) == Json::Truth(false);
    lacks("isAvailable").then(|| Lack { method, exists: !lacks("isExisting") })
}

/// An empty profile is that of somebody who left.
fn owner(profile: &Json) -> Owner {
    if profile.get("ID").id().is_none() {
        return Owner::Gone;
    }
    let names = ["NAME", "LAST_NAME"].map(|name| line(profile.get(name)));
    let administrator = is_yes(profile.get("ADMIN")) == Some(true);
    Owner::Person(Person { name: names.join(" ").trim().to_owned(), administrator })
}

/// What a portal says about its cards.
#[derive(Default)]
struct Told {
    deals: Cards,
    invoices: Cards,
    units: Cards,
    schedule: Cards,
    pay_systems: Option<BTreeMap<u64, String>>,
}

async fn cards(client: &Client, mapping: &Mapping, asks_systems: bool) -> Result<Told, CrmError> {
    let about = |method: &'static str, entity_type: u32| Command::new(method).with("entityTypeId", entity_type);
    let kinds = [Kind::Deal, Kind::Invoice];
    let mut asked = vec![Command::new("crm.status.list").with("order[SORT]", "ASC")];
    for kind in kinds.map(Kind::number) {
        asked.push(about("crm.item.fields", kind));
        asked.push(about("crm.category.list", kind));
        asked.push(about("crm.item.list", kind).with_list("select", ["id"]).with("order[id]", "ASC").with("start", 0));
    }
    let processes = processes(mapping);
    asked.extend(processes.iter().map(|process| about("crm.item.fields", process.number)));
    asked.extend(asks_systems.then(|| Command::new("sale.paysystem.list").with_list("SELECT", ["ID", "NAME"])));
    let mut answers = client.look(&asked).await?.into_iter();
    let mut next = || answers.next().unwrap_or_else(|| Err(Failure::Silent(String::new())));
    let statuses = next().map_or(Json::Null, |reply| reply.result);
    let [deals, invoices] = kinds.map(|kind| told(kind, &statuses, [next(), next(), next()]));
    let mut all = Told { deals, invoices, ..Told::default() };
    for process in processes {
        let cards = if process.section == "units" { &mut all.units } else { &mut all.schedule };
        match next() {
            Ok(reply) => cards.fields = fields_of(reply.result.get("fields")),
            Err(failure) => cards.refused = Some(failure.explain()),
        }
    }
    if asks_systems && let Ok(reply) = next() {
        let systems = reply.result.values().into_iter();
        all.pay_systems = Some(systems.filter_map(|row| Some((row.get("ID").id()?, line(row.get("NAME"))))).collect());
    }
    Ok(all)
}

fn told(kind: Kind, statuses: &Json, [fields, categories, list]: [Answer; 3]) -> Cards {
    let refused = [&fields, &list].into_iter().find_map(|answer| answer.as_ref().err()).map(Explain::explain);
    let names: BTreeMap<u64, String> = categories
        .map(|reply| {
            let rows = reply.result.get("categories").values().into_iter().map(|row| (number(row.get("id")), row));
            rows.filter_map(|(id, row)| Some((id?, line(row.get("name"))))).collect()
        })
        .unwrap_or_default();
    Cards {
        count: list.ok().and_then(|reply| reply.total),
        fields: fields.map_or_else(|_| Vec::new(), |reply| fields_of(reply.result.get("fields"))),
        pipelines: pipelines(kind, statuses, &names),
        refused,
    }
}

fn fields_of(told: &Json) -> Vec<Field> {
    let Json::Map(entries) = told else { return Vec::new() };
    let field = |(name, told): &(String, Json)| Field {
        name: harmless_line(name),
        upper: line(told.get("upperName")),
        title: line(told.get("title")),
        kind: line(told.get("type")),
        multiple: is_yes(told.get("isMultiple")),
        read_only: is_yes(told.get("isReadOnly")) == Some(true),
        own: is_yes(told.get("isDynamic")) == Some(true),
        options: told.get("items").values().into_iter().map(|option| line(option.get("VALUE"))).collect(),
    };
    entries.iter().map(field).collect()
}

/// The stages of a type of cards by their directories: `DEAL_STAGE` and `DEAL_STAGE_9`,
/// `SMART_INVOICE_STAGE_5`.
fn pipelines(kind: Kind, statuses: &Json, names: &BTreeMap<u64, String>) -> Vec<Pipeline> {
    let directory = match kind {
        Kind::Deal => "DEAL_STAGE",
        Kind::Invoice => "SMART_INVOICE_STAGE",
    };
    let mut pipelines: Vec<(u64, Pipeline)> = Vec::new();
    for row in statuses.values() {
        let Some(rest) = row.get("ENTITY_ID").text().and_then(|text| text.strip_prefix(directory)) else { continue };
        let id = if rest.is_empty() { Some(0) } else { rest.strip_prefix('_').and_then(|id| id.parse().ok()) };
        let Some(id) = id else { continue };
        let end = match semantics(row) {
            Some('S') => End::Success,
            Some('F') => End::Failure,
            _ => End::None,
        };
        let stage = Stage { id: line(row.get("STATUS_ID")), name: line(row.get("NAME")), end };
        if let Some((_, pipeline)) = pipelines.iter_mut().find(|(known, _)| *known == id) {
            pipeline.stages.push(stage);
        } else {
            let name = names.get(&id).filter(|name| !name.is_empty()).cloned();
            pipelines.push((id, Pipeline { name: name.unwrap_or_else(|| id.to_string()), stages: vec![stage] }));
        }
    }
    pipelines.into_iter().map(|(_, pipeline)| pipeline).collect()
}

/// A number that may be zero.
fn number(told: &Json) -> Option<u64> {
    told.text()?.trim().parse().ok()
}

fn line(told: &Json) -> String {
    harmless_line(told.text().unwrap_or_default()).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text).expect("JSON")
    }

    #[test]
    fn what_is_not_told_is_no_lack() {
        assert_eq!(lack("user.get", &json("[]")), None);
        assert_eq!(lack("user.get", &json(r#"{"isExisting":true,"isAvailable":true}"#)), None);
        let told = |exists| Some(Lack { method: "user.get", exists });
        assert_eq!(lack("user.get", &json(r#"{"isExisting":true,"isAvailable":false}"#)), told(true));
        assert_eq!(lack("user.get", &json(r#"{"isExisting":false,"isAvailable":false}"#)), told(false));
    }

    #[test]
    fn a_profile_of_nobody_is_empty() {
        assert_eq!(owner(&json("[]")), Owner::Gone);
        assert_eq!(owner(&json("{}")), Owner::Gone);
        let person =
            |administrator| Owner::Person(Person { name: "Вера Ветрова".to_owned(), administrator });
        let names = r#""NAME":"Вера","LAST_NAME":"Ветрова""#;
        assert_eq!(owner(&json(&format!(r#"{{"ID":"7","ADMIN":true,{names}}}"#))), person(true));
        assert_eq!(owner(&json(&format!(r#"{{"ID":7,"ADMIN":"N",{names}}}"#))), person(false));
    }

    #[test]
    fn a_clock_is_off_only_beyond_the_time_of_asking() {
        let second = |second| Timestamp::from_second(second).expect("a moment");
        for (there, off) in [(90, -10), (100, 0), (105, 0), (110, 0), (130, 20)] {
            assert_eq!(ahead(second(there), second(100), second(110)), SignedDuration::from_secs(off), "{there}");
        }
    }

    #[test]
    fn stages_stand_under_their_pipelines_with_and_without_a_name() {
        let statuses = json(
            r#"[{"ENTITY_ID":"DEAL_STAGE","STATUS_ID":"NEW","NAME":"Новая"},
            {"ENTITY_ID":"DEAL_STAGE_9","STATUS_ID":"C9:WON","NAME":"Успех","SEMANTICS":"S"},
            {"ENTITY_ID":"DEAL_STAGE","STATUS_ID":"LOSE","NAME":"Провал","EXTRA":{"SEMANTICS":"failure"}},
            {"ENTITY_ID":"DEAL_STAGES","STATUS_ID":"X"},{"ENTITY_ID":"DEAL_TYPE","STATUS_ID":"SALE"}]"#,
        );
        let names = BTreeMap::from([(0, "Общая".to_owned()), (9, String::new())]);
        let pipelines = pipelines(Kind::Deal, &statuses, &names);
        let told: Vec<(&str, Vec<(&str, End)>)> = pipelines
            .iter()
            .map(|pipeline| {
                let stages = pipeline.stages.iter().map(|stage| (stage.id.as_str(), stage.end));
                (pipeline.name.as_str(), stages.collect())
            })
            .collect();
        let general = ("Общая", vec![("NEW", End::None), ("LOSE", End::Failure)]);
        assert_eq!(told, [general, ("9", vec![("C9:WON", End::Success)])]);
    }
}
