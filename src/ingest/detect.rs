//! What a file is, judged by its first bytes and never by its name.

use encoding_rs::Encoding;

use super::encoding::{self, TextEncoding};
use super::{IngestError, LooksLike};

/// How many bytes are looked at.
pub(super) const PREFIX: usize = 64 * 1024;

/// The first line of every 1CClientBankExchange file.
pub(super) const START_TAG: &[u8] = b"1CClientBankExchange";

/// What the first line of a Belarusian client-bank text begins with.
pub(super) const BELARUS_START: &str = "***** ^Type=";

/// What the first bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// 1CClientBankExchange.
    ClientBank,
    /// The text of a Belarusian client-bank program, with the line that tells whose it is.
    BelarusClientBank,
    /// `EnterpriseData`, or XML that ends before it can be told.
    EnterpriseData,
    /// A zip archive.
    Zip,
    /// Nothing but white space.
    Empty,
    /// Something else.
    Other(LooksLike),
}

/// Bytes at the start of a file that tell what it is, whatever follows.
const SIGNATURES: &[(&[u8], LooksLike)] = &[
    (b"%PDF", LooksLike::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", LooksLike::Excel),
    (b"1CDBMSV8", LooksLike::OneCFile),
    (b"\xff\xff\xff\x7f", LooksLike::OneCFile),
    (b"Rar!", LooksLike::OtherArchive),
    (b"7z\xbc\xaf\x27\x1c", LooksLike::OtherArchive),
    (b"\x1f\x8b", LooksLike::OtherArchive),
    (b"\xfd7zXZ", LooksLike::OtherArchive),
    (b"BZh", LooksLike::OtherArchive),
    (b"\x89PNG", LooksLike::Image),
    (b"\xff\xd8\xff", LooksLike::Image),
    (b"GIF8", LooksLike::Image),
    (b"\xe0\x00\x00\x01", LooksLike::FastInfoset),
    (b"{\\rtf", LooksLike::Office),
];

/// Judges the first bytes. `is_whole`: the file has no more.
pub(super) fn detect(prefix: &[u8], is_whole: bool) -> Found {
    if prefix.starts_with(b"PK\x03\x04") || prefix.starts_with(b"PK\x05\x06") {
        return Found::Zip;
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(bytes, _)| prefix.starts_with(bytes)) {
        return Found::Other(what.clone());
    }
    let (encoding, mark) = encoding::of_xml(prefix, is_whole);
    let body = prefix.get(mark..).unwrap_or_default();
    let text = as_text(body, encoding);
    let trimmed = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if trimmed.is_empty() {
        return Found::Empty;
    }
    if trimmed.starts_with('<') {
        return xml(trimmed);
    }
    // Before the start tag of the other text, which a payer can write into a purpose.
    if trimmed.starts_with(BELARUS_START) {
        return Found::BelarusClientBank;
    }
    if has_start_tag(text.as_bytes()) { Found::ClientBank } else { Found::Other(other_text(trimmed)) }
}

/// The beginning as text. Single-byte letters stay as they are where only ASCII is looked at.
fn as_text(body: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(body).0.into_owned()
}

/// Whether the start tag stands on a line of its own.
fn has_start_tag(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, START_TAG).any(|at| {
        let before = text.get(..at).unwrap_or_default();
        let line = before.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let after = text.get(at + START_TAG.len()..).unwrap_or_default().first();
        line.iter().all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii())
            && after.is_none_or(u8::is_ascii_whitespace)
    })
}

fn xml(text: &str) -> Found {
    let Some((root, tag)) = root_element(text) else { return Found::EnterpriseData };
    let what = match root {
        "_1CV8DtUD" => LooksLike::V8Exchange,
        "ФайлОбмена" => LooksLike::ConversionExchange,
        "КоммерческаяИнформация" => LooksLike::CommerceMl,
        "Document" if tag.contains("iso:20022") => LooksLike::Camt,
        _ if tag.contains("directbank.1c.ru") => LooksLike::DirectBank,
        _ if root.eq_ignore_ascii_case("html") => LooksLike::Html,
        _ if root.starts_with("DocumentObject.") || root.starts_with("CatalogObject.") => LooksLike::V8Exchange,
        "Message" => return Found::EnterpriseData,
        _ => LooksLike::OtherXml(crate::text::harmless_line(&root.chars().take(60).collect::<String>())),
    };
    Found::Other(what)
}

/// Local name of the root element, and its whole tag as far as it is there.
fn root_element(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')?..)?;
        if let Some(inside) = rest.strip_prefix("<!--") {
            rest = inside.split_once("-->")?.1;
        } else if rest.starts_with("<?") {
            rest = rest.split_once("?>")?.1;
        } else if rest.starts_with("<!") {
            rest = rest.split_once('>')?.1;
        } else {
            let tag = rest.get(1..)?;
            let end = tag.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'))?;
            let name = tag.get(..end)?;
            let whole = tag.split('>').next().unwrap_or(tag);
            return Some((name.rsplit(':').next().unwrap_or(name), whole));
        }
    }
}

fn other_text(text: &str) -> LooksLike {
    let is_binary =
        text.chars().take(4096).filter(|letter| matches!(letter, '\0'..='\u{8}' | '\u{e}'..='\u{1f}')).count() > 0;
    match () {
        () if text.contains("[OUT_PARAM]") => LooksLike::BelarusClientBank,
        () if is_binary => LooksLike::Binary,
        () if text.starts_with(":20:") || text.starts_with("{1:") || text.contains("\n:60F:") => LooksLike::Mt940,
        () if text.starts_with('{') || text.starts_with('[') => LooksLike::Json,
        () => LooksLike::Unknown,
    }
}

/// The encoding of a 1CClientBankExchange file, told by the bytes after its start tag.
///
/// # Errors
/// When every Cyrillic letter of it was lost in a wrong conversion.
pub(super) fn text_encoding(file: &str, prefix: &[u8], is_whole: bool) -> Result<TextEncoding, IngestError> {
    const LOST: &[u8] = "\u{fffd}\u{fffd}\u{fffd}".as_bytes();
    let has_cyrillic = |text: &str| text.chars().any(|letter| matches!(letter, 'А'..='я' | 'ё' | 'Ё'));
    let encoding = TextEncoding::of_prefix(prefix, is_whole);
    let text = encoding.decode(prefix);
    let all_asked = prefix
        .split(|byte| *byte == b'\n')
        .filter_map(|line| line.split(|byte| *byte == b'=').next())
        .any(|tag| tag.len() >= 5 && tag.iter().all(|byte| *byte == b'?'));
    if !has_cyrillic(&text) && (memchr::memmem::find(prefix, LOST).is_some() || all_asked) {
        return Err(IngestError::LettersLost { file: file.to_owned(), line: 2 });
    }
    Ok(encoding)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(b"".as_slice(), Found::Empty)]
    #[case(b" \r\n\t\n".as_slice(), Found::Empty)]
    #[case(b"\xef\xbb\xbf".as_slice(), Found::Empty)]
    #[case(b"1CClientBankExchange\r\n".as_slice(), Found::ClientBank)]
    #[case(b"\n\n junk\n 1CClientBankExchange\n".as_slice(), Found::ClientBank)]
    #[case(b"see 1CClientBankExchange\n".as_slice(), Found::Other(LooksLike::Unknown))]
    #[case(b"PK\x03\x04....".as_slice(), Found::Zip)]
    #[case(b"%PDF-1.7".as_slice(), Found::Other(LooksLike::Pdf))]
    #[case(b"***** ^Type=4^ ^Acc=BY".as_slice(), Found::BelarusClientBank)]
    #[case(b"\r\n***** ^Type=4^\r\n^Nazn=\r\n1CClientBankExchange\r\n".as_slice(), Found::BelarusClientBank)]
    #[case(b"[IN_PARAM]\n[OUT_PARAM]\n^DocDate=".as_slice(), Found::Other(LooksLike::BelarusClientBank))]
    #[case(b"{\"a\":1}".as_slice(), Found::Other(LooksLike::Json))]
    #[case(b"\x01\x02\x00\x7fELF".as_slice(), Found::Other(LooksLike::Binary))]
    #[case(b"number;date;sum\n1;2;3".as_slice(), Found::Other(LooksLike::Unknown))]
    #[case(b":20:STARTUMSE\n:25:1/2\n".as_slice(), Found::Other(LooksLike::Mt940))]
    #[case(b"<?xml version=\"1.0\"?><!-- a > b --><Message>".as_slice(), Found::EnterpriseData)]
    #[case(b"<?xml versi".as_slice(), Found::EnterpriseData)]
    #[case(b"<!DOCTYPE html><html><body>".as_slice(), Found::Other(LooksLike::Html))]
    #[case(b"<V8Exch:_1CV8DtUD xmlns:V8Exch=\"x\">".as_slice(), Found::Other(LooksLike::V8Exchange))]
    #[case("<ФайлОбмена ВерсияФормата=\"2.0\">".as_bytes(), Found::Other(LooksLike::ConversionExchange))]
    #[case("<КоммерческаяИнформация>".as_bytes(), Found::Other(LooksLike::CommerceMl))]
    #[case(b"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">".as_slice(), Found::Other(LooksLike::Camt))]
    #[case(b"<rss version='2'>".as_slice(), Found::Other(LooksLike::OtherXml("rss".to_owned())))]
    fn content_tells(#[case] bytes: &[u8], #[case] expected: Found) {
        assert_eq!(detect(bytes, true), expected);
    }

    #[test]
    fn wide_and_single_byte_letters_are_read() {
        let wide: Vec<u8> = "\u{feff}<ФайлОбмена>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide, true), Found::Other(LooksLike::ConversionExchange));
        let windows =
            encoding_rs::WINDOWS_1251.encode("<?xml version='1.0' encoding='windows-1251'?><КоммерческаяИнформация>").0;
        assert_eq!(detect(&windows, true), Found::Other(LooksLike::CommerceMl));
    }
}
