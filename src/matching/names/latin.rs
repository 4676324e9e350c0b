//! One alphabet for names, and stems without case endings.

use std::sync::LazyLock;

use crate::matching::words::words;

/// A folded word in Latin letters, with the usual spellings of one sound made one: `ya`, `ia` and
/// «я»; `kh`, `h` and «х»; `y`, `j`, `i` and «й», «ы», «и»; `yo`, `e` and «ё»; `ye`, `ie` and «е»; `ts`,
/// `tc`, `cz` and «ц» (passports of 1997, 2010 and 2014, GOST 7.79 and R 52535.1). Letters of Romanian
/// lose their marks, as they do in banks. Doubled letters become one.
pub(in crate::matching) fn latin(word: &str) -> String {
    let mut raw = String::with_capacity(word.len());
    for letter in word.chars() {
        match sound(letter) {
            Some(sound) => raw.push_str(sound),
            None if letter.is_ascii_alphanumeric() => raw.push(letter),
            None => {}
        }
    }
    // A sound of Latin letters may be two of Cyrillic ones, «ts» in «Гнатская» and «sch» in «Власчук»:
    // what is one for the former must be one for the latter.
    if is_spelled_in_ways(&raw) {
        raw = respelled(&raw);
    }
    // «Соловьёва», «Solovieva» and «Solovyova».
    let raw = raw.replace("ie", "e").replace("io", "e");
    let mut once = String::with_capacity(raw.len());
    for letter in raw.chars() {
        if !once.ends_with(letter) || letter.is_ascii_digit() {
            once.push(letter);
        }
    }
    once
}

const fn sound(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ă' | 'â' => "a",
        'б' => "b",
        'в' | 'w' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' | 'ё' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'ы' | 'і' | 'ї' | 'y' | 'j' | 'î' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ș' | 'ş' => "s",
        'т' | 'ț' | 'ţ' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "c",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ь' | 'ъ' | '\'' | '’' | '-' => "",
        'ю' => "iu",
        'я' => "ia",
        'x' => "ks",
        _ => return None,
    })
}

/// Whether one of the spellings that [`respelled`] knows may be in a word.
fn is_spelled_in_ways(word: &str) -> bool {
    let pairs = word.as_bytes().windows(2);
    pairs.into_iter().any(|pair| matches!(pair, b"sh" | b"hh" | b"sc" | b"tc" | b"kh" | b"ts" | b"cz" | b"ck"))
}

/// Latin spellings of one sound, the longer ones first.
fn respelled(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 9] = [
        ("shch", "sh"),
        ("shh", "sh"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("kh", "h"),
        ("ts", "c"),
        ("tc", "c"),
        ("cz", "c"),
        ("ck", "k"),
    ];
    SPELLINGS.iter().fold(word.to_owned(), |word, (spelling, sound)| word.replace(spelling, sound))
}

/// The stems of names with a fleeting vowel: of the nominative, and of the other cases.
static FLEETING: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| words().fleeting.iter().map(|(nominative, other)| (latin(nominative), latin(other))).collect());

/// Endings of the cases that close with a consonant, and those that a vowel alone does not show.
const ADJECTIVE: [&str; 2] = ["ogo", "omu"];
const INSTRUMENTAL: [&str; 3] = ["om", "em", "im"];

/// The stem of a folded name: Latin, without its case ending and the vowels before it. What looks
/// like an ending goes from every form, the nominative included («Максим», «Максима» and
/// «Максимом» give the same).
pub(in crate::matching) fn stem(word: &str) -> String {
    stem_of_latin(&latin(word))
}

/// [`stem`] of a word that is in Latin letters already.
pub(in crate::matching) fn stem_of_latin(word: &str) -> String {
    let without = |stem: &'_ str, endings: &[&str]| -> usize {
        let kept = endings.iter().find_map(|ending| stem.strip_suffix(ending)).filter(|head| head.len() >= 3);
        kept.map_or(stem.len(), str::len)
    };
    let vowels_off = |stem: &'_ str| -> usize {
        let kept = stem.trim_end_matches(['a', 'e', 'i', 'o', 'u']).len();
        if kept >= 2 { kept } else { stem.len().min(2) }
    };
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut stem = &word[..without(word, &ADJECTIVE)];
    for _ in 0..2 {
        stem = &stem[..vowels_off(stem)];
        stem = &stem[..without(stem, &INSTRUMENTAL)];
    }
    stem = &stem[..vowels_off(stem)];
    let fleeting = FLEETING.iter().find(|(nominative, other)| stem == nominative || stem == other);
    fleeting.map_or(stem, |(_, other)| other.as_str()).to_owned()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&["иванов", "иванову", "иванова", "ивановым", "ivanov", "ivanova"])]
    #[case(&["мария", "марии", "марию", "марией", "mariya", "maria", "mariia"])]
    #[case(&["петровна", "петровну", "петровной", "petrovna"])]
    #[case(&["петрович", "петровича", "петровичу", "petrovich"])]
    #[case(&["наталья", "наталия", "наталью", "nataliya", "natalia"])]
    #[case(&["алексей", "алексея", "aleksey", "alexei"])]
    #[case(&["достоевский", "достоевского", "достоевская", "достоевской", "dostoevsky"])]
    #[case(&["павел", "павла", "павлу"])]
    #[case(&["щербаков", "щербакова", "shcherbakov"])]
    #[case(&["максим", "максима", "максимом"])]
    #[case(&["артем", "артема", "артему"])]
    #[case(&["юрий", "юрия", "yuriy", "iurii"])]
    #[case(&["соловьев", "соловьева", "solovyev", "soloviev", "solovev", "solovyova"])]
    #[case(&["семен", "semyon", "semen", "semenu"])]
    #[case(&["алексеевна", "alekseyevna", "alekseevna", "alekseyevnu"])]
    #[case(&["евгений", "evgeny", "yevgeniy", "evgenii", "jevgenij"])]
    #[case(&["майоров", "mayorov", "mayorova", "maiorov"])]
    #[case(&["цветков", "tsvetkov", "tcvetkov", "czvetkov", "cvetkov"])]
    #[case(&["хорошилова", "khoroshilova", "horoshilova"])]
    #[case(&["гнатская", "gnatskaya", "гнатской", "gnatskoy"])]
    #[case(&["власчук", "vlaschuk", "власчука"])]
    #[case(&["красницкий", "krasnitskiy", "krasnickij", "красницкого"])]
    #[case(&["щукина", "shchukina", "schukina", "shhukina"])]
    #[case(&["țurcanu", "ţurcanu", "turcanu"])]
    #[case(&["ștefan", "stefan"])]
    #[case(&["bălan", "balan", "балан"])]
    #[case(&["pârlea", "parlea"])]
    #[case(&["мікалай", "микалай"])]
    fn cases_and_alphabets_share_a_stem(#[case] forms: &[&str]) {
        let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?} {stems:?}");
    }

    #[rstest]
    #[case("петрович", "петровна")]
    #[case("иванов", "иваненко")]
    #[case("мария", "марина")]
    #[case("александр", "алексей")]
    fn different_names_keep_apart(#[case] one: &str, #[case] other: &str) {
        assert_ne!(stem(one), stem(other));
    }
}
