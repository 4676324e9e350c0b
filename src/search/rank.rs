//! The order of what was found: our own rules first, fuzzy-matcher's score among equals.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::index::{Entry, Word};
use super::{Hit, Set, highlight};
use crate::text::{fold, number_key};

/// Best first: exact; the number itself; words that are whole; open contracts; the fuzzy score;
/// the register's order.
type Rank = (bool, u8, bool, i64, Reverse<usize>);

/// Collects candidates stage by stage; a later stage stands behind an earlier one.
pub(super) struct Ranking<'a> {
    entries: &'a [Entry],
    limit: usize,
    matcher: SkimMatcherV2,
    hits: Vec<Hit>,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(entries: &'a [Entry], limit: usize) -> Self {
        Self { entries, limit, matcher: SkimMatcherV2::default(), hits: Vec::new() }
    }

    /// Ranks the candidates of a stage and adds the best of them.
    pub(super) fn add(&mut self, words: &[Word], candidates: &[usize], exact: &Set) {
        let room = self.limit.saturating_sub(self.hits.len());
        let pattern: String = words.iter().map(Word::pattern).collect();
        let mut exact_flags = vec![false; self.entries.len()];
        for position in exact.positions() {
            if let Some(flag) = exact_flags.get_mut(position) {
                *flag = true;
            }
        }
        let mut ranked: Vec<(Rank, usize)> = candidates
            .iter()
            .filter_map(|position| {
                let entry = self.entries.get(*position)?;
                let is_exact = exact_flags.get(*position).copied().unwrap_or(false);
                let agreement = words.iter().map(|word| word.agreement(entry)).sum();
                let score = self.matcher.fuzzy_match(&entry.line, &pattern).unwrap_or(0);
                Some(((is_exact, agreement, entry.is_open, score, Reverse(*position)), *position))
            })
            .collect();
        ranked.sort_unstable_by_key(|(rank, _)| Reverse(*rank));
        for (rank, position) in ranked.into_iter().take(room) {
            let mut hit = plain_hit(position, rank.0);
            if let Some(entry) = self.entries.get(position) {
                highlight::mark(&mut hit, entry, words, &self.matcher);
            }
            self.hits.push(hit);
        }
    }

    pub(super) fn finish(self) -> Vec<Hit> {
        self.hits
    }
}

/// A hit with nothing highlighted.
pub(super) fn plain_hit(contract: usize, exact: bool) -> Hit {
    Hit { contract, in_number: Vec::new(), in_names: Vec::new(), in_unit: Vec::new(), in_house: Vec::new(), exact }
}

impl Word {
    /// What fuzzy matching looks for.
    pub(super) fn pattern(&self) -> &str {
        match self {
            Self::Number { folded, .. } => folded,
            Self::Letters(letters) => letters,
        }
    }

    /// How well it agrees: 3 the whole contract number, 2 the unit's number or a whole word of a
    /// name, 1 the beginning of the number or of the surname.
    fn agreement(&self, entry: &Entry) -> u8 {
        match self {
            Self::Number { collapsed, .. } => {
                let number = number_key(&entry.number);
                if number == *collapsed {
                    3
                } else if number_key(&entry.unit) == *collapsed {
                    2
                } else {
                    u8::from(number.starts_with(collapsed.as_str()))
                }
            }
            Self::Letters(letters) => {
                let names = fold(&entry.names);
                if names.split(|letter: char| !letter.is_alphanumeric()).any(|name| name == letters) {
                    2
                } else {
                    u8::from(names.starts_with(letters.as_str()))
                }
            }
        }
    }
}
