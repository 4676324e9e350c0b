//! The purpose as signs and runs: letters and digits with their places in the original.

use std::cell::OnceCell;
use std::ops::Range;

use super::numbers::Marker;
use crate::matching::words::known::KnownWord;
use crate::matching::words::{plain_letter, words};
use crate::text::{fold_letters, is_letter, look_alike};

/// One folded sign of the purpose.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct Sign {
    /// Folded for words.
    pub word: char,
    /// Folded for numbers: the Latin capital or digit that it looks like.
    pub look: char,
    /// Its bytes in the original.
    pub from: usize,
    /// Its end in the original.
    pub to: usize,
}

/// A run of letters or of digits.
#[derive(Debug, Clone)]
pub(in crate::matching) struct Run {
    /// Its signs.
    pub signs: Range<usize>,
    /// Whether it is digits.
    pub digits: bool,
    /// The folded word, in one alphabet where two were mixed; the digits of a number.
    pub text: KnownWord,
    /// What stands between the run before and this one.
    pub gap: Gap,
}

/// What stands between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each tells of one kind of sign in the gap")]
pub(in crate::matching) struct Gap {
    /// Signs in it.
    pub length: usize,
    /// A space among them.
    pub space: bool,
    /// A sign of a number (№, #) among them.
    pub number_sign: bool,
    /// The sign that binds parts of a number (`/ - _ . \`), when it is the only one beside spaces.
    pub binder: Option<char>,
    /// Any other sign (comma, colon, quote, bracket, …).
    pub breaks: bool,
    /// A comma and nothing else.
    pub comma: bool,
}

/// The purpose, taken apart.
#[derive(Debug)]
pub(in crate::matching) struct Scan<'text> {
    /// The original.
    pub text: &'text str,
    /// Its signs.
    pub signs: Vec<Sign>,
    /// Its runs of letters and digits.
    pub runs: Vec<Run>,
    /// What stands before each run, once it was asked.
    pub(super) markers: OnceCell<Vec<Option<Marker>>>,
}

/// A purpose longer than this many bytes is read only so far, and never makes a row ready.
const READ_AT_MOST: usize = 8_192;

impl<'text> Scan<'text> {
    /// The length of a Latin «N», «No», «Nr» that stands glued before a number beginning with a
    /// letter («NДДУ-9270», «NK-4/1»): before Cyrillic letters anywhere, before Latin ones only where
    /// digits follow and a contract or an invoice was just named.
    fn glued_number_sign(&self, start: usize, end: usize) -> Option<usize> {
        let letters = &self.signs[start..end];
        let is_latin = |sign: &Sign| sign.word.is_ascii_alphabetic();
        let length = letters.iter().take_while(|sign| is_latin(sign)).count();
        let is_sign = |length: usize| {
            let sign: String = letters.iter().take(length).map(|sign| sign.word).collect();
            matches!(sign.as_str(), "n" | "no" | "nr")
        };
        if length < letters.len() {
            return is_sign(length).then_some(length);
        }
        let goes_on =
            self.signs.get(end).is_some_and(|sign| sign.word.is_ascii_digit() || matches!(sign.word, '-' | '/'));
        let before = self.runs.last().filter(|run| !run.digits && end - start <= 6 && start - run.signs.end <= 2);
        let is_named = before.is_some_and(|run| words().contract.has(&run.text) || words().invoice.has(&run.text));
        (goes_on && is_named && letters.len() > 1 && is_sign(1)).then_some(1)
    }

    /// Where letters that were written without a blank between are two words: «ДДУNВ17228» after its
    /// sign of a number, «51/10-ПИРот:14.06.2025» before its «от».
    fn glued_word_end(&self, start: usize, end: usize) -> Option<usize> {
        let word =
            |range: Range<usize>| self.signs[range].iter().map(|sign| plain_letter(sign.word)).collect::<String>();
        let names_a_document = |at: usize| {
            let word = word(start..at);
            word.chars().count() >= 3 && (words().contract.has(&word) || words().invoice.is_exactly(&word))
        };
        let sign = (start..end.saturating_sub(1)).find(|at| self.signs[*at].word == 'n');
        if let Some(sign) = sign.filter(|sign| names_a_document(*sign)) {
            return Some(sign + 1);
        }
        let is_of = |of: usize| self.signs[of..end].iter().map(|sign| plain_letter(sign.word)).eq("от".chars());
        let of = end.checked_sub(2).filter(|of| *of > start && is_of(*of))?;
        let continues = start.checked_sub(1).and_then(|before| self.signs.get(before));
        let is_number = continues.is_some_and(|sign| sign.word.is_ascii_digit() || matches!(sign.word, '-' | '/'));
        let sign_at = |at: usize| self.signs.get(at).map(|sign| sign.word);
        let day = end + usize::from(matches!(sign_at(end), Some(':' | ' ')));
        let is_date = (1..=2).any(|length| {
            let digits = (day..day + length).all(|at| sign_at(at).is_some_and(|sign| sign.is_ascii_digit()));
            digits && sign_at(day + length) == Some('.')
        });
        (is_number && is_date).then_some(of)
    }

    /// Takes a text apart.
    pub(in crate::matching) fn new(whole: &'text str) -> Self {
        let end = whole.char_indices().map(|(at, _)| at).take_while(|at| *at <= READ_AT_MOST).last().unwrap_or(0);
        let text = if whole.len() <= READ_AT_MOST { whole } else { &whole[..end] };
        let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
        fold_letters(text, |word, from| {
            let look = if word.is_whitespace() { ' ' } else { same_figure(look_alike(word)) };
            signs.push(Sign { word, look, from, to: text.len() });
        });
        // A letter that folds into several ends where the next original letter begins.
        for position in (0..signs.len().saturating_sub(1)).rev() {
            let next = signs[position + 1];
            let sign = &mut signs[position];
            sign.to = if next.from > sign.from { next.from } else { next.to };
        }
        let mut scan = Self { text, signs, runs: Vec::new(), markers: OnceCell::new() };
        scan.find_runs();
        scan
    }

    fn find_runs(&mut self) {
        let class = |sign: &Sign| {
            if sign.word.is_ascii_digit() {
                Some(true)
            } else if is_letter(sign.word) {
                Some(false)
            } else {
                None
            }
        };
        let mut at = 0;
        let mut last_end = 0;
        let mut text = String::new();
        while at < self.signs.len() {
            let Some(digits) = class(&self.signs[at]) else {
                at += 1;
                continue;
            };
            let start = at;
            while at < self.signs.len() && class(&self.signs[at]) == Some(digits) {
                at += 1;
            }
            if !digits && let Some(sign) = self.glued_number_sign(start, at) {
                at = start + sign;
            }
            if !digits && let Some(end) = self.glued_word_end(start, at) {
                at = end;
            }
            text.clear();
            text.extend(self.signs[start..at].iter().map(|sign| plain_letter(sign.word)));
            if !digits {
                to_one_alphabet(&mut text);
            }
            let gap = gap_of(&self.signs[last_end..start]);
            self.runs.push(Run { signs: start..at, digits, text: KnownWord::of(&text), gap });
            last_end = at;
        }
    }

    /// The bytes of the original under these signs.
    pub(in crate::matching) fn original(&self, signs: &Range<usize>) -> Range<usize> {
        match (self.signs.get(signs.start), self.signs.get(signs.end.saturating_sub(1))) {
            (Some(first), Some(last)) if signs.start < signs.end => first.from..last.to.max(first.from),
            _ => 0..0,
        }
    }

    /// The words of the original under these signs.
    pub(in crate::matching) fn said(&self, signs: &Range<usize>) -> &'text str {
        self.text.get(self.original(signs)).unwrap_or_default()
    }

    /// The words of the original under these runs.
    pub(in crate::matching) fn said_at(&self, runs: &Range<usize>) -> &'text str {
        match (self.runs.get(runs.start), self.runs.get(runs.end.saturating_sub(1))) {
            (Some(first), Some(last)) => self.said(&(first.signs.start..last.signs.end)),
            _ => "",
        }
    }

    /// The run at a position.
    pub(in crate::matching) fn run(&self, position: usize) -> Option<&Run> {
        self.runs.get(position)
    }

    /// The gap after a run: before the next one, or to the end.
    pub(in crate::matching) fn gap_after(&self, position: usize) -> Gap {
        self.runs.get(position + 1).map_or_else(
            || gap_of(self.runs.get(position).map_or(&[], |run| &self.signs[run.signs.end..])),
            |next| next.gap,
        )
    }
}

/// The figure that a letter is mistaken for: `O` for zero, `З` for three; one kind of each binder.
pub(in crate::matching) const fn same_figure(look: char) -> char {
    match look {
        'O' => '0',
        'З' => '3',
        '\\' => '/',
        '_' => '-',
        other => other,
    }
}

fn gap_of(signs: &[Sign]) -> Gap {
    let mut gap = Gap { length: signs.len(), ..Gap::default() };
    let mut commas = 0;
    let mut binders = 0;
    for sign in signs {
        match sign.look {
            ' ' => gap.space = true,
            '№' | '#' => gap.number_sign = true,
            '/' | '-' | '.' => {
                binders += 1;
                gap.binder = Some(sign.look);
            }
            ',' => {
                commas += 1;
                gap.breaks = true;
            }
            _ => gap.breaks = true,
        }
    }
    if binders != 1 {
        gap.breaks |= binders > 1;
        gap.binder = None;
    }
    gap.comma = commas == 1 && signs.len() == 1;
    gap
}

/// Puts a word that was typed with letters of two alphabets («дoговор» with a Latin o) into Cyrillic.
fn to_one_alphabet(word: &mut String) {
    let is_cyrillic = |letter: char| ('а'..='я').contains(&letter);
    if !word.chars().any(is_cyrillic) || word.chars().all(is_cyrillic) {
        return;
    }
    *word = word
        .chars()
        .map(|letter| match letter {
            'a' => 'а',
            'b' => 'в',
            'c' => 'с',
            'e' => 'е',
            'h' => 'н',
            'k' => 'к',
            'm' => 'м',
            'o' => 'о',
            'p' => 'р',
            't' => 'т',
            'x' => 'х',
            'y' => 'у',
            'i' => 'и',
            other => other,
        })
        .collect();
}
