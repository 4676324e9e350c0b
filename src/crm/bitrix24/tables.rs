//! The lists that a register is made of: how each is read whole, and how its changes are.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::cards::Kind;
use super::lists::List;
use super::mapping::{Contracts, Mapping};
use super::register::{Cards, Names};
use super::wire::Json;

/// Contacts and companies.
pub(super) const CONTACT: u32 = 3;
pub(super) const COMPANY: u32 = 4;
pub(super) const COMPANY_NAMES: [&str; 2] = ["id", "title"];
pub(super) const CONTACT_NAMES: [&str; 4] = ["id", "name", "secondName", "lastName"];
/// How far back changes are asked for again: what was being saved while the list was read.
const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Deals,
    Invoices,
    Companies,
    Contacts,
    Requisites,
    Users,
    Units,
    Instalments,
}

/// Rows of lists by their ids.
pub(super) type Rows = BTreeMap<Table, BTreeMap<u64, Json>>;

impl Table {
    pub(super) const ALL: [Self; 8] = [
        Self::Deals,
        Self::Invoices,
        Self::Companies,
        Self::Contacts,
        Self::Requisites,
        Self::Users,
        Self::Units,
        Self::Instalments,
    ];

    /// A name that stays.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Deals => "deals",
            Self::Invoices => "invoices",
            Self::Companies => "companies",
            Self::Contacts => "contacts",
            Self::Requisites => "requisites",
            Self::Users => "users",
            Self::Units => "units",
            Self::Instalments => "instalments",
        }
    }

    /// Those that this configuration needs.
    pub(super) fn wanted(mapping: &Mapping) -> Vec<Self> {
        let is_wanted = |table: &Self| match table {
            Self::Deals => mapping.contracts != Contracts::Invoices,
            Self::Units => mapping.units.process > 0,
            Self::Instalments => mapping.schedule.process > 0 && mapping.contracts != Contracts::Invoices,
            _ => true,
        };
        Self::ALL.into_iter().filter(is_wanted).collect()
    }

    /// The whole list.
    pub(super) fn list(self, mapping: &Mapping) -> List {
        match self {
            Self::Deals => List::items(Kind::Deal.number(), &mapping.deal_select()),
            Self::Invoices => List::items(Kind::Invoice.number(), &mapping.invoice_select()),
            Self::Companies => List::items(COMPANY, &COMPANY_NAMES),
            Self::Contacts => List::items(CONTACT, &CONTACT_NAMES),
            Self::Requisites => List::requisites(),
            Self::Users => List::users(),
            Self::Units => List::items(mapping.units.process, &mapping.units.select()),
            Self::Instalments => List::items(mapping.schedule.process, &mapping.schedule.select()),
        }
    }

    /// The lists of what changed since a moment; `last` is the greatest id that is known. Employees
    /// are few, and nothing tells when one was changed: they come whole.
    pub(super) fn changed(self, mapping: &Mapping, since: Timestamp, last: u64) -> Vec<List> {
        let since = since.saturating_sub(OVERLAP).unwrap_or(Timestamp::MIN);
        match self {
            Self::Users => vec![self.list(mapping)],
            Self::Requisites => vec![List::requisites().since("DATE_MODIFY", since), List::requisites().behind(last)],
            _ => vec![self.list(mapping).since("updatedTime", since)],
        }
    }

    /// The list of which only the count is wanted; `None` where the whole list comes anyway.
    pub(super) fn count(self, mapping: &Mapping) -> Option<List> {
        let entity_type = match self {
            Self::Deals => Kind::Deal.number(),
            Self::Invoices => Kind::Invoice.number(),
            Self::Companies => COMPANY,
            Self::Contacts => CONTACT,
            Self::Units => mapping.units.process,
            Self::Instalments => mapping.schedule.process,
            Self::Requisites => return Some(List::requisites().counted()),
            Self::Users => return None,
        };
        Some(List::items(entity_type, &["id"]).counted())
    }
}

/// The id of a row, as new and old methods write it.
pub(super) fn row_id(row: &Json) -> Option<u64> {
    row.get("id").id().or_else(|| row.get("ID").id())
}

impl Cards {
    /// What rows say, with the stages that the portal has.
    pub(super) fn of(rows: Rows, mut names: Names, mapping: &Mapping) -> Self {
        let mut lists: BTreeMap<Table, Vec<Json>> =
            rows.into_iter().map(|(table, rows)| (table, rows.into_values().collect())).collect();
        let mut take = |table| lists.remove(&table).unwrap_or_default();
        let (companies, contacts, users) = (take(Table::Companies), take(Table::Contacts), take(Table::Users));
        names.take_people(&companies, &contacts, &users);
        names.take_requisites(&take(Table::Requisites));
        names.take_units(&take(Table::Units), mapping);
        Self {
            deals: take(Table::Deals),
            invoices: take(Table::Invoices),
            instalments: take(Table::Instalments),
            names,
        }
    }
}
