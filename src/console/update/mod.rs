//! From what happened to a new state and to what is to be done: one file a context.
//!
//! No IO, no waiting, no clock. Every edit goes through the session, and what the session hands
//! out to be written leaves as an [`Effect::Save`] before the new state may be shown.

mod batch;
mod board;
mod card;
mod dialog;
mod editor;
mod line;
mod link;
mod look;
mod search;
mod table;
#[cfg(test)]
mod tests;

pub(super) use search::HITS_MAX;

use super::action::{Action, Context};
use super::effect::Effect;
use super::input::TextKey;
use super::msg::Msg;
use super::run::Input;
use super::signals::Stop;
use super::state::{Dialog, Loading, Screen, State, Tone};
use crate::model::{Explain, Message};
use crate::store::Write;

/// Takes in what happened.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = take(state, msg);
    if state.is_stopping && state.batch.is_none() {
        state.is_leaving = true;
    }
    effects
}

fn take(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(input) => take_input(state, input),
        Msg::Saved { generation } => {
            state.saves.done = state.saves.done.max(generation);
            Vec::new()
        }
        Msg::SaveFailed { generation, why } => not_saved(state, generation, why),
        Msg::Searched { generation, result } => search::found(state, generation, result),
        Msg::Card { generation, card } => card::loaded(state, generation, card),
        Msg::Units { generation, units } => board::loaded(state, generation, units),
        Msg::BatchPlanned(batch) => batch::planned(state, batch),
        Msg::Progress { progress, elapsed } => batch::progress(state, progress, elapsed),
        Msg::BatchDone(done) => batch::done(state, done),
        Msg::Register { generation, register } => batch::refreshed(state, generation, register),
        Msg::Started => link::started(state),
        Msg::Doing(doing) => link::doing(state, doing),
        Msg::Recovered(rows) => link::recovered(state, rows),
        Msg::Settled(settled) => link::settled(state, settled),
        Msg::SeenAnew(seen) => look::seen(state, seen),
    }
}

fn take_input(state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Action(action) => act(state, action),
        Input::Text(key) => type_text(state, key),
        Input::Paste(text) => paste(state, &text),
        Input::Resized { columns, rows } => {
            state.size.columns = columns;
            state.size.rows = rows;
            Vec::new()
        }
        Input::Stop(stop) => told_to_leave(state, stop),
        Input::CannotSuspend => {
            state.tell(Tone::Careful, Message::new("console-no-shell"));
            Vec::new()
        }
    }
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    state.notice = None;
    if let Some(Screen::Dialog(Dialog::NotSaved { .. })) = state.screens.last() {
        return dialog::act(state, action);
    }
    match action {
        Action::Quit => return leave(state),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    if !state.size.is_enough() {
        if action == Action::Back {
            state.screens.pop();
        }
        return Vec::new();
    }
    match action {
        Action::Help if state.context() != Context::Help => {
            let of = state.context();
            state.screens.push(Screen::Help { of, scroll: 0 });
            return Vec::new();
        }
        Action::Messages if state.context() != Context::Help && state.batch.is_none() => {
            state.screens.push(Screen::Messages { scroll: 0 });
            // The newest stand last, so the last page comes first.
            let last = super::view::text_length(state).saturating_sub(1);
            if let Some(Screen::Messages { scroll }) = state.screens.last_mut() {
                *scroll = last;
            }
            return Vec::new();
        }
        _ => {}
    }
    if look::is_held_back(state, action) || link::is_held_back(state, action) {
        return Vec::new();
    }
    match state.screens.last() {
        None => table::act(state, action),
        Some(Screen::Search(_)) => search::act(state, action),
        Some(Screen::Line(_)) => line::act(state, action),
        Some(Screen::Editor(_)) => editor::act(state, action),
        Some(Screen::Contract(_) | Screen::Property(_)) => card::act(state, action),
        Some(Screen::Chessboard(_)) => board::act(state, action),
        Some(Screen::Help { .. } | Screen::Messages { .. } | Screen::Details { .. }) => scroll_text(state, action),
        Some(Screen::Dialog(_)) => dialog::act(state, action),
    }
}

/// Leaves, unless a batch is on its way: then the person is told how to stop that first.
fn leave(state: &mut State) -> Vec<Effect> {
    if state.batch.is_some() {
        state.tell(Tone::Careful, Message::new("console-batch-runs"));
    } else {
        state.is_leaving = true;
    }
    Vec::new()
}

/// Leaves. Whoever only asks lets a batch end after what is in flight, so that its outcome is on disk;
/// asked once more, and without a terminal, nothing is waited for: the next start settles it.
fn told_to_leave(state: &mut State, stop: Stop) -> Vec<Effect> {
    let is_first = !state.is_stopping;
    state.was_asked |= stop == Stop::Asked;
    state.is_stopping = true;
    if stop == Stop::Asked && is_first && state.batch.is_some() {
        batch::stop(state);
        return vec![Effect::CancelBatch];
    }
    state.is_leaving = true;
    Vec::new()
}

fn type_text(state: &mut State, key: TextKey) -> Vec<Effect> {
    match state.screens.last() {
        Some(Screen::Search(_)) => search::type_text(state, key),
        Some(Screen::Line(_)) => line::type_text(state, key),
        Some(Screen::Editor(_)) => editor::type_text(state, key),
        _ => Vec::new(),
    }
}

fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match state.screens.last() {
        Some(Screen::Search(_)) => search::paste(state, text),
        Some(Screen::Line(_)) => line::paste(state, text),
        Some(Screen::Editor(_)) => editor::paste(state, text),
        _ => Vec::new(),
    }
}

/// An edit is not on disk, so the console must not go on as if it were: it says so and leaves.
/// What was on disk before is there at the next start.
fn not_saved(state: &mut State, generation: u64, why: Message) -> Vec<Effect> {
    state.saves.done = state.saves.done.max(generation);
    state.last_words = Some(why.clone());
    if !matches!(state.screens.last(), Some(Screen::Dialog(Dialog::NotSaved { .. }))) {
        state.tell(Tone::Bad, why.clone());
        state.screens.push(Screen::Dialog(Dialog::NotSaved { why }));
    }
    Vec::new()
}

fn scroll_text(state: &mut State, action: Action) -> Vec<Effect> {
    let page = page_of(state);
    let last = super::view::text_length(state).saturating_sub(1);
    let Some(Screen::Help { scroll, .. } | Screen::Messages { scroll } | Screen::Details { scroll }) =
        state.screens.last_mut()
    else {
        return Vec::new();
    };
    match (scrolled(*scroll, last, page, action), action) {
        (Some(to), _) => *scroll = to,
        (None, Action::Back | Action::Accept | Action::Confirm | Action::Help | Action::Messages | Action::Details) => {
            state.screens.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// The first key of an action of the table.
fn key_of(state: &State, action: Action) -> String {
    state.keymap.keys_of(Context::Table, action).first().map_or_else(String::new, ToString::to_string)
}

/// How many rows a page is, roughly half the screen: so most of what was seen stays in sight.
fn page_of(state: &State) -> usize {
    (usize::from(state.size.rows) / 2).max(1)
}

/// Where a moving action leads from a place; `None` for any other action.
fn scrolled(from: usize, last: usize, page: usize, action: Action) -> Option<usize> {
    let to = match action {
        Action::Up => from.saturating_sub(1),
        Action::Down => from.saturating_add(1),
        Action::PageUp => from.saturating_sub(page),
        Action::PageDown => from.saturating_add(page),
        Action::First => 0,
        Action::Last => last,
        _ => return None,
    };
    Some(to.min(last))
}

/// Hands writes out to be put on disk before anything is shown.
fn save(state: &mut State, writes: Vec<Write>) -> Vec<Effect> {
    if writes.is_empty() {
        return Vec::new();
    }
    state.saves.asked += 1;
    vec![Effect::Save { generation: state.saves.asked, writes }]
}

/// Hands out a change of the view; nothing waits for it.
fn save_view(writes: Vec<Write>) -> Vec<Effect> {
    if writes.is_empty() { Vec::new() } else { vec![Effect::SaveView { writes }] }
}

/// The writes of an edit; an edit that was refused is explained instead.
fn writes_of<E: Explain>(state: &mut State, edited: Result<Vec<Write>, E>) -> Option<Vec<Write>> {
    match edited {
        Ok(writes) => Some(writes),
        Err(error) => {
            state.tell(Tone::Careful, error.explain());
            None
        }
    }
}

/// Waits for what a new request brings.
fn is_awaited<T>(loading: &Loading<T>) -> bool {
    matches!(loading, Loading::Waiting)
}
