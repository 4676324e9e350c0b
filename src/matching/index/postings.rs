//! Lists of contracts under hashed keys, flat: a register of a million contracts cannot hold a list
//! of its own for each of millions of keys.

/// Lists of positions by key. Each list rises and holds a position once.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// The keys, mixed and rising.
    keys: Vec<u64>,
    /// Where the list of each key ends in `positions`.
    ends: Vec<u32>,
    positions: Vec<u32>,
    /// Where the keys with each value of their high bits begin; one more entry for the end.
    begins: Vec<u32>,
    /// How far a key is shifted for its high bits.
    shift: u32,
}

/// Spreads a key over all its bits; no two keys become one.
const fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Postings {
    /// The lists of these pairs of key and position.
    pub(super) fn of(mut pairs: Vec<(u64, u32)>) -> Self {
        for pair in &mut pairs {
            pair.0 = mixed(pair.0);
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut keys = Vec::new();
        let mut ends = Vec::new();
        for (same, end) in pairs.chunk_by(|one, other| one.0 == other.0).scan(0_u32, |end, same| {
            *end += u32::try_from(same.len()).unwrap_or(u32::MAX);
            Some((same, *end))
        }) {
            keys.extend(same.first().map(|(key, _)| *key));
            ends.push(end);
        }
        keys.shrink_to_fit();
        ends.shrink_to_fit();
        let positions = pairs.iter().map(|(_, position)| *position).collect();
        let bits = keys.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut begins = Vec::with_capacity((1 << bits) + 1);
        let mut place = 0_usize;
        for high in 0..1_u64 << bits {
            place += keys.get(place..).map_or(0, |rest| rest.iter().take_while(|key| **key >> shift < high).count());
            begins.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
        begins.push(u32::try_from(keys.len()).unwrap_or(u32::MAX));
        Self { keys, ends, positions, begins, shift }
    }

    /// Puts every list into the order of what a position is of, and of the positions within.
    pub(super) fn order_by<K: Ord>(&mut self, of: impl Fn(u32) -> K) {
        let mut rest = self.positions.as_mut_slice();
        let mut begin = 0;
        for end in &self.ends {
            let (list, others) = rest.split_at_mut((*end - begin) as usize);
            list.sort_by_cached_key(|position| (of(*position), *position));
            (rest, begin) = (others, *end);
        }
    }

    /// The list under a key; empty where there is none.
    pub(super) fn list(&self, key: u64) -> &[u32] {
        self.found(mixed(key)).unwrap_or_default()
    }

    fn found(&self, key: u64) -> Option<&[u32]> {
        let high = usize::try_from(key >> self.shift).ok()?;
        let begin = *self.begins.get(high)? as usize;
        let end = *self.begins.get(high + 1)? as usize;
        let place = begin + self.keys.get(begin..end)?.iter().position(|known| *known == key)?;
        let from = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.positions.get(from as usize..*self.ends.get(place)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn without_pairs_every_list_is_empty() {
        for key in [0, 1, u64::MAX] {
            assert_eq!(Postings::of(Vec::new()).list(key), &[] as &[u32]);
            assert_eq!(Postings::default().list(key), &[] as &[u32]);
        }
    }

    proptest! {
        #[test]
        fn lists_are_those_of_a_map_whatever_the_order_of_the_pairs(
            pairs in prop::collection::vec((prop_oneof![0_u64..20, any::<u64>()], 0_u32..30), 0..200),
            strange in any::<u64>(),
        ) {
            let mut expected: BTreeMap<u64, BTreeSet<u32>> = BTreeMap::new();
            for (key, position) in &pairs {
                expected.entry(*key).or_default().insert(*position);
            }
            let postings = Postings::of(pairs);
            for (key, list) in &expected {
                prop_assert_eq!(postings.list(*key), list.iter().copied().collect::<Vec<_>>());
            }
            prop_assert_eq!(postings.list(strange).is_empty(), !expected.contains_key(&strange));
            let mut postings = postings;
            postings.order_by(|position| position % 3);
            for (key, list) in &expected {
                let mut list: Vec<u32> = list.iter().copied().collect();
                list.sort_by_key(|position| position % 3);
                prop_assert_eq!(postings.list(*key), list);
            }
        }
    }
}
