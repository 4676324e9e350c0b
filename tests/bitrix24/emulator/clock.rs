//! The portal's time: the tokio clock laid on a date.
//!
//! Everything that waits or counts here (latency, the bucket, the baskets of operation time)
//! reads this clock, so a test that pauses the tokio clock runs hours of limits in no time, and a
//! test that does not pause it sees real seconds. Nothing here reads the clock of the machine
//! after the start.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;
use tokio::time::Instant;

/// The clock of one portal.
#[derive(Debug, Clone)]
pub struct Clock {
    started: Instant,
    date: Timestamp,
    offset: Offset,
}

impl Clock {
    /// A clock that shows `date` now and tells times in `offset`. Needs a tokio runtime.
    pub fn start(date: Timestamp, offset: Offset) -> Self {
        Self { started: Instant::now(), date, offset }
    }

    /// Time since the start of the portal.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The date and time that the portal believes in.
    pub fn now(&self) -> Timestamp {
        self.at(self.elapsed())
    }

    /// The date and time at a moment after the start.
    pub fn at(&self, moment: Duration) -> Timestamp {
        self.date + moment
    }

    /// The offset that the portal tells times in.
    pub fn offset(&self) -> Offset {
        self.offset
    }

    /// `YYYY-MM-DDThh:mm:ss±hh:mm`, as every `datetime` of the portal.
    pub fn text(&self, date: Timestamp) -> String {
        date.to_zoned(TimeZone::fixed(self.offset)).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

/// Seconds since 1970 with a fraction, as in `time.start`.
pub fn unix(date: Timestamp) -> Value {
    let microseconds = date.as_microsecond();
    number(&format!("{}.{:06}", microseconds / 1_000_000, microseconds.unsigned_abs() % 1_000_000))
}

/// A duration in seconds with a fraction, as in `time.duration`; a bare 0 where nothing passed.
pub fn seconds(duration: Duration) -> Value {
    if duration.is_zero() {
        return Value::from(0);
    }
    number(&format!("{}.{:09}", duration.as_secs(), duration.subsec_nanos()))
}

/// The JSON number that `text` writes.
fn number(text: &str) -> Value {
    serde_json::from_str(text).expect("digits with a point are a JSON number")
}
