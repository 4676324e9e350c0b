//! A payment, read: everything that its texts say, looked up in the index.

mod addresses;
pub(super) mod extents;
pub(super) mod facts;
mod figures;
pub(super) mod numbers;
pub(super) mod objects;
pub(super) mod people;
mod periods;
pub(super) mod places;
mod pointed;
mod registered;
pub(super) mod roles;
pub(super) mod scan;
mod tails;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use self::facts::Facts;
use self::numbers::{Marker, Span, collapsed, full};
use self::objects::{Unknown, unknown_words};
use self::people::Said;
use self::roles::{Role, role_at};
use self::scan::Scan;
use super::Index;
use super::allocate::days_between;
use super::index::spellings;
use super::names::{NameStrength, Who, beside, is_bank, who};
use super::settings::Settings;
use super::words::{Phrases, plain, plain_of, words};
use crate::model::{Payment, TaxId};
use crate::text::fold;

/// A number of the register found in the purpose.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent observation, not a state")]
pub(super) struct NumberFound {
    /// Contracts that bear it.
    pub contracts: Vec<u32>,
    /// With its separators; otherwise only its letters and digits agree.
    pub full: bool,
    /// It is so but for zeros that lead it, named as a contract's, and one contract alone bears it.
    pub lost_zeros: bool,
    /// Nothing about it is doubtful: the full form, in its boundaries, marked or unmistakable.
    pub firm: bool,
    /// An invoice's or an act's word stands before it, and no contract that bears it is of that kind.
    pub of_paper: bool,
    /// A date that stands right after it, as this contract's.
    pub date: Option<Date>,
    /// A year that stands beside it, as this contract's.
    pub year: Option<i16>,
    /// Where it stands in the original.
    pub place: Range<usize>,
    /// As it stands there.
    pub said: String,
    signs: Range<usize>,
    runs: Range<usize>,
    doubtful: bool,
}

/// A person named in the purpose.
#[derive(Debug)]
pub(super) struct PersonFound<'index> {
    /// As said.
    pub said: Said,
    /// Contracts whose holders bear that name.
    pub contracts: &'index [u32],
    /// It is the payer.
    pub is_payer: bool,
}

/// A company of the register in the purpose.
#[derive(Debug)]
pub(super) struct CompanyFound<'index> {
    /// Contracts whose holders bear that name.
    pub contracts: &'index [u32],
    /// Where it stands in the original.
    pub place: Range<usize>,
    /// As whom it is named.
    pub role: Role,
}

/// A tax number, its place in the purpose (none: it is the payer's) and the contracts of its bearer.
type TaxIdFound<'index> = (TaxId, Option<Range<usize>>, &'index [u32]);

/// A payment, read. Lists of contracts are the index's own: a common name has thousands.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent observation, not a state")]
pub(super) struct Reading<'index> {
    /// Numbers of the register in the purpose.
    pub numbers: Vec<NumberFound>,
    /// What looks like a contract's number and is not in the register.
    pub unknown_numbers: Vec<String>,
    /// Dates, units, lines, ….
    pub facts: Facts,
    /// People in the purpose.
    pub people: Vec<PersonFound<'index>>,
    /// Companies in the purpose.
    pub companies: Vec<CompanyFound<'index>>,
    /// Words that are not simply known.
    pub unknown_words: Vec<Unknown>,
    /// A company is named whose debt it is («за ООО …»).
    pub for_company: bool,
    /// Who the payer is.
    pub payer: Who,
    /// Contracts of the payer by name, and how strong the name is.
    pub payer_contracts: (Option<NameStrength>, &'index [u32]),
    /// The payer's name as a company key where it is a bank or fund.
    pub payer_is_bank: bool,
    /// Tax numbers: of the payer, then those in the purpose; with the contracts of each.
    pub tax_ids: Vec<TaxIdFound<'index>>,
    /// What 1C's own breakdown names: the part and the contracts.
    pub source: Vec<(Decimal, Vec<u32>)>,
    /// Numbers and names of contracts in that breakdown that the register does not have.
    pub source_unknown: Vec<String>,
    /// Somebody else whose whole name the payer's name has in brackets.
    pub payer_beside: Option<String>,
    /// The purpose as plain words.
    pub plain: String,
    /// A contract's word is among them.
    pub says_contract: bool,
    /// It is longer than is read: what its end says is not known.
    pub unread: bool,
}

impl<'index> Reading<'index> {
    /// Reads a payment.
    pub(super) fn of(payment: &Payment, index: &'index Index, settings: &Settings) -> Self {
        let scan = Scan::new(&payment.purpose);
        let pointed = pointed_numbers(&scan, index);
        let facts = facts::read_facts_beside(&scan, &pointed);
        let shaped = numbers::shaped_numbers(&scan, &facts, |shape| index.has_shape(shape));
        let mut numbers = find_numbers(&scan, &facts, index, settings, &shaped);
        // «ДДУ 5-3-296 24.10.2026»: the day of the payment itself.
        let is_of_payment = |found: &NumberFound| {
            let bare = facts.dates.iter().find(|(_, runs)| runs.start == found.runs.end);
            bare.is_some_and(|(date, _)| days_between(*date, payment.effective_date()).abs() <= SAME_DAYS)
        };
        for found in numbers.iter_mut().filter(|found| is_of_payment(found)) {
            found.date = None;
        }
        let mut unknown = numbers::marked_numbers(&scan, &facts);
        let meets = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
        for runs in shaped.into_iter().chain(pointed.iter().cloned()) {
            if !unknown.iter().any(|known| meets(known, &runs)) {
                unknown.push(runs);
            }
        }
        unknown.retain(|runs| !numbers.iter().any(|found| meets(&found.runs, runs)));
        unknown.extend(tails::torn_numbers(&scan, &facts, &numbers));
        unknown.extend(tails::cut_heads(&scan));
        let unknown_numbers = unknown.iter().map(|runs| scan.said_at(runs).to_owned()).collect();
        let mut named: Vec<Range<usize>> =
            numbers.iter().filter(|found| found.full).map(|found| found.runs.clone()).collect();
        named.extend(unknown);
        named.extend(pointed);
        let facts = if named.is_empty() { facts } else { facts::read_facts_beside(&scan, &named) };
        let payer = who(&payment.counterparty().name);
        let companies = people::company_windows(&scan)
            .into_iter()
            .filter_map(|(key, runs)| {
                let contracts = index.by_company_key(key);
                let signs = scan.runs[runs.start].signs.start..scan.runs[runs.end - 1].signs.end;
                let role = || role_at(&scan, &named, runs.start);
                let found = || CompanyFound { contracts, place: scan.original(&signs), role: role() };
                (!contracts.is_empty()).then(found)
            })
            .collect::<Vec<_>>();
        let people = find_people(&scan, &named, index, &payer);
        let payer_contracts = match &payer {
            Who::Person(person) => index.by_person(person),
            Who::Company(key) => (Some(NameStrength::Full), index.by_company(key)),
            Who::Nobody => (None, &[][..]),
        };
        let tax_ids = payment
            .counterparty()
            .tax_id
            .iter()
            .map(|tax_id| (tax_id.clone(), None))
            .chain(facts.tax_ids.iter().map(|(tax_id, place)| (tax_id.clone(), Some(place.clone()))))
            .map(|(tax_id, place)| {
                let found = index.by_tax_id(&tax_id);
                (tax_id, place, found)
            })
            .collect();
        let (source, source_unknown) = source_contracts(payment, index);
        let mut plain = plain_of(scan.signs.iter().map(|sign| sign.word));
        plain.shrink_to_fit();
        let unknown_words = unknown_words(&scan, &facts, &runs_of(&numbers), settings.purpose_limit);
        Self {
            numbers,
            unknown_numbers,
            people,
            companies,
            unknown_words,
            for_company: people::is_for_company(&scan),
            payer,
            payer_contracts,
            payer_is_bank: is_bank(&payment.counterparty().name),
            tax_ids,
            source,
            source_unknown,
            payer_beside: beside(&payment.counterparty().name),
            says_contract: words().contract.are_in(&plain),
            plain,
            unread: scan.text.len() < payment.purpose.len(),
            facts: facts.without_runs(),
        }
    }

    /// Hashes of the numbers that the purpose names as contracts', in the register or not.
    pub(super) fn number_keys(&self) -> BTreeSet<u64> {
        self.numbers
            .iter()
            .map(|found| &found.said)
            .chain(&self.unknown_numbers)
            .map(|number| numbers::hash_of(&collapsed(full(number).chars())))
            .collect()
    }

    /// Whether a contract is named by its number, and a holder of it by name.
    pub(super) fn names_holder_of_number(&self) -> bool {
        let is_holders = |contract: &u32| self.people.iter().any(|person| person.contracts.contains(contract));
        self.numbers.iter().any(|found| found.firm && found.contracts.iter().any(is_holders))
    }

    /// Whether somebody is named whose debt it is («за Иванову Марию Петровну»).
    pub(super) fn on_behalf(&self) -> impl Iterator<Item = &PersonFound<'index>> {
        self.people.iter().filter(|found| found.said.on_behalf && (found.said.certain || !found.contracts.is_empty()))
    }
}

/// Days by which a payment may come on another day than its order names.
const SAME_DAYS: i32 = 5;

fn runs_of(numbers: &[NumberFound]) -> Vec<Range<usize>> {
    numbers.iter().map(|found| found.runs.clone()).collect()
}

/// What of three parts with points is a number and no date, and what behind a unit's word is a number
/// and no unit, by what the register has.
fn pointed_numbers(scan: &Scan<'_>, index: &Index) -> Vec<Range<usize>> {
    let is_number = |number: &str| !index.by_number(numbers::hash_of(number)).is_empty();
    let known = pointed::Known { is_number: &is_number, has_shape: index.has_shape(numbers::POINTED) };
    let mut found = pointed::pointed_numbers(scan, &known);
    found.extend(registered::registered_numbers(scan, |hash| !index.by_number(hash).is_empty()));
    found
}

/// The numbers of the register in a text; `shaped` are the runs that are written as numbers of it.
fn find_numbers(
    scan: &Scan<'_>,
    facts: &Facts,
    index: &Index,
    settings: &Settings,
    shaped: &[Range<usize>],
) -> Vec<NumberFound> {
    let mut found: Vec<NumberFound> = Vec::new();
    numbers::spans(scan, facts, settings.purpose_limit, |span| {
        if span.cut {
            found.extend(cut_number(scan, index, &span));
            return;
        }
        let (list, is_full) = match index.by_number(span.full) {
            [] => (index.by_collapsed_number(span.collapsed), false),
            list => (list, true),
        };
        let date = facts
            .dates
            .iter()
            .find(|(_, runs)| runs.start >= span.runs.end && runs.start <= span.runs.end + 1)
            .map(|(date, _)| *date);
        // «(15-56 от 10.10.2025)» is told by its own date as by a contract's word.
        let is_dated = || {
            let is_of = scan.run(span.runs.end).is_some_and(|run| words().after_number.has(&run.text));
            let signed = |position: &u32| index.at(*position).is_some_and(|(contract, _)| contract.date == date);
            is_full && is_of && date.is_some() && list.iter().any(signed)
        };
        let is_shaped = is_full && shaped.contains(&span.runs) || is_dated();
        if list.is_empty() || !(is_shaped || may_be_number(&span, is_full)) {
            return;
        }
        let said = scan.said(&span.signs);
        let contracts: Vec<u32> =
            list.iter().copied().filter(|position| number_agrees(index, *position, said, is_full)).collect();
        if contracts.is_empty() {
            return;
        }
        let paper = match span.marker {
            Some(Marker::Invoice) => Some(&words().invoice_kinds),
            Some(Marker::Paper) => Some(&words().paper),
            _ => None,
        };
        let is_kind = |kinds: &Phrases, position: &u32| {
            index.at(*position).is_some_and(|(contract, _)| kinds.are_in(&plain(&fold(&contract.kind))))
        };
        let is_its_kind = paper.is_some_and(|kinds| contracts.iter().all(|position| is_kind(kinds, position)));
        let marked = matches!(span.marker, Some(Marker::Contract | Marker::PerhapsLoan)) || is_its_kind;
        let unmistakable = (span.distinctive || is_shaped) && matches!(span.marker, None | Some(Marker::Sign));
        let lost_zeros = !is_full && marked && !span.doubtful && differs_by_zeros(index, &contracts, said);
        found.push(NumberFound {
            contracts,
            full: is_full || lost_zeros,
            lost_zeros,
            firm: is_full && !span.doubtful && (marked || unmistakable),
            of_paper: paper.is_some() && !is_its_kind,
            date,
            year: year_beside(scan, facts, &span.runs),
            place: scan.original(&span.signs),
            said: said.to_owned(),
            signs: span.signs,
            runs: span.runs,
            doubtful: span.doubtful,
        });
    });
    keep_longest(found)
}

/// The year that stands right after a number, or between it and the contract's word: «К-1/10 2024 года»,
/// «договор 2024 года № К-1/10».
fn year_beside(scan: &Scan<'_>, facts: &Facts, runs: &Range<usize>) -> Option<i16> {
    let is = |at: usize, list: &Phrases| scan.run(at).is_some_and(|run| !run.digits && list.has(&run.text));
    let is_after = |at: usize| at == runs.end || at == runs.end + 1 && is(runs.end, &words().dated);
    let is_before = |at: usize| {
        let ends = at + 1 + usize::from(is(at + 1, &words().of_year));
        ends == runs.start && at.checked_sub(1).is_some_and(|before| is(before, &words().contract))
    };
    let beside = facts.years.iter().find(|(_, at)| is_after(*at) || is_before(*at));
    beside.map(|(year, _)| *year)
}

/// A number at the very end of a purpose that was cut there: every contract whose number is so far the
/// same may be meant, the one that ends there too.
fn cut_number(scan: &Scan<'_>, index: &Index, cut: &Span) -> Option<NumberFound> {
    let said = scan.said(&cut.signs);
    let contracts = index.by_beginning(&full(said));
    let is_told = cut.length >= CUT_AT_LEAST || matches!(cut.marker, Some(Marker::Contract | Marker::PerhapsLoan));
    (is_told && !cut.doubtful && !contracts.is_empty()).then(|| NumberFound {
        contracts,
        full: false,
        lost_zeros: false,
        firm: false,
        of_paper: false,
        date: None,
        year: None,
        place: scan.original(&cut.signs),
        said: said.to_owned(),
        signs: cut.signs.clone(),
        runs: cut.runs.clone(),
        doubtful: false,
    })
}

/// Letters and digits that the beginning of a number has at least where no contract's word stands
/// before it.
const CUT_AT_LEAST: usize = 4;

/// Whether a span says enough to be a number at all.
fn may_be_number(span: &Span, is_full: bool) -> bool {
    let marked = matches!(span.marker, Some(Marker::Contract | Marker::PerhapsLoan | Marker::Invoice | Marker::Paper));
    match (marked, is_full) {
        (true, true) => true,
        (true, false) => span.length >= 2,
        (false, true) => span.distinctive || span.length >= 4,
        (false, false) => span.distinctive && span.length >= 5,
    }
}

/// Hashes may collide; letters may not.
fn number_agrees(index: &Index, position: u32, said: &str, is_full: bool) -> bool {
    let Some((contract, _)) = index.at(position) else { return false };
    let said = full(said);
    spellings(&contract.number).iter().any(|spelling| {
        let whole = full(spelling);
        if is_full { whole == said } else { collapsed(whole.chars()) == collapsed(said.chars()) }
    })
}

/// Whether one contract alone is meant, and its number differs by nothing but zeros that lead it.
fn differs_by_zeros(index: &Index, contracts: &[u32], said: &str) -> bool {
    let [position] = contracts else { return false };
    let bare = |number: &str| full(number).trim_start_matches('0').to_owned();
    let said = bare(said);
    let numbers = index.at(*position).map(|(contract, _)| spellings(&contract.number)).unwrap_or_default();
    numbers.iter().any(|number| bare(number) == said)
}

/// A number inside a longer one is not meant, unless the longer one is put together across spaces:
/// then both stay, and the row is asked.
fn keep_longest(found: Vec<NumberFound>) -> Vec<NumberFound> {
    let is_inside = |one: &NumberFound, other: &NumberFound| {
        let inside = other.signs.start <= one.signs.start && one.signs.end <= other.signs.end;
        inside && one.signs != other.signs && (!other.doubtful || one.doubtful) && (other.full || !one.full)
    };
    let kept: Vec<bool> = found.iter().map(|one| !found.iter().any(|other| is_inside(one, other))).collect();
    found.into_iter().zip(kept).filter_map(|(one, kept)| kept.then_some(one)).collect()
}

fn find_people<'index>(
    scan: &Scan<'_>,
    numbers: &[Range<usize>],
    index: &'index Index,
    payer: &Who,
) -> Vec<PersonFound<'index>> {
    let mut found: Vec<PersonFound<'index>> = people::people(scan, numbers)
        .into_iter()
        .filter_map(|said| {
            let person = said.person.as_ref()?;
            let (strength, found) = index.by_person(person);
            let is_known =
                said.strength < NameStrength::Full && !found.is_empty() || strength >= Some(NameStrength::Full);
            let is_payer = matches!(payer, Who::Person(payer) if payer.agrees(person).is_some());
            (said.certain || is_known).then_some(PersonFound { contracts: found, is_payer, said })
        })
        .collect();
    let doubles = found.iter().filter(|found| found.said.strength == NameStrength::Full && !found.said.certain);
    let doubles: Vec<Range<usize>> = doubles.map(|found| found.said.place.clone()).collect();
    found.retain(|found| !doubles.iter().any(|place| is_within(&found.said.place, place)));
    found
}

/// Whether one place lies within a longer one.
pub(super) const fn is_within(place: &Range<usize>, longer: &Range<usize>) -> bool {
    longer.start <= place.start && place.end <= longer.end && place.end - place.start < longer.end - longer.start
}

/// What 1C's own breakdown names: the contracts of each part that it names one of, and what it says
/// of parts whose contract the register does not have.
fn source_contracts(payment: &Payment, index: &Index) -> (Vec<(Decimal, Vec<u32>)>, Vec<String>) {
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for line in &payment.breakdown {
        let by_number = line.contract_number.iter().flat_map(|number| spellings(number)).find_map(|number| {
            let found = index.by_number(numbers::hash_of(&full(&number)));
            (!found.is_empty()).then(|| found.to_vec())
        });
        let by_number = by_number.or_else(|| invoice_contracts(line.invoice_number.as_deref()?, index));
        let name = line.contract_name.as_deref().unwrap_or_default();
        let scan = Scan::new(name);
        let facts = facts::read_facts_beside(&scan, &pointed_numbers(&scan, index));
        let by_name = || {
            let shaped = numbers::shaped_numbers(&scan, &facts, |shape| index.has_shape(shape));
            let found = find_numbers(&scan, &facts, index, &Settings::default(), &shaped);
            found.into_iter().find(|found| found.firm).map(|found| found.contracts)
        };
        let Some(mut contracts) = by_number.or_else(by_name) else {
            let has_number = scan.runs.iter().zip(&facts.taken).any(|(run, taken)| run.digits && !taken);
            let said = line.contract_number.as_deref().or(has_number.then_some(name));
            unknown.extend(said.map(str::to_owned));
            continue;
        };
        if let Some(date) = line.contract_date
            && contracts.len() > 1
        {
            let of_date = |position: &u32| index.at(*position).is_some_and(|(contract, _)| contract.date == Some(date));
            if contracts.iter().any(of_date) {
                contracts.retain(of_date);
            }
        }
        known.push((line.amount, contracts));
    }
    (known, unknown)
}

/// The invoices of the register, where it holds invoices as contracts, that bear this number.
fn invoice_contracts(number: &str, index: &Index) -> Option<Vec<u32>> {
    let is_invoice = |position: &u32| {
        index.at(*position).is_some_and(|(contract, _)| words().invoice_kinds.has(&fold(&contract.kind)))
    };
    let found = index.by_number(numbers::hash_of(&full(number)));
    let found: Vec<u32> = found.iter().copied().filter(is_invoice).collect();
    (!found.is_empty()).then_some(found)
}

/// Numbers, names and units of a purpose as said, for opening a search: no register is asked.
pub(super) fn hints(payment: &Payment) -> Vec<String> {
    let scan = Scan::new(&payment.purpose);
    let known = pointed::Known { is_number: &|_| false, has_shape: false };
    let facts = facts::read_facts_beside(&scan, &pointed::pointed_numbers(&scan, &known));
    let numbers = numbers::marked_numbers(&scan, &facts);
    let facts = facts::read_facts_beside(&scan, &numbers);
    let mut hints: Vec<String> = numbers.iter().map(|runs| scan.said_at(runs).to_owned()).collect();
    let certain = people::people(&scan, &numbers).into_iter().filter(|said| said.certain);
    hints.extend(certain.filter_map(|said| payment.purpose.get(said.place).map(str::to_owned)));
    let payer = &payment.counterparty().name;
    if !is_bank(payer) && !payer.trim().is_empty() {
        hints.push(payer.trim().to_owned());
    }
    hints.extend(facts.units.into_iter().filter_map(|unit| payment.purpose.get(unit.place).map(str::to_owned)));
    hints.dedup();
    hints
}
