//! Two folders at one portal at the same moment, each with payments of its own for the same cards.
//! The portal takes whole values only, so that whoever writes last can wipe what another wrote.

use std::time::Duration;

use sverka::commit::RowOutcome;
use sverka::model::{CommitState, Row};

use super::super::connector::{Home, sum};
use super::super::emulator::Settings;
use super::payments::row;
use super::{Office, judge, ready};

/// Cards that both write.
const CARDS: usize = 3;
/// Payments of each folder.
const PAYMENTS: usize = 18;
/// Rows of one press: few, so that the writes of both come between each other often.
const PRESS: usize = 3;
/// Starts after which a folder must have come to its end.
const STARTS: usize = 20;

/// Payments of one folder over cards that both know.
fn rows(whose: &str, cards: &[String]) -> Vec<Row> {
    let one = |number: usize| {
        let card = cards[number % cards.len()].clone();
        row(&format!("{whose}-{number}"), &[(card, None, sum("1.01"))])
    };
    (0..PAYMENTS).map(one).collect()
}

/// Commits press by press, start after start, until every row is committed.
async fn work(home: &Home, office: &Office) {
    for _ in 0..STARTS {
        let start = office.start(home.again()).await;
        loop {
            let press: Vec<Row> = ready(start.rows()).into_iter().take(PRESS).collect();
            if press.is_empty() {
                break;
            }
            let report = start.commit(press).await;
            if report.stopped.is_some() || report.count(RowOutcome::Unknown) > 0 {
                break;
            }
        }
        if start.rows().iter().all(|row| matches!(row.commit, CommitState::Committed { .. })) {
            return;
        }
    }
    panic!("no end after {STARTS} starts");
}

#[tokio::test(start_paused = true)]
async fn what_two_programs_write_to_one_card_at_once_stands_there_once_each() {
    for apart in (0..240).step_by(20).map(Duration::from_millis) {
        let home = Home::with(Settings {
            latency: Duration::from_millis(40),
            cost: Duration::from_millis(7),
            ..Settings::default()
        });
        let cards: Vec<String> = (0..CARDS).map(|_| format!("invoice:{}", home.invoice("1000"))).collect();
        let (one, other) = (Office::with(&rows("one", &cards)), Office::with(&rows("other", &cards)));
        let later = async {
            tokio::time::sleep(apart).await;
            work(&home, &other).await;
        };
        tokio::join!(work(&home, &one), later);
        let books = one.books().and(other.books());
        assert_eq!(judge::complaints(&books, &home), [], "{apart:?} apart");
        assert_eq!(books.sum(), Some(judge::held_sum(&home)), "{apart:?} apart");
        home.assert_proper();
    }
}
