//! Taking back: what was committed goes, once, whatever goes wrong meanwhile.

use sverka::model::{CommitState, Row};

use super::super::connector::Home;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::payments::Houses;
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
