//! The program as scripts call it: standard output, standard error, exit status, and what is in
//! the state folder afterwards.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its ground gives way")]

mod bad_files;
mod bad_state;
mod beside;
mod damage;
mod export;
mod log;
mod main_job;
mod memory;
mod read_only;
mod reverse;
mod state;
mod support;
mod usage;
