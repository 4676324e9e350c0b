//! How much a purpose says that it pays: so many months or instalments, or a part of one.

use std::ops::Range;

use super::facts::{Facts, number_of};
use super::scan::Scan;
use crate::matching::words::objects::objects;
use crate::matching::words::{Phrases, words};

/// How much is said to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::matching) struct Extent {
    /// How much that is.
    pub size: Size,
    /// Where it stands in the original.
    pub place: Range<usize>,
}

/// How much is said to be paid, in what a schedule has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) enum Size {
    /// So many months.
    Months(u32),
    /// So many months, or the month of that number: «за 10 мес.».
    MonthsOrMonth(u32),
    /// So many instalments.
    Lines(u32),
    /// So many instalments, or the one of that number: «оплата 2 платежа».
    LinesOrLine(u32),
    /// A part of one instalment.
    Share,
}

/// The most that anybody counts, in months or instalments.
const COUNTED_AT_MOST: u32 = 24;

/// Finds the first extent that a purpose names.
pub(super) fn take_extent(scan: &Scan<'_>, facts: &mut Facts) {
    facts.extent = (0..scan.runs.len()).filter(|at| !facts.closed[*at]).find_map(|at| {
        let (size, runs) = counted(scan, facts, at)
            .or_else(|| whole_span(scan, at))
            .or_else(|| listed_lines(scan, facts, at))
            .or_else(|| share(scan, at))?;
        let signs = scan.runs[runs.start].signs.start..scan.runs[runs.end - 1].signs.end;
        Some(Extent { size, place: scan.original(&signs) })
    });
}

/// Whether a run is a word of a list and nothing but a blank or a point stands before it.
fn follows(scan: &Scan<'_>, at: usize, list: &Phrases) -> bool {
    scan.run(at).is_some_and(|run| !run.digits && !run.gap.breaks && run.gap.length <= 2 && list.has(&run.text))
}

fn is_word(scan: &Scan<'_>, at: Option<usize>, list: &Phrases) -> bool {
    at.and_then(|at| scan.run(at)).is_some_and(|run| !run.digits && list.has(&run.text))
}

/// «за два месяца», «за последние 3 месяца», «два платежа», «оплата двух очередных взносов».
fn counted(scan: &Scan<'_>, facts: &Facts, at: usize) -> Option<(Size, Range<usize>)> {
    let run = scan.run(at)?;
    let count = if run.digits {
        let is_alone = at == 0 || (run.gap.space || run.gap.breaks) && !run.gap.number_sign && !facts.taken[at];
        number_of::<u32>(scan, at, &[1, 2]).filter(|_| is_alone)?
    } else {
        let place = words().numerals.iter().position(|numeral| numeral.has(&run.text))?;
        u32::try_from(place).ok()? + 2
    };
    let before = at.checked_sub(1);
    if !(2..=COUNTED_AT_MOST).contains(&count) || is_word(scan, before, &words().not_counted_after) {
        return None;
    }
    let nouns = [&words().months_counted, &words().instalments_counted, &words().of_instalment];
    let is_noun = |at: usize| nouns.iter().any(|list| is_word(scan, Some(at), list));
    let skips = scan.run(at + 1).is_some_and(|next| !next.digits && objects().is_adjective(&next.text));
    let noun = at + 1 + usize::from(skips && !is_noun(at + 1));
    if follows(scan, noun, &words().months_counted) {
        let for_which = [before, at.checked_sub(2)].into_iter().find(|at| is_word(scan, *at, &words().on_behalf));
        let start = for_which.flatten().unwrap_or(at);
        let is_short = run.digits && words().month_word.is_exactly(&scan.runs[noun].text);
        let size = if is_short { Size::MonthsOrMonth(count) } else { Size::Months(count) };
        return (!run.digits || start < at || is_short && is_word(scan, before, &words().instalment))
            .then_some((size, start..noun + 1));
    }
    let is_of_number = [&words().contract, &words().number_sign].iter().any(|list| is_word(scan, before, list));
    if is_of_number && run.digits {
        return None;
    }
    if follows(scan, noun, &words().instalments_counted) {
        return Some((Size::Lines(count), at..noun + 1));
    }
    let size = if run.digits { Size::LinesOrLine(count) } else { Size::Lines(count) };
    follows(scan, noun, &words().of_instalment).then_some((size, at..noun + 1))
}

/// «за квартал», «за 4-й квартал», «за полгода», «за весь год».
fn whole_span(scan: &Scan<'_>, at: usize) -> Option<(Size, Range<usize>)> {
    let spans = [(3, &words().quarter), (6, &words().half_year), (12, &words().year)];
    let (months, _) = spans.into_iter().find(|(_, list)| is_word(scan, Some(at), list))?;
    // «за квартал 5, дом 3» is a place.
    let is_place = scan.run(at + 1).is_some_and(|next| next.digits && next.text.len() < 4 && next.gap.length == 1);
    let is_year = months == 12;
    let may_stand_between = |at: usize| {
        let run = &scan.runs[at];
        if run.digits { !is_year && run.text.len() == 1 } else { words().month(&run.text).is_none() }
    };
    let back = (1..=3_usize).find(|back| is_word(scan, at.checked_sub(*back), &words().on_behalf))?;
    let start = at - back;
    let is_joined = back < 3 || words().ordinal.has(&scan.runs[at - 1].text) && scan.runs[at - 2].digits;
    let is_span = !is_place && is_joined && (start + 1..at).all(may_stand_between);
    is_span.then_some((Size::Months(months), start..at + 1))
}

/// «взносы 3 и 4», «платежи 3-5».
fn listed_lines(scan: &Scan<'_>, facts: &Facts, at: usize) -> Option<(Size, Range<usize>)> {
    if !is_word(scan, Some(at), &words().instalment) {
        return None;
    }
    let line = |at: usize| {
        let is_free = scan.run(at).is_some() && !facts.closed[at];
        number_of::<u32>(scan, at, &[1, 2]).filter(|line| is_free && *line > 0)
    };
    let is_sign = is_word(scan, Some(at + 1), &words().number_sign);
    let first = at + 1 + usize::from(is_sign);
    let from = line(first).filter(|_| !scan.runs[first].gap.breaks)?;
    let is_and = is_word(scan, Some(first + 1), &words().and);
    let last = first + 1 + usize::from(is_and);
    let to = line(last).filter(|to| *to > from && to - from < COUNTED_AT_MOST)?;
    let gap = scan.runs[last].gap;
    let is_range = !is_and && gap.binder == Some('-');
    let after = scan.gap_after(last);
    let goes_on = scan.run(last + 1).is_some() && after.length == 1 && after.binder.is_some();
    let is_list = is_range || is_and && gap.space && !gap.breaks || gap.comma;
    (is_list && !goes_on).then_some((Size::Lines(if is_range { to - from + 1 } else { 2 }), at..last + 1))
}

/// «часть платежа», «половина очередного взноса».
fn share(scan: &Scan<'_>, at: usize) -> Option<(Size, Range<usize>)> {
    if !is_word(scan, Some(at), &words().share) {
        return None;
    }
    let skips = scan.run(at + 1).is_some_and(|next| !next.digits && !next.gap.breaks);
    let noun = [Some(at + 1), skips.then_some(at + 2)].into_iter().flatten();
    let noun = noun.into_iter().find(|noun| follows(scan, *noun, &words().of_instalment))?;
    Some((Size::Share, at..noun + 1))
}
