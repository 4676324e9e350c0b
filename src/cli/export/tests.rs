//! What is handed out says what the journal says, to the kopeck, and nothing of it is run.

use std::io::{Cursor, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::register::Register;
use super::words::Words;
use super::{csv, xlsx};
use crate::lang::{Language, Texts};
use crate::matching::Index;
use crate::model::{
    Allocation, Attempt, AttemptKind, AttemptState, BatchId, ContractId, CrmReference, Currency, Direction,
    IdempotencyKey, Message, PaymentId, Posting, PostingPart, Refusal, RefusalKind, TaxId,
};
use crate::store::log::Head;

/// An attempt of one part; the contract is named by its id, since no register is in hand.
fn attempt(sequence: u64, batch: u64, kopecks: i64, state: AttemptState) -> Attempt {
    let amount = Decimal::new(kopecks, 2);
    let payment = PaymentId::of_parts(&[&sequence.to_string()], 0);
    let allocation = Allocation { contract: ContractId("К-12/5-45".to_owned()), line: Some(3), amount };
    let key = IdempotencyKey::of(payment, &allocation, 0);
    Attempt {
        sequence,
        batch: BatchId(batch),
        kind: AttemptKind::Post,
        posting: Posting {
            payment,
            direction: Direction::Receipt,
            source_id: None,
            number: format!("00{sequence}"),
            order_number: None,
            date: date(2026, 10, 12),
            amount,
            currency: Currency::RUB,
            payer: "Иванов Иван".to_owned(),
            payer_tax_id: TaxId::from_document("007707083893"),
            payer_account: None,
            purpose: "Оплата по договору".to_owned(),
            parts: vec![PostingPart { key, allocation, contract_version: None }],
        },
        state,
        planned_at: Timestamp::UNIX_EPOCH,
        changed_at: Timestamp::UNIX_EPOCH,
        reason: String::new(),
    }
}

fn held() -> AttemptState {
    AttemptState::Confirmed(CrmReference("P-1".to_owned()))
}

fn refused() -> AttemptState {
    let message = Message::new("refusal-unknown-contract").with("contract", "К-12/5-45");
    AttemptState::Refused(Refusal { kind: RefusalKind::UnknownContract, message })
}

/// The reversal of what an attempt put there.
fn reversal(of: &Attempt, sequence: u64, batch: u64) -> Attempt {
    Attempt {
        sequence,
        batch: BatchId(batch),
        kind: AttemptKind::Reverse,
        reason: "ошибка плательщика".to_owned(),
        state: held(),
        ..of.clone()
    }
}

/// Both forms of the register of a batch.
fn handed_out(attempts: &[Attempt], batch: u64) -> (Xlsx<Cursor<Vec<u8>>>, String, Vec<u8>) {
    let texts = Texts::load(Language::Russian);
    let index = Index::build(Vec::new());
    let words = Words { texts: &texts, index: &index, head: Head::default() };
    let register = Register::of(BatchId(batch), attempts).unwrap();
    let book = xlsx::bytes(&register, &words).unwrap();
    let text = String::from_utf8(csv::bytes(&register, &words).unwrap()).unwrap();
    (Xlsx::new(Cursor::new(book.clone())).unwrap(), text, book)
}

fn cell(range: &Range<Data>, row: u32, column: u32) -> Data {
    range.get_value((row, column)).cloned().unwrap_or_default()
}

/// A sum as it stands in a cell, digit by digit.
fn sum(cell: &Data) -> Decimal {
    match cell {
        Data::Float(number) => number.to_string().parse().unwrap(),
        Data::Int(number) => Decimal::from(*number),
        Data::String(text) => text.replace(',', ".").parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn word(key: &str) -> String {
    Texts::load(Language::Russian).get(key)
}

#[test]
fn what_went_through_and_what_did_not_stand_on_sheets_of_their_own() {
    let mut foreign = attempt(2, 1, 700, held());
    foreign.posting.currency = Currency::EUR;
    let attempts = [
        attempt(1, 1, 125_000_050, held()),
        foreign,
        attempt(3, 1, 300, refused()),
        attempt(4, 1, 400, AttemptState::Sent),
        attempt(5, 1, 500, AttemptState::Abandoned),
        attempt(6, 2, 600, held()),
    ];
    let (mut book, text, _) = handed_out(&attempts, 1);
    assert_eq!(book.sheet_names(), [word("cli-export-sheet"), word("cli-export-sheet-refused")]);
    let passed = book.worksheet_range(&word("cli-export-sheet")).unwrap();
    assert!(matches!(cell(&passed, 3, 0), Data::DateTime(_)), "{:?}", cell(&passed, 3, 0));
    let texts = ["001", "Иванов Иван", "007707083893", "Оплата по договору", "К-12/5-45", "3"];
    for (column, expected) in (1..).zip(texts) {
        assert_eq!(cell(&passed, 3, column), Data::String(expected.to_owned()));
    }
    assert_eq!(sum(&cell(&passed, 3, 7)), Decimal::new(125_000_050, 2));
    assert_eq!(cell(&passed, 3, 10), Data::String("P-1".to_owned()));
    let totals = [(5, "RUB", 125_000_050), (6, "EUR", 700)];
    let (mut found, mut expected): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for (row, currency, kopecks) in totals {
        assert_eq!(cell(&passed, row, 0), Data::String(word("cli-export-total")));
        found.push((cell(&passed, row, 8).to_string(), sum(&cell(&passed, row, 7))));
        expected.push((currency.to_owned(), Decimal::new(kopecks, 2)));
    }
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let failed = book.worksheet_range(&word("cli-export-sheet-refused")).unwrap();
    let states: Vec<String> = (3..6).map(|row| cell(&failed, row, 9).to_string()).collect();
    let named = ["refused", "unknown", "absent"].map(|name| word(&format!("cli-export-state-{name}")));
    assert_eq!(states, named);
    assert!((3..6).all(|row| !cell(&failed, row, 11).to_string().is_empty()), "each has its reason");
    assert!(cell(&failed, 3, 11).to_string().contains("К-12/5-45"));
    assert!(text.starts_with('\u{feff}') && text.contains(";1250000,50;RUB;"), "{text}");
    assert_eq!(text.lines().count(), 1 + 2 + 2 + 3 + 1);
}

#[test]
fn what_was_taken_back_is_said_on_both_sides() {
    let first = attempt(1, 1, 1_000, held());
    let attempts = [first.clone(), attempt(2, 1, 2_000, held()), reversal(&first, 3, 2)];
    let (mut book, _, _) = handed_out(&attempts, 1);
    let sheet = book.worksheet_range(&word("cli-export-sheet")).unwrap();
    assert_eq!(cell(&sheet, 3, 9).to_string(), word("cli-export-state-taken-back-later"));
    assert_eq!(cell(&sheet, 4, 9).to_string(), word("cli-export-state-held"));
    assert_eq!((sum(&cell(&sheet, 5, 7)), sum(&cell(&sheet, 6, 7))), (Decimal::from(30), Decimal::from(10)));
    let (mut book, text, _) = handed_out(&attempts, 2);
    let sheet = book.worksheet_range(&word("cli-export-sheet")).unwrap();
    assert!(cell(&sheet, 0, 0).to_string().contains("ошибка плательщика"));
    assert_eq!(sum(&cell(&sheet, 3, 7)), Decimal::from(-10));
    assert!(text.contains(";-10,00;"), "a sum below zero stays a number: {text}");
}

#[test]
fn no_cell_is_a_formula_in_either_form() {
    let payloads = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|'/c calc'!A0",
        " =1+1",
        "＝1+1",
        "=HYPERLINK(\"http://x\")",
        "-2+3",
        "\"=1+1\"",
        ";=1+1",
        "{=1+1}",
    ];
    let dangerous = |payload: &&str| {
        let mut attempt = attempt(1, 1, 100, held());
        (attempt.posting.payer, attempt.posting.purpose) = ((*payload).to_owned(), (*payload).to_owned());
        attempt.posting.number = (*payload).to_owned();
        attempt
    };
    let attempts: Vec<Attempt> =
        (1..).zip(payloads.iter().map(dangerous)).map(|(sequence, attempt)| Attempt { sequence, ..attempt }).collect();
    let (mut book, text, bytes) = handed_out(&attempts, 1);
    let sheet = book.worksheet_range(&word("cli-export-sheet")).unwrap();
    for (row, payload) in (3..).zip(payloads) {
        for column in [1, 2, 4] {
            assert_eq!(cell(&sheet, row, column), Data::String(payload.to_owned()));
        }
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
    assert!(!xml.contains("<f>") && !xml.contains("<f "), "{xml}");
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for record in reader.records() {
        for (place, field) in record.unwrap().iter().enumerate().filter(|(place, _)| *place != 7) {
            let begins = field.trim_start().chars().next();
            assert!(!begins.is_some_and(|sign| "=+-@＝＋－＠".contains(sign)), "field {place}: {field}");
        }
    }
}

proptest! {
    #[test]
    fn kopecks_come_back_exactly(sums in prop::collection::vec(-200_000_000_000_000_000_i64..200_000_000_000_000_000, 1..12)) {
        let attempts: Vec<Attempt> =
            (1..).zip(&sums).map(|(sequence, kopecks)| attempt(sequence, 1, *kopecks, held())).collect();
        let (mut book, text, _) = handed_out(&attempts, 1);
        let sheet = book.worksheet_range(&word("cli-export-sheet")).unwrap();
        for (row, kopecks) in (3..).zip(&sums) {
            prop_assert_eq!(sum(&cell(&sheet, row, 7)), Decimal::new(*kopecks, 2));
        }
        let total = Decimal::new(sums.iter().sum(), 2);
        let row = 3 + u32::try_from(sums.len()).unwrap();
        prop_assert_eq!(sum(&cell(&sheet, row, 7)), total);
        let last = text.lines().last().unwrap().split(';').nth(7).unwrap().replace(',', ".");
        prop_assert_eq!(last.parse::<Decimal>().unwrap(), total);
    }
}
