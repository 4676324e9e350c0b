//! A register with everything that makes matching hard: equal instalments, namesakes, several
//! contracts a buyer, numbers that look alike, contracts that are over.

use std::collections::{HashMap, HashSet};

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use sverka::model::{Allocation, Contract, ContractId, ContractStatus, Currency, Holder, ScheduleLine, Unit, UnitKind};

use super::buyers::Buyer;
use super::dice::Dice;
use super::names::ESTATES;
use super::numbers::{STYLES, collapsed, number};
use super::truth::{Right, Sample};

/// Where a house stands: its currency and tax numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Country {
    /// Roubles, ИНН.
    Russia,
    /// Belarusian roubles, УНП.
    Belarus,
    /// Lei, IDNO.
    Moldova,
}

/// The month in which the payments come.
pub const MONTH: Date = date(2026, 9, 1);

/// A lender and its tax number.
pub const LENDERS: [(&str, &str); 3] =
    [("ПАО Сбербанк", "7707083893"), ("Банк ВТБ (ПАО)", "7702070139"), ("АО \"АЛЬФА-БАНК\"", "7728168971")];

/// A register and who stands behind it.
#[derive(Debug, Default)]
pub struct Register {
    /// The contracts.
    pub contracts: Vec<Contract>,
    /// Who bought.
    pub buyers: Vec<Buyer>,
    /// The buyer of each contract.
    pub owner: Vec<usize>,
    /// The co-buyers of each contract that has any.
    pub with: HashMap<usize, Buyer>,
    /// The contracts of each buyer.
    pub bought: Vec<Vec<usize>>,
    /// Assigned contracts and the contracts that took their place.
    pub assigned: Vec<(usize, usize)>,
    numbers: HashMap<String, usize>,
    collapsed: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
}

/// How names are compared when namesakes are looked for.
fn name_key(name: &str) -> String {
    name.to_uppercase().replace('Ё', "Е").trim_start_matches("ИП ").to_owned()
}

impl Register {
    /// Contracts on which somebody of that name stands.
    pub fn named(&self, name: &str) -> &[usize] {
        self.names.get(&name_key(name)).map_or(&[], Vec::as_slice)
    }

    /// The contract of that very number.
    pub fn numbered(&self, number: &str) -> Option<usize> {
        self.numbers.get(number).copied()
    }

    /// Contracts whose number reads the same without separators.
    pub fn collapsed(&self, number: &str) -> &[usize] {
        self.collapsed.get(&collapsed(number)).map_or(&[], Vec::as_slice)
    }

    /// The buyer of a contract.
    pub fn buyer(&self, position: usize) -> &Buyer {
        &self.buyers[self.owner[position]]
    }

    /// Whether the name of the contract's holder stands on this buyer's contracts only.
    pub fn name_is_unique(&self, position: usize) -> bool {
        let owner = self.owner[position];
        self.named(&self.buyers[owner].name).iter().all(|other| self.owner[*other] == owner)
    }

    /// The open contracts of the buyer of a contract.
    pub fn open_with(&self, position: usize) -> Vec<usize> {
        let mine = &self.bought[self.owner[position]];
        mine.iter().copied().filter(|other| self.contracts[*other].is_open()).collect()
    }

    /// The first line on which something is open.
    pub fn next_line(&self, position: usize) -> Option<&ScheduleLine> {
        self.contracts[position].schedule.iter().find(|line| !line.open().is_zero())
    }

    /// What is due next: the open part of the next line, or all of it where there is no schedule.
    pub fn next_sum(&self, position: usize) -> Decimal {
        self.next_line(position).map_or_else(|| self.contracts[position].due(), ScheduleLine::open)
    }

    /// A sum laid over a contract by hand: a named line first, then the oldest due.
    pub fn laid_over(&self, position: usize, sum: Decimal, named: Option<u32>) -> Vec<(Option<u32>, Decimal)> {
        let contract = &self.contracts[position];
        if contract.schedule.is_empty() {
            return vec![(None, sum)];
        }
        let first = contract.schedule.iter().filter(|line| Some(line.line) == named);
        let rest = contract.schedule.iter().filter(|line| Some(line.line) != named);
        let mut left = sum;
        let mut parts = Vec::new();
        for line in first.chain(rest) {
            let part = line.open().min(left);
            if !part.is_zero() {
                parts.push((Some(line.line), part));
                left -= part;
            }
        }
        parts.sort_unstable();
        parts
    }

    /// A payment for one contract laid over it by hand, as the CRM would keep it.
    pub fn allocated(&self, sample: &Sample) -> Vec<Allocation> {
        let Right::Contract(position) = sample.right else { return Vec::new() };
        let id = &self.contracts[position].id;
        let parts = self.laid_over(position, sample.sum(), sample.named_line);
        parts.into_iter().map(|(line, amount)| Allocation { contract: id.clone(), line, amount }).collect()
    }

    fn add(&mut self, contract: Contract, owner: usize) -> usize {
        let position = self.contracts.len();
        self.numbers.insert(contract.number.clone(), position);
        self.collapsed.entry(collapsed(&contract.number)).or_default().push(position);
        for holder in contract.holders() {
            self.names.entry(name_key(&holder.name)).or_default().push(position);
        }
        self.bought[owner].push(position);
        self.owner.push(owner);
        self.contracts.push(contract);
        position
    }
}

/// The house that contracts are drawn up for now.
struct House {
    country: Country,
    name: String,
    serial: usize,
    style: usize,
}

/// A register of so many contracts.
pub fn register(seed: u64, count: usize) -> Register {
    let mut dice = Dice::new(seed);
    let mut register = Register::default();
    let mut drafter = Drafter { taken: HashSet::new(), running: 0 };
    while register.contracts.len() < count {
        let serial = 1 + register.contracts.len() / 280;
        let country = match serial % 16 {
            7 => Country::Belarus,
            11 => Country::Moldova,
            _ => Country::Russia,
        };
        let name = format!("{}, корп. {}", ESTATES[serial % ESTATES.len()], 1 + serial / ESTATES.len());
        let house = House { country, name, serial: 1 + serial % 90, style: dice.roll(STYLES) };
        for flat in 1..=230 {
            if register.contracts.len() < count {
                drafter.deal(&mut dice, &mut register, &house, flat);
            }
        }
    }
    register
}

struct Drafter {
    taken: HashSet<String>,
    running: usize,
}

impl Drafter {
    /// One buyer's flat, and whatever they buy with it.
    fn deal(&mut self, dice: &mut Dice, register: &mut Register, house: &House, flat: usize) {
        let buyer = match dice.roll(100) {
            // A further flat of a buyer, or a namesake by full name or by initials.
            0..=4 if !register.buyers.is_empty() => None,
            5..=7 if !register.buyers.is_empty() => {
                let other = register.buyers[dice.roll(register.buyers.len())].clone();
                other.person.map(|person| Buyer::of_person(dice, person))
            }
            8..=10 if !register.buyers.is_empty() => {
                let other = register.buyers[dice.roll(register.buyers.len())].clone();
                let person = other.person.and_then(|person| person.with_same_initials(dice));
                person.map(|person| Buyer::of_person(dice, person))
            }
            _ => Some(Buyer::any(dice, house.country)),
        };
        let owner = if let Some(buyer) = buyer {
            register.buyers.push(buyer);
            register.bought.push(Vec::new());
            register.buyers.len() - 1
        } else {
            dice.roll(register.buyers.len())
        };
        let code = self.fresh_number(dice, house, flat);
        let first = contract(dice, register, house, owner, &code, flat, UnitKind::Flat);
        let status = register.contracts[first].status;
        if status == ContractStatus::Assigned {
            self.assign(dice, register, house, first, &code);
        }
        if dice.chance(18) {
            let code = if dice.chance(60) { format!("{code}/1") } else { self.fresh_number(dice, house, 400 + flat) };
            if self.taken.insert(code.clone()) || !code.ends_with("/1") {
                further(dice, register, house, owner, &code, first, UnitKind::Parking);
            }
        }
        if dice.chance(10) {
            let code = format!("{code}/2");
            if self.taken.insert(code.clone()) {
                further(dice, register, house, owner, &code, first, UnitKind::Storage);
            }
        }
        if dice.chance(2) {
            let code = self.fresh_number(dice, house, 700 + flat);
            let kind = UnitKind::Commercial;
            contract(dice, register, house, owner, &code, 700 + flat, kind);
        }
    }

    /// The contract of whoever took an assigned contract over.
    fn assign(&mut self, dice: &mut Dice, register: &mut Register, house: &House, old: usize, code: &str) {
        register.buyers.push(Buyer::any(dice, house.country));
        register.bought.push(Vec::new());
        let owner = register.buyers.len() - 1;
        let code = format!("У-{code}");
        self.taken.insert(code.clone());
        let flat = register.contracts[old].unit.as_ref().map_or(1, |unit| unit.number.parse().unwrap_or(1));
        let new = contract(dice, register, house, owner, &code, flat, UnitKind::Flat);
        let model = register.contracts[old].clone();
        let contract = &mut register.contracts[new];
        contract.schedule.clone_from(&model.schedule);
        (contract.total, contract.paid, contract.status) = (model.total, model.paid, ContractStatus::Registered);
        contract.kind = "Уступка".into();
        register.assigned.push((old, new));
    }

    fn fresh_number(&mut self, dice: &mut Dice, house: &House, flat: usize) -> String {
        loop {
            self.running += 1;
            let style = if dice.chance(90) { house.style } else { dice.roll(STYLES) };
            let near = house.serial + if dice.chance(10) { 90 } else { 0 };
            let code = number(dice, style, near, flat, self.running);
            if self.taken.insert(code.clone()) {
                return code;
            }
            if self.taken.insert(format!("{code}-{}", self.running)) {
                return format!("{code}-{}", self.running);
            }
        }
    }
}

fn contract(
    dice: &mut Dice,
    register: &mut Register,
    house: &House,
    owner: usize,
    code: &str,
    unit: usize,
    kind: UnitKind,
) -> usize {
    let buyer = register.buyers[owner].clone();
    let status = status(dice);
    let (mut schedule, paid) = schedule(dice, status, kind);
    let total = schedule.iter().map(|line| line.amount).sum();
    // Paid at once, and the register keeps no schedule for it.
    if dice.chance(4) {
        schedule.clear();
    }
    let knows_tax_id = buyer.person.is_none() || dice.chance(55);
    let co_buyer = buyer.person.as_ref().filter(|_| kind == UnitKind::Flat && dice.chance(14));
    let co_buyer = co_buyer.map(|person| person.spouse(dice)).map(|person| Buyer::of_person(dice, person));
    let lender = (kind == UnitKind::Flat && dice.chance(15)).then(|| dice.of(&LENDERS));
    let contract = Contract {
        id: ContractId(format!("c{:07}", register.contracts.len())),
        number: code.into(),
        date: Some(date(2024, 2, 1).saturating_add(i32::try_from(dice.roll(880)).unwrap_or(0).days())),
        // What is lived in was bought before the house stood, the rest when it did.
        kind: if kind == UnitKind::Commercial { "ДКП" } else { "ДДУ" }.into(),
        status,
        holder: buyer.as_holder(knows_tax_id),
        co_holders: co_buyer.iter().map(|other| other.as_holder(false)).collect(),
        unit: Some(Unit {
            house: house.name.clone(),
            section: if dice.chance(40) { (1 + unit % 4).to_string() } else { String::new() },
            floor: Some(1 + i32::try_from(unit % 17).unwrap_or(0)),
            number: unit.to_string(),
            kind,
        }),
        total,
        currency: match house.country {
            Country::Russia => Currency::RUB,
            Country::Belarus => Currency::BYN,
            Country::Moldova => Currency::MDL,
        },
        paid,
        schedule,
        manager: String::new(),
        escrow: status == ContractStatus::Signed && dice.chance(50)
            || status == ContractStatus::Registered && dice.chance(8),
        lender: lender
            .map(|(name, tax_id)| Holder { name: name.into(), tax_id: sverka::model::TaxId::from_document(tax_id) }),
        notes: Vec::new(),
        version: 1,
    };
    let position = register.add(contract, owner);
    if let Some(other) = co_buyer {
        register.with.insert(position, other);
    }
    position
}

/// Parking or storage bought with a flat; now and then in the flat's instalments.
fn further(
    dice: &mut Dice,
    register: &mut Register,
    house: &House,
    owner: usize,
    code: &str,
    flat: usize,
    kind: UnitKind,
) {
    let place = 1 + dice.roll(400);
    let position = contract(dice, register, house, owner, code, place, kind);
    if dice.chance(25) && register.contracts[flat].is_open() {
        let model = register.contracts[flat].clone();
        let further = &mut register.contracts[position];
        further.schedule.clone_from(&model.schedule);
        (further.total, further.paid, further.status) = (model.total, model.paid, model.status);
    }
}

fn status(dice: &mut Dice) -> ContractStatus {
    match dice.roll(100) {
        0..=2 => ContractStatus::Draft,
        3..=12 => ContractStatus::Signed,
        13..=16 => ContractStatus::HandedOver,
        17..=19 => ContractStatus::Paid,
        20..=22 => ContractStatus::Terminated,
        23..=25 => ContractStatus::Assigned,
        _ => ContractStatus::Registered,
    }
}

/// Instalments of which the next is due this month, and what was paid on them.
fn schedule(dice: &mut Dice, status: ContractStatus, kind: UnitKind) -> (Vec<ScheduleLine>, Decimal) {
    let count = match dice.roll(10) {
        0 => 1,
        1..=3 => 2 + dice.roll(3),
        _ => 4 + dice.roll(14),
    };
    let done = if status == ContractStatus::Paid { count } else { dice.roll(count.min(9)) };
    let scale = if kind == UnitKind::Flat { 4 } else { 1 };
    let round = dice.chance(50);
    let instalment = if round {
        Decimal::from(dice.of(&[25_000, 30_000, 50_000, 75_000, 100_000, 150_000]) * scale)
    } else {
        Decimal::new(i64::try_from(1_000_000 + dice.roll(30_000_000)).unwrap_or(1_000_000), 2)
    };
    let day = i32::try_from(dice.roll(28)).unwrap_or(0);
    let lines: Vec<ScheduleLine> = (0..count)
        .map(|line| {
            let months = i32::try_from(line).unwrap_or(0) - i32::try_from(done).unwrap_or(0);
            let first = line == 0 && count > 1;
            let amount = if first { instalment * Decimal::from(5) } else { instalment };
            ScheduleLine {
                line: u32::try_from(line + 1).unwrap_or(1),
                due: MONTH.saturating_add(day.days()).saturating_add(months.months()),
                amount,
                paid: if line < done { amount } else { Decimal::ZERO },
            }
        })
        .collect();
    let paid = lines.iter().map(|line| line.paid).sum();
    (lines, paid)
}
