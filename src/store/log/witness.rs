//! What a save says to the log: entries that follow from its writes and from what stood there.
//!
//! The rows of an edit are written before its step, so changes wait for the step that tells what
//! they were; what is left at the end was done by the CRM's answer, an import, or the program.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::event::{AttemptEvent, Event, Passed};
use super::face::{Face, KeptRow};
use super::{Actor, Entry, LogRow, Note};
use crate::model::{Attempt, AttemptKind, AttemptState, BatchId, Currency, Message, Money, PaymentId, Row};
use crate::store::FileRecord;

/// Sees the writes of one save, in their order.
#[derive(Debug)]
pub(in crate::store) struct Witness<'save> {
    at: Timestamp,
    who: &'save Actor,
    entries: Vec<Entry>,
    /// Which entry is the last of a payment's attempts.
    attempts: HashMap<PaymentId, usize>,
    changes: Vec<Change>,
    planned: BTreeMap<BatchId, Plan>,
    files: Vec<&'save FileRecord>,
    added: u64,
    first_added: Option<u64>,
    /// A step that came and is not in force yet.
    new_step: Option<u64>,
}

/// A row that changed, and nobody has told why yet.
#[derive(Debug)]
struct Change {
    row: LogRow,
    before: Option<Face>,
    after: Face,
    facts: Vec<String>,
}

/// A batch that is written down.
#[derive(Debug)]
struct Plan {
    kind: AttemptKind,
    reason: String,
    rows: u64,
    sums: BTreeMap<Currency, Decimal>,
}

impl<'save> Witness<'save> {
    pub fn new(who: &'save Actor, at: Timestamp) -> Self {
        Self {
            at,
            who,
            entries: Vec::new(),
            attempts: HashMap::new(),
            changes: Vec::new(),
            planned: BTreeMap::new(),
            files: Vec::new(),
            added: 0,
            first_added: None,
            new_step: None,
        }
    }

    /// A row that was not there before came to this place in the order of arrival.
    pub fn new_row(&mut self, place: u64, row: &Row) {
        self.added += 1;
        self.first_added.get_or_insert(place);
        let after = Face::of(row);
        if after != Face::default() {
            self.changes.push(Change { row: LogRow::of_payment(&row.payment), before: None, after, facts: Vec::new() });
        }
    }

    /// A row was written over.
    pub fn row(&mut self, before: &KeptRow, row: &Row) {
        if before.is_same(row) {
            return;
        }
        let facts: Vec<String> = before.payment.changes_to(&row.payment).into_iter().map(str::to_owned).collect();
        let (mut old, mut new) = (before.face(), Face::of(row));
        if !facts.is_empty() {
            old = old.with_document(&before.payment);
            new = new.with_document(&row.payment);
        }
        if old != new {
            let row = LogRow::of_payment(&row.payment);
            self.changes.push(Change { row, before: Some(old), after: new, facts });
        }
    }

    /// A step came to its place; `label` is that of an edit.
    pub fn new_step(&mut self, position: u64, label: Option<&Message>) {
        self.new_step = Some(position);
        if let Some(label) = label {
            self.tell(&Event::Decided { label: label.clone() });
        }
    }

    /// Another number of steps is in force; `label` is that of the edit that was undone or redone.
    pub fn steps_in_force(&mut self, before: u64, now: u64, label: Option<Message>) {
        let is_new = self.new_step.take().is_some_and(|position| position + 1 == now);
        match label {
            Some(label) if now < before => self.tell(&Event::Undone { label }),
            Some(label) if !is_new => self.tell(&Event::Redone { label }),
            _ => {}
        }
    }

    /// An attempt was written; `before` is the state that it had.
    pub fn attempt(&mut self, before: Option<&AttemptState>, attempt: &Attempt) {
        if before.is_none() && attempt.state == AttemptState::Planned {
            self.plan(attempt);
            return;
        }
        let was = before.map(Passed::of);
        if before == Some(&attempt.state) && was != Some(Passed::Sent) {
            return;
        }
        let event = Event::Attempt(Box::new(AttemptEvent::of(attempt, was)));
        self.attempts.insert(attempt.posting.payment, self.entries.len());
        self.push(event, Some(LogRow::of_posting(&attempt.posting)), None, None);
    }

    /// A file was read.
    pub fn file(&mut self, file: &'save FileRecord) {
        self.files.push(file);
    }

    /// Something happened that does not follow from other writes.
    pub fn note(&mut self, note: &Note) {
        self.push(note.event.clone(), note.row.clone(), None, None);
    }

    /// Whether there is nothing to be told.
    pub fn has_seen_nothing(&self) -> bool {
        self.entries.is_empty() && self.changes.is_empty() && self.planned.is_empty() && self.files.is_empty()
    }

    /// All entries, in the order in which things were done.
    pub fn finish(mut self) -> Vec<Entry> {
        for (batch, plan) in std::mem::take(&mut self.planned) {
            let sums = plan.sums.into_iter().map(|(currency, sum)| Money::new(sum, currency)).collect();
            let Plan { kind, reason, rows, .. } = plan;
            self.push(Event::Planned { batch, kind, rows, sums, reason }, None, None, None);
        }
        for file in std::mem::take(&mut self.files) {
            let added = std::mem::take(&mut self.added);
            let event = Event::Imported {
                file: file.file.clone(),
                format: file.format.clone(),
                payments: file.payments,
                refused: file.refused,
                added,
                first: self.first_added.unwrap_or_default(),
            };
            self.push(event, None, None, None);
        }
        for change in std::mem::take(&mut self.changes) {
            self.explain(change);
        }
        self.entries
    }

    /// What waited was done by this.
    fn tell(&mut self, event: &Event) {
        for Change { row, before, after, .. } in std::mem::take(&mut self.changes) {
            self.push(event.clone(), Some(row), before, Some(after));
        }
    }

    /// A change that no step tells of: that of an attempt in the same save, of the document, or
    /// what the CRM was seen to hold.
    fn explain(&mut self, change: Change) {
        let Change { row, before, after, facts } = change;
        let of_attempt = self.attempts.remove(&row.id).and_then(|place| self.entries.get_mut(place));
        if let Some(entry) = of_attempt {
            (entry.before, entry.after) = (before, Some(after));
            return;
        }
        let event = if facts.is_empty() { Event::Observed } else { Event::DocumentChanged { facts } };
        self.push(event, Some(row), before, Some(after));
    }

    fn plan(&mut self, attempt: &Attempt) {
        let plan = self.planned.entry(attempt.batch).or_insert_with(|| Plan {
            kind: attempt.kind,
            reason: attempt.reason.clone(),
            rows: 0,
            sums: BTreeMap::new(),
        });
        let posting = &attempt.posting;
        plan.rows += 1;
        *plan.sums.entry(posting.currency).or_default() += posting.direction.signed(posting.amount);
    }

    fn push(&mut self, event: Event, row: Option<LogRow>, before: Option<Face>, after: Option<Face>) {
        self.entries.push(Entry { at: self.at, who: self.who.clone(), event, row, before, after });
    }
}
