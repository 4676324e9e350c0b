//! The console: one loop from keys to frames.

pub mod action;
