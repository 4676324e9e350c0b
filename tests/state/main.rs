//! States of every time: written by earlier programs, kept and put back, and meeting a CRM that knows
//! more than they do.

#![expect(clippy::expect_used, reason = "a test stops where its ground gives way")]

mod earlier;
#[path = "../kill/judge.rs"]
mod judge;
mod later_crm;
#[path = "../kill/state.rs"]
mod state;
