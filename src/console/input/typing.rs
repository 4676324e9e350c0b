//! What a key does in a text field.

use crossterm::event::{KeyCode, KeyModifiers};

use super::key::Key;
use crate::text::harmless;

/// A key press inside a text field that the keymap does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKey {
    /// This letter is typed.
    Char(char),
    /// The letter before the cursor goes.
    Backspace,
    /// The letter under the cursor goes.
    Delete,
    /// The word before the cursor goes.
    DeleteWord,
    /// Everything before the cursor goes.
    DeleteToStart,
    /// The cursor goes left.
    Left,
    /// The cursor goes right.
    Right,
    /// The cursor goes to the beginning of the word.
    WordLeft,
    /// The cursor goes to the end of the word.
    WordRight,
    /// The cursor goes to the beginning.
    Home,
    /// The cursor goes to the end.
    End,
}

impl TextKey {
    /// What a key does in a text field; `None` where it does nothing. Letters that would hide or
    /// steer something (zero-width, bidirectional marks) are not typed.
    #[must_use]
    pub fn of_key(key: Key) -> Option<Self> {
        let word = key.modifiers().intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code() {
            KeyCode::Char(_) => match key.typed() {
                Some(typed) => is_harmless(typed).then_some(Self::Char(typed)),
                None => Self::of_control(key.latin_twin().unwrap_or(key)),
            },
            KeyCode::Backspace if word => Some(Self::DeleteWord),
            KeyCode::Backspace => Some(Self::Backspace),
            KeyCode::Delete => Some(Self::Delete),
            KeyCode::Left if word => Some(Self::WordLeft),
            KeyCode::Left => Some(Self::Left),
            KeyCode::Right if word => Some(Self::WordRight),
            KeyCode::Right => Some(Self::Right),
            KeyCode::Home => Some(Self::Home),
            KeyCode::End => Some(Self::End),
            _ => None,
        }
    }

    /// The control letters of the shell's line editor. Ctrl+H is what many terminals send for
    /// Backspace.
    fn of_control(key: Key) -> Option<Self> {
        let KeyCode::Char(latin) = key.code() else { return None };
        if !key.modifiers().contains(KeyModifiers::CONTROL) {
            return None;
        }
        match latin {
            'h' => Some(Self::Backspace),
            'w' => Some(Self::DeleteWord),
            'u' => Some(Self::DeleteToStart),
            'a' => Some(Self::Home),
            'e' => Some(Self::End),
            _ => None,
        }
    }
}

fn is_harmless(letter: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = letter.encode_utf8(&mut buffer);
    harmless(text) == text
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ы", Some(TextKey::Char('ы')))]
    #[case("Space", Some(TextKey::Char(' ')))]
    #[case("5", Some(TextKey::Char('5')))]
    #[case("Ctrl+H", Some(TextKey::Backspace))]
    #[case("Ctrl+ц", Some(TextKey::DeleteWord))]
    #[case("Ctrl+Left", Some(TextKey::WordLeft))]
    #[case("Alt+u", None)]
    #[case("F9", None)]
    #[case("\u{202e}", None)]
    #[case("\u{200b}", None)]
    fn keys_type(#[case] key: &str, #[case] expected: Option<TextKey>) {
        assert_eq!(TextKey::of_key(key.parse().expect("a key")), expected);
    }
}
