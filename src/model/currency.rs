//! Currencies by their ISO 4217 letters, with the numeric and colloquial forms seen in 1C files.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency, three capital Latin letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A text that names no currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a currency code")]
pub struct CurrencyError(pub String);

impl Currency {
    /// The Russian rouble.
    pub const RUB: Self = Self(*b"RUB");
    /// The Belarusian rouble.
    pub const BYN: Self = Self(*b"BYN");
    /// The Moldovan leu.
    pub const MDL: Self = Self(*b"MDL");
    /// The Romanian leu.
    pub const RON: Self = Self(*b"RON");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The United States dollar.
    pub const USD: Self = Self(*b"USD");

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// The currency of a Russian account: digits 6 to 8 (Bank of Russia, chart of accounts 579-P /
    /// 809-P). `None` where the account has another shape or the digits are not known here.
    #[must_use]
    pub fn of_russian_account(account: &str) -> Option<Self> {
        let is_account = account.len() == 20 && account.bytes().all(|byte| byte.is_ascii_digit());
        is_account.then(|| account[5..8].parse().ok()).flatten()
    }
}

impl Default for Currency {
    /// The rouble: a file from 1C that names no currency means it.
    fn default() -> Self {
        Self::RUB
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    /// Takes letters («RUB», «byn»), ISO numbers («643», the former «810») and the words that
    /// 1C catalogues carry («руб.», «бел. руб.», «лей»).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim().trim_end_matches('.').to_lowercase();
        let known = match trimmed.as_str() {
            "643" | "810" | "rub" | "rur" | "руб" | "рубль" | "р" | "₽" => Self::RUB,
            "933" | "974" | "byn" | "byr" | "бел. руб" | "бел.руб" | "бр" => Self::BYN,
            "498" | "mdl" | "лей" | "lei" => Self::MDL,
            "946" | "ron" => Self::RON,
            "978" | "eur" | "евро" | "€" => Self::EUR,
            "840" | "usd" | "долл" | "доллар" | "$" => Self::USD,
            "156" | "cny" => Self(*b"CNY"),
            "398" | "kzt" => Self(*b"KZT"),
            other => {
                let mut letters = [0_u8; 3];
                let bytes = other.as_bytes();
                if bytes.len() != 3 || !bytes.iter().all(u8::is_ascii_alphabetic) {
                    return Err(CurrencyError(text.to_owned()));
                }
                for (letter, byte) in letters.iter_mut().zip(bytes) {
                    *letter = byte.to_ascii_uppercase();
                }
                Self(letters)
            }
        };
        Ok(known)
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_letters_and_words_name_the_same_currency() {
        for text in ["643", "810", "RUB", "rub", " руб. ", "руб"] {
            assert_eq!(text.parse(), Ok(Currency::RUB), "{text}");
        }
        assert_eq!("933".parse(), Ok(Currency::BYN));
        assert_eq!("pln".parse::<Currency>().map(|currency| currency.to_string()), Ok("PLN".to_owned()));
    }

    #[test]
    fn what_names_no_currency_is_refused() {
        for text in ["", "12", "рублей много", "R1B"] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_account_tells_its_currency() {
        assert_eq!(Currency::of_russian_account("40702810900000000001"), Some(Currency::RUB));
        assert_eq!(Currency::of_russian_account("40702840900000000001"), Some(Currency::USD));
        assert_eq!(Currency::of_russian_account("BY86AKBB10100000002966000000"), None);
    }
}
