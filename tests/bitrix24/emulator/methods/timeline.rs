//! Comments in timelines, and notices to employees.

use serde_json::{Map, Value, json};

use super::super::fields::{COMPANY, CONTACT, DEAL, INVOICE, Kind};
use super::super::filter::{self, Filter};
use super::super::params;
use super::super::portal::{Comment, Notice, Portal};
use super::super::refusal::Refusal;
use super::lists;
use super::{Answer, Call};

/// The type of item behind `ENTITY_TYPE`. The documents give `deal`, `contact`, `company` and
/// `dynamic_1046`; for invoices both the symbol code of the type and `dynamic_31` are taken.
fn owner_type(portal: &Portal, said: &str) -> Option<u32> {
    match said {
        "deal" => Some(DEAL),
        "contact" => Some(CONTACT),
        "company" => Some(COMPANY),
        "smart_invoice" | "dynamic_31" => Some(INVOICE),
        other => {
            let number = other.strip_prefix("dynamic_")?.parse().ok()?;
            portal.processes.contains_key(&number).then_some(number)
        }
    }
}

/// `crm.timeline.comment.add`.
pub fn add(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let fields = call.parameter("fields").clone();
    let required = |name: &str| fields.get(name).filter(|value| !value.is_null());
    let (Some(id), Some(owner), Some(text)) = (required("ENTITY_ID"), required("ENTITY_TYPE"), required("COMMENT"))
    else {
        return Err(Refusal::new(400, "100", "Required fields: ENTITY_ID, ENTITY_TYPE, COMMENT"));
    };
    for (name, _) in params::entries(&fields).unwrap_or_default() {
        if !["ENTITY_ID", "ENTITY_TYPE", "COMMENT", "FILES"].contains(&name.as_str()) {
            call.improper.push(format!("crm.timeline.comment.add: no field {name}"));
        }
    }
    let owner = params::text(owner).unwrap_or_default();
    let not_found = || Refusal::new(400, "OWNER_NOT_FOUND", "Owner not found.");
    let entity_type = owner_type(call.portal, &owner).ok_or_else(not_found)?;
    let entity_id = params::integer(id).and_then(|id| u64::try_from(id).ok()).unwrap_or(0);
    if call.portal.item(entity_type, entity_id).is_none() {
        return Err(Refusal::new(400, "NOT_FOUND", "Not found."));
    }
    let text = params::text(text).unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::new(400, "INVALID_ARG_VALUE", "Empty comment"));
    }
    let id = call.portal.next_id();
    let created = call.portal.clock().text(call.portal.clock().now());
    call.portal.comments.push(Comment { id, entity_type: owner, entity_id, text, created });
    Ok(Value::from(id).into())
}

/// `crm.timeline.comment.list`: the owner must be named, and the order knows three fields.
pub fn list(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let clock = call.portal.clock().clone();
    let refuse = |words: String| Refusal::new(400, "", words);
    let known = |name: &str| match name {
        "ID" | "ENTITY_ID" | "AUTHOR_ID" => Some(Kind::Integer),
        "CREATED" => Some(Kind::DateTime),
        "ENTITY_TYPE" | "COMMENT" => Some(Kind::Text),
        _ => None,
    };
    let wanted = call.parameter("filter").clone();
    let names: Vec<String> = params::entries(&wanted).unwrap_or_default().into_iter().map(|(name, _)| name).collect();
    for required in ["ENTITY_ID", "ENTITY_TYPE"] {
        if !names.iter().any(|name| name.trim_start_matches('=') == required) {
            return Err(Refusal::new(400, "", "Access denied."));
        }
    }
    for name in names.iter().filter(|name| !name.contains("ENTITY_")) {
        call.improper.push(format!("crm.timeline.comment.list: the documents have no filter {name}"));
    }
    let filter = Filter::read(&wanted, &known, &refuse, &clock)?;
    let sortable = |name: &str| ["ID", "CREATED", "AUTHOR_ID"].contains(&name).then_some(Kind::Integer);
    let keys = filter::read_order(call.parameter("order"), &sortable, &refuse, false)?;
    let chosen = lists::chosen(call.parameter("select"));
    let start = lists::start(call);
    let owner = call.portal.owner;
    let rows: Vec<Map<String, Value>> = call
        .portal
        .comments
        .iter()
        .filter_map(|comment| {
            let row = json!({
                "ID": comment.id.to_string(),
                "ENTITY_ID": comment.entity_id.to_string(),
                "ENTITY_TYPE": comment.entity_type,
                "CREATED": comment.created,
                "COMMENT": comment.text,
                "AUTHOR_ID": owner.to_string(),
                "FILES": {},
            });
            row.as_object().cloned()
        })
        .collect();
    Ok(lists::plain(rows, &filter, &keys, chosen.as_deref(), start, &clock))
}

/// `im.notify.system.add` and `im.notify.personal.add`. Through a webhook a tag counts only
/// together with `CLIENT_ID`; without it the notice is made, but replaces nothing.
pub fn notify(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let user = params::integer(call.parameter("USER_ID")).unwrap_or(0);
    let user = u64::try_from(user).ok().filter(|user| *user > 0);
    let user = user.ok_or_else(|| Refusal::new(400, "USER_ID_EMPTY", "User ID can't be empty"))?;
    let text = params::text(call.parameter("MESSAGE")).unwrap_or_default().trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::new(400, "MESSAGE_EMPTY", "Message can't be empty"));
    }
    if !call.portal.users.iter().any(|known| known.id == user && known.active) {
        return Ok(Value::from(false).into());
    }
    let client = params::text(call.parameter("CLIENT_ID")).filter(|client| !client.is_empty());
    let tagged = !call.parameter("TAG").is_null() || !call.parameter("SUB_TAG").is_null();
    if tagged && client.is_none() {
        call.improper.push("im.notify: TAG without CLIENT_ID".to_owned());
    }
    let tag = params::text(call.parameter("TAG")).zip(client).map(|(tag, client)| format!("{client}|{tag}"));
    if tag.is_some() {
        call.portal.notices.retain(|notice| notice.tag != tag);
    }
    let id = call.portal.next_id();
    call.portal.notices.push(Notice { id, user, text, tag });
    Ok(Value::from(id).into())
}
