//! What a payment gets whose own best contract the batch gives to others.

use std::collections::BTreeMap;

use super::component::{Component, Edge, Outcome};
use crate::matching::Settings;
use crate::matching::allocate::{lay, with_claims};
use crate::matching::decide::flags_against;
use crate::matching::find::{Book, SHOWN, Work, is_crowded};
use crate::model::{Allocation, Contract, Flag, FlagKind, Readiness, allocated_sum};

/// Proposes a second contract where the batch decides between several, and flags the rows whose own
/// contract has no room for them. What is proposed here is always asked.
pub(super) fn propose(
    works: &mut [Work<'_>],
    book: &Book<'_>,
    component: &Component,
    outcome: &Outcome,
    laid: &BTreeMap<usize, Vec<Allocation>>,
    settings: &Settings,
) {
    for (at, claimant) in component.claimants.iter().enumerate() {
        let work = &works[claimant.work];
        if work.verdict.readiness == Readiness::Ready {
            continue;
        }
        let claimed = |edge: &&Edge| work.verdict.claims == Some(component.contracts[edge.contract]);
        let own = claimant.edges.iter().find(|edge| claimant.is_part || claimed(edge));
        let is_own_full =
            own.is_some_and(|own| outcome.is_full[own.contract] && component.askers[own.contract].len() > 1);
        let keeps_own = own.is_some_and(|own| outcome.given[at] == Some(own.contract));
        if !claimant.is_part
            && !keeps_own
            && let Some(second) = Second::of(work, book, component, outcome, at, laid, settings)
        {
            second.put_into(&mut works[claimant.work]);
        } else if let Some(own) = own
            && is_own_full
            && !(keeps_own && outcome.losses[at] >= settings.thresholds.ready_margin)
            && let Some(contract) = book.contract(component.contracts[own.contract])
        {
            works[claimant.work].verdict.flags.push(Flag::new(FlagKind::Contested, contract.number.as_str()));
        }
    }
}

/// A proposal of the batch.
struct Second {
    contract: u32,
    flags: Vec<Flag>,
    allocations: Vec<Allocation>,
}

impl Second {
    /// What the batch decides for a payment that by itself could not be decided, or was decided
    /// for a contract that others take: clearly ahead, of a sum that fits, and stopped by nothing.
    fn of(
        work: &Work<'_>,
        book: &Book<'_>,
        component: &Component,
        outcome: &Outcome,
        at: usize,
        laid: &BTreeMap<usize, Vec<Allocation>>,
        settings: &Settings,
    ) -> Option<Self> {
        let thresholds = &settings.thresholds;
        let given = outcome.given[at]?;
        let edges = &component.claimants[at].edges;
        let edge = edges.iter().find(|edge| edge.contract == given)?;
        // The contract that the payment could as well be for, were it not taken.
        let is_near = |other: &&Edge| other.contract != given && edge.bits - other.bits < thresholds.choose_margin;
        let taken = edges.iter().filter(is_near);
        let all_full = taken.clone().all(|other| outcome.is_full[other.contract]);
        let taken = book.contract(component.contracts[taken.clone().next()?.contract])?;
        let unseen = work.scored.get(SHOWN).is_some_and(|next| edge.bits - next.bits < thresholds.choose_margin);
        let is_clear = outcome.losses[at] >= thresholds.choose_margin && edge.bits >= thresholds.review;
        if !is_clear || !all_full || unseen || is_crowded(&work.reading) {
            return None;
        }
        let position = component.contracts[given];
        let contract = book.contract(position)?;
        let scored = work.scored.iter().find(|scored| scored.contract == position)?;
        // A number, a breakdown or a name that says otherwise stands, whoever else asks; and what may
        // be the same payment again has no debt of its own.
        let is_spoken_against = scored.ties.contradicted || (!work.reading.source.is_empty() && !scored.ties.source);
        let may_be_double = work.verdict.flags.iter().any(|flag| flag.kind == FlagKind::PossibleDuplicate);
        if is_spoken_against || may_be_double {
            return None;
        }
        let left: Contract = laid.get(&given).map_or_else(|| contract.clone(), |laid| with_claims(contract, laid));
        let amount = work.case.payment.amount.amount;
        let allocations = lay(&left, &work.reading.facts, amount);
        let mut flags: Vec<Flag> = work.verdict.flags.iter().take(work.verdict.own_flags).cloned().collect();
        flags.extend(flags_against(scored, contract, work, None, settings));
        flags.push(Flag::new(FlagKind::Contested, taken.number.as_str()));
        let is_stopped = flags.iter().any(|flag| flag.kind.blocks());
        (!is_stopped && allocated_sum(&allocations) == amount).then_some(Self {
            contract: position,
            flags,
            allocations,
        })
    }

    fn put_into(self, work: &mut Work<'_>) {
        if !self.allocations.is_empty() {
            work.prefer(self.contract);
        }
        work.verdict.readiness = Readiness::Review;
        work.verdict.flags = self.flags;
        work.verdict.allocations = self.allocations;
        work.verdict.claims = Some(self.contract);
    }
}
