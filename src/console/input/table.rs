//! The keys as a table: for the help, and for `sverka keys`.

use unicode_width::UnicodeWidthStr as _;

use super::key::Key;
use super::keymap::Keymap;
use crate::console::action::{Action, Context};
use crate::lang::Texts;

/// An action with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// What the keys do.
    pub action: Action,
    /// The keys of one context; the one to show first stands first, none is left out.
    pub keys: Vec<Key>,
}

impl KeyRow {
    /// The keys as one text.
    #[must_use]
    pub fn keys_text(&self) -> String {
        self.keys.iter().map(Key::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The actions of one context in the order of [`Action::ALL`]; those of [`Context::Everywhere`] are
/// asked for by that name.
#[must_use]
pub fn key_rows(keymap: &Keymap, context: Context) -> Vec<KeyRow> {
    let keys_of = |action: Action| {
        let own =
            keymap.bindings().iter().filter(move |binding| binding.context == context && binding.action == action);
        own.map(|binding| binding.key).collect::<Vec<_>>()
    };
    let rows = Action::ALL.iter().map(|action| KeyRow { action: *action, keys: keys_of(*action) });
    rows.filter(|row| !row.keys.is_empty()).collect()
}

/// The key table for people: a title a context, a line an action with its keys, its words and, for
/// whoever writes a keymap, its name.
#[must_use]
pub fn key_table(keymap: &Keymap, texts: &Texts) -> String {
    let tables: Vec<(Context, Vec<KeyRow>)> =
        Context::ALL.into_iter().map(|context| (context, key_rows(keymap, context))).collect();
    let rows = || tables.iter().flat_map(|(_, rows)| rows);
    let keys_width = rows().map(|row| row.keys_text().width()).max().unwrap_or_default();
    let name_width = rows().map(|row| row.action.name().width()).max().unwrap_or_default();
    let mut blocks = Vec::with_capacity(tables.len());
    for (context, rows) in tables.iter().filter(|(_, rows)| !rows.is_empty()) {
        let mut lines = vec![format!("[{0}] {1}", context.name(), texts.get(&format!("context-{}", context.name())))];
        lines.extend(rows.iter().map(|row| {
            let (keys, name) = (row.keys_text(), row.action.name());
            format!("  {keys:keys_width$}  {name:name_width$}  {}", texts.get(&format!("action-{name}")))
        }));
        blocks.push(lines.join("\n"));
    }
    blocks.join("\n\n") + "\n"
}
