//! The findings of a batch: read, weigh, decide, and hold the claims on one debt against each
//! other.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::mem::take;

use super::allocate::with_claims;
use super::assignment::settle;
use super::decide::{Verdict, decide};
use super::doubles::{Meant, doubles};
use super::evidence::{Pieces, Scene, Scored, score};
use super::index::Card;
use super::memory::Past;
use super::names::NameStrength;
use super::reading::Reading;
use super::side_by_side::{each, each_in_place};
use super::{Index, Settings, refunds};
use crate::model::{
    Allocation, Candidate, Contract, ContractId, Finding, Flag, Memory, Payment, Readiness, allocated_sum,
};

/// Where a payment of the batch stands before the matcher looks at it.
#[derive(Debug, Clone, Copy)]
pub enum Standing<'a> {
    /// Nobody decided.
    Open,
    /// A person gave it to these debts, and the CRM does not have it yet: it claims first.
    Decided(&'a [Allocation]),
    /// The CRM has it, on these debts: it serves to recognise doubles and refunds, and claims nothing
    /// more.
    InCrm(&'a [Allocation]),
    /// The CRM has it under this reference, and the batch knows no row of it: as [`Standing::InCrm`].
    Held(&'a str, &'a [Allocation]),
}

/// A payment of the batch with its standing.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The payment.
    pub payment: &'a Payment,
    /// Its standing.
    pub standing: Standing<'a>,
}

/// A contract list longer than this is no lead: a common name, a bank's tax number.
const LEADS_AT_MOST: usize = 200;
/// A sum that more contracts wait for than this leads nowhere by itself.
const SAME_SUM_AT_MOST: usize = 12;
/// Candidates that a row shows.
pub(super) const SHOWN: usize = 9;

/// The contracts as they stand once the decided payments of the batch are in.
pub(super) struct Book<'a> {
    index: &'a Index,
    claimed: HashMap<u32, Contract>,
}

impl<'a> Book<'a> {
    fn new(index: &'a Index, cases: &[Case<'_>]) -> Self {
        let mut claims: HashMap<u32, Vec<Allocation>> = HashMap::new();
        for case in cases {
            let Standing::Decided(allocations) = case.standing else { continue };
            // Money that goes back claims no debt.
            if !case.payment.kind.is_receipt() {
                continue;
            }
            for allocation in allocations {
                if let Some(position) = index.position(&allocation.contract) {
                    claims.entry(position).or_default().push(allocation.clone());
                }
            }
        }
        let claimed = claims
            .into_iter()
            .filter_map(|(position, claims)| Some((position, with_claims(index.at(position)?.0, &claims))));
        Self { index, claimed: claimed.collect() }
    }

    /// The position of a contract in the register.
    pub(super) fn position(&self, id: &ContractId) -> Option<u32> {
        self.index.position(id)
    }

    /// A contract as the register has it, with its card.
    pub(super) fn entry(&self, position: u32) -> Option<(&Contract, &Card)> {
        self.index.at(position)
    }

    /// A contract with the claims of decided payments counted as paid.
    pub(super) fn contract(&self, position: u32) -> Option<&Contract> {
        self.claimed.get(&position).or_else(|| self.index.at(position).map(|(contract, _)| contract))
    }
}

/// A case in work.
pub(super) struct Work<'a> {
    /// The case.
    pub case: Case<'a>,
    /// The payment, read.
    pub reading: Box<Reading<'a>>,
    /// The contracts weighed, best first.
    pub scored: Vec<Scored>,
    /// What was decided so far.
    pub verdict: Verdict,
}

impl Work<'_> {
    /// Puts a contract before those that weigh the same.
    pub(super) fn prefer(&mut self, position: u32) {
        self.scored.sort_by_key(|scored| (Reverse(scored.bits), scored.contract != position));
    }
}

/// Finds what each payment of a batch is for: one finding a case, in the order of the cases. The
/// findings do not depend on the order of the cases or of the contracts.
#[must_use]
pub fn find_all(index: &Index, cases: &[Case<'_>], settings: &Settings) -> Vec<Finding> {
    find_all_knowing(index, cases, settings, &Memory::default())
}

/// As [`find_all`], with what earlier decisions taught. What a payment taught itself counts for the
/// others, never for it.
#[must_use]
pub fn find_all_knowing(index: &Index, cases: &[Case<'_>], settings: &Settings, memory: &Memory) -> Vec<Finding> {
    let book = Book::new(index, cases);
    let mut works: Vec<Work<'_>> = each(cases.iter().collect(), |case| read_and_weigh(&book, case, settings, memory));
    let meant: Vec<Meant<'_>> = works.iter().map(|work| meant(work, settings)).collect();
    let doubled = doubles(cases, &meant, settings.duplicate_days);
    drop(meant);
    for (work, doubled) in works.iter_mut().zip(doubled) {
        work.verdict.flags = doubled;
    }
    each_in_place(&mut works, |work| {
        let own_book = own_book(&book, work.case.standing);
        let doubled = take(&mut work.verdict.flags);
        work.verdict = decide(work, index, &own_book, settings, doubled);
    });
    settle(&mut works, &book, settings);
    let mut findings: Vec<Finding> = each(works, |work| finding(work, &book, settings, memory));
    refunds::pair(index, cases, settings, &mut findings);
    findings
}

fn meant<'a>(work: &'a Work<'_>, settings: &Settings) -> Meant<'a> {
    let likely = work.scored.first().filter(|best| {
        let second = work.scored.get(1);
        let is_clear = second.is_none_or(|second| best.bits - second.bits >= settings.thresholds.choose_margin);
        is_clear && best.ties.any_identity()
    });
    let reading = &work.reading;
    let people = reading.people.iter().filter(|found| found.said.certain || !found.contracts.is_empty());
    Meant {
        payer: &reading.payer,
        contract: likely.map(|best| best.contract),
        numbers: reading.number_keys(),
        people: people.filter_map(|found| found.said.person.as_ref()?.weakest_key()).collect(),
    }
}

/// A decided or committed payment is looked at without its own claims.
fn own_book<'a>(book: &'a Book<'a>, standing: Standing<'_>) -> Cow<'a, Book<'a>> {
    match standing {
        Standing::Open => Cow::Borrowed(book),
        Standing::Decided(_) | Standing::InCrm(_) | Standing::Held(..) => {
            Cow::Owned(Book { index: book.index, claimed: HashMap::new() })
        }
    }
}

impl Clone for Book<'_> {
    fn clone(&self) -> Self {
        Self { index: self.index, claimed: self.claimed.clone() }
    }
}

fn read_and_weigh<'a>(book: &Book<'a>, case: &Case<'a>, settings: &Settings, memory: &Memory) -> Work<'a> {
    let index = book.index;
    let reading = Reading::of(case.payment, index, settings);
    let book = own_book(book, case.standing);
    let past = Past::of(case.payment, &reading.payer, index, memory);
    let scene = Scene { index, payment: case.payment, reading: &reading, past: &past, settings };
    let mut pieces = Pieces::default();
    let mut scored: Vec<Scored> = leads(index, case.payment, &reading, &past)
        .into_iter()
        .filter_map(|position| {
            let (_, card) = index.at(position)?;
            Some(score(scene, position, book.contract(position)?, card, &mut pieces))
        })
        .collect();
    scored.sort_by(|one, other| other.bits.cmp(&one.bits).then_with(|| one.contract.cmp(&other.contract)));
    scored.shrink_to_fit();
    Work { case: *case, reading: Box::new(reading), scored, verdict: Verdict::default() }
}

/// What the row shows of the first contracts. They are weighed once more for it: of a batch of many
/// payments nobody can hold the evidence of every contract weighed, nor its words beside the works.
fn candidates(work: &Work<'_>, book: &Book<'_>, settings: &Settings, memory: &Memory) -> Vec<Candidate> {
    let (index, payment, reading) = (book.index, work.case.payment, &work.reading);
    let book = own_book(book, work.case.standing);
    let past = Past::of(payment, &reading.payer, index, memory);
    let scene = Scene { index, payment, reading, past: &past, settings };
    let mut pieces = Pieces::default();
    let shown = work.scored.iter().take(SHOWN).filter_map(|scored| {
        let (_, card) = index.at(scored.contract)?;
        let contract = book.contract(scored.contract)?;
        let takes = contract.status.takes_payments() && contract.currency == payment.currency();
        let mut allocations =
            if takes { super::allocate::propose(contract, reading, payment.amount.amount) } else { Vec::new() };
        allocations.shrink_to_fit();
        score(scene, scored.contract, contract, card, &mut pieces);
        let evidence = pieces.evidence(scene, contract);
        Some(Candidate { contract: contract.id.clone(), bits: scored.bits, evidence, allocations })
    });
    let mut shown: Vec<Candidate> = shown.collect();
    shown.shrink_to_fit();
    shown
}

/// The contracts worth weighing: strongest leads first, two hundred at most.
fn leads(index: &Index, payment: &Payment, reading: &Reading, past: &Past) -> Vec<u32> {
    let by_amount = index.by_amount(payment.amount.amount);
    let mut leads: Vec<u32> = Vec::new();
    let mut follow = |list: &[u32]| {
        if list.len() <= LEADS_AT_MOST {
            leads.extend(list);
            return;
        }
        // Of a crowd only those are weighed that wait for this very sum.
        let (few, many) = if by_amount.len() < list.len() { (by_amount, list) } else { (list, by_amount) };
        leads.extend(few.iter().filter(|position| many.binary_search(position).is_ok()));
    };
    for found in &reading.numbers {
        follow(&found.contracts);
    }
    for (_, list) in &reading.source {
        follow(list);
    }
    for (_, _, list) in &reading.tax_ids {
        follow(list);
    }
    follow(&past.leads());
    for person in &reading.people {
        follow(person.contracts);
    }
    for company in &reading.companies {
        follow(company.contracts);
    }
    follow(reading.payer_contracts.1);
    for unit in &reading.facts.units {
        let list = index.by_unit(unit.kind, &unit.key);
        if list.len() <= SAME_SUM_AT_MOST {
            let mut list = list.to_vec();
            list.sort_unstable();
            follow(&list);
        }
    }
    if by_amount.len() <= SAME_SUM_AT_MOST {
        follow(by_amount);
    }
    let mut kept: Vec<u32> = Vec::with_capacity(leads.len().min(LEADS_AT_MOST));
    for lead in leads {
        // Two hundred at most: a look at each is less than the hash of one.
        if kept.len() < LEADS_AT_MOST && !kept.contains(&lead) {
            kept.push(lead);
        }
    }
    kept
}

/// Whether some lead was too crowded to be followed whole, so that a runner-up may be missing.
pub(super) fn is_crowded(reading: &Reading) -> bool {
    let lists = reading
        .people
        .iter()
        .map(|person| &person.contracts)
        .chain(std::iter::once(&reading.payer_contracts.1))
        .chain(reading.tax_ids.iter().map(|(_, _, list)| list));
    let total: usize = lists.map(|list| list.len()).sum();
    total > LEADS_AT_MOST && reading.payer_contracts.0 != Some(NameStrength::Full)
}

fn finding(work: Work<'_>, book: &Book<'_>, settings: &Settings, memory: &Memory) -> Finding {
    let candidates = candidates(&work, book, settings, memory);
    let mut flags = work.verdict.flags;
    let readiness = work.verdict.readiness;
    if readiness == Readiness::Ready {
        flags.clear();
    }
    // What says about what it is stays before the same without.
    let order = |flag: &Flag| (flag.kind, flag.about.is_empty());
    flags.sort_by(|one, other| (order(one), &one.about).cmp(&(order(other), &other.about)));
    flags.dedup_by(|one: &mut Flag, other| one.kind == other.kind);
    let allocations = work.verdict.allocations;
    let rest = work.case.payment.amount.amount - allocated_sum(&allocations);
    Finding {
        readiness,
        flags,
        margin: work.verdict.margin.filter(|_| !candidates.is_empty()),
        rival_margin: work.verdict.rival_margin,
        rivals: work.verdict.rivals,
        candidates,
        allocations,
        rest,
    }
}
