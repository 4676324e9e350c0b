//! The console: one loop from keys to frames.

pub mod action;
pub mod effect;
mod encode;
mod executor;
#[cfg(test)]
mod fixture;
pub mod frame;
pub mod input;
pub mod msg;
pub mod open;
pub mod run;
mod saver;
mod scroll;
pub mod signals;
mod start;
pub mod state;
pub mod taskbar;
pub mod terminal;
pub mod theme;
mod update;
pub mod view;

pub use executor::Worker;
pub use input::{Keymap, key_table};
pub use start::{Console, ConsoleError, Looks, open};
pub use update::update;
