//! Chance that falls the same everywhere.

use rust_decimal::Decimal;

/// A sequence of numbers that is the same on every machine (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as the seed says.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`; zero where there are none.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (sides.max(1) as u64)).unwrap_or(0)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    /// A whole number of roubles between two bounds.
    pub fn roubles(&mut self, from: usize, to: usize) -> Decimal {
        Decimal::from(from + self.roll(to - from))
    }

    /// One of a list.
    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len())]
    }

    /// So many figures, the first of them no zero.
    pub fn figures(&mut self, count: usize) -> String {
        (0..count)
            .map(|place| {
                let figure = if place == 0 { 1 + self.roll(9) } else { self.roll(10) };
                char::from(b"0123456789"[figure])
            })
            .collect()
    }
}
