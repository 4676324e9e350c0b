//! The contracts of the register with the inverted indexes over them.
//!
//! Every list holds positions of contracts in rising order, so that membership is a binary search
//! and nothing depends on the order in which contracts came. Those of units stand house by house.

mod beginnings;
mod card;
mod postings;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use self::beginnings::Beginnings;
pub(super) use card::Card;
use card::Shared;
use postings::Postings;

use super::names::{NameStrength, Person};
use super::reading::numbers::{collapsed, full, hash_of, shape};
use super::words::words;
use crate::model::{Bits, Contract, ContractId, Party, ScheduleLine, TaxId, UnitKind};
use crate::text::{fold, fold_number, is_letter, is_letter_or_digit};

/// The contracts and everything that leads from a payment to them.
#[derive(Debug, Default)]
pub struct Index {
    contracts: Vec<Contract>,
    cards: Vec<Card>,
    numbers: Postings,
    collapsed: Postings,
    shapes: HashSet<u64>,
    names: Postings,
    companies: Postings,
    units: Postings,
    tax_ids: Postings,
    lenders: HashMap<TaxId, u32>,
    /// Folded, each once.
    lender_names: HashSet<String>,
    amounts: Postings,
    open: usize,
    open_bits: Bits,
    all_bits: Bits,
    dates: HashMap<Date, u32>,
    beginnings: Beginnings,
}

/// Pairs of key and position, before they are lists.
#[derive(Debug, Default)]
struct Pairs {
    numbers: Vec<(u64, u32)>,
    collapsed: Vec<(u64, u32)>,
    names: Vec<(u64, u32)>,
    companies: Vec<(u64, u32)>,
    units: Vec<(u64, u32)>,
    tax_ids: Vec<(u64, u32)>,
    amounts: Vec<(u64, u32)>,
}

/// A sum as whole kopecks; sums beyond any payment have none.
pub(super) fn kopecks(amount: Decimal) -> Option<i64> {
    (amount * Decimal::ONE_HUNDRED).to_i64()
}

const fn name_key(strength: NameStrength, key: u64) -> u64 {
    key.wrapping_add(strength as u64)
}

fn unit_key(kind: UnitKind, key: &str) -> u64 {
    hash_of(key).wrapping_add(kind as u64)
}

impl Index {
    /// Builds the index. The contracts are held in the order of their ids, whatever their order
    /// was; of two with one id the first stays.
    #[must_use]
    pub fn build(mut contracts: Vec<Contract>) -> Self {
        contracts.sort_by(|one, other| one.id.cmp(&other.id));
        contracts.dedup_by(|later, earlier| later.id == earlier.id);
        let mut index = Self::default();
        let mut pairs = Pairs::default();
        let mut shared = Shared::default();
        index.cards.reserve_exact(contracts.len());
        for (contract, position) in contracts.iter().zip(0_u32..) {
            index.enter(contract, position, &mut pairs, &mut shared);
        }
        index.lender_names = shared.lenders.keys().filter(|name| !name.is_empty()).map(|name| fold(name)).collect();
        index.open_bits = Bits::log2(index.open);
        index.all_bits = Bits::log2(contracts.len());
        index.contracts = contracts;
        index.numbers = Postings::of(pairs.numbers);
        index.collapsed = Postings::of(pairs.collapsed);
        index.names = Postings::of(pairs.names);
        index.companies = Postings::of(pairs.companies);
        index.units = Postings::of(pairs.units);
        let cards = &index.cards;
        index.units.order_by(|position| cards.get(position as usize).map_or(0, |card| card.place.house));
        index.tax_ids = Postings::of(pairs.tax_ids);
        index.amounts = Postings::of(pairs.amounts);
        index
    }

    fn enter<'register>(
        &mut self,
        contract: &'register Contract,
        position: u32,
        pairs: &mut Pairs,
        shared: &mut Shared<'register>,
    ) {
        let card = Card::of(contract, shared);
        for number in spellings(&contract.number) {
            let whole = full(&number);
            pairs.numbers.push((hash_of(&whole), position));
            pairs.collapsed.push((hash_of(&collapsed(whole.chars())), position));
            self.shapes.extend(shape(&whole).map(|shape| hash_of(&shape)));
        }
        for person in card.people() {
            pairs.names.extend(person.keys().into_iter().map(|(strength, key)| (name_key(strength, key), position)));
        }
        pairs.companies.extend(card.companies().map(|company| (hash_of(company), position)));
        pairs.units.extend(card.unit.as_ref().map(|(kind, key)| (unit_key(*kind, key), position)));
        let tax_ids = contract.holders().filter_map(|holder| holder.tax_id.as_ref());
        pairs.tax_ids.extend(tax_ids.map(|tax_id| (hash_of(tax_id.as_str()), position)));
        if let Some(tax_id) = contract.lender.as_ref().and_then(|lender| lender.tax_id.as_ref()) {
            *self.lenders.entry(tax_id.clone()).or_default() += 1;
        }
        if let Some(date) = contract.date {
            *self.dates.entry(date).or_default() += 1;
        }
        if contract.is_open() {
            self.open += 1;
            let amounts = [Some(contract.due()), card.next_line(contract).map(ScheduleLine::open)];
            let sums = amounts.into_iter().flatten().filter_map(kopecks);
            pairs.amounts.extend(sums.map(|sum| (sum.cast_unsigned(), position)));
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
        let position = self.contracts.binary_search_by(|contract| contract.id.cmp(id)).ok()?;
        u32::try_from(position).ok()
    }

    pub(super) fn at(&self, position: u32) -> Option<(&Contract, &Card)> {
        Some((self.contracts.get(position as usize)?, self.cards.get(position as usize)?))
    }

    /// How many contracts can still take money.
    pub(super) const fn open_count(&self) -> usize {
        self.open
    }

    /// The logarithm of their count.
    pub(super) const fn open_bits(&self) -> Bits {
        self.open_bits
    }

    /// The logarithm of the count of all contracts.
    pub(super) const fn all_bits(&self) -> Bits {
        self.all_bits
    }

    /// Contracts whose number is written so, to the letter but for look-alikes.
    pub(super) fn by_number(&self, hash: u64) -> &[u32] {
        self.numbers.list(hash)
    }

    /// Contracts whose number has these letters and digits.
    pub(super) fn by_collapsed_number(&self, hash: u64) -> &[u32] {
        self.collapsed.list(hash)
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
            let found = self.names.list(name_key(strength, key));
            if !found.is_empty() {
                return (Some(strength), found);
            }
        }
        (None, &[])
    }

    /// How many contracts share a person's name at that strength. Of a name of two words they are all
    /// that begin so: nobody knows which of them have a patronymic that was left out.
    pub(super) fn count_of(&self, person: &Person, strength: NameStrength) -> usize {
        let strength = if person.is_of_two_words() { strength.min(NameStrength::Short) } else { strength };
        let keys = person.keys().into_iter().filter(|(known, _)| *known == strength);
        keys.map(|(strength, key)| self.names.list(name_key(strength, key)).len()).sum::<usize>().max(1)
    }

    /// Contracts of a company by the key of its name.
    pub(super) fn by_company(&self, key: &str) -> &[u32] {
        self.by_company_key(hash_of(key))
    }

    /// Contracts of a company by the hash of that key.
    pub(super) fn by_company_key(&self, hash: u64) -> &[u32] {
        self.companies.list(hash)
    }

    /// How many contracts are over a unit of that kind and number in the house of a card.
    pub(super) fn count_in_house(&self, kind: UnitKind, key: &str, card: &Card) -> usize {
        let house = |position: u32| self.cards.get(position as usize).map_or(0, |card| card.place.house);
        let list = self.by_unit(kind, key);
        let before = list.partition_point(|position| house(*position) < card.place.house);
        list.get(before..).unwrap_or_default().partition_point(|position| house(*position) == card.place.house)
    }

    /// Contracts over a unit of that kind and number, house by house.
    pub(super) fn by_unit(&self, kind: UnitKind, key: &str) -> &[u32] {
        self.units.list(unit_key(kind, key))
    }

    /// Contracts of which somebody with that tax number is a holder.
    pub(super) fn by_tax_id(&self, tax_id: &TaxId) -> &[u32] {
        let list = self.tax_ids.list(hash_of(tax_id.as_str()));
        // Hashes may collide; tax numbers may not.
        let is_borne = list
            .first()
            .and_then(|position| self.contracts.get(*position as usize))
            .is_some_and(|contract| contract.holders().any(|holder| holder.tax_id.as_ref() == Some(tax_id)));
        if is_borne { list } else { &[] }
    }

    /// How many contracts were signed on that day.
    pub(super) fn dated(&self, date: Date) -> usize {
        self.dates.get(&date).copied().unwrap_or(0) as usize
    }

    /// Whether a lender of the register bears this tax number or name.
    pub(crate) fn is_lender(&self, party: &Party) -> bool {
        party.tax_id.as_ref().is_some_and(|tax_id| self.lenders.contains_key(tax_id))
            || self.lender_names.contains(&fold(&party.name))
    }

    /// How many contracts that lender may pay for.
    pub(super) fn lent_by(&self, tax_id: &TaxId) -> usize {
        self.lenders.get(tax_id).copied().unwrap_or(0) as usize
    }

    /// Open contracts of which that sum is the next line or all that is due.
    pub(super) fn by_amount(&self, amount: Decimal) -> &[u32] {
        kopecks(amount).map_or(&[], |sum| self.amounts.list(sum.cast_unsigned()))
    }
}

/// A number as the register has it, and without a contract's word before it («ДДУ К-12/5-45»).
pub(super) fn spellings(number: &str) -> Vec<String> {
    let mut all = vec![number.trim().to_owned()];
    let mut rest = number.trim();
    loop {
        let word_end = rest.find(|letter: char| !is_letter(letter)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(word_end);
        let folded = fold(word);
        if word.is_empty() || !(words().contract.has(&folded) || words().number_sign.has(&folded)) {
            break;
        }
        let tail = tail.trim_start_matches(|letter: char| !is_letter_or_digit(letter));
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
