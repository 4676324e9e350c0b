//! How fast calls may leave, so that the portal need not refuse any.
//!
//! Two limits (<https://apidocs.bitrix24.com/limits.html>): a leaky bucket of HTTP requests that
//! all programs behind one address share, and the running time of each method in ten minutes,
//! which the portal tells with every reply.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use tokio::time::{Instant, sleep_until};

use super::activity::Told;
use super::wire::Times;

/// The limits of a portal's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests that the bucket holds.
    pub bucket: u32,
    /// Requests that leave it each second.
    pub per_second: u32,
    /// Running time of one method in ten minutes.
    pub operating: Duration,
}

impl Limits {
    /// Every plan of the cloud but Enterprise.
    pub const COMMON: Self = Self { bucket: 50, per_second: 2, operating: Duration::from_secs(480) };
    /// The Enterprise plan of the cloud.
    pub const ENTERPRISE: Self = Self { bucket: 250, per_second: 5, operating: Duration::from_secs(480) };
}

/// How long a first reply may take and still name the moment at which its request came.
const SLOW: Duration = Duration::from_secs(1);
/// How long to wait where the portal does not say when running time comes back.
const UNKNOWN_RESET: Duration = Duration::from_secs(60);
/// What all calls of one request may take together: half of the minute after which the cloud
/// breaks a request off.
pub(super) const REQUEST: Duration = Duration::from_secs(30);
/// A call that takes no longer is over at once.
const SWIFT: Duration = Duration::from_millis(20);
/// What a call is taken to last before it is known.
const UNTOLD: Duration = Duration::from_millis(250);
/// How many calls go into a request before it is known how long one takes.
const FIRST: usize = 10;

/// The one place through which every request passes.
#[derive(Debug)]
pub(super) struct Pace {
    limits: Limits,
    state: Mutex<State>,
    told: Told,
}

#[derive(Debug, Default)]
struct State {
    /// Requests in the bucket, as far as known here.
    level: u32,
    /// The bucket loses its share at whole seconds after this.
    since: Option<Instant>,
    /// Whole seconds that are accounted for.
    drained: u64,
    methods: HashMap<String, Method>,
}

/// How many calls of a method may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allowance {
    /// How many.
    pub(super) calls: usize,
    /// What each of them takes, about.
    pub(super) each: Duration,
    /// When some of the time comes back.
    from: Instant,
}

/// What is known of a method.
#[derive(Debug, Clone, Copy)]
struct Method {
    /// Running time used in the last ten minutes.
    used: Duration,
    /// When some of it comes back.
    reset: Instant,
    /// The same as the portal told it.
    told_reset: Option<Timestamp>,
    /// What one call takes, about.
    call: Duration,
}

impl Pace {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, state: Mutex::default(), told: Told::default() }
    }

    pub(super) const fn limits(&self) -> Limits {
        self.limits
    }

    /// Where it is told what is waited for.
    pub(super) const fn told(&self) -> &Told {
        &self.told
    }

    /// Waits for a place in the bucket and takes it.
    pub(super) async fn hit(&self) {
        loop {
            let until = {
                let mut state = self.state();
                let now = Instant::now();
                state.drain(now, self.limits.per_second);
                if state.level < self.limits.bucket {
                    state.level += 1;
                    state.since.get_or_insert(now + SLOW);
                    return;
                }
                state.next_tick(now)
            };
            sleep_until(until).await;
        }
    }

    /// A reply has come: the portal's bucket began to count at the latest now.
    pub(super) fn replied(&self) {
        let mut state = self.state();
        if state.drained == 0 {
            let now = Instant::now();
            state.since = state.since.map(|since| since.min(now));
        }
    }

    /// The portal says that the bucket is full: others use it too.
    pub(super) fn full(&self) {
        let mut state = self.state();
        state.level = self.limits.bucket;
        state.since = Some(Instant::now());
        state.drained = 0;
    }

    /// Takes in what a reply says about a method.
    pub(super) fn note(&self, method: &str, times: &Times) {
        let now = Instant::now();
        let mut state = self.state();
        let known = state.methods.get(method).copied();
        let call = times.duration.and_then(duration).unwrap_or_default();
        let call = known.map_or(call, |known| (known.call * 3 + call) / 4);
        let used = times.operating.and_then(duration).or(known.map(|known| known.used)).unwrap_or_default();
        let away = times.reset_at.zip(times.start).and_then(|(reset, start)| {
            let seconds = reset.as_second().saturating_sub(start.as_second());
            u64::try_from(seconds).ok().map(Duration::from_secs)
        });
        // Replies that come side by side are read in any order, and what is used only grows until some
        // of it comes back.
        let is_stale = |known: &Method| {
            known.told_reset > times.reset_at
                || (times.reset_at.is_some() && known.told_reset == times.reset_at && known.used >= used)
        };
        let told = Method { used, reset: now + away.unwrap_or(UNKNOWN_RESET), told_reset: times.reset_at, call };
        let method_now = known.filter(is_stale).map_or(told, |known| Method { call, ..known });
        state.methods.insert(method.to_owned(), method_now);
    }

    /// The portal says that the method has used up its time.
    pub(super) fn out_of_time(&self, method: &str, after: Option<Duration>) {
        let now = Instant::now();
        let mut state = self.state();
        let known = state.methods.entry(method.to_owned()).or_insert(Method {
            used: Duration::ZERO,
            reset: now,
            told_reset: None,
            call: Duration::ZERO,
        });
        known.used = self.limits.operating + Duration::from_millis(1);
        known.reset = match after {
            Some(after) => now + after,
            None => known.reset.max(now + Duration::from_secs(1)),
        };
    }

    /// How many calls of a method may run now, as far as known; none where its time is used up.
    pub(super) fn allowance(&self, method: &str) -> Allowance {
        let state = self.state();
        let Some(known) = state.methods.get(method) else {
            return Allowance { calls: FIRST, each: UNTOLD, from: Instant::now() };
        };
        let left = self.limits.operating.saturating_sub(known.used);
        let fitting = match known.call.as_micros() {
            0 => usize::MAX,
            call => usize::try_from(left.as_micros() / call).unwrap_or(usize::MAX),
        };
        let calls = if fitting > 0 && known.used <= self.limits.operating {
            fitting
        } else {
            // One call tells how much came back.
            usize::from(known.reset <= Instant::now())
        };
        Allowance { calls, each: known.call, from: known.reset }
    }

    /// Waits until a call of the method may run.
    pub(super) async fn wait_for(&self, method: &str) -> Allowance {
        loop {
            let allowance = self.allowance(method);
            if allowance.calls > 0 {
                return allowance;
            }
            self.told.wait(allowance.from, "bitrix24-waits").await;
        }
    }

    /// Waits until the method may run, and says how many calls of it may go into one request.
    pub(super) async fn room(&self, method: &str, wanted: usize) -> usize {
        let allowance = self.wait_for(method).await;
        let fitting = match allowance.each.as_micros() {
            0 => usize::MAX,
            call => usize::try_from(REQUEST.as_micros() / call).unwrap_or(usize::MAX).max(1),
        };
        wanted.min(allowance.calls).min(fitting)
    }

    /// Whether a call of each of these methods is known to be over at once, so that it is the number
    /// of requests that takes time.
    pub(super) fn are_swift(&self, methods: &[&str]) -> bool {
        let state = self.state();
        methods.iter().all(|method| state.methods.get(*method).is_none_or(|known| known.call < SWIFT))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Numbers stay sound wherever a thread stopped.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn drain(&mut self, now: Instant, per_second: u32) {
        let Some(since) = self.since else { return };
        let passed = now.saturating_duration_since(since).as_secs();
        let steps = passed.saturating_sub(self.drained);
        self.drained = passed;
        let left = u64::from(per_second).saturating_mul(steps);
        self.level = self.level.saturating_sub(u32::try_from(left).unwrap_or(u32::MAX));
        if self.level == 0 {
            self.since = None;
            self.drained = 0;
        }
    }

    fn next_tick(&self, now: Instant) -> Instant {
        self.since.unwrap_or(now) + Duration::from_secs(self.drained + 1)
    }
}

/// Seconds with a fraction.
fn duration(seconds: Decimal) -> Option<Duration> {
    (seconds * Decimal::ONE_THOUSAND).trunc().to_u64().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_full_bucket_lets_two_a_second_through_in_steps() {
        let pace = Pace::new(Limits::COMMON);
        let start = Instant::now();
        for _ in 0..50 {
            pace.hit().await;
            pace.replied();
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        let mut waited = Vec::new();
        for _ in 0..5 {
            pace.hit().await;
            waited.push(start.elapsed().as_secs());
        }
        assert_eq!(waited, [1, 1, 2, 2, 3]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_bucket_that_others_filled_is_waited_for() {
        let pace = Pace::new(Limits::COMMON);
        let start = Instant::now();
        pace.hit().await;
        pace.full();
        pace.hit().await;
        assert_eq!(start.elapsed(), Duration::from_secs(1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_method_without_time_is_waited_for_and_then_asked_once() {
        let pace = Pace::new(Limits::COMMON);
        assert_eq!(pace.room("crm.item.update", 50).await, FIRST);
        let told = |operating, duration| Times {
            operating: Some(Decimal::from(operating)),
            duration: Some(Decimal::from(duration)),
            start: Timestamp::from_second(1_000).ok(),
            reset_at: Timestamp::from_second(1_300).ok(),
        };
        pace.note("crm.item.update", &told(470, 3));
        assert_eq!(pace.room("crm.item.update", 50).await, 3, "ten seconds are left");
        pace.note("crm.item.update", &told(481, 3));
        let start = Instant::now();
        assert_eq!(pace.room("crm.item.update", 50).await, 1);
        assert_eq!(start.elapsed(), Duration::from_secs(300));
        assert_eq!(pace.room("crm.item.list", 50).await, FIRST, "each method has its own");
    }

    #[tokio::test(start_paused = true)]
    async fn replies_that_are_read_out_of_order_give_no_time_back() {
        let pace = Pace::new(Limits::COMMON);
        let told = |operating, reset| Times {
            operating: Some(Decimal::from(operating)),
            duration: Some(Decimal::ONE),
            start: Timestamp::from_second(1_000).ok(),
            reset_at: Timestamp::from_second(reset).ok(),
        };
        for (operating, reset, calls) in [(478, 1_300, 2), (475, 1_300, 2), (400, 1_360, 80), (479, 1_300, 80)] {
            pace.note("crm.item.update", &told(operating, reset));
            assert_eq!(pace.allowance("crm.item.update").calls, calls, "{operating} until {reset}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn long_calls_make_short_batches() {
        let pace = Pace::new(Limits::COMMON);
        let told = |duration| Times { duration: Some(Decimal::new(duration, 1)), ..Times::default() };
        pace.note("crm.item.update", &told(32));
        assert_eq!(pace.room("crm.item.update", 50).await, 9);
        pace.note("crm.item.list", &told(0));
        assert_eq!(pace.room("crm.item.list", 50).await, 50);
    }
}
