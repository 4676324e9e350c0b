//! What a commit and a reversal do to the session.

use std::collections::BTreeSet;

use super::{Read, Session};
use crate::model::{BatchId, CommitState, PaymentId, Row};
use crate::store::{Step, Write};

impl Session {
    /// A commit of these rows begins: they take no edits until [`Session::absorb`] brings their
    /// outcome, and the commit is a step. What is returned must be saved together with the
    /// commit's plan.
    pub fn begin_commit(&mut self, batch: BatchId, rows: &[PaymentId]) -> Vec<Write> {
        self.in_flight.extend(rows);
        self.findings_hold = false;
        self.push_step(Step::Committed { batch, rows: rows.to_vec() })
    }

    /// Rows are being reversed: they take no edits until [`Session::absorb`] brings their outcome.
    pub fn begin_reversal(&mut self, rows: &[PaymentId]) {
        self.in_flight.extend(rows);
        self.findings_hold = false;
    }

    /// A commit or reversal ended, however it did: rows whose outcome was never brought are free
    /// again. A commit that never began (its plan was not saved) leaves a step without rows.
    pub fn end_flight(&mut self, never_began: Option<BatchId>) -> Vec<Write> {
        self.in_flight.clear();
        let mut writes = Vec::new();
        for (position, step) in self.steps.iter_mut().enumerate() {
            if let Step::Committed { batch, rows } = step
                && Some(*batch) == never_began
            {
                rows.clear();
                writes.push(Write::Step { position: position as u64, step: step.clone() });
            }
        }
        if !writes.is_empty() {
            // The writes of `begin_commit` may not have reached the disk: these stand without them.
            writes.push(Write::ForgetStepsFrom(self.steps.len() as u64));
            writes.push(Write::Undone { position: self.in_force as u64 });
        }
        writes
    }

    /// Takes rows as the commit stored them. What is returned must be saved: after a reversal the
    /// step of a commit of which nothing is left is no longer in force.
    ///
    /// The register in hand does not know of the change, and other rows not yet of what a reversal
    /// taught: bring a new one with
    /// [`Session::refresh`].
    pub fn absorb(&mut self, rows: Vec<Row>) -> Vec<Write> {
        let view = self.view.clone();
        let mut was_reversed = false;
        self.findings_hold &= rows.is_empty();
        let mut lessons = Vec::new();
        for row in rows {
            let id = row.payment.id;
            self.in_flight.remove(&id);
            if matches!(row.commit, CommitState::Committed { .. }) {
                self.newer_than_register.insert(id);
            } else {
                self.newer_than_register.remove(&id);
            }
            match self.positions.get(&id) {
                Some(position) => {
                    let position = *position;
                    let is_reversed = row.generation > self.rows[position].generation;
                    was_reversed |= is_reversed;
                    lessons
                        .extend(self.lesson_of_commit(position, &row.commit, is_reversed).map(|lesson| (id, lesson)));
                    self.rows[position] = row;
                    self.read[position] = Read::default();
                    self.prints.forget_row(position);
                }
                None => self.append(row),
            }
        }
        let mut writes = Vec::new();
        self.learn(lessons, &mut writes);
        if was_reversed && self.last_commit_is_empty() {
            self.in_force -= 1;
            writes.push(Write::Undone { position: self.in_force as u64 });
        }
        writes.extend(self.finish(&BTreeSet::new(), &view));
        writes
    }

    /// Puts a new row at the end.
    pub(super) fn append(&mut self, row: Row) {
        self.positions.insert(row.payment.id, self.rows.len());
        self.rows.push(row);
        self.read.push(Read::default());
        self.prints.add_row();
    }

    fn last_commit_is_empty(&self) -> bool {
        let Some(last) = self.in_force.checked_sub(1) else { return false };
        match &self.steps[last] {
            Step::Edit { .. } => false,
            Step::Committed { rows, .. } => rows
                .iter()
                .filter_map(|id| self.row(*id))
                .all(|row| matches!(row.commit, CommitState::Open | CommitState::Refused(_))),
        }
    }
}
