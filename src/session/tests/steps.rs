//! Undo and redo.

use super::*;
use crate::model::BatchId;
use crate::store::Choice;

#[test]
fn undo_goes_back_to_the_beginning_and_redo_to_the_end() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.refresh(index());
    let beginning = without_versions(&session);
    session.assign(&[id(1), id(2)], &contract_id("a")).expect("assigned");
    session.exclude(&[id(1)], true).expect("excluded");
    session.set_comment(id(2), "проверено").expect("noted");
    let end = without_versions(&session);
    assert_eq!(undone(&mut session).key, "session-step-comment");
    assert_eq!(undone(&mut session).key, "session-step-exclude");
    assert_eq!(undone(&mut session).key, "session-step-assign");
    assert_eq!(session.undo(), Ok(Undo::Nothing));
    assert_eq!(without_versions(&session), beginning);
    for _ in 0..3 {
        assert!(matches!(session.redo(), Ok(Undo::Done(..))));
    }
    assert_eq!(session.redo(), Ok(Undo::Nothing));
    assert_eq!(without_versions(&session), end);
}

#[test]
fn versions_grow_also_when_undone() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.exclude(&[id(1)], true).expect("excluded");
    let version = row(&session, 1).version;
    undone(&mut session);
    assert!(row(&session, 1).version > version);
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.set_comment(id(1), "раз").expect("noted");
    session.set_comment(id(1), "два").expect("noted");
    undone(&mut session);
    let writes = session.set_comment(id(1), "три").expect("noted");
    assert!(writes.contains(&Write::ForgetStepsFrom(1)));
    assert_eq!(session.redo(), Ok(Undo::Nothing));
    undone(&mut session);
    assert_eq!(row(&session, 1).decision.comment, "раз");
}

#[test]
fn the_cursor_goes_to_what_was_undone() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.set_comment(id(2), "раз").expect("noted");
    session.set_cursor(id(1));
    undone(&mut session);
    assert_eq!(session.view().cursor, Some(id(2)));
}

#[test]
fn a_commit_is_undone_only_by_a_reversal() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.take_candidate(id(1), 0).expect("taken");
    session.begin_commit(BatchId(4), &[id(1)]);
    session.absorb(vec![committed(row(&session, 1).clone())]);
    let needed = Undo::NeedsReversal { batch: BatchId(4), rows: vec![id(1)] };
    assert_eq!(session.undo(), Ok(needed.clone()));
    assert_eq!(session.undo(), Ok(needed), "asking changes nothing");

    let mut reversed = row(&session, 1).clone();
    reversed.commit = CommitState::Open;
    reversed.generation += 1;
    let writes = session.absorb(vec![reversed]);
    assert!(writes.contains(&Write::Undone { position: 1 }));
    assert_eq!(session.redo(), Ok(Undo::NeedsCommit { rows: vec![id(1)] }));
    assert_eq!(undone(&mut session).key, "session-step-take");
    assert_eq!(row(&session, 1).decision.allocations, None);
}

#[test]
fn a_commit_of_which_the_crm_has_nothing_is_passed_over() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.take_candidate(id(1), 0).expect("taken");
    session.begin_commit(BatchId(1), &[id(1)]);
    session.absorb(vec![refused(row(&session, 1).clone())]);
    assert_eq!(undone(&mut session).key, "session-step-take");
}

#[test]
fn a_commit_that_never_began_leaves_nothing_to_reverse() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.take_candidate(id(1), 0).expect("taken");
    session.begin_commit(BatchId(1), &[id(1)]);
    assert!(session.undo().is_err(), "it is in flight");
    let writes = session.end_flight(Some(BatchId(1)));
    assert!(writes.contains(&Write::Step { position: 1, step: Step::Committed { batch: BatchId(1), rows: vec![] } }));
    assert_eq!(undone(&mut session).key, "session-step-take");
}

#[test]
fn an_edit_of_a_row_that_the_crm_has_is_not_undone_under_it() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.take_candidate(id(1), 0).expect("taken");
    session.absorb(vec![committed(row(&session, 1).clone())]);
    assert!(matches!(session.undo(), Err(EditError::Committed { .. })));
    assert_eq!(session.steps_in_force(), 1);
}

#[test]
fn undo_after_a_new_register_flags_anew() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.set_allocations(id(1), vec![part("a", 1, 100)]).expect("allocated");
    session.set_comment(id(1), "раз").expect("noted");
    let mut paid = contract("a", "К-12/5-45", "Иванов", &[100, 100, 100]);
    paid.paid = rubles(100);
    paid.schedule[0].paid = rubles(100);
    session.refresh(Arc::new(Index::build(vec![paid])));
    assert_eq!(readiness(&session, 1), Readiness::Blocked);
    undone(&mut session);
    assert_eq!(readiness(&session, 1), Readiness::Blocked, "what is paid by now is no green row");
}

#[test]
fn a_step_knows_what_it_replaced() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.exclude(&[id(1)], true).expect("excluded");
    let Step::Edit { edits, .. } = &session.steps()[0] else { panic!("an edit") };
    assert_eq!(edits[0].before, Choice::default());
    assert_eq!(edits[0].after.decision.excluded, Some(true));
}
