//! From a key press to what it means: keys and their names, the keymap with its contexts, and
//! what typing does where text is taken.
//!
//! Never here: the terminal itself, and what an action does.

mod file;
mod key;
mod keymap;
mod table;
mod typing;

pub use file::{KeymapError, KeymapFault};
pub use key::{Key, KeyError};
pub use keymap::{Binding, Keymap, Layout, LayoutError};
pub use table::{KeyRow, key_rows, key_table};
pub use typing::TextKey;
