//! Where a hit agrees with the query, in the texts as people see them.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Hit;
use super::index::{Entry, Word};
use crate::text::{Folded, fold_number, fold_with_places};

/// Marks every word of the query in the texts of a hit.
pub(super) fn mark(hit: &mut Hit, entry: &Entry, words: &[Word], matcher: &SkimMatcherV2) {
    for word in words {
        match word {
            Word::Number { separated, collapsed, folded } => {
                push(&mut hit.in_number, in_number(&entry.number, separated, collapsed));
                push(&mut hit.in_unit, in_number(&entry.unit, separated, collapsed));
                push(&mut hit.in_house, at_token(&fold_with_places(&entry.house), folded));
            }
            Word::Letters(letters) => {
                push(&mut hit.in_names, at_token(&fold_with_places(&entry.names), letters));
                push(&mut hit.in_house, at_token(&fold_with_places(&entry.house), letters));
                push(&mut hit.in_number, in_number(&entry.number, &fold_number(letters).text, ""));
            }
        }
    }
    let is_marked = [&hit.in_number, &hit.in_names, &hit.in_unit, &hit.in_house].iter().any(|marks| !marks.is_empty());
    if !is_marked {
        mark_fuzzily(hit, entry, words, matcher);
    }
    for marks in [&mut hit.in_number, &mut hit.in_names, &mut hit.in_unit, &mut hit.in_house] {
        marks.sort_unstable_by_key(|range| (range.start, range.end));
        marks.dedup();
    }
}

fn push(marks: &mut Vec<Range<usize>>, found: Option<Range<usize>>) {
    marks.extend(found.filter(|range| !range.is_empty()));
}

/// The first place where a token begins with the text.
fn at_token(folded: &Folded, text: &str) -> Option<Range<usize>> {
    let (at, _) = folded.text.match_indices(text).find(|(at, _)| begins_token(&folded.text, *at))?;
    Some(folded.original(at..at + text.len()))
}

fn begins_token(text: &str, at: usize) -> bool {
    let (before, from) = text.split_at(at);
    match (before.chars().next_back(), from.chars().next()) {
        (Some(previous), Some(first)) if previous.is_alphanumeric() => {
            previous.is_ascii_digit() != first.is_ascii_digit()
        }
        _ => true,
    }
}

/// Where a number stands: with its separators, else collapsed.
fn in_number(number: &str, separated: &str, collapsed: &str) -> Option<Range<usize>> {
    let folded = fold_number(number);
    at_token(&folded, separated).or_else(|| {
        let (key, places) = key_with_places(&folded.text);
        let (at, _) = key.match_indices(collapsed).find(|(at, _)| begins_token(&key, *at))?;
        let from = *places.get(at)?;
        let last = *places.get((at + collapsed.len()).checked_sub(1)?)?;
        let end = last + folded.text.get(last..)?.chars().next()?.len_utf8();
        Some(folded.original(from..end))
    })
}

/// [`crate::text::number_key`] of a folded number, with the byte of the folded number that each
/// byte of the key came from.
fn key_with_places(folded: &str) -> (String, Vec<usize>) {
    let letters: Vec<(usize, char)> = folded
        .char_indices()
        .filter(|(_, letter)| letter.is_alphanumeric())
        .map(|(at, letter)| (at, zero(letter)))
        .collect();
    let (mut key, mut places, mut in_digits) = (String::new(), Vec::new(), false);
    for (position, (at, letter)) in letters.iter().enumerate() {
        let next_is_digit = letters.get(position + 1).is_some_and(|(_, next)| next.is_ascii_digit());
        if *letter == '0' && !in_digits && next_is_digit {
            continue;
        }
        in_digits = letter.is_ascii_digit();
        key.push(*letter);
        places.extend(std::iter::repeat_n(*at, letter.len_utf8()));
    }
    (key, places)
}

const fn zero(letter: char) -> char {
    if letter == 'O' { '0' } else { letter }
}

/// Marks the letters that fuzzy matching used, where no word agrees from its beginning.
fn mark_fuzzily(hit: &mut Hit, entry: &Entry, words: &[Word], matcher: &SkimMatcherV2) {
    for word in words {
        for (text, marks) in [(&entry.names, &mut hit.in_names), (&entry.number, &mut hit.in_number)] {
            let folded = fold_with_places(text);
            let Some((_, letters)) = matcher.fuzzy_indices(&folded.text, word.pattern()) else { continue };
            let wanted: std::collections::BTreeSet<usize> = letters.into_iter().collect();
            for (_, (at, letter)) in
                folded.text.char_indices().enumerate().filter(|(position, _)| wanted.contains(position))
            {
                marks.push(folded.original(at..at + letter.len_utf8()));
            }
            break;
        }
    }
}
