//! What list methods share: pages of 50, `total` and `next`, rows in order, chosen fields.

use serde_json::{Map, Value};

use super::super::clock::Clock;
use super::super::filter::{self, Filter, OrderKey};
use super::super::params;
use super::{Answer, Call};

/// Rows of a page, always.
pub const PAGE: usize = 50;

/// Where a page begins: `start = -1` also turns the count off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Skip so many rows and count all.
    At(usize),
    /// The first rows, without counting.
    Uncounted,
    /// Every row at once, counted: methods that have no pages.
    All,
}

/// Reads `start`.
pub fn start(call: &mut Call<'_>) -> Start {
    let said = params::integer(call.parameter("start")).unwrap_or(0);
    if said == -1 {
        return Start::Uncounted;
    }
    if said < 0 || said % 50 != 0 {
        call.improper.push(format!("start = {said} is not the beginning of a page"));
    }
    Start::At(usize::try_from(said).unwrap_or(0))
}

/// Cuts a page out of all rows that passed the filter.
pub fn page<T>(rows: Vec<T>, start: Start) -> (Vec<T>, Option<u64>, Option<u64>) {
    let total = rows.len();
    match start {
        Start::Uncounted => (rows.into_iter().take(PAGE).collect(), Some(0), None),
        Start::All => (rows, u64::try_from(total).ok(), None),
        Start::At(from) => {
            let next = from.saturating_add(PAGE);
            let next = (next < total).then(|| u64::try_from(next).unwrap_or(u64::MAX));
            let rows = rows.into_iter().skip(from).take(PAGE).collect();
            (rows, Some(u64::try_from(total).unwrap_or(u64::MAX)), next)
        }
    }
}

/// Sorts rows by an order; rows that are equal stay as they were, by id.
pub fn sort<T>(rows: &mut [T], keys: &[OrderKey], read: impl Fn(&T, &str) -> Value) {
    rows.sort_by(|left, right| {
        let compared = keys.iter().map(|key| {
            let order = filter::order(&read(left, &key.field), &read(right, &key.field));
            if key.descending { order.reverse() } else { order }
        });
        compared.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
}

/// Names of `select`; nothing where all fields are wanted.
pub fn chosen(value: &Value) -> Option<Vec<String>> {
    let names: Vec<String> =
        params::entries(value)?.into_iter().filter_map(|(_, name)| name.as_str().map(str::to_owned)).collect();
    if names.is_empty() || names.iter().any(|name| name == "*") { None } else { Some(names) }
}

/// The chosen fields of a row.
pub fn cut(row: Map<String, Value>, chosen: Option<&[String]>) -> Value {
    match chosen {
        None => Value::Object(row),
        Some(names) => Value::Object(row.into_iter().filter(|(name, _)| names.contains(name)).collect()),
    }
}

/// A page of plain rows: filtered, sorted, cut to the chosen fields.
pub fn plain(
    rows: Vec<Map<String, Value>>,
    filter: &Filter,
    keys: &[OrderKey],
    chosen: Option<&[String]>,
    start: Start,
    clock: &Clock,
) -> Answer {
    let read = |row: &Map<String, Value>, name: &str| row.get(name).cloned().unwrap_or(Value::Null);
    let mut rows: Vec<_> = rows.into_iter().filter(|row| filter.matches(&|name| read(row, name), clock)).collect();
    sort(&mut rows, keys, read);
    let (rows, total, next) = page(rows, start);
    Answer { result: rows.into_iter().map(|row| cut(row, chosen)).collect(), total, next }
}
