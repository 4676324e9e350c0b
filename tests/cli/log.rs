//! The log of actions: every one of them is told, and whoever meddles is found out.

use serde_json::Value;
use sverka::config::Config;
use sverka::desk::Desk;

use crate::support::{Place, receipt, statement};

const REGISTER: &str = "number;date;kind;status;holder;total;schedule\n\
    К-12/5-45;2024-02-01;ДДУ;registered;Иванов Иван Иванович;2000.00;2026-10-15=1000.00 2026-11-15=1000.00\n\
    К-12/5-46;2024-02-01;ДДУ;registered;Котов Кот Котович;900.00;2026-10-15=900.00\n";

/// One payment of two was given to its contract, taken back, given again, and committed.
fn worked() -> Place {
    let place = Place::new();
    place.expect(0, &["crm", "import", &place.file("register.csv", REGISTER)]);
    let of_contract = receipt("17", &[("НазначениеПлатежа", "По договору К-12/5-45 от 01.02.2024")]);
    let other = receipt("18", &[("Плательщик", "Никто Никого"), ("ПлательщикСчет", "40817810000000000025")]);
    place.expect(0, &["import", &place.file("kl_to_1c.txt", statement(&[&of_contract, &other]))]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (mut desk, _) = runtime.block_on(Desk::open(&place.state(), &Config::default())).expect("the desk opens");
    let row = desk.session.rows().iter().find(|row| row.payment.number == "17").expect("it came").payment.id;
    let writes = desk.session.take_candidate(row, 0).expect("taken");
    desk.store.save(&writes).expect("saved");
    for forward in [false, true] {
        let moved = if forward { desk.session.redo() } else { desk.session.undo() };
        let sverka::session::Undo::Done(writes, _) = moved.expect("moved") else { panic!("nothing moved") };
        desk.store.save(&writes).expect("saved");
    }
    drop(desk);
    place.is_let_go();
    place.expect(0, &["commit"]);
    place
}

fn log(place: &Place, arguments: &[&str]) -> Vec<Value> {
    place.expect(0, &[&["log", "--json"], arguments].concat()).json()
}

fn what(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["what"].as_str().expect("a name")).collect()
}

#[test]
fn everything_done_to_a_payment_is_told_in_order() {
    let place = worked();
    let entries = log(&place, &["--payment", "17"]);
    let expected = ["imported", "decided", "undone", "redone", "commit_sent", "commit_confirmed"];
    assert_eq!(what(&entries), expected);
    let (decided, sent, confirmed) = (&entries[1], &entries[4], &entries[5]);
    assert_eq!(decided["before"]["allocations"], Value::Null);
    assert_eq!(decided["after"]["allocations"][0]["contract"], "К-12/5-45");
    assert_eq!(decided["after"]["allocations"][0]["amount"], "1000.00");
    assert_eq!(sent["parts"][0]["key"], confirmed["parts"][0]["key"]);
    let held = place.expect(0, &["crm", "payments", "--json"]).json();
    assert_eq!(sent["parts"][0]["key"], held[0]["key"]);
    assert_eq!((&confirmed["batch"], &confirmed["after"]["commit"]), (&1.into(), &"committed".into()));
    assert_eq!(confirmed["crm_ref"], confirmed["after"]["crm_ref"]);
    assert!(
        entries.iter().all(|entry| entry["uid"].is_u64() && entry["at"].as_str().is_some_and(|at| at.ends_with('Z')))
    );
}

/// The environment of the test names nobody.
#[test]
fn the_lock_names_the_user_as_the_log_does() {
    let place = worked();
    let logged = &log(&place, &[])[0];
    let lock: Value =
        serde_json::from_slice(&std::fs::read(place.state().join("lock")).expect("it stays")).expect("JSON");
    let name = logged["user"].as_str().filter(|name| !name.is_empty());
    assert_eq!(lock["user"], name.map_or_else(|| logged["uid"].to_string(), str::to_owned));
}

#[test]
fn the_log_can_be_asked_for_a_contract_a_batch_and_days() {
    let place = worked();
    let all = log(&place, &[]);
    assert_eq!(what(&all)[..2], ["log_begun", "imported"]);
    assert!(all.iter().zip(1_u64..).all(|(entry, number)| entry["entry"] == number));
    let of_contract = log(&place, &["--contract", "к-12/5-45"]);
    assert_eq!(what(&of_contract), ["decided", "undone", "redone", "commit_sent", "commit_confirmed"]);
    assert!(log(&place, &["--contract", "К-12/5-46"]).is_empty());
    let batch = ["commit_planned", "commit_sent", "commit_confirmed"];
    for named in ["1", "last"] {
        assert_eq!(what(&log(&place, &["--batch", named])), batch);
    }
    assert_eq!(log(&place, &["--since", "2026-01-01", "--until", "31.12.2999"]).len(), all.len());
    assert!(log(&place, &["--until", "01.01.2020"]).is_empty());
    assert!(log(&place, &["--payment", "18"]).iter().all(|entry| entry["what"] == "imported"));
    place.expect(2, &["log", "--since", "вчера"]).says(&["--since", "вчера"]);
    place.expect(2, &["log", "--since", "02.11.2026", "--until", "01.11.2026"]).says(&["--since", "2026-11-02"]);
    place.expect(1, &["log", "--batch", "99"]).says(&["99", "sverka log"]);
    place.expect(2, &["log", "--batch", "первый"]).says(&["--batch"]);
}

#[test]
fn people_read_it_at_eighty_columns() {
    let place = worked();
    let mut command = place.command(&["log", "--payment", "17"]);
    let output = command.env("SSH_CONNECTION", "10.1.2.3 50000 10.0.0.1 22").output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for word in
        ["решение: выбор договора К-12/5-45", "№ 17 от 12.10.2026", "было: решает программа", "ключ ", "пакет 1"]
    {
        assert!(text.contains(word), "«{word}» is not in {text}");
    }
    let lines: Vec<&str> = text.lines().collect();
    let (closing, entries) = lines.split_last().expect("lines");
    assert!(closing.contains("Отпечаток журнала"), "{closing}");
    assert!(entries.iter().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn who_came_over_ssh_is_named_with_the_address() {
    let place = Place::new();
    let file = place.file("kl_to_1c.txt", statement(&[&receipt("1", &[])]));
    let ran = place.command(&["import", &file]).env("SSH_CONNECTION", "10.1.2.3 50000 10.0.0.1 22").output();
    assert!(ran.expect("it runs").status.success());
    let entries = log(&place, &[]);
    let imported = entries.iter().find(|entry| entry["what"] == "imported").expect("it was imported");
    assert_eq!(imported["from"], "10.1.2.3");
    assert!(imported["text"].as_str().expect("words").contains("kl_to_1c.txt"));
}

#[test]
fn what_is_forgotten_leaves_an_entry() {
    let place = worked();
    place.expect(0, &["memory", "forget", "--contract", "К-12/5-45"]);
    let entries = log(&place, &[]);
    let last = entries.last().expect("entries");
    assert_eq!(last["what"], "forgotten");
    assert!(last["text"].as_str().expect("words").contains("1 пара"), "{last}");
}
