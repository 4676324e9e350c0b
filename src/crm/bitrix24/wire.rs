//! What comes over the wire: JSON without a loss, and the envelopes around it.
//!
//! The portal writes one and the same thing in several ways: ids as numbers or as text, an empty
//! map as `[]`, codes of errors as words or numbers. All of them are read here and nowhere else.
//! Numbers keep their letters, so that no sum ever passes through binary fractions.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// How deep values may nest; replies of the methods used here have eight levels.
const DEEPEST: u32 = 32;

/// A value as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Truth(bool),
    /// The letters of a number.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// A map in its order.
    Map(Vec<(String, Json)>),
}

static NULL: Json = Json::Null;

/// The entries of a map before they are read.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

impl Json {
    /// Reads a value; `None` where the text is not one, or nests too deep.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::read(text.trim(), DEEPEST)
    }

    fn read(text: &str, deepest: u32) -> Option<Self> {
        let below = deepest.checked_sub(1)?;
        Some(match text.as_bytes().first()? {
            b'{' => {
                let Entries(entries) = serde_json::from_str(text).ok()?;
                let read = entries.into_iter().map(|(name, raw)| Some((name, Self::read(raw.get(), below)?)));
                Self::Map(read.collect::<Option<_>>()?)
            }
            b'[' => {
                let values: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                Self::List(values.into_iter().map(|raw| Self::read(raw.get(), below)).collect::<Option<_>>()?)
            }
            b'"' => Self::Text(serde_json::from_str(text).ok()?),
            b't' | b'f' => Self::Truth(serde_json::from_str(text).ok()?),
            b'n' => serde_json::from_str(text).ok().map(|()| Self::Null)?,
            _ => Self::Number(serde_json::from_str::<&RawValue>(text).ok()?.get().to_owned()),
        })
    }

    /// Writes the value as it was read.
    pub(super) fn write(&self, into: &mut String) {
        let quoted = |text: &str, into: &mut String| {
            // Text into memory: there is nothing that could fail.
            into.push_str(&serde_json::to_string(text).unwrap_or_default());
        };
        match self {
            Self::Null => into.push_str("null"),
            Self::Truth(truth) => into.push_str(if *truth { "true" } else { "false" }),
            Self::Number(letters) => into.push_str(letters),
            Self::Text(text) => quoted(text, into),
            Self::List(values) => {
                into.push('[');
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        into.push(',');
                    }
                    value.write(into);
                }
                into.push(']');
            }
            Self::Map(entries) => {
                into.push('{');
                for (place, (name, value)) in entries.iter().enumerate() {
                    if place > 0 {
                        into.push(',');
                    }
                    quoted(name, into);
                    into.push(':');
                    value.write(into);
                }
                into.push('}');
            }
        }
    }

    /// The value of a name; of a list, the value in that place. [`Json::Null`] where there is none.
    pub(super) fn get(&self, name: &str) -> &Self {
        let found = match self {
            Self::Map(entries) => entries.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            Self::List(values) => name.parse::<usize>().ok().and_then(|place| values.get(place)),
            _ => None,
        };
        found.unwrap_or(&NULL)
    }

    /// Whether a name is there at all.
    pub(super) fn has(&self, name: &str) -> bool {
        matches!(self, Self::Map(entries) if entries.iter().any(|(known, _)| known == name))
    }

    /// The values of a list, or of a map that PHP made of one.
    pub(super) fn values(&self) -> Vec<&Self> {
        match self {
            Self::List(values) => values.iter().collect(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// A text, or the letters of a number; `None` where nothing is written.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// A number above zero: an id. The portal writes 0, `"0"` or null where there is none.
    pub(super) fn id(&self) -> Option<u64> {
        self.text()?.trim().parse().ok().filter(|id| *id > 0)
    }

    /// A number, or the number in front of `|RUB`.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        let text = self.text()?;
        let number = text.split_once('|').map_or(text, |(number, _)| number).trim();
        Decimal::from_str_exact(number).or_else(|_| Decimal::from_scientific(number)).ok()
    }

    /// A sum in whole kopecks. The portal computes with binary fractions: what is off by less than
    /// a ten-thousandth of a kopeck is its arithmetic, not money.
    pub(super) fn money(&self) -> Option<Decimal> {
        let exact = self.decimal()?;
        let sum = exact.round_dp(2);
        ((exact - sum).abs() < Decimal::new(1, 6)).then_some(sum)
    }

    /// A day. `date` fields come as a moment whose own offset names the day.
    pub(super) fn day(&self) -> Option<Date> {
        self.text()?.get(..10)?.parse().ok()
    }
}

/// What a reply says about time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Times {
    /// How much of its allowance the method has used; older portals do not say.
    pub(super) operating: Option<Decimal>,
    /// When the oldest part of it is forgotten.
    pub(super) reset_at: Option<Timestamp>,
    /// How long the call ran.
    pub(super) duration: Option<Decimal>,
    /// The portal's clock when it began.
    pub(super) start: Option<Timestamp>,
}

impl Times {
    pub(super) fn of(time: &Json) -> Self {
        let second = |name: &str| {
            let whole = time.get(name).decimal()?.trunc();
            i64::try_from(whole).ok().and_then(|second| Timestamp::from_second(second).ok())
        };
        Self {
            operating: time.get("operating").decimal(),
            reset_at: second("operating_reset_at"),
            duration: time.get("duration").decimal(),
            start: time
                .get("date_start")
                .text()
                .and_then(|text| Timestamp::from_str(text).ok())
                .or_else(|| second("start")),
        }
    }
}

/// A good answer of a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// `result`.
    pub(super) result: Json,
    /// `total`: how many rows there are in all, where the method counts.
    pub(super) total: Option<u64>,
    /// `time`.
    pub(super) times: Times,
}

/// An error as the portal words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// The HTTP status; 0 for a command inside a batch, which has none of its own.
    pub(super) status: u16,
    /// The code; a number as its letters.
    pub(super) code: String,
    /// The words.
    pub(super) words: String,
}

impl Refused {
    /// The error of an envelope, or of one command of a batch.
    pub(super) fn of(status: u16, error: &Json) -> Self {
        let code = error.get("error").text().unwrap_or_default().to_owned();
        let words = error.get("error_description").text().unwrap_or_default().to_owned();
        Self { status, code, words }
    }
}

/// A body: a good answer, an error, or neither.
pub(super) enum Envelope {
    /// `result` and `time`.
    Good(Reply),
    /// `error` and `error_description`.
    Bad(Refused),
    /// A gateway's page, half of an answer, nothing.
    Other,
}

impl Envelope {
    /// Reads the body of a reply with its HTTP status.
    pub(super) fn read(status: u16, body: &str) -> Self {
        let Some(envelope) = Json::parse(body) else { return Self::Other };
        let is_good = status == 200 && envelope.has("result");
        // An answer may carry the word with nothing behind it.
        let says_nothing =
            matches!(envelope.get("error"), Json::Null) || envelope.get("error") == &Json::Text(String::new());
        if envelope.has("error") && !(is_good && says_nothing) {
            return Self::Bad(Refused::of(status, &envelope));
        }
        if !is_good {
            return Self::Other;
        }
        Self::Good(Reply {
            result: envelope.get("result").clone(),
            total: envelope.get("total").text().and_then(|total| total.parse().ok()),
            times: Times::of(envelope.get("time")),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn json(text: &str) -> Json {
        Json::parse(text).expect("JSON")
    }

    #[test]
    fn ids_come_as_numbers_and_as_text() {
        for (text, id) in
            [("7", Some(7)), ("\"7\"", Some(7)), ("0", None), ("\"0\"", None), ("null", None), ("\"\"", None)]
        {
            assert_eq!(json(text).id(), id, "{text}");
        }
    }

    #[test]
    fn sums_keep_every_digit() {
        for (text, sum) in [
            ("19000", Some("19000")),
            ("200.05", Some("200.05")),
            ("\"200.05\"", Some("200.05")),
            ("\"300.10|RUB\"", Some("300.10")),
            ("1.0e3", Some("1000")),
            ("123456789012345.67", Some("123456789012345.67")),
            ("0.30000000000000004", Some("0.30")),
            ("0.305", None),
            ("null", None),
        ] {
            assert_eq!(json(text).money(), sum.map(|sum| Decimal::from_str(sum).expect("a sum")), "{text}");
        }
    }

    #[test]
    fn a_day_is_the_one_that_its_own_offset_names() {
        for text in ["\"2024-07-23T02:00:00+02:00\"", "\"2024-07-23T00:00:00-05:00\"", "\"2024-07-23\""] {
            assert_eq!(json(text).day(), Some(date(2024, 7, 23)), "{text}");
        }
        assert_eq!(json("\"\"").day(), None);
    }

    #[test]
    fn an_empty_map_may_come_as_a_list() {
        assert!(json("[]").values().is_empty() && json("{}").values().is_empty());
        assert_eq!(json("[]").get("a"), &Json::Null);
        assert_eq!(json("[5]").get("0").id(), Some(5));
    }

    #[test]
    fn codes_of_errors_are_words_or_numbers() {
        for (body, code) in [
            (r#"{"error":"NOT_FOUND","error_description":"x"}"#, "NOT_FOUND"),
            (r#"{"error":0,"error_description":"x"}"#, "0"),
            (r#"{"error":200040300020,"error_description":"x"}"#, "200040300020"),
            (r#"{"error":"","error_description":"x"}"#, ""),
        ] {
            let Envelope::Bad(refused) = Envelope::read(400, body) else { panic!("{body} is an error") };
            assert_eq!(refused, Refused { status: 400, code: code.to_owned(), words: "x".to_owned() });
        }
    }

    #[test]
    fn what_is_no_envelope_is_no_answer() {
        assert!(matches!(Envelope::read(200, r#"{"result":[],"error":"","total":0}"#), Envelope::Good(_)));
        for body in ["", "<html></html>", "{\"result\":", "{}", "[]", "{\"result\":1} x"] {
            assert!(matches!(Envelope::read(200, body), Envelope::Other), "{body}");
        }
        assert!(matches!(Envelope::read(502, "{\"result\":1}"), Envelope::Other));
        assert!(Json::parse(&format!("{}{}", "[".repeat(10_000), "]".repeat(10_000))).is_none());
    }

    #[test]
    fn times_are_read_as_far_as_they_are_told() {
        let body = r#"{"result":true,"time":{"start":1795165200.5,"duration":0.25,"date_start":"2026-11-20T12:00:00+03:00","operating":12.5,"operating_reset_at":1795165800}}"#;
        let Envelope::Good(reply) = Envelope::read(200, body) else { panic!("good") };
        assert_eq!(reply.times.operating, Some(Decimal::new(125, 1)));
        assert_eq!(reply.times.reset_at.map(Timestamp::as_second), Some(1_795_165_800));
        assert_eq!(Times::of(&Json::Null), Times::default());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}\",:0-9a-z ]{0,60}") {
            drop(Envelope::read(200, &text));
        }

        #[test]
        fn what_is_written_is_read_back(text in "\\PC{0,20}", number in "-?[1-9][0-9]{0,30}([.][0-9]{1,9})?", truth: bool) {
            let name = text.clone();
            let inner = Json::List(vec![Json::Text(text), Json::Number(number), Json::Truth(truth), Json::Null]);
            let whole = Json::Map(vec![(name, inner), (String::new(), Json::Map(Vec::new()))]);
            let mut written = String::new();
            whole.write(&mut written);
            prop_assert_eq!(Json::parse(&written), Some(whole));
        }

        #[test]
        fn a_sum_that_is_sent_is_read_back(kopecks in 0_i64..99_999_999_999_999) {
            let sum = Decimal::new(kopecks, 2);
            prop_assert_eq!(json(&sum.normalize().to_string()).money(), Some(sum));
        }
    }
}
