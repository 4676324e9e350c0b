//! The row editor: parts over contracts and lines with the rest live, kind, comment.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{cells, contract, put, put_lines, row, words};
use crate::console::state::{Editor, EditorField, Part, State};
use crate::model::{Message, Row, kopecks_text};

/// Where the fields of a part begin and how wide they are.
const CONTRACT: (usize, usize) = (5, 34);
const LINE: (usize, usize) = (41, 7);
const AMOUNT: (usize, usize) = (50, 18);
/// Where the fields below the parts begin.
const BELOW: usize = 16;

pub(super) fn draw(state: &State, editor: &Editor, frame: &mut Frame<'_>, area: Rect) {
    let Some(of) = state.session.row(editor.row) else { return };
    let width = usize::from(area.width);
    put(frame, area, 0, &title(state, of, width));
    put_lines(frame, Rect { y: area.y + 1, height: 2, ..area }, row::purpose_lines(state, of, width, 2));
    put(frame, area, 4, &titles(state));
    let rows = parts_in_sight(area.height);
    let at = editor.part_at_cursor().unwrap_or(0);
    let top = at.saturating_sub(rows / 2).min(editor.parts.len().saturating_sub(rows));
    let mut y = 5;
    for (place, part) in editor.parts.iter().enumerate().skip(top).take(rows) {
        put(frame, area, y, &part_line(state, editor, place, part));
        y += 1;
    }
    put(frame, area, y, &rest_line(state, editor));
    let kind = words::kind(&state.texts, editor.kind);
    let kind_label = state.texts.get("console-fact-kind");
    put(frame, area, y + 2, &field_line(state, &kind_label, &format!("‹ {kind} ›"), editor.field == EditorField::Kind));
    let comment_label = state.texts.get("console-fact-comment");
    let comment = cells::left(editor.comment.text(), width.saturating_sub(BELOW + 2).min(60));
    put(frame, area, y + 3, &field_line(state, &comment_label, &comment, editor.field == EditorField::Comment));
    park_cursor(editor, frame, area, top, y);
    let rest =
        Rect { x: area.x + 1, y: area.y + y + 5, width: area.width - 1, height: area.height.saturating_sub(y + 5) };
    put_lines(frame, rest, contract_of_part(state, editor, of, width.saturating_sub(2), usize::from(rest.height)));
}

/// As many parts as leave room for the rest.
fn parts_in_sight(height: u16) -> usize {
    usize::from(height.saturating_sub(14) / 2).max(3)
}

fn title(state: &State, of: &Row, width: usize) -> Line<'static> {
    let text = format!(
        " {}  {}  {}",
        words::day(of.payment.effective_date()),
        words::money(of.signed_money()),
        of.payment.counterparty().name
    );
    Line::styled(cells::cut(&text, width), state.theme.strong())
}

fn titles(state: &State) -> Line<'static> {
    let texts = &state.texts;
    let text = format!(
        "{}{}  {}  {}",
        " ".repeat(CONTRACT.0),
        cells::left(&texts.get("console-key-contract-card"), CONTRACT.1),
        cells::left(&texts.get("console-title-line"), LINE.1),
        cells::right(&texts.get("console-title-sum"), AMOUNT.1),
    );
    Line::styled(text, state.theme.dim())
}

fn part_line(state: &State, editor: &Editor, place: usize, part: &Part) -> Line<'static> {
    let style = |field: EditorField| if editor.field == field { state.theme.cursor() } else { Style::new() };
    let contract = match &part.contract {
        Some(id) => match state.session.index().contract(id) {
            Some(contract) => format!("{} {}", contract.number, contract.holder.name),
            None => id.to_string(),
        },
        None => state.texts.get("console-no-contract-yet"),
    };
    let line = part.line.map_or_else(|| "—".to_owned(), |line| line.to_string());
    let is_no_sum = part.sum().is_none() && !part.amount.text().is_empty();
    let amount_style = if is_no_sum {
        style(EditorField::Amount(place)).patch(state.theme.bad())
    } else {
        style(EditorField::Amount(place))
    };
    Line::from(vec![
        Span::styled(format!("{}  ", cells::right(&(place + 1).to_string(), CONTRACT.0 - 2)), state.theme.dim()),
        Span::styled(cells::left(&contract, CONTRACT.1), style(EditorField::Contract(place))),
        Span::raw("  "),
        Span::styled(cells::left(&line, LINE.1), style(EditorField::Line(place))),
        Span::raw("  "),
        Span::styled(cells::right(part.amount.text(), AMOUNT.1), amount_style),
        Span::styled(
            if is_no_sum { format!(" {}", state.texts.get("console-not-a-sum")) } else { String::new() },
            state.theme.bad(),
        ),
    ])
}

/// What is left of the payment, said in words too.
fn rest_line(state: &State, editor: &Editor) -> Line<'static> {
    let rest = editor.rest();
    let (key, style) = if rest.is_zero() {
        ("console-rest-none", state.theme.good())
    } else if rest.is_sign_negative() {
        ("console-rest-below", state.theme.bad())
    } else {
        ("console-rest", state.theme.careful())
    };
    let label = state.texts.get(key);
    let before = AMOUNT.0.saturating_sub(2);
    Line::from(vec![
        Span::styled(cells::right(&label, before), style),
        Span::raw("  "),
        Span::styled(cells::right(&kopecks_text(rest), AMOUNT.1), style),
    ])
}

fn field_line(state: &State, label: &str, value: &str, is_focused: bool) -> Line<'static> {
    let style = if is_focused { state.theme.cursor() } else { Style::new() };
    Line::from(vec![
        Span::styled(format!(" {}", cells::left(label, BELOW - 1)), state.theme.dim()),
        Span::styled(value.to_owned(), style),
    ])
}

/// Puts the real cursor where typing goes.
fn park_cursor(editor: &Editor, frame: &mut Frame<'_>, area: Rect, top: usize, below: u16) {
    let row_of = |part: usize| 5 + u16::try_from(part.saturating_sub(top)).unwrap_or(0);
    let (column, row) = match editor.field {
        EditorField::Contract(part) => (CONTRACT.0, row_of(part)),
        EditorField::Line(part) => (LINE.0, row_of(part)),
        EditorField::Amount(part) => {
            let field = editor.parts.get(part).map(|part| &part.amount);
            let typed = field.map_or(0, |field| cells::width(field.text()));
            let cursor = field.map_or(0, crate::console::state::Field::cursor_cells);
            (AMOUNT.0 + AMOUNT.1.saturating_sub(typed) + cursor, row_of(part))
        }
        EditorField::Kind => (BELOW, below + 2),
        EditorField::Comment => (BELOW + editor.comment.cursor_cells(), below + 3),
    };
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position { x: area.x + column, y: area.y + row });
}

/// The contract of the part under the cursor, with what the parts would add to it.
fn contract_of_part(state: &State, editor: &Editor, of: &Row, width: usize, rows: usize) -> Vec<Line<'static>> {
    let part = editor.part_at_cursor().and_then(|part| editor.parts.get(part));
    let Some(id) = part.or(editor.parts.first()).and_then(|part| part.contract.as_ref()) else {
        return vec![Line::styled(state.texts.get("console-editor-pick"), state.theme.dim())];
    };
    match state.session.index().contract(id) {
        Some(contract) => {
            let mut edited = of.clone();
            edited.decision.allocations = editor.allocations().ok();
            contract::preview(state, contract, Some(&edited), width, rows)
        }
        None => vec![Line::styled(state.texts.words(&Message::new("console-contract-gone")), state.theme.bad())],
    }
}
