//! Parameters of a call: from JSON, from a query string with PHP's brackets, and how values of
//! either are read. A query string knows only text, so `31` and `"31"` are the same number here.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The parameters that a query string or a form writes: `filter[>id]=5`, `select[0]=id`,
/// `fields[x][]=1`. A later value of the same key wins, as in PHP.
pub fn from_query(query: &str) -> Value {
    let mut root = Map::new();
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        let path = path(&key);
        if !path.is_empty() {
            put(&mut root, &path, Value::from(value.into_owned()));
        }
    }
    listed(Value::Object(root))
}

/// `a[b][]` as its parts: a, b, and an empty part for the next free number.
fn path(key: &str) -> Vec<String> {
    let Some((name, rest)) = key.split_once('[') else { return vec![key.to_owned()] };
    let mut parts = vec![name.to_owned()];
    for part in rest.split('[') {
        parts.push(part.strip_suffix(']').unwrap_or(part).to_owned());
    }
    parts
}

fn put(map: &mut Map<String, Value>, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else { return };
    let key = if first.is_empty() {
        let next = map.keys().filter_map(|key| key.parse::<u64>().ok()).max().map_or(0, |last| last + 1);
        next.to_string()
    } else {
        first.clone()
    };
    if rest.is_empty() {
        map.insert(key, value);
        return;
    }
    let below = map.entry(key).or_insert_with(|| Value::Object(Map::new()));
    if !below.is_object() {
        *below = Value::Object(Map::new());
    }
    if let Value::Object(below) = below {
        put(below, rest, value);
    }
}

/// What was written as a list (keys 0, 1, 2…) as a list: PHP does not tell them apart.
fn listed(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    let count = map.len();
    let entries: Map<String, Value> = map.into_iter().map(|(key, value)| (key, listed(value))).collect();
    if count > 0 && (0..count).all(|index| entries.contains_key(&index.to_string())) {
        let mut entries = entries;
        return (0..count).filter_map(|index| entries.remove(&index.to_string())).collect();
    }
    Value::Object(entries)
}

/// Entries of a map in the order in which they were written; of a list, with their numbers.
/// `serde_json` sorts the keys of a map, and a batch runs in the order of its commands.
#[derive(Debug, Default, Clone)]
pub struct Ordered(pub Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Ordered;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a map or a list")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries: Vec<(String, Value)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, Value>()? {
                    match entries.iter_mut().find(|(known, _)| *known == key) {
                        Some(entry) => entry.1 = value,
                        None => entries.push((key, value)),
                    }
                }
                Ok(Ordered(entries))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(value) = list.next_element::<Value>()? {
                    entries.push((entries.len().to_string(), value));
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_any(Entries)
    }
}

impl Ordered {
    /// The entries of `cmd` in a query string or a form, in the order in which they stand there.
    pub fn commands_of_query(query: &str) -> Self {
        let mut entries: Vec<(String, Value)> = Vec::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let path = path(&key);
            if let [name, command] = path.as_slice()
                && name == "cmd"
            {
                let command = if command.is_empty() { entries.len().to_string() } else { command.clone() };
                entries.push((command, Value::from(value.into_owned())));
            }
        }
        Self(entries)
    }
}

/// A map as PHP writes it: `[]` when empty, a list when its keys are 0, 1, 2… in order.
pub fn php_map(entries: Vec<(String, Value)>) -> Value {
    if entries.iter().enumerate().all(|(index, (key, _))| *key == index.to_string()) {
        return entries.into_iter().map(|(_, value)| value).collect();
    }
    Value::Object(entries.into_iter().collect())
}

/// A whole number, or text that writes one.
pub fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A number with or without a fraction, or text that writes one.
pub fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => {
            if let Some(whole) = number.as_i64() {
                return Some(Decimal::from(whole));
            }
            let text = number.to_string();
            Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text)).ok()
        }
        Value::String(text) => Decimal::from_str(text.trim()).ok(),
        _ => None,
    }
}

/// A yes or no in any of the ways that the documents allow: Y/N, 1/0, true/false.
pub fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => match number.as_i64() {
            Some(1) => Some(true),
            Some(0) => Some(false),
            _ => None,
        },
        Value::String(text) => match text.as_str() {
            "Y" | "1" | "true" => Some(true),
            "N" | "0" | "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The text of a text or a number.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Entries of a map or a list; a list has its numbers for keys. `None` for anything else.
pub fn entries(value: &Value) -> Option<Vec<(String, &Value)>> {
    match value {
        Value::Object(map) => Some(map.iter().map(|(key, value)| (key.clone(), value)).collect()),
        Value::Array(list) => Some(list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()),
        _ => None,
    }
}

/// A number as the portal writes doubles: without a fraction where it has none.
pub fn double(number: Decimal) -> Value {
    serde_json::from_str(&number.normalize().to_string()).expect("a decimal is a JSON number")
}

/// The name that PHP gives to the type of a value, as errors of type say it.
pub fn php_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "string",
        Value::Array(_) | Value::Object(_) => "array",
    }
}
