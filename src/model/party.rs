//! Who pays and who is paid: a name, a tax number, a bank account.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::check_digits::{idno_is_valid, inn_is_valid, unp_is_valid};

/// A tax number as written, digits (and, in a УНП, letters) only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaxId(String);

/// Which country's number it is, judged by its shape and check digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaxIdKind {
    /// ИНН of a Russian organisation, 10 digits.
    RussianOrganisation,
    /// ИНН of a person in Russia, sole traders included, 12 digits.
    RussianPerson,
    /// УНП of Belarus, 9 characters.
    Belarusian,
    /// IDNO of Moldova, 13 digits.
    Moldovan,
    /// Some other length, or check digits that do not fit: shown and compared, never trusted.
    Unknown,
}

impl TaxId {
    /// Takes a tax number from a document. `None` where the field says «no number»: empty, a
    /// dash, or zeros only (banks write `0`). `None` too where letters hide in it that nobody sees
    /// or that steer a terminal: what is left without them is anybody's number.
    #[must_use]
    pub fn from_document(text: &str) -> Option<Self> {
        if !text.chars().all(stands_in_a_number) {
            return None;
        }
        let number: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let says_nothing = number.chars().all(|letter| letter == '0');
        (!says_nothing).then(|| Self(number.to_uppercase()))
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which country's number this is; [`TaxIdKind::Unknown`] also when a check digit is wrong.
    #[must_use]
    pub fn kind(&self) -> TaxIdKind {
        match self.0.chars().count() {
            10 if inn_is_valid(&self.0) => TaxIdKind::RussianOrganisation,
            12 if inn_is_valid(&self.0) => TaxIdKind::RussianPerson,
            9 if unp_is_valid(&self.0) => TaxIdKind::Belarusian,
            13 if idno_is_valid(&self.0) => TaxIdKind::Moldovan,
            _ => TaxIdKind::Unknown,
        }
    }
}

/// Letters, digits and what people put between or around them. Control and hidden characters are
/// not among these, nor are the marks by which `text::harmless` shows them.
fn stands_in_a_number(letter: char) -> bool {
    letter.is_alphanumeric()
        || letter.is_whitespace()
        || letter.is_ascii_punctuation()
        || matches!(letter, '‐'..='―' | '−' | '«' | '»' | '№')
}

impl fmt::Display for TaxId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One side of a payment, as the document names it. Every text has been made harmless.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Party {
    /// The name; empty where the document has none.
    pub name: String,
    /// ИНН, УНП or IDNO.
    pub tax_id: Option<TaxId>,
    /// КПП: the tax office's code for a Russian organisation's division.
    pub kpp: Option<String>,
    /// Account: 20 digits in Russia, an IBAN in Belarus, Moldova and Romania.
    pub account: Option<String>,
    /// БИК or BIC of the account's bank.
    pub bic: Option<String>,
    /// Name of the account's bank.
    pub bank: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_without_what_people_put_around_it() {
        for text in ["7707083893", " 7707 083-893\t", "«7707083893»", "7707\u{a0}083893"] {
            assert_eq!(TaxId::from_document(text).as_ref().map(TaxId::as_str), Some("7707083893"), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_or_hides_something_is_no_number() {
        for text in
            ["", "0", "—", "000", "7707\u{200b}083893", "\u{1b}[31m7707083893", "␛[31m7707083893", "7707‹U+202E›083893"]
        {
            assert_eq!(TaxId::from_document(text), None, "{text:?}");
        }
    }
}
