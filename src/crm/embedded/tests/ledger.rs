//! Taking, refusing and taking back.

use std::time::Duration;

use rstest::rstest;
use tokio::time::timeout;

use super::*;
use crate::crm::Keys;

fn crm_with(home: &Home, contracts: Vec<Contract>) -> EmbeddedCrm {
    let crm = home.open();
    crm.load(contracts).expect("the register loads");
    crm
}

#[tokio::test]
async fn a_payment_shows_in_contract_line_and_history() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100, 200])]);
    let paid = posting("п1", &[("1", Some(1), 100), ("1", Some(2), 50)]);

    let Outcome::Taken(reference) = post_one(&crm, &paid).await else { panic!("the posting is sound") };

    let held = one(&crm, "1").await;
    assert_eq!(held.paid, sum(150));
    assert_eq!(held.schedule.iter().map(|line| line.paid).collect::<Vec<_>>(), [sum(100), sum(50)]);
    let parts = crm.payments_of(&held.id).await.expect("history");
    assert_eq!(parts, crm.payments().await.expect("all"));
    assert_eq!(parts, crm.find(&[paid.parts[0].key, paid.parts[1].key]).await.expect("by key"));
    assert_eq!(parts.len(), 2);
    assert!(parts.iter().all(|part| part.reference == reference && part.contract_number == "К-1" && !part.reversed));
    assert_eq!(crm.abilities().keys, Keys::Enforced);
}

#[tokio::test]
async fn a_repetition_is_answered_and_not_taken_again() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100, 200])]);
    let mut paid = posting("п1", &[("1", Some(1), 60)]);
    let Outcome::Taken(first) = post_one(&crm, &paid).await else { panic!("the posting is sound") };
    paid.purpose = "та же бумага, выгружена ещё раз".to_owned();

    assert_eq!(post_one(&crm, &paid).await, Outcome::Already(first));
    assert_eq!(one(&crm, "1").await.paid, sum(60));
}

#[tokio::test]
async fn a_second_state_folder_cannot_pay_the_same_payment_again() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100, 200]), contract("2", &[300])]);
    post_one(&crm, &posting("п1", &[("1", Some(1), 100)])).await;

    let elsewhere = post_one(&crm, &posting("п1", &[("2", Some(1), 100)])).await;
    let split_anew = post_one(&crm, &posting("п1", &[("1", Some(1), 100), ("1", Some(2), 5)])).await;

    assert_eq!(refused(&elsewhere), Some(RefusalKind::AlreadyPosted));
    assert_eq!(refused(&split_anew), Some(RefusalKind::KeyReused), "a key of it is known, with other content");
    assert_eq!(one(&crm, "2").await.paid, sum(0));
}

#[rstest]
#[case::unknown_contract(posting("п", &[("9", None, 10)]), RefusalKind::UnknownContract)]
#[case::unknown_line(posting("п", &[("1", Some(3), 10)]), RefusalKind::UnknownLine)]
#[case::line_not_named(posting("п", &[("1", None, 10)]), RefusalKind::UnknownLine)]
#[case::no_schedule_but_a_line(posting("п", &[("whole", Some(1), 10)]), RefusalKind::UnknownLine)]
#[case::terminated(posting("п", &[("terminated", Some(1), 10)]), RefusalKind::ContractClosed)]
#[case::assigned(posting("п", &[("assigned", Some(1), 10)]), RefusalKind::ContractClosed)]
#[case::over_the_line(posting("п", &[("1", Some(1), 101)]), RefusalKind::MoreThanDue)]
#[case::over_the_line_in_two_parts(posting("п", &[("1", Some(1), 60), ("1", Some(1), 41)]), RefusalKind::MoreThanDue)]
#[case::over_the_contract(posting("п", &[("whole", None, 501)]), RefusalKind::MoreThanDue)]
#[case::nothing(posting("п", &[]), RefusalKind::BadSum)]
#[case::zero(posting("п", &[("1", Some(1), 0)]), RefusalKind::BadSum)]
#[case::negative_part(posting("п", &[("1", Some(1), 20), ("1", Some(2), -10)]), RefusalKind::BadSum)]
#[case::one_key_twice(posting("п", &[("1", Some(1), 20), ("1", Some(1), 20)]), RefusalKind::KeyReused)]
#[case::one_part_is_wrong(posting("п", &[("1", Some(1), 10), ("9", None, 10)]), RefusalKind::UnknownContract)]
#[case::sum_differs(Posting { amount: sum(11), ..posting("п", &[("1", Some(1), 10)]) }, RefusalKind::BadSum)]
#[case::currency(Posting { currency: Currency::BYN, ..posting("п", &[("1", Some(1), 10)]) }, RefusalKind::WrongCurrency)]
#[tokio::test]
async fn refuses_whole(#[case] asked: Posting, #[case] expected: RefusalKind) {
    let home = Home::new();
    let whole = Contract { total: sum(500), ..contract("whole", &[]) };
    let terminated = Contract { status: ContractStatus::Terminated, ..contract("terminated", &[100]) };
    let assigned = Contract { status: ContractStatus::Assigned, ..contract("assigned", &[100]) };
    let crm = crm_with(&home, vec![contract("1", &[100, 200]), whole, terminated, assigned]);
    let before = crm.contracts().await.expect("contracts");

    assert_eq!(refused(&post_one(&crm, &asked).await), Some(expected));

    assert_eq!(crm.contracts().await.expect("contracts"), before);
    assert!(crm.payments().await.expect("payments").is_empty());
}

#[tokio::test]
async fn a_fraction_of_a_kopeck_is_no_sum() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100])]);
    let mut paid = posting("п", &[("1", Some(1), 10)]);
    paid.amount = Decimal::new(10_005, 3);
    paid.parts[0].allocation.amount = paid.amount;
    assert_eq!(refused(&post_one(&crm, &paid).await), Some(RefusalKind::BadSum));
}

#[tokio::test]
async fn one_refused_posting_does_not_take_its_neighbours_down() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100, 200])]);
    let outcomes = crm
        .post(&[
            posting("п1", &[("1", Some(1), 60)]),
            posting("п2", &[("1", Some(1), 60)]),
            posting("п3", &[("1", Some(1), 40)]),
        ])
        .await
        .expect("the CRM answers");
    assert_eq!(outcomes.iter().map(refused).collect::<Vec<_>>(), [None, Some(RefusalKind::MoreThanDue), None]);
    assert_eq!(one(&crm, "1").await.paid, sum(100));
}

#[tokio::test]
async fn a_reversal_gives_the_debt_back_and_keeps_the_history() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100, 200])]);
    let paid = posting("п1", &[("1", Some(1), 100)]);
    let before = one(&crm, "1").await;
    post_one(&crm, &paid).await;

    let Outcome::Taken(reversal) = reverse_one(&crm, &paid).await else { panic!("there is something to reverse") };

    assert_eq!(one(&crm, "1").await, before);
    let parts = crm.payments().await.expect("history");
    assert_eq!(parts.iter().map(|part| part.reversed).collect::<Vec<_>>(), [true]);
    assert_eq!(reverse_one(&crm, &paid).await, Outcome::Already(reversal));
    assert_eq!(refused(&post_one(&crm, &paid).await), Some(RefusalKind::KeyReused), "what was taken back stays so");
    let anew = generation("п1", &[("1", Some(1), 100)], 1);
    assert_eq!(refused(&post_one(&crm, &anew).await), None, "under a new key the payment comes again");
    let never = posting("п2", &[("1", Some(1), 100)]);
    assert_eq!(refused(&reverse_one(&crm, &never).await), Some(RefusalKind::NothingToReverse));
}

#[tokio::test]
async fn a_contract_paid_in_full_says_so_until_the_money_is_taken_back() {
    let home = Home::new();
    let handed_over = Contract { status: ContractStatus::HandedOver, ..contract("2", &[100]) };
    let crm = crm_with(&home, vec![contract("1", &[100]), handed_over]);
    let paid = posting("п1", &[("1", Some(1), 100)]);
    post_one(&crm, &paid).await;
    post_one(&crm, &posting("п2", &[("2", Some(1), 100)])).await;
    assert_eq!(one(&crm, "1").await.status, ContractStatus::Paid);
    assert_eq!(one(&crm, "2").await.status, ContractStatus::HandedOver, "handed over is further on than paid");
    reverse_one(&crm, &paid).await;
    assert_eq!(one(&crm, "1").await.status, ContractStatus::Registered);
}

#[tokio::test]
async fn chunks_of_one_commit_do_not_refuse_each_other_but_a_changed_register_does() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100, 200])]);
    let version = one(&crm, "1").await.version;
    let matched = |name: &str, line: u32, amount: i64| {
        let mut posting = posting(name, &[("1", Some(line), amount)]);
        posting.parts[0].contract_version = Some(version);
        posting
    };
    for (name, line, amount) in [("п1", 1, 60), ("п2", 1, 40), ("п3", 2, 50)] {
        assert_eq!(refused(&post_one(&crm, &matched(name, line, amount)).await), None, "{name}");
    }

    let dearer = Contract { manager: "Белова".to_owned(), ..contract("1", &[100, 200]) };
    crm.load(vec![dearer]).expect("the register loads");
    assert_eq!(refused(&post_one(&crm, &matched("п4", 2, 50)).await), None, "another manager changes no match");

    crm.load(vec![contract("1", &[100, 250])]).expect("the register loads");
    let late = post_one(&crm, &matched("п5", 2, 50)).await;
    assert_eq!(refused(&late), Some(RefusalKind::ChangedMeanwhile));
}

#[tokio::test]
async fn a_thousand_postings_are_one_transaction() {
    let home = Home::new();
    let contracts = (0..100).map(|number| contract(&number.to_string(), &[1_000; 10])).collect();
    let crm = crm_with(&home, contracts);
    let postings: Vec<Posting> = (0..1_000_u32)
        .map(|number| {
            let id = (number % 100).to_string();
            posting(&format!("п{number}"), &[(&id, Some(number / 100 + 1), 1_000)])
        })
        .collect();
    let outcomes = crm.post(&postings).await.expect("the CRM answers");
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Taken(_))));
    let contracts = crm.contracts().await.expect("contracts");
    assert!(contracts.iter().all(|contract| contract.status == ContractStatus::Paid));
}

#[tokio::test]
async fn who_asks_after_a_call_that_was_given_up_sees_what_it_still_did() {
    let home = Home::new();
    let crm = crm_with(&home, vec![contract("1", &[100])]);
    let paid = posting("п1", &[("1", Some(1), 100)]);
    let busy = crm.database.begin_write().expect("the file is held");
    let mut call = Box::pin(crm.post(std::slice::from_ref(&paid)));
    assert!(timeout(Duration::ZERO, &mut call).await.is_err(), "it is on its way");
    drop(call);
    let keys = [paid.parts[0].key];
    let mut question = Box::pin(crm.find(&keys));
    assert!(timeout(Duration::ZERO, &mut question).await.is_err(), "it waits");
    // Long enough for whoever does not wait: each write of another file waits for the disk.
    for _ in 0..3 {
        Home::new().open();
    }
    busy.abort().expect("the file is free");
    assert_eq!(question.await.expect("the CRM answers").len(), 1, "the write was on its way");
}
