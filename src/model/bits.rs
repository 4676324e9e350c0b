//! Weight of evidence: base-2 logarithms of likelihood ratios (Fellegi and Sunter, 1969), held in
//! tenths so that the sum a person retraces by hand is the sum the program compared.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// An amount of evidence in tenths of a bit; 7.0 bits are odds of 128 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bits(i32);

/// Counts whose logarithm is worked out once: few records share a value, and each that does asks.
const KEPT: usize = 1_024;

impl Bits {
    /// No evidence either way.
    pub const ZERO: Self = Self(0);

    /// Whole bits.
    #[must_use]
    pub const fn whole(bits: i32) -> Self {
        Self(bits * 10)
    }

    /// Tenths of a bit.
    #[must_use]
    pub const fn tenths(tenths: i32) -> Self {
        Self(tenths)
    }

    /// The weight in tenths of a bit.
    #[must_use]
    pub const fn in_tenths(self) -> i32 {
        self.0
    }

    /// `log2(count)`, rounded to a tenth: what a value loses that `count` records share.
    /// Zero for zero and one.
    #[must_use]
    pub fn log2(count: usize) -> Self {
        static SMALL: LazyLock<Vec<Bits>> = LazyLock::new(|| (0..KEPT).map(Bits::worked_out).collect());
        SMALL.get(count).copied().unwrap_or_else(|| Self::worked_out(count))
    }

    fn worked_out(count: usize) -> Self {
        if count < 2 {
            return Self::ZERO;
        }
        // log2 in tenths by repeated squaring in integers: the same on every machine.
        let whole = count.ilog2();
        let mut mantissa = ((count as u128) << 32) >> whole;
        let mut fraction = 0_i32;
        for bit in (0..16).rev() {
            mantissa = (mantissa * mantissa) >> 32;
            if mantissa >= 2 << 32 {
                mantissa >>= 1;
                fraction |= 1 << bit;
            }
        }
        let tenths_of_fraction = (fraction * 10 + (1 << 15)) >> 16;
        Self(i32::try_from(whole).unwrap_or(i32::MAX / 20) * 10 + tenths_of_fraction)
    }

    /// The weight scaled by a percentage, rounded toward zero.
    #[must_use]
    pub const fn percent(self, percent: i32) -> Self {
        Self(self.0 * percent / 100)
    }
}

impl Add for Bits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Bits {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Bits {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Bits {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Bits {
    fn sum<I: Iterator<Item = Self>>(bits: I) -> Self {
        bits.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Bits {
    /// `14` or `13.5`; a sign only when negative (use `{:+}` for both).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 {
            "−"
        } else if formatter.sign_plus() {
            "+"
        } else {
            ""
        };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if tenth == 0 { write!(formatter, "{sign}{whole}") } else { write!(formatter, "{sign}{whole}.{tenth}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_exact_to_a_tenth() {
        let expected = [(0, 0), (1, 0), (2, 10), (3, 16), (5, 23), (10, 33), (300, 82), (1_000, 100), (1_000_000, 199)];
        for (count, tenths) in expected {
            assert_eq!(Bits::log2(count), Bits::tenths(tenths), "log2({count})");
        }
    }

    #[test]
    fn people_read_signs_and_tenths() {
        assert_eq!(format!("{:+}", Bits::whole(14)), "+14");
        assert_eq!(format!("{:+}", Bits::tenths(-35)), "−3.5");
        assert_eq!(Bits::tenths(274).to_string(), "27.4");
    }
}
