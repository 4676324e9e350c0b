//! The portal that the connector is tested against, and its own tests: the envelopes, errors and
//! limits that the vendor's documents show, asked for over HTTP.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its ground gives way")]

mod batches;
mod caller;
#[path = "../common/mod.rs"]
mod common;
mod connector;
mod console;
mod directories;
mod documents;
mod emulator;
mod ends;
mod engine;
mod failing;
mod filters;
mod limiting;
mod money;
mod setup;
mod taken_over;
mod writing;
