//! Writing: a slice of writes is one durable transaction.

use std::sync::atomic::Ordering;

use redb::{ReadableTable as _, Table, WriteTransaction};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::log::chain::{Head, append};
use super::log::head::HeadFile;
use super::log::witness::Witness;
use super::log::{Event, Note};
use super::tables::{
    ARRIVAL, ATTEMPTS, FILES, LESSONS, NUMBER_IN_FORCE, NUMBER_NEXT_BATCH, NUMBER_NEXT_SEQUENCE, NUMBERS, ROWS, STEPS,
    UNSETTLED, VIEW, VIEW_CURRENT, VIEW_GROUNDS, decode, encode,
};
use super::{FileRecord, Step, Store, StoreError, Write};
use crate::model::{Attempt, AttemptState, Lesson, PaymentId, Row};

/// Why a transaction was not made.
pub(super) enum Failure {
    /// What redb says.
    Redb(redb::Error),
    /// A value has no stored form, and why.
    Form(String),
    /// What stands there cannot be read, and why.
    Damaged(String),
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
    /// [`StoreError`] when the disk is full or failed, or the file was taken from its place; from then on every call answers
    /// [`StoreError::Closed`], and the file has to be opened again.
    pub fn save(&self, writes: &[Write]) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Acquire) {
            return Err(StoreError::Closed { path: self.path.clone() });
        }
        if writes.is_empty() {
            return Ok(());
        }
        if self.open.as_ref().is_some_and(|file| !file.is_in_place()) {
            self.failed.store(true, Ordering::Release);
            return Err(StoreError::Moved { path: self.path.clone() });
        }
        self.write(writes).map_err(|failure| {
            self.failed.store(true, Ordering::Release);
            self.failure(failure)
        })
    }

    /// A failure about this file.
    pub(super) fn failure(&self, failure: Failure) -> StoreError {
        match failure {
            Failure::Redb(error) => self.error(error),
            Failure::Form(detail) => StoreError::Broken { path: self.path.clone(), detail },
            Failure::Damaged(detail) => StoreError::Damaged { path: self.path.clone(), detail },
        }
    }

    fn write(&self, writes: &[Write]) -> Result<(), Failure> {
        let writing = self.database.begin_write()?;
        let mut witness = Witness::new(&self.who, self.clock.now());
        for write in writes {
            match write {
                Write::Row(row) => put_row(&writing, row, &mut witness)?,
                Write::Step { position, step } => put_step(&writing, *position, step, &mut witness)?,
                Write::Undone { position } => put_in_force(&writing, *position, &mut witness)?,
                Write::ForgetStepsFrom(position) => {
                    writing.open_table(STEPS)?.retain_in(*position.., |_, _| false)?;
                }
                Write::View(view) => {
                    writing.open_table(VIEW)?.insert(VIEW_CURRENT, form(view)?.as_slice())?;
                }
                Write::File(file) => {
                    put_file(&writing, file)?;
                    witness.file(file);
                }
                Write::Attempt(attempt) => put_attempt(&writing, attempt, &mut witness)?,
                Write::Grounds(grounds) => {
                    writing.open_table(VIEW)?.insert(VIEW_GROUNDS, form(grounds)?.as_slice())?;
                }
                Write::Lesson(payment, lesson) => put_lesson(&writing, *payment, lesson)?,
                Write::Log(note) => witness.note(note),
            }
        }
        let head = self.log_entries(&writing, witness)?;
        writing.commit()?;
        if let (Some(file), Some(head)) = (&self.head, head) {
            file.note(head);
        }
        Ok(())
    }

    /// Writes what a save says to the log, in its transaction.
    fn log_entries(&self, writing: &WriteTransaction, mut witness: Witness<'_>) -> Result<Option<Head>, Failure> {
        if witness.has_seen_nothing() {
            return Ok(None);
        }
        if self.head.as_ref().is_some_and(HeadFile::is_missing) {
            witness.note(&Note::of(Event::HeadRenewed));
        }
        let entries = witness.finish();
        append(writing, &entries).map(Some)
    }
}

fn form<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    encode(value).map_err(Failure::Form)
}

fn put_row(writing: &WriteTransaction, row: &Row, witness: &mut Witness<'_>) -> Result<(), Failure> {
    let id = row.payment.id.uuid().as_u128();
    let mut rows = writing.open_table(ROWS)?;
    let before = rows.insert(id, form(row)?.as_slice())?;
    if let Some(bytes) = before {
        witness.row(&kept(bytes.value())?, row);
        return Ok(());
    }
    let mut arrival = writing.open_table(ARRIVAL)?;
    let place = arrival.last()?.map_or(0, |(place, _)| place.value() + 1);
    arrival.insert(place, id)?;
    witness.new_row(place, row);
    Ok(())
}

fn put_step(writing: &WriteTransaction, position: u64, step: &Step, witness: &mut Witness<'_>) -> Result<(), Failure> {
    let is_new = writing.open_table(STEPS)?.insert(position, form(step)?.as_slice())?.is_none();
    if is_new {
        witness.new_step(position, step.label());
    }
    Ok(())
}

/// So many steps are in force; the log is told of the edit that was undone or redone.
fn put_in_force(writing: &WriteTransaction, now: u64, witness: &mut Witness<'_>) -> Result<(), Failure> {
    let before = writing.open_table(NUMBERS)?.insert(NUMBER_IN_FORCE, now)?.map_or(0, |number| number.value());
    let steps = writing.open_table(STEPS)?;
    let mut label = None;
    for entry in steps.range(before.min(now)..before.max(now))? {
        label = kept::<Step>(entry?.1.value())?.label().cloned().or(label);
    }
    witness.steps_in_force(before, now, label);
    Ok(())
}

/// What stood there.
fn kept<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    decode(bytes).map_err(Failure::Damaged)
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

/// How far an attempt had got.
#[derive(Deserialize)]
struct KeptAttempt {
    state: AttemptState,
}

fn put_attempt(writing: &WriteTransaction, attempt: &Attempt, witness: &mut Witness<'_>) -> Result<(), Failure> {
    let mut attempts = writing.open_table(ATTEMPTS)?;
    let before = attempts.insert(attempt.sequence, form(attempt)?.as_slice())?;
    let before = before.map(|bytes| kept::<KeptAttempt>(bytes.value())).transpose()?;
    witness.attempt(before.map(|before| before.state).as_ref(), attempt);
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
