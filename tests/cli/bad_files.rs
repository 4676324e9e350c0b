//! Files that are no good: each refused with its place, reason and way out, and nothing that was
//! there is lost.

use std::io::Write as _;

use crate::support::{Place, argument, receipt, statement, windows};

/// A place with one good payment in the session.
fn place_with_a_payment() -> Place {
    let place = Place::new();
    let file = place.file("good.txt", statement(&[&receipt("1", &[])]));
    place.expect(0, &["import", &file]);
    place
}

#[test]
fn what_is_no_payment_file_is_refused_and_the_others_are_read() {
    let place = place_with_a_payment();
    let good = place.file("second.txt", statement(&[&receipt("2", &[])]));
    let xml = include_str!("../../fixtures/enterprise_data/version_1_17.xml");
    let cut: String = xml.chars().take(xml.chars().count() * 2 / 3).collect();
    let folder = place.path("folder");
    std::fs::create_dir(&folder).expect("a folder");
    let bad = [
        argument(&place.path("missing.txt")),
        argument(&folder),
        place.file("binary.bin", [0_u8, 159, 146, 150, 0, 1, 2, 3, 255, 254].repeat(50)),
        place.file("empty.txt", ""),
        place.file("cut.xml", cut),
        place.file("garbled.txt", include_bytes!("../../fixtures/client_bank/letters_lost.txt")),
    ];
    for file in &bad {
        let name = file.rsplit('/').next().expect("a name");
        let done = place.expect(1, &["import", file]);
        done.says(&[name, "Не загружено."]);
        // The example of a file in a folder names the folder once more.
        let most = if *file == argument(&folder) { 2 } else { 1 };
        assert_eq!(done.errors.matches(file.as_str()).count(), most, "{}", done.errors);
    }
    let all: Vec<&str> =
        std::iter::once("import").chain(bad.iter().map(String::as_str)).chain([good.as_str()]).collect();
    let done = place.expect(3, &all);
    assert_eq!(done.errors.matches("Не загружено.").count(), bad.len(), "{}", done.errors);
    assert_eq!(place.rows().len(), 2);
}

#[test]
fn a_path_with_line_ends_stays_on_its_line() {
    let place = Place::new();
    for call in [["keys", "--keymap", "/x\rОшибка\ny"], ["crm", "import", "/x\rОшибка\ny"]] {
        let done = place.run(&call);
        assert_ne!(done.status, 0);
        assert_eq!(done.errors.lines().count(), 1, "{}", done.errors);
    }
}

#[test]
fn a_file_that_is_one_endless_line_is_refused_soon() {
    let place = place_with_a_payment();
    let path = place.path("endless.txt");
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(&windows("1CClientBankExchange\r\nВерсияФормата=1.03\r\nПолучатель=")).expect("room");
    let megabyte = vec![b'x'; 1 << 20];
    for _ in 0..50 {
        file.write_all(&megabyte).expect("room");
    }
    place.expect(1, &["import", &argument(&path)]).says(&["endless.txt", "строка 3"]);
    let bare = place.file("bare.txt", vec![b'y'; 50 << 20]);
    place.expect(1, &["import", &bare]).says(&["bare.txt"]);
    assert_eq!(place.rows().len(), 1);
}

#[test]
fn a_broken_document_is_refused_with_its_place_and_its_neighbours_stay() {
    let place = Place::new();
    let purpose = "за ".repeat(100_000);
    let documents = [
        receipt("10", &[]),
        receipt("11", &[("Дата", "31.02.2026")]),
        receipt("12", &[("Сумма", "1.250.000,00")]),
        receipt("13", &[("Сумма", "3 500,50")]),
        receipt("14", &[("Сумма", "-100.00")]),
        receipt("15", &[("Сумма", "0.00")]),
        receipt("16", &[("Сумма", "сто")]),
        receipt("17", &[("НазначениеПлатежа", &purpose)]),
        receipt("18", &[("Плательщик", "\u{1b}[2J\u{7}Иванов")]),
        receipt("", &[("Сумма", "77.00")]),
        receipt("20", &[]),
    ];
    let parts: Vec<&str> = documents.iter().map(String::as_str).collect();
    let file = place.file("mixed.txt", statement(&parts));
    let done = place.expect(3, &["import", &file, "--json"]);
    done.says(&["mixed.txt, строка 18, документ № 11", "31.02.2026", "№ 16", "сто"]);
    let rows = done.json();
    let row = |number: &str| rows.iter().find(|row| row["number"] == number);
    let amount = |number: &str| row(number).map(|row| row["amount"].as_str().unwrap_or_default().to_owned());
    assert_eq!(amount("12").as_deref(), Some("1250000.00"));
    assert_eq!(amount("13").as_deref(), Some("3500.50"));
    assert_eq!(amount("14").as_deref(), Some("100.00"));
    for number in ["14", "15"] {
        let readiness = &row(number).expect("the row is there")["readiness"];
        assert!(readiness == "blocked" || readiness == "excluded", "№ {number} is {readiness}");
    }
    assert!(amount("11").is_none() && amount("16").is_none());
    assert!(amount("10").is_some() && amount("20").is_some(), "a neighbour was taken down");
    let name = row("18").expect("the row is there")["payer"]["name"].as_str().unwrap_or_default().to_owned();
    assert!(name.contains('␛') && name.contains("Иванов"), "{name}");
    // Every document is a row or a refusal that names it.
    let refusals = done.errors.lines().filter(|line| line.starts_with("mixed.txt, строка")).count();
    assert_eq!(rows.len() + refusals, documents.len(), "{}", done.errors);
    for call in [&["rows"][..], &["commit", "--dry-run"]] {
        place.expect(0, call);
    }
}

#[test]
fn a_valid_and_empty_file_says_so_loudly() {
    let place = place_with_a_payment();
    let file = place.file("empty_period.txt", include_bytes!("../../fixtures/client_bank/empty_period_windows.txt"));
    place.expect(0, &["import", &file]).says(&["empty_period.txt", "ФАЙЛ БЕЗ ДОКУМЕНТОВ"]);
    assert_eq!(place.rows().len(), 1);
}

#[test]
fn a_statement_without_its_end_keeps_what_is_whole_and_warns() {
    let place = Place::new();
    let whole = statement(&[&receipt("1", &[]), &receipt("2", &[])]);
    let file = place.file("cut.txt", &whole[..whole.len() - 40]);
    let done = place.expect(3, &["import", &file]);
    done.says(&["cut.txt", "КонецФайла"]);
    assert_eq!(place.rows().len(), 1);
}

#[test]
fn a_statement_cut_between_two_documents_is_told_loudly() {
    let place = Place::new();
    let whole = statement(&[&receipt("1", &[]), &receipt("2", &[])]);
    let end = whole.windows(2).rposition(|pair| pair == &windows("\nК")[..]).expect("the last line");
    let file = place.file("cut.txt", &whole[..=end]);
    place.expect(3, &["import", &file]).says(&["cut.txt", "ОБРЕЗАН"]);
    assert_eq!(place.rows().len(), 2);
    // Read again, it is as incomplete as before.
    place.expect(3, &["import", &file]).says(&["ОБРЕЗАН"]);
}

const REGISTER: &str = "number;date;kind;status;holder;total;schedule\n\
    К-1;2026-01-10;ДДУ;signed;Иванов Иван Иванович;300.00;2026-02-01=100.00 2026-03-01=200.00\n";

#[test]
fn a_register_that_contradicts_itself_is_told_with_its_lines() {
    let place = Place::new();
    let twice = format!("{REGISTER}К-1;2026-01-10;ДДУ;signed;Петров Пётр Петрович;500.00;2026-02-01=500.00\n");
    let file = place.file("twice.csv", &twice);
    let done = place.run(&["crm", "import", &file]);
    assert_eq!(done.status, 3, "{}{}", done.out, done.errors);
    done.says(&["twice.csv", "К-1", "3"]);
    let uneven = format!("{REGISTER}К-2;2026-01-10;ДДУ;signed;Петров Пётр Петрович;500.00;2026-02-01=100.00\n");
    let file = place.file("uneven.csv", &uneven);
    place.run(&["crm", "import", &file]).says(&["К-2", "3"]);
    let contracts = place.expect(0, &["crm", "contracts", "--json"]).json();
    assert!(contracts.iter().any(|contract| contract["number"] == "К-1"));
}

#[test]
fn what_is_no_register_is_refused_whole() {
    let place = Place::new();
    place.demo();
    let before = place.expect(0, &["crm", "contracts", "--json"]).out;
    let folder = argument(&place.path("demo"));
    let empty = place.file("empty.csv", "");
    let binary = place.file("binary.xlsx", [0_u8, 1, 2, 3].repeat(100));
    let headless = place.file("headless.csv", "a;b;c\n1;2;3\n");
    for (file, name) in [
        ("нет.csv", "нет.csv"),
        (&folder, "demo"),
        (&empty, "empty.csv"),
        (&binary, "binary.xlsx"),
        (&headless, "headless.csv"),
    ] {
        place.expect(1, &["crm", "import", file]).says(&[name]);
    }
    assert_eq!(place.expect(0, &["crm", "contracts", "--json"]).out, before);
}
