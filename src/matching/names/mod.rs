//! Names of people and companies, brought to a form in which cases, alphabets and spellings of one
//! name agree: «Иванову Марию», «Иванова Мария», «Ivanova Mariya».

mod latin;

use std::sync::Arc;

pub(super) use latin::{latin, stem, stem_of_latin};

use super::reading::numbers::hash_of_parts;
use super::words::known::{Asked as _, KnownWord, Question};
use super::words::{plain, words};
use crate::text::{fold, is_letter};

/// A person's name in parts, each a stem; an initial is a stem of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Person {
    /// Stem of the surname; of a double one the stems of both halves, joined.
    pub surname: Arc<str>,
    /// The surname whole, without a case stripped.
    pub surname_whole: Arc<str>,
    /// Stems of surnames that the person bears too: a maiden name in brackets, the halves of a double one.
    pub also: Vec<String>,
    /// Stem or initial of the first name; empty where unknown.
    pub first: Arc<str>,
    /// Stem or initial of the patronymic; empty where unknown.
    pub patronymic: Arc<str>,
}

/// How much of a name agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum NameStrength {
    /// Surname and initials.
    Initials,
    /// Surname and first name.
    Short,
    /// Surname, first name and patronymic; surname and first name of two names that have no more; the
    /// whole name of a company.
    Full,
}

/// Who a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A person.
    Person(Person),
    /// A company by the key of its significant words.
    Company(Arc<str>),
    /// Nothing that could be compared.
    Nobody,
}

fn first_letter(text: &str) -> &str {
    text.chars().next().and_then(|letter| text.get(..letter.len_utf8())).unwrap_or_default()
}

impl Person {
    /// Keys under which a name is found, strongest first; under a surname borne too the name is never
    /// stronger than short.
    pub(super) fn keys(&self) -> Vec<(NameStrength, u64)> {
        let mut keys = Vec::with_capacity(3 + 2 * self.also.len());
        let is_word = |part: &str| part.chars().nth(1).is_some();
        if is_word(&self.first) && is_word(&self.patronymic) {
            keys.push((NameStrength::Full, key(&self.surname, &self.first, &self.patronymic)));
        }
        if is_word(&self.first) {
            keys.extend(self.surnames().map(|surname| (NameStrength::Short, key(surname, &self.first, ""))));
        }
        if !self.first.is_empty() {
            let (first, patronymic) = (first_letter(&self.first), first_letter(&self.patronymic));
            keys.extend(self.surnames().map(|surname| (NameStrength::Initials, key(surname, first, patronymic))));
        }
        keys
    }

    fn surnames(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.surname).chain(self.also.iter().map(String::as_str))
    }

    fn key(&self, first: &str, patronymic: &str) -> u64 {
        key(&self.surname, first, patronymic)
    }

    /// The key under which this name and a shorter form of it are one.
    pub(super) fn weakest_key(&self) -> Option<u64> {
        let initial = first_letter(&self.first);
        (!initial.is_empty()).then(|| self.key(initial, ""))
    }

    /// How far the two names agree; `None` where they contradict each other or share no surname.
    pub(super) fn agrees(&self, other: &Self) -> Option<NameStrength> {
        if self.is_turned(other) {
            return Some(NameStrength::Short);
        }
        let is_same = self.surname == other.surname;
        if !is_same && !self.surnames().any(|surname| other.surnames().any(|known| known == surname)) {
            return None;
        }
        let first = part_agrees(&self.first, &other.first)?;
        let patronymic = part_agrees(&self.patronymic, &other.patronymic)?;
        match (first, patronymic) {
            (Part::Word, Part::Word) if is_same => Some(NameStrength::Full),
            (Part::Word, _) if is_same && self.is_of_two_words() && other.is_of_two_words() => Some(NameStrength::Full),
            (Part::Word, _) => Some(NameStrength::Short),
            (Part::Letter, _) => Some(NameStrength::Initials),
            (Part::Unknown, _) => None,
        }
    }

    /// Whether the name is a surname and a first name, and no more is known of it.
    pub(super) fn is_of_two_words(&self) -> bool {
        self.patronymic.is_empty() && self.first.chars().nth(1).is_some()
    }

    /// Whether these are the same two words the other way round, «Nicolae Rusu» and «Rusu Nicolae».
    fn is_turned(&self, other: &Self) -> bool {
        let are_two = self.is_of_two_words() && other.is_of_two_words();
        are_two && self.surname != self.first && self.surname == other.first && self.first == other.surname
    }

    /// Whether only the surname differs, as after a marriage: first name and patronymic are the same,
    /// letter for letter of their stems.
    pub(super) fn is_renamed(&self, other: &Self) -> bool {
        let is_word = |part: &str| part.chars().nth(1).is_some();
        is_word(&self.first) && self.first == other.first && self.patronymic == other.patronymic && {
            is_word(&self.patronymic) || self.patronymic.is_empty()
        }
    }
}

fn key(surname: &str, first: &str, patronymic: &str) -> u64 {
    hash_of_parts(&[surname, first, patronymic])
}

enum Part {
    Word,
    Letter,
    Unknown,
}

fn part_agrees(one: &str, other: &str) -> Option<Part> {
    if one.is_empty() || other.is_empty() {
        return Some(Part::Unknown);
    }
    if one == other && one.chars().count() > 1 {
        return Some(Part::Word);
    }
    let has_letter = one.chars().count() == 1 || other.chars().count() == 1;
    (has_letter && one.chars().next() == other.chars().next()).then_some(Part::Letter)
}

/// Whether a stem is a patronymic's.
pub(super) fn is_patronymic(stem: &str) -> bool {
    stem.chars().count() >= 5
        && ["ovich", "evich", "ovn", "evn", "ichn", "mich", "lich", "kich"].iter().any(|ending| stem.ends_with(ending))
}

/// The father's name in «Вагиф-оглы» and «Ариф-кызы»: a patronymic that does not decline.
fn fathers_name(word: &str) -> Option<&str> {
    word.rsplit_once('-').filter(|(_, descent)| words().descent.has(descent)).map(|(father, _)| father)
}

/// Whether a folded word is a patronymic.
pub(super) fn is_patronymic_word(word: &KnownWord) -> bool {
    word.answer(Question::PATRONYMIC, || fathers_name(word).is_some() || is_patronymic(word.stem()))
}

/// The stem of a surname; of a double one each half declines by itself.
pub(super) fn surname_stem(surname: &str) -> String {
    surname.split('-').map(stem).collect()
}

/// Reads a name as a document writes it: «ПАО СБЕРБАНК//Иванов Иван Иванович//…», «ИП Иванов
/// Иван», «ООО "Ромашка"».
pub(super) fn who(name: &str) -> Who {
    who_of_one(name_alone(name))
}

/// The name itself in a party's name as banks fill it: of «ПАО СБЕРБАНК//Иванов Иван
/// Иванович//г. Москва, ул. …//» the person, else the first piece.
pub(super) fn name_alone(name: &str) -> &str {
    let pieces = || name.split("//").map(str::trim).filter(|piece| !piece.is_empty());
    let is_person = |piece: &&str| matches!(who_of_one(piece), Who::Person(_));
    let person = if pieces().nth(1).is_some() { pieces().find(is_person) } else { None };
    person.or_else(|| pieces().next()).unwrap_or_default()
}

fn who_of_one(name: &str) -> Who {
    let folded = fold(name);
    let folded = folded.split(" р/с").next().unwrap_or(&folded);
    if let Some(person) = with_maiden_name(folded) {
        return Who::Person(person);
    }
    let folded = folded.split('(').next().filter(|head| !head.trim().is_empty()).unwrap_or(folded);
    let is_name_sign = |letter: char| is_letter(letter) || letter == '-' || letter == '\'';
    let mut tokens: Vec<KnownWord> = Vec::with_capacity(4);
    for word in folded.split(|letter: char| !is_name_sign(letter)).filter(|word| !word.trim_matches('-').is_empty()) {
        let word = KnownWord::of(word);
        match tokens.last_mut() {
            Some(father) if words().descent.has(&word) => {
                *father = KnownWord::of(&format!("{}-{}", father.as_str(), word.as_str()));
            }
            _ => tokens.push(word),
        }
    }
    let has_quotes = folded.contains(['"', '«', '»', '“', '”']);
    let has_digits = folded.chars().any(|letter| letter.is_ascii_digit());
    while tokens.first().is_some_and(|word| words().entrepreneur.has(word)) {
        tokens.remove(0);
    }
    while tokens.last().is_some_and(|word| word.len() > 2 && words().entrepreneur.has(word)) {
        tokens.pop();
    }
    let is_company = has_quotes
        || has_digits
        || tokens.iter().any(|word| word.count() > 1 && words().legal_form.has(word))
        || tokens.iter().any(|word| words().bank.has(word));
    if !is_company
        && (2..=4).contains(&tokens.len())
        && let Some(person) = person_of(&tokens)
    {
        return Who::Person(person);
    }
    match company_key(folded) {
        key if key.is_empty() => Who::Nobody,
        key => Who::Company(key.into()),
    }
}

/// «Иванова (Петрова) Мария Петровна» and «Иванова Мария Петровна (Петрова)»: one word in brackets is a
/// surname borne too.
fn with_maiden_name(folded: &str) -> Option<Person> {
    let (head, rest) = folded.split_once('(')?;
    let (inside, tail) = rest.split_once(')')?;
    let inside = inside.trim();
    let is_word = inside.chars().count() >= 3 && inside.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    let whole = format!("{head} {tail}");
    if !is_word || whole.contains('(') {
        return None;
    }
    let Who::Person(mut person) = who_of_one(&whole) else { return None };
    person.also.push(surname_stem(inside));
    Some(person)
}

/// A person from folded words in one of the usual orders: surname first, or patronymic before it. Of four
/// words two are a double surname, its hyphen lost.
pub(super) fn person_of(tokens: &[KnownWord]) -> Option<Person> {
    let is_initial = |position: usize| tokens.get(position).is_some_and(|word| word.count() == 1);
    let is_fathers = |position: usize| tokens.get(position).is_some_and(is_patronymic_word);
    let (surname, first, patronymic) = match tokens.len() {
        2 if is_initial(0) => (1..2, 0, None),
        2 => (0..1, 1, None),
        3 if is_initial(0) && is_initial(1) => (2..3, 0, Some(1)),
        // No first name ends like a patronymic; a surname may: «Лев Ильич Стахович».
        3 if is_fathers(1) => (2..3, 0, Some(1)),
        3 => (0..1, 1, Some(2)),
        4 if tokens.iter().any(|word| word.count() < 3) => return None,
        4 if is_fathers(3) && !is_fathers(2) => (0..2, 2, Some(3)),
        4 if is_fathers(1) => (2..4, 0, Some(1)),
        _ => return None,
    };
    let short = |position: usize| -> Arc<str> {
        let word = &tokens[position];
        if is_initial(position) {
            first_letter(word.latin()).into()
        } else {
            fathers_name(word).map_or_else(|| word.stem().clone(), |father| KnownWord::of(father).stem().clone())
        }
    };
    let surname = tokens.get(surname)?;
    if surname.iter().any(|word| word.count() < 2) {
        return None;
    }
    let (stem_of_surname, whole) = match surname {
        [word] if !word.contains('-') => (word.stem().clone(), word.latin().clone()),
        words => (
            words.iter().map(|word| surname_stem(word)).collect::<String>().into(),
            words.iter().flat_map(|word| word.split('-')).map(latin).collect::<String>().into(),
        ),
    };
    let halves = surname.iter().flat_map(|word| word.split('-')).filter(|half| half.chars().count() >= 3);
    // What a blank holds apart may be no surname at all: only together they tell.
    let is_double = surname.iter().len() == 1 && surname.iter().any(|word| word.contains('-'));
    Some(Person {
        surname: stem_of_surname,
        surname_whole: whole,
        also: if is_double { halves.map(stem).collect() } else { Vec::new() },
        first: short(first),
        patronymic: patronymic.map(short).unwrap_or_default(),
    })
}

/// Whether two names may be one party's by two documents: nothing is compared but what both have.
pub(super) fn may_be_one(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Nobody, _) | (_, Who::Nobody) => true,
        (Who::Person(one), Who::Person(other)) => one.agrees(other).is_some(),
        (Who::Person(person), Who::Company(key)) | (Who::Company(key), Who::Person(person)) => {
            key.split(' ').any(|word| *KnownWord::of(word).stem() == person.surname)
        }
        (Who::Company(one), Who::Company(other)) => {
            one.split(' ').any(|word| word.len() > 2 && other.split(' ').any(|known| known == word))
        }
    }
}

/// The legal form that a company's name bears, as its place among the forms.
pub(super) fn legal_form(name: &str) -> Option<usize> {
    let plain = plain(&fold(name));
    words().forms.iter().position(|form| form.are_in(&plain))
}

/// Somebody else whose whole name a name has in brackets: «Иванов Иван Иванович (Сидоров Олег Ильич)».
pub(super) fn beside(name: &str) -> Option<String> {
    let (head, rest) = name.split_once('(')?;
    let inside = rest.split(')').next()?.trim();
    let Who::Person(person) = who_of_one(inside) else { return None };
    let is_whole = is_patronymic(&person.patronymic) || words().descent.are_in(&plain(&fold(inside)));
    let is_other = !is_name_of(&person, head) && is_whole;
    is_other.then(|| inside.to_owned())
}

fn is_name_of(person: &Person, name: &str) -> bool {
    matches!(who_of_one(name), Who::Person(other) if other.agrees(person).is_some())
}

/// The significant words of a company's name, without its legal form, as one key.
pub(super) fn company_key(folded: &str) -> String {
    let spaced = plain(folded);
    let mut key = String::new();
    let known = spaced.split_whitespace().map(KnownWord::of);
    for word in known.filter(|word| !words().legal_form.has(word)) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word.latin());
    }
    key
}

/// Whether a payer's name is a bank's or a fund's that pays for thousands.
pub(crate) fn is_bank(name: &str) -> bool {
    words().bank.are_in(&plain(&fold(name)))
}
