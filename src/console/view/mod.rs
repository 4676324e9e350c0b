//! Drawing: the state as one frame. Nothing here changes the state, and only rows that are seen
//! are built.

mod board;
mod candidates;
mod cards;
mod cells;
mod columns;
mod contract;
mod dialog;
mod editor;
mod footer;
mod header;
mod held;
mod help;
mod messages;
mod row;
mod search;
mod table;
#[cfg(test)]
mod tests;
mod words;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

pub(super) use held::draw_held;

use super::state::{Dialog, LineFor, LineInput, Screen, Size, State};

/// From this width a pane at the right shows the contract of the focused row.
const PANE_FROM: u16 = 140;

/// Draws the console.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    if !(Size { columns: area.width, rows: area.height }).is_enough() {
        too_small(state, frame, area);
        return;
    }
    let parts = Parts::of(area);
    if let Some(Screen::Dialog(dialog @ Dialog::NotSaved { .. })) = state.screens.last() {
        // The rows beneath hold what is not on disk: they are not shown any more.
        footer::draw(state, frame, parts.footer);
        dialog::draw(state, dialog, frame, parts.body);
        return;
    }
    header::draw(state, frame, parts.header);
    let beneath = state.screens.iter().rposition(|screen| !is_over(screen));
    match beneath.and_then(|at| state.screens.get(at)) {
        None => table::draw(state, frame, parts.body),
        Some(Screen::Search(pane)) => search::draw(state, pane, frame, parts.body),
        Some(Screen::Editor(editor)) => editor::draw(state, editor, frame, parts.body),
        Some(Screen::Chessboard(board)) => board::draw(state, board, frame, parts.body),
        Some(screen) => draw_text(state, screen, frame, parts.body),
    }
    messages::draw(state, frame, parts.message);
    footer::draw(state, frame, parts.footer);
    match state.screens.last() {
        Some(Screen::Dialog(dialog)) => dialog::draw(state, dialog, frame, parts.body),
        Some(Screen::Line(LineInput { purpose: LineFor::Reason { rows }, .. })) => {
            dialog::draw_reason(state, rows, frame, parts.body);
        }
        _ => {}
    }
}

/// Whether the screen beneath stays in sight.
const fn is_over(screen: &Screen) -> bool {
    matches!(screen, Screen::Dialog(_) | Screen::Line(_))
}

/// The parts of every screen.
struct Parts {
    header: Rect,
    body: Rect,
    message: Rect,
    footer: Rect,
}

impl Parts {
    fn of(area: Rect) -> Self {
        let row = |y: u16, height: u16| Rect { x: area.x, y: area.y + y, width: area.width, height };
        Self {
            header: row(0, 2),
            body: row(2, area.height.saturating_sub(4)),
            message: row(area.height.saturating_sub(2), 1),
            footer: row(area.height.saturating_sub(1), 1),
        }
    }
}

/// The lines of a screen of text that can be scrolled, as wide as told.
fn text_of(state: &State, screen: &Screen, width: usize) -> Vec<Line<'static>> {
    match screen {
        Screen::Contract(card) => cards::contract_lines(state, card, width),
        Screen::Property(card) => cards::property_lines(state, card, width),
        Screen::Help { of, .. } => help::lines(state, *of, width),
        Screen::Messages { .. } => messages::lines(state, width),
        Screen::Details { .. } => row::details(state, width),
        _ => Vec::new(),
    }
}

/// How far the topmost screen of text can be scrolled: its last lines stay in sight.
pub(super) fn text_length(state: &State) -> usize {
    let width = usize::from(state.size.columns);
    let shown = usize::from(state.size.rows.saturating_sub(5));
    let lines = state.screens.last().map_or(0, |screen| text_of(state, screen, width).len());
    (lines + 1).saturating_sub(shown).max(1)
}

fn draw_text(state: &State, screen: &Screen, frame: &mut Frame<'_>, area: Rect) {
    let scroll = match screen {
        Screen::Contract(card) | Screen::Property(card) => card.scroll,
        Screen::Help { scroll, .. } | Screen::Messages { scroll } | Screen::Details { scroll } => *scroll,
        _ => 0,
    };
    let lines = text_of(state, screen, usize::from(area.width));
    let rest = lines.len().saturating_sub(scroll);
    put_lines(frame, area, lines.into_iter().skip(scroll));
    if rest > usize::from(area.height) {
        let more = state
            .texts
            .words(&crate::model::Message::new("console-more-below").with("count", rest - usize::from(area.height)));
        let width = u16::try_from(cells::width(&more)).unwrap_or(u16::MAX).min(area.width);
        let at = Rect { x: area.right() - width, y: area.bottom().saturating_sub(1), width, height: 1 };
        put(frame, at, 0, &Line::styled(more, state.theme.dim()));
    }
    frame.set_cursor_position(Position { x: area.x, y: area.y });
}

/// Puts a line on a row of the area, counted from its top. What does not fit is cut where everybody
/// sees it.
fn put(frame: &mut Frame<'_>, area: Rect, row: u16, line: &Line<'_>) {
    if row >= area.height || area.width == 0 {
        return;
    }
    let buffer = frame.buffer_mut();
    buffer.set_line(area.x, area.y + row, line, area.width);
    if cells::line_width(line) > usize::from(area.width) {
        buffer[(area.right() - 1, area.y + row)].set_symbol("…");
    }
}

fn put_lines(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'static>>) {
    for (row, line) in (0..area.height).zip(lines) {
        put(frame, area, row, &line);
    }
}

/// Paints a style over a row of the area.
fn paint(frame: &mut Frame<'_>, area: Rect, row: u16, style: Style) {
    if row < area.height {
        let rect = Rect { x: area.x, y: area.y + row, width: area.width, height: 1 };
        frame.buffer_mut().set_style(rect, style);
    }
}

fn too_small(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let message = match state.screens.last() {
        Some(Screen::Dialog(Dialog::NotSaved { why })) => state.texts.words(why),
        _ => state.texts.get("console-too-small"),
    };
    too_small_text(&message, frame, area);
}

fn too_small_text(message: &str, frame: &mut Frame<'_>, area: Rect) {
    let lines = cells::wrap(message, usize::from(area.width.max(1)));
    for (row, range) in (0..area.height).zip(lines) {
        put(frame, area, row, &Line::raw(message.get(range).unwrap_or_default().to_owned()));
    }
    if area.width > 0 && area.height > 0 {
        frame.set_cursor_position(Position { x: area.x, y: area.y });
    }
}
