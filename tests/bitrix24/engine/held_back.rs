//! A person stops a batch in the middle of a call: what was begun is brought to its end, the rest never
//! leaves, and nothing stands there in halves.

use std::collections::BTreeSet;
use std::time::Duration;

use sverka::commit::{BatchReport, Cancel, RowOutcome};
use sverka::model::{CommitState, PaymentId, Row};

use super::super::connector::{Home, sum};
use super::super::emulator::Settings;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::judge::{deals_astray, held_sum};
use super::payments::{Houses, is_too_much, row};
use super::{Office, Start, complaints, ready, start_in_calm};

const LATENCY: Duration = Duration::from_millis(100);

fn home() -> Home {
    Home::with(Settings { latency: LATENCY, ..Settings::default() })
}

/// Commits what is ready and stops after so long; with a reason, takes it back instead.
async fn stopped(start: &Start, rows: Vec<Row>, after: Duration, reason: Option<&str>) -> BatchReport {
    let cancel = Cancel::default();
    let stopping = async {
        tokio::time::sleep(after).await;
        cancel.stop();
    };
    let batch = async {
        match reason {
            None => start.engine.commit(rows, Vec::new(), &|_| {}, &cancel).await,
            Some(reason) => start.engine.reverse(rows, reason, &|_| {}, &cancel).await,
        }
    };
    tokio::join!(stopping, batch).1.expect("the journal takes it")
}

const fn is_committed(row: &Row) -> bool {
    matches!(row.commit, CommitState::Committed { .. })
}

/// The moments at which it is stopped: from before the first request to after the last.
fn moments() -> impl Iterator<Item = Duration> {
    (0..8).map(|step| step * LATENCY + LATENCY / 4)
}

#[tokio::test(start_paused = true)]
async fn a_commit_that_is_stopped_leaves_all_else_as_it_was() {
    let mut parts = BTreeSet::new();
    for moment in moments() {
        let home = home();
        let rows = Houses::build(&home).rows();
        let office = Office::with(&rows);
        let start = start_in_calm(&home, &office).await;
        let astray = deals_astray(&home);
        let report = stopped(&start, ready(rows.clone()), moment, None).await;
        assert_eq!((report.count(RowOutcome::Unknown), &report.stopped), (0, &None), "{moment:?}");
        assert_eq!(complaints(&home, &start), [], "{moment:?}");
        let after = start.rows();
        let unsent: BTreeSet<PaymentId> = report.unsent.iter().map(|row| row.payment.id).collect();
        for (before, after) in rows.iter().zip(&after) {
            if unsent.contains(&after.payment.id) {
                assert_eq!(before, after, "{moment:?}");
            } else {
                assert_eq!(is_committed(after), !is_too_much(before), "{moment:?}");
            }
        }
        // No deal shows money of what was held back.
        assert!(deals_astray(&home).iter().all(|deal| astray.contains(deal)), "{moment:?}");
        parts.insert(after.iter().filter(|row| is_committed(row)).count());
        start.commit_all().await;
        assert_eq!(start.books().sum(), Some(held_sum(&home)), "{moment:?}");
        let left = start.rows().into_iter().filter(|row| !is_committed(row) && !is_too_much(row)).count();
        assert_eq!(left, 0, "{moment:?}");
    }
    assert!(parts.len() >= 3, "stopped at the beginning, in the middle, at the end: {parts:?}");
}

#[tokio::test(start_paused = true)]
async fn a_reversal_that_is_stopped_leaves_all_else_committed() {
    let mut parts = BTreeSet::new();
    for moment in moments() {
        let home = home();
        let office = Office::with(&Houses::build(&home).rows());
        let start = start_in_calm(&home, &office).await;
        start.commit_all().await;
        let committed: Vec<Row> = start.rows().into_iter().filter(is_committed).collect();
        let report = stopped(&start, committed.clone(), moment, Some("не тот файл")).await;
        assert_eq!((report.count(RowOutcome::Unknown), &report.stopped), (0, &None), "{moment:?}");
        assert_eq!(complaints(&home, &start), [], "{moment:?}");
        let left: Vec<Row> = start.rows().into_iter().filter(is_committed).collect();
        assert_eq!(
            left.len() + report.count(RowOutcome::Reversed) + report.count(RowOutcome::Refused),
            committed.len()
        );
        assert!(report.unsent.iter().all(|row| left.contains(row)), "{moment:?}");
        assert_eq!(deals_astray(&home), [], "{moment:?}");
        parts.insert(left.len());
    }
    assert!(parts.len() >= 3, "{parts:?}");
}

#[tokio::test(start_paused = true)]
async fn one_that_is_stopped_while_calls_go_wrong_costs_and_doubles_nothing() {
    for (seed, moment) in (1..).zip(moments()) {
        let home = home();
        let rows = Houses::build(&home).rows();
        let office = Office::with(&rows);
        let start = start_in_calm(&home, &office).await;
        home.portal.plan(Plan::none().share(300, seed, Reach::Writes, &Fault::ALL));
        stopped(&start, ready(rows), moment, None).await;
        home.portal.plan(Plan::none());
        assert_eq!(complaints(&home, &start), [], "{moment:?}");
        drop(start);
        let start = start_in_calm(&home, &office).await;
        assert!(start.rows().iter().all(|row| row.commit != CommitState::Unknown), "{moment:?}");
        start.commit_all().await;
        assert_eq!(complaints(&home, &start), [], "{moment:?}");
        assert_eq!(start.books().sum(), Some(held_sum(&home)), "{moment:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_payment_that_a_person_would_not_wait_for_is_brought_to_its_end_by_the_same_program() {
    let home = home();
    let (deal, invoice) = (home.bare_deal("ДКП-1", "5000"), home.invoice("1500"));
    let parts = [(format!("deal:{deal}"), None, sum("5000")), (format!("invoice:{invoice}"), None, sum("1500"))];
    let rows = vec![row("1", &parts)];
    let office = Office::with(&rows);
    let start = start_in_calm(&home, &office).await;
    // One card is written; while the rest may still come about, the person stops, and will not wait.
    home.portal.plan(Plan::none().once(Reach::Writes, Fault::PartThenReset));
    let cancel = Cancel::default();
    let impatient = async {
        tokio::time::sleep(10 * LATENCY).await;
        cancel.stop();
        tokio::time::sleep(LATENCY).await;
        cancel.give_up();
    };
    let batch = start.engine.commit(ready(rows), Vec::new(), &|_| {}, &cancel);
    let report = tokio::join!(impatient, batch).1.expect("the journal takes it");
    assert_eq!(report.count(RowOutcome::Unknown), 1);
    assert!([sum("5000"), sum("1500")].contains(&held_sum(&home)), "in halves: {}", held_sum(&home));
    let recovery = start.recover().await;
    assert_eq!((recovery.unclear, recovery.unanswered, recovery.committed), (Vec::new(), None, 1));
    assert_eq!((complaints(&home, &start), held_sum(&home)), (Vec::new(), sum("6500")));
    assert!(start.rows().iter().all(is_committed));
}
