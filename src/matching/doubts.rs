//! What makes a row with the right number and the right holder doubtful all the same: words, sums
//! and a breakdown that say something else.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::allocate::{days_between, open_lines, pays_as_said};
use super::claims::false_claims;
use super::evidence::Ties;
use super::names::Who;
use super::reading::Reading;
use super::reading::numbers::{collapsed, full};
use super::understood::not_understood;
use super::words::{OtherKind, Phrases, plain, words};
use crate::model::{Contract, ContractStatus, Flag, FlagKind, Payment, kopecks_text};
use crate::text::fold;

/// Days from everything that is due beyond which a payment is asked: a year is mistyped.
const STRANGE_DAYS: i32 = 365;

/// Flags of a payment that leads to this contract.
pub(super) fn doubts(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Vec<Flag> {
    let mut flags = Vec::new();
    flags.extend(other_purpose(contract, payment, reading).map(|said| Flag::new(FlagKind::PurposeOther, said)));
    if flags.is_empty()
        && let Some(word) = not_understood(contract, payment, reading, ties)
    {
        flags.push(Flag::new(FlagKind::ObjectUnknown, word));
    }
    flags.extend(of_extent(contract, payment, reading, ties));
    flags.extend(of_source(contract, payment, reading));
    flags.extend(of_sums(contract, payment, reading));
    flags.extend(false_claims(contract, payment, reading, ties));
    if !(ties.said || ties.known)
        && let Some(whom) = words().relative.found_in(&reading.plain)
    {
        flags.push(Flag::new(FlagKind::ThirdParty, whom));
    }
    // A holder who pays is no third party, and a third party says for whom it pays.
    if (ties.payer || !(ties.said || ties.known))
        && let Some(whom) = words().third_party.found_in(&reading.plain)
    {
        flags.push(Flag::new(FlagKind::ThirdParty, whom));
    }
    if let Some(date) = another_contracts_date(contract, payment, reading, ties) {
        flags.push(Flag::new(FlagKind::Contradicted, date.strftime("%d.%m.%Y").to_string()));
    }
    if let Some(other) = &reading.payer_beside {
        flags.push(Flag::new(FlagKind::ThirdParty, other.as_str()));
    }
    // After handover buyers go on paying their instalments: what is exactly due there is no wonder.
    let is_done = match contract.status {
        ContractStatus::Paid => true,
        ContractStatus::HandedOver => !ties.fit.is_exact(),
        _ => false,
    };
    if is_done || is_far_from_all(contract, payment) {
        flags.push(Flag::new(FlagKind::WeakEvidence, contract.number.as_str()));
    }
    flags
}

/// The words by which the money is for something else than this contract.
fn other_purpose<'a>(contract: &Contract, payment: &'a Payment, reading: &'a Reading) -> Option<&'a str> {
    let (words, said) = (words(), &reading.plain);
    let from_buyer = matches!(reading.payer, Who::Person(_)) && !reading.payer_is_bank;
    let code = payment.currency().to_string().to_lowercase();
    let other_currency =
        || words.currencies.iter().filter(|names| !names.has(&code)).find_map(|names| names.found_in(said));
    let payer = payment.counterparty().name.as_str();
    // A builder may be called what others are asked about: «ЖСК Верба».
    let own_side = plain(&fold(&payment.own_side().name));
    words
        .purpose_other
        .found_in(said)
        .or_else(|| words.settled.found_in(said))
        .or_else(|| tax_alone(said))
        .or_else(|| tax_paid(said))
        .or_else(|| part_of_a_stake(said))
        .or_else(|| payment.purpose.get(reading.facts.settled.clone()?))
        .or_else(|| other_kind(contract, said).filter(|kind| !own_side.contains(&format!(" {kind} "))))
        .or_else(|| words.maternity.found_in(said).filter(|_| from_buyer))
        .or_else(|| words.aid.found_in(said).filter(|_| from_buyer))
        .or_else(other_currency)
        .or_else(|| words.enforcer.are_in(&plain(&fold(payer))).then_some(payer))
}

/// The tax itself as what is paid: «НДС по договору № 5».
fn tax_alone(said: &str) -> Option<&str> {
    let mut said = said.split_ascii_whitespace();
    let first = said.next().filter(|first| words().vat.has(first))?;
    let is_of = |next: &str| words().after_number.has(next) || words().contract.has(next);
    said.next().is_some_and(is_of).then_some(first)
}

/// A tax that nothing around it says to be none of what is paid: «налог по договору № 5».
fn tax_paid(said: &str) -> Option<&str> {
    let said: Vec<&str> = said.split_ascii_whitespace().collect();
    let is_beside =
        |at: Option<usize>, list: &Phrases| at.and_then(|at| said.get(at)).is_some_and(|word| list.has(*word));
    let is_paid = |at: &usize| {
        words().tax_word.has(said[*at])
            && !is_beside(at.checked_sub(1), &words().tax_after)
            && !is_beside(Some(at + 1), &words().tax_before)
    };
    (0..said.len()).find(is_paid).map(|at| said[at])
}

/// A part of a contract that several own: «1/2 доли», «доля 1/2».
fn part_of_a_stake(said: &str) -> Option<&str> {
    words().stake.found_in(said)?;
    let said: Vec<&str> = said.split_ascii_whitespace().collect();
    let number = |at: usize| said.get(at).and_then(|word| word.parse::<u8>().ok()).filter(|number| *number > 0);
    let is_part = |at: usize| number(at).zip(number(at + 1)).is_some_and(|(part, whole)| part < whole && whole <= 100);
    let is_stake =
        |at: &usize| words().stake.has(said[*at]) && (is_part(at + 1) || at.checked_sub(2).is_some_and(is_part));
    (0..said.len()).find(is_stake).map(|at| said[at])
}

/// The kind of contract that a text names, where this contract is of another.
fn other_kind<'text>(contract: &Contract, said: &'text str) -> Option<&'text str> {
    let kind = plain(&fold(&contract.kind));
    let is_other = |other: &&OtherKind| {
        !other.kinds.are_in(&kind) && other.against.as_ref().is_none_or(|against| against.are_in(&kind))
    };
    // The letters of «ДКП-12» are the number's own.
    let number = plain(&fold(&contract.number));
    let is_meant = |said: &&str| !words().mortgage.are_in(said) && !number.contains(&format!(" {said} "));
    words().other_kinds.iter().filter(is_other).filter_map(|other| other.said.found_in(said)).find(is_meant)
}

/// What 1C's own breakdown says against this contract.
fn of_source(contract: &Contract, payment: &Payment, reading: &Reading) -> Vec<Flag> {
    let mut flags = Vec::new();
    let number = collapsed(full(&contract.number).chars());
    for said in &reading.source_unknown {
        if !collapsed(full(said).chars()).contains(&number) {
            flags.push(Flag::new(FlagKind::NumberMistyped, said.as_str()));
        }
    }
    for name in payment.breakdown.iter().filter_map(|line| line.contract_name.as_deref()) {
        if other_kind(contract, &plain(&fold(name))).is_some() {
            flags.push(Flag::new(FlagKind::PurposeOther, name));
        }
    }
    for account in payment.breakdown.iter().filter_map(|line| line.settlement_account.as_deref()) {
        if words().other_accounts.has(account.split('.').next().unwrap_or(account)) {
            flags.push(Flag::new(FlagKind::PurposeOther, account));
        }
    }
    for line in &payment.breakdown {
        // In another currency than the payment's: by which rate, only a person can say.
        if let Some(sum) = line.settlement_sum.filter(|sum| !sum.is_zero() && *sum != line.amount) {
            flags.push(Flag::new(FlagKind::AmountUnusual, kopecks_text(sum)));
        }
    }
    let parts: Decimal = payment.breakdown.iter().map(|line| line.amount).sum();
    if !payment.breakdown.is_empty() && parts != payment.amount.amount {
        flags.push(Flag::new(FlagKind::AmountUnusual, kopecks_text(parts)));
    }
    flags
}

/// How much the purpose says that it pays, where the sum is another: «за два месяца» with one line's sum.
fn of_extent(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Option<Flag> {
    let extent = reading.facts.extent.as_ref().filter(|extent| !pays_as_said(contract, ties.fit, extent.size))?;
    Some(Flag::new(FlagKind::Contradicted, payment.purpose.get(extent.place.clone()).unwrap_or_default()))
}

/// A sum that the purpose names as the payment's, and that is neither it nor the contract's price.
fn of_sums(contract: &Contract, payment: &Payment, reading: &Reading) -> Option<Flag> {
    let sums = &reading.facts.sums;
    let agrees = |sum: &Decimal| *sum == payment.amount.amount || *sum == contract.total;
    let said = sums.first().filter(|_| !sums.iter().any(agrees))?;
    Some(Flag::new(FlagKind::AmountUnusual, kopecks_text(*said)))
}

/// Days before the payment from which on a date in the purpose is no day of the payment itself.
const OLD_DAYS: i32 = 31;

/// The date that a purpose names beside the word for a contract and without any number, where it is
/// not this contract's: «по ДДУ от 10.05.2025».
fn another_contracts_date(contract: &Contract, payment: &Payment, reading: &Reading, ties: &Ties) -> Option<Date> {
    let has_number = ties.firm_number || ties.weak_number || ties.source;
    let signed = contract.date.filter(|_| !has_number && reading.says_contract)?;
    let dates = || reading.facts.dates.iter().map(|(date, _)| *date);
    let is_old = |date: &Date| days_between(*date, payment.effective_date()) > OLD_DAYS;
    if dates().any(|date| date == signed) { None } else { dates().find(is_old) }
}

/// Whether the day lies more than a year away from everything that is still due.
fn is_far_from_all(contract: &Contract, payment: &Payment) -> bool {
    let lines = open_lines(contract);
    let day = payment.effective_date();
    !lines.is_empty() && lines.iter().all(|line| days_between(line.due, day).abs() > STRANGE_DAYS)
}
