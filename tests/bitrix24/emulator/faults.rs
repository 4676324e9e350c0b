//! What goes wrong, and at which call: a plan that is the same each time it runs.

use std::collections::BTreeMap;
use std::time::Duration;

use super::refusal::{Refusal, SystemError};

/// Something that goes wrong with a hit. `effect` says whether the portal did what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection breaks before anything is done, and new ones are refused for a while.
    Refused(Duration),
    /// The connection is reset instead of a reply.
    Reset {
        /// Done before the reset.
        effect: bool,
    },
    /// No reply ever comes.
    Hang {
        /// Done before the silence.
        effect: bool,
    },
    /// No reply ever comes, and what was asked is done so much later.
    Late(Duration),
    /// A gateway's page with this status.
    Status {
        /// 500, 502, 503, 504.
        status: u16,
        /// Done behind the gateway.
        effect: bool,
    },
    /// An error of the table of system errors; nothing is done.
    System(SystemError),
    /// 429 with or without `Retry-After` in seconds; nothing is done.
    TooMany {
        /// Seconds.
        retry_after: Option<u64>,
    },
    /// 200 and a body that is not JSON.
    Garbage {
        /// Done all the same.
        effect: bool,
    },
    /// Done, and the reply breaks off in its middle.
    Cut,
    /// Every second command of a batch answers `INTERNAL_SERVER_ERROR`.
    HalfBatch {
        /// Done all the same.
        effect: bool,
    },
    /// The first half of a batch is done, then the connection is reset.
    PartThenReset,
    /// The first half of a batch is done and answered; the rest is in none of the maps.
    ShortBatch,
}

impl Fault {
    /// One of every kind, for runs through all of them and for mixing.
    pub const ALL: [Self; 27] = [
        Self::Refused(Duration::from_millis(300)),
        Self::Reset { effect: false },
        Self::Reset { effect: true },
        Self::Hang { effect: false },
        Self::Hang { effect: true },
        Self::Late(Duration::from_secs(90)),
        Self::Status { status: 500, effect: false },
        Self::Status { status: 500, effect: true },
        Self::Status { status: 502, effect: false },
        Self::Status { status: 502, effect: true },
        Self::Status { status: 503, effect: false },
        Self::Status { status: 503, effect: true },
        Self::Status { status: 504, effect: false },
        Self::Status { status: 504, effect: true },
        Self::System(SystemError::Internal),
        Self::System(SystemError::UnexpectedAnswer),
        Self::System(SystemError::QueryLimit),
        Self::System(SystemError::OperationTime),
        Self::TooMany { retry_after: None },
        Self::TooMany { retry_after: Some(2) },
        Self::Garbage { effect: false },
        Self::Garbage { effect: true },
        Self::Cut,
        Self::HalfBatch { effect: false },
        Self::HalfBatch { effect: true },
        Self::PartThenReset,
        Self::ShortBatch,
    ];

    /// Whether the portal does what was asked although the reply does not say so.
    pub fn has_effect(self) -> bool {
        match self {
            Self::Reset { effect }
            | Self::Hang { effect }
            | Self::Status { effect, .. }
            | Self::Garbage { effect }
            | Self::HalfBatch { effect } => effect,
            Self::Late(_) | Self::Cut | Self::PartThenReset | Self::ShortBatch => true,
            Self::Refused(_) | Self::System(_) | Self::TooMany { .. } => false,
        }
    }
}

/// Which hits a share of faults falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Any.
    All,
    /// Those that only read.
    Reads,
    /// Those that change something; a batch with one such command too.
    Writes,
    /// Those that only read, once one that changes something has come: what was written is read back.
    ReadsBack,
}

impl Reach {
    fn covers(self, writes: bool, is_after_a_write: bool) -> bool {
        match self {
            Self::All => true,
            Self::Reads => !writes,
            Self::Writes => writes,
            Self::ReadsBack => !writes && is_after_a_write,
        }
    }
}

/// Which hits and inner calls go wrong.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    exact: BTreeMap<u64, Fault>,
    next: Vec<Next>,
    share: Option<Share>,
    refused: Vec<RefusedMethod>,
    /// A hit that changes something has come under this plan.
    is_after_a_write: bool,
}

#[derive(Debug, Clone)]
struct Next {
    reach: Reach,
    /// `None`: all of them.
    left: Option<u64>,
    fault: Fault,
}

#[derive(Debug, Clone)]
struct Share {
    per_mille: u64,
    seed: u64,
    reach: Reach,
    kinds: Vec<Fault>,
}

#[derive(Debug, Clone)]
struct RefusedMethod {
    method: String,
    calls: Vec<u64>,
    refusal: Refusal,
}

impl Plan {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// The hit with this number goes wrong. The first hit of a portal is number 1.
    #[must_use]
    pub fn at(mut self, number: u64, fault: Fault) -> Self {
        self.exact.insert(number, fault);
        self
    }

    /// The next hit of a sort goes wrong.
    #[must_use]
    pub fn once(mut self, reach: Reach, fault: Fault) -> Self {
        self.next.push(Next { reach, left: Some(1), fault });
        self
    }

    /// Every hit of a sort goes wrong.
    #[must_use]
    pub fn always(mut self, reach: Reach, fault: Fault) -> Self {
        self.next.push(Next { reach, left: None, fault });
        self
    }

    /// So many of a thousand hits go wrong, each in one of the ways given; which hits and how
    /// follows from the seed and the number of the hit alone.
    #[must_use]
    pub fn share(mut self, per_mille: u64, seed: u64, reach: Reach, kinds: &[Fault]) -> Self {
        self.share = Some(Share { per_mille, seed, reach, kinds: kinds.to_vec() });
        self
    }

    /// The calls of a method with these numbers are refused, inside a batch as well; the first
    /// call of the method is number 1. No numbers: every call.
    #[must_use]
    pub fn refuse(mut self, method: &str, calls: &[u64], refusal: Refusal) -> Self {
        self.refused.push(RefusedMethod { method: method.to_owned(), calls: calls.to_vec(), refusal });
        self
    }

    /// What goes wrong with a hit that has come.
    pub fn of_hit(&mut self, number: u64, writes: bool) -> Option<Fault> {
        let is_after_a_write = self.is_after_a_write;
        self.is_after_a_write |= writes;
        if let Some(fault) = self.exact.get(&number) {
            return Some(*fault);
        }
        let is_due = |next: &&mut Next| next.left != Some(0) && next.reach.covers(writes, is_after_a_write);
        if let Some(next) = self.next.iter_mut().find(is_due) {
            next.left = next.left.map(|left| left - 1);
            return Some(next.fault);
        }
        let share = self.share.as_ref()?;
        let reached = share.reach.covers(writes, is_after_a_write);
        let drawn = mixed(share.seed ^ mixed(number));
        if !reached || drawn % 1000 >= share.per_mille {
            return None;
        }
        let count = u64::try_from(share.kinds.len()).unwrap_or(u64::MAX);
        let which = (drawn >> 32).checked_rem(count)?;
        share.kinds.get(usize::try_from(which).unwrap_or(0)).copied()
    }

    /// The refusal of a call of a method by its number among the calls of that method.
    pub fn of_method(&self, method: &str, number: u64) -> Option<Refusal> {
        let hit =
            |rule: &&RefusedMethod| rule.method == method && (rule.calls.is_empty() || rule.calls.contains(&number));
        self.refused.iter().find(hit).map(|rule| rule.refusal.clone())
    }
}

/// splitmix64 (Steele, Lea, Flood 2014): a number from a number, with every bit mixed.
pub fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
