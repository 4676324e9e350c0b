//! Rows on their way to the CRM and back.

use super::*;
use crate::model::BatchId;

#[test]
fn what_is_in_flight_is_not_ready_for_another_commit() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.assign(&[id(1), id(2)], &contract_id("a")).expect("assigned");
    session.begin_commit(BatchId(1), &[id(1)]);
    let ready: Vec<PaymentId> = session.ready().iter().map(|row| row.payment.id).collect();
    assert_eq!(ready, [id(2)]);
}

#[test]
fn rows_that_came_back_are_as_the_commit_stored_them() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.take_candidate(id(1), 0).expect("taken");
    session.begin_commit(BatchId(1), &[id(1)]);
    let stored = committed(row(&session, 1).clone());
    session.absorb(vec![stored.clone()]);
    assert_eq!(row(&session, 1), &stored);
    assert_eq!(session.counts().rows(Readiness::Committed), 1);
}

#[test]
fn what_was_just_committed_still_claims_its_line_until_the_register_knows() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.set_allocations(id(1), vec![part("a", 1, 100)]).expect("allocated");
    session.begin_commit(BatchId(1), &[id(1)]);
    session.absorb(vec![committed(row(&session, 1).clone())]);
    session.assign(&[id(2)], &contract_id("a")).expect("assigned");
    assert_eq!(row(&session, 2).allocations(), [part("a", 2, 100)]);
}

#[test]
fn a_flight_that_ended_leaves_rows_free() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.begin_reversal(&[id(1)]);
    assert!(!session.takes_edits(id(1)));
    assert_eq!(session.end_flight(None), []);
    assert!(session.takes_edits(id(1)));
}
