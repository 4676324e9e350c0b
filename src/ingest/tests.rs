//! Files as a whole: archives, folders, and ten thousand damaged copies.

use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use rstest::rstest;

use super::{Document, FileReport, IngestError, LooksLike, ReadSettings, read, read_file};
use crate::lang::{Language, Texts};
use crate::model::Explain as _;

const FIXTURES: [&[u8]; 13] = [
    include_bytes!("../../fixtures/client_bank/two_accounts_windows.txt"),
    include_bytes!("../../fixtures/client_bank/per_day_dos.txt"),
    include_bytes!("../../fixtures/client_bank/utf8_says_windows.txt"),
    include_bytes!("../../fixtures/client_bank/broken_documents_windows.txt"),
    include_bytes!("../../fixtures/belarus/type_4_windows.txt"),
    include_bytes!("../../fixtures/belarus/type_5_dos.txt"),
    include_bytes!("../../fixtures/belarus/type_600_windows.txt"),
    include_bytes!("../../fixtures/enterprise_data/version_1_2.xml"),
    include_bytes!("../../fixtures/enterprise_data/version_1_6_windows.xml"),
    include_bytes!("../../fixtures/enterprise_data/version_1_6_utf16.xml"),
    include_bytes!("../../fixtures/enterprise_data/version_1_8_flat.xml"),
    include_bytes!("../../fixtures/enterprise_data/version_1_21.xml"),
    include_bytes!("../../fixtures/enterprise_data/broken_documents_1_8.xml"),
];

fn count(name: &str, bytes: &[u8]) -> Result<(FileReport, u64), IngestError> {
    let mut given = 0;
    let report = read(name, bytes, &ReadSettings::default(), &mut |_: Document| given += 1)?;
    Ok((report, given))
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(bytes).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

#[test]
fn an_archive_gives_what_the_file_in_it_gives() {
    for fixture in FIXTURES {
        let plain = count("a.txt", fixture).expect("the fixture is sound");
        let packed = count("a.txt", &zip_of(&[("__MACOSX/x", b"x"), ("inside", fixture)])).expect("so is the archive");
        assert_eq!(packed, plain);
    }
}

#[rstest]
#[case(&[("a", b"x".as_slice()), ("b", b"y")], "ZipEntries")]
#[case(&[], "ZipEntries")]
#[case(&[("[Content_Types].xml", b"x".as_slice()), ("xl/workbook.xml", b"y")], "NotPayments")]
#[case(&[("a", b"PK\x03\x04".as_slice())], "NotPayments")]
#[case(&[("a", b"".as_slice())], "Empty")]
fn archives_that_are_not_one_file(#[case] files: &[(&str, &[u8])], #[case] expected: &str) {
    let error = count("a.zip", &zip_of(files)).expect_err("it is no file of payments");
    assert!(format!("{error:?}").starts_with(expected), "{error:?}");
}

#[test]
fn a_cut_archive_is_damaged() {
    let whole = zip_of(&[("a", FIXTURES[7])]);
    for end in 4..whole.len() {
        let cut = whole.get(..end).unwrap_or_default();
        assert!(count("a.zip", cut).is_err(), "cut at {end}");
    }
}

#[test]
fn a_folder_and_a_missing_file_are_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let read = |path: &Path| read_file(path, &ReadSettings::default(), &mut |_| {});
    assert!(matches!(read(folder.path()), Err(IngestError::Folder { .. })));
    assert!(matches!(read(&folder.path().join("no")), Err(IngestError::Missing { .. })));
    let file = folder.path().join("any.name");
    std::fs::write(&file, FIXTURES[7]).expect("the folder takes it");
    assert_eq!(read(&file).map(|report| (report.file, report.payments)).ok(), Some(("any.name".to_owned(), 1)));
}

#[test]
fn names_from_outside_are_harmless() {
    let (report, _) = count("folder/\u{1b}[2J\u{202e}.txt", FIXTURES[0]).expect("the fixture is sound");
    assert_eq!(report.file, "␛[2J‹U+202E›.txt");
}

/// Every error and every warning of damaged files has words in every language.
#[test]
fn whatever_is_wrong_has_words() {
    let texts: Vec<Texts> = Language::ALL.into_iter().map(Texts::load).collect();
    let looks = [
        LooksLike::V8Exchange,
        LooksLike::OtherXml("x".to_owned()),
        LooksLike::Pdf,
        LooksLike::BelarusClientBank,
        LooksLike::Unknown,
    ];
    for looks_like in looks {
        let message = IngestError::NotPayments { file: "a".to_owned(), looks_like }.explain();
        for texts in &texts {
            let words = texts.words(&message);
            assert!(!words.contains('⟦') && !words.contains("{$"), "{words}");
        }
    }
}

/// A change to some bytes of a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Splice(prop::sample::Index, prop::sample::Index, prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(place, byte)| Damage::Flip(place, byte)),
        at().prop_map(Damage::Cut),
        (at(), 1_usize..200).prop_map(|(place, length)| Damage::Remove(place, length)),
        (at(), 1_usize..200).prop_map(|(place, length)| Damage::Repeat(place, length)),
        (at(), at(), at()).prop_map(|(place, other, from)| Damage::Splice(place, other, from)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    match damage {
        Damage::Flip(place, byte) => {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        Damage::Cut(place) => bytes.truncate(place.index(bytes.len())),
        Damage::Remove(place, length) => {
            let place = place.index(bytes.len());
            bytes.drain(place..(place + length).min(bytes.len()));
        }
        Damage::Repeat(place, length) => {
            let place = place.index(bytes.len());
            let piece = bytes[place..(place + length).min(bytes.len())].to_vec();
            bytes.splice(place..place, piece);
        }
        Damage::Splice(place, other, from) => {
            let other = FIXTURES[other.index(FIXTURES.len())];
            bytes.truncate(place.index(bytes.len()));
            bytes.extend(&other[from.index(other.len())..]);
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Damaged files end in a report or an error that has words, never in a panic, and the report
    /// counts what was given.
    #[test]
    fn damage_never_panics_and_never_loses_count(
        fixture in 0..FIXTURES.len(),
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let bytes = damages.iter().fold(FIXTURES[fixture].to_vec(), damaged);
        match count("a", &bytes) {
            Ok((report, given)) => prop_assert_eq!(report.payments + report.refused, given),
            Err(error) => prop_assert!(!error.explain().key.is_empty()),
        }
    }

    #[test]
    fn any_bytes_end_in_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        drop(count("a", &bytes));
        let mut statement = b"1CClientBankExchange\n".to_vec();
        statement.extend(&bytes);
        drop(count("a", &statement));
        let mut belarus = b"***** ^Type=4^ ^Acc=BY1^\n^DocDate=".to_vec();
        belarus.extend(&bytes);
        drop(count("a", &belarus));
        let mut message = b"<Message><Body xmlns='EnterpriseData/1.8'>".to_vec();
        message.extend(&bytes);
        drop(count("a", &message));
    }
}
