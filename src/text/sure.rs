//! What every terminal shows alike in a cell.
//!
//! Terminals do not agree how wide an emoji, a flag, a letter with a mark of its own or a sign of
//! private use is; where one counts otherwise than this program, everything behind it stands
//! elsewhere, and what stood there before stays. Such a sign is not drawn; files and JSON have it.

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar as _;

/// Stands for what terminals draw differently.
pub const UNSURE: char = '□';

/// What is drawn for the text of one cell: the text itself where terminals agree about it, the letter
/// without its marks, else [`UNSURE`].
#[must_use]
pub fn sure_letter(cell: &str) -> char {
    let mut letters = cell.chars();
    match letters.next() {
        Some(first) if is_sure(first) && letters.all(is_combining_mark) => first,
        _ => UNSURE,
    }
}

/// Whether terminals agree how wide a letter is.
fn is_sure(letter: char) -> bool {
    match letter {
        ' '..='~' | 'А'..='я' => true,
        // Private use: a sign of the font.
        '\u{e000}'..='\u{f8ff}' => false,
        _ => match letter.width() {
            // The specials at the end are dropped by some terminals, even the sign for what cannot be read.
            Some(1) => letter < '\u{fff0}' && !is_combining_mark(letter),
            Some(2) => is_ideograph(letter),
            _ => false,
        },
    }
}

/// Letters of two columns since the first tables of widths; emoji came to two columns later.
const fn is_ideograph(letter: char) -> bool {
    matches!(letter,
        '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("a", 'a')]
    #[case("ё", 'ё')]
    #[case("ș", 'ș')]
    #[case("№", '№')]
    #[case("漢", '漢')]
    #[case("한", '한')]
    #[case("а\u{301}", 'а')]
    #[case("😀", UNSURE)]
    #[case("✅", UNSURE)]
    #[case("☎\u{fe0f}", '☎')]
    #[case("🇷🇺", UNSURE)]
    #[case("👨\u{200d}👩", UNSURE)]
    #[case("\u{301}", UNSURE)]
    #[case("\u{e000}", UNSURE)]
    #[case("\u{1100}\u{1161}", UNSURE)]
    #[case("\u{fffd}", UNSURE)]
    #[case("", UNSURE)]
    fn only_what_all_terminals_know_is_drawn(#[case] cell: &str, #[case] drawn: char) {
        assert_eq!(sure_letter(cell), drawn);
    }
}
