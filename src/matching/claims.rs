//! What a purpose claims that is not so of this payment or this contract: somebody else's tax number,
//! another sum or day, a whole that is a part, a denial. The number and the holder may be right all the
//! same; what is meant, a person reads.
//!
//! Never here: which contract is meant.

use super::allocate::{Fit, days_between};
use super::evidence::Ties;
use super::names::Who;
use super::reading::Reading;
use super::words::words;
use crate::model::{Contract, Flag, FlagKind, Payment, TaxIdKind};

/// Flags of what is claimed and not so.
pub(super) fn false_claims(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Vec<Flag> {
    let mut flags = Vec::new();
    flags.extend(denied(&reading.plain).map(|word| Flag::new(FlagKind::PurposeOther, word)));
    if let Some(said) = whole(reading).filter(|_| !closes(contract, payment, ties.fit)) {
        flags.push(Flag::new(FlagKind::Contradicted, said));
    }
    if let Some(tax_id) = strangers_tax_id(contract, payment, reading, ties) {
        flags.push(Flag::new(FlagKind::ThirdParty, tax_id));
    }
    let counted = reading.facts.of_lines.filter(|count| usize::try_from(*count) != Ok(contract.schedule.len()));
    if let Some(count) = counted.filter(|_| !contract.schedule.is_empty()) {
        flags.push(Flag::new(FlagKind::Contradicted, count.to_string()));
    }
    if let Some(percent) = reading.facts.percents.iter().find(|percent| **percent < 100) {
        let share = contract.total * rust_decimal::Decimal::from(*percent) / rust_decimal::Decimal::ONE_HUNDRED;
        if share.round_dp(2) != payment.amount.amount {
            flags.push(Flag::new(FlagKind::AmountUnusual, format!("{percent} %")));
        }
    }
    if let Some((date, _)) =
        reading.facts.of_contract.iter().find(|(date, _)| contract.date.is_some_and(|of| of != *date))
    {
        flags.push(Flag::new(FlagKind::Contradicted, date.strftime("%d.%m.%Y").to_string()));
    }
    flags.extend(another_due_day(contract, payment, reading, ties));
    if let Some(place) =
        reading.facts.loose.iter().find(|(key, _)| !is_of_its_unit(contract, key)).map(|(_, place)| place)
        && contract.unit.is_some()
    {
        flags.push(Flag::new(FlagKind::Contradicted, payment.purpose.get(place.clone()).unwrap_or_default()));
    }
    flags
}

/// The word that is denied: «не оплата», «не за квартиру». What taxes are not is no denial.
fn denied(plain: &str) -> Option<&str> {
    let mut said = plain.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = said.next() {
        if words().not.has(word)
            && let Some(next) = said.peek().filter(|next| !words().not_denied.has(next))
        {
            return Some(next);
        }
    }
    None
}

/// The words by which all that is due is paid: «полный расчёт», «последний платёж», «100 %».
fn whole<'a>(reading: &'a Reading) -> Option<&'a str> {
    let in_words = words().whole.found_in(&reading.plain);
    in_words.or_else(|| reading.facts.percents.contains(&100).then_some("100 %"))
}

/// Whether the payment leaves nothing due, or pays the last line.
fn closes(contract: &Contract, payment: &Payment, fit: Fit) -> bool {
    let last = contract.schedule.iter().max_by_key(|line| (line.due, line.line)).map(|line| line.line);
    payment.amount.amount >= contract.due() || matches!(fit, Fit::Line(line) if Some(line) == last)
}

/// A person's tax number in the purpose that is not the payer's, not a holder's and not ours. Where the
/// register does not know a holder's, it may be hers, unless she pays herself and bears another.
fn strangers_tax_id(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Option<String> {
    let payers = payment.counterparty().tax_id.as_ref();
    let is_holder = ties.payer && matches!(reading.payer, Who::Person(_)) && payers.is_some();
    let knows_all = contract.holders().all(|holder| holder.tax_id.is_some());
    let is_known = |tax_id| {
        payers == Some(tax_id)
            || payment.own_side().tax_id.as_ref() == Some(tax_id)
            || contract.holders().any(|holder| holder.tax_id.as_ref() == Some(tax_id))
    };
    let said = reading.tax_ids.iter().filter(|(_, place, _)| place.is_some());
    let mut strangers = said.filter(|(tax_id, _, list)| {
        let is_person = matches!(tax_id.kind(), TaxIdKind::RussianPerson | TaxIdKind::Moldovan) || !list.is_empty();
        is_person && !is_known(tax_id)
    });
    strangers.find(|_| is_holder || knows_all).map(|(tax_id, ..)| tax_id.as_str().to_owned())
}

/// Days by which a day that is named without the word for a due day must lie ahead to be one.
const AHEAD_DAYS: i32 = 40;

/// The day on which is due what the purpose says it pays, where another line is paid.
fn another_due_day(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Option<Flag> {
    let Fit::Line(paid) = ties.fit else { return None };
    let paid = contract.line(paid)?;
    let is_other = |day: jiff::civil::Date| (day.year(), day.month()) != (paid.due.year(), paid.due.month());
    let named = reading.facts.due.iter().find(|(day, is_told)| {
        let is_ahead = days_between(payment.effective_date(), *day) > AHEAD_DAYS;
        (*is_told || is_ahead) && is_other(*day) && days_between(*day, paid.due).abs() > 7
    });
    named.map(|(day, _)| Flag::new(FlagKind::Contradicted, day.strftime("%d.%m.%Y").to_string()))
}

/// Whether a figure is a number of the contract's unit or of the place where it is.
fn is_of_its_unit(contract: &Contract, key: &str) -> bool {
    let Some(unit) = &contract.unit else { return false };
    let floor = unit.floor.map(|floor| floor.to_string());
    let numbers = unit.number.split(|letter: char| !letter.is_alphanumeric()).chain([unit.section.as_str()]);
    let in_house = unit.house.split(|letter: char| !letter.is_alphanumeric());
    let known: Vec<&str> = numbers.chain(in_house).chain(floor.as_deref()).collect();
    key.split('-').all(|part| known.iter().any(|known| known.trim_start_matches('0') == part))
}
