//! A line of text with a cursor.

use tui_input::{Input, InputRequest};

use crate::console::input::TextKey;

/// A line of text being typed.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field that holds a text, with the cursor at its end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    /// What it holds.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Cells between the first letter and the cursor.
    #[must_use]
    pub fn cursor_cells(&self) -> usize {
        self.input.visual_cursor()
    }

    /// Lets a key work on the text; says whether the text changed.
    pub fn press(&mut self, key: TextKey) -> bool {
        let request = match key {
            TextKey::Char(letter) => InputRequest::InsertChar(letter),
            TextKey::Backspace => InputRequest::DeletePrevChar,
            TextKey::Delete => InputRequest::DeleteNextChar,
            TextKey::DeleteWord => InputRequest::DeletePrevWord,
            TextKey::DeleteToStart => InputRequest::DeleteFromStart,
            TextKey::Left => InputRequest::GoToPrevChar,
            TextKey::Right => InputRequest::GoToNextChar,
            TextKey::WordLeft => InputRequest::GoToPrevWord,
            TextKey::WordRight => InputRequest::GoToNextWord,
            TextKey::Home => InputRequest::GoToStart,
            TextKey::End => InputRequest::GoToEnd,
        };
        self.input.handle(request).is_some_and(|changed| changed.value)
    }

    /// Types a whole text at the cursor; says whether the text changed.
    pub fn paste(&mut self, text: &str) -> bool {
        text.chars().map(|letter| self.press(TextKey::Char(letter))).filter(|changed| *changed).count() > 0
    }
}
