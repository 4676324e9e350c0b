//! What is seen under the keys, and what is made of it.

use rust_decimal::Decimal;

use super::super::posting::posting_of;
use super::super::verdict::{Holding, judge};
use super::{part, row};
use crate::crm::PostedPart;
use crate::model::{CrmReference, Posting};

fn posting() -> Posting {
    posting_of(&row(1, vec![part(1, 1, 100), part(2, 3, 250)]), None)
}

fn held(posting: &Posting) -> Vec<PostedPart> {
    let parts = posting.parts.iter().map(|part| PostedPart {
        reference: CrmReference("000001".to_owned()),
        key: part.key,
        contract: part.allocation.contract.clone(),
        contract_number: String::new(),
        line: part.allocation.line,
        direction: posting.direction,
        amount: part.allocation.amount,
        date: posting.date,
        currency: posting.currency,
        payer: String::new(),
        payer_tax_id: None,
        payer_account: None,
        purpose: String::new(),
        number: posting.number.clone(),
        order_number: None,
        payment: posting.payment,
        source_id: None,
        reversed: false,
    });
    parts.collect()
}

fn unclear(found: &[PostedPart]) -> String {
    match judge(&posting(), found, true) {
        Holding::Unclear(why) | Holding::Other(why) => why.key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_parts_once_are_whole_and_none_are_absent() {
    let found = held(&posting());
    assert!(matches!(judge(&posting(), &found, true), Holding::Whole(_)));
    assert_eq!(judge(&posting(), &[], true), Holding::Absent);
    let others = held(&posting_of(&row(2, vec![part(1, 1, 100)]), None));
    assert_eq!(judge(&posting(), &others, true), Holding::Absent);
}

#[test]
fn all_parts_taken_back_are_reversed() {
    let mut found = held(&posting());
    for part in &mut found {
        part.reversed = true;
    }
    assert!(matches!(judge(&posting(), &found, true), Holding::Reversed(_)));
    found[0].reversed = false;
    assert!(matches!(judge(&posting(), &found, true), Holding::Partly { taken_back: true, .. }));
}

#[test]
fn a_part_that_is_missing_is_part_of_it_and_one_that_is_doubled_or_other_is_unclear() {
    let mut found = held(&posting());
    found.push(found[0].clone());
    assert_eq!(unclear(&found), "commit-unclear-twice");
    found.truncate(1);
    assert!(matches!(judge(&posting(), &found, true), Holding::Partly { taken_back: false, .. }));
    let changes: [fn(&mut PostedPart); 4] = [
        |part| part.amount += Decimal::ONE,
        |part| part.line = Some(9),
        |part| part.contract.0.push('x'),
        |part| part.payment = crate::model::PaymentId::of_document("another"),
    ];
    for change in changes {
        let mut found = held(&posting());
        change(&mut found[1]);
        assert_eq!(unclear(&found), "commit-unclear-other-content");
    }
}

#[test]
fn a_line_counts_only_where_the_crm_keeps_lines() {
    let mut found = held(&posting());
    found[0].line = None;
    assert!(matches!(judge(&posting(), &found, false), Holding::Whole(_)));
}

#[test]
fn parts_to_the_same_line_are_sent_as_one() {
    let posting = posting_of(&row(1, vec![part(1, 1, 100), part(2, 1, 5), part(1, 1, 100)]), None);
    assert_eq!(posting.parts.len(), 2);
    assert_eq!(posting.parts[0].allocation, part(1, 1, 200));
    assert_eq!(posting.amount, Decimal::new(205, 2));
}

#[test]
fn the_same_payment_under_other_keys_is_for_people() {
    let mut found = held(&posting());
    let mut moved = found[0].clone();
    moved.key = moved.key.reversal();
    moved.contract = part(9, 1, 1).contract;
    found.push(moved);
    assert_eq!(unclear(&found), "commit-unclear-beside");
    found[2].reversed = true;
    assert!(matches!(judge(&posting(), &found, true), Holding::Whole(_)), "what was taken back does no harm");
}

#[test]
fn a_part_that_was_there_twice_and_was_put_right_is_not_taken_back() {
    let mut found = held(&posting());
    found.truncate(1);
    found.push(PostedPart { reversed: true, ..found[0].clone() });
    let holding = judge(&posting(), &found, true);
    assert!(matches!(holding, Holding::Partly { taken_back: false, .. }), "{holding:?}");
    found.push(PostedPart { reversed: true, ..held(&posting())[1].clone() });
    let holding = judge(&posting(), &found, true);
    assert!(matches!(holding, Holding::Partly { taken_back: true, .. }), "{holding:?}");
}
