//! A state folder in memory: rows and journal, one save a durable transaction, and a death at a chosen
//! one. At each save it is looked at what must always hold on disk.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use sverka::commit::Journal;
use sverka::model::{Attempt, AttemptKind, AttemptState, BatchId, CommitState, PaymentId, Posting, Row};
use sverka::store::{StoreError, Write};

#[derive(Debug, Default)]
pub struct Folder {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    attempts: BTreeMap<u64, Attempt>,
    rows: BTreeMap<PaymentId, Row>,
    /// Saves until the process dies, and whether the last one is on disk all the same.
    lives: Option<(usize, bool)>,
    is_dead: bool,
    wrong: Vec<String>,
}

/// What the journal says of a payment once nothing is on its way.
#[derive(Debug, Clone)]
pub enum Says {
    Held(Box<Posting>),
    TakenBack(Box<Posting>),
}

impl Folder {
    pub fn with(rows: &[Row]) -> Self {
        let folder = Self::default();
        folder.kept().rows = rows.iter().map(|row| (row.payment.id, row.clone())).collect();
        folder
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("nobody fails with it")
    }

    /// The process that comes next dies at that save.
    pub fn die_at(&self, lives: Option<(usize, bool)>) {
        self.kept().lives = lives;
    }

    pub fn is_dead(&self) -> bool {
        self.kept().is_dead
    }

    pub fn restart(&self) {
        let mut kept = self.kept();
        kept.lives = None;
        kept.is_dead = false;
    }

    /// The clock of the wall was put forward, or back, since all that was written down.
    pub fn jump(&self, forward: Option<Duration>, back: Option<Duration>) {
        for attempt in self.kept().attempts.values_mut() {
            attempt.planned_at -= forward.unwrap_or_default();
            attempt.changed_at -= forward.unwrap_or_default();
            attempt.planned_at += back.unwrap_or_default();
            attempt.changed_at += back.unwrap_or_default();
        }
    }

    pub fn rows(&self) -> Vec<Row> {
        self.kept().rows.values().cloned().collect()
    }

    /// A person's edit, on disk at once.
    pub fn put(&self, row: Row) {
        self.kept().rows.insert(row.payment.id, row);
    }

    pub fn take_wrong(&self) -> Vec<String> {
        std::mem::take(&mut self.kept().wrong)
    }

    /// Whether the journal has these very parts as sent.
    pub fn has_sent(&self, posting: &Posting) -> bool {
        let kept = self.kept();
        let of_it = kept.attempts.values().filter(|attempt| attempt.posting.payment == posting.payment);
        let mut sent = of_it.filter(|attempt| attempt.state == AttemptState::Sent);
        sent.any(|attempt| posting.parts.iter().all(|part| attempt.posting.parts.contains(part)))
    }

    /// What the journal says of each payment, as anybody would read it.
    pub fn says(&self) -> BTreeMap<PaymentId, Says> {
        let mut says = BTreeMap::new();
        for attempt in self.kept().attempts.values() {
            let posting = Box::new(attempt.posting.clone());
            let now = match (&attempt.state, attempt.kind) {
                (AttemptState::Confirmed(_), AttemptKind::Post) => Says::Held(posting),
                (AttemptState::Confirmed(_), AttemptKind::Reverse) => Says::TakenBack(posting),
                _ => continue,
            };
            says.insert(attempt.posting.payment, now);
        }
        says
    }

    /// A client that takes whatever brought no answer for failed.
    pub fn forget_what_was_sent(&self) {
        let mut kept = self.kept();
        for attempt in kept.attempts.values_mut() {
            if matches!(attempt.state, AttemptState::Sent | AttemptState::Planned) {
                attempt.state = AttemptState::Abandoned;
            }
        }
        for row in kept.rows.values_mut() {
            if row.commit == CommitState::Unknown {
                row.commit = CommitState::Open;
            }
        }
    }
}

fn rank(state: &AttemptState) -> u8 {
    match state {
        AttemptState::Planned => 0,
        AttemptState::Sent => 1,
        AttemptState::Confirmed(_) | AttemptState::Refused(_) | AttemptState::Abandoned => 2,
    }
}

impl Kept {
    fn apply(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Attempt(attempt) => self.put_attempt(attempt),
                Write::Row(row) => {
                    self.rows.insert(row.payment.id, (**row).clone());
                }
                _ => {}
            }
        }
        self.look();
    }

    fn put_attempt(&mut self, attempt: &Attempt) {
        let is_next = attempt.sequence == self.attempts.len() as u64 + 1;
        let before = self.attempts.insert(attempt.sequence, attempt.clone());
        match before {
            // What is sent once more to complete it is sent as before.
            Some(before) if before.state == AttemptState::Sent && attempt.state == AttemptState::Sent => {}
            Some(before) if rank(&before.state) < rank(&attempt.state) => {}
            Some(before) => {
                self.wrong.push(format!("attempt {}: {:?} after {:?}", attempt.sequence, attempt.state, before.state));
            }
            None if is_next => {}
            None => self.wrong.push(format!("attempt {} leaves a gap in the journal", attempt.sequence)),
        }
    }

    /// A row is unknown exactly while an attempt for it is sent, and there is never a second one.
    fn look(&mut self) {
        let mut in_flight: BTreeMap<PaymentId, (usize, bool)> = BTreeMap::new();
        for attempt in self.attempts.values().filter(|attempt| rank(&attempt.state) < 2) {
            let (count, is_sent) = in_flight.entry(attempt.posting.payment).or_default();
            *count += 1;
            *is_sent |= attempt.state == AttemptState::Sent;
        }
        for (payment, row) in &self.rows {
            let (count, is_sent) = in_flight.get(payment).copied().unwrap_or_default();
            if count > 1 {
                self.wrong.push(format!("№{}: {count} attempts in flight", row.payment.number));
            }
            if is_sent != (row.commit == CommitState::Unknown) {
                self.wrong.push(format!("№{}: sent {is_sent}, and the row says {:?}", row.payment.number, row.commit));
            }
        }
    }
}

impl Journal for Folder {
    fn save(&self, writes: &[Write]) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let dead = || StoreError::Closed { path: PathBuf::from("memory") };
        if kept.is_dead {
            return Err(dead());
        }
        match kept.lives {
            Some((0, is_written)) => {
                kept.is_dead = true;
                if is_written {
                    kept.apply(writes);
                }
                return Err(dead());
            }
            Some((lives, is_written)) => kept.lives = Some((lives - 1, is_written)),
            None => {}
        }
        kept.apply(writes);
        Ok(())
    }

    fn attempts(&self) -> Result<Vec<Attempt>, StoreError> {
        Ok(self.kept().attempts.values().cloned().collect())
    }

    fn attempts_unsettled(&self) -> Result<Vec<Attempt>, StoreError> {
        let kept = self.kept();
        Ok(kept.attempts.values().filter(|attempt| rank(&attempt.state) < 2).cloned().collect())
    }

    fn next_sequence(&self) -> Result<u64, StoreError> {
        Ok(self.kept().attempts.len() as u64 + 1)
    }

    fn next_batch(&self) -> Result<BatchId, StoreError> {
        Ok(BatchId(self.kept().attempts.values().map(|attempt| attempt.batch.0).max().unwrap_or(0) + 1))
    }
}
