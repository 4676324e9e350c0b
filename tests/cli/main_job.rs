//! File, session and CRM agree to the kopeck, and nothing happens twice.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{Place, argument, receipt, statement, sum};

fn ready(rows: &[Value]) -> Vec<&Value> {
    rows.iter().filter(|row| row["readiness"] == "ready").collect()
}

/// The sum of the documents of a demo file, read as plainly as can be.
fn sum_in_file(path: &str) -> Decimal {
    let bytes = std::fs::read(path).expect("the file is there");
    let text: String = bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect();
    let sums = text.lines().filter_map(|line| line.strip_prefix("?????=")).filter(|value| value.contains('.'));
    sums.filter_map(|value| value.trim().parse::<Decimal>().ok()).sum()
}

#[test]
fn the_month_of_the_demo_goes_from_the_files_into_the_crm() {
    let place = Place::new();
    let files = place.demo();
    let arguments: Vec<&str> = ["import", "--json"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let rows = place.expect(0, &arguments).json();
    assert_eq!(rows.len(), 320);
    assert_eq!(rows, place.rows());
    let statement: Vec<&Value> = rows.iter().filter(|row| row["source"] == "kl_to_1c.txt").collect();
    let file = files.iter().find(|file| file.ends_with("kl_to_1c.txt")).expect("the demo has a statement");
    assert_eq!(sum(statement, "amount"), sum_in_file(file));

    let ready = ready(&rows);
    assert!(ready.len() > 50, "only {} rows are ready", ready.len());
    let expected = sum(ready.iter().copied(), "amount");
    let preview = place.expect(0, &["commit", "--dry-run", "--json"]).json();
    assert_eq!(place.rows(), rows, "a dry run changed something");
    assert_eq!(preview.len(), ready.len() + 1);

    let lines = place.expect(0, &["commit", "--json"]).json();
    let (summary, results) = lines.split_last().expect("a summary");
    assert_eq!(results.len(), ready.len());
    assert!(results.iter().all(|line| line["outcome"] == "committed" && line["error"].is_null()));
    assert!(results.iter().all(|line| line["key"] == line["keys"][0] && line["crm_ref"].is_string()));
    assert_eq!(summary["summary"]["committed"], ready.len());
    assert_eq!(sum([&summary["summary"]], "amount"), expected);

    let held = place.expect(0, &["crm", "payments", "--json"]).json();
    assert_eq!(sum(&held, "amount"), expected);
    assert_eq!(by_contract(&held), by_contract(ready.iter().filter_map(|row| row["allocations"].as_array()).flatten()));
    let after = place.rows();
    assert_eq!(after.iter().filter(|row| row["readiness"] == "committed").count(), ready.len());

    let again = place.expect(0, &["commit", "--json"]).json();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0]["summary"]["committed"], 0);
    assert_eq!(place.expect(0, &["crm", "payments", "--json"]).json(), held);
}

fn by_contract<'value>(parts: impl IntoIterator<Item = &'value Value>) -> BTreeMap<String, Decimal> {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for part in parts {
        *sums.entry(part["contract_id"].to_string()).or_default() += sum([part], "amount");
    }
    sums
}

#[test]
fn what_a_contract_owes_falls_by_what_was_committed() {
    let place = Place::new();
    let files = place.demo();
    let contracts = || place.expect(0, &["crm", "contracts", "--json"]).json();
    let before = contracts();
    for contract in &before {
        let lines = contract["schedule"].as_array().expect("a schedule");
        assert!(lines.iter().enumerate().all(|(place, line)| line["line"] == place + 1), "{contract}");
    }
    let arguments: Vec<&str> = std::iter::once("import").chain(files.iter().map(String::as_str)).collect();
    place.expect(0, &arguments);
    let committed = place.expect(0, &["commit", "--json"]).json();
    let amount = sum(committed.last().map(|line| &line["summary"]), "amount");
    let after = contracts();
    assert_eq!(sum(&after, "paid") - sum(&before, "paid"), amount);
    assert_eq!(sum(&before, "due") - sum(&after, "due"), amount);
}

#[test]
fn reading_a_file_again_adds_nothing_and_says_so() {
    let place = Place::new();
    let files = place.demo();
    let arguments: Vec<&str> = std::iter::once("import").chain(files.iter().map(String::as_str)).collect();
    place.expect(0, &arguments);
    let before = place.rows();
    let again = place.expect(0, &arguments);
    assert!(again.out.contains("новых 0") && again.out.contains("Ничего нового"), "{}", again.out);
    assert_eq!(place.rows(), before);
    // The same file under another name holds the same payments.
    let copy = argument(&place.path("другое имя.txt"));
    let statement = files.iter().find(|file| file.ends_with("kl_to_1c.txt")).expect("a statement");
    std::fs::copy(statement, &copy).expect("a copy");
    assert!(place.expect(0, &["import", &copy]).out.contains("новых 0"));
    assert_eq!(place.rows().len(), before.len());
}

#[test]
fn an_import_prints_the_rows_of_its_files_and_no_others() {
    let place = Place::new();
    let numbers = |rows: Vec<Value>| -> Vec<String> {
        rows.iter().map(|row| row["number"].as_str().expect("a text").to_owned()).collect()
    };
    let first = place.file("a.txt", statement(&[&receipt("1", &[]), &receipt("2", &[])]));
    assert_eq!(numbers(place.expect(0, &["import", "--json", &first]).json()), ["1", "2"]);
    let second = place.file("b.txt", statement(&[&receipt("3", &[]), &receipt("2", &[])]));
    assert_eq!(numbers(place.expect(0, &["import", "--json", &second]).json()), ["3", "2"]);
    // Read before, and each row once though it stands in both files.
    assert_eq!(numbers(place.expect(0, &["import", "--json", &second, &first]).json()), ["3", "2", "1"]);
    assert_eq!(numbers(place.rows()), ["1", "2", "3"]);
    // A file that cannot be read has no rows.
    assert_eq!(place.expect(1, &["import", "--json", "/nowhere.txt"]).out, "");
}

#[test]
fn a_changed_document_says_what_changed() {
    let place = Place::new();
    let file = place.file("a.txt", statement(&[&receipt("7", &[])]));
    place.expect(0, &["import", &file]);
    let file = place.file("a.txt", statement(&[&receipt("7", &[("НазначениеПлатежа", "Совсем за другое")])]));
    place.expect(0, &["import", &file]).says(&["a.txt", "№ 7", "назначение"]);
    assert_eq!(place.rows().len(), 1);
}

#[test]
fn the_register_is_updated_and_never_doubled() {
    let place = Place::new();
    place.demo();
    let before = place.expect(0, &["crm", "contracts", "--json"]).json();
    assert_eq!(before.len(), 450);
    let again = place.expect(0, &["crm", "import", &argument(&place.path("demo/register.csv"))]);
    assert!(again.out.contains("новых 0, изменились 0, без изменений 450"), "{}", again.out);
    assert_eq!(place.expect(0, &["crm", "contracts", "--json"]).json(), before);
}

#[test]
fn rows_can_be_asked_by_readiness() {
    let place = Place::new();
    let files = place.demo();
    place.expect(0, &["import", &files[0]]);
    let all = place.rows();
    let asked = place.expect(0, &["rows", "--readiness", "blocked", "--readiness", "unmatched", "--json"]).json();
    let wanted: Vec<Value> =
        all.into_iter().filter(|row| row["readiness"] == "blocked" || row["readiness"] == "unmatched").collect();
    assert!(!wanted.is_empty());
    assert_eq!(asked, wanted);
}

#[test]
fn the_state_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let file = place.file("a.txt", statement(&[&receipt("7", &[])]));
    place.expect(0, &["import", &file]);
    let mode = |path: &std::path::Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&place.state()), 0o700);
    let names: Vec<_> =
        std::fs::read_dir(place.state()).expect("a folder").map(|entry| entry.expect("an entry")).collect();
    assert!(names.len() >= 2);
    for entry in names {
        assert_eq!(mode(&entry.path()), 0o600, "{:?}", entry.path());
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let place = Place::new();
    place.demo();
    let mut command = place.command(&["crm", "contracts", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut first).expect("a line");
    drop(reader);
    let output = child.wait_with_output().expect("the program ends");
    assert!(first.starts_with("{\"contract_id\""), "{first}");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
