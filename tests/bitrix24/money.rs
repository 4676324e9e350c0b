//! Payments of the shop's orders, comments in timelines, notices.

use serde_json::json;

use super::caller::{call, portal};
use super::emulator::fields::{DEAL, INVOICE};
use super::emulator::portal::priced;

#[tokio::test(start_paused = true)]
async fn a_payment_keeps_its_external_code_and_is_found_by_it() {
    let portal = portal();
    let (invoice, order) = portal.portal(|portal| {
        let invoice = portal.add(INVOICE, &priced("Счёт 1", "1500000.55"));
        (invoice, portal.add_order(INVOICE, invoice))
    });
    let links = json!({ "filter": { "=ownerTypeId": 31, "@ownerId": [invoice] }, "select": ["orderId", "ownerId"] });
    let reply = call(&portal, "crm.orderentity.list", links).await;
    assert_eq!(*reply.result(), json!({ "orderEntity": [{ "orderId": order, "ownerId": invoice }] }));
    let fields = json!({ "orderId": order, "paySystemId": 1, "sum": 500_000.55, "paid": "Y", "xmlId": "key-1",
        "payVoucherNum": "12", "payVoucherDate": "2026-11-20", "comments": "" });
    let payment = call(&portal, "sale.payment.add", json!({ "fields": fields })).await.result()["payment"].clone();
    assert_eq!(payment["sum"], 500_000.55);
    assert_eq!(payment["accountNumber"], format!("{order}/1"));
    assert_eq!((&payment["currency"], &payment["paySystemName"]), (&json!("RUB"), &json!("Bank Transfer (Company)")));
    let found = json!({ "filter": { "=xmlId": ["key-1", "key-2"] }, "select": ["id", "sum", "paid", "xmlId"] });
    let reply = call(&portal, "sale.payment.list", found.clone()).await;
    let id = payment["id"].clone();
    assert_eq!(
        *reply.result(),
        json!({ "payments": [{ "id": id, "sum": 500_000.55, "paid": "Y", "xmlId": "key-1" }] })
    );
    let got = call(&portal, "sale.payment.get", json!({ "id": id })).await;
    assert_eq!(got.result()["payment"], payment);
    assert_eq!(portal.payments().len(), 1);
    assert_eq!(portal.payments()[0].sum("sum").map(|sum| sum.to_string()).as_deref(), Some("500000.55"));
    let unpaid = json!({ "id": id, "fields": { "paid": "N" } });
    assert_eq!(call(&portal, "sale.payment.update", unpaid).await.result()["payment"]["paid"], "N");
    assert_eq!(*call(&portal, "sale.payment.delete", json!({ "id": id })).await.result(), json!(true));
    assert_eq!(call(&portal, "sale.payment.list", found).await.body["total"], 0);
}

#[tokio::test(start_paused = true)]
async fn errors_of_the_shop_are_numbers() {
    let portal = portal();
    let add = async |fields: serde_json::Value| {
        call(&portal, "sale.payment.add", json!({ "fields": fields })).await.body["error"].clone()
    };
    assert_eq!(add(json!({})).await, 100);
    assert_eq!(add(json!({ "sum": 5 })).await, 0);
    assert_eq!(add(json!({ "orderId": 77, "paySystemId": 1 })).await, 0);
    for method in ["sale.payment.get", "sale.payment.delete"] {
        assert_eq!(call(&portal, method, json!({ "id": 77 })).await.body["error"], 200_640_400_001_u64);
        assert_eq!(call(&portal, method, json!({})).await.body["error"], 100);
    }
    let in_prefix = json!({ "filter": { "@xmlId": ["key-1"] } });
    assert_eq!(call(&portal, "sale.payment.list", in_prefix).await.body["error"], 0, "there is no @ here");
    portal.portal(|portal| portal.administrator = false);
    assert_eq!(add(json!({ "orderId": 1, "paySystemId": 1 })).await, 200_040_300_020_u64);
    assert_eq!(call(&portal, "sale.payment.list", json!({})).await.body["error"], 200_040_300_010_u64);
    assert_eq!(call(&portal, "crm.orderentity.list", json!({})).await.body["error"], "200040300010");
    assert_eq!(call(&portal, "sale.paysystem.list", json!({})).await.error().0, 403);
}

#[tokio::test(start_paused = true)]
async fn pay_systems_are_told_whole() {
    let portal = portal();
    let reply =
        call(&portal, "sale.paysystem.list", json!({ "SELECT": ["ID", "NAME"], "FILTER": { "ACTIVE": "Y" } })).await;
    assert_eq!(*reply.result(), json!([{ "ID": 1, "NAME": "Bank Transfer (Company)" }, { "ID": 6, "NAME": "Cash" }]));
    assert!(reply.body.get("total").is_none());
}

#[tokio::test(start_paused = true)]
async fn links_of_orders_come_all_at_once_when_asked_to() {
    let portal = portal();
    portal.portal(|portal| (0..60).for_each(|owner| _ = portal.add_order(DEAL, owner)));
    let count = async |start: i64| {
        let reply = call(&portal, "crm.orderentity.list", json!({ "start": start })).await;
        reply.result()["orderEntity"].as_array().map(Vec::len)
    };
    assert_eq!((count(0).await, count(-1).await), (Some(50), Some(60)));
}

#[tokio::test(start_paused = true)]
async fn a_comment_needs_its_item_and_a_text() {
    let portal = portal();
    let invoice = portal.portal(|portal| portal.add(INVOICE, &priced("Счёт 1", "10")));
    let add = async |owner: &str, id: u64, text: &str| {
        let fields = json!({ "ENTITY_ID": id, "ENTITY_TYPE": owner, "COMMENT": text });
        call(&portal, "crm.timeline.comment.add", json!({ "fields": fields })).await.body
    };
    let first = add("smart_invoice", invoice, "Платёж 12 от 20.11.2026, 10,00").await["result"].clone();
    assert!(first.is_u64());
    assert!(add("dynamic_31", invoice, "и так").await["result"].is_u64());
    assert_eq!(add("invoice", invoice, "x").await["error"], "OWNER_NOT_FOUND");
    assert_eq!(add("deal", 99, "x").await["error"], "NOT_FOUND");
    assert_eq!(add("dynamic_31", invoice, " ").await["error"], "INVALID_ARG_VALUE");
    let capitals = json!({ "FIELDS": { "ENTITY_ID": invoice } });
    assert_eq!(call(&portal, "crm.timeline.comment.add", capitals).await.body["error"], "100");
    let wanted =
        json!({ "filter": { "ENTITY_ID": invoice, "ENTITY_TYPE": "smart_invoice" }, "order": { "ID": "ASC" } });
    let reply = call(&portal, "crm.timeline.comment.list", wanted).await;
    assert_eq!(reply.result()[0]["ID"], first.to_string());
    assert_eq!(reply.result()[0]["FILES"], json!({}));
    assert_eq!(reply.body["total"], 1);
    let reply = call(&portal, "crm.timeline.comment.list", json!({})).await;
    assert_eq!(reply.error(), (400, &json!(""), "Access denied."));
    assert_eq!(portal.portal(|portal| portal.comments.len()), 2);
}

#[tokio::test(start_paused = true)]
async fn a_notice_takes_the_place_of_one_with_its_tag_only_with_a_client() {
    let portal = portal();
    let notify = async |parameters: serde_json::Value| call(&portal, "im.notify.system.add", parameters).await.body;
    for _ in 0..2 {
        notify(json!({ "USER_ID": 6, "MESSAGE": "Оплата", "TAG": "key-1", "CLIENT_ID": "sverka" })).await;
    }
    let notices = portal.portal(|portal| portal.notices.clone());
    let [notice] = notices.as_slice() else { panic!("one notice: {notices:?}") };
    assert_eq!((notice.user, notice.text.as_str(), notice.tag.as_deref()), (6, "Оплата", Some("sverka|key-1")));
    assert!(notice.id > 1, "the second took the place of the first");
    for _ in 0..2 {
        notify(json!({ "USER_ID": 6, "MESSAGE": "Оплата", "TAG": "key-1" })).await;
    }
    assert_eq!(portal.portal(|portal| portal.notices.len()), 3);
    assert_eq!(portal.ledger().improper, ["im.notify: TAG without CLIENT_ID"; 2]);
    assert_eq!(notify(json!({ "MESSAGE": "x" })).await["error"], "USER_ID_EMPTY");
    assert_eq!(notify(json!({ "USER_ID": 6, "MESSAGE": "  " })).await["error"], "MESSAGE_EMPTY");
    assert_eq!(notify(json!({ "USER_ID": 500, "MESSAGE": "x" })).await["result"], false);
}
