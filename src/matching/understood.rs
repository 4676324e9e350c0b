//! Whether every word of a purpose is understood, seen from one contract: what no list knows may be
//! the name of its holder, of its house or of the payer. Anything else is for a person to read.

use std::cell::OnceCell;
use std::sync::Arc;

use super::evidence::Ties;
use super::names::{Who, who};
use super::reading::objects::{Sort, Unknown};
use super::reading::{PersonFound, Reading};
use super::words::known::KnownWord;
use super::words::objects::objects;
use crate::model::{Contract, Payment, UnitKind};
use crate::text::{fold, is_letter};

/// The first word of the purpose that is not understood of this contract, as said.
pub(super) fn not_understood<'a>(
    contract: &Contract,
    payment: &'a Payment,
    reading: &Reading,
    ties: &Ties,
) -> Option<&'a str> {
    if reading.unknown_words.is_empty() {
        return None;
    }
    let grounds = Grounds::of(contract, payment, reading, ties);
    let unknown = reading.unknown_words.iter().find(|unknown| !grounds.explain(unknown))?;
    payment.purpose.get(unknown.place.clone())
}

/// What words of a purpose may refer to.
struct Grounds<'a> {
    /// Stems in the names of the holders.
    holders: Vec<Arc<str>>,
    /// Stems in what else the contract and our own side are called by, once they are asked for.
    around: OnceCell<Vec<Arc<str>>>,
    /// Stems in the payer's name, once they are asked for.
    payer: OnceCell<Vec<Arc<str>>>,
    contract: &'a Contract,
    payment: &'a Payment,
    reading: &'a Reading<'a>,
    ties: &'a Ties,
}

impl<'a> Grounds<'a> {
    fn of(contract: &'a Contract, payment: &'a Payment, reading: &'a Reading<'a>, ties: &'a Ties) -> Self {
        let holders = contract.holders().flat_map(|holder| stems(&holder.name)).collect();
        Self { holders, around: OnceCell::new(), payer: OnceCell::new(), contract, payment, reading, ties }
    }

    fn around(&self) -> &[Arc<str>] {
        self.around.get_or_init(|| {
            let unit = self.contract.unit.as_ref();
            let lender = self.contract.lender.as_ref();
            let around = [
                unit.map(|unit| unit.house.as_str()),
                unit.map(|unit| unit.section.as_str()),
                lender.map(|lender| lender.name.as_str()),
                Some(self.contract.kind.as_str()),
                Some(self.payment.own_side().name.as_str()),
            ];
            around.into_iter().flatten().flat_map(stems).collect()
        })
    }

    fn payer(&self) -> &[Arc<str>] {
        self.payer.get_or_init(|| stems(&self.payment.counterparty().name))
    }

    fn explain(&self, unknown: &Unknown) -> bool {
        match unknown.sort {
            // Whose son or wife it is, only a name tells.
            Sort::Family => self.ties.said || self.ties.known,
            Sort::NoHome => self.contract.unit.as_ref().is_none_or(|unit| unit.kind != UnitKind::Flat),
            Sort::Any => self.is_name(unknown) || unknown.may_be_slip && objects().has_but_for_a_slip(&unknown.word),
        }
    }

    fn is_name(&self, unknown: &Unknown) -> bool {
        let word = KnownWord::of(&unknown.word);
        let is_in = |stems: &[Arc<str>]| stems.contains(word.stem());
        // «за» the payer's own name pays for the payer, and for the holder only where they are one.
        let is_payers = || (self.ties.payer || !unknown.for_whom) && is_in(self.payer());
        is_in(&self.holders) || is_in(self.around()) || is_payers() || self.is_in_holders_name(unknown)
    }

    /// Whether the word stands in what was read as a holder's name: a maiden name, a company's words.
    fn is_in_holders_name(&self, unknown: &Unknown) -> bool {
        let holders: Vec<Who> = self.contract.holders().map(|holder| who(&holder.name)).collect();
        let is_holder = |found: &PersonFound<'_>| {
            let person = found.said.person.as_ref();
            person.is_some_and(|person| {
                holders.iter().any(|who| matches!(who, Who::Person(holder) if holder.agrees(person).is_some()))
            })
        };
        self.reading.people.iter().any(|found| {
            // A surname borne too may stand in brackets after the name.
            let beyond = if unknown.bracketed { unknown.place.len() + " (".len() } else { 0 };
            let place = &found.said.place;
            place.start <= unknown.place.start && unknown.place.end <= place.end + beyond && is_holder(found)
        })
    }
}

/// The stems of the words in a name.
fn stems(name: &str) -> Vec<Arc<str>> {
    let folded = fold(name);
    let words = folded.split(|letter: char| !is_letter(letter)).filter(|word| word.chars().nth(1).is_some());
    words.map(|word| KnownWord::of(word).stem().clone()).collect()
}
