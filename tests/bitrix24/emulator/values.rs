//! Values of fields: what a write takes, and the one form in which the portal then tells them.

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::Value;

use super::clock::Clock;
use super::fields::{Field, Kind};
use super::params;
use super::refusal::Refusal;

/// The value of a field that nobody wrote.
pub fn unset(field: &Field) -> Value {
    match (field.multiple, &field.kind, field.name.as_str()) {
        (true, ..) => Value::Array(Vec::new()),
        (false, Kind::Boolean, _) if !field.user => Value::from("N"),
        (false, _, "companyId" | "contactId" | "mycompanyId" | "webformId" | "opportunity" | "taxValue") => {
            Value::from(0)
        }
        _ => Value::Null,
    }
}

/// The value as the portal keeps and tells it, or the refusal of the write.
pub fn written(field: &Field, value: &Value, clock: &Clock) -> Result<Value, Refusal> {
    if !field.multiple {
        return single(field, value, clock);
    }
    let Some(parts) = params::entries(value) else {
        let got = params::php_type(value);
        return Err(Refusal::new(
            400,
            "100",
            format!("Expected iterable value for multiple field, but got {got} instead"),
        ));
    };
    let given = parts.into_iter().map(|(_, part)| part).filter(|part| !is_empty(part));
    given.map(|part| single(field, part, clock)).collect()
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

fn single(field: &Field, value: &Value, clock: &Clock) -> Result<Value, Refusal> {
    if is_empty(value) {
        return Ok(if field.multiple { Value::Null } else { unset(field) });
    }
    let read = match &field.kind {
        Kind::Integer => params::integer(value).map(Value::from),
        Kind::Text | Kind::Stage => params::text(value).map(Value::from),
        Kind::Double => params::decimal(value).map(params::double),
        Kind::Boolean => params::truth(value).map(|truth| Value::from(if truth { "Y" } else { "N" })),
        Kind::Date => params::text(value).and_then(|text| day(&text, clock)).map(Value::from),
        Kind::DateTime => params::text(value).and_then(|text| moment(&text, clock)).map(|at| clock.text(at).into()),
        Kind::Money => params::text(value).and_then(|text| money(&text)).map(Value::from),
        Kind::Enumeration(options) => {
            let id = params::integer(value).and_then(|id| u64::try_from(id).ok());
            id.filter(|id| options.iter().any(|(known, _)| known == id)).map(Value::from)
        }
    };
    read.ok_or_else(|| invalid(&field.name))
}

/// The refusal of a value that the field cannot have.
pub fn invalid(field: &str) -> Refusal {
    Refusal::new(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", format!("Invalid value for field \"{field}\""))
}

/// A day is told as the moment at which it begins in UTC, in the portal's offset: the documents
/// show `2024-07-23T02:00:00+02:00` for the 23rd.
fn day(text: &str, clock: &Clock) -> Option<String> {
    let date: civil::Date = text.get(..10)?.parse().ok()?;
    if text.len() > 10 {
        moment(text, clock)?;
    }
    let offset = if clock.offset().is_negative() { clock.offset() } else { jiff::tz::Offset::UTC };
    let begins = date.to_zoned(TimeZone::fixed(offset)).ok()?;
    Some(clock.text(begins.timestamp()))
}

/// A time with its offset; one without is in the portal's offset.
pub fn moment(text: &str, clock: &Clock) -> Option<Timestamp> {
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    let local: civil::DateTime = text.parse().ok()?;
    local.to_zoned(TimeZone::fixed(clock.offset())).ok().as_ref().map(Zoned::timestamp)
}

/// `300|RUB` with the sum brought to its shortest form.
fn money(text: &str) -> Option<String> {
    let (sum, currency) = text.split_once('|')?;
    let sum = params::decimal(&Value::from(sum))?;
    let known = currency.len() == 3 && currency.bytes().all(|letter| letter.is_ascii_uppercase());
    known.then(|| format!("{}|{currency}", sum.normalize()))
}
