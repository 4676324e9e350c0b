//! Registers loaded once, again and changed.

use super::*;
use crate::crm::embedded::LoadReport;
use crate::model::{Unit, UnitKind};

fn keys(report: &LoadReport) -> Vec<&str> {
    report.warnings.iter().map(|warning| warning.key.as_str()).collect()
}

fn unit(number: &str) -> Unit {
    Unit {
        house: "Дом 1".to_owned(),
        section: "1".to_owned(),
        floor: Some(2),
        number: number.to_owned(),
        kind: UnitKind::Flat,
    }
}

#[tokio::test]
async fn loading_again_changes_nothing_and_counts_no_payment_twice() {
    let home = Home::new();
    let crm = home.open();
    let register = vec![Contract { paid: sum(150), ..contract("1", &[100, 100, 100]) }, contract("2", &[50])];
    let first = crm.load(register.clone()).expect("loads");
    assert_eq!((first.added, first.changed, first.same, first.missing), (2, 0, 0, 0));
    let lines = |contract: &Contract| contract.schedule.iter().map(|line| line.paid).collect::<Vec<_>>();
    assert_eq!(lines(&one(&crm, "1").await), [sum(100), sum(50), sum(0)], "paid before lies on the oldest lines");
    post_one(&crm, &posting("п1", &[("1", Some(2), 50), ("1", Some(3), 10)])).await;
    let before = crm.contracts().await.expect("contracts");

    let again = crm.load(register).expect("loads");

    assert_eq!((again.added, again.changed, again.same), (0, 0, 2));
    assert_eq!(crm.contracts().await.expect("contracts"), before);
    assert_eq!(before[0].paid, sum(210));
    assert_eq!(lines(&before[0]), [sum(100), sum(100), sum(10)]);
}

#[tokio::test]
async fn a_changed_register_keeps_payments_and_what_it_does_not_name() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 100]), contract("2", &[50])]).expect("loads");
    post_one(&crm, &posting("п1", &[("1", Some(2), 70)])).await;
    let version = one(&crm, "1").await.version;

    let report = crm.load(vec![contract("1", &[100, 60])]).expect("loads");

    assert_eq!((report.changed, report.missing), (1, 1));
    assert_eq!(keys(&report), ["crm-load-schedule-changed"]);
    let changed = one(&crm, "1").await;
    assert!(changed.version > version);
    assert_eq!((changed.total, changed.paid, changed.schedule[1].paid), (sum(160), sum(70), sum(70)));
    assert_eq!(crm.contracts().await.expect("contracts").len(), 2);
}

#[tokio::test]
async fn money_of_a_line_that_is_gone_fills_the_oldest() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 100])]).expect("loads");
    post_one(&crm, &posting("п1", &[("1", Some(2), 70)])).await;
    crm.load(vec![contract("1", &[200])]).expect("loads");
    let changed = one(&crm, "1").await;
    assert_eq!((changed.paid, changed.schedule[0].paid), (sum(70), sum(70)));
}

#[tokio::test]
async fn a_total_below_what_was_paid_is_taken_with_a_warning_and_takes_no_more_money() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 100])]).expect("loads");
    post_one(&crm, &posting("п1", &[("1", Some(1), 100), ("1", Some(2), 20)])).await;
    let report = crm.load(vec![contract("1", &[100])]).expect("loads");
    assert_eq!(keys(&report), ["crm-load-schedule-changed", "crm-load-paid-over"]);
    assert_eq!(one(&crm, "1").await.paid, sum(120));
    let more = post_one(&crm, &posting("п2", &[("1", Some(1), 1)])).await;
    assert_eq!(refused(&more), Some(RefusalKind::MoreThanDue));
}

#[tokio::test]
async fn a_register_that_counts_more_as_paid_is_taken_with_a_warning() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 100])]).expect("loads");
    post_one(&crm, &posting("п1", &[("1", Some(1), 100)])).await;
    let report = crm.load(vec![Contract { paid: sum(100), ..contract("1", &[100, 100]) }]).expect("loads");
    assert_eq!(keys(&report), ["crm-load-paid-grew"]);
    let lines: Vec<Decimal> = one(&crm, "1").await.schedule.iter().map(|line| line.paid).collect();
    assert_eq!(lines, [sum(100), sum(100)]);
}

#[tokio::test]
async fn money_held_never_changes_its_currency() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100])]).expect("loads");
    post_one(&crm, &posting("п1", &[("1", Some(1), 10)])).await;
    let report = crm.load(vec![Contract { currency: Currency::BYN, ..contract("1", &[100]) }]).expect("loads");
    assert_eq!((report.kept, keys(&report)), (1, vec!["crm-load-currency-kept"]));
    assert_eq!(one(&crm, "1").await.currency, Currency::RUB);
}

#[tokio::test]
async fn free_units_are_kept_beside_those_of_contracts() {
    let home = Home::new();
    let crm = home.open();
    crm.add_units(&[unit("2"), unit("1")]).expect("units");
    crm.load(vec![Contract { unit: Some(Unit { floor: Some(3), ..unit("2") }), ..contract("1", &[10]) }])
        .expect("loads");
    let units = crm.units().await.expect("units");
    assert_eq!(units, [unit("1"), Unit { floor: Some(3), ..unit("2") }], "one unit, its floor corrected");
}
