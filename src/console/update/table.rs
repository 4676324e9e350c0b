//! The table of rows.

use super::{batch, board, card, editor, line, link, page_of, save, save_view, scrolled, search, writes_of};
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::state::{Dialog, Screen, State, Tone};
use crate::matching;
use crate::model::{CommitState, ContractId, Message, PaymentId, Readiness};
use crate::session::Undo;
use crate::store::{Sort, Write};

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(nth) = action.candidate() {
        return take_candidate(state, nth);
    }
    if state.session.rows().is_empty() && needs_a_row(action) {
        state.tell(Tone::Careful, Message::new("console-no-rows"));
        return Vec::new();
    }
    let has_target = state.session.under_cursor().is_some() || !state.session.view().marks.is_empty();
    if !has_target && action != Action::Commit && needs_a_row(action) {
        state.tell(Tone::Careful, Message::new("console-empty-filter"));
        return Vec::new();
    }
    match action {
        Action::AcceptProposal => accept_proposal(state),
        Action::Accept | Action::Search => search::open_for_rows(state),
        Action::Edit => editor::open(state),
        Action::Exclude => exclude(state),
        Action::Commit => ask_commit(state),
        Action::Undo => undo(state),
        Action::Redo => redo(state),
        Action::Reverse => line::ask_reason(state),
        Action::NextOpen => jump(state, true),
        Action::PreviousOpen => jump(state, false),
        Action::FilterText => line::open_filter(state),
        Action::ContractCard => card::open_contract(state),
        Action::PropertyCard => card::open_property(state),
        Action::Chessboard => board::open(state),
        Action::Details => {
            state.screens.push(Screen::Details { scroll: 0 });
            Vec::new()
        }
        Action::Mark | Action::MarkRange | Action::Unmark | Action::MarkSamePayer => mark(state, action),
        Action::FilterReadiness | Action::ClearFilter | Action::Sort | Action::SortReverse => look(state, action),
        Action::Refresh => link::refresh(state),
        Action::Back => back(state),
        _ => go(state, action),
    }
}

const fn needs_a_row(action: Action) -> bool {
    matches!(
        action,
        Action::AcceptProposal
            | Action::Accept
            | Action::Search
            | Action::Edit
            | Action::Exclude
            | Action::Commit
            | Action::Reverse
            | Action::Details
            | Action::Mark
            | Action::ContractCard
            | Action::PropertyCard
    )
}

fn go(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(last) = state.session.visible().len().checked_sub(1) else { return Vec::new() };
    let to = match state.session.cursor_place() {
        Some(from) => scrolled(from, last, page_of(state), action),
        None => Some(0),
    };
    to.map_or_else(Vec::new, |to| save_view(state.session.set_cursor_place(to)))
}

fn jump(state: &mut State, forward: bool) -> Vec<Effect> {
    let from = state.session.view().cursor;
    match state.session.next_open(from, forward) {
        Some(next) if Some(next) != from => save_view(state.session.set_cursor(next)),
        _ => {
            state.tell(Tone::Plain, nothing_open(state));
            Vec::new()
        }
    }
}

/// What to say when no other row needs a person.
fn nothing_open(state: &State) -> Message {
    let view = state.session.view();
    if view.text.is_empty() && view.readiness.is_empty() {
        Message::new("console-nothing-open")
    } else {
        Message::new("console-nothing-open-here")
    }
}

fn take_candidate(state: &mut State, nth: usize) -> Vec<Effect> {
    let Some(row) = state.focused() else {
        let is_filtered = !state.session.rows().is_empty();
        state.tell(Tone::Careful, Message::new(if is_filtered { "console-empty-filter" } else { "console-no-rows" }));
        return Vec::new();
    };
    let id = row.payment.id;
    let Some(contract) = row.finding.candidates.get(nth).map(|candidate| candidate.contract.clone()) else {
        let message = match row.finding.candidates.len() {
            0 => Message::new("console-no-candidates"),
            count => Message::new("console-no-such-candidate").with("count", count),
        };
        state.tell(Tone::Careful, message);
        return Vec::new();
    };
    let marks = &state.session.view().marks;
    if !marks.is_empty() && marks.as_slice() != [id] {
        let rows = marks.clone();
        state.screens.push(Screen::Dialog(Dialog::AssignMany { rows, contract }));
        return Vec::new();
    }
    let edited = state.session.take_candidate(id, nth);
    let Some(writes) = writes_of(state, edited) else { return Vec::new() };
    settled(state, &[id], &contract, writes)
}

/// Takes what is proposed for the row under the cursor, or for every marked row that wants no more
/// than that. Marked rows that are not settled then stay marked.
fn accept_proposal(state: &mut State) -> Vec<Effect> {
    let targets = state.session.targets();
    let is_marked = !state.session.view().marks.is_empty();
    if let ([id], false) = (targets.as_slice(), is_marked) {
        return accept_one(state, *id);
    }
    let is_ready = |id: &PaymentId| state.session.row(*id).is_some_and(|row| row.readiness() == Readiness::Ready);
    let (settled, open): (Vec<PaymentId>, Vec<PaymentId>) = targets.into_iter().partition(is_ready);
    let (mut writes, accepted) = state.session.accept_all(&open);
    let left = open.len() - accepted.len();
    if open.is_empty() {
        state.tell(Tone::Plain, Message::new("console-already-ready").with("count", settled.len()));
        return Vec::new();
    }
    if accepted.is_empty() {
        state.tell(Tone::Careful, Message::new("console-accepted-none").with("count", left));
        return Vec::new();
    }
    writes.extend(state.session.unmark_rows(&[settled, accepted.clone()].concat()));
    let stopped = stopped_of(state, &accepted);
    let message = Message::new("console-accepted-many").with("count", accepted.len()).with("stopped", stopped);
    let message = if left > 0 {
        Message::new("console-accepted-left").with("done", message).with("count", left)
    } else {
        message
    };
    state.tell(if stopped + left == 0 { Tone::Good } else { Tone::Careful }, message);
    save(state, writes)
}

fn accept_one(state: &mut State, id: PaymentId) -> Vec<Effect> {
    if state.session.row(id).is_some_and(|row| row.readiness() == Readiness::Ready) {
        state.tell(Tone::Plain, Message::new("console-already-ready").with("count", 1_usize));
        return Vec::new();
    }
    let edited = state.session.accept(&[id]);
    let Some(writes) = writes_of(state, edited) else { return Vec::new() };
    let first = state.session.row(id).and_then(|row| row.allocations().first());
    let Some(contract) = first.map(|part| part.contract.clone()) else { return save(state, writes) };
    settled(state, &[id], &contract, writes)
}

/// How many of these rows something still stops.
fn stopped_of(state: &State, rows: &[PaymentId]) -> usize {
    rows.iter().filter(|id| state.session.row(**id).is_some_and(|row| row.readiness() != Readiness::Ready)).count()
}

/// Gives rows to a contract; on success goes on to the next row that needs a person.
pub(super) fn assign(state: &mut State, rows: &[PaymentId], contract: &ContractId) -> Option<Vec<Effect>> {
    let edited = state.session.assign(rows, contract);
    let writes = writes_of(state, edited)?;
    Some(settled(state, rows, contract, writes))
}

/// After rows were given to a contract: says what was done, and where that is all goes on to the
/// next row. A row that something still stops keeps the cursor, with the reason beside it.
fn settled(state: &mut State, rows: &[PaymentId], contract: &ContractId, mut writes: Vec<Write>) -> Vec<Effect> {
    let number = state.session.index().contract(contract).map_or_else(String::new, |contract| contract.number.clone());
    let stopped = stopped_of(state, rows);
    if rows.len() > 1 {
        writes.extend(state.session.unmark());
        let message = Message::new("console-assigned-many").with("count", rows.len()).with("contract", number);
        state.tell(if stopped == 0 { Tone::Good } else { Tone::Careful }, message.with("stopped", stopped));
        return save(state, writes);
    }
    let Some(row) = rows.first().and_then(|id| state.session.row(*id)) else { return save(state, writes) };
    let id = row.payment.id;
    let (payer, sum) = (row.payment.counterparty().name.clone(), row.payment.amount.amount);
    if stopped > 0 {
        let why = matching::stops(row, &state.texts).into_iter().next().unwrap_or_default();
        let message = Message::new("console-assigned-stopped").with("contract", number).with("why", why);
        state.tell(Tone::Careful, message);
        return save(state, writes);
    }
    let message = Message::new("console-assigned").with("payer", payer).with("sum", sum).with("contract", number);
    let next = state.session.next_open(Some(id), true).filter(|next| *next != id);
    state.tell(Tone::Good, message);
    if let Some(next) = next {
        writes.extend(state.session.set_cursor(next));
    } else {
        let done = nothing_open(state);
        state.tell(Tone::Good, done);
    }
    save(state, writes)
}

fn exclude(state: &mut State) -> Vec<Effect> {
    let rows = state.session.targets();
    let out = rows.iter().any(|id| state.session.row(*id).is_some_and(|row| row.readiness() != Readiness::Excluded));
    let edited = state.session.exclude(&rows, out);
    let Some(mut writes) = writes_of(state, edited) else { return Vec::new() };
    let key = if out { "console-excluded" } else { "console-put-back" };
    state.tell(Tone::Good, Message::new(key).with("count", rows.len()));
    if out && rows.len() == 1 {
        let next = state.session.next_open(rows.first().copied(), true);
        if let Some(next) = next.filter(|next| Some(next) != rows.first()) {
            writes.extend(state.session.set_cursor(next));
        }
    } else if rows.len() > 1 {
        writes.extend(state.session.unmark());
    }
    save(state, writes)
}

fn ask_commit(state: &mut State) -> Vec<Effect> {
    let rows = state.session.ready();
    if rows.is_empty() && state.session.rows().iter().any(|row| row.commit == CommitState::Unknown) {
        return batch::commit(state, Vec::new());
    }
    if rows.is_empty() {
        state.tell(Tone::Careful, Message::new("console-nothing-ready"));
    } else {
        state.screens.push(Screen::Dialog(Dialog::Commit { rows }));
    }
    Vec::new()
}

fn undo(state: &mut State) -> Vec<Effect> {
    let undone = match state.session.undo() {
        Ok(undone) => undone,
        Err(error) => {
            state.tell(Tone::Careful, crate::model::Explain::explain(&error));
            return Vec::new();
        }
    };
    match undone {
        Undo::Done(writes, what) => {
            state.tell(Tone::Good, Message::new("console-undone").with("what", what));
            save(state, writes)
        }
        Undo::NeedsReversal { .. } if !state.link.abilities.reversal => {
            link::tell_no_reversal(state);
            Vec::new()
        }
        Undo::NeedsReversal { rows, .. } if rows.len() == 1 => line::open_reason(state, rows),
        Undo::NeedsReversal { batch, rows } => {
            let here = state.session.view().cursor.filter(|id| rows.contains(id));
            state.screens.push(Screen::Dialog(Dialog::TakeBack { batch, rows, here, at: 0 }));
            Vec::new()
        }
        Undo::NeedsCommit { .. } | Undo::Nothing => {
            state.tell(Tone::Plain, Message::new("console-nothing-to-undo"));
            Vec::new()
        }
    }
}

fn redo(state: &mut State) -> Vec<Effect> {
    let redone = match state.session.redo() {
        Ok(redone) => redone,
        Err(error) => {
            state.tell(Tone::Careful, crate::model::Explain::explain(&error));
            return Vec::new();
        }
    };
    match redone {
        Undo::Done(writes, what) => {
            state.tell(Tone::Good, Message::new("console-redone").with("what", what));
            save(state, writes)
        }
        Undo::NeedsCommit { .. } => ask_commit(state),
        Undo::NeedsReversal { .. } | Undo::Nothing => {
            state.tell(Tone::Plain, Message::new("console-nothing-to-redo"));
            Vec::new()
        }
    }
}

fn mark(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(cursor) = state.session.under_cursor() else {
        return if action == Action::Unmark { save_view(state.session.unmark()) } else { Vec::new() };
    };
    let writes = match action {
        Action::Mark => {
            let mut writes = state.session.toggle_mark(cursor);
            if let Some(place) = state.session.cursor_place() {
                writes.extend(state.session.set_cursor_place(place + 1));
            }
            return save_view(writes);
        }
        Action::MarkRange => state.session.mark_range(cursor),
        Action::MarkSamePayer => {
            let rows = state.session.same_payer(cursor);
            state.session.mark(&rows)
        }
        _ => state.session.unmark(),
    };
    // How many are marked now, and for what sum, stands in the line of messages by itself.
    if state.session.view().marks.is_empty() {
        state.tell(Tone::Plain, Message::new("console-unmarked"));
    }
    save_view(writes)
}

fn look(state: &mut State, action: Action) -> Vec<Effect> {
    let (sort, descending) = (state.session.view().sort, state.session.view().descending);
    let writes = match action {
        Action::FilterReadiness => {
            let next = next_readiness(state);
            state.session.set_readiness_filter(next.into_iter().collect())
        }
        Action::ClearFilter => state.session.clear_filter(),
        Action::Sort => {
            let at = Sort::ALL.iter().position(|known| *known == sort).unwrap_or(0);
            let next = Sort::ALL.get((at + 1) % Sort::ALL.len()).copied().unwrap_or_default();
            state.session.set_sort(next, descending)
        }
        _ => state.session.set_sort(sort, !descending),
    };
    if matches!(action, Action::Sort | Action::SortReverse) {
        let view = state.session.view();
        let key = if view.descending { "console-sorted-descending" } else { "console-sorted" };
        let by = Message::new(&format!("session-sort-{}", view.sort.name()));
        state.tell(Tone::Plain, Message::new(key).with("by", by));
    }
    save_view(writes)
}

/// The next readiness that any row has; after the last one, all.
fn next_readiness(state: &State) -> Option<Readiness> {
    let shown = state.session.view().readiness.first().copied();
    let after = shown.map_or(0, |shown| shown as usize + 1);
    let rows = state.session.rows();
    Readiness::ALL.into_iter().skip(after).find(|next| rows.iter().any(|row| row.readiness() == *next))
}

/// Back in the table forgets first the marks, then the filter.
fn back(state: &mut State) -> Vec<Effect> {
    let view = state.session.view();
    if !view.marks.is_empty() {
        mark(state, Action::Unmark)
    } else if !view.text.is_empty() || !view.readiness.is_empty() {
        look(state, Action::ClearFilter)
    } else {
        state.tell(Tone::Plain, Message::new("console-how-to-leave"));
        Vec::new()
    }
}
