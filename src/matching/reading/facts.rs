//! What a purpose says beside numbers and names: dates, a period, a schedule line, units, houses
//! and tax numbers; and which runs of digits are thereby spoken for, so that no contract number is
//! seen in them.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::extents::{Extent, take_extent};
use super::figures::{lone_figure, take_areas, take_labelled, take_registered, take_years};
use super::periods::{is_of_month, take_months, take_period};
use super::places::{take_complex, take_places, unit_number, value_after};
use super::scan::{Gap, Run, Scan};
use crate::matching::words::objects::objects;
use crate::matching::words::{Phrases, words};
use crate::model::{TaxId, UnitKind};

/// A unit as the purpose names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::matching) struct SaidUnit {
    /// What it is said to be.
    pub kind: UnitKind,
    /// What else the same word is said of.
    pub may_be: MayBe,
    /// Its number, collapsed.
    pub key: String,
    /// Where it stands in the original.
    pub place: Range<usize>,
}

/// What a unit's word is said of beside its own kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) enum MayBe {
    /// Nothing.
    ItsKind,
    /// Suites are sold as flats and as premises.
    Suite,
    /// «помещение № 5», «условный номер 5»: everything in a building is one.
    Anything,
}

impl SaidUnit {
    /// Whether a unit of that kind and number is meant.
    pub(in crate::matching) fn is(&self, kind: UnitKind, key: &str) -> bool {
        let is_kind = match self.may_be {
            MayBe::ItsKind => self.kind == kind,
            MayBe::Suite => matches!(kind, UnitKind::Flat | UnitKind::Commercial),
            MayBe::Anything => true,
        };
        is_kind && *self.key == *key
    }
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
    pub(super) period_end: usize,
    /// The schedule line, from 1.
    pub line: Option<u32>,
    /// How much is said to be paid: «за два месяца», «часть платежа».
    pub extent: Option<Extent>,
    /// Where the contract is said to be paid: «договор № 5 оплачен».
    pub settled: Option<Range<usize>>,
    /// Units.
    pub units: Vec<SaidUnit>,
    /// Words for kinds of units and their places in the original, with a number or without.
    pub kinds: Vec<(UnitKind, Range<usize>)>,
    /// Where more than one unit or contract is counted: «за две квартиры».
    pub several: Option<Range<usize>>,
    /// Numbers of houses and sections, collapsed.
    pub houses: Vec<String>,
    /// Of these, the numbers of houses.
    pub own_houses: Vec<String>,
    /// Of these, the numbers of sections.
    pub sections: Vec<String>,
    /// Floors.
    pub floors: Vec<i32>,
    /// Stems of the words by which a housing complex is called.
    pub complex: Vec<String>,
    /// Sums that are named as the payment's own, and not as a tax in it.
    pub sums: Vec<Decimal>,
    /// Percents of the price, and none of a tax.
    pub percents: Vec<u32>,
    /// Days on which is due what is paid; whether a word for such a day tells so.
    pub due: Vec<(Date, bool)>,
    /// Days of contracts that are named by nothing else: «ДДУ от 17.06.2025».
    pub of_contract: Vec<(Date, Range<usize>)>,
    /// How many instalments there are: «платёж 9 из 24».
    pub of_lines: Option<u32>,
    /// Figures that nothing explains, as numbers of units are compared, and their places.
    pub loose: Vec<(String, Range<usize>)>,
    /// Years that are said to be a contract's, with their runs.
    pub years: Vec<(i16, usize)>,
    /// Tax numbers after their word.
    pub tax_ids: Vec<(TaxId, Range<usize>)>,
    /// Runs that are something else than a contract's number.
    pub taken: Vec<bool>,
    /// Runs in which nothing else is read: a contract's number, a payer's address.
    pub(super) closed: Vec<bool>,
}

impl Facts {
    /// Forgets of which runs it was made: once a payment is read nobody asks, and a batch holds them all.
    pub(super) fn without_runs(self) -> Self {
        Self { taken: Vec::new(), closed: Vec::new(), ..self }
    }

    /// Where two units are named or counted, from the first to the last.
    pub(in crate::matching) fn two_units(&self) -> Option<Range<usize>> {
        let first = self.units.first()?;
        let other = self.units.iter().rfind(|unit| unit.key != first.key)?;
        Some(first.place.start.min(other.place.start)..first.place.end.max(other.place.end))
    }
}

/// Which list a word of one or two runs («м/м», «кв-ра», «машино место») is in: the runs it takes.
pub(in crate::matching) fn word_at(scan: &Scan<'_>, position: usize, list: &Phrases) -> Option<usize> {
    let run = scan.run(position).filter(|run| !run.digits)?;
    if list.begins_two(&run.text)
        && let Some(next) = scan.run(position + 1)
        && !next.digits
        && next.gap.length == 1
        && let Some(binder) = next.gap.binder.or(next.gap.space.then_some(' '))
        && let joined = format!("{}{binder}{}", run.text.as_str(), next.text.as_str())
        // «квартира и» begins like «квартир*» and is one word and another.
        && if list.has(&run.text) { list.is_exactly(&joined) } else { list.has(&joined) }
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
    take_registered(scan, &mut facts);
    take_areas(scan, &mut facts);
    for position in 0..scan.runs.len() {
        take_date(scan, position, &mut facts);
    }
    take_months(scan, &mut facts);
    take_years(scan, &mut facts);
    take_sums(scan, &mut facts);
    take_places(scan, &mut facts);
    take_complex(scan, &mut facts);
    for position in 0..scan.runs.len() {
        take_labelled(scan, position, &mut facts);
        take_line(scan, position, &mut facts);
        take_period(scan, position, &mut facts);
    }
    take_extent(scan, &mut facts);
    take_settled(scan, &mut facts);
    take_days(scan, &mut facts);
    take_added(scan, &mut facts);
    take_loose(scan, &mut facts);
    facts
}

/// Banks put a payer's address between double strokes: «//Иванов Иван//Москва, ул. …, 12//». Only an
/// address is closed, and never what names a contract: the rest is read as all is.
fn take_between_slashes(scan: &Scan<'_>, facts: &mut Facts) {
    let strokes: Vec<usize> = scan
        .signs
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| pair.iter().all(|sign| sign.word == '/').then_some(at))
        .collect();
    for pair in strokes.windows(2) {
        let [first, last] = pair else { continue };
        let begin = scan.runs.partition_point(|run| run.signs.start <= *first);
        let end = scan.runs.partition_point(|run| run.signs.end <= *last);
        if begin < end && is_address(scan, begin..end) {
            for position in begin..end {
                facts.closed[position] = true;
                facts.taken[position] |= scan.runs[position].digits;
            }
        }
    }
}

/// Whether these runs are an address: by the word for a place, or «Тула кв. 12» behind a name.
fn is_address(scan: &Scan<'_>, runs: Range<usize>) -> bool {
    let has = |lists: &[&Phrases]| {
        runs.clone().any(|at| lists.iter().any(|list| word_at(scan, at, list).is_some_and(|end| at + end <= runs.end)))
    };
    if has(&[&words().contract, &words().invoice, &words().instalment]) {
        return false;
    }
    let lists = &objects().lists;
    let town = &scan.runs[runs.start];
    let mut letters = scan.said(&town.signs).chars();
    let is_title = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let is_town = is_title && !objects().has(&town.text);
    let follows_name = runs.start > 0 && !scan.runs[runs.start - 1].digits;
    has(&[&words().street, &lists.place_after, &lists.place_before])
        || is_town && follows_name && scan.runs[runs].iter().any(|run| run.digits)
}

pub(super) fn number_of<T: std::str::FromStr>(scan: &Scan<'_>, position: usize, lengths: &[usize]) -> Option<T> {
    let run = scan.run(position).filter(|run| run.digits && lengths.contains(&run.text.len()))?;
    run.text.parse().ok()
}

pub(super) fn full_year(scan: &Scan<'_>, position: usize) -> Option<i16> {
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
    // «К-1/10/2024» is no first of October.
    let is_of_a_number = |run: &Run| {
        let is_word =
            [&words().contract, &words().number_sign, &words().after_number].iter().any(|list| list.has(&run.text));
        run.digits || run.text.count() <= 3 && joins(position) != Some('.') && !is_word
    };
    let continues_a_number =
        position > 0 && scan.run(position - 1).is_some_and(is_of_a_number) && joins(position).is_some() && !is_dated;
    if continues_a_number || facts.taken[position] || facts.closed[position] {
        return;
    }
    let goes_on = scan.run(position + 3).is_some_and(|next| match (next.gap.length, next.gap.binder) {
        (0, _) => next.text.count() > 2 && next.text != "года",
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
        let is_sum = after_sum_word || before_rouble || has_kopecks(scan, position..end);
        let is_free = !facts.closed[position] && !facts.taken[position] && !is_fee(scan, position);
        if is_sum && is_free && !says_vat && !is_percent {
            facts.sums.extend(sum_of(scan, position..end));
        }
        if is_percent && is_free && !says_vat && end == position + 1 {
            facts.percents.extend(run.text.parse::<u32>());
        }
        if is_sum && is_free || after_sum_word || is_percent || before_rouble {
            facts.taken[position..end].fill(true);
        }
    }
}

/// «191230-50», «98793.00»: what is written as sums are, from a thousand on.
fn has_kopecks(scan: &Scan<'_>, runs: Range<usize>) -> bool {
    let [.., last] = &scan.runs[runs.clone()] else { return false };
    let whole: usize = scan.runs[runs.start..runs.end - 1].iter().map(|run| run.text.len()).sum();
    let stands_off = |gap: Gap| gap.space || gap.breaks;
    let is_alone = (runs.start == 0 || stands_off(scan.runs[runs.start].gap))
        && scan.run(runs.end).is_none_or(|next| stands_off(next.gap) || words().rouble.has(&next.text));
    let joins = runs.len() == 2 && matches!(last.gap.binder, Some('-' | '.')) && last.gap.length == 1;
    joins && is_alone && last.text.len() == 2 && (4..=9).contains(&whole)
}

/// «комиссия 50 руб.» is no sum of the payment.
fn is_fee(scan: &Scan<'_>, position: usize) -> bool {
    let mut before = (0..position).rev().take(FEE_WITHIN).filter_map(|at| scan.run(at));
    before.any(|run| !run.digits && objects().lists.of_nought.has(&run.text))
}

/// Words within which a fee is named before its sum.
const FEE_WITHIN: usize = 3;

/// The days that are said to be due, and those of contracts without a number.
fn take_days(scan: &Scan<'_>, facts: &mut Facts) {
    let is = |at: Option<usize>, list: &Phrases| {
        at.and_then(|at| scan.run(at)).is_some_and(|run| !run.digits && list.has(&run.text))
    };
    for (date, runs) in &facts.dates {
        let before = runs.start.checked_sub(1);
        let further = runs.start.checked_sub(2);
        let is_told = is(before, &words().due) || is(further, &words().due);
        if is_told || is(before, &words().on_behalf) {
            facts.due.push((*date, is_told));
        }
        // «ДДУ от 17.06.2025», and «от 01.02.2026, от 15.03.2026» behind a number.
        let follows_date = further.is_some_and(|at| facts.dates.iter().any(|(_, other)| other.contains(&at)));
        if is(before, &words().dated) && (is(further, &words().contract) || follows_date) {
            facts.of_contract.push((*date, runs.clone()));
        }
    }
}

/// «ДДУ № 5 от 01.02.2026 + ДДУ»: a second contract without a number.
fn take_added(scan: &Scan<'_>, facts: &mut Facts) {
    let is_added = |at: &usize| {
        let run = &scan.runs[*at];
        let between = scan.runs[at - 1].signs.end..run.signs.start;
        let has_plus = scan.signs[between].iter().any(|sign| sign.word == '+');
        let has_number = (at + 1..at + 3).any(|after| scan.run(after).is_some_and(|run| run.digits));
        has_plus && !run.digits && words().contract.has(&run.text) && !has_number
    };
    if let Some(at) = (1..scan.runs.len()).find(is_added) {
        facts.several.get_or_insert(scan.original(&scan.runs[at].signs));
    }
}

/// Figures behind a contract's number, its date or a name that nothing explains: «337/2025-КР 220».
fn take_loose(scan: &Scan<'_>, facts: &mut Facts) {
    let mut at = 0;
    while at < scan.runs.len() {
        let Some(figure) = lone_figure(scan, facts, at) else {
            at += 1;
            continue;
        };
        at = figure.end;
        let gap = scan.runs[figure.start].gap;
        let Some(before) = figure.start.checked_sub(1).and_then(|before| scan.run(before)) else { continue };
        let follows_number = facts.closed[figure.start - 1] || before.digits && facts.taken[figure.start - 1];
        let follows_name = !before.digits && !objects().has(&before.text) && before.text.chars().count() > 1;
        let is_beside = gap.space && !gap.breaks && !gap.number_sign && gap.binder.is_none();
        let ends = scan.run(figure.end).is_none_or(|next| next.gap.space || next.gap.breaks);
        let is_nought = scan.runs[figure.clone()].iter().all(|run| run.text.chars().all(|digit| digit == '0'));
        let is_place = figure.len() > 1 && follows_name;
        if is_beside && ends && !is_nought && (follows_number || is_place) {
            let signs = scan.runs[figure.start].signs.start..scan.runs[figure.end - 1].signs.end;
            let key = unit_number(scan.signs[signs.clone()].iter().map(|sign| sign.look));
            facts.loose.push((key, scan.original(&signs)));
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

/// The end of the digits that stand together as one sum: «1 031 441-61».
fn digits_in_a_row(scan: &Scan<'_>, position: usize) -> usize {
    let mut end = position + 1;
    while scan.run(end).is_some_and(|run| run.digits && run.gap.length == 1) {
        end += 1;
    }
    end
}

/// Runs between a contract's word and what is said of it: its number and its date.
const OF_CONTRACT: usize = 10;

/// «договор № 5 от 01.02.2026 оплачен»: nothing but number and date stands between.
fn take_settled(scan: &Scan<'_>, facts: &mut Facts) {
    let is = |at: usize, list: &Phrases| scan.run(at).is_some_and(|run| !run.digits && list.has(&run.text));
    facts.settled = (1..scan.runs.len()).filter(|at| is(*at, &words().settled_word)).find_map(|said| {
        let of_contract = |at: &usize| {
            let run = &scan.runs[*at];
            let is_of_date = [&words().number_sign, &words().dated, &words().of_year, &words().year];
            let is_known = is_of_date.iter().any(|list| list.has(&run.text)) || words().month(&run.text).is_some();
            run.digits || facts.closed[*at] || is_known || run.text.count() <= 3
        };
        let named = (0..said).rev().take(OF_CONTRACT).find(|at| is(*at, &words().settled_contract))?;
        let is_by_it = named.checked_sub(1).is_some_and(|before| is(before, &words().after_number));
        let is_whole = (named + 1..said).all(|at| of_contract(&at));
        let goes_on = is(said + 1, &words().part) || is(said + 1, &words().invoice);
        let signs = scan.runs[named].signs.start..scan.runs[said].signs.end;
        (is_whole && !is_by_it && !goes_on).then(|| scan.original(&signs))
    });
}

/// «взнос 3», «платёж № 3 по графику», «3-й взнос»; «взнос 10.2026» and «взнос 15 октября» name a month.
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
    if facts.taken[at] || facts.closed[at] || is_of_month(scan, at) {
        return;
    }
    if let Some(line) = number_of::<u32>(scan, at, &[1, 2, 3]).filter(|line| *line > 0) {
        facts.line.get_or_insert(line);
        facts.taken[at] = true;
        // «платёж 9 из 24».
        let is_of = scan.run(at + 1).is_some_and(|next| !next.digits && words().out_of.has(&next.text));
        if let Some(count) = number_of::<u32>(scan, at + 2, &[1, 2, 3]).filter(|_| is_of) {
            facts.of_lines = Some(count);
            facts.taken[at + 2] = true;
        }
    }
}
