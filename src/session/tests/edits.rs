//! What each edit does, and what it refuses.

use super::*;
use crate::model::{Decision, FlagKind, allocated_sum};

#[test]
fn a_candidate_is_taken_with_its_lines_and_all_of_it_is_to_be_saved() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    let writes = session.take_candidate(id(1), 1).expect("taken");
    assert_eq!(row(&session, 1).allocations(), [part("b", 1, 100)]);
    assert_eq!(readiness(&session, 1), Readiness::Ready);
    let saved = writes.iter().find_map(|write| if let Write::Row(row) = write { Some(row.as_ref()) } else { None });
    assert_eq!(saved, Some(row(&session, 1)));
    assert!(writes.iter().any(|write| matches!(write, Write::Step { position: 0, .. })));
    assert!(writes.contains(&Write::Undone { position: 1 }));
}

#[test]
fn a_candidate_that_is_not_there_is_told() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    let error = session.take_candidate(id(1), 8).expect_err("two candidates only");
    assert!(words(&error).contains('9') && words(&error).contains("2 варианта"), "{}", words(&error));
    assert_eq!(session.steps(), []);
}

#[test]
fn a_line_that_another_row_claims_is_not_taken_twice() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    let second = row(&session, 2).clone();
    session.take_candidate(id(1), 0).expect("taken");
    // The matcher's words may have changed; the candidate of the test stays.
    session.absorb(vec![second]);
    session.take_candidate(id(2), 0).expect("taken");
    assert_eq!(row(&session, 2).allocations(), [part("a", 2, 100)]);
    assert_eq!(readiness(&session, 2), Readiness::Ready);
}

#[test]
fn where_nothing_is_left_nothing_is_taken() {
    let mut session = session_of(vec![row_to_choose(1, 300), row_to_choose(2, 100)]);
    session.assign(&[id(1)], &contract_id("a")).expect("assigned");
    let error = session.assign(&[id(2)], &contract_id("a")).expect_err("all of it is claimed");
    assert_eq!(error, EditError::NothingDue { contract: "К-12/5-45".to_owned() });
    assert_eq!(session.steps().len(), 1);
}

#[test]
fn several_rows_are_laid_over_a_contract_in_order_of_their_days() {
    let mut session = session_of(vec![row_to_choose(3, 100), row_to_choose(1, 150), row_to_choose(2, 50)]);
    session.assign(&[id(3), id(1), id(2)], &contract_id("b")).expect("assigned");
    assert_eq!(row(&session, 1).allocations(), [part("b", 1, 100), part("b", 2, 50)]);
    assert_eq!(row(&session, 2).allocations(), [part("b", 2, 50)]);
    assert_eq!(row(&session, 3).allocations(), [part("b", 3, 100)]);
    assert_eq!(session.steps().len(), 1, "one step for all");
}

#[test]
fn what_does_not_fit_is_left_and_the_row_is_not_ready() {
    let mut session = session_of(vec![row_to_choose(1, 400)]);
    session.assign(&[id(1)], &contract_id("a")).expect("assigned");
    assert_eq!(allocated_sum(row(&session, 1).allocations()), rubles(300));
    assert_ne!(readiness(&session, 1), Readiness::Ready);
}

#[test]
fn of_decisions_that_together_give_too_much_the_later_is_stopped() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.set_allocations(id(2), vec![part("a", 1, 100)]).expect("allocated");
    assert_eq!(readiness(&session, 2), Readiness::Ready);
    session.set_allocations(id(1), vec![part("a", 1, 100)]).expect("allocated");
    assert_eq!(readiness(&session, 1), Readiness::Ready, "the earlier day goes first");
    assert_eq!(readiness(&session, 2), Readiness::Blocked);
    assert!(row(&session, 2).flags().iter().any(|flag| flag.kind == FlagKind::Overpayment));
    session.exclude(&[id(1)], true).expect("excluded");
    assert_eq!(readiness(&session, 2), Readiness::Ready, "nobody claims the line any more");
}

#[test]
fn parts_of_one_line_become_one_part() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    let parts = vec![part("a", 1, 30), part("b", 1, 20), part("a", 1, 50)];
    session.set_allocations(id(1), parts).expect("allocated");
    assert_eq!(row(&session, 1).allocations(), [part("a", 1, 80), part("b", 1, 20)]);
}

#[test]
fn parts_that_cannot_be_are_refused() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    for amount in [Decimal::ZERO, rubles(-5), Decimal::new(1001, 3)] {
        let bad = Allocation { amount, ..part("a", 1, 1) };
        assert_eq!(session.set_allocations(id(1), vec![bad]), Err(EditError::BadSum { amount }));
    }
    let unknown = session.set_allocations(id(1), vec![part("z", 1, 100)]);
    assert_eq!(unknown, Err(EditError::UnknownContract { contract: contract_id("z") }));
    let line = session.set_allocations(id(1), vec![part("a", 4, 100)]);
    assert_eq!(line, Err(EditError::UnknownLine { contract: "К-12/5-45".to_owned(), line: 4 }));
    assert_eq!(without_versions(&session), without_versions(&session_of(vec![row_to_choose(1, 100)])));
}

#[test]
fn what_the_person_takes_out_is_out_until_put_back_or_given_away() {
    let mut session = session_of(vec![row_to_choose(1, 100), row_to_choose(2, 100)]);
    session.exclude(&[id(1), id(2)], true).expect("excluded");
    assert_eq!(readiness(&session, 1), Readiness::Excluded);
    session.exclude(&[id(1)], false).expect("put back");
    assert_eq!(row(&session, 1).decision, Decision::default());
    session.assign(&[id(2)], &contract_id("a")).expect("assigned");
    assert_eq!(readiness(&session, 2), Readiness::Ready);
}

#[test]
fn what_the_program_took_out_is_put_back_against_its_word() {
    let mut out = row_to_choose(1, 100);
    out.finding = Finding { readiness: Readiness::Excluded, ..Finding::unmatched(rubles(100)) };
    let mut session = session_of(vec![out]);
    session.exclude(&[id(1)], false).expect("put back");
    assert_ne!(readiness(&session, 1), Readiness::Excluded);
}

#[test]
fn the_kind_of_the_source_is_no_decision() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    session.set_kind(&[id(1)], Some(PaymentKind::CashReceipt)).expect("set");
    assert_eq!(row(&session, 1).kind(), PaymentKind::CashReceipt);
    session.set_kind(&[id(1)], Some(PaymentKind::BankReceipt)).expect("set");
    assert_eq!(row(&session, 1).decision.kind, None);
}

#[test]
fn a_note_is_harmless_and_answers_nothing() {
    let mut changed = row_to_choose(1, 100);
    changed.decision.excluded = Some(true);
    changed.changed = vec!["amount".to_owned()];
    let mut session = session_of(vec![changed]);
    session.set_comment(id(1), "позвонить\u{1b}[2J\nзавтра").expect("noted");
    assert_eq!(row(&session, 1).decision.comment, "позвонить␛[2J завтра");
    assert_eq!(row(&session, 1).changed, ["amount"]);
}

#[test]
fn accepting_makes_the_proposal_the_persons_own() {
    let mut proposed = row_to_choose(1, 100);
    proposed.finding.allocations = vec![part("a", 1, 100)];
    let mut session = session_of(vec![proposed, row_to_choose(2, 100)]);
    session.accept(&[id(1)]).expect("accepted");
    assert_eq!(row(&session, 1).decision.allocations, Some(vec![part("a", 1, 100)]));
    let error = session.accept(&[id(2)]).expect_err("nothing is proposed");
    assert!(words(&error).contains("№ 2 от 03.10.2026"), "{}", words(&error));
}

#[test]
fn of_many_rows_those_that_want_only_a_word_are_accepted_in_one_step() {
    let proposed = |number, contract| {
        let mut row = row_to_choose(number, 100);
        row.finding.readiness = Readiness::Review;
        row.finding.allocations = vec![part(contract, 1, 100)];
        row
    };
    let mut reversed = proposed(2, "b");
    reversed.finding.readiness = Readiness::Ready;
    reversed.changed = vec![crate::model::REVERSED.to_owned()];
    let mut half = proposed(4, "c");
    half.finding.allocations = vec![part("c", 1, 50)];
    let rows = vec![proposed(1, "a"), reversed, row_to_choose(3, 100), half, committed(proposed(5, "c"))];
    let mut session = session_of(rows);
    let decisions = |session: &Session| -> Vec<(Decision, Vec<String>)> {
        session.rows().iter().map(|row| (row.decision.clone(), row.changed.clone())).collect()
    };
    let before = decisions(&session);
    let all: Vec<PaymentId> = (1..=5).map(id).collect();
    let (writes, accepted) = session.accept_all(&all);
    assert_eq!(accepted, [id(1), id(2)], "one wants a choice, one a part more, one is in the CRM");
    assert!(!writes.is_empty());
    assert_eq!((readiness(&session, 1), readiness(&session, 2)), (Readiness::Ready, Readiness::Ready));
    assert_eq!(row(&session, 3).decision, Decision::default());
    assert_eq!(session.steps().len(), 1);
    undone(&mut session);
    assert_eq!(decisions(&session), before, "one step takes all of it back");
    assert_eq!(session.accept_all(&[id(3), id(5)]), (Vec::new(), Vec::new()));
    assert_eq!(session.steps_in_force(), 0);
}

#[test]
fn accepting_answers_a_refusal_and_a_changed_document() {
    let mut row_refused = refused(row_to_choose(1, 100));
    row_refused.decision.allocations = Some(vec![part("a", 1, 100)]);
    row_refused.changed = vec!["purpose".to_owned()];
    let mut session = session_of(vec![row_refused]);
    assert_eq!(readiness(&session, 1), Readiness::Failed);
    session.accept(&[id(1)]).expect("accepted");
    assert_eq!(readiness(&session, 1), Readiness::Ready);
    undone(&mut session);
    assert_eq!(readiness(&session, 1), Readiness::Failed);
    assert_eq!(row(&session, 1).changed, ["purpose"]);
}

#[test]
fn the_editor_puts_in_a_whole_decision() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    let decision = Decision {
        allocations: Some(vec![part("c", 1, 60), part("c", 1, 40)]),
        excluded: None,
        kind: Some(PaymentKind::BankReceipt),
        comment: " за мужа ".to_owned(),
    };
    session.edit(id(1), decision).expect("edited");
    let expected =
        Decision {
            allocations: Some(vec![part("c", 1, 100)]), comment: "за мужа".to_owned(), ..Decision::default()
        };
    assert_eq!(row(&session, 1).decision, expected);
}

#[test]
fn what_the_crm_has_or_may_have_takes_no_edit() {
    let mut unknown = row_to_choose(2, 100);
    unknown.commit = CommitState::Unknown;
    let mut session = session_of(vec![committed(row_to_choose(1, 100)), unknown, row_to_choose(3, 100)]);
    session.begin_commit(crate::model::BatchId(1), &[id(3)]);
    let before = without_versions(&session);
    let errors = [1, 2, 3].map(|number| session.exclude(&[id(number)], true).expect_err("no edit"));
    assert!(matches!(errors[0], EditError::Committed { .. }));
    assert!(matches!(errors[1], EditError::OutcomeUnknown { .. }));
    assert!(matches!(errors[2], EditError::InFlight { .. }));
    for error in &errors {
        assert!(words(error).contains('№') && !words(error).contains('⟦'), "{}", words(error));
    }
    assert_eq!(without_versions(&session), before);
}

#[test]
fn a_bulk_edit_touches_all_of_its_rows_or_none() {
    let mut session = session_of(vec![row_to_choose(1, 100), committed(row_to_choose(2, 100))]);
    assert!(session.assign(&[id(1), id(2)], &contract_id("a")).is_err());
    assert!(session.exclude(&[], true).is_err());
    assert_eq!(row(&session, 1).decision, Decision::default());
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut session = session_of(vec![row_to_choose(1, 100)]);
    assert_eq!(session.set_comment(id(1), ""), Ok(Vec::new()));
    assert_eq!(session.steps(), []);
}

#[test]
fn every_error_has_words() {
    let name =
        || super::super::error::RowName { number: "5".to_owned(), date: day(1), payer: "Иванов".to_owned() };
    let errors = [
        EditError::NoRows,
        EditError::UnknownRow { id: id(1) },
        EditError::Committed { row: name(), parts: 1 },
        EditError::Committed { row: name(), parts: 3 },
        EditError::OutcomeUnknown { row: name() },
        EditError::InFlight { row: name() },
        EditError::NoCandidate { row: name(), wanted: 3, count: 0 },
        EditError::UnknownContract { contract: contract_id("z") },
        EditError::UnknownLine { contract: "К-1".to_owned(), line: 2 },
        EditError::BadSum { amount: Decimal::ZERO },
        EditError::NothingDue { contract: "К-1".to_owned() },
        EditError::NothingProposed { row: name() },
    ];
    for language in Language::ALL {
        let texts = Texts::load(language);
        for error in &errors {
            let words = texts.words(&error.explain());
            assert!(!words.contains(['⟦', '{', '$']), "{words}");
        }
    }
}
