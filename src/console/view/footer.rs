//! The keys that matter now, from the keymap.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{cells, put};
use crate::console::action::{Action, Context};
use crate::console::input::Keymap;
use crate::console::state::{Dialog, EditorField, Screen, State};
use crate::console::theme::Theme;
use crate::lang::Texts;
use crate::model::CommitState;

/// An action and the tail of the key of its short word («console-key-…»).
type Hint = (Action, &'static str);

/// An action under its own name.
const fn own(action: Action) -> Hint {
    (action, action.name())
}

const TABLE: &[Hint] = &[
    own(Action::Accept),
    own(Action::Edit),
    own(Action::NextOpen),
    own(Action::Commit),
    own(Action::Help),
    own(Action::Mark),
    own(Action::Undo),
    own(Action::Exclude),
    own(Action::ContractCard),
    own(Action::PropertyCard),
    own(Action::Chessboard),
    own(Action::FilterText),
    own(Action::FilterReadiness),
    own(Action::MarkSamePayer),
    own(Action::Details),
    own(Action::Quit),
];

/// What a row takes that wants nothing but a person's word.
const PROPOSED: &[Hint] = &[
    own(Action::AcceptProposal),
    own(Action::Accept),
    own(Action::Edit),
    own(Action::Commit),
    own(Action::Help),
    own(Action::NextOpen),
    own(Action::Exclude),
    own(Action::Mark),
    own(Action::Undo),
    own(Action::ContractCard),
    own(Action::PropertyCard),
    own(Action::Chessboard),
    own(Action::FilterText),
    own(Action::FilterReadiness),
    own(Action::MarkSamePayer),
    own(Action::Details),
    own(Action::Quit),
];

/// What marked rows take together.
const MARKED: &[Hint] = &[
    own(Action::AcceptProposal),
    own(Action::Accept),
    own(Action::Exclude),
    own(Action::Mark),
    own(Action::Help),
    own(Action::Unmark),
    own(Action::MarkRange),
    own(Action::MarkSamePayer),
    own(Action::Undo),
    own(Action::Commit),
];

/// What a row takes that the CRM has.
const COMMITTED: &[Hint] = &[
    own(Action::Reverse),
    own(Action::ContractCard),
    own(Action::PropertyCard),
    own(Action::NextOpen),
    own(Action::Commit),
    own(Action::Help),
    own(Action::Chessboard),
    own(Action::FilterText),
    own(Action::FilterReadiness),
    own(Action::Details),
    own(Action::Quit),
];

/// What can be done with rows that are only looked at.
const LOOKING: &[Hint] = &[
    own(Action::Details),
    own(Action::ContractCard),
    own(Action::PropertyCard),
    own(Action::Chessboard),
    (Action::Refresh, "look-again"),
    own(Action::Help),
    own(Action::Quit),
    own(Action::FilterText),
    own(Action::FilterReadiness),
    own(Action::NextOpen),
    own(Action::Search),
];

const SEARCH: &[Hint] = &[
    (Action::Accept, "choose"),
    (Action::Up, "move"),
    own(Action::Back),
    own(Action::ContractCard),
    own(Action::PropertyCard),
    own(Action::Help),
];

/// What was found is only looked at.
const LOOKING_SEARCH: &[Hint] =
    &[(Action::Up, "move"), own(Action::ContractCard), own(Action::PropertyCard), own(Action::Back), own(Action::Help)];

const LINE: &[Hint] = &[(Action::Accept, "confirm"), own(Action::Back)];

const EDITOR: &[Hint] = &[
    (Action::Accept, "save"),
    own(Action::Back),
    own(Action::NextField),
    own(Action::AddPart),
    own(Action::RemovePart),
    own(Action::FillRest),
    own(Action::Help),
];

const EDITOR_CONTRACT: &[Hint] = &[
    (Action::Search, "pick"),
    (Action::Accept, "save"),
    own(Action::Back),
    own(Action::NextField),
    own(Action::AddPart),
    own(Action::RemovePart),
    own(Action::FillRest),
];

const CONTRACT: &[Hint] =
    &[own(Action::Back), own(Action::PropertyCard), own(Action::Chessboard), (Action::Down, "move"), own(Action::Help)];

const PROPERTY: &[Hint] =
    &[own(Action::Back), own(Action::ContractCard), own(Action::Chessboard), (Action::Down, "move"), own(Action::Help)];

const BOARD: &[Hint] = &[
    (Action::Accept, "property-card"),
    own(Action::ContractCard),
    own(Action::NextHouse),
    (Action::Up, "move"),
    own(Action::Back),
    own(Action::Help),
];

const TEXT: &[Hint] = &[own(Action::Back), (Action::Down, "move")];

const QUESTION: &[Hint] = &[own(Action::Confirm), own(Action::Back)];

const CHOICE: &[Hint] = &[own(Action::Confirm), (Action::Down, "move"), own(Action::Back)];

const RUNNING: &[Hint] = &[(Action::Back, "stop")];

const REPORT: &[Hint] = &[(Action::Confirm, "close")];

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let context = state.context();
    let mut hints = Vec::new();
    let candidates = state.focused().map_or(0, |row| row.finding.candidates.len());
    if context == Context::Table && candidates > 0 && !is_in_crm(state) && state.looking.is_none() {
        let digits = if candidates == 1 { "1".to_owned() } else { format!("1–{}", candidates.min(9)) };
        hints.push((digits, state.texts.get("console-key-take")));
    }
    for (action, word) in of(state) {
        if let Some(key) = key_name(&state.keymap, &state.texts, context, *action) {
            hints.push((key, state.texts.get(&format!("console-key-{word}"))));
        }
    }
    put(frame, area, 0, &line(state.theme, &hints, usize::from(area.width)));
}

/// Whether the row under the cursor is in the CRM, so that only a reversing entry changes it.
fn is_in_crm(state: &State) -> bool {
    state.focused().is_some_and(|row| matches!(row.commit, CommitState::Committed { .. }))
}

fn of(state: &State) -> &'static [Hint] {
    match state.screens.last() {
        None if state.looking.is_some() => LOOKING,
        None if !state.session.view().marks.is_empty() => MARKED,
        None if is_in_crm(state) => COMMITTED,
        None if state.focused().is_some_and(|row| state.session.wants_a_word(row.payment.id)) => PROPOSED,
        None => TABLE,
        Some(Screen::Search(_)) if state.looking.is_some() => LOOKING_SEARCH,
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
pub(super) fn key_name(keymap: &Keymap, texts: &Texts, context: Context, action: Action) -> Option<String> {
    let first = |action: Action| {
        let keys: Vec<String> = keymap.keys_of(context, action).iter().map(ToString::to_string).collect();
        // The keys that everybody looks for first, where the keymap has them.
        let known = keys.iter().find(|key| matches!(key.as_str(), "Enter" | "Esc" | "Up" | "Down"));
        known.or(keys.first()).map(|key| named(texts, key))
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
pub(super) fn named(texts: &Texts, key: &str) -> String {
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
        Some(modifiers) => format!("{modifiers}{}", texts.get("console-space-key")),
        None => key.to_owned(),
    }
}

/// As many hints as fit; one that does not fit is left out whole.
pub(super) fn line(theme: Theme, hints: &[(String, String)], width: usize) -> Line<'static> {
    let mut spans = Vec::new();
    let mut taken = 0;
    for (key, word) in hints {
        let needed = cells::width(key) + cells::width(word) + 3;
        if taken + needed > width + 1 {
            break;
        }
        taken += needed;
        spans.push(Span::raw(" "));
        spans.push(Span::styled(key.clone(), theme.key()));
        spans.push(Span::raw(format!(" {word} ")));
    }
    Line::from(spans)
}
