//! Which units a purpose names and where they stand: flats, parking places, houses, sections and
//! floors. What a figure is the number of is decided by the word beside it, never by the register.

use std::ops::Range;

use super::facts::{Facts, MayBe, SaidUnit, word_at};
use super::figures::{joins_list, listed_figure};
use super::numbers::{Marker, collapsed, markers};
use super::scan::{Run, Scan};
use crate::matching::words::{Phrases, words};
use crate::model::UnitKind;
use crate::text::is_letter_or_digit;

/// «ЖК «Новая Верба»»: up to two words after the complex's sign.
pub(super) fn take_complex(scan: &Scan<'_>, facts: &mut Facts) {
    for position in 0..scan.runs.len() {
        if word_at(scan, position, &words().complex).is_none() {
            continue;
        }
        let named = scan.runs.iter().skip(position + 1).take(2);
        let named = named.take_while(|run| !run.digits && run.gap.length <= 3 && run.text.count() > 2);
        let is_name = |run: &&Run| !(words().house.has(&run.text) || words().section.has(&run.text));
        facts.complex.extend(named.take_while(is_name).map(|run| run.text.stem().to_string()));
    }
}

/// Units, houses, sections and floors; what stands in a payer's address is only taken.
pub(super) fn take_places(scan: &Scan<'_>, facts: &mut Facts) {
    let markers = markers(scan);
    let mut in_address = 0_usize;
    for (position, marker) in markers.iter().copied().enumerate() {
        in_address = in_address.saturating_sub(1);
        let run = &scan.runs[position];
        if run.digits {
            facts.taken[position] |= in_address > 0;
            continue;
        }
        // «договор Д-7/21» begins a number, and no house.
        let is_bound = scan
            .run(position + 1)
            .is_some_and(|next| next.digits && next.gap.length == 1 && matches!(next.gap.binder, Some('-' | '/')));
        if facts.closed[position] || (is_bound && marker == Some(Marker::Contract)) {
            continue;
        }
        if word_at(scan, position, &words().contract).is_some() {
            // The «Д» of «Д-РУ» is no house either.
            in_address = 0;
            continue;
        }
        if word_at(scan, position, &words().street).is_some() {
            in_address = 7;
        }
        let earlier = facts.kinds.len();
        if !take_unit(scan, position, in_address == 0, facts) {
            take_place(scan, position, in_address == 0, facts);
        }
        if facts.kinds.len() > earlier {
            take_pair(scan, position, facts);
        }
    }
    take_several(scan, facts);
}

/// «кв. 10 и м/м», «за паркинг, кладовую», «за квартиру по договору … и кладовку»: a unit of another
/// kind joined to one before it.
fn take_pair(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    let [.., (one, first), (other, last)] = facts.kinds.as_slice() else { return };
    let stands_in = |list: &Phrases, at: usize| scan.run(at).is_some_and(|run| !run.digits && list.has(&run.text));
    // «si loc de parcare», «и оплата паркинга».
    let mut joined =
        (1..=JOINED_WITHIN).map_while(|back| position.checked_sub(back).filter(|at| !scan.runs[*at].digits));
    let joint = joined.find(|at| stands_in(&words().and, *at) || stands_in(&words().with, *at));
    let is_and = joint.is_some_and(|at| stands_in(&words().and, at));
    let before = joint.or_else(|| joins_list(scan, position).then_some(position)).and_then(|end| end.checked_sub(1));
    let Some(end) = before.map(|before| scan.original(&scan.runs[before].signs).end) else { return };
    let is_beside = first.end == end || facts.units.iter().any(|unit| unit.place.end == end);
    if one != other && (is_beside || is_and) {
        let both = first.start..last.end;
        facts.several.get_or_insert(both);
    }
}

/// Words within which a second unit is joined to a first.
const JOINED_WITHIN: usize = 3;

/// The kind of unit that a word names, and the runs that it takes.
fn unit_at(scan: &Scan<'_>, position: usize) -> Option<(UnitKind, usize)> {
    let kinds = [
        (UnitKind::Parking, &words().parking),
        (UnitKind::Flat, &words().flat),
        (UnitKind::Storage, &words().storage),
        (UnitKind::Commercial, &words().commercial),
    ];
    let (kind, length) = kinds.iter().find_map(|(kind, list)| Some((*kind, word_at(scan, position, list)?)))?;
    // «жилое помещение» is a home.
    let before = position.checked_sub(1).and_then(|before| scan.run(before));
    let is_home = kind == UnitKind::Commercial && before.is_some_and(|run| words().living.has(&run.text));
    let kind = if is_home { UnitKind::Flat } else { kind };
    // «парковочное место № 12».
    let is_place = scan.run(position + length).is_some_and(|next| next.text.starts_with("мест"));
    Some((kind, length + usize::from(kind == UnitKind::Parking && is_place)))
}

/// A unit by its word; true where the word has a number.
fn take_unit(scan: &Scan<'_>, position: usize, is_own: bool, facts: &mut Facts) -> bool {
    let Some((kind, length)) = unit_at(scan, position) else { return false };
    let said = (kind, may_be(scan, position));
    if kind != UnitKind::Commercial && is_own {
        let last = &scan.runs[position + length - 1];
        facts.kinds.push((kind, scan.original(&(scan.runs[position].signs.start..last.signs.end))));
    }
    let after = value_after(scan, position + length).filter(|value| !facts.closed[value.start]);
    if let Some(value) = &after
        && let Some(quarter) = quarter_before(scan, position, value)
    {
        // «за 2 кв. 2026» is the second quarter.
        facts.taken[quarter..value.end].fill(true);
        return true;
    }
    let Some(value) = after.or_else(|| value_before(scan, position, facts).filter(|_| is_own)) else { return false };
    if is_own {
        push_unit(scan, said, &value, facts);
    }
    facts.taken[value.clone()].fill(true);
    if !is_own {
        return true;
    }
    // «кв. 10, 20», «квартиры 10 и 20», «10 и 20 квартир».
    let mut end = value.end;
    while let Some(next) = listed_figure(scan, facts, end).filter(|_| end > position) {
        push_unit(scan, said, &next, facts);
        facts.taken[next.clone()].fill(true);
        end = next.end;
    }
    if value.end <= position
        && let Some(first) = figure_listed_before(scan, facts, value.start)
    {
        push_unit(scan, said, &(first..first + 1), facts);
        facts.taken[first] = true;
    }
    true
}

/// What else than its kind the word at a run is said of.
fn may_be(scan: &Scan<'_>, position: usize) -> MayBe {
    let before = position.checked_sub(1).and_then(|before| scan.run(before));
    let is_told = before.is_some_and(|run| {
        !run.digits && [&words().living, &words().not_living].iter().any(|list| list.has(&run.text))
    });
    if word_at(scan, position, &words().suite).is_some() {
        MayBe::Suite
    } else if !is_told && word_at(scan, position, &words().premises).is_some() {
        MayBe::Anything
    } else {
        MayBe::ItsKind
    }
}

fn push_unit(scan: &Scan<'_>, (kind, may_be): (UnitKind, MayBe), value: &Range<usize>, facts: &mut Facts) {
    let signs = scan.runs[value.start].signs.start..scan.runs[value.end - 1].signs.end;
    let key = unit_number(scan.signs[signs.clone()].iter().map(|sign| sign.look));
    facts.units.push(SaidUnit { kind, may_be, key, place: scan.original(&signs) });
}

/// The number of a unit as it is compared: letters and digits, and a dash between figures, so that
/// 10-12 is no 1012.
pub(in crate::matching) fn unit_number(looks: impl Iterator<Item = char>) -> String {
    let mut parts: Vec<String> = vec![String::new()];
    let mut divided = false;
    for look in looks {
        let Some(part) = parts.last_mut() else { break };
        if !is_letter_or_digit(look) {
            divided = true;
        } else if divided && look.is_ascii_digit() && part.ends_with(|last: char| last.is_ascii_digit()) {
            parts.push(look.to_string());
            divided = false;
        } else {
            part.push(look);
            divided = false;
        }
    }
    let parts: Vec<String> = parts.into_iter().map(|part| collapsed(part.chars())).collect();
    parts.join("-")
}

/// Where the quarter stands whose word and year these are: «2 кв. 2026», «IV кв. 2026».
fn quarter_before(scan: &Scan<'_>, position: usize, value: &Range<usize>) -> Option<usize> {
    let before = position.checked_sub(1)?;
    let run = scan.run(before)?;
    let year = scan.run(value.start).filter(|_| value.len() == 1)?;
    let is_year = year.text.len() == 4 && year.text.starts_with("20");
    let is_quarter = matches!(run.text.as_str(), "1" | "2" | "3" | "4" | "i" | "ii" | "iii" | "iv");
    (is_year && is_quarter && !scan.runs[position].gap.breaks).then_some(before)
}

/// A house, a section or a floor by its word.
fn take_place(scan: &Scan<'_>, position: usize, is_own: bool, facts: &mut Facts) {
    let at = |list: &Phrases| word_at(scan, position, list);
    let (house, section, floor) = (at(&words().house), at(&words().section), at(&words().floor));
    let Some(length) = house.or(section).or(floor).filter(|_| !begins_a_word(scan, position)) else { return };
    let is_long = scan.runs[position].text.count() > 2;
    let after = value_after(scan, position + length)
        .filter(|value| !facts.closed[value.start] && value.len() <= HOUSE_AT_MOST && !describes(scan, value.end));
    let before = value_before(scan, position, facts).filter(|_| is_own && (is_long || floor.is_some()));
    // «2 секция 3 этаж»: what follows is the next word's.
    let is_next_words = after.as_ref().is_some_and(|value| is_place_word(scan, value.end));
    let value = if is_next_words { before.or(after) } else { after.or(before) };
    let value = value.or_else(|| letter_after(scan, position + length).filter(|_| section.is_some() && is_own));
    let Some(value) = value else { return };
    let signs = scan.runs[value.start].signs.start..scan.runs[value.end - 1].signs.end;
    if is_own {
        let number = collapsed(scan.signs[signs].iter().map(|sign| sign.look));
        if floor.is_some() {
            facts.floors.extend(number.parse::<i32>());
        } else if house.is_some() {
            facts.own_houses.push(number.clone());
            facts.houses.push(number);
        } else {
            facts.sections.push(number.clone());
            facts.houses.push(number);
        }
    }
    facts.taken[value].fill(true);
}

/// Whether a word with a dash goes on: «17-этажного дома» names no house and no floor.
fn describes(scan: &Scan<'_>, at: usize) -> bool {
    let next = scan.run(at).filter(|next| !next.digits && next.gap.length == 1 && next.gap.binder == Some('-'));
    next.is_some_and(|next| next.text.count() > 1)
}

/// Whether a word for a unit or a place stands right after a blank.
fn is_place_word(scan: &Scan<'_>, at: usize) -> bool {
    let follows = scan.run(at).is_some_and(|next| next.gap.space && !next.gap.breaks);
    let places = [&words().house, &words().section, &words().floor];
    follows && (places.iter().any(|list| word_at(scan, at, list).is_some()) || unit_at(scan, at).is_some())
}

/// Runs that a house's number has at most («12/1а»): «многоквартирного дома № 12/34-К5» ends with the
/// number of the contract.
const HOUSE_AT_MOST: usize = 3;

/// Whether it is only the beginning of a word with a dash: the «стр» of «стр-ве» is no house.
fn begins_a_word(scan: &Scan<'_>, position: usize) -> bool {
    scan.run(position + 1).is_some_and(|next| {
        !next.digits && next.gap.length == 1 && next.gap.binder == Some('-') && next.text.count() > 1
    })
}

/// The runs of the value that stands right after a word: «№ 45», «45а», «12/1».
pub(super) fn value_after(scan: &Scan<'_>, mut position: usize) -> Option<Range<usize>> {
    if scan.run(position).is_some_and(|run| !run.digits && words().number_sign.has(&run.text)) {
        position += 1;
    }
    let first = scan.run(position)?;
    // «1 секция, кв. 10»: behind a comma no letters begin a number.
    let is_near = first.gap.length <= if first.gap.number_sign { 5 } else { 3 };
    let starts = is_near && !first.gap.comma && (first.digits || !first.gap.breaks);
    let has_digits = first.digits || (first.text.count() <= 2 && scan.run(position + 1)?.digits);
    if !starts || !has_digits {
        return None;
    }
    let mut end = position + 1;
    if !first.digits {
        end += 1;
    }
    while let Some(next) = scan.run(end) {
        let joined = next.gap.length == 0 || (next.gap.length == 1 && matches!(next.gap.binder, Some('/' | '-')));
        if !joined || !(next.digits || next.text.count() == 1) {
            break;
        }
        end += 1;
    }
    Some(position..end)
}

/// «секция А».
fn letter_after(scan: &Scan<'_>, position: usize) -> Option<Range<usize>> {
    let run = scan.run(position).filter(|run| !run.digits && run.gap.length <= 2 && !run.gap.breaks)?;
    let ends = scan.run(position + 1).is_none_or(|next| next.gap.space || next.gap.breaks);
    let is_letter = run.text.count() == 1 && !matches!(run.text.as_str(), "и" | "в" | "с" | "к" | "о" | "у");
    (ends && is_letter).then_some(position..position + 1)
}

/// The run of the figure that stands right before a word: «2 подъезд», «9-й этаж», «20 квартира».
/// The number of a contract or of an instalment stands there by chance.
fn value_before(scan: &Scan<'_>, position: usize, facts: &Facts) -> Option<Range<usize>> {
    let mut at = position.checked_sub(1)?;
    let is_ordinal = scan.run(at).is_some_and(|run| !run.digits && words().ordinal.has(&run.text));
    if is_ordinal {
        at = at.checked_sub(1)?;
    }
    let figure = scan.run(at).filter(|run| run.digits && run.text.len() <= 4)?;
    let is_free = !facts.taken[at] && !facts.closed[at];
    let meets = scan.runs[position].gap;
    let is_beside = meets.space && !meets.breaks && !meets.number_sign && meets.binder.is_none();
    let before = at.checked_sub(1).and_then(|before| scan.run(before));
    let stands_alone = before.is_none_or(|before| {
        let gap = figure.gap;
        let is_of_another = !before.digits
            && [
                &words().contract,
                &words().invoice,
                &words().other_document,
                &words().instalment,
                &words().number_sign,
                &words().code,
            ]
            .iter()
            .any(|list| list.has(&before.text));
        let goes_on = gap.length == 0 || gap.comma || gap.binder.is_some() && !gap.space;
        let is_grouped = before.digits && gap.space && !gap.breaks;
        !(is_of_another || goes_on || is_grouped || gap.number_sign)
    });
    let counts = !is_ordinal && is_count(figure) && words().many.has(&scan.runs[position].text);
    (is_free && is_beside && stands_alone && !counts).then_some(at..at + 1)
}

/// The figure that a list has before its last: the «10» of «10 и 20 квартир».
fn figure_listed_before(scan: &Scan<'_>, facts: &Facts, last: usize) -> Option<usize> {
    let before = last.checked_sub(1)?;
    let is_and = scan.run(before).is_some_and(|run| !run.digits && words().and.has(&run.text));
    let first = if is_and { before.checked_sub(1)? } else { before };
    let run = scan.run(first).filter(|run| run.digits && run.text.len() <= 4)?;
    let is_joined = is_and || joins_list(scan, last);
    let is_whole = first == 0 || run.gap.space || run.gap.breaks;
    (is_joined && is_whole && !facts.taken[first] && !facts.closed[first]).then_some(first)
}

/// A figure by which a few things are counted.
fn is_count(run: &Run) -> bool {
    matches!(run.text.as_str(), "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
}

/// «за две квартиры», «за 2 договора», «обе наши квартиры».
fn take_several(scan: &Scan<'_>, facts: &mut Facts) {
    for position in 0..scan.runs.len() {
        let run = &scan.runs[position];
        let is_word = !run.digits && words().few.has(&run.text);
        let is_figure = run.digits
            && is_count(run)
            && !facts.taken[position]
            && !facts.closed[position]
            && (position == 0 || (run.gap.space || run.gap.breaks) && !run.gap.number_sign)
            && scan.run(position + 1).is_some_and(|next| next.gap.space && !next.gap.breaks);
        if !(is_word || is_figure) {
            continue;
        }
        let counted = |at: usize| {
            let is_free = scan.run(at).is_some_and(|next| !next.digits && !next.gap.breaks && !facts.closed[at]);
            is_free && (words().many.has(&scan.runs[at].text) || is_word && unit_at(scan, at).is_some())
        };
        let skips = scan.run(position + 1).is_some_and(|next| !next.digits && !words().counted.has(&next.text));
        let end = if counted(position + 1) {
            position + 2
        } else if is_word && skips && counted(position + 2) {
            position + 3
        } else {
            continue;
        };
        let signs = run.signs.start..scan.runs[end - 1].signs.end;
        facts.several.get_or_insert(scan.original(&signs));
    }
}
