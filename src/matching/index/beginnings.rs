//! Contracts by the beginning of their number, for numbers that the end of a purpose cuts.

use std::sync::OnceLock;

use super::spellings;
use crate::matching::reading::numbers::full;
use crate::model::Contract;

/// Positions of contracts in the order of their numbers. It is put in order when it is first asked:
/// most batches have no cut number.
#[derive(Debug, Default)]
pub(super) struct Beginnings(OnceLock<Vec<u32>>);

/// More contracts than this under one beginning are no lead.
const MANY: usize = 32;

impl Beginnings {
    /// Contracts whose number begins so, in rising order; none where many do.
    pub(super) fn find(&self, contracts: &[Contract], beginning: &str) -> Vec<u32> {
        let number = |position: u32| contracts.get(position as usize).map(key).unwrap_or_default();
        let order = self.0.get_or_init(|| {
            let mut order: Vec<u32> =
                (0..contracts.len()).filter_map(|position| u32::try_from(position).ok()).collect();
            order.sort_by_cached_key(|position| number(*position));
            order
        });
        let start = order.partition_point(|position| number(*position).as_str() < beginning);
        let begins = |position: &&u32| number(**position).starts_with(beginning);
        let mut found: Vec<u32> = order.iter().skip(start).take_while(begins).take(MANY + 1).copied().collect();
        if found.len() > MANY {
            found.clear();
        }
        found.sort_unstable();
        found
    }
}

/// The number in its full form without a contract's word before it.
fn key(contract: &Contract) -> String {
    spellings(&contract.number).last().map(|number| full(number)).unwrap_or_default()
}
