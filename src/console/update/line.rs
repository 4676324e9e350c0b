//! A line of text: the filter, and the reason of a reversal.

use super::{batch, save_view};
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::input::TextKey;
use crate::console::state::{Field, LineFor, LineInput, Screen, State, Tone};
use crate::model::{CommitState, Message, PaymentId};

pub(super) fn open_filter(state: &mut State) -> Vec<Effect> {
    let before = state.session.view().text.clone();
    let field = Field::of(&before);
    state.screens.push(Screen::Line(LineInput { purpose: LineFor::Filter { before }, field }));
    Vec::new()
}

/// Asks why the meant rows are taken back; says so when none of them is in the CRM.
pub(super) fn ask_reason(state: &mut State) -> Vec<Effect> {
    let is_committed =
        |id: &PaymentId| state.session.row(*id).is_some_and(|row| matches!(row.commit, CommitState::Committed { .. }));
    let rows: Vec<PaymentId> = state.session.targets().into_iter().filter(is_committed).collect();
    if rows.is_empty() {
        state.tell(Tone::Careful, Message::new("console-nothing-to-reverse"));
        return Vec::new();
    }
    open_reason(state, rows)
}

pub(super) fn open_reason(state: &mut State, rows: Vec<PaymentId>) -> Vec<Effect> {
    state.screens.push(Screen::Line(LineInput { purpose: LineFor::Reason { rows }, field: Field::default() }));
    Vec::new()
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Screen::Line(line)) = state.screens.last() else { return Vec::new() };
    match (action, line.purpose.clone()) {
        (Action::Accept | Action::Confirm, LineFor::Reason { rows }) => {
            let reason = line.field.text().trim().to_owned();
            if reason.is_empty() {
                state.tell(Tone::Careful, Message::new("console-reason-wanted"));
                return Vec::new();
            }
            state.screens.pop();
            batch::reverse(state, &rows, reason)
        }
        (Action::Back, LineFor::Filter { before }) => {
            state.screens.pop();
            filter(state, &before)
        }
        (Action::Accept | Action::Confirm, LineFor::Filter { .. }) | (Action::Back, LineFor::Reason { .. }) => {
            state.screens.pop();
            Vec::new()
        }
        (Action::ClearFilter, LineFor::Filter { .. }) => {
            state.screens.pop();
            save_view(state.session.clear_filter())
        }
        (Action::Left, _) => type_text(state, TextKey::Left),
        (Action::Right, _) => type_text(state, TextKey::Right),
        _ => Vec::new(),
    }
}

pub(super) fn type_text(state: &mut State, key: TextKey) -> Vec<Effect> {
    let Some(Screen::Line(line)) = state.screens.last_mut() else { return Vec::new() };
    let has_changed = line.field.press(key);
    changed(state, has_changed)
}

pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(Screen::Line(line)) = state.screens.last_mut() else { return Vec::new() };
    let has_changed = line.field.paste(text);
    changed(state, has_changed)
}

fn changed(state: &mut State, has_changed: bool) -> Vec<Effect> {
    state.notice = None;
    match state.screens.last() {
        Some(Screen::Line(LineInput { purpose: LineFor::Filter { .. }, field })) if has_changed => {
            let text = field.text().to_owned();
            filter(state, &text)
        }
        _ => Vec::new(),
    }
}

fn filter(state: &mut State, text: &str) -> Vec<Effect> {
    save_view(state.session.set_text_filter(text))
}
