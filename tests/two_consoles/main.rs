//! Two consoles on one state folder: the second says who has it, looks on, or takes over.
//!
//! `looking` has the whole console that only looks on, on a screen in memory; `taking` has two real
//! programs on terminals of their own.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

#[path = "../common/mod.rs"]
mod common;
mod looking;
#[path = "../kill/state.rs"]
#[expect(dead_code, reason = "its judges are those of another program")]
mod state;
mod taking;
