//! The contracts of the demo and the people behind them.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::banks;
use super::dice::Dice;
use super::houses::{self, HARBOUR, TOWER, WILLOW};
use super::people::{Case, Person};
use crate::crm::totals::lay_oldest_first;
use crate::model::{Contract, ContractId, ContractStatus, Currency, Holder, ScheduleLine, TaxId, Unit, UnitKind};

/// The first day of the demo month; what fell due before was paid before the register was made.
pub(super) const MONTH: Date = date(2026, 10, 1);

/// A contract and who stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deal {
    pub(super) contract: Contract,
    pub(super) person: Person,
    pub(super) spouse: Person,
}

impl Deal {
    /// The oldest instalment that is open.
    pub(super) fn open_line(&self) -> Option<&ScheduleLine> {
        self.contract.schedule.iter().find(|line| !line.open().is_zero())
    }

    /// What that instalment still wants; all that is due where there is no schedule.
    pub(super) fn instalment(&self) -> Decimal {
        self.open_line().map_or_else(|| self.contract.due(), ScheduleLine::open)
    }

    /// Whether an ordinary buyer will pay an instalment of it this month.
    pub(super) fn pays_this_month(&self) -> bool {
        let contract = &self.contract;
        let is_alive = matches!(contract.status, ContractStatus::Signed | ContractStatus::Registered);
        let is_due = self.open_line().is_some_and(|line| (line.due.year(), line.due.month()) == (2026, 10));
        is_alive && is_due && !contract.escrow && contract.currency == Currency::RUB
    }

    /// What kind of unit it is about.
    pub(super) fn unit_kind(&self) -> Option<UnitKind> {
        self.contract.unit.as_ref().map(|unit| unit.kind)
    }

    /// In which house.
    pub(super) fn is_in(&self, house: &str) -> bool {
        self.contract.unit.as_ref().is_some_and(|unit| unit.house == house)
    }

    /// «кв. 45», «м/м 12» …
    pub(super) fn place(&self) -> String {
        let Some(unit) = &self.contract.unit else { return String::new() };
        let word = match unit.kind {
            UnitKind::Flat => "кв.",
            UnitKind::Parking => "м/м",
            UnitKind::Storage => "кладовая",
            UnitKind::Commercial => "пом.",
        };
        format!("{word} {}", unit.number)
    }

    /// The day of signing as purposes say it: `01.02.2025`.
    pub(super) fn signed(&self) -> String {
        self.contract.date.map(|day| day.strftime("%d.%m.%Y").to_string()).unwrap_or_default()
    }
}

/// Instalments of so many kopecks, so many months apart.
fn schedule(first: Date, months: i32, kopecks: &[i64]) -> Vec<ScheduleLine> {
    let line = |(number, kopecks): (u32, &i64)| ScheduleLine {
        line: number,
        due: first.saturating_add((months * (i32::try_from(number).unwrap_or(1) - 1)).months()),
        amount: Decimal::new(*kopecks, 2),
        paid: Decimal::ZERO,
    };
    (1..).zip(kopecks).map(line).collect()
}

/// A price in so many parts; the last takes what division leaves.
fn parts(kopecks: i64, count: i64) -> Vec<i64> {
    let part = kopecks / count;
    let mut all = vec![part; usize::try_from(count).unwrap_or(1)];
    if let Some(last) = all.last_mut() {
        *last += kopecks - part * count;
    }
    all
}

/// Builds contracts one after the other.
struct Office {
    dice: Dice,
    deals: Vec<Deal>,
}

impl Office {
    /// A registered contract with its past instalments paid.
    fn sign(&mut self, number: String, kind: &str, unit: Unit, lines: Vec<ScheduleLine>) -> &mut Deal {
        let person = Person::invent(&mut self.dice);
        let spouse = person.spouse(&mut self.dice);
        let count = self.deals.len();
        let day = date(2025, 6, 1).saturating_add(i32::try_from(count * 3 % 190).unwrap_or(0).days());
        let mut contract = Contract {
            id: ContractId(format!("D-{:04}", count + 1)),
            number,
            date: Some(day),
            kind: kind.to_owned(),
            status: if count % 11 == 5 { ContractStatus::Signed } else { ContractStatus::Registered },
            holder: Holder { name: person.name(Case::Nominative), tax_id: person.tax_number() },
            co_holders: Vec::new(),
            unit: Some(unit),
            total: lines.iter().map(|line| line.amount).sum(),
            currency: Currency::RUB,
            paid: lines.iter().filter(|line| line.due < MONTH).map(|line| line.amount).sum(),
            schedule: lines,
            manager: ["Белоусова", "Гранин", "Тополева"].get(count % 3).copied().unwrap_or_default().to_owned(),
            escrow: false,
            lender: None,
            notes: Vec::new(),
            version: 0,
        };
        lay_oldest_first(&mut contract.schedule, contract.paid);
        self.deals.push(Deal { contract, person, spouse });
        let last = self.deals.len() - 1;
        // The deal was pushed just now.
        &mut self.deals[last]
    }

    fn flats_of_willow(&mut self, unit: Unit, number: i64) {
        let price = 540_000_000 + number * 7 % 60 * 1_234_500 + number * 11;
        let mut instalments = vec![price / 5];
        instalments.extend(parts(price - price / 5, 18));
        let day = i8::try_from(10 + number % 4 * 5).unwrap_or(15);
        let lines = schedule(date(2026, 1, day), 1, &instalments);
        let deal = self.sign(format!("К-{}/{number}", unit.section), "ДДУ", unit, lines);
        let contract = &mut deal.contract;
        match number {
            91..=94 => contract.status = ContractStatus::Assigned,
            95..=98 => contract.status = ContractStatus::Terminated,
            _ if number % 12 == 0 => pay_all(contract, ContractStatus::Paid),
            _ if number % 5 == 2 => {
                let spouse = &deal.spouse;
                contract.co_holders = vec![Holder { name: spouse.name(Case::Nominative), tax_id: spouse.tax_number() }];
            }
            _ => {}
        }
    }

    fn flats_of_tower(&mut self, unit: Unit, number: i64) {
        let price = 720_000_000 + number * 13 % 70 * 2_111_000 + number * 17;
        let has_loan = number % 6 == 1;
        let day = i8::try_from(8 + number % 5 * 4).unwrap_or(15);
        let lines = if has_loan {
            schedule(date(2026, 7, day), 3, &[price / 4, price - price / 4])
        } else {
            schedule(date(2026, 1, day), 3, &parts(price, 6))
        };
        let namesake = match number {
            31..=33 => self.deals.last().map(|deal| deal.person.clone()),
            _ => None,
        };
        let mut dice = self.dice.clone();
        let deal = self.sign(format!("В2-{number:03}"), "ДДУ", unit, lines);
        if let Some(person) = namesake {
            deal.person = person.namesake(&mut dice);
            deal.contract.holder =
                Holder { name: deal.person.name(Case::Nominative), tax_id: deal.person.tax_number() };
        }
        let contract = &mut deal.contract;
        if has_loan {
            contract.lender =
                Some(Holder { name: banks::RIVER.name.to_owned(), tax_id: TaxId::from_document(banks::RIVER.tax_id) });
        }
        match number {
            108..=120 => contract.escrow = true,
            121 | 122 => contract.status = ContractStatus::Terminated,
            123 | 124 => {
                contract.status = ContractStatus::Draft;
                contract.date = None;
            }
            _ if number % 12 == 0 => pay_all(contract, ContractStatus::Paid),
            _ => {}
        }
    }

    fn flats_of_harbour(&mut self, unit: Unit, number: i64) {
        let mut instalments = vec![150_000_000];
        instalments.extend(vec![15_000_000; 24]);
        let day = i8::try_from(12 + number % 3 * 6).unwrap_or(15);
        let lines = schedule(date(2026, 1, day), 1, &instalments);
        let deal = self.sign(format!("ТГ-{number:04}"), "ДДУ", unit, lines);
        match number {
            65..=70 => pay_all(&mut deal.contract, ContractStatus::HandedOver),
            71 | 72 => {
                deal.contract.status = ContractStatus::Draft;
                deal.contract.date = None;
            }
            _ => {}
        }
    }

    /// Parking (suffix 1) and storage (suffix 2) sold with a flat of the first house bear its
    /// number and a suffix; the others have numbers of their own.
    fn cellar(&mut self, unit: Unit, number: usize, prefix: &str, suffix: u8, with_flat: bool, monthly: i64) {
        let flat = self.deals.get(number - 1).filter(|_| with_flat).cloned();
        // The last store-rooms were sold with instalments that begin next summer.
        let first = if prefix == "КЛ3" && number >= 17 { date(2027, 6, 20) } else { date(2026, 3, 20) };
        let lines = schedule(first, 1, &[monthly; 12]);
        let own_number = flat
            .as_ref()
            .map_or_else(|| format!("{prefix}-{number:02}"), |flat| format!("{}/{suffix}", flat.contract.number));
        let same_buyer = match (prefix, number) {
            // One buyer of three places.
            ("М2", 2 | 3) => self.deals.last().cloned(),
            _ => flat,
        };
        let deal = self.sign(own_number, "ДДУ", unit, lines);
        if let Some(other) = same_buyer {
            deal.contract.holder = other.contract.holder.clone();
            deal.person = other.person;
            deal.spouse = other.spouse;
        }
    }

    fn trade(&mut self, unit: Unit, number: i64) {
        if number <= 6 {
            let lines = schedule(date(2026, 1, 25), 3, &parts(1_900_000_000 + number * 77_700, 5));
            self.sign(format!("ДКП-{number}/26"), "ДКП", unit, lines);
            return;
        }
        let lines = schedule(date(2026, 1, 5), 1, &[18_500_000 + number * 100_000; 12]);
        let deal = self.sign(format!("АР-{number}/26"), "аренда", unit, lines);
        let trader = format!("ИП {}", deal.person.name(Case::Nominative));
        deal.contract.holder.name = trader;
        if number == 10 {
            deal.contract.currency = Currency::BYN;
        }
    }

    /// The contract of the one to whom another contract was assigned.
    fn assign(&mut self, old: &Deal) {
        let Some(unit) = old.contract.unit.clone() else { return };
        let mut lines = old.contract.schedule.clone();
        for line in &mut lines {
            line.paid = Decimal::ZERO;
        }
        self.sign(format!("{}-У", old.contract.number), "уступка", unit, lines);
    }
}

fn pay_all(contract: &mut Contract, status: ContractStatus) {
    contract.status = status;
    contract.paid = contract.total;
    for line in &mut contract.schedule {
        line.paid = line.amount;
    }
}

/// All contracts, in the order of the register.
pub(super) fn all() -> Vec<Deal> {
    let mut office = Office { dice: Dice::new(20_261_001), deals: Vec::new() };
    for unit in houses::all() {
        let number: i64 = unit.number.parse().unwrap_or(0);
        let place = usize::try_from(number).unwrap_or(1);
        match (unit.house.as_str(), unit.kind) {
            (WILLOW, UnitKind::Flat) if number <= 100 => office.flats_of_willow(unit, number),
            (TOWER, UnitKind::Flat) if number <= 124 => office.flats_of_tower(unit, number),
            (HARBOUR, UnitKind::Flat) if number <= 72 => office.flats_of_harbour(unit, number),
            (WILLOW, UnitKind::Parking) if number <= 44 => {
                office.cellar(unit, place, "М1", 1, number <= 20, 10_000_000);
            }
            (WILLOW, UnitKind::Storage) if number <= 28 => {
                office.cellar(unit, place, "КЛ1", 2, number <= 11, 2_500_000);
            }
            (TOWER, UnitKind::Parking) if number <= 30 => office.cellar(unit, place, "М2", 1, false, 10_000_000),
            (HARBOUR, UnitKind::Storage) if number <= 18 => office.cellar(unit, place, "КЛ3", 2, false, 2_500_000),
            (HARBOUR, UnitKind::Parking) if number <= 20 => office.cellar(unit, place, "М3", 1, false, 10_000_000),
            (TOWER, UnitKind::Commercial) => office.trade(unit, number),
            (WILLOW, UnitKind::Commercial) if number > 2 => office.trade(unit, number + 4),
            _ => {}
        }
    }
    let assigned = |deal: &&Deal| deal.contract.status == ContractStatus::Assigned;
    for old in office.deals.iter().filter(assigned).cloned().collect::<Vec<_>>() {
        office.assign(&old);
    }
    office.deals
}
