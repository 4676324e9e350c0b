//! Check digits of the numbers that name a party or an account.
//!
//! A number that passes proves little (one random ten-digit number in ten passes), so a pass is
//! never evidence by itself; a failure is shown to the person and never drops a document.

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|letter| if letter.is_ascii() { letter.to_digit(10) } else { None }).collect()
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Checks a Russian ИНН of 10 or 12 digits (order ММВ-7-6/435 of the Federal Tax Service, weights
/// as in its annex).
#[must_use]
pub fn inn_is_valid(text: &str) -> bool {
    const ORGANISATION: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    const PERSON_FIRST: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    const PERSON_SECOND: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let check = |digits: &[u32], weights: &[u32]| weighted(digits, weights) % 11 % 10 == digits[weights.len()];
    match digits(text) {
        Some(digits) if digits.iter().all(|digit| *digit == 0) => false,
        Some(digits) if digits.len() == 10 => check(&digits, &ORGANISATION),
        Some(digits) if digits.len() == 12 => check(&digits, &PERSON_FIRST) && check(&digits, &PERSON_SECOND),
        _ => false,
    }
}

/// Checks a Belarusian УНП: nine characters, the first two may be letters (Cyrillic look-alikes are
/// taken as Latin), weights 29 23 19 17 13 7 5 3 modulo 11.
#[must_use]
pub fn unp_is_valid(text: &str) -> bool {
    const WEIGHTS: [u32; 8] = [29, 23, 19, 17, 13, 7, 5, 3];
    const SECOND_LETTERS: &str = "ABCEHKMOPT";
    let letters: Vec<char> = text
        .to_uppercase()
        .chars()
        .map(|letter| match letter {
            'А' => 'A',
            'В' => 'B',
            'С' => 'C',
            'Е' => 'E',
            'Н' => 'H',
            'К' => 'K',
            'М' => 'M',
            'О' => 'O',
            'Р' => 'P',
            'Т' => 'T',
            other => other,
        })
        .collect();
    if letters.len() != 9 || !letters[2..].iter().all(char::is_ascii_digit) {
        return false;
    }
    let value = |position: usize| -> Option<u32> {
        let letter = letters[position];
        if position == 1 && letter.is_ascii_uppercase() {
            return SECOND_LETTERS.find(letter).and_then(|index| u32::try_from(index).ok());
        }
        letter.to_digit(36)
    };
    let Some(values) = (0..8).map(value).collect::<Option<Vec<u32>>>() else { return false };
    let check = weighted(&values, &WEIGHTS) % 11;
    check < 10 && letters[8].to_digit(10) == Some(check)
}

/// Checks a Moldovan IDNO: 13 digits, weights 7 3 1 repeated, modulo 10.
#[must_use]
pub fn idno_is_valid(text: &str) -> bool {
    const WEIGHTS: [u32; 12] = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
    match digits(text) {
        Some(digits) if digits.len() == 13 => weighted(&digits, &WEIGHTS) % 10 == digits[12],
        _ => false,
    }
}

/// Checks a 20-digit Russian account against its bank's БИК (Bank of Russia order 515 of
/// 08.09.1997): three digits of the БИК before the account, weights 7 1 3, sum of the products
/// modulo 10 is zero. A settlement centre of the Bank of Russia (БИК ending in 000 to 002) takes
/// "0" and digits 5 and 6.
#[must_use]
pub fn account_fits_bic(account: &str, bic: &str) -> bool {
    const WEIGHTS: [u32; 3] = [7, 1, 3];
    let (Some(account), Some(bic)) = (digits(account), digits(bic)) else { return false };
    if account.len() != 20 || bic.len() != 9 {
        return false;
    }
    let is_settlement_centre = bic[6] == 0 && bic[7] == 0 && bic[8] <= 2;
    let prefix = if is_settlement_centre { [0, bic[4], bic[5]] } else { [bic[6], bic[7], bic[8]] };
    let sum: u32 =
        prefix.iter().chain(&account).zip(WEIGHTS.iter().cycle()).map(|(digit, weight)| digit * weight % 10).sum();
    sum.is_multiple_of(10)
}

/// Checks an IBAN (ISO 13616): length of the country where it is known here, letters and digits
/// only, remainder 1 modulo 97.
#[must_use]
pub fn iban_is_valid(text: &str) -> bool {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if !compact.is_ascii() || !(15..=34).contains(&compact.len()) {
        return false;
    }
    let expected = match &compact[..2] {
        "BY" | "RU" => Some(if compact.starts_with("BY") { 28 } else { 33 }),
        "MD" | "RO" => Some(24),
        "KZ" => Some(20),
        _ => None,
    };
    if expected.is_some_and(|length| length != compact.len()) {
        return false;
    }
    let starts_well = compact.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && compact.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit());
    let mut remainder = 0_u32;
    for letter in compact[4..].chars().chain(compact[..4].chars()) {
        let Some(value) = letter.to_digit(36) else { return false };
        let shift = if value > 9 { 100 } else { 10 };
        remainder = (remainder * shift + value) % 97;
    }
    starts_well && remainder == 1
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("7707083893", true)]
    #[case("7707083894", false)]
    #[case("500100732259", true)]
    #[case("500100732258", false)]
    #[case("0000000000", false)]
    #[case("77070838", false)]
    #[case("٧٧٠٧٠٨٣٨٩٣", false)]
    fn inn(#[case] number: &str, #[case] valid: bool) {
        assert_eq!(inn_is_valid(number), valid);
    }

    #[rstest]
    #[case("200988541", true)]
    #[case("200988542", false)]
    #[case("MA1953684", true)]
    #[case("МА1953684", true)]
    #[case("MA19536", false)]
    fn unp(#[case] number: &str, #[case] valid: bool) {
        assert_eq!(unp_is_valid(number), valid);
    }

    #[test]
    fn idno() {
        assert!(idno_is_valid("1008600038413"));
        assert!(!idno_is_valid("1008600038412"));
    }

    #[test]
    fn iban() {
        assert!(iban_is_valid("BY13NBRB3600900000002Z00AB00"));
        assert!(iban_is_valid("MD24 AG00 0225 1000 1310 4168"));
        assert!(iban_is_valid("RO49AAAA1B31007593840000"));
        assert!(!iban_is_valid("RO49AAAA1B31007593840001"));
        assert!(!iban_is_valid("RO49AAAA1B310075938400"));
        assert!(!iban_is_valid("ЯЯ49AAAA1B31007593840000"));
    }

    /// Every single wrong digit is noticed: all weights are coprime to ten.
    #[test]
    fn one_wrong_digit_in_an_account_never_passes() {
        let bic = "044525225";
        let stem = "4070281000000000012";
        let key = (0..10)
            .map(|key| format!("{}{key}{}", &stem[..8], &stem[8..]))
            .find(|account| account_fits_bic(account, bic))
            .expect("one of ten keys fits");
        for position in 0..20 {
            for digit in b'0'..=b'9' {
                let mut changed = key.clone().into_bytes();
                if changed[position] == digit {
                    continue;
                }
                changed[position] = digit;
                let changed = String::from_utf8(changed).expect("digits are text");
                assert!(!account_fits_bic(&changed, bic), "{changed}");
            }
        }
    }
}
