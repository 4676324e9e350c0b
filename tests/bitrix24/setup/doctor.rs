//! What `doctor` finds in a portal.

use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use super::super::emulator::Settings;
use super::super::emulator::fields::{DEAL, INVOICE, Kind};
use super::super::emulator::refusal::SystemError;
use super::Office;

const FIELDS: &str = "[crm.bitrix24.deal.money]\npaid = \"ufCrm_PAID\"\ndebt = \"ufCrm_DEBT\"\n\
                      payments = \"ufCrm_PAYMENTS\"\n\
                      [crm.bitrix24.invoice.money]\npaid = \"ufCrm_PAID\"\npayments = \"ufCrm_PAYMENTS\"\n";

fn state<'found>(found: &'found [(String, String, String)], check: &str) -> Option<&'found str> {
    found.iter().find(|(_, known, _)| known == check).map(|(state, ..)| state.as_str())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_in_order_is_good() {
    let office = Office::new();
    office.configure(&format!(
        "{FIELDS}[crm.bitrix24.invoice.stages]\nopen = \"DT31_5:N\"\npart = \"DT31_5:UC_5PART1\"\npaid = \"DT31_5:P\"\n\
         [crm.bitrix24.deal.stages]\npaid = \"success\"\n"
    ));
    let found = office.doctor().await;
    let portal: Vec<_> = found.iter().filter(|(_, check, _)| check.starts_with("portal")).collect();
    assert!(portal.iter().all(|(state, ..)| state == "good"), "{portal:#?}");
    for check in [
        "portal-stage-own-success",
        "portal-local",
        "portal-administrator",
        "portal-clock",
        "portal-deal-fields",
        "portal-invoice-count",
    ] {
        assert_eq!(state(&found, check), Some("good"), "{check}: {found:#?}");
    }
    assert_eq!(found.iter().filter(|(_, check, _)| check == "portal-stage").count(), 3);
    assert!(office.portal.hits() <= 2, "a look takes two requests");
    office.assert_untouched();
}

#[rstest]
#[case::crm("crm", "portal-scope-crm", "broken", "CRM (crm)")]
#[case::user("user", "portal-scope-user", "broken", "Пользователи (user)")]
#[case::sale("sale", "portal-scope-sale", "look", "sale = true")]
#[case::im("im", "portal-scope-im", "look", "notices = false")]
#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_is_not_ticked_is_named(
    #[case] scope: &str,
    #[case] check: &str,
    #[case] weight: &str,
    #[case] words: &str,
) {
    let office = Office::new();
    office.configure(&format!("sale = true\n{FIELDS}"));
    office.portal.portal(|portal| portal.scopes.remove(scope));
    let found = office.doctor().await;
    assert_eq!(state(&found, check), Some(weight), "{found:#?}");
    assert!(found.iter().any(|(_, known, text)| known == check && text.contains(words)), "{found:#?}");
    assert_eq!(state(&found, "portal-no-access"), None, "one lack is told once");
    office.assert_untouched();
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_smaller_right_to_users_is_enough(#[values("user_basic", "user_brief")] scope: &str) {
    let office = Office::new();
    office.configure(FIELDS);
    office.portal.portal(|portal| {
        portal.scopes.remove("user");
        portal.scopes.insert(scope.to_owned());
    });
    let found = office.doctor().await;
    assert!(found.iter().all(|(state, ..)| state != "broken"), "{found:#?}");
    assert_eq!(office.run(&["rows"], "").await.status, 0);
}

#[rstest]
#[case::missing("ufCrm_NONE", "portal-field-missing", "ufCrm_NONE")]
#[case::database_name("UF_CRM_PAID", "portal-field-other-name", "ufCrm_PAID")]
#[case::many("ufCrm_MANY", "portal-field-kind", "с несколькими значениями")]
#[case::state("ufCrm_WORD", "portal-field-kind", "Деньги")]
#[case::read_only("id", "portal-field-read-only", "нельзя писать")]
#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_cannot_hold_a_sum_is_named(#[case] field: &str, #[case] check: &str, #[case] words: &str) {
    let office = Office::new();
    office.portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_MANY", Kind::Double, true));
    office.portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_WORD", Kind::Enumeration(vec![]), false));
    office.configure(&format!(
        "contracts = \"invoices\"\n[crm.bitrix24.invoice.money]\npaid = \"{field}\"\npayments = \"ufCrm_PAYMENTS\"\n"
    ));
    let found = office.doctor().await;
    assert_eq!(state(&found, check), Some("broken"), "{found:#?}");
    let (_, _, text) = found.iter().find(|(_, known, _)| known == check).expect("it is told");
    assert!(text.contains(words) && text.contains("invoice.money.paid"), "{text}");
    assert_eq!(state(&found, "portal-invoice-fields"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_payments_need_a_field_of_many_texts() {
    let office = Office::new();
    office.configure("[crm.bitrix24.invoice.money]\npaid = \"ufCrm_PAID\"\npayments = \"ufCrm_NOTE\"\n");
    let found = office.doctor().await;
    assert!(found.iter().any(|(_, check, text)| check == "portal-field-kind" && text.contains("множественное")));
    assert_eq!(state(&found, "portal-deal-no-money"), Some("look"), "deals may all have invoices");
}

#[rstest]
#[case("DT31_5:GONE", "portal-stage-missing", "broken")]
#[case("DT31_5:D", "portal-stage-failure", "broken")]
#[case("DT31_5:P", "portal-stage-success", "look")]
#[case("DT31_5:UC_5PART1", "portal-stage", "good")]
#[case("DT31_9:X, DT31_5:UC_5PART1", "portal-stage", "good")]
#[case("DT31_9:X, DT31_5:UC_5PART1", "portal-stage-missing", "broken")]
#[case("success", "portal-stage-too-early", "look")]
#[tokio::test(flavor = "multi_thread")]
async fn a_stage_of_a_part_paid_must_be_there_and_open(#[case] stage: &str, #[case] check: &str, #[case] weight: &str) {
    let office = Office::new();
    office.configure(&format!("{FIELDS}[crm.bitrix24.invoice.stages]\npart = \"{stage}\"\n"));
    let found = office.doctor().await;
    assert_eq!(state(&found, check), Some(weight), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_webhook_it_is_counts() {
    let office = Office::new();
    office.configure(FIELDS);
    office.portal.portal(|portal| portal.administrator = false);
    assert_eq!(state(&office.doctor().await, "portal-person"), Some("look"));
    office.portal.portal(|portal| portal.users.iter_mut().for_each(|user| user.active = false));
    assert_eq!(state(&office.doctor().await, "portal-nobody"), Some("broken"));
}

#[rstest]
#[case(600, "portal-clock-behind", "на 10 минут")]
#[case(-180, "portal-clock-ahead", "на 3 минуты")]
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_off_is_told(#[case] seconds: i64, #[case] check: &str, #[case] words: &str) {
    let portal_date = Timestamp::now() + SignedDuration::from_secs(seconds + seconds.signum() * 20);
    let office = Office {
        portal: super::Emulator::start(Settings { date: portal_date, ..Settings::default() }).expect("a port"),
        ..Office::new()
    };
    office.configure("[crm.bitrix24.deal.money]\n");
    let found = office.doctor().await;
    assert_eq!(state(&found, check), Some("look"), "{found:#?}");
    assert!(found.iter().any(|(_, known, text)| known == check && text.contains(words)), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_says_no_is_told_in_words() {
    let office = Office::new();
    office.configure(FIELDS);
    office.portal.settings(|settings| settings.expired = true);
    assert_eq!(state(&office.doctor().await, "bitrix24-stop-webhook"), Some("broken"));
    office.portal.settings(|settings| (settings.expired, settings.blocked) = (false, Some(SystemError::Overload)));
    assert_eq!(state(&office.doctor().await, "bitrix24-stop-blocked"), Some("broken"));
    office.portal.pull();
    assert_eq!(state(&office.doctor().await, "bitrix24-out-of-reach"), Some("broken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_can_be_committed_where_no_field_is_named() {
    let office = Office::new();
    office.configure("");
    let found = office.doctor().await;
    assert_eq!(state(&found, "portal-no-money"), Some("broken"));
    let done = office.run(&["doctor"], "").await;
    assert_eq!(done.status, 1);
    assert!(done.out.contains("✕ Bitrix24") && done.out.contains("sverka init"), "{}", done.out);
    assert!(office.portal.portal(|portal| portal.items[&DEAL].len()) == 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_keeps_a_sum_wants_a_look() {
    let office = Office::new();
    office.configure("[crm.bitrix24.invoice.money]\npaid = \"ufCrm_NOTE\"\npayments = \"ufCrm_PAYMENTS\"\n");
    assert_eq!(state(&office.doctor().await, "portal-field-kind"), Some("look"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_age_of_what_is_kept_is_told() {
    let office = Office::new();
    office.configure(FIELDS);
    assert!(!office.doctor().await.iter().any(|(_, check, _)| check.starts_with("portal-kept")));
    assert_eq!(office.run(&["rows"], "").await.status, 0);
    assert_eq!(state(&office.doctor().await, "portal-kept-minutes"), Some("good"));
    office.write(".local/state/sverka/bitrix24.redb", 0o600, "nothing of ours");
    assert_eq!(state(&office.doctor().await, "portal-kept-damaged"), Some("look"));
}

const PROCESSES: &str = "[crm.bitrix24.units]\nprocess = 1030\nhouse = \"ufCrm7House\"\n\
                         [crm.bitrix24.schedule]\nprocess = 1040\n";

fn add_processes(office: &Office) {
    office.portal.portal(|portal| {
        portal.add_process(1030, "Помещения");
        portal.add_process(1040, "График");
        portal.declare(1030, "UF_CRM_7_HOUSE", Kind::Text, false);
        portal.declare(1040, "UF_CRM_7_WORDS", Kind::Text, false);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn smart_processes_that_are_in_order_are_good() {
    let office = Office::new();
    add_processes(&office);
    office.configure(&format!("{FIELDS}{PROCESSES}"));
    let found = office.doctor().await;
    for check in ["portal-units-fields", "portal-schedule-fields", "portal-deal-fields"] {
        assert_eq!(state(&found, check), Some("good"), "{check}: {found:#?}");
    }
    office.assert_untouched();
}

#[rstest]
#[case::house("house = \"ufCrm7House\"", "house = \"ufCrm7Home\"", "portal-field-missing", "units.house")]
#[case::link("process = 1030", "process = 1030\nlink = \"ufCrm_NONE\"", "portal-field-missing", "units.link")]
#[case::day("process = 1040", "process = 1040\ndue = \"ufCrm7Words\"", "portal-field-kind", "schedule.due")]
#[case::units("process = 1030", "process = 1031", "portal-units-refused", "1031")]
#[case::schedule("process = 1040", "process = 1041", "portal-schedule-refused", "1041")]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_smart_process_lacks_is_named(
    #[case] of: &str,
    #[case] instead: &str,
    #[case] check: &str,
    #[case] words: &str,
) {
    let office = Office::new();
    add_processes(&office);
    office.configure(&format!("{FIELDS}{}", PROCESSES.replace(of, instead)));
    let found = office.doctor().await;
    assert!(
        found.iter().any(|(state, known, text)| state == "broken" && known == check && text.contains(words)),
        "{found:#?}"
    );
    office.assert_untouched();
}

#[rstest]
#[case::there(6, true, true, "portal-pay-system", "good")]
#[case::gone(7, true, true, "portal-pay-system-missing", "broken")]
#[case::none(0, true, true, "portal-pay-system-none", "broken")]
#[case::untold(6, false, true, "portal-pay-system-untold", "look")]
#[case::person(6, true, false, "portal-sale-person", "look")]
#[tokio::test(flavor = "multi_thread")]
async fn payments_of_orders_want_their_system_and_an_administrator(
    #[case] system: u32,
    #[case] told: bool,
    #[case] administrator: bool,
    #[case] check: &str,
    #[case] weight: &str,
) {
    let office = Office::new();
    office.configure(&format!("sale = true\npay_system = {system}\n{FIELDS}"));
    office.portal.portal(|portal| {
        portal.administrator = administrator;
        if !told {
            portal.scopes.remove("pay_system");
        }
    });
    let found = office.doctor().await;
    assert_eq!(state(&found, check), Some(weight), "{found:#?}");
    office.assert_untouched();
}
