//! Several payments of the batch over one debt.
//!
//! Two payments never both turn green on one debt. Ready payments of one contract are laid one
//! after the other in the order of their days; where one no longer fits, or where a payment that
//! is not ready wants the same debt, all of them are asked. The assignment over the whole batch
//! at once will stand here.

use std::collections::BTreeMap;

use super::allocate::{lay, with_claims};
use super::decide::still_fits;
use super::find::{Book, Work};
use super::{Settings, evidence::Scored};
use crate::model::{Allocation, Contract, Flag, FlagKind, Readiness, allocated_sum};

/// Holds the claims of the batch against each other.
pub(super) fn settle(works: &mut [Work<'_>], book: &Book<'_>, settings: &Settings) {
    let mut by_contract: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, work) in works.iter().enumerate() {
        for scored in plausible(work, settings) {
            by_contract.entry(scored.contract).or_default().push(at);
        }
    }
    for (position, mut claimants) in by_contract {
        claimants.sort_by_key(|at| {
            let payment = works[*at].case.payment;
            (payment.effective_date(), payment.date, payment.id)
        });
        let is_ready = |at: &usize| {
            works[*at].verdict.readiness == Readiness::Ready && works[*at].verdict.claims == Some(position)
        };
        let ready: Vec<usize> = claimants.iter().copied().filter(is_ready).collect();
        let Some(contract) = book.contract(position) else { continue };
        if ready.is_empty() || claimants.len() < 2 {
            continue;
        }
        let weight =
            |at: usize| works[at].scored.iter().find(|scored| scored.contract == position).map(|scored| scored.bits);
        let lightest = ready.iter().filter_map(|at| weight(*at)).min();
        // The margin on the contract's side: a claim so much weaker disturbs nobody.
        let strong = |at: &usize| {
            is_ready(at)
                || weight(*at).zip(lightest).is_some_and(|(own, ready)| ready - own < settings.thresholds.ready_margin)
        };
        let claimants: Vec<usize> = claimants.iter().copied().filter(strong).collect();
        let alone = one_after_another(works, contract, &ready, settings);
        let together = one_after_another(works, contract, &claimants, settings);
        for at in ready {
            let undisturbed = alone.get(&at).is_some_and(|laid| Some(laid) == together.get(&at));
            match alone.get(&at) {
                Some(laid) if undisturbed => works[at].verdict.allocations.clone_from(laid),
                _ => contest(&mut works[at], contract),
            }
        }
    }
}

/// The contracts that a payment may well be for: those near its best, unless the row is out.
fn plausible<'a>(work: &'a Work<'_>, settings: &'a Settings) -> impl Iterator<Item = &'a Scored> {
    let readiness = work.verdict.readiness;
    let is_out = !matches!(work.case.standing, super::Standing::Open)
        || readiness == Readiness::Excluded
        || work.verdict.flags.iter().any(|flag| flag.kind == FlagKind::CertainDuplicate || flag.kind.blocks());
    let best = work.scored.first().map(|best| best.bits).unwrap_or_default();
    let reach = if readiness == Readiness::Ready { crate::model::Bits::ZERO } else { settings.thresholds.ready_margin };
    work.scored
        .iter()
        .filter(move |scored| !is_out && scored.ties.any_identity() && best - scored.bits <= reach)
        .take(9)
}

/// Lays payments over a contract in turn. All of them must fit, each as its own verdict would have
/// it; where one does not, none is laid.
fn one_after_another(
    works: &[Work<'_>],
    contract: &Contract,
    claimants: &[usize],
    settings: &Settings,
) -> BTreeMap<usize, Vec<Allocation>> {
    let mut left = contract.clone();
    let mut laid = BTreeMap::new();
    for at in claimants {
        let work = &works[*at];
        let amount = work.case.payment.amount.amount;
        let allocations = lay(&left, &work.reading.facts, amount);
        let is_ready = work.verdict.readiness == Readiness::Ready;
        let ties = work.scored.first().map(|best| best.ties);
        let fits = allocated_sum(&allocations) == amount
            && (!is_ready || ties.is_some_and(|ties| still_fits(&left, work, &ties, settings)));
        if !fits {
            return BTreeMap::new();
        }
        left = with_claims(&left, &allocations);
        laid.insert(*at, allocations);
    }
    laid
}

fn contest(work: &mut Work<'_>, contract: &Contract) {
    work.verdict.readiness = Readiness::Review;
    work.verdict.flags.push(Flag::new(FlagKind::Contested, contract.number.as_str()));
}
