//! Months that a purpose names: which instalment is meant.

use super::facts::{Facts, full_year, number_of};
use super::scan::Scan;
use crate::matching::words::words;

/// «за март 2026», «за 05.2026»; a day before the month makes it a date, not a period.
pub(super) fn take_period(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    if facts.taken[position] || facts.closed[position] {
        return;
    }
    let run = &scan.runs[position];
    if run.digits {
        let month: Option<i8> = number_of(scan, position, &[1, 2]).filter(|month| (1..=12).contains(month));
        let stands_alone = run.gap.space || run.gap.breaks || position == 0;
        // «за 10/2026» is a month; without «за» it may be a contract's number.
        let is_period_of =
            position > 0 && scan.run(position - 1).is_some_and(|before| words().on_behalf.has(&before.text));
        let next_is_year = scan.run(position + 1).is_some_and(|next| {
            let joins = next.gap.binder == Some('.') || is_period_of && matches!(next.gap.binder, Some('/' | '-'));
            next.gap.length == 1 && joins
        });
        let ends = scan.gap_after(position + 1).length != 1 || scan.gap_after(position + 1).space;
        if let (Some(month), true, true, true) = (month, stands_alone, next_is_year, ends)
            && let Some(year) = number_of::<i16>(scan, position + 1, &[4]).filter(|year| (1990..2100).contains(year))
        {
            facts.period.get_or_insert((Some(year), month));
            facts.taken[position..position + 2].fill(true);
        }
    } else if let Some(month) = words().month(&run.text) {
        let year = scan.run(position + 1).is_some_and(|next| next.gap.space).then(|| full_year(scan, position + 1));
        let year = year.flatten().filter(|_| number_of::<i16>(scan, position + 1, &[4]).is_some());
        let end = position + 1 + usize::from(year.is_some());
        match facts.period {
            None => (facts.period, facts.period_end) = (Some((year, month)), end),
            Some(_) if facts.second_month.is_none() && joins_months(scan, facts.period_end, position) => {
                facts.second_month = Some((year, month));
            }
            Some(_) => {}
        }
        if year.is_some() {
            facts.taken[position + 1] = true;
        }
    }
}

/// Whether «и», a comma or a dash alone stands between a month and the next.
fn joins_months(scan: &Scan<'_>, end: usize, next: usize) -> bool {
    let gap = scan.run(next).map(|run| run.gap).unwrap_or_default();
    let is_and = || next == end + 1 && scan.run(end).is_some_and(|run| words().and.has(&run.text));
    next == end && end > 0 && (gap.breaks || gap.binder.is_some()) || is_and()
}

/// «за 10-11.2026», «за 9 и 10 месяц», «за 10.2026 и 11.2026»: two months in figures.
pub(super) fn take_months(scan: &Scan<'_>, facts: &mut Facts) {
    let month = |at: usize| number_of::<i8>(scan, at, &[1, 2]).filter(|month| (1..=12).contains(month));
    let year_after = |at: usize| {
        let gap = scan.run(at).map(|run| run.gap)?;
        let joins = gap.length <= 2 && (gap.space || matches!(gap.binder, Some('.' | '/')));
        number_of::<i16>(scan, at, &[4]).filter(|year| joins && (1990..2100).contains(year))
    };
    for position in 1..scan.runs.len() {
        let is_of = words().on_behalf.has(&scan.runs[position - 1].text) && scan.runs[position].gap.space;
        let Some(first) = month(position).filter(|_| is_of && !facts.taken[position] && !facts.closed[position]) else {
            continue;
        };
        let own_year = year_after(position + 1).filter(|_| !scan.runs[position + 1].gap.space);
        let mut at = position + 1 + usize::from(own_year.is_some());
        let is_and = scan.run(at).is_some_and(|run| !run.digits && words().and.has(&run.text));
        at += usize::from(is_and);
        let Some(second) = month(at).filter(|_| !facts.taken[at]) else { continue };
        let gap = scan.runs[at].gap;
        if !(is_and || gap.breaks || matches!(gap.binder, Some('-' | '/'))) {
            continue;
        }
        let year = year_after(at + 1);
        let is_named = scan.run(at + 1).is_some_and(|next| !next.digits && words().month_word.has(&next.text));
        if year.is_none() && !is_named {
            continue;
        }
        let year = year.or_else(|| year_after(at + 2).filter(|_| is_named));
        facts.period = Some((own_year.or(year), first));
        facts.second_month = Some((year, second));
        facts.taken[position..=at].fill(true);
        if scan.run(at + 1).is_some_and(|next| next.digits) {
            facts.taken[at + 1] = year.is_some();
        }
        return;
    }
}
