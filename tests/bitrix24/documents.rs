//! Envelopes and system errors as the documents show them.

use serde_json::{Value, json};

use super::caller::{call, portal, send};
use super::emulator::fields::{COMPANY, DEAL, INVOICE, Kind};
use super::emulator::portal::priced;
use super::emulator::refusal::SystemError;

#[tokio::test(start_paused = true)]
async fn a_list_is_items_total_and_time() {
    let portal = portal();
    let deal = portal.portal(|portal| portal.add(DEAL, &priced("ДДУ-12/2026", "500000.55")));
    let wanted = json!({ "entityTypeId": 2, "select": ["id", "title", "opportunity", "stageId"] });
    let reply = call(&portal, "crm.item.list", wanted).await;
    assert_eq!(reply.status, 200);
    assert_eq!(
        *reply.result(),
        json!({ "items": [{ "id": deal, "title": "ДДУ-12/2026", "opportunity": 500_000.55, "stageId": "NEW" }] })
    );
    assert_eq!(reply.body["total"], 1);
    assert!(reply.body.get("next").is_none());
    let time = reply.body["time"].as_object().expect("the time of the reply");
    let names: Vec<&str> = time.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["date_finish", "date_start", "duration", "finish", "operating", "operating_reset_at", "processing", "start"]
    );
    assert_eq!(time["date_start"], "2026-11-20T12:00:00+03:00");
    assert_eq!(time["operating"], 0);
}

#[tokio::test(start_paused = true)]
async fn pages_are_of_fifty_and_next_says_where_the_next_begins() {
    let portal = portal();
    portal.portal(|portal| {
        for number in 0..120 {
            portal.add(INVOICE, &priced(&format!("Счёт {number}"), "10"));
        }
    });
    let page = async |start: i64| call(&portal, "crm.item.list", json!({ "entityTypeId": 31, "start": start })).await;
    let count = |body: &Value| body["result"]["items"].as_array().map_or(0, Vec::len);
    let first = page(0).await.body;
    assert_eq!((count(&first), &first["total"], &first["next"]), (50, &json!(120), &json!(50)));
    let second = page(50).await.body;
    assert_eq!((count(&second), &second["next"]), (50, &json!(100)));
    let third = page(100).await.body;
    assert_eq!((count(&third), third.get("next")), (20, None));
    let uncounted = page(-1).await.body;
    assert_eq!((count(&uncounted), &uncounted["total"], uncounted.get("next")), (50, &json!(0), None));
}

#[tokio::test(start_paused = true)]
async fn a_walk_by_id_ends_with_a_page_that_is_not_full() {
    let portal = portal();
    let made: Vec<u64> = portal.portal(|portal| (0..120).map(|_| portal.add(INVOICE, &priced("Счёт", "10"))).collect());
    let mut walked: Vec<u64> = Vec::new();
    loop {
        let wanted = json!({ "entityTypeId": 31, "select": ["id"], "order": { "id": "ASC" },
            "filter": { ">id": walked.last().copied().unwrap_or(0) }, "start": -1 });
        let reply = call(&portal, "crm.item.list", wanted).await;
        let items = reply.result()["items"].as_array().cloned().expect("items");
        walked.extend(items.iter().filter_map(|item| item["id"].as_u64()));
        if items.len() < 50 {
            break;
        }
    }
    assert_eq!(walked, made);
}

#[tokio::test(start_paused = true)]
async fn an_item_is_whole_and_what_is_unset_is_null_or_zero() {
    let portal = portal();
    let name = portal.portal(|portal| portal.declare(DEAL, "UF_CRM_1721244707107", Kind::Double, false));
    assert_eq!(name, "ufCrm_1721244707107");
    let deal = portal.portal(|portal| {
        portal.add(DEAL, &json!({ "title": "REST Deal #1", "categoryId": 9, name: 200.05, "closedate": "2024-07-31" }))
    });
    let reply = call(&portal, "crm.item.get", json!({ "entityTypeId": "2", "id": deal.to_string() })).await;
    let item = &reply.result()["item"];
    assert_eq!(item["stageId"], "C9:NEW");
    assert_eq!(item["stageSemanticId"], "P");
    assert_eq!(item["closed"], "N");
    assert_eq!(item["ufCrm_1721244707107"], 200.05);
    assert_eq!(item["companyId"], 0);
    assert_eq!(item["originId"], Value::Null);
    assert_eq!(item["observers"], json!([]));
    assert_eq!(item["closedate"], "2024-07-31T03:00:00+03:00", "midnight in UTC, told in the portal's offset");
    assert_eq!(item["entityTypeId"], 2);
    let original = json!({ "entityTypeId": 2, "id": deal, "useOriginalUfNames": "Y" });
    let reply = call(&portal, "crm.item.get", original).await;
    assert_eq!(reply.result()["item"]["UF_CRM_1721244707107"], 200.05);
    let missing = call(&portal, "crm.item.get", json!({ "entityTypeId": 2, "id": 9_999 })).await;
    assert_eq!(missing.error(), (400, &json!("NOT_FOUND"), "Element not found"));
}

#[tokio::test(start_paused = true)]
async fn fields_tell_their_types_and_their_names_in_the_database() {
    let portal = portal();
    portal.portal(|portal| {
        portal.add_process(1030, "Units");
        let options = Kind::Enumeration(vec![(45, "НеОплачен".to_owned()), (46, "Оплачен".to_owned())]);
        portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_1721", options, false);
        portal.declare(INVOICE, "UF_CRM_SMART_INVOICE_1722", Kind::Text, true);
    });
    let reply = call(&portal, "crm.item.fields", json!({ "entityTypeId": 31 })).await;
    let fields = &reply.result()["fields"];
    assert_eq!(fields["id"]["isReadOnly"], true);
    assert_eq!(fields["accountNumber"]["isReadOnly"], true);
    assert_eq!(
        fields["assignedById"],
        json!({ "type": "user", "isRequired": false, "isReadOnly": false,
        "isImmutable": false, "isMultiple": false, "isDynamic": false, "title": "ASSIGNED_BY_ID",
        "upperName": "ASSIGNED_BY_ID" })
    );
    assert_eq!(fields["parentId2"]["upperName"], "PARENT_ID_2");
    assert_eq!(fields["parentId1030"]["type"], "crm_entity");
    assert!(fields.get("stageSemanticId").is_none(), "only deals have it");
    let state = &fields["ufCrm_SMART_INVOICE_1721"];
    assert_eq!((&state["type"], &state["isDynamic"]), (&json!("enumeration"), &json!(true)));
    assert_eq!(state["items"], json!([{ "ID": "45", "VALUE": "НеОплачен" }, { "ID": "46", "VALUE": "Оплачен" }]));
    assert_eq!(fields["ufCrm_SMART_INVOICE_1722"]["isMultiple"], true);
}

#[test]
fn names_of_user_fields_are_written_as_the_table_shows() {
    use super::emulator::fields::camel_case;
    for (upper, camel) in [
        ("UF_CRM_3_DIGIT", "ufCrm3Digit"),
        ("UF_CRM_3_1747309727", "ufCrm3_1747309727"),
        ("UF_CRM_3_DIGIT10", "ufCrm_3_DIGIT10"),
        ("UF_CRM_3_DIGIT_10", "ufCrm_3_DIGIT_10"),
        ("UF_CRM_1747309879", "ufCrm_1747309879"),
    ] {
        assert_eq!(camel_case(upper), camel);
    }
}

#[tokio::test(start_paused = true)]
async fn parameters_come_as_json_or_as_a_form_with_brackets() {
    let portal = portal();
    let deal = portal.portal(|portal| portal.add(DEAL, &priced("А & Б", "10")));
    portal.portal(|portal| portal.add(DEAL, &priced("В", "10")));
    let form = "entityTypeId=2&filter[%25title]=%26&select[0]=id&select[]=title&order[id]=ASC";
    let address = format!("{}crm.item.list.json", portal.webhook());
    let reply = send(&address, "application/x-www-form-urlencoded", form.to_owned()).await.expect("a reply");
    assert_eq!(*reply.result(), json!({ "items": [{ "id": deal, "title": "А & Б" }] }));
    let reply = send(&format!("{address}?{form}"), "application/json", String::new()).await.expect("a reply");
    assert_eq!(*reply.result(), json!({ "items": [{ "id": deal, "title": "А & Б" }] }));
    assert_eq!(portal.ledger().improper, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_webhook_the_right_and_the_method_are_looked_at() {
    let portal = portal();
    let wrong = portal.webhook().replace("/1/", "/1/x");
    let reply = send(&format!("{wrong}profile"), "application/json", "{}".to_owned()).await.expect("a reply");
    assert_eq!(reply.error(), (401, &json!("NO_AUTH_FOUND"), "Wrong authorization data"));
    let reply = call(&portal, "crm.lead.wipe", json!({})).await;
    assert_eq!(reply.error().0, 404);
    portal.portal(|portal| portal.scopes.remove("crm"));
    let reply = call(&portal, "crm.item.list", json!({ "entityTypeId": 2 })).await;
    assert_eq!((reply.status, &reply.body["error"]), (403, &json!("insufficient_scope")));
    portal.settings(|settings| settings.expired = true);
    let reply = call(&portal, "profile", json!({})).await;
    assert_eq!((reply.status, &reply.body["error"]), (401, &json!("NO_AUTH_FOUND")));
    assert_eq!(portal.ledger().improper, ["crm.lead.wipe: no such method"]);
}

#[tokio::test(start_paused = true)]
async fn a_type_that_is_not_there_and_old_invoices_are_refused() {
    let portal = portal();
    for (entity_type, code) in [(1999, "NOT_FOUND"), (5, "ENTITY_TYPE_NOT_SUPPORTED")] {
        let reply = call(&portal, "crm.item.list", json!({ "entityTypeId": entity_type })).await;
        assert_eq!((reply.status, &reply.body["error"]), (400, &json!(code)));
    }
    let reply = call(&portal, "crm.item.list", json!({})).await;
    assert_eq!((reply.status, &reply.body["error"]), (400, &json!("100")));
}

#[tokio::test(start_paused = true)]
async fn every_system_error_has_its_status_and_code() {
    let portal = portal();
    for error in SystemError::ALL {
        portal.settings(|settings| settings.blocked = Some(error));
        let reply = call(&portal, "profile", json!({})).await;
        let refusal = error.refusal();
        assert_eq!((reply.status, &reply.body["error"]), (refusal.status, &json!(refusal.code_text())));
    }
}

#[tokio::test(start_paused = true)]
async fn the_portal_tells_of_itself() {
    let portal = portal();
    let profile = call(&portal, "profile", json!({})).await;
    assert_eq!(profile.result()["ID"], "1");
    assert_eq!(profile.result()["ADMIN"], true);
    let scope = call(&portal, "scope", json!({})).await;
    assert_eq!(*scope.result(), json!(["crm", "im", "pay_system", "sale", "user"]));
    let time = call(&portal, "server.time", json!({})).await;
    assert_eq!(*time.result(), json!("2026-11-20T12:00:00+03:00"));
    assert_eq!(portal.time(), "2026-11-20T12:00:00+03:00");
    let method = call(&portal, "method.get", json!({ "name": "sale.payment.add" })).await;
    assert_eq!(*method.result(), json!({ "isExisting": true, "isAvailable": true }));
    let users = call(&portal, "user.get", json!({ "FILTER": { "ID": [6, 7] }, "select": ["ID", "ACTIVE"] })).await;
    assert_eq!(*users.result(), json!([{ "ID": "6", "ACTIVE": true }, { "ID": "7", "ACTIVE": true }]));
    assert_eq!(users.body["total"], 2);
}

#[tokio::test(start_paused = true)]
async fn what_no_document_allows_is_noted() {
    let portal = portal();
    portal.portal(|portal| portal.add(COMPANY, &json!({ "title": "ООО «Ромашка»" })));
    call(&portal, "crm.item.list", json!({ "entityTypeId": 4, "select": ["id", "inn"], "limit": 10 })).await;
    send(&format!("{}profile", portal.webhook()), "application/json", "{".to_owned()).await.expect("a reply");
    assert_eq!(
        portal.ledger().improper,
        [
            "crm.item.list: no parameter limit",
            "crm.item.list: no field inn to select at the type 4",
            "the body is not a JSON object"
        ]
    );
}
