//! The claims on one contract, laid one after the other.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::component::Claimant;
use crate::matching::Settings;
use crate::matching::allocate::{fit, lay, with_claims, within_days};
use crate::matching::decide::still_fits;
use crate::matching::find::Work;
use crate::model::{Allocation, Contract, Readiness, allocated_sum};

/// What one payment asks of a contract.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    /// Position of the payment in the batch.
    pub at: usize,
    work: &'a Work<'a>,
    amount: Decimal,
}

impl<'a> Claim<'a> {
    /// The claim of a claimant.
    pub(super) fn of(works: &'a [Work<'_>], claimant: &Claimant) -> Self {
        Self { at: claimant.work, work: &works[claimant.work], amount: claimant.amount }
    }
}

/// Lays claims over a contract in turn. All of them must fit, each as its own verdict would have
/// it; where one does not, none is laid.
pub(super) fn one_after_another(
    contract: &Contract,
    claims: &[Claim<'_>],
    settings: &Settings,
) -> BTreeMap<usize, Vec<Allocation>> {
    let mut left = contract.clone();
    let mut laid = BTreeMap::new();
    for claim in claims {
        let work = claim.work;
        let allocations = lay(&left, &work.reading.facts, claim.amount);
        let is_ready = work.verdict.readiness == Readiness::Ready;
        let ties = work.scored.first().map(|best| best.ties);
        let fits = allocated_sum(&allocations) == claim.amount
            && (!is_ready || ties.is_some_and(|ties| still_fits(&left, work, &ties, settings)));
        if !fits {
            return BTreeMap::new();
        }
        left = with_claims(&left, &allocations);
        laid.insert(claim.at, allocations);
    }
    laid
}

/// Whether two payments pay the same thing within days: both the sum that is due next, say, from
/// husband and wife. One of them may be a mistake, or the next instalment: a person knows.
pub(super) fn say_the_same(contract: &Contract, one: &Claim<'_>, other: &Claim<'_>, settings: &Settings) -> bool {
    let fit = |claim: &Claim<'_>| fit(contract, &claim.work.reading.facts, claim.amount, settings.kopeck_tolerance);
    let day = |claim: &Claim<'_>| claim.work.case.payment.effective_date();
    one.at != other.at
        && one.amount == other.amount
        && within_days(day(one), day(other), settings.duplicate_days)
        && fit(one) == fit(other)
}
