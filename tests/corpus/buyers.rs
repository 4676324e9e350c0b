//! Who buys: persons, sole traders and companies.

use sverka::model::{Holder, Party, TaxId};

use super::dice::Dice;
use super::identifiers::{account, belarusian_tax_id, company_tax_id, moldovan_tax_id, person_tax_id};
use super::names::{COMPANY_FIRST, COMPANY_SECOND};
use super::people::{Case, Person};
use super::register::Country;

/// Somebody who buys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// The name as the register writes it.
    pub name: String,
    /// The person, unless it is a company.
    pub person: Option<Person>,
    /// Whether the person buys as a sole trader.
    pub is_trader: bool,
    /// ИНН, УНП or IDNO.
    pub tax_id: String,
    /// The account that they pay from.
    pub account: String,
}

impl Buyer {
    /// Somebody who buys in that country.
    pub fn any(dice: &mut Dice, country: Country) -> Self {
        match dice.roll(100) {
            0..=3 => Self::company(dice, country),
            4..=6 if country == Country::Russia => {
                let person = Person::any(dice);
                let mut trader = Self::of_person(dice, person);
                trader.name = format!("ИП {}", trader.name);
                trader.is_trader = true;
                trader
            }
            _ => {
                let person = if country == Country::Moldova { Person::moldovan(dice) } else { Person::any(dice) };
                let mut buyer = Self::of_person(dice, person);
                match country {
                    Country::Russia => {}
                    Country::Belarus => buyer.tax_id = belarusian_tax_id(dice),
                    Country::Moldova => buyer.tax_id = moldovan_tax_id(dice),
                }
                buyer
            }
        }
    }

    /// That person.
    pub fn of_person(dice: &mut Dice, person: Person) -> Self {
        Self {
            name: person.full(Case::Nominative),
            person: Some(person),
            is_trader: false,
            tax_id: person_tax_id(dice),
            account: account(dice, false),
        }
    }

    fn company(dice: &mut Dice, country: Country) -> Self {
        let name = format!("{}{}", dice.of(&COMPANY_FIRST), dice.of(&COMPANY_SECOND));
        let (name, tax_id) = match country {
            Country::Russia => (format!("ООО \"{name}\""), company_tax_id(dice)),
            Country::Belarus => (format!("ЧУП \"{name}\""), belarusian_tax_id(dice)),
            Country::Moldova => (format!("SRL \"{}\"", super::people::latin(&name)), moldovan_tax_id(dice)),
        };
        Self { name, person: None, is_trader: false, tax_id, account: account(dice, true) }
    }

    /// As a contract names them; with the tax number where the register has it.
    pub fn as_holder(&self, with_tax_id: bool) -> Holder {
        Holder { name: self.name.clone(), tax_id: with_tax_id.then(|| TaxId::from_document(&self.tax_id)).flatten() }
    }

    /// As a payment names them; with the tax number where the bank told it.
    pub fn as_party(&self, with_tax_id: bool) -> Party {
        Party {
            name: self.name.clone(),
            tax_id: with_tax_id.then(|| TaxId::from_document(&self.tax_id)).flatten(),
            account: Some(self.account.clone()),
            ..Party::default()
        }
    }
}
