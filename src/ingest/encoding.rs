//! Which bytes are which letters. What a file says of itself (`Кодировка=`, `encoding=`) is not
//! believed: banks write UTF-8 and say Windows.
//!
//! The order of detection: byte-order mark, valid UTF-8, then windows-1251 or cp866 by the
//! frequency of letters (in each of the two, text of the other has letters in unlikely places).

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, IBM866, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// Bytes decoded in one step.
const STEP: usize = 64 * 1024;

/// How the letters of a text file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextEncoding {
    Utf8,
    Windows1251,
    Cp866,
}

impl TextEncoding {
    /// Decides by the first bytes of a text without byte-order mark. `is_whole`: these are all
    /// bytes of the text, else the last letter may be cut.
    pub(super) fn of_prefix(prefix: &[u8], is_whole: bool) -> Self {
        let is_utf8 = match std::str::from_utf8(prefix) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none() && !is_whole && prefix.len() - error.valid_up_to() < 4,
        };
        match () {
            () if is_utf8 => Self::Utf8,
            () if russian_score(prefix, cp866_class) > russian_score(prefix, windows_class) => Self::Cp866,
            () => Self::Windows1251,
        }
    }

    /// Its usual name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1251 => "windows-1251",
            Self::Cp866 => "cp866",
        }
    }

    /// The letters of some bytes. A byte that is no letter becomes U+FFFD, which people see.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Windows1251 => WINDOWS_1251.decode_without_bom_handling(bytes).0,
            Self::Cp866 => IBM866.decode_without_bom_handling(bytes).0,
        }
    }
}

/// What kind of letter a byte is in a single-byte Cyrillic encoding.
enum Class {
    Small,
    Capital,
    Sign,
    Unlikely,
}

const fn windows_class(byte: u8) -> Class {
    match byte {
        0xe0..=0xff | 0xb8 => Class::Small,
        0xc0..=0xdf | 0xa8 => Class::Capital,
        0xa0 | 0xab | 0xbb | 0xb9 | 0x96 | 0x97 | 0x93 | 0x94 | 0x91 | 0x92 | 0x85 => Class::Sign,
        _ => Class::Unlikely,
    }
}

const fn cp866_class(byte: u8) -> Class {
    match byte {
        0xa0..=0xaf | 0xe0..=0xef | 0xf1 => Class::Small,
        0x80..=0x9f | 0xf0 => Class::Capital,
        0xfc | 0xff => Class::Sign,
        _ => Class::Unlikely,
    }
}

/// How much the bytes look like Russian under one reading: small letters are common, a capital
/// right after a small one and box-drawing signs are not.
fn russian_score(bytes: &[u8], class: impl Fn(u8) -> Class) -> i64 {
    let mut score = 0;
    let mut after_small = false;
    for byte in bytes {
        if byte.is_ascii() {
            after_small = byte.is_ascii_lowercase();
            continue;
        }
        match class(*byte) {
            Class::Small => {
                score += 2;
                after_small = true;
            }
            Class::Capital => {
                score += if after_small { -1 } else { 1 };
                after_small = false;
            }
            Class::Sign => {}
            Class::Unlikely => score -= 6,
        }
    }
    score
}

/// The encoding that an XML file is written in, with the length of its byte-order mark. The
/// declaration only chooses between encodings when the bytes are not UTF-8.
pub(super) fn of_xml(prefix: &[u8], is_whole: bool) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(prefix) {
        return (encoding, mark);
    }
    match prefix {
        [b'<', 0, ..] => return (UTF_16LE, 0),
        [0, b'<', ..] => return (UTF_16BE, 0),
        _ => {}
    }
    if TextEncoding::of_prefix(prefix, is_whole) == TextEncoding::Utf8 {
        return (UTF_8, 0);
    }
    let declared = declared_label(prefix).and_then(Encoding::for_label);
    (declared.filter(|encoding| encoding.is_single_byte()).unwrap_or(WINDOWS_1251), 0)
}

/// The value of `encoding=` in an XML declaration.
fn declared_label(prefix: &[u8]) -> Option<&[u8]> {
    let end = memchr::memmem::find(prefix, b"?>")?;
    let declaration = prefix.get(..end)?;
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut quoted = declaration.get(at..)?.split(|byte| matches!(byte, b'"' | b'\''));
    quoted.nth(1)
}

/// Room that a decoder needs for one step: `encoding_rs` writes nothing into less.
const ROOM: usize = 16;

/// Turns a stream in some encoding into UTF-8. Bytes that are no letters end the stream with an
/// error of the kind [`io::ErrorKind::InvalidData`].
pub(super) struct Transcoder<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_start: usize,
    raw_end: usize,
    is_at_end: bool,
    is_flushed: bool,
    /// Letters decoded for a reader that has less room than a decoder needs.
    held: Vec<u8>,
}

impl<R: Read> Transcoder<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self {
            input,
            decoder,
            raw: vec![0; STEP],
            raw_start: 0,
            raw_end: 0,
            is_at_end: false,
            is_flushed: false,
            held: Vec::new(),
        }
    }

    /// Decodes into room for at least [`ROOM`] bytes; 0 at the end of the stream.
    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.is_flushed {
            if self.raw_start == self.raw_end && !self.is_at_end {
                self.raw_start = 0;
                self.raw_end = self.input.read(&mut self.raw)?;
                self.is_at_end = self.raw_end == 0;
            }
            let raw = self.raw.get(self.raw_start..self.raw_end).unwrap_or_default();
            let (result, read, written, had_errors) = self.decoder.decode_to_utf8(raw, out, self.is_at_end);
            if had_errors {
                return Err(io::Error::from(io::ErrorKind::InvalidData));
            }
            self.raw_start += read;
            self.is_flushed = self.is_at_end && matches!(result, CoderResult::InputEmpty);
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.len() >= ROOM && self.held.is_empty() {
            return self.decode(out);
        }
        if self.held.is_empty() {
            let mut room = [0; ROOM];
            let count = self.decode(&mut room)?;
            self.held.extend(room.iter().take(count));
        }
        let count = out.len().min(self.held.len());
        for (to, from) in out.iter_mut().zip(self.held.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    const TEXT: &str = "ВерсияФормата=1.03\nПлательщик=ООО «Ромашка»\nНазначениеПлатежа=Оплата по счёту № 15, НДС 20%";

    #[test]
    fn the_letters_decide() {
        assert_eq!(TextEncoding::of_prefix(TEXT.as_bytes(), true), TextEncoding::Utf8);
        assert_eq!(TextEncoding::of_prefix(&WINDOWS_1251.encode(TEXT).0, true), TextEncoding::Windows1251);
        let dos = IBM866.encode("ВерсияФормата=1.03\nПлательщик=ООО Ромашка\nСумма=5").0;
        assert_eq!(TextEncoding::of_prefix(&dos, true), TextEncoding::Cp866);
    }

    #[test]
    fn capitals_alone_decide_too() {
        let text = "СЕКЦИЯДОКУМЕНТ=ПЛАТЕЖНОЕ ПОРУЧЕНИЕ";
        assert_eq!(TextEncoding::of_prefix(&WINDOWS_1251.encode(text).0, true), TextEncoding::Windows1251);
        assert_eq!(TextEncoding::of_prefix(&IBM866.encode(text).0, true), TextEncoding::Cp866);
    }

    #[test]
    fn a_letter_cut_by_the_end_of_the_prefix_is_still_utf8() {
        let cut = &TEXT.as_bytes()[..3];
        assert_eq!(TextEncoding::of_prefix(cut, false), TextEncoding::Utf8);
        assert_eq!(TextEncoding::of_prefix(cut, true), TextEncoding::Windows1251);
    }

    #[rstest]
    #[case(b"\xef\xbb\xbf<a/>".as_slice(), UTF_8, 3)]
    #[case(b"\xff\xfe<\0a\0".as_slice(), UTF_16LE, 2)]
    #[case(b"<\0a\0".as_slice(), UTF_16LE, 0)]
    #[case(b"\0<\0a".as_slice(), UTF_16BE, 0)]
    #[case(b"<?xml version='1.0' encoding='windows-1251'?><a>\xcf\xf0</a>".as_slice(), WINDOWS_1251, 0)]
    #[case(b"<?xml version='1.0' encoding=\"cp866\"?><a>\x8f\xe0</a>".as_slice(), IBM866, 0)]
    #[case(b"<?xml version='1.0' encoding='utf-8'?><a>\xcf\xf0</a>".as_slice(), WINDOWS_1251, 0)]
    #[case("<?xml version='1.0' encoding='windows-1251'?><a>Привет</a>".as_bytes(), UTF_8, 0)]
    fn xml_is_taken_by_its_bytes(#[case] bytes: &[u8], #[case] encoding: &'static Encoding, #[case] mark: usize) {
        assert_eq!(of_xml(bytes, true), (encoding, mark));
    }

    proptest! {
        #[test]
        fn transcoding_gives_what_decoding_gives(text in "[а-яА-ЯёЁ a-z№]{0,300}") {
            for encoding in [WINDOWS_1251, UTF_8] {
                let bytes = encoding.encode(&text).0.into_owned();
                let mut decoded = String::new();
                Transcoder::new(bytes.as_slice(), encoding).read_to_string(&mut decoded).expect("letters only");
                prop_assert_eq!(&decoded, &text);
            }
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let mut decoded = String::new();
            Transcoder::new(wide.as_slice(), UTF_16LE).read_to_string(&mut decoded).expect("letters only");
            prop_assert_eq!(&decoded, &text);
        }
    }
}
