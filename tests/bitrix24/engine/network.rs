//! The network is pulled in the middle of a commit, and put back.

use std::time::Duration;

use sverka::model::CommitState;

use super::super::connector::Home;
use super::super::emulator::Settings;
use super::payments::{Houses, is_too_much};
use super::{Office, complaints, judge, ready, start_in_calm};

/// When the network goes, and for how long: a blink, what a patient program waits out, and longer
/// than anybody waits.
const OUTAGES: [(u64, u64); 5] = [(300, 1), (900, 5), (1_700, 30), (2_500, 180), (700, 3_600)];

#[tokio::test(start_paused = true)]
async fn a_network_that_goes_and_comes_back_costs_and_doubles_nothing() {
    for (gone_after, away) in OUTAGES {
        let latency = Duration::from_millis(40);
        let home = Home::with(Settings { latency, cost: Duration::from_millis(20), ..Settings::default() });
        let rows = Houses::build(&home).rows();
        let office = Office::with(&rows);
        let start = start_in_calm(&home, &office).await;
        let outage = async {
            tokio::time::sleep(Duration::from_millis(gone_after)).await;
            home.portal.pull();
            tokio::time::sleep(Duration::from_secs(away)).await;
            assert_eq!(complaints(&home, &start), [], "while it is away after {gone_after} ms");
            home.portal.put_back();
        };
        tokio::join!(start.commit_all(), outage);
        assert_eq!(complaints(&home, &start), [], "{away} s");
        let open = ready(start.rows()).len();
        assert!(away < 3_600 || open > 0, "an outage without end stops the batch");
        drop(start);
        let start = start_in_calm(&home, &office).await;
        start.commit_all().await;
        let left = start.rows();
        assert!(left.iter().all(|row| match row.commit {
            CommitState::Committed { .. } => !is_too_much(row),
            CommitState::Refused(_) => is_too_much(row),
            CommitState::Open | CommitState::Unknown => false,
        }));
        assert_eq!(start.books().sum(), Some(judge::held_sum(&home)));
        home.assert_proper();
    }
}
