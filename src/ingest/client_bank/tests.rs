use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;

use crate::ingest::{self, Document, FileReport, IngestError, LooksLike, ReadSettings, RefusedDocument};
use crate::model::{Message, Payment, PaymentKind, PaymentMark, TaxId};

const TWO_ACCOUNTS: &[u8] = include_bytes!("../../../fixtures/client_bank/two_accounts_windows.txt");
const PER_DAY: &[u8] = include_bytes!("../../../fixtures/client_bank/per_day_dos.txt");
const UTF8: &[u8] = include_bytes!("../../../fixtures/client_bank/utf8_says_windows.txt");
const NO_END: &[u8] = include_bytes!("../../../fixtures/client_bank/no_end_windows.txt");
const BROKEN: &[u8] = include_bytes!("../../../fixtures/client_bank/broken_documents_windows.txt");
const EMPTY: &[u8] = include_bytes!("../../../fixtures/client_bank/empty_period_windows.txt");
const LOST: &[u8] = include_bytes!("../../../fixtures/client_bank/letters_lost.txt");
const BELARUS: &[u8] = b"[IN_PARAM]\n[OUT_PARAM]\n^DocDate=10.10.2026^\n";

struct Read {
    payments: Vec<Payment>,
    refused: Vec<RefusedDocument>,
    report: FileReport,
}

fn read_with(bytes: &[u8], settings: &ReadSettings) -> Result<Read, IngestError> {
    let (mut payments, mut refused) = (Vec::new(), Vec::new());
    let report = ingest::read("folder/kl_to_1c.txt", bytes, settings, &mut |document| match document {
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

/// One receipt on account 1 inside a whole file, with these lines in the document.
fn receipt(lines: &str) -> Payment {
    let mut found = read(file(lines).as_bytes());
    assert_eq!(found.refused, []);
    found.payments.pop().expect("one document was written")
}

fn file(lines: &str) -> String {
    format!(
        "1CClientBankExchange\nРасчСчет=1\nСекцияДокумент=x\nДата=01.10.2026\nСумма=5\nПолучательСчет=1\n{lines}\nКонецДокумента\nКонецФайла"
    )
}

fn keys(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.key.as_str()).collect()
}

#[test]
fn two_accounts_are_read_whole() {
    let found = read(TWO_ACCOUNTS);
    assert_eq!(found.refused, []);
    assert_eq!(found.report.warnings, []);
    assert!(found.report.complete);
    let facts: Vec<(&str, PaymentKind, Decimal)> =
        found.payments.iter().map(|payment| (payment.number.as_str(), payment.kind, payment.amount.amount)).collect();
    let receipt = |number, kopecks| (number, PaymentKind::BankReceipt, Decimal::new(kopecks, 2));
    let payment_out = |number, kopecks| (number, PaymentKind::BankPaymentOut, Decimal::new(kopecks, 2));
    let expected = [
        receipt("101", 125_000_050),
        receipt("102", 350_050),
        receipt("103", 10_000),
        receipt("103", 10_000),
        receipt("104", 25_000),
        payment_out("51", 12_000_000),
        payment_out("52", 700_000),
        payment_out("53", 5_000_000),
        receipt("105", 9_000_000),
        receipt("106", 1_500),
    ];
    assert_eq!(facts, expected);
    assert_eq!(found.payments[0].payer.name, "Образцова Анна Петровна");
    assert_eq!(found.payments[0].place.file, "kl_to_1c.txt");
    assert_eq!(found.report.own.account.as_deref(), Some("40702810900000000101"));
    assert_eq!(found.report.own.name, "ООО \"Строитель Пример\"");
}

#[test]
fn marks_say_what_a_document_is() {
    let found = read(TWO_ACCOUNTS);
    let marks = |number: &str| -> &[PaymentMark] {
        &found.payments.iter().find(|payment| payment.number == number).expect("it is in the file").marks
    };
    assert_eq!(marks("101"), []);
    assert_eq!(marks("104"), [PaymentMark::Negative]);
    assert_eq!(marks("52"), [PaymentMark::BudgetPayment]);
    assert_eq!(marks("53"), [PaymentMark::OwnTransfer]);
    assert_eq!(marks("106"), [], "a personal account in «Код» is no УИН");
}

#[test]
fn real_twins_are_both_there() {
    let found = read(TWO_ACCOUNTS);
    let twins: Vec<&Payment> = found.payments.iter().filter(|payment| payment.number == "103").collect();
    assert_eq!(twins.len(), 2);
    assert_ne!(twins[0].id, twins[1].id);
    let again = read(TWO_ACCOUNTS);
    let ids = |read: &Read| read.payments.iter().map(|payment| payment.id).collect::<Vec<_>>();
    assert_eq!(ids(&found), ids(&again));
}

#[test]
fn a_lone_line_feed_in_a_crlf_file_belongs_to_the_purpose() {
    let found = read(TWO_ACCOUNTS);
    assert_eq!(found.payments[1].purpose, "за Примерову М. П. по договору № П-7/1 кв. 12");
    assert_eq!(found.payments[1].payer.tax_id.as_ref().map(TaxId::as_str), Some("500100732259"));
}

#[test]
fn sections_of_days_add_up_and_a_repeated_one_counts_once() {
    let found = read(PER_DAY);
    assert_eq!(found.report.warnings, []);
    assert_eq!(found.payments[0].payer.name, "Образцова Анна Петровна");
    assert_eq!(found.payments[1].value_date.map(|date| date.to_string()).as_deref(), Some("2026-10-02"));
}

#[test]
fn letters_decide_and_not_what_the_file_says_of_itself() {
    let found = read(UTF8);
    assert_eq!(found.payments[0].payer.name, "Ёлкина Алёна");
    assert_eq!(found.payments[0].purpose, "Взнос по счёту № ё-7 — «аванс»");
    assert_eq!(found.payments[0].date.to_string(), "2026-10-12");
    assert_eq!(found.payments[0].number, "7");
}

#[test]
fn every_encoding_gives_the_same_payment() {
    let text = String::from_utf8(UTF8.to_vec()).expect("the fixture is UTF-8");
    let plain = text.replace(['—', '«', '»'], "-");
    let expected = read(plain.as_bytes()).payments;
    let wide: Vec<u8> = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encodings = [
        encoding_rs::WINDOWS_1251.encode(&plain).0.into_owned(),
        encoding_rs::IBM866.encode(&plain).0.into_owned(),
        format!("\u{feff}{plain}").into_bytes(),
        wide,
    ];
    for bytes in encodings {
        assert_eq!(read(&bytes).payments, expected);
    }
}

#[test]
fn a_missing_end_warns_and_refuses_only_what_it_cut() {
    let found = read(NO_END);
    assert!(!found.report.complete);
    assert_eq!(keys(&found.report.warnings), ["warning-no-end"]);
    assert_eq!(found.payments.len(), 2, "a missing КонецДокумента is no fault");
    assert_eq!(found.refused.len(), 1);
    assert_eq!(found.refused[0].number, "3");
    assert_eq!(found.refused[0].reason, Message::new("refused-unterminated"));
}

#[test]
fn a_broken_document_is_refused_alone() {
    let found = read(BROKEN);
    let refused: Vec<(u64, &str, &str)> = found
        .refused
        .iter()
        .map(|document| (document.line, document.number.as_str(), document.reason.key.as_str()))
        .collect();
    let expected = [
        (29, "2", "refused-date"),
        (47, "3", "refused-sum"),
        (65, "4", "refused-no-sum"),
        (83, "5", "refused-no-date"),
        (156, "", "refused-after-end"),
    ];
    assert_eq!(refused, expected);
    let numbers: Vec<&str> = found.payments.iter().map(|payment| payment.number.as_str()).collect();
    assert_eq!(numbers, ["1", "", "7", "8"]);
    assert!(found.payments[2].amount.amount.is_zero());
    assert_eq!(found.payments[3].amount.plain(), "1250000.00");
    assert_eq!(keys(&found.report.warnings), ["warning-no-number"]);
}

#[test]
fn a_file_without_documents_says_so() {
    let found = read(EMPTY);
    assert_eq!(keys(&found.report.warnings), ["warning-empty-file"]);
    assert!(found.report.complete);
}

#[test]
fn what_is_no_statement_is_named() {
    let error = |bytes| read_with(bytes, &ReadSettings::default()).err();
    assert!(matches!(error(LOST), Some(IngestError::LettersLost { line: 2, .. })));
    assert!(matches!(error(BELARUS), Some(IngestError::NotPayments { looks_like: LooksLike::BelarusClientBank, .. })));
    assert!(matches!(error(b""), Some(IngestError::Empty { .. })));
}

#[rstest]
#[case("Плательщик=ИНН 7707083893 ООО Ромашка", "ООО Ромашка", Some("7707083893"))]
#[case("Плательщик1=Иванов\nПлательщик=другое", "Иванов", None)]
#[case("Плательщик=Иванов\nИван", "Иванов Иван", None)]
#[case("ПлательщикИНН=7707083893|770701001\nПлательщик1=А", "А", Some("7707083893"))]
#[case("ПлательщикИНН=0\nПлательщик1=А", "А", None)]
#[case("ПлательщикБИН=123456789012\nПлательщик1=А", "А", Some("123456789012"))]
fn payers(#[case] lines: &str, #[case] name: &str, #[case] tax_id: Option<&str>) {
    let payment = receipt(lines);
    assert_eq!(payment.payer.name, name);
    assert_eq!(payment.payer.tax_id.as_ref().map(TaxId::as_str), tax_id);
}

#[rstest]
#[case("НазначениеПлатежа=a=b=c", "a=b=c")]
#[case("НазначениеПлатежа=a\nНазначениеПлатежа=b", "a")]
#[case("НазначениеПлатежа=a\nНазначениеПлатежа1=a\nНазначениеПлатежа2=b", "a b")]
#[case("НазначениеПлатежа=a b\nНазначениеПлатежа1=a\nНазначениеПлатежа2=b", "a b")]
#[case("НазначениеПлатежа1=a\nНазначениеПлатежа2=b", "a b")]
#[case("НазначениеПлатежа=a\nи ещё=b\nОчередность=5\nлишнее", "a и ещё=b")]
#[case("НазначениеПлатежа=\u{1b}[2J\u{202e}x", "␛[2J‹U+202E›x")]
fn purposes(#[case] lines: &str, #[case] expected: &str) {
    assert_eq!(receipt(lines).purpose, expected);
}

#[test]
fn a_long_purpose_is_whole() {
    let long = "взнос ".repeat(30_000);
    assert_eq!(receipt(&format!("НазначениеПлатежа={long}")).purpose, long.trim());
}

/// Without an account that is called own, the next best tells the direction.
#[rstest]
#[case("ДатаПоступило=02.10.2026", &[], PaymentKind::BankReceipt, &[])]
#[case("ДатаСписано=02.10.2026", &[], PaymentKind::BankPaymentOut, &[])]
#[case("ДатаСписано=02.10.2026", &["8"], PaymentKind::BankReceipt, &[])]
#[case("ДатаПоступило=02.10.2026", &["9"], PaymentKind::BankPaymentOut, &[])]
#[case("ДатаПоступило=02.10.2026", &["8", "9"], PaymentKind::BankReceipt, &[PaymentMark::OwnTransfer])]
#[case("ПолучательИНН=7707083893", &[], PaymentKind::BankReceipt, &[])]
#[case("ПлательщикИНН=7707083893", &[], PaymentKind::BankPaymentOut, &[])]
#[case("", &[], PaymentKind::BankReceipt, &[PaymentMark::UnknownDirection])]
fn directions(#[case] lines: &str, #[case] own: &[&str], #[case] kind: PaymentKind, #[case] marks: &[PaymentMark]) {
    let text = format!(
        "1CClientBankExchange\nСекцияДокумент=x\nНомер=1\nДата=01.10.2026\nСумма=5\nПлательщикРасчСчет=9\nПолучательРасчСчет=8\n{lines}\nКонецДокумента\nКонецФайла"
    );
    let settings = ReadSettings {
        own_accounts: own.iter().map(ToString::to_string).collect(),
        own_tax_ids: TaxId::from_document("7707083893").into_iter().collect(),
    };
    let found = read_with(text.as_bytes(), &settings).expect("the file can be read");
    assert_eq!(found.payments[0].kind, kind);
    assert_eq!(found.payments[0].marks, marks);
}

/// Beside an account that the file calls its own, money that came to another is not ours for sure.
#[rstest]
#[case("ПолучательРасчСчет=8", &[], &[PaymentMark::UnknownDirection])]
#[case("ПолучательСчет=8\nПолучательИНН=7728168971\nПолучатель=Чужой", &[], &[PaymentMark::UnknownDirection])]
#[case("ПолучательРасчСчет=8", &["8"], &[])]
#[case("ПолучательРасчСчет=1", &[], &[])]
#[case("Получатель=Застройщик", &[], &[])]
fn a_receipt_on_an_account_that_is_not_the_files(
    #[case] lines: &str,
    #[case] own: &[&str],
    #[case] marks: &[PaymentMark],
) {
    let text = format!(
        "1CClientBankExchange\nРасчСчет=1\nСекцияДокумент=x\nНомер=1\nДата=01.10.2026\nСумма=5\nПлательщикРасчСчет=9\nДатаПоступило=01.10.2026\n{lines}\nКонецДокумента\nКонецФайла"
    );
    let settings =
        ReadSettings { own_accounts: own.iter().map(ToString::to_string).collect(), ..ReadSettings::default() };
    let found = read_with(text.as_bytes(), &settings).expect("the file can be read");
    assert_eq!(found.payments[0].kind, PaymentKind::BankReceipt);
    assert_eq!(found.payments[0].marks, marks);
}

#[test]
fn totals_that_do_not_agree_are_told() {
    let section = "СекцияРасчСчет\nРасчСчет=1\nНачальныйОстаток=1\nВсегоПоступило=7\nВсегоСписано=0\nКонечныйОстаток=9\nКонецРасчСчет\n";
    let text = file("").replace("СекцияДокумент", &format!("{section}СекцияДокумент"));
    let found = read(text.as_bytes());
    assert_eq!(keys(&found.report.warnings), ["warning-balance", "warning-totals-credited", "warning-no-number"]);
}

#[test]
fn documents_outside_the_period_are_told() {
    let text = file("Номер=1").replace("РасчСчет=1\n", "ДатаНачала=02.10.2026\nДатаКонца=03.10.2026\nРасчСчет=1\n");
    assert_eq!(keys(&read(text.as_bytes()).report.warnings), ["warning-outside-period"]);
}

#[test]
fn an_identity_does_not_hang_on_the_file_around_it() {
    let one = receipt("Номер=5\nПлательщикСчет=9\nДатаПоступило=02.10.2026\nНазначениеПлатежа=a");
    let text = file("Номер=5\nПлательщикСчет=9\nДатаПоступило=02.10.2026\nНазначениеПлатежа=b");
    let other = text.replace("РасчСчет=1\nСекцияДокумент=x", "РасчСчет=1\nДатаНачала=01.01.2026\nСекцияДокумент=y\nНомер=4\nДата=01.10.2026\nСумма=1\nПолучательСчет=1\nКонецДокумента\nСекцияДокумент=x");
    let found = read(other.as_bytes());
    assert_eq!(found.payments.len(), 2);
    assert_eq!(found.payments[1].id, one.id, "a purpose that changed is the same payment, changed");
    let next_day = receipt("Номер=5\nПлательщикСчет=9\nДатаПоступило=03.10.2026");
    assert_ne!(next_day.id, one.id, "part of an order carried out on another day");
    let nameless = |purpose: &str| receipt(&format!("ПлательщикСчет=9\nНазначениеПлатежа={purpose}")).id;
    assert_ne!(nameless("a"), nameless("b"), "without a number the content tells");
}

#[test]
fn a_document_written_into_a_purpose_is_not_taken() {
    let text = file("Номер=1").replace('\n', "\r\n");
    let evil = text.replace(
        "Номер=1",
        "Номер=1\r\nНазначениеПлатежа=x\nКонецДокумента\nСекцияДокумент=y\nНомер=2\nДата=01.10.2026\nСумма=999\nПолучательСчет=1",
    );
    let found = read(evil.as_bytes());
    assert_eq!(found.payments, []);
    let reasons: Vec<&str> = found.refused.iter().map(|document| document.reason.key.as_str()).collect();
    assert_eq!(reasons, ["refused-line-ends", "refused-line-ends"]);
    let header = text.replacen("1CClientBankExchange\r\nРасчСчет=1\r\n", "1CClientBankExchange\r\nРасчСчет=1\n", 1);
    assert!(matches!(
        read_with(header.as_bytes(), &ReadSettings::default()),
        Err(IngestError::MixedLineEnds { line: 2, .. })
    ));
}

#[test]
fn a_second_encoding_in_one_file_is_an_error() {
    let mut bytes = TWO_ACCOUNTS.to_vec();
    let end = bytes.windows(2).rposition(|pair| pair == b"\r\n").expect("CRLF");
    bytes.truncate(end - "КонецФайла".chars().count());
    let line = bytes.windows(2).filter(|pair| *pair == b"\r\n").count() as u64 + 1;
    bytes.extend("СекцияДокумент=Платежное поручение\r\nНомер=1\r\n".as_bytes());
    match read_with(&bytes, &ReadSettings::default()).err() {
        Some(IngestError::MixedEncoding { line: found, encoding: "windows-1251", .. }) => assert_eq!(found, line),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_gigabyte_of_one_line_ends_early() {
    let endless = std::io::Read::chain(b"1CClientBankExchange\n".as_slice(), std::io::repeat(b'x'));
    let read = ingest::read("a", std::io::BufReader::new(endless), &ReadSettings::default(), &mut |_| {});
    assert!(matches!(read, Err(IngestError::LineTooLong { line: 2, .. })));
}

proptest! {
    /// Whatever a document holds, it becomes a payment or a refusal.
    #[test]
    fn every_document_is_accounted_for(
        documents in prop::collection::vec(("[0-9.]{0,10}", "[0-9., -]{0,8}", "[^\\r\\n]{0,20}"), 0..6),
    ) {
        let sections: Vec<String> = documents
            .iter()
            .map(|(date, sum, purpose)| {
                format!("СекцияДокумент=x\nДата={date}\nСумма={sum}\nПолучательСчет=1\nНазначениеПлатежа={purpose}")
            })
            .collect();
        let text = format!("1CClientBankExchange\nРасчСчет=1\n{}\nКонецДокумента\nКонецФайла\n", sections.join("\nКонецДокумента\n"));
        let found = read(text.as_bytes());
        prop_assert_eq!(found.payments.len() + found.refused.len(), documents.len());
    }
}
