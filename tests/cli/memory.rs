//! What was learned from decisions: shown, written to a file, forgotten.

use sverka::config::Config;
use sverka::desk::Desk;
use sverka::model::Readiness;

use crate::support::{Place, argument, receipt, statement};

const REGISTER: &str = "number;date;kind;status;holder;total;schedule\n\
    К-12/5-45;2024-02-01;ДДУ;registered;Сидоров Сидор Сидорович;2000.00;2026-10-15=1000.00 2026-11-15=1000.00\n\
    К-12/5-46;2024-02-01;ДДУ;registered;Котов Кот Котович;900.00;2026-10-15=900.00\n";

/// A payment of the wife for the husband's contract; a spreadsheet would run her name.
fn of_wife(number: &str) -> String {
    receipt(
        number,
        &[("Плательщик", "=Орлова Анна Ильинична"), ("НазначениеПлатежа", "По договору К-12/5-45 от 01.02.2024")],
    )
}

/// Two payments of which a person gave the first to its contract.
fn decided() -> Place {
    let place = Place::new();
    place.expect(0, &["crm", "import", &place.file("register.csv", REGISTER)]);
    let file = place.file("kl_to_1c.txt", statement(&[&of_wife("1")]));
    place.expect(0, &["import", &file]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (mut desk, _) = runtime.block_on(Desk::open(&place.state(), &Config::default())).expect("the desk opens");
    let row = desk.session.rows()[0].payment.id;
    assert_eq!(desk.session.rows()[0].readiness(), Readiness::Review);
    let writes = desk.session.take_candidate(row, 0).expect("taken");
    desk.store.save(&writes).expect("saved");
    drop(desk);
    place.is_let_go();
    place
}

#[test]
fn what_a_decision_taught_is_shown_and_counts_for_the_next_file() {
    let place = decided();
    let shown = place.expect(0, &["memory"]).out;
    for word in ["Орлова Анна Ильинична", "40817810000000000017", "другое лицо", "К-12/5-45", "12.10.2026", "1 пара"]
    {
        assert!(shown.contains(word), "«{word}» is not in {shown}");
    }
    let lines = place.expect(0, &["memory", "--json"]).json();
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["contract"], &lines[0]["role"]), (&"К-12/5-45".into(), &"other".into()));
    assert_eq!((&lines[0]["confirmed"], &lines[0]["last_confirmed"]), (&1.into(), &"2026-10-12".into()));
    assert!(lines[0]["last_rejected"].is_null());

    let next = receipt(
        "2",
        &[
            ("Плательщик", "=Орлова Анна Ильинична"),
            ("НазначениеПлатежа", "По договору К-12/5-45 от 01.02.2024"),
            ("Дата", "13.11.2026"),
            ("ДатаПоступило", "13.11.2026"),
        ],
    );
    let file = place.file("next.txt", statement(&[&next]));
    let rows = place.expect(0, &["import", "--json", &file]).json();
    assert_eq!(rows[0]["readiness"], "ready", "{}", rows[0]["reason"]);
    let evidence = rows[0]["candidates"][0]["evidence"].as_array().expect("a list");
    assert!(evidence.iter().any(|one| one["what"] == "known_account" && one["value"] == "other"), "{evidence:?}");
}

#[test]
fn the_memory_goes_to_a_new_file_where_no_cell_is_a_formula() {
    let place = decided();
    let path = argument(&place.path("memory.csv"));
    place.expect(0, &["memory", "export", &path]);
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(text.starts_with("\u{feff}плательщик;счёт;"), "{text}");
    assert!(
        text.contains("'=Орлова Анна Ильинична;40817810000000000017;другое лицо;К-12/5-45;1;0;12.10.2026"),
        "{text}"
    );
    place.expect(1, &["memory", "export", &path]).says(&["memory.csv", "уже есть"]);
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text);
    place.expect(1, &["memory", "export", &argument(&place.path("нет/memory.csv"))]).says(&["не записан"]);
}

#[test]
fn what_is_forgotten_is_gone_and_the_decision_stays() {
    for what in [vec!["--payer", "40817810000000000017"], vec!["--contract", "К-12/5-45"], vec!["--all"]] {
        let place = decided();
        let arguments: Vec<&str> = ["memory", "forget"].into_iter().chain(what.iter().copied()).collect();
        assert!(place.expect(0, &arguments).out.contains("Забыта 1 пара"), "{what:?}");
        assert!(place.expect(0, &["memory", "--json"]).json().is_empty());
        assert!(place.expect(0, &["memory"]).out.contains("учится на ваших решениях"));
        assert_eq!(place.rows()[0]["readiness"], "ready");
        assert!(place.expect(0, &arguments).out.contains("Забыто 0 пар"));
    }
}

#[test]
fn forgetting_wants_to_know_what() {
    let place = Place::new();
    for arguments in [vec!["memory", "forget"], vec!["memory", "forget", "--all", "--contract", "К-1"]] {
        place.expect(2, &arguments).says(&["--payer", "--contract", "--all"]);
    }
    place.expect(2, &["memory", "export"]);
    place.expect(2, &["memory", "remember"]);
}
