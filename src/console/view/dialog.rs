//! Questions and reports in a box over the screen.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget as _};

use super::{cells, put_lines, words};
use crate::commit::{BatchReport, Progress, RowOutcome};
use crate::console::state::{Dialog, State, TakeBack};
use crate::crm::Abilities;
use crate::model::{BatchId, FlagKind, Message, PaymentId, Readiness, Row, kopecks_text};
use crate::store::Step;

/// Cells of the progress bar.
const BAR_CELLS: usize = 40;

pub(super) fn draw(state: &State, dialog: &Dialog, frame: &mut Frame<'_>, area: Rect) {
    let width = area.width.saturating_sub(8).min(76);
    let inner = usize::from(width).saturating_sub(4);
    let (title, lines) = content(state, dialog, inner, usize::from(area.height).saturating_sub(2));
    let text = draw_box(&title, lines, width, frame, area);
    frame.set_cursor_position(Position { x: text.x, y: text.y });
}

/// A box in the middle of the area; gives back where its text stands.
pub(super) fn draw_box(title: &str, lines: Vec<Line<'static>>, width: u16, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let rect = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    Clear.render(rect, frame.buffer_mut());
    Block::bordered().title(format!(" {title} ")).render(rect, frame.buffer_mut());
    let text = Rect { x: rect.x + 2, y: rect.y + 1, width: rect.width - 4, height: rect.height - 2 };
    put_lines(frame, text, lines);
    text
}

/// Asks before rows are taken back: which ones, for what sum, of which commit. The reason is typed
/// in the line below.
pub(super) fn draw_reason(state: &State, rows: &[PaymentId], frame: &mut Frame<'_>, area: Rect) {
    let texts = &state.texts;
    let width = area.width.saturating_sub(8).min(76);
    let inner = usize::from(width).saturating_sub(4);
    let question = Message::new("console-reason-question")
        .with("count", rows.len())
        .with("sum", sum_of(state, rows))
        .with("batch", batch_of(state, rows).map_or_else(|| "?".to_owned(), |batch| batch.0.to_string()));
    let mut lines: Vec<Line<'static>> =
        wrapped(&texts.words(&question), inner).into_iter().map(|line| line.style(state.theme.strong())).collect();
    lines.push(Line::default());
    let shown = usize::from(area.height).saturating_sub(10).clamp(3, 12);
    for row in rows.iter().take(shown).filter_map(|id| state.session.row(*id)) {
        lines.push(Line::raw(cells::cut(&row_in_words(state, row), inner)));
    }
    if rows.len() > shown {
        let more = Message::new("console-more-rows").with("count", rows.len() - shown);
        lines.push(Line::styled(texts.words(&more), state.theme.dim()));
    }
    lines.push(Line::default());
    let in_parts = rows.iter().filter_map(|id| state.session.row(*id)).filter(|row| row.allocations().len() > 1);
    match in_parts.count() {
        0 => {}
        count => {
            let told = Message::new("console-reason-parts").with("count", count);
            lines.extend(wrapped(&texts.words(&told), inner).into_iter().map(|line| line.style(state.theme.careful())));
        }
    }
    let gone = rows.iter().filter_map(|id| state.session.row(*id)).filter(|row| is_gone(row)).count();
    if gone > 0 && gone < rows.len() {
        let told = Message::new("console-reason-some-gone").with("count", gone);
        lines.extend(wrapped(&texts.words(&told), inner).into_iter().map(|line| line.style(state.theme.careful())));
    }
    let effect = if gone == rows.len() { "console-reason-effect-gone" } else { "console-reason-effect" };
    lines.extend(wrapped(&texts.get(effect), inner).into_iter().map(|line| line.style(state.theme.dim())));
    draw_box(&texts.get("console-take-back-key"), lines, width, frame, area);
}

/// Whether the CRM holds nothing of a row any more, so that taking it back sends nothing.
fn is_gone(row: &Row) -> bool {
    row.flags().iter().any(|flag| matches!(flag.kind, FlagKind::MissingInCrm | FlagKind::TakenBackInCrm))
}

/// `12.10  450 000,00 ₽  Петрова М. П. → К-12/5-45`.
fn row_in_words(state: &State, row: &Row) -> String {
    let contract = row.allocations().first().map_or_else(String::new, |part| words::number_of(state, &part.contract));
    format!(
        "{}  {}  {} → {contract}",
        words::short_day(row.payment.effective_date()),
        words::money(row.signed_money()),
        cells::name(&row.payment.counterparty().name, 26).trim_end(),
    )
}

fn sum_of(state: &State, rows: &[PaymentId]) -> String {
    words::moneys(&words::sums_of(rows.iter().filter_map(|id| state.session.row(*id))))
}

/// The commit that brought these rows into the CRM, where it is one for all of them.
fn batch_of(state: &State, rows: &[PaymentId]) -> Option<BatchId> {
    let in_force = state.session.steps().iter().take(state.session.steps_in_force());
    in_force.rev().find_map(|step| match step {
        Step::Committed { batch, rows: committed } if rows.iter().all(|id| committed.contains(id)) => Some(*batch),
        _ => None,
    })
}

/// The last step is a commit: what can be taken back of it.
fn take_back(
    state: &State,
    batch: BatchId,
    rows: &[PaymentId],
    here: Option<PaymentId>,
    at: usize,
    width: usize,
) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let with_numbers = |key: &str| {
        Message::new(key).with("count", rows.len()).with("sum", sum_of(state, rows)).with("batch", batch.0.to_string())
    };
    let mut lines = wrapped(&texts.words(&with_numbers("console-take-back-question")), width);
    lines.push(Line::default());
    for (place, answer) in TakeBack::answers(here).into_iter().enumerate() {
        let text = match answer {
            TakeBack::Here(id) => {
                let row = state.session.row(id).map_or_else(String::new, |row| row_in_words(state, row));
                texts.words(&Message::new("console-take-back-here").with("row", row))
            }
            TakeBack::All => texts.words(&with_numbers("console-take-back-all")),
            TakeBack::Nothing => texts.get("console-take-back-nothing"),
        };
        let style = if place == at { state.theme.cursor() } else { Style::new() };
        let sign = if place == at { "›" } else { " " };
        lines.push(Line::styled(cells::left(&format!("{sign} {text}"), width), style));
    }
    lines
}

fn content(state: &State, dialog: &Dialog, width: usize, rows: usize) -> (String, Vec<Line<'static>>) {
    let texts = &state.texts;
    match dialog {
        Dialog::Commit { rows } => (texts.get("console-commit-title"), commit(state, rows, width)),
        Dialog::AssignMany { rows, contract } => {
            let sum = words::moneys(&words::sums_of(rows.iter().filter_map(|id| state.session.row(*id))));
            let question = Message::new("console-assign-question")
                .with("count", rows.len())
                .with("sum", sum)
                .with("contract", words::number_of(state, contract));
            (texts.get("console-assign-title"), wrapped(&texts.words(&question), width))
        }
        Dialog::TakeBack { batch, rows: taken, here, at } => {
            (texts.get("console-take-back-title"), take_back(state, *batch, taken, *here, *at, width))
        }
        Dialog::Progress { is_reversal, progress, elapsed, is_cancelled } => {
            let key = if *is_reversal { "console-reversing-title" } else { "console-committing-title" };
            (texts.get(key), running(state, *progress, *elapsed, *is_cancelled, width))
        }
        Dialog::Summary { is_reversal, report } => {
            let key = if *is_reversal { "console-reversed-title" } else { "console-committed-title" };
            (texts.get(key), summary(state, *is_reversal, report, width, rows))
        }
        Dialog::NotSaved { why } => {
            let mut lines = wrapped(&texts.words(why), width);
            lines.push(Line::default());
            lines.extend(wrapped(&texts.get("console-not-saved-next"), width));
            (texts.get("console-not-saved-title"), lines)
        }
    }
}

pub(super) fn wrapped(text: &str, width: usize) -> Vec<Line<'static>> {
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
    let refunds = || rows.iter().filter(|row| row.kind().is_outgoing());
    if refunds().next().is_some() {
        let told = Message::new("console-commit-refunds")
            .with("count", refunds().count())
            .with("sum", words::moneys(&words::sums_of(refunds())));
        lines.extend(wrapped(&texts.words(&told), width).into_iter().map(|line| line.style(state.theme.careful())));
    }
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
    for key in effects(&state.link.abilities) {
        lines.extend(wrapped(&texts.get(key), width).into_iter().map(|line| line.style(state.theme.dim())));
    }
    lines
}

/// What a commit does in the CRM beside the payments, and whether it can be taken back.
fn effects(abilities: &Abilities) -> impl Iterator<Item = &'static str> {
    let undo = if abilities.reversal { "console-commit-undo" } else { "console-commit-no-undo" };
    let stages = abilities.stages.then_some("console-commit-stages");
    let notices = abilities.notices.then_some("console-commit-notices");
    stages.into_iter().chain(notices).chain([undo])
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
    let reached = state.link.reached(progress);
    let cells = |rows: usize| (rows * bar_cells).checked_div(progress.total).unwrap_or(bar_cells).min(bar_cells);
    let (filled, begun) = (cells(progress.done), cells(reached));
    let signs = [('█', filled), ('▒', begun.saturating_sub(filled)), ('░', bar_cells - begun.max(filled))];
    let bar: String = signs.into_iter().flat_map(|(sign, count)| std::iter::repeat_n(sign, count)).collect();
    let mut counted = Message::new("console-progress").with("done", progress.done).with("total", progress.total);
    // Sums of several currencies do not add up to anything.
    let rows = state.batch.as_ref().map_or_else(Vec::new, |batch| words::sums_of(batch.rows.iter()));
    if let [sum] = rows.as_slice() {
        counted = Message::new("console-progress-sum")
            .with("progress", counted)
            .with("sum", kopecks_text(progress.sum_done))
            .with("all", words::money(*sum));
    }
    let mut lines = vec![Line::raw(bar), Line::raw(texts.words(&counted))];
    if rows.len() > 1 {
        lines.push(Line::raw(words::moneys(&rows)));
    }
    if let Some(writing) = state.link.writing {
        let message = Message::new("console-progress-writing").with("done", writing.done).with("total", writing.total);
        lines.push(Line::raw(texts.words(&message)));
    }
    let in_call = state.link.writing.map(|written| (written.of_rows(progress.in_flight), written.elapsed));
    let (done, took) = in_call.filter(|(rows, _)| *rows > 0).unwrap_or((progress.done, elapsed));
    if let Some(left) = time_left(done, progress.total.saturating_sub(reached), took) {
        let seconds = left.as_secs() + 1;
        let message = if seconds < 60 {
            Message::new("console-seconds-left").with("count", seconds)
        } else {
            Message::new("console-minutes-left").with("count", seconds.div_ceil(60))
        };
        lines.push(Line::raw(texts.words(&message)));
    }
    if let Some(pause) = &state.link.pause {
        let message = Message::new("console-link-pause").with("why", pause.why.clone()).with("seconds", pause.seconds);
        lines.push(Line::styled(texts.words(&message), state.theme.careful()));
    }
    if is_cancelled {
        let stopping = wrapped(&texts.get("console-stopping"), width);
        lines.extend(stopping.into_iter().map(|line| line.style(state.theme.careful())));
    }
    lines
}

/// What is left if the rest takes as long as what is done did.
fn time_left(done: usize, rest: usize, elapsed: Duration) -> Option<Duration> {
    let rest = u32::try_from(rest).ok().filter(|rest| *rest > 0)?;
    let done = u32::try_from(done).ok().filter(|done| *done > 0)?;
    Some(elapsed.saturating_mul(rest) / done)
}

/// What became of the batch: how many rows each way, and the reason of each that failed.
fn summary(state: &State, is_reversal: bool, report: &BatchReport, width: usize, rows: usize) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let already = if is_reversal { "console-outcome-already-reversed" } else { "console-outcome-already" };
    let outcomes = [
        (RowOutcome::Committed, "console-outcome-committed", state.theme.good()),
        (RowOutcome::Already, already, state.theme.settled()),
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
        let sum = words::moneys(&words::sums_of(of_it.iter().copied()));
        let message = Message::new(key).with("count", of_it.len()).with("sum", sum);
        lines.push(Line::styled(texts.words(&message), style));
    }
    if report.results.iter().filter(|result| result.outcome == RowOutcome::Reversed).count() > 1 {
        lines.extend(wrapped(&texts.get("console-reversed-marked"), width));
    }
    if !report.unsent.is_empty() {
        let message = Message::new("console-outcome-unsent").with("count", report.unsent.len());
        lines.push(Line::styled(texts.words(&message), state.theme.careful()));
    }
    if let Some(why) = &report.stopped {
        lines.extend(wrapped(&texts.words(why), width));
    }
    for warning in &report.warnings {
        lines.extend(wrapped(&texts.words(warning), width).into_iter().map(|line| line.style(state.theme.careful())));
    }
    let failed: Vec<_> = report.results.iter().filter(|result| result.error.is_some()).collect();
    if !failed.is_empty() {
        lines.push(Line::default());
    }
    let room = rows.saturating_sub(3);
    let mut told = 0;
    for result in &failed {
        let why = result.error.as_ref().map_or_else(String::new, |error| texts.words(error));
        let text = format!(
            "№ {}  {}  {} — {why}",
            result.row.payment.number,
            words::money(result.row.signed_money()),
            result.row.payment.counterparty().name,
        );
        let text = wrapped(&text, width);
        if lines.len() + text.len() > room {
            break;
        }
        lines.extend(text);
        told += 1;
    }
    if failed.len() > told {
        let more = Message::new("console-more-failed").with("count", failed.len() - told);
        lines.push(Line::styled(texts.words(&more), state.theme.dim()));
    }
    lines
}
