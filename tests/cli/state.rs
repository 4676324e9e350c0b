//! `sverka state`: kept in one file, put back, brought up to date.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Place, argument};

/// A state with rows and a batch.
fn committed() -> (Place, usize) {
    let place = Place::new();
    let files = place.demo();
    place.run(&["import", &files[0], "--json"]);
    place.expect(0, &["commit", "--json"]);
    let rows = place.rows().len();
    (place, rows)
}

fn folders(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.state()).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().expect("letters"))
        .filter(|name| !name.contains('.'))
        .collect();
    names.sort_unstable();
    names
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[test]
fn what_was_kept_comes_back_and_what_came_since_lies_aside() {
    let (place, rows) = committed();
    let file = argument(&place.path("копия.zip"));
    let done = place.expect(0, &["state", "backup", &file, "--json"]);
    let kept = done.json().remove(0);
    assert_eq!((kept["rows"].as_u64(), kept["last_batch"].as_u64()), (u64::try_from(rows).ok(), Some(1)));
    assert_eq!(kept["session_schema"], 3);

    let files = place.demo();
    place.run(&["import", &files[1], "--json"]);
    assert!(place.rows().len() > rows);
    let refused = place.expect(2, &["state", "restore", &file]);
    refused.says(&["--yes", "Ничего не изменено"]);
    assert!(refused.out.contains("прибавилось") && refused.out.contains("цела"), "{}", refused.out);
    assert!(place.rows().len() > rows, "nothing has changed");

    let done = place.expect(0, &["state", "restore", &file, "--yes", "--json"]);
    let aside = text(&done.json()[0]["aside"]).to_owned();
    assert!(Path::new(&aside).join("sverka.redb").exists(), "{aside}");
    assert_eq!(place.rows().len(), rows);
    let log = place.expect(0, &["log", "--json"]).json();
    assert_eq!(log.last().expect("entries")["what"], "restored");
    assert!(text(&log.last().expect("entries")["text"]).contains("более поздн"));
    let doctor = place.expect(0, &["doctor"]);
    assert!(!doctor.out.contains('✕'), "{}", doctor.out);
    // The same file once more: it is told as it stands now.
    let done = place.expect(0, &["state", "restore", &file, "--yes"]);
    assert!(done.out.contains("Состояние возвращено"), "{}", done.out);
}

#[test]
fn a_backup_has_a_name_of_its_own_where_nobody_gave_one() {
    let (place, _) = committed();
    let folder = place.path("копии");
    fs::create_dir(&folder).expect("a folder");
    let done = place.expect(0, &["state", "backup", &argument(&folder)]);
    let names: Vec<_> = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(done.out.contains(&argument(&names[0])), "{}", done.out);
    let mut here = place.command(&["state", "backup"]);
    assert!(here.current_dir(&folder).status().expect("it starts").success());
    place.expect(1, &["state", "backup", &argument(&names[0])]).says(&["уже есть"]);
}

#[test]
fn the_first_start_of_a_day_keeps_a_copy_and_the_doctor_names_it() {
    let (place, _) = committed();
    let copies = place.state().join("backups");
    let names: Vec<String> = fs::read_dir(&copies)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("letters"))
        .collect();
    assert!(!names.is_empty() && names.iter().all(|name| name.len() == "2026-11-22.zip".len()), "{names:?}");
    let doctor = place.expect(0, &["doctor"]);
    assert!(doctor.out.contains(&names[0]), "{}", doctor.out);
    assert_eq!(folders(&place), ["backups", "lock"]);
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let (place, rows) = committed();
    let no_backup = place.file("заметки.zip", "заметки");
    place.expect(1, &["state", "restore", &no_backup, "--yes"]).says(&["не резервная копия", "Ничего не изменено"]);
    place.expect(1, &["state", "restore", &argument(&place.path("нет.zip")), "--yes"]).says(&["нет"]);
    let folder = argument(&place.state().join("backups"));
    place
        .expect(1, &["state", "restore", &folder, "--yes"])
        .says(&["— папка, а нужен файл копии", "Ничего не изменено"]);
    let nowhere = argument(&place.path("нет/копия.zip"));
    let done = place.expect(1, &["state", "backup", &nowhere]);
    assert!(done.errors.contains("копию записать некуда") && !done.errors.contains("unfinished"), "{}", done.errors);
    assert_eq!(place.rows().len(), rows);
    let empty = Place::new();
    empty.expect(1, &["state", "backup"]).says(&["нет сеанса"]);
    empty.expect(1, &["state", "migrate"]).says(&["нет сеанса"]);
    empty.expect(2, &["state"]);
}

#[test]
fn files_of_an_earlier_program_are_brought_up_to_date_once() {
    let place = Place::new();
    fs::create_dir(place.state()).expect("a folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/state/schema_1.zip");
    let archive = zip::ZipArchive::new(fs::File::open(fixture).expect("the fixture is there"));
    archive.expect("an archive").extract(place.state()).expect("unpacked");
    // Whoever only looks brings nothing up to date.
    let doctor = place.expect(0, &["doctor"]).out;
    assert!(doctor.contains("схема 1, нынешняя 3") && doctor.contains("sverka state migrate"), "{doctor}");
    assert!(!place.state().join("backups").exists());
    let done = place.expect(0, &["state", "migrate", "--json"]).json().remove(0);
    assert_eq!((&done["from"], &done["to"], &done["crm_schema"]), (&1.into(), &3.into(), &1.into()));
    assert!(Path::new(text(&done["copy"])).exists());
    let again = place.expect(0, &["state", "migrate"]);
    assert!(again.out.contains("уже в нынешнем виде, схема 3"), "{}", again.out);
    assert!(again.out.contains("CRM в порядке, схема 1"), "{}", again.out);
    assert_eq!(place.rows().len(), 7);
}
