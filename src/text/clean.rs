//! Outside text made harmless at the door.
//!
//! Names, purposes and error bodies come from strangers and end on a terminal, in a log and in a
//! spreadsheet. What could steer a terminal (C0, C1), hide or reorder what is read (zero-width and
//! bidirectional marks, tags) or pile up on a cell (stacked combining marks) is made visible, not
//! dropped: the accountant shall see that something was there. Unicode Standard Annex 9 lists the
//! bidirectional marks.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark, is_nfc};

/// How many combining marks one letter keeps; Vietnamese needs two, nobody needs ten.
const COMBINING_MARKS_MAX: usize = 3;

/// Makes a text harmless and keeps its line breaks as `\n`. The result is NFC, and making it
/// harmless once more changes nothing.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && text.bytes().all(|byte| byte == b'\n' || (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    // Nearly every text of a Russian file passes here; the tables of Unicode cost fifty times more.
    if text.chars().all(is_everyday) {
        return Cow::Borrowed(text);
    }
    if is_nfc(text) && !text.chars().any(wants_care) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 16);
    let mut marks = 0_usize;
    let mut letters = text.nfc().peekable();
    while let Some(letter) = letters.next() {
        marks = if is_combining_mark(letter) { marks + 1 } else { 0 };
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => clean.push('\n'),
            '\t' | '\u{a0}' => clean.push(if letter == '\t' { ' ' } else { letter }),
            '\0'..='\u{1f}' => clean.push(control_picture(letter)),
            '\u{7f}' => clean.push('␡'),
            _ if is_hidden(letter) || marks > COMBINING_MARKS_MAX => {
                // Writing to a String cannot fail.
                let _ = write!(clean, "‹U+{:04X}›", u32::from(letter));
            }
            _ => clean.push(letter),
        }
    }
    Cow::Owned(clean)
}

/// Makes a text harmless and puts it on one line: runs of white space become one space, ends are
/// trimmed.
#[must_use]
pub fn harmless_line(text: &str) -> String {
    if is_tidy(text) { text.to_owned() } else { tidied(text) }
}

/// Whether nothing is to be done to a line, as to nearly every value of a file: everyday letters,
/// words one space apart, no space at the ends.
fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for letter in text.chars() {
        if !is_everyday(letter) || letter == '\n' || (letter == ' ' && before == ' ') {
            return false;
        }
        before = letter;
    }
    before != ' ' || text.is_empty()
}

fn tidied(text: &str) -> String {
    let clean = harmless(text);
    let mut line = String::with_capacity(clean.len());
    for word in clean.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Letters of everyday Russian texts, each of them harmless and NFC whatever stands beside it.
const fn is_everyday(letter: char) -> bool {
    matches!(letter, '\n' | ' '..='~' | 'А'..='я' | 'Ё' | 'ё' | '№' | '«' | '»' | '–' | '—' | '“' | '”' | '„')
}

fn control_picture(letter: char) -> char {
    char::from_u32(0x2400 + u32::from(letter)).unwrap_or('␦')
}

fn wants_care(letter: char) -> bool {
    (letter.is_control() && letter != '\n') || is_hidden(letter) || is_combining_mark(letter)
}

/// Letters that show nothing or turn the order of others around.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Оплата по дог. № 5", "Оплата по дог. № 5")]
    #[case("\u{1b}[2Jпусто", "␛[2Jпусто")]
    #[case("\u{9b}31m", "‹U+009B›31m")]
    #[case("за\u{202e}вор", "за‹U+202E›вор")]
    #[case("1\u{200b}2", "1‹U+200B›2")]
    #[case("и\u{306}", "й")]
    #[case("a\r\nb\rc", "a\nb\nc")]
    #[case("\u{7f}\0", "␡␀")]
    #[case("a\u{301}\u{301}\u{301}\u{301}\u{301}", "á\u{301}\u{301}\u{301}‹U+0301›")]
    fn shows_what_was_hidden(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(harmless(text), expected);
    }

    #[test]
    fn one_line_has_no_breaks_and_no_runs() {
        assert_eq!(harmless_line("  договору 00\n001   от\t01.01.2020 "), "договору 00 001 от 01.01.2020");
    }

    #[test]
    fn everyday_letters_need_no_care() {
        let everyday: String = ('\0'..='\u{ffff}').filter(|letter| is_everyday(*letter)).collect();
        assert!(is_nfc(&everyday));
        assert!(!everyday.chars().any(wants_care));
    }

    proptest! {
        #[test]
        fn nothing_that_steers_a_terminal_gets_through(text in "\\PC{0,20}|[\\x00-\\x9f\u{200b}-\u{206f}]{0,20}") {
            let clean = harmless(&text).into_owned();
            prop_assert!(!clean.chars().any(|letter| (letter.is_control() && letter != '\n') || is_hidden(letter)));
            prop_assert_eq!(harmless(&clean).into_owned(), clean.clone());
        }

        /// The short way and the long way give the same line.
        #[test]
        fn a_tidy_line_is_left_alone(text in "[ \\n0-9A-Яа-яё№«]{0,12}|[ \t\u{a0}\u{2003}a-cяй\u{306}\u{200b}]{0,6}|\\PC{0,12}") {
            prop_assert_eq!(harmless_line(&text), tidied(&text));
            if is_tidy(&text) {
                prop_assert_eq!(harmless(&text).into_owned(), text);
            }
        }
    }
}
