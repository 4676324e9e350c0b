//! Payments in the fields of cards: taken once, taken back, given back.

use sverka::crm::{Crm as _, Outcome};
use sverka::model::{ContractId, Direction, RefusalKind};

use super::super::emulator::fields::{DEAL, INVOICE};
use super::{Home, one, posting, receipt, sum};

fn refused(outcome: &Outcome) -> Option<RefusalKind> {
    match outcome {
        Outcome::Refused(refusal) => Some(refusal.kind),
        Outcome::Taken(_) | Outcome::Already(_) | Outcome::HeldBack => None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_payment_over_two_invoices_is_taken_once() {
    let home = Home::new();
    let (deal, invoices) = home.deal("ДДУ-1", &["100", "250.50"]);
    let id = format!("deal:{deal}");
    let payment = receipt("41", &[(&id, Some(1), "100"), (&id, Some(2), "50.50")]);
    let first = home.crm.post(std::slice::from_ref(&payment)).await.expect("an answer");
    assert!(matches!(first.as_slice(), [Outcome::Taken(_)]), "{first:?}");
    let second = home.again().post(std::slice::from_ref(&payment)).await.expect("an answer");
    assert!(matches!(second.as_slice(), [Outcome::Already(_)]), "{second:?}");
    assert_eq!((home.paid(INVOICE, invoices[0]), home.paid(INVOICE, invoices[1])), (sum("100"), sum("50.50")));
    assert_eq!(home.lines(INVOICE, invoices[0]).len() + home.lines(INVOICE, invoices[1]).len(), 2);
    let parts = home.crm.find_postings(std::slice::from_ref(&payment)).await.expect("an answer");
    assert_eq!(parts.iter().map(|part| part.amount).sum::<rust_decimal::Decimal>(), sum("150.50"));
    assert_eq!(home.crm.find(&[payment.parts[0].key]).await.expect("an answer").len(), 1);
    assert_eq!(one(&home.crm, &id).await.paid, sum("150.50"));
    home.assert_proper();
}

#[tokio::test(start_paused = true)]
async fn a_whole_batch_takes_three_requests_and_adds_up() {
    let home = Home::new();
    let deal = home.deal("ДДУ-2", &["1000", "1000"]).0;
    let id = format!("deal:{deal}");
    home.crm.post(&[receipt("first", &[(&id, Some(1), "1")])]).await.expect("an answer");
    let before = home.portal.hits();
    let payments: Vec<_> = (0..50).map(|number| receipt(&number.to_string(), &[(&id, Some(2), "10.10")])).collect();
    let outcomes = home.crm.post(&payments).await.expect("an answer");
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Taken(_))));
    // Cards, payments, the sum that the deal shows of its invoices.
    assert_eq!(home.portal.hits() - before, 3);
    assert_eq!(one(&home.crm, &id).await.paid, sum("506"));
}

#[tokio::test(start_paused = true)]
async fn what_is_too_much_unknown_or_twice_is_refused() {
    let home = Home::new();
    let deal = home.deal("ДДУ-3", &["100"]).0;
    let id = format!("deal:{deal}");
    let taken = receipt("1", &[(&id, Some(1), "60")]);
    let mut again = taken.clone();
    again.parts[0].allocation.amount = sum("30");
    again.amount = sum("30");
    let other_keys = receipt("1", &[(&id, Some(1), "20")]);
    let mut changed = receipt("5", &[(&id, Some(1), "1")]);
    changed.parts[0].contract_version = Some(1);
    let postings = [
        taken,
        receipt("2", &[(&id, Some(1), "40.01")]),
        again,
        other_keys,
        receipt("3", &[("deal:999999", None, "1")]),
        receipt("4", &[(&id, Some(7), "1")]),
        changed,
        posting("6", Direction::Refund, &[(&id, Some(1), "60.01")]),
    ];
    let outcomes = home.crm.post(&postings).await.expect("an answer");
    let kinds: Vec<_> = outcomes.iter().map(refused).collect();
    let expected = [
        None,
        Some(RefusalKind::MoreThanDue),
        Some(RefusalKind::KeyReused),
        Some(RefusalKind::AlreadyPosted),
        Some(RefusalKind::UnknownContract),
        Some(RefusalKind::UnknownLine),
        Some(RefusalKind::ChangedMeanwhile),
        Some(RefusalKind::MoreThanPaid),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(one(&home.crm, &id).await.paid, sum("60"));
}

#[tokio::test(start_paused = true)]
async fn what_was_taken_goes_back_and_comes_again_only_under_new_keys() {
    let home = Home::new();
    let invoice = home.invoice("500");
    let id = format!("invoice:{invoice}");
    let payment = [receipt("1", &[(&id, None, "500")])];
    let refund = [posting("2", Direction::Refund, &[(&id, None, "200")])];
    home.crm.post(&payment).await.expect("an answer");
    home.crm.post(&refund).await.expect("an answer");
    assert_eq!(home.paid(INVOICE, invoice), sum("300"));
    let blocked = home.crm.reverse(&payment, "ошибка").await.expect("an answer");
    assert_eq!(refused(&blocked[0]), Some(RefusalKind::MoreThanPaid));
    assert!(matches!(home.crm.reverse(&refund, "").await.expect("an answer")[0], Outcome::Taken(_)));
    assert!(matches!(home.crm.reverse(&payment, "").await.expect("an answer")[0], Outcome::Taken(_)));
    assert!(matches!(home.crm.reverse(&payment, "").await.expect("an answer")[0], Outcome::Already(_)));
    assert_eq!(home.paid(INVOICE, invoice), sum("0"));
    assert_eq!(refused(&home.crm.post(&payment).await.expect("an answer")[0]), Some(RefusalKind::KeyReused));
    let held = home.crm.payments_of(&ContractId(id)).await.expect("an answer");
    assert!(held.len() == 2 && held.iter().all(|part| part.reversed));
}

#[tokio::test(start_paused = true)]
async fn what_others_wrote_stays() {
    let home = Home::new();
    let deal = home.portal.portal(|portal| {
        let card = serde_json::json!({ "title": "ДДУ-4", "opportunity": "1000", home.paid.as_str(): 250.5,
                                       home.payments.as_str(): ["аванс 250,50 наличными"] });
        portal.add(DEAL, &card)
    });
    let id = format!("deal:{deal}");
    let payment = [receipt("1", &[(&id, None, "100")])];
    home.crm.post(&payment).await.expect("an answer");
    assert_eq!(home.paid(DEAL, deal), sum("350.50"));
    home.crm.reverse(&payment, "").await.expect("an answer");
    assert_eq!(home.paid(DEAL, deal), sum("250.50"));
    assert_eq!(home.lines(DEAL, deal)[0], "аванс 250,50 наличными");
}

#[tokio::test(start_paused = true)]
async fn a_payment_that_one_card_refuses_leaves_nothing_on_the_other() {
    let home = Home::new();
    let (deal, invoice) = (
        home.portal.portal(|portal| portal.add(DEAL, &serde_json::json!({ "title": "ДДУ-5", "opportunity": "1000" }))),
        home.invoice("500"),
    );
    home.portal.portal(|portal| portal.unchangeable.insert(INVOICE));
    let (deal_id, invoice_id) = (format!("deal:{deal}"), format!("invoice:{invoice}"));
    let payment = [receipt("1", &[(&deal_id, None, "100"), (&invoice_id, None, "50")])];
    let outcomes = home.crm.post(&payment).await.expect("an answer");
    assert_eq!(refused(&outcomes[0]), Some(RefusalKind::Broken));
    assert_eq!((home.paid(DEAL, deal), home.paid(INVOICE, invoice)), (sum("0"), sum("0")));
    assert!(home.lines(DEAL, deal).is_empty());
}
