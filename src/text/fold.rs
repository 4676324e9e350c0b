//! Folding: what two texts must share to be the same to a careful reader.
//!
//! Case, ё and е, kinds of dash and space, and full-width forms are folded for words
//! ([`fold`]). Contract numbers fold further ([`fold_number`]): Cyrillic letters that look like
//! Latin ones become one letter, whatever keyboard wrote them. Folded text is for comparing only;
//! people are shown the original, and [`Folded`] knows where each folded letter stood in it.

use std::ops::Range;

/// A folded text that remembers where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded letters.
    pub text: String,
    /// For each byte of `text`, the byte of the original letter that it came from; one more entry
    /// at the end holds the length of the original.
    places: Vec<u32>,
}

impl Folded {
    /// Where a byte range of the folded text stands in the original: a range on the original's
    /// character boundaries.
    ///
    /// # Panics
    /// When the range is not inside the folded text; it comes from searching that very text.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        assert!(range.start <= range.end && range.end <= self.text.len(), "the range lies in the folded text");
        let start = self.places[range.start] as usize;
        let end = if range.is_empty() { start } else { self.places[range.end] as usize };
        start..end.max(start)
    }
}

/// Folds a text for comparing words and names: lower case, ё to е, one kind of dash, one kind of
/// space, `№` for the signs of a number. Letters keep their alphabet.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_letter(letter, &mut |out| folded.push(out));
    }
    folded
}

/// Gives each letter of [`fold`] with the byte at which the letter that it came from begins.
pub fn fold_letters(text: &str, mut out: impl FnMut(char, usize)) {
    for (at, letter) in text.char_indices() {
        fold_letter(letter, &mut |folded| out(folded, at));
    }
}

/// [`fold`], remembering where each letter stood.
#[must_use]
pub fn fold_with_places(text: &str) -> Folded {
    fold_by(text, fold_letter)
}

/// Folds a contract number, keeping its separators: capital Latin letters for everything that
/// looks like one, `-` for every dash, no spaces. `К-12/5-45` and `K–12/5-45` give the same.
#[must_use]
pub fn fold_number(text: &str) -> Folded {
    fold_by(text, |letter, out| {
        if letter.is_whitespace() {
            return;
        }
        fold_letter(letter, &mut |folded| out(look_alike(folded)));
    })
}

/// The collapsed key of a contract number: letters and digits of [`fold_number`] only, `O` as
/// `0`, without zeros that lead a run of digits. «СЧ-0012» and «сч 12» give `CЧ12`.
#[must_use]
pub fn number_key(text: &str) -> String {
    let folded = fold_number(text).text;
    let mut key = String::with_capacity(folded.len());
    let mut in_digits = false;
    let mut letters = folded.chars().filter(|letter| letter.is_alphanumeric()).peekable();
    while let Some(letter) = letters.next() {
        let letter = if letter == 'O' { '0' } else { letter };
        let leads = letter == '0' && !in_digits;
        if leads && letters.peek().is_some_and(|next| next.is_ascii_digit() || *next == 'O') {
            continue;
        }
        in_digits = letter.is_ascii_digit();
        key.push(letter);
    }
    key
}

/// Whether a character is a letter.
#[must_use]
pub fn is_letter(letter: char) -> bool {
    // The tables of Unicode say the same of Russian letters and cost more.
    matches!(letter, 'а'..='я' | 'А'..='Я') || letter.is_alphabetic()
}

/// Whether a character is a letter or a digit.
#[must_use]
pub fn is_letter_or_digit(letter: char) -> bool {
    matches!(letter, 'а'..='я' | 'А'..='Я') || letter.is_alphanumeric()
}

fn fold_by(text: &str, mut fold_one: impl FnMut(char, &mut dyn FnMut(char))) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() + 1) };
    for (at, letter) in text.char_indices() {
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        fold_one(letter, &mut |out| {
            folded.text.push(out);
            for _ in 0..out.len_utf8() {
                folded.places.push(place);
            }
        });
    }
    folded.places.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    folded
}

fn fold_letter(letter: char, out: &mut dyn FnMut(char)) {
    match letter {
        // Nearly every letter is one of these; the tables of Unicode say the same and cost more.
        'a'..='z' | '0'..='9' | 'а'..='я' => out(letter),
        'A'..='Z' => out(letter.to_ascii_lowercase()),
        'А'..='Я' => out(char::from_u32(u32::from(letter) + 0x20).unwrap_or(letter)),
        'Ё' | 'ё' => out('е'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => out('-'),
        '⁄' | '∕' | '\u{ff0f}' => out('/'),
        '\u{ff10}'..='\u{ff19}' => out(char::from_u32(u32::from(letter) - 0xff10 + 0x30).unwrap_or(letter)),
        _ if letter.is_whitespace() => out(' '),
        _ => letter.to_lowercase().for_each(out),
    }
}

/// Lower-case folded letter to the capital Latin letter that it looks like, where there is one; else to
/// its own capital.
#[must_use]
pub fn look_alike(letter: char) -> char {
    match letter {
        '0'..='9' => letter,
        'a'..='z' => letter.to_ascii_uppercase(),
        'а' => 'A',
        'в' => 'B',
        'с' => 'C',
        'е' => 'E',
        'н' => 'H',
        'к' => 'K',
        'м' => 'M',
        'о' => 'O',
        'р' => 'P',
        'т' => 'T',
        'х' => 'X',
        'у' => 'Y',
        'і' => 'I',
        // The tables of Unicode say the same and cost more.
        'а'..='я' => char::from_u32(u32::from(letter) - 0x20).unwrap_or(letter),
        other => other.to_uppercase().next().unwrap_or(other),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Соловьёв", "соловьев")]
    #[case("К–12/5—45", "к-12/5-45")]
    #[case("А\u{a0}Б", "а б")]
    fn words_fold(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[rstest]
    #[case("К-12/5-45", "K-12/5-45")]
    #[case("K–12/5-45", "K-12/5-45")]
    #[case("Н 394/536-10-16", "H394/536-10-16")]
    #[case("МИР/БИ/КВ-О2", "MИP/БИ/KB-O2")]
    fn numbers_keep_separators(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(fold_number(text).text, expected);
    }

    #[rstest]
    #[case("СЧ-0012", "CЧ12")]
    #[case("00238", "238")]
    #[case("К-12/5-45", "K12545")]
    #[case("В24", "B24")]
    #[case("B24", "B24")]
    #[case("КВ-О2", "KB2")]
    #[case("0", "0")]
    fn keys_lose_separators_and_leading_zeros(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(number_key(text), expected);
    }

    #[test]
    fn letters_of_every_day_fold_as_the_tables_of_unicode_say() {
        for letter in ('A'..='Z').chain('a'..='z').chain('0'..='9').chain('А'..='я') {
            assert_eq!(fold(&letter.to_string()), letter.to_lowercase().to_string());
            assert_eq!(is_letter(letter), letter.is_alphabetic());
            assert_eq!(is_letter_or_digit(letter), letter.is_alphanumeric());
        }
        for letter in ('0'..='9').chain('a'..='z').chain('а'..='я').filter(|letter| !"авсенкмортху".contains(*letter))
        {
            assert_eq!(look_alike(letter).to_string(), letter.to_uppercase().to_string());
        }
    }

    #[test]
    fn a_find_is_shown_in_the_original() {
        let purpose = "Оплата по ДОГ. № К–12/5-45 от 01.02.2024";
        let folded = fold_with_places(purpose);
        let at = folded.text.find("к-12/5-45").expect("folded number is there");
        assert_eq!(&purpose[folded.original(at..at + "к-12/5-45".len())], "К–12/5-45");
    }

    proptest! {
        #[test]
        fn every_find_lies_on_boundaries(text in "[а-яА-ЯёЁa-zİß№ 0-9–]{0,20}") {
            for folded in [fold_with_places(&text), fold_number(&text)] {
                let cuts: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
                for from in &cuts {
                    for to in cuts.iter().filter(|to| *to >= from) {
                        let range = folded.original(*from..*to);
                        prop_assert!(text.get(range).is_some());
                    }
                }
            }
        }

        #[test]
        fn letters_one_by_one_are_the_folded_text(text in "[а-яА-ЯёЁa-zİß№ 0-9–]{0,20}|\\PC{0,20}") {
            let (mut letters, mut looks) = (String::new(), String::new());
            fold_letters(&text, |letter, at| {
                assert!(text.is_char_boundary(at));
                letters.push(letter);
                looks.extend((!letter.is_whitespace()).then(|| look_alike(letter)));
            });
            prop_assert_eq!(letters, fold(&text));
            prop_assert_eq!(looks, fold_number(&text).text);
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
