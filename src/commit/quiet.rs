//! When a CRM can be asked what became of a write: not before every write that was sent has come
//! about or never will.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use crate::crm::Abilities;

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

    /// When the CRM can be asked for what was sent: so long after the last moment at which a write
    /// can have left this folder. The clock of the wall has no say: it may have been put forward
    /// since, and what it calls long ago may still be on its way.
    pub(super) fn asked_from(&self, abilities: &Abilities) -> Instant {
        *self.since() + abilities.settles_after
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
