//! Which key does what where, and the way back for footer, help and the printed key table.

use std::collections::HashMap;
use std::path::Path;

use super::file::{self, Entry, KeymapError};
use super::key::Key;
use crate::console::action::{Action, Context};

/// The keymap that is built in, as a file that users may copy.
const DEFAULT: &str = include_str!("../../../keymaps/default.toml");
/// What errors call it.
const DEFAULT_NAME: &str = "keymaps/default.toml";

/// One key of one action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// Which key.
    pub key: Key,
    /// What it does.
    pub action: Action,
}

/// A keyboard layout beside the Russian one: which letter stands on which Latin key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pairs: Vec<(char, char)>,
}

/// Why two texts are no layout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// They must name as many keys as letters.
    #[error("{0} letters stand against {1} keys")]
    Uneven(usize, usize),
    /// A letter may stand on one key only.
    #[error("the letter {0:?} stands twice")]
    Twice(char),
}

impl Layout {
    /// A layout from its letters and the Latin letters on the same keys, in the same order.
    ///
    /// # Errors
    /// When the texts are of different length or a letter stands twice.
    pub fn new(from: &str, into: &str) -> Result<Self, LayoutError> {
        let (letters, keys) = (from.chars().count(), into.chars().count());
        if letters != keys {
            return Err(LayoutError::Uneven(letters, keys));
        }
        let mut pairs: Vec<(char, char)> = Vec::with_capacity(letters);
        for (letter, key) in from.chars().zip(into.chars()) {
            if pairs.iter().any(|(known, _)| *known == letter) {
                return Err(LayoutError::Twice(letter));
            }
            pairs.push((letter, key));
        }
        Ok(Self { pairs })
    }

    fn to_latin(&self, letter: char) -> char {
        self.pairs.iter().find_map(|(from, into)| (*from == letter).then_some(*into)).unwrap_or(letter)
    }
}

/// Which key does what where.
#[derive(Debug, Clone)]
pub struct Keymap {
    /// In the order in which the files name them; each (context, key) once.
    bindings: Vec<Binding>,
    index: HashMap<(Context, Key), Action>,
    layouts: Vec<Layout>,
}

impl Keymap {
    /// The built-in keymap.
    ///
    /// # Errors
    /// Never, while the tests pass: it is compiled in.
    pub fn standard() -> Result<Self, KeymapError> {
        let mut keymap = Self { bindings: Vec::new(), index: HashMap::new(), layouts: Vec::new() };
        keymap.merge(DEFAULT_NAME, DEFAULT)?;
        Ok(keymap)
    }

    /// The built-in keymap with a user's file laid over it.
    ///
    /// # Errors
    /// When the file cannot be read or says something wrong; the error knows the line.
    pub fn load(file: Option<&Path>) -> Result<Self, KeymapError> {
        let mut keymap = Self::standard()?;
        if let Some(path) = file {
            let text = file::read(path)?;
            keymap.merge(&path.display().to_string(), &text)?;
        }
        Ok(keymap)
    }

    /// The same keymap knowing more keyboard layouts.
    #[must_use]
    pub fn with_layouts(mut self, layouts: Vec<Layout>) -> Self {
        self.layouts = layouts;
        self
    }

    /// Lays a keymap file over this one: an action that it names has the keys that it names and no
    /// others, and a key that it names does nothing else in that context.
    ///
    /// # Errors
    /// When it says something wrong; this keymap is unchanged then.
    pub fn merge(&mut self, name: &str, text: &str) -> Result<(), KeymapError> {
        let entries = file::parse(name, text)?;
        for Entry { context, action, keys } in &entries {
            self.bindings.retain(|old| old.context != *context || (old.action != *action && !keys.contains(&old.key)));
        }
        for Entry { context, action, keys } in entries {
            self.bindings.extend(keys.into_iter().map(|key| Binding { context, key, action }));
        }
        self.index = self.bindings.iter().map(|binding| ((binding.context, binding.key), binding.action)).collect();
        Ok(())
    }

    /// What a key does: the key itself first, then the key at its place in the Latin layout; the
    /// context first, then [`Context::Everywhere`]. Where text is taken, letters are letters.
    #[must_use]
    pub fn find(&self, context: Context, key: Key) -> Option<Action> {
        if context.takes_text() && key.typed().is_some() {
            return None;
        }
        let more = self.layouts.iter().filter_map(|layout| key.map_letter(|letter| layout.to_latin(letter)));
        [key].into_iter().chain(key.latin_twin()).chain(more).find_map(|key| self.find_exactly(context, key))
    }

    fn find_exactly(&self, context: Context, key: Key) -> Option<Action> {
        [context, Context::Everywhere].into_iter().find_map(|context| self.index.get(&(context, key)).copied())
    }

    /// The keys of an action in a context, those of [`Context::Everywhere`] included as far as they
    /// work there; the keys to show first stand first.
    #[must_use]
    pub fn keys_of(&self, context: Context, action: Action) -> Vec<Key> {
        self.bindings
            .iter()
            .filter(|binding| {
                binding.action == action && (binding.context == context || binding.context == Context::Everywhere)
            })
            .filter(|binding| self.find(context, binding.key) == Some(action))
            .map(|binding| binding.key)
            .collect()
    }

    /// Every key, in the order of the files.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}

#[cfg(test)]
#[path = "keymap_tests.rs"]
mod tests;
