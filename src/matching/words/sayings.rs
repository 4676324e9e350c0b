//! Words that say something only together: «сервис безопасных расчетов» is how a bank pays, a «сервис»
//! alone may be anything.

use serde::Deserialize;

use super::Phrases;
use super::known::Asked;

/// Letters that an ending has at most.
const ENDING_AT_MOST: usize = 3;

/// Phrases, each a row of words: `word`, or `beginning*` with any ending.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(in crate::matching) struct Sayings {
    phrases: Vec<Vec<String>>,
    /// Every word of every phrase: most words stand in none.
    words: Phrases,
}

impl From<Vec<String>> for Sayings {
    fn from(entries: Vec<String>) -> Self {
        let phrases: Vec<Vec<String>> =
            entries.iter().map(|entry| entry.split_whitespace().map(str::to_owned).collect()).collect();
        let words: Vec<String> = phrases.iter().flatten().cloned().collect();
        Self { phrases, words: words.into() }
    }
}

impl Sayings {
    /// Whether a phrase has this folded word, and its other words stand around it: `beside` tells the
    /// folded word so many places before (negative) or after.
    pub(in crate::matching) fn cover<'text>(
        &self,
        word: &(impl Asked + ?Sized),
        beside: impl Fn(isize) -> Option<&'text str>,
    ) -> bool {
        let stands = |phrase: &[String], place: usize| {
            is(&phrase[place], word.letters())
                && (0_isize..).zip(phrase).all(|(at, entry)| {
                    let from_word = at - isize::try_from(place).unwrap_or(isize::MAX);
                    from_word == 0 || beside(from_word).is_some_and(|word| is(entry, word))
                })
        };
        self.words.has(word) && self.phrases.iter().any(|phrase| (0..phrase.len()).any(|place| stands(phrase, place)))
    }
}

/// Whether a word is what an entry says.
fn is(entry: &str, word: &str) -> bool {
    match entry.strip_suffix('*') {
        Some(beginning) => word.strip_prefix(beginning).is_some_and(|end| end.chars().count() <= ENDING_AT_MOST),
        None => entry == word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_from_each_of_its_words_and_only_whole() {
        let sayings = Sayings::from(vec!["сервис* безопасн* расчет*".to_owned(), "в связи".to_owned()]);
        let covers = |text: &str, at: usize| {
            let words: Vec<&str> = text.split(' ').collect();
            sayings.cover(words[at], |beside| words.get(at.checked_add_signed(beside)?).copied())
        };
        for at in 0..3 {
            assert!(covers("сервис безопасных расчетов", at), "{at}");
        }
        assert!(covers("оплата в связи", 2));
        for (text, at) in [("сервис безопасных дверей", 0), ("безопасных расчетов сервис", 2), ("оплата связи", 1)]
        {
            assert!(!covers(text, at), "{text}");
        }
    }
}
