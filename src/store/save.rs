//! Writing: a slice of writes is one durable transaction.

use std::sync::atomic::Ordering;

use redb::{ReadableTable as _, Table, WriteTransaction};

use super::tables::{
    ARRIVAL, ATTEMPTS, FILES, LESSONS, NUMBER_IN_FORCE, NUMBER_NEXT_BATCH, NUMBER_NEXT_SEQUENCE, NUMBERS, ROWS, STEPS,
    UNSETTLED, VIEW, VIEW_CURRENT, VIEW_GROUNDS, encode,
};
use super::{FileRecord, Store, StoreError, Write};
use crate::model::{Attempt, AttemptState, Lesson, PaymentId, Row};

/// Why a transaction was not made: redb's reason, or a value that has no stored form.
enum Failure {
    Redb(redb::Error),
    Form(String),
}

impl<E: Into<redb::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Redb(error.into())
    }
}

impl Store {
    /// Writes all of it, durably, or nothing. When this returns, a power cut loses none of it.
    ///
    /// # Errors
    /// [`StoreError`] when the disk is full or failed; from then on every call answers
    /// [`StoreError::Closed`], and the file has to be opened again.
    pub fn save(&self, writes: &[Write]) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Acquire) {
            return Err(StoreError::Closed { path: self.path.clone() });
        }
        if writes.is_empty() {
            return Ok(());
        }
        self.write(writes).map_err(|failure| {
            self.failed.store(true, Ordering::Release);
            match failure {
                Failure::Redb(error) => self.error(error),
                Failure::Form(detail) => StoreError::Broken { path: self.path.clone(), detail },
            }
        })
    }

    fn write(&self, writes: &[Write]) -> Result<(), Failure> {
        let writing = self.database.begin_write()?;
        for write in writes {
            match write {
                Write::Row(row) => put_row(&writing, row)?,
                Write::Step { position, step } => {
                    writing.open_table(STEPS)?.insert(*position, form(step)?.as_slice())?;
                }
                Write::Undone { position } => {
                    writing.open_table(NUMBERS)?.insert(NUMBER_IN_FORCE, *position)?;
                }
                Write::ForgetStepsFrom(position) => {
                    writing.open_table(STEPS)?.retain_in(*position.., |_, _| false)?;
                }
                Write::View(view) => {
                    writing.open_table(VIEW)?.insert(VIEW_CURRENT, form(view)?.as_slice())?;
                }
                Write::File(file) => put_file(&writing, file)?,
                Write::Attempt(attempt) => put_attempt(&writing, attempt)?,
                Write::Grounds(grounds) => {
                    writing.open_table(VIEW)?.insert(VIEW_GROUNDS, form(grounds)?.as_slice())?;
                }
                Write::Lesson(payment, lesson) => put_lesson(&writing, *payment, lesson)?,
            }
        }
        writing.commit()?;
        Ok(())
    }
}

fn form<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    encode(value).map_err(Failure::Form)
}

fn put_row(writing: &WriteTransaction, row: &Row) -> Result<(), Failure> {
    let id = row.payment.id.uuid().as_u128();
    let is_new = writing.open_table(ROWS)?.insert(id, form(row)?.as_slice())?.is_none();
    if is_new {
        let mut arrival = writing.open_table(ARRIVAL)?;
        let place = arrival.last()?.map_or(0, |(place, _)| place.value() + 1);
        arrival.insert(place, id)?;
    }
    Ok(())
}

fn put_file(writing: &WriteTransaction, file: &FileRecord) -> Result<(), Failure> {
    let mut files = writing.open_table(FILES)?;
    let place = files.last()?.map_or(0, |(place, _)| place.value() + 1);
    files.insert(place, form(file)?.as_slice())?;
    Ok(())
}

fn put_lesson(writing: &WriteTransaction, payment: PaymentId, lesson: &Lesson) -> Result<(), Failure> {
    let mut lessons = writing.open_table(LESSONS)?;
    let id = payment.uuid().as_u128();
    if lesson.is_empty() {
        lessons.remove(id)?;
    } else {
        lessons.insert(id, form(&(payment, lesson))?.as_slice())?;
    }
    Ok(())
}

fn put_attempt(writing: &WriteTransaction, attempt: &Attempt) -> Result<(), Failure> {
    writing.open_table(ATTEMPTS)?.insert(attempt.sequence, form(attempt)?.as_slice())?;
    let mut unsettled = writing.open_table(UNSETTLED)?;
    if matches!(attempt.state, AttemptState::Planned | AttemptState::Sent) {
        unsettled.insert(attempt.sequence, ())?;
    } else {
        unsettled.remove(attempt.sequence)?;
    }
    let mut numbers = writing.open_table(NUMBERS)?;
    raise(&mut numbers, NUMBER_NEXT_SEQUENCE, attempt.sequence + 1)?;
    raise(&mut numbers, NUMBER_NEXT_BATCH, attempt.batch.0 + 1)
}

/// Raises a number that only ever grows.
fn raise(numbers: &mut Table<'_, &str, u64>, name: &str, least: u64) -> Result<(), Failure> {
    let known = numbers.get(name)?.map_or(0, |number| number.value());
    if known < least {
        numbers.insert(name, least)?;
    }
    Ok(())
}
