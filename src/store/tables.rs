//! The tables of the session's file and the form of their values.
//!
//! A value is one byte with the version of its form, then JSON. The schema number counts changes
//! to the set of tables or to a form; a migration is added at the end of the list and never
//! edited.

use redb::TableDefinition;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The schema that this program writes.
pub(super) const SCHEMA: u32 = 3;

/// The form in which values are written.
const FORM: u8 = 1;

/// A table of values by a count.
pub(super) type Counted = TableDefinition<'static, u64, &'static [u8]>;

/// Rows by the payment's UUID.
pub(super) const ROWS: TableDefinition<'static, u128, &[u8]> = TableDefinition::new("rows");
/// UUIDs of payments in the order in which they came, from 0.
pub(super) const ARRIVAL: TableDefinition<'static, u64, u128> = TableDefinition::new("arrival");
/// Steps by their place, from 0.
pub(super) const STEPS: Counted = TableDefinition::new("steps");
/// Files in the order of reading, from 0.
pub(super) const FILES: Counted = TableDefinition::new("files");
/// The journal by sequence, from 1.
pub(super) const ATTEMPTS: Counted = TableDefinition::new("attempts");
/// Sequences of attempts that are planned or sent.
pub(super) const UNSETTLED: TableDefinition<'static, u64, ()> = TableDefinition::new("unsettled");
/// Lessons with their payment, by the payment's UUID. Since schema 2.
pub(super) const LESSONS: TableDefinition<'static, u128, &[u8]> = TableDefinition::new("lessons");
/// The log by its count, from 1: a fingerprint and an entry. Since schema 3.
pub(super) const LOG: Counted = TableDefinition::new("log");
/// What there is only one of.
pub(super) const VIEW: TableDefinition<'static, &str, &[u8]> = TableDefinition::new("view");
/// Numbers that there is only one of.
pub(super) const NUMBERS: TableDefinition<'static, &str, u64> = TableDefinition::new("numbers");

/// Under [`NUMBERS`]: the schema.
pub(super) const NUMBER_SCHEMA: &str = "schema";
/// Under [`NUMBERS`]: how many steps are in force.
pub(super) const NUMBER_IN_FORCE: &str = "in_force";
/// Under [`NUMBERS`]: the next batch of the journal.
pub(super) const NUMBER_NEXT_BATCH: &str = "next_batch";
/// Under [`NUMBERS`]: the next place in the journal.
pub(super) const NUMBER_NEXT_SEQUENCE: &str = "next_sequence";
/// Under [`NUMBERS`]: how many entries the log began with; missing where it began before that was kept.
pub(super) const NUMBER_LOG_BEGAN: &str = "log_began";
/// Under [`VIEW`]: the view.
pub(super) const VIEW_CURRENT: &str = "current";
/// Under [`VIEW`]: what the findings were made from.
pub(super) const VIEW_GROUNDS: &str = "grounds";

/// Under [`VIEW`]: how far the log goes. Since schema 3.
pub(super) const VIEW_LOG: &str = "log_head";

/// A value in its stored form. `Err` tells why it has none.
pub(super) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    let mut bytes = vec![FORM];
    serde_json::to_writer(&mut bytes, value).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// A value from its stored form. `Err` tells what does not fit.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    match bytes.split_first() {
        Some((&FORM, json)) => serde_json::from_slice(json).map_err(|error| error.to_string()),
        Some((form, _)) => Err(format!("a value of form {form}")),
        None => Err("an empty value".to_owned()),
    }
}
