//! Numbers of three parts with points («6.2.19»: house, section, flat) that could be dates. What is
//! decided here is only which of the two is written; which contract is meant is never asked.

use std::ops::Range;

use super::numbers::{Marker, full, markers};
use super::scan::Scan;
use crate::matching::words::words;

/// What the register tells of numbers with points.
pub(super) struct Known<'a> {
    /// Whether a contract bears this full form.
    pub is_number: &'a dyn Fn(&str) -> bool,
    /// Whether any of its numbers are written so.
    pub has_shape: bool,
}

/// The runs of three parts with points that are numbers and no dates.
///
/// A number that the register has is one wherever it does not stand as a date stands («от 6.2.19»).
/// One that it does not have is one after a contract's word or the sign of a number, unless a whole
/// year makes it a date, or it is written as dates are, day and month in two figures, without a sign
/// and in a register that has no such numbers.
pub(super) fn pointed_numbers(scan: &Scan<'_>, known: &Known<'_>) -> Vec<Range<usize>> {
    let markers = markers(scan);
    let mut found = Vec::new();
    for (start, marker) in markers.iter().copied().enumerate() {
        let Some(sign) = begins(scan, start) else { continue };
        let runs = start..start + 3;
        let lengths = || runs.clone().filter_map(|at| scan.run(at)).map(|run| run.text.len());
        let is_dated = lengths().eq([2, 2, 2]);
        let has_whole_year = scan.run(start + 2).is_some_and(|year| year.text.len() > 2);
        let is_named = matches!(marker, Some(Marker::Contract | Marker::PerhapsLoan | Marker::Sign));
        let is_meant = is_named && !has_whole_year && (sign || !is_dated || known.has_shape);
        if is_meant || (known.is_number)(&full(scan.said_at(&runs))) {
            found.push(runs);
        }
    }
    found
}

/// Whether three digits joined by points begin here and end there, after no word that dates have
/// before them; and whether the sign of a number stands before them.
fn begins(scan: &Scan<'_>, start: usize) -> Option<bool> {
    let first = scan.run(start).filter(|run| run.digits)?;
    let joins = |at: usize| {
        let run = scan.run(at).filter(|run| run.gap.length == 1 && !run.gap.space && !run.gap.number_sign);
        run.is_some_and(|run| run.gap.binder.is_some())
    };
    let is_part =
        |at: usize| scan.run(at).is_some_and(|run| run.digits && run.gap.length == 1 && run.gap.binder == Some('.'));
    let before = start.checked_sub(1).and_then(|before| scan.run(before));
    let continues = before.is_some_and(|before| before.digits) && (joins(start) || first.gap.length == 0);
    let goes_on = scan.run(start + 3).is_some_and(|next| next.digits && joins(start + 3));
    if continues || goes_on || !is_part(start + 1) || !is_part(start + 2) {
        return None;
    }
    let is_word = |list: &crate::matching::words::Phrases| before.is_some_and(|run| !run.digits && list.has(&run.text));
    let sign = first.gap.number_sign || is_word(&words().number_sign);
    (sign || !is_word(&words().after_number)).then_some(sign)
}
