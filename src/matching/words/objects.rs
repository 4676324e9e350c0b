//! What a purpose may say when it pays for what was bought: the lists of `objects.toml`, and how a
//! word is found in them however it is typed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::known::{Asked, Question};
use super::sayings::Sayings;
use super::{Phrases, words};
use crate::matching::names::latin;
use crate::text::layout_twin;

/// The lists of `objects.toml`; what each is for stands there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::matching) struct Lists {
    known: BTreeMap<String, Vec<String>>,
    literal: BTreeMap<String, Vec<String>>,
    adjectives: Phrases,
    nouns: Phrases,
    noun_endings: Vec<String>,
    /// In which one slip is forgiven.
    forgiven: Phrases,
    /// Words that say nothing only together.
    pub sayings: Sayings,
    /// Labels before a colon and a word.
    pub value_label: Phrases,
    /// Known only before digits.
    pub before_digits: Phrases,
    /// After these stands the name of a bank.
    pub bank_word: Phrases,
    ordinals: Phrases,
    ordinal_words: Phrases,
    endings: Vec<String>,
    /// What is counted: «третий взнос».
    pub counted: Phrases,
    /// Members of a family.
    pub family: Phrases,
    /// A unit that is no home.
    pub no_home: Phrases,
    /// After these stands the name of a place.
    pub place_after: Phrases,
    /// Before these stands its adjective.
    pub place_before: Phrases,
    /// Places whose names nobody bears.
    pub town: Phrases,
    /// What else stands in an address.
    pub address_part: Phrases,
    /// After these, with a point, stands the name of a place within an address.
    pub place_point: Phrases,
    /// For whom is paid.
    pub for_whom: Phrases,
    /// Labels before the name of the one for whom is paid.
    pub label: Phrases,
    /// What may stand between these and the name.
    pub beside_name: Phrases,
    /// What is the label of a number together with the word after it.
    pub entry: Phrases,
    /// Known only before a nought.
    pub of_nought: Phrases,
    /// By whom: the money is the one's who is named.
    pub from: Phrases,
    /// A name after these is no debtor's.
    pub not_for: Phrases,
}

/// The lists, made ready.
#[derive(Debug)]
pub(in crate::matching) struct Objects {
    /// As they stand.
    pub lists: Lists,
    known: Phrases,
    literal: Phrases,
    in_latin: Phrases,
}

static OBJECTS: LazyLock<Objects> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("objects.toml")).unwrap_or_default();
    let known: Vec<String> = lists.known.values().flatten().cloned().collect();
    let literal: Vec<String> = lists.literal.values().flatten().cloned().collect();
    let in_latin: Vec<String> = known.iter().chain(&literal).map(|entry| in_latin(entry)).collect();
    Objects { lists, known: known.into(), literal: literal.into(), in_latin: in_latin.into() }
});

/// The words, read once; a test checks that the file is sound.
pub(in crate::matching) fn objects() -> &'static Objects {
    &OBJECTS
}

fn in_latin(entry: &str) -> String {
    match entry.strip_suffix('*') {
        Some(beginning) => format!("{}*", latin(beginning)),
        None => latin(entry),
    }
}

impl Objects {
    /// Whether a folded word says nothing of what is paid for but what was bought.
    pub(in crate::matching) fn has(&self, word: &(impl Asked + ?Sized)) -> bool {
        word.answer(Question::OBJECT, || self.is_plain(word.letters()))
    }

    fn is_plain(&self, word: &str) -> bool {
        let words = words();
        let plain = [
            &words.contract,
            &words.number_sign,
            &words.after_number,
            &words.instalment,
            &words.tax_id,
            &words.sum,
            &words.rouble,
            &words.ordinal,
            &words.flat,
            &words.parking,
            &words.storage,
            &words.section,
            &words.vat,
            &words.and,
            &words.penalty,
            &words.legal_form,
            &words.descent,
        ];
        self.known.has(word)
            || self.literal.has(word)
            || plain.iter().any(|list| list.has(word))
            || words.month(word).is_some()
            || is_inflected(&self.lists.adjectives, &self.lists.endings, word)
            || is_inflected(&self.lists.nouns, &self.lists.noun_endings, word)
            || word.is_ascii() && (self.in_latin.has(&latin(word)) || self.is_in_other_layout(word))
            || words.has_number_sign(word)
    }

    /// Whether two folded pieces are one word that is always understood. A beginning that the first
    /// piece has by itself says nothing of the second: «оплата щебня» is no «оплат*».
    pub(in crate::matching) fn has_torn(&self, first: &str, second: &str) -> bool {
        self.known.has_torn(first, second)
    }

    /// Whether a folded word is one of several: «второй».
    pub(in crate::matching) fn is_ordinal(&self, word: &(impl Asked + ?Sized)) -> bool {
        let is_one = || {
            self.lists.ordinal_words.has(word)
                || is_inflected(&self.lists.ordinals, &self.lists.endings, word.letters())
        };
        word.answer(Question::ORDINAL, is_one)
    }

    /// Whether a folded word ends as an adjective does.
    pub(in crate::matching) fn is_adjective(&self, word: &(impl Asked + ?Sized)) -> bool {
        let letters = word.letters();
        let ends_so = || self.lists.endings.iter().any(|ending| letters.ends_with(ending.as_str()));
        word.answer(Question::ADJECTIVE, || letters.chars().count() >= 5 && ends_so())
    }

    /// Whether it was typed with the keys of the other layout: «jgkfnf» is «оплата».
    fn is_in_other_layout(&self, word: &str) -> bool {
        layout_twin(word).is_some_and(|twin| self.known.has(twin.as_str()))
    }

    /// Whether a folded word of six letters or more is a known one but for a slip of the finger.
    pub(in crate::matching) fn has_but_for_a_slip(&self, word: &str) -> bool {
        word.chars().count() >= SLIP_FROM
            && (self.lists.forgiven.has_but_for_a_slip(word) || self.adjective_with_slip(word))
    }

    fn adjective_with_slip(&self, word: &str) -> bool {
        let heads = self.lists.endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str()));
        heads.into_iter().any(|head| self.lists.adjectives.has_but_for_a_slip(head))
    }
}

/// Whether a word is one of these stems with one of these endings.
fn is_inflected(stems: &Phrases, endings: &[String], word: &str) -> bool {
    endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str())).any(|head| stems.has(head))
}

/// Letters from which on one slip does not make a word another one.
const SLIP_FROM: usize = 6;

/// Letters that an ending has at most.
const ENDING_AT_MOST: usize = 3;

/// Letters that an ending has at most behind a beginning with a slip in it.
const ENDING_AFTER_SLIP: usize = 4;

impl Phrases {
    /// Whether two pieces together are a word of the list, and the first alone is neither that word nor
    /// its beginning.
    fn has_torn(&self, first: &str, second: &str) -> bool {
        let whole = format!("{first}{second}");
        let is_beginning = |beginning: &String| {
            let ending = whole.strip_prefix(beginning.as_str()).map(|ending| ending.chars().count());
            beginning.len() > first.len() && ending.is_some_and(|length| length <= ENDING_AT_MOST)
        };
        self.exact.binary_search(&whole).is_ok() || self.beginnings.iter().any(is_beginning)
    }

    /// Whether one slip lies between a folded word and one of the list, or one of its beginnings.
    fn has_but_for_a_slip(&self, word: &str) -> bool {
        let word: Vec<char> = word.chars().collect();
        let letters = |entry: &String| entry.chars().collect::<Vec<char>>();
        // A finger slips within a word, hardly ever on its first letter: «mobilei» is no «imobil».
        let is_long = |entry: &Vec<char>| {
            let begins_alike = entry.iter().take(2).any(|letter| Some(letter) == word.first());
            entry.len() + 1 >= SLIP_FROM && entry.len() <= word.len() + 1 && begins_alike
        };
        let begins_so = |beginning: Vec<char>| {
            let lengths = beginning.len().saturating_sub(1)..=beginning.len() + 1;
            let near = lengths.filter(|length| word.len() <= length + ENDING_AFTER_SLIP);
            near.filter_map(|length| word.get(..length)).any(|head| is_slip(head, &beginning))
        };
        self.exact.iter().map(letters).filter(is_long).any(|entry| is_slip(&word, &entry))
            || self.beginnings.iter().map(letters).filter(is_long).any(begins_so)
    }
}

/// Whether two words differ by one letter changed, lost or added, or by two neighbours that changed
/// places.
fn is_slip(one: &[char], other: &[char]) -> bool {
    let head = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    match (one.split_at(head).1, other.split_at(head).1) {
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([_, rest @ ..], other) if rest == other => true,
        (one, [_, rest @ ..]) if one == rest => true,
        ([first, second, one @ ..], [third, fourth, other @ ..]) => first == fourth && second == third && one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let lists: Lists = toml::from_str(include_str!("objects.toml")).expect("objects.toml");
        assert!(lists.known.values().chain(lists.literal.values()).all(|list| !list.is_empty()));
    }

    #[test]
    fn words_of_purposes_are_known_in_their_forms_alphabets_and_with_a_slip() {
        for word in
            ["оплата", "квартиру", "первоначальный", "очередного", "oplata", "kvartiry", "uchastiya", "septembrie"]
        {
            assert!(objects().has(word), "{word}");
        }
        for word in ["отделку", "кухню", "лосева", "межевание", "дивиденды", "ключи", "другого", "второй", "bucataria"]
        {
            assert!(!objects().has(word) && !objects().has_but_for_a_slip(word), "{word}");
        }
        for word in ["квартриу", "долвеого", "строительсва", "договоору", "первоначльный"]
        {
            assert!(objects().has_but_for_a_slip(word), "{word}");
        }
        for (first, second) in [("опл", "ата"), ("дого", "вору"), ("квар", "тиру"), ("перво", "начальный")]
        {
            assert_eq!(objects().has_torn(first, second), first != "перво", "{first} {second}");
        }
        for (first, second) in
            [("оплата", "щебня"), ("договору", "субподряда"), ("взнос", "ксизи"), ("plata", "mobilei")]
        {
            assert!(!objects().has_torn(first, second), "{first} {second}");
        }
        assert!(objects().is_ordinal("второму") && objects().is_ordinal("третьего") && !objects().is_ordinal("второв"));
    }
}
