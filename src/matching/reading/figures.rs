//! Figures that are no contract's number: accounts and codes after their words, areas, the numbers of
//! registries, years; and the figures with which a list goes on.

use std::ops::Range;

use super::facts::{Facts, number_of, word_at};
use super::places::value_after;
use super::scan::{Run, Scan};
use crate::matching::words::{Phrases, words};
use crate::model::TaxId;

/// Digits after «ИНН», «р/с», «тел.» and the like, and digits too long for any contract.
pub(super) fn take_labelled(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    let run = &scan.runs[position];
    if facts.closed[position] {
        return;
    }
    if run.digits {
        let plus = run.signs.start.checked_sub(1).and_then(|before| scan.signs.get(before));
        if plus.is_some_and(|sign| sign.word == '+') {
            let mut end = position + 1;
            while scan.run(end).is_some_and(|next| next.digits && next.gap.length <= 2) {
                end += 1;
            }
            let figures: usize = scan.runs[position..end].iter().map(|run| run.text.len()).sum();
            let is_listed = figures < TELEPHONE_FROM;
            if !is_listed {
                facts.taken[position..end].fill(true);
            }
        }
        facts.taken[position] |= run.text.len() >= 20;
        return;
    }
    if words().code.has(&run.text) {
        take_code(scan, position, facts);
        return;
    }
    let is_tax_id = word_at(scan, position, &words().tax_id);
    let Some(length) = is_tax_id.or_else(|| word_at(scan, position, &words().account)) else { return };
    let at = position + length;
    let Some(mut value) = scan.run(at).map(|run| run.signs.clone()) else { return };
    // «УНП AB1234567», «УНП плательщика 190275968», «ИНН плательщика: 500100732259».
    let is_bound = |next: &Run| next.digits && next.gap.length <= 2 && !next.gap.comma;
    let skipped = scan.run(at).filter(|run| !run.digits).and_then(|_| scan.run(at + 1)).filter(|next| is_bound(next));
    let figures = if let Some(next) = skipped.filter(|_| is_tax_id.is_some()) {
        let is_prefix = next.gap.length == 0;
        value = if is_prefix { value.start..next.signs.end } else { next.signs.clone() };
        at + 1
    } else {
        at
    };
    if !scan.run(figures).is_some_and(|run| run.digits && run.text.len() >= 5) {
        return;
    }
    facts.taken[figures] = true;
    if is_tax_id.is_some()
        && let Some(tax_id) = TaxId::from_document(scan.said(&value))
    {
        facts.tax_ids.push((tax_id, scan.original(&value)));
    }
}

/// «код услуги 4411», «код клиента 12345», «заказ № 77»: up to one word between.
fn take_code(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    let skips = scan.run(position + 1).is_some_and(|next| {
        let is_other = [&words().contract, &words().number_sign].iter().any(|list| list.has(&next.text));
        !next.digits && !is_other && next.gap.space && !next.gap.breaks
    });
    let value = value_after(scan, position + 1 + usize::from(skips));
    if let Some(value) = value.filter(|value| !facts.closed[value.start]) {
        facts.taken[value].fill(true);
    }
}

/// «54,3 кв. м», «54.3 м2», «общей площадью 54,3»: no flat, no number, and no street's word before it.
pub(super) fn take_areas(scan: &Scan<'_>, facts: &mut Facts) {
    for position in 0..scan.runs.len() {
        if facts.closed[position] || !scan.runs[position].digits {
            continue;
        }
        let end = position + if is_decimal(scan, position) { 2 } else { 1 };
        let measured = metres_at(scan, end);
        let before = (1..=3).filter_map(|back| position.checked_sub(back));
        let is_word = |at: &usize| scan.run(*at).is_some_and(|run| !run.digits && words().area.has(&run.text));
        let Some(word) = before.clone().find(is_word) else {
            if let Some(end) = measured {
                close(facts, position..end);
            }
            continue;
        };
        let follows = scan.runs[position].gap.length <= 3 && word + 1 == position;
        let is_whole_word = scan.runs[word].text.count() > 2;
        if measured.is_some() || follows && is_whole_word {
            close(facts, word..measured.unwrap_or(end));
        }
    }
}

/// Whether digits go on behind a point or a comma: «54,3».
fn is_decimal(scan: &Scan<'_>, position: usize) -> bool {
    scan.run(position + 1).is_some_and(|next| {
        next.digits && next.gap.length == 1 && (next.gap.comma || next.gap.binder == Some('.')) && next.text.len() <= 2
    })
}

/// The end of «кв. м», «м2», «м²», «м кв» that begins at a run.
fn metres_at(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let is = |at: usize, list: &Phrases| {
        scan.run(at).is_some_and(|run| !run.digits && run.gap.length <= 2 && !run.gap.comma && list.has(&run.text))
    };
    if is(at, &words().square) {
        // «кв. м/м 5» names a parking place.
        let is_parking = word_at(scan, at + 1, &words().parking).is_some();
        return (is(at + 1, &words().metre) && !is_parking).then_some(at + 2);
    }
    if !is(at, &words().metre) {
        return None;
    }
    let is_two = scan.run(at + 1).is_some_and(|next| next.gap.length == 0 && next.text == "2");
    let sign = scan.runs.get(at).and_then(|run| scan.signs.get(run.signs.end));
    match () {
        () if is_two || is(at + 1, &words().square) => Some(at + 2),
        () if sign.is_some_and(|sign| sign.word == '²') => Some(at + 1),
        () => None,
    }
}

fn close(facts: &mut Facts, runs: Range<usize>) {
    facts.taken[runs.clone()].fill(true);
    facts.closed[runs].fill(true);
}

/// Parts that the number of a registry has at least: «77-77/011-77/011/004/2024-123».
const REGISTERED_PARTS: usize = 4;

/// «рег. № 77:01:0004042-77/011/2024-123 от 12.03.2024»: a registry's number and the day of its entry,
/// which is not the day of signing.
pub(super) fn take_registered(scan: &Scan<'_>, facts: &mut Facts) {
    for position in 0..scan.runs.len() {
        if facts.closed[position] {
            continue;
        }
        let run = &scan.runs[position];
        if !run.digits {
            if words().registry.has(&run.text) {
                take_entry(scan, position, facts);
            }
            continue;
        }
        let (end, colons) = chain(scan, position);
        if colons >= 2 {
            close(facts, position..end);
            take_day_of_entry(scan, end, facts);
        }
    }
}

/// What a registry's word is followed by, before any word for a contract: its number, and the day.
fn take_entry(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    let mut at = position + 1;
    let mut is_entry = false;
    while let Some(run) = scan.run(at).filter(|_| at < position + 8) {
        if !run.digits {
            if word_at(scan, at, &words().contract).is_some() || word_at(scan, at, &words().street).is_some() {
                break;
            }
            at += 1;
            continue;
        }
        let (end, colons) = chain(scan, at);
        let is_date = end - at == 3 && scan.runs[at + 1].gap.binder == Some('.');
        if !(is_date || end - at >= REGISTERED_PARTS || colons >= 2) {
            break;
        }
        close(facts, at..end);
        is_entry = true;
        at = end;
        if !is_date {
            take_day_of_entry(scan, end, facts);
            break;
        }
    }
    // «зарегистрирован 12.03.2024» begins no address.
    facts.closed[position] |= is_entry;
}

/// The end of figures that are written together, and the colons among them.
fn chain(scan: &Scan<'_>, position: usize) -> (usize, usize) {
    let (mut end, mut colons) = (position + 1, 0);
    while let Some(next) = scan.run(end).filter(|next| next.digits && next.gap.length == 1 && !next.gap.space) {
        let sign = next.signs.start.checked_sub(1).and_then(|before| scan.signs.get(before));
        colons += usize::from(sign.is_some_and(|sign| sign.word == ':'));
        end += 1;
    }
    (end, colons)
}

/// «… от 12.03.2024» after a registry's number.
fn take_day_of_entry(scan: &Scan<'_>, at: usize, facts: &mut Facts) {
    let is_of = scan.run(at).is_some_and(|run| !run.digits && words().after_number.has(&run.text));
    let day = at + usize::from(is_of);
    let (end, _) = chain(scan, day);
    if scan.run(day).is_some_and(|run| run.digits) && end - day == 3 {
        close(facts, day..end);
    }
}

/// «2024 года», «от 2024», «(2024)»: no number. What is said to be the year of a contract is kept.
pub(super) fn take_years(scan: &Scan<'_>, facts: &mut Facts) {
    for position in 0..scan.runs.len() {
        let year = number_of::<i16>(scan, position, &[4]).filter(|year| (1990..2100).contains(year));
        let Some(year) = year.filter(|_| !facts.taken[position] && !facts.closed[position]) else { continue };
        let gap = scan.runs[position].gap;
        let joins = |gap: super::scan::Gap| gap.length == 0 || gap.length == 1 && gap.binder.is_some();
        let next = scan.run(position + 1);
        let goes_on = next.is_some_and(|next| next.digits && (joins(next.gap) || next.gap.comma));
        if position > 0 && joins(gap) || goes_on || gap.number_sign {
            continue;
        }
        let is_word =
            |list: &Phrases| next.is_some_and(|next| next.gap.length <= 1 && !next.gap.comma && list.has(&next.text));
        let before = position.checked_sub(1).and_then(|before| scan.run(before));
        let is_of = before.is_some_and(|before| !before.digits && words().dated.has(&before.text));
        let signs = &scan.runs[position].signs;
        let sign = |at: Option<usize>| at.and_then(|at| scan.signs.get(at)).map(|sign| sign.word);
        let in_brackets = sign(signs.start.checked_sub(1)) == Some('(') && sign(Some(signs.end)) == Some(')');
        if is_of || in_brackets || is_word(&words().of_year) {
            facts.years.push((year, position));
        } else if !is_word(&words().year) {
            continue;
        }
        facts.taken[position] = true;
    }
}

/// Figures of a telephone number, with the country's or without.
const TELEPHONE_FROM: usize = 10;

/// Digits of a figure with which a list goes on: more are a sum or a telephone.
const LISTED_AT_MOST: usize = 4;

/// The figure with which a list goes on after what ends at a run: «, 20», «; № 20», « + 20», «и ещё
/// 20», and «, 1/20».
pub(super) fn listed_figure(scan: &Scan<'_>, facts: &Facts, at: usize) -> Option<Range<usize>> {
    let is_skipped = |at: usize| {
        scan.run(at).is_some_and(|run| {
            let is_word = [&words().and, &words().also, &words().number_sign].iter().any(|list| list.has(&run.text));
            !run.digits && is_word && (run.gap.space || run.gap.breaks)
        })
    };
    let first = (at..at + 4).find(|at| !is_skipped(*at))?;
    let figure = lone_figure(scan, facts, first)?;
    let gap = scan.run(first)?.gap;
    let stands_off = gap.space || gap.number_sign || joins_list(scan, first);
    (first > at || stands_off).then_some(figure)
}

/// Whether what stands before a run is nothing but what parts the members of a list.
pub(super) fn joins_list(scan: &Scan<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| scan.run(before)).map(|run| run.signs.end);
    let between = before.zip(scan.run(at)).and_then(|(end, run)| scan.signs.get(end..run.signs.start));
    let signs = || between.into_iter().flatten().map(|sign| sign.look);
    signs().all(|sign| matches!(sign, ' ' | ',' | ';' | '+' | '&' | '№' | '#' | '/' | '-'))
        && signs().any(|sign| matches!(sign, ',' | ';' | '+' | '&' | '№' | '#'))
}

/// A short figure that counts nothing and belongs to nothing: it could be the number of a unit or the
/// end of a contract's.
pub(super) fn lone_figure(scan: &Scan<'_>, facts: &Facts, at: usize) -> Option<Range<usize>> {
    let is_part = |at: usize| {
        scan.run(at)
            .is_some_and(|run| run.digits && run.text.len() <= LISTED_AT_MOST && !facts.taken[at] && !facts.closed[at])
    };
    let is_year = number_of::<i16>(scan, at, &[4]).is_some_and(|year| (1990..2100).contains(&year));
    if !is_part(at) || is_year {
        return None;
    }
    let mut end = at + 1;
    while scan.run(end).is_some_and(|next| next.gap.length == 1 && matches!(next.gap.binder, Some('/' | '-')))
        && is_part(end)
    {
        end += 1;
    }
    let Some(next) = scan.run(end) else { return Some(at..end) };
    let gap = next.gap;
    if next.digits {
        // «20,50» is one figure; in «10,20,30» each is one.
        let is_decimal = gap.comma && next.text.len() == 2 && !scan.runs[at].gap.comma;
        let parts = joins_list(scan, end) && !is_decimal;
        return parts.then_some(at..end);
    }
    let is_glued = gap.length == 0;
    if is_glued && next.text.count() == 1 && !words().counted.has(&next.text) {
        let ends = scan.run(end + 1).is_none_or(|after| after.gap.space || after.gap.breaks);
        return ends.then_some(at..end + 1);
    }
    let is_bound = is_glued || gap.length == 1 && gap.binder == Some('-');
    // «220 ЖК «Верба»»: a complex has a name, and no figure before it.
    let counts = !gap.breaks
        && !words().complex.has(&next.text)
        && [
            &words().counted,
            &words().instalment,
            &words().rouble,
            &words().ordinal,
            &words().floor,
            &words().section,
            &words().house,
        ]
        .iter()
        .any(|list| word_at(scan, end, list).is_some());
    // «15 октября» is a day, «220 октябрь» is none.
    let is_day = scan.runs[at].text.parse::<u32>().is_ok_and(|day| day <= 31);
    let is_month = is_day && !gap.breaks && words().month(&next.text).is_some();
    (!(is_bound || counts || is_month)).then_some(at..end)
}
