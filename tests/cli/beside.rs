//! Commands beside a console that has the state open: those that only look read a copy of it, the
//! others are told who is at it.

use sverka::config::Config;
use sverka::desk::Desk;
use sverka::store::Write;
use sverka::store::log::{Event, Note};

use crate::support::{Place, argument, sum};

/// The demo, a part of it committed.
fn worked() -> Place {
    let place = Place::new();
    let files = place.demo();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    place.run(&[&["import"], files.as_slice()].concat());
    place.run(&["commit"]);
    place
}

fn held(place: &Place) -> Desk {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(Desk::open(&place.state(), &Config::default())).expect("the desk opens").0
}

#[test]
fn whoever_only_looks_sees_the_same_beside_a_console() {
    let place = worked();
    let (register, other) = (argument(&place.path("register.csv")), argument(&place.path("other.csv")));
    let calls: [&[&str]; 7] = [
        &["rows"],
        &["rows", "--json", "--readiness", "review"],
        &["crm", "contracts", "--json"],
        &["crm", "payments", "--json"],
        &["memory", "--json"],
        &["log"],
        &["log", "--json", "--payment", "17"],
    ];
    let alone: Vec<String> = calls.iter().map(|call| place.expect(0, call).out).collect();
    place.expect(0, &["export", "--csv", &register]);
    let desk = held(&place);
    for (call, alone) in calls.iter().zip(&alone) {
        let beside = place.expect(0, call);
        assert_eq!(&beside.out, alone, "{call:?}");
        let pid = std::process::id().to_string();
        beside.says(&["Данные открыты в консоли", &pid]);
    }
    place.expect(0, &["export", "--csv", &other]);
    assert_eq!(std::fs::read(&register).expect("a file"), std::fs::read(&other).expect("a file"));

    // What the console saves meanwhile is seen the next time.
    let mut desk = desk;
    let row = desk.session.rows().iter().find(|row| row.readiness().needs_person()).expect("one is open").payment.id;
    let writes = desk.session.exclude(&[row], true).expect("a person leaves it out");
    desk.store.save(&writes).expect("saved");
    let rows = place.expect(0, &["rows", "--json", "--readiness", "excluded"]).json();
    assert!(rows.iter().any(|shown| shown["id"] == row.to_string()));
    assert!(sum(&rows, "amount").is_sign_positive());
}

#[test]
fn whoever_would_write_is_told_who_is_at_it() {
    let place = worked();
    let desk = held(&place);
    let before = desk.store.log().expect("the log is read").len();
    let file = place.file("kl_to_1c.txt", crate::support::statement(&[]));
    for call in [&["commit"] as &[&str], &["import", &file], &["memory", "forget", "--all"], &["crm", "import", &file]]
    {
        let pid = std::process::id().to_string();
        place.expect(1, call).says(&["Эти данные уже открыты", "kill", &pid]);
    }
    assert_eq!(desk.store.log().expect("the log is read").len(), before, "nothing was done");
    place.expect(2, &[]).says(&["терминал"]);
}

#[test]
fn a_take_over_stands_in_the_log() {
    let place = Place::new();
    let desk = held(&place);
    let taken = |forced| Event::TakenOver {
        user: "anna".to_owned(),
        terminal: "pts/3".to_owned(),
        from: "10.0.0.5".to_owned(),
        forced,
    };
    for forced in [false, true] {
        desk.store.save(&[Write::Log(Box::new(Note::of(taken(forced))))]).expect("saved");
    }
    drop(desk);
    let entries = place.expect(0, &["log", "--json"]).json();
    let of_it: Vec<&serde_json::Value> = entries.iter().filter(|entry| entry["what"] == "taken_over").collect();
    assert_eq!(of_it.len(), 2);
    assert_eq!(of_it[0]["text"], "консоль забрана у anna (pts/3, 10.0.0.5)");
    assert!(of_it[1]["text"].as_str().expect("a text").contains("принудительно"));
    assert!(place.expect(0, &["log"]).out.contains("консоль забрана у anna"));
}
