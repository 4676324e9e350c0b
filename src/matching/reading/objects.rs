//! The words of a purpose that no list knows. A purpose is understood only where each of its words
//! is: a list of what is bad never ends, so what is plain is listed instead (`words/objects.toml`).
//! Whose names such words are is not asked here.

use std::ops::Range;

use super::addresses::names_of_places;
use super::facts::Facts;
use super::people::is_bracketed;
use super::roles::is_for_whom;
use super::scan::{Run, Scan};
use crate::matching::words::objects::objects;
use crate::matching::words::words;

/// What a word that is not simply known could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) enum Sort {
    /// Anything: a name, a thing, a service.
    Any,
    /// A member of somebody's family.
    Family,
    /// A unit that is no home.
    NoHome,
}

/// A word of the purpose that is not simply known.
#[derive(Debug, Clone)]
pub(in crate::matching) struct Unknown {
    /// What it could be.
    pub sort: Sort,
    /// Folded.
    pub word: String,
    /// Where it stands in the original.
    pub place: Range<usize>,
    /// «за» or «для» stands before it.
    pub for_whom: bool,
    /// It stands in brackets of its own.
    pub bracketed: bool,
    /// It may be a known word with a slip in it: it is not written as a name is.
    pub may_be_slip: bool,
}

/// Letters up to which a word says nothing by itself.
const SHORT: usize = 2;
/// Letters up to which a word that is bound to digits belongs to a number.
const IN_NUMBER: usize = 3;
/// Signs up to which words stand together.
const NEAR: usize = 3;
/// Digits that the code of a service has at least.
const CODE_FROM: usize = 5;

/// The words that are not simply known, beside the numbers at these runs.
///
/// The last word of a text that reaches the limit of a purpose may be the beginning of a known one.
pub(super) fn unknown_words(scan: &Scan<'_>, facts: &Facts, numbers: &[Range<usize>], limit: usize) -> Vec<Unknown> {
    let mut free = names_of_places(scan);
    if scan.text.chars().count() >= limit
        && let Some(last) = free.last_mut()
    {
        *last = true;
    }
    let is_number = |at: usize| numbers.iter().any(|number| number.contains(&at));
    let mut unknown = Vec::new();
    let mut at = 0;
    while at < scan.runs.len() {
        let end = compound_end(scan, at);
        let is_bank = || scan.runs[at..end].iter().any(|run| words().bank.has(&run.text));
        if end > at + 1 && (objects().has(&joined(scan, at..end)) || is_bank()) {
            at = end;
            continue;
        }
        // What is closed by its label is closed only where a number follows: a telephone may be bought.
        let is_closed = facts.closed[at] && !objects().lists.before_digits.has(&scan.runs[at].text);
        let is_read = !scan.runs[at].digits && !free[at] && !is_closed && !is_number(at);
        if is_read && !is_of_number(scan, at) {
            unknown.extend(unknown_at(scan, at, is_number(at + 1)));
        }
        at += 1;
    }
    unknown
}

/// The end of a word with dashes or strokes in it: «ст-ть», «м/место».
fn compound_end(scan: &Scan<'_>, at: usize) -> usize {
    let is_letters = |at: usize| scan.run(at).is_some_and(|run| !run.digits);
    let is_bound = |at: usize| {
        let gap = scan.run(at).map(|run| run.gap).unwrap_or_default();
        gap.length == 1 && matches!(gap.binder, Some('-' | '/'))
    };
    let mut end = at + 1;
    while is_letters(at) && is_letters(end) && is_bound(end) {
        end += 1;
    }
    end
}

fn joined(scan: &Scan<'_>, runs: Range<usize>) -> String {
    let mut word = String::new();
    for run in &scan.runs[runs] {
        if !word.is_empty() {
            word.extend(run.gap.binder);
        }
        word.push_str(&run.text);
    }
    word
}

/// Whether a short word is bound to digits, as in «12/34-ПИР».
fn is_of_number(scan: &Scan<'_>, at: usize) -> bool {
    let binds = |run: &Run| run.gap.length == 0 || run.gap.length == 1 && matches!(run.gap.binder, Some('-' | '/'));
    let run = &scan.runs[at];
    let before = at.checked_sub(1).is_some_and(|before| scan.runs[before].digits) && binds(run);
    let after = scan.run(at + 1).is_some_and(|next| next.digits && binds(next));
    run.text.count() <= IN_NUMBER && (before || after)
}

/// `is_before_number`: a contract's number follows.
fn unknown_at(scan: &Scan<'_>, at: usize, is_before_number: bool) -> Option<Unknown> {
    let run = &scan.runs[at];
    let (objects, word) = (objects(), &run.text);
    // «за Лю»: a surname may be short.
    let is_short = word.chars().nth(SHORT).is_none() && !(is_for_whom(scan, at) && is_title_case(scan, run));
    if is_short || objects.has(word) {
        return None;
    }
    let is_of_nought = || {
        let is_nought = scan.run(at + 1).is_some_and(|next| next.digits && next.text.chars().all(|digit| digit == '0'));
        is_nought && objects.lists.of_nought.has(word)
    };
    if objects.is_ordinal(word) && is_counting(scan, at) || is_of_nought() || is_torn(scan, at) {
        return None;
    }
    // «Телефон К-1/10»: the number is the contract's, and no telephone's.
    let is_label = is_label(scan, at) && !(is_before_number && objects.lists.before_digits.has(word));
    if is_in_saying(scan, at) || is_label || is_name_of_bank(scan, at) {
        return None;
    }
    let sort = if objects.lists.family.has(word) {
        Sort::Family
    } else if objects.lists.no_home.has(word) {
        Sort::NoHome
    } else {
        Sort::Any
    };
    let is_title = is_title_case(scan, run);
    Some(Unknown {
        sort,
        word: word.as_str().to_owned(),
        place: scan.original(&run.signs),
        for_whom: is_for_whom(scan, at),
        bracketed: is_bracketed(scan, &(at..at + 1)),
        may_be_slip: !is_title || at == 0,
    })
}

/// Whether the word is one of several that say nothing together: «сервис безопасных расчетов».
fn is_in_saying(scan: &Scan<'_>, at: usize) -> bool {
    let is_near = |run: &&Run| !run.digits && run.gap.length <= NEAR;
    let beside = |places: isize| {
        let other = at.checked_add_signed(places)?;
        let mut between = at.min(other) + 1..=at.max(other);
        between.all(|at| scan.run(at).is_some_and(|run| is_near(&run))).then(|| &*scan.runs[other].text)
    };
    objects().lists.sayings.cover(&scan.runs[at].text, beside)
}

/// Whether the word labels what stands after it: «Услуга: долевое строительство», «телефон 8 900 …»,
/// «услуга 4571333».
fn is_label(scan: &Scan<'_>, at: usize) -> bool {
    let (lists, word) = (&objects().lists, &scan.runs[at].text);
    let Some(next) = scan.run(at + 1) else { return false };
    if lists.before_digits.has(word) {
        return next.digits || next.text.count() <= IN_NUMBER && scan.run(at + 2).is_some_and(|number| number.digits);
    }
    let says_what = || next.text.count() > SHORT && !words().contract.has(&next.text) && objects().has(&next.text);
    let is_value = || !next.digits && signs_before(scan, at + 1).any(|sign| sign == ':') && says_what();
    let is_code = || next.digits && next.text.count() >= CODE_FROM;
    lists.value_label.has(word) && (is_value() || is_code())
}

/// Whether it is what a bank is called by: «через банк Точка», «банк «Родник»».
fn is_name_of_bank(scan: &Scan<'_>, at: usize) -> bool {
    let run = &scan.runs[at];
    let is_bank = |before: &Run| !before.digits && objects().lists.bank_word.has(&before.text);
    let is_beside = signs_before(scan, at).all(|sign| matches!(sign, ' ' | '"' | '«' | '“' | '„'));
    is_beside && is_title_case(scan, run) && at.checked_sub(1).is_some_and(|before| is_bank(&scan.runs[before]))
}

/// The signs between the run before and this one.
fn signs_before<'scan>(scan: &'scan Scan<'_>, at: usize) -> impl Iterator<Item = char> + 'scan {
    let from = at.checked_sub(1).map_or(0, |before| scan.runs[before].signs.end);
    scan.signs[from..scan.runs[at].signs.start].iter().map(|sign| sign.word)
}

fn is_title_case(scan: &Scan<'_>, run: &Run) -> bool {
    let mut letters = scan.said(&run.signs).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether the word is a part of a known one with a blank in it: «Опл ата».
fn is_torn(scan: &Scan<'_>, at: usize) -> bool {
    let is_whole = |first: usize| {
        let (Some(one), Some(other)) = (scan.run(first), scan.run(first + 1)) else { return false };
        let is_blank = other.gap.space && !other.gap.breaks && other.gap.binder.is_none() && !other.gap.number_sign;
        is_blank && !one.digits && !other.digits && objects().has_torn(&one.text, &other.text)
    };
    is_whole(at) || at.checked_sub(1).is_some_and(is_whole)
}

/// Whether something that is counted stands beside an ordinal: «второй взнос», «платеж третий».
fn is_counting(scan: &Scan<'_>, at: usize) -> bool {
    let is_counted = |at: usize| scan.run(at).is_some_and(|run| !run.digits && objects().lists.counted.has(&run.text));
    is_counted(at + 1) || at.checked_sub(1).is_some_and(is_counted)
}
