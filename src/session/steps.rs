//! Steps: an edit with its inverse, undo and redo to the very beginning.

use std::collections::{BTreeSet, HashSet};

use super::error::RowName;
use super::memory::Way;
use super::{EditError, Session};
use crate::model::{BatchId, CommitState, ContractId, Lesson, Message, PaymentId};
use crate::store::{Choice, Edit, Step, Write};

/// What an undo or a redo did, or what has to be done instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undo {
    /// Done: what must be saved, and what was undone or redone.
    Done(Vec<Write>, Message),
    /// The last step is a commit: these rows go back only by a reversing entry in the CRM.
    NeedsReversal {
        /// The commit's batch.
        batch: BatchId,
        /// Those of its rows that the CRM still has.
        rows: Vec<PaymentId>,
    },
    /// The next step to redo is a commit that was taken back: only the commit key does that.
    NeedsCommit {
        /// Its rows that the CRM does not have.
        rows: Vec<PaymentId>,
    },
    /// There is nothing to undo or redo.
    Nothing,
}

impl Session {
    /// Undoes the last step. A commit on top of the steps has to be reversed first; one of which
    /// the CRM holds nothing (any more) is passed over.
    ///
    /// # Errors
    /// [`EditError`] when a row of the step is committed, being committed or of unknown outcome.
    pub fn undo(&mut self) -> Result<Undo, EditError> {
        let mut position = self.in_force;
        while position > 0 {
            match &self.steps[position - 1] {
                Step::Committed { batch, rows } => {
                    let held = self.still_committed(rows)?;
                    if !held.is_empty() {
                        return Ok(Undo::NeedsReversal { batch: *batch, rows: held });
                    }
                    position -= 1;
                }
                Step::Edit { label, edits } => {
                    let label = label.clone();
                    let choices = edits.iter().rev().map(|edit| (edit.row, edit.before.clone())).collect::<Vec<_>>();
                    let lessons = self.lessons_of(edits, Way::Undone);
                    let writes = self.step_to(position - 1, choices, lessons)?;
                    return Ok(Undo::Done(writes, label));
                }
            }
        }
        Ok(Undo::Nothing)
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// As [`Session::undo`].
    pub fn redo(&mut self) -> Result<Undo, EditError> {
        let mut position = self.in_force;
        while let Some(step) = self.steps.get(position) {
            match step {
                Step::Committed { rows, .. } => {
                    let is_open = |id: &&PaymentId| self.row(**id).is_some_and(|row| row.commit == CommitState::Open);
                    let open: Vec<PaymentId> = rows.iter().filter(is_open).copied().collect();
                    if !open.is_empty() {
                        return Ok(Undo::NeedsCommit { rows: open });
                    }
                    position += 1;
                }
                Step::Edit { label, edits } => {
                    let label = label.clone();
                    let choices = edits.iter().map(|edit| (edit.row, edit.after.clone())).collect();
                    let lessons = self.lessons_of(edits, Way::Redone);
                    let writes = self.step_to(position + 1, choices, lessons)?;
                    return Ok(Undo::Done(writes, label));
                }
            }
        }
        Ok(Undo::Nothing)
    }

    /// The steps from the first on; those after [`Session::steps_in_force`] were undone.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many steps are in force.
    #[must_use]
    pub const fn steps_in_force(&self) -> usize {
        self.in_force
    }

    /// Makes a new step of these choices. Choices that change nothing are left out; without any
    /// other there is no step.
    pub(super) fn step(&mut self, label: Message, choices: Vec<(usize, Choice)>) -> Vec<Write> {
        let mut edits = Vec::new();
        for (position, mut after) in choices {
            let before = self.choice(position);
            after.taught = self.taught_by(position, &before, &after.decision);
            if before != after {
                edits.push(Edit { row: self.rows[position].payment.id, before, after });
            }
        }
        if edits.is_empty() {
            return Vec::new();
        }
        let after =
            edits.iter().filter_map(|edit| Some((*self.positions.get(&edit.row)?, edit.after.clone()))).collect();
        let mut writes = self.put(after, self.lessons_of(&edits, Way::Done));
        writes.extend(self.push_step(Step::Edit { label, edits }));
        writes
    }

    /// Puts a step behind those in force and forgets what was undone.
    pub(super) fn push_step(&mut self, step: Step) -> Vec<Write> {
        let mut writes = Vec::new();
        if self.steps.len() > self.in_force {
            self.steps.truncate(self.in_force);
            writes.push(Write::ForgetStepsFrom(self.in_force as u64));
        }
        writes.push(Write::Step { position: self.in_force as u64, step: step.clone() });
        self.steps.push(step);
        self.in_force += 1;
        writes.push(Write::Undone { position: self.in_force as u64 });
        writes
    }

    /// What stands in a row now.
    pub(super) fn choice(&self, position: usize) -> Choice {
        let row = &self.rows[position];
        let refused = match &row.commit {
            CommitState::Refused(refusal) => Some(refusal.clone()),
            _ => None,
        };
        let taught = self.memory.lesson(row.payment.id).map(|lesson| lesson.taught.clone()).unwrap_or_default();
        Choice { decision: row.decision.clone(), changed: row.changed.clone(), refused, taught }
    }

    /// Position of a row that may be edited now.
    pub(super) fn editable(&self, id: PaymentId) -> Result<usize, EditError> {
        let position = self.position(id)?;
        let row = &self.rows[position];
        match &row.commit {
            _ if self.in_flight.contains(&id) => Err(EditError::InFlight { row: RowName::of(row) }),
            CommitState::Committed { allocations, .. } => {
                Err(EditError::Committed { row: RowName::of(row), parts: allocations.len() })
            }
            CommitState::Unknown => Err(EditError::OutcomeUnknown { row: RowName::of(row) }),
            CommitState::Open | CommitState::Refused(_) => Ok(position),
        }
    }

    /// Goes to another number of steps in force by putting these choices into the rows; the
    /// cursor goes to the first of them that is shown.
    fn step_to(
        &mut self,
        in_force: usize,
        choices: Vec<(PaymentId, Choice)>,
        lessons: Vec<(PaymentId, Lesson)>,
    ) -> Result<Vec<Write>, EditError> {
        let choices = choices
            .into_iter()
            .map(|(id, choice)| Ok((self.editable(id)?, choice)))
            .collect::<Result<Vec<_>, EditError>>()?;
        let first = choices.iter().map(|(position, _)| *position).min();
        let mut writes = self.put(choices, lessons);
        self.in_force = in_force;
        writes.push(Write::Undone { position: in_force as u64 });
        if let Some(first) = first {
            writes.extend(self.set_cursor(self.rows[first].payment.id));
        }
        Ok(writes)
    }

    /// Puts choices into rows, learns from them, and makes anew what depends on either.
    fn put(&mut self, choices: Vec<(usize, Choice)>, lessons: Vec<(PaymentId, Lesson)>) -> Vec<Write> {
        let view = self.view.clone();
        let mut contracts: HashSet<ContractId> = HashSet::new();
        let mut changed = BTreeSet::new();
        let mut edited = Vec::new();
        for (position, choice) in choices {
            let row = &mut self.rows[position];
            contracts.extend(row.decision.allocations.iter().flatten().map(|part| part.contract.clone()));
            row.decision = choice.decision;
            row.changed = choice.changed;
            row.commit = choice.refused.map_or(CommitState::Open, CommitState::Refused);
            row.version += 1;
            changed.insert(position);
            edited.push(position);
        }
        let mut writes = Vec::new();
        let payers = self.learn(lessons, &mut writes);
        self.find_around(&edited, contracts, &payers, &mut changed);
        writes.extend(self.finish(&changed, &view));
        self.with_grounds(writes)
    }

    /// Those rows of a commit that the CRM has.
    fn still_committed(&self, rows: &[PaymentId]) -> Result<Vec<PaymentId>, EditError> {
        let mut held = Vec::new();
        for row in rows.iter().filter_map(|id| self.row(*id)) {
            if matches!(row.commit, CommitState::Committed { .. }) && !self.in_flight.contains(&row.payment.id) {
                held.push(row.payment.id);
            } else {
                self.editable(row.payment.id)?;
            }
        }
        Ok(held)
    }
}
