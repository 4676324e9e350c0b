//! A text for people before it has a language: the key of a phrase and what to put into it.
//!
//! Libraries answer with these; only a skin (console, command line) turns one into words, with
//! the language files of [`crate::lang`].

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What is put into a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Argument {
    /// Text taken as it is; outside text must be made harmless before it gets here.
    Text(String),
    /// A count, which also chooses the plural form.
    Count(u64),
    /// A sum, shown with thousands apart and two decimals.
    Sum(Decimal),
    /// A phrase inside a phrase.
    Phrase(Message),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u64> for Argument {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

impl From<Decimal> for Argument {
    fn from(sum: Decimal) -> Self {
        Self::Sum(sum)
    }
}

impl From<Message> for Argument {
    fn from(phrase: Message) -> Self {
        Self::Phrase(phrase)
    }
}

/// A phrase of the language files with its arguments.
///
/// ```
/// use sverka::model::Message;
/// let message = Message::new("import-done").with("rows", 12_u64);
/// assert_eq!(message.key, "import-done");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Message {
    /// The key in the language files; every key must stand in all of them.
    pub key: String,
    /// Named arguments, in the order in which they were given.
    pub arguments: Vec<(String, Argument)>,
}

impl Message {
    /// A phrase without arguments.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), arguments: Vec::new() }
    }

    /// The same phrase with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name.to_owned(), argument.into()));
        self
    }
}

/// What every error of this program can do besides `Display` (which is technical English):
/// say in the user's language what was being done, to what, what is wrong and what to do next.
pub trait Explain {
    /// The phrase for people.
    fn explain(&self) -> Message;
}
