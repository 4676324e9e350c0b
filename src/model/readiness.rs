//! Готовность: what a row still lacks before the CRM can take it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The states of a row; meaning and colours in the interface document of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// All that the CRM needs is there; goes with the next commit.
    Ready,
    /// One likely contract, but something wants a look.
    Review,
    /// Several contracts are close.
    Choose,
    /// No contract found.
    Unmatched,
    /// Must not be committed as it is.
    Blocked,
    /// The operator took it out, or it is no customer payment.
    Excluded,
    /// The CRM has it, and was read back.
    Committed,
    /// The CRM refused it, its outcome is not known, or the CRM has lost it.
    Failed,
}

impl Readiness {
    /// Every state, in the order of the header.
    pub const ALL: [Self; 8] = [
        Self::Ready,
        Self::Review,
        Self::Choose,
        Self::Unmatched,
        Self::Blocked,
        Self::Excluded,
        Self::Committed,
        Self::Failed,
    ];

    /// The stable name in JSON and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Review => "review",
            Self::Choose => "choose",
            Self::Unmatched => "unmatched",
            Self::Blocked => "blocked",
            Self::Excluded => "excluded",
            Self::Committed => "committed",
            Self::Failed => "failed",
        }
    }

    /// The one-cell sign that stands beside the colour, so that colour never speaks alone.
    #[must_use]
    pub const fn glyph(self) -> char {
        match self {
            Self::Ready => '●',
            Self::Review => '◐',
            Self::Choose => '○',
            Self::Unmatched => '·',
            Self::Blocked => '✕',
            Self::Excluded => '–',
            Self::Committed => '✓',
            Self::Failed => '!',
        }
    }

    /// Whether a person is wanted: what «next» jumps to.
    #[must_use]
    pub const fn needs_person(self) -> bool {
        matches!(self, Self::Review | Self::Choose | Self::Unmatched | Self::Blocked | Self::Failed)
    }
}

impl FromStr for Readiness {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.name() == text).ok_or_else(|| text.to_owned())
    }
}
