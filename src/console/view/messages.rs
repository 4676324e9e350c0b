//! The line above the footer: the last message, a line of text being typed, or what is shown and
//! marked; and the list of earlier messages.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget as _};

use super::{cells, put, put_lines, words};
use crate::console::state::{LineFor, Notice, Screen, State, Tone};
use crate::model::Message;

/// Lines that a notice may take; the earlier messages have it whole.
const LINES_MAX: usize = 4;

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    match (&state.notice, state.screens.last()) {
        (_, Some(Screen::Line(line))) => {
            let key = match (&line.purpose, &state.notice) {
                // The reason that is wanted is said in the place of the label.
                (LineFor::Reason { .. }, Some(notice)) => notice.message.clone(),
                (LineFor::Reason { .. }, None) => Message::new("console-reason-label"),
                (LineFor::Filter { .. }, _) => Message::new("console-filter-label"),
            };
            let label = format!(" {} ", state.texts.words(&key));
            let at = cells::width(&label) + line.field.cursor_cells();
            let spans = vec![Span::styled(label, state.theme.key()), Span::raw(line.field.text().to_owned())];
            put(frame, area, 0, &Line::from(spans));
            let column = u16::try_from(at).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
            frame.set_cursor_position(Position { x: area.x + column, y: area.y });
        }
        (Some(notice), _) => {
            let told = notice_lines(state, notice, width);
            let above = u16::try_from(told.len()).unwrap_or(1).saturating_sub(1).min(area.y);
            // What does not fit into the line goes on above it, over what stands there until the next key.
            let area = Rect { y: area.y - above, height: area.height + above, ..area };
            Clear.render(area, frame.buffer_mut());
            put_lines(frame, area, told);
        }
        (None, None) => put(frame, area, 0, &Line::styled(cells::cut(&shown(state), width), state.theme.dim())),
        (None, Some(_)) => {}
    }
}

/// A notice in so many lines as it takes, cut where it takes too many.
fn notice_lines(state: &State, notice: &Notice, width: usize) -> Vec<Line<'static>> {
    let text = state.texts.words(&notice.message);
    let room = width.saturating_sub(1).max(1);
    let wrapped = cells::wrap(&text, room);
    let shown = wrapped.len().min(LINES_MAX);
    let line = |(at, range): (usize, &Range<usize>)| {
        let end = if at + 1 == shown { text.len() } else { range.end };
        let piece = cells::cut(text.get(range.start..end).unwrap_or_default(), room);
        Line::styled(format!(" {piece}"), style(state, notice.tone))
    };
    wrapped.iter().take(shown).enumerate().map(line).collect()
}

fn style(state: &State, tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Good => state.theme.good(),
        Tone::Careful => state.theme.careful(),
        Tone::Bad => state.theme.bad(),
    }
}

/// Which rows the filter lets through and how many are marked; nothing where all are shown.
fn shown(state: &State) -> String {
    let view = state.session.view();
    let mut parts = Vec::new();
    if !view.readiness.is_empty() || !view.text.is_empty() {
        let count = Message::new("console-shown")
            .with("count", state.session.visible().len())
            .with("all", state.session.rows().len());
        let mut filters: Vec<String> = view
            .readiness
            .iter()
            .map(|readiness| format!("{} {}", readiness.glyph(), words::readiness(&state.texts, *readiness)))
            .collect();
        if !view.text.is_empty() {
            filters.push(format!("«{}»", view.text));
        }
        parts.push(format!("{}: {}", state.texts.words(&count), filters.join(", ")));
    }
    if !view.marks.is_empty() {
        let sum = words::moneys(&words::sums_of(view.marks.iter().filter_map(|id| state.session.row(*id))));
        parts.push(state.texts.words(&Message::new("console-marked").with("count", view.marks.len()).with("sum", sum)));
    }
    format!(" {}", parts.join(" · "))
}

/// Earlier messages, oldest first.
pub(super) fn lines(state: &State, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(format!(" {}", state.texts.get("console-messages-title")), state.theme.dim())];
    if state.messages.is_empty() {
        lines.push(Line::raw(format!(" {}", state.texts.get("console-no-messages"))));
    }
    for notice in &state.messages {
        let text = state.texts.words(&notice.message);
        for range in cells::wrap(&text, width.saturating_sub(2)) {
            lines.push(Line::styled(format!(" {}", text.get(range).unwrap_or_default()), style(state, notice.tone)));
        }
    }
    lines
}
