//! The console: one loop from keys to frames.

pub mod action;
pub mod effect;
pub mod frame;
pub mod input;
pub mod msg;
pub mod open;
pub mod run;
mod scroll;
pub mod signals;
pub mod state;
pub mod terminal;
pub mod theme;
mod update;
pub mod view;

pub use input::{Keymap, key_table};
pub use update::update;
