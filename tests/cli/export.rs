//! The register of a batch, handed out as a file.

use std::os::unix::fs::PermissionsExt as _;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::support::{Place, argument, receipt, statement};

const REGISTER: &str = "number;date;kind;status;holder;holder_inn;total;schedule\n\
    К-12/5-45;2024-02-01;ДДУ;registered;Иванов Иван Иванович;500100732259;2000.00;2026-10-15=1000.00 2026-11-15=1000.00\n";

/// One payment, committed.
fn committed() -> Place {
    let place = Place::new();
    place.expect(0, &["crm", "import", &place.file("register.csv", REGISTER)]);
    let purpose = "По договору К-12/5-45 от 01.02.2024";
    let payment = receipt("017", &[("НазначениеПлатежа", purpose)]);
    let payment = payment.replace("КонецДокумента", "ПлательщикИНН=500100732259\r\nКонецДокумента");
    place.expect(0, &["import", &place.file("kl_to_1c.txt", statement(&[&payment]))]);
    let done = place.expect(0, &["commit", "--json"]).json();
    assert_eq!(done.last().expect("a summary")["summary"]["committed"], 1);
    place
}

#[test]
fn a_batch_is_handed_out_in_both_forms() {
    let place = committed();
    let [book, text] = ["реестр.xlsx", "реестр.csv"].map(|name| argument(&place.path(name)));
    let told = place.expect(0, &["export", "--batch", "last", "--xlsx", &book, "--csv", &text]).out;
    assert!(told.contains("реестр.xlsx") && told.contains("1\u{a0}000,00"), "{told}");
    let mut workbook: Xlsx<_> = open_workbook(&book).expect("a workbook");
    let sheet = workbook.worksheet_range("Реестр").expect("the sheet");
    let row: Vec<Data> = sheet.rows().nth(3).expect("a row").to_vec();
    assert_eq!((&row[1], &row[5]), (&Data::String("017".to_owned()), &Data::String("К-12/5-45".to_owned())));
    assert_eq!(row[3], Data::String("500100732259".to_owned()));
    assert_eq!(row[7], Data::Float(1000.0));
    let lines = std::fs::read_to_string(&text).expect("it is there");
    assert!(lines.starts_with("\u{feff}дата;номер;плательщик;ИНН;назначение;договор;строка;сумма;"), "{lines}");
    assert!(lines.contains("12.10.2026;017;Иванов Иван Иванович;500100732259;"), "{lines}");
    let mode = std::fs::metadata(&text).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_go() {
    let place = committed();
    let file = place.file("реестр.csv", "моё");
    place.expect(1, &["export", "--csv", &file]).says(&["реестр.csv", "--force"]);
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "моё");
    place.expect(0, &["export", "--batch", "1", "--csv", &file, "--force"]);
    assert!(std::fs::read_to_string(&file).expect("it is there").contains("К-12/5-45"));
    place.expect(1, &["export", "--csv", &argument(&place.path("нет/реестр.csv"))]).says(&["нет/реестр.csv"]);
}

#[test]
fn one_file_is_not_both() {
    let place = committed();
    let file = argument(&place.path("реестр"));
    std::fs::create_dir(place.path("дом")).expect("a folder");
    let again = argument(&place.path("дом/../реестр"));
    for other in [&file, &again] {
        place.expect(2, &["export", "--csv", &file, "--xlsx", other]).says(&["реестр", "--xlsx", "--csv"]);
        assert!(!place.path("реестр").exists());
    }
}

#[test]
fn a_batch_that_never_was_is_told() {
    let place = committed();
    let file = argument(&place.path("реестр.csv"));
    place.expect(1, &["export", "--batch", "7", "--csv", &file]).says(&["7", "sverka log"]);
    place.expect(2, &["export", "--batch", "вчера", "--csv", &file]).says(&["--batch"]);
    place.expect(2, &["export"]).says(&["--xlsx", "--csv"]);
    assert!(!place.path("реестр.csv").exists());
    Place::new().expect(1, &["export", "--csv", &file]).says(&["sverka commit"]);
}

#[test]
fn nothing_is_handed_out_over_the_work_itself() {
    let place = committed();
    let link = place.path("ссылка.csv");
    std::os::unix::fs::symlink(place.state().join("sverka.head"), &link).expect("linked");
    for file in ["crm.redb", "sverka.redb", "backups/register.xlsx", "new.xlsx"] {
        let file = argument(&place.state().join(file));
        place.expect(2, &["export", "--xlsx", &file, "--force"]).says(&["лежит в папке состояния"]);
    }
    place.expect(2, &["export", "--csv", &argument(&link), "--force"]).says(&["лежит в папке состояния"]);
    place.expect(0, &["doctor"]);
}
