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
        if let Some((period, end)) = month_in_figures(scan, position) {
            facts.period.get_or_insert(period);
            facts.taken[position..end].fill(true);
        }
    } else if let Some(month) = words().month(&run.text) {
        // «взнос 15 октября»: the day is nobody's number.
        if let Some(day) = position.checked_sub(1).filter(|day| is_after_instalment(scan, *day)) {
            facts.taken[day] |= scan.runs[day].digits && scan.runs[day].text.len() <= 2;
        }
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

/// A month, with its year where that is said, and the end of its runs.
type Month = ((Option<i16>, i8), usize);

/// «10.2026» anywhere; after «за» or the word for an instalment also «10.26», «20.10», «10 месяц»; and
/// «10/2026» after «за» alone, for without it that may be a contract's number.
fn month_in_figures(scan: &Scan<'_>, position: usize) -> Option<Month> {
    let run = scan.run(position)?;
    let next = scan.run(position + 1)?;
    let stands_alone = run.gap.space || run.gap.breaks || position == 0;
    let is_of = position > 0 && scan.run(position - 1).is_some_and(|before| words().on_behalf.has(&before.text));
    let is_named = is_of || is_after_instalment(scan, position);
    let month = number_of::<i8>(scan, position, &[1, 2]).filter(|month| (1..=12).contains(month));
    if !stands_alone {
        return None;
    }
    if !next.digits {
        return month_counted(scan, position).filter(|_| is_named).map(|(year, end)| Some(((year, month?), end)))?;
    }
    let joins =
        next.gap.length == 1 && (next.gap.binder == Some('.') || is_of && matches!(next.gap.binder, Some('/' | '-')));
    let goes_on = scan.run(position + 2).is_some_and(|after| after.gap.length == 1 && after.gap.binder.is_some());
    if !joins || goes_on {
        return None;
    }
    let end = position + 2;
    if let Some(year) = number_of::<i16>(scan, position + 1, &[4]).filter(|year| (1990..2100).contains(year)) {
        return Some(((Some(year), month?), end));
    }
    let second = number_of::<i8>(scan, position + 1, &[2]).filter(|_| is_named && next.gap.binder == Some('.'))?;
    // No instalment is older than these years: «20.10» and «10.11» are days, «10.26» is a month.
    let day = number_of::<i8>(scan, position, &[1, 2]).filter(|day| (1..=31).contains(day));
    if (1..=12).contains(&second) {
        return day.map(|_| ((None, second), end));
    }
    Some(((full_year(scan, position + 1), month?), end))
}

/// The year and the end of «10 месяц», «10 мес. 2026», where it is no count of months.
fn month_counted(scan: &Scan<'_>, position: usize) -> Option<(Option<i16>, usize)> {
    let word = scan.run(position + 1).filter(|next| !next.gap.breaks && words().month_word.has(&next.text))?;
    let is_short = words().month_word.is_exactly(&word.text);
    let year = scan.run(position + 2).filter(|next| next.gap.space && !next.gap.breaks);
    let year = year.and_then(|_| number_of::<i16>(scan, position + 2, &[4]));
    let year = year.filter(|year| (1990..2100).contains(year));
    let is_count = words().months_counted.has(&word.text) && !(is_short && year.is_some());
    (!is_count).then_some((year, position + 2 + usize::from(year.is_some())))
}

fn is_after_instalment(scan: &Scan<'_>, position: usize) -> bool {
    position.checked_sub(1).and_then(|before| scan.run(before)).is_some_and(|before| {
        let is_sign = !before.digits && words().number_sign.has(&before.text);
        let before = if is_sign { position.checked_sub(2).and_then(|at| scan.run(at)) } else { Some(before) };
        before.is_some_and(|before| !before.digits && words().instalment.has(&before.text))
    })
}

/// Whether the figure after the word for an instalment is no line's number: more figures follow behind
/// a point, a month or its word.
pub(super) fn is_of_month(scan: &Scan<'_>, position: usize) -> bool {
    let Some(next) = scan.run(position + 1).filter(|next| !next.gap.breaks) else { return false };
    if next.digits {
        return next.gap.length == 1 && next.gap.binder == Some('.');
    }
    words().month_word.has(&next.text) || words().month(&next.text).is_some()
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
