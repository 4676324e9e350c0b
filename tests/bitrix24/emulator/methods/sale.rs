//! Orders of the shop and their payments. Errors of these methods have numbers for codes.

use serde_json::{Map, Value, json};

use super::super::fields::{Field, Kind};
use super::super::filter::{self, Filter};
use super::super::params;
use super::super::portal::Item;
use super::super::refusal::Refusal;
use super::super::values;
use super::lists::{self, Start};
use super::{Answer, Call};

const MAY_NOT_READ: u64 = 200_040_300_010;
const MAY_NOT_WRITE: u64 = 200_040_300_020;
const NO_SUCH_PAYMENT: u64 = 200_640_400_001;

/// Every field of a payment: how it is read, and whether a write may name it.
const FIELDS: &[(&str, Kind, bool)] = &[
    ("id", Kind::Integer, false),
    ("orderId", Kind::Integer, true),
    ("accountNumber", Kind::Text, false),
    ("paySystemId", Kind::Integer, true),
    ("paySystemName", Kind::Text, false),
    ("paySystemIsCash", Kind::Text, false),
    ("paySystemXmlId", Kind::Text, false),
    ("paid", Kind::Boolean, true),
    ("datePaid", Kind::DateTime, true),
    ("empPaidId", Kind::Integer, true),
    ("psStatus", Kind::Text, true),
    ("psStatusCode", Kind::Text, true),
    ("psStatusDescription", Kind::Text, true),
    ("psStatusMessage", Kind::Text, true),
    ("psSum", Kind::Double, true),
    ("psCurrency", Kind::Text, true),
    ("psResponseDate", Kind::DateTime, true),
    ("psInvoiceId", Kind::Text, true),
    ("payVoucherNum", Kind::Text, true),
    ("payVoucherDate", Kind::Date, true),
    ("datePayBefore", Kind::DateTime, true),
    ("dateBill", Kind::DateTime, true),
    ("xmlId", Kind::Text, true),
    ("sum", Kind::Double, true),
    ("currency", Kind::Text, false),
    ("companyId", Kind::Integer, true),
    ("payReturnNum", Kind::Text, true),
    ("payReturnDate", Kind::Date, true),
    ("payReturnComment", Kind::Text, true),
    ("empReturnId", Kind::Integer, true),
    ("isReturn", Kind::Boolean, true),
    ("priceCod", Kind::Text, true),
    ("responsibleId", Kind::Integer, true),
    ("empResponsibleId", Kind::Integer, true),
    ("dateResponsibleId", Kind::DateTime, false),
    ("comments", Kind::Text, true),
    ("updated1c", Kind::Boolean, true),
    ("id1c", Kind::Text, true),
    ("version1c", Kind::Text, true),
    ("externalPayment", Kind::Text, true),
    ("marked", Kind::Boolean, true),
    ("reasonMarked", Kind::Text, true),
    ("dateMarked", Kind::DateTime, false),
    ("empMarkedId", Kind::Integer, true),
];

fn kind(name: &str) -> Option<Kind> {
    FIELDS.iter().find(|(known, ..)| *known == name).map(|(_, kind, _)| kind.clone())
}

fn only_administrator(call: &Call<'_>, code: u64) -> Result<(), Refusal> {
    if call.portal.administrator { Ok(()) } else { Err(Refusal::numbered(code, "Access Denied")) }
}

/// `fields`, read; what a payment does not have is left out and noted.
fn read_fields(call: &mut Call<'_>, method: &str) -> Result<Item, Refusal> {
    let given = call.parameter("fields").clone();
    let given = params::entries(&given).unwrap_or_default();
    if given.is_empty() {
        return Err(Refusal::numbered(100, "Could not find value for parameter {fields}"));
    }
    let mut read = Item::new();
    for (name, value) in given {
        let Some((_, kind, true)) = FIELDS.iter().find(|(known, ..)| *known == name) else {
            call.improper.push(format!("{method}: no field {name} to write"));
            continue;
        };
        let field = Field { name: name.clone(), ..Field::user("", kind.clone(), false) };
        let value = values::written(&field, value, call.portal.clock())
            .map_err(|refusal| Refusal::numbered(0, refusal.description))?;
        read.insert(name, value);
    }
    Ok(read)
}

/// `sale.payment.add`.
pub fn add(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    only_administrator(call, MAY_NOT_WRITE)?;
    let written = read_fields(call, "sale.payment.add")?;
    let number = |name: &str| written.get(name).and_then(Value::as_u64);
    let (Some(order), Some(system)) = (number("orderId"), number("paySystemId")) else {
        return Err(Refusal::numbered(0, "Required fields: orderId, paySystemId"));
    };
    let Some((owner_type, owner)) = call.portal.orders.get(&order).copied() else {
        return Err(Refusal::numbered(0, "order does not exist"));
    };
    let Some(system_name) = call.portal.pay_systems.get(&system).cloned() else {
        return Err(Refusal::numbered(0, "pay system does not exist"));
    };
    let item = call.portal.item(owner_type, owner);
    let currency = item.and_then(|item| item.get("currencyId")).cloned();
    let currency = currency.unwrap_or_else(|| Value::from(call.portal.currency.clone()));
    let within = call.portal.payments.values().filter(|payment| payment.get("orderId") == written.get("orderId"));
    let place = within.count() + 1;
    let id = call.portal.next_id();
    let now = call.portal.clock().text(call.portal.clock().now());
    let mut payment = empty_payment();
    payment.extend([
        ("id".to_owned(), Value::from(id)),
        ("accountNumber".to_owned(), Value::from(format!("{order}/{place}"))),
        ("paySystemName".to_owned(), Value::from(system_name)),
        ("currency".to_owned(), currency),
        ("dateBill".to_owned(), Value::from(now.clone())),
        ("dateResponsibleId".to_owned(), Value::from(now)),
    ]);
    payment.extend(written);
    call.portal.payments.insert(id, payment.clone());
    Ok(told(payment).into())
}

/// A payment nothing of which was written: empty text, no for flags, null for the rest.
fn empty_payment() -> Item {
    let empty = |kind: &Kind| match kind {
        Kind::Text => Value::from(""),
        Kind::Boolean => Value::from("N"),
        _ => Value::Null,
    };
    let mut payment: Item = FIELDS.iter().map(|(name, kind, _)| ((*name).to_owned(), empty(kind))).collect();
    payment.insert("sum".to_owned(), Value::from(0));
    payment.insert("paySystemIsCash".to_owned(), Value::from("N"));
    payment.insert("priceCod".to_owned(), Value::from("0.000000"));
    payment.insert("externalPayment".to_owned(), Value::from("N"));
    payment
}

fn told(payment: Item) -> Value {
    json!({ "payment": payment.into_iter().collect::<Map<String, Value>>() })
}

fn id(call: &Call<'_>) -> Result<u64, Refusal> {
    let said = params::integer(call.parameter("id"));
    let said = said.ok_or_else(|| Refusal::numbered(100, "Could not find value for parameter {id}"))?;
    let known = u64::try_from(said).ok().filter(|id| call.portal.payments.contains_key(id));
    known.ok_or_else(|| Refusal::numbered(NO_SUCH_PAYMENT, "payment does not exist"))
}

/// `sale.payment.update`.
pub fn update(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    only_administrator(call, MAY_NOT_WRITE)?;
    let id = id(call)?;
    let mut written = read_fields(call, "sale.payment.update")?;
    if written.remove("orderId").is_some() {
        call.improper.push("sale.payment.update: no field orderId to write".to_owned());
    }
    let payment = call.portal.payments.entry(id).or_default();
    payment.extend(written);
    Ok(told(payment.clone()).into())
}

/// `sale.payment.delete`.
pub fn delete(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    only_administrator(call, MAY_NOT_WRITE)?;
    let id = id(call)?;
    call.portal.payments.remove(&id);
    Ok(Value::from(true).into())
}

/// `sale.payment.get`.
pub fn get(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    only_administrator(call, MAY_NOT_READ)?;
    let id = id(call)?;
    Ok(told(call.portal.payments.get(&id).cloned().unwrap_or_default()).into())
}

/// `sale.payment.list`. There is no `@` here: `=` takes a list.
pub fn list(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    only_administrator(call, MAY_NOT_READ)?;
    let clock = call.portal.clock().clone();
    let refuse = |words: String| Refusal::numbered(0, words);
    let wanted = call.parameter("filter").clone();
    let mut spread = Map::new();
    for (name, value) in params::entries(&wanted).unwrap_or_default() {
        if name.starts_with('@') || name.starts_with("!@") {
            return Err(refuse(format!("field '{name}' is not allowed in filter")));
        }
        let field = name.trim_start_matches('=');
        let is_list = value.is_array() || value.is_object();
        let equal = field == name || name.len() == field.len() + 1;
        let name = if is_list && equal { format!("@{field}") } else { name.clone() };
        spread.insert(name, value.clone());
    }
    let filter = Filter::read(&Value::Object(spread), &kind, &refuse, &clock)?;
    let keys = filter::read_order(call.parameter("order"), &kind, &refuse, true)?;
    let chosen = lists::chosen(call.parameter("select"));
    let start = lists::start(call);
    let rows = call.portal.payments.values().map(|row| row.clone().into_iter().collect()).collect();
    let answer = lists::plain(rows, &filter, &keys, chosen.as_deref(), start, &clock);
    Ok(Answer { result: json!({ "payments": answer.result }), ..answer })
}

/// `crm.orderentity.list`. With `start = -1` every row comes at once.
pub fn order_links(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    if !call.portal.administrator {
        return Err(Refusal::new(400, "200040300010", "Access Denied"));
    }
    let clock = call.portal.clock().clone();
    let refuse = |words: String| Refusal::numbered(0, words);
    let known = |name: &str| ["orderId", "ownerId", "ownerTypeId"].contains(&name).then_some(Kind::Integer);
    let filter = Filter::read(call.parameter("filter"), &known, &refuse, &clock)?;
    let mut keys = filter::read_order(call.parameter("order"), &known, &refuse, true)?;
    if keys.is_empty() {
        keys.push(filter::OrderKey { field: "ownerId".to_owned(), descending: false });
    }
    let chosen = lists::chosen(call.parameter("select"));
    let start = lists::start(call);
    let rows: Vec<Map<String, Value>> = call
        .portal
        .orders
        .iter()
        .filter_map(|(order, (owner_type, owner))| {
            json!({ "orderId": order, "ownerId": owner, "ownerTypeId": owner_type }).as_object().cloned()
        })
        .collect();
    let start = if start == Start::Uncounted { Start::All } else { start };
    let answer = lists::plain(rows, &filter, &keys, chosen.as_deref(), start, &clock);
    Ok(Answer { result: json!({ "orderEntity": answer.result }), ..answer })
}

/// `sale.paysystem.list`.
pub fn pay_systems(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    if !call.portal.administrator {
        return Err(Refusal::new(403, "ACCESS_DENIED", "Access denied!"));
    }
    let clock = call.portal.clock().clone();
    let refuse = |words: String| Refusal::new(400, "ERROR_CHECK_FAILURE", words);
    let known = |name: &str| match name {
        "ID" | "PERSON_TYPE_ID" | "SORT" => Some(Kind::Integer),
        "NAME" | "PSA_NAME" | "ACTIVE" | "XML_ID" | "ENTITY_REGISTRY_TYPE" | "IS_CASH" => Some(Kind::Text),
        _ => None,
    };
    let filter = Filter::read(call.parameter("FILTER"), &known, &refuse, &clock)?;
    let keys = filter::read_order(call.parameter("ORDER"), &known, &refuse, false)?;
    let chosen = lists::chosen(call.parameter("SELECT"));
    let rows: Vec<Map<String, Value>> = call
        .portal
        .pay_systems
        .iter()
        .filter_map(|(id, name)| {
            let row = json!({
                "ID": id,
                "NAME": name,
                "PSA_NAME": name,
                "ACTIVE": "Y",
                "IS_CASH": if *id == 6 { "Y" } else { "N" },
                "ENTITY_REGISTRY_TYPE": "ORDER",
                "XML_ID": "my_ps_id",
                "PERSON_TYPE_ID": 3,
                "SORT": 100,
                "TARIFF": null,
            });
            row.as_object().cloned()
        })
        .collect();
    let answer = lists::plain(rows, &filter, &keys, chosen.as_deref(), Start::All, &clock);
    Ok(answer.result.into())
}
