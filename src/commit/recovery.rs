//! What a crash, a lost connection or a dropped call left behind is settled here, before anything
//! else is sent: the CRM is asked by keys, or by content where it knows none.

use std::collections::HashMap;

use tokio::time::timeout;

use super::alike::{Names, Seen};
use super::engine::Engine;
use super::error::CommitError;
use super::journal::{Trace, traces};
use super::quiet::Early;
use super::settle::Flight;
use super::stop::late;
use super::verdict::{Holding, judge};
use crate::crm::{Abilities, Keys, Outcome};
use crate::model::{Attempt, AttemptKind, AttemptState, CommitState, Explain as _, Message, PaymentId, Row};
use crate::store::Write;

/// An attempt of which the CRM gives no clear account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    /// Which payment.
    pub payment: PaymentId,
    /// What is odd, and what to do.
    pub why: Message,
}

/// What a recovery found and settled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovery {
    /// The rows that changed, as they stand on disk now.
    pub rows: Vec<Row>,
    /// Payments that the CRM turned out to hold.
    pub committed: usize,
    /// Payments that the CRM turned out not to hold: their rows are free again.
    pub reopened: usize,
    /// Reversals that turned out to be done.
    pub reversed: usize,
    /// Attempts that had been planned and never left.
    pub never_left: usize,
    /// Rows that stay unknown.
    pub unclear: Vec<Unclear>,
    /// The CRM could not be asked: why. What was sent stays unknown until it can.
    pub unanswered: Option<Message>,
    /// What was sent so short ago that the CRM cannot be asked yet; it stays unknown until then.
    pub early: Option<Early>,
}

impl Recovery {
    /// Whether there was nothing to settle.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
            && self.never_left == 0
            && self.unclear.is_empty()
            && self.unanswered.is_none()
            && self.early.is_none()
    }
}

impl Engine {
    /// Settles what earlier batches left: planned attempts are abandoned, of sent ones the CRM is
    /// asked, unless they may still come about. `rows` are the rows of the session as they stand on disk.
    ///
    /// Must run before the first batch after a start, and may run at any time between batches.
    ///
    /// # Errors
    /// [`CommitError`] when the journal fails or a batch is running. That the CRM does not answer
    /// is no error: it stands in the recovery, and the rows stay unknown.
    pub async fn recover(&self, rows: &[Row]) -> Result<Recovery, CommitError> {
        self.recover_telling(rows, &|_| {}).await
    }

    /// As [`Engine::recover`]; rows are told as soon as they are on disk, so that who drops it at an
    /// await, or is told of an error, has what was settled until then.
    ///
    /// # Errors
    /// As [`Engine::recover`].
    pub async fn recover_telling(
        &self,
        rows: &[Row],
        settled: &(dyn Fn(&[Row]) + Sync),
    ) -> Result<Recovery, CommitError> {
        let _guard = self.lock()?;
        let (planned, sent): (Vec<Attempt>, Vec<Attempt>) =
            self.journal.attempts_unsettled()?.into_iter().partition(|attempt| attempt.state == AttemptState::Planned);
        let mut recovery = Recovery { never_left: planned.len(), ..Recovery::default() };
        let by_id: HashMap<PaymentId, &Row> = rows.iter().map(|row| (row.payment.id, row)).collect();
        self.abandon(planned, &by_id)?;
        recovery.early = self.early()?;
        if sent.is_empty() || recovery.early.is_some() {
            return Ok(recovery);
        }
        let abilities = self.crm.abilities();
        let attempts = self.journal.attempts()?;
        let mut names = Names::of(&attempts, &abilities);
        let traces = traces_of_settled(attempts);
        let mut flights = Vec::with_capacity(sent.len());
        let clock = self.journal.clock();
        for attempt in sent {
            let payment = attempt.posting.payment;
            match by_id.get(&payment) {
                Some(row) => {
                    let held_as = traces.get(&payment).and_then(held_reference);
                    flights.push(Flight { row: (*row).clone(), attempt, held_as, clock: clock.clone() });
                }
                None => recovery.unclear.push(Unclear {
                    payment,
                    why: Message::new("commit-unclear-no-row").with("number", attempt.posting.number.as_str()),
                }),
            }
        }
        // Without keys each must know what the one before it was given.
        let size = if abilities.keys == Keys::None { 1 } else { abilities.batch_size.max(1) };
        for chunk in flights.chunks_mut(size) {
            match timeout(abilities.deadline, self.ask(chunk.iter(), &names)).await {
                Ok(Ok(seen)) => {
                    let (mut answers, seen) = match self.complete(chunk, seen, &abilities).await? {
                        Ok(completed) => completed,
                        Err(why) => {
                            recovery.unanswered = Some(why);
                            break;
                        }
                    };
                    let mut changed = Vec::new();
                    for (place, flight) in chunk.iter_mut().enumerate() {
                        let (answer, holding) = seen.judge(flight, answers.remove(&place), &abilities);
                        recovery.settle(flight, answer, holding);
                        names.give(flight, &seen);
                        changed.push(flight.clone());
                    }
                    changed.retain(|flight| flight.attempt.state != AttemptState::Sent);
                    self.save(&changed)?;
                    let rows: Vec<Row> = changed.into_iter().map(|flight| flight.row).collect();
                    if !rows.is_empty() {
                        settled(&rows);
                    }
                    recovery.rows.extend(rows);
                }
                Ok(Err(error)) => {
                    recovery.unanswered = Some(error.explain());
                    break;
                }
                Err(_) => {
                    recovery.unanswered = Some(late(abilities.deadline));
                    break;
                }
            }
        }
        Ok(recovery)
    }

    /// What the CRM holds in parts only, since it was interrupted between two of them, is brought
    /// to its end: the same posting under the same keys once more does nothing about the parts that
    /// are there. Gives the answers by the places of the flights, and what the CRM holds then; or
    /// why it cannot be told.
    async fn complete(
        &self,
        chunk: &mut [Flight],
        seen: Seen,
        abilities: &Abilities,
    ) -> Result<Result<(HashMap<usize, Outcome>, Seen), Message>, CommitError> {
        let mut answers = HashMap::new();
        for (place, flight) in chunk.iter_mut().enumerate() {
            let holding = judge(&flight.attempt.posting, &seen.parts, abilities.schedule);
            let Holding::Partly { taken_back, .. } = holding else { continue };
            if abilities.keys != Keys::Stored || taken_back != (flight.attempt.kind == AttemptKind::Reverse) {
                continue;
            }
            // It leaves once more: from now on it may come about as long as any other.
            flight.send_again();
            self.save(std::slice::from_ref(flight))?;
            let Attempt { posting, kind, reason, .. } = &flight.attempt;
            let postings = std::slice::from_ref(posting);
            let mut leaving = self.quiet.leaving();
            let call = match kind {
                AttemptKind::Post => self.crm.post(postings),
                AttemptKind::Reverse => self.crm.reverse(postings, reason),
            };
            match timeout(abilities.deadline, call).await {
                Ok(Ok(outcomes)) => {
                    leaving.answered();
                    answers.extend(outcomes.into_iter().next().map(|outcome| (place, outcome)));
                }
                Ok(Err(error)) => return Ok(Err(error.explain())),
                Err(_) => return Ok(Err(late(abilities.deadline))),
            }
        }
        if answers.is_empty() {
            return Ok(Ok((answers, seen)));
        }
        match timeout(abilities.deadline, self.ask(chunk.iter(), &Names::default())).await {
            Ok(Ok(seen)) => Ok(Ok((answers, seen))),
            Ok(Err(error)) => Ok(Err(error.explain())),
            Err(_) => Ok(Err(late(abilities.deadline))),
        }
    }

    fn abandon(&self, planned: Vec<Attempt>, rows: &HashMap<PaymentId, &Row>) -> Result<(), CommitError> {
        let mut writes = Vec::with_capacity(planned.len());
        let now = self.journal.clock().now();
        for mut attempt in planned {
            debug_assert!(
                rows.get(&attempt.posting.payment).is_none_or(|row| row.commit != CommitState::Unknown),
                "a planned attempt leaves its row as it was"
            );
            attempt.state = AttemptState::Abandoned;
            attempt.changed_at = attempt.changed_at.max(now);
            writes.push(Write::Attempt(Box::new(attempt)));
        }
        if !writes.is_empty() {
            self.journal.save(&writes)?;
        }
        Ok(())
    }
}

impl Recovery {
    fn settle(&mut self, flight: &mut Flight, answer: Option<Outcome>, holding: Holding) {
        let kind = flight.attempt.kind;
        let result = flight.settle(answer, holding);
        match (&flight.attempt.state, kind, &flight.row.commit) {
            (AttemptState::Sent, ..) => {
                let payment = flight.attempt.posting.payment;
                let why = result.error.unwrap_or_else(|| Message::new("commit-unclear-silent"));
                self.unclear.push(Unclear { payment, why });
            }
            (_, AttemptKind::Reverse, CommitState::Open) => self.reversed += 1,
            (_, _, CommitState::Open | CommitState::Refused(_)) => self.reopened += 1,
            _ => self.committed += 1,
        }
    }
}

/// What the journal says without the attempts in flight.
fn traces_of_settled(mut attempts: Vec<Attempt>) -> HashMap<PaymentId, Trace> {
    attempts.retain(|attempt| !matches!(attempt.state, AttemptState::Planned | AttemptState::Sent));
    traces(attempts)
}

fn held_reference(trace: &Trace) -> Option<crate::model::CrmReference> {
    match trace {
        Trace::Held(attempt) => match &attempt.state {
            AttemptState::Confirmed(reference) => Some(reference.clone()),
            _ => None,
        },
        Trace::InFlight | Trace::Free => None,
    }
}
