//! What may still be held back when a person stops a batch in the middle of a call.
//!
//! Contracts that share a posting stand or fall together: once a card of one of them was written, all
//! that is to be written to them goes, so that no payment stays in halves and no deal shows a sum that is
//! not there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{ContractId, Posting};

/// About as many cards as leave at once.
const SHELF: usize = 150;

/// The leash of one call.
#[derive(Debug)]
pub(super) struct Leash<'call> {
    is_held: &'call AtomicBool,
    bundles: BTreeMap<ContractId, usize>,
    begun: BTreeSet<usize>,
}

impl<'call> Leash<'call> {
    /// The leash of a call with these postings, pulled by that switch.
    pub(super) fn of(postings: &[Posting], is_held: &'call AtomicBool) -> Self {
        Self { is_held, bundles: bundles(postings), begun: BTreeSet::new() }
    }

    /// In which bundle a contract is. One of no posting is in one of its own.
    pub(super) fn bundle(&self, contract: &ContractId) -> usize {
        self.bundles.get(contract).copied().unwrap_or(usize::MAX)
    }

    /// The order in which cards are written: bundle by bundle, so that much is not yet begun when a
    /// person stops, but as many bundles side by side, sorted by their cards, as leave at once.
    pub(super) fn shelves<'cards>(&self, of_cards: impl Iterator<Item = &'cards ContractId>) -> BTreeMap<usize, usize> {
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        of_cards.for_each(|contract| *sizes.entry(self.bundle(contract)).or_default() += 1);
        let mut before = 0;
        let place = |(bundle, size)| {
            let cards = before;
            before += size;
            (bundle, cards / SHELF)
        };
        sizes.into_iter().map(place).collect()
    }

    /// Whether nothing more is to be begun.
    pub(super) fn is_held(&self) -> bool {
        self.is_held.load(Ordering::SeqCst)
    }

    /// Whether something of a bundle has left.
    pub(super) fn has_begun(&self, bundle: usize) -> bool {
        self.begun.contains(&bundle)
    }

    /// Something of a bundle leaves.
    pub(super) fn begin(&mut self, bundle: usize) {
        self.begun.insert(bundle);
    }
}

/// The contracts by what their postings tie together: a bundle bears the place of one of its postings.
fn bundles(postings: &[Posting]) -> BTreeMap<ContractId, usize> {
    let mut bundles: BTreeMap<ContractId, usize> = BTreeMap::new();
    for (place, posting) in postings.iter().enumerate() {
        let contracts = || posting.parts.iter().map(|part| &part.allocation.contract);
        let tied: BTreeSet<usize> = contracts().filter_map(|contract| bundles.get(contract).copied()).collect();
        let bundle = tied.first().copied().unwrap_or(place);
        if tied.len() > 1 {
            bundles.values_mut().filter(|other| tied.contains(other)).for_each(|other| *other = bundle);
        }
        bundles.extend(contracts().map(|contract| (contract.clone(), bundle)));
    }
    bundles
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{Allocation, Currency, Direction, IdempotencyKey, PaymentId, PostingPart};

    fn posting(name: &str, contracts: &[&str]) -> Posting {
        let payment = PaymentId::of_document(name);
        let part = |contract: &&str| {
            let allocation =
                Allocation { contract: ContractId((*contract).to_owned()), line: None, amount: Decimal::ONE };
            let key = IdempotencyKey::of(payment, &allocation, 0);
            PostingPart { key, allocation, contract_version: None }
        };
        Posting {
            payment,
            direction: Direction::Receipt,
            source_id: None,
            number: name.to_owned(),
            order_number: None,
            date: jiff::civil::date(2026, 10, 12),
            amount: Decimal::from(contracts.len()),
            currency: Currency::RUB,
            payer: String::new(),
            payer_tax_id: None,
            payer_account: None,
            purpose: String::new(),
            parts: contracts.iter().map(part).collect(),
        }
    }

    #[test]
    fn contracts_that_share_a_posting_stand_or_fall_together() {
        let is_held = AtomicBool::new(true);
        let postings =
            [posting("1", &["a"]), posting("2", &["b", "c"]), posting("3", &["d"]), posting("4", &["c", "d"])];
        let mut leash = Leash::of(&postings, &is_held);
        leash.begin(leash.bundle(&ContractId("d".to_owned())));
        let begun = ["a", "b", "c", "d", "e"].map(|name| leash.has_begun(leash.bundle(&ContractId(name.to_owned()))));
        assert_eq!(begun, [false, true, true, true, false]);
    }

    #[test]
    fn cards_of_many_bundles_share_a_shelf_and_no_bundle_is_on_two() {
        let is_held = AtomicBool::new(false);
        let names: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let postings: Vec<Posting> = names.iter().map(|name| posting(name, &[name])).collect();
        let leash = Leash::of(&postings, &is_held);
        let cards: Vec<ContractId> = names.iter().flat_map(|name| vec![ContractId(name.clone()); 7]).collect();
        let shelves = leash.shelves(cards.iter());
        assert_eq!(shelves.len(), 100);
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for shelf in shelves.values() {
            *sizes.entry(*shelf).or_default() += 7;
        }
        assert_eq!(sizes.into_values().collect::<Vec<_>>(), [154, 147, 154, 147, 98]);
    }
}
