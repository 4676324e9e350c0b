//! Commit and reversal: their start, their progress, their end.

use std::collections::HashMap;
use std::time::Duration;

use super::{link, save};
use crate::commit::{BatchReport, Progress, RowOutcome};
use crate::console::effect::Effect;
use crate::console::msg::{Plan, Register};
use crate::console::state::{Dialog, RunningBatch, Screen, State, Tone};
use crate::crm::Freshness;
use crate::model::{Message, PaymentId, Row};

/// Posts rows to the CRM.
pub(super) fn commit(state: &mut State, rows: Vec<Row>) -> Vec<Effect> {
    begin(state, false, rows);
    vec![Effect::PlanBatch]
}

/// What was open is settled and the commit has its place in the journal: the step that undoes it is
/// saved with its plan.
pub(super) fn planned(state: &mut State, planned: Result<Plan, Message>) -> Vec<Effect> {
    let plan = match planned {
        Ok(plan) => plan,
        Err(why) => return done(state, Err(why)),
    };
    let mut effects = Vec::new();
    let Some(running) = &mut state.batch else { return effects };
    if running.rows.is_empty() {
        match plan.unanswered {
            Some(why) => state.tell(Tone::Bad, why),
            None => state.tell(Tone::Good, Message::new("console-settled").with("count", plan.settled)),
        }
        effects.push(call_off(state));
        return effects;
    }
    if state.session.wants_register() {
        // What was made ready beside a register of an earlier time is held against a new one first.
        state.tell(Tone::Bad, Message::new("console-register-first"));
        effects.push(call_off(state));
        return effects;
    }
    let wanted = running.rows.clone();
    // Saved at once, whatever becomes of the batch: it is what the CRM has.
    let checked = state.session.check_held(plan.held);
    effects.extend(save(state, checked));
    let rows = still_ready(state.session.ready(), &wanted);
    let held_back = wanted.len() - rows.len();
    if held_back > 0 {
        state.tell(Tone::Bad, Message::new("console-held-back").with("count", held_back));
    }
    let Some(running) = state.batch.as_mut().filter(|_| !rows.is_empty()) else {
        effects.push(call_off(state));
        return effects;
    };
    running.id = Some(plan.batch);
    running.rows.clone_from(&rows);
    let ids: Vec<PaymentId> = rows.iter().map(|row| row.payment.id).collect();
    let extra = state.session.begin_commit(plan.batch, &ids);
    effects.push(Effect::Commit { rows, extra, register: state.session.index().clone() });
    effects
}

/// Nothing is sent; the register is read anew.
fn call_off(state: &mut State) -> Effect {
    state.batch = None;
    state.screens.retain(|screen| !is_progress(screen));
    refresh(state, Freshness::Now)
}

/// Those rows that a look at the CRM left ready, with the very parts that the person saw.
fn still_ready(ready: Vec<Row>, wanted: &[Row]) -> Vec<Row> {
    let seen: HashMap<PaymentId, &Row> = wanted.iter().map(|row| (row.payment.id, row)).collect();
    let is_wanted = |row: &Row| seen.get(&row.payment.id).is_some_and(|seen| seen.allocations() == row.allocations());
    ready.into_iter().filter(is_wanted).collect()
}

const fn is_progress(screen: &Screen) -> bool {
    matches!(screen, Screen::Dialog(Dialog::Progress { .. }))
}

/// Takes rows back by reversing entries.
pub(super) fn reverse(state: &mut State, rows: &[PaymentId], reason: String) -> Vec<Effect> {
    let rows: Vec<Row> = rows.iter().filter_map(|id| state.session.row(*id)).cloned().collect();
    let ids: Vec<PaymentId> = rows.iter().map(|row| row.payment.id).collect();
    state.session.begin_reversal(&ids);
    begin(state, true, rows.clone());
    vec![Effect::Reverse { rows, reason }]
}

fn begin(state: &mut State, is_reversal: bool, rows: Vec<Row>) {
    // What is read of the CRM from here on may be of before or after.
    state.register_generation = state.next_generation();
    let progress =
        Progress { total: rows.len(), sum_total: rows.iter().map(Row::signed_sum).sum(), ..Progress::default() };
    let dialog = Dialog::Progress { is_reversal, progress, elapsed: Duration::ZERO, is_cancelled: false };
    state.batch = Some(RunningBatch { rows, id: None });
    state.screens.push(Screen::Dialog(dialog));
}

pub(super) fn refresh(state: &mut State, freshness: Freshness) -> Effect {
    let generation = state.next_generation();
    state.register_generation = generation;
    Effect::RefreshRegister { generation, freshness }
}

fn running(state: &mut State) -> Option<&mut Dialog> {
    state.screens.iter_mut().rev().find_map(|screen| match screen {
        Screen::Dialog(dialog @ Dialog::Progress { .. }) => Some(dialog),
        _ => None,
    })
}

/// The running batch is to stop after what is in flight: the dialog says so.
pub(super) fn stop(state: &mut State) {
    if let Some(Dialog::Progress { is_cancelled, .. }) = running(state) {
        *is_cancelled = true;
    }
}

pub(super) fn progress(state: &mut State, now: Progress, since: Duration) -> Vec<Effect> {
    if let Some(Dialog::Progress { progress, elapsed, .. }) = running(state) {
        (*progress, *elapsed) = (now, since);
    }
    Vec::new()
}

/// A batch is over: the rows are taken over as they stand on disk, and the register is read anew,
/// for contracts have changed.
pub(super) fn done(state: &mut State, done: Result<BatchReport, Message>) -> Vec<Effect> {
    let batch = state.batch.take().and_then(|batch| batch.id);
    let mut effects = Vec::new();
    match done {
        Ok(report) => {
            let is_unknown = report.count(RowOutcome::Unknown) > 0;
            let mut writes = state.session.absorb(report.rows());
            writes.extend(state.session.end_flight(None));
            // What was taken back together is mostly taken again, or left out, together.
            let reversed = report.results.iter().filter(|result| result.outcome == RowOutcome::Reversed);
            let reversed: Vec<PaymentId> = reversed.map(|result| result.row.payment.id).collect();
            if reversed.len() > 1 {
                writes.extend(state.session.mark(&reversed));
            }
            effects = save(state, writes);
            effects.extend(link::settle(state).filter(|_| is_unknown));
            if let Some(dialog) = running(state) {
                let is_reversal = matches!(dialog, Dialog::Progress { is_reversal: true, .. });
                *dialog = Dialog::Summary { is_reversal, report: Box::new(report) };
            }
        }
        Err(why) => {
            let writes = state.session.end_flight(batch);
            effects.extend(save(state, writes));
            state.screens.retain(|screen| !is_progress(screen));
            state.tell(Tone::Bad, why);
        }
    }
    effects.push(refresh(state, Freshness::Now));
    effects
}

/// The register was read: what was found for open rows is found anew. One that was kept from
/// earlier is worked with until a new one is there.
pub(super) fn refreshed(state: &mut State, generation: u64, register: Result<Register, Message>) -> Vec<Effect> {
    // Said but once by the CRM, so even beside a register that nobody wants any more.
    for warning in register.iter().flat_map(|register| &register.warnings) {
        state.tell(Tone::Careful, warning.clone());
    }
    if generation != state.register_generation {
        return Vec::new();
    }
    let is_asked = std::mem::take(&mut state.link.is_asked);
    let register = match register {
        Ok(register) => register,
        Err(why) => {
            state.link.was_missed();
            state.tell(Tone::Bad, why);
            return Vec::new();
        }
    };
    let is_first = !state.link.is_known();
    state.link.was_read(register.read_at);
    let freshness = if register.is_old { Freshness::Kept } else { Freshness::Now };
    state.session.note_held(register.held, freshness);
    state.search = register.search;
    if is_asked {
        let message = Message::new("console-register-read").with("count", register.index.contracts().len());
        state.tell(Tone::Good, message);
    }
    let writes = if is_first {
        state.session.catch_up_with(register.index).unwrap_or_default()
    } else {
        state.session.refresh(register.index)
    };
    let mut effects = save(state, writes);
    if register.is_old {
        effects.push(refresh(state, Freshness::Now));
    }
    effects
}
