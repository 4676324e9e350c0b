//! The contract search: what was typed, what was found, and what the payment would do there.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{cells, contract, paint, put, put_lines, words};
use crate::console::state::{Loading, Screen, SearchFor, SearchPane, State};
use crate::crm::PostedPart;
use crate::model::{Contract, Message, Row, kopecks_text};
use crate::search::{Hit, names_text};

pub(super) fn draw(state: &State, pane: &SearchPane, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    put(frame, area, 0, &title(state, pane, width));
    let label = format!(" {} ", state.texts.get("console-search-label"));
    let at = cells::width(&label);
    put(
        frame,
        area,
        1,
        &Line::from(vec![Span::styled(label, state.theme.key()), Span::raw(pane.field.text().to_owned())]),
    );
    let column = u16::try_from(at + pane.field.cursor_cells()).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
    frame.set_cursor_position(Position { x: area.x + column, y: area.y + 1 });
    put(frame, area, 2, &found_line(state, pane));
    let preview_width = if area.width >= 120 { area.width / 2 } else { 0 };
    let below = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area };
    let (list, preview) = if preview_width > 0 {
        let list = Rect { width: below.width - preview_width, ..below };
        (list, Rect { x: list.right() + 1, width: preview_width - 1, ..below })
    } else {
        // A short list leaves its room to the preview.
        let hits = u16::try_from(pane.result.hits.len()).unwrap_or(u16::MAX);
        let list = Rect { height: hits.clamp(2, below.height / 3), ..below };
        (list, Rect { x: below.x + 1, y: list.bottom(), width: below.width - 1, height: below.height - list.height })
    };
    draw_hits(state, pane, frame, list);
    draw_preview(state, pane, frame, preview);
}

/// For which payment.
fn title(state: &State, pane: &SearchPane, width: usize) -> Line<'static> {
    let text = match (&pane.wanted_for, row_of(state, pane)) {
        (SearchFor::Rows(rows), _) if rows.len() > 1 => {
            let sum = words::moneys(&words::sums_of(rows.iter().filter_map(|id| state.session.row(*id))));
            state.texts.words(&Message::new("console-search-many").with("count", rows.len()).with("sum", sum))
        }
        (_, Some(row)) => format!(
            "{}  {}  {} — {}",
            words::short_day(row.payment.effective_date()),
            words::money(row.signed_money()),
            row.payment.counterparty().name,
            row.payment.purpose.replace('\n', " ")
        ),
        (_, None) => String::new(),
    };
    Line::styled(cells::cut(&format!(" {text}"), width), state.theme.strong())
}

/// The payment that the search is for.
fn row_of<'a>(state: &'a State, pane: &SearchPane) -> Option<&'a Row> {
    match &pane.wanted_for {
        SearchFor::Rows(rows) => state.session.row(*rows.first()?),
        SearchFor::Part(_) => state.screens.iter().find_map(|screen| match screen {
            Screen::Editor(editor) => state.session.row(editor.row),
            _ => None,
        }),
    }
}

/// How many were found, and what was tried.
fn found_line(state: &State, pane: &SearchPane) -> Line<'static> {
    let mut parts = vec![if pane.result.total == 0 {
        state.texts.get("console-search-none")
    } else {
        state.texts.words(&Message::new("console-search-found").with("count", pane.result.total))
    }];
    if pane.result.total > 0 && !pane.result.has_exact() {
        parts.push(state.texts.get("console-search-not-exact"));
    }
    if let Some(twin) = &pane.result.also_searched {
        parts.push(state.texts.words(&Message::new("console-search-also").with("query", twin.as_str())));
    }
    let style = if pane.result.has_exact() { state.theme.dim() } else { state.theme.careful() };
    Line::styled(format!(" {}", parts.join(" · ")), style)
}

fn draw_hits(state: &State, pane: &SearchPane, frame: &mut Frame<'_>, area: Rect) {
    let height = usize::from(area.height).max(1);
    // The list moves by half of its height, so that most keys send few bytes.
    let half = (height / 2).max(1);
    let top = (pane.cursor / half * half).saturating_sub(half / 2).min(pane.result.hits.len().saturating_sub(height));
    let contracts = state.session.index().contracts();
    let is_refund = row_of(state, pane).is_some_and(|row| row.kind().is_outgoing());
    let found: Vec<&Contract> = pane.result.hits.iter().filter_map(|hit| contracts.get(hit.contract)).collect();
    let widths = Widths::of(state, &found, is_refund, usize::from(area.width));
    for (row, (at, hit)) in (0..area.height).zip(pane.result.hits.iter().enumerate().skip(top)) {
        let Some(contract) = contracts.get(hit.contract) else { continue };
        put(frame, area, row, &hit_line(state, hit, contract, is_refund, &widths));
        if at == pane.cursor {
            paint(frame, area, row, state.theme.cursor());
        }
    }
}

/// Cells between the columns of the hits and around them.
const HIT_GAPS: usize = 5;
/// With fewer cells than these names take those that number and unit do not need.
const NAMES_CELLS_FEW: usize = 24;

/// Cells of the columns of the hits.
struct Widths {
    number: usize,
    names: usize,
    unit: usize,
    tail: usize,
}

impl Widths {
    /// The sum at the end is never cut. Where that leaves few cells for names, number and unit take no
    /// more than the widest of all hits needs, so that nothing moves while one scrolls.
    fn of(state: &State, contracts: &[&Contract], is_refund: bool, width: usize) -> Self {
        let widest = |text: &dyn Fn(&Contract) -> String| {
            contracts.iter().map(|contract| cells::width(&text(contract))).max().unwrap_or(0)
        };
        let tail = widest(&|contract| tail(state, contract, is_refund).0).max(14);
        let (mut number, mut unit) = (18, 9);
        if width.saturating_sub(number + unit + tail + HIT_GAPS) < NAMES_CELLS_FEW {
            number = widest(&|contract| contract.number.clone()).min(number);
            unit = widest(&|contract| unit_text(state, contract)).min(unit);
        }
        Self { number, unit, tail, names: width.saturating_sub(number + unit + tail + HIT_GAPS).max(10) }
    }
}

/// What is due, or why nothing may be paid; for a refund, what is paid. And whether it is a warning.
fn tail(state: &State, contract: &Contract, is_refund: bool) -> (String, bool) {
    if !is_refund && !contract.status.takes_payments() {
        return (words::status(&state.texts, contract.status), true);
    }
    let said = match is_refund {
        true if contract.paid.is_zero() => state.texts.get("console-nothing-paid"),
        true => kopecks_text(contract.paid),
        false if contract.due().is_zero() => state.texts.get("console-paid-up"),
        false => kopecks_text(contract.due()),
    };
    (said, false)
}

fn hit_line(state: &State, hit: &Hit, contract: &Contract, is_refund: bool, widths: &Widths) -> Line<'static> {
    let (tail, is_dead) = tail(state, contract, is_refund);
    let plain = if is_dead { state.theme.dim() } else { Style::new() };
    let mut spans = vec![Span::raw(" ")];
    spans.extend(cell(state, &contract.number, &hit.in_number, widths.number, plain));
    spans.push(Span::raw(" "));
    spans.extend(cell(state, &names_text(contract), &hit.in_names, widths.names, plain));
    spans.push(Span::raw(" "));
    let (unit, marks) = unit_with_marks(state, hit, contract);
    spans.extend(cell(state, &unit, &marks, widths.unit, plain));
    spans.push(Span::raw(" "));
    let style = if is_dead { state.theme.bad() } else { state.theme.dim() };
    spans.push(Span::styled(cells::right(&tail, widths.tail), style));
    Line::from(spans)
}

/// A text in exactly so many cells with its marks.
fn cell(state: &State, text: &str, marks: &[Range<usize>], width: usize, plain: Style) -> Vec<Span<'static>> {
    let fitted = cells::left(text, width);
    // What is kept of the text agrees with it byte for byte; marks beyond it fall away.
    let kept = fitted.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
    let marks: Vec<(Range<usize>, Style)> = marks
        .iter()
        .map(|range| (range.start.min(kept)..range.end.min(kept), state.theme.agrees()))
        .filter(|(range, _)| !range.is_empty() && fitted.get(range.clone()).is_some())
        .collect();
    let end = fitted.len();
    cells::marked(&fitted, 0..end, &marks, plain)
}

fn unit_text(state: &State, contract: &Contract) -> String {
    contract.unit.as_ref().map_or_else(String::new, |unit| words::unit(&state.texts, unit))
}

/// `кв. 45`, with the marks of the number moved behind the word.
fn unit_with_marks(state: &State, hit: &Hit, contract: &Contract) -> (String, Vec<Range<usize>>) {
    let Some(unit) = &contract.unit else { return (String::new(), Vec::new()) };
    let text = unit_text(state, contract);
    let before = text.len().saturating_sub(unit.number.len());
    let marks = hit.in_unit.iter().map(|range| range.start + before..range.end + before).collect();
    (text, marks)
}

/// The contract under the cursor: holder, unit, schedule, earlier payments, and what this payment
/// would close.
fn draw_preview(state: &State, pane: &SearchPane, frame: &mut Frame<'_>, area: Rect) {
    let chosen = pane.chosen().and_then(|hit| state.session.index().contracts().get(hit.contract));
    let Some(of) = chosen else { return };
    let width = usize::from(area.width).saturating_sub(1);
    let height = usize::from(area.height);
    let earlier = earlier_payments(state, pane, of, width);
    let earlier_rows = earlier.len().min(if height >= 24 { 8 } else { 3 });
    let mut lines = contract::preview(state, of, row_of(state, pane), width, height.saturating_sub(earlier_rows));
    lines.truncate(height.saturating_sub(earlier_rows));
    // The newest payments count most; the title stays.
    let skipped = earlier.len() - earlier_rows;
    lines.extend(earlier.into_iter().enumerate().filter(|(at, _)| *at == 0 || *at > skipped).map(|(_, line)| line));
    put_lines(frame, area, lines);
}

fn earlier_payments(state: &State, pane: &SearchPane, of: &Contract, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(state.texts.get("console-card-payments"), state.theme.strong())];
    match &pane.preview {
        Loading::Waiting => lines.push(Line::styled(state.texts.get("console-loading"), state.theme.dim())),
        Loading::Failed(why) => lines.push(Line::styled(state.texts.words(why), state.theme.bad())),
        Loading::Here(data) => {
            let parts: Vec<&PostedPart> = data.payments.iter().filter(|part| part.contract == of.id).collect();
            lines.extend(contract::payments(state, &parts, width));
        }
    }
    lines
}
