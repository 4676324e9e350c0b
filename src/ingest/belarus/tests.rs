use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use crate::ingest::{self, Document, FileReport, Format, IngestError, LooksLike, ReadSettings, RefusedDocument};
use crate::model::{Message, Payment, PaymentId, PaymentKind, PaymentMark, TaxId};

const TYPE_3: &[u8] = include_bytes!("../../../fixtures/belarus/type_3_latin.txt");
const TYPE_4: &[u8] = include_bytes!("../../../fixtures/belarus/type_4_windows.txt");
const TYPE_5: &[u8] = include_bytes!("../../../fixtures/belarus/type_5_dos.txt");
const TYPE_400: &[u8] = include_bytes!("../../../fixtures/belarus/type_400_windows.txt");
const TYPE_600: &[u8] = include_bytes!("../../../fixtures/belarus/type_600_windows.txt");

struct Read {
    payments: Vec<Payment>,
    refused: Vec<RefusedDocument>,
    report: FileReport,
}

fn read_with(bytes: &[u8], settings: &ReadSettings) -> Result<Read, IngestError> {
    let (mut payments, mut refused) = (Vec::new(), Vec::new());
    let report = ingest::read("folder/statement.txt", bytes, settings, &mut |document| match document {
        Document::Payment(payment) => payments.push(*payment),
        Document::Refused(document) => refused.push(document),
    })?;
    assert_eq!(report.payments, payments.len() as u64);
    assert_eq!(report.refused, refused.len() as u64);
    Ok(Read { payments, refused, report })
}

fn read(bytes: &[u8]) -> Read {
    read_with(bytes, &ReadSettings::default()).expect("the file can be read")
}

const HEAD: &str = "***** ^Type=4^ ^Acc=BY1^\n[OUT_PARAM]\n";

/// A whole file with one document.
fn file(lines: &str) -> String {
    format!("{HEAD}^DocDate=10.10.2026^\n^Num=1^\n^Acc=BY2^\n{lines}\n##########\n")
}

fn reasons(read: &Read) -> Vec<&str> {
    read.refused.iter().map(|document| document.reason.key.as_str()).collect()
}

fn warnings(read: &Read) -> Vec<&str> {
    read.report.warnings.iter().map(|message| message.key.as_str()).collect()
}

fn ids(read: &Read) -> Vec<PaymentId> {
    read.payments.iter().map(|payment| payment.id).collect()
}

#[rstest]
#[case(TYPE_3, &[("101", PaymentKind::BankPaymentOut, "300.00 BYN"), ("102", PaymentKind::BankReceipt, "500.00 BYN")])]
#[case(TYPE_4, &[("7", PaymentKind::BankReceipt, "1840.50 BYN"), ("7", PaymentKind::BankPaymentOut, "540.00 BYN")])]
#[case(TYPE_5, &[("180", PaymentKind::BankReceipt, "170595.00 RUB")])]
#[case(TYPE_400, &[("4234", PaymentKind::BankPaymentOut, "50.00 BYN")])]
#[case(TYPE_600, &[("40", PaymentKind::BankPaymentOut, "0.00 CNY"), ("8", PaymentKind::BankReceipt, "76762.00 CNY")])]
fn every_type_is_read_whole(#[case] bytes: &[u8], #[case] expected: &[(&str, PaymentKind, &str)]) {
    let found = read(bytes);
    assert_eq!(found.refused, []);
    assert_eq!(found.report.warnings, []);
    assert!(found.report.complete);
    assert_eq!(found.report.format, Format::BelarusClientBank);
    let facts: Vec<(String, PaymentKind, String)> = found
        .payments
        .iter()
        .map(|payment| {
            (payment.number.clone(), payment.kind, format!("{} {}", payment.amount.plain(), payment.currency()))
        })
        .collect();
    let expected: Vec<(String, PaymentKind, String)> =
        expected.iter().map(|(number, kind, sum)| ((*number).to_owned(), *kind, (*sum).to_owned())).collect();
    assert_eq!(facts, expected);
}

#[test]
fn both_sides_are_named() {
    let found = read(TYPE_4);
    let first = &found.payments[0];
    assert_eq!(first.payer.name, "Образцова Анна Петровна");
    assert_eq!(first.payer.tax_id.as_ref().map(TaxId::as_str), Some("200000008"));
    assert_eq!(first.payer.account.as_deref(), Some("BY00PRIM30120000000000000003"));
    assert_eq!(first.payer.bic.as_deref(), Some("PRIMBY2X"));
    assert_eq!(first.payee.name, "ООО \"Строитель Пример\"");
    assert_eq!(first.payee.tax_id.as_ref().map(TaxId::as_str), Some("100000007"));
    assert_eq!(first.payee.account.as_deref(), Some("BY00PRIM30120000000000000933"));
    assert_eq!(first.date.to_string(), "2026-10-10");
    assert_eq!(first.value_date.map(|day| day.to_string()).as_deref(), Some("2026-10-11"));
    assert_eq!((first.place.file.as_str(), first.place.line), ("statement.txt", 10));
    assert_eq!(found.report.own, first.payee);
    let period = found.report.period.map(|(from, to)| (from.to_string(), to.to_string()));
    assert_eq!(period, Some(("2026-10-10".to_owned(), "2026-10-11".to_owned())));
}

#[rstest]
#[case(TYPE_3, "OOO STROITEL PRIMER")]
#[case(TYPE_5, "ООО \"Строитель Пример\"")]
#[case(TYPE_400, "ООО \"Строитель Пример\"")]
fn the_own_name_stands_behind_words(#[case] bytes: &[u8], #[case] expected: &str) {
    assert_eq!(read(bytes).report.own.name, expected);
}

#[test]
fn a_purpose_cut_in_a_number_is_one_text() {
    let found = read(TYPE_400);
    assert_eq!(found.payments[0].purpose, "Плата за ведение счета согласно договору 00001 от 01.01.2020. Без НДС.");
}

#[test]
fn tax_numbers_in_words_are_found() {
    let tax_id = |found: &Read, at: usize| found.payments[at].payer.tax_id.clone().map(|id| id.as_str().to_owned());
    assert_eq!(tax_id(&read(TYPE_3), 1).as_deref(), Some("200000008"));
    assert_eq!(tax_id(&read(TYPE_5), 0).as_deref(), Some("7707083893"));
}

#[test]
fn a_revaluation_is_no_customers_payment() {
    let found = read(TYPE_600);
    assert_eq!(found.payments[0].marks, [PaymentMark::NotACustomer]);
    assert_eq!(found.payments[0].amount.amount, Decimal::ZERO);
    assert_eq!(found.payments[1].marks, []);
    assert_eq!(found.payments[1].payer.bic, None, "156 is the yuan and no bank");
}

#[rstest]
#[case("^Credit=5^", &[])]
#[case("^Db=^\n^Credit=5^", &[])]
#[case("^Db=5^\n^Credit=5^", &["refused-both-sides"])]
#[case("^Db=0.00^\n^Credit=0.00^", &["refused-no-movement"])]
#[case("^Nazn=x^", &["refused-no-sum"])]
#[case("^Credit=five^", &["refused-sum"])]
#[case("^CreQ=5^", &["refused-no-currency"])]
#[case("^CreQ=5^\n^I2=money^", &["refused-currency"])]
#[case("^Credit=5^\n^Num=2^\n^Credit=6^", &["refused-no-date"])]
#[case("^Credit=5^\n^DocDate=31.02.2026^\n^Credit=6^", &["refused-date"])]
fn a_broken_document_is_refused_alone(#[case] lines: &str, #[case] expected: &[&str]) {
    let found = read(file(&format!("{lines}\n^DocDate=11.10.2026^\n^Num=3^\n^Credit=9^")).as_bytes());
    assert_eq!(reasons(&found), expected);
    assert_eq!(found.payments.last().map(|payment| payment.amount.plain()).as_deref(), Some("9.00"));
}

#[test]
fn a_storno_keeps_its_side() {
    let found = read(file("^Credit=-5.00^\n^CR=-5.00^").as_bytes());
    assert_eq!(found.payments[0].marks, [PaymentMark::Negative]);
    assert_eq!(found.payments[0].kind, PaymentKind::BankReceipt);
    assert_eq!(warnings(&found), Vec::<&str>::new());
}

#[test]
fn the_number_may_come_before_the_date() {
    let document = |number: u32| format!("^Num={number}^\n^DocDate=1{number}.10.2026^\n^Credit={number}^\n");
    let found = read(format!("{HEAD}{}{}##########\n", document(1), document(2)).as_bytes());
    let facts: Vec<String> =
        found.payments.iter().map(|payment| format!("{} {}", payment.number, payment.date)).collect();
    assert_eq!(facts, ["1 2026-10-11", "2 2026-10-12"]);
}

#[test]
fn the_banks_number_of_the_entry_is_the_identity() {
    let found = read(TYPE_4);
    let text = encoding_rs::WINDOWS_1251.decode(TYPE_4).0.into_owned();
    let other_period = text.replace("DateBegin=10", "DateBegin=01").replace("RestIn=3000.00", "RestIn=1.00");
    assert_eq!(ids(&found), ids(&read(other_period.as_bytes())));
    let other_operation = text.replace("OPID000000000001", "OPID000000000009");
    let other = ids(&read(other_operation.as_bytes()));
    assert_ne!(ids(&found)[0], other[0]);
    assert_eq!(ids(&found)[1], other[1]);
    let begun_anew = text.replace("DocDate=10.10.2026", "DocDate=10.10.2027");
    assert_ne!(ids(&found), ids(&read(begun_anew.as_bytes())));
}

#[test]
fn without_the_banks_number_the_content_is_the_identity() {
    let id = |lines: &str| ids(&read(file(lines).as_bytes()))[0];
    assert_eq!(id("^Credit=5^\n^Nazn=a^"), id("^Db=0^\n^Credit=5.00^\n^Nazn=b^"));
    assert_ne!(id("^Credit=5^"), id("^Credit=6^"));
    assert_ne!(id("^Credit=5^"), id("^Db=5^"));
    let twins = read(file("^Credit=5^\n^DocDate=10.10.2026^\n^Num=1^\n^Acc=BY2^\n^Credit=5^").as_bytes());
    assert_eq!(twins.payments.len(), 2);
    assert_ne!(twins.payments[0].id, twins.payments[1].id);
}

#[test]
fn totals_that_do_not_agree_are_told() {
    let found = read(file("^Credit=5^\n^DB=1^\n^CR=7^\n^RestOut=9^").replace("[OUT", "^RestIn=2^\n[OUT").as_bytes());
    let expected = ["warning-totals-credited", "warning-totals-debited", "warning-balance"];
    assert_eq!(warnings(&found), expected);
}

#[test]
fn a_cut_file_keeps_only_what_is_whole() {
    let end = TYPE_4.windows(5).position(|piece| piece == b"^DB=5").expect("the totals are there");
    let found = read(&TYPE_4[..end]);
    assert!(!found.report.complete);
    assert_eq!(found.payments.len(), 1);
    assert_eq!(found.refused[0].number, "7");
    assert_eq!(found.refused[0].reason, Message::new("refused-unterminated"));
    assert_eq!(warnings(&found), ["warning-no-end"]);
    let totals = TYPE_4.windows(5).position(|piece| piece == b"^Rest").map(|_| TYPE_4.len() - 60);
    let after_documents = read(&TYPE_4[..totals.expect("the balance is there")]);
    assert_eq!((after_documents.payments.len(), after_documents.report.complete), (2, false));
}

#[test]
fn statements_glued_together_are_read_each_for_its_account() {
    let found = read(&[TYPE_4, TYPE_400].concat());
    assert_eq!(found.payments.len(), 3);
    assert_eq!(found.report.warnings, []);
    let mixed = read(&[file("^Credit=5^").as_bytes(), b"^DocDate=10.10.2026^\n^Num=4^\n^Credit=6^\n"].concat());
    assert_eq!((mixed.payments.len(), reasons(&mixed)), (1, vec!["refused-after-end"]));
}

#[test]
fn our_other_account_makes_an_own_transfer() {
    let settings = ReadSettings { own_accounts: vec!["BY 2".to_owned()], own_tax_ids: Vec::new() };
    let found = read_with(file("^Credit=5^").as_bytes(), &settings).expect("the file can be read");
    assert_eq!(found.payments[0].marks, [PaymentMark::OwnTransfer]);
}

#[test]
fn a_document_written_into_a_purpose_is_not_taken() {
    let evil = "x^\n^DocDate=10.10.2026^\n^Num=2^\n^Credit=999.00^\n^Nazn2=y";
    let text = file("^Credit=5^\n^Nazn=GOOD^").replace('\n', "\r\n").replace("GOOD", evil);
    let found = read(text.as_bytes());
    assert_eq!(found.payments, []);
    assert_eq!(reasons(&found), ["refused-line-ends", "refused-line-ends"]);
    let open =
        |evil: &str| read_with(file(&format!("^Nazn=a\n{evil}\n^Credit=5^")).as_bytes(), &ReadSettings::default());
    assert!(matches!(open("^DocDate=10.10.2026^"), Err(IngestError::MixedLineEnds { line: 7, .. })));
    assert_eq!(open("^Credit=999^").map(|read| read.payments.len()).ok(), Some(0));
    assert_eq!(open("and more^").map(|read| read.payments[0].purpose.clone()).ok().as_deref(), Some("a and more"));
}

#[test]
fn the_encoding_may_be_told_late() {
    let latin = format!("^Credit=5^\n{}^Nazn=GOOD^", "^PayC=latin^\n".repeat(8000));
    let text = file(&latin).replace("GOOD", "Взнос за квартиру");
    let found = read(&encoding_rs::WINDOWS_1251.encode(&text).0);
    assert_eq!(found.payments[0].purpose, "Взнос за квартиру");
}

#[test]
fn a_statement_without_an_account_is_named() {
    let found = read_with(b"***** ^Type=4^\n^DocDate=10.10.2026^\n", &ReadSettings::default());
    assert!(matches!(found, Err(IngestError::NotPayments { looks_like: LooksLike::BelarusClientBank, .. })));
}

proptest! {
    /// Whatever a document holds, it becomes a payment or a refusal.
    #[test]
    fn every_document_is_accounted_for(
        documents in prop::collection::vec(("[0-9.]{0,10}", "[0-9., -]{0,8}", "[^\\r\\n?\u{fffd}]{0,20}"), 0..6),
    ) {
        let sections: Vec<String> = documents
            .iter()
            .map(|(date, sum, purpose)| format!("^DocDate={date}^\n^Num=1^\n^Credit={sum}^\n^Nazn={purpose}^\n"))
            .collect();
        let found = read(format!("{HEAD}{}##########\n", sections.concat()).as_bytes());
        prop_assert_eq!(found.payments.len() + found.refused.len(), documents.len());
    }
}
