//! What a session's file says of itself, whatever its schema, with nothing of it brought up to date.

use std::path::Path;

use redb::{ReadableDatabase as _, ReadableTableMetadata as _};

use super::log::Head;
use super::open::in_place;
use super::tables::{ROWS, SCHEMA};
use super::{Store, StoreError};
use crate::model::BatchId;

/// What a session's file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Its schema.
    pub schema: u32,
    /// Rows in it.
    pub rows: u64,
    /// The last batch of its journal; 0 where there was none.
    pub last_batch: BatchId,
    /// How far its log goes.
    pub log: Head,
}

impl Facts {
    /// The schema that this program writes.
    pub const SCHEMA_NOW: u32 = SCHEMA;

    /// Opens a file for a look; every page of it is checked.
    ///
    /// # Errors
    /// As [`Store::open`]; a file that has no tables yet says nothing.
    pub fn of(path: &Path) -> Result<Self, StoreError> {
        let (store, schema) = Store::as_it_is(path, in_place(path)?)?;
        let empty = || StoreError::Damaged { path: path.to_owned(), detail: "no tables".to_owned() };
        let schema = schema.ok_or_else(empty)?;
        let reading = store.database.begin_read().map_err(|error| store.error(error))?;
        let rows = reading.open_table(ROWS).map_err(|error| store.error(error))?;
        let rows = rows.len().map_err(|error| store.error(error))?;
        let last_batch = BatchId(store.next_batch()?.0.saturating_sub(1));
        Ok(Self { schema, rows, last_batch, log: store.log_head()? })
    }
}
