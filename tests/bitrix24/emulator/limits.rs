//! What a portal lets through: the leaky bucket of hits, the operation time of each method, and
//! the least time that a number of hits can take under them.
//!
//! The documents: every hit raises a counter; past the threshold X the hit is blocked; «once per
//! second» the counter falls by Y. Where they leave a choice, the stricter reading is taken:
//! the counter never passes X (not X + 1), and by default it falls in whole steps of Y at whole
//! seconds after the first hit, not evenly. A blocked hit does not raise the counter.

use std::collections::BTreeMap;
use std::time::Duration;

/// How the counter falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drain {
    /// By Y at each whole second since the first hit, to the letter.
    EachSecond,
    /// Evenly, 1/Y of a second a hit.
    Evenly,
}

/// The limits of a portal's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// X: hits that the bucket holds.
    pub bucket: u32,
    /// Y: hits that leave it in a second.
    pub per_second: u32,
    /// How they leave.
    pub drain: Drain,
    /// Operation time of one method in ten minutes past which its next call is blocked.
    pub operating: Duration,
    /// The longest that a hit may run; past it the reply is 504 and what was done stays.
    pub request: Duration,
}

impl Limits {
    /// The cloud, any plan but Enterprise.
    pub const COMMON: Self = Self {
        bucket: 50,
        per_second: 2,
        drain: Drain::EachSecond,
        operating: Duration::from_secs(480),
        request: Duration::from_secs(60),
    };
    /// The cloud, Enterprise.
    pub const ENTERPRISE: Self = Self { bucket: 250, per_second: 5, ..Self::COMMON };
    /// Nothing is ever refused: for tests of other things.
    pub const NONE: Self =
        Self { bucket: u32::MAX, per_second: 1, drain: Drain::EachSecond, operating: Duration::MAX, ..Self::COMMON };

    /// The least time between sending the first of `hits` and having the last reply, where each
    /// takes `latency` and at most `at_once` run side by side. Two floors: the round trips, and
    /// the bucket, which starts empty: past the first X every further hit waits for a place.
    pub fn least_time(&self, hits: u64, latency: Duration, at_once: u64) -> Duration {
        let Some(last) = hits.checked_sub(1) else { return Duration::ZERO };
        let rounds = u32::try_from(hits.div_ceil(at_once.max(1))).unwrap_or(u32::MAX);
        let waiting = hits.saturating_sub(u64::from(self.bucket));
        let per_second = u64::from(self.per_second.max(1));
        let drained = match self.drain {
            Drain::EachSecond => Duration::from_secs(waiting.div_ceil(per_second)),
            Drain::Evenly => Duration::from_nanos(waiting.saturating_mul(1_000_000_000) / per_second),
        };
        // The last hit leaves when it has a place, and its reply takes a latency more.
        let by_bucket = if last < u64::from(self.bucket) { Duration::ZERO } else { drained + latency };
        latency.saturating_mul(rounds).max(by_bucket)
    }
}

/// The leaky bucket, in thousandths of a hit so that it can drain evenly.
#[derive(Debug, Default)]
pub struct Bucket {
    thousandths: u64,
    first: Option<Duration>,
    drained: Duration,
}

impl Bucket {
    /// Lets a hit in at a moment since the start of the portal, or says that there is no room.
    pub fn take(&mut self, now: Duration, limits: &Limits) -> bool {
        self.drain(now, limits);
        if self.thousandths.saturating_add(1000) > u64::from(limits.bucket).saturating_mul(1000) {
            return false;
        }
        self.thousandths += 1000;
        true
    }

    /// Hits in the bucket, rounded up.
    pub fn level(&mut self, now: Duration, limits: &Limits) -> u64 {
        self.drain(now, limits);
        self.thousandths.div_ceil(1000)
    }

    fn drain(&mut self, now: Duration, limits: &Limits) {
        let now = now.saturating_sub(*self.first.get_or_insert(now));
        let per_second = u64::from(limits.per_second);
        let left = match limits.drain {
            Drain::EachSecond => {
                let steps = now.as_secs().saturating_sub(self.drained.as_secs());
                self.drained = now;
                steps.saturating_mul(per_second).saturating_mul(1000)
            }
            Drain::Evenly => {
                let passed = now.saturating_sub(self.drained);
                let whole = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX);
                // What is less than a millisecond stays for the next time.
                self.drained += Duration::from_millis(whole);
                whole.saturating_mul(per_second)
            }
        };
        self.thousandths = self.thousandths.saturating_sub(left);
    }
}

/// Ten minutes: how long a basket counts.
const KEPT: Duration = Duration::from_secs(600);

/// What the calls of one method in one minute took.
#[derive(Debug, Clone, Copy)]
struct Basket {
    /// The moment of the minute's first call: the ten minutes count from here.
    first: Duration,
    sum: Duration,
}

/// Operation time of every method, in baskets of one minute.
#[derive(Debug, Default)]
pub struct Operating {
    baskets: BTreeMap<String, BTreeMap<u64, Basket>>,
}

impl Operating {
    /// Whether a call of the method may begin: what is counted so far decides, not this call.
    pub fn allows(&mut self, method: &str, now: Duration, limits: &Limits) -> bool {
        self.counted(method, now) <= limits.operating
    }

    /// Counts a call that began at `now` and took `spent`.
    pub fn count(&mut self, method: &str, now: Duration, spent: Duration) {
        let minutes = self.baskets.entry(method.to_owned()).or_default();
        let basket = minutes.entry(now.as_secs() / 60).or_insert(Basket { first: now, sum: Duration::ZERO });
        basket.sum += spent;
    }

    /// `time.operating`: the sum of the baskets still kept.
    pub fn counted(&mut self, method: &str, now: Duration) -> Duration {
        let Some(minutes) = self.baskets.get_mut(method) else { return Duration::ZERO };
        minutes.retain(|_, basket| now < basket.first + KEPT);
        minutes.values().map(|basket| basket.sum).sum()
    }

    /// `time.operating_reset_at` as a moment: when the oldest basket falls out.
    pub fn reset_at(&mut self, method: &str, now: Duration) -> Duration {
        self.counted(method, now);
        let oldest = self.baskets.get(method).and_then(|minutes| minutes.values().next());
        oldest.map_or(now, |basket| basket.first) + KEPT
    }
}
