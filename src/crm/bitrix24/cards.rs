//! A deal or an invoice as the portal holds it now, with the payments that stand in its fields.

use rust_decimal::Decimal;

use super::entry::Entry;
use super::mapping::{Mapping, MoneyFields};
use super::wire::Json;
use crate::model::{ContractId, CrmReference, IdempotencyKey};
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

    /// What others did to the card between the reading that a write of ours was made from (`base`)
    /// and that write, which wiped it: brought back from how the card stood just before (`before`).
    pub(super) fn bring_back(&mut self, base: &Self, before: &Self) {
        let loose = |purse: &Self| purse.paid.map(|paid| paid - purse.weight());
        // What people typed into the sum; once it is back it is not brought again.
        let typed = loose(before).zip(loose(base)).map_or(Decimal::ZERO, |(before, base)| before - base);
        let typed = if loose(self) == loose(base) { typed } else { Decimal::ZERO };
        let weighed = self.weight();
        for entry in &before.entries {
            match (base.entry(entry.key), self.entries.iter_mut().find(|held| held.key == entry.key)) {
                (None, None) => self.entries.push(entry.clone()),
                (Some(known), Some(held)) if !known.reversed && entry.reversed => held.reversed = true,
                _ => {}
            }
        }
        let is_gone = |entry: &Entry| base.entry(entry.key).is_some() && before.entry(entry.key).is_none();
        self.entries.retain(|entry| !is_gone(entry));
        let missing = before.foreign.iter().filter(|line| !base.foreign.contains(line) && !self.foreign.contains(line));
        let missing: Vec<String> = missing.cloned().collect();
        self.foreign.retain(|line| before.foreign.contains(line) || !base.foreign.contains(line));
        self.foreign.extend(missing);
        let change = self.weight() - weighed + typed;
        self.paid = self.paid.map(|paid| paid + change);
    }

    fn entry(&self, key: IdempotencyKey) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What the parts add up to.
    pub(super) fn weight(&self) -> Decimal {
        self.entries.iter().map(Entry::weight).sum()
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn entry(mark: &str, key: u32) -> String {
        let payment = crate::model::PaymentId::of_document("a");
        format!("{mark}|00000000-0000-0000-0000-00000000000{key}|{payment}|10|RUB|2026-11-20|0|1||||")
    }

    fn purse(paid: &str, lines: impl Iterator<Item = String>) -> Purse {
        let fields = MoneyFields { paid: "paid".to_owned(), payments: "lines".to_owned(), ..MoneyFields::default() };
        let values = [("paid", Json::Text(paid.to_owned())), ("lines", Json::List(lines.map(Json::Text).collect()))];
        Purse::of(&fields, &Json::Map(values.map(|(name, value)| (name.to_owned(), value)).to_vec()))
    }

    /// «17: in2, cash 7»: the sum, our parts (`un` where one was taken back) and others' lines.
    fn made(text: &str) -> Purse {
        let (paid, lines) = text.split_once(':').expect("a sum and lines");
        let line = |line: &str| match line.split_at(2) {
            ("in", key) => entry("in", key.parse().expect("a key")),
            ("un", key) => entry("in-undone", key.parse().expect("a key")),
            _ => line.to_owned(),
        };
        purse(paid, lines.split(',').map(str::trim).filter(|text| !text.is_empty()).map(line))
    }

    #[rstest]
    #[case::a_part_was_added("0:", "10: in2", "10: in1", "20: in1, in2")]
    #[case::a_part_was_taken_back("10: in2", "0: un2", "20: in2, in1", "10: un2, in1")]
    #[case::a_part_was_withdrawn("10: in2", "0:", "20: in2, in1", "10: in1")]
    #[case::a_person_added_money("0:", "7: cash 7", "10: in1", "17: cash 7, in1")]
    #[case::a_person_took_it_away("7: cash 7", "0:", "17: cash 7, in1", "10: in1")]
    #[case::it_is_there_again("0:", "17: in2, cash 7", "27: cash 7, in1, in2", "27: cash 7, in1, in2")]
    fn what_a_write_wiped_is_brought_back(
        #[case] base: &str,
        #[case] before: &str,
        #[case] held: &str,
        #[case] wanted: &str,
    ) {
        let mut mended = made(held);
        for _ in 0..2 {
            mended.bring_back(&made(base), &made(before));
            assert_eq!(mended, made(wanted));
        }
    }
}
