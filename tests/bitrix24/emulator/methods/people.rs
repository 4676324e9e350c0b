//! Employees, the webhook's own person and rights, the portal's time.

use serde_json::{Map, Value, json};

use super::super::fields::Kind;
use super::super::filter::Filter;
use super::super::params;
use super::super::portal::User;
use super::super::refusal::Refusal;
use super::lists;
use super::{Answer, Call, entry};

/// `user.get`. The documents write the name of the filter in capitals and leave `start = -1`
/// open to this method.
pub fn get(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let clock = call.portal.clock().clone();
    let wanted = match call.parameter("FILTER") {
        Value::Null => call.parameter("filter"),
        wanted => wanted,
    };
    let wanted = wanted.clone();
    let known = |name: &str| match name {
        "ID" | "UF_DEPARTMENT" => Some(Kind::Integer),
        "NAME" | "LAST_NAME" | "SECOND_NAME" | "EMAIL" | "USER_TYPE" | "IS_ONLINE" => Some(Kind::Text),
        "ACTIVE" => Some(Kind::Boolean),
        _ => None,
    };
    // Here, unlike elsewhere, a list may stand without a prefix.
    let spread: Map<String, Value> = params::entries(&wanted)
        .unwrap_or_default()
        .into_iter()
        .map(|(name, value)| {
            let bare = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
            let name = if bare && (value.is_array() || value.is_object()) { format!("@{name}") } else { name };
            (name, value.clone())
        })
        .collect();
    let refuse = |words: String| Refusal::new(400, "INVALID_ARG_VALUE", format!("Invalid filter: {words}"));
    let filter = Filter::read(&Value::Object(spread), &known, &refuse, &clock)?;
    let chosen = lists::chosen(call.parameter("select"));
    let start = lists::start(call);
    let rows = call.portal.users.iter().filter_map(|user| told(user).as_object().cloned()).collect();
    let answer = lists::plain(rows, &filter, &[], chosen.as_deref(), start, &clock);
    Ok(Answer { result: flags(answer.result), ..answer })
}

/// Compared as Y and N, told as true and false.
fn flags(rows: Value) -> Value {
    let Value::Array(rows) = rows else { return rows };
    let told = rows.into_iter().map(|mut row| {
        if let Some(active) = row.get_mut("ACTIVE") {
            *active = Value::from(*active == "Y");
        }
        row
    });
    told.collect()
}

/// An employee as the documents show one: text for the number, and empty objects for times.
fn told(user: &User) -> Value {
    json!({
        "ID": user.id.to_string(),
        "ACTIVE": if user.active { "Y" } else { "N" },
        "NAME": user.name,
        "LAST_NAME": user.last_name,
        "SECOND_NAME": "",
        "EMAIL": format!("user{}@example.com", user.id),
        "LAST_LOGIN": "2024-07-25T13:06:54+00:00",
        "DATE_REGISTER": "2024-07-15T00:00:00+00:00",
        "TIME_ZONE": "",
        "IS_ONLINE": "N",
        "TIMESTAMP_X": {},
        "LAST_ACTIVITY_DATE": {},
        "PERSONAL_GENDER": "",
        "PERSONAL_BIRTHDAY": "",
        "WORK_POSITION": "",
        "UF_EMPLOYMENT_DATE": "",
        "UF_DEPARTMENT": [1],
        "USER_TYPE": "employee",
    })
}

/// `profile`.
pub fn profile(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let owner = call.portal.owner;
    let Some(user) = call.portal.users.iter().find(|user| user.id == owner && user.active) else {
        return Ok(Value::Array(Vec::new()).into());
    };
    Ok(json!({
        "ID": user.id.to_string(),
        "ADMIN": call.portal.administrator,
        "NAME": user.name,
        "LAST_NAME": user.last_name,
        "PERSONAL_GENDER": "",
        "TIME_ZONE": "",
    })
    .into())
}

/// `scope`.
pub fn scope(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    if params::truth(call.parameter("full")) == Some(true) {
        return Ok(json!(["basic", "crm", "im", "pay_system", "sale", "task", "user", "user_brief"]).into());
    }
    Ok(call.portal.scopes.iter().map(|scope| Value::from(scope.as_str())).collect::<Value>().into())
}

/// `server.time`.
pub fn server_time(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let clock = call.portal.clock();
    Ok(Value::from(clock.text(clock.now())).into())
}

/// `method.get`.
pub fn method(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let found = call.parameter("name").as_str().and_then(entry);
    let available = found.is_some_and(|entry| entry.is_allowed(call.portal));
    Ok(json!({ "isExisting": found.is_some(), "isAvailable": available }).into())
}
