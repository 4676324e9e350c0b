//! One document that comes again with another sum.

use super::*;
use crate::model::FlagKind;

const IVANOV: &str = "Иванов Иван Иванович";
const BY_NUMBER: &str = "Оплата по договору К-12/5-45";

/// Document 14 of one payer and one account of ours, of this sum: `as_row` is what the bank's copy is known by.
fn document(as_row: u32, amount: i64) -> Payment {
    let mut payment = payment(14, amount, IVANOV, BY_NUMBER);
    payment.id = id(as_row);
    payment.payer.account = Some("40817810900000000014".to_owned());
    payment.payee.account = Some("40702810900000000001".to_owned());
    payment
}

fn imported(payments: Vec<Payment>, name: &str, session: &mut Session) {
    session.merge_import(payments, &[], file(name));
}

fn first_import() -> Session {
    let mut session = session_of(Vec::new());
    imported(vec![document(1, 100)], "morning", &mut session);
    assert_eq!(readiness(&session, 1), Readiness::Ready);
    session
}

fn other_sum(session: &Session, number: u32) -> Option<String> {
    let flags = row(session, number).flags();
    flags.into_iter().find(|flag| flag.kind == FlagKind::OtherSum).map(|flag| flag.about)
}

#[test]
fn a_document_with_another_sum_waits_beside_the_one_that_came_before() {
    let mut session = first_import();
    imported(vec![document(2, 200)], "evening", &mut session);
    for (number, about) in [(1, "№ 14 15.10.2026, 200,00"), (2, "№ 14 15.10.2026, 100,00")] {
        assert_eq!(other_sum(&session, number).as_deref(), Some(about));
        assert_eq!(readiness(&session, number), Readiness::Review);
    }
    session.refresh(index());
    assert_eq!(readiness(&session, 2), Readiness::Review, "also against a new register");
}

#[test]
fn it_waits_also_where_the_first_was_posted_or_taken_out() {
    let mut posted = first_import();
    posted.absorb(vec![committed(row(&posted, 1).clone())]);
    let mut taken_out = first_import();
    taken_out.exclude(&[id(1)], true).expect("excluded");
    for mut session in [posted, taken_out] {
        let before = readiness(&session, 1);
        imported(vec![document(2, 200)], "evening", &mut session);
        assert!(other_sum(&session, 2).is_some());
        assert_eq!(readiness(&session, 2), Readiness::Review);
        assert_eq!(readiness(&session, 1), before);
    }
}

#[test]
fn a_person_may_take_it_and_an_undo_brings_the_question_back() {
    let mut session = first_import();
    imported(vec![document(2, 200)], "evening", &mut session);
    session.set_allocations(id(2), vec![part("a", 1, 100), part("a", 2, 100)]).expect("allocated");
    assert_eq!(readiness(&session, 2), Readiness::Ready);
    undone(&mut session);
    assert_eq!(readiness(&session, 2), Readiness::Review);
    assert!(other_sum(&session, 2).is_some());
}

#[test]
fn two_documents_of_one_statement_are_two_also_when_it_is_read_again() {
    let mut session = session_of(Vec::new());
    imported(vec![document(1, 100), document(2, 200)], "morning", &mut session);
    imported(vec![document(1, 100), document(2, 200)], "evening", &mut session);
    assert_eq!((other_sum(&session, 1), other_sum(&session, 2)), (None, None));
    let mut session = first_import();
    imported(vec![document(1, 100), document(2, 200)], "the same day, longer", &mut session);
    assert_eq!((other_sum(&session, 1), other_sum(&session, 2)), (None, None));
}

#[test]
fn another_number_day_payer_or_account_of_ours_is_another_document() {
    let other = |change: fn(&mut Payment)| {
        let mut session = first_import();
        let mut payment = document(2, 200);
        change(&mut payment);
        imported(vec![payment], "evening", &mut session);
        other_sum(&session, 2)
    };
    assert_eq!(other(|payment| payment.number = "15".to_owned()), None);
    assert_eq!(other(|payment| payment.number = String::new()), None);
    assert_eq!(other(|payment| payment.date = day(16)), None);
    assert_eq!(other(|payment| payment.payer.account = Some("40817810900000000015".to_owned())), None);
    assert_eq!(other(|payment| payment.payee.account = Some("40702810900000000002".to_owned())), None);
    let another = |payment: &mut Payment| payment.payer.name = "Петров Пётр Петрович".to_owned();
    assert_eq!(other(another), None, "many pay from one account of a bank");
    assert!(other(|payment| payment.number = "0014".to_owned()).is_some());
    assert!(other(|payment| payment.payer.account = None).is_some(), "the name tells where no account does");
}

#[test]
fn what_bears_no_number_is_known_by_none() {
    let mut session = session_of(Vec::new());
    for (number, sum) in [(1, 100), (2, 200)] {
        let mut payment = document(number, sum);
        payment.number = "б/н".to_owned();
        imported(vec![payment], "morning", &mut session);
    }
    assert_eq!(other_sum(&session, 2), None);
}

#[test]
fn what_only_the_crm_holds_of_the_document_is_met_too() {
    let mut session = session_of(Vec::new());
    let lost = held_part(&document(1, 100), part("a", 1, 100));
    session.note_held(vec![lost.clone()], Freshness::Now);
    imported(vec![document(2, 200)], "evening", &mut session);
    assert_eq!(other_sum(&session, 2).as_deref(), Some("№ 14 15.10.2026, 100,00, CRM № P-9"));
    assert_eq!(readiness(&session, 2), Readiness::Review);

    let mut session = session_of(Vec::new());
    imported(vec![document(2, 200)], "evening", &mut session);
    assert_eq!(readiness(&session, 2), Readiness::Ready);
    session.check_held(vec![lost]);
    assert_eq!(readiness(&session, 2), Readiness::Review, "posted by somebody else just before the commit");
}

/// With a tax number a payer is the same one under whatever name and account.
#[test]
fn one_tax_number_is_one_payer_however_the_name_is_written() {
    let with_tax_id = |as_row, amount| {
        let mut payment = document(as_row, amount);
        payment.payer.tax_id = TaxId::from_document("500100732259");
        payment
    };
    let mut session = session_of(Vec::new());
    imported(vec![with_tax_id(1, 100)], "morning", &mut session);
    let mut later = with_tax_id(2, 200);
    later.payer.name = "Иванов И. И.".to_owned();
    imported(vec![later], "evening", &mut session);
    assert!(other_sum(&session, 2).is_some());
}
