//! One key press with its modifiers, as terminals can tell it and as people write it:
//! «F9», «Ctrl+R», «Shift+Tab», «Space», «u».

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::text::to_latin_key;

/// Names of keys that are no letters, as they are printed. Reading them ignores case.
const NAMES: [(&str, KeyCode); 17] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Plus", KeyCode::Char('+')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Menu", KeyCode::Menu),
];

/// The highest function key that terminals have a code for.
const FUNCTION_KEY_MAX: u8 = 24;

/// One key press. Always in the form in which a terminal without extensions sends it: Shift is
/// part of a letter (`U`, not Shift+u), and Ctrl knows no capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Why a text names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No key is called that.
    #[error("{0:?} is not a key")]
    Unknown(String),
    /// A terminal sends the same bytes for another key.
    #[error("a terminal sends {0:?} as {1}")]
    SentAs(String, &'static str),
}

impl Key {
    /// The key of a terminal's event; `None` for releases, lone modifiers and keys that have no
    /// name here.
    #[must_use]
    pub fn of_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        Self::new(event.code, event.modifiers)
    }

    fn new(code: KeyCode, modifiers: KeyModifiers) -> Option<Self> {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut modifiers = modifiers & known;
        let code = match code {
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(letter) if letter.is_control() => return None,
            KeyCode::Char(letter) => {
                let shifted = modifiers.contains(KeyModifiers::SHIFT);
                modifiers -= KeyModifiers::SHIFT;
                KeyCode::Char(if modifiers.contains(KeyModifiers::CONTROL) {
                    // Through the capital, as which it is printed: µ and μ have one.
                    let capital = single(letter.to_uppercase(), letter);
                    single(capital.to_lowercase(), capital)
                } else if shifted {
                    single(letter.to_uppercase(), letter)
                } else {
                    letter
                })
            }
            KeyCode::F(number) if (1..=FUNCTION_KEY_MAX).contains(&number) => code,
            _ if NAMES.iter().any(|(_, named)| *named == code) => code,
            _ => return None,
        };
        Some(Self { code, modifiers })
    }

    /// The same key in the Latin layout, where that is another key: `г` is `u`, Ctrl+с is Ctrl+C.
    #[must_use]
    pub fn latin_twin(self) -> Option<Self> {
        self.map_letter(to_latin_key)
    }

    /// The same key with its letter replaced, where that makes another key.
    pub(super) fn map_letter(self, replace: impl Fn(char) -> char) -> Option<Self> {
        let KeyCode::Char(letter) = self.code else { return None };
        let twin = Self::new(KeyCode::Char(replace(letter)), self.modifiers)?;
        (twin != self).then_some(twin)
    }

    /// The letter that this key types, Space included; `None` with Ctrl or Alt.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if self.modifiers.is_empty() => Some(letter),
            _ => None,
        }
    }

    /// The key without its modifiers, as a terminal's code.
    #[must_use]
    pub const fn code(self) -> KeyCode {
        self.code
    }

    /// Ctrl, Alt and Shift, as far as they are held.
    #[must_use]
    pub const fn modifiers(self) -> KeyModifiers {
        self.modifiers
    }
}

/// The one letter of a case mapping; the letter itself where the mapping gives several.
fn single(mut mapped: impl Iterator<Item = char>, letter: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in
            [(KeyModifiers::CONTROL, "Ctrl+"), (KeyModifiers::ALT, "Alt+"), (KeyModifiers::SHIFT, "Shift+")]
        {
            if self.modifiers.contains(modifier) {
                formatter.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            KeyCode::F(number) => write!(formatter, "F{number}"),
            KeyCode::Char(letter) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(formatter, "{}", single(letter.to_uppercase(), letter))
            }
            KeyCode::Char(letter) => write!(formatter, "{letter}"),
            other => write!(formatter, "{other}"),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || KeyError::Unknown(text.to_owned());
        let mut modifiers = KeyModifiers::empty();
        let mut rest = text;
        while let Some((name, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
            let modifier = match name.to_ascii_lowercase().as_str() {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return Err(unknown()),
            };
            if modifiers.contains(modifier) {
                return Err(unknown());
            }
            modifiers |= modifier;
            rest = after;
        }
        let code = code_of(rest).ok_or_else(unknown)?;
        if let Some(other) = sent_as(code, modifiers) {
            return Err(KeyError::SentAs(text.to_owned(), other));
        }
        Self::new(code, modifiers).ok_or_else(unknown)
    }
}

fn code_of(name: &str) -> Option<KeyCode> {
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(*code);
    }
    if let Some(number) = name.strip_prefix(['F', 'f']).and_then(|digits| digits.parse::<u8>().ok()) {
        return (1..=FUNCTION_KEY_MAX).contains(&number).then_some(KeyCode::F(number));
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if !letter.is_whitespace() => Some(KeyCode::Char(letter)),
        _ => None,
    }
}

/// What a terminal makes of a press that it cannot tell from another one (ECMA-48 control codes).
fn sent_as(code: KeyCode, modifiers: KeyModifiers) -> Option<&'static str> {
    if !modifiers.contains(KeyModifiers::CONTROL) {
        return None;
    }
    match code {
        KeyCode::Char('i' | 'I') => Some("Tab"),
        KeyCode::Char('m' | 'M') => Some("Enter"),
        KeyCode::Char('[') => Some("Esc"),
        KeyCode::Char(letter) if modifiers.contains(KeyModifiers::SHIFT) && letter.is_alphabetic() => {
            Some("Ctrl+letter without Shift")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("f9", "F9")]
    #[case("ctrl+r", "Ctrl+R")]
    #[case("Ctrl+R", "Ctrl+R")]
    #[case("Shift+Tab", "Shift+Tab")]
    #[case("space", "Space")]
    #[case("u", "u")]
    #[case("Shift+u", "U")]
    #[case("Alt+U", "Alt+U")]
    #[case("Plus", "Plus")]
    #[case("+", "Plus")]
    #[case("Ctrl++", "Ctrl+Plus")]
    #[case("ы", "ы")]
    #[case("pagedown", "PageDown")]
    fn names_are_read_and_printed(#[case] written: &str, #[case] printed: &str) {
        assert_eq!(written.parse::<Key>().map(|key| key.to_string()), Ok(printed.to_owned()));
    }

    #[rstest]
    #[case("")]
    #[case("Ctrl+")]
    #[case("Hyper+x")]
    #[case("Ctrl+Ctrl+x")]
    #[case("F0")]
    #[case("F25")]
    #[case("uu")]
    #[case(" ")]
    #[case("\u{1b}")]
    fn what_is_no_key_is_refused(#[case] written: &str) {
        assert_eq!(written.parse::<Key>(), Err(KeyError::Unknown(written.to_owned())));
    }

    #[rstest]
    #[case("Ctrl+I", "Tab")]
    #[case("ctrl+m", "Enter")]
    #[case("Ctrl+[", "Esc")]
    #[case("Ctrl+Shift+R", "Ctrl+letter without Shift")]
    fn keys_that_can_never_arrive_are_refused(#[case] written: &str, #[case] other: &'static str) {
        assert_eq!(written.parse::<Key>(), Err(KeyError::SentAs(written.to_owned(), other)));
    }

    #[rstest]
    #[case(KeyCode::Char('u'), KeyModifiers::SHIFT, "U")]
    #[case(KeyCode::Char('г'), KeyModifiers::SHIFT, "Г")]
    #[case(KeyCode::BackTab, KeyModifiers::NONE, "Shift+Tab")]
    #[case(KeyCode::Char('С'), KeyModifiers::CONTROL, "Ctrl+С")]
    fn events_become_keys(#[case] code: KeyCode, #[case] modifiers: KeyModifiers, #[case] printed: &str) {
        let key = Key::of_event(&KeyEvent::new(code, modifiers));
        assert_eq!(key.map(|key| key.to_string()).as_deref(), Some(printed));
    }

    #[test]
    fn every_russian_letter_has_a_latin_twin_with_and_without_modifiers() {
        for letter in ('а'..='я').chain('А'..='Я').chain(['ё', 'Ё']) {
            for modifiers in [KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT] {
                let key = Key::new(KeyCode::Char(letter), modifiers).expect("a letter is a key");
                let twin = key.latin_twin().expect("a Russian letter has a twin");
                assert!(matches!(twin.code, KeyCode::Char(latin) if latin.is_ascii()), "{letter}");
                assert_eq!(twin.modifiers, modifiers);
                assert_eq!(twin.latin_twin(), None);
            }
        }
        let key: Key = "Ctrl+с".parse().expect("Ctrl with a Russian letter is a key");
        assert_eq!(key.latin_twin().map(|twin| twin.to_string()).as_deref(), Some("Ctrl+C"));
    }

    fn any_event() -> impl Strategy<Value = KeyEvent> {
        let code = prop_oneof![
            any::<char>().prop_map(KeyCode::Char),
            "[ -~а-яА-ЯёЁ№]".prop_map(|text| KeyCode::Char(text.chars().next().unwrap_or(' '))),
            (0..30_u8).prop_map(KeyCode::F),
            proptest::sample::select(NAMES.map(|(_, code)| code).to_vec()),
            Just(KeyCode::BackTab),
        ];
        (code, 0..8_u8).prop_map(|(code, bits)| KeyEvent::new(code, KeyModifiers::from_bits_truncate(bits)))
    }

    #[test]
    fn letters_with_one_capital_are_one_key_with_control() {
        let key = |letter| Key::of_event(&KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
        assert_eq!(key('\u{b5}'), key('\u{3bc}'));
        assert_eq!(key('\u{b5}').map(|key| key.to_string().parse()), key('\u{3bc}').map(Ok));
    }

    proptest! {
        #[test]
        fn a_printed_key_is_read_back(event in any_event()) {
            if let Some(key) = Key::of_event(&event) {
                match key.to_string().parse::<Key>() {
                    Ok(read) => prop_assert_eq!(read, key),
                    Err(KeyError::SentAs(..)) => prop_assert!(key.modifiers.contains(KeyModifiers::CONTROL)),
                    // White space other than Space has no name.
                    Err(KeyError::Unknown(_)) => prop_assert!(matches!(key.code, KeyCode::Char(letter) if letter.is_whitespace())),
                }
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,12}") {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            }
        }
    }
}
