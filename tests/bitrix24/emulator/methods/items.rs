//! `crm.item.list`, `crm.item.get`, `crm.item.fields`.

use serde_json::{Map, Value, json};

use super::super::fields::{COMPANY, CONTACT, DEAL, Field, Kind, OLD_INVOICE, SWITCHED_OFF};
use super::super::filter::{self, Filter};
use super::super::params;
use super::super::portal::Item;
use super::super::refusal::Refusal;
use super::lists::{self, Start};
use super::{Answer, Call};

/// The type of items that a call speaks of, with its fields.
pub struct Subject {
    /// `entityTypeId`.
    pub entity_type: u32,
    /// Its fields.
    pub fields: Vec<Field>,
    /// User fields are named as in the database.
    pub original: bool,
    unfilterable: std::collections::BTreeSet<String>,
}

impl Subject {
    /// Reads `entityTypeId` and `useOriginalUfNames`.
    pub fn of(call: &Call<'_>) -> Result<Self, Refusal> {
        let said = call.parameter("entityTypeId");
        if said.is_null() {
            return Err(Refusal::missing("entityTypeId"));
        }
        let entity_type = params::integer(said).and_then(|said| u32::try_from(said).ok()).unwrap_or(0);
        if entity_type == OLD_INVOICE {
            return Err(Refusal::new(
                400,
                "ENTITY_TYPE_NOT_SUPPORTED",
                "Entity type `Invoice (old version)` is not supported",
            ));
        }
        if !call.portal.has_type(entity_type) {
            return Err(Refusal::new(400, "NOT_FOUND", "Smart process not found"));
        }
        let original = params::truth(call.parameter("useOriginalUfNames")).unwrap_or(false);
        let unfilterable = call.portal.unfilterable.clone();
        Ok(Self { entity_type, fields: call.portal.fields(entity_type), original, unfilterable })
    }

    /// The field of a name as this call writes names.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| self.name(field) == name)
    }

    /// The name of a field as this call writes names.
    pub fn name<'a>(&self, field: &'a Field) -> &'a str {
        if self.original && field.user { &field.upper } else { &field.name }
    }

    /// An item as it is told, whole or the chosen fields of it.
    pub fn told(&self, item: &Item, chosen: Option<&[String]>) -> Value {
        let mut told = Map::new();
        for field in &self.fields {
            let name = self.name(field);
            if chosen.is_none_or(|names| names.iter().any(|chosen| chosen == name)) {
                told.insert(name.to_owned(), item.get(&field.name).cloned().unwrap_or(Value::Null));
            }
        }
        if chosen.is_none() && self.entity_type == DEAL {
            told.extend(SWITCHED_OFF.iter().map(|name| ((*name).to_owned(), Value::Null)));
        }
        if chosen.is_none() && matches!(self.entity_type, CONTACT | COMPANY) {
            told.insert("fm".to_owned(), Value::Array(Vec::new()));
        }
        if chosen.is_none() {
            told.insert("entityTypeId".to_owned(), Value::from(self.entity_type));
        }
        Value::Object(told)
    }

    /// How a field stands in a filter. User fields of yes and no are 1 and 0 there, and only so.
    fn filtered(&self, name: &str) -> Option<Kind> {
        let field = self.field(name).filter(|field| !self.unfilterable.contains(&field.name))?;
        Some(if field.user && field.kind == Kind::Boolean { Kind::Integer } else { field.kind.clone() })
    }

    fn read(&self, item: &Item, name: &str) -> Value {
        let Some(field) = self.field(name) else { return Value::Null };
        let value = item.get(&field.name).cloned().unwrap_or(Value::Null);
        if field.user && field.kind == Kind::Boolean {
            return Value::from(u8::from(value == "Y"));
        }
        value
    }
}

/// The id of a call about one item.
pub fn id(call: &Call<'_>) -> Result<u64, Refusal> {
    match call.parameter("id") {
        Value::Null => Err(Refusal::missing("id")),
        said => Ok(params::integer(said).and_then(|id| u64::try_from(id).ok()).unwrap_or(0)),
    }
}

/// The refusal of an item that is not there.
pub fn not_found() -> Refusal {
    Refusal::new(400, "NOT_FOUND", "Element not found")
}

/// `crm.item.get`.
pub fn get(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let subject = Subject::of(call)?;
    let item = call.portal.item(subject.entity_type, id(call)?).ok_or_else(not_found)?;
    Ok(json!({ "item": subject.told(item, None) }).into())
}

/// `crm.item.fields`.
pub fn fields(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let subject = Subject::of(call)?;
    let told: Map<String, Value> =
        subject.fields.iter().map(|field| (subject.name(field).to_owned(), field.description())).collect();
    Ok(json!({ "fields": told }).into())
}

/// `crm.item.list`.
pub fn list(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let subject = Subject::of(call)?;
    let clock = call.portal.clock().clone();
    let known = |name: &str| subject.filtered(name);
    let refuse = |what: &'static str| {
        move |words: String| Refusal::new(400, "INVALID_ARG_VALUE", format!("Invalid {what}: {words}"))
    };
    let filter = Filter::read(call.parameter("filter"), &known, &refuse("filter"), &clock)?;
    let keys = filter::read_order(call.parameter("order"), &known, &refuse("order"), false)?;
    let chosen = lists::chosen(call.parameter("select"));
    for name in chosen.iter().flatten().filter(|name| subject.field(name).is_none()) {
        call.improper.push(format!("crm.item.list: no field {name} to select at the type {}", subject.entity_type));
    }
    let start = lists::start(call);
    let by_id = keys.is_empty() || matches!(keys.as_slice(), [key] if key.field == "id" && !key.descending);
    // Without a count and by id, the page is full as soon as it has its rows.
    let enough = if by_id && start == Start::Uncounted { lists::PAGE } else { usize::MAX };
    let empty = std::collections::BTreeMap::new();
    let items = call.portal.items.get(&subject.entity_type).unwrap_or(&empty);
    let looked_up = filter.only("id");
    let searched: Box<dyn Iterator<Item = &Item>> = match &looked_up {
        Some(ids) => Box::new(ids.iter().filter_map(|id| items.get(id))),
        None => Box::new(items.range(filter.after("id").saturating_add(1)..).map(|(_, item)| item)),
    };
    let passed = searched.filter(|item| filter.matches(&|name| subject.read(item, name), &clock));
    let mut rows: Vec<&Item> = passed.take(enough).collect();
    if !by_id {
        lists::sort(&mut rows, &keys, |item, name| subject.read(item, name));
    }
    let (rows, total, next) = lists::page(rows, start);
    let items: Vec<Value> = rows.into_iter().map(|item| subject.told(item, chosen.as_deref())).collect();
    Ok(Answer { result: json!({ "items": items }), total, next })
}
