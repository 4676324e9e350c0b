//! Tax numbers and accounts with sound check digits.

use super::dice::Dice;

fn weighed(figures: &str, weights: &[u32]) -> u32 {
    figures.chars().filter_map(|figure| figure.to_digit(10)).zip(weights).map(|(figure, weight)| figure * weight).sum()
}

/// ИНН of a person.
pub fn person_tax_id(dice: &mut Dice) -> String {
    let stem = dice.figures(10);
    let first = weighed(&stem, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10;
    let stem = format!("{stem}{first}");
    let second = weighed(&stem, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10;
    format!("{stem}{second}")
}

/// ИНН of an organisation.
pub fn company_tax_id(dice: &mut Dice) -> String {
    let stem = dice.figures(9);
    format!("{stem}{}", weighed(&stem, &[2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10)
}

/// УНП.
pub fn belarusian_tax_id(dice: &mut Dice) -> String {
    loop {
        let stem = dice.figures(8);
        let check = weighed(&stem, &[29, 23, 19, 17, 13, 7, 5, 3]) % 11;
        if check < 10 {
            return format!("{stem}{check}");
        }
    }
}

/// IDNO or IDNP.
pub fn moldovan_tax_id(dice: &mut Dice) -> String {
    let stem = dice.figures(12);
    format!("{stem}{}", weighed(&stem, &[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10)
}

/// An account of a person (40817) or a company (40702).
pub fn account(dice: &mut Dice, company: bool) -> String {
    format!("{}810{}", if company { "40702" } else { "40817" }, dice.figures(12))
}
