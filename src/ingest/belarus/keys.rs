//! The names between `^` and `=`. Their case counts: `Db` belongs to a document, `DB` is a total.

use super::fields::Field;
use super::statement::Fact;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// `***** ^Type=…^ ^Acc=…^`: a statement begins.
    Start,
    /// `####…`: a statement ends.
    End,
    /// A value, and whether a `^` closes it on this line.
    Value { key: Key, value: &'a [u8], is_closed: bool },
    /// No line of the format: more of the value before it, or `[IN_PARAM]`.
    Other,
}

/// What a value is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// Of a document.
    OfDocument(Field),
    /// Of the statement, wherever it stands.
    OfStatement(Fact),
    /// A total that only follows the last document.
    AfterDocuments(Fact),
    /// Not needed.
    Unneeded,
}

/// Signs that the last line has at least; banks write about fifty.
const END: &[u8] = b"#####";

impl<'a> Line<'a> {
    /// Reads one line without its end.
    pub(super) fn of(line: &'a [u8]) -> Self {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        if line.starts_with(super::super::detect::BELARUS_START.as_bytes()) {
            return Line::Start;
        }
        if line.starts_with(END) {
            return Line::End;
        }
        let Some((name, rest)) = line.strip_prefix(b"^").and_then(|pair| split_at_sign(pair)) else {
            return Line::Other;
        };
        if name.is_empty() || !name.iter().all(u8::is_ascii_alphanumeric) {
            return Line::Other;
        }
        let (value, is_closed) = rest.strip_suffix(b"^").map_or((rest, false), |value| (value, true));
        Line::Value { key: Key::of(name), value, is_closed }
    }
}

fn split_at_sign(pair: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(b'=', pair)?;
    Some((pair.get(..at)?, pair.get(at + 1..)?))
}

impl Key {
    fn of(name: &[u8]) -> Self {
        match name {
            b"DocDate" => Self::OfDocument(Field::Date),
            b"Num" => Self::OfDocument(Field::Number),
            b"Acc" => Self::OfDocument(Field::Account),
            b"AccKorr" => Self::OfDocument(Field::AccountBeside),
            b"Cod" => Self::OfDocument(Field::Bic),
            b"Code" => Self::OfDocument(Field::BicOrCurrency),
            b"Db" | b"Deb" => Self::OfDocument(Field::Debit),
            b"Credit" | b"Cre" => Self::OfDocument(Field::Credit),
            b"DebQ" => Self::OfDocument(Field::CurrencyDebit),
            b"CreQ" => Self::OfDocument(Field::CurrencyCredit),
            b"I2" => Self::OfDocument(Field::Currency),
            b"UNNRec" | b"KorUNP" => Self::OfDocument(Field::TaxId),
            b"UNNKorr" => Self::OfDocument(Field::TaxIdInWords),
            b"KorName" => Self::OfDocument(Field::Name),
            b"Nazn" => Self::OfDocument(Field::Purpose),
            b"Nazn2" => Self::OfDocument(Field::PurposeRest),
            b"DocID" | b"OperationID" => Self::OfDocument(Field::Operation),
            b"OpDate" => Self::OfDocument(Field::Movement),
            b"Name" => Self::OfStatement(Fact::Name),
            b"Header5" => Self::OfStatement(Fact::Heading),
            b"UNN" => Self::OfStatement(Fact::TaxId),
            b"CurrCode" | b"I1" => Self::OfStatement(Fact::Currency),
            b"Date" => Self::OfStatement(Fact::Day),
            b"Date1" | b"DateBegin" => Self::OfStatement(Fact::From),
            b"Date2" | b"DateEnd" => Self::OfStatement(Fact::To),
            b"RestIn" | b"CrIn" => Self::OfStatement(Fact::Opening),
            b"DebIn" => Self::OfStatement(Fact::OpeningDebt),
            b"InCreQ" => Self::OfStatement(Fact::CurrencyOpening),
            b"InDebQ" => Self::OfStatement(Fact::CurrencyOpeningDebt),
            b"CR" => Self::AfterDocuments(Fact::Credited),
            b"DB" => Self::AfterDocuments(Fact::Debited),
            b"CreVQ" => Self::AfterDocuments(Fact::CurrencyCredited),
            b"DebVQ" => Self::AfterDocuments(Fact::CurrencyDebited),
            b"RestOut" | b"CrOut" => Self::AfterDocuments(Fact::Closing),
            b"DebOut" => Self::AfterDocuments(Fact::ClosingDebt),
            b"OutCreQ" => Self::AfterDocuments(Fact::CurrencyClosing),
            b"OutDebQ" => Self::AfterDocuments(Fact::CurrencyClosingDebt),
            _ => Self::Unneeded,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("^Num=7^", Key::OfDocument(Field::Number), "7", true)]
    #[case("^Nazn=a^b=c^ ", Key::OfDocument(Field::Purpose), "a^b=c", true)]
    #[case("^Nazn=a", Key::OfDocument(Field::Purpose), "a", false)]
    #[case("^Db=1^", Key::OfDocument(Field::Debit), "1", true)]
    #[case("^DB=1^", Key::AfterDocuments(Fact::Debited), "1", true)]
    #[case("^PayC=^", Key::Unneeded, "", true)]
    fn values(#[case] line: &str, #[case] key: Key, #[case] value: &str, #[case] is_closed: bool) {
        assert_eq!(Line::of(line.as_bytes()), Line::Value { key, value: value.as_bytes(), is_closed });
    }

    #[rstest]
    #[case("***** ^Type=4^ ^Acc=BY^", Line::Start)]
    #[case("##########", Line::End)]
    #[case("##", Line::Other)]
    #[case("[OUT_PARAM]", Line::Other)]
    #[case("^=x^", Line::Other)]
    #[case("^a b=x^", Line::Other)]
    #[case("", Line::Other)]
    fn other_lines(#[case] line: &str, #[case] expected: Line<'static>) {
        assert_eq!(Line::of(line.as_bytes()), expected);
    }
}
