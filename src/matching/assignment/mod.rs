//! The whole batch at once: which payments go to which contracts so that the sum of bits is the
//! greatest and no debt is promised twice; and one payment over several contracts.
//!
//! Two payments never both turn green on one debt. A ready row stays ready when the batch would
//! lose too much by giving its contract to others (the margin on the contract's side), and when
//! laying all that well may be for the contract one after the other leaves its lines as they are.
//! Everything else is asked. Payments of one day go by their ids: the order in the file means
//! nothing.

mod component;
mod flow;
mod laying;
mod second;
mod several;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use self::component::{Component, Edge, Outcome};
use self::laying::{Claim, one_after_another, say_the_same};
use super::Settings;
use super::find::{Book, Work};
use crate::model::{Allocation, Bits, Flag, FlagKind, Readiness, Rival};

pub(super) use several::{Several, sum_of_several};

/// Rivals that a row names.
const RIVALS: usize = 3;

/// Holds the claims of the batch against each other.
pub(super) fn settle(works: &mut [Work<'_>], book: &Book<'_>, settings: &Settings) {
    for component in Component::all(works, book) {
        let outcome = component.solve(&component.due(book));
        let mut laid = BTreeMap::new();
        for contract in 0..component.contracts.len() {
            laid.insert(contract, settle_contract(works, book, &component, contract, outcome.as_ref(), settings));
        }
        if let Some(outcome) = &outcome {
            second::propose(works, book, &component, outcome, &laid, settings);
        }
        note_rivals(works, &component, outcome.as_ref());
    }
}

/// Holds the ready payments of a contract against all that well may be for it, and gives what they
/// take of it.
fn settle_contract(
    works: &mut [Work<'_>],
    book: &Book<'_>,
    component: &Component,
    contract: usize,
    outcome: Option<&Outcome>,
    settings: &Settings,
) -> Vec<Allocation> {
    let position = component.contracts[contract];
    let askers = &component.askers[contract];
    let ready: Vec<(usize, Edge)> =
        askers.iter().copied().filter(|(claimant, _)| is_ready_for(works, component, *claimant, position)).collect();
    let Some(debt) = book.contract(position).filter(|_| !ready.is_empty()) else { return Vec::new() };
    if askers.len() < 2 {
        return ready.iter().flat_map(|(claimant, _)| verdict_of(works, component, *claimant)).collect();
    }
    let lightest = ready.iter().map(|(_, edge)| edge.bits).min().unwrap_or_default();
    let may_disturb = |(claimant, edge): &(usize, Edge)| {
        is_ready_for(works, component, *claimant, position)
            || (lightest - edge.bits < settings.thresholds.ready_margin
                && is_plausible(works, component, *claimant, *edge, settings)
                && !is_surely_elsewhere(outcome, *claimant, contract, settings))
    };
    let claim = |(claimant, _): &(usize, Edge)| Claim::of(works, &component.claimants[*claimant]);
    let claims: Vec<Claim<'_>> = ready.iter().map(claim).collect();
    let disturbing: Vec<Claim<'_>> = askers.iter().filter(|asker| may_disturb(asker)).map(claim).collect();
    let alone = one_after_another(debt, &claims, settings);
    let together = one_after_another(debt, &disturbing, settings);
    let mut kept = Vec::new();
    let mut contested = Vec::new();
    for (claim, (claimant, _)) in claims.iter().zip(&ready) {
        let is_sure = outcome.is_some_and(|outcome| {
            outcome.given[*claimant] == Some(contract) && outcome.losses[*claimant] >= settings.thresholds.ready_margin
        });
        let has_twin = claims.iter().any(|other| say_the_same(debt, claim, other, settings));
        match alone.get(&claim.at) {
            Some(laid) if is_sure && !has_twin && together.get(&claim.at) == Some(laid) => {
                kept.push((claim.at, laid.clone()));
            }
            _ => contested.push(claim.at),
        }
    }
    for at in contested {
        works[at].verdict.readiness = Readiness::Review;
        works[at].verdict.flags.push(Flag::new(FlagKind::Contested, debt.number.as_str()));
    }
    let mut taken = Vec::new();
    for (at, laid) in kept {
        taken.extend_from_slice(&laid);
        works[at].verdict.allocations = laid;
    }
    taken
}

fn is_ready_for(works: &[Work<'_>], component: &Component, claimant: usize, position: u32) -> bool {
    let claimant = &component.claimants[claimant];
    let verdict = &works[claimant.work].verdict;
    !claimant.is_part && verdict.readiness == Readiness::Ready && verdict.claims == Some(position)
}

fn verdict_of(works: &[Work<'_>], component: &Component, claimant: usize) -> Vec<Allocation> {
    works[component.claimants[claimant].work].verdict.allocations.clone()
}

/// Whether a payment may well be for a contract: it is near its best one. A ready payment is for
/// its own.
fn is_plausible(works: &[Work<'_>], component: &Component, claimant: usize, edge: Edge, settings: &Settings) -> bool {
    let claimant = &component.claimants[claimant];
    let work = &works[claimant.work];
    let best = work.scored.first().map(|best| best.bits).unwrap_or_default();
    claimant.is_part
        || (work.verdict.readiness != Readiness::Ready && best - edge.bits <= settings.thresholds.ready_margin)
}

/// Whether the batch gives a payment to another contract beyond doubt.
fn is_surely_elsewhere(outcome: Option<&Outcome>, claimant: usize, contract: usize, settings: &Settings) -> bool {
    outcome.is_some_and(|outcome| {
        outcome.given[claimant].is_some_and(|given| given != contract)
            && outcome.losses[claimant] >= settings.thresholds.ready_margin
    })
}

/// Says in each row of a contract that has no room for all which other payments ask for it, and by
/// how much this one is ahead.
fn note_rivals(works: &mut [Work<'_>], component: &Component, outcome: Option<&Outcome>) {
    for (at, claimant) in component.claimants.iter().enumerate().filter(|(_, claimant)| !claimant.is_part) {
        let claimed = works[claimant.work].verdict.claims;
        let own = claimant
            .edges
            .iter()
            .map(|edge| edge.contract)
            .find(|contract| claimed.is_none_or(|position| component.contracts[*contract] == position));
        let Some(contract) = own else { continue };
        if outcome.is_some_and(|outcome| !outcome.is_full[contract]) {
            continue;
        }
        let others = component.askers[contract].iter().filter(|(other, _)| *other != at);
        let mut others: Vec<(Reverse<Bits>, usize)> =
            others.map(|(other, edge)| (Reverse(edge.bits), *other)).collect();
        others.sort_unstable();
        let rivals: Vec<Rival> =
            others.iter().take(RIVALS).map(|(_, other)| rival(works, component.claimants[*other].work)).collect();
        let verdict = &mut works[claimant.work].verdict;
        let margin = outcome.map(|outcome| match outcome.given[at] {
            Some(given) if given == contract => outcome.losses[at],
            _ => Bits::ZERO,
        });
        verdict.rival_margin = margin.filter(|_| !rivals.is_empty());
        verdict.rivals = rivals;
    }
}

fn rival(works: &[Work<'_>], at: usize) -> Rival {
    let payment = works[at].case.payment;
    let number = payment.order_number.as_ref().unwrap_or(&payment.number);
    Rival { payment: payment.id, number: number.clone(), date: payment.date }
}
