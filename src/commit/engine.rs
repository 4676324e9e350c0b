//! The engine: plans a batch, sends it chunk by chunk, reads back, and writes each step down
//! before the next.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use rust_decimal::Decimal;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, timeout};

use super::cancel::Cancel;
use super::error::{CommitError, NotReady};
use super::journal::{Journal, Trace, traces};
use super::posting::posting_of;
use super::quiet::{Early, Quiet};
use super::report::{BatchReport, Progress, RowResult};
use super::settle::{Flight, says_nothing_is_held};
use super::stop::Stop;
use super::verdict::{Holding, judge};
use crate::crm::{Abilities, Crm, CrmError, Keys, Outcome, PostedPart};
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
    register: Option<Arc<Index>>,
    lock: Arc<Mutex<()>>,
    pub(super) quiet: Arc<Quiet>,
}

/// A batch that runs.
struct Run<'engine> {
    engine: &'engine Engine,
    abilities: Abilities,
    kind: AttemptKind,
    reason: &'engine str,
    progress: &'engine (dyn Fn(Progress) + Sync),
    cancel: &'engine Cancel,
    so_far: Progress,
    report: BatchReport,
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
        let traces = traces(self.journal.attempts()?);
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
        let run = self.run(AttemptKind::Post, "", &flights, report, progress, cancel);
        Ok(run.fly(flights).await)
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
                Some(Trace::Held(attempt)) => planned.push((row, attempt.posting.clone(), held_as)),
                Some(Trace::Free) | None => {
                    let posting = self.held_posting(&row).await?;
                    planned.push((row, posting, held_as));
                }
            }
        }
        let (flights, report) = self.plan(AttemptKind::Reverse, planned, Vec::new(), reason)?;
        let run = self.run(AttemptKind::Reverse, reason, &flights, report, progress, cancel);
        Ok(run.fly(flights).await)
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
        let now = Timestamp::now();
        let flights: Vec<Flight> = (first..)
            .zip(planned)
            .map(|(sequence, (row, posting, held_as))| {
                let reason = reason.to_owned();
                let state = AttemptState::Planned;
                let attempt =
                    Attempt { sequence, batch, kind, posting, state, planned_at: now, changed_at: now, reason };
                Flight { row, attempt, held_as }
            })
            .collect();
        let mut writes: Vec<Write> =
            flights.iter().map(|flight| Write::Attempt(Box::new(flight.attempt.clone()))).collect();
        writes.extend(extra);
        self.journal.save(&writes)?;
        Ok((flights, BatchReport::new(batch)))
    }

    fn run<'engine>(
        &'engine self,
        kind: AttemptKind,
        reason: &'engine str,
        flights: &[Flight],
        report: BatchReport,
        progress: &'engine (dyn Fn(Progress) + Sync),
        cancel: &'engine Cancel,
    ) -> Run<'engine> {
        let so_far = Progress {
            done: 0,
            total: flights.len(),
            sum_done: Decimal::ZERO,
            sum_total: flights.iter().map(sum).sum(),
        };
        Run { engine: self, abilities: self.crm.abilities(), kind, reason, progress, cancel, so_far, report }
    }

    /// What the CRM holds under the keys of these flights. What is to be taken back and is not where
    /// it was put is looked for everywhere: only what is nowhere is gone.
    pub(super) async fn ask<'flight>(
        &self,
        flights: impl Iterator<Item = &'flight Flight>,
    ) -> Result<Vec<PostedPart>, CrmError> {
        let flights: Vec<&Flight> = flights.collect();
        let postings: Vec<Posting> = flights.iter().map(|flight| flight.attempt.posting.clone()).collect();
        if postings.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.crm.find_postings(&postings).await?;
        let reversals = flights.into_iter().filter(|flight| flight.attempt.kind == AttemptKind::Reverse);
        let mut astray: Vec<IdempotencyKey> = reversals.flat_map(Flight::keys).collect();
        astray.retain(|key| found.iter().all(|part| part.key != *key));
        if !astray.is_empty() {
            found.extend(self.crm.find(&astray).await?);
        }
        Ok(found)
    }
}

impl Run<'_> {
    /// Sends chunk after chunk until the end, a cancel, or something that must stop it.
    async fn fly(mut self, flights: Vec<Flight>) -> BatchReport {
        (self.progress)(self.so_far);
        let size = self.abilities.batch_size.max(1);
        let mut waiting = flights.into_iter().peekable();
        while waiting.peek().is_some() && !self.cancel.is_wanted() {
            let chunk: Vec<Flight> = waiting.by_ref().take(size).collect();
            let sums: Decimal = chunk.iter().map(sum).sum();
            let count = chunk.len();
            let stop = self.chunk(chunk).await.err();
            self.so_far.done += count;
            self.so_far.sum_done += sums;
            (self.progress)(self.so_far);
            if let Some(stop) = stop {
                self.report.stopped = Some(stop.message());
                break;
            }
        }
        self.give_up(waiting.collect());
        self.report.warnings = self.engine.crm.take_warnings();
        self.report
    }

    /// One chunk: sent on disk, the call, the read-back, the outcome on disk.
    async fn chunk(&mut self, before: Vec<Flight>) -> Result<(), Stop> {
        let mut chunk = before.clone();
        chunk.iter_mut().for_each(Flight::send);
        if let Err(error) = self.engine.save(&chunk) {
            // Nothing has left. Whether the failed write says «sent» is seen at the next start.
            self.report.unsent.extend(before.into_iter().map(|flight| flight.row));
            return Err(Stop::Store(error));
        }
        let outcomes = match self.call(&chunk).await {
            Ok(outcomes) => outcomes,
            Err(stop) => {
                self.keep_unknown(&chunk, &stop);
                return Err(stop);
            }
        };
        let mut answered: Vec<(Flight, Option<Outcome>)> =
            chunk.into_iter().zip(outcomes).map(|(flight, outcome)| (flight, Some(outcome))).collect();
        let mut results = self.settle_refused(&mut answered)?;
        let found = match self.read_back(&answered).await {
            Ok(found) => found,
            Err(stop) => {
                self.take_results(&answered, &results, Some(&stop));
                return Err(stop);
            }
        };
        let mut settled = Vec::new();
        let unsettled: Vec<Flight> = answered.iter().map(|(flight, _)| flight.clone()).collect();
        for (position, (flight, answer)) in answered.iter_mut().enumerate() {
            if let Some(answer) = answer.take() {
                let holding = match &found {
                    Some(found) => judge(&flight.attempt.posting, found, self.abilities.schedule),
                    None => as_answered(&answer, self.kind),
                };
                results[position] = Some(flight.settle(Some(answer), holding));
                if flight.attempt.state != AttemptState::Sent {
                    settled.push(flight.clone());
                }
            }
        }
        if let Err(error) = self.engine.save(&settled) {
            let stop = Stop::Store(error);
            self.keep_unknown(&unsettled, &stop);
            return Err(stop);
        }
        self.take_results(&answered, &results, None);
        Ok(())
    }

    async fn call(&self, chunk: &[Flight]) -> Result<Vec<Outcome>, Stop> {
        let postings: Vec<Posting> = chunk.iter().map(|flight| flight.attempt.posting.clone()).collect();
        let mut leaving = self.engine.quiet.leaving();
        let outcomes = match self.kind {
            AttemptKind::Post => self.wait_for(self.engine.crm.post(&postings)).await,
            AttemptKind::Reverse => self.wait_for(self.engine.crm.reverse(&postings, self.reason)).await,
        }?;
        leaving.answered();
        if outcomes.len() == postings.len() { Ok(outcomes) } else { Err(Stop::Answers) }
    }

    /// What the CRM holds of what it answered for; `None` where it knows no keys to be asked by.
    async fn read_back(&self, answered: &[(Flight, Option<Outcome>)]) -> Result<Option<Vec<PostedPart>>, Stop> {
        if self.abilities.keys == Keys::None {
            return Ok(None);
        }
        let to_ask = answered.iter().filter(|(_, answer)| answer.is_some()).map(|(flight, _)| flight);
        self.wait_for(self.engine.ask(to_ask)).await.map(Some)
    }

    /// Waits for a call as long as the CRM may take and the person wants to.
    async fn wait_for<T>(&self, call: impl Future<Output = Result<T, CrmError>>) -> Result<T, Stop> {
        tokio::select! {
            biased;
            () = self.cancel.given_up() => Err(Stop::GivenUp),
            answer = timeout(self.abilities.deadline, call) => match answer {
                Ok(answer) => answer.map_err(Stop::Crm),
                Err(_) => Err(Stop::Late(self.abilities.deadline)),
            },
        }
    }

    /// Refusals that leave nothing to ask are on disk before the CRM is asked about the rest.
    /// Answers that are settled are taken out.
    fn settle_refused(&mut self, answered: &mut [(Flight, Option<Outcome>)]) -> Result<Vec<Option<RowResult>>, Stop> {
        let before: Vec<Flight> = answered.iter().map(|(flight, _)| flight.clone()).collect();
        let mut results = vec![None; answered.len()];
        let mut settled = Vec::new();
        if self.kind == AttemptKind::Post {
            for (position, (flight, answer)) in answered.iter_mut().enumerate() {
                let is_plain = matches!(answer, Some(Outcome::Refused(refusal)) if says_nothing_is_held(refusal));
                if is_plain {
                    results[position] = Some(flight.settle(answer.take(), Holding::Absent));
                    settled.push(flight.clone());
                }
            }
        }
        if !settled.is_empty()
            && let Err(error) = self.engine.save(&settled)
        {
            let stop = Stop::Store(error);
            self.keep_unknown(&before, &stop);
            return Err(stop);
        }
        Ok(results)
    }

    fn take_results(
        &mut self,
        answered: &[(Flight, Option<Outcome>)],
        results: &[Option<RowResult>],
        stop: Option<&Stop>,
    ) {
        let taken = answered
            .iter()
            .zip(results)
            .map(|((flight, _), result)| result.clone().unwrap_or_else(|| flight.unknown(stop.map(Stop::message))));
        self.report.results.extend(taken);
    }

    fn keep_unknown(&mut self, chunk: &[Flight], stop: &Stop) {
        self.report.results.extend(chunk.iter().map(|flight| flight.unknown(Some(stop.message()))));
    }

    /// What never left is free again.
    fn give_up(&mut self, mut waiting: Vec<Flight>) {
        waiting.iter_mut().for_each(Flight::abandon);
        let writes: Vec<Write> =
            waiting.iter().map(|flight| Write::Attempt(Box::new(flight.attempt.clone()))).collect();
        if !writes.is_empty()
            && let Err(error) = self.engine.journal.save(&writes)
        {
            // The plan stays in the journal; the next recovery abandons it.
            self.report.stopped.get_or_insert_with(|| Stop::Store(error).message());
        }
        self.report.unsent.extend(waiting.into_iter().map(|flight| flight.row));
    }
}

impl Engine {
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
        let sent = unsettled.iter().filter(|attempt| attempt.state == AttemptState::Sent);
        let now = Instant::now();
        let times: Vec<Instant> =
            sent.map(|attempt| self.quiet.asked_from(attempt, &abilities)).filter(|from| *from > now).collect();
        Ok(times.iter().max().map(|until| Early { count: times.len(), until: *until }))
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

/// What an answer says the CRM holds, where it cannot be asked.
fn as_answered(answer: &Outcome, kind: AttemptKind) -> Holding {
    match (answer, kind) {
        (Outcome::Taken(reference) | Outcome::Already(reference), AttemptKind::Post) => {
            Holding::Whole(reference.clone())
        }
        (Outcome::Taken(reference) | Outcome::Already(reference), AttemptKind::Reverse) => {
            Holding::Reversed(reference.clone())
        }
        (Outcome::Refused(_), AttemptKind::Post) => Holding::Absent,
        (Outcome::Refused(_), AttemptKind::Reverse) => Holding::Whole(CrmReference(String::new())),
    }
}

/// What a flight adds to what is paid.
fn sum(flight: &Flight) -> Decimal {
    flight.attempt.posting.direction.signed(flight.attempt.posting.amount)
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
