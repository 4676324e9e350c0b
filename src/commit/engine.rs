//! The engine: what may begin at all, and the plan of a batch on disk before its first byte leaves.
//! How a batch runs then stands in `run`, how what was cut short is settled in `recovery`.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;

use super::alike::{Names, Seen};
use super::cancel::Cancel;
use super::error::{CommitError, NotReady};
use super::journal::{Journal, Trace, traces};
use super::posting::{keys_of, posting_of};
use super::quiet::{Early, Quiet};
use super::report::{BatchReport, Progress};
use super::run::Run;
use super::settle::Flight;
use crate::crm::{Crm, CrmError, Keys, PostedPart};
use crate::matching::Index;
use crate::model::{
    Allocation, Attempt, AttemptKind, AttemptState, BatchId, CommitState, ContractId, CrmReference, IdempotencyKey,
    Payment, Posting, PostingPart, Readiness, Row, allocated_sum,
};
use crate::store::{StoreError, Write};

/// Commits rows to a CRM and takes them back, each payment exactly once whatever happens.
///
/// Clones share one lock: of all clones, one batch or recovery runs at a time. While a batch runs
/// its rows take no edits; the caller sees to that.
#[derive(Clone)]
pub struct Engine {
    pub(super) journal: Arc<dyn Journal>,
    pub(super) crm: Arc<dyn Crm>,
    pub(super) register: Option<Arc<Index>>,
    lock: Arc<Mutex<()>>,
    pub(super) quiet: Arc<Quiet>,
}

impl Engine {
    /// An engine over a store and a CRM. Only one may be made for a store; hand out clones.
    #[must_use]
    pub fn new(journal: Arc<dyn Journal>, crm: Arc<dyn Crm>) -> Self {
        Self { journal, crm, register: None, lock: Arc::default(), quiet: Arc::new(Quiet::from_now()) }
    }

    /// The same engine with the register that rows were matched against: what it sends names the
    /// version of each contract, so that the CRM notices a change by a colleague.
    #[must_use]
    pub fn against(&self, register: Arc<Index>) -> Self {
        Self { register: Some(register), ..self.clone() }
    }

    /// Posts rows. Only ready rows whose parts add up are taken, and only if the journal knows no
    /// other attempt for them; else nothing of the batch is. `extra` is saved with the plan.
    /// `progress` is called after the plan and after each chunk. `cancel` stops the batch after the
    /// chunk in flight, or at once; a call that takes longer than the CRM's deadline is given up.
    ///
    /// May be dropped at any await: what became of the chunk in flight is then settled by
    /// [`Engine::recover`].
    ///
    /// # Errors
    /// [`CommitError`]: the batch did not begin, and nothing is written; also while what an earlier
    /// batch sent may still come about ([`Engine::early`]). Whatever happens later stands in the
    /// report.
    pub async fn commit(
        &self,
        rows: Vec<Row>,
        extra: Vec<Write>,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<BatchReport, CommitError> {
        let _guard = self.lock()?;
        check_once(&rows)?;
        for row in &rows {
            check_ready(row)?;
        }
        self.check_settled()?;
        let attempts = self.journal.attempts()?;
        let names = Names::of(&attempts, &self.crm.abilities());
        let traces = traces(attempts);
        let mut planned = Vec::with_capacity(rows.len());
        for row in rows {
            match traces.get(&row.payment.id) {
                Some(Trace::InFlight) => return Err(CommitError::in_flight(&row.payment)),
                Some(Trace::Held(_)) => return Err(CommitError::held_already(&row.payment)),
                Some(Trace::Free) | None => {}
            }
            let posting = posting_of(&row, self.register.as_deref());
            planned.push((row, posting, None));
        }
        let (flights, report) = self.plan(AttemptKind::Post, planned, extra, "")?;
        Ok(Run::new(self, (AttemptKind::Post, ""), names, report, progress, cancel).fly(flights).await)
    }

    /// Takes committed rows back by reversing entries. What is reversed is what the journal says
    /// was sent, to the letter; of a row that the journal does not know, what the CRM holds, under
    /// the CRM's own keys. Afterwards a row is open again with its decision kept.
    ///
    /// # Errors
    /// As [`Engine::commit`], and when the CRM has no reversing entries.
    pub async fn reverse(
        &self,
        rows: Vec<Row>,
        reason: &str,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Result<BatchReport, CommitError> {
        let _guard = self.lock()?;
        if !self.crm.abilities().reversal {
            return Err(CommitError::NoReversal);
        }
        check_once(&rows)?;
        self.check_settled()?;
        let traces = traces(self.journal.attempts()?);
        let mut planned = Vec::with_capacity(rows.len());
        for row in rows {
            let CommitState::Committed { reference, .. } = &row.commit else {
                return Err(CommitError::not_ready(&row.payment, NotReady::NotCommitted));
            };
            let held_as = Some(reference.clone());
            match traces.get(&row.payment.id) {
                Some(Trace::InFlight) => return Err(CommitError::in_flight(&row.payment)),
                Some(Trace::Held(attempt)) => {
                    let posting = self.posting_in_force(&row, &attempt.posting).await?;
                    planned.push((row, posting, held_as));
                }
                Some(Trace::Free) | None => {
                    let posting = self.held_posting(&row).await?;
                    planned.push((row, posting, held_as));
                }
            }
        }
        let (flights, report) = self.plan(AttemptKind::Reverse, planned, Vec::new(), reason)?;
        Ok(Run::new(self, (AttemptKind::Reverse, reason), Names::default(), report, progress, cancel)
            .fly(flights)
            .await)
    }

    /// What the CRM holds of a row that this journal sent, but not last: an older state that was put back
    /// does not know that the row was taken back since and posted anew, and has its keys from the CRM.
    async fn posting_in_force(&self, row: &Row, sent: &Posting) -> Result<Posting, CommitError> {
        let keys: BTreeSet<IdempotencyKey> = keys_of(row).into_iter().collect();
        if self.crm.abilities().keys == Keys::None || sent.parts.iter().any(|part| keys.contains(&part.key)) {
            return Ok(sent.clone());
        }
        match self.held_posting(row).await {
            // It went since: then what is to be taken back is what the row says.
            Err(CommitError::NotReady { .. }) => Ok(posting_of(row, None)),
            held => held,
        }
    }

    /// What the CRM holds of a row that came there by another journal, as if this one had sent it.
    async fn held_posting(&self, row: &Row) -> Result<Posting, CommitError> {
        let mut posting = posting_of(row, None);
        let contracts: BTreeSet<ContractId> = posting.parts.drain(..).map(|part| part.allocation.contract).collect();
        for contract in contracts {
            let parts = self.crm.payments_of(&contract).await?.into_iter();
            for part in parts.filter(|part| part.payment == row.payment.id && !part.reversed) {
                posting.direction = part.direction;
                posting.parts.push(PostingPart {
                    key: part.key,
                    allocation: Allocation { contract: part.contract, line: part.line, amount: part.amount },
                    contract_version: None,
                });
            }
        }
        if posting.parts.is_empty() {
            return Err(CommitError::not_ready(&row.payment, NotReady::NotCommitted));
        }
        posting.amount = posting.parts.iter().map(|part| part.allocation.amount).sum();
        Ok(posting)
    }

    /// Held while a batch or a recovery runs.
    pub(super) fn lock(&self) -> Result<MutexGuard<'_, ()>, CommitError> {
        self.lock.try_lock().map_err(|_| CommitError::Busy)
    }

    /// Writes the whole batch down before the first byte leaves.
    fn plan(
        &self,
        kind: AttemptKind,
        planned: Vec<(Row, Posting, Option<CrmReference>)>,
        extra: Vec<Write>,
        reason: &str,
    ) -> Result<(Vec<Flight>, BatchReport), CommitError> {
        let batch = self.journal.next_batch()?;
        let first = self.journal.next_sequence()?;
        let clock = self.journal.clock();
        let now = clock.now();
        let flights: Vec<Flight> = (first..)
            .zip(planned)
            .map(|(sequence, (row, posting, held_as))| {
                let reason = reason.to_owned();
                let state = AttemptState::Planned;
                let attempt =
                    Attempt { sequence, batch, kind, posting, state, planned_at: now, changed_at: now, reason };
                Flight { row, attempt, held_as, clock: clock.clone() }
            })
            .collect();
        let mut writes: Vec<Write> =
            flights.iter().map(|flight| Write::Attempt(Box::new(flight.attempt.clone()))).collect();
        writes.extend(extra);
        self.journal.save(&writes)?;
        Ok((flights, BatchReport::new(batch)))
    }

    /// What the CRM holds of these flights: by their keys, or by what they say where it knows none.
    pub(super) async fn ask<'flight>(
        &self,
        flights: impl Iterator<Item = &'flight Flight>,
        names: &Names,
    ) -> Result<Seen, CrmError> {
        let abilities = self.crm.abilities();
        // What is taken back bears the names that a CRM without keys gave it.
        let has_keys = |flight: &&Flight| abilities.keys != Keys::None || flight.attempt.kind == AttemptKind::Reverse;
        let (by_key, by_content): (Vec<&Flight>, Vec<&Flight>) = flights.partition(has_keys);
        let mut seen = Seen::default();
        if !by_key.is_empty() {
            seen.parts = self.ask_by_key(&by_key).await?;
        }
        if abilities.keys == Keys::None {
            for part in &mut seen.parts {
                let own = by_key.iter().find(|flight| flight.keys().contains(&part.key));
                part.payment = own.map_or(part.payment, |flight| flight.attempt.posting.payment);
            }
        }
        let contracts: BTreeSet<&ContractId> =
            by_content.iter().flat_map(|flight| flight.attempt.contracts()).collect();
        let mut held = Vec::new();
        for contract in contracts {
            held.extend(self.crm.payments_of(contract).await?);
        }
        for flight in by_content {
            seen.add_alike(&flight.attempt.posting, &held, names, abilities.schedule);
        }
        Ok(seen)
    }

    /// What the CRM holds under the keys of these flights. What is to be taken back and is not where
    /// it was put is looked for everywhere: only what is nowhere is gone.
    async fn ask_by_key(&self, flights: &[&Flight]) -> Result<Vec<PostedPart>, CrmError> {
        let postings: Vec<Posting> = flights.iter().map(|flight| flight.attempt.posting.clone()).collect();
        let mut found = self.crm.find_postings(&postings).await?;
        let reversals = flights.iter().filter(|flight| flight.attempt.kind == AttemptKind::Reverse);
        let mut astray: Vec<IdempotencyKey> = reversals.flat_map(|flight| flight.keys()).collect();
        astray.retain(|key| found.iter().all(|part| part.key != *key));
        if !astray.is_empty() {
            found.extend(self.crm.find(&astray).await?);
        }
        Ok(found)
    }

    /// Flights as they stand now, in one durable transaction.
    pub(super) fn save(&self, flights: &[Flight]) -> Result<(), StoreError> {
        let writes: Vec<Write> = flights.iter().flat_map(Flight::writes).collect();
        if writes.is_empty() { Ok(()) } else { self.journal.save(&writes) }
    }

    /// Attempts that were sent and cannot be asked for yet; until then no batch begins, since a
    /// write that is late could undo what a newer one did to the same contract.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn early(&self) -> Result<Option<Early>, CommitError> {
        let abilities = self.crm.abilities();
        if abilities.settles_after.is_zero() {
            return Ok(None);
        }
        let unsettled = self.journal.attempts_unsettled()?;
        let count = unsettled.iter().filter(|attempt| attempt.state == AttemptState::Sent).count();
        let until = self.quiet.asked_from(&abilities);
        Ok((count > 0 && until > Instant::now()).then_some(Early { count, until }))
    }

    fn check_settled(&self) -> Result<(), CommitError> {
        self.early()?.map_or(Ok(()), |early| Err(CommitError::Early(early)))
    }

    /// The number that the next batch will bear, for what is saved with its plan.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn next_batch(&self) -> Result<BatchId, CommitError> {
        Ok(self.journal.next_batch()?)
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Engine").field("journal", &self.journal).field("crm", &self.crm).finish_non_exhaustive()
    }
}

fn check_once(rows: &[Row]) -> Result<(), CommitError> {
    let mut seen = HashSet::new();
    let twin = rows.iter().map(|row| &row.payment).find(|payment: &&Payment| !seen.insert(payment.id));
    twin.map_or(Ok(()), |payment| Err(CommitError::not_ready(payment, NotReady::Twice)))
}

fn check_ready(row: &Row) -> Result<(), CommitError> {
    let refuse = |reason| Err(CommitError::not_ready(&row.payment, reason));
    let parts = row.allocations();
    let sum = row.payment.amount.amount;
    if row.readiness() != Readiness::Ready {
        return refuse(NotReady::Readiness);
    }
    if parts.is_empty() || allocated_sum(parts) != sum || parts.iter().any(|part| part.amount <= Decimal::ZERO) {
        return refuse(NotReady::Sum);
    }
    if row.kind().direction().is_none() {
        return refuse(NotReady::NoMoneyMoved);
    }
    Ok(())
}
