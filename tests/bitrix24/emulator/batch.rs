//! `batch`: commands in their order, references to earlier results, halt, and the five maps of
//! the answer. Running a command is left to the caller.

use serde_json::{Map, Value, json};

use super::methods::Answer;
use super::params;
use super::refusal::{Refusal, SystemError};

/// Commands of a batch that run; those past them are refused.
pub const MOST: usize = 50;

/// What a reference that leads nowhere turns into. The documents do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dangling {
    /// Nothing: `filter[>id]=$result[k][items][49][id]` becomes `filter[>id]=`, which begins the
    /// list anew.
    Empty,
    /// Itself, as text.
    Literal,
}

/// A command, read.
#[derive(Debug, Clone)]
pub struct Command {
    /// The method.
    pub method: String,
    /// The parameters, with references still in them.
    pub parameters: Value,
}

/// The commands of a batch; a refusal where one cannot be run at all.
pub fn read(commands: &params::Ordered, improper: &mut Vec<String>) -> Vec<(String, Result<Command, Refusal>)> {
    let mut read = Vec::new();
    for (index, (key, said)) in commands.0.iter().enumerate() {
        let Value::String(said) = said else {
            improper.push(format!("batch: the command {key} is not text"));
            read.push((key.clone(), Err(Refusal::new(404, "ERROR_METHOD_NOT_FOUND", "Method not found!"))));
            continue;
        };
        let (method, query) = said.split_once('?').unwrap_or((said, ""));
        let command = if index >= MOST {
            improper.push(format!("batch: {} commands", commands.0.len()));
            Err(SystemError::BatchLength.refusal())
        } else if method == "batch" {
            improper.push("batch inside batch".to_owned());
            Err(SystemError::BatchMethod.refusal())
        } else {
            let parameters = params::from_query(query);
            Ok(Command { method: method.to_owned(), parameters })
        };
        read.push((key.clone(), command));
    }
    read
}

/// Puts earlier results in place of the references.
pub fn refer(value: Value, results: &[(String, Value)], dangling: Dangling) -> Value {
    match value {
        Value::String(text) => Value::from(refer_text(&text, results, dangling)),
        Value::Array(list) => list.into_iter().map(|value| refer(value, results, dangling)).collect(),
        Value::Object(map) => Value::Object(
            map.into_iter().map(|(key, value)| (key, refer(value, results, dangling))).collect::<Map<_, _>>(),
        ),
        other => other,
    }
}

fn refer_text(text: &str, results: &[(String, Value)], dangling: Dangling) -> String {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("$result[") {
        done.push_str(before);
        let after = format!("[{after}");
        let (path, length) = reference(&after);
        let found = path.split_first().and_then(|(key, fields)| {
            let found = results.iter().find(|(known, _)| known == key).map(|(_, result)| result)?;
            fields.iter().try_fold(found, |value, field| match value {
                Value::Array(list) => list.get(field.parse::<usize>().ok()?),
                value => value.get(field),
            })
        });
        match (found.and_then(params::text), dangling) {
            (Some(found), _) => done.push_str(&found),
            (None, Dangling::Empty) if !path.is_empty() => {}
            (None, _) => {
                done.push_str("$result");
                done.push_str(&after[..length]);
            }
        }
        // `after` has one bracket that `rest` had before the cut.
        let cut = rest.len() - (after.len() - length);
        rest = &rest[cut..];
    }
    done.push_str(rest);
    done
}

/// The parts of `[a][b][c]` at the beginning of a text, and how long it is.
fn reference(text: &str) -> (Vec<String>, usize) {
    let mut parts = Vec::new();
    let mut length = 0;
    while let Some(inner) = text[length..].strip_prefix('[') {
        let Some(end) = inner.find(']') else { break };
        parts.push(inner[..end].to_owned());
        length += end + 2;
    }
    (parts, length)
}

/// The answer of a batch as it grows.
#[derive(Debug, Default)]
pub struct Gathered {
    results: Vec<(String, Value)>,
    errors: Vec<(String, Value)>,
    totals: Vec<(String, Value)>,
    nexts: Vec<(String, Value)>,
    times: Vec<(String, Value)>,
}

impl Gathered {
    /// Results so far, for references.
    pub fn results(&self) -> &[(String, Value)] {
        &self.results
    }

    /// Adds what a command answered.
    pub fn add(&mut self, key: &str, answer: Result<Answer, Refusal>, time: Value) {
        match answer {
            Ok(answer) => {
                self.results.push((key.to_owned(), answer.result));
                self.totals.extend(answer.total.map(|total| (key.to_owned(), Value::from(total))));
                self.nexts.extend(answer.next.map(|next| (key.to_owned(), Value::from(next))));
                self.times.push((key.to_owned(), time));
            }
            Err(refusal) => self.errors.push((key.to_owned(), refusal.body())),
        }
    }

    /// `result` of the batch.
    pub fn told(self) -> Value {
        json!({
            "result": params::php_map(self.results),
            "result_error": params::php_map(self.errors),
            "result_total": params::php_map(self.totals),
            "result_next": params::php_map(self.nexts),
            "result_time": params::php_map(self.times),
        })
    }
}
