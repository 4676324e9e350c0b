//! `filter` and `order` of `crm.item.list`.

use serde_json::{Value, json};

use super::caller::{call, portal};
use super::emulator::Emulator;
use super::emulator::fields::{DEAL, Kind};

/// A portal with four deals whose titles are the letters a–d.
fn deals() -> Emulator {
    let portal = portal();
    portal.portal(|portal| {
        let flag = portal.declare(DEAL, "UF_CRM_1_FLAG", Kind::Boolean, false);
        let many = portal.declare(DEAL, "UF_CRM_1_MANY", Kind::Text, true);
        for (title, sum, day, stage, yes, keys) in [
            ("a", "100", "2026-11-01", "NEW", "Y", json!(["k1", "k2"])),
            ("b", "200.5", "2026-11-02", "WON", "N", json!([])),
            ("c", "300", "2026-11-03", "NEW", "Y", json!(["k3"])),
            ("d", "20", "2026-11-04", "LOSE", "N", json!(["k1"])),
        ] {
            portal.add(
                DEAL,
                &json!({ "title": title, "opportunity": sum, "closedate": day, "stageId": stage, &flag: yes,
                    &many: keys, "additionalInfo": format!("Договор {title}-1") }),
            );
        }
    });
    portal
}

/// The titles that a filter finds.
async fn found(portal: &Emulator, filter: Value) -> String {
    let wanted = json!({ "entityTypeId": 2, "select": ["title"], "filter": filter, "order": { "id": "ASC" } });
    let reply = call(portal, "crm.item.list", wanted).await;
    let items = reply.result()["items"].as_array().cloned().unwrap_or_else(|| panic!("no items: {}", reply.body));
    items.iter().filter_map(|item| item["title"].as_str()).collect()
}

#[tokio::test(start_paused = true)]
async fn prefixes_compare_by_the_kind_of_the_field() {
    let portal = deals();
    for (filter, titles) in [
        (json!({ "stageId": "NEW" }), "ac"),
        (json!({ "=stageId": "NEW" }), "ac"),
        (json!({ "!stageId": "NEW" }), "bd"),
        (json!({ "!=stageId": "NEW" }), "bd"),
        (json!({ "@stageId": ["WON", "LOSE"] }), "bd"),
        (json!({ "!@stageId": ["WON", "LOSE"] }), "ac"),
        (json!({ "@stageId": [] }), ""),
        (json!({ ">opportunity": 100 }), "bc"),
        (json!({ ">=opportunity": "100" }), "abc"),
        (json!({ "<opportunity": 100.5 }), "ad"),
        (json!({ "<=opportunity": 20 }), "d"),
        (json!({ "opportunity": "200.50" }), "b"),
        (json!({ ">closedate": "2026-11-02" }), "bcd"),
        (json!({ ">closedate": "2026-11-02T03:00:00+03:00" }), "cd"),
        (json!({ "%additionalInfo": "ДОГОВОР A" }), "a"),
        (json!({ "!%additionalInfo": "b-" }), "acd"),
        (json!({ "=%additionalInfo": "%-1" }), "abcd"),
        (json!({ "%=additionalInfo": "Договор%d%" }), "d"),
        (json!({ "!=%additionalInfo": "%d%" }), "abc"),
        (json!({ "ufCrm1Many": "k1" }), "ad"),
        (json!({ "ufCrm1Flag": 1 }), "ac"),
        (json!({ "stageSemanticId": "P", ">opportunity": 150 }), "c"),
        (json!({}), "abcd"),
        (json!([]), "abcd"),
    ] {
        assert_eq!(found(&portal, filter.clone()).await, titles, "{filter}");
    }
}

#[tokio::test(start_paused = true)]
async fn groups_join_by_their_own_logic() {
    let portal = deals();
    let either = json!({ "logic": "OR", "0": { "stageId": "WON" }, "1": { ">opportunity": 250 } });
    assert_eq!(found(&portal, json!({ "0": either })).await, "bc");
    assert_eq!(found(&portal, json!({ "0": either, "stageId": "NEW" })).await, "c");
    assert_eq!(found(&portal, json!({ "logic": "OR", "stageId": "WON", "title": "d" })).await, "bd");
    assert_eq!(found(&portal, json!([{ "stageId": "NEW" }, { ">opportunity": 250 }])).await, "c");
}

#[tokio::test(start_paused = true)]
async fn what_may_not_stand_in_a_filter_is_refused() {
    let portal = deals();
    portal.portal(|portal| portal.unfilterable.insert("additionalInfo".to_owned()));
    for (filter, words) in [
        (json!({ "ufCrmPaid": 1 }), "Invalid filter: field 'ufCrmPaid' is not allowed in filter"),
        (json!({ "=UF_CRM_1_FLAG": 1 }), "Invalid filter: field 'UF_CRM_1_FLAG' is not allowed in filter"),
        (json!({ "%additionalInfo": "x" }), "Invalid filter: field 'additionalInfo' is not allowed in filter"),
        (json!({ "@id": 5 }), "Invalid filter: field 'id' has invalid value"),
        (json!({ "id": [5] }), "Invalid filter: field 'id' has invalid value"),
        (json!({ "id": "five" }), "Invalid filter: field 'id' has invalid value"),
        (json!({ "ufCrm1Flag": "Y" }), "Invalid filter: field 'ufCrm1Flag' has invalid value"),
        (json!({ ">closedate": "вчера" }), "Invalid filter: field 'closedate' has invalid value"),
        (json!({ "logic": "XOR" }), "Invalid filter: field 'logic' has invalid value"),
        (json!("id=5"), "Invalid filter: filter must be an object"),
    ] {
        let reply = call(&portal, "crm.item.list", json!({ "entityTypeId": 2, "filter": filter })).await;
        assert_eq!(reply.error(), (400, &json!("INVALID_ARG_VALUE"), words));
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_has_known_fields_and_two_directions() {
    let portal = deals();
    let titles = async |order: Value| {
        let wanted = json!({ "entityTypeId": 2, "select": ["title"], "order": order });
        let reply = call(&portal, "crm.item.list", wanted).await;
        let items = reply.result()["items"].as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|item| item["title"].as_str()).collect::<String>()
    };
    assert_eq!(titles(json!({ "opportunity": "DESC" })).await, "cbad");
    assert_eq!(titles(json!({ "stageId": "ASC", "title": "DESC" })).await, "dcab");
    for (order, words) in [
        (json!({ "sum": "ASC" }), "Invalid order: field 'sum' is not allowed in order"),
        (json!({ "id": "up" }), "Invalid order: allowed sort directions are `ASC, DESC`. But got 'up' for field 'id'"),
    ] {
        let reply = call(&portal, "crm.item.list", json!({ "entityTypeId": 2, "order": order })).await;
        assert_eq!(reply.error(), (400, &json!("INVALID_ARG_VALUE"), words));
    }
}
