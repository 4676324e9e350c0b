//! Money that is given back: never more than was paid, and the ledger stays true.

use redb::{Database, ReadableTable as _};
use rstest::rstest;

use super::super::file::{ENTRIES, pack};
use super::super::record::Entry;
use super::*;
use crate::crm::PostedPart;

/// A registered contract of two lines, paid by two payments; one that is terminated, one without a
/// schedule, one that the register says is paid in part.
async fn crm(home: &Home) -> EmbeddedCrm {
    let crm = home.open();
    let terminated = |status| Contract { status, ..contract("terminated", &[100]) };
    let by_hand = Contract { paid: sum(130), ..contract("by hand", &[100, 200]) };
    let whole = Contract { total: sum(500), ..contract("whole", &[]) };
    crm.load(vec![contract("1", &[100, 200]), terminated(ContractStatus::Registered), by_hand, whole]).expect("loads");
    let paid = [
        posting("п1", &[("1", Some(1), 100), ("1", Some(2), 50)]),
        posting("п2", &[("terminated", Some(1), 70)]),
        posting("п3", &[("whole", None, 300)]),
    ];
    let outcomes = crm.post(&paid).await.expect("the CRM answers");
    assert_eq!(outcomes.iter().filter_map(refused).count(), 0);
    crm.load(vec![terminated(ContractStatus::Terminated)]).expect("loads");
    crm
}

#[tokio::test]
async fn a_refund_takes_the_money_from_its_lines_and_stands_in_the_history() {
    let home = Home::new();
    let crm = crm(&home).await;
    let back = refund("в1", &[("1", Some(2), 50), ("1", Some(1), 30)]);

    let Outcome::Taken(reference) = post_one(&crm, &back).await else { panic!("so much was paid") };

    let held = one(&crm, "1").await;
    assert_eq!(held.paid, sum(70));
    assert_eq!(held.schedule.iter().map(|line| line.paid).collect::<Vec<_>>(), [sum(70), sum(0)]);
    let parts = crm.payments_of(&held.id).await.expect("history");
    assert_eq!(parts.iter().map(PostedPart::signed_amount).sum::<Decimal>(), sum(70));
    let given: Vec<_> = parts.iter().filter(|part| part.direction == Direction::Refund).collect();
    assert!(given.len() == 2 && given.iter().all(|part| part.reference == reference && part.amount > Decimal::ZERO));
    assert_eq!(post_one(&crm, &back).await, Outcome::Already(reference), "its keys are its own");
    assert_eq!(one(&crm, "1").await.paid, sum(70));
}

#[tokio::test]
async fn a_terminated_contract_gives_back_what_it_would_not_take() {
    let home = Home::new();
    let crm = crm(&home).await;
    assert_eq!(refused(&post_one(&crm, &refund("в1", &[("terminated", Some(1), 70)])).await), None);
    assert_eq!(one(&crm, "terminated").await.paid, sum(0));
}

#[tokio::test]
async fn a_contract_paid_in_full_is_open_again_after_a_refund() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100])]).expect("loads");
    post_one(&crm, &posting("п1", &[("1", Some(1), 100)])).await;
    assert_eq!(one(&crm, "1").await.status, ContractStatus::Paid);
    post_one(&crm, &refund("в1", &[("1", Some(1), 100)])).await;
    assert_eq!(one(&crm, "1").await.status, ContractStatus::Registered);
    assert_eq!(refused(&post_one(&crm, &posting("п2", &[("1", Some(1), 100)])).await), None);
}

#[rstest]
#[case::more_than_the_line(refund("в", &[("1", Some(2), 51)]), RefusalKind::MoreThanPaid)]
#[case::in_two_parts(refund("в", &[("1", Some(2), 30), ("1", Some(2), 21)]), RefusalKind::MoreThanPaid)]
#[case::more_than_the_contract(refund("в", &[("whole", None, 301)]), RefusalKind::MoreThanPaid)]
#[case::unknown_contract(refund("в", &[("9", None, 10)]), RefusalKind::UnknownContract)]
#[case::unknown_line(refund("в", &[("1", Some(3), 10)]), RefusalKind::UnknownLine)]
#[case::line_not_named(refund("в", &[("1", None, 10)]), RefusalKind::UnknownLine)]
#[case::currency(Posting { currency: Currency::BYN, ..refund("в", &[("1", Some(1), 10)]) }, RefusalKind::WrongCurrency)]
#[case::sum_differs(Posting { amount: sum(11), ..refund("в", &[("1", Some(1), 10)]) }, RefusalKind::BadSum)]
#[case::below_zero(refund("в", &[("1", Some(1), -10)]), RefusalKind::BadSum)]
#[tokio::test]
async fn refuses_whole(#[case] asked: Posting, #[case] expected: RefusalKind) {
    let home = Home::new();
    let crm = crm(&home).await;
    let before = (crm.contracts().await.expect("contracts"), crm.payments().await.expect("payments"));

    assert_eq!(refused(&post_one(&crm, &asked).await), Some(expected));

    assert_eq!((crm.contracts().await.expect("contracts"), crm.payments().await.expect("payments")), before);
}

#[tokio::test]
async fn a_contract_that_changed_since_it_was_looked_at_gives_nothing_back() {
    let home = Home::new();
    let crm = crm(&home).await;
    let mut back = refund("в1", &[("1", Some(1), 30)]);
    back.parts[0].contract_version = Some(one(&crm, "1").await.version);
    crm.load(vec![contract("1", &[100, 250])]).expect("loads");
    assert_eq!(refused(&post_one(&crm, &back).await), Some(RefusalKind::ChangedMeanwhile));
}

#[tokio::test]
async fn what_the_register_counts_as_paid_is_given_back_from_the_named_line() {
    let home = Home::new();
    let crm = crm(&home).await;
    post_one(&crm, &refund("в1", &[("by hand", Some(1), 40)])).await;
    let held = one(&crm, "by hand").await;
    assert_eq!(held.paid, sum(90));
    assert_eq!(held.schedule.iter().map(|line| line.paid).collect::<Vec<_>>(), [sum(60), sum(30)]);
    assert_eq!(
        refused(&post_one(&crm, &refund("в2", &[("by hand", Some(2), 31)])).await),
        Some(RefusalKind::MoreThanPaid)
    );
}

#[tokio::test]
async fn a_reversed_refund_is_paid_again() {
    let home = Home::new();
    let crm = crm(&home).await;
    let before = one(&crm, "1").await;
    let back = refund("в1", &[("1", Some(1), 100)]);
    post_one(&crm, &back).await;
    let Outcome::Taken(reversal) = reverse_one(&crm, &back).await else { panic!("there is something to reverse") };
    assert_eq!(one(&crm, "1").await, before);
    assert_eq!(reverse_one(&crm, &back).await, Outcome::Already(reversal));
    assert_eq!(refused(&post_one(&crm, &back).await), Some(RefusalKind::KeyReused), "what was taken back stays so");
}

#[tokio::test]
async fn a_receipt_is_not_taken_back_once_its_money_was_given_back() {
    let home = Home::new();
    let crm = crm(&home).await;
    let (paid, back) = (posting("п3", &[("whole", None, 300)]), refund("в1", &[("whole", None, 200)]));
    post_one(&crm, &back).await;
    assert_eq!(refused(&reverse_one(&crm, &paid).await), Some(RefusalKind::MoreThanPaid));
    assert_eq!(one(&crm, "whole").await.paid, sum(100));
    reverse_one(&crm, &back).await;
    assert_eq!(refused(&reverse_one(&crm, &paid).await), None, "first the refund, then the receipt");
    assert_eq!(one(&crm, "whole").await.paid, sum(0));
}

#[tokio::test]
async fn a_refund_is_not_taken_back_once_others_paid_in_its_place() {
    let home = Home::new();
    let crm = crm(&home).await;
    let back = refund("в1", &[("1", Some(1), 100)]);
    post_one(&crm, &back).await;
    let again = posting("п4", &[("1", Some(1), 60)]);
    post_one(&crm, &again).await;
    assert_eq!(refused(&reverse_one(&crm, &back).await), Some(RefusalKind::MoreThanDue));
    reverse_one(&crm, &again).await;
    assert_eq!(refused(&reverse_one(&crm, &back).await), None);
    assert_eq!(one(&crm, "1").await.paid, sum(150));
}

#[tokio::test]
async fn a_wrong_refund_from_what_the_register_overpaid_can_be_taken_back() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![Contract { paid: sum(150), ..contract("1", &[60, 40]) }]).expect("loads");
    let back = refund("в1", &[("1", Some(2), 40)]);
    assert_eq!(refused(&post_one(&crm, &back).await), None);
    assert_eq!(one(&crm, "1").await.paid, sum(110));
    assert_eq!(refused(&reverse_one(&crm, &back).await), None);
    assert_eq!(one(&crm, "1").await.paid, sum(150));
}

/// Before there were refunds, a posting told no direction.
#[tokio::test]
async fn a_file_of_the_time_before_refunds_opens_and_gives_its_money_back() {
    let home = Home::new();
    let crm = home.open();
    crm.load(vec![contract("1", &[100, 200])]).expect("loads");
    let paid = posting("п1", &[("1", Some(1), 100)]);
    post_one(&crm, &paid).await;
    drop(crm);
    let database = Database::open(home.path()).expect("opens");
    let transaction = database.begin_write().expect("begins");
    let mut entries = transaction.open_table(ENTRIES).expect("table");
    let written = entries.get(1).expect("reads").expect("it is there").value().to_vec();
    assert!(!String::from_utf8_lossy(&written).contains("direction"), "as the earlier program wrote it");
    assert_eq!(written, pack(&Entry::Posted { posting: Box::new(paid.clone()), reversed_by: None }).expect("packs"));
    let earlier = String::from_utf8_lossy(&written).replace(",\"order_number\":null", "");
    entries.insert(1, earlier.as_bytes()).expect("writes");
    drop(entries);
    transaction.commit().expect("commits");
    drop(database);

    let crm = home.open();
    assert_eq!(crm.payments().await.expect("payments")[0].direction, Direction::Receipt);
    assert_eq!(refused(&post_one(&crm, &refund("в1", &[("1", Some(1), 100)])).await), None);
    drop(crm);
    let schema = redb::TableDefinition::<&str, u32>::new("crm_schema");
    let database = Database::open(home.path()).expect("opens");
    let marked = redb::ReadableDatabase::begin_read(&database).expect("begins").open_table(schema).expect("table");
    assert_eq!(
        marked.get("schema").expect("reads").map(|found| found.value()),
        Some(2),
        "an earlier program stays out"
    );
    drop((marked, database));
    assert_eq!(one(&home.open(), "1").await.paid, sum(0));
}
