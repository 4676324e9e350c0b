//! Where something stands in a text, small enough to be held with every piece of evidence of a batch.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place in a text, in bytes on character boundaries. It is written as a range is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Range<usize>", into = "Range<usize>")]
pub struct Place {
    start: u32,
    /// One more than its end: no place needs more room than none.
    beyond: NonZeroU32,
}

/// A range that begins behind its end, or that lies beyond what any text is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no place in a text")]
pub struct NoPlace;

impl Place {
    /// The place as a range of bytes.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.beyond.get() as usize - 1
    }
}

impl TryFrom<Range<usize>> for Place {
    type Error = NoPlace;

    fn try_from(range: Range<usize>) -> Result<Self, NoPlace> {
        let start = u32::try_from(range.start).map_err(|_| NoPlace)?;
        let end = u32::try_from(range.end).ok().filter(|end| *end >= start).ok_or(NoPlace)?;
        let beyond = NonZeroU32::MIN.checked_add(end).ok_or(NoPlace)?;
        Ok(Self { start, beyond })
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.range().fmt(formatter)
    }
}

impl From<Place> for Range<usize> {
    fn from(place: Place) -> Self {
        place.range()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_is_its_range(start in 0_usize..5_000, end in 0_usize..5_000) {
            let place = Place::try_from(start..end);
            prop_assert_eq!(place.map(Place::range), if start <= end { Ok(start..end) } else { Err(NoPlace) });
            let written = serde_json::to_string(&place.ok()).expect("a place is written");
            let range = (start <= end).then_some(start..end);
            prop_assert_eq!(&written, &serde_json::to_string(&range).expect("a range is written"));
            prop_assert_eq!(serde_json::from_str::<Option<Place>>(&written).expect("a place is read"), place.ok());
        }
    }

    #[test]
    fn beyond_any_text_there_is_no_place() {
        let last = u32::MAX as usize;
        assert_eq!(Place::try_from(0..last), Err(NoPlace));
        assert_eq!(Place::try_from(last - 1..last - 1).map(Place::range), Ok(last - 1..last - 1));
        assert_eq!(Place::try_from(last + 1..last + 2), Err(NoPlace));
    }
}
