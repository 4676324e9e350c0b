//! The help: what states mean, and every key of the keymap with what it does.

use ratatui::text::{Line, Span};

use super::footer::named;
use super::{cells, words};
use crate::console::action::{Action, Context};
use crate::console::state::State;
use crate::model::Readiness;

/// Cells of the names of keys.
const KEYS: usize = 18;

/// The lines of the help; the context that it was opened from comes first.
pub(super) fn lines(state: &State, of: Context, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if state.looking.is_some() {
        for range in cells::wrap(&state.texts.get("console-look-help"), width.saturating_sub(2)) {
            let text = state.texts.get("console-look-help");
            lines.push(Line::styled(format!(" {}", text.get(range).unwrap_or_default()), state.theme.careful()));
        }
        lines.push(Line::default());
    }
    let others = Context::ALL.into_iter().filter(|context| *context != of);
    for context in std::iter::once(of).chain(others) {
        let section = section(state, context, width);
        if section.is_empty() {
            continue;
        }
        let title = state.texts.get(&format!("context-{}", context.name()));
        lines.push(Line::styled(format!(" {title}"), state.theme.strong()));
        lines.extend(section);
        lines.push(Line::default());
        if context == of {
            lines.extend(states(state, width));
            lines.push(Line::default());
            lines.extend(marks(state, width));
            lines.push(Line::default());
        }
    }
    lines
}

/// The keys of one context.
fn section(state: &State, context: Context, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for action in Action::ALL {
        let is_digit = action.candidate().is_some_and(|nth| nth > 0);
        let bound =
            state.keymap.bindings().iter().filter(|binding| binding.context == context && binding.action == *action);
        let keys: Vec<String> = bound.map(|binding| named(&state.texts, &binding.key.to_string())).collect();
        // Nine candidates are one line, as long as each has its digit.
        if keys.is_empty() || (is_digit && keys == [action.candidate().map_or(0, |nth| nth + 1).to_string()]) {
            continue;
        }
        let is_all_digits = *action == Action::TakeCandidate1 && keys == ["1"];
        let (keys, words) = if is_all_digits {
            ("1–9".to_owned(), state.texts.get("console-help-digits"))
        } else {
            (keys.join("  "), state.texts.get(&format!("action-{}", action.name())))
        };
        for (at, range) in cells::wrap(&words, width.saturating_sub(KEYS + 5)).into_iter().enumerate() {
            let keys = if at == 0 { keys.as_str() } else { "" };
            lines.push(Line::from(vec![
                Span::styled(format!("   {} ", cells::left(keys, KEYS)), state.theme.key()),
                Span::raw(words.get(range).unwrap_or_default().to_owned()),
            ]));
        }
    }
    lines
}

/// What the marks in the table's cells mean.
fn marks(state: &State, width: usize) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let mut lines = vec![Line::styled(format!(" {}", texts.get("console-help-marks")), state.theme.strong())];
    for (mark, key) in [
        ("К-12 / 5", "console-help-mark-line"),
        ("К-12 / 5–7", "console-help-mark-lines"),
        ("К-12 +1", "console-help-mark-more"),
        ("К-12?", "console-help-mark-guess"),
        ("»", "console-help-mark-marked"),
        ("✓1", "console-help-mark-chosen"),
    ] {
        lines.push(Line::from(vec![
            Span::raw(cells::left(&format!("   {mark}"), KEYS + 4)),
            Span::raw(cells::cut(&texts.get(key), width.saturating_sub(KEYS + 4))),
        ]));
    }
    lines
}

/// What the glyphs and colours of rows mean.
fn states(state: &State, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(format!(" {}", state.texts.get("console-help-states")), state.theme.strong())];
    for readiness in Readiness::ALL {
        let sign = format!("   {} {}", readiness.glyph(), words::readiness(&state.texts, readiness));
        let meaning = state.texts.get(&format!("console-help-{}", readiness.name()));
        lines.push(Line::from(vec![
            Span::styled(cells::left(&sign, KEYS + 3), state.theme.readiness(readiness)),
            Span::raw(cells::cut(&format!(" {meaning}"), width.saturating_sub(KEYS + 3))),
        ]));
    }
    lines
}
