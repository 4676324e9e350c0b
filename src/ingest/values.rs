//! How 1C and banks write days, tax numbers and names: one small reader for each.

use jiff::civil::Date;

use crate::model::{Message, TaxId};

/// A day that a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// Nothing is written there, or 1C's empty date.
    None,
    /// A day of the calendar.
    Is(Date),
    /// Something that is no day.
    Broken,
}

impl Day {
    /// The day, when there is one.
    pub(super) const fn get(self) -> Option<Date> {
        match self {
            Self::Is(date) => Some(date),
            Self::None | Self::Broken => None,
        }
    }

    /// The day of a document, which must have one; `text` is what stands there.
    ///
    /// # Errors
    /// The reason of a refusal when there is none, or something else.
    pub(super) fn needed(self, text: &str) -> Result<Date, Message> {
        match self {
            Self::Is(date) => Ok(date),
            Self::None => Err(Message::new("refused-no-date")),
            Self::Broken => Err(Message::new("refused-date").with("text", shortened(text))),
        }
    }

    /// Payments before 1991 and after 2199 are slips of the pen.
    fn of(year: i16, month: i8, day: i8) -> Self {
        match Date::new(year, month, day) {
            Ok(date) if (1991..2200).contains(&year) => Self::Is(date),
            _ => Self::Broken,
        }
    }
}

/// A value as far as a message shows it.
pub(super) fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// `DD.MM.YYYY` or `DD.MM.YY`, a time of day after it is passed over.
pub(super) fn russian_day(text: &str) -> Day {
    let text = text.split_whitespace().next().unwrap_or_default();
    if text.is_empty() || matches!(text, "0" | "00.00.0000" | "01.01.0001") {
        return Day::None;
    }
    let mut parts = text.split('.');
    let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Day::Broken;
    };
    let is_number = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_day = is_number(day, 2) && is_number(month, 2) && is_number(year, 4) && matches!(year.len(), 2 | 4);
    if !is_day {
        return Day::Broken;
    }
    let (Ok(day), Ok(month), Ok(number)) = (day.parse(), month.parse(), year.parse::<i16>()) else {
        return Day::Broken;
    };
    Day::of(if year.len() == 2 { 2000 + number } else { number }, month, day)
}

/// `YYYY-MM-DD`, alone or before `T…`: `xs:date` and `xs:dateTime` of 1C, always local.
pub(super) fn iso_day(text: &str) -> Day {
    let text = text.trim();
    if text.is_empty() || text.starts_with("0001-01-01") {
        return Day::None;
    }
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let is_end = rest.is_empty() || rest.starts_with(['T', 'Z', '+', '-', ' ']);
    let bytes = day.as_bytes();
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return Day::Broken };
    if !is_end || ![y1, y2, y3, y4, m1, m2, d1, d2].iter().all(|byte| byte.is_ascii_digit()) {
        return Day::Broken;
    }
    let digit = |byte: &u8| i16::from(byte - b'0');
    let two = |first: &u8, second: &u8| i8::try_from(digit(first) * 10 + digit(second)).unwrap_or(0);
    Day::of(digit(y1) * 1000 + digit(y2) * 100 + digit(y3) * 10 + digit(y4), two(m1, m2), two(d1, d2))
}

/// A value of zeros only says «none».
pub(super) fn unless_zeros(text: &str) -> Option<&str> {
    let trimmed = text.trim();
    (!trimmed.bytes().all(|byte| byte == b'0')).then_some(trimmed)
}

/// ИНН, with the КПП that some banks write behind it (`7707083893/770701001`).
pub(super) fn tax_numbers(text: &str) -> (Option<TaxId>, Option<String>) {
    let mut parts = text.trim().splitn(2, [',', '/', '|', '\\', '~']);
    let tax_id = parts.next().and_then(TaxId::from_document);
    let kpp = parts.next().and_then(unless_zeros).map(crate::text::harmless_line);
    (tax_id, kpp)
}

/// A name without the tax number that banks write before it: `ИНН 7707083893 ООО …`,
/// `7707083893, ООО …`, `ИНН 7707083893/770701001 ООО …`. The number comes apart.
pub(super) fn name_and_tax_id(text: &str) -> (&str, Option<TaxId>) {
    let trimmed = text.trim();
    let after_word = strip_word(trimmed, "ИНН").or_else(|| strip_word(trimmed, "INN"));
    let has_word = after_word.is_some();
    let rest = after_word.unwrap_or(trimmed).trim_start_matches([' ', ':', '\u{a0}']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, mut tail) = rest.split_at(digits);
    if !matches!(digits, 9 | 10 | 12) {
        // «ИНН 0 ООО …»: the bank had no number, the word is still no part of the name.
        return match (has_word, digits) {
            (true, 1..) if tail.starts_with([' ', ',', '\u{a0}']) => {
                (tail.trim_start_matches([' ', ',', '\u{a0}']), None)
            }
            _ => (trimmed, None),
        };
    }
    if let Some(kpp) = tail.strip_prefix(['/', '\\', '|', '~']) {
        let length = kpp.bytes().take_while(u8::is_ascii_digit).count();
        tail = kpp.get(length..).unwrap_or_default();
    }
    let name = tail.trim_start_matches([' ', ',', ';', '\u{a0}']);
    let is_apart = tail.len() != name.len();
    if name.is_empty() || !is_apart { (trimmed, None) } else { (name, TaxId::from_document(number)) }
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(word.len())?;
    (head.to_uppercase() == word && tail.starts_with([' ', ':', '\u{a0}'])).then_some(tail)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("05.06.2026", Day::Is(date(2026, 6, 5)))]
    #[case(" 05.06.26 ", Day::Is(date(2026, 6, 5)))]
    #[case("05.06.2026 10:11:12", Day::Is(date(2026, 6, 5)))]
    #[case("", Day::None)]
    #[case("01.01.0001", Day::None)]
    #[case("31.02.2026", Day::Broken)]
    #[case("29.02.2023", Day::Broken)]
    #[case("05.06.0026", Day::Broken)]
    #[case("05.06.226", Day::Broken)]
    #[case("5.6.2026.1", Day::Broken)]
    #[case("2026-06-05", Day::Broken)]
    #[case("+5.06.2026", Day::Broken)]
    #[case("вчера", Day::Broken)]
    fn russian_days(#[case] text: &str, #[case] expected: Day) {
        assert_eq!(russian_day(text), expected);
    }

    #[rstest]
    #[case("2026-02-03", Day::Is(date(2026, 2, 3)))]
    #[case("2026-02-03T12:00:00", Day::Is(date(2026, 2, 3)))]
    #[case("0001-01-01T00:00:00", Day::None)]
    #[case("", Day::None)]
    #[case("2026-02-31", Day::Broken)]
    #[case("2026-02-031", Day::Broken)]
    #[case("2026/02/03", Day::Broken)]
    #[case("2026-02-0я", Day::Broken)]
    fn iso_days(#[case] text: &str, #[case] expected: Day) {
        assert_eq!(iso_day(text), expected);
    }

    #[rstest]
    #[case("ИНН 7707083893 ООО Ромашка", "ООО Ромашка", Some("7707083893"))]
    #[case("инн 7707083893/770701001 ООО Ромашка", "ООО Ромашка", Some("7707083893"))]
    #[case("7777777777, ООО \"Ромашка\"", "ООО \"Ромашка\"", Some("7777777777"))]
    #[case("ИНН 0 Иванов Иван", "Иванов Иван", None)]
    #[case("ООО Ромашка", "ООО Ромашка", None)]
    #[case("1234567890", "1234567890", None)]
    #[case("ИННА Петрова", "ИННА Петрова", None)]
    #[case("7 ДНЕЙ ООО", "7 ДНЕЙ ООО", None)]
    fn names_lose_the_number(#[case] text: &str, #[case] name: &str, #[case] tax_id: Option<&str>) {
        let (found, number) = name_and_tax_id(text);
        assert_eq!(found, name);
        assert_eq!(number.as_ref().map(TaxId::as_str), tax_id);
    }

    #[rstest]
    #[case("7707083893", Some("7707083893"), None)]
    #[case("7707083893/770701001", Some("7707083893"), Some("770701001"))]
    #[case("7707083893~0", Some("7707083893"), None)]
    #[case("0", None, None)]
    #[case("", None, None)]
    fn tax_numbers_come_apart(#[case] text: &str, #[case] tax_id: Option<&str>, #[case] kpp: Option<&str>) {
        let (found, other) = tax_numbers(text);
        assert_eq!((found.as_ref().map(TaxId::as_str), other.as_deref()), (tax_id, kpp));
    }
}
