//! Questions and reports.

use super::{batch, line, table};
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::state::{Dialog, Screen, State, TakeBack, Tone};
use crate::model::Message;

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Screen::Dialog(dialog)) = state.screens.last_mut() else { return Vec::new() };
    let is_yes = matches!(action, Action::Confirm | Action::Accept);
    let is_no = action == Action::Back;
    match dialog {
        Dialog::Commit { rows } if is_yes => {
            let rows = std::mem::take(rows);
            state.screens.pop();
            batch::commit(state, rows)
        }
        Dialog::AssignMany { rows, contract } if is_yes => {
            let (rows, contract) = (rows.clone(), contract.clone());
            state.screens.pop();
            table::assign(state, &rows, &contract).unwrap_or_default()
        }
        Dialog::TakeBack { rows, here, at, .. } => {
            let answers = TakeBack::answers(*here);
            match action {
                Action::Up | Action::Left => *at = at.saturating_sub(1),
                Action::Down | Action::Right => *at = (*at + 1).min(answers.len() - 1),
                _ => {}
            }
            if !is_yes && !is_no {
                return Vec::new();
            }
            let answer = if is_no { TakeBack::Nothing } else { answers.get(*at).copied().unwrap_or(TakeBack::Nothing) };
            let rows = std::mem::take(rows);
            state.screens.pop();
            match answer {
                TakeBack::Here(row) => line::open_reason(state, vec![row]),
                TakeBack::All => line::open_reason(state, rows),
                TakeBack::Nothing => Vec::new(),
            }
        }
        Dialog::Progress { is_cancelled, .. } if is_no && !*is_cancelled => {
            *is_cancelled = true;
            vec![Effect::CancelBatch]
        }
        Dialog::Progress { .. } if is_no => vec![Effect::GiveUpBatch],
        Dialog::NotSaved { .. } if is_yes || is_no || action == Action::Quit => {
            state.is_leaving = true;
            Vec::new()
        }
        Dialog::Progress { is_cancelled, .. } => {
            if !*is_cancelled {
                state.tell(Tone::Careful, Message::new("console-batch-holds"));
            }
            Vec::new()
        }
        Dialog::NotSaved { .. } => Vec::new(),
        Dialog::Commit { .. } | Dialog::AssignMany { .. } if !is_no => Vec::new(),
        Dialog::Commit { .. } | Dialog::AssignMany { .. } => {
            state.screens.pop();
            Vec::new()
        }
        Dialog::Summary { .. } => {
            if is_yes || is_no {
                state.screens.pop();
            }
            Vec::new()
        }
    }
}
