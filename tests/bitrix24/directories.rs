//! Stages, pipelines, requisites: old methods write text and capitals.

use serde_json::json;

use super::caller::{call, portal};
use super::emulator::fields::COMPANY;

#[tokio::test(start_paused = true)]
async fn stages_of_deals_are_those_of_the_documents() {
    let portal = portal();
    let wanted = json!({ "filter": { "ENTITY_ID": "DEAL_STAGE" }, "order": { "SORT": "ASC" } });
    let reply = call(&portal, "crm.status.list", wanted).await;
    let stages = reply.result().as_array().cloned().expect("stages");
    assert_eq!(
        stages[0],
        json!({ "ID": "101", "ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "NEW", "NAME": "New", "NAME_INIT": "",
            "SORT": "10", "SYSTEM": "N", "CATEGORY_ID": null, "COLOR": "#39A8EF", "SEMANTICS": null,
            "EXTRA": { "SEMANTICS": "process", "COLOR": "#39A8EF" } })
    );
    let told: Vec<_> = stages.iter().map(|stage| (&stage["STATUS_ID"], &stage["SEMANTICS"])).collect();
    assert_eq!(
        told[5..],
        [(&json!("WON"), &json!("S")), (&json!("LOSE"), &json!("F")), (&json!("APOLOGY"), &json!("F")),]
    );
    assert_eq!(reply.body["total"], 8);
    let invoices = json!({ "filter": { "ENTITY_ID": "SMART_INVOICE_STAGE_5", "SEMANTICS": "S" } });
    let reply = call(&portal, "crm.status.list", invoices).await;
    assert_eq!(reply.result()[0]["STATUS_ID"], "DT31_5:P");
    let reply = call(&portal, "crm.status.list", json!({ "filter": { "entityId": "X" } })).await;
    assert_eq!(reply.error().1, &json!("Invalid parameters."));
}

#[tokio::test(start_paused = true)]
async fn pipelines_have_numbers_for_ids() {
    let portal = portal();
    let reply = call(&portal, "crm.category.list", json!({ "entityTypeId": 2 })).await;
    let categories = reply.result()["categories"].as_array().cloned().expect("pipelines");
    let told: Vec<_> = categories.iter().map(|category| (&category["id"], &category["isDefault"])).collect();
    assert_eq!(told, [(&json!(0), &json!("Y")), (&json!(9), &json!("N"))]);
    assert_eq!(reply.body["total"], 2);
    let reply = call(&portal, "crm.category.list", json!({ "entityTypeId": 4 })).await;
    assert_eq!(reply.error().1, &json!("ENTITY_TYPE_NOT_SUPPORTED"));
}

#[tokio::test(start_paused = true)]
async fn smart_processes_are_told_by_two_methods() {
    let portal = portal();
    portal.portal(|portal| portal.add_process(156, "Purchase"));
    let reply = call(&portal, "crm.enum.ownertype", json!({})).await;
    let types = reply.result().as_array().cloned().expect("types");
    assert!(types.contains(&json!({ "ID": 31, "NAME": "Invoice", "SYMBOL_CODE": "SMART_INVOICE",
        "SYMBOL_CODE_SHORT": "SI" })));
    assert!(types.contains(&json!({ "ID": 156, "NAME": "Purchase", "SYMBOL_CODE": "DYNAMIC_156",
        "SYMBOL_CODE_SHORT": "T9c" })));
    let reply = call(&portal, "crm.type.list", json!({})).await;
    assert_eq!(reply.result()["types"][0]["entityTypeId"], 156);
}

#[tokio::test(start_paused = true)]
async fn requisites_are_rows_of_text() {
    let portal = portal();
    let (company, requisite) = portal.portal(|portal| {
        let company = portal.add(COMPANY, &json!({ "title": "ООО «Ромашка»" }));
        portal.add_requisite(COMPANY, company, "7707083893", "770701001", "ООО «Ромашка»");
        (company, portal.add_requisite(COMPANY, company, "0500100732", "", "ООО «Василёк»"))
    });
    let wanted = json!({ "filter": { "@RQ_INN": ["0500100732", "1"] },
        "select": ["ID", "ENTITY_TYPE_ID", "ENTITY_ID", "RQ_INN"] });
    let reply = call(&portal, "crm.requisite.list", wanted).await;
    assert_eq!(
        *reply.result(),
        json!([{ "ID": requisite.to_string(), "ENTITY_TYPE_ID": "4", "ENTITY_ID": company.to_string(),
            "RQ_INN": "0500100732" }])
    );
    assert_eq!(reply.body["total"], 1);
    let zeros = json!({ "filter": { "RQ_INN": "500100732" } });
    assert_eq!(
        call(&portal, "crm.requisite.list", zeros).await.body["total"],
        0,
        "a number with a zero in front is text"
    );
    let after = json!({ "filter": { ">ID": company, "ENTITY_TYPE_ID": 4 }, "order": { "ID": "asc" }, "start": -1 });
    assert_eq!(call(&portal, "crm.requisite.list", after).await.result().as_array().map(Vec::len), Some(2));
    let reply = call(&portal, "crm.requisite.list", json!({ "filter": { "INN": "1" } })).await;
    assert_eq!((reply.status, &reply.body["error"]), (400, &json!(0)), "the code is a number");
}
