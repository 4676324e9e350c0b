//! The help: what states mean, and every key of the keymap with what it does.

use ratatui::text::{Line, Span};

use super::footer::named;
use super::{cells, words};
use crate::console::action::{Action, Context};
use crate::console::state::State;
use crate::model::Readiness;

/// Cells of the names of keys.
const KEYS: usize = 22;

/// The lines of the help; the context that it was opened from comes first.
pub(super) fn lines(state: &State, of: Context, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
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
        }
    }
    lines
}

/// The keys of one context.
fn section(state: &State, context: Context, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for action in Action::ALL {
        let bound =
            state.keymap.bindings().iter().filter(|binding| binding.context == context && binding.action == *action);
        let keys: Vec<String> = bound.map(|binding| named(state, &binding.key.to_string())).collect();
        if keys.is_empty() {
            continue;
        }
        let words = state.texts.get(&format!("action-{}", action.name()));
        lines.push(Line::from(vec![
            Span::styled(format!("   {}", cells::left(&keys.join("  "), KEYS)), state.theme.key()),
            Span::raw(cells::cut(&format!(" {words}"), width.saturating_sub(KEYS + 3))),
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
