//! What a row must fulfil to be ready, each condition with what the row has and what it takes, so
//! that a person can retrace the decision. It reads the finding and decides nothing.

use super::Thresholds;
use crate::model::{Bits, EvidenceKind, Finding};

/// A condition of readiness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Condition {
    /// Something says who or what contract is meant; the sum and the day alone do not.
    Named,
    /// The evidence is heavy enough.
    Enough,
    /// The runner-up is far enough behind.
    Ahead,
    /// No other payment of the batch wants the same debt nearly as much: what the whole batch
    /// would lose without this pair.
    Uncontested,
    /// All of the sum finds its place.
    Placed,
    /// Nothing is flagged.
    Clear,
}

impl Condition {
    /// The stable name in JSON, also the tail of the phrase's key («reason-check-named»).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Enough => "enough",
            Self::Ahead => "ahead",
            Self::Uncontested => "uncontested",
            Self::Placed => "placed",
            Self::Clear => "clear",
        }
    }
}

/// A condition held against a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What is asked.
    pub condition: Condition,
    /// Whether the row fulfils it.
    pub passed: bool,
    /// The bits that the row has, where the condition is about bits.
    pub has: Option<Bits>,
    /// The bits that it takes, where the condition is about bits.
    pub wants: Option<Bits>,
    /// What names the contract: for [`Condition::Named`] only.
    pub by: Vec<EvidenceKind>,
}

impl Check {
    const fn plain(condition: Condition, passed: bool) -> Self {
        Self { condition, passed, has: None, wants: None, by: Vec::new() }
    }

    fn weighed(condition: Condition, has: Bits, wants: Bits) -> Self {
        Self { condition, passed: has >= wants, has: Some(has), wants: Some(wants), by: Vec::new() }
    }
}

/// The conditions of readiness held against a finding, in the order of the decision; none where
/// no contract was found. A row that nobody decided is ready exactly when all are fulfilled.
#[must_use]
pub fn checks(finding: &Finding, thresholds: &Thresholds) -> Vec<Check> {
    let Some(best) = finding.candidates.first() else { return Vec::new() };
    let agreeing = best.evidence.iter().filter(|evidence| evidence.kind.is_identity() && evidence.bits >= Bits::ZERO);
    let mut by: Vec<EvidenceKind> = Vec::new();
    for evidence in agreeing {
        if !by.contains(&evidence.kind) {
            by.push(evidence.kind);
        }
    }
    let margin = finding.margin.unwrap_or_default();
    let rival = finding
        .rival_margin
        .filter(|_| !finding.rivals.is_empty())
        .map(|margin| Check::weighed(Condition::Uncontested, margin, thresholds.ready_margin));
    let mut all = vec![
        Check { by: by.clone(), ..Check::plain(Condition::Named, !by.is_empty()) },
        Check::weighed(Condition::Enough, best.bits, thresholds.ready),
        Check::weighed(Condition::Ahead, margin, thresholds.ready_margin),
    ];
    all.extend(rival);
    all.extend([
        Check::plain(Condition::Placed, !finding.allocations.is_empty() && finding.rest.is_zero()),
        Check::plain(Condition::Clear, finding.flags.is_empty()),
    ]);
    all
}
