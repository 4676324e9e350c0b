//! The journal protocol: planned, sent, confirmed or refused; keys, read-back, reversal, recovery.
//!
//! No terminal and no words of any one CRM: what a CRM can do it says itself.
//!
//! The life of an [`Attempt`](crate::model::Attempt) and what is on disk in it:
//!
//! | state | row | the CRM | after a crash |
//! | --- | --- | --- | --- |
//! | planned | as before | has nothing of it: nothing has left | abandoned, the row stays as it was |
//! | sent | unknown | may or may not have it | the CRM is asked what it holds, before anything else |
//! | confirmed | committed (after a reversal: open) | was read back | nothing to do |
//! | refused | refused (after a reversal: committed) | has nothing of it | nothing to do |
//! | abandoned | as before | has nothing of it | nothing to do |
//!
//! An attempt and its row change in one durable transaction, so that a row is unknown exactly
//! while an attempt for it is sent. Every attempt of a batch is planned in one transaction; each
//! chunk is marked sent before its call. Nothing is ever sent for a payment that has an attempt in
//! flight, or one confirmed and not taken back.
//!
//! A CRM says how long a write may still come about after its call brought no answer. Until then
//! such an attempt is not asked for, and no other batch begins ([`Engine::early`]). No clock of the
//! wall has a say in it.
//!
//! A CRM without keys is looked into before each call, and asked by what an entry says. The proof
//! of all this stands in `ARCHITECTURE.md`; `tests/simulation` checks it.

mod alike;
mod cancel;
mod engine;
mod error;
mod journal;
mod posting;
mod quiet;
mod recovery;
mod report;
mod run;
mod settle;
mod stop;
mod verdict;
mod whole;

#[cfg(test)]
mod tests;

pub use cancel::Cancel;
pub use engine::Engine;
pub use error::CommitError;
pub use journal::Journal;
pub use posting::{keys_of, posting_of};
pub use quiet::{Early, seconds_until};
pub use recovery::{Recovery, Unclear};
pub use report::{BatchReport, Progress, RowOutcome, RowResult};
pub use stop::late;
