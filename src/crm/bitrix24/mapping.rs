//! `[crm.bitrix24]`: what is a contract in this portal, and which of its fields say what.
//!
//! Names of fields are those of `crm.item.fields` (`ufCrm_PAID`, `ufCrm7Paid`). Pure data.

use std::path::PathBuf;
use std::time::Duration;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::cards::Kind;
use super::instalments::Schedule;
use super::pace::Limits;
use super::premises::{Place, UnitKinds, Units};

/// The section of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The file that holds the address of the webhook, absolute or beside the configuration file;
    /// empty: `bitrix24` among the credentials of the service manager.
    pub webhook_file: PathBuf,
    /// What is a contract.
    pub contracts: Contracts,
    /// Whether the portal has the Enterprise plan, which lets more requests through.
    pub enterprise: bool,
    /// How long a request without an answer may still take effect.
    pub late_write: LateWrite,
    /// Fields of deals.
    pub deal: DealFields,
    /// Fields of invoices.
    pub invoice: InvoiceFields,
    /// Who is told of a payment, and where.
    pub tell: Tell,
    /// Whether the order that hangs on a card gets the payments too.
    pub sale: bool,
    /// The payment system of such payments, by its number in the portal.
    pub pay_system: u32,
    /// What the states of payment are called in the portal.
    pub states: StateNames,
    /// The smart process of units.
    pub units: Units,
    /// What the kinds of units are called in the portal.
    pub kinds: UnitKinds,
    /// The smart process of instalments.
    pub schedule: Schedule,
}

/// After so many seconds nothing can come about any more of a request that brought no answer: it
/// waits, runs for a minute at most, or has been dropped on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct LateWrite(pub u64);

impl Default for LateWrite {
    fn default() -> Self {
        Self(120)
    }
}

/// What the states of payment are called: the values of a list, or words in a field of text. What
/// has no name here is called as this program calls it in its own language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StateNames {
    /// Nothing is paid.
    pub unpaid: String,
    /// A part is paid.
    pub part: String,
    /// All is paid.
    pub paid: String,
    /// More is paid than is due.
    pub over: String,
    /// All that was paid was given back.
    pub refunded: String,
}

/// Who is told of a payment, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tell {
    /// A comment in the timeline of the card.
    pub comments: bool,
    /// A notice to the employee who answers for it.
    pub notices: bool,
}

impl Default for Tell {
    fn default() -> Self {
        Self { comments: true, notices: true }
    }
}

/// Stages to which a card moves as it is paid, by their ids (`DT31_5:P`, `C9:WON`); those of
/// several pipelines behind commas, and `success` for the one at which the card's own pipeline ends
/// well. An empty one leaves the card where it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stages {
    /// Nothing is paid any more: a payment was taken back. Only cards that stand in one of the
    /// other two stages move here.
    pub open: String,
    /// A part is paid.
    pub part: String,
    /// All is paid.
    pub paid: String,
}

impl Stages {
    /// Where a card belongs, if it is to move at all. `found` gives the stage of the card's own
    /// pipeline for what is named here.
    pub(super) fn next<'stage>(
        &'stage self,
        stands: &str,
        paid: Decimal,
        price: Decimal,
        found: impl Fn(&'stage str) -> Option<&'stage str>,
    ) -> Option<&'stage str> {
        let (open, part, full) = (found(&self.open), found(&self.part), found(&self.paid));
        let is_in = |stage: Option<&str>| stage == Some(stands);
        let wanted = if paid >= price && !price.is_zero() {
            full
        } else if !paid.is_zero() {
            // What is no longer paid in full leaves that stage, if only for the first one.
            part.or(if is_in(full) { open } else { None })
        } else if is_in(part) || is_in(full) {
            open
        } else {
            None
        };
        wanted.filter(|stage| *stage != stands)
    }
}

/// What is a contract in the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contracts {
    /// A deal; its invoices are its instalments.
    Deals,
    /// An invoice, whatever it hangs on.
    Invoices,
    /// A deal with its invoices, and an invoice that hangs on no deal.
    #[default]
    Both,
}

/// Where a card keeps its money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MoneyFields {
    /// What is paid in all: a field of the kind «number» or «money». Empty: nothing can be paid.
    pub paid: String,
    /// What was paid, a text a part: a field of the kind «text» with many values.
    pub payments: String,
    /// What is still due; empty where the portal keeps no such field.
    pub debt: String,
    /// How far it is paid: a field of the kind «list» or «text» with one value; empty where the
    /// portal keeps no such field.
    pub state: String,
}

impl MoneyFields {
    /// Whether payments can be kept here.
    #[must_use]
    pub fn take_payments(&self) -> bool {
        !self.paid.is_empty() && !self.payments.is_empty()
    }

    /// The fields that are named.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        [&self.paid, &self.payments, &self.debt, &self.state]
            .into_iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
    }
}

/// Fields of deals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DealFields {
    /// The number of the contract.
    pub number: String,
    /// What such a contract is called: «ДДУ».
    pub kind: String,
    /// Money, for deals without invoices.
    pub money: MoneyFields,
    /// Stages.
    pub stages: Stages,
    /// Name of the house; empty where the portal keeps no units.
    pub house: String,
    /// Section or entrance.
    pub section: String,
    /// Floor.
    pub floor: String,
    /// Number of the unit.
    pub unit: String,
    /// What the unit is.
    pub unit_kind: String,
    /// Whether the money goes to an escrow account: a field of yes and no.
    pub escrow: String,
    /// The lender: a company of the portal, or a name.
    pub lender: String,
}

impl DealFields {
    /// The unit, where the deal itself names it.
    pub(super) fn place(&self) -> Place<'_> {
        Place {
            entity_type: Kind::Deal.number(),
            house: &self.house,
            section: &self.section,
            floor: &self.floor,
            number: &self.unit,
            kind: &self.unit_kind,
        }
    }
}

impl Default for DealFields {
    fn default() -> Self {
        Self {
            number: "title".to_owned(),
            kind: "договор".to_owned(),
            money: MoneyFields::default(),
            stages: Stages::default(),
            house: String::new(),
            section: String::new(),
            floor: String::new(),
            unit: String::new(),
            unit_kind: String::new(),
            escrow: String::new(),
            lender: String::new(),
        }
    }
}

/// Fields of invoices.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InvoiceFields {
    /// What a contract that is an invoice is called: «счёт».
    pub kind: String,
    /// Money.
    pub money: MoneyFields,
    /// Stages.
    pub stages: Stages,
}

impl Default for InvoiceFields {
    fn default() -> Self {
        Self { kind: "счёт".to_owned(), money: MoneyFields::default(), stages: Stages::default() }
    }
}

impl Mapping {
    /// The limits of the portal's plan.
    #[must_use]
    pub const fn limits(&self) -> Limits {
        if self.enterprise { Limits::ENTERPRISE } else { Limits::COMMON }
    }

    /// How long a request without an answer may still take effect.
    pub(super) const fn late_write(&self) -> Duration {
        Duration::from_secs(self.late_write.0)
    }

    /// What is read of a deal.
    pub(super) fn deal_select(&self) -> Vec<String> {
        let own = &self.deal;
        let names = [
            "id",
            "title",
            "stageId",
            "stageSemanticId",
            "opportunity",
            "currencyId",
            "companyId",
            "contactId",
            "contactIds",
            "assignedById",
            "begindate",
            "createdTime",
        ];
        let unit = [&own.house, &own.section, &own.floor, &own.unit, &own.unit_kind];
        let mapped = [&own.number, &own.escrow, &own.lender].into_iter().chain(unit).map(String::as_str);
        let names = names.into_iter().chain(mapped).chain(own.money.named()).map(str::to_owned);
        once_each(names.chain(self.units.link()).filter(|name| !name.is_empty()))
    }

    /// What is read of an invoice.
    pub(super) fn invoice_select(&self) -> Vec<String> {
        let names = [
            "id",
            "title",
            "accountNumber",
            "stageId",
            "opportunity",
            "currencyId",
            "companyId",
            "contactId",
            "contactIds",
            "parentId2",
            "assignedById",
            "begindate",
            "closedate",
            "createdTime",
        ];
        once_each(names.into_iter().chain(self.invoice.money.named()).map(str::to_owned))
    }
}

fn once_each(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    names.filter(|name| seen.insert(name.clone())).collect()
}
