//! Payments that were read, put beside those that are there.

use std::collections::{BTreeSet, HashSet};

use super::{Read, Session};
use crate::model::{CommitState, Finding, Payment, PaymentId, PaymentMark, Row};
use crate::store::{FileRecord, Step, Write};

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportCounts {
    /// Rows that were not there before.
    pub added: usize,
    /// Documents that were there, to the letter.
    pub same: usize,
    /// Documents that were there and differ now, with the facts that do (names as in
    /// [`Payment::changes_to`]); those marked as deleted are among them.
    pub changed: Vec<(PaymentId, Vec<&'static str>)>,
    /// Rows whose payment the CRM turned out to hold already: they are committed.
    pub adopted: Vec<PaymentId>,
}

impl Session {
    /// Puts payments that were read beside those that are there. A document that is there stays
    /// where it is and keeps what a person decided; if it changed, it says so. `deleted` are
    /// documents that 1C says are no more.
    pub fn merge_import(
        &mut self,
        payments: Vec<Payment>,
        deleted: &[PaymentId],
        file: FileRecord,
    ) -> (Vec<Write>, ImportCounts) {
        let view = self.view.clone();
        let mut counts = ImportCounts::default();
        let mut changed = BTreeSet::new();
        let mut steps = BTreeSet::new();
        let first_new = self.rows.len();
        let brought: HashSet<PaymentId> = payments.iter().map(|payment| payment.id).collect();
        for payment in payments {
            match self.positions.get(&payment.id) {
                None => {
                    counts.added += 1;
                    changed.insert(self.rows.len());
                    let finding = Finding::unmatched(payment.amount.amount);
                    self.append(Row::new(payment, finding));
                }
                Some(position) => {
                    let position = *position;
                    self.read_again(position, payment, &mut counts, &mut changed, &mut steps);
                }
            }
        }
        for position in deleted.iter().filter_map(|id| self.positions.get(id).copied()).collect::<Vec<_>>() {
            let mut payment = self.rows[position].payment.clone();
            if !payment.marks.contains(&PaymentMark::Deleted) {
                payment.marks.push(PaymentMark::Deleted);
                self.read_again(position, payment, &mut counts, &mut changed, &mut steps);
            }
        }
        let mut writes: Vec<Write> = steps
            .into_iter()
            .map(|position| Write::Step { position: position as u64, step: self.steps[position].clone() })
            .collect();
        if changed.is_empty()
            && self.files.iter().any(|known| (&known.file, known.complete) == (&file.file, file.complete))
        {
            return (writes, counts);
        }
        if !changed.is_empty() {
            self.note_other_sums(first_new, &brought, &mut changed);
            counts.adopted = self.adopt(&mut changed);
            self.find_everything(&mut changed);
        }
        self.files.push(file.clone());
        writes.push(Write::File(file));
        writes.extend(self.finish(&changed, &view));
        (self.with_grounds(writes), counts)
    }

    /// A document that is there was read again.
    fn read_again(
        &mut self,
        position: usize,
        payment: Payment,
        counts: &mut ImportCounts,
        changed: &mut BTreeSet<usize>,
        steps: &mut BTreeSet<usize>,
    ) {
        let row = &mut self.rows[position];
        let facts = row.payment.changes_to(&payment);
        if facts.is_empty() {
            counts.same += 1;
            return;
        }
        row.payment = payment;
        row.version += 1;
        self.read[position] = Read::default();
        if !row.decision.leaves_all_to_the_program() || row.commit != CommitState::Open {
            add_facts(&mut row.changed, &facts);
        }
        let id = row.payment.id;
        self.tell_steps(id, &facts, steps);
        counts.changed.push((id, facts));
        changed.insert(position);
    }

    /// All decisions that the steps know of were made on the older document: an undo or redo that
    /// brings one back must say so.
    fn tell_steps(&mut self, id: PaymentId, facts: &[&'static str], told: &mut BTreeSet<usize>) {
        for (position, step) in self.steps.iter_mut().enumerate() {
            let Step::Edit { edits, .. } = step else { continue };
            for edit in edits.iter_mut().filter(|edit| edit.row == id) {
                for choice in [&mut edit.before, &mut edit.after] {
                    if !choice.decision.leaves_all_to_the_program() || choice.refused.is_some() {
                        add_facts(&mut choice.changed, facts);
                        told.insert(position);
                    }
                }
            }
        }
    }
}

/// Adds the names of facts that are not there yet.
fn add_facts(known: &mut Vec<String>, facts: &[&'static str]) {
    for fact in facts {
        if !known.iter().any(|name| name == fact) {
            known.push((*fact).to_owned());
        }
    }
}
