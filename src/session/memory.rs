//! What is learned, and from what: only from a person's decisions.
//!
//! A decision that gives money to a contract confirms payer and contract, and turns down what the
//! program proposed or the person had chosen instead. Excluding a row, a kind or a note teach
//! nothing, nor does a commit. An undone decision and an entry taken back from the CRM speak against
//! the pair: until the decision is done again, or the CRM has the payment again.

use std::collections::{BTreeSet, HashSet};

use super::Session;
use crate::matching::{payer_key, role_of};
use crate::model::{
    Allocation, CommitState, ContractId, Decision, Fact, Lesson, Memory, PayerKey, PaymentId, Remembered, Taught,
};
use crate::store::log::{Event, Note};
use crate::store::{Choice, Edit, Step, Write};
use crate::text::harmless_line;

/// In which direction a step is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By the person, for the first time.
    Done,
    /// Taken back.
    Undone,
    /// Done again.
    Redone,
}

/// Which pairs are to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forget {
    /// Those of a payer, by account or tax number, with or without spaces.
    Payer(String),
    /// Those of a contract.
    Contract(ContractId),
    /// All of them.
    All,
}

impl Forget {
    /// What was named; nothing where all is meant.
    fn name(&self) -> String {
        match self {
            Self::Payer(key) => harmless_line(key),
            Self::Contract(contract) => contract.to_string(),
            Self::All => String::new(),
        }
    }

    fn means(&self, payer: &PayerKey, contract: &ContractId) -> bool {
        match self {
            Self::Payer(key) => {
                let key: String = key.split_whitespace().collect();
                payer.as_str().eq_ignore_ascii_case(&key)
            }
            Self::Contract(known) => known == contract,
            Self::All => true,
        }
    }
}

impl Session {
    /// What was learned from the decisions so far.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Takes lessons from elsewhere; they count from the next import or refresh on. Returns what
    /// must be saved.
    pub fn teach(&mut self, lessons: Vec<(PaymentId, Lesson)>) -> Vec<Write> {
        let mut writes = Vec::new();
        self.learn(lessons, &mut writes);
        writes
    }

    /// Forgets pairs for good, so that no undo or redo brings them back, and matches all open rows
    /// anew. Decisions stay. Returns what must be saved and the pairs that were known.
    pub fn forget(&mut self, what: &Forget) -> (Vec<Write>, Vec<Remembered>) {
        let view = self.view.clone();
        let mut pairs = self.memory.remembered();
        pairs.retain(|pair| what.means(&pair.payer, &pair.contract));
        let is_meant = |fact: &Fact| what.means(&fact.payer, &fact.contract);
        let mut writes: Vec<Write> = self
            .memory
            .forget(is_meant)
            .into_iter()
            .map(|(payment, lesson)| Write::Lesson(payment, Box::new(lesson)))
            .collect();
        for (position, step) in self.steps.iter_mut().enumerate() {
            if forget_in_step(step, &is_meant) {
                writes.push(Write::Step { position: position as u64, step: step.clone() });
            }
        }
        let mut changed = BTreeSet::new();
        if writes.is_empty() {
            return (writes, pairs);
        }
        let event = Event::Forgotten { what: what.name(), pairs: pairs.len() as u64 };
        writes.push(Write::Log(Box::new(Note::of(event))));
        self.prints.forget_memory();
        self.find_everything(&mut changed);
        writes.extend(self.finish(&changed, &view));
        (self.with_grounds(writes), pairs)
    }

    /// What a new decision over a row teaches.
    pub(super) fn taught_by(&self, position: usize, before: &Choice, decision: &Decision) -> Taught {
        let row = &self.rows[position];
        // What the decision says of contracts; none at all is a word too: none of the proposals.
        let given = |decision: &Decision| -> Option<Vec<ContractId>> {
            let is_receipt = decision.kind.unwrap_or(row.payment.kind).is_receipt();
            let is_in = is_receipt && decision.excluded != Some(true);
            decision.allocations.as_deref().filter(|_| is_in).map(contracts_of)
        };
        let after = given(decision);
        if given(&before.decision) == after {
            // The same contracts in other parts, or only a note: nothing new is said.
            return before.taught.clone();
        }
        let Some(contracts) = after else { return Taught::default() };
        let confirmed: Vec<Fact> = contracts.iter().filter_map(|contract| self.fact_of(position, contract)).collect();
        let mut rejected = before.taught.rejected.clone();
        rejected.extend(before.taught.confirmed.iter().cloned());
        let proposed = contracts_of(&row.finding.allocations);
        rejected.extend(proposed.iter().filter_map(|contract| self.fact_of(position, contract)));
        let mut seen: Vec<ContractId> = contracts;
        rejected.retain(|fact| {
            let is_new = !seen.contains(&fact.contract);
            if is_new {
                seen.push(fact.contract.clone());
            }
            is_new
        });
        Taught { confirmed, rejected }
    }

    /// The lessons of the rows of a step that is made, where they change.
    pub(super) fn lessons_of(&self, edits: &[Edit], way: Way) -> Vec<(PaymentId, Lesson)> {
        let lessons = edits.iter().map(|edit| {
            let known = self.memory.lesson(edit.row).cloned().unwrap_or_default();
            (edit.row, known.clone(), lesson_after(known, edit, way))
        });
        lessons.filter(|(_, known, after)| known != after).map(|(row, _, after)| (row, after)).collect()
    }

    /// Takes new lessons; adds what must be saved, and returns the payers that they speak of.
    pub(super) fn learn(&mut self, lessons: Vec<(PaymentId, Lesson)>, writes: &mut Vec<Write>) -> HashSet<PayerKey> {
        let mut payers = HashSet::new();
        if !lessons.is_empty() {
            self.prints.forget_memory();
        }
        for (payment, lesson) in lessons {
            let facts = self.memory.lesson(payment).into_iter().flat_map(Lesson::facts).chain(lesson.facts());
            payers.extend(facts.map(|fact| fact.payer.clone()));
            writes.push(Write::Lesson(payment, Box::new(lesson.clone())));
            self.memory.put(payment, lesson);
        }
        payers
    }

    /// The lesson of a row that comes back from the CRM in this state: what was taken back speaks
    /// against its contracts, what is there again no longer does. `None` where nothing changes.
    pub(super) fn lesson_of_commit(&self, position: usize, now: &CommitState, was_reversed: bool) -> Option<Lesson> {
        let row = &self.rows[position];
        let known = self.memory.lesson(row.payment.id).cloned().unwrap_or_default();
        let mut lesson = known.clone();
        match (&row.commit, now) {
            (_, CommitState::Committed { allocations, .. }) => {
                let there = contracts_of(allocations);
                lesson.reversed.retain(|fact| !there.contains(&fact.contract));
            }
            (CommitState::Committed { allocations, .. }, _) if was_reversed => {
                let facts = contracts_of(allocations);
                for fact in facts.iter().filter_map(|contract| self.fact_of(position, contract)) {
                    if !lesson.reversed.iter().any(|reversed| reversed.is_of_pair(&fact)) {
                        lesson.reversed.push(fact);
                    }
                }
            }
            _ => {}
        }
        (lesson != known).then_some(lesson)
    }

    /// The payer of a row and a contract; `None` where the payer cannot be known again or the
    /// contract is not in the register.
    fn fact_of(&self, position: usize, contract: &ContractId) -> Option<Fact> {
        let payment = &self.rows[position].payment;
        let known = self.index.contract(contract)?;
        Some(Fact {
            payer: payer_key(&payment.payer)?,
            payer_name: payment.payer.name.clone(),
            contract: contract.clone(),
            role: role_of(payment, known),
            day: payment.effective_date(),
        })
    }
}

/// The contracts of allocations, each once, whatever the order of the parts.
fn contracts_of(allocations: &[Allocation]) -> Vec<ContractId> {
    let contracts: BTreeSet<&ContractId> = allocations.iter().map(|part| &part.contract).collect();
    contracts.into_iter().cloned().collect()
}

/// What a decision newly confirmed: what its undo speaks against.
fn newly_confirmed(edit: &Edit) -> Vec<Fact> {
    let before = &edit.before.taught.confirmed;
    let is_new = |fact: &&Fact| !before.iter().any(|known| known.is_of_pair(fact));
    edit.after.taught.confirmed.iter().filter(is_new).cloned().collect()
}

fn lesson_after(mut lesson: Lesson, edit: &Edit, way: Way) -> Lesson {
    match way {
        Way::Done => {
            lesson.taught = edit.after.taught.clone();
            let confirmed = newly_confirmed(edit);
            lesson.reversed.retain(|fact| !confirmed.iter().any(|new| new.is_of_pair(fact)));
        }
        Way::Undone => {
            lesson.taught = edit.before.taught.clone();
            lesson.undone.extend(newly_confirmed(edit));
        }
        Way::Redone => {
            lesson.taught = edit.after.taught.clone();
            for fact in newly_confirmed(edit) {
                if let Some(place) = lesson.undone.iter().rposition(|undone| *undone == fact) {
                    lesson.undone.remove(place);
                }
            }
        }
    }
    lesson
}

/// Whether anything in the step was meant.
fn forget_in_step(step: &mut Step, is_meant: &impl Fn(&Fact) -> bool) -> bool {
    let Step::Edit { edits, .. } = step else { return false };
    let mut found = false;
    for choice in edits.iter_mut().flat_map(|edit| [&mut edit.before, &mut edit.after]) {
        let facts = choice.taught.confirmed.iter().chain(&choice.taught.rejected);
        if facts.into_iter().any(is_meant) {
            choice.taught.forget(is_meant);
            found = true;
        }
    }
    found
}
