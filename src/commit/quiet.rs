//! When a CRM can be asked what became of a write: not before every write that was sent has come
//! about or never will.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use crate::crm::Abilities;
use crate::model::Attempt;

/// Attempts that the CRM cannot be asked for yet: what was sent may still come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// How many.
    pub count: usize,
    /// When all of them can be asked for.
    pub until: Instant,
}

impl Early {
    /// Whole seconds left, rounded up.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        seconds_until(self.until)
    }
}

/// Whole seconds from now, rounded up.
#[must_use]
pub fn seconds_until(until: Instant) -> u64 {
    let left = until.saturating_duration_since(Instant::now());
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// Since when no write is on its way from this state folder. What an earlier process sent had left
/// when this one began.
#[derive(Debug)]
pub(super) struct Quiet(Mutex<Instant>);

/// A write that is on its way. Unless it is answered, the silence begins when it is dropped.
pub(super) struct Leaving<'quiet> {
    quiet: &'quiet Quiet,
    is_answered: bool,
}

impl Quiet {
    pub(super) fn from_now() -> Self {
        Self(Mutex::new(Instant::now()))
    }

    pub(super) const fn leaving(&self) -> Leaving<'_> {
        Leaving { quiet: self, is_answered: false }
    }

    /// When the CRM can be asked for an attempt that was sent: so long after the last moment at
    /// which a write can have left, or, after a longer rest, so long after its own call must have
    /// ended.
    pub(super) fn asked_from(&self, attempt: &Attempt, abilities: &Abilities) -> Instant {
        let after_silence = *self.since() + abilities.settles_after;
        let sent = Duration::try_from(Timestamp::now().duration_since(attempt.changed_at)).unwrap_or_default();
        let left = (abilities.deadline + abilities.settles_after).saturating_sub(sent);
        after_silence.min(Instant::now() + left)
    }

    fn since(&self) -> MutexGuard<'_, Instant> {
        // A moment is whole wherever a thread stopped.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Leaving<'_> {
    pub(super) const fn answered(&mut self) {
        self.is_answered = true;
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        if !self.is_answered {
            *self.quiet.since() = Instant::now();
        }
    }
}
