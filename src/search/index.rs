//! The index over a register, and the stages of a search.

use std::collections::{BTreeSet, HashMap};

use super::{CANDIDATES_MAX, FEW_HITS, SearchResult, Set, Trigrams, Vocabulary, names_text, rank};
use crate::model::{Contract, UnitKind};
use crate::text::{fold, fold_number, layout_twin, number_key};

/// What is kept of a contract to rank and highlight it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) number: String,
    pub(super) names: String,
    pub(super) unit: String,
    pub(super) house: String,
    /// Folded number, names, unit and house on one line, without spaces: what fuzzy ranking sees.
    pub(super) line: String,
    /// Whether money can still go to it: such stand first among equals.
    pub(super) is_open: bool,
}

/// The index over a register of contracts.
#[derive(Debug)]
pub struct SearchIndex {
    entries: Vec<Entry>,
    words: Vocabulary,
    /// Tails of contract and unit numbers that begin at a token, with separators and collapsed.
    numbers: Vocabulary,
    trigrams: Trigrams,
}

/// A word of the query.
#[derive(Debug)]
pub(super) enum Word {
    /// Has a digit: compared as a number.
    Number {
        /// As [`fold_number`] has it.
        separated: String,
        /// As [`number_key`] has it.
        collapsed: String,
        /// As [`fold`] has it, for houses and tax numbers.
        folded: String,
    },
    /// Letters only.
    Letters(String),
}

/// What the index says of a query.
struct Found {
    /// Every word is there: numbers whole, words from their beginning.
    exact: Set,
    /// Every word is there from its beginning.
    all: Set,
}

impl SearchIndex {
    /// Builds the index; positions in results are positions in this slice.
    #[must_use]
    pub fn build(contracts: &[Contract]) -> Self {
        let mut words: HashMap<String, Vec<u32>> = HashMap::new();
        let mut numbers: HashMap<String, Vec<u32>> = HashMap::new();
        let mut entries = Vec::with_capacity(contracts.len());
        for (position, contract) in contracts.iter().enumerate() {
            let position = u32::try_from(position).unwrap_or(u32::MAX);
            let entry = entry_of(contract);
            for text in word_texts(contract, &entry) {
                for word in fold(text).split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
                    words.entry(word.to_owned()).or_default().push(position);
                }
            }
            for tail in number_tails(&entry.number).into_iter().chain(number_tails(&entry.unit)) {
                numbers.entry(tail).or_default().push(position);
            }
            entries.push(entry);
        }
        let words = Vocabulary::build(words);
        let trigrams = Trigrams::build(&words);
        Self { entries, words, numbers: Vocabulary::build(numbers), trigrams }
    }

    /// Searches. An empty query finds the whole register in its order.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> SearchResult {
        let words = words_of(query);
        if words.is_empty() {
            let hits = (0..self.entries.len().min(limit)).map(|at| rank::plain_hit(at, true)).collect();
            return SearchResult { hits, also_searched: None, total: self.entries.len() };
        }
        let found = self.find(&words);
        let mut ranking = rank::Ranking::new(&self.entries, limit);
        ranking.add(&words, &narrowed(&found), &found.exact);
        let mut total = found.all;
        let mut also_searched = None;
        if total.len() < FEW_HITS
            && let Some(twin) = layout_twin(query.trim())
        {
            let twin_words = words_of(&twin);
            let mut twin_found = self.find(&twin_words);
            twin_found.all.remove(&total);
            if twin_found.all.len() > 0 {
                ranking.add(&twin_words, &narrowed(&twin_found), &twin_found.exact);
                total.join(&twin_found.all);
                also_searched = Some(twin);
            }
        }
        if total.len() < FEW_HITS {
            let mut like = self.find_like(&words);
            like.remove(&total);
            let candidates: Vec<usize> = like.positions().take(CANDIDATES_MAX).collect();
            ranking.add(&words, &candidates, &Set::empty(self.entries.len()));
            total.join(&like);
        }
        SearchResult { hits: ranking.finish(), also_searched, total: total.len() }
    }

    fn find(&self, words: &[Word]) -> Found {
        let mut found: Option<Found> = None;
        for word in words {
            let mut all = Set::empty(self.entries.len());
            let mut whole = Set::empty(self.entries.len());
            match word {
                Word::Number { separated, collapsed, folded } => {
                    self.numbers.find(separated, &mut all, &mut whole);
                    if collapsed != separated {
                        self.numbers.find(collapsed, &mut all, &mut whole);
                    }
                    self.words.find(folded, &mut all, &mut whole);
                }
                Word::Letters(letters) => {
                    self.words.find(letters, &mut all, &mut whole);
                    whole = all.clone();
                    self.numbers.find(&fold_number(letters).text, &mut all, &mut whole);
                }
            }
            match &mut found {
                Some(found) => {
                    found.all.cross(&all);
                    found.exact.cross(&whole);
                }
                None => found = Some(Found { exact: whole, all }),
            }
        }
        found.unwrap_or_else(|| Found { exact: Set::empty(0), all: Set::empty(0) })
    }

    /// What is like the query: words that share trigrams, numbers that begin alike.
    fn find_like(&self, words: &[Word]) -> Set {
        let mut found: Option<Set> = None;
        for word in words {
            let mut all = Set::empty(self.entries.len());
            match word {
                Word::Letters(letters) => {
                    for place in self.trigrams.like(letters) {
                        all.add(self.words.contracts(place));
                    }
                }
                Word::Number { collapsed, .. } => {
                    let mut beginning = collapsed.as_str();
                    while beginning.chars().count() > 2 && !self.numbers.has(beginning) {
                        beginning = beginning.char_indices().next_back().map_or("", |(at, _)| &beginning[..at]);
                    }
                    self.numbers.find(beginning, &mut all, &mut Set::empty(0));
                }
            }
            match &mut found {
                Some(found) => found.cross(&all),
                None => found = Some(all),
            }
        }
        found.unwrap_or_else(|| Set::empty(self.entries.len()))
    }
}

/// The candidates to rank: exact ones first, so that the limit never drops them.
fn narrowed(found: &Found) -> Vec<usize> {
    let mut rest = found.all.clone();
    rest.remove(&found.exact);
    found.exact.positions().chain(rest.positions()).take(CANDIDATES_MAX).collect()
}

fn entry_of(contract: &Contract) -> Entry {
    let names = names_text(contract);
    let (unit, house) =
        contract.unit.as_ref().map_or_else(Default::default, |unit| (unit.number.clone(), unit.house.clone()));
    let folded = fold(&format!("{} {names} {unit} {house}", contract.number));
    let line = folded.chars().filter(|letter| letter.is_alphanumeric()).collect();
    Entry { number: contract.number.clone(), names, unit, house, line, is_open: contract.is_open() }
}

/// The texts whose words a contract is found by.
fn word_texts<'a>(contract: &'a Contract, entry: &'a Entry) -> Vec<&'a str> {
    let mut texts = vec![entry.names.as_str(), entry.house.as_str(), contract.kind.as_str()];
    texts.extend(contract.holders().filter_map(|holder| Some(holder.tax_id.as_ref()?.as_str())));
    if let Some(unit) = &contract.unit {
        texts.push(&unit.section);
        // Words of the field that accountants type, in the languages of the registers.
        texts.push(match unit.kind {
            UnitKind::Flat => "кв квартира apartament",
            UnitKind::Parking => "мм машиноместо паркинг parcare",
            UnitKind::Storage => "кладовая debara",
            UnitKind::Commercial => "нежилое помещение офис oficiu",
        });
    }
    texts
}

/// The tails of a number that begin where a token begins, with their separators and collapsed:
/// `К-12/5-45` is found by `К-12/5`, `12/5-45`, `5-45`, `45`, `12545`, …
fn number_tails(number: &str) -> BTreeSet<String> {
    let folded = fold_number(number).text;
    let mut tails = BTreeSet::new();
    let mut previous = ' ';
    for (at, letter) in folded.char_indices() {
        let begins = letter.is_alphanumeric()
            && (!previous.is_alphanumeric() || previous.is_ascii_digit() != letter.is_ascii_digit());
        if begins && let Some(tail) = folded.get(at..) {
            tails.insert(tail.to_owned());
            tails.insert(number_key(tail));
        }
        previous = letter;
    }
    tails
}

/// The words of a query; signs that stand alone (№, dashes) say nothing.
fn words_of(query: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for part in query.split_whitespace() {
        let bare = part.trim_matches(|letter: char| !letter.is_alphanumeric());
        if bare.chars().any(|letter| letter.is_ascii_digit()) {
            words.push(Word::Number {
                separated: fold_number(bare).text,
                collapsed: number_key(bare),
                folded: fold(bare),
            });
        } else {
            let folded = fold(bare);
            words.extend(
                folded
                    .split(|letter: char| !letter.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .map(|word| Word::Letters(word.to_owned())),
            );
        }
    }
    words
}
