//! States of every time: written by earlier programs, kept and put back, and meeting a CRM that knows
//! more than they do.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its ground gives way")]

mod asking;
#[path = "../common/mod.rs"]
mod common;
mod earlier;
#[path = "../kill/judge.rs"]
mod judge;
mod later_crm;
#[path = "../kill/state.rs"]
mod state;
