//! The keyboard-layout twin: what the same keys give in the other layout.
//!
//! Keys: a binding made for `u` also works when the Russian layout sends `г`. Search: «bdfyjd»
//! typed in the wrong layout still finds «иванов».

/// The standard Russian layout (ЙЦУКЕН) on a US keyboard, unshifted and shifted, key by key.
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ№";
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~#";

/// The Latin letter on the key that gives this letter in the Russian layout; every other letter
/// is itself.
#[must_use]
pub fn to_latin_key(letter: char) -> char {
    RUSSIAN
        .chars()
        .zip(LATIN.chars())
        .find_map(|(russian, latin)| (russian == letter).then_some(latin))
        .unwrap_or(letter)
}

fn to_russian_key(letter: char) -> char {
    LATIN
        .chars()
        .zip(RUSSIAN.chars())
        .find_map(|(latin, russian)| (latin == letter).then_some(russian))
        .unwrap_or(letter)
}

/// The same keys in the other layout: Latin text becomes Russian, Russian text becomes Latin.
/// `None` where that changes nothing (digits only, say).
#[must_use]
pub fn layout_twin(text: &str) -> Option<String> {
    let is_russian = text.chars().any(|letter| letter.is_alphabetic() && RUSSIAN.contains(letter));
    let twin: String = text.chars().map(if is_russian { to_latin_key } else { to_russian_key }).collect();
    (twin != text).then_some(twin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_a_bijection() {
        let russian: Vec<char> = RUSSIAN.chars().collect();
        let latin: Vec<char> = LATIN.chars().collect();
        assert_eq!(russian.len(), 67);
        assert_eq!(latin.len(), 67);
        for (letter, key) in russian.iter().zip(&latin) {
            assert_eq!(to_latin_key(*letter), *key);
            assert_eq!(to_russian_key(*key), *letter);
        }
    }

    #[test]
    fn every_russian_letter_has_a_key() {
        for letter in ('а'..='я').chain('А'..='Я').chain(['ё', 'Ё']) {
            assert!(to_latin_key(letter).is_ascii(), "{letter}");
        }
    }

    #[test]
    fn ascii_is_itself_as_a_key() {
        for letter in ' '..='~' {
            assert_eq!(to_latin_key(letter), letter);
        }
    }

    #[test]
    fn a_query_in_the_wrong_layout_has_its_twin() {
        assert_eq!(layout_twin("bdfyjd"), Some("иванов".to_owned()));
        assert_eq!(layout_twin("ифтл"), Some("bank".to_owned()));
        assert_eq!(layout_twin("12 45"), None);
    }
}
