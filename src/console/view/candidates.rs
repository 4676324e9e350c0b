//! The numbered candidates of the row under the cursor.

use ratatui::text::{Line, Span};

use super::{cells, words};
use crate::console::state::State;
use crate::model::{Bits, Candidate, FlagKind, Message, Row, kopecks_text};

/// The candidates in so many lines; where there are more, the last line says so.
pub(super) fn lines(state: &State, row: &Row, width: usize, rows: usize) -> Vec<Line<'static>> {
    let candidates = &row.finding.candidates;
    if candidates.is_empty() {
        return vec![Line::styled(format!(" {}", state.texts.get("console-no-candidates")), state.theme.dim())];
    }
    let fits = candidates.len() <= rows;
    let shown = if fits { candidates.len() } else { rows.saturating_sub(1) };
    let mut lines: Vec<Line<'static>> = candidates
        .iter()
        .take(shown)
        .enumerate()
        .map(|(place, candidate)| line(state, row, place, candidate, width))
        .collect();
    if !fits {
        let more = Message::new("console-more-candidates").with("count", candidates.len() - shown);
        lines.push(Line::styled(format!("   {}", state.texts.words(&more)), state.theme.dim()));
    }
    lines
}

/// `1 К-12/5-45  Петрова М. П.  кв. 45  график 5: 450 000,00  +31 бит  номер +14 ФИО +9`.
fn line(state: &State, row: &Row, place: usize, candidate: &Candidate, width: usize) -> Line<'static> {
    let contract = state.session.index().contract(&candidate.contract);
    let is_chosen = row.allocations().first().is_some_and(|part| part.contract == candidate.contract);
    let number = words::number_of(state, &candidate.contract);
    let holder = contract.map_or("", |contract| contract.holder.name.as_str());
    let unit = contract.and_then(|contract| contract.unit.as_ref()).map(|unit| words::unit(&state.texts, unit));
    // Evidence stands beside a candidate only where the rest has its room.
    let is_wide = width >= 110;
    let mut spans = vec![
        Span::styled(if is_chosen { "✓" } else { " " }, state.theme.good()),
        Span::styled((place + 1).to_string(), state.theme.key()),
        Span::raw(" "),
        Span::styled(cells::left(&number, if is_wide { 18 } else { 14 }), state.theme.strong()),
        Span::raw(" "),
        Span::raw(cells::name(holder, if is_wide { 24 } else { 16 })),
        Span::raw(" "),
        Span::raw(cells::left(&unit.unwrap_or_default(), 7)),
        Span::raw(" "),
        Span::raw(cells::left(&plan(state, row, candidate), 22)),
        Span::raw(" "),
    ];
    let bits = Message::new("console-bits").with("bits", format!("{:+}", candidate.bits));
    spans.push(Span::styled(cells::right(&state.texts.words(&bits), 9), state.theme.strong()));
    if place == 0
        && row.finding.candidates.len() > 1
        && let Some(margin) = row.finding.margin
    {
        let margin = Message::new("console-margin").with("bits", format!("{margin:+}"));
        let text = format!("  {}", state.texts.words(&margin));
        let taken: usize = spans.iter().map(Span::width).sum();
        if taken + cells::width(&text) <= width {
            spans.push(Span::styled(text, state.theme.dim()));
        }
    }
    if is_wide {
        for evidence in candidate.evidence.iter().filter(|evidence| evidence.bits != Bits::ZERO) {
            let style = if evidence.bits < Bits::ZERO { state.theme.bad() } else { state.theme.dim() };
            spans.push(Span::styled(
                format!("  {} {:+}", words::evidence(&state.texts, evidence.kind), evidence.bits),
                style,
            ));
        }
    }
    Line::from(spans)
}

/// Where the money would go: `график 5: 450 000,00`.
fn plan(state: &State, row: &Row, candidate: &Candidate) -> String {
    let contract = state.session.index().contract(&candidate.contract);
    let is_other_currency = contract.is_some_and(|contract| contract.currency != row.payment.currency());
    let sum = candidate.allocations.iter().map(|part| part.amount).sum::<rust_decimal::Decimal>();
    let lines: Vec<u32> = candidate.allocations.iter().filter_map(|part| part.line).collect();
    let sum = kopecks_text(if row.kind().is_outgoing() { -sum } else { sum });
    match (candidate.allocations.is_empty(), lines.first(), lines.last()) {
        (true, ..) if is_other_currency => words::flag(&state.texts, FlagKind::WrongCurrency),
        (true, ..) if row.kind().is_outgoing() => state.texts.get("console-nothing-paid"),
        (true, ..) => state.texts.get("console-nothing-due"),
        (_, Some(first), Some(last)) if first == last => {
            state.texts.words(&Message::new("console-plan-line").with("line", *first).with("sum", sum))
        }
        (_, Some(first), Some(last)) => state
            .texts
            .words(&Message::new("console-plan-lines").with("first", *first).with("last", *last).with("sum", sum)),
        _ => sum,
    }
}
