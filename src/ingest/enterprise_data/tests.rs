use rstest::rstest;

use crate::ingest::{self, Document, FileReport, IngestError, ReadSettings, RefusedDocument, XmlFault};
use crate::model::{Message, Payment, PaymentId, PaymentKind, PaymentMark};

const FULL: &str = include_str!("../../../fixtures/enterprise_data/version_1_8_full.xml");
const FLAT: &str = include_str!("../../../fixtures/enterprise_data/version_1_8_flat.xml");
const BROKEN: &[u8] = include_bytes!("../../../fixtures/enterprise_data/broken_documents_1_8.xml");
const EMPTY: &[u8] = include_bytes!("../../../fixtures/enterprise_data/empty_1_8.xml");
const VERSION_1_21: &[u8] = include_bytes!("../../../fixtures/enterprise_data/version_1_21.xml");

struct Read {
    payments: Vec<Payment>,
    refused: Vec<RefusedDocument>,
    report: FileReport,
}

fn try_read(bytes: &[u8]) -> Result<Read, IngestError> {
    let (mut payments, mut refused) = (Vec::new(), Vec::new());
    let report = ingest::read("Message.xml", bytes, &ReadSettings::default(), &mut |document| match document {
        Document::Payment(payment) => payments.push(*payment),
        Document::Refused(document) => refused.push(document),
    })?;
    assert_eq!(report.payments, payments.len() as u64);
    assert_eq!(report.refused, refused.len() as u64);
    Ok(Read { payments, refused, report })
}

fn read(bytes: &[u8]) -> Read {
    try_read(bytes).expect("the file can be read")
}

fn fault(text: &str) -> Option<(u64, XmlFault)> {
    match try_read(text.as_bytes()).err() {
        Some(IngestError::Xml { line, fault, .. }) => Some((line, fault)),
        _ => None,
    }
}

fn keys(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.key.as_str()).collect()
}

#[test]
fn a_full_message_is_read_whole() {
    let found = read(FULL.as_bytes());
    let facts: Vec<(PaymentKind, String, &[PaymentMark])> =
        found.payments.iter().map(|payment| (payment.kind, payment.amount.plain(), payment.marks.as_slice())).collect();
    let no_customer: &[PaymentMark] = &[PaymentMark::NotACustomer];
    let expected: [(PaymentKind, &str, &[PaymentMark]); 12] = [
        (PaymentKind::BankReceipt, "1250000.50", &[]),
        (PaymentKind::BankReceipt, "700000.00", &[]),
        (PaymentKind::BankReceipt, "99.90", no_customer),
        (PaymentKind::BankPaymentOut, "1000.00", &[]),
        (PaymentKind::CashReceipt, "15000.00", &[]),
        (PaymentKind::CashPaymentOut, "500.00", &[]),
        (PaymentKind::BankReceipt, "4900.00", no_customer),
        (PaymentKind::BankReceipt, "1.00", &[PaymentMark::OwnTransfer]),
        (PaymentKind::Sale, "900.00", &[]),
        (PaymentKind::CustomerReturn, "900.00", &[]),
        (PaymentKind::Invoice, "1250000.50", &[]),
        (PaymentKind::Invoice, "300.00", &[]),
    ];
    assert_eq!(facts.len(), expected.len());
    for (found, (kind, amount, marks)) in facts.into_iter().zip(expected) {
        assert_eq!(found, (kind, amount.to_owned(), marks));
    }
    assert_eq!(found.report.other_objects, 1);
    assert_eq!(found.report.deleted, [PaymentId::of_document("5f0c1d7a-0020-11f1-8a11-00155d000008")]);
    assert_eq!(keys(&found.report.warnings), ["warning-deleted"]);
    assert_eq!(found.refused[0].number, "СП00-000042");
    assert_eq!(found.refused[0].reason.key, "refused-kind");
}

#[test]
fn a_receipt_carries_what_1c_knows() {
    let found = read(FULL.as_bytes());
    let payment = &found.payments[1];
    assert_eq!(payment.source_id.as_deref(), Some("5f0c1d7a-0021-11f1-8a11-00155d000008"));
    assert_eq!(payment.id, PaymentId::of_document("5F0C1D7A-0021-11F1-8A11-00155D000008"));
    assert_eq!(payment.number, "СП00-000002");
    assert_eq!(payment.order_number.as_deref(), Some("8"));
    assert_eq!(payment.payer.name, "ООО \"Дольщик Пример\"");
    assert_eq!(payment.payer.kpp.as_deref(), Some("770101001"));
    assert_eq!(payment.payer.account.as_deref(), Some("40817810000000000201"));
    assert_eq!(payment.payer.bic.as_deref(), Some("044525999"));
    assert_eq!(payment.payee.name, "ООО \"Строитель Пример\"");
    let rows: Vec<(String, Option<&str>, Option<&str>)> = payment
        .breakdown
        .iter()
        .map(|row| {
            (crate::model::plain_text(row.amount), row.contract_number.as_deref(), row.invoice_number.as_deref())
        })
        .collect();
    assert_eq!(
        rows,
        [("400000.00".to_owned(), Some("П-7/1"), Some("СП00-000777")), ("300000.00".to_owned(), Some("П-7/2"), None)]
    );
    let line = FULL.lines().position(|line| line.contains("<Документ.")).map(|at| at as u64 + 1);
    assert_eq!(Some(found.payments[0].place.line), line);
    assert_eq!(found.payments[0].purpose, "Оплата по ДДУ № П-12/5-45 от 01.02.2026 & графику");
    assert_eq!(found.payments[4].purpose, "Взнос по ДДУ № П-12/5-45; Образцов Пётр Ильич");
    assert_eq!(found.payments[8].breakdown[0].contract_number.as_deref(), Some("П-12/5-45"));
}

#[rstest]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_2.xml"))]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_6.xml"))]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_6_windows.xml"))]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_6_utf16.xml"))]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_8_flat.xml"))]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_17.xml"))]
#[case(include_bytes!("../../../fixtures/enterprise_data/version_1_21.xml"))]
fn all_versions_and_encodings_give_the_same_payment(#[case] bytes: &[u8]) {
    let reference = read(FLAT.as_bytes());
    let found = read(bytes);
    assert_eq!(keys(&found.report.warnings), Vec::<&str>::new());
    let (mut payment, expected) = (found.payments[0].clone(), &reference.payments[0]);
    payment.id = expected.id;
    payment.source_id.clone_from(&expected.source_id);
    payment.place = expected.place.clone();
    for (row, expected) in payment.breakdown.iter_mut().zip(&expected.breakdown) {
        row.contract_guid.clone_from(&expected.contract_guid);
    }
    assert_eq!(&payment, expected);
    assert_eq!(payment.comment, "проверено");
}

#[test]
fn a_draft_is_marked_and_another_settlement_too() {
    let found = read(VERSION_1_21);
    assert_eq!(found.payments[1].marks, [PaymentMark::Draft]);
    assert_eq!(found.payments[2].marks, [PaymentMark::NotACustomer]);
}

#[rstest]
#[case("СПокупателем</ВидДоговора>", "СПоставщиком</ВидДоговора>")]
#[case("СКонтрагентом>62.01<", "СКонтрагентом>66.03<")]
fn a_row_that_settles_with_no_buyer_marks_its_document(#[case] buyers: &str, #[case] other: &str) {
    assert_eq!(read(FULL.as_bytes()).payments[0].marks, []);
    let changed = FULL.replacen(buyers, other, 1);
    assert_eq!(read(changed.as_bytes()).payments[0].marks, [PaymentMark::NotACustomer]);
}

#[rstest]
#[case("НДС20", "", true)]
#[case("НДС20_120", "", true)]
#[case("БезНДС", "", false)]
#[case("БезНДС", "<СуммаНДС>10.00</СуммаНДС>", true)]
#[case("<ВидСтавки>Общая</ВидСтавки><Ставка>20</Ставка>", "", true)]
#[case("<Ставка>0</Ставка><ВидСтавки>БезНДС</ВидСтавки>", "<СуммаНДС>0</СуммаНДС>", false)]
fn a_row_says_its_vat_its_account_and_its_sum_in_the_settlements_currency(
    #[case] rate: &str,
    #[case] beside: &str,
    #[case] bears_vat: bool,
) {
    let row = format!(
        "<Сумма>900.00</Сумма><СуммаВзаиморасчетов>10.00</СуммаВзаиморасчетов><СтавкаНДС>{rate}</СтавкаНДС>{beside}<ДанныеВзаиморасчетов><СчетУчетаРасчетовСКонтрагентом>76.05</СчетУчетаРасчетовСКонтрагентом></ДанныеВзаиморасчетов>"
    );
    let inside = format!("<РасшифровкаПлатежа><Строка>{row}</Строка></РасшифровкаПлатежа>");
    let found = read(document(&inside).as_bytes());
    let line = &found.payments[0].breakdown[0];
    assert_eq!(line.bears_vat, bears_vat);
    assert_eq!(line.settlement_account.as_deref(), Some("76.05"));
    assert_eq!(line.settlement_sum.map(|sum| sum.to_string()), Some("10.00".to_owned()));
}

#[test]
fn a_broken_document_is_refused_alone() {
    let found = read(BROKEN);
    let reasons: Vec<(&str, &str)> =
        found.refused.iter().map(|document| (document.number.as_str(), document.reason.key.as_str())).collect();
    let expected = [
        ("СП00-000002", "refused-date"),
        ("СП00-000003", "refused-sum"),
        ("СП00-000004", "refused-currency"),
        ("5", "refused-kind"),
    ];
    assert_eq!(reasons, expected);
    assert!(found.refused.windows(2).all(|pair| pair[0].line < pair[1].line));
    let purposes: Vec<&str> = found.payments.iter().map(|payment| payment.purpose.as_str()).collect();
    assert_eq!(purposes, ["цел", "цел, без ссылки"]);
    assert_eq!(found.payments[1].source_id, None);
}

#[test]
fn a_file_without_documents_says_so() {
    assert_eq!(read(EMPTY).report.warnings, [Message::new("warning-empty-file").with("other", 1_u64)]);
}

/// The most dangerous file is half an export.
#[test]
fn no_strict_prefix_of_a_file_is_taken() {
    for end in 0..FLAT.len() {
        let cut = FLAT.as_bytes().get(..end).unwrap_or_default();
        assert!(try_read(cut).is_err(), "cut at byte {end} of {}", FLAT.len());
    }
    assert_eq!(read(FLAT.as_bytes()).payments.len(), 1);
}

fn body(inside: &str) -> String {
    format!(
        "<Message><Header><Format>http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8</Format></Header>\n<Body>{inside}</Body></Message>"
    )
}

fn document(inside: &str) -> String {
    body(&format!(
        "<Документ.ПБДСРасчетыСКонтрагентами><КлючевыеСвойства><Дата>2026-10-02T00:00:00</Дата><Номер>1</Номер></КлючевыеСвойства><ОбщиеДанные><Сумма>5</Сумма>{inside}</ОбщиеДанные></Документ.ПБДСРасчетыСКонтрагентами>"
    ))
}

#[rstest]
#[case(body("\n<a>\u{1}</a>"), 3, XmlFault::ControlCharacter(1))]
#[case(body("\0"), 2, XmlFault::ControlCharacter(0))]
#[case(body("<a>&#1;</a>"), 2, XmlFault::ControlCharacter(1))]
#[case(body("\n\n<a>&nbsp;</a>"), 4, XmlFault::UnknownEntity("nbsp".to_owned()))]
#[case(body("<a b='&x;'/>"), 2, XmlFault::UnknownEntity("x".to_owned()))]
#[case(format!("<!DOCTYPE Message []>{}", body("")), 1, XmlFault::DocumentType)]
#[case(body(&"<a>".repeat(100)), 2, XmlFault::TooDeep)]
#[case(body(&format!("<a>{}</a>", "x".repeat(3_000_000))), 2, XmlFault::TooLong)]
#[case(body(&format!("<a b='{}'/>", "x".repeat(3_000_000))), 2, XmlFault::TooLong)]
#[case(document(&format!("<НазначениеПлатежа>{}</НазначениеПлатежа>", "xxxxxxx&amp;".repeat(200_000))), 2, XmlFault::TooLong)]
#[case(format!("{}x", body("")), 2, XmlFault::TrailingGarbage)]
#[case(format!("{}\n{}", body(""), body("")), 3, XmlFault::TrailingGarbage)]
#[case("<Message></Message>".to_owned(), 1, XmlFault::NoBody)]
#[case("<Message>".to_owned(), 1, XmlFault::Cut)]
#[case(body("<a>"), 2, XmlFault::Syntax("ill-formed document: expected `</a>`, but `</Body>` was found".to_owned()))]
fn a_damaged_file_is_an_error_with_its_line(#[case] text: String, #[case] line: u64, #[case] expected: XmlFault) {
    assert_eq!(fault(&text), Some((line, expected)));
}

#[test]
fn bytes_that_are_no_letters_are_an_error() {
    let mut bytes = FULL.as_bytes().to_vec();
    let at = bytes.len() - 1000;
    bytes[at] = 0xff;
    // Past the first bytes, which decide the encoding, there is no second guess.
    let mut long = bytes.clone();
    let filler = format!("<!--{}-->", "x".repeat(70_000));
    let start = FULL.find("<Message").expect("there is a root");
    long.splice(start..start, filler.into_bytes());
    assert!(matches!(try_read(&long), Err(IngestError::Xml { fault: XmlFault::Encoding, .. })));
}

#[test]
fn elements_of_other_namespaces_are_passed_over() {
    let text = document(
        "<x:Сумма xmlns:x='urn:other'>7</x:Сумма><Комментарий xmlns='urn:other'>чужой</Комментарий><Комментарий>наш</Комментарий><d2p1:НазначениеПлатежа xmlns:d2p1='http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8'>взнос</d2p1:НазначениеПлатежа>",
    );
    let found = read(text.as_bytes());
    assert_eq!(found.payments[0].amount.plain(), "5.00");
    assert_eq!(found.payments[0].comment, "наш");
    assert_eq!(found.payments[0].purpose, "взнос");
}

#[test]
fn prefixes_of_the_format_do_not_matter() {
    let text = document("")
        .replace("<Body", "<e:Body xmlns:e='http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8'")
        .replace("</Body", "</e:Body");
    let inside = text
        .replace("<Д", "<e:Д")
        .replace("</Д", "</e:Д")
        .replace("<К", "<e:К")
        .replace("</К", "</e:К")
        .replace("<Н", "<e:Н")
        .replace("</Н", "</e:Н")
        .replace("<О", "<e:О")
        .replace("</О", "</e:О")
        .replace("<С", "<e:С")
        .replace("</С", "</e:С");
    assert_eq!(read(inside.as_bytes()).payments, read(document("").as_bytes()).payments);
}

#[rstest]
#[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.22", &["warning-newer-version", "warning-empty-file"])]
#[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.0", &["warning-empty-file"])]
#[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData", &["warning-no-version", "warning-empty-file"])]
fn versions(#[case] format: &str, #[case] expected: &[&str]) {
    let text = body("").replace("http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8", format);
    let report = read(text.as_bytes()).report;
    let mut found = keys(&report.warnings);
    found.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(found, expected);
}

#[test]
fn a_message_of_another_format_is_named() {
    let text = body("").replace("EnterpriseData", "OtherData");
    assert!(matches!(try_read(text.as_bytes()), Err(IngestError::NotPayments { .. })));
}

#[rstest]
#[case("1250000.5", Some("1250000.50"))]
#[case("1.250", Some("1.25"))]
#[case("-5", Some("5.00"))]
#[case("3 500,50", Some("3500.50"))]
#[case("1.255", None)]
#[case("1e5", None)]
#[case("", None)]
#[case("9999999999999999", None)]
fn sums(#[case] written: &str, #[case] expected: Option<&str>) {
    let text = document("").replace("<Сумма>5<", &format!("<Сумма>{written}<"));
    let found = read(text.as_bytes());
    assert_eq!(found.payments.first().map(|payment| payment.amount.plain()).as_deref(), expected);
    assert_eq!(found.payments.len() + found.refused.len(), 1);
}
