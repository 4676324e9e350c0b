//! Reading documents again.

use super::*;
use crate::model::{Decision, PaymentMark};
use crate::session::ImportCounts;

fn three() -> Vec<Payment> {
    (1..=3).map(|number| payment(number, 100, "Иванов Иван Иванович", "Оплата")).collect()
}

fn imported() -> Session {
    let mut session = session_of(Vec::new());
    let (_, counts) = session.merge_import(three(), &[], file("first.txt"));
    assert_eq!(counts, ImportCounts { added: 3, ..ImportCounts::default() });
    session
}

#[test]
fn rows_stand_in_order_of_arrival() {
    let mut session = imported();
    session.merge_import(
        vec![payment(9, 5, "", ""), payment(2, 100, "Иванов Иван Иванович", "Оплата")],
        &[],
        file("b"),
    );
    let order: Vec<PaymentId> = session.rows().iter().map(|row| row.payment.id).collect();
    assert_eq!(order, [id(1), id(2), id(3), id(9)]);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut session = imported();
    let before = session.rows().to_vec();
    let (writes, counts) = session.merge_import(three(), &[], file("first.txt"));
    assert_eq!(counts, ImportCounts { same: 3, ..ImportCounts::default() });
    assert_eq!(writes, []);
    assert_eq!(session.rows(), before);
    assert_eq!(session.files().len(), 1);
}

#[test]
fn another_file_with_the_same_documents_is_remembered_and_adds_no_row() {
    let mut session = imported();
    let (writes, counts) = session.merge_import(three(), &[], file("second.txt"));
    assert_eq!(counts.added, 0);
    assert_eq!(writes, [Write::File(file("second.txt"))]);
}

#[test]
fn a_changed_document_keeps_the_decision_and_says_what_changed() {
    let mut session = imported();
    session.set_allocations(id(1), vec![part("a", 1, 100)]).expect("allocated");
    assert_eq!(readiness(&session, 1), Readiness::Ready);
    let newer = payment(1, 120, "Иванов Иван Иванович", "Оплата");
    let (writes, counts) = session.merge_import(vec![newer.clone()], &[], file("second.txt"));
    assert_eq!(counts.changed, [(id(1), vec!["amount"])]);
    assert_eq!(row(&session, 1).payment, newer);
    assert_eq!(row(&session, 1).decision.allocations, Some(vec![part("a", 1, 100)]));
    assert_eq!(row(&session, 1).changed, ["amount"]);
    assert_ne!(readiness(&session, 1), Readiness::Ready);
    assert!(writes.iter().any(|write| matches!(write, Write::Row(row) if row.payment.id == id(1))));
}

#[test]
fn a_changed_document_that_nobody_decided_is_simply_read_anew() {
    let mut session = imported();
    session.merge_import(vec![payment(1, 120, "Иванов Иван Иванович", "Оплата")], &[], file("second.txt"));
    assert_eq!(row(&session, 1).changed, Vec::<String>::new());
}

#[test]
fn a_committed_row_stays_committed_and_shows_the_change() {
    let mut session = imported();
    session.absorb(vec![committed(row(&session, 1).clone())]);
    session.merge_import(vec![payment(1, 100, "Иванов Иван Иванович", "Возврат")], &[], file("second.txt"));
    assert_eq!(readiness(&session, 1), Readiness::Committed);
    assert_eq!(row(&session, 1).changed, ["purpose"]);
}

#[test]
fn a_decision_brought_back_by_undo_or_redo_says_that_the_document_changed_since() {
    let mut session = imported();
    session.set_allocations(id(1), vec![part("a", 1, 100)]).expect("allocated");
    session.exclude(&[id(1)], true).expect("excluded");
    let (writes, _) =
        session.merge_import(vec![payment(1, 100, "Иванов Иван Иванович", "Другое")], &[], file("second.txt"));
    assert_eq!(writes.iter().filter(|write| matches!(write, Write::Step { .. })).count(), 2);
    undone(&mut session);
    assert_eq!(row(&session, 1).changed, ["purpose"]);
    assert_ne!(readiness(&session, 1), Readiness::Ready);
    undone(&mut session);
    assert_eq!(row(&session, 1).decision, Decision::default());
    assert_eq!(row(&session, 1).changed, Vec::<String>::new());
    session.redo().expect("redone");
    assert_ne!(readiness(&session, 1), Readiness::Ready);
}

#[test]
fn a_deleted_document_is_marked_and_not_dropped() {
    let mut session = imported();
    let (_, counts) = session.merge_import(Vec::new(), &[id(2), id(77)], file("deleted.xml"));
    assert_eq!(counts.changed, [(id(2), vec!["marks"])]);
    assert_eq!(row(&session, 2).payment.marks, [PaymentMark::Deleted]);
    assert_eq!(session.rows().len(), 3);
    let (_, again) = session.merge_import(Vec::new(), &[id(2)], file("deleted.xml"));
    assert_eq!(again.changed, []);
}

#[test]
fn the_period_is_that_of_the_days_that_count() {
    let mut session = imported();
    assert_eq!(session.period(), Some((day(2), day(4))));
    let mut late = payment(5, 1, "", "");
    late.value_date = Some(day(31));
    session.merge_import(vec![late], &[], file("late.txt"));
    assert_eq!(session.period(), Some((day(2), day(31))));
    assert_eq!(session_of(Vec::new()).period(), None);
}
