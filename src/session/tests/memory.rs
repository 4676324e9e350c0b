//! What is learned from decisions, and what it does to other rows.

use super::*;
use crate::model::{BatchId, FlagKind, PayerRole, Remembered};
use crate::session::Forget;

const WIFE: &str = "40817810900000000001";
const HUSBAND: &str = "Сидоров Сидор Сидорович";

/// A payment of the wife, of the month with that number.
fn from_wife(number: u32, month: i8, amount: i64, purpose: &str) -> Payment {
    let mut payment = payment(number, amount, "Орлова Анна Ильинична", purpose);
    payment.date = date(2026, month, 14);
    payment.payer.account = Some(WIFE.to_owned());
    payment.payer.bic = Some("044525225".to_owned());
    payment
}

/// One contract of the husband among others, due monthly.
fn register() -> Arc<Index> {
    let mut contracts: Vec<Contract> = (1..40_u32)
        .map(|number| {
            contract(&format!("x{number}"), &format!("К-1/{number}"), "Котов Кот Котович", &[70 + i64::from(number)])
        })
        .collect();
    contracts.push(contract("h", "К-12/5-45", HUSBAND, &[300, 300, 300, 300]));
    contracts.push(contract("o", "К-12/5-46", "Петрова Мария Петровна", &[300, 300, 300, 300]));
    Arc::new(Index::build(contracts))
}

fn opened(payments: Vec<Payment>) -> Session {
    let mut session = Session::new(Saved::default(), register(), Settings::default());
    session.merge_import(payments, &[], file("week"));
    session
}

const BY_NUMBER: &str = "Оплата по договору № К-12/5-45 от 01.02.2024";

/// The first payment decided, the second of the next month.
fn taught(second: &str) -> Session {
    let mut session = opened(vec![from_wife(1, 8, 300, BY_NUMBER), from_wife(2, 9, 300, second)]);
    assert_eq!(readiness(&session, 1), Readiness::Review);
    session.take_candidate(id(1), 0).expect("taken");
    session
}

fn flags(session: &Session, number: u32) -> Vec<FlagKind> {
    row(session, number).flags().iter().map(|flag| flag.kind).collect()
}

fn best(session: &Session, number: u32) -> Option<&ContractId> {
    row(session, number).finding.candidates.first().map(|candidate| &candidate.contract)
}

fn pair(session: &Session, contract: &str) -> Option<Remembered> {
    session.memory().remembered().into_iter().find(|pair| pair.contract == contract_id(contract))
}

#[test]
fn a_stranger_is_asked_once_and_then_known() {
    let mut session = opened(vec![from_wife(1, 8, 300, BY_NUMBER), from_wife(2, 9, 300, BY_NUMBER)]);
    assert_eq!(flags(&session, 1), [FlagKind::ThirdParty]);
    assert_eq!(flags(&session, 2), [FlagKind::ThirdParty]);
    let writes = session.take_candidate(id(1), 0).expect("taken");
    assert_eq!(readiness(&session, 2), Readiness::Ready, "{:?}", row(&session, 2).finding);
    let known = pair(&session, "h").expect("learned");
    assert_eq!((known.confirmed, known.rejected, known.role), (1, 0, PayerRole::Other));
    assert_eq!(known.last_confirmed, Some(date(2026, 8, 14)));
    assert!(writes.iter().any(|write| matches!(write, Write::Lesson(payment, _) if *payment == id(1))));
    assert!(writes.iter().any(|write| matches!(write, Write::Row(row) if row.payment.id == id(2))));
}

#[test]
fn with_the_sum_alone_a_known_account_is_shown_first_and_asked() {
    let session = taught("За квартиру");
    assert_eq!(best(&session, 2), Some(&contract_id("h")));
    assert_eq!(readiness(&session, 2), Readiness::Review);
    assert_eq!(row(&session, 2).finding.allocations, [part("h", 2, 300)], "one key takes it");
}

#[test]
fn the_holder_named_in_the_purpose_is_a_second_evidence() {
    let session = taught("За Сидорова Сидора Сидоровича, за квартиру");
    assert_eq!(readiness(&session, 2), Readiness::Ready, "{:?}", row(&session, 2).finding);
}

#[test]
fn somebody_else_named_overrides_the_account() {
    let session = taught("За Петрову Марию Петровну, за квартиру");
    assert_eq!(best(&session, 2), Some(&contract_id("o")));
    let kinds = |contract: &str| -> Vec<EvidenceKind> {
        let candidates = &row(&session, 2).finding.candidates;
        let candidate = candidates.iter().find(|candidate| candidate.contract == contract_id(contract));
        candidate.into_iter().flat_map(|candidate| &candidate.evidence).map(|evidence| evidence.kind).collect()
    };
    assert!(!kinds("h").contains(&EvidenceKind::KnownAccount));
    assert_ne!(readiness(&session, 2), Readiness::Ready);
}

#[test]
fn another_name_on_the_same_account_is_another_payer() {
    let mut other = from_wife(2, 9, 300, BY_NUMBER);
    other.payer.name = "Галкин Пётр Олегович".to_owned();
    let mut session = opened(vec![from_wife(1, 8, 300, BY_NUMBER), other]);
    session.take_candidate(id(1), 0).expect("taken");
    assert_eq!(flags(&session, 2), [FlagKind::ThirdParty]);
}

#[test]
fn an_undone_decision_speaks_against_the_pair_until_it_is_done_again() {
    let mut session = taught(BY_NUMBER);
    let learned = session.memory().clone();
    let writes = match session.undo().expect("undone") {
        Undo::Done(writes, _) => writes,
        other => panic!("not undone: {other:?}"),
    };
    assert!(writes.iter().any(|write| matches!(write, Write::Lesson(..))));
    assert_eq!(readiness(&session, 2), Readiness::Review);
    assert!(flags(&session, 2).contains(&FlagKind::RejectedBefore));
    assert!(!flags(&session, 1).contains(&FlagKind::RejectedBefore), "a row teaches itself nothing");
    session.redo().expect("redone");
    assert_eq!(session.memory(), &learned);
    assert_eq!(readiness(&session, 2), Readiness::Ready);
}

#[test]
fn what_was_turned_down_is_not_green_until_a_later_payment_confirms_it() {
    let mut session = taught(BY_NUMBER);
    undone(&mut session);
    session.merge_import(vec![from_wife(3, 10, 300, BY_NUMBER)], &[], file("later"));
    assert!(flags(&session, 3).contains(&FlagKind::RejectedBefore));
    session.take_candidate(id(2), 0).expect("taken");
    assert_eq!(readiness(&session, 3), Readiness::Ready, "{:?}", flags(&session, 3));
    assert!(!pair(&session, "h").expect("known").is_rejected());
}

#[test]
fn another_contract_than_the_proposed_turns_the_proposal_down() {
    let mut session = opened(vec![from_wife(1, 8, 300, BY_NUMBER), from_wife(2, 9, 300, BY_NUMBER)]);
    session.assign(&[id(1)], &contract_id("o")).expect("assigned");
    let (given, proposed) = (pair(&session, "o").expect("known"), pair(&session, "h").expect("known"));
    assert_eq!((given.confirmed, given.rejected), (1, 0));
    assert_eq!((proposed.confirmed, proposed.rejected), (0, 1));
    assert!(flags(&session, 2).contains(&FlagKind::RejectedBefore));
}

#[test]
fn a_corrected_decision_counts_once_and_turns_its_first_choice_down() {
    let mut session = taught("За квартиру");
    session.assign(&[id(1)], &contract_id("o")).expect("assigned");
    assert_eq!(pair(&session, "o").map(|pair| (pair.confirmed, pair.rejected)), Some((1, 0)));
    assert_eq!(pair(&session, "h").map(|pair| (pair.confirmed, pair.rejected)), Some((0, 1)));
    undone(&mut session);
    assert_eq!(pair(&session, "h").map(|pair| (pair.confirmed, pair.rejected)), Some((1, 0)));
    assert_eq!(pair(&session, "o").map(|pair| (pair.confirmed, pair.rejected)), Some((0, 1)));
}

#[test]
fn notes_kinds_and_exclusions_teach_nothing() {
    let mut session = opened(vec![from_wife(1, 8, 300, BY_NUMBER)]);
    session.set_comment(id(1), "позвонить").expect("noted");
    session.exclude(&[id(1)], true).expect("excluded");
    session.exclude(&[id(1)], false).expect("put back");
    session.set_kind(&[id(1)], Some(PaymentKind::CashReceipt)).expect("set");
    assert!(session.memory().is_empty());
}

#[test]
fn a_decision_that_is_taken_out_confirms_nothing() {
    let mut session = taught(BY_NUMBER);
    session.exclude(&[id(1)], true).expect("excluded");
    assert!(session.memory().is_empty());
    session.exclude(&[id(1)], false).expect("put back");
    assert_eq!(pair(&session, "h").map(|pair| pair.confirmed), Some(1));
}

#[test]
fn none_of_the_proposals_turns_them_down() {
    let mut session = opened(vec![from_wife(1, 8, 300, BY_NUMBER)]);
    session.set_allocations(id(1), Vec::new()).expect("emptied");
    assert_eq!(pair(&session, "h").map(|pair| (pair.confirmed, pair.rejected)), Some((0, 1)));
}

#[test]
fn many_rows_at_once_count_one_by_one() {
    let payments = vec![from_wife(1, 8, 300, BY_NUMBER), from_wife(2, 9, 300, BY_NUMBER)];
    let mut session = opened(payments);
    session.assign(&[id(1), id(2)], &contract_id("h")).expect("assigned");
    assert_eq!(pair(&session, "h").map(|pair| pair.confirmed), Some(2));
    undone(&mut session);
    assert_eq!(pair(&session, "h").map(|pair| (pair.confirmed, pair.rejected)), Some((0, 2)));
}

#[test]
fn a_commit_teaches_nothing_and_a_reversal_speaks_against_the_pair_until_it_is_in_again() {
    let mut session = taught(BY_NUMBER);
    let learned = session.memory().clone();
    session.begin_commit(BatchId(1), &[id(1), id(2)]);
    let rows = [1, 2].map(|number| committed(row(&session, number).clone()));
    session.absorb(rows.to_vec());
    assert_eq!(session.memory(), &learned);

    let mut reversed = row(&session, 2).clone();
    reversed.commit = CommitState::Open;
    reversed.generation += 1;
    let writes = session.absorb(vec![reversed]);
    assert!(writes.iter().any(|write| matches!(write, Write::Lesson(payment, _) if *payment == id(2))));
    assert_eq!(pair(&session, "h").map(|pair| (pair.confirmed, pair.rejected)), Some((1, 1)));
    session.merge_import(vec![from_wife(3, 10, 300, BY_NUMBER)], &[], file("later"));
    assert!(flags(&session, 3).contains(&FlagKind::RejectedBefore));

    session.absorb(vec![committed(row(&session, 2).clone())]);
    assert_eq!(session.memory(), &learned);
}

#[test]
fn a_payer_whom_nothing_tells_apart_teaches_nothing() {
    let mut pooled = from_wife(1, 8, 300, BY_NUMBER);
    pooled.payer.account = Some("30232810900000000001".to_owned());
    let mut session = opened(vec![pooled]);
    session.take_candidate(id(1), 0).expect("taken");
    assert!(session.memory().is_empty());
}

#[test]
fn what_is_forgotten_comes_back_neither_by_undo_nor_by_redo() {
    let all = [Forget::Payer("40817 810 9 00000000001".to_owned()), Forget::Contract(contract_id("h")), Forget::All];
    for what in all {
        let mut session = taught(BY_NUMBER);
        session.set_comment(id(1), "раз").expect("noted");
        let (writes, pairs) = session.forget(&what);
        assert_eq!(pairs.len(), 1, "{what:?}");
        assert!(writes.contains(&Write::Lesson(id(1), Box::default())));
        assert!(session.memory().is_empty());
        assert_eq!(readiness(&session, 2), Readiness::Review, "it is a stranger again");
        assert_eq!(readiness(&session, 1), Readiness::Ready, "the decision stays");
        undone(&mut session);
        undone(&mut session);
        session.redo().expect("redone");
        assert!(session.memory().is_empty());
    }
}

#[test]
fn nothing_is_forgotten_of_others() {
    let mut session = taught(BY_NUMBER);
    for what in [Forget::Payer("40817810900000000002".to_owned()), Forget::Contract(contract_id("o"))] {
        assert_eq!(session.forget(&what), (Vec::new(), Vec::new()));
    }
    assert_eq!(pair(&session, "h").map(|pair| pair.confirmed), Some(1));
}
