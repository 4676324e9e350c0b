//! The contracts of the register with the inverted indexes over them.
//!
//! Every list holds positions of contracts in rising order, so that membership is a binary search
//! and nothing depends on the order in which contracts came.

mod beginnings;
mod card;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use self::beginnings::Beginnings;
pub(super) use card::Card;

use super::names::{NameStrength, Person};
use super::reading::numbers::{collapsed, full, hash_of, shape};
use super::words::words;
use crate::model::{Contract, ContractId, ScheduleLine, TaxId, UnitKind};
use crate::text::fold_number;

/// Positions of contracts under a key.
pub(super) type Lists = HashMap<u64, Vec<u32>>;

/// The contracts and everything that leads from a payment to them.
#[derive(Debug, Default)]
pub struct Index {
    contracts: Vec<Contract>,
    cards: Vec<Card>,
    by_id: HashMap<ContractId, u32>,
    numbers: Lists,
    collapsed: Lists,
    shapes: HashSet<u64>,
    names: HashMap<(NameStrength, u64), Vec<u32>>,
    surnames: Lists,
    companies: Lists,
    units: HashMap<(UnitKind, u64), Vec<u32>>,
    tax_ids: HashMap<TaxId, Vec<u32>>,
    lenders: HashMap<TaxId, u32>,
    amounts: HashMap<i64, Vec<u32>>,
    open: usize,
    dates: HashMap<Date, u32>,
    beginnings: Beginnings,
}

/// A sum as whole kopecks; sums beyond any payment have none.
pub(super) fn kopecks(amount: Decimal) -> Option<i64> {
    (amount * Decimal::ONE_HUNDRED).to_i64()
}

impl Index {
    /// Builds the index. The contracts are held in the order of their ids, whatever their order
    /// was; of two with one id the first stays.
    #[must_use]
    pub fn build(mut contracts: Vec<Contract>) -> Self {
        contracts.sort_by(|one, other| one.id.cmp(&other.id));
        contracts.dedup_by(|later, earlier| later.id == earlier.id);
        let mut index = Self::default();
        index.cards.reserve(contracts.len());
        for (contract, position) in contracts.iter().zip(0_u32..) {
            index.enter(contract, position);
        }
        index.contracts = contracts;
        index
    }

    fn enter(&mut self, contract: &Contract, position: u32) {
        let card = Card::of(contract);
        self.by_id.insert(contract.id.clone(), position);
        for number in spellings(&contract.number) {
            let whole = full(&number);
            add(self.numbers.entry(hash_of(&whole)).or_default(), position);
            add(self.collapsed.entry(hash_of(&collapsed(whole.chars()))).or_default(), position);
            self.shapes.extend(shape(&whole).map(|shape| hash_of(&shape)));
        }
        for person in card.people() {
            for (strength, key) in person.keys() {
                add(self.names.entry((strength, key)).or_default(), position);
            }
            add(self.surnames.entry(person.surname_key()).or_default(), position);
        }
        for company in card.companies() {
            add(self.companies.entry(hash_of(company)).or_default(), position);
        }
        if let Some((kind, key)) = &card.unit {
            add(self.units.entry((*kind, hash_of(key))).or_default(), position);
        }
        for tax_id in contract.holders().filter_map(|holder| holder.tax_id.as_ref()) {
            add(self.tax_ids.entry(tax_id.clone()).or_default(), position);
        }
        if let Some(tax_id) = contract.lender.as_ref().and_then(|lender| lender.tax_id.as_ref()) {
            *self.lenders.entry(tax_id.clone()).or_default() += 1;
        }
        if let Some(date) = contract.date {
            *self.dates.entry(date).or_default() += 1;
        }
        if contract.is_open() {
            self.open += 1;
            for amount in [Some(contract.due()), card.next_line(contract).map(ScheduleLine::open)].into_iter().flatten()
            {
                if let Some(sum) = kopecks(amount) {
                    add(self.amounts.entry(sum).or_default(), position);
                }
            }
        }
        self.cards.push(card);
    }

    /// The contracts in the order of their ids.
    #[must_use]
    pub fn contracts(&self) -> &[Contract] {
        &self.contracts
    }

    /// The contract of that id.
    #[must_use]
    pub fn contract(&self, id: &ContractId) -> Option<&Contract> {
        self.contracts.get(self.position(id)? as usize)
    }

    pub(super) fn position(&self, id: &ContractId) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    pub(super) fn at(&self, position: u32) -> Option<(&Contract, &Card)> {
        Some((self.contracts.get(position as usize)?, self.cards.get(position as usize)?))
    }

    /// How many contracts can still take money.
    pub(super) const fn open_count(&self) -> usize {
        self.open
    }

    /// Contracts whose number is written so, to the letter but for look-alikes.
    pub(super) fn by_number(&self, hash: u64) -> &[u32] {
        list(self.numbers.get(&hash))
    }

    /// Contracts whose number has these letters and digits.
    pub(super) fn by_collapsed_number(&self, hash: u64) -> &[u32] {
        list(self.collapsed.get(&hash))
    }

    /// Contracts whose number begins so, in its full form.
    pub(super) fn by_beginning(&self, beginning: &str) -> Vec<u32> {
        self.beginnings.find(&self.contracts, beginning)
    }

    /// Whether some number of the register has this shape.
    pub(super) fn has_shape(&self, shape: &str) -> bool {
        self.shapes.contains(&hash_of(shape))
    }

    /// Contracts of holders with that name, by the strongest key that finds any.
    pub(super) fn by_person(&self, person: &Person) -> (Option<NameStrength>, &[u32]) {
        for (strength, key) in person.keys() {
            let found = list(self.names.get(&(strength, key)));
            if !found.is_empty() {
                return (Some(strength), found);
            }
        }
        (None, &[])
    }

    /// How many contracts share a person's name at that strength.
    pub(super) fn count_of(&self, person: &Person, strength: NameStrength) -> usize {
        let keys = person.keys().into_iter().filter(|(known, _)| *known == strength);
        keys.filter_map(|key| self.names.get(&key)).map(Vec::len).sum::<usize>().max(1)
    }

    /// Contracts of a company by the key of its name.
    pub(super) fn by_company(&self, key: &str) -> &[u32] {
        list(self.companies.get(&hash_of(key)))
    }

    /// Contracts over a unit of that kind and number.
    pub(super) fn by_unit(&self, kind: UnitKind, key: &str) -> &[u32] {
        list(self.units.get(&(kind, hash_of(key))))
    }

    /// Contracts of which somebody with that tax number is a holder.
    pub(super) fn by_tax_id(&self, tax_id: &TaxId) -> &[u32] {
        list(self.tax_ids.get(tax_id))
    }

    /// How many contracts were signed on that day.
    pub(super) fn dated(&self, date: Date) -> usize {
        self.dates.get(&date).copied().unwrap_or(0) as usize
    }

    /// How many contracts that lender may pay for.
    pub(super) fn lent_by(&self, tax_id: &TaxId) -> usize {
        self.lenders.get(tax_id).copied().unwrap_or(0) as usize
    }

    /// Open contracts of which that sum is the next line or all that is due.
    pub(super) fn by_amount(&self, amount: Decimal) -> &[u32] {
        list(kopecks(amount).and_then(|sum| self.amounts.get(&sum)))
    }
}

fn list(found: Option<&Vec<u32>>) -> &[u32] {
    found.map_or(&[], Vec::as_slice)
}

fn add(list: &mut Vec<u32>, position: u32) {
    if list.last() != Some(&position) {
        list.push(position);
    }
}

/// A number as the register has it, and without a contract's word before it («ДДУ К-12/5-45»).
pub(super) fn spellings(number: &str) -> Vec<String> {
    let mut all = vec![number.trim().to_owned()];
    let mut rest = number.trim();
    loop {
        let word_end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(word_end);
        let folded = crate::text::fold(word);
        if word.is_empty() || !(words().contract.has(&folded) || words().number_sign.has(&folded)) {
            break;
        }
        let tail = tail.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        if !tail.chars().any(|letter| letter.is_ascii_digit()) {
            break;
        }
        all.push(tail.to_owned());
        rest = tail;
    }
    if let Some(tail) = rest.strip_prefix(['№', '#']) {
        all.push(tail.trim_start().to_owned());
    }
    all.retain(|spelling| !fold_number(spelling).text.is_empty());
    all
}
