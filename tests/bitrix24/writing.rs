//! `crm.item.update` and `crm.item.add`: what is taken, refused, ignored, and left alone.

use std::time::Duration;

use serde_json::{Value, json};

use super::caller::{Reply, call, portal};
use super::emulator::Emulator;
use super::emulator::fields::{DEAL, INVOICE, Kind};
use super::emulator::portal::priced;

async fn update(portal: &Emulator, entity_type: u32, id: u64, fields: Value) -> Reply {
    call(portal, "crm.item.update", json!({ "entityTypeId": entity_type, "id": id, "fields": fields })).await
}

#[tokio::test(start_paused = true)]
async fn the_item_comes_back_whole_and_an_unknown_field_is_ignored_without_a_word() {
    let portal = portal();
    let paid = portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_PAID1", Kind::Double, false));
    let invoice = portal.portal(|portal| portal.add(INVOICE, &priced("Счёт 1", "1500000.55")));
    let reply =
        update(&portal, INVOICE, invoice, json!({ &paid: "500000.55", "ufCrmPayd": 1, "accountNumber": "x" })).await;
    assert_eq!(reply.status, 200);
    let item = &reply.result()["item"];
    assert_eq!(item[&paid], 500_000.55);
    assert_eq!(item["accountNumber"], invoice.to_string());
    assert!(item.get("ufCrmPayd").is_none());
    assert_eq!(portal.ledger().improper.len(), 2);
    let held = portal.held(INVOICE, invoice).expect("the invoice");
    assert_eq!(held.sum(&paid).map(|sum| sum.to_string()).as_deref(), Some("500000.55"));
}

#[tokio::test(start_paused = true)]
async fn where_nothing_changes_nothing_is_saved() {
    let portal = portal();
    let keys = portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_KEYS1", Kind::Text, true));
    let invoice = portal.portal(|portal| portal.add(INVOICE, &priced("Счёт 1", "10")));
    tokio::time::advance(Duration::from_secs(60)).await;
    let written = json!({ &keys: ["a|1", "b|2"], "opportunity": "10.00" });
    let first = update(&portal, INVOICE, invoice, written.clone()).await.result()["item"].clone();
    assert_eq!(first["updatedTime"], "2026-11-20T12:01:00+03:00");
    tokio::time::advance(Duration::from_secs(60)).await;
    let second = update(&portal, INVOICE, invoice, written).await.result()["item"].clone();
    assert_eq!(first, second);
    assert_eq!(portal.held(INVOICE, invoice).expect("the invoice").texts(&keys), ["a|1", "b|2"]);
}

#[tokio::test(start_paused = true)]
async fn a_list_is_needed_where_a_field_has_many_values() {
    let portal = portal();
    let keys = portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_KEYS1", Kind::Text, true));
    let invoice = portal.portal(|portal| portal.add(INVOICE, &priced("Счёт 1", "10")));
    let reply = update(&portal, INVOICE, invoice, json!({ &keys: "a|1" })).await;
    assert_eq!(
        reply.error(),
        (400, &json!("100"), "Expected iterable value for multiple field, but got string instead")
    );
    let reply = update(&portal, INVOICE, invoice, json!({ &keys: [""] })).await;
    assert_eq!(reply.result()["item"][&keys], json!([]));
}

#[tokio::test(start_paused = true)]
async fn a_value_of_the_wrong_type_is_refused_and_nothing_is_written() {
    let portal = portal();
    let (sum, state) = portal.portal(|portal| {
        let options = Kind::Enumeration(vec![(45, "Оплачен".to_owned())]);
        (
            portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_SUM1", Kind::Money, false),
            portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_STATE1", options, false),
        )
    });
    let invoice = portal.portal(|portal| portal.add(INVOICE, &priced("Счёт 1", "10")));
    let before = portal.held(INVOICE, invoice);
    for (field, value) in [
        ("opportunity", json!("десять")),
        ("opportunity", json!("10,50")),
        ("closedate", json!("31.12.2026")),
        ("assignedById", json!("John")),
        ("title", json!({ "a": 1 })),
        ("stageId", json!("C9:NEW")),
        (&sum, json!("300")),
        (&sum, json!("300|рубли")),
        (&state, json!(99)),
    ] {
        let reply = update(&portal, INVOICE, invoice, json!({ "comments": "новое", field: value })).await;
        let words = format!("Invalid value for field \"{field}\"");
        assert_eq!(reply.error(), (400, &json!("CRM_FIELD_ERROR_VALUE_NOT_VALID"), words.as_str()));
    }
    assert_eq!(portal.held(INVOICE, invoice), before);
    let reply = update(&portal, INVOICE, invoice, json!({ &sum: "300.50|RUB", &state: "45" })).await;
    assert_eq!((&reply.result()["item"][&sum], &reply.result()["item"][&state]), (&json!("300.5|RUB"), &json!(45)));
}

#[tokio::test(start_paused = true)]
async fn a_stage_leaves_its_marks() {
    let portal = portal();
    let (deal, invoice) = portal
        .portal(|portal| (portal.add(DEAL, &priced("ДДУ-1", "10")), portal.add(INVOICE, &priced("Счёт 1", "10"))));
    tokio::time::advance(Duration::from_secs(5)).await;
    let item = update(&portal, DEAL, deal, json!({ "stageId": "WON" })).await.result()["item"].clone();
    assert_eq!((&item["stageSemanticId"], &item["closed"]), (&json!("S"), &json!("Y")));
    assert_eq!(item["movedTime"], "2026-11-20T12:00:05+03:00");
    let item = update(&portal, INVOICE, invoice, json!({ "stageId": "DT31_5:P" })).await.result()["item"].clone();
    assert_eq!(item["previousStageId"], "DT31_5:N");
    assert_eq!(portal.held(INVOICE, invoice).expect("the invoice").stage(), "DT31_5:P");
}

#[tokio::test(start_paused = true)]
async fn a_stage_is_not_left_without_what_it_requires() {
    let portal = portal();
    let deal = portal.portal(|portal| {
        portal.required.entry(DEAL).or_default().insert("companyId".to_owned());
        portal.add(DEAL, &priced("ДДУ-1", "10"))
    });
    let reply = update(&portal, DEAL, deal, json!({ "stageId": "WON" })).await;
    assert_eq!(reply.error().1, &json!("CRM_FIELD_ERROR_REQUIRED"));
    assert_eq!(update(&portal, DEAL, deal, json!({ "comments": "x" })).await.status, 200);
    assert_eq!(update(&portal, DEAL, deal, json!({ "stageId": "WON", "companyId": 4 })).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn rights_of_the_person_are_looked_at() {
    let portal = portal();
    let deal = portal.portal(|portal| portal.add(DEAL, &priced("ДДУ-1", "10")));
    portal.portal(|portal| portal.unmovable.insert(DEAL));
    let reply = update(&portal, DEAL, deal, json!({ "stageId": "WON" })).await;
    assert_eq!(reply.error(), (400, &json!(""), "Insufficient permissions to change the stage"));
    portal.portal(|portal| portal.unchangeable.insert(DEAL));
    let reply = update(&portal, DEAL, deal, json!({ "comments": "x" })).await;
    assert_eq!(reply.error(), (400, &json!("ACCESS_DENIED"), "Access denied"));
    let missing = update(&portal, DEAL, 9_999, json!({ "comments": "x" })).await;
    assert_eq!(missing.error().1, &json!("NOT_FOUND"));
}

#[tokio::test(start_paused = true)]
async fn an_item_is_added_once_per_call_whatever_its_external_code() {
    let portal = portal();
    portal.portal(|portal| portal.add_process(1030, "Payments"));
    let fields = json!({ "entityTypeId": 1030, "fields": { "title": "Платёж", "xmlId": "key-1", "opportunity": 5 } });
    let first = call(&portal, "crm.item.add", fields.clone()).await.result()["item"].clone();
    let second = call(&portal, "crm.item.add", fields).await.result()["item"].clone();
    assert_ne!(first["id"], second["id"]);
    assert_eq!(first["stageId"], "DT1030_7:NEW");
    let wanted = json!({ "entityTypeId": 1030, "filter": { "=xmlId": "key-1" } });
    assert_eq!(call(&portal, "crm.item.list", wanted).await.body["total"], 2);
}

#[tokio::test(start_paused = true)]
async fn another_person_changes_an_item_behind_the_caller() {
    let portal = portal();
    let deal = portal.portal(|portal| portal.add(DEAL, &priced("ДДУ-1", "10")));
    tokio::time::advance(Duration::from_secs(5)).await;
    portal.portal(|portal| portal.change(DEAL, deal, &json!({ "stageId": "LOSE", "opportunity": 12 })));
    let item = call(&portal, "crm.item.get", json!({ "entityTypeId": 2, "id": deal })).await.result()["item"].clone();
    assert_eq!((&item["stageSemanticId"], &item["opportunity"]), (&json!("F"), &json!(12)));
    assert_eq!(item["updatedTime"], "2026-11-20T12:00:05+03:00");
    assert!(portal.portal(|portal| portal.remove(DEAL, deal)));
    assert!(portal.held(DEAL, deal).is_none());
}
