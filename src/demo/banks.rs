//! Invented banks, companies and accounts with sound keys.

use super::dice::Dice;
use super::people::{Case, Person};
use crate::model::account_fits_bic;

/// A bank. The БИК belong to no bank: region 99 of Russia's 04 is not in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bank {
    pub(super) name: &'static str,
    pub(super) bic: &'static str,
    pub(super) correspondent: &'static str,
    pub(super) tax_id: &'static str,
}

/// The bank of our first account, of the statement.
pub(super) const HARBOUR: Bank =
    Bank {
        name: "АО «Банк Причал»", bic: "049900701", correspondent: "30101810000012400109", tax_id: "0012400109"
    };
/// The bank of our second account, which also lends to buyers.
pub(super) const RIVER: Bank =
    Bank {
        name: "ПАО «Речной банк»", bic: "049900702", correspondent: "30101810000000000702", tax_id: "0012400074"
    };
/// A bank where buyers have accounts.
pub(super) const FIELD: Bank =
    Bank {
        name: "АО «Полевой кредит»", bic: "049900703", correspondent: "30101810000000000703", tax_id: "0012400081"
    };

/// One side of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) name: String,
    pub(super) tax_id: String,
    pub(super) kpp: String,
    pub(super) account: String,
    pub(super) bank: Bank,
    /// A person, not an organisation.
    pub(super) is_person: bool,
}

impl Side {
    /// A person with an account of their own; the same person always has the same one.
    pub(super) fn person(person: &Person) -> Self {
        let seed = person.tax_id.bytes().fold(0_u64, |sum, digit| sum.wrapping_mul(31).wrapping_add(u64::from(digit)));
        let mut dice = Dice::new(seed);
        let bank = dice.pick(&[HARBOUR, RIVER, FIELD], FIELD);
        Self {
            name: person.name(Case::Nominative),
            tax_id: if dice.below(3) == 0 { String::new() } else { person.tax_id.clone() },
            kpp: String::new(),
            account: account("40817810", bank, &dice.digits(11)),
            bank,
            is_person: true,
        }
    }

    /// An organisation.
    pub(super) fn company(name: &str, tax_id: &str, bank: Bank, prefix: &str, seed: u64) -> Self {
        Self {
            name: name.to_owned(),
            tax_id: tax_id.to_owned(),
            kpp: "000001001".to_owned(),
            account: account(prefix, bank, &Dice::new(seed).digits(11)),
            bank,
            is_person: false,
        }
    }
}

/// The company whose payments these are, with its account at a bank.
pub(super) fn own(bank: Bank) -> Side {
    Side::company("ООО «СЗ Тихая Гавань»", "0012400099", bank, "40702810", 11)
}

/// The company's account in another currency: the first eight digits say which.
pub(super) fn own_in(prefix: &str) -> Side {
    Side::company("ООО «СЗ Тихая Гавань»", "0012400099", RIVER, prefix, 12)
}

/// An account of twenty digits: eight that say what it is, the key that fits the bank, and a
/// number of its own.
pub(super) fn account(prefix: &str, bank: Bank, number: &str) -> String {
    let mut sound = (0..10).map(|key| format!("{prefix}{key}{number}"));
    sound.find(|account| account_fits_bic(account, bank.bic)).unwrap_or_default()
}
