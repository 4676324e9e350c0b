//! The names that stand before `=`, whatever their encoding and case.
//!
//! A name is folded into small windows-1251 letters and looked up in a small table, so that no
//! line is decoded for its name.

use crate::ingest::encoding::TextEncoding;

/// A field of a document that is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Field {
    Number,
    Date,
    Sum,
    PayerAccount,
    PayerSettlementAccount,
    PayerName,
    PayerName1,
    PayerTaxId,
    PayerKpp,
    PayerBank1,
    PayerBank2,
    PayerBic,
    Written,
    PayeeAccount,
    PayeeSettlementAccount,
    PayeeName,
    PayeeName1,
    PayeeTaxId,
    PayeeKpp,
    PayeeBank1,
    PayeeBank2,
    PayeeBic,
    Received,
    BudgetNumber,
    BudgetCode,
    Purpose,
    Purpose1,
    Purpose2,
    Purpose3,
    Purpose4,
    Purpose5,
    Purpose6,
}

impl Field {
    /// How many fields there are.
    pub(super) const COUNT: usize = Self::Purpose6 as usize + 1;

    /// Whether a line without a known name after it belongs to its value.
    pub(super) const fn is_continued(self) -> bool {
        matches!(self, Self::PayerName | Self::PayerName1 | Self::PayeeName | Self::PayeeName1)
            || self as usize >= Self::Purpose as usize
    }
}

/// A field of the header or of `СекцияРасчСчет`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AccountField {
    From,
    To,
    Account,
    Opening,
    Credited,
    Debited,
    Closing,
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `1CClientBankExchange`.
    Start,
    /// `СекцияРасчСчет`.
    Account,
    /// `КонецРасчСчет`.
    AccountEnd,
    /// `СекцияДокумент`.
    Document,
    /// `КонецДокумента`.
    DocumentEnd,
    /// `КонецФайла`.
    FileEnd,
    /// A field of the header or of an account.
    OfAccount(AccountField),
    /// A field of a document.
    OfDocument(Field),
    /// A name of the format that is not needed here.
    NotNeeded,
}

impl Tag {
    /// Whether it begins or ends a section.
    pub(super) const fn is_section(self) -> bool {
        matches!(self, Self::Account | Self::AccountEnd | Self::Document | Self::DocumentEnd | Self::FileEnd)
    }
}

/// Names with their meaning. Those of Kazakhstan (БИН, ИИН, ИИК) stand beside the Russian ones.
const NAMES: &[(&str, Tag)] = &[
    ("1CClientBankExchange", Tag::Start),
    ("СекцияРасчСчет", Tag::Account),
    ("КонецРасчСчет", Tag::AccountEnd),
    ("СекцияДокумент", Tag::Document),
    ("КонецДокумента", Tag::DocumentEnd),
    ("КонецФайла", Tag::FileEnd),
    ("ДатаНачала", Tag::OfAccount(AccountField::From)),
    ("ДатаКонца", Tag::OfAccount(AccountField::To)),
    ("РасчСчет", Tag::OfAccount(AccountField::Account)),
    ("НачальныйОстаток", Tag::OfAccount(AccountField::Opening)),
    ("ВсегоПоступило", Tag::OfAccount(AccountField::Credited)),
    ("ВсегоСписано", Tag::OfAccount(AccountField::Debited)),
    ("КонечныйОстаток", Tag::OfAccount(AccountField::Closing)),
    ("Номер", Tag::OfDocument(Field::Number)),
    ("Дата", Tag::OfDocument(Field::Date)),
    ("Сумма", Tag::OfDocument(Field::Sum)),
    ("ПлательщикСчет", Tag::OfDocument(Field::PayerAccount)),
    ("ПлательщикРасчСчет", Tag::OfDocument(Field::PayerSettlementAccount)),
    ("ПлательщикИИК", Tag::OfDocument(Field::PayerSettlementAccount)),
    ("Плательщик", Tag::OfDocument(Field::PayerName)),
    ("Плательщик1", Tag::OfDocument(Field::PayerName1)),
    ("ПлательщикИНН", Tag::OfDocument(Field::PayerTaxId)),
    ("ПлательщикБИН", Tag::OfDocument(Field::PayerTaxId)),
    ("ПлательщикБИН_ИИН", Tag::OfDocument(Field::PayerTaxId)),
    ("ПлательщикКПП", Tag::OfDocument(Field::PayerKpp)),
    ("ПлательщикБанк1", Tag::OfDocument(Field::PayerBank1)),
    ("ПлательщикБанк2", Tag::OfDocument(Field::PayerBank2)),
    ("ПлательщикБИК", Tag::OfDocument(Field::PayerBic)),
    ("ПлательщикБанкБИК", Tag::OfDocument(Field::PayerBic)),
    ("ДатаСписано", Tag::OfDocument(Field::Written)),
    ("ПолучательСчет", Tag::OfDocument(Field::PayeeAccount)),
    ("ПолучательРасчСчет", Tag::OfDocument(Field::PayeeSettlementAccount)),
    ("ПолучательИИК", Tag::OfDocument(Field::PayeeSettlementAccount)),
    ("Получатель", Tag::OfDocument(Field::PayeeName)),
    ("Получатель1", Tag::OfDocument(Field::PayeeName1)),
    ("ПолучательИНН", Tag::OfDocument(Field::PayeeTaxId)),
    ("ПолучательБИН", Tag::OfDocument(Field::PayeeTaxId)),
    ("ПолучательБИН_ИИН", Tag::OfDocument(Field::PayeeTaxId)),
    ("ПолучательКПП", Tag::OfDocument(Field::PayeeKpp)),
    ("ПолучательБанк1", Tag::OfDocument(Field::PayeeBank1)),
    ("ПолучательБанк2", Tag::OfDocument(Field::PayeeBank2)),
    ("ПолучательБИК", Tag::OfDocument(Field::PayeeBic)),
    ("ПолучательБанкБИК", Tag::OfDocument(Field::PayeeBic)),
    ("ДатаПоступило", Tag::OfDocument(Field::Received)),
    ("Код", Tag::OfDocument(Field::BudgetNumber)),
    ("ПоказательКБК", Tag::OfDocument(Field::BudgetCode)),
    ("НазначениеПлатежа", Tag::OfDocument(Field::Purpose)),
    ("НазначениеПлатежа1", Tag::OfDocument(Field::Purpose1)),
    ("НазначениеПлатежа2", Tag::OfDocument(Field::Purpose2)),
    ("НазначениеПлатежа3", Tag::OfDocument(Field::Purpose3)),
    ("НазначениеПлатежа4", Tag::OfDocument(Field::Purpose4)),
    ("НазначениеПлатежа5", Tag::OfDocument(Field::Purpose5)),
    ("НазначениеПлатежа6", Tag::OfDocument(Field::Purpose6)),
];

/// Names of the format that carry nothing needed here; known, so that they continue no value.
const NOT_NEEDED: &[&str] = &[
    "ВерсияФормата",
    "Кодировка",
    "Отправитель",
    "ДатаСоздания",
    "ВремяСоздания",
    "Документ",
    "КвитанцияДата",
    "КвитанцияВремя",
    "КвитанцияСодержание",
    "Плательщик2",
    "Плательщик3",
    "Плательщик4",
    "ПлательщикКорсчет",
    "Получатель2",
    "Получатель3",
    "Получатель4",
    "ПолучательКорсчет",
    "ВидПлатежа",
    "КодНазПлатежа",
    "ВидОплаты",
    "Очередность",
    "СрокПлатежа",
    "СтатусСоставителя",
    "ОКАТО",
    "ПоказательОснования",
    "ПоказательПериода",
    "ПоказательНомера",
    "ПоказательДаты",
    "ПоказательТипа",
    "СрокАкцепта",
    "ВидАккредитива",
    "УсловиеОплаты1",
    "УсловиеОплаты2",
    "УсловиеОплаты3",
    "ПлатежПоПредст",
    "ДополнУсловия",
    "НомерСчетаПоставщика",
    "ДатаОтсылкиДок",
];

/// Letters of the longest name.
const NAME_MAX: usize = 24;
/// Slots of the table, a power of two.
const SLOTS: usize = 512;
/// Stands for a letter that no name has.
const NO_LETTER: u8 = 0xff;

/// A name folded into small windows-1251 letters.
type FoldedName = ([u8; NAME_MAX], usize);

/// Finds the meaning of names in one encoding.
pub(super) struct Tags {
    encoding: TextEncoding,
    fold: [u8; 256],
    slots: Vec<Option<(FoldedName, Tag)>>,
}

impl Tags {
    pub(super) fn new(encoding: TextEncoding) -> Self {
        let mut tags = Self { encoding, fold: fold_table(encoding), slots: vec![None; SLOTS] };
        for (name, tag) in NAMES.iter().copied().chain(NOT_NEEDED.iter().map(|name| (*name, Tag::NotNeeded))) {
            if let Some((folded, hash)) = fold_utf8(name.as_bytes()) {
                tags.insert(folded, hash, tag);
            }
        }
        tags
    }

    fn insert(&mut self, name: FoldedName, hash: u32, tag: Tag) {
        let mut slot = hash as usize % SLOTS;
        while let Some(found) = self.slots.get_mut(slot) {
            if found.is_none() {
                *found = Some((name, tag));
                return;
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The meaning of the name that a line begins with, and the value behind its first `=`.
    pub(super) fn split<'a>(&self, line: &'a [u8]) -> (Option<Tag>, &'a [u8]) {
        match memchr::memchr(b'=', line) {
            Some(at) => {
                let (name, value) = line.split_at(at);
                (self.find(name), value.get(1..).unwrap_or_default())
            }
            None => (self.find(line), &[]),
        }
    }

    fn find(&self, name: &[u8]) -> Option<Tag> {
        let name = name.trim_ascii();
        let (folded, hash) = match self.encoding {
            TextEncoding::Utf8 => fold_utf8(name)?,
            TextEncoding::Windows1251 | TextEncoding::Cp866 => self.fold_bytes(name)?,
        };
        let mut slot = hash as usize % SLOTS;
        while let Some(Some((known, tag))) = self.slots.get(slot) {
            if *known == folded {
                return Some(*tag);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }

    fn fold_bytes(&self, name: &[u8]) -> Option<(FoldedName, u32)> {
        let mut folded = [0; NAME_MAX];
        if name.len() > NAME_MAX {
            return None;
        }
        let mut hash = HASH_START;
        for (place, byte) in folded.iter_mut().zip(name) {
            *place = *self.fold.get(usize::from(*byte))?;
            hash = mix(hash, *place);
        }
        Some(((folded, name.len()), hash))
    }
}

const HASH_START: u32 = 0x811c_9dc5;

/// One step of FNV-1a.
const fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// For each byte of a single-byte encoding, the small letter in windows-1251.
fn fold_table(encoding: TextEncoding) -> [u8; 256] {
    let mut table = [NO_LETTER; 256];
    for (byte, folded) in (0..=u8::MAX).zip(table.iter_mut()) {
        *folded = encoding.decode(&[byte]).chars().next().map_or(NO_LETTER, fold_letter);
    }
    table
}

/// The small windows-1251 letter of a letter that a name may have.
fn fold_letter(letter: char) -> u8 {
    match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '_' => (letter as u8).to_ascii_lowercase(),
        'а'..='я' => u8::try_from(u32::from(letter) - 0x430 + 0xe0).unwrap_or(NO_LETTER),
        'А'..='Я' => u8::try_from(u32::from(letter) - 0x410 + 0xe0).unwrap_or(NO_LETTER),
        _ => 1,
    }
}

fn fold_utf8(name: &[u8]) -> Option<(FoldedName, u32)> {
    if name.len() > 2 * NAME_MAX {
        return None;
    }
    let mut folded = [0; NAME_MAX];
    let mut length = 0;
    let mut hash = HASH_START;
    for letter in std::str::from_utf8(name).ok()?.chars().map(fold_letter) {
        *folded.get_mut(length)? = letter;
        length += 1;
        hash = mix(hash, letter);
    }
    Some(((folded, length), hash))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{IBM866, WINDOWS_1251};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Номер=5", Some(Tag::OfDocument(Field::Number)), "5")]
    #[case("  НОМЕР =5", Some(Tag::OfDocument(Field::Number)), "5")]
    #[case("ПлательщикКорСчет=1", Some(Tag::NotNeeded), "1")]
    #[case("НазначениеПлатежа={53=33798.03}", Some(Tag::OfDocument(Field::Purpose)), "{53=33798.03}")]
    #[case("КонецФайла", Some(Tag::FileEnd), "")]
    #[case("НеизвестноеСвойство=1", None, "1")]
    #[case("Номе=1", None, "1")]
    #[case("Номер5=1", None, "1")]
    #[case("", None, "")]
    fn names_are_found(#[case] line: &str, #[case] tag: Option<Tag>, #[case] value: &str) {
        let utf8 = Tags::new(TextEncoding::Utf8);
        assert_eq!(utf8.split(line.as_bytes()), (tag, value.as_bytes()));
        let windows = Tags::new(TextEncoding::Windows1251);
        assert_eq!(windows.split(&WINDOWS_1251.encode(line).0).0, tag);
        let dos = Tags::new(TextEncoding::Cp866);
        assert_eq!(dos.split(&IBM866.encode(line).0).0, tag);
    }

    #[test]
    fn every_name_finds_itself_in_every_encoding() {
        for (name, tag) in NAMES.iter().copied().chain(NOT_NEEDED.iter().map(|name| (*name, Tag::NotNeeded))) {
            assert_eq!(Tags::new(TextEncoding::Utf8).find(name.as_bytes()), Some(tag), "{name}");
            assert_eq!(Tags::new(TextEncoding::Windows1251).find(&WINDOWS_1251.encode(name).0), Some(tag), "{name}");
            assert_eq!(Tags::new(TextEncoding::Cp866).find(&IBM866.encode(name).0), Some(tag), "{name}");
        }
    }
}
