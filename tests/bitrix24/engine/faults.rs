//! Every fault of the table, alone and mixed: five hundred payments, and in the end the portal
//! holds what the journal says, each payment once.

use rust_decimal::Decimal;
use sverka::model::{CommitState, Row};

use super::super::connector::Home;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::super::emulator::refusal::SystemError;
use super::payments::{COUNT, Houses, is_too_much};
use super::{Office, Run, judge, live};

/// Of a thousand requests so many go wrong.
const SHARE: u64 = 200;

/// Commits all payments under a plan and holds what came of it against what was to come of it.
async fn all_end_well(home: &Home, plan: &Plan, calm_starts: bool, most: usize) -> Run {
    let rows = Houses::build(home).rows();
    let office = Office::with(&rows);
    let run = live(home, &office, plan, calm_starts, most).await;
    let expected: Decimal = rows.iter().filter(|row| !is_too_much(row)).map(Row::signed_sum).sum();
    assert_eq!(office.books().sum(), Some(expected));
    assert_eq!(judge::held_sum(home), expected);
    let ended = office.store().load().expect("the session loads").rows;
    assert_eq!(ended.len(), COUNT as usize);
    for row in &ended {
        let right = match &row.commit {
            CommitState::Committed { .. } => !is_too_much(row),
            CommitState::Refused(_) => is_too_much(row),
            CommitState::Open | CommitState::Unknown => false,
        };
        assert!(right, "{}: {:?}", row.payment.number, row.commit);
    }
    home.assert_proper();
    run
}

/// Each of these faults alone.
async fn each_alone(faults: &[Fault], most: usize) {
    for (seed, fault) in (1..).zip(faults) {
        let home = Home::new();
        let plan = Plan::none().share(SHARE, seed, Reach::All, &[*fault]);
        all_end_well(&home, &plan, true, most).await;
        let hits = home.portal.ledger().hits;
        assert!(hits.iter().any(|hit| hit.fault == Some(*fault)), "{fault:?} fell on none of {} hits", hits.len());
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_fault_all_goes_in_one_start() {
    let home = Home::new();
    let run = all_end_well(&home, &Plan::none(), true, 2).await;
    assert_eq!((run.starts, run.settled), (2, 0));
    assert_eq!(judge::deals_astray(&home), []);
}

#[tokio::test(start_paused = true)]
async fn connections_that_break_or_fall_silent_leave_every_payment_once() {
    each_alone(&Fault::ALL[..6], 20).await;
}

#[tokio::test(start_paused = true)]
async fn gateways_that_answer_instead_leave_every_payment_once() {
    each_alone(&Fault::ALL[6..14], 20).await;
}

#[tokio::test(start_paused = true)]
async fn errors_of_the_system_leave_every_payment_once() {
    each_alone(&Fault::ALL[14..20], 20).await;
}

#[tokio::test(start_paused = true)]
async fn answers_that_are_not_whole_leave_every_payment_once() {
    each_alone(&Fault::ALL[20..], 20).await;
}

#[tokio::test(start_paused = true)]
async fn errors_that_stop_all_work_leave_every_payment_once() {
    let faults = SystemError::ALL.into_iter().map(Fault::System);
    let stops: Vec<Fault> = faults.filter(|fault| !Fault::ALL.contains(fault)).collect();
    each_alone(&stops, 100).await;
}

#[tokio::test(start_paused = true)]
async fn all_faults_mixed_leave_every_payment_once_start_after_start() {
    for seed in 1..=3 {
        let home = Home::new();
        let plan = Plan::none().share(SHARE, seed, Reach::All, &Fault::ALL);
        all_end_well(&home, &plan, false, 60).await;
    }
}

#[tokio::test(start_paused = true)]
async fn writes_alone_that_fail_leave_every_payment_once() {
    for seed in 1..=2 {
        let home = Home::new();
        let plan = Plan::none().share(2 * SHARE, seed, Reach::Writes, &Fault::ALL);
        all_end_well(&home, &plan, true, 60).await;
    }
}
