//! What several test programs share.

#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test program has its own copy of this module and uses a part of it"
)]

pub mod desks;
pub mod pty;
pub mod runner;
pub mod screens;
