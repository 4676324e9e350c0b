//! A set of positions as bits: joined and crossed at one word for 64 contracts.

/// Positions of contracts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set {
    words: Vec<u64>,
}

impl Set {
    /// An empty set with room for so many positions.
    pub(super) fn empty(positions: usize) -> Self {
        Self { words: vec![0; positions.div_ceil(64)] }
    }

    /// Adds positions; those beyond the room are left out.
    pub(super) fn add(&mut self, positions: &[u32]) {
        for position in positions {
            if let Some(word) = self.words.get_mut(*position as usize / 64) {
                *word |= 1 << (position % 64);
            }
        }
    }

    /// Keeps what the other set has too.
    pub(super) fn cross(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds all of another set.
    pub(super) fn join(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes all of another set out.
    pub(super) fn remove(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// How many positions it holds.
    pub(super) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The positions, rising.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_join_cross_and_list() {
        let mut odd = Set::empty(130);
        odd.add(&[1, 63, 65, 129]);
        let mut low = Set::empty(130);
        low.add(&[0, 1, 63]);
        let mut both = odd.clone();
        both.cross(&low);
        assert_eq!(both.positions().collect::<Vec<_>>(), [1, 63]);
        odd.remove(&low);
        assert_eq!(odd.positions().collect::<Vec<_>>(), [65, 129]);
        odd.join(&low);
        assert_eq!(odd.len(), 5);
    }
}
