//! What the commit of 1,000 payments takes: in the embedded CRM, where the disk decides, with a witness
//! that each intent was durable before its effect and beside a floor of plain synced transactions; and
//! at a portal that is 50 ms away and takes two requests a second, where the limit decides.
//!
//! «At best» at the portal is what its emulator computes for a number of requests of fifty commands,
//! one after another with the latency of each, none before the limit has a place for it. Two numbers of
//! requests are told: those of the writes alone, and those of all that is promised of each payment (its
//! card is read, written, and read back). Ends with 1 where the embedded CRM takes two seconds, an
//! intent was not durable, the ratio to what is promised is above 1.15, or the portal refused a request.

#![expect(clippy::expect_used, clippy::panic, reason = "a bench stops where its ground gives way")]

#[path = "../commits/mod.rs"]
mod commits;
mod disk;
mod portal;
mod witness;

use std::process::ExitCode;

fn main() -> ExitCode {
    let on_disk = disk::measure();
    let at_portal = portal::measure();
    if on_disk && at_portal { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
