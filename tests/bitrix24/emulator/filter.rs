//! `filter` and `order` of list methods: prefixes, groups with `logic`, and what is refused.

use std::cmp::Ordering;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::Value;

use super::clock::Clock;
use super::fields::Kind;
use super::params;
use super::refusal::Refusal;
use super::values;

/// Looks up how a field compares; `None` where it may not stand in a filter.
pub type Known<'a> = &'a dyn Fn(&str) -> Option<Kind>;

/// Reads the value of a field of the row in question.
pub type Read<'a> = &'a dyn Fn(&str) -> Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    Contains,
    NotContains,
    Like,
    NotLike,
}

/// Longest first: `!=%` before `!=` before `!`.
const SIGNS: [(&str, Sign); 15] = [
    ("!=%", Sign::NotLike),
    ("!%=", Sign::NotLike),
    (">=", Sign::GreaterOrEqual),
    ("<=", Sign::LessOrEqual),
    ("!@", Sign::NotIn),
    ("=%", Sign::Like),
    ("%=", Sign::Like),
    ("!%", Sign::NotContains),
    ("!=", Sign::NotEqual),
    (">", Sign::Greater),
    ("<", Sign::Less),
    ("@", Sign::In),
    ("%", Sign::Contains),
    ("=", Sign::Equal),
    ("!", Sign::NotEqual),
];

#[derive(Debug, Clone)]
enum Clause {
    Test { field: String, sign: Sign, values: Vec<Operand> },
    Group(Filter),
}

/// A value to compare with, read once as the field needs it; text in lower case, for the database
/// compares it without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Operand {
    Nothing,
    Number(Decimal),
    Moment(Timestamp),
    Text(String),
}

/// A filter, read and checked.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    any: bool,
    clauses: Vec<Clause>,
}

/// What to answer when a filter is wrong: the words are `field 'X' …`.
pub type Refuse<'a> = &'a dyn Fn(String) -> Refusal;

impl Filter {
    /// Reads a filter. `refuse` makes the error that the method in question gives.
    pub fn read(value: &Value, known: Known<'_>, refuse: Refuse<'_>, clock: &Clock) -> Result<Self, Refusal> {
        let mut filter = Self::default();
        let Some(entries) = params::entries(value) else {
            return if value.is_null() || value.as_str() == Some("") {
                Ok(filter)
            } else {
                Err(refuse("filter must be an object".to_owned()))
            };
        };
        for (key, value) in entries {
            if key == "logic" {
                filter.any = match value.as_str() {
                    Some("OR") => true,
                    Some("AND") => false,
                    _ => return Err(refuse("field 'logic' has invalid value".to_owned())),
                };
            } else if key.bytes().all(|byte| byte.is_ascii_digit()) {
                filter.clauses.push(Clause::Group(Self::read(value, known, refuse, clock)?));
            } else {
                filter.clauses.push(test(&key, value, known, refuse, clock)?);
            }
        }
        Ok(filter)
    }

    /// Whether a row passes.
    pub fn matches(&self, read: Read<'_>, clock: &Clock) -> bool {
        let mut passes = self.clauses.iter().map(|clause| match clause {
            Clause::Group(group) => group.matches(read, clock),
            Clause::Test { field, sign, values } => passes(&read(field), *sign, values, clock),
        });
        if self.any && !self.clauses.is_empty() { passes.any(|passed| passed) } else { passes.all(|passed| passed) }
    }

    /// The ids that the filter names, where it names them: a list of them is looked up, not
    /// searched for.
    pub fn only(&self, id: &str) -> Option<Vec<u64>> {
        let named = self.clauses.iter().find_map(|clause| match clause {
            Clause::Test { field, sign: Sign::Equal | Sign::In, values } if field == id => Some(values),
            _ => None,
        });
        let ids = named.filter(|_| !self.any)?.iter().filter_map(|value| match value {
            Operand::Number(id) => u64::try_from(id.trunc()).ok(),
            _ => None,
        });
        Some(ids.collect())
    }

    /// The id after which the rows begin, where the filter says so for all of them: a walk by id
    /// through a long list need not look at what is before.
    pub fn after(&self, id: &str) -> u64 {
        if self.any {
            return 0;
        }
        let bounds = self.clauses.iter().filter_map(|clause| match clause {
            Clause::Test { field, sign: Sign::Greater, values } if field == id => match values.as_slice() {
                [Operand::Number(bound)] => u64::try_from(bound.trunc()).ok(),
                _ => None,
            },
            _ => None,
        });
        bounds.max().unwrap_or(0)
    }
}

fn test(key: &str, value: &Value, known: Known<'_>, refuse: Refuse<'_>, clock: &Clock) -> Result<Clause, Refusal> {
    let found = SIGNS.iter().find_map(|(prefix, sign)| key.strip_prefix(prefix).map(|rest| (rest, *sign)));
    let (field, sign) = found.unwrap_or((key, Sign::Equal));
    let Some(kind) = known(field) else {
        return Err(refuse(format!("field '{field}' is not allowed in filter")));
    };
    let invalid = || refuse(format!("field '{field}' has invalid value"));
    let given: Vec<&Value> = match (sign, value) {
        (Sign::In | Sign::NotIn, Value::Array(_) | Value::Object(_)) => {
            params::entries(value).unwrap_or_default().into_iter().map(|(_, part)| part).collect()
        }
        (Sign::In | Sign::NotIn, _) | (_, Value::Array(_) | Value::Object(_)) => return Err(invalid()),
        _ => vec![value],
    };
    let values = given.into_iter().map(|part| operand(part, &kind, sign, clock).ok_or_else(invalid));
    let mut values: Vec<Operand> = values.collect::<Result<_, _>>()?;
    values.sort();
    Ok(Clause::Test { field: field.to_owned(), sign, values })
}

fn operand(value: &Value, kind: &Kind, sign: Sign, clock: &Clock) -> Option<Operand> {
    let like = matches!(sign, Sign::Contains | Sign::NotContains | Sign::Like | Sign::NotLike);
    if value.is_null() || value.as_str() == Some("") {
        // An empty bound of a number is 0 in the database; this is what a reference of a batch
        // that leads nowhere turns into.
        let ordered = !matches!(sign, Sign::Equal | Sign::NotEqual | Sign::In | Sign::NotIn);
        let number = matches!(kind, Kind::Integer | Kind::Double);
        return Some(if ordered && number { Operand::Number(Decimal::ZERO) } else { Operand::Nothing });
    }
    match kind {
        _ if like => lower(value),
        Kind::Integer | Kind::Double | Kind::Enumeration(_) => params::decimal(value).map(Operand::Number),
        Kind::Date | Kind::DateTime => values::moment(&params::text(value)?, clock)
            .or_else(|| values::moment(&format!("{}T00:00:00", value.as_str()?), clock))
            .map(Operand::Moment),
        Kind::Boolean => params::truth(value).map(|truth| Operand::Text(if truth { "y" } else { "n" }.to_owned())),
        Kind::Text | Kind::Stage | Kind::Money => lower(value),
    }
}

fn lower(value: &Value) -> Option<Operand> {
    params::text(value).map(|text| Operand::Text(text.to_lowercase()))
}

fn passes(value: &Value, sign: Sign, operands: &[Operand], clock: &Clock) -> bool {
    // A field with many values passes where one of them does.
    let any_of = |one: &dyn Fn(&Value) -> bool| match value {
        Value::Array(values) if values.is_empty() => one(&Value::Null),
        Value::Array(values) => values.iter().any(one),
        value => one(value),
    };
    let is_any =
        |test: &dyn Fn(&Value, &Operand) -> bool| any_of(&|value| operands.iter().any(|operand| test(value, operand)));
    let ordered = |wanted: &[Ordering]| {
        is_any(&|value, operand| {
            let read = as_operand(value, operand, clock);
            read.is_some_and(|read| wanted.contains(&read.cmp(operand)))
        })
    };
    match sign {
        Sign::Equal | Sign::In => any_of(&|value| equals_one(value, operands, clock)),
        Sign::NotEqual | Sign::NotIn => !any_of(&|value| equals_one(value, operands, clock)),
        Sign::Less => ordered(&[Ordering::Less]),
        Sign::LessOrEqual => ordered(&[Ordering::Less, Ordering::Equal]),
        Sign::Greater => ordered(&[Ordering::Greater]),
        Sign::GreaterOrEqual => ordered(&[Ordering::Greater, Ordering::Equal]),
        Sign::Contains => is_any(&|value, operand| like(value, operand, true)),
        Sign::NotContains => !is_any(&|value, operand| like(value, operand, true)),
        Sign::Like => is_any(&|value, operand| like(value, operand, false)),
        Sign::NotLike => !is_any(&|value, operand| like(value, operand, false)),
    }
}

/// Whether a value is one of those named, which are sorted.
fn equals_one(value: &Value, operands: &[Operand], clock: &Clock) -> bool {
    let Some(last) = operands.last() else { return false };
    let read = as_operand(value, last, clock);
    let nothing = operands.first() == Some(&Operand::Nothing)
        && (value.is_null() || value.as_str() == Some("") || value.as_u64() == Some(0));
    nothing || read.is_some_and(|read| operands.binary_search(&read).is_ok())
}

/// A value read in the way in which `like` was.
fn as_operand(value: &Value, like: &Operand, clock: &Clock) -> Option<Operand> {
    match like {
        Operand::Nothing => None,
        Operand::Number(_) => params::decimal(value).map(Operand::Number),
        Operand::Moment(_) => values::moment(value.as_str()?, clock).map(Operand::Moment),
        Operand::Text(_) => lower(value),
    }
}

fn like(value: &Value, operand: &Operand, anywhere: bool) -> bool {
    let (Some(Operand::Text(value)), Operand::Text(pattern)) = (lower(value), operand) else { return false };
    if anywhere {
        return value.contains(pattern);
    }
    let parts: Vec<&str> = pattern.split('%').collect();
    let [first, middle @ .., last] = parts.as_slice() else { return value == *pattern };
    let Some(mut rest) = value.strip_prefix(first) else { return false };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// One key of an order.
#[derive(Debug, Clone)]
pub struct OrderKey {
    /// The field.
    pub field: String,
    /// From the greatest down.
    pub descending: bool,
}

/// Reads `order`: `{"id": "ASC"}`. Lower case is taken where `any_case` says that it may be. Of
/// several keys the first by alphabet rules: the map has lost the order in which they were written.
pub fn read_order(
    value: &Value,
    known: Known<'_>,
    refuse: Refuse<'_>,
    any_case: bool,
) -> Result<Vec<OrderKey>, Refusal> {
    let entries = params::entries(value).unwrap_or_default();
    let mut keys = Vec::new();
    for (field, direction) in entries {
        if known(&field).is_none() {
            return Err(refuse(format!("field '{field}' is not allowed in order")));
        }
        let said = direction.as_str().unwrap_or_default();
        let read = if any_case { said.to_uppercase() } else { said.to_owned() };
        let descending = match read.as_str() {
            "ASC" => false,
            "DESC" => true,
            _ => {
                return Err(refuse(format!(
                    "allowed sort directions are `ASC, DESC`. But got '{said}' for field '{field}'"
                )));
            }
        };
        keys.push(OrderKey { field, descending });
    }
    Ok(keys)
}

/// The order of two values of a field: numbers by size, all else by text, nothing first.
pub fn order(left: &Value, right: &Value) -> Ordering {
    match (params::decimal(left), params::decimal(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => params::text(left).cmp(&params::text(right)),
    }
}
