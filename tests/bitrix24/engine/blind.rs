//! What the harness sees of a client that sends again whatever brought no answer: without this,
//! all the silence of the judge would prove nothing.

use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use sverka::commit::posting_of;
use sverka::model::Posting;

use super::super::caller;
use super::super::connector::Home;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::super::emulator::fields::{DEAL, INVOICE};
use super::judge::{Books, Complaint, complaints};
use super::payments::{Houses, is_too_much};

/// Calls until a reply says that it is done.
async fn insist(home: &Home, method: &str, parameters: &Value) -> Value {
    loop {
        let reply = caller::patient(&home.portal, method, parameters.clone(), Duration::from_secs(60)).await;
        match reply {
            Some(Ok(reply)) if reply.status == 200 && !reply.result().is_null() => return reply.result().clone(),
            _ => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    }
}

/// Adds a posting of one part to its card, and again when nobody answers.
async fn add(home: &Home, posting: &Posting) {
    let part = &posting.parts[0];
    let (kind, id) = part.allocation.contract.as_str().split_once(':').expect("a card");
    let kind = if kind == "deal" { DEAL } else { INVOICE };
    let id: u64 = id.parse().expect("a number");
    loop {
        let item = &insist(home, "crm.item.get", &json!({ "entityTypeId": kind, "id": id })).await["item"];
        let paid: Decimal = item[&home.paid].to_string().parse().unwrap_or_default();
        let mut lines = item[&home.payments].as_array().cloned().unwrap_or_default();
        let amount = part.allocation.amount;
        lines.push(json!(format!("in|{}|{}|{amount}|RUB|2026-11-20|0|1||||", part.key, posting.payment)));
        let fields = json!({ &home.paid: (paid + amount).to_string(), &home.payments: lines });
        let update = json!({ "entityTypeId": kind, "id": id, "fields": fields });
        let reply = caller::patient(&home.portal, "crm.item.update", update, Duration::from_secs(60)).await;
        if matches!(reply, Some(Ok(reply)) if reply.status == 200 && !reply.result().is_null()) {
            return;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_sends_again_blindly_is_seen_to_pay_twice() {
    let home = Home::new();
    let rows = Houses::build(&home).rows();
    let of_one_card = |posting: &Posting| posting.parts.len() == 1 && posting.parts[0].allocation.line.is_none();
    let postings: Vec<Posting> =
        rows.iter().filter(|row| !is_too_much(row)).map(|row| posting_of(row, None)).filter(of_one_card).collect();
    assert!(postings.len() >= 40);
    home.portal.plan(Plan::none().share(200, 1, Reach::Writes, &Fault::ALL));
    for posting in &postings {
        add(&home, posting).await;
    }
    let found = complaints(&Books::of_held(&postings), &home);
    let doubled = found.iter().filter(|complaint| matches!(complaint, Complaint::Doubled(_))).count();
    assert!(doubled > 0, "{found:?}");
}

#[tokio::test(start_paused = true)]
async fn a_loss_a_stranger_and_another_sum_are_seen() {
    let home = Home::new();
    let rows = Houses::build(&home).rows();
    let of_number = |number: &str| {
        let row = rows.iter().find(|row| row.payment.number == number).expect("the row");
        posting_of(row, None)
    };
    let (held, lost) = (of_number("0"), of_number("10"));
    let mut altered = of_number("20");
    for posting in [&held, &altered] {
        add(&home, posting).await;
    }
    altered.parts[0].allocation.amount += Decimal::new(1, 2);
    let key = |posting: &Posting| posting.parts[0].key.to_string();
    let mut expected =
        [Complaint::Stranger(key(&held)), Complaint::Lost(key(&lost)), Complaint::Altered(key(&altered))];
    expected.sort();
    assert_eq!(complaints(&Books::of_held(&[lost, altered]), &home), expected);
    let card = held.parts[0].allocation.contract.as_str().trim_start_matches("invoice:").parse().expect("a number");
    home.portal.portal(|portal| portal.change(INVOICE, card, &json!({ home.paid.as_str(): "0.01" })));
    assert!(complaints(&Books::of_held(&[held]), &home).contains(&Complaint::Sum((INVOICE, card))));
}
