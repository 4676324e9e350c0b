//! Is the log whole, and does what stands in the file follow from it.

use std::collections::{HashMap, HashSet};

use redb::{ReadTransaction, ReadableDatabase as _, ReadableTable as _};

use super::chain::{Fingerprint, Head, Walk, parts};
use super::event::{AttemptEvent, Event};
use super::face::Face;
use super::fault::LogFault;
use super::{Entry, LogRow, Logged};
use crate::model::{Attempt, AttemptState, CommitState, PaymentId, Row};
use crate::store::tables::{LOG, VIEW, VIEW_LOG, decode};
use crate::store::{Store, StoreError};

/// What a look at the whole log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCheck {
    /// Entries in it.
    pub count: u64,
    /// The fingerprint of all of them.
    pub fingerprint: Fingerprint,
    /// What does not fit, entries first.
    pub faults: Vec<LogFault>,
}

impl Store {
    /// All entries of the log, in their order.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read or an entry is none.
    pub fn log(&self) -> Result<Vec<Logged>, StoreError> {
        let reading = self.database.begin_read().map_err(|error| self.error(error))?;
        let mut entries = Vec::new();
        self.each_value(&reading, |number, value| {
            let damaged = |detail: String| StoreError::Damaged { path: self.path.clone(), detail };
            let (fingerprint, bytes) = parts(value).ok_or_else(|| damaged(format!("log {number}")))?;
            let entry = decode(bytes).map_err(|error| damaged(format!("log {number}: {error}")))?;
            entries.push(Logged { number, fingerprint, entry });
            Ok(())
        })?;
        Ok(entries)
    }

    /// Looks whether the log is whole, and whether rows and journal stand as its last entries say.
    ///
    /// # Errors
    /// [`StoreError`] when the file itself cannot be read.
    pub fn check_log(&self) -> Result<LogCheck, StoreError> {
        let reading = self.database.begin_read().map_err(|error| self.error(error))?;
        let mut faults = Vec::new();
        let mut walk = Walk::default();
        let mut said = Said::default();
        self.each_value(&reading, |number, value| {
            let Some((fingerprint, bytes)) = parts(value) else {
                faults.push(LogFault::Unreadable { number, detail: format!("{} bytes", value.len()) });
                return Ok(());
            };
            if !walk.step(number, fingerprint, bytes) {
                faults.push(LogFault::Broken { number });
            }
            match decode::<Entry>(bytes) {
                Ok(entry) => said.hear(entry),
                Err(detail) => faults.push(LogFault::Unreadable { number, detail }),
            }
            Ok(())
        })?;
        let head = self.head_of(&reading)?;
        if head != walk.last() {
            faults.push(LogFault::EndMissing { found: walk.last().count, known: head.count });
        }
        faults.extend(self.head.as_ref().and_then(super::head::HeadFile::fault));
        faults.extend(said.against(&self.load()?.rows, &self.attempts()?));
        Ok(LogCheck { count: walk.last().count, fingerprint: walk.last().fingerprint, faults })
    }

    /// How far the log goes, as the file says it outside the log.
    ///
    /// # Errors
    /// As [`Store::log`].
    pub fn log_head(&self) -> Result<Head, StoreError> {
        let reading = self.database.begin_read().map_err(|error| self.error(error))?;
        self.head_of(&reading)
    }

    /// Whether the log goes on from one of that many entries with that fingerprint, in hexadecimal
    /// digits. Every log goes on from one without entries.
    ///
    /// # Errors
    /// As [`Store::log`].
    pub fn continues(&self, count: u64, fingerprint: &str) -> Result<bool, StoreError> {
        let known = self.fingerprint_at(count)?.map(|known| known.to_string());
        Ok(count == 0 || known.as_deref() == Some(fingerprint))
    }

    /// The fingerprint of the log up to an entry.
    pub(in crate::store) fn fingerprint_at(&self, number: u64) -> Result<Option<Fingerprint>, StoreError> {
        let reading = self.database.begin_read().map_err(|error| self.error(error))?;
        let log = reading.open_table(LOG).map_err(|error| self.error(error))?;
        let value = log.get(number).map_err(|error| self.error(error))?;
        Ok(value.and_then(|value| parts(value.value()).map(|(fingerprint, _)| fingerprint)))
    }

    fn head_of(&self, reading: &ReadTransaction) -> Result<Head, StoreError> {
        let view = reading.open_table(VIEW).map_err(|error| self.error(error))?;
        let kept = view.get(VIEW_LOG).map_err(|error| self.error(error))?;
        kept.map_or_else(
            || Ok(Head::default()),
            |bytes| {
                decode(bytes.value())
                    .map_err(|error| StoreError::Damaged { path: self.path.clone(), detail: format!("log: {error}") })
            },
        )
    }

    fn each_value(
        &self,
        reading: &ReadTransaction,
        mut take: impl FnMut(u64, &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let log = reading.open_table(LOG).map_err(|error| self.error(error))?;
        for entry in log.iter().map_err(|error| self.error(error))? {
            let (number, value) = entry.map_err(|error| self.error(error))?;
            take(number.value(), value.value())?;
        }
        Ok(())
    }
}

/// What the log says last of each row and attempt.
#[derive(Debug, Default)]
struct Said {
    rows: HashMap<PaymentId, (LogRow, Face)>,
    attempts: HashMap<u64, AttemptEvent>,
}

impl Said {
    fn hear(&mut self, entry: Entry) {
        if let Event::Attempt(attempt) = entry.event {
            self.attempts.insert(attempt.sequence, *attempt);
        }
        if let (Some(row), Some(after)) = (entry.row, entry.after) {
            self.rows.insert(row.id, (row, after));
        }
    }

    /// What stands otherwise.
    fn against(self, rows: &[Row], attempts: &[Attempt]) -> Vec<LogFault> {
        let mut faults = self.rows_against(rows);
        let differs = |attempt: &&Attempt| match self.attempts.get(&attempt.sequence) {
            Some(said) => said.state != attempt.state || said.parts != attempt.posting.parts,
            None => attempt.state != AttemptState::Planned,
        };
        faults.extend(attempts.iter().filter(differs).map(|attempt| attempt_differs(attempt.sequence)));
        let there: HashSet<u64> = attempts.iter().map(|attempt| attempt.sequence).collect();
        let mut gone: Vec<u64> = self.attempts.into_keys().filter(|sequence| !there.contains(sequence)).collect();
        gone.sort_unstable();
        faults.extend(gone.into_iter().map(attempt_differs));
        faults.extend(on_their_way(rows, attempts));
        faults
    }

    fn rows_against(&self, rows: &[Row]) -> Vec<LogFault> {
        let usual = Face::default();
        let differs = |row: &&Row| {
            let said = self.rows.get(&row.payment.id).map_or(&usual, |(_, face)| face);
            !said.says_the_same(&Face::of(row))
        };
        let mut faults: Vec<LogFault> = rows.iter().filter(differs).map(row_differs).collect();
        let there: HashSet<PaymentId> = rows.iter().map(|row| row.payment.id).collect();
        let mut gone: Vec<&LogRow> =
            self.rows.values().map(|(row, _)| row).filter(|row| !there.contains(&row.id)).collect();
        gone.sort_unstable_by_key(|row| row.id);
        faults.extend(
            gone.into_iter().map(|row| LogFault::RowMissing { number: row.number.clone(), date: shown(row.date) }),
        );
        faults
    }
}

const fn attempt_differs(sequence: u64) -> LogFault {
    LogFault::AttemptDiffers { sequence }
}

fn row_differs(row: &Row) -> LogFault {
    LogFault::RowDiffers { number: row.payment.number.clone(), date: shown(row.payment.date) }
}

/// A row is unknown exactly while an attempt for it is sent.
fn on_their_way(rows: &[Row], attempts: &[Attempt]) -> Vec<LogFault> {
    let sent: HashSet<PaymentId> = attempts
        .iter()
        .filter(|attempt| attempt.state == AttemptState::Sent)
        .map(|attempt| attempt.posting.payment)
        .collect();
    let differs = |row: &&Row| (row.commit == CommitState::Unknown) != sent.contains(&row.payment.id);
    rows.iter()
        .filter(differs)
        .map(|row| LogFault::JournalDiffers { number: row.payment.number.clone(), date: shown(row.payment.date) })
        .collect()
}

fn shown(day: jiff::civil::Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}
