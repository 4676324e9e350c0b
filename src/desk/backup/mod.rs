//! Backups of a state: one file with all that is in it, made when a person asks, by itself at the first
//! start of a day and before a file is brought up to date; and the way back.
//!
//! A backup holds what belongs together: the session with journal and log, how far the log goes, and
//! the embedded CRM. No rule of the journal stands here: a state that was put back is to the engine a
//! state that meets a CRM which may know more.

mod daily;
mod error;
mod manifest;
mod names;
mod pack;
mod placing;
mod restore;
#[cfg(test)]
mod tests;

pub use daily::{Kept, Migrated, begin_daily, open_keeping};
pub use error::BackupError;
pub use manifest::{Manifest, Part, Why};
pub use names::{newest_backup, usual_in};
pub use pack::{backup, newest_backup_of_crm};
pub use placing::{complete, is_unfinished};
pub use restore::{Beyond, CrmNow, Present, Restoring};
