//! A batch that runs: looked for where the CRM knows no keys, sent chunk by chunk and read back, each
//! step written down before the next.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::future::pending;

use rust_decimal::Decimal;
use tokio::time::timeout;

use super::alike::{Names, Seen, are_twins};
use super::cancel::Cancel;
use super::engine::Engine;
use super::report::{BatchReport, Progress, RowOutcome, RowResult};
use super::settle::{Flight, says_nothing_is_held};
use super::stop::Stop;
use super::verdict::{Holding, judge};
use super::whole::split;
use crate::crm::{Abilities, Crm, CrmError, Keys, Outcome};
use crate::model::{AttemptKind, AttemptState, Message, Posting, Row};
use crate::store::Write;
use crate::store::log::{Event, Note};

/// How often what another program wiped goes once more.
const AGAIN: u32 = 3;

/// A batch that runs.
pub(super) struct Run<'engine> {
    engine: &'engine Engine,
    abilities: Abilities,
    kind: AttemptKind,
    reason: &'engine str,
    progress: &'engine (dyn Fn(Progress) + Sync),
    cancel: &'engine Cancel,
    names: Names,
    so_far: Progress,
    report: BatchReport,
}

impl<'engine> Run<'engine> {
    /// A batch of that kind, with the person's reason where it takes something back, of which all is
    /// planned and nothing has left.
    pub(super) fn new(
        engine: &'engine Engine,
        (kind, reason): (AttemptKind, &'engine str),
        names: Names,
        report: BatchReport,
        progress: &'engine (dyn Fn(Progress) + Sync),
        cancel: &'engine Cancel,
    ) -> Self {
        let abilities = engine.crm.abilities();
        Self { engine, abilities, kind, reason, progress, cancel, names, so_far: Progress::default(), report }
    }

    /// Sends chunk after chunk until the end, a cancel, or something that must stop it.
    pub(super) async fn fly(mut self, flights: Vec<Flight>) -> BatchReport {
        self.so_far.total = flights.len();
        self.so_far.sum_total = flights.iter().map(sum).sum();
        let size = self.abilities.batch_size.max(1);
        let mut waiting = flights.into_iter().peekable();
        loop {
            // The next call takes as many, or fewer where two of them could not be told apart.
            self.so_far.in_flight = size.min(waiting.len());
            (self.progress)(self.so_far);
            if waiting.len() == 0 || self.cancel.is_wanted() {
                break;
            }
            let mut chunk: Vec<Flight> = Vec::new();
            while chunk.len() < size
                && let Some(next) = waiting.next_if(|next| !self.has_twin(&chunk, next))
            {
                chunk.push(next);
            }
            let sums: Decimal = chunk.iter().map(sum).sum();
            let (count, unsent) = (chunk.len(), self.report.unsent.len());
            let stop = match self.look_first(&mut chunk).await {
                Ok(()) if chunk.is_empty() => None,
                Ok(()) => self.chunk(chunk).await.err(),
                Err(stop) => {
                    self.give_up(chunk);
                    Some(stop)
                }
            };
            self.so_far.done += count - (self.report.unsent.len() - unsent);
            self.so_far.sum_done += sums - self.report.unsent.iter().skip(unsent).map(Row::signed_sum).sum::<Decimal>();
            if let Some(stop) = stop {
                self.report.stopped = Some(stop.message());
                break;
            }
        }
        self.give_up(waiting.collect());
        self.tell_unanswered();
        self.report.warnings = self.engine.crm.take_warnings();
        self.report
    }

    /// Whether a CRM without keys could not tell the next from one of the chunk.
    fn has_twin(&self, chunk: &[Flight], next: &Flight) -> bool {
        let is_twin = |flight: &Flight| are_twins(&flight.attempt.posting, &next.attempt.posting);
        self.abilities.keys == Keys::None && chunk.iter().any(is_twin)
    }

    /// A CRM without keys is asked just before each call what of it is there already, by whatever
    /// hand: that is not sent, and goes out of the chunk.
    async fn look_first(&mut self, chunk: &mut Vec<Flight>) -> Result<(), Stop> {
        if self.abilities.keys != Keys::None || self.kind == AttemptKind::Reverse {
            return Ok(());
        }
        let seen = self.wait_for(self.engine.ask(chunk.iter(), &self.names)).await?;
        let (mut there, mut results, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for mut flight in chunk.iter().cloned() {
            match seen.there_before(&flight.attempt.posting) {
                None => rest.push(flight),
                Some((outcome, holding)) => {
                    results.push(flight.settle(Some(outcome), holding));
                    self.names.give(&mut flight, &seen);
                    there.push(flight);
                }
            }
        }
        self.engine.save(&there).map_err(Stop::Store)?;
        self.report.results.extend(results);
        *chunk = rest;
        Ok(())
    }

    /// One chunk: sent on disk, the call, the read-back, the outcome on disk.
    async fn chunk(&mut self, planned: Vec<Flight>) -> Result<(), Stop> {
        let before = self.keep_back_parts(planned)?;
        if before.is_empty() {
            return Ok(());
        }
        let mut chunk = before.clone();
        chunk.iter_mut().for_each(Flight::send);
        if let Err(error) = self.engine.save(&chunk) {
            // Nothing has left. Whether the failed write says «sent» is seen at the next start.
            self.report.unsent.extend(before.into_iter().map(|flight| flight.row));
            return Err(Stop::Store(error));
        }
        let outcomes = match self.call(&chunk, true).await {
            Ok(outcomes) => outcomes,
            Err(stop) => {
                self.keep_unknown(&chunk, &stop);
                return Err(stop);
            }
        };
        let mut answered: Vec<(Flight, Option<Outcome>)> =
            chunk.into_iter().zip(outcomes).map(|(flight, outcome)| (flight, Some(outcome))).collect();
        let mut results = self.settle_refused(&mut answered)?;
        let seen = match Box::pin(self.hold(&mut answered)).await {
            Ok(seen) => seen,
            Err(stop) => {
                self.take_results(&answered, &results, Some(&stop));
                return Err(stop);
            }
        };
        let (mut settled, mut put_back) = (Vec::new(), BTreeSet::new());
        let unsettled: Vec<Flight> = answered.iter().map(|(flight, _)| flight.clone()).collect();
        for (position, (flight, answer)) in answered.iter_mut().enumerate() {
            if let Some(answer) = answer.take() {
                let (answer, holding) = seen.judge(flight, Some(answer), &self.abilities);
                if self.is_as_before(answer.as_ref(), &holding)
                    && let Some(before) = before.get(position)
                {
                    flight.put_back(&before.row);
                    settled.push(flight.clone());
                    put_back.insert(position);
                    continue;
                }
                results[position] = Some(flight.settle(answer, holding));
                self.names.give(flight, &seen);
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
        let is_back = |position: usize| put_back.contains(&position);
        let (back, gone): (Vec<_>, Vec<_>) =
            answered.into_iter().zip(results).enumerate().partition(|(position, _)| is_back(*position));
        self.report.unsent.extend(back.into_iter().map(|(_, ((flight, _), _))| flight.row));
        let (answered, results): (Vec<_>, Vec<_>) = gone.into_iter().map(|(_, told)| told).unzip();
        self.take_results(&answered, &results, None);
        Ok(())
    }

    /// Whether nothing left, and the CRM shows it to be as it was.
    const fn is_as_before(&self, answer: Option<&Outcome>, holding: &Holding) -> bool {
        matches!(answer, Some(Outcome::HeldBack))
            && match self.kind {
                AttemptKind::Post => matches!(holding, Holding::Absent),
                AttemptKind::Reverse => matches!(holding, Holding::Whole(_)),
            }
    }

    /// Refuses what the CRM cannot take because it is a part; gives what is left to send.
    fn keep_back_parts(&mut self, planned: Vec<Flight>) -> Result<Vec<Flight>, Stop> {
        let Some(register) = self.engine.register.as_deref() else { return Ok(planned) };
        if self.abilities.partial || self.kind != AttemptKind::Post {
            return Ok(planned);
        }
        let rows: Vec<Row> = planned.iter().map(|flight| flight.row.clone()).collect();
        let (whole, (parts, results)) = split(planned, register);
        if let Err(error) = self.engine.save(&parts) {
            self.report.unsent.extend(rows);
            return Err(Stop::Store(error));
        }
        self.report.results.extend(results);
        Ok(whole)
    }

    /// The call for a chunk. Once a person wants the batch to stop, it is to begin nothing more, where
    /// it `may_stop`.
    async fn call(&self, chunk: &[Flight], may_stop: bool) -> Result<Vec<Outcome>, Stop> {
        let postings: Vec<Posting> = chunk.iter().map(|flight| flight.attempt.posting.clone()).collect();
        let crm = &self.engine.crm;
        let leash = Leash(&**crm);
        let mut leaving = self.engine.quiet.leaving();
        let holding = async {
            if may_stop {
                self.cancel.wanted().await;
                leash.pull();
            }
            pending::<Infallible>().await
        };
        let call = async {
            match self.kind {
                AttemptKind::Post => self.wait_for(crm.post(&postings)).await,
                AttemptKind::Reverse => self.wait_for(crm.reverse(&postings, self.reason)).await,
            }
        };
        let outcomes = tokio::select! {
            biased;
            never = holding => match never {},
            outcomes = call => outcomes,
        }?;
        leaving.answered();
        if outcomes.len() == postings.len() { Ok(outcomes) } else { Err(Stop::Answers) }
    }

    /// What the CRM holds of what it answered for. Where keys are only stored, another program that
    /// wrote to the same debt at the same moment may have wiped what was just taken: that goes once
    /// more, under the same keys.
    async fn hold(&self, answered: &mut [(Flight, Option<Outcome>)]) -> Result<Seen, Stop> {
        let mut seen = self.read_back(answered).await?;
        for _ in 0..AGAIN {
            let is_wiped = |(flight, answer): &&mut (Flight, Option<Outcome>)| {
                matches!(answer, Some(Outcome::Taken(_) | Outcome::Already(_))) && self.is_undone(flight, &seen)
            };
            let mut wiped: Vec<_> = answered.iter_mut().filter(is_wiped).collect();
            if self.abilities.keys != Keys::Stored || wiped.is_empty() {
                break;
            }
            // It leaves once more: from now on it may come about as long as any other.
            for (flight, _) in &mut wiped {
                flight.send_again();
            }
            let again: Vec<Flight> = wiped.iter().map(|(flight, _)| flight.clone()).collect();
            self.engine.save(&again).map_err(Stop::Store)?;
            for ((_, answer), outcome) in wiped.into_iter().zip(self.call(&again, false).await?) {
                *answer = Some(outcome);
            }
            seen = self.read_back(answered).await?;
        }
        Ok(seen)
    }

    /// Whether the CRM holds a flight as if it had never been there.
    fn is_undone(&self, flight: &Flight, seen: &Seen) -> bool {
        let holding = judge(&flight.attempt.posting, &seen.parts, self.abilities.schedule);
        match self.kind {
            AttemptKind::Post => matches!(holding, Holding::Absent | Holding::Partly { taken_back: false, .. }),
            AttemptKind::Reverse => matches!(holding, Holding::Whole(_) | Holding::Partly { taken_back: true, .. }),
        }
    }

    /// What the CRM holds of what it answered for.
    async fn read_back(&self, answered: &[(Flight, Option<Outcome>)]) -> Result<Seen, Stop> {
        let to_ask = answered.iter().filter(|(_, answer)| answer.is_some()).map(|(flight, _)| flight);
        self.wait_for(self.engine.ask(to_ask, &self.names)).await
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

    /// That no clear answer came is told to the log; what follows from it is on disk already.
    fn tell_unanswered(&mut self) {
        let (batch, kind) = (self.report.batch, self.kind);
        let note = |result: &RowResult| {
            let why = result.error.clone().unwrap_or_else(|| Message::new("commit-unclear-silent"));
            let event = Event::Unanswered { batch, kind, why };
            Write::Log(Box::new(Note::about(&result.row.payment, event)))
        };
        let unknown = self.report.results.iter().filter(|result| result.outcome == RowOutcome::Unknown);
        let writes: Vec<Write> = unknown.map(note).collect();
        if !writes.is_empty()
            && let Err(error) = self.engine.journal.save(&writes)
        {
            self.report.stopped.get_or_insert_with(|| Stop::Store(error).message());
        }
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

/// Holds a CRM back for one call, however that ends: what leaves later, a recovery among it, is no
/// longer what a person stopped.
struct Leash<'crm>(&'crm dyn Crm);

impl Leash<'_> {
    fn pull(&self) {
        self.0.hold_back(true);
    }
}

impl Drop for Leash<'_> {
    fn drop(&mut self) {
        self.0.hold_back(false);
    }
}

/// What a flight adds to what is paid.
fn sum(flight: &Flight) -> Decimal {
    flight.attempt.posting.direction.signed(flight.attempt.posting.amount)
}
