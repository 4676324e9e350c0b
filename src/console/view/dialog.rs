//! Questions and reports in a box over the screen.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget as _};
use rust_decimal::Decimal;

use super::{cells, put_lines, words};
use crate::commit::{BatchReport, Progress, RowOutcome};
use crate::console::state::{Dialog, State};
use crate::model::{Message, Money, Readiness, Row, kopecks_text};

/// Cells of the progress bar.
const BAR_CELLS: usize = 40;

pub(super) fn draw(state: &State, dialog: &Dialog, frame: &mut Frame<'_>, area: Rect) {
    let width = area.width.saturating_sub(8).min(76);
    let inner = usize::from(width).saturating_sub(4);
    let (title, lines) = content(state, dialog, inner, usize::from(area.height).saturating_sub(2));
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let rect = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    Clear.render(rect, frame.buffer_mut());
    Block::bordered().title(format!(" {title} ")).render(rect, frame.buffer_mut());
    let text = Rect { x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2 };
    put_lines(frame, text, lines);
    frame.set_cursor_position(Position { x: text.x, y: text.y });
}

fn content(state: &State, dialog: &Dialog, width: usize, rows: usize) -> (String, Vec<Line<'static>>) {
    let texts = &state.texts;
    match dialog {
        Dialog::Commit { rows } => (texts.get("console-commit-title"), commit(state, rows, width)),
        Dialog::AssignMany { rows, contract } => {
            let sum: Decimal =
                rows.iter().filter_map(|id| state.session.row(*id)).map(|row| row.payment.amount.amount).sum();
            let question = Message::new("console-assign-question")
                .with("count", rows.len())
                .with("sum", sum)
                .with("contract", words::number_of(state, contract));
            (texts.get("console-assign-title"), wrapped(&texts.words(&question), width))
        }
        Dialog::Progress { is_reversal, progress, elapsed, is_cancelled } => {
            let key = if *is_reversal { "console-reversing-title" } else { "console-committing-title" };
            (texts.get(key), running(state, *progress, *elapsed, *is_cancelled, width))
        }
        Dialog::Summary { is_reversal, report } => {
            let key = if *is_reversal { "console-reversed-title" } else { "console-committed-title" };
            (texts.get(key), summary(state, report, width, rows))
        }
        Dialog::NotSaved { why } => {
            let mut lines = wrapped(&texts.words(why), width);
            lines.push(Line::default());
            lines.extend(wrapped(&texts.get("console-not-saved-next"), width));
            (texts.get("console-not-saved-title"), lines)
        }
    }
}

fn wrapped(text: &str, width: usize) -> Vec<Line<'static>> {
    cells::wrap(text, width)
        .into_iter()
        .map(|range| Line::raw(text.get(range).unwrap_or_default().to_owned()))
        .collect()
}

/// How many go, for what sum, and what is left out.
fn commit(state: &State, rows: &[Row], width: usize) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let counts = state.session.counts();
    let question = Message::new("console-commit-question")
        .with("count", rows.len())
        .with("sum", words::moneys(&counts.sums(Readiness::Ready)))
        .with("crm", texts.words(&state.header.crm));
    let mut lines: Vec<Line<'static>> =
        wrapped(&texts.words(&question), width).into_iter().map(|line| line.style(state.theme.strong())).collect();
    lines.push(Line::default());
    let left_out: Vec<Line<'static>> = Readiness::ALL
        .into_iter()
        .filter(|readiness| {
            !matches!(readiness, Readiness::Ready | Readiness::Committed) && counts.rows(*readiness) > 0
        })
        .map(|readiness| {
            let text = format!(
                "  {} {} {}  {}",
                readiness.glyph(),
                cells::left(&words::readiness(texts, readiness), 10),
                cells::right(&counts.rows(readiness).to_string(), 5),
                words::moneys(&counts.sums(readiness)),
            );
            Line::styled(text, state.theme.readiness(readiness))
        })
        .collect();
    if !left_out.is_empty() {
        lines.push(Line::raw(texts.get("console-commit-left-out")));
        lines.extend(left_out);
        lines.push(Line::default());
    }
    lines.extend(
        wrapped(&texts.get("console-commit-undo"), width).into_iter().map(|line| line.style(state.theme.dim())),
    );
    lines
}

fn running(
    state: &State,
    progress: Progress,
    elapsed: Duration,
    is_cancelled: bool,
    width: usize,
) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let bar_cells = BAR_CELLS.min(width);
    let filled = (progress.done * bar_cells).checked_div(progress.total).unwrap_or(bar_cells);
    let bar: String = std::iter::repeat_n('█', filled).chain(std::iter::repeat_n('░', bar_cells - filled)).collect();
    let counted = Message::new("console-progress")
        .with("done", progress.done)
        .with("total", progress.total)
        .with("sum", progress.sum_done)
        .with("all", progress.sum_total);
    let mut lines = vec![Line::raw(bar), Line::raw(texts.words(&counted))];
    if let Some(left) = time_left(progress, elapsed) {
        let seconds = left.as_secs() + 1;
        let message = if seconds < 60 {
            Message::new("console-seconds-left").with("count", seconds)
        } else {
            Message::new("console-minutes-left").with("count", seconds.div_ceil(60))
        };
        lines.push(Line::raw(texts.words(&message)));
    }
    if is_cancelled {
        lines.push(Line::styled(texts.get("console-stopping"), state.theme.careful()));
    }
    lines
}

/// What is left if the rest takes as long as what is done did.
fn time_left(progress: Progress, elapsed: Duration) -> Option<Duration> {
    let done = u32::try_from(progress.done).ok().filter(|done| *done > 0)?;
    let rest = u32::try_from(progress.total.saturating_sub(progress.done)).ok().filter(|rest| *rest > 0)?;
    Some(elapsed.saturating_mul(rest) / done)
}

/// What became of the batch: how many rows each way, and the reason of each that failed.
fn summary(state: &State, report: &BatchReport, width: usize, rows: usize) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let outcomes = [
        (RowOutcome::Committed, "console-outcome-committed", state.theme.good()),
        (RowOutcome::Already, "console-outcome-already", state.theme.settled()),
        (RowOutcome::Reversed, "console-outcome-reversed", state.theme.good()),
        (RowOutcome::Refused, "console-outcome-refused", state.theme.bad()),
        (RowOutcome::Unknown, "console-outcome-unclear", state.theme.bad()),
    ];
    let mut lines = Vec::new();
    for (outcome, key, style) in outcomes {
        let of_it: Vec<&Row> =
            report.results.iter().filter(|result| result.outcome == outcome).map(|result| &result.row).collect();
        if of_it.is_empty() {
            continue;
        }
        let sum = words::moneys(&sums_of(&of_it));
        let message = Message::new(key).with("count", of_it.len()).with("sum", sum);
        lines.push(Line::styled(texts.words(&message), style));
    }
    if !report.unsent.is_empty() {
        let message = Message::new("console-outcome-unsent").with("count", report.unsent.len());
        lines.push(Line::styled(texts.words(&message), state.theme.careful()));
    }
    if let Some(why) = &report.stopped {
        lines.extend(wrapped(&texts.words(why), width));
    }
    let failed: Vec<_> = report.results.iter().filter(|result| result.error.is_some()).collect();
    if !failed.is_empty() {
        lines.push(Line::default());
    }
    let room = rows.saturating_sub(lines.len() + 2);
    for result in failed.iter().take(room) {
        let why = result.error.as_ref().map_or_else(String::new, |error| texts.words(error));
        let text = format!(
            "№ {}  {}  {} — {why}",
            result.row.payment.number,
            kopecks_text(result.row.payment.amount.amount),
            result.row.payment.counterparty().name,
        );
        lines.push(Line::raw(cells::cut(&text, width)));
    }
    if failed.len() > room {
        let more = Message::new("console-more-failed").with("count", failed.len() - room);
        lines.push(Line::styled(texts.words(&more), state.theme.dim()));
    }
    lines
}

/// The sums of rows, one a currency.
fn sums_of(rows: &[&Row]) -> Vec<Money> {
    let mut sums: std::collections::BTreeMap<crate::model::Currency, Decimal> = std::collections::BTreeMap::new();
    for row in rows {
        *sums.entry(row.payment.currency()).or_default() += row.payment.amount.amount;
    }
    sums.into_iter().map(|(currency, amount)| Money::new(amount, currency)).collect()
}
