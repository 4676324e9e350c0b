//! Numbers that the register has and that hold what could be a place: the «Д5» of «Д5-1216» is no
//! house, the «КВ» of «СП/КВ/2-135» no flat. Found before places are read, so that nothing of them is.

use std::ops::Range;

use super::facts::word_at;
use super::numbers::{Growing, Marker, full, hash_of, markers};
use super::scan::Scan;
use crate::matching::words::{Phrases, words};

/// Signs that a number has at least where no contract's word stands right before it.
const TELLING_FROM: usize = 5;

/// The runs of the numbers that are written in one piece and whole, the longest from each start.
pub(super) fn registered_numbers(scan: &Scan<'_>, is_number: impl Fn(u64) -> bool) -> Vec<Range<usize>> {
    let markers = markers(scan);
    let mut found = Vec::new();
    // Whether a contract is named that has no number yet: «по договору купли-продажи квартиры № 10/553».
    let mut is_named = false;
    let mut start = 0;
    while let Some(run) = scan.run(start) {
        is_named |= word_at(scan, start, &words().contract).is_some();
        let is_marked = markers[start] == Some(Marker::Contract);
        let pieces = Pieces { is_marked, is_free: !follows_a_place(scan, start), is_named };
        let end = if begins(scan, start) {
            pieces.longest(scan, start, &is_number).or_else(|| two_in_one(scan, start, &is_number))
        } else {
            None
        };
        is_named &= !run.digits && end.is_none();
        found.extend(end.map(|end| start..end));
        start = end.unwrap_or(start + 1);
    }
    found
}

/// Letters that an abbreviation has at most: «кварт.».
const ABBREVIATED_TO: usize = 5;

/// What stands before a number.
struct Pieces {
    is_marked: bool,
    is_free: bool,
    is_named: bool,
}

impl Pieces {
    /// The end of the longest number of the register that begins here and is no part of a longer word.
    fn longest(&self, scan: &Scan<'_>, start: usize, is_number: impl Fn(u64) -> bool) -> Option<usize> {
        let (mut hash, mut signs, mut digits) = (Growing::default(), 0, 0);
        let mut longest = None;
        for end in start.. {
            let Some(run) = scan.run(end) else { break };
            // «ТЩ / КВ / 5 - 353» is one number, too.
            let is_joined = run.gap.length == 0 || run.gap.length <= 3 && run.gap.binder.is_some();
            if end > start && !is_joined {
                break;
            }
            if let Some(binder) = run.gap.binder.filter(|_| end > start) {
                hash.push(binder);
            }
            scan.signs[run.signs.clone()].iter().for_each(|sign| hash.push(sign.look));
            signs += run.signs.len();
            digits += usize::from(run.digits);
            let runs = end + 1 - start;
            let is_mixed = digits > 0 && digits < runs;
            let is_telling = match (self.is_free, self.is_marked) {
                (true, true) => runs > 1,
                (true, false) => is_mixed && signs >= TELLING_FROM,
                // Behind a unit's word stands the unit's number, unless a contract's own has yet to come.
                (false, _) => self.is_named && runs > 1 && (is_mixed || scan.runs[start].gap.number_sign),
            };
            if is_telling && digits > 0 && ends(scan, end + 1) && is_number(hash.hash()) {
                longest = Some(end + 1);
            }
        }
        longest
    }
}

/// The end of two numbers of the register with a stroke between them: «890-R/340-R» is neither.
fn two_in_one(scan: &Scan<'_>, start: usize, is_number: impl Fn(u64) -> bool) -> Option<usize> {
    let tells = |runs: Range<usize>| {
        let of = &scan.runs[runs];
        of.iter().any(|run| run.digits) && of.iter().map(|run| run.signs.len()).sum::<usize>() > 3
    };
    let strokes =
        (start + 1..scan.runs.len()).take_while(|at| scan.runs[*at].gap.length <= 1 && !scan.runs[*at].gap.space);
    let strokes = strokes.filter(|at| matches!(scan.runs[*at].gap.binder, Some('/' | '\\')));
    strokes.filter(|at| tells(start..*at)).find_map(|at| {
        let second = Pieces { is_marked: true, is_free: true, is_named: false };
        let end = second.longest(scan, at, &is_number).filter(|end| *end > at + 1 && tells(at..*end))?;
        is_number(hash_of(&full(scan.said_at(&(start..at))))).then_some(end)
    })
}

/// Whether something may begin here: it is not glued to what stands before.
fn begins(scan: &Scan<'_>, start: usize) -> bool {
    let gap = scan.runs[start].gap;
    let Some(before) = start.checked_sub(1).and_then(|before| scan.run(before)) else { return true };
    let is_clean = gap.space || gap.breaks || gap.number_sign || gap.comma;
    is_clean || gap.length > 0 && !before.digits && words().contract.has(&before.text)
}

/// Whether what ends before this run ends there.
fn ends(scan: &Scan<'_>, next: usize) -> bool {
    scan.run(next).is_none_or(|run| {
        let gap = run.gap;
        let is_end = gap.binder == Some('.') && !run.digits;
        gap.space
            || gap.breaks
            || gap.number_sign
            || gap.comma
            || is_end
            || gap.length == 0 && words().after_number.has(&run.text)
    })
}

/// Whether the word for a unit or a place stands right before, with or without the sign of a number.
fn follows_a_place(scan: &Scan<'_>, start: usize) -> bool {
    let words = words();
    let places: [&Phrases; 8] = [
        &words.flat,
        &words.parking,
        &words.storage,
        &words.commercial,
        &words.house,
        &words.section,
        &words.floor,
        &words.street,
    ];
    let is_sign = |at: usize| scan.run(at).is_some_and(|run| !run.digits && words.number_sign.has(&run.text));
    let Some(mut before) = start.checked_sub(1) else { return false };
    // «за квартиру. 2-3-418»: the sentence ends there; «кв. 418» is short for a word.
    let gap = scan.runs[start].gap;
    let is_whole = scan.runs[before].text.chars().count() > ABBREVIATED_TO;
    if gap.binder == Some('.') && gap.space && is_whole {
        return false;
    }
    if is_sign(before) {
        let Some(further) = before.checked_sub(1) else { return false };
        before = further;
    }
    let is_at = |at: usize, runs: usize| places.iter().any(|list| word_at(scan, at, list) == Some(runs));
    !scan.runs[start].gap.breaks && (is_at(before, 1) || before.checked_sub(1).is_some_and(|first| is_at(first, 2)))
}
