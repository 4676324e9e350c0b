//! The row editor.

use super::{save, search, writes_of};
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::input::TextKey;
use crate::console::state::{Editor, EditorField, Field, Part, Screen, SearchFor, State, Tone};
use crate::matching::{lay_back, lay_over};
use crate::model::{CommitState, ContractId, Decision, Message, PaymentKind, kopecks_text};

pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.focused() else { return Vec::new() };
    if matches!(row.commit, CommitState::Committed { .. } | CommitState::Unknown) {
        state.tell(Tone::Careful, Message::new("console-edit-committed"));
        return Vec::new();
    }
    let editor = Editor::of(row);
    state.screens.push(Screen::Editor(editor));
    Vec::new()
}

fn editor(state: &mut State) -> Option<&mut Editor> {
    match state.screens.last_mut() {
        Some(Screen::Editor(editor)) => Some(editor),
        _ => None,
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if action == Action::Back {
        leave(state);
        return Vec::new();
    }
    let Some(editor) = editor(state) else { return Vec::new() };
    editor.is_leaving = false;
    match action {
        Action::Accept | Action::Confirm => return confirm(state),
        Action::Search => return enter(state),
        Action::NextField => editor.go(true),
        Action::PreviousField => editor.go(false),
        Action::Down => editor.go_down(true),
        Action::Up => editor.go_down(false),
        Action::Left => return type_text(state, TextKey::Left),
        Action::Right => return type_text(state, TextKey::Right),
        Action::AddPart => add_part(editor),
        Action::RemovePart => remove_part(editor),
        Action::FillRest => fill_rest(editor),
        _ => {}
    }
    Vec::new()
}

/// Leaves without saving; what was changed is only thrown away when that is asked for twice.
fn leave(state: &mut State) {
    let Some(Screen::Editor(editor)) = state.screens.last() else { return };
    let has_changed =
        state.session.row(editor.row).is_some_and(|row| editor.differs_from(&Editor::of(row)) && !editor.is_leaving);
    if !has_changed {
        state.screens.pop();
        return;
    }
    if let Some(Screen::Editor(editor)) = state.screens.last_mut() {
        editor.is_leaving = true;
    }
    state.tell(Tone::Careful, Message::new("console-editor-unsaved"));
}

/// On the contract the search opens, the last field saves, any other goes on.
fn enter(state: &mut State) -> Vec<Effect> {
    let Some(editor) = editor(state) else { return Vec::new() };
    match editor.field {
        EditorField::Contract(_) => pick(state, ""),
        EditorField::Comment => confirm(state),
        _ => {
            editor.go(true);
            Vec::new()
        }
    }
}

/// Opens the search for the part under the cursor.
fn pick(state: &mut State, typed: &str) -> Vec<Effect> {
    let Some((part, row)) = editor(state).and_then(|editor| Some((editor.part_at_cursor()?, editor.row))) else {
        return Vec::new();
    };
    let query = match state.session.row(row) {
        Some(row) if typed.is_empty() => search::opening_query(state, &row.payment),
        _ => typed.to_owned(),
    };
    search::open(state, SearchFor::Part(part), &query)
}

fn add_part(editor: &mut Editor) {
    let rest = editor.rest();
    let amount =
        if rest.is_sign_positive() && !rest.is_zero() { Field::of(&kopecks_text(rest)) } else { Field::default() };
    editor.parts.push(Part { amount, ..Part::default() });
    editor.field = EditorField::Contract(editor.parts.len() - 1);
}

fn remove_part(editor: &mut Editor) {
    let Some(part) = editor.part_at_cursor() else { return };
    if editor.parts.len() > 1 {
        editor.parts.remove(part);
    } else {
        editor.parts = vec![Part::default()];
    }
    editor.field = EditorField::Contract(part.min(editor.parts.len() - 1));
}

fn fill_rest(editor: &mut Editor) {
    let rest = editor.rest();
    let Some(part) = editor.part_at_cursor().and_then(|part| editor.parts.get_mut(part)) else { return };
    let filled = part.sum().unwrap_or_default() + rest;
    if filled.is_sign_positive() && !filled.is_zero() {
        part.amount = Field::of(&kopecks_text(filled));
    }
}

pub(super) fn type_text(state: &mut State, key: TextKey) -> Vec<Effect> {
    state.notice = None;
    let Some(editor) = editor(state) else { return Vec::new() };
    editor.is_leaving = false;
    match (editor.field, key) {
        (EditorField::Contract(_), TextKey::Char(letter)) if !letter.is_whitespace() => {
            return pick(state, &letter.to_string());
        }
        (EditorField::Contract(part), TextKey::Backspace | TextKey::Delete) => {
            if let Some(part) = editor.parts.get_mut(part) {
                part.contract = None;
                part.line = None;
            }
        }
        (EditorField::Contract(_), _) => {}
        (EditorField::Line(part), key) => change_line(state, part, key),
        (EditorField::Amount(part), key) => {
            if let Some(part) = editor.parts.get_mut(part) {
                part.amount.press(key);
            }
        }
        (EditorField::Kind, key) => change_kind(editor, key),
        (EditorField::Comment, key) => {
            editor.comment.press(key);
        }
    }
    Vec::new()
}

pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(editor) = editor(state) else { return Vec::new() };
    match editor.field {
        EditorField::Amount(part) => {
            if let Some(part) = editor.parts.get_mut(part) {
                part.amount.paste(text);
            }
        }
        EditorField::Comment => {
            editor.comment.paste(text);
        }
        EditorField::Contract(_) => return pick(state, text),
        EditorField::Line(_) | EditorField::Kind => {}
    }
    Vec::new()
}

/// Left and right go through the contract's lines; digits name one.
fn change_line(state: &mut State, part: usize, key: TextKey) {
    let contract = editor(state).and_then(|editor| editor.parts.get(part)?.contract.clone());
    let lines: Vec<u32> = contract
        .and_then(|contract| state.session.index().contract(&contract))
        .map(|contract| contract.schedule.iter().map(|line| line.line).collect())
        .unwrap_or_default();
    let Some(part) = editor(state).and_then(|editor| editor.parts.get_mut(part)) else { return };
    let at = part.line.and_then(|line| lines.iter().position(|known| *known == line));
    match key {
        TextKey::Right => {
            part.line = lines.get(at.map_or(0, |at| (at + 1).min(lines.len().saturating_sub(1)))).copied();
        }
        TextKey::Left => part.line = at.and_then(|at| at.checked_sub(1)).and_then(|at| lines.get(at)).copied(),
        TextKey::Backspace | TextKey::Delete => part.line = None,
        TextKey::Char(letter) => {
            let Some(digit) = letter.to_digit(10) else { return };
            let longer = part.line.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            if let Some(line) = [longer, digit].into_iter().find(|line| lines.contains(line)) {
                part.line = Some(line);
            }
        }
        _ => {}
    }
}

fn change_kind(editor: &mut Editor, key: TextKey) {
    let count = PaymentKind::ALL.len();
    let at = PaymentKind::ALL.iter().position(|kind| *kind == editor.kind).unwrap_or(0);
    let next = match key {
        TextKey::Right | TextKey::Char(' ') => (at + 1) % count,
        TextKey::Left => (at + count - 1) % count,
        _ => return,
    };
    editor.kind = PaymentKind::ALL.get(next).copied().unwrap_or(editor.kind);
}

/// The schedule line that the part's sum would pay, or be taken from, first.
pub(super) fn first_line(state: &State, part: usize, contract: &ContractId) -> Option<u32> {
    let editor = state.screens.iter().rev().find_map(|screen| match screen {
        Screen::Editor(editor) => Some(editor),
        _ => None,
    })?;
    let payment = &state.session.row(editor.row)?.payment;
    let amount = editor.parts.get(part)?.sum().unwrap_or(editor.amount);
    let contract = state.session.index().contract(contract)?;
    // A refund takes money back from the line that was paid last.
    let laid = if editor.kind.is_outgoing() { lay_back(contract, amount) } else { lay_over(contract, payment, amount) };
    laid.first()?.line
}

/// Saves the whole decision at once; what is not whole is said, and the cursor goes there.
fn confirm(state: &mut State) -> Vec<Effect> {
    let Some(editor) = editor(state) else { return Vec::new() };
    let is_empty = editor.parts.iter().all(|part| part.contract.is_none());
    let allocations = match editor.allocations() {
        Ok(allocations) => Some(allocations),
        Err(_) if is_empty => None,
        Err(part) => {
            let has_contract = editor.parts.get(part).is_some_and(|part| part.contract.is_some());
            editor.field = if has_contract { EditorField::Amount(part) } else { EditorField::Contract(part) };
            let key = if has_contract { "console-part-without-sum" } else { "console-part-without-contract" };
            state.tell(Tone::Careful, Message::new(key).with("part", part + 1));
            return Vec::new();
        }
    };
    let rest = editor.rest();
    if allocations.is_some() && rest.is_sign_negative() && !rest.is_zero() {
        state.tell(Tone::Careful, Message::new("console-parts-too-much").with("sum", -rest));
        return Vec::new();
    }
    let (id, kind, comment) = (editor.row, editor.kind, editor.comment.text().trim().to_owned());
    let Some(row) = state.session.row(id) else { return Vec::new() };
    let decision = Decision {
        excluded: if allocations.is_some() && row.decision.excluded == Some(true) {
            Some(false)
        } else {
            row.decision.excluded
        },
        kind: (kind != row.payment.kind).then_some(kind),
        allocations,
        comment,
    };
    let has_parts = decision.allocations.is_some();
    let edited = state.session.edit(id, decision);
    let Some(writes) = writes_of(state, edited) else { return Vec::new() };
    state.screens.pop();
    let message = if has_parts && !rest.is_zero() {
        (Tone::Careful, Message::new("console-saved-with-rest").with("sum", rest))
    } else {
        (Tone::Good, Message::new("console-saved"))
    };
    state.tell(message.0, message.1);
    save(state, writes)
}
