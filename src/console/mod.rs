//! The console: one loop from keys to frames.

pub mod action;
mod asker;
pub mod effect;
mod encode;
mod executor;
#[cfg(test)]
mod fixture;
pub mod frame;
pub mod held;
pub mod input;
pub mod msg;
pub mod open;
pub mod run;
mod saver;
mod scroll;
pub mod signals;
mod start;
pub mod state;
mod sure;
pub mod taskbar;
pub mod terminal;
pub mod theme;
mod update;
pub mod view;
mod viewer;

pub use executor::Worker;
pub use input::{Keymap, key_table};
pub use start::{Console, ConsoleError, Looks, Onlooker, look, open};
pub use update::update;
pub use viewer::Viewer;
