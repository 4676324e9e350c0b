//! The words by which purposes and names are read. They stand in `words.toml`, not in code; here
//! is only how one is found.

pub(super) mod known;
pub(super) mod objects;
mod sayings;

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::Deserialize;

use self::known::{Asked, Question};
use crate::text::is_letter_or_digit;

/// The lists of `words.toml`; what each holds is said there by its name and its entries.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub contract: Phrases,
    pub invoice: Phrases,
    pub other_document: Phrases,
    /// What is paid by itself, for goods or work.
    pub paper: Phrases,
    pub number_sign: Phrases,
    pub after_number: Phrases,
    pub code: Phrases,
    pub instalment: Phrases,
    pub tax_id: Phrases,
    pub account: Phrases,
    pub sum: Phrases,
    pub rouble: Phrases,
    pub ordinal: Phrases,
    pub flat: Phrases,
    pub parking: Phrases,
    pub storage: Phrases,
    pub commercial: Phrases,
    /// What everything in a building may be called.
    pub premises: Phrases,
    /// What makes of premises no home.
    pub not_living: Phrases,
    /// A flat or premises.
    pub suite: Phrases,
    pub house: Phrases,
    pub section: Phrases,
    pub floor: Phrases,
    pub area: Phrases,
    pub square: Phrases,
    pub metre: Phrases,
    pub registry: Phrases,
    pub year: Phrases,
    pub of_year: Phrases,
    pub dated: Phrases,
    pub month_word: Phrases,
    pub also: Phrases,
    pub few: Phrases,
    pub many: Phrases,
    /// Words for numbers from two on.
    pub numerals: Vec<Phrases>,
    pub not_counted_after: Phrases,
    pub months_counted: Phrases,
    pub instalments_counted: Phrases,
    pub of_instalment: Phrases,
    pub share: Phrases,
    pub quarter: Phrases,
    pub half_year: Phrases,
    pub settled: Phrases,
    pub settled_contract: Phrases,
    pub settled_word: Phrases,
    pub counted: Phrases,
    pub street: Phrases,
    pub penalty: Phrases,
    pub penalty_none: Phrases,
    pub refund: Phrases,
    pub refund_out: Phrases,
    pub order: Phrases,
    pub loan: Phrases,
    pub mortgage: Phrases,
    pub loan_adjective: Phrases,
    pub maternity: Phrases,
    pub salary: Phrases,
    pub withheld: Phrases,
    pub tax: Phrases,
    pub deposit: Phrases,
    pub acquirer: Phrases,
    pub escrow: Phrases,
    pub escrow_release: Phrases,
    pub several: Phrases,
    pub own_transfer: Phrases,
    pub vat: Phrases,
    pub vat_none: Phrases,
    pub vat_free_kinds: Phrases,
    /// Kinds of contracts by which a unit is sold.
    pub sale_kinds: Phrases,
    pub invoice_kinds: Phrases,
    pub and: Phrases,
    /// What joins a second thing to a first.
    pub with: Phrases,
    /// Makes a home of premises.
    pub living: Phrases,
    pub on_behalf: Phrases,
    pub descent: Phrases,
    pub bank: Phrases,
    pub legal_form: Phrases,
    pub entrepreneur: Phrases,
    pub common: Phrases,
    pub complex: Phrases,
    pub purpose_other: Phrases,
    /// Given to a buyer, who pays no price with it.
    pub aid: Phrases,
    /// Somebody who is no party to the contract.
    pub third_party: Phrases,
    pub tax_word: Phrases,
    /// After and before these stands a tax that is not what is paid.
    pub tax_after: Phrases,
    pub tax_before: Phrases,
    /// A part of what several own.
    pub stake: Phrases,
    pub enforcer: Phrases,
    /// What denies, and what may be denied of taxes and days.
    pub not: Phrases,
    pub not_denied: Phrases,
    /// All is paid.
    pub whole: Phrases,
    /// Before the day on which is due what is paid.
    pub due: Phrases,
    pub out_of: Phrases,
    /// Paid before its time.
    pub early: Phrases,
    pub part: Phrases,
    pub other_accounts: Phrases,
    pub relative: Phrases,
    pub other_kinds: Vec<OtherKind>,
    pub currencies: Vec<Phrases>,
    pub forms: Vec<Phrases>,
    pub months: Vec<Vec<String>>,
    pub fleeting: Vec<(String, String)>,
}

/// A kind of contract: how purposes name it, and how the register names contracts of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherKind {
    pub said: Phrases,
    pub kinds: Phrases,
    /// Kinds of the register that it is said against; none are told where it is said against all others.
    #[serde(default)]
    pub against: Option<Phrases>,
}

/// A list of words and phrases: `word`, `beginning*`, and for names alone ([`Phrases::are_in`]) `*ending`.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases {
    /// Single words taken exactly, sorted.
    exact: Vec<String>,
    /// Beginnings of single words, sorted.
    beginnings: Vec<String>,
    /// With which two letters its words begin: most words begin like none of them.
    first_letters: FirstLetters,
    /// Every entry ready for searching in [`plain`] text.
    sought: Vec<Finder<'static>>,
    /// Whether a word is in the list.
    listed: Question,
    /// Whether an entry of two words begins with a word.
    of_two: Question,
}

impl From<Vec<String>> for Phrases {
    fn from(entries: Vec<String>) -> Self {
        let mut phrases = Self { listed: Question::new(), of_two: Question::new(), ..Self::default() };
        for entry in entries {
            let entry = plain_letters(&entry);
            if let Some(ending) = entry.strip_prefix('*') {
                let sought = format!("{} ", plain(ending).trim());
                phrases.sought.push(Finder::new(&sought).into_owned());
                continue;
            }
            let sought = match entry.strip_suffix('*') {
                Some(beginning) => format!(" {}", plain(beginning).trim()),
                None => plain(&entry),
            };
            phrases.sought.push(Finder::new(&sought).into_owned());
            match entry.strip_suffix('*') {
                Some(beginning) if !beginning.contains(' ') => {
                    phrases.first_letters.add(beginning, true);
                    phrases.beginnings.push(beginning.to_owned());
                }
                None => {
                    phrases.first_letters.add(&entry, false);
                    phrases.exact.push(entry);
                }
                Some(_) => {}
            }
        }
        phrases.exact.sort();
        phrases.beginnings.sort();
        phrases
    }
}

/// What binds two words to one entry of a list.
const BINDERS: [char; 4] = [' ', '-', '/', '.'];

/// A set of pairs of letters with which words begin. It may hold a pair too many, never one too few.
#[derive(Debug, Default)]
struct FirstLetters([u64; 4]);

impl FirstLetters {
    fn place(word: &str) -> (usize, u64) {
        let mut letters = word.chars().map(u32::from);
        let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
        let mixed = first.wrapping_mul(37).wrapping_add(second);
        ((mixed >> 6 & 3) as usize, 1 << (mixed & 63))
    }

    fn add(&mut self, word: &str, goes_on: bool) {
        if goes_on && word.chars().nth(1).is_none() {
            // Any letter may come after it.
            self.0 = [u64::MAX; 4];
        }
        let (part, bit) = Self::place(word);
        self.0[part] |= bit;
    }

    fn may_begin(&self, word: &str) -> bool {
        let (part, bit) = Self::place(word);
        self.0[part] & bit != 0
    }
}

impl Phrases {
    /// Whether this folded word is in the list.
    pub(super) fn has(&self, word: &(impl Asked + ?Sized)) -> bool {
        word.answer(self.listed, || self.lists(word.letters()))
    }

    /// Whether some entry of the list is this folded word and what is bound to it: «м» of «м/м».
    pub(super) fn begins_two(&self, word: &(impl Asked + ?Sized)) -> bool {
        let goes_on = |entry: &String| entry.strip_prefix(word.letters()).is_some_and(|rest| rest.starts_with(BINDERS));
        word.answer(self.of_two, || self.exact.iter().chain(&self.beginnings).any(goes_on))
    }

    fn lists(&self, word: &str) -> bool {
        self.first_letters.may_begin(word)
            && (self.exact.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok() || self.begins(word))
    }

    /// Whether this folded word is one of the list as it stands, or a whole beginning.
    pub(super) fn is_exactly(&self, word: &str) -> bool {
        let is = |entries: &[String]| entries.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok();
        is(&self.exact) || is(&self.beginnings)
    }

    /// Whether some word of the list begins so.
    pub(super) fn begin_with(&self, piece: &str) -> bool {
        !piece.is_empty() && self.exact.iter().any(|entry| entry.starts_with(piece))
    }

    fn begins(&self, word: &str) -> bool {
        let first = word.chars().next().and_then(|letter| word.get(..letter.len_utf8())).unwrap_or_default();
        // What a word begins with stands before it in the alphabet, and from its first letter on.
        let from = self.beginnings.partition_point(|beginning| beginning.as_str() < first);
        let near = self.beginnings.get(from..).unwrap_or_default().iter();
        near.take_while(|beginning| beginning.as_str() <= word).any(|beginning| word.starts_with(beginning.as_str()))
    }

    /// Whether a [`plain`] text contains one of the phrases.
    pub(super) fn are_in(&self, plain: &str) -> bool {
        self.found_in(plain).is_some()
    }

    /// The words of a [`plain`] text that are one of the phrases.
    pub(super) fn found_in<'text>(&self, plain: &'text str) -> Option<&'text str> {
        let (start, phrase) = self.sought.iter().find_map(|phrase| Some((phrase.find(plain.as_bytes())?, phrase)))?;
        let found = plain.get(start..)?;
        let end = phrase.needle().trim_ascii_end().len();
        let rest = found.get(end..)?;
        found.get(..end + rest.find(' ').unwrap_or(rest.len())).map(str::trim)
    }
}

/// A folded letter without the marks of Romanian, and Belarusian letters as the Russian ones that
/// are typed in their stead: «ş» and «ș» as «s», «ў» as «у», «і» as «и».
pub(super) const fn plain_letter(letter: char) -> char {
    match letter {
        'ă' | 'â' | 'á' => 'a',
        'î' => 'i',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'і' | 'ї' => 'и',
        'ў' => 'у',
        'ґ' => 'г',
        'є' => 'е',
        other => other,
    }
}

/// A folded text in [`plain_letter`]s.
pub(super) fn plain_letters(folded: &str) -> String {
    folded.chars().map(plain_letter).collect()
}

/// A folded text as words kept apart by single spaces, with a space before and after.
pub(super) fn plain(folded: &str) -> String {
    plain_of(folded.chars())
}

/// [`plain`] of a text letter by letter.
pub(super) fn plain_of(folded: impl Iterator<Item = char>) -> String {
    let mut plain = String::with_capacity(2 * folded.size_hint().0 + 2);
    plain.push(' ');
    for letter in folded {
        if is_letter_or_digit(letter) {
            plain.push(plain_letter(letter));
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// The words, read once; a test checks that the file is sound.
pub(super) fn words() -> &'static Words {
    &WORDS
}

/// What follows the beginning of a month's name in some case: «марта», and never «Мартынова».
const ENDINGS: [&str; 12] = ["ь", "я", "е", "ю", "ем", "а", "у", "ом", "ie", "y", "ary", "uary"];

impl Words {
    /// Whether a folded word is a document's with a Latin «N» glued to it: «счетn».
    pub(super) fn has_number_sign(&self, word: &str) -> bool {
        let document = word.strip_suffix('n').filter(|document| !document.is_ascii());
        document.is_some_and(|document| self.contract.has(document) || self.invoice.is_exactly(document))
    }

    /// The month, from 1, that a folded word names.
    pub(super) fn month(&self, word: &(impl Asked + ?Sized)) -> Option<i8> {
        word.month(|| self.month_of(word.letters()))
    }

    fn month_of(&self, word: &str) -> Option<i8> {
        if word.chars().count() < 3 {
            return None;
        }
        let found = self.months.iter().position(|names| {
            names.iter().any(|name| {
                let is_short = name.chars().count() <= 3;
                word.strip_prefix(name.as_str())
                    .is_some_and(|ending| ending.is_empty() || !is_short && ENDINGS.contains(&ending))
            })
        })?;
        i8::try_from(found + 1).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let words: Words = toml::from_str(include_str!("words.toml")).expect("words.toml");
        assert_eq!(words.months.len(), 12);
    }

    #[test]
    fn phrases_are_found_across_punctuation_and_endings() {
        let text = plain("оплата по дог. № 5, без ндс; (пени)");
        assert!(words().vat_none.are_in(&text));
        assert!(words().penalty.are_in(&text));
        assert!(!words().refund.are_in(&text));
        assert!(words().contract.has("договору") && !words().contract.has("догма"));
        assert_eq!(words().month("апреля"), Some(4));
        for name in ["марья", "мартынов", "мартынова", "майоров", "августин", "октябрьская"]
        {
            assert_eq!(words().month(name), None, "{name}");
        }
    }

    #[test]
    fn every_month_is_known_in_the_cases_of_dates_and_periods() {
        let dates = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
        let periods = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь";
        let belarusian =
            "студзеня лютага сакавiка красавiка траўня чэрвеня лiпеня жнiўня верасня кастрычнiка лiстапада снежня"
                .replace('i', "і");
        let belarusian = plain_letters(&belarusian);
        let romanian =
            "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie";
        for list in [dates, periods, belarusian.as_str(), romanian] {
            let months: Vec<Option<i8>> = list.split(' ').map(|word| words().month(word)).collect();
            assert_eq!(months, (1..=12).map(Some).collect::<Vec<_>>());
        }
    }
}
