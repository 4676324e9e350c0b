//! How contracts are numbered: each house has its way, and clerks stray from it.

use super::dice::Dice;

/// How many ways there are.
pub const STYLES: usize = 13;

/// The number of a contract: by the house's style, house, section, flat and a running number.
pub fn number(dice: &mut Dice, style: usize, house: usize, flat: usize, running: usize) -> String {
    let section = 1 + flat % 6;
    match style {
        0 => format!("К-{house}/{section}-{flat}"),
        1 => format!("{house}/{flat}"),
        2 => format!("{flat}-{house}/Б{section}"),
        3 => format!("2026-{running:04}"),
        4 => format!("ДДУ-{running:04}"),
        // The clerk's keyboard is now Russian, now Latin.
        5 => format!("{}{house}{flat:03}", if dice.chance(50) { 'В' } else { 'B' }),
        6 => format!("{running:06}"),
        7 => format!("{house}-{flat}"),
        8 => format!("{flat}/{house}-ПИР"),
        9 => format!("Л{house}-{section}-{flat}/25"),
        10 => format!("{house}.{section}.{flat}"),
        11 => format!("{house}/{flat}-К{section}"),
        _ => format!("ПАРК-{house}-{flat}/2025-ДУ"),
    }
}

/// The number with letters that look the same in the other alphabet.
pub fn look_alike(number: &str) -> String {
    const PAIRS: [(char, char); 9] =
        [('В', 'B'), ('К', 'K'), ('С', 'C'), ('Р', 'P'), ('А', 'A'), ('М', 'M'), ('Н', 'H'), ('Т', 'T'), ('О', 'O')];
    let swap = |letter: char| {
        PAIRS.iter().find_map(|(russian, other)| match letter {
            _ if letter == *russian => Some(*other),
            _ if letter == *other => Some(*russian),
            _ => None,
        })
    };
    number.chars().map(|letter| swap(letter).unwrap_or(letter)).collect()
}

/// The number with one figure mistyped; `None` where it has none.
pub fn mistyped(dice: &mut Dice, number: &str) -> Option<String> {
    let mut letters: Vec<char> = number.chars().collect();
    let figures: Vec<usize> = (0..letters.len()).filter(|place| letters[*place].is_ascii_digit()).collect();
    if figures.is_empty() {
        return None;
    }
    let place = figures[dice.roll(figures.len())];
    let old = letters[place].to_digit(10).unwrap_or(0);
    let new = (old + 1 + u32::try_from(dice.roll(8)).unwrap_or(0)) % 10;
    letters[place] = char::from_digit(new, 10)?;
    Some(letters.into_iter().collect())
}

/// Letters and figures only, small: what is left when separators get lost.
pub fn collapsed(number: &str) -> String {
    number.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase()
}
