//! Keymap files: a table a context, a line an action, and the place of everything that is wrong.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{Key, KeyError};
use crate::console::action::{Action, Context};
use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// The largest keymap file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// One line of a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) context: Context,
    pub(super) action: Action,
    pub(super) keys: Vec<Key>,
}

/// What is wrong in a keymap file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapFault {
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// It is not TOML.
    #[error("is not TOML: {0}")]
    Syntax(String),
    /// A table must be a context.
    #[error("there is no context {0:?}")]
    Context(String),
    /// A name in a table must be an action.
    #[error("there is no action {0:?}")]
    Action(String),
    /// An action has a list of keys.
    #[error("{0:?} must be a list of keys in quotes")]
    NoList(String),
    /// No key is called that, or it can never arrive.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Two actions of one context have the same key.
    #[error("the key {key} does {first} already")]
    Twice {
        /// The key.
        key: Key,
        /// The action that has it already.
        first: &'static str,
    },
    /// A letter in a context where letters are typed.
    #[error("the key {0} types a letter there")]
    Typed(Key),
}

/// Something wrong in a keymap file, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {fault}")]
pub struct KeymapError {
    /// The file as it was named.
    pub file: String,
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong.
    pub fault: KeymapFault,
}

impl Explain for KeymapError {
    fn explain(&self) -> Message {
        let fault = match &self.fault {
            KeymapFault::Unreadable(error) => Message::new("keymap-unreadable").with("error", error.as_str()),
            KeymapFault::Syntax(error) => Message::new("keymap-syntax").with("error", error.as_str()),
            KeymapFault::Context(name) => Message::new("keymap-unknown-context")
                .with("name", name.as_str())
                .with("known", Context::ALL.map(Context::name).join(", ")),
            KeymapFault::Action(name) => Message::new("keymap-unknown-action").with("name", name.as_str()),
            KeymapFault::NoList(name) => Message::new("keymap-no-list").with("name", name.as_str()),
            KeymapFault::Key(KeyError::Unknown(key)) => {
                Message::new("keymap-unknown-key").with("key", harmless_line(key))
            }
            KeymapFault::Key(KeyError::SentAs(key, other)) => {
                Message::new("keymap-key-sent-as").with("key", harmless_line(key)).with("other", *other)
            }
            KeymapFault::Twice { key, first } => {
                Message::new("keymap-key-twice").with("key", key.to_string()).with("action", *first)
            }
            KeymapFault::Typed(key) => Message::new("keymap-key-typed").with("key", key.to_string()),
        };
        Message::new("keymap-wrong")
            .with("file", harmless_line(&self.file))
            .with("line", self.line.to_string())
            .with("fault", fault)
    }
}

/// Reads a keymap file.
pub(super) fn read(path: &Path) -> Result<String, KeymapError> {
    let unreadable = |error: String| KeymapError {
        file: harmless_line(&path.display().to_string()),
        line: 1,
        fault: KeymapFault::Unreadable(error),
    };
    let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > FILE_BYTES_MAX {
        return Err(unreadable(format!("{size} B > {FILE_BYTES_MAX} B")));
    }
    std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))
}

/// Reads the text of a keymap file; `name` is what errors call it.
pub(super) fn parse(name: &str, text: &str) -> Result<Vec<Entry>, KeymapError> {
    let mut reader = Reader { name, text, taken: HashMap::new() };
    let tables = DeTable::parse(text).map_err(|error| {
        reader.error(&error.span().unwrap_or_default(), KeymapFault::Syntax(harmless_line(error.message())))
    })?;
    let mut lines: Vec<(Range<usize>, Entry)> = Vec::new();
    for (context_name, table) in tables.get_ref() {
        let written = harmless_line(context_name.get_ref());
        let context = written
            .parse::<Context>()
            .map_err(|unknown| reader.error(&context_name.span(), KeymapFault::Context(unknown)))?;
        let DeValue::Table(actions) = table.get_ref() else {
            return Err(reader.error(&context_name.span(), KeymapFault::Context(written)));
        };
        // In the order of the file: of two that want one key, the later one is wrong.
        let mut actions: Vec<_> = actions.iter().collect();
        actions.sort_by_key(|(action, _)| action.span().start);
        for (action, keys) in actions {
            lines.push(reader.line(context, action.span(), action.get_ref(), keys)?);
        }
    }
    // In the order of the file: the keys to show first are written first.
    lines.sort_by_key(|(span, _)| span.start);
    Ok(lines.into_iter().map(|(_, entry)| entry).collect())
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    /// Whose a key is already.
    taken: HashMap<(Context, Key), Action>,
}

impl Reader<'_> {
    fn error(&self, span: &Range<usize>, fault: KeymapFault) -> KeymapError {
        let before = self.text.as_bytes().iter().take(span.start);
        let line = before.filter(|byte| **byte == b'\n').count() as u64 + 1;
        KeymapError { file: self.name.to_owned(), line, fault }
    }

    /// One line: an action and its keys.
    fn line(
        &mut self,
        context: Context,
        span: Range<usize>,
        name: &str,
        keys: &Spanned<DeValue<'_>>,
    ) -> Result<(Range<usize>, Entry), KeymapError> {
        let written = harmless_line(name);
        let action = written.parse::<Action>().map_err(|unknown| self.error(&span, KeymapFault::Action(unknown)))?;
        let DeValue::Array(list) = keys.get_ref() else {
            return Err(self.error(&keys.span(), KeymapFault::NoList(written)));
        };
        let mut entry = Entry { context, action, keys: Vec::new() };
        for value in list {
            let DeValue::String(text) = value.get_ref() else {
                return Err(self.error(&value.span(), KeymapFault::NoList(written)));
            };
            let key = text.parse::<Key>().map_err(|wrong| self.error(&value.span(), wrong.into()))?;
            if context.takes_text() && key.typed().is_some() {
                return Err(self.error(&value.span(), KeymapFault::Typed(key)));
            }
            if let Some(first) = self.taken.insert((context, key), action) {
                return Err(self.error(&value.span(), KeymapFault::Twice { key, first: first.name() }));
            }
            entry.keys.push(key);
        }
        Ok((span, entry))
    }
}
