//! What was committed is taken back by a command: one payment, then the rest of its batch.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{Place, argument, sum};

/// The demo, committed; gives back the ids of what went.
fn committed(place: &Place) -> Vec<String> {
    let files = place.demo();
    let arguments: Vec<&str> = std::iter::once("import").chain(files.iter().map(String::as_str)).collect();
    place.expect(0, &arguments);
    let lines = place.expect(0, &["commit", "--json"]).json();
    lines.iter().filter_map(|line| line["id"].as_str().map(str::to_owned)).collect()
}

fn held(place: &Place) -> Decimal {
    let payments = place.expect(0, &["crm", "payments", "--json"]).json();
    sum(&payments, "amount")
}

fn row(place: &Place, id: &str) -> Value {
    place.rows().into_iter().find(|row| row["id"] == id).expect("the row is there")
}

#[test]
fn one_payment_and_then_the_rest_of_its_batch_are_taken_back() {
    let place = Place::new();
    let ids = committed(&place);
    let whole = held(&place);
    let one = sum([&row(&place, &ids[0])], "amount");

    let planned = place.expect(0, &["reverse", "--payment", &ids[0], "--dry-run", "--json"]).json();
    assert_eq!((planned.len(), &planned[0]["outcome"]), (2, &Value::from("planned")));
    assert_eq!(sum([&planned[1]["summary"]], "amount"), one);
    assert_eq!(held(&place), whole, "a dry run changed something");

    let done = place.expect(0, &["reverse", "--payment", &ids[0], "--reason", "чужой договор", "--json"]).json();
    assert_eq!(done[0]["outcome"], "reversed");
    assert_eq!(done[1]["summary"]["reversed"], 1);
    assert_eq!(whole - held(&place), one);
    assert_eq!(row(&place, &ids[0])["readiness"], "review");
    let log = place.expect(0, &["log", "--payment", &ids[0]]).out;
    assert!(log.contains("чужой договор"), "{log}");

    let rest = place.expect(0, &["reverse", "--batch", "last", "--reason", "не тот файл", "--json"]).json();
    assert_eq!(rest.last().expect("a summary")["summary"]["reversed"], ids.len() - 1);
    assert_eq!(held(&place), Decimal::ZERO);

    // A reversal is no load: the same batch is «last» for every command.
    let logged = place.expect(0, &["log", "--batch", "last", "--json"]).json();
    assert!(!logged.is_empty() && logged.iter().all(|line| line["batch"] == 1), "{logged:?}");
    let register = argument(&place.path("реестр.csv"));
    let told = place.expect(0, &["export", "--batch", "last", "--csv", &register]).out;
    let by_number = place.expect(0, &["export", "--batch", "1", "--csv", &register, "--force"]).out;
    assert_eq!(told, by_number);

    // What was taken back goes again only by a person's word.
    assert_eq!(place.expect(0, &["commit", "--json"]).json().len(), 1);
    place.expect(1, &["reverse", "--batch", "last", "--reason", "ещё раз"]).says(&["сторнировать нечего"]);
    place.expect(1, &["reverse", "--payment", &ids[0], "--reason", "ещё раз"]).says(&["сторнировать нечего"]);
    place.expect(0, &["doctor"]);
}

#[test]
fn what_is_not_said_is_asked_for_and_nothing_happens() {
    let place = Place::new();
    let early = ["reverse", "--batch", "last", "--reason", "так"];
    place.expect(1, &early).says(&["Загрузок ещё не было: сторнировать нечего"]);
    place.expect(2, &["reverse", "--reason", "так"]).says(&["--batch last"]);
    place.expect(2, &["reverse", "--batch", "last"]).says(&["--reason"]);
    place.expect(2, &["reverse", "--batch", "last", "--reason", "  "]).says(&["--reason"]);
    place.expect(1, &["reverse", "--batch", "last", "--reason", "так"]);
    place.expect(1, &["reverse", "--payment", "7", "--reason", "так"]).says(&["7"]);
    committed(&place);
    place.expect(2, &["reverse", "--batch", "семь", "--reason", "так"]).says(&["семь"]);
    place.expect(1, &["reverse", "--batch", "700", "--reason", "так"]).says(&["700"]);
}
