//! Payments and contracts that have to do with each other, cut out of the batch, and their best
//! assignment.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::flow::{Flow, Problem};
use crate::matching::Standing;
use crate::matching::find::{Book, SHOWN, Work};
use crate::model::{Allocation, Bits, Contract, FlagKind, Readiness};

/// A payment that asks for a contract's money, or a part of one that is proposed over several
/// contracts.
#[derive(Debug)]
pub(super) struct Claimant {
    /// Position of the payment in the batch.
    pub work: usize,
    /// What it asks for.
    pub amount: Decimal,
    /// Whether it is only a part of its payment.
    pub is_part: bool,
    /// The contracts that it may be for, likeliest first.
    pub edges: Vec<Edge>,
}

/// A payment and a contract that it may be for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// Position in the register, and once the component is cut out among its contracts.
    pub contract: usize,
    /// The weight of the pair, above zero.
    pub bits: Bits,
    /// Whether the contract still takes so much.
    pub fits: bool,
}

/// Payments that share contracts, at first or at further hand, with those contracts.
#[derive(Debug)]
pub(super) struct Component {
    /// Positions of the contracts in the register, rising.
    pub contracts: Vec<u32>,
    /// The payments, earliest first, of one day by their ids.
    pub claimants: Vec<Claimant>,
    /// For each contract those who ask for it, in their order.
    pub askers: Vec<Vec<(usize, Edge)>>,
}

/// The best assignment of a component.
#[derive(Debug)]
pub(super) struct Outcome {
    /// For each claimant the contract that it gets.
    pub given: Vec<Option<usize>>,
    /// For each claimant what the batch loses without its pair, at least.
    pub losses: Vec<Bits>,
    /// For each contract whether it takes no further claimant.
    pub is_full: Vec<bool>,
}

/// Steps of work beyond which a component is not solved but asked: some tenths of a second.
const STEPS_AT_MOST: usize = 60_000_000;

impl Component {
    /// The components of a batch in which two payments at least meet.
    pub(super) fn all(works: &[Work<'_>], book: &Book<'_>) -> Vec<Self> {
        let mut claimants: Vec<Claimant> = Vec::new();
        for (at, work) in works.iter().enumerate() {
            claimants.extend(claims_of(at, work, book));
        }
        claimants.sort_by_key(|claimant| {
            let payment = works[claimant.work].case.payment;
            let first = claimant.edges.first().map(|edge| edge.contract);
            (payment.effective_date(), payment.date, payment.id, first)
        });
        let mut contracts: Vec<usize> =
            claimants.iter().flat_map(|claimant| claimant.edges.iter().map(|edge| edge.contract)).collect();
        contracts.sort_unstable();
        contracts.dedup();
        let place = |contract: usize| contracts.binary_search(&contract).unwrap_or_default();
        let mut groups = Groups((0..contracts.len()).collect());
        for claimant in &claimants {
            let mut edges = claimant.edges.iter().map(|edge| place(edge.contract));
            if let Some(first) = edges.next() {
                edges.for_each(|other| groups.join(first, other));
            }
        }
        let mut components: BTreeMap<usize, Vec<Claimant>> = BTreeMap::new();
        for claimant in claimants {
            if let Some(first) = claimant.edges.first() {
                components.entry(groups.root(place(first.contract))).or_default().push(claimant);
            }
        }
        let meet = |claimants: &Vec<Claimant>| claimants.iter().any(|other| other.work != claimants[0].work);
        components.into_values().filter(meet).map(Self::of).collect()
    }

    /// Gives the contracts of a group places of their own.
    pub(super) fn of(mut claimants: Vec<Claimant>) -> Self {
        let mut contracts: Vec<u32> = claimants
            .iter()
            .flat_map(|claimant| &claimant.edges)
            .filter_map(|edge| u32::try_from(edge.contract).ok())
            .collect();
        contracts.sort_unstable();
        contracts.dedup();
        for edge in claimants.iter_mut().flat_map(|claimant| &mut claimant.edges) {
            let position = u32::try_from(edge.contract).unwrap_or(u32::MAX);
            edge.contract = contracts.binary_search(&position).unwrap_or_default();
        }
        let mut askers = vec![Vec::new(); contracts.len()];
        for (at, claimant) in claimants.iter().enumerate() {
            for edge in &claimant.edges {
                askers[edge.contract].push((at, *edge));
            }
        }
        Self { contracts, claimants, askers }
    }

    /// What each contract still takes.
    pub(super) fn due(&self, book: &Book<'_>) -> Vec<Decimal> {
        self.contracts.iter().map(|position| book.contract(*position).map_or(Decimal::ZERO, Contract::due)).collect()
    }

    /// The assignment with the greatest sum of bits; `None` where the component is too big.
    ///
    /// Payments take different sums, so what a contract can take is money and not a count. The
    /// count that is used is the greatest that could be: so many of the smallest sums fit. With it
    /// the sum of bits is never below the true one, with or without a pair forbidden. The
    /// assignment found is then checked in money, and what does not fit is put off, lightest first;
    /// what is left is possible, so its sum is never above the true one. The difference of the two
    /// is the least that a pair is worth: where the count was too kind, pairs are worth less than
    /// they would be, and are asked.
    pub(super) fn solve(&self, due: &[Decimal]) -> Option<Outcome> {
        let edges: usize = self.claimants.iter().map(|claimant| claimant.edges.len()).sum();
        if (self.claimants.len() + self.contracts.len()).saturating_mul(edges) > STEPS_AT_MOST {
            return None;
        }
        let problem = Problem { edges: self.claimants.iter().map(Claimant::weights).collect(), slots: self.slots(due) };
        let flow = Flow::of(&problem);
        let mut given: Vec<Option<usize>> = (0..self.claimants.len()).map(|claimant| flow.given(claimant)).collect();
        let mut is_full: Vec<bool> = problem.slots.iter().map(|slots| *slots == 0).collect();
        let mut put_off = Bits::ZERO;
        for contract in 0..self.contracts.len() {
            let mut takers: Vec<(usize, Bits)> = self.askers[contract]
                .iter()
                .filter(|(claimant, _)| given[*claimant] == Some(contract))
                .map(|(claimant, edge)| (*claimant, edge.bits))
                .collect();
            is_full[contract] |= takers.len() >= problem.slots[contract];
            takers.sort_by_key(|(claimant, bits)| (Reverse(*bits), *claimant));
            let mut left = due[contract];
            for (claimant, bits) in takers {
                let amount = self.claimants[claimant].amount;
                if amount <= left {
                    left -= amount;
                } else {
                    given[claimant] = None;
                    put_off += bits;
                    is_full[contract] = true;
                }
            }
        }
        let least = |(loss, given): (i64, &Option<usize>)| {
            let loss = Bits::tenths(i32::try_from(loss).unwrap_or(i32::MAX));
            if given.is_some() { (loss - put_off).max(Bits::ZERO) } else { Bits::ZERO }
        };
        let losses = flow.losses().into_iter().zip(&given).map(least).collect();
        Some(Outcome { given, losses, is_full })
    }

    /// How many claimants a contract takes at most: so many of the smallest sums fit.
    fn slots(&self, due: &[Decimal]) -> Vec<usize> {
        let count = |(askers, due): (&Vec<(usize, Edge)>, &Decimal)| {
            let fitting = askers.iter().filter(|(_, edge)| edge.fits);
            let mut sums: Vec<Decimal> = fitting.map(|(claimant, _)| self.claimants[*claimant].amount).collect();
            sums.sort_unstable();
            let mut left = *due;
            let fitting = sums.iter().take_while(|amount| {
                left -= **amount;
                left >= Decimal::ZERO
            });
            fitting.count()
        };
        self.askers.iter().zip(due).map(count).collect()
    }
}

impl Claimant {
    fn weights(&self) -> Vec<(usize, i64)> {
        let fitting = self.edges.iter().filter(|edge| edge.fits);
        fitting.map(|edge| (edge.contract, i64::from(edge.bits.in_tenths()))).collect()
    }
}

/// What a payment asks for: nothing when it is decided, out, or stopped.
fn claims_of(at: usize, work: &Work<'_>, book: &Book<'_>) -> Vec<Claimant> {
    let is_out = !matches!(work.case.standing, Standing::Open)
        || work.verdict.readiness == Readiness::Excluded
        || work.verdict.flags.iter().any(|flag| flag.kind == FlagKind::CertainDuplicate || flag.kind.blocks());
    if is_out {
        return Vec::new();
    }
    let amount = work.case.payment.amount.amount;
    let parts = parts_of(&work.verdict.allocations);
    let shown = work.scored.iter().take(SHOWN).filter(|scored| scored.bits > Bits::ZERO);
    let edge = |position: u32, bits: Bits, amount: Decimal| {
        let contract = book.contract(position)?;
        let takes = contract.status.takes_payments() && contract.currency == work.case.payment.currency();
        takes.then(|| Edge { contract: position as usize, bits, fits: amount <= contract.due() })
    };
    if parts.len() > 1 {
        let part = |part: &(&Allocation, Decimal)| {
            let position = book.position(&part.0.contract)?;
            let bits = shown.clone().find(|scored| scored.contract == position).map(|scored| scored.bits)?;
            let edges = vec![edge(position, bits, part.1)?];
            Some(Claimant { work: at, amount: part.1, is_part: true, edges })
        };
        return parts.iter().filter_map(part).collect();
    }
    let known = shown.filter(|scored| scored.ties.any_identity());
    let edges: Vec<Edge> = known.filter_map(|scored| edge(scored.contract, scored.bits, amount)).collect();
    if edges.is_empty() { Vec::new() } else { vec![Claimant { work: at, amount, is_part: false, edges }] }
}

/// What a proposal gives to each of its contracts.
fn parts_of(allocations: &[Allocation]) -> Vec<(&Allocation, Decimal)> {
    let mut parts: Vec<(&Allocation, Decimal)> = Vec::new();
    for allocation in allocations {
        match parts.iter_mut().find(|(first, _)| first.contract == allocation.contract) {
            Some((_, sum)) => *sum += allocation.amount,
            None => parts.push((allocation, allocation.amount)),
        }
    }
    parts
}

/// Contracts joined by payments that may be for either.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut contract: usize) -> usize {
        while self.0[contract] != contract {
            self.0[contract] = self.0[self.0[contract]];
            contract = self.0[contract];
        }
        contract
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller becomes the root, whatever the order in which they meet.
        self.0[one.max(other)] = one.min(other);
    }
}
