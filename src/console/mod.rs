//! The console: one loop from keys to frames.

pub mod action;
pub mod frame;
pub mod input;
pub mod open;
pub mod run;
mod scroll;
pub mod signals;
pub mod terminal;

pub use input::{Keymap, key_table};
