//! What a portal says about itself, for `init` and `doctor`: whose webhook it is and what it may,
//! which methods, fields and stages there are. Reads only: nothing is ever written from here, and
//! nothing is judged.

mod asking;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::cache::Cache;
use super::mapping::{Contracts, Mapping, MoneyFields, Stages};
use crate::model::Message;

/// What a portal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its address without the secret.
    pub portal: String,
    /// How far its clock is ahead of this machine's; `None` where it does not tell the time.
    pub ahead: Option<SignedDuration>,
    /// Whose webhook it is.
    pub owner: Owner,
    /// The rights that are ticked for the webhook; `None` where it does not tell.
    pub scopes: Option<BTreeSet<String>>,
    /// Methods that the connector calls and the portal does not have or does not allow.
    pub without: Vec<Lack>,
    /// Deals.
    pub deals: Cards,
    /// Invoices.
    pub invoices: Cards,
    /// The smart process of units; empty where the configuration names none.
    pub units: Cards,
    /// The smart process of instalments; empty where the configuration names none.
    pub schedule: Cards,
    /// The payment systems by their numbers; `None` where that was not asked or is not told.
    pub pay_systems: Option<BTreeMap<u64, String>>,
}

/// Whose a webhook is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The portal does not tell.
    Untold,
    /// Somebody who is not active any more.
    Gone,
    /// Somebody.
    Person(Person),
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
    /// A day is read of it.
    Day,
    /// A sum is read of it.
    Price,
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
    pub field: Cow<'mapping, str>,
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
        let is_sum = matches!(self, Self::Sum | Self::Price);
        let is_kind = is_known || self == Self::Text || (is_sum && matches!(kind, "integer" | "string"));
        let many = self == Self::Lines;
        is_kind && field.multiple.is_none_or(|multiple| multiple == many) && (self.is_read() || !field.read_only)
    }

    /// Whether it is never written.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Text | Self::Day | Self::Price)
    }

    const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Sum | Self::Price => &["double", "money"],
            Self::Day => &["date", "datetime"],
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
    let link = mapping.units.link().unwrap_or_default();
    let mut deals = Configured {
        section: "deal",
        fields: named(&[
            ("deal.number", &deal.number, Use::Text),
            ("deal.house", &deal.house, Use::Text),
            ("deal.section", &deal.section, Use::Text),
            ("deal.floor", &deal.floor, Use::Text),
            ("deal.unit", &deal.unit, Use::Text),
            ("deal.unit_kind", &deal.unit_kind, Use::Text),
            ("deal.escrow", &deal.escrow, Use::Text),
            ("deal.lender", &deal.lender, Use::Text),
            ("deal.money.paid", &deal.money.paid, Use::Sum),
            ("deal.money.debt", &deal.money.debt, Use::Sum),
            ("deal.money.payments", &deal.money.payments, Use::Lines),
            ("deal.money.state", &deal.money.state, Use::State),
        ]),
        money: &deal.money,
        stages: &deal.stages,
    };
    if !link.is_empty() {
        deals.fields.push(Named { key: "units.link", field: Cow::Owned(link), wanted: Use::Text });
    }
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
    told.map(|(key, field, wanted)| Named { key, field: Cow::Borrowed(field), wanted: *wanted }).collect()
}

/// A smart process that the configuration names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process<'mapping> {
    /// The key of the section: `units`, `schedule`.
    pub section: &'static str,
    /// `entityTypeId`.
    pub number: u32,
    /// Fields that are named.
    pub fields: Vec<Named<'mapping>>,
}

/// The smart processes that the configuration names and uses.
#[must_use]
pub fn processes(mapping: &Mapping) -> Vec<Process<'_>> {
    let (units, schedule) = (&mapping.units, &mapping.schedule);
    let units = Process {
        section: "units",
        number: units.process,
        fields: named(&[
            ("units.house", &units.house, Use::Text),
            ("units.section", &units.section, Use::Text),
            ("units.floor", &units.floor, Use::Text),
            ("units.number", &units.number, Use::Text),
            ("units.kind", &units.kind, Use::Text),
        ]),
    };
    let schedule = Process {
        section: "schedule",
        number: schedule.process,
        fields: named(&[
            ("schedule.deal", &schedule.deal, Use::Text),
            ("schedule.due", &schedule.due, Use::Day),
            ("schedule.amount", &schedule.amount, Use::Price),
        ]),
    };
    let is_used = |process: &Process<'_>| process.number > 0 && mapping.contracts != Contracts::Invoices;
    [units, schedule].into_iter().filter(is_used).collect()
}

impl Survey {
    /// Whether a right is ticked, as far as the portal tells. Names of employees come with the
    /// smaller rights to users too.
    #[must_use]
    pub fn has_scope(&self, scope: &str) -> bool {
        const USERS: [&str; 3] = ["user", "user_basic", "user_brief"];
        let is_ticked = |scopes: &BTreeSet<String>| match scope {
            "user" => USERS.iter().any(|scope| scopes.contains(*scope)),
            _ => scopes.contains(scope),
        };
        self.scopes.as_ref().is_none_or(is_ticked)
    }

    /// Deals, invoices or items of a smart process, by the key of their section.
    #[must_use]
    pub fn cards(&self, section: &str) -> &Cards {
        match section {
            "deal" => &self.deals,
            "units" => &self.units,
            "schedule" => &self.schedule,
            _ => &self.invoices,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_serves_what_it_is_made_for() {
        let field = |kind: &str, multiple, read_only| Field {
            name: "ufCrm_X".to_owned(),
            upper: String::new(),
            title: String::new(),
            kind: kind.to_owned(),
            multiple,
            read_only,
            own: true,
            options: Vec::new(),
        };
        for (wanted, kind, multiple, fits, may_serve) in [
            (Use::Sum, "double", Some(false), true, true),
            (Use::Sum, "money", None, true, true),
            (Use::Sum, "integer", Some(false), false, true),
            (Use::Sum, "double", Some(true), false, false),
            (Use::Sum, "enumeration", Some(false), false, false),
            (Use::Lines, "string", Some(true), true, true),
            (Use::Lines, "string", Some(false), false, false),
            (Use::Lines, "", Some(true), false, true),
            (Use::State, "enumeration", Some(false), true, true),
            (Use::State, "double", Some(false), false, false),
            (Use::Text, "enumeration", Some(false), false, true),
            (Use::Day, "datetime", None, true, true),
            (Use::Day, "string", None, false, false),
            (Use::Price, "double", Some(false), true, true),
            (Use::Price, "integer", Some(false), false, true),
            (Use::Price, "date", Some(false), false, false),
        ] {
            let seen = field(kind, multiple, false);
            assert_eq!((wanted.fits(&seen), wanted.may_serve(&seen)), (fits, may_serve), "{wanted:?} {kind}");
            assert_eq!(wanted.may_serve(&field(kind, multiple, true)), may_serve && wanted.is_read(), "{kind}");
        }
    }
}
