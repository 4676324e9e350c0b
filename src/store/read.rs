//! Reading back what was saved.

use redb::{ReadTransaction, ReadableDatabase as _, ReadableTable as _};
use serde::de::DeserializeOwned;

use super::tables::{
    ARRIVAL, ATTEMPTS, Counted, FILES, LESSONS, NUMBER_IN_FORCE, NUMBER_NEXT_BATCH, NUMBER_NEXT_SEQUENCE, NUMBERS,
    ROWS, STEPS, UNSETTLED, VIEW, VIEW_CURRENT, VIEW_GROUNDS, decode,
};
use super::{Grounds, Saved, Store, StoreError, ViewState};
use crate::model::{Attempt, BatchId, Lesson, PaymentId, Row};

impl Store {
    /// The session as it was last saved.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read or what stands there does not fit.
    pub fn load(&self) -> Result<Saved, StoreError> {
        let reading = self.begin_read()?;
        let steps = self.all(&reading, STEPS)?;
        let in_force = self.number(&reading, NUMBER_IN_FORCE)?;
        if in_force > steps.len() as u64 {
            return Err(self.damaged(format!("{in_force} steps in force of {}", steps.len())));
        }
        Ok(Saved {
            rows: self.rows(&reading)?,
            steps,
            in_force,
            view: self.view(&reading)?,
            files: self.all(&reading, FILES)?,
            grounds: self.grounds(&reading)?,
            lessons: self.lessons(&reading)?,
        })
    }

    /// The whole journal, in its order.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn attempts(&self) -> Result<Vec<Attempt>, StoreError> {
        self.all(&self.begin_read()?, ATTEMPTS)
    }

    /// The attempts of which it is not known whether the CRM has them: planned or sent.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn attempts_unsettled(&self) -> Result<Vec<Attempt>, StoreError> {
        let reading = self.begin_read()?;
        let unsettled = reading.open_table(UNSETTLED).map_err(|error| self.error(error))?;
        let attempts = reading.open_table(ATTEMPTS).map_err(|error| self.error(error))?;
        let mut found = Vec::new();
        for entry in unsettled.iter().map_err(|error| self.error(error))? {
            let sequence = entry.map_err(|error| self.error(error))?.0.value();
            let attempt = attempts.get(sequence).map_err(|error| self.error(error))?;
            let bytes = attempt.ok_or_else(|| self.damaged(format!("attempt {sequence} is missing")))?;
            found.push(self.decoded(bytes.value(), "attempts", sequence)?);
        }
        Ok(found)
    }

    /// The place of the next attempt in the journal; attempts are numbered from 1 without gaps.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn next_sequence(&self) -> Result<u64, StoreError> {
        self.number(&self.begin_read()?, NUMBER_NEXT_SEQUENCE)
    }

    /// The next batch of the journal. It is taken when an attempt that bears it is saved.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn next_batch(&self) -> Result<BatchId, StoreError> {
        self.number(&self.begin_read()?, NUMBER_NEXT_BATCH).map(BatchId)
    }

    fn begin_read(&self) -> Result<ReadTransaction, StoreError> {
        self.database.begin_read().map_err(|error| self.error(error))
    }

    fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), detail }
    }

    fn decoded<T: DeserializeOwned>(&self, bytes: &[u8], table: &str, key: u64) -> Result<T, StoreError> {
        decode(bytes).map_err(|error| self.damaged(format!("{table} {key}: {error}")))
    }

    fn number(&self, reading: &ReadTransaction, name: &str) -> Result<u64, StoreError> {
        let numbers = reading.open_table(NUMBERS).map_err(|error| self.error(error))?;
        let number = numbers.get(name).map_err(|error| self.error(error))?;
        number.map(|number| number.value()).ok_or_else(|| self.damaged(format!("{name} is missing")))
    }

    fn all<T: DeserializeOwned>(&self, reading: &ReadTransaction, table: Counted) -> Result<Vec<T>, StoreError> {
        let values = reading.open_table(table).map_err(|error| self.error(error))?;
        let mut found = Vec::new();
        for entry in values.iter().map_err(|error| self.error(error))? {
            let (key, bytes) = entry.map_err(|error| self.error(error))?;
            found.push(self.decoded(bytes.value(), redb::TableHandle::name(&table), key.value())?);
        }
        Ok(found)
    }

    fn rows(&self, reading: &ReadTransaction) -> Result<Vec<Row>, StoreError> {
        let arrival = reading.open_table(ARRIVAL).map_err(|error| self.error(error))?;
        let rows = reading.open_table(ROWS).map_err(|error| self.error(error))?;
        let mut found = Vec::new();
        for entry in arrival.iter().map_err(|error| self.error(error))? {
            let (place, id) = entry.map_err(|error| self.error(error))?;
            let row = rows.get(id.value()).map_err(|error| self.error(error))?;
            let bytes = row.ok_or_else(|| self.damaged(format!("row {} is missing", place.value())))?;
            found.push(self.decoded(bytes.value(), "rows", place.value())?);
        }
        Ok(found)
    }

    fn lessons(&self, reading: &ReadTransaction) -> Result<Vec<(PaymentId, Lesson)>, StoreError> {
        let lessons = reading.open_table(LESSONS).map_err(|error| self.error(error))?;
        let mut found = Vec::new();
        for (entry, place) in lessons.iter().map_err(|error| self.error(error))?.zip(1..) {
            let bytes = entry.map_err(|error| self.error(error))?.1;
            found.push(self.decoded(bytes.value(), "lessons", place)?);
        }
        Ok(found)
    }

    fn view(&self, reading: &ReadTransaction) -> Result<ViewState, StoreError> {
        let view = reading.open_table(VIEW).map_err(|error| self.error(error))?;
        let kept = view.get(VIEW_CURRENT).map_err(|error| self.error(error))?;
        kept.map_or_else(|| Ok(ViewState::default()), |bytes| self.decoded(bytes.value(), "view", 0))
    }

    /// Grounds that cannot be read are none: the findings are then made anew.
    fn grounds(&self, reading: &ReadTransaction) -> Result<Option<Grounds>, StoreError> {
        let view = reading.open_table(VIEW).map_err(|error| self.error(error))?;
        let kept = view.get(VIEW_GROUNDS).map_err(|error| self.error(error))?;
        Ok(kept.and_then(|bytes| decode(bytes.value()).ok()))
    }
}
