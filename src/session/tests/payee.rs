//! Money that came to our account beside somebody else's tax number.

use super::*;
use crate::model::FlagKind;

const OURS: &str = "7707083893";
const OTHER: &str = "7728168971";

/// Receipts on one account, beside these tax numbers of the payee.
fn received(tax_ids: &[&str]) -> Session {
    let payments = (1..).zip(tax_ids).map(|(number, tax_id)| {
        let mut payment = payment(number, 100, "Иванов Иван Иванович", "Оплата по договору К-12/5-45");
        payment.date = date(2026, 10, 1).saturating_add(jiff::Span::new().months(i64::from(number)));
        payment.payee.account = Some("40702810900000000001".to_owned());
        payment.payee.tax_id = TaxId::from_document(tax_id);
        payment
    });
    let mut session = session_of(Vec::new());
    session.merge_import(payments.collect(), &[], file("statement"));
    session
}

fn not_ours(session: &Session) -> Vec<u32> {
    let is_told = |number: &u32| row(session, *number).flags().iter().any(|flag| flag.kind == FlagKind::NotOurAccount);
    (1..=u32::try_from(session.rows().len()).expect("few rows")).filter(is_told).collect()
}

#[test]
fn one_that_names_another_owner_of_the_account_is_stopped() {
    let session = received(&[OURS, OURS, OTHER]);
    assert_eq!(not_ours(&session), [3]);
    assert_ne!(readiness(&session, 3), Readiness::Ready);
}

#[test]
fn of_two_owners_named_equally_often_neither_is_believed() {
    assert_eq!(not_ours(&received(&[OURS, OTHER])), [1, 2]);
}

#[test]
fn a_number_that_the_configuration_names_is_ours_whatever_others_say() {
    let mut session = received(&[OURS, OTHER, OTHER]);
    session.settings.own_tax_ids = [OURS, OTHER].into_iter().filter_map(TaxId::from_document).collect();
    session.refresh(index());
    assert_eq!(not_ours(&session), Vec::<u32>::new());
    session.settings.own_tax_ids.pop();
    session.refresh(index());
    assert_eq!(not_ours(&session), [2, 3], "the other is none of ours, however often it is named");
}

#[test]
fn one_owner_and_one_left_out_are_no_contradiction() {
    let session = received(&[OURS, "", OURS]);
    assert_eq!(not_ours(&session), Vec::<u32>::new());
    assert_eq!(readiness(&session, 1), Readiness::Ready);
}
