//! Commands that travel together: how they are written, and how their answers are read.
//!
//! A command is a method with a query string that is encoded once, since it stands in a JSON body.
//! A value may name what an earlier command of the same batch answered:
//! `$result[KEY][items][49][id]`.

use form_urlencoded::Serializer;
use serde::ser::{SerializeMap as _, Serializer as _};

use super::failure::Failure;
use super::wire::{Refused, Reply, Times};

/// Commands that one batch takes.
pub(super) const MOST: usize = 50;

/// One command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// The method.
    pub(super) method: &'static str,
    parameters: Vec<(String, String)>,
}

/// What one command answered.
pub(super) type Answer = Result<Reply, Failure>;

impl Command {
    pub(super) const fn new(method: &'static str) -> Self {
        Self { method, parameters: Vec::new() }
    }

    /// With one more parameter: `id`, `filter[>id]`, `fields[stageId]`.
    #[must_use]
    pub(super) fn with(mut self, name: impl Into<String>, value: impl std::fmt::Display) -> Self {
        self.parameters.push((name.into(), value.to_string()));
        self
    }

    /// With a list, each value under its number. A list of nothing is one empty value, by which
    /// the portal empties a field.
    #[must_use]
    pub(super) fn with_list<V: ToString>(mut self, name: &str, values: impl IntoIterator<Item = V>) -> Self {
        let before = self.parameters.len();
        for (place, value) in values.into_iter().enumerate() {
            self.parameters.push((format!("{name}[{place}]"), value.to_string()));
        }
        if self.parameters.len() == before {
            self.parameters.push((format!("{name}[0]"), String::new()));
        }
        self
    }

    /// As it stands in a batch.
    pub(super) fn line(&self) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(&self.parameters);
        format!("{}?{}", self.method, query.finish())
    }
}

/// The name of a command in its batch. Never a bare number: PHP would make a list of those.
pub(super) fn key(place: usize) -> String {
    format!("c{place}")
}

/// The body of a batch. A command that fails does not stop those behind it.
pub(super) fn body(commands: &[Command]) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut bytes);
    let written = serializer.serialize_map(Some(2)).and_then(|mut map| {
        map.serialize_entry("halt", &0)?;
        map.serialize_entry("cmd", &Lines(commands))?;
        map.end()
    });
    match written {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        // Text into memory: there is nothing that could fail.
        Err(_) => String::new(),
    }
}

struct Lines<'commands>(&'commands [Command]);

impl serde::Serialize for Lines<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().enumerate().map(|(place, command)| (key(place), command.line())))
    }
}

/// The answers in the order of the commands, out of that of the batch.
pub(super) fn answers(batch: &Reply, commands: &[Command]) -> Vec<Answer> {
    let result = &batch.result;
    let (good, bad) = (result.get("result"), result.get("result_error"));
    let one = |place: usize| {
        let key = key(place);
        if bad.has(&key) {
            return Err(Failure::of(Refused::of(0, bad.get(&key)), None));
        }
        if !good.has(&key) {
            return Err(Failure::Silent("no answer in the batch".to_owned()));
        }
        let mut times = Times::of(result.get("result_time").get(&key));
        times.start = times.start.or(batch.times.start);
        let total = result.get("result_total").get(&key).text().and_then(|total| total.parse().ok());
        Ok(Reply { result: good.get(&key).clone(), total, times })
    };
    (0..commands.len()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::wire::Json;
    use super::*;

    fn reply(result: Json) -> Reply {
        Reply { result, total: None, times: Times::default() }
    }

    fn update(title: &str) -> Command {
        Command::new("crm.item.update").with("entityTypeId", 31).with("fields[title]", title)
    }

    #[test]
    fn values_are_encoded_once() {
        assert_eq!(
            update("50 % & = ?[я]").line(),
            "crm.item.update?entityTypeId=31&fields%5Btitle%5D=50+%25+%26+%3D+%3F%5B%D1%8F%5D"
        );
        assert_eq!(
            Command::new("m").with_list("x", ["a", "b"]).with_list("y", [""; 0]).line(),
            "m?x%5B0%5D=a&x%5B1%5D=b&y%5B0%5D="
        );
    }

    #[test]
    fn commands_keep_their_order() {
        let commands: Vec<Command> = (0..12).map(|number| update(&number.to_string())).collect();
        let body = body(&commands);
        let places: Vec<usize> =
            (0..12).map(|place| body.find(&format!("\"c{place}\":")).expect("the command")).collect();
        assert!(places.is_sorted(), "{body}");
        assert!(body.starts_with("{\"halt\":0,\"cmd\":{\"c0\":\"crm.item.update?"), "{body}");
    }

    #[test]
    fn answers_are_put_to_their_commands() {
        let result = Json::parse(
            r#"{"result":{"c0":5},"result_error":{"c1":{"error":"NOT_FOUND","error_description":"x"}},
                "result_total":{"c0":7},"result_time":{"c0":{"operating":1.5}}}"#,
        )
        .expect("JSON");
        let answers = answers(&reply(result), &[update("a"), update("b"), update("c")]);
        let good = answers[0].as_ref().expect("good");
        assert_eq!((good.result.id(), good.total), (Some(5), Some(7)));
        assert!(matches!(&answers[1], Err(Failure::Refused(refused)) if refused.code == "NOT_FOUND"));
        assert!(matches!(&answers[2], Err(Failure::Silent(_))));
    }

    #[test]
    fn maps_that_are_empty_come_as_lists() {
        let result = Json::parse(r#"{"result":[],"result_error":[],"result_total":[],"result_time":[]}"#);
        assert!(answers(&reply(result.expect("JSON")), &[update("a")])[0].is_err());
    }
}
