//! The keys that matter now, from the keymap.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{cells, put};
use crate::console::action::{Action, Context};
use crate::console::state::{Dialog, EditorField, Screen, State};
use crate::model::CommitState;

/// An action and the key of its short word.
type Hint = (Action, &'static str);

const TABLE: &[Hint] = &[
    (Action::Accept, "console-key-accept"),
    (Action::Edit, "console-key-edit"),
    (Action::NextOpen, "console-key-next-open"),
    (Action::Commit, "console-key-commit"),
    (Action::Help, "console-key-help"),
    (Action::Mark, "console-key-mark"),
    (Action::Undo, "console-key-undo"),
    (Action::Exclude, "console-key-exclude"),
    (Action::ContractCard, "console-key-contract-card"),
    (Action::PropertyCard, "console-key-property-card"),
    (Action::Chessboard, "console-key-chessboard"),
    (Action::FilterText, "console-key-filter-text"),
    (Action::FilterReadiness, "console-key-filter-readiness"),
    (Action::MarkSamePayer, "console-key-mark-same-payer"),
    (Action::Details, "console-key-details"),
    (Action::Quit, "console-key-quit"),
];

/// What a row takes that the CRM has.
const COMMITTED: &[Hint] = &[
    (Action::Reverse, "console-key-reverse"),
    (Action::ContractCard, "console-key-contract-card"),
    (Action::PropertyCard, "console-key-property-card"),
    (Action::NextOpen, "console-key-next-open"),
    (Action::Commit, "console-key-commit"),
    (Action::Help, "console-key-help"),
    (Action::Chessboard, "console-key-chessboard"),
    (Action::FilterText, "console-key-filter-text"),
    (Action::FilterReadiness, "console-key-filter-readiness"),
    (Action::Details, "console-key-details"),
    (Action::Quit, "console-key-quit"),
];

const SEARCH: &[Hint] = &[
    (Action::Accept, "console-key-choose"),
    (Action::Up, "console-key-move"),
    (Action::Back, "console-key-back"),
    (Action::ContractCard, "console-key-contract-card"),
    (Action::PropertyCard, "console-key-property-card"),
    (Action::Help, "console-key-help"),
];

const LINE: &[Hint] = &[(Action::Accept, "console-key-confirm"), (Action::Back, "console-key-back")];

const EDITOR: &[Hint] = &[
    (Action::Accept, "console-key-save"),
    (Action::Back, "console-key-back"),
    (Action::NextField, "console-key-next-field"),
    (Action::AddPart, "console-key-add-part"),
    (Action::RemovePart, "console-key-remove-part"),
    (Action::FillRest, "console-key-fill-rest"),
    (Action::Help, "console-key-help"),
];

const EDITOR_CONTRACT: &[Hint] = &[
    (Action::Search, "console-key-pick"),
    (Action::Accept, "console-key-save"),
    (Action::Back, "console-key-back"),
    (Action::NextField, "console-key-next-field"),
    (Action::AddPart, "console-key-add-part"),
    (Action::RemovePart, "console-key-remove-part"),
    (Action::FillRest, "console-key-fill-rest"),
];

const CONTRACT: &[Hint] = &[
    (Action::Back, "console-key-back"),
    (Action::PropertyCard, "console-key-property-card"),
    (Action::Chessboard, "console-key-chessboard"),
    (Action::Down, "console-key-move"),
    (Action::Help, "console-key-help"),
];

const PROPERTY: &[Hint] = &[
    (Action::Back, "console-key-back"),
    (Action::ContractCard, "console-key-contract-card"),
    (Action::Chessboard, "console-key-chessboard"),
    (Action::Down, "console-key-move"),
    (Action::Help, "console-key-help"),
];

const BOARD: &[Hint] = &[
    (Action::Accept, "console-key-property-card"),
    (Action::ContractCard, "console-key-contract-card"),
    (Action::NextHouse, "console-key-next-house"),
    (Action::Up, "console-key-move"),
    (Action::Back, "console-key-back"),
    (Action::Help, "console-key-help"),
];

const TEXT: &[Hint] = &[(Action::Back, "console-key-back"), (Action::Down, "console-key-move")];

const QUESTION: &[Hint] = &[(Action::Confirm, "console-key-confirm"), (Action::Back, "console-key-back")];

const CHOICE: &[Hint] =
    &[(Action::Confirm, "console-key-confirm"), (Action::Down, "console-key-move"), (Action::Back, "console-key-back")];

const RUNNING: &[Hint] = &[(Action::Back, "console-key-stop")];

const REPORT: &[Hint] = &[(Action::Confirm, "console-key-close")];

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let context = state.context();
    let mut hints = Vec::new();
    let candidates = state.focused().map_or(0, |row| row.finding.candidates.len());
    if context == Context::Table && candidates > 0 && !is_in_crm(state) {
        let digits = if candidates == 1 { "1".to_owned() } else { format!("1–{}", candidates.min(9)) };
        hints.push((digits, state.texts.get("console-key-take")));
    }
    for (action, word) in of(state) {
        if let Some(key) = key_name(state, context, *action) {
            hints.push((key, state.texts.get(word)));
        }
    }
    put(frame, area, 0, &line(state, &hints, usize::from(area.width)));
}

/// Whether the row under the cursor is in the CRM, so that only a reversing entry changes it.
fn is_in_crm(state: &State) -> bool {
    state.focused().is_some_and(|row| matches!(row.commit, CommitState::Committed { .. }))
}

fn of(state: &State) -> &'static [Hint] {
    match state.screens.last() {
        None if is_in_crm(state) => COMMITTED,
        None => TABLE,
        Some(Screen::Search(_)) => SEARCH,
        Some(Screen::Line(_)) => LINE,
        Some(Screen::Editor(editor)) if matches!(editor.field, EditorField::Contract(_)) => EDITOR_CONTRACT,
        Some(Screen::Editor(_)) => EDITOR,
        Some(Screen::Contract(_)) => CONTRACT,
        Some(Screen::Property(_)) => PROPERTY,
        Some(Screen::Chessboard(_)) => BOARD,
        Some(Screen::Help { .. } | Screen::Messages { .. } | Screen::Details { .. }) => TEXT,
        Some(Screen::Dialog(Dialog::Progress { .. })) => RUNNING,
        Some(Screen::Dialog(Dialog::Summary { .. } | Dialog::NotSaved { .. })) => REPORT,
        Some(Screen::Dialog(Dialog::TakeBack { .. })) => CHOICE,
        Some(Screen::Dialog(_)) => QUESTION,
    }
}

/// The name of an action's first key; moving is named by its pair of keys.
pub(super) fn key_name(state: &State, context: Context, action: Action) -> Option<String> {
    let first = |action: Action| {
        let keys: Vec<String> = state.keymap.keys_of(context, action).iter().map(ToString::to_string).collect();
        // The keys that everybody looks for first, where the keymap has them.
        let known = keys.iter().find(|key| matches!(key.as_str(), "Enter" | "Esc" | "Up" | "Down"));
        known.or(keys.first()).map(|key| named(state, key))
    };
    match action {
        Action::Up | Action::Down => {
            let (up, down) = (first(Action::Up)?, first(Action::Down)?);
            Some(format!("{up}{down}"))
        }
        _ => first(action),
    }
}

/// The name of a key as it stands on a keyboard of the language.
pub(super) fn named(state: &State, key: &str) -> String {
    let arrow = match key {
        "Up" => Some("↑"),
        "Down" => Some("↓"),
        "Left" => Some("←"),
        "Right" => Some("→"),
        _ => None,
    };
    if let Some(arrow) = arrow {
        return arrow.to_owned();
    }
    match key.strip_suffix("Space") {
        Some(modifiers) => format!("{modifiers}{}", state.texts.get("console-space-key")),
        None => key.to_owned(),
    }
}

/// As many hints as fit; one that does not fit is left out whole.
fn line(state: &State, hints: &[(String, String)], width: usize) -> Line<'static> {
    let mut spans = Vec::new();
    let mut taken = 0;
    for (key, word) in hints {
        let needed = cells::width(key) + cells::width(word) + 3;
        if taken + needed > width + 1 {
            break;
        }
        taken += needed;
        spans.push(Span::raw(" "));
        spans.push(Span::styled(key.clone(), state.theme.key()));
        spans.push(Span::raw(format!(" {word} ")));
    }
    Line::from(spans)
}
