//! Laying a sum over the schedule of a contract, and saying how the sum fits it.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::reading::Reading;
use super::reading::extents::Size;
use super::reading::facts::{Facts, read_facts};
use super::reading::scan::Scan;
use super::words::words;
use crate::model::{Allocation, Contract, Payment, ScheduleLine};

/// Lays a sum over what a contract still takes: the line that the purpose names first, then the
/// oldest due; one allocation without a line where the contract has no schedule. What does not fit
/// is left out.
///
/// The debtor's own words come first (ГК РФ, article 319.1, point 1), then the earliest due.
#[must_use]
pub fn lay_over(contract: &Contract, payment: &Payment, amount: Decimal) -> Vec<Allocation> {
    let facts = read_facts(&Scan::new(&payment.purpose));
    lay(contract, &facts, amount)
}

/// [`lay_over`] for a purpose that was read before.
pub(super) fn lay(contract: &Contract, facts: &Facts, amount: Decimal) -> Vec<Allocation> {
    let mut left = amount.min(contract.due());
    let part = |line: Option<u32>, amount: Decimal| Allocation { contract: contract.id.clone(), line, amount };
    if contract.schedule.is_empty() {
        return if left > Decimal::ZERO { vec![part(None, left)] } else { Vec::new() };
    }
    let named = named_line(contract, facts).map(|line| line.line);
    let mut allocations = Vec::new();
    let mut lines = open_lines(contract);
    lines.sort_by_key(|line| (Some(line.line) != named, line.due, line.line));
    for line in lines {
        let amount = left.min(line.open());
        if amount > Decimal::ZERO {
            allocations.push(part(Some(line.line), amount));
            left -= amount;
        }
    }
    allocations
}

/// What is proposed for a payment: as [`lay`] has it, unless a penalty is named beside the instalment.
///
/// A penalty comes after the principal (ГК РФ, article 319; Plenum of the Supreme Court № 54 of
/// 22.11.2016, points 37 and 38), so whole lines are laid first, and what is left stays unplaced:
/// it is the penalty's, or wants a person's word. A payment that names nothing but the penalty and
/// covers no line is left whole.
pub(super) fn propose(contract: &Contract, reading: &Reading, amount: Decimal) -> Vec<Allocation> {
    let laid = lay(contract, &reading.facts, amount);
    if contract.schedule.is_empty() || !words().penalty.are_in(&reading.plain) {
        return laid;
    }
    let is_whole = |part: &&Allocation| {
        part.line.and_then(|line| contract.line(line)).is_some_and(|line| line.open() == part.amount)
    };
    let whole: Vec<Allocation> = laid.iter().filter(is_whole).cloned().collect();
    let names_instalment = reading.facts.line.is_some() || words().instalment.are_in(&reading.plain);
    if whole.is_empty() && names_instalment { laid } else { whole }
}

/// The open lines, oldest due first.
pub(super) fn open_lines(contract: &Contract) -> Vec<&ScheduleLine> {
    let mut lines: Vec<&ScheduleLine> = contract.schedule.iter().filter(|line| !line.open().is_zero()).collect();
    lines.sort_by_key(|line| (line.due, line.line));
    lines
}

/// The line that the purpose names, by its number or by the month in which it alone is due,
/// whether or not anything is open on it.
pub(super) fn named_line<'contract>(contract: &'contract Contract, facts: &Facts) -> Option<&'contract ScheduleLine> {
    if let Some(line) = facts.line {
        return contract.line(line);
    }
    let (year, month) = facts.period.filter(|_| facts.second_month.is_none())?;
    let mut due_then = contract
        .schedule
        .iter()
        .filter(|line| line.due.month() == month && year.is_none_or(|year| line.due.year() == year));
    let first = due_then.next()?;
    due_then.next().is_none().then_some(first)
}

/// Whether the purpose names a month in which and about which nothing is due: the
/// instalment of another contract, or of a debt that is not this one.
fn names_a_strange_month(contract: &Contract, facts: &Facts) -> bool {
    let Some((year, month)) = facts.period else { return false };
    let Some(year) = year else {
        // In whatever year: no instalment is due in that month, nor in one beside it.
        let is_beside = |due: Date| matches!((due.month() - month).rem_euclid(12), 0 | 1 | 11);
        let is_signed = contract.date.is_some_and(is_beside);
        return !contract.schedule.is_empty()
            && !is_signed
            && !contract.schedule.iter().any(|line| is_beside(line.due));
    };
    let Ok(first) = Date::new(year, month, 1) else { return false };
    let last = first.last_of_month();
    let is_about = |due: Date| days_between(due, first) <= ABOUT_DAYS && days_between(last, due) <= ABOUT_DAYS;
    // The first payment may come about the day of signing, never in a month before it.
    let signed = contract.date.is_some_and(|date| date <= last && is_about(date));
    !contract.schedule.is_empty() && !signed && !contract.schedule.iter().any(|line| is_about(line.due))
}

/// Days by which the month that a payer names and the day that is due may miss each other.
const ABOUT_DAYS: i32 = 31;

/// How a sum fits what a contract still takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// All that is due.
    Remainder,
    /// The line that is next or named, by its number.
    Line(u32),
    /// The first so many open lines together.
    Lines(u32),
    /// A line that is neither next nor named.
    LaterLine(u32),
    /// Beyond a line, several lines or the remainder by so much, or short of it where below zero, and
    /// by no more than the tolerance.
    Near(Decimal),
    /// The purpose names a line that is paid, or that takes less than the sum.
    NamedLineDiffers,
    /// A part of what is due that is none of the above.
    Part,
    /// More than is due.
    Exceeds,
}

impl Fit {
    /// Whether the sum is exactly what is due by some reading.
    pub(super) const fn is_exact(self) -> bool {
        matches!(self, Self::Remainder | Self::Line(_) | Self::Lines(_))
    }
}

/// Says how a sum fits a contract.
pub(super) fn fit(contract: &Contract, facts: &Facts, amount: Decimal, tolerance: Decimal) -> Fit {
    fit_among(&open_lines(contract), contract, facts, amount, tolerance)
}

/// [`fit`] among the open lines of the contract.
pub(super) fn fit_among(
    lines: &[&ScheduleLine],
    contract: &Contract,
    facts: &Facts,
    amount: Decimal,
    tolerance: Decimal,
) -> Fit {
    let due = contract.due();
    let near = |target: Decimal| {
        let difference = amount - target;
        (!target.is_zero() && difference.abs() <= tolerance).then_some(difference)
    };
    if amount > due {
        return Fit::Exceeds;
    }
    if let Some(both) = facts.second_month.filter(|_| facts.line.is_none() && !contract.schedule.is_empty()) {
        return fit_of_two_months(contract, facts, both, amount);
    }
    if let Some(named) = named_line(contract, facts) {
        return match named.open() {
            open if amount == due
                && (open == amount || lines.first().is_some_and(|first| first.line == named.line)) =>
            {
                Fit::Remainder
            }
            open if open == amount => Fit::Line(named.line),
            open => match near(open) {
                Some(difference) => Fit::Near(difference),
                None if amount < open => Fit::Part,
                None => Fit::NamedLineDiffers,
            },
        };
    }
    if (facts.line.is_some() && !contract.schedule.is_empty()) || names_a_strange_month(contract, facts) {
        return Fit::NamedLineDiffers;
    }
    if amount == due {
        return Fit::Remainder;
    }
    let Some(next) = lines.first() else { return near(due).map_or(Fit::Part, Fit::Near) };
    if next.open() == amount {
        return Fit::Line(next.line);
    }
    let mut sum = Decimal::ZERO;
    let mut nearest = near(next.open());
    for (line, count) in lines.iter().zip(1..) {
        sum += line.open();
        if sum == amount {
            return Fit::Lines(count);
        }
        nearest = nearest.or_else(|| near(sum));
        if sum > amount + tolerance {
            break;
        }
    }
    if let Some(later) = lines.iter().find(|line| line.open() == amount) {
        return Fit::LaterLine(later.line);
    }
    let nearest = nearest.or_else(|| near(due)).or_else(|| lines.iter().find_map(|line| near(line.open())));
    nearest.map_or(Fit::Part, Fit::Near)
}

/// Whether the lines that a sum pays are as many as the purpose says. Nothing is said of a contract
/// without a schedule, nor of a sum that pays no whole lines.
pub(super) fn pays_as_said(contract: &Contract, fit: Fit, size: Size) -> bool {
    let open = open_lines(contract);
    let one = |line: u32| contract.line(line).into_iter().collect();
    let paid: Vec<&ScheduleLine> = match fit {
        Fit::Remainder => open,
        Fit::Line(line) => one(line),
        Fit::Lines(count) => open.into_iter().take(count as usize).collect(),
        _ => Vec::new(),
    };
    let (Some(first), Some(last)) = (paid.first(), paid.last()) else { return true };
    let are = |count: u32| paid.len() == count as usize;
    // A quarterly instalment is of three months: those to the next line, or from the one before.
    let span = |months: u32| {
        let next = contract.schedule.iter().map(|line| line.due).filter(|due| *due > last.due).min();
        let before = contract.schedule.iter().map(|line| line.due).filter(|due| *due < first.due).max();
        let is_span = |days: i32| i64::from(days * 12 - 365 * i32::try_from(months).unwrap_or(0)).abs() <= 12 * 10;
        next.is_some_and(|next| is_span(days_between(first.due, next)))
            || before.is_some_and(|before| is_span(days_between(before, last.due)))
    };
    match size {
        Size::Months(months) => are(months) || span(months),
        Size::MonthsOrMonth(months) => {
            are(months) || span(months) || are(1) && u32::try_from(first.due.month()) == Ok(months)
        }
        Size::Lines(count) => are(count),
        Size::LinesOrLine(count) => are(count) || are(1) && first.line == count,
        Size::Share => false,
    }
}

/// Two months name two lines. The sum is theirs, or what is left of them, to the kopeck and from the
/// next line on; anything else is asked.
fn fit_of_two_months(contract: &Contract, facts: &Facts, second: (Option<i16>, i8), amount: Decimal) -> Fit {
    // «за сентябрь и октябрь 2026»: the year is of both.
    let first = facts.period.map(|(year, month)| (year.or(second.0.filter(|_| month <= second.1)), month));
    let is_due = |line: &&ScheduleLine, (year, month): (Option<i16>, i8)| {
        line.due.month() == month && year.is_none_or(|year| line.due.year() == year)
    };
    let named: Vec<&ScheduleLine> = first
        .into_iter()
        .chain([second])
        .filter_map(|month| {
            let due: Vec<&ScheduleLine> = contract.schedule.iter().filter(|line| is_due(line, month)).collect();
            // Without a year the first that is open is meant: who pays next year's says so.
            let is_open = |line: &&&ScheduleLine| !line.open().is_zero();
            let said = if due.len() > 1 { due.iter().find(is_open).or(due.first()) } else { due.first() };
            said.copied()
        })
        .collect();
    let open: Vec<&ScheduleLine> = named.iter().copied().filter(|line| !line.open().is_zero()).collect();
    let next = open_lines(contract);
    let are_next = open.iter().all(|line| next.iter().take(open.len()).any(|first| first.line == line.line));
    let sum: Decimal = open.iter().map(|line| line.open()).sum();
    match (named.len(), open.as_slice()) {
        (2, [one]) if are_next && sum == amount => Fit::Line(one.line),
        (2, [_, _]) if are_next && sum == amount => Fit::Lines(2),
        _ => Fit::NamedLineDiffers,
    }
}

/// Days from the due date within which a payment is usual.
pub(super) const USUAL_DAYS: RangeInclusive<i32> = -15..=10;
/// Days from every due date beyond which a payment is odd.
const ODD_DAYS: i32 = 120;

/// Whether the day suits the schedule, `lines` being those that are open: `Some(true)` in the usual window of the line that is paid,
/// `Some(false)` far from every open line.
pub(super) fn due_window(contract: &Contract, lines: &[&ScheduleLine], fit: Fit, day: Date) -> Option<bool> {
    let next = lines.first().copied();
    let paid = match fit {
        Fit::Line(line) | Fit::LaterLine(line) => contract.line(line),
        _ => next,
    }?;
    // Who pays a later line when the next is due comes in time all the same.
    let is_usual = |line: &ScheduleLine| USUAL_DAYS.contains(&days_between(line.due, day));
    if is_usual(paid) || next.is_some_and(is_usual) {
        return Some(true);
    }
    lines.iter().all(|line| days_between(line.due, day).abs() > ODD_DAYS).then_some(false)
}

/// Days from one day to another; below zero when the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(i32::MAX)
}

/// A contract with money that is claimed but not in the CRM yet counted as paid.
pub(super) fn with_claims(contract: &Contract, claims: &[Allocation]) -> Contract {
    let mut claimed = contract.clone();
    for claim in claims {
        claimed.paid += claim.amount;
        if let Some(number) = claim.line
            && let Some(line) = claimed.schedule.iter_mut().find(|line| line.line == number)
        {
            line.paid += claim.amount;
        }
    }
    claimed
}

/// Whether two days lie within so many days of each other.
pub(super) fn within_days(one: Date, other: Date, days: i32) -> bool {
    days_between(one, other).abs() <= days
}
