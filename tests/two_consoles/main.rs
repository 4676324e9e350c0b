//! Two consoles on one state folder: the second says who has it, looks on, or takes over.
//!
//! `looking` has the whole console that only looks on, on a screen in memory; `taking` has two real
//! programs on terminals of their own. One in the middle of a commit is taken over in `tests/bitrix24/taken_over`.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

#[path = "../common/mod.rs"]
mod common;
mod looking;
mod taking;
