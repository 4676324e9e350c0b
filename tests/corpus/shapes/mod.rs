//! Purposes that people write every day, as templates: who pays what with which words.

pub mod assembled;
mod belarusian;
mod companies;
mod names;
mod numbers;
mod romanian;

use rust_decimal::Decimal;
use sverka::model::{Currency, Party, UnitKind};

use super::people::{Case, Person};
use super::register::Register;
use super::scene::{Scene, signed};
use super::truth::{Demand, Right, Sample};

/// Who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payer {
    /// The holder; the bank told the tax number or not.
    Holder,
    /// The holder with the tax number that the register has too.
    HolderByTaxId,
    /// The holder without tax number.
    HolderByName,
    /// The holder as surname and initials, without tax number.
    HolderInitials,
    /// The holder in capitals.
    HolderLoud,
    /// The holder in Latin letters, without tax number.
    HolderLatin,
    /// The bank's pooled account with the holder's name between strokes.
    Pooled,
    /// Somebody of the same surname whom the register does not know.
    Relative,
    /// The co-holder of the register.
    CoHolder,
    /// Somebody whom the register does not know.
    Stranger,
    /// A company that the register does not know.
    Employer,
    /// A bank that lends.
    Bank,
    /// The social fund.
    Fund,
}

/// What is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// The next line.
    Line,
    /// Half of it.
    Half,
    /// The next two lines.
    Two,
    /// All that is due.
    Rest,
}

/// Which contracts it is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Any of a person, in roubles.
    Person,
    /// One of a person who has no other contract and no namesake.
    Lone,
    /// A person's parking place.
    Parking,
    /// A person's storage.
    Storage,
    /// A company's.
    Company,
    /// A sole trader's.
    Trader,
    /// One with a co-holder.
    Couple,
    /// In Belarusian roubles, of a person.
    Belarus,
    /// In lei, of a person.
    Moldova,
}

/// A purpose that people write.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Its name in the tables.
    pub name: &'static str,
    /// The words; the places in braces are filled from the contract.
    pub purpose: &'static str,
    /// Who pays.
    pub payer: Payer,
    /// What is paid.
    pub sum: Sum,
    /// Which contracts it is written for.
    pub of: For,
    /// Whether an accountant would ask.
    pub demand: Demand,
}

/// A shape that nobody would ask about: the next line.
const fn safe(name: &'static str, of: For, payer: Payer, purpose: &'static str) -> Shape {
    Shape { name, purpose, payer, sum: Sum::Line, of, demand: Demand::Safe }
}

impl Shape {
    const fn paying(self, sum: Sum) -> Self {
        Self { sum, ..self }
    }

    /// Some accountants would ask: of a part that is no line, of a name alone, of another kind of
    /// contract.
    const fn either(self) -> Self {
        Self { demand: Demand::Either, ..self }
    }
}

/// Every shape.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    numbers::SHAPES
        .iter()
        .chain(&names::SHAPES)
        .chain(&companies::SHAPES)
        .chain(&belarusian::SHAPES)
        .chain(&romanian::SHAPES)
}

impl Shape {
    /// A payment of this shape; `None` where the register has no contract for it left.
    pub fn make(&self, scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
        let position = scene.take(|register, position| self.fits(register, position))?;
        let due = scene.contract(position).due();
        let line = scene.register.next_sum(position);
        let sum = match self.sum {
            Sum::Line => line,
            Sum::Half => (line / Decimal::TWO).round_dp(0),
            Sum::Two => two_lines(scene.register, position),
            Sum::Rest => due,
        };
        let payer = self.payer(scene, position)?;
        let purpose = fill(self.purpose, scene, position, sum);
        let payment = scene.receipt(position, payer, sum, purpose);
        let mut sample = Sample::new(payment, Right::Contract(position), self.demand);
        if self.purpose.contains("{line}") {
            sample.named_line = scene.register.next_line(position).map(|line| line.line);
        }
        Some(vec![sample])
    }

    fn fits(&self, register: &Register, position: usize) -> bool {
        let contract = &register.contracts[position];
        let buyer = register.buyer(position);
        let is_person = buyer.person.is_some() && !buyer.is_trader;
        let kind = contract.unit.as_ref().map(|unit| unit.kind);
        let in_roubles = contract.currency == Currency::RUB;
        let is_flat = kind == Some(UnitKind::Flat);
        let fits = match self.of {
            For::Person => is_person && in_roubles && is_flat,
            For::Lone => {
                is_person
                    && in_roubles
                    && is_flat
                    && register.bought[register.owner[position]].len() == 1
                    && register.name_is_unique(position)
            }
            For::Parking => is_person && in_roubles && kind == Some(UnitKind::Parking),
            For::Storage => is_person && in_roubles && kind == Some(UnitKind::Storage),
            For::Company => buyer.person.is_none() && in_roubles,
            For::Trader => buyer.is_trader,
            For::Couple => register.with.contains_key(&position) && in_roubles,
            For::Belarus => is_person && is_flat && contract.currency == Currency::BYN,
            For::Moldova => buyer.person.is_some() && is_flat && contract.currency == Currency::MDL,
        };
        let sums = match self.sum {
            Sum::Two => contract.schedule.iter().filter(|line| !line.open().is_zero()).count() > 2,
            _ => true,
        };
        let named = !self.purpose.contains("{line}") || !contract.schedule.is_empty();
        let known = self.payer != Payer::HolderByTaxId || contract.holder.tax_id.is_some();
        fits && sums && named && known
    }

    fn payer(&self, scene: &mut Scene<'_>, position: usize) -> Option<Party> {
        let buyer = scene.buyer(position);
        Some(match self.payer {
            Payer::Holder => scene.holder(position),
            Payer::HolderByTaxId => buyer.as_party(true),
            Payer::HolderByName => buyer.as_party(false),
            Payer::HolderInitials => {
                Party { name: buyer.person.as_ref()?.initials(Case::Nominative), ..buyer.as_party(false) }
            }
            Payer::HolderLoud => Party { name: buyer.name.to_uppercase(), ..scene.holder(position) },
            Payer::HolderLatin => Party { name: buyer.person.as_ref()?.latin(), ..buyer.as_party(false) },
            Payer::Pooled => {
                let card = scene.dice.figures(7);
                let name = format!("ПАО СБЕРБАНК//{}//{card}//РОССИЯ, Г КАЗАНЬ, УЛ МИРА, Д 7, КВ 19//", buyer.name);
                scene.institution(&name, "7707083893")
            }
            Payer::Relative => {
                let relative = buyer.person.as_ref()?.relative(&mut scene.dice);
                scene.payer(relative).as_party(scene.dice.chance(50))
            }
            Payer::CoHolder => scene.register.with.get(&position)?.as_party(scene.dice.chance(50)),
            Payer::Stranger => {
                let stranger = scene.stranger();
                stranger.as_party(scene.dice.chance(50))
            }
            Payer::Employer => {
                let tax_id = super::identifiers::company_tax_id(&mut scene.dice);
                scene.institution("ООО \"Ромашка и сыновья\"", &tax_id)
            }
            Payer::Bank => scene.institution("Филиал \"Центральный\" Банка ВТБ (ПАО)", "7702070139"),
            Payer::Fund => scene.institution("УФК по г. Москве (ОСФР по г. Москве и Московской области)", "7703363868"),
        })
    }
}

/// The next two lines together.
pub fn two_lines(register: &Register, position: usize) -> Decimal {
    let open = register.contracts[position].schedule.iter().map(sverka::model::ScheduleLine::open);
    open.filter(|open| !open.is_zero()).take(2).sum()
}

/// Fills the places in braces.
pub fn fill(template: &str, scene: &mut Scene<'_>, position: usize, sum: Decimal) -> String {
    const MONTHS: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    let contract = scene.contract(position);
    let person = scene.person(position);
    let name = |case: Case| person.map_or_else(|| contract.holder.name.clone(), |person| person.full(case));
    let day = contract.date.unwrap_or_default();
    let unit = contract.unit.as_ref();
    let number = unit.map(|unit| unit.number.clone()).unwrap_or_default();
    let word = match unit.map(|unit| unit.kind) {
        Some(UnitKind::Parking) => "м/м",
        Some(UnitKind::Storage) => "кладовая",
        Some(UnitKind::Commercial) => "пом.",
        _ => "кв.",
    };
    let line = scene.register.next_line(position).map(|line| line.line.to_string()).unwrap_or_default();
    let short = day.strftime("%d.%m.%y").to_string();
    let worded =
        format!("«{:02}» {} {} г.", day.day(), MONTHS[usize::from(day.month().unsigned_abs()) - 1], day.year());
    let pairs = [
        ("{no}", contract.number.clone()),
        ("{NO}", contract.number.to_uppercase()),
        ("{date}", signed(contract)),
        ("{short}", short),
        ("{worded}", worded),
        ("{fio}", name(Case::Nominative)),
        ("{FIO}", name(Case::Nominative).to_uppercase()),
        ("{turned}", person.map_or_else(|| contract.holder.name.clone(), Person::turned)),
        ("{gen}", name(Case::Genitive)),
        ("{dat}", name(Case::Dative)),
        ("{acc}", name(Case::Accusative)),
        ("{ins}", name(Case::Instrumental)),
        ("{ini}", person.map(|person| person.initials(Case::Nominative)).unwrap_or_default()),
        ("{iniacc}", person.map(|person| person.initials(Case::Accusative)).unwrap_or_default()),
        ("{latin}", person.map(Person::latin).unwrap_or_default()),
        ("{unit}", number.clone()),
        ("{place}", format!("{word} {number}")),
        ("{house}", unit.map(|unit| unit.house.clone()).unwrap_or_default()),
        ("{line}", line),
        ("{sum}", format!("{sum:.2}").replace('.', "-")),
        ("{any}", scene.dice.figures(6)),
        ("{tax}", scene.buyer(position).tax_id.clone()),
    ];
    let mut text = template.to_owned();
    for (place, value) in pairs {
        if text.contains(place) {
            text = text.replace(place, &value);
        }
    }
    text
}
