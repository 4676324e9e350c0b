//! The forms in which portals tell the same thing. PHP writes ids and sums as numbers or as text,
//! maps without entries as lists, lists as maps, nothing as null, false or an empty text; older
//! portals leave out what newer ones tell. A caller must read all of them alike.

use serde_json::{Map, Value, json};

/// How a portal tells things; which of the forms it takes follows from a seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a form of its own")]
pub struct Manners {
    /// Numbers of rows as text.
    numbers_as_text: bool,
    /// Short lists as maps with the keys `"0"`, `"1"`…
    lists_as_maps: bool,
    /// Lists of nothing in fields as `false`.
    nothing_as_false: bool,
    /// Fields in which nothing is written are left out.
    nothing_left_out: bool,
    /// Maps of nothing in a batch as `{}` instead of `[]`.
    empty_maps: bool,
    /// `total` as text.
    total_as_text: bool,
    /// No `total` and no `next`.
    no_total: bool,
    /// No `time`, and no `result_time` in a batch.
    no_time: bool,
    /// Keys that nobody knows, everywhere.
    strangers: bool,
}

impl Manners {
    /// One of the ways to tell things.
    pub fn of_seed(seed: u64) -> Self {
        let mixed = super::faults::mixed(seed);
        let bit = |place: u32| mixed >> place & 1 == 1;
        Self {
            numbers_as_text: bit(0),
            lists_as_maps: bit(1),
            nothing_as_false: bit(2),
            nothing_left_out: bit(3),
            empty_maps: bit(4),
            total_as_text: bit(5),
            // Without a count every page is a request of its own.
            no_total: bit(6) && bit(7),
            no_time: bit(8) && bit(9),
            strangers: bit(10),
        }
    }

    /// `result` of a call.
    pub fn result(self, value: Value) -> Value {
        match value {
            Value::Number(number) if self.numbers_as_text => Value::from(number.to_string()),
            Value::Array(list) if list.is_empty() && self.nothing_as_false => Value::from(false),
            // Longer ones would not keep their order: the map sorts its keys as text.
            Value::Array(list) if (1..=10).contains(&list.len()) && self.lists_as_maps => {
                let entries = list.into_iter().enumerate();
                Value::Object(entries.map(|(place, value)| (place.to_string(), self.result(value))).collect())
            }
            Value::Array(list) => list.into_iter().map(|value| self.result(value)).collect(),
            Value::Object(map) => {
                let entries = map.into_iter().filter(|(_, value)| !(self.nothing_left_out && value.is_null()));
                let mut told: Map<String, Value> = entries.map(|(name, value)| (name, self.result(value))).collect();
                if self.strangers {
                    told.insert("somethingNew".to_owned(), json!({ "a": [1.5, null], "b": {} }));
                }
                Value::Object(told)
            }
            other => other,
        }
    }

    /// The body of a reply, or the five maps of a batch, with what belongs to it besides `result`.
    pub fn body(self, value: Value) -> Value {
        let Value::Object(mut body) = value else { return value };
        if self.no_time {
            body.remove("time");
        }
        if self.strangers {
            body.insert("somethingNew".to_owned(), json!([]));
        }
        for name in ["total", "next"] {
            match body.remove(name) {
                Some(count) if !self.no_total => body.insert(name.to_owned(), self.count(count)),
                _ => None,
            };
        }
        Value::Object(body)
    }

    /// The five maps of a batch.
    pub fn maps(self, value: Value) -> Value {
        let Value::Object(mut maps) = value else { return value };
        if self.no_time {
            maps.remove("result_time");
        }
        for name in ["result_total", "result_next"] {
            if let Some(counts) = maps.get_mut(name).and_then(Value::as_object_mut) {
                if self.no_total {
                    counts.clear();
                }
                counts.values_mut().for_each(|count| *count = self.count(count.take()));
            }
        }
        for map in maps.values_mut() {
            let is_empty = map.as_array().is_some_and(Vec::is_empty) || map.as_object().is_some_and(Map::is_empty);
            if is_empty {
                *map = if self.empty_maps { json!({}) } else { json!([]) };
            }
        }
        Value::Object(maps)
    }

    fn count(self, count: Value) -> Value {
        match count {
            Value::Number(number) if self.total_as_text => Value::from(number.to_string()),
            other => other,
        }
    }
}
