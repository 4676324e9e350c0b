//! Rows on their way to the CRM and back.

use super::*;
use crate::model::{BatchId, FlagKind, IdempotencyKey};

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

/// A session with row 1 committed on the first line of contract a.
fn session_with_committed() -> Session {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.take_candidate(id(1), 0).expect("taken");
    session.begin_commit(BatchId(1), &[id(1)]);
    session.absorb(vec![committed(row(&session, 1).clone())]);
    session
}

fn kinds(session: &Session) -> Vec<FlagKind> {
    row(session, 1).flags().into_iter().map(|flag| flag.kind).collect()
}

#[test]
fn what_the_crm_holds_no_more_or_otherwise_is_said_until_it_is_there_again() {
    let mut session = session_with_committed();
    let payment = row(&session, 1).payment.clone();
    let given = row(&session, 1).allocations().to_vec();
    // What was read before the commit says nothing of it.
    session.check_held(Vec::new());
    assert_eq!((kinds(&session), readiness(&session, 1)), (Vec::new(), Readiness::Committed));
    let mut tell = |parts: Vec<PostedPart>| {
        session.note_held(parts, Freshness::Now);
        session.refresh(index());
        assert_eq!(row(&session, 1).allocations(), given, "it stands as it was sent");
        assert!(session.ready().is_empty() && !session.takes_edits(id(1)), "nothing goes twice");
        (kinds(&session), readiness(&session, 1))
    };
    assert_eq!(tell(Vec::new()), (vec![FlagKind::MissingInCrm], Readiness::Failed));
    for other in [part("b", 1, 100), part("a", 2, 100), part("a", 1, 90)] {
        let other = held_part(&payment, other);
        assert_eq!(tell(vec![other]), (vec![FlagKind::OtherInCrm], Readiness::Committed));
    }
    let taken_back = PostedPart { reversed: true, ..held_part(&payment, part("a", 1, 100)) };
    assert_eq!(tell(vec![taken_back]), (vec![FlagKind::TakenBackInCrm], Readiness::Failed));
    // In two parts, or by a CRM that keeps no lines, it is the same money on the same debt.
    let halves = [40, 60].map(|amount| held_part(&payment, part("a", 1, amount)));
    assert_eq!(tell(halves.to_vec()), (Vec::new(), Readiness::Committed));
    let without_line = Allocation { line: None, ..part("a", 1, 100) };
    assert_eq!(tell(vec![held_part(&payment, without_line)]), (Vec::new(), Readiness::Committed));
}

#[test]
fn what_the_crm_held_at_an_earlier_time_judges_nothing_done_since() {
    let mut session = session_with_committed();
    session.note_held(Vec::new(), Freshness::Kept);
    session.refresh(index());
    assert_eq!((kinds(&session), readiness(&session, 1)), (Vec::new(), Readiness::Committed));
    // The same way back: taken back since, it is not committed again.
    let payment = row(&session, 1).payment.clone();
    let mut reversed = row(&session, 1).clone();
    (reversed.commit, reversed.generation) = (CommitState::Open, 1);
    session.absorb(vec![reversed]);
    session.note_held(vec![held_part(&payment, part("a", 1, 100))], Freshness::Kept);
    session.refresh(index());
    assert_eq!(row(&session, 1).commit, CommitState::Open);
}

#[test]
fn a_decision_that_the_crm_knows_otherwise_is_kept_and_said() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.assign(&[id(1)], &contract_id("b")).expect("assigned");
    session.exclude(&[id(2)], true).expect("excluded");
    let payments = [1, 2].map(|number| row(&session, number).payment.clone());
    session.note_held(payments.iter().map(|payment| held_part(payment, part("a", 1, 100))).collect(), Freshness::Now);
    session.refresh(index());
    for number in [1, 2] {
        let row = row(&session, number);
        assert_eq!(row.allocations(), [part("a", 1, 100)], "what the CRM has");
        assert!(row.flags().iter().any(|flag| flag.kind == FlagKind::OtherInCrm), "{row:?}");
    }
    assert_eq!(row(&session, 1).decision.allocations, Some(vec![part("b", 1, 100)]));
    assert_eq!(row(&session, 2).decision.excluded, Some(true));
}

#[test]
fn a_split_payment_is_adopted_in_the_generation_that_its_keys_say() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    let payment = row(&session, 1).payment.clone();
    let held = |parts: [Allocation; 2], generation: u32, reversed: bool| {
        parts.clone().map(|allocation| PostedPart {
            key: IdempotencyKey::of_part(Direction::Receipt, payment.id, &allocation, &parts, generation),
            reversed,
            ..held_part(&payment, allocation)
        })
    };
    let before = held([part("a", 1, 40), part("b", 1, 60)], 1, true);
    let now = held([part("a", 1, 70), part("b", 1, 30)], 2, false);
    session.note_held([before.clone(), now].concat(), Freshness::Now);
    session.refresh(index());
    assert_eq!(row(&session, 1).generation, 2);
    assert_eq!(row(&session, 1).allocations().len(), 2);

    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.note_held(before.to_vec(), Freshness::Now);
    session.refresh(index());
    assert_eq!(row(&session, 1).generation, 2, "keys that were taken back are not taken again");
}
