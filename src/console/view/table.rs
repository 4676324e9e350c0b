//! The table of rows with what is known of the row under the cursor.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::columns::{Columns, GAP, SIGNS};
use super::{PANE_FROM, candidates, cells, contract, paint, put, put_lines, row, words};
use crate::console::state::State;
use crate::model::{Readiness, Row};

/// The parts of the table's body.
struct Parts {
    titles: Rect,
    rows: Rect,
    focus: Rect,
    pane: Option<Rect>,
}

impl Parts {
    fn of(area: Rect) -> Self {
        let pane_width = if area.width >= PANE_FROM { (area.width / 3).clamp(46, 62) } else { 0 };
        let width = area.width - pane_width;
        // Reason, purpose and candidates: 7 of 20 rows, and more where there is more.
        let focus = 7 + (area.height.saturating_sub(20) / 4).min(6);
        let at = |y: u16, height: u16| Rect { x: area.x, y: area.y + y, width, height };
        Self {
            titles: at(0, 1),
            rows: at(1, area.height.saturating_sub(focus + 1)),
            focus: at(area.height.saturating_sub(focus), focus),
            pane: (pane_width > 0).then(|| Rect {
                x: area.x + width + 1,
                y: area.y,
                width: pane_width - 1,
                height: area.height,
            }),
        }
    }
}

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let parts = Parts::of(area);
    if state.session.visible().is_empty() {
        draw_empty(state, frame, area);
        return;
    }
    draw_rows(state, frame, &parts);
    if let Some(focused) = state.focused() {
        draw_focus(state, focused, frame, parts.focus);
    }
    if let Some(pane) = parts.pane {
        draw_pane(state, frame, pane);
    }
}

/// Nothing to show: what to do about it.
fn draw_empty(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let key = if !state.session.rows().is_empty() {
        "console-empty-filter"
    } else if state.session.index().contracts().is_empty() {
        "console-empty-all"
    } else {
        "console-empty-rows"
    };
    let text = state.texts.get(key);
    let width = usize::from(area.width).saturating_sub(4);
    let lines = cells::wrap(&text, width)
        .into_iter()
        .map(|range| Line::raw(format!("  {}", text.get(range).unwrap_or_default())));
    put_lines(frame, Rect { y: area.y + 1, height: area.height - 1, ..area }, lines);
    frame.set_cursor_position(Position { x: area.x, y: area.y });
}

/// The first row in sight. It depends on the cursor alone and moves by half a page: most keys
/// leave everything where it is and send few bytes.
fn top_of(cursor: usize, count: usize, height: usize) -> usize {
    let half = (height / 2).max(1);
    let block = cursor / half * half;
    block.saturating_sub(half / 2).min(count.saturating_sub(height))
}

fn draw_rows(state: &State, frame: &mut Frame<'_>, parts: &Parts) {
    let visible = state.session.visible();
    let cursor = state.session.cursor_place().unwrap_or(0);
    let height = usize::from(parts.rows.height);
    let top = top_of(cursor, visible.len(), height);
    let shown: Vec<&Row> =
        visible.iter().skip(top).take(height).filter_map(|at| state.session.rows().get(*at)).collect();
    // Of all rows, not of those in sight: so the columns stay where they are on every page.
    let widest = words::widest_sum(state.session.rows());
    let widest_word = Readiness::ALL
        .iter()
        .map(|state_of| cells::width(&words::readiness(&state.texts, *state_of)))
        .max()
        .unwrap_or(0);
    let columns = Columns::fit(usize::from(parts.rows.width), widest, widest_word);
    put(frame, parts.titles, 0, &titles(state, &columns));
    for (line, row) in (0..parts.rows.height).zip(&shown) {
        put(frame, parts.rows, line, &row::line(state, row, &columns));
        if usize::from(line) + top == cursor {
            paint(frame, parts.rows, line, state.theme.cursor());
            frame.set_cursor_position(Position { x: parts.rows.x, y: parts.rows.y + line });
        }
    }
}

fn titles(state: &State, columns: &Columns) -> Line<'static> {
    let title = |key: &str| state.texts.get(key);
    let mut text = " ".repeat(SIGNS);
    let mut put_title = |cells_wide: usize, key: &str, is_right: bool| {
        if cells_wide > 0 {
            let title = title(key);
            let fitted = if is_right { cells::right(&title, cells_wide) } else { cells::left(&title, cells_wide) };
            text.push_str(&fitted);
            text.push_str(&" ".repeat(GAP));
        }
    };
    put_title(columns.word, "console-title-readiness", false);
    put_title(columns.date, "console-title-date", false);
    put_title(columns.sum, "console-title-sum", true);
    put_title(columns.payer, "console-title-payer", false);
    put_title(columns.tax_id, "console-title-tax-id", false);
    put_title(columns.number, "console-title-number", false);
    put_title(columns.contract, "console-title-contract", false);
    put_title(columns.reason, "console-title-reason", false);
    put_title(columns.purpose, "console-title-purpose", false);
    Line::styled(text, state.theme.dim())
}

/// Reason, purpose and candidates of the row under the cursor.
fn draw_focus(state: &State, focused: &Row, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let reason_rows = row::reason_rows(state, focused, width, usize::from(area.height / 2).clamp(1, 4));
    let mut lines = row::reason_lines(state, focused, width, reason_rows);
    let head = lines.len();
    let purpose_rows = usize::from(area.height / 4).clamp(2, 3);
    lines.extend(row::purpose_lines(state, focused, width, purpose_rows));
    lines.resize(head + purpose_rows, Line::default());
    let candidate_rows = usize::from(area.height).saturating_sub(lines.len());
    lines.extend(candidates::lines(state, focused, width, candidate_rows));
    put_lines(frame, area, lines);
}

/// The contract of the row under the cursor, with what this payment would close.
fn draw_pane(state: &State, frame: &mut Frame<'_>, area: Rect) {
    for y in area.top()..area.bottom() {
        let rule = Line::from(Span::styled("│", state.theme.dim()));
        frame.buffer_mut().set_line(area.x - 1, y, &rule, 1);
    }
    let Some(focused) = state.focused() else { return };
    let width = usize::from(area.width).saturating_sub(1);
    let lines = match state.contract_of(focused) {
        Some(of) => contract::preview(state, of, Some(focused), width, usize::from(area.height)),
        None => vec![Line::styled(state.texts.get("console-no-contract"), state.theme.dim())],
    };
    put_lines(frame, Rect { x: area.x + 1, width: area.width - 1, ..area }, lines);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight(cursor in 0_usize..500, more in 0_usize..500, height in 4_usize..60) {
            let count = cursor + 1 + more;
            let top = top_of(cursor, count, height);
            prop_assert!(top <= cursor && cursor < top + height);
            prop_assert!(top + height <= count.max(height));
        }
    }
}
