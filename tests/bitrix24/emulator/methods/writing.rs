//! `crm.item.update` and `crm.item.add`: fields checked, unknown ones silently left out, and
//! nothing saved where nothing changes.

use serde_json::{Map, Value, json};

use super::super::fields::Kind;
use super::super::params;
use super::super::portal::Item;
use super::super::refusal::Refusal;
use super::super::values;
use super::items::{self, Subject};
use super::{Answer, Call};

/// `crm.item.update`.
pub fn update(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let subject = Subject::of(call)?;
    let id = items::id(call)?;
    let written = read_fields(call, &subject, "crm.item.update")?;
    let before = call.portal.item(subject.entity_type, id).cloned().ok_or_else(items::not_found)?;
    if call.portal.unchangeable.contains(&subject.entity_type) {
        return Err(Refusal::new(400, "ACCESS_DENIED", "Access denied"));
    }
    let mut item = before.clone();
    item.extend(written);
    if item != before {
        check_stage(call, &subject, &before, &mut item)?;
        let now = Value::from(call.portal.clock().text(call.portal.clock().now()));
        item.insert("updatedTime".to_owned(), now);
        item.insert("updatedBy".to_owned(), Value::from(call.portal.owner));
        call.portal.items.entry(subject.entity_type).or_default().insert(id, item.clone());
    }
    Ok(json!({ "item": subject.told(&item, None) }).into())
}

/// `crm.item.add`.
pub fn add(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let subject = Subject::of(call)?;
    let written: Map<String, Value> = read_fields(call, &subject, "crm.item.add")?.into_iter().collect();
    if call.portal.unchangeable.contains(&subject.entity_type) {
        return Err(Refusal::new(400, "ACCESS_DENIED", "Access denied"));
    }
    if let Some(stage) = written.get("stageId").and_then(Value::as_str) {
        let is_known = call.portal.statuses.iter().any(|known| known.code == stage);
        is_known.then_some(()).ok_or_else(|| values::invalid("stageId"))?;
    }
    let id = call.portal.put(subject.entity_type, &written, &subject.fields);
    let item = call.portal.item(subject.entity_type, id).ok_or_else(items::not_found)?;
    Ok(json!({ "item": subject.told(item, None) }).into())
}

/// `fields` in the form in which they are kept. What the type does not have, or does not let
/// write, is left out without a word to the caller, and noted for the test.
fn read_fields(call: &mut Call<'_>, subject: &Subject, method: &str) -> Result<Item, Refusal> {
    let given = call.parameter("fields").clone();
    let Some(given) = params::entries(&given) else { return Err(Refusal::missing("fields")) };
    let mut written = Item::new();
    for (name, value) in given {
        match subject.field(&name) {
            Some(field) if !field.read_only => {
                let value = values::written(field, value, call.portal.clock())?;
                written.insert(field.name.clone(), value);
            }
            _ => call.improper.push(format!("{method}: no field {name} to write at the type {}", subject.entity_type)),
        }
    }
    Ok(written)
}

/// A stage must be one of the pipeline's; a change of it needs the right and leaves its marks.
fn check_stage(call: &Call<'_>, subject: &Subject, before: &Item, item: &mut Item) -> Result<(), Refusal> {
    let portal = &*call.portal;
    if item.get("categoryId") != before.get("categoryId") && item.get("stageId") == before.get("stageId") {
        let category = item.get("categoryId").and_then(Value::as_u64).unwrap_or_default();
        let first = portal.stages(subject.entity_type, category).next();
        let first = first.ok_or_else(|| values::invalid("categoryId"))?;
        item.insert("stageId".to_owned(), Value::from(first.code.clone()));
    }
    if item.get("stageId") == before.get("stageId") {
        return Ok(());
    }
    let stage = item.get("stageId").and_then(Value::as_str).unwrap_or_default().to_owned();
    let category = item.get("categoryId").and_then(Value::as_u64).unwrap_or_default();
    let is_known = portal.stages(subject.entity_type, category).any(|known| known.code == stage);
    if !is_known || !subject.fields.iter().any(|field| field.kind == Kind::Stage) {
        return Err(values::invalid("stageId"));
    }
    if portal.unmovable.contains(&subject.entity_type) {
        return Err(Refusal::new(400, "", "Insufficient permissions to change the stage"));
    }
    let required = portal.required.get(&subject.entity_type).into_iter().flatten();
    for field in subject.fields.iter().filter(|field| required.clone().any(|name| *name == field.name)) {
        if item.get(&field.name).is_none_or(|value| *value == values::unset(field)) {
            let words = format!("The \"{}\" field is required", field.name);
            return Err(Refusal::new(400, "CRM_FIELD_ERROR_REQUIRED", words));
        }
    }
    if item.contains_key("previousStageId") {
        item.insert("previousStageId".to_owned(), before.get("stageId").cloned().unwrap_or(Value::Null));
    }
    item.insert("movedTime".to_owned(), Value::from(portal.clock().text(portal.clock().now())));
    item.insert("movedBy".to_owned(), Value::from(portal.owner));
    portal.follow_stage(subject.entity_type, item);
    Ok(())
}
