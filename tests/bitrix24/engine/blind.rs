//! What the harness sees of a client that sends again whatever brought no answer: without this,
//! all the silence of the judge would prove nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use sverka::commit::posting_of;
use sverka::model::{Posting, PostingPart};

use super::super::caller;
use super::super::connector::Home;
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::super::emulator::fields::{DEAL, INVOICE};
use super::judge::{Books, Card, Complaint, complaints};
use super::payments::{Houses, is_too_much};

/// How long it waits for a reply.
const PATIENCE: Duration = Duration::from_secs(60);
/// Postings that it sends in one request.
const CHUNK: usize = 20;

/// A batch; its results where every command has one.
async fn batch(home: &Home, commands: &[(String, String)]) -> Option<Value> {
    let commands: BTreeMap<&String, &String> = commands.iter().map(|(key, command)| (key, command)).collect();
    let body = json!({ "halt": 0, "cmd": commands }).to_string();
    let address = format!("{}batch", home.portal.webhook());
    let sending = caller::send(&address, "application/json", body);
    let reply = tokio::time::timeout(PATIENCE, sending).await.ok()?.ok()?;
    let results = &reply.result()["result"];
    let all_there = commands.keys().all(|key| !results[key.as_str()].is_null());
    (reply.status == 200 && all_there).then(|| results.clone())
}

/// The card of a part: an invoice, a deal without any, or the invoice of a line of a deal.
fn card_of(home: &Home, part: &PostingPart) -> Card {
    let (kind, id) = part.allocation.contract.as_str().split_once(':').expect("a card");
    let id: u64 = id.parse().expect("a number");
    match (kind, part.allocation.line) {
        ("deal", None) => (DEAL, id),
        ("deal", Some(line)) => home.portal.portal(|portal| {
            // In the order in which the deal was given them, a month after a month.
            let mut own = portal.items[&INVOICE].iter().filter(|(_, item)| item.get("parentId2") == Some(&json!(id)));
            let place = usize::try_from(line).expect("a small number") - 1;
            (INVOICE, *own.nth(place).expect("a line").0)
        }),
        _ => (INVOICE, id),
    }
}

/// Writes postings to their cards, many in a request, and all of the request again when it brought no
/// good answer. Asks for no key.
pub async fn send_all(home: &Home, postings: &[Posting]) {
    for chunk in postings.chunks(CHUNK) {
        let parts: Vec<(&Posting, &PostingPart, Card)> = chunk
            .iter()
            .flat_map(|posting| posting.parts.iter().map(move |part| (posting, part, card_of(home, part))))
            .collect();
        let cards: BTreeSet<Card> = parts.iter().map(|(.., card)| *card).collect();
        loop {
            let name = |(kind, id): &Card| format!("{kind}_{id}");
            let get = |card: &Card| (name(card), format!("crm.item.get?entityTypeId={}&id={}", card.0, card.1));
            let read: Vec<(String, String)> = cards.iter().map(get).collect();
            if let Some(read) = batch(home, &read).await {
                let update = |card: &Card| {
                    let own = parts.iter().filter(|(.., of)| of == card).map(|(posting, part, _)| (*posting, *part));
                    (name(card), update(home, *card, &read[name(card)]["item"], own))
                };
                let updates: Vec<(String, String)> = cards.iter().map(update).collect();
                if batch(home, &updates).await.is_some() {
                    break;
                }
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// The update of a card by what is added to what it held when it was read.
fn update<'part>(
    home: &Home,
    (kind, id): Card,
    item: &Value,
    parts: impl Iterator<Item = (&'part Posting, &'part PostingPart)>,
) -> String {
    let held = &item[&home.paid];
    let mut paid: Decimal = held.as_str().map_or_else(|| held.to_string(), str::to_owned).parse().unwrap_or_default();
    let old = item[&home.payments].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    let mut lines: Vec<String> = old.collect();
    for (posting, part) in parts {
        let amount = part.allocation.amount;
        paid += posting.direction.signed(amount);
        let way = if posting.direction.is_receipt() { "in" } else { "out" };
        lines.push(format!("{way}|{}|{}|{amount}|RUB|2026-11-20|0|1||||", part.key, posting.payment));
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("entityTypeId", &kind.to_string()).append_pair("id", &id.to_string());
    query.append_pair(&format!("fields[{}]", home.paid), &paid.to_string());
    for (place, line) in lines.iter().enumerate() {
        query.append_pair(&format!("fields[{}][{place}]", home.payments), line);
    }
    format!("crm.item.update?{}", query.finish())
}

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
    for is_calm in [true, false] {
        let home = Home::new();
        let rows = Houses::build(&home).rows();
        let postings: Vec<Posting> =
            rows.iter().filter(|row| !is_too_much(row)).map(|row| posting_of(row, None)).collect();
        if !is_calm {
            home.portal.plan(Plan::none().share(200, 1, Reach::Writes, &Fault::ALL));
        }
        send_all(&home, &postings).await;
        let found = complaints(&Books::of_held(&postings), &home);
        let doubled = found.iter().any(|complaint| matches!(complaint, Complaint::Doubled(_)));
        assert_eq!((doubled, found.is_empty()), (!is_calm, is_calm), "{found:?}");
    }
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
