//! A journal in memory.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::fake::locked;
use crate::commit::Journal;
use crate::model::{Attempt, AttemptState, BatchId, CommitState, PaymentId, Row};
use crate::store::{StoreError, Write};

/// A journal in memory that checks at each write what must always hold.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    attempts: BTreeMap<u64, Attempt>,
    rows: BTreeMap<PaymentId, Row>,
    others: Vec<Write>,
    /// Saves until the store dies.
    lives: Option<usize>,
    is_dead: bool,
}

impl MemoryJournal {
    pub fn with(rows: &[Row]) -> Arc<Self> {
        let journal = Self::default();
        locked(&journal.kept).rows = rows.iter().map(|row| (row.payment.id, row.clone())).collect();
        Arc::new(journal)
    }

    /// Dies at a save.
    pub fn die_after(&self, saves: usize) {
        locked(&self.kept).lives = Some(saves);
    }

    /// As after a start.
    pub fn restart(&self) {
        let mut kept = locked(&self.kept);
        kept.lives = None;
        kept.is_dead = false;
    }

    pub fn rows(&self) -> Vec<Row> {
        locked(&self.kept).rows.values().cloned().collect()
    }

    pub fn row(&self, id: PaymentId) -> Row {
        locked(&self.kept).rows.get(&id).cloned().expect("the row is there")
    }

    pub fn states(&self) -> Vec<AttemptState> {
        locked(&self.kept).attempts.values().map(|attempt| attempt.state.clone()).collect()
    }

    pub fn others(&self) -> Vec<Write> {
        locked(&self.kept).others.clone()
    }

    /// As if everything had been written down so long before.
    pub fn age(&self, by: Duration) {
        for attempt in locked(&self.kept).attempts.values_mut() {
            attempt.changed_at -= by;
        }
    }

    pub fn has_sent(&self, payment: PaymentId) -> bool {
        let kept = locked(&self.kept);
        kept.attempts.values().any(|attempt| attempt.posting.payment == payment && attempt.state == AttemptState::Sent)
    }
}

/// What is sent may be sent once more under the same keys.
fn is_again(before: &AttemptState, after: &AttemptState) -> bool {
    (before, after) == (&AttemptState::Sent, &AttemptState::Sent)
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
                Write::Attempt(attempt) => {
                    let before = self.attempts.insert(attempt.sequence, (**attempt).clone());
                    let moved = before.is_none_or(|before| {
                        rank(&before.state) < rank(&attempt.state) || is_again(&before.state, &attempt.state)
                    });
                    assert!(moved, "attempt {} only ever moves on", attempt.sequence);
                }
                Write::Row(row) => {
                    self.rows.insert(row.payment.id, (**row).clone());
                }
                other => self.others.push(other.clone()),
            }
        }
        let sequences: Vec<u64> = self.attempts.keys().copied().collect();
        assert_eq!(sequences, (1..=sequences.len() as u64).collect::<Vec<_>>(), "no gap in the journal");
        for (id, row) in &self.rows {
            let of = |state: fn(&AttemptState) -> bool| {
                self.attempts.values().filter(|attempt| attempt.posting.payment == *id && state(&attempt.state)).count()
            };
            let sent = of(|state| *state == AttemptState::Sent);
            let in_flight = of(|state| matches!(state, AttemptState::Sent | AttemptState::Planned));
            assert!(in_flight <= 1, "never two attempts in flight for one payment");
            assert_eq!(row.commit == CommitState::Unknown, sent == 1, "a row is unknown while its attempt is sent");
        }
    }
}

impl Journal for MemoryJournal {
    fn save(&self, writes: &[Write]) -> Result<(), StoreError> {
        let mut kept = locked(&self.kept);
        let dead = || StoreError::Closed { path: PathBuf::from("memory") };
        if kept.is_dead {
            return Err(dead());
        }
        match kept.lives {
            Some(0) => {
                kept.is_dead = true;
                return Err(dead());
            }
            Some(lives) => kept.lives = Some(lives - 1),
            None => {}
        }
        kept.apply(writes);
        Ok(())
    }

    fn attempts(&self) -> Result<Vec<Attempt>, StoreError> {
        Ok(locked(&self.kept).attempts.values().cloned().collect())
    }

    fn attempts_unsettled(&self) -> Result<Vec<Attempt>, StoreError> {
        let all = self.attempts()?.into_iter();
        Ok(all.filter(|attempt| rank(&attempt.state) < 2).collect())
    }

    fn next_sequence(&self) -> Result<u64, StoreError> {
        Ok(locked(&self.kept).attempts.len() as u64 + 1)
    }

    fn next_batch(&self) -> Result<BatchId, StoreError> {
        Ok(BatchId(locked(&self.kept).attempts.values().map(|attempt| attempt.batch.0).max().unwrap_or(0) + 1))
    }
}
