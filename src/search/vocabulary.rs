//! Sorted texts with the contracts that bear them, and the trigrams by which a misspelt word
//! still finds its like.

use std::collections::HashMap;

use super::Set;

/// Distinct texts in order, each with the contracts that bear it.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    texts: Vec<Box<str>>,
    /// Where the postings of a text begin; one more entry at the end.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

impl Vocabulary {
    /// Builds it from texts with their contracts; a contract may stand twice under a text.
    pub(super) fn build(collected: HashMap<String, Vec<u32>>) -> Self {
        let mut entries: Vec<(String, Vec<u32>)> = collected.into_iter().collect();
        entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut built = Self { texts: Vec::with_capacity(entries.len()), ..Self::default() };
        for (text, mut contracts) in entries {
            contracts.dedup();
            built.texts.push(text.into_boxed_str());
            built.starts.push(u32::try_from(built.postings.len()).unwrap_or(u32::MAX));
            built.postings.append(&mut contracts);
        }
        built.starts.push(u32::try_from(built.postings.len()).unwrap_or(u32::MAX));
        built
    }

    /// All texts.
    pub(super) fn texts(&self) -> &[Box<str>] {
        &self.texts
    }

    /// The contracts of the text at a place.
    pub(super) fn contracts(&self, place: usize) -> &[u32] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(from), Some(to)) => self.postings.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Adds to `found` the contracts of all texts that begin so, and to `whole` those of texts
    /// where the match ends at the end of a token.
    pub(super) fn find(&self, beginning: &str, found: &mut Set, whole: &mut Set) {
        let first = self.texts.partition_point(|text| &**text < beginning);
        for (place, text) in self.texts.iter().enumerate().skip(first) {
            let Some(rest) = text.strip_prefix(beginning) else { break };
            found.add(self.contracts(place));
            if ends_token(beginning, rest) {
                whole.add(self.contracts(place));
            }
        }
    }

    /// Whether any text begins so.
    pub(super) fn has(&self, beginning: &str) -> bool {
        let first = self.texts.partition_point(|text| &**text < beginning);
        self.texts.get(first).is_some_and(|text| text.starts_with(beginning))
    }
}

/// Whether a token ends between what was matched and what follows: digits end where no digit
/// follows, letters where no letter follows.
pub(super) fn ends_token(matched: &str, rest: &str) -> bool {
    match (matched.chars().next_back(), rest.chars().next()) {
        (Some(last), Some(next)) if last.is_ascii_digit() => !next.is_ascii_digit(),
        (Some(last), Some(next)) if last.is_alphabetic() => !next.is_alphabetic(),
        _ => true,
    }
}

/// Which texts of a vocabulary share three letters in a row.
#[derive(Debug, Default)]
pub(super) struct Trigrams {
    places: HashMap<[char; 3], Vec<u32>>,
}

impl Trigrams {
    /// The trigrams of all texts of letters.
    pub(super) fn build(vocabulary: &Vocabulary) -> Self {
        let mut places: HashMap<[char; 3], Vec<u32>> = HashMap::new();
        for (place, text) in vocabulary.texts().iter().enumerate() {
            if text.starts_with(char::is_alphabetic) {
                for trigram in trigrams_of(text) {
                    places.entry(trigram).or_default().push(u32::try_from(place).unwrap_or(u32::MAX));
                }
            }
        }
        Self { places }
    }

    /// Places of texts that share at least half of the word's trigrams, most first.
    pub(super) fn like(&self, word: &str) -> Vec<usize> {
        let trigrams = trigrams_of(word);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for trigram in &trigrams {
            for place in self.places.get(trigram).into_iter().flatten() {
                *shared.entry(*place).or_default() += 1;
            }
        }
        let mut like: Vec<(usize, u32)> =
            shared.into_iter().filter(|(_, count)| count * 2 >= trigrams.len()).map(|(place, n)| (n, place)).collect();
        like.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        like.into_iter().map(|(_, place)| place as usize).collect()
    }
}

/// Three letters in a row, with the beginning marked, each once.
fn trigrams_of(text: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = [' ', ' '].into_iter().chain(text.chars()).collect();
    let pairs = letters.iter().zip(letters.iter().skip(1));
    let mut trigrams: Vec<[char; 3]> =
        pairs.zip(letters.iter().skip(2)).map(|((one, two), three)| [*one, *two, *three]).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    trigrams
}
