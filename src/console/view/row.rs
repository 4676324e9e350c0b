//! One row: its line in the table, its reason, its purpose, its full account.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::columns::{Columns, GAP};
use super::{cells, words};
use crate::console::state::State;
use crate::matching;
use crate::model::{Bits, CommitState, Message, Readiness, Row};

/// A row of the table.
pub(super) fn line(state: &State, row: &Row, columns: &Columns) -> Line<'static> {
    let readiness = row.readiness();
    let style = state.theme.readiness(readiness);
    let text_style = if readiness == Readiness::Excluded { state.theme.dim() } else { Style::new() };
    let is_marked = state.session.view().marks.contains(&row.payment.id);
    let mut spans = vec![
        Span::styled(if is_marked { "»" } else { " " }, state.theme.key()),
        Span::styled(readiness.glyph().to_string(), style),
        Span::raw(" "),
    ];
    let mut cell = |text: String, style: Style| {
        if !text.is_empty() {
            spans.push(Span::styled(text, style));
            spans.push(Span::raw(" ".repeat(GAP)));
        }
    };
    let party = row.payment.counterparty();
    let date = row.payment.effective_date();
    cell(cells::left(&words::readiness(&state.texts, readiness), columns.word), style);
    cell(if columns.date >= 10 { words::day(date) } else { words::short_day(date) }, text_style);
    cell(cells::right(&words::sum_cell(row.signed_money()), columns.sum), text_style);
    cell(cells::name(&party.name, columns.payer), text_style);
    cell(cells::left(party.tax_id.as_ref().map_or("", |tax_id| tax_id.as_str()), columns.tax_id), text_style);
    cell(cells::left(&row.payment.number, columns.number), text_style);
    cell(cells::left(&contract_cell(state, row), columns.contract), text_style);
    cell(cells::list(&reason_words(state, row), columns.reason), style);
    cell(cells::left(&row.payment.purpose.replace('\n', " "), columns.purpose), state.theme.dim());
    Line::from(spans)
}

/// Which contract the row goes to, or what is to be chosen from.
fn contract_cell(state: &State, row: &Row) -> String {
    let allocations = row.allocations();
    if let Some(first) = allocations.first() {
        let number = words::number_of(state, &first.contract);
        let is_single = allocations.iter().all(|part| part.contract == first.contract);
        return match (is_single, allocations.len(), first.line) {
            (true, 1, Some(line)) => format!("{number} / {line}"),
            (true, 1, None) => number,
            (true, ..) => {
                // A refund takes the last line first.
                let lines = || allocations.iter().filter_map(|part| part.line);
                match (lines().min(), lines().max()) {
                    (Some(from), Some(to)) => format!("{number} / {from}–{to}"),
                    _ => number,
                }
            }
            (false, count, _) => format!("{number} +{}", count - 1),
        };
    }
    match row.finding.candidates.as_slice() {
        [] => "—".to_owned(),
        [only] if row.readiness().needs_person() => format!("{}?", words::number_of(state, &only.contract)),
        several if row.readiness().needs_person() => {
            state.texts.words(&Message::new("console-cell-choose").with("count", several.len().min(9)))
        }
        _ => "—".to_owned(),
    }
}

/// Why, in a few words: what stops it, else what speaks for it.
fn reason_words(state: &State, row: &Row) -> Vec<String> {
    match &row.commit {
        CommitState::Committed { reference, .. } => {
            let reference = Message::new("console-cell-committed").with("reference", reference.to_string());
            let posted = state.texts.words(&reference);
            let changes = row.flags_of_change().into_iter().map(|flag| words::flag(&state.texts, flag.kind));
            return changes.chain([posted]).collect();
        }
        CommitState::Unknown => return vec![state.texts.get("console-outcome-unknown")],
        CommitState::Refused(refusal) => return vec![state.texts.words(&refusal.message)],
        CommitState::Open => {}
    }
    let mut reasons: Vec<String> = row.flags().iter().map(|flag| words::flag(&state.texts, flag.kind)).collect();
    if row.decision.excluded == Some(true) {
        reasons.insert(0, state.texts.get("console-by-person-excluded"));
    } else if row.decision.allocations.is_some() {
        reasons.push(state.texts.get("console-by-person"));
    } else if let Some(best) = row.finding.candidates.first() {
        let mut kinds = Vec::new();
        for evidence in best.evidence.iter().filter(|evidence| evidence.bits > Bits::ZERO) {
            let word = words::evidence(&state.texts, evidence.kind);
            if !kinds.contains(&word) {
                kinds.push(word);
            }
        }
        reasons.extend(kinds);
    }
    reasons
}

/// Lines that the words about what stops an open row may take in the table.
const STOPS_ROWS: usize = 2;

/// How many of so many lines the reason takes beneath the table: what stops the row is said whole, for
/// it says what to do, and what speaks for it stands beside the candidates too.
pub(super) fn reason_rows(state: &State, row: &Row, width: usize, most: usize) -> usize {
    if row.commit != CommitState::Open {
        return most.max(1);
    }
    let stops = matching::stops(row, &state.texts).join("; ");
    let room = reason_room(width, cells::width(&reason_sign(state, row.readiness())));
    cells::wrap(&stops, room).len().clamp(1, most.clamp(1, STOPS_ROWS))
}

fn reason_sign(state: &State, readiness: Readiness) -> String {
    format!(" {} {} ", readiness.glyph(), words::readiness(&state.texts, readiness))
}

fn reason_room(width: usize, indent: usize) -> usize {
    width.saturating_sub(indent + 1).max(10)
}

/// The state of a row with its reason in so many lines at most.
pub(super) fn reason_lines(state: &State, row: &Row, width: usize, rows: usize) -> Vec<Line<'static>> {
    let readiness = row.readiness();
    let sign = reason_sign(state, readiness);
    let reason = match &row.commit {
        CommitState::Committed { reference, .. } => {
            let posted = Message::new("console-committed-as").with("reference", reference.to_string());
            let posted = (readiness == Readiness::Committed).then(|| state.texts.words(&posted));
            let told = matching::change(row, &state.texts).into_iter().chain(posted);
            told.collect::<Vec<_>>().join("; ")
        }
        CommitState::Unknown => state.texts.get("console-outcome-unknown-long"),
        CommitState::Refused(refusal) => {
            format!("{} {}", state.texts.words(&refusal.message), state.texts.get("console-refused-next"))
        }
        CommitState::Open => matching::reason(row, state.session.index(), &state.texts),
    };
    let indent = cells::width(&sign);
    let room = reason_room(width, indent);
    let wrapped = cells::wrap(&reason, room);
    let mut lines = Vec::new();
    for (at, range) in wrapped.iter().take(rows).enumerate() {
        // The last line that there is room for takes the rest, cut.
        let end = if at + 1 == rows { reason.len() } else { range.end };
        let text = cells::left(reason.get(range.start..end).unwrap_or_default(), room);
        let head = if at == 0 { sign.clone() } else { " ".repeat(indent) };
        lines.push(Line::from(vec![Span::styled(head, state.theme.readiness(readiness)), Span::raw(text)]));
    }
    if lines.is_empty() {
        lines.push(Line::styled(sign, state.theme.readiness(readiness)));
    }
    lines
}

/// The purpose in so many lines at most, with what was recognised in it.
pub(super) fn purpose_lines(state: &State, row: &Row, width: usize, rows: usize) -> Vec<Line<'static>> {
    let label = format!(" {} ", state.texts.get("console-purpose"));
    let indent = cells::width(&label);
    let purpose = &row.payment.purpose;
    let marks: Vec<_> = row
        .finding
        .candidates
        .iter()
        .flat_map(|candidate| &candidate.evidence)
        .filter_map(|evidence| {
            let style = if evidence.bits < Bits::ZERO { state.theme.conflicts() } else { state.theme.agrees() };
            Some((evidence.in_purpose?.range(), style))
        })
        .collect();
    let wrapped = cells::wrap(purpose, width.saturating_sub(indent + 1).max(10));
    let is_longer = wrapped.len() > rows;
    let mut lines = Vec::new();
    for (at, range) in wrapped.into_iter().take(rows).enumerate() {
        let head = if at == 0 { label.clone() } else { " ".repeat(indent) };
        let mut spans = vec![Span::styled(head, state.theme.dim())];
        spans.extend(cells::marked(purpose, range, &marks, Style::new()));
        if is_longer && at + 1 == rows {
            spans.push(Span::styled("…", state.theme.dim()));
        }
        lines.push(Line::from(spans));
    }
    lines
}

/// The full account of the row under the cursor: the document, the purpose, the evidence.
pub(super) fn details(state: &State, width: usize) -> Vec<Line<'static>> {
    let Some(row) = state.focused() else { return Vec::new() };
    let texts = &state.texts;
    let payment = &row.payment;
    let mut facts = vec![
        ("console-fact-kind", words::kind(texts, row.kind())),
        ("console-fact-number", payment.number.clone()),
        ("console-fact-date", words::day(payment.effective_date())),
        ("console-fact-sum", words::money(row.signed_money())),
    ];
    for (key, party) in [("console-fact-payer", &payment.payer), ("console-fact-payee", &payment.payee)] {
        let parts = [
            Some(party.name.clone()),
            party.tax_id.as_ref().map(|tax_id| format!("{} {tax_id}", texts.get("console-tax-id"))),
            party.account.clone(),
            party.bank.clone(),
        ];
        let known: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        facts.push((key, known.join(", ")));
    }
    facts.push(("console-fact-place", format!("{}:{}", payment.place.file, payment.place.line)));
    facts.push(("console-fact-comment", row.decision.comment.clone()));
    let mut lines = reason_lines(state, row, width, 6);
    lines.push(Line::default());
    for (key, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        for (at, range) in cells::wrap(&value, width.saturating_sub(18)).into_iter().enumerate() {
            let label = if at == 0 { texts.get(key) } else { String::new() };
            lines.push(Line::from(vec![
                Span::styled(format!(" {}", cells::left(&label, 16)), state.theme.dim()),
                Span::raw(value.get(range).unwrap_or_default().to_owned()),
            ]));
        }
    }
    lines.push(Line::default());
    lines.extend(purpose_lines(state, row, width, usize::MAX));
    lines.push(Line::default());
    lines.push(Line::styled(format!(" {}", texts.get("console-account-title")), state.theme.strong()));
    for account in matching::account(row, state.session.index(), &state.session.settings().thresholds, texts) {
        for (at, range) in cells::wrap(&account, width.saturating_sub(4)).into_iter().enumerate() {
            let indent = if at == 0 { "" } else { "  " };
            lines.push(Line::raw(format!(" {indent}{}", account.get(range).unwrap_or_default())));
        }
    }
    lines
}
