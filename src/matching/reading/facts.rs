//! What a purpose says beside numbers and names: dates, a period, a schedule line, units, houses
//! and tax numbers; and which runs of digits are thereby spoken for, so that no contract number is
//! seen in them.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::numbers::{Marker, collapsed, markers};
use super::scan::{Run, Scan};
use crate::matching::names::stem;
use crate::matching::words::{Phrases, words};
use crate::model::{TaxId, UnitKind};

/// A unit as the purpose names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::matching) struct SaidUnit {
    /// What it is said to be.
    pub kind: UnitKind,
    /// Its number, collapsed.
    pub key: String,
    /// Where it stands in the original.
    pub place: Range<usize>,
}

/// What the purpose says beside numbers and names.
#[derive(Debug, Default)]
pub(in crate::matching) struct Facts {
    /// Dates with the runs that they take.
    pub dates: Vec<(Date, Range<usize>)>,
    /// A month, with its year where that is said.
    pub period: Option<(Option<i16>, i8)>,
    /// A month that is joined to it: «за сентябрь и октябрь».
    pub second_month: Option<(Option<i16>, i8)>,
    /// Where the period's words end.
    period_end: usize,
    /// The schedule line, from 1.
    pub line: Option<u32>,
    /// Units.
    pub units: Vec<SaidUnit>,
    /// Kinds of units that are named at all, with a number or without.
    pub kinds: Vec<UnitKind>,
    /// Numbers of houses and sections, collapsed.
    pub houses: Vec<String>,
    /// Of these, the numbers of houses.
    pub own_houses: Vec<String>,
    /// Stems of the words by which a housing complex is called.
    pub complex: Vec<String>,
    /// Sums that are named as the payment's own, and not as a tax in it.
    pub sums: Vec<Decimal>,
    /// Tax numbers after their word.
    pub tax_ids: Vec<(TaxId, Range<usize>)>,
    /// Runs that are something else than a contract's number.
    pub taken: Vec<bool>,
    /// Runs in which nothing else is read: a contract's number, a payer's address.
    closed: Vec<bool>,
}

/// Which list a word of one or two runs («м/м», «кв-ра», «машино место») is in: the runs it takes.
pub(in crate::matching) fn word_at(scan: &Scan<'_>, position: usize, list: &Phrases) -> Option<usize> {
    let run = scan.run(position).filter(|run| !run.digits)?;
    if let Some(next) = scan.run(position + 1)
        && !next.digits
        && next.gap.length == 1
        && let Some(binder) = next.gap.binder.or(next.gap.space.then_some(' '))
        && list.has(&format!("{}{binder}{}", run.text, next.text))
    {
        return Some(2);
    }
    list.has(&run.text).then_some(1)
}

/// Reads the facts of a purpose.
pub(in crate::matching) fn read_facts(scan: &Scan<'_>) -> Facts {
    read_facts_beside(scan, &[])
}

/// Reads the facts of a purpose beside the numbers of contracts at these runs: «КВ-573» in the
/// contract «СВ7/КВ-573» is no flat.
pub(in crate::matching) fn read_facts_beside(scan: &Scan<'_>, numbers: &[Range<usize>]) -> Facts {
    let untouched = || vec![false; scan.runs.len()];
    let mut facts = Facts { taken: untouched(), closed: untouched(), ..Facts::default() };
    for number in numbers {
        facts.closed[number.clone()].fill(true);
    }
    take_between_slashes(scan, &mut facts);
    for position in 0..scan.runs.len() {
        take_date(scan, position, &mut facts);
    }
    take_sums(scan, &mut facts);
    take_addresses_and_units(scan, &mut facts);
    take_complex(scan, &mut facts);
    for position in 0..scan.runs.len() {
        take_labelled(scan, position, &mut facts);
        take_line(scan, position, &mut facts);
        take_period(scan, position, &mut facts);
    }
    facts
}

/// Banks put a payer's address between double strokes: «//Иванов Иван//Москва, ул. …, 12//».
fn take_between_slashes(scan: &Scan<'_>, facts: &mut Facts) {
    let strokes: Vec<usize> = scan
        .signs
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| pair.iter().all(|sign| sign.word == '/').then_some(at))
        .collect();
    if let (Some(first), Some(last)) = (strokes.first(), strokes.last())
        && first != last
    {
        for (position, run) in scan.runs.iter().enumerate() {
            let is_between = run.signs.start > *first && run.signs.end <= *last;
            facts.closed[position] |= is_between;
            facts.taken[position] |= is_between && run.digits;
        }
    }
}

fn number_of<T: std::str::FromStr>(scan: &Scan<'_>, position: usize, lengths: &[usize]) -> Option<T> {
    let run = scan.run(position).filter(|run| run.digits && lengths.contains(&run.text.len()))?;
    run.text.parse().ok()
}

fn full_year(scan: &Scan<'_>, position: usize) -> Option<i16> {
    let year: i16 = number_of(scan, position, &[2, 4])?;
    Some(if year < 100 { year + 2000 } else { year }).filter(|year| (1990..2100).contains(year))
}

fn take_date(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    let joins = |at: usize| scan.run(at).and_then(|run| run.gap.binder.filter(|_| run.gap.length == 1));
    // «12/8/07.02.2026» is a number and its date; without points and a whole year it may be a number.
    let is_dated = joins(position) == Some('/')
        && joins(position + 1) == Some('.')
        && joins(position + 2) == Some('.')
        && number_of::<i16>(scan, position + 2, &[4]).is_some();
    let continues_a_number =
        position > 0 && scan.run(position - 1).is_some_and(|run| run.digits) && joins(position).is_some() && !is_dated;
    if continues_a_number || facts.taken[position] || facts.closed[position] {
        return;
    }
    let goes_on = scan.run(position + 3).is_some_and(|next| match (next.gap.length, next.gap.binder) {
        (0, _) => next.text.chars().count() > 2 && next.text != "года",
        (1, Some('.')) => next.digits,
        (1, Some(_)) => true,
        _ => false,
    });
    let written = || -> Option<Date> {
        let (first, second) = (joins(position + 1)?, joins(position + 2)?);
        if first != second || goes_on {
            return None;
        }
        if let Some(year) = number_of::<i16>(scan, position, &[4]) {
            let (month, day) = (number_of(scan, position + 1, &[2])?, number_of(scan, position + 2, &[2])?);
            return Date::new(year, month, day).ok();
        }
        let (day, month) = (number_of(scan, position, &[1, 2])?, number_of(scan, position + 1, &[1, 2])?);
        let year = full_year(scan, position + 2)?;
        (first == '.' || number_of::<i16>(scan, position + 2, &[4]).is_some())
            .then(|| Date::new(year, month, day).ok())
            .flatten()
    };
    let in_words = || -> Option<Date> {
        let day = number_of(scan, position, &[1, 2])?;
        let month = words().month(&scan.run(position + 1).filter(|run| !run.digits)?.text)?;
        Date::new(full_year(scan, position + 2)?, month, day).ok()
    };
    if let Some(date) = written().or_else(in_words) {
        facts.dates.push((date, position..position + 3));
        facts.taken[position..position + 3].fill(true);
    }
}

fn take_sums(scan: &Scan<'_>, facts: &mut Facts) {
    let (mut after_sum_word, mut says_vat) = (false, false);
    for position in 0..scan.runs.len() {
        let run = &scan.runs[position];
        if !run.digits {
            after_sum_word = words().sum.has(&run.text);
            says_vat |= words().vat.has(&run.text);
            continue;
        }
        let end = digits_in_a_row(scan, position);
        let is_percent = scan.signs.get(scan.runs[end - 1].signs.end).is_some_and(|sign| sign.word == '%');
        let before_rouble = scan
            .run(end)
            .is_some_and(|next| words().rouble.has(&next.text) && next.gap.length <= 1 && !next.gap.breaks);
        if after_sum_word && !says_vat && !is_percent {
            facts.sums.extend(sum_of(scan, position..end));
        }
        if after_sum_word || is_percent || before_rouble {
            facts.taken[position..end].fill(true);
        }
    }
}

/// The sum that these runs write: «50000-00», «1 031 441,61».
fn sum_of(scan: &Scan<'_>, runs: Range<usize>) -> Option<Decimal> {
    let last = scan.run(runs.end.checked_sub(1)?)?;
    let has_kopecks = runs.len() > 1 && !last.gap.space && last.text.len() == 2;
    let digits: String = scan.runs.get(runs)?.iter().map(|run| run.text.as_str()).collect();
    let whole = Decimal::from_str_exact(&digits).ok()?;
    Some(if has_kopecks { whole / Decimal::ONE_HUNDRED } else { whole })
}

/// «ЖК «Новая Верба»»: up to two words after the complex's sign.
fn take_complex(scan: &Scan<'_>, facts: &mut Facts) {
    for position in 0..scan.runs.len() {
        if word_at(scan, position, &words().complex).is_none() {
            continue;
        }
        let named = scan.runs.iter().skip(position + 1).take(2);
        let named = named.take_while(|run| !run.digits && run.gap.length <= 3 && run.text.chars().count() > 2);
        let is_name = |run: &&Run| !(words().house.has(&run.text) || words().section.has(&run.text));
        facts.complex.extend(named.take_while(is_name).map(|run| stem(&run.text)));
    }
}

/// The end of the digits that stand together as one sum: «1 031 441-61».
fn digits_in_a_row(scan: &Scan<'_>, position: usize) -> usize {
    let mut end = position + 1;
    while scan.run(end).is_some_and(|run| run.digits && run.gap.length == 1) {
        end += 1;
    }
    end
}

fn take_addresses_and_units(scan: &Scan<'_>, facts: &mut Facts) {
    let kinds = [
        (UnitKind::Parking, &words().parking),
        (UnitKind::Flat, &words().flat),
        (UnitKind::Storage, &words().storage),
        (UnitKind::Commercial, &words().commercial),
    ];
    let markers = markers(scan);
    let mut in_address = 0_usize;
    for (position, marker) in markers.into_iter().enumerate() {
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
        let unit = kinds.iter().find_map(|(kind, list)| Some((*kind, word_at(scan, position, list)?)));
        // «парковочное место № 12».
        let unit = unit.map(|(kind, length)| {
            let is_place = scan.run(position + length).is_some_and(|next| next.text.starts_with("мест"));
            (kind, length + usize::from(kind == UnitKind::Parking && is_place))
        });
        if let Some((kind, _)) = unit.filter(|(kind, _)| *kind != UnitKind::Commercial && in_address == 0) {
            facts.kinds.push(kind);
        }
        if let Some((kind, length)) = unit
            && let Some(value) = value_after(scan, position + length).filter(|value| !facts.closed[value.start])
        {
            let signs = scan.runs[value.start].signs.start..scan.runs[value.end - 1].signs.end;
            if in_address == 0 {
                let key = collapsed(scan.signs[signs.clone()].iter().map(|sign| sign.look));
                facts.units.push(SaidUnit { kind, key, place: scan.original(&signs) });
            }
            facts.taken[value].fill(true);
        } else if !begins_a_word(scan, position)
            && let Some(length) =
                word_at(scan, position, &words().house).or_else(|| word_at(scan, position, &words().section))
            && let Some(value) = value_after(scan, position + length)
                .filter(|value| !facts.closed[value.start] && value.len() <= HOUSE_AT_MOST)
        {
            let signs = scan.runs[value.start].signs.start..scan.runs[value.end - 1].signs.end;
            if in_address == 0 {
                let number = collapsed(scan.signs[signs].iter().map(|sign| sign.look));
                facts.own_houses.extend(word_at(scan, position, &words().house).map(|_| number.clone()));
                facts.houses.push(number);
            }
            facts.taken[value].fill(true);
        }
    }
}

/// Runs that a house's number has at most («12/1а»): «многоквартирного дома № 12/34-К5» ends with the
/// number of the contract.
const HOUSE_AT_MOST: usize = 3;

/// Whether it is only the beginning of a word with a dash: the «стр» of «стр-ве» is no house.
fn begins_a_word(scan: &Scan<'_>, position: usize) -> bool {
    scan.run(position + 1).is_some_and(|next| {
        !next.digits && next.gap.length == 1 && next.gap.binder == Some('-') && next.text.chars().count() > 1
    })
}

/// The runs of the value that stands right after a word: «№ 45», «45а», «12/1».
fn value_after(scan: &Scan<'_>, mut position: usize) -> Option<Range<usize>> {
    if scan.run(position).is_some_and(|run| !run.digits && words().number_sign.has(&run.text)) {
        position += 1;
    }
    let first = scan.run(position)?;
    let starts = first.gap.length <= 3 && !first.gap.comma;
    let has_digits = first.digits || (first.text.chars().count() <= 2 && scan.run(position + 1)?.digits);
    if !starts || !has_digits {
        return None;
    }
    let mut end = position + 1;
    if !first.digits {
        end += 1;
    }
    while let Some(next) = scan.run(end) {
        let joined = next.gap.length == 0 || (next.gap.length == 1 && matches!(next.gap.binder, Some('/' | '-')));
        if !joined || !(next.digits || next.text.chars().count() == 1) {
            break;
        }
        end += 1;
    }
    Some(position..end)
}

/// Digits after «ИНН», «р/с», «тел.» and the like, and digits too long for any contract.
fn take_labelled(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
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
            facts.taken[position..end].fill(true);
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
    let Some(value) = scan.run(position + length) else { return };
    if !value.digits || value.text.len() < 5 {
        return;
    }
    facts.taken[position + length] = true;
    if is_tax_id.is_some()
        && let Some(tax_id) = TaxId::from_document(&value.text)
    {
        facts.tax_ids.push((tax_id, scan.original(&value.signs)));
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

/// «взнос 3», «платёж № 3 по графику», «3-й взнос».
fn take_line(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
    if facts.closed[position] || word_at(scan, position, &words().instalment).is_none() {
        return;
    }
    let after = || {
        let value = value_after(scan, position + 1).filter(|value| value.len() == 1)?;
        Some(value.start)
    };
    let before = || {
        let ordinal = position.checked_sub(1)?;
        let is_ordinal = scan.run(ordinal).is_some_and(|run| !run.digits && words().ordinal.has(&run.text));
        let number = if is_ordinal { ordinal.checked_sub(1)? } else { return None };
        Some(number)
    };
    let Some(at) = after().or_else(before) else { return };
    if facts.taken[at] || facts.closed[at] {
        return;
    }
    if let Some(line) = number_of::<u32>(scan, at, &[1, 2, 3]).filter(|line| *line > 0) {
        facts.line.get_or_insert(line);
        facts.taken[at] = true;
    }
}

/// «за март 2026», «за 05.2026»; a day before the month makes it a date, not a period.
fn take_period(scan: &Scan<'_>, position: usize, facts: &mut Facts) {
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
