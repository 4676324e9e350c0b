//! Registers as people make them: other separators, encodings, orders, and what is wrong in them.

use jiff::civil::date;
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::workbook::WorkbookFault;
use super::*;
use crate::model::{ContractStatus, Currency, Explain as _, UnitKind, plain_text};

const FULL: &str = "external_id;number;date;kind;status;holder;holder_inn;co_holders;house;section;floor;unit;unit_kind;\
total;currency;schedule;paid;manager;escrow;bank;bank_inn;Цвет папки\n\
A-1;К-12/5-45;01.02.2024;ДДУ;registered;Ветров Лев Ильич;500100732259;Ветрова Ия Львовна|, Ким Ян;Дом 1;2;5;45;flat;\
350000.00;RUB;2026-01-15=100000.00 2026-02-15=250000.00;120000;Белова;yes;Банк «Исток»;7707083893;синяя\n";

fn read(text: &str) -> RegisterFile {
    read_bytes("register.csv", text.as_bytes()).expect("a register")
}

fn keys(refused: &RegisterFile) -> Vec<(u64, &str)> {
    refused.refused.iter().map(|line| (line.line, line.reason.key.as_str())).collect()
}

#[test]
fn every_column_is_read() {
    let register = read(FULL);
    assert_eq!((keys(&register), &register.warnings), (vec![], &vec![]));
    let contract = &register.contracts[0];
    assert_eq!(contract.id.as_str(), "A-1");
    assert_eq!((contract.number.as_str(), contract.date), ("К-12/5-45", Some(date(2024, 2, 1))));
    assert_eq!((contract.kind.as_str(), contract.status), ("ДДУ", ContractStatus::Registered));
    assert_eq!(
        contract.co_holders.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
        ["Ветрова Ия Львовна", "Ким Ян"]
    );
    let unit = contract.unit.as_ref().expect("a unit");
    assert_eq!(
        (unit.house.as_str(), unit.section.as_str(), unit.floor, unit.number.as_str()),
        ("Дом 1", "2", Some(5), "45")
    );
    assert_eq!(
        contract.schedule.iter().map(|line| plain_text(line.paid)).collect::<Vec<_>>(),
        ["100000.00", "20000.00"]
    );
    assert_eq!((plain_text(contract.total), contract.currency), ("350000.00".to_owned(), Currency::RUB));
    assert!(contract.escrow);
    assert_eq!(contract.lender.as_ref().map(|bank| bank.name.as_str()), Some("Банк «Исток»"));
    assert_eq!(contract.notes, [("Цвет папки".to_owned(), "синяя".to_owned())]);
}

const RUSSIAN: &str = "СУММА,Номер договора,\" Покупатель \",Дата договора,Статус,Помещение,Тип помещения,График\r\n\
\"350 000,00\",К-1,\"Ветров, Лев\",2024-02-01,Передан,7,Машино-место,\"15.01.2026=100 000,00 15.02.2026=250000\"\r\n";

#[rstest]
#[case::utf8(RUSSIAN.as_bytes().to_vec())]
#[case::byte_order_mark([b"\xef\xbb\xbf", RUSSIAN.as_bytes()].concat())]
#[case::windows(encoding_rs::WINDOWS_1251.encode(RUSSIAN).0.into_owned())]
#[case::titles_above([b"\xd0\xa0\xd0\xb5\xd0\xb5\xd1\x81\xd1\x82\xd1\x80\r\n\r\n", RUSSIAN.as_bytes()].concat())]
fn russian_headings_in_any_encoding(#[case] bytes: Vec<u8>) {
    let register = read_bytes("реестр", &bytes).expect("a register");
    assert_eq!(keys(&register), []);
    let contract = &register.contracts[0];
    assert_eq!((contract.number.as_str(), contract.holder.name.as_str()), ("К-1", "Ветров, Лев"));
    assert_eq!((contract.status, plain_text(contract.total).as_str()), (ContractStatus::HandedOver, "350000.00"));
    assert_eq!(contract.unit.as_ref().map(|unit| unit.kind), Some(UnitKind::Parking));
    assert_eq!(contract.schedule.len(), 2);
    assert_eq!(contract.id.as_str(), "К-1 2024-02-01");
}

#[rstest]
#[case(";Ветров;100;;;", "crm-row-number-missing")]
#[case("1;;100;;;", "crm-row-holder-missing")]
#[case("1;Ветров;;;;", "crm-row-total-missing")]
#[case("1;Ветров;сто;;;", "crm-row-bad-sum")]
#[case("1;Ветров;1.250;;;", "crm-row-bad-sum")]
#[case("1;Ветров;-100;;;", "crm-row-bad-sum")]
#[case("1;Ветров;100;31.02.2026;;", "crm-row-bad-date")]
#[case("1;Ветров;100;01.02.26;;", "crm-row-bad-date")]
#[case("1;Ветров;100;;где-то;", "crm-row-unknown-word")]
#[case("1;Ветров;100;;;2026-01-15=40 2026-02-15=50", "crm-row-schedule-sum")]
#[case("1;Ветров;100;;;2026-01-15=-40 2026-02-15=140", "crm-row-bad-schedule")]
#[case("1;Ветров;100;;;когда-нибудь", "crm-row-bad-schedule")]
#[case("1;Ветров;100;;;;лишнее", "crm-row-too-long")]
fn refuses_a_row_and_takes_its_neighbour(#[case] row: &str, #[case] key: &str) {
    let register = read(&format!("number;holder;total;date;status;schedule\n{row}\n2;Ким;50;;;\n"));
    assert_eq!(keys(&register), [(2, key)]);
    assert_eq!(register.contracts.len(), 1);
}

#[test]
fn a_quote_that_nobody_closed_is_told() {
    let register = read("number;holder;total\n1;Ветров;10\n2;\"Ким;10\n3;Ли;10\n4;Ян;10\n");
    assert_eq!((register.contracts.len(), keys(&register)), (1, vec![(3, "crm-row-quote-open")]));
}

#[test]
fn one_identity_twice_is_refused_and_one_number_twice_is_told() {
    let register = read("external_id;number;holder;total\nA;1;Ветров;10\nA;2;Ким;10\nB;1;Ли;10\n;3;Ян;10\n;3;Ян;10\n");
    assert_eq!(keys(&register), [(3, "crm-row-id-twice"), (6, "crm-row-id-twice")]);
    assert_eq!(
        register.warnings.iter().map(|warning| warning.key.as_str()).collect::<Vec<_>>(),
        ["crm-warning-number-twice"]
    );
    assert_eq!(register.contracts.len(), 3);
}

#[test]
fn what_wants_a_look_is_told() {
    let register = read("number;holder;holder_inn;total;paid;unit;floor\n1;Ветров;500100732258;10;11;5;подвал\n");
    let warnings: Vec<&str> = register.warnings.iter().map(|warning| warning.key.as_str()).collect();
    assert_eq!(warnings, ["crm-warning-tax-id", "crm-warning-paid-over", "crm-warning-floor"]);
    assert_eq!(register.contracts.len(), 1);
}

#[test]
fn sums_below_the_table_and_empty_rows_are_no_contracts() {
    let register = read("number;holder;total\n1;Ветров;10\n;;\n;Итого:;10\nВсего;;10\n");
    assert_eq!((register.contracts.len(), keys(&register)), (1, vec![]));
}

#[test]
fn steering_letters_are_made_visible() {
    let register = read("number;holder;total\n1;\u{1b}[2JВетров\u{202e};10\n");
    assert_eq!(register.contracts[0].holder.name, "␛[2JВетров‹U+202E›");
}

#[rstest]
#[case::empty(b"".as_slice(), "crm-register-empty")]
#[case::binary(b"\x7fELF\0\0\0".as_slice(), "crm-register-not-a-table")]
#[case::old(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), "crm-register-old-workbook")]
#[case::broken(b"PK\x03\x04 not really".as_slice(), "crm-register-broken")]
#[case::statement("\u{feff}1CClientBankExchange\r\nВерсияФормата=1.03\r\n".as_bytes(), "crm-register-payments")]
#[case::documents(b"<?xml version=\"1.0\"?><Message xmlns=\"http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8\">".as_slice(), "crm-register-payments")]
#[case::other("a;b;c\n1;2;3\n".as_bytes(), "crm-register-no-heading")]
fn what_is_no_register_is_refused(#[case] bytes: &[u8], #[case] key: &str) {
    let error = read_bytes("register", bytes).expect_err("no register");
    assert_eq!(error.explain().key, key);
}

#[test]
fn a_missing_file_a_folder_and_a_device_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, key) in [
        (folder.path().to_owned(), "crm-register-not-a-file"),
        ("/dev/zero".into(), "crm-register-not-a-file"),
        (folder.path().join("нет.csv"), "crm-register-missing"),
    ] {
        let error = read_register(&path).expect_err("nothing to read");
        assert_eq!(error.explain().key, key);
    }
}

fn russian(message: &Message) -> String {
    crate::lang::Texts::load(crate::lang::Language::Russian).words(message)
}

#[test]
fn missing_columns_are_named_in_both_languages() {
    let error = read_bytes("register.csv", b"number;a\n1;2\n").expect_err("no register");
    let said = russian(&error.explain());
    assert!(said.contains("покупатель (holder), сумма (total)"), "{said}");
}

#[rstest]
#[case("1;Ветров;100;где-то;", &["«Статус»", "«где-то»", "подписан (signed)", "передан (handed_over)"])]
#[case("1;Ветров;100;;чердак", &["«Тип помещения»", "квартира (flat)", "кладовая (storage)"])]
#[case("1;Ветров;сто;;", &["«Сумма договора»", "«сто»"])]
fn a_refusal_names_the_column_as_the_file_does(#[case] row: &str, #[case] words: &[&str]) {
    let register = read(&format!("Номер;Покупатель; Сумма договора ;Статус;Тип помещения\n{row}\n"));
    let said = russian(&register.refused[0].reason);
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[rstest]
#[case("\u{1b}[31m7707083893")]
#[case("7707\u{202e}083893")]
#[case("770708\u{200b}3893")]
fn a_tax_number_with_hidden_letters_is_refused(#[case] number: &str) {
    let register = read(&format!("number;holder;holder_inn;total\n1;Ветров;{number};10\n2;Ким;0;10\n3;Ли;—;10\n"));
    assert_eq!(keys(&register), [(2, "crm-row-bad-tax-id")]);
    assert!(register.contracts.iter().all(|contract| contract.holder.tax_id.is_none()));
    assert_eq!(register.contracts.len(), 2);
}

/// A workbook with dates and numbers as Excel keeps them, and with what goes wrong in Excel.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "титул").expect("writes");
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (column, heading) in
        ["Номер договора", "Дата договора", "Покупатель", "ИНН", "Сумма", "Этаж", "Помещение"].iter().enumerate()
    {
        sheet.write(2, u16::try_from(column).expect("few"), *heading).expect("writes");
    }
    let when = ExcelDateTime::from_ymd(2024, 2, 1).expect("a date");
    sheet.write(3, 0, "К-1").expect("writes");
    sheet.write_with_format(3, 1, &when, &day).expect("writes");
    sheet.write(3, 2, "Ветров Лев").expect("writes");
    sheet.write(3, 3, 500_100_732_259_i64).expect("writes");
    sheet.write(3, 4, 0.1 + 0.2 + 1_250_000.0).expect("writes");
    sheet.write(3, 5, -1).expect("writes");
    sheet.write(3, 6, 45).expect("writes");
    let failed = Formula::new("=1/0").set_result("#DIV/0!");
    sheet.write(4, 0, "К-2").expect("writes").write(4, 2, "Ким").expect("writes").write(4, 4, failed).expect("writes");
    sheet.write(5, 0, "К-3").expect("writes").write(5, 2, "Ли").expect("writes").write(5, 4, 10.005).expect("writes");
    sheet.write(7, 0, 4.0).expect("writes").write(7, 2, "Ян").expect("writes").write(7, 4, "1 000,50").expect("writes");
    sheet
        .write(8, 2, "Итого")
        .expect("writes")
        .write(8, 4, Formula::new("=SUM(E4:E8)").set_result("5"))
        .expect("writes");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_is_read_by_its_content() {
    let register = read_bytes("register.csv", &workbook()).expect("a register");
    assert_eq!(keys(&register), [(5, "crm-row-cell-error"), (6, "crm-row-bad-sum")]);
    let [first, second] = register.contracts.as_slice() else { panic!("two contracts") };
    assert_eq!((first.date, plain_text(first.total).as_str()), (Some(date(2024, 2, 1)), "1250000.30"));
    assert_eq!(first.holder.tax_id.as_ref().map(ToString::to_string).as_deref(), Some("500100732259"));
    let unit = first.unit.as_ref().expect("a unit");
    assert_eq!((unit.floor, unit.number.as_str()), (Some(-1), "45"));
    assert_eq!((second.number.as_str(), plain_text(second.total).as_str()), ("4", "1000.50"));
    assert_eq!(register.warnings, []);
}

/// A workbook with a register of one contract, and something in one more cell.
fn workbook_and(row: u32, column: u16, text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["number", "holder", "total"]) {
        sheet.write(0, column, text).expect("writes");
    }
    for (column, text) in (0..).zip(["К-1", "Ветров", "10"]) {
        sheet.write(1, column, text).expect("writes");
    }
    let grey = Format::new().set_background_color("#808080");
    if text.is_empty() {
        sheet.write_blank(row, column, &grey).expect("writes");
    } else {
        sheet.write(row, column, text).expect("writes");
    }
    workbook.save_to_buffer().expect("a workbook")
}

const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u16 = 16_383;

#[test]
fn a_far_cell_costs_nothing_and_is_named_when_it_holds_something() {
    let register = read_bytes("x", &workbook_and(LAST_ROW, LAST_COLUMN, "")).expect("a register");
    assert_eq!((register.contracts.len(), keys(&register)), (1, vec![]));
    let register = read_bytes("x", &workbook_and(LAST_ROW, 0, "К-2")).expect("a register");
    assert_eq!((register.contracts.len(), keys(&register)), (1, vec![(1_048_576, "crm-row-holder-missing")]));
    let error = read_bytes("x", &workbook_and(LAST_ROW, LAST_COLUMN, "1")).expect_err("too wide");
    assert_eq!(error.explain().key, "crm-register-too-wide");
    assert!(russian(&error.explain()).contains("XFD1048576"));
}

#[test]
fn a_note_beside_the_table_is_no_cell_too_many() {
    let register = read_bytes("x", &workbook_and(1, 7, "проверить")).expect("a register");
    assert_eq!((register.contracts.len(), keys(&register)), (1, vec![]));
}

#[test]
fn another_sheet_may_be_as_wide_as_it_likes() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 3000, "сводная").expect("writes");
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip([["number", "holder", "total"], ["К-1", "Ветров", "10"]]) {
        sheet.write_row(row, 0, cells).expect("writes");
    }
    let register = read_bytes("x", &workbook.save_to_buffer().expect("a workbook")).expect("a register");
    assert_eq!(register.contracts.len(), 1);
}

#[test]
fn more_rows_than_any_register_has_are_refused() {
    let text = format!("number;holder;total\n{}", "1;a;1\n".repeat(ROWS_MAX));
    let error = read_bytes("x", text.as_bytes()).expect_err("too long");
    assert_eq!(error.explain().key, "crm-register-too-many-rows");
}

#[test]
fn a_workbook_is_read_within_bounds() {
    let bytes = workbook_and(LAST_ROW, 0, "К-2");
    let fault = |rows, unpacked| workbook::of_workbook(&bytes, Bounds { rows, unpacked }).map(|_| ()).err();
    assert_eq!(fault(3, MEGABYTE), None);
    assert_eq!(fault(2, MEGABYTE), Some(WorkbookFault::TooManyRows));
    assert_eq!(fault(3, 100), Some(WorkbookFault::TooLarge));
}

proptest! {
    #[test]
    fn every_sum_of_kopecks_survives_a_spreadsheet(kopecks in 0..9_999_999_999_999_i64) {
        let expected = Decimal::new(kopecks, 2);
        let number: f64 = expected.to_string().parse().expect("a number");
        prop_assert_eq!(values::sum(&Cell::Number(number.to_string())), Some(expected));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        drop(read_bytes("x", &bytes));
        drop(read_bytes("x", &[b"number;holder;total;date;schedule\n".as_slice(), &bytes].concat()));
    }
}
