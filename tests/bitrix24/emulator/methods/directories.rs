//! Pipelines, stages, types of items, requisites. The old methods among these write every value
//! as text and every name in capitals.

use serde_json::{Map, Value, json};

use super::super::fields::{COMPANY, CONTACT, Kind};
use super::super::filter::{self, Filter};
use super::super::refusal::Refusal;
use super::items::Subject;
use super::lists::{self, Start};
use super::{Answer, Call};

/// `crm.category.list`.
pub fn categories(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let subject = Subject::of(call)?;
    let mut told = Vec::new();
    for category in call.portal.categories.iter().filter(|category| category.entity_type == subject.entity_type) {
        let mut row = json!({
            "id": category.id,
            "name": category.name,
            "sort": 200 + category.id,
            "entityTypeId": category.entity_type,
            "isDefault": if told.is_empty() { "Y" } else { "N" },
        });
        if category.id != 0
            && let Some(row) = row.as_object_mut()
        {
            row.insert("originId".to_owned(), Value::from(""));
            row.insert("originatorId".to_owned(), Value::from(""));
        }
        told.push(row);
    }
    if matches!(subject.entity_type, COMPANY | CONTACT) {
        return Err(Refusal::new(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported"));
    }
    let total = u64::try_from(told.len()).ok();
    Ok(Answer { result: json!({ "categories": told }), total, next: None })
}

const STATUS_FIELDS: [&str; 10] =
    ["ID", "ENTITY_ID", "STATUS_ID", "NAME", "NAME_INIT", "SORT", "SYSTEM", "CATEGORY_ID", "COLOR", "SEMANTICS"];

/// `crm.status.list`: the whole directory at once, every value text.
pub fn statuses(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let clock = call.portal.clock().clone();
    let numbers = ["ID", "SORT", "CATEGORY_ID"];
    let known = |name: &str| {
        let kind = if numbers.contains(&name) { Kind::Integer } else { Kind::Text };
        STATUS_FIELDS.contains(&name).then_some(kind)
    };
    let refuse = |_: String| Refusal::new(400, "Invalid parameters.", "Incorrect parameters passed.");
    let filter = Filter::read(call.parameter("filter"), &known, &refuse, &clock)?;
    let keys = filter::read_order(call.parameter("order"), &known, &refuse, false)?;
    let mut places = std::collections::BTreeMap::new();
    let mut rows = Vec::new();
    for (index, status) in call.portal.statuses.iter().enumerate() {
        let place = places.entry(status.directory.as_str()).or_insert(0);
        *place += 10;
        let category = status.directory.rsplit_once("_STAGE_").map(|(_, category)| category);
        let row = json!({
            "ID": (101 + 2 * index).to_string(),
            "ENTITY_ID": status.directory,
            "STATUS_ID": status.code,
            "NAME": status.name,
            "NAME_INIT": "",
            "SORT": place.to_string(),
            "SYSTEM": if status.letter().is_some() { "Y" } else { "N" },
            "CATEGORY_ID": category,
            "COLOR": "#39A8EF",
            "SEMANTICS": status.letter(),
            "EXTRA": { "SEMANTICS": status.semantics, "COLOR": "#39A8EF" },
        });
        rows.extend(row.as_object().cloned());
    }
    Ok(lists::plain(rows, &filter, &keys, None, Start::All, &clock))
}

/// `crm.enum.ownertype`.
pub fn owner_types(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let mut told = vec![
        owner_type(1, "Lead", "LEAD", "L"),
        owner_type(2, "Deal", "DEAL", "D"),
        owner_type(3, "Contact", "CONTACT", "C"),
        owner_type(4, "Company", "COMPANY", "CO"),
        owner_type(5, "Invoice (old version)", "INVOICE", "I"),
        owner_type(31, "Invoice", "SMART_INVOICE", "SI"),
        owner_type(7, "Quote", "QUOTE", "Q"),
        owner_type(8, "Billing Details", "REQUISITE", "RQ"),
    ];
    for (id, title) in &call.portal.processes {
        told.push(owner_type(*id, title, &format!("DYNAMIC_{id}"), &format!("T{id:x}")));
    }
    Ok(Value::from(told).into())
}

fn owner_type(id: u32, name: &str, code: &str, short: &str) -> Value {
    json!({ "ID": id, "NAME": name, "SYMBOL_CODE": code, "SYMBOL_CODE_SHORT": short })
}

/// `crm.type.list`: the smart processes.
pub fn types(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let start = lists::start(call);
    let created = call.portal.clock().text(call.portal.clock().at(std::time::Duration::ZERO));
    let rows = call.portal.processes.iter().enumerate().map(|(index, (entity_type, title))| {
        json!({
            "id": index + 1,
            "title": title,
            "code": "",
            "createdBy": 1,
            "entityTypeId": entity_type,
            "customSectionId": null,
            "isCategoriesEnabled": "Y",
            "isStagesEnabled": "Y",
            "isBeginCloseDatesEnabled": "Y",
            "isClientEnabled": "Y",
            "isLinkWithProductsEnabled": "Y",
            "isPaymentsEnabled": "N",
            "createdTime": created,
            "updatedTime": created,
            "updatedBy": 1,
        })
    });
    let (rows, total, next) = lists::page(rows.collect(), start);
    Ok(Answer { result: json!({ "types": rows }), total, next })
}

/// Fields of requisites with text in them: those of every country and those of Russia, Belarus,
/// Moldova and Kazakhstan.
const REQUISITE_TEXTS: &[&str] = &[
    "NAME",
    "CODE",
    "XML_ID",
    "ORIGINATOR_ID",
    "ACTIVE",
    "ADDRESS_ONLY",
    "RQ_NAME",
    "RQ_FIRST_NAME",
    "RQ_LAST_NAME",
    "RQ_SECOND_NAME",
    "RQ_COMPANY_ID",
    "RQ_COMPANY_NAME",
    "RQ_COMPANY_FULL_NAME",
    "RQ_COMPANY_REG_DATE",
    "RQ_DIRECTOR",
    "RQ_ACCOUNTANT",
    "RQ_CEO_NAME",
    "RQ_CEO_WORK_POS",
    "RQ_CONTACT",
    "RQ_EMAIL",
    "RQ_PHONE",
    "RQ_FAX",
    "RQ_IDENT_TYPE",
    "RQ_IDENT_DOC",
    "RQ_IDENT_DOC_SER",
    "RQ_IDENT_DOC_NUM",
    "RQ_IDENT_DOC_PERS_NUM",
    "RQ_IDENT_DOC_DATE",
    "RQ_IDENT_DOC_ISSUED_BY",
    "RQ_IDENT_DOC_DEP_CODE",
    "RQ_INN",
    "RQ_KPP",
    "RQ_IFNS",
    "RQ_OGRN",
    "RQ_OGRNIP",
    "RQ_OKPO",
    "RQ_OKTMO",
    "RQ_OKVED",
    "RQ_IIN",
    "RQ_BIN",
    "RQ_VAT_ID",
    "RQ_BASE_DOC",
];

/// `crm.requisite.list`: rows of text. The documents do not say what an unknown field in the
/// filter does; it is refused with the code that they give for everything else.
pub fn requisites(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let clock = call.portal.clock().clone();
    let refuse = |words: String| Refusal::numbered(0, words);
    let known = |name: &str| match name {
        "ID" | "ENTITY_TYPE_ID" | "ENTITY_ID" | "PRESET_ID" | "SORT" => Some(Kind::Integer),
        "DATE_CREATE" | "DATE_MODIFY" => Some(Kind::DateTime),
        name => REQUISITE_TEXTS.contains(&name).then_some(Kind::Text),
    };
    let filter = Filter::read(call.parameter("filter"), &known, &refuse, &clock)?;
    let keys = filter::read_order(call.parameter("order"), &known, &refuse, true)?;
    let chosen = lists::chosen(call.parameter("select"));
    for name in chosen.iter().flatten().filter(|name| known(name).is_none()) {
        call.improper.push(format!("crm.requisite.list: no field {name} to select"));
    }
    let start = lists::start(call);
    let rows: Vec<Map<String, Value>> = call
        .portal
        .requisites
        .iter()
        .map(|row| row.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect())
        .collect();
    Ok(lists::plain(rows, &filter, &keys, chosen.as_deref(), start, &clock))
}
