//! `init` from the first question to the files, with answers piped in and on a terminal.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use portable_pty::CommandBuilder;
use sverka::config::{Config, CrmKind};
use sverka::crm::bitrix24::{Contracts, Stages};

use super::super::emulator::fields::{DEAL, INVOICE, Kind};
use super::pty::Session;
use super::{CODE, Office};

/// Answers of a first run, where ADDRESS is the webhook. Fields are told in the order of their
/// names: the debt before what is paid.
const ANSWERS: [&str; 26] = [
    "",        // Russian
    "2",       // Bitrix24
    "ADDRESS", //
    "",        // deals, and invoices without one
    "2",       // invoices: what is paid
    "1",       // the payments
    "1",       // what is due
    "",        // no field of the state
    "5",       // the stage «Paid»
    "3",       // the stage «Partly paid»
    "1",       // the stage «New»
    "",        // deals: the title is the number
    "2",       // what is paid
    "1",       // the payments
    "",        // what is due is not kept
    "",        // nor is the state
    "2",       // the pipeline «Apartments»
    "1",       // the stage at which a pipeline ends well
    "0",       // no stage of a part
    "1",       // its stage «Start»
    "",        // comments
    "н",       // no notices
    "",        // not Enterprise
    "7707083893, 12",
    "7707083893",
    "", // write
];

fn answers(office: &Office, answers: &[&str]) -> String {
    let line = |answer: &&str| answer.replace("ADDRESS", &office.portal.webhook()) + "\n";
    answers.iter().map(line).collect()
}

fn mode(path: &Path) -> u32 {
    path.metadata().expect("it is there").permissions().mode() & 0o777
}

fn read(office: &Office) -> Config {
    let file = office.config();
    let text = std::fs::read_to_string(&file).expect("a configuration");
    Config::parse(&text, &file).expect("a sound configuration")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_run_makes_a_configuration_that_works() {
    let office = Office::new();
    let done = office.run(&["init"], &answers(&office, &ANSWERS)).await;
    assert_eq!(done.status, 0, "{}\n{}", done.out, done.errors);
    let config = read(&office);
    assert_eq!((config.crm, config.bitrix24.contracts), (CrmKind::Bitrix24, Contracts::Both));
    assert_eq!(config.own.tax_ids.len(), 1);
    let (invoice, deal) = (&config.bitrix24.invoice, &config.bitrix24.deal);
    let named = [&invoice.money.paid, &invoice.money.payments, &invoice.money.debt, &deal.money.paid, &deal.money.debt];
    assert_eq!(named, ["ufCrm_PAID", "ufCrm_PAYMENTS", "ufCrm_DEBT", "ufCrm_PAID", ""]);
    let stages = |open: &str, part: &str, paid: &str| Stages {
        open: open.to_owned(),
        part: part.to_owned(),
        paid: paid.to_owned(),
    };
    assert_eq!(invoice.stages, stages("DT31_5:N", "DT31_5:UC_5PART1", "DT31_5:P"));
    assert_eq!(deal.stages, stages("C9:NEW", "", "success"));
    assert!(config.bitrix24.tell.comments && !config.bitrix24.tell.notices && !config.bitrix24.enterprise);
    let secret = office.path(".config/sverka/secrets/bitrix24");
    assert_eq!(config.bitrix24.webhook_file, secret);
    assert_eq!((mode(&office.config()), mode(&secret)), (0o600, 0o600));
    assert_eq!(mode(secret.parent().expect("a folder")), 0o700);
    assert!(!std::fs::read_to_string(office.config()).expect("a text").contains(CODE));
    assert!(done.out.contains("Apartments") && done.out.contains("Partly paid"), "stages have their names");
    office.assert_untouched();
    let found = office.doctor().await;
    assert!(found.iter().all(|(state, ..)| state != "broken"), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_keeps_what_is_not_changed_and_a_copy() {
    let office = Office::new();
    let list = Kind::Enumeration(vec![(1, "Долг".to_owned()), (2, "Часть".to_owned()), (3, "Оплачен".to_owned())]);
    office.portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_HOW", list, false));
    let mut lines = ANSWERS.to_vec();
    // The list for the state, and its values for unpaid, in part, too much and refunded.
    lines.splice(7..8, ["1", "1", "2", "0", "0"]);
    assert_eq!(office.run(&["init"], &answers(&office, &lines)).await.status, 0);
    let states = read(&office).bitrix24.states;
    assert_eq!([&states.unpaid, &states.part, &states.paid, &states.over], ["Долг", "Часть", "", ""]);
    let found = office.doctor().await;
    let lacking = found.iter().find(|(_, check, _)| check == "portal-states-missing").expect("two are missing");
    assert!(lacking.2.contains("Переплата") && !lacking.2.contains("Долг"), "{}", lacking.2);
    let text = std::fs::read_to_string(office.config()).expect("a text");
    let text = format!("{text}\n[matching]\nduplicate_days = 5\n");
    office.write(".config/sverka/config.toml", 0o600, &text);
    let before = read(&office);

    let done = office.run(&["init"], "\n").await;
    assert!(done.status == 0 && done.out.contains("duplicate_days = 5"), "what is there is shown: {}", done.out);
    assert_eq!(std::fs::read_to_string(office.config()).expect("a text"), text, "a no changes nothing");

    let enters = format!("д\n{}", "\n".repeat(30));
    let done = office.run(&["init"], &enters).await;
    assert_eq!(done.status, 0, "{}\n{}", done.out, done.errors);
    let after = read(&office);
    assert_eq!(after.bitrix24, before.bitrix24, "Enter takes what was there");
    assert_eq!((after.matching.duplicate_days, after.own), (5, before.own));
    let copy = std::fs::read_to_string(office.path(".config/sverka/config.toml.old")).expect("a copy");
    assert_eq!(copy, text);
    assert_eq!(mode(&office.path(".config/sverka/config.toml.old")), 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_end_early_write_nothing() {
    let office = Office::new();
    for count in [0, 2, 3, 12, ANSWERS.len() - 1] {
        let done = office.run(&["init"], &answers(&office, &ANSWERS[..count])).await;
        assert_eq!(done.status, 1, "{count}: {}", done.out);
        assert!(done.errors.contains("ничего не записано"), "{count}: {}", done.errors);
        assert!(!office.path(".config").exists(), "{count}");
    }
    let mut declined = ANSWERS.to_vec();
    declined[25] = "н";
    assert_eq!(office.run(&["init"], &answers(&office, &declined)).await.status, 0);
    assert!(!office.path(".config").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_is_asked_again() {
    let office = Office::new();
    let foreign = format!("http://stroy.example/rest/1/{CODE}/");
    let mut many = vec!["9", "", "два", "2", CODE, &foreign];
    many.extend(&ANSWERS[2..]);
    let done = office.run(&["init"], &answers(&office, &many)).await;
    assert_eq!(done.status, 0, "{}\n{}", done.out, done.errors);
    assert!(done.out.matches("Ответьте числом").count() == 2, "{}", done.out);
    assert!(done.out.matches("Это не адрес вебхука").count() == 2, "{}", done.out);
    assert_eq!(read(&office).bitrix24.invoice.money.paid, "ufCrm_PAID");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_lets_nothing_be_read_is_asked_again_or_left() {
    let office = Office::new();
    office.portal.portal(|portal| portal.scopes.remove("user"));
    let done = office.run(&["init"], &answers(&office, &["", "2", "ADDRESS", "", "н", "ADDRESS"])).await;
    assert_eq!(done.status, 1);
    assert!(done.out.matches("Пользователи (user)").count() >= 3, "asked, asked again, another address: {}", done.out);
    office.portal.pull();
    let done = office.run(&["init"], &answers(&office, &["", "2", "ADDRESS"])).await;
    assert!(done.out.contains("недоступен"), "{}", done.out);
    assert!(!office.path(".config").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_crm_needs_no_portal() {
    let office = Office::new();
    let done = office.run(&["init"], "2\n1\n\n\n").await;
    assert_eq!(done.status, 0, "{}\n{}", done.out, done.errors);
    assert!(done.out.contains("The configuration is written"), "the chosen language is spoken: {}", done.out);
    let config = read(&office);
    assert_eq!((config.crm, config.language), (CrmKind::Embedded, Some(sverka::lang::Language::English)));
    assert_eq!(office.portal.hits(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_configuration_is_told_and_made_anew() {
    let office = Office::new();
    let broken = "[own]\nacounts = []\n";
    office.write(".config/sverka/config.toml", 0o644, broken);
    let done = office.run(&["init"], "д\n\n1\n\n\n").await;
    assert_eq!(done.status, 0, "{}\n{}", done.out, done.errors);
    assert!(done.out.contains("acounts") && done.out.contains("строка 2"), "{}", done.out);
    assert_eq!(read(&office).crm, CrmKind::Embedded);
    assert_eq!(mode(&office.config()), 0o600);
    let copy = std::fs::read_to_string(office.path(".config/sverka/config.toml.old")).expect("a copy");
    assert_eq!(copy, broken);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_the_address_is_used_as_it_is() {
    let office = Office::new();
    office.write("given", 0o600, &office.portal.webhook());
    let given = office.path("given");
    let named = given.to_str().expect("a path of letters");
    let mut lines = ANSWERS.to_vec();
    lines.remove(2);
    let done = office.run(&["init", "--webhook-file", named], &answers(&office, &lines)).await;
    assert_eq!(done.status, 0, "{}\n{}", done.out, done.errors);
    assert_eq!(read(&office).bitrix24.webhook_file, given);
    assert!(!office.path(".config/sverka/secrets").exists());
    office.write("given", 0o644, &office.portal.webhook());
    let done = office.run(&["init", "--webhook-file", named], "д\n\n2\n").await;
    assert!(done.status == 1 && done.errors.contains("chmod 600"), "{}", done.errors);
}

fn on_a_terminal(office: &Office) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
    command.args(["init", "--lang", "ru"]);
    command.env_clear();
    command.env("HOME", office.path("."));
    Session::start(command, 160, 60)
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_terminal_the_address_is_not_seen_and_a_new_field_is_found() {
    let office = Office::new();
    office.portal.portal(|portal| portal.user_fields.remove(&INVOICE));
    let portal = &office.portal;
    let ended = tokio::task::block_in_place(|| {
        let mut session = on_a_terminal(&office);
        session.wait_for_text("Номер [1]:");
        session.press("\n");
        session.wait_for_text("Куда проводить платежи:");
        session.press("2\n");
        session.wait_for_text("Адрес вебхука:");
        session.press(&format!("x\u{7f}{}\n", portal.webhook()));
        session.wait_for_text("Что в портале договор:");
        session.press("3\n");
        session.wait_for_text("Создайте его");
        portal.portal(|portal| {
            portal.declare(INVOICE, "UF_CRM_PAID", Kind::Double, false);
            portal.declare(INVOICE, "UF_CRM_PAYMENTS", Kind::Text, true);
        });
        session.press("\n");
        session.wait_for_text("1 UF_CRM_PAID (ufCrm_PAID)");
        session.press("1\n1\n0\n0\n\n\n\n\n\n");
        let status = session.wait_for_end();
        assert!(!String::from_utf8_lossy(&session.sent).contains(CODE), "the address was echoed");
        session.assert_restored();
        status
    });
    assert_eq!(ended, 0);
    assert_eq!(read(&office).bitrix24.invoice.money.payments, "ufCrm_PAYMENTS");
    assert_eq!(office.portal.portal(|portal| portal.items[&DEAL].len()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_up_while_the_address_is_typed_leaves_the_terminal_as_it_was() {
    let office = Office::new();
    tokio::task::block_in_place(|| {
        let mut session = on_a_terminal(&office);
        session.wait_for_text("Номер [1]:");
        session.press("\n2\n");
        session.wait_for_text("Адрес вебхука:");
        session.press(&format!("https://stroy.bitrix24.ru/rest/1/{CODE}\u{3}"));
        assert_eq!(session.wait_for_end(), 1);
        assert!(!String::from_utf8_lossy(&session.sent).contains(CODE), "the address was echoed");
        session.assert_restored();
    });
    assert!(!office.path(".config").exists());
}
