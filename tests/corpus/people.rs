//! Persons with their names in every case of the language, by the school grammar and nothing else.

use super::dice::Dice;
use super::names::{COMMON, ENDINGS, FAR_MEN, FAR_WOMEN, MEN, MOLDOVAN_FIRST, MOLDOVAN_SURNAMES, OTHERS, STEMS, WOMEN};

/// Падеж.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Кто.
    Nominative,
    /// Кого нет.
    Genitive,
    /// Кому.
    Dative,
    /// За кого.
    Accusative,
    /// С кем.
    Instrumental,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The surname as a man bears it.
    surname: String,
    first: String,
    /// Patronymic; empty where the person has none.
    middle: String,
    /// Whether it is a woman.
    pub woman: bool,
    /// Whether the names decline: foreign ones in Latin letters do not.
    declines: bool,
}

impl Person {
    /// Somebody.
    pub fn any(dice: &mut Dice) -> Self {
        let woman = dice.chance(50);
        let mut surname = surname(dice);
        if dice.chance(3) {
            surname = format!("{surname}-{}", dice.of(&OTHERS));
        }
        Self::with(dice, surname, woman)
    }

    /// Somebody of that surname.
    fn with(dice: &mut Dice, surname: String, woman: bool) -> Self {
        let far = dice.chance(4);
        let father = dice.of(&MEN);
        let (first, middle) = match (far, woman) {
            (true, true) => dice.of(&FAR_WOMEN),
            (true, false) => dice.of(&FAR_MEN),
            (false, true) => (dice.of(&WOMEN), father.2),
            (false, false) => (dice.of(&MEN).0, father.1),
        };
        Self { surname, first: first.into(), middle: middle.into(), woman, declines: true }
    }

    /// Somebody of a Moldovan register.
    pub fn moldovan(dice: &mut Dice) -> Self {
        Self {
            surname: dice.of(&MOLDOVAN_SURNAMES).into(),
            first: dice.of(&MOLDOVAN_FIRST).into(),
            middle: String::new(),
            woman: false,
            declines: false,
        }
    }

    /// Husband or wife of this person.
    pub fn spouse(&self, dice: &mut Dice) -> Self {
        let mut spouse = Self::with(dice, self.surname.clone(), !self.woman);
        spouse.declines = self.declines;
        spouse
    }

    /// Mother, father, or another elder relative: same surname, other first name.
    pub fn relative(&self, dice: &mut Dice) -> Self {
        let woman = dice.chance(60);
        loop {
            let relative = Self::with(dice, self.surname.clone(), woman);
            if relative.first != self.first {
                return relative;
            }
        }
    }

    /// The same woman under another surname.
    pub fn renamed(&self, dice: &mut Dice) -> Self {
        loop {
            let surname = surname(dice);
            if surname != self.surname {
                return Self { surname, ..self.clone() };
            }
        }
    }

    /// Another person whose surname and initials are the same.
    pub fn with_same_initials(&self, dice: &mut Dice) -> Option<Self> {
        let same = |left: &str, right: &str| left.chars().next() == right.chars().next() && left != right;
        for _ in 0..400 {
            let other = Self::with(dice, self.surname.clone(), self.woman);
            if same(&other.first, &self.first) && other.middle.chars().next() == self.middle.chars().next() {
                return Some(other);
            }
        }
        None
    }

    fn surname_in(&self, case: Case) -> String {
        let parts = self.surname.split('-').map(|part| decline_surname(part, self.woman, case));
        parts.collect::<Vec<_>>().join("-")
    }

    /// Surname, first name and patronymic.
    pub fn full(&self, case: Case) -> String {
        if !self.declines {
            return format!("{} {}", self.surname, self.first);
        }
        let mut name = format!("{} {}", self.surname_in(case), decline_first(&self.first, self.woman, case));
        if !self.middle.is_empty() {
            name.push(' ');
            name.push_str(&decline_middle(&self.middle, case));
        }
        name
    }

    /// First name, patronymic, surname: the order of official letters.
    pub fn turned(&self) -> String {
        let full = self.full(Case::Nominative);
        match full.split_once(' ') {
            Some((surname, rest)) => format!("{rest} {surname}"),
            None => full,
        }
    }

    /// Surname and initials, with a point after each or bare.
    pub fn initials(&self, case: Case) -> String {
        let surname = if self.declines { self.surname_in(case) } else { self.surname.clone() };
        let letter = |word: &str| word.chars().next().map(|first| format!("{first}.")).unwrap_or_default();
        format!("{surname} {}{}", letter(&self.first), letter(&self.middle))
    }

    /// As a passport or a foreign bank writes the name.
    pub fn latin(&self) -> String {
        latin(&self.full(Case::Nominative)).to_uppercase()
    }
}

fn surname(dice: &mut Dice) -> String {
    match dice.roll(10) {
        0 => dice.of(&COMMON).into(),
        1..=3 => dice.of(&OTHERS).into(),
        _ => format!("{}{}", dice.of(&STEMS), dice.of(&ENDINGS)),
    }
}

/// The ending of a case: nominative, genitive, dative, accusative, instrumental.
fn ending(case: Case, endings: [&'static str; 5]) -> &'static str {
    endings[match case {
        Case::Nominative => 0,
        Case::Genitive => 1,
        Case::Dative => 2,
        Case::Accusative => 3,
        Case::Instrumental => 4,
    }]
}

fn decline_surname(surname: &str, woman: bool, case: Case) -> String {
    let ends = |tails: &[&str]| tails.iter().any(|tail| surname.ends_with(tail));
    if ends(&["ко", "ло", "во", "го", "ых", "их", "дзе", "швили", "оглу", "ия", "ма", "ю", "у", "е", "и", "о"])
    {
        return surname.into();
    }
    if ends(&["ов", "ев", "ёв", "ин", "ын"]) {
        let endings = if woman { ["а", "ой", "ой", "у", "ой"] } else { ["", "а", "у", "а", "ым"] };
        return format!("{surname}{}", ending(case, endings));
    }
    if let Some(stem) = surname.strip_suffix("ий") {
        let endings = if woman {
            ["ая", "ой", "ой", "ую", "ой"]
        } else {
            ["ий", "ого", "ому", "ого", "им"]
        };
        return format!("{stem}{}", ending(case, endings));
    }
    if let Some(stem) = surname.strip_suffix('а') {
        let genitive = if stem.ends_with(['г', 'к', 'х', 'ж', 'ч', 'ш', 'щ']) { "и" } else { "ы" };
        return format!("{stem}{}", ending(case, ["а", genitive, "е", "у", "ой"]));
    }
    if woman {
        return surname.into();
    }
    if let Some(stem) = surname.strip_suffix(['ь', 'й']) {
        let bare = &surname[stem.len()..];
        return match case {
            Case::Nominative => format!("{stem}{bare}"),
            _ => format!("{stem}{}", ending(case, ["", "я", "ю", "я", "ем"])),
        };
    }
    format!("{surname}{}", ending(case, ["", "а", "у", "а", "ом"]))
}

fn decline_first(first: &str, woman: bool, case: Case) -> String {
    if case == Case::Nominative || first.contains(' ') || first.ends_with(['и', 'ю']) {
        return first.into();
    }
    if let Some(stem) = first.strip_suffix("ия") {
        return format!("{stem}{}", ending(case, ["", "ии", "ии", "ию", "ией"]));
    }
    if let Some(stem) = first.strip_suffix('я') {
        return format!("{stem}{}", ending(case, ["", "и", "е", "ю", "ей"]));
    }
    if let Some(stem) = first.strip_suffix('а') {
        let genitive = if stem.ends_with(['г', 'к', 'х', 'ж', 'ч', 'ш', 'щ']) { "и" } else { "ы" };
        return format!("{stem}{}", ending(case, ["", genitive, "е", "у", "ой"]));
    }
    if woman {
        return match first.strip_suffix('ь') {
            Some(stem) => format!("{stem}{}", ending(case, ["", "и", "и", "ь", "ью"])),
            None => first.into(),
        };
    }
    let stem = match first {
        "Пётр" => "Петр",
        "Павел" => "Павл",
        "Лев" => "Льв",
        other => other,
    };
    if let Some(soft) = stem.strip_suffix(['ь', 'й']) {
        return format!("{soft}{}", ending(case, ["", "я", "ю", "я", "ем"]));
    }
    format!("{stem}{}", ending(case, ["", "а", "у", "а", "ом"]))
}

fn decline_middle(middle: &str, case: Case) -> String {
    if let Some(stem) = middle.strip_suffix("на") {
        return format!("{stem}{}", ending(case, ["на", "ны", "не", "ну", "ной"]));
    }
    if middle.ends_with('ч') {
        return format!("{middle}{}", ending(case, ["", "а", "у", "а", "ем"]));
    }
    middle.into()
}

/// Cyrillic in Latin letters, as foreign passports of before 2014 write it.
pub fn latin(text: &str) -> String {
    const SOUNDS: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    let mut out = String::new();
    for letter in text.to_lowercase().chars() {
        let place = u32::from(letter).wrapping_sub(u32::from('а')) as usize;
        match letter {
            'ё' => out.push('e'),
            _ if place < SOUNDS.len() => out.push_str(SOUNDS[place]),
            other => out.push(other),
        }
    }
    out
}
