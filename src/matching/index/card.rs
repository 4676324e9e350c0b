//! What the matcher prepares of a contract once, so that no payment has to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::matching::names::{Person, Who, company_key, stem, who};
use crate::matching::reading::numbers::collapsed;
use crate::matching::reading::places::unit_number;
use crate::matching::words::{plain, words};
use crate::model::{Contract, ScheduleLine, Unit, UnitKind};
use crate::text::{fold, fold_number, is_letter_or_digit};

/// A contract, prepared.
#[derive(Debug)]
pub(in crate::matching) struct Card {
    /// Who owes: the holder, then the co-holders.
    pub holders: Arc<[Who]>,
    /// Kind and collapsed number of the unit.
    pub unit: Option<(UnitKind, Arc<str>)>,
    /// Where the unit stands.
    pub place: Arc<Place>,
    /// The lender's name as a company key; empty without a lender.
    pub lender: Arc<str>,
}

/// House and section, prepared.
#[derive(Debug, Default)]
pub(in crate::matching) struct Place {
    /// Collapsed numbers in the names of house and section.
    pub house_numbers: Vec<String>,
    /// Of these, the house's own: those of a section only where it is a building by its name.
    pub own_house: Vec<String>,
    /// Collapsed numbers or letters of the section.
    pub sections: Vec<String>,
    /// Significant words in the house's name, folded.
    pub house_words: Vec<String>,
    /// Stems of the words by which the house's complex is called.
    pub complex: Vec<String>,
    /// The same for all places that agree in complex and house numbers, whatever their section; 0 without a unit.
    pub house: u32,
}

impl Place {
    fn of(house: &str, section: &str) -> Self {
        let mut house_numbers = Vec::new();
        let mut house_words = Vec::new();
        let (mut own_house, mut sections) = (Vec::new(), Vec::new());
        for (place, is_house) in [(house, true), (section, false)] {
            let is_building = is_house || words().house.are_in(&plain(&fold(place)));
            let mut after_section = !is_building;
            for word in fold(place).split(|letter: char| !is_letter_or_digit(letter) && letter != '/') {
                let number = || collapsed(fold_number(word).text.chars());
                let is_letter = !is_house && word.chars().count() == 1;
                if after_section && (is_letter || word.chars().any(|letter| letter.is_ascii_digit())) {
                    sections.push(number());
                }
                after_section = !is_building || words().section.has(word) || after_section && word.is_empty();
                if word.chars().any(|letter| letter.is_ascii_digit()) {
                    let number = number();
                    own_house.extend(is_building.then(|| number.clone()));
                    house_numbers.push(number);
                } else if word.chars().count() >= 4 {
                    house_words.push(word.to_owned());
                }
            }
        }
        let is_name =
            |word: &&String| !(words().house.has(word) || words().section.has(word) || words().common.has(word));
        let complex = house_words.iter().filter(is_name).map(|word| stem(word)).collect();
        Self { house_numbers, own_house, sections, house_words, complex, house: 0 }
    }
}

/// What the cards of a register share: names, house after house, and the few lenders are written
/// down once.
#[derive(Debug, Default)]
pub(in crate::matching) struct Shared<'register> {
    texts: HashSet<Arc<str>>,
    /// Those of contracts with one holder, by name: buyers come back, and namesakes are many.
    holders: HashMap<&'register str, Arc<[Who]>>,
    places: HashMap<&'register str, HashMap<&'register str, Arc<Place>>>,
    houses: HashMap<(Vec<String>, Vec<String>), u32>,
    pub(super) lenders: HashMap<&'register str, Arc<str>>,
}

impl<'register> Shared<'register> {
    fn text(&mut self, text: Arc<str>) -> Arc<str> {
        if let Some(known) = self.texts.get(&text) {
            return known.clone();
        }
        self.texts.insert(text.clone());
        text
    }

    fn who(&mut self, name: &str) -> Who {
        match who(name) {
            Who::Person(person) => Who::Person(Person {
                surname: self.text(person.surname),
                surname_whole: self.text(person.surname_whole),
                first: self.text(person.first),
                patronymic: self.text(person.patronymic),
                also: person.also,
            }),
            Who::Company(key) => Who::Company(self.text(key)),
            Who::Nobody => Who::Nobody,
        }
    }

    fn holders(&mut self, contract: &'register Contract) -> Arc<[Who]> {
        if !contract.co_holders.is_empty() {
            return contract.holders().map(|holder| self.who(&holder.name)).collect();
        }
        let name = contract.holder.name.as_str();
        if let Some(known) = self.holders.get(name) {
            return known.clone();
        }
        let holders: Arc<[Who]> = Arc::new([self.who(name)]);
        self.holders.insert(name, holders.clone());
        holders
    }

    fn place(&mut self, unit: &'register Unit) -> Arc<Place> {
        let known = self.places.get(unit.house.as_str()).and_then(|sections| sections.get(unit.section.as_str()));
        if let Some(known) = known {
            return known.clone();
        }
        let mut place = Place::of(&unit.house, &unit.section);
        let next = u32::try_from(self.houses.len() + 1).unwrap_or(u32::MAX);
        place.house = *self.houses.entry((place.complex.clone(), place.house_numbers.clone())).or_insert(next);
        let place = Arc::new(place);
        self.places.entry(&unit.house).or_default().insert(&unit.section, place.clone());
        place
    }

    fn lender(&mut self, name: &'register str) -> Arc<str> {
        if let Some(known) = self.lenders.get(name) {
            return known.clone();
        }
        let key = self.text(company_key(&fold(name)).into());
        self.lenders.insert(name, key.clone());
        key
    }
}

impl Card {
    /// Prepares a contract.
    pub(in crate::matching) fn of<'register>(contract: &'register Contract, shared: &mut Shared<'register>) -> Self {
        let unit = contract.unit.as_ref();
        let key = unit.map(|unit| (unit.kind, unit_key(&unit.number))).filter(|(_, key)| !key.is_empty());
        Self {
            holders: shared.holders(contract),
            unit: key.map(|(kind, key)| (kind, shared.text(key.into()))),
            place: unit.map(|unit| shared.place(unit)).unwrap_or_default(),
            lender: shared.lender(contract.lender.as_ref().map_or("", |lender| &lender.name)),
        }
    }

    /// The holders that are people.
    pub(in crate::matching) fn people(&self) -> impl Iterator<Item = &Person> {
        self.holders.iter().filter_map(|holder| if let Who::Person(person) = holder { Some(person) } else { None })
    }

    /// Keys of the holders that are companies.
    pub(in crate::matching) fn companies(&self) -> impl Iterator<Item = &str> {
        self.holders.iter().filter_map(|holder| if let Who::Company(key) = holder { Some(&**key) } else { None })
    }

    /// The open line that is due first.
    #[expect(clippy::unused_self, reason = "the card is where questions about a prepared contract are asked")]
    pub(in crate::matching) fn next_line<'contract>(
        &self,
        contract: &'contract Contract,
    ) -> Option<&'contract ScheduleLine> {
        contract.schedule.iter().filter(|line| !line.open().is_zero()).min_by_key(|line| (line.due, line.line))
    }
}

/// The collapsed number of a unit, without its house word («кв. 45» and «45» give the same).
fn unit_key(number: &str) -> String {
    let folded = fold(number);
    let start = folded.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let before: String =
        folded[..start].chars().rev().take_while(|letter| letter.is_alphabetic() || *letter == '-').collect();
    let prefix: String = before.chars().rev().filter(|letter| letter.is_alphabetic()).collect();
    let kept = if prefix.chars().count() <= 1 { prefix } else { String::new() };
    unit_number(fold_number(&format!("{kept}{}", &folded[start..])).text.chars())
}
