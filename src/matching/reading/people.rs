//! People and companies named in a purpose.

use std::borrow::Cow;
use std::ops::Range;

use super::facts::word_at;
use super::numbers::Growing;
use super::roles::{Role, role_at};
use super::scan::Scan;
use crate::matching::names::{NameStrength, Person, is_patronymic_word, person_of, surname_stem};
use crate::matching::words::known::{Asked as _, KnownWord, Question};
use crate::matching::words::words;

/// A person or company that the purpose names.
#[derive(Debug, Clone)]
pub(in crate::matching) struct Said {
    /// The ways in which the name can be looked up, strongest first.
    pub person: Option<Person>,
    /// How much of the name is there.
    pub strength: NameStrength,
    /// Where it stands in the original.
    pub place: Range<usize>,
    /// «за …» stands before it: whose debt it is.
    pub on_behalf: bool,
    /// As whom it is named.
    pub role: Role,
    /// It can be nothing but a name; otherwise it counts only when the register knows it, the whole
    /// name where it is one.
    pub certain: bool,
}

/// A word of the purpose that may be part of a name: its runs (two for a double name, and for a father's
/// name with «оглы» or «кызы»).
struct Word {
    runs: Range<usize>,
    text: KnownWord,
    capital: bool,
    /// It stands in brackets of its own: a surname borne too.
    bracketed: bool,
}

/// All people that a purpose may name beside the numbers of contracts at these runs.
pub(super) fn people(scan: &Scan<'_>, numbers: &[Range<usize>]) -> Vec<Said> {
    let name_words = name_words(scan, numbers);
    let mut found = Vec::new();
    let mut at = 0;
    while at < name_words.len() {
        found.extend(double_surname_at(scan, numbers, &name_words, at));
        if let Some((length, said)) = person_at(scan, numbers, &name_words, at) {
            at += if said.certain { length } else { 1 };
            found.push(said);
        } else {
            at += 1;
        }
    }
    found
}

fn name_words(scan: &Scan<'_>, numbers: &[Range<usize>]) -> Vec<Word> {
    let is_number = |position: usize| numbers.iter().any(|number| number.contains(&position));
    let mut list = Vec::new();
    let mut position = 0;
    while let Some(run) = scan.run(position) {
        let mut end = position + 1;
        let mut text = Cow::Borrowed(run.text.as_str());
        // «Д-РУ» is one word, and no name; the sign before a number is no initial.
        let is_short_word = word_at(scan, position, &words().contract) == Some(2);
        let is_number_sign = run.text == "n" && scan.run(end).is_some_and(|next| next.digits || is_number(end));
        let is_word = !run.digits && !is_number(position) && !is_short_word && !is_number_sign;
        if is_short_word {
            end += 1;
        }
        while is_word
            && run.text.count() > 2
            && let Some(next) = scan.run(end)
            && !next.digits
            && next.gap.length == 1
            && next.gap.binder == Some('-')
            && next.text.count() > 2
        {
            text = format!("{text}-{}", next.text.as_str()).into();
            end += 1;
        }
        if is_word
            && words().descent.has(&run.text)
            && let Some(father) = list.last_mut().filter(|word: &&mut Word| !word.text.is_empty())
            && run.gap.length <= 2
            && !run.gap.breaks
        {
            father.text = KnownWord::of(&format!("{}-{}", father.text.as_str(), run.text.as_str()));
            father.runs.end = end;
            position = end;
            continue;
        }
        let original = scan.said(&run.signs);
        let capital = original.chars().next().is_some_and(char::is_uppercase);
        let bracketed = is_word && is_bracketed(scan, &(position..end)) && text.chars().count() >= 3;
        let text = if is_word { &*text } else { "" };
        list.push(Word { runs: position..end, text: KnownWord::of(text), capital, bracketed });
        position = end;
    }
    list
}

pub(super) fn is_bracketed(scan: &Scan<'_>, runs: &Range<usize>) -> bool {
    let sign = |at: Option<usize>| at.and_then(|at| scan.signs.get(at)).map(|sign| sign.word);
    let (Some(first), Some(last)) = (scan.runs.get(runs.start), scan.runs.get(runs.end - 1)) else { return false };
    sign(first.signs.start.checked_sub(1)) == Some('(') && sign(Some(last.signs.end)) == Some(')')
}

/// Whether a word directly follows the one before: spaces, or the point of an initial.
fn follows(scan: &Scan<'_>, word: &Word) -> bool {
    scan.run(word.runs.start).is_some_and(|run| {
        let gap = run.gap;
        gap.length <= 3 && !gap.breaks && !gap.number_sign && matches!(gap.binder, None | Some('.'))
    })
}

/// Up to four words from here that follow one another, a surname in brackets among or after the first
/// three, and for each word the place after it in the list.
fn chain_at<'list>(
    scan: &Scan<'_>,
    list: &'list [Word],
    at: usize,
) -> (Vec<&'list Word>, Option<&'list str>, Vec<usize>) {
    let (mut chain, mut beside, mut ends) = (Vec::new(), None, Vec::new());
    let mut after_bracket = false;
    for (position, word) in list.iter().enumerate().skip(at).take(5) {
        if word.text.is_empty() {
            break;
        }
        if word.bracketed && (1..=3).contains(&chain.len()) && beside.is_none() {
            (beside, after_bracket) = (Some(word.text.as_str()), true);
            continue;
        }
        if chain.len() == 4 || !(chain.is_empty() || after_bracket || follows(scan, word)) {
            break;
        }
        after_bracket = false;
        chain.push(word);
        ends.push(position + 1);
    }
    (chain, beside, ends)
}

/// A double surname whose hyphen was lost, with first name and patronymic: «Вдовского Рябинина Егора
/// Максимовича». The first word may be no name at all, so only the register can tell.
fn double_surname_at(scan: &Scan<'_>, numbers: &[Range<usize>], list: &[Word], at: usize) -> Option<Said> {
    let (chain, beside, _) = chain_at(scan, list, at);
    let [one, other, first, patronymic] = chain.as_slice() else { return None };
    let are_names = [one, other, first].iter().all(|word| !is_common(&word.text) && !is_patronymic_word(&word.text));
    if !are_names || beside.is_some() || !is_patronymic_word(&patronymic.text) {
        return None;
    }
    let tokens = [one, other, first, patronymic].map(|word| word.text.clone());
    Some(Said {
        person: Some(person_of(&tokens)?),
        strength: NameStrength::Full,
        place: place_of(scan, one, patronymic)?,
        on_behalf: is_on_behalf(list, at),
        role: role_at(scan, numbers, one.runs.start),
        certain: false,
    })
}

/// Whether «за …» stands before the word at this place.
fn is_on_behalf(list: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| list.get(before));
    before.is_some_and(|word| words().on_behalf.has(&word.text))
}

/// Where the words from one to another stand in the original.
fn place_of(scan: &Scan<'_>, first: &Word, last: &Word) -> Option<Range<usize>> {
    let start = scan.run(first.runs.start)?.signs.start;
    let end = scan.run(last.runs.end - 1)?.signs.end;
    Some(scan.original(&(start..end)))
}

fn person_at(scan: &Scan<'_>, numbers: &[Range<usize>], list: &[Word], at: usize) -> Option<(usize, Said)> {
    let (chain, beside, ends) = chain_at(scan, list, at);
    let is_initial = |position: usize| chain.get(position).is_some_and(|word| word.text.count() == 1 && word.capital);
    let is_name =
        |position: usize| chain.get(position).is_some_and(|word| word.text.count() >= 2 && !is_common(&word.text));
    let patronymic_at = |position: usize| chain.get(position).is_some_and(|word| is_patronymic_word(&word.text));
    // «сотрудника Юринович Анастасию Егоровну»: the surname only looks like a patronymic.
    let begins_later = patronymic_at(3) && !patronymic_at(2);
    let (length, strength, certain) =
        if is_name(0) && ((is_name(1) && patronymic_at(2)) || (patronymic_at(1) && is_name(2) && !begins_later)) {
            (3, NameStrength::Full, true)
        } else if is_name(0) && is_initial(1) && is_initial(2) {
            (3, NameStrength::Initials, chain[0].capital)
        } else if is_initial(0) && is_initial(1) && is_name(2) {
            (3, NameStrength::Initials, chain[2].capital)
        } else if is_name(0) && is_initial(1) {
            (2, NameStrength::Initials, false)
        } else if is_name(0) && is_name(1) {
            (2, NameStrength::Short, false)
        } else {
            return None;
        };
    let tokens: Vec<KnownWord> = chain.iter().take(length).map(|word| word.text.clone()).collect();
    let mut person = person_of(&tokens)?;
    person.also.extend(beside.map(surname_stem));
    let on_behalf = is_on_behalf(list, at);
    let title_case = chain.iter().take(length).all(|word| is_title_case(scan, word));
    let certain = certain || (on_behalf && title_case && strength == NameStrength::Short);
    let place = place_of(scan, chain[0], chain[length - 1])?;
    let role = role_at(scan, numbers, chain[0].runs.start);
    Some((ends[length - 1] - at, Said { person: Some(person), strength, place, on_behalf, role, certain }))
}

fn is_title_case(scan: &Scan<'_>, word: &Word) -> bool {
    let original = scan.run(word.runs.start).map(|run| scan.said(&run.signs)).unwrap_or_default();
    let mut letters = original.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Words that stand in purposes and begin no name.
fn is_common(word: &KnownWord) -> bool {
    word.answer(Question::COMMON, || is_in_common_lists(word))
}

fn is_in_common_lists(word: &str) -> bool {
    let words = words();
    let lists = [
        &words.contract,
        &words.invoice,
        &words.other_document,
        &words.number_sign,
        &words.after_number,
        &words.instalment,
        &words.sum,
        &words.rouble,
        &words.flat,
        &words.parking,
        &words.storage,
        &words.commercial,
        &words.house,
        &words.section,
        &words.penalty,
        &words.on_behalf,
        &words.entrepreneur,
        &words.legal_form,
        &words.mortgage,
        &words.maternity,
        &words.loan,
        &words.common,
    ];
    lists.iter().any(|list| list.has(word)) || words.month(word).is_some()
}

/// Keys of every window of one to four words, for finding companies that the register knows: the hash of
/// the key and the runs that it takes.
pub(super) fn company_windows(scan: &Scan<'_>) -> Vec<(u64, Range<usize>)> {
    let mut windows = Vec::new();
    for start in 0..scan.runs.len() {
        let (mut key, mut length) = (Growing::default(), 0);
        let mut used = 0;
        for end in start..scan.runs.len().min(start + 6) {
            let run = &scan.runs[end];
            if words().legal_form.has(&run.text) {
                if end == start {
                    break;
                }
                continue;
            }
            if length > 0 {
                key.push(' ');
                length += 1;
            }
            run.text.latin().chars().for_each(|letter| key.push(letter));
            length += run.text.latin().len();
            used += 1;
            if length >= 5 && !(used == 1 && is_common(&run.text)) {
                windows.push((key.hash(), start..end + 1));
            }
            if used == 4 {
                break;
            }
        }
    }
    windows
}

/// Whether the purpose says that it pays a company's debt: «за ООО …».
pub(super) fn is_for_company(scan: &Scan<'_>) -> bool {
    scan.runs.windows(2).any(|pair| {
        let [word, form] = pair else { return false };
        words().on_behalf.has(&word.text) && form.text.count() > 1 && words().legal_form.has(&form.text)
    })
}
