//! Numbers whose end or second half is not read with them: «К-1/1 /2», «К-1/10, 1/20», «№ К-».

use std::ops::Range;

use super::NumberFound;
use super::facts::Facts;
use super::figures::{joins_list, listed_figure};
use super::numbers::{Marker, markers};
use super::scan::Scan;
use crate::matching::words::words;

/// Numbers that go on after a space or in a list, «К-1/1 /2», «К-1/10, 1/20», where the register has
/// them only without that end.
pub(super) fn torn_numbers(scan: &Scan<'_>, facts: &Facts, numbers: &[NumberFound]) -> Vec<Range<usize>> {
    let is_free_stroke = |at: usize| {
        let is_taken = facts.taken.get(at).copied().unwrap_or(true);
        let next = scan.run(at).filter(|next| next.digits && !is_taken);
        next.is_some_and(|next| next.gap.binder == Some('/') && (next.gap.space || next.gap.breaks))
    };
    let is_and = |at: usize| scan.run(at).is_some_and(|run| !run.digits && words().and.has(&run.text));
    // What only loosely is a number of the register is the end of this one all the same.
    let meets = |other: &NumberFound, runs: &Range<usize>| other.runs.start < runs.end && runs.start < other.runs.end;
    let is_known = |runs: &Range<usize>| numbers.iter().any(|other| other.full && meets(other, runs));
    let end_of_list = |end: usize| {
        let dash = scan.run(end).is_some_and(|next| next.gap.binder == Some('-') && next.gap.space);
        let begins = is_and(end) || joins_list(scan, end) || dash;
        listed_figure(scan, facts, end).filter(|figure| begins && !is_known(figure)).map(|figure| figure.end)
    };
    // «К-1/10 от 01.02.2026, 1/20» goes on behind the date.
    let behind_date = |end: usize| {
        let date = facts.dates.iter().find(|(_, runs)| runs.start == end || runs.start == end + 1);
        date.map_or(end, |(_, runs)| runs.end)
    };
    // «К-1/1 и /2», «К-1/1, /2», «К-1/1 и 2», «К-1/10+20».
    let end_of_tail = |end: usize| {
        let end = behind_date(end);
        let stroke = is_free_stroke(end) || is_and(end) && is_free_stroke(end + 1);
        if stroke { Some(end + 1) } else { end_of_list(end) }
    };
    let is_whole =
        |runs: &Range<usize>| numbers.iter().any(|other| other.runs.start <= runs.start && other.runs.end > runs.end);
    let heads = numbers.iter().filter(|found| found.full).map(|found| found.runs.clone());
    let heads = heads.filter(|runs| !is_whole(runs));
    heads.filter_map(|runs| end_of_tail(runs.end).map(|end| runs.start..end)).collect()
}

/// The letters with which a number begins that was never written to its end: «договор № К-».
pub(super) fn cut_heads(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let markers = markers(scan);
    let begins = |at: &usize| {
        let run = &scan.runs[*at];
        let is_short = !run.digits && run.text.count() <= 3;
        let before = at.checked_sub(1).and_then(|before| scan.run(before));
        let has_sign = run.gap.number_sign || before.is_some_and(|run| words().number_sign.has(&run.text));
        let follows = has_sign || before.is_some_and(|run| words().contract.has(&run.text));
        let stands_off = run.gap.space || run.gap.number_sign || run.gap.length == 0 && has_sign;
        let after = scan.gap_after(*at);
        let is_last = at + 1 == scan.runs.len();
        let goes_on = scan.run(at + 1).is_some_and(|next| next.digits);
        let is_open = matches!(after.binder, Some('-' | '/'))
            && (is_last || after.space && !scan.signs[run.signs.end].word.is_whitespace());
        let is_alone = is_last && has_sign && after.length == 0 && run.text.count() == 1;
        let is_word =
            [&words().contract, &words().number_sign, &words().after_number].iter().any(|list| list.has(&run.text));
        markers[*at] == Some(Marker::Contract)
            && !goes_on
            && is_short
            && follows
            && stands_off
            && !is_word
            && (is_open || is_alone)
    };
    (0..scan.runs.len()).filter(begins).map(|at| at..at + 1).collect()
}
