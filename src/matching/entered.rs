//! Money that somebody entered into the CRM by hand before its document was read: the register then
//! shows the instalment of these days as paid, and the payment would go to the next one.

use super::allocate::{USUAL_DAYS, days_between, named_line};
use super::reading::facts::read_facts;
use super::reading::scan::Scan;
use crate::model::{Contract, Payment, ScheduleLine};

/// The line that a payment would be expected to pay by its day and sum, were it not paid: where it
/// came long before `line` is due, about the day of an equal one, and does not say which it means.
#[must_use]
pub fn paid_in_its_place<'contract>(
    contract: &'contract Contract,
    payment: &Payment,
    line: u32,
) -> Option<&'contract ScheduleLine> {
    let proposed = contract.line(line)?;
    let day = payment.effective_date();
    if days_between(proposed.due, day) >= *USUAL_DAYS.start() {
        return None;
    }
    if named_line(contract, &read_facts(&Scan::new(&payment.purpose))).is_some() {
        return None;
    }
    let is_of_the_day = |other: &&ScheduleLine| {
        other.amount == proposed.amount && other.open().is_zero() && USUAL_DAYS.contains(&days_between(other.due, day))
    };
    let of_the_day = contract.schedule.iter().filter(is_of_the_day);
    of_the_day.min_by_key(|other| (days_between(other.due, day).abs(), other.line))
}
