//! The picker's search: a register of contracts made findable by number, name, unit and house in
//! a few milliseconds a key.
//!
//! An index of our own (words and trigrams) lets at most [`CANDIDATES_MAX`] contracts
//! through; only those are ranked and highlighted. Numbers match whole tokens before beginnings,
//! words match beginnings before look-alikes. Nothing here reads a file, knows a clock, a payment
//! or a terminal.

mod highlight;
mod index;
mod rank;
mod set;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::ops::Range;

pub use index::SearchIndex;
use set::Set;
use vocabulary::{Trigrams, Vocabulary};

use crate::model::Contract;

/// How many contracts are ranked for one query; the index narrows the register to these.
pub const CANDIDATES_MAX: usize = 5_000;

/// With fewer hits than this the other keyboard layout and look-alikes are tried too.
pub const FEW_HITS: usize = 10;

/// A contract that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Position in the slice that the index was built from.
    pub contract: usize,
    /// What agreed in the contract's number, in bytes on character boundaries.
    pub in_number: Vec<Range<usize>>,
    /// What agreed in [`names_text`].
    pub in_names: Vec<Range<usize>>,
    /// What agreed in the unit's number.
    pub in_unit: Vec<Range<usize>>,
    /// What agreed in the house's name.
    pub in_house: Vec<Range<usize>>,
    /// Whether every word of the query is there: numbers as whole tokens, words from their
    /// beginning.
    pub exact: bool,
}

/// What a query found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchResult {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// The query as typed on the other keyboard layout, when that found something.
    pub also_searched: Option<String>,
    /// How many contracts were found in all.
    pub total: usize,
}

impl SearchResult {
    /// Whether anything agrees to the letter.
    #[must_use]
    pub fn has_exact(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.exact)
    }
}

/// The holder and the co-holders on one line: what a hit's `in_names` points into.
#[must_use]
pub fn names_text(contract: &Contract) -> String {
    let mut text = String::new();
    for holder in contract.holders().filter(|holder| !holder.name.is_empty()) {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&holder.name);
    }
    text
}
