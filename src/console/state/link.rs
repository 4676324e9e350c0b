//! What the console knows of the way to the CRM: what it can do, how new what was read of it is,
//! and what it lets wait for.

use jiff::Timestamp;

use crate::commit::Progress;
use crate::console::msg::Written;
use crate::crm::{Abilities, Reading};
use crate::model::Message;

/// What is known of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing yet: it is being read.
    Awaited,
    /// Nothing: it could not be read.
    Missing,
    /// It is in hand.
    Known {
        /// When the CRM was asked.
        read_at: Timestamp,
        /// Whether the last reading brought it; else that one failed.
        is_newest: bool,
    },
}

/// A pause that the CRM asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Why, in words that are followed by the time left.
    pub why: Message,
    /// Seconds left.
    pub seconds: u64,
}

/// The way to the CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the CRM can do.
    pub abilities: Abilities,
    /// What is known of the register.
    pub standing: Standing,
    /// How far the register is read, while it is.
    pub reading: Option<Reading>,
    /// How far the payments of a call are written, while they are.
    pub writing: Option<Written>,
    /// What the CRM lets wait for.
    pub pause: Option<Pause>,
    /// Whether the person asked for the register and is to hear of it.
    pub(crate) is_asked: bool,
}

impl Link {
    /// A CRM that can do this, whose register was read then, or is still to be read.
    #[must_use]
    pub const fn new(abilities: Abilities, read_at: Option<Timestamp>) -> Self {
        let standing = match read_at {
            Some(read_at) => Standing::Known { read_at, is_newest: true },
            None => Standing::Awaited,
        };
        Self { abilities, standing, reading: None, writing: None, pause: None, is_asked: false }
    }

    /// Whether there is a register to work with.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self.standing, Standing::Known { .. })
    }

    /// Rows of a batch that are done, and of those of the call that runs as many as its records that
    /// are written.
    #[must_use]
    pub fn reached(&self, progress: Progress) -> usize {
        progress.done + self.writing.map_or(0, |written| written.of_rows(progress.in_flight))
    }

    /// The register was read.
    pub(crate) const fn was_read(&mut self, read_at: Timestamp) {
        self.standing = Standing::Known { read_at, is_newest: true };
    }

    /// The register could not be read.
    pub(crate) const fn was_missed(&mut self) {
        self.standing = match self.standing {
            Standing::Known { read_at, .. } => Standing::Known { read_at, is_newest: false },
            Standing::Awaited | Standing::Missing => Standing::Missing,
        };
    }
}
