//! The program dies at any moment of a commit, again and again, while calls go wrong as well.

use std::time::Duration;

use super::super::connector::Home;
use super::super::emulator::Settings;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::payments::Houses;
use super::{Office, Random, complaints, judge, ready, start_in_calm};

/// How often one folder dies in its life, at most.
const DEATHS: usize = 25;

/// What was seen.
#[derive(Default)]
struct Seen {
    /// Deaths that left payments on their way.
    on_their_way: usize,
    /// Those payments.
    settled: usize,
}

async fn die_again_and_again(number: u64, share: u64) -> Seen {
    let latency = Duration::from_millis(40);
    let home = Home::with(Settings { latency, cost: Duration::from_millis(20), ..Settings::default() });
    let office = Office::with(&Houses::build(&home).rows());
    let mut random = Random(number);
    let mut seen = Seen::default();
    for death in 1..=DEATHS {
        let start = start_in_calm(&home, &office).await;
        seen.settled += start.recovery.rows.len();
        seen.on_their_way += usize::from(!start.recovery.rows.is_empty());
        if ready(start.rows()).is_empty() {
            break;
        }
        home.portal.plan(Plan::none().share(share, number, Reach::All, &Fault::ALL));
        let moment = Duration::from_millis(random.below(3_000));
        // Whether it dies or comes to its end does not matter: both must leave things in order.
        let _ended = tokio::time::timeout(moment, start.commit_all()).await;
        assert_eq!(complaints(&home, &start), [], "after death {death} of seed {number}");
    }
    let start = start_in_calm(&home, &office).await;
    start.commit_all().await;
    assert_eq!(complaints(&home, &start), [], "at the end of seed {number}");
    assert!(ready(start.rows()).is_empty(), "all goes through in the end");
    assert_eq!(start.books().sum(), Some(judge::held_sum(&home)));
    home.assert_proper();
    seen
}

#[tokio::test(start_paused = true)]
async fn a_program_that_dies_at_any_moment_leaves_each_payment_once() {
    let mut all = Seen::default();
    for seed in 1..=3 {
        let seen = die_again_and_again(seed, 0).await;
        all.on_their_way += seen.on_their_way;
        all.settled += seen.settled;
    }
    let (deaths, payments) = (all.on_their_way, all.settled);
    assert!(deaths > 5 && payments > 100, "{deaths} deaths left {payments} payments on their way");
}

#[tokio::test(start_paused = true)]
async fn a_program_that_dies_while_calls_go_wrong_leaves_each_payment_once() {
    for seed in 11..=12 {
        die_again_and_again(seed, 200).await;
    }
}
