//! Taking back: what was committed goes, once, whatever goes wrong meanwhile.

use rstest::rstest;
use rust_decimal::Decimal;
use serde_json::json;
use sverka::crm::Crm as _;
use sverka::crm::bitrix24::Contracts;
use sverka::model::{CommitState, Row};

use super::super::connector::Home;
use super::super::connector::sum;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::super::emulator::fields::INVOICE;
use super::payments::{Houses, row};
use super::{Office, PRESS, complaints, judge, start_in_calm};

/// Payments that nothing else stands on: those over several lines, those over two contracts, and
/// refunds.
fn may_go(row: &Row) -> bool {
    matches!(row.payment.number.chars().last(), Some('2' | '3' | '6'))
}

#[tokio::test(start_paused = true)]
async fn what_is_taken_back_goes_once_and_whole_under_all_faults() {
    for seed in 1..=3 {
        let home = Home::new();
        let office = Office::with(&Houses::build(&home).rows());
        start_in_calm(&home, &office).await.commit_all().await;
        for round in 0.. {
            assert!(round < 40, "no end");
            let start = start_in_calm(&home, &office).await;
            let committed = |row: &Row| matches!(row.commit, CommitState::Committed { .. }) && may_go(row);
            let mut left: Vec<Row> = start.rows().into_iter().filter(committed).collect();
            if left.is_empty() {
                break;
            }
            home.portal.plan(Plan::none().share(200, seed, Reach::All, &Fault::ALL));
            while !left.is_empty() {
                let press = left.drain(..left.len().min(PRESS)).collect();
                if start.reverse(press).await.stopped.is_some() {
                    break;
                }
            }
            assert_eq!(complaints(&home, &start), [], "seed {seed}");
        }
        let start = start_in_calm(&home, &office).await;
        let open = start.rows().into_iter().filter(|row| row.commit == CommitState::Open).count();
        assert_eq!(open, 150, "each of them waits for a person again");
        assert_eq!(start.books().sum(), Some(judge::held_sum(&home)));
        home.assert_proper();
    }
}

/// A payment on the first of two invoices of a deal, committed; then the card is changed.
async fn committed_then(change: impl FnOnce(&Home) -> serde_json::Value) -> (Home, Office, u64, u64) {
    let home = Home::new();
    let (deal, invoices) = home.deal("ДДУ-1", &["1000", "2000"]);
    let office = Office::with(&[row("1", &[(format!("deal:{deal}"), Some(1), sum("100"))])]);
    start_in_calm(&home, &office).await.commit_all().await;
    assert_eq!(home.paid(INVOICE, invoices[0]), sum("100"));
    let changed = change(&home);
    home.portal.portal(|portal| portal.change(INVOICE, invoices[0], &changed));
    (home, office, deal, invoices[0])
}

#[tokio::test(start_paused = true)]
async fn what_stands_on_a_failed_invoice_is_taken_back_from_there() {
    let (home, office, _, invoice) = committed_then(|_| json!({ "stageId": "DT31_5:D" })).await;
    let start = start_in_calm(&home, &office).await;
    start.reverse(start.rows()).await;
    assert_eq!(start.rows()[0].commit, CommitState::Open);
    assert_eq!(home.paid(INVOICE, invoice), sum("0"));
    assert_eq!(home.portal.held(INVOICE, invoice).map(|held| held.stage()).as_deref(), Some("DT31_5:D"));
    assert_eq!(complaints(&home, &start), []);
}

#[rstest]
#[case::to_another_deal(Contracts::Both, |home: &Home| json!({ "parentId2": home.bare_deal("ДДУ-2", "5000") }))]
#[case::away_from_every_deal(Contracts::Deals, |_: &Home| json!({ "parentId2": null }))]
#[tokio::test(start_paused = true)]
async fn a_payment_whose_card_went_is_not_said_to_be_taken_back(
    #[case] contracts: Contracts,
    #[case] went: impl FnOnce(&Home) -> serde_json::Value,
) {
    let (home, office, deal, invoice) = committed_then(went).await;
    let again = || home.configured(|mapping| mapping.contracts = contracts);
    let start = office.start(again()).await;
    let report = start.reverse(start.rows()).await;
    let why = report.results[0].error.as_ref().expect("words");
    assert_eq!(why.key, "commit-unclear-other-content");
    drop(start);
    // Nor by the next start, which has no answer to go by.
    let start = office.start(again()).await;
    assert_eq!(start.rows()[0].commit, CommitState::Unknown);
    assert_eq!(home.paid(INVOICE, invoice), sum("100"));
    let held = again().payments().await.expect("the portal answers");
    assert_eq!(held.iter().map(|part| part.amount).sum::<Decimal>(), sum("100"), "wherever it stands");
    drop(start);
    home.portal.portal(|portal| portal.change(INVOICE, invoice, &json!({ "parentId2": deal })));
    let start = start_in_calm(&home, &office).await;
    assert!(matches!(start.rows()[0].commit, CommitState::Committed { .. }));
}

#[tokio::test(start_paused = true)]
async fn what_the_portal_truly_lost_can_be_let_go_by_taking_it_back() {
    let wiped = |home: &Home| json!({ home.paid.as_str(): "0", home.payments.as_str(): [] });
    let (home, office, ..) = committed_then(wiped).await;
    let start = office.start(home.again()).await;
    start.reverse(start.rows()).await;
    assert_eq!(start.rows()[0].commit, CommitState::Open);
    assert_eq!(complaints(&home, &start), []);
}
