//! What a portal says about itself, for `init` and `doctor`: whose webhook it is and what it may,
//! which methods, fields and stages there are. Reads only: nothing is ever written from here, and
//! nothing is judged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::batch::{Answer, Command};
use super::cache::Cache;
use super::cards::Kind;
use super::client::Client;
use super::directory::{is_yes, semantics};
use super::failure::Failure;
use super::mapping::{Contracts, Mapping, MoneyFields, Stages};
use super::secret::Webhook;
use super::wire::Json;
use crate::crm::CrmError;
use crate::model::{Explain, Message};
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

/// What a portal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its address without the secret.
    pub portal: String,
    /// How far its clock is ahead of this machine's; `None` where it does not tell the time.
    pub ahead: Option<SignedDuration>,
    /// Whose webhook it is; `None` where that person is not active any more.
    pub person: Option<Person>,
    /// The rights that are ticked for the webhook.
    pub scopes: BTreeSet<String>,
    /// Methods that the connector calls and the portal does not have or does not allow.
    pub without: Vec<Lack>,
    /// Deals.
    pub deals: Cards,
    /// Invoices.
    pub invoices: Cards,
}

/// The person of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// First name and surname.
    pub name: String,
    /// May do everything in the portal.
    pub administrator: bool,
}

/// A method that cannot be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Which.
    pub method: &'static str,
    /// The portal knows it, but not for this webhook.
    pub exists: bool,
}

/// What a portal says about its deals or invoices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cards {
    /// How many of them the person sees; `None` where that is not told.
    pub count: Option<u64>,
    /// Their fields, in the portal's order.
    pub fields: Vec<Field>,
    /// Their pipelines, in the portal's order.
    pub pipelines: Vec<Pipeline>,
    /// What the portal said instead.
    pub refused: Option<Message>,
}

/// A field of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// As the configuration names it: `ufCrm_PAID`.
    pub name: String,
    /// As the database names it: `UF_CRM_PAID`.
    pub upper: String,
    /// As people see it.
    pub title: String,
    /// `string`, `double`, `money`, …
    pub kind: String,
    /// It has many values; `None` where the portal does not say.
    pub multiple: Option<bool>,
    /// It cannot be written.
    pub read_only: bool,
    /// The portal declared it for itself.
    pub own: bool,
    /// The values of a list.
    pub options: Vec<String>,
}

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A sum is written into it.
    Sum,
    /// Payments are written into it, a line each.
    Lines,
    /// How far a card is paid is written into it.
    State,
    /// A text is read of it.
    Text,
}

/// A pipeline and its stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Its name; its number where it has none.
    pub name: String,
    /// Its stages in their order.
    pub stages: Vec<Stage>,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// As the configuration names it: `DT31_5:P`.
    pub id: String,
    /// As people see it.
    pub name: String,
    /// What it means for the card.
    pub end: End,
}

/// What a stage means for its card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It goes on.
    None,
    /// It is done.
    Success,
    /// It came to nothing.
    Failure,
}

/// A field that the configuration names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'mapping> {
    /// Where: `deal.money.paid`.
    pub key: &'static str,
    /// The field.
    pub field: &'mapping str,
    /// What for.
    pub wanted: Use,
}

/// Deals or invoices, with what the configuration says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured<'mapping> {
    /// The key of the section: `deal`, `invoice`.
    pub section: &'static str,
    /// Fields that are named.
    pub fields: Vec<Named<'mapping>>,
    /// Where the money stands.
    pub money: &'mapping MoneyFields,
    /// Stages.
    pub stages: &'mapping Stages,
}

impl Use {
    /// Whether a field is made for it.
    #[must_use]
    pub fn fits(self, field: &Field) -> bool {
        self.kinds().contains(&field.kind.as_str()) && self.may_serve(field)
    }

    /// Whether payments are taken with it: a field that is not made for it may still keep what is
    /// written, which is read back each time.
    #[must_use]
    pub fn may_serve(self, field: &Field) -> bool {
        let kind = field.kind.as_str();
        let is_known = self.kinds().contains(&kind) || kind.is_empty();
        let is_kind = is_known || self == Self::Text || (self == Self::Sum && matches!(kind, "integer" | "string"));
        let many = self == Self::Lines;
        is_kind && field.multiple.is_none_or(|multiple| multiple == many) && (self == Self::Text || !field.read_only)
    }

    const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Sum => &["double", "money"],
            Self::Lines => &["string", "text"],
            Self::State => &["enumeration", "string", "text"],
            Self::Text => &["string", "text", "integer"],
        }
    }
}

impl Cards {
    /// A field by its name in the configuration.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether every pipeline ends well somewhere.
    #[must_use]
    pub fn all_succeed(&self) -> bool {
        self.pipelines.iter().all(|pipeline| pipeline.stages.iter().any(|stage| stage.end == End::Success))
    }

    /// A stage, with its pipeline.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<(&Pipeline, &Stage)> {
        let mut stages =
            self.pipelines.iter().flat_map(|pipeline| pipeline.stages.iter().map(move |stage| (pipeline, stage)));
        stages.find(|(_, stage)| stage.id == id)
    }
}

/// How old what is kept of a portal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Nothing is kept.
    Nothing,
    /// The portal was last asked then.
    Since(Timestamp),
    /// Somebody works with it just now.
    InUse,
    /// The file is not what was written; the next start throws it away and reads the portal whole.
    Damaged,
}

impl Age {
    /// Looks into the file where it is kept.
    #[must_use]
    pub fn of(file: &Path) -> Self {
        match Cache::new(file.to_path_buf()).read_at() {
            Ok(None) => Self::Nothing,
            Ok(Some(moment)) => Self::Since(moment),
            Err(error) if error.is_in_use() => Self::InUse,
            Err(_) => Self::Damaged,
        }
    }
}

/// What the configuration says of the cards that it uses.
#[must_use]
pub fn configured(mapping: &Mapping) -> Vec<Configured<'_>> {
    let deal = &mapping.deal;
    let deals = Configured {
        section: "deal",
        fields: named(&[
            ("deal.number", &deal.number, Use::Text),
            ("deal.house", &deal.house, Use::Text),
            ("deal.section", &deal.section, Use::Text),
            ("deal.floor", &deal.floor, Use::Text),
            ("deal.unit", &deal.unit, Use::Text),
            ("deal.money.paid", &deal.money.paid, Use::Sum),
            ("deal.money.debt", &deal.money.debt, Use::Sum),
            ("deal.money.payments", &deal.money.payments, Use::Lines),
            ("deal.money.state", &deal.money.state, Use::State),
        ]),
        money: &deal.money,
        stages: &deal.stages,
    };
    let invoice = &mapping.invoice;
    let invoices = Configured {
        section: "invoice",
        fields: named(&[
            ("invoice.money.paid", &invoice.money.paid, Use::Sum),
            ("invoice.money.debt", &invoice.money.debt, Use::Sum),
            ("invoice.money.payments", &invoice.money.payments, Use::Lines),
            ("invoice.money.state", &invoice.money.state, Use::State),
        ]),
        money: &invoice.money,
        stages: &invoice.stages,
    };
    if mapping.contracts == Contracts::Invoices { vec![invoices] } else { vec![deals, invoices] }
}

fn named<'mapping>(fields: &[(&'static str, &'mapping String, Use)]) -> Vec<Named<'mapping>> {
    let told = fields.iter().filter(|(_, field, _)| !field.is_empty());
    told.map(|(key, field, wanted)| Named { key, field, wanted: *wanted }).collect()
}

impl Survey {
    /// Asks the portal of a webhook, in two requests.
    ///
    /// # Errors
    /// [`CrmError`] when the portal does not answer at all. What it refuses to tell is in the answer.
    pub async fn of(webhook: Webhook, mapping: &Mapping) -> Result<Self, CrmError> {
        let client = Client::new(webhook, mapping.limits())?;
        let own = ["server.time", "scope", "profile"].map(Command::new);
        let methods = METHODS.map(|method| Command::new("method.get").with("name", method));
        let asked: Vec<Command> = own.into_iter().chain(methods).collect();
        let before = Timestamp::now();
        let mut answers = client.look(&asked).await?.into_iter();
        let after = Timestamp::now();
        let mut next = || answers.next().and_then(Result::ok).map_or(Json::Null, |reply| reply.result);
        let (time, scopes, profile) = (next(), next(), next());
        let without = METHODS.into_iter().filter_map(|method| lack(method, &next())).collect();
        let scopes: BTreeSet<String> =
            scopes.values().into_iter().filter_map(Json::text).map(str::to_lowercase).collect();
        let (deals, invoices) =
            if scopes.contains("crm") { cards(&client).await? } else { (Cards::default(), Cards::default()) };
        Ok(Self {
            portal: client.webhook().portal().to_owned(),
            ahead: time.text().and_then(|text| text.parse().ok()).map(|there| ahead(there, before, after)),
            person: person(&profile),
            scopes,
            without,
            deals,
            invoices,
        })
    }

    /// Deals or invoices, by the key of their section.
    #[must_use]
    pub fn cards(&self, section: &str) -> &Cards {
        if section == "deal" { &self.deals } else { &self.invoices }
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

fn person(profile: &Json) -> Option<Person> {
    profile.get("ID").id()?;
    let names = ["NAME", "LAST_NAME"].map(|name| line(profile.get(name)));
    Some(Person { name: names.join(" ").trim().to_owned(), administrator: is_yes(profile.get("ADMIN")) == Some(true) })
}

async fn cards(client: &Client) -> Result<(Cards, Cards), CrmError> {
    let about = |method: &'static str, kind: Kind| Command::new(method).with("entityTypeId", kind.number());
    let kinds = [Kind::Deal, Kind::Invoice];
    let mut asked = vec![Command::new("crm.status.list").with("order[SORT]", "ASC")];
    for kind in kinds {
        asked.push(about("crm.item.fields", kind));
        asked.push(about("crm.category.list", kind));
        asked.push(about("crm.item.list", kind).with_list("select", ["id"]).with("order[id]", "ASC").with("start", 0));
    }
    let mut answers = client.look(&asked).await?.into_iter();
    let mut next = || answers.next().unwrap_or_else(|| Err(Failure::Silent(String::new())));
    let statuses = next().map_or(Json::Null, |reply| reply.result);
    let [deals, invoices] = kinds.map(|kind| told(kind, &statuses, [next(), next(), next()]));
    Ok((deals, invoices))
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
        let Some(id) = rest.strip_prefix('_').map_or(Some(0), |id| id.parse().ok()) else { continue };
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
