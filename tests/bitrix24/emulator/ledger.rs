//! What a test looks at afterwards: what the portal holds of an item, and every hit that came.

use std::str::FromStr;
use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::Value;

use super::faults::Fault;
use super::params;
use super::portal::Item;

/// An item as the portal holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held(pub Item);

impl Held {
    /// The sum in a field: a number, or `sum|CURRENCY`. Nothing written: `None`.
    pub fn sum(&self, field: &str) -> Option<Decimal> {
        match self.0.get(field)? {
            Value::String(text) => Decimal::from_str(text.split('|').next()?).ok(),
            value => params::decimal(value),
        }
    }

    /// The texts in a field of many values.
    pub fn texts(&self, field: &str) -> Vec<String> {
        let values = self.0.get(field).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(params::text).collect()
    }

    /// The text in a field.
    pub fn text(&self, field: &str) -> Option<String> {
        self.0.get(field).and_then(params::text)
    }

    /// The stage.
    pub fn stage(&self) -> String {
        self.text("stageId").unwrap_or_default()
    }
}

/// A call of a method, alone or inside a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Its key in the batch; empty where it came alone.
    pub key: String,
    /// The method.
    pub method: String,
    /// The code of the error that it answered.
    pub error: Option<String>,
    /// The portal ran it.
    pub ran: bool,
}

/// A hit: one HTTP request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// From 1.
    pub number: u64,
    /// When it came, since the start of the portal.
    pub at: Duration,
    /// `batch` or the method.
    pub method: String,
    /// The status that was answered; 0 where no reply was sent.
    pub status: u16,
    /// What was made to go wrong.
    pub fault: Option<Fault>,
    /// The bucket was full.
    pub refused_by_limit: bool,
    /// The calls in it.
    pub calls: Vec<Called>,
}

/// Everything that came to a portal.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Hits in the order in which they came.
    pub hits: Vec<Hit>,
    /// What was sent that no document allows, though it was let pass or answered with an error.
    pub improper: Vec<String>,
}

impl Ledger {
    /// Hits that the bucket or the operation time refused, inner calls among them; what a plan
    /// made to look so does not count.
    pub fn refused_by_limits(&self) -> usize {
        let by_time = |called: &&Called| called.error.as_deref() == Some("OPERATION_TIME_LIMIT");
        let of_hit = |hit: &Hit| {
            usize::from(hit.refused_by_limit)
                + if hit.fault.is_some() { 0 } else { hit.calls.iter().filter(by_time).count() }
        };
        self.hits.iter().map(of_hit).sum()
    }

    /// Calls of a method that ran, in batches and alone.
    pub fn ran(&self, method: &str) -> usize {
        let calls = self.hits.iter().flat_map(|hit| &hit.calls);
        calls.filter(|called| called.ran && called.method == method).count()
    }

    /// Time between the first hit and the coming of the last.
    pub fn span(&self) -> Duration {
        let (Some(first), Some(last)) = (self.hits.first(), self.hits.last()) else { return Duration::ZERO };
        last.at.saturating_sub(first.at)
    }
}
