//! A deal or an invoice as the portal holds it now, with the payments that stand in its fields.

use rust_decimal::Decimal;

use super::entry::Entry;
use super::mapping::{Mapping, MoneyFields};
use super::wire::Json;
use crate::model::{ContractId, CrmReference};
use crate::text::harmless_line;

/// The two types of cards that carry money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Deal,
    Invoice,
}

impl Kind {
    /// `entityTypeId`.
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::Deal => 2,
            Self::Invoice => 31,
        }
    }

    pub(super) const fn money(self, mapping: &Mapping) -> &MoneyFields {
        match self {
            Self::Deal => &mapping.deal.money,
            Self::Invoice => &mapping.invoice.money,
        }
    }
}

/// Which card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct CardId {
    pub(super) kind: Kind,
    pub(super) id: u64,
}

impl CardId {
    /// As a contract.
    pub(super) fn contract(self) -> ContractId {
        ContractId(match self.kind {
            Kind::Deal => format!("deal:{}", self.id),
            Kind::Invoice => format!("invoice:{}", self.id),
        })
    }

    /// The card of a contract; `None` for a contract of another CRM.
    pub(super) fn of(contract: &ContractId) -> Option<Self> {
        let (kind, id) = contract.as_str().split_once(':')?;
        let kind = match kind {
            "deal" => Kind::Deal,
            "invoice" => Kind::Invoice,
            _ => return None,
        };
        Some(Self { kind, id: id.parse().ok().filter(|id| *id > 0)? })
    }

    /// What a part that stands in this card is called.
    pub(super) fn reference(self) -> CrmReference {
        CrmReference(self.contract().0)
    }
}

/// What stands in the money fields of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Purse {
    /// What is paid; `None` where the field holds no sum.
    pub(super) paid: Option<Decimal>,
    /// The field of the sum carries a currency: `300|RUB`.
    pub(super) with_currency: bool,
    /// Parts that were taken.
    pub(super) entries: Vec<Entry>,
    /// What others wrote into the field of payments: kept as it is.
    pub(super) foreign: Vec<String>,
}

impl Purse {
    /// Reads the money fields of a card.
    pub(super) fn of(fields: &MoneyFields, card: &Json) -> Self {
        let written = card.get(&fields.paid);
        let nothing = fields.paid.is_empty() || written.text().is_none();
        let mut purse = Self {
            paid: if nothing { Some(Decimal::ZERO) } else { written.money() },
            with_currency: written.text().is_some_and(|text| text.contains('|')),
            entries: Vec::new(),
            foreign: Vec::new(),
        };
        if fields.payments.is_empty() {
            return purse;
        }
        for text in card.get(&fields.payments).values().into_iter().filter_map(Json::text) {
            match Entry::read(text) {
                Some(entry) => purse.entries.push(entry),
                None => purse.foreign.push(text.to_owned()),
            }
        }
        purse
    }

    /// The sum that counts.
    pub(super) fn sum(&self) -> Decimal {
        self.paid.unwrap_or_default()
    }

    /// What the field of payments is to hold, others' lines first.
    pub(super) fn lines(&self) -> Vec<String> {
        self.foreign.iter().cloned().chain(self.entries.iter().map(Entry::write)).collect()
    }
}

/// A text of a field, made harmless; empty where the field is not named or holds none.
pub(super) fn text(card: &Json, field: &str) -> String {
    if field.is_empty() {
        String::new()
    } else {
        harmless_line(card.get(field).text().unwrap_or_default()).trim().to_owned()
    }
}
