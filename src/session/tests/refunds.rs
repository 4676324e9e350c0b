//! Money that goes back, as a person meets it in the session.

use super::*;
use crate::model::{Direction, FlagKind, allocated_sum};

/// Contract d is paid by two payments that the CRM holds: № 90 of line 1, № 91 of line 2.
fn register() -> Arc<Index> {
    let mut contracts = index().contracts().to_vec();
    let mut paid = contract("d", "Д-9", "Кузнецов Лев Ильич", &[100, 100]);
    (paid.paid, paid.schedule[0].paid, paid.schedule[1].paid) = (rubles(150), rubles(100), rubles(50));
    contracts.push(paid);
    Arc::new(Index::build(contracts))
}

fn holdings() -> Vec<PostedPart> {
    vec![held("90", "Кузнецов Лев Ильич", part("d", 1, 100)), held("91", "Кузнецов Лев Ильич", part("d", 2, 50))]
}

fn refund(number: u32, amount: i64, purpose: &str) -> Payment {
    let mut refund = payment(number, amount, "Кузнецов Лев Ильич", purpose);
    refund.kind = PaymentKind::BankPaymentOut;
    std::mem::swap(&mut refund.payer, &mut refund.payee);
    refund
}

fn session_with(payments: Vec<Payment>) -> Session {
    let mut session = Session::new(Saved::default(), register(), Settings::default());
    session.note_held(holdings(), Freshness::Now);
    session.merge_import(payments, &[], file("october"));
    session
}

fn kinds(session: &Session, number: u32) -> Vec<FlagKind> {
    row(session, number).flags().iter().map(|flag| flag.kind).collect()
}

#[test]
fn a_refund_of_what_the_crm_holds_is_accepted_with_one_key() {
    let mut session = session_with(vec![refund(7, 100, "Возврат по п/п 90 от 05.10.2026")]);
    assert_eq!(readiness(&session, 7), Readiness::Review);
    assert_eq!(row(&session, 7).allocations(), [part("d", 1, 100)]);
    assert!(session.ready().is_empty(), "a refund is never green by itself");
    session.accept(&[id(7)]).expect("it takes the proposal");
    assert_eq!(readiness(&session, 7), Readiness::Ready);
    assert_eq!(kinds(&session, 7), [FlagKind::Refund]);
    assert_eq!(row(&session, 7).flags()[0].about, "№ 90 05.10.2026", "what goes back is still said");
    assert_eq!(session.counts().sums(Readiness::Ready), [Money::new(rubles(-100), Currency::RUB)]);
    undone(&mut session);
    assert_eq!(readiness(&session, 7), Readiness::Review);
}

#[test]
fn a_person_finds_the_way_where_nothing_is_named() {
    let mut session = session_with(vec![refund(7, 120, "Возврат по заявлению")]);
    assert_eq!(readiness(&session, 7), Readiness::Choose);
    session.take_candidate(id(7), 0).expect("money lies there");
    assert_eq!(row(&session, 7).allocations(), [part("d", 2, 50), part("d", 1, 70)], "the newest line first");
    assert_eq!(readiness(&session, 7), Readiness::Ready);
    let error = session.assign(&[id(7)], &contract_id("a")).expect_err("nothing was paid there");
    assert!(words(&error).contains("возвращать нечего"), "{}", words(&error));
}

#[test]
fn two_refunds_never_take_the_same_money() {
    let mut session =
        session_with(vec![refund(7, 100, "Возврат по п/п 90 от 05.10.2026"), refund(8, 60, "Возврат по заявлению")]);
    session.assign(&[id(7)], &contract_id("d")).expect("money lies there");
    assert_eq!(row(&session, 7).allocations(), [part("d", 2, 50), part("d", 1, 50)]);
    session.assign(&[id(8)], &contract_id("d")).expect("some is left");
    assert_eq!(allocated_sum(row(&session, 8).allocations()), rubles(50));
    assert_ne!(readiness(&session, 8), Readiness::Ready, "not all of it is there");
    session.set_allocations(id(8), vec![part("d", 1, 60)]).expect("the editor takes it");
    assert_eq!(readiness(&session, 8), Readiness::Blocked);
    assert!(kinds(&session, 8).contains(&FlagKind::RefundExceeds));
    session.exclude(&[id(7)], true).expect("it is left out");
    assert_eq!(readiness(&session, 8), Readiness::Ready, "its money is free again");
}

/// What stops a row, as it is told.
fn told(session: &Session, number: u32) -> String {
    crate::matching::stops(row(session, number), &Texts::load(Language::Russian)).join("; ").replace('\u{a0}', " ")
}

#[test]
fn what_a_contract_cannot_give_back_of_a_refund_is_named() {
    let mut session = session_with(vec![refund(7, 200, "Возврат по заявлению"), refund(8, 30, "Возврат по письму")]);
    session.assign(&[id(7)], &contract_id("d")).expect("some money lies there");
    assert_eq!(allocated_sum(row(&session, 7).allocations()), rubles(150));
    assert_eq!(readiness(&session, 7), Readiness::Blocked);
    assert!(told(&session, 7).starts_with("возвращается на 50,00 больше, чем получено"), "{}", told(&session, 7));
    // Another refund takes of the same money.
    session.exclude(&[id(7)], true).expect("it is left out");
    session.set_allocations(id(8), vec![part("d", 2, 30)]).expect("the editor takes it");
    session.assign(&[id(7)], &contract_id("d")).expect("some money lies there");
    assert!(told(&session, 7).starts_with("возвращается на 80,00 больше, чем получено"), "{}", told(&session, 7));
    // Where more money lies, only the person has left something out.
    session.set_allocations(id(7), vec![part("d", 1, 40)]).expect("the editor takes it");
    assert_eq!(readiness(&session, 7), Readiness::Review);
    assert!(told(&session, 7).contains("не разнесено 160,00"), "{}", told(&session, 7));
}

#[test]
fn what_a_contract_does_not_take_of_a_receipt_is_named() {
    let mut session = session_with(vec![
        payment(2, 80, "Кузнецов Лев Ильич", "Взнос"),
        payment(3, 20, "Кузнецов Лев Ильич", "Доплата"),
    ]);
    session.assign(&[id(2)], &contract_id("d")).expect("fifty is due");
    assert_eq!(
        (readiness(&session, 2), told(&session, 2).as_str()),
        (Readiness::Blocked, "переплата 30,00: отнесите лишнее на другой договор",)
    );
    // Two rows want the same debt: what finds no room is a sum, too.
    session.set_allocations(id(2), vec![part("d", 2, 40)]).expect("the editor takes it");
    assert_eq!(told(&session, 2), "не разнесено 40,00: добавьте часть");
    session.set_allocations(id(3), vec![part("d", 2, 20)]).expect("the editor takes it");
    assert_eq!(told(&session, 3), "переплата 10,00: отнесите лишнее на другой договор");
}

#[test]
fn a_refund_claims_no_debt_and_a_receipt_no_money_that_goes_back() {
    let mut session = session_with(vec![
        refund(7, 50, "Возврат по п/п 91 от 05.10.2026"),
        payment(2, 50, "Кузнецов Лев Ильич", "Оплата по договору Д-9"),
    ]);
    session.accept(&[id(7)]).expect("it takes the proposal");
    session.assign(&[id(2)], &contract_id("d")).expect("fifty is due");
    assert_eq!(row(&session, 2).allocations(), [part("d", 2, 50)]);
    assert_eq!((readiness(&session, 2), readiness(&session, 7)), (Readiness::Ready, Readiness::Ready));
    assert_eq!(session.counts().sums(Readiness::Ready), [Money::new(rubles(0), Currency::RUB)]);
}

#[test]
fn the_receipt_goes_first_and_the_refund_after_it() {
    let original = payment(3, 100, "Иванов Иван Иванович", "Оплата по договору № К-12/5-45 от 01.02.2024");
    let mut back = refund(7, 100, "Возврат ошибочно перечисленного по п/п 3 от 04.10.2026");
    back.payee.name = "Иванов Иван Иванович".to_owned();
    let mut session = session_with(vec![back, original]);
    assert_eq!(readiness(&session, 7), Readiness::Blocked);
    assert!(kinds(&session, 7).contains(&FlagKind::RefundBeforeReceipt));
    session.set_allocations(id(7), vec![part("d", 1, 100)]).expect("the editor takes it");
    assert_eq!(readiness(&session, 7), Readiness::Blocked, "not even by a person's word");
    undone(&mut session);
    // Both are left out: the person's word on the receipt frees the refund.
    session.exclude(&[id(3)], true).expect("it is left out");
    assert!(!kinds(&session, 7).contains(&FlagKind::RefundBeforeReceipt));
    undone(&mut session);
    assert!(kinds(&session, 7).contains(&FlagKind::RefundBeforeReceipt));
    // The receipt is committed, and the register is read anew.
    let sent = committed(row(&session, 3).clone());
    session.absorb(vec![sent]);
    let mut contracts = register().contracts().to_vec();
    let paid = contracts.iter_mut().find(|contract| contract.id == contract_id("a")).expect("it is there");
    (paid.paid, paid.schedule[0].paid) = (rubles(100), rubles(100));
    session.refresh(Arc::new(Index::build(contracts)));
    assert_eq!(readiness(&session, 7), Readiness::Review);
    assert_eq!(row(&session, 7).allocations(), [part("a", 1, 100)]);
}

#[test]
fn a_refund_that_the_crm_holds_is_adopted_and_leaves_less_of_its_receipt() {
    let back = refund(7, 60, "Возврат по п/п 90 от 05.10.2026");
    let mut parts = holdings();
    let given = part("d", 1, 60);
    parts.push(PostedPart {
        key: IdempotencyKey::in_direction(Direction::Refund, back.id, &given, 0),
        direction: Direction::Refund,
        payment: back.id,
        number: back.number.clone(),
        purpose: back.purpose.clone(),
        ..held("7", "Кузнецов Лев Ильич", given)
    });
    let mut contracts = register().contracts().to_vec();
    let paid = contracts.iter_mut().find(|contract| contract.id == contract_id("d")).expect("it is there");
    (paid.paid, paid.schedule[0].paid) = (rubles(90), rubles(40));
    let mut session = Session::new(Saved::default(), Arc::new(Index::build(contracts)), Settings::default());
    session.note_held(parts, Freshness::Now);
    let again = refund(8, 60, "Возврат по п/п 90 от 05.10.2026");
    let (_, counts) = session.merge_import(vec![back.clone(), again], &[], file("october"));
    assert_eq!(counts.adopted, [back.id]);
    assert_eq!(readiness(&session, 7), Readiness::Committed);
    assert_eq!(session.counts().sums(Readiness::Committed), [Money::new(rubles(-60), Currency::RUB)]);
    assert_eq!(readiness(&session, 8), Readiness::Blocked, "forty of that receipt are left");
}
