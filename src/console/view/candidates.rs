//! The numbered candidates of the row under the cursor.

use ratatui::text::{Line, Span};

use super::{cells, words};
use crate::console::state::State;
use crate::model::{
    Allocation, Bits, Candidate, CommitState, ContractId, FlagKind, Message, Row, allocated_sum, kopecks_text,
};

/// The contracts that the row was given to and the matcher does not show, then the candidates, in so
/// many lines; where there are more, the last line says so.
pub(super) fn lines(state: &State, row: &Row, width: usize, rows: usize) -> Vec<Line<'static>> {
    let entries = entries(state, row);
    if entries.is_empty() {
        return vec![Line::styled(format!(" {}", state.texts.get("console-no-candidates")), state.theme.dim())];
    }
    let fits = entries.len() <= rows;
    let shown = entries.get(..if fits { entries.len() } else { rows.saturating_sub(1) }).unwrap_or_default();
    let widths = Widths::of(state, shown, width);
    let mut lines: Vec<Line<'static>> = shown.iter().map(|entry| line(state, row, entry, &widths)).collect();
    if !fits {
        let more = Message::new("console-more-candidates").with("count", entries.len() - shown.len());
        lines.push(Line::styled(format!("   {}", state.texts.words(&more)), state.theme.dim()));
    }
    lines
}

/// A contract beside the row.
struct Entry<'row> {
    contract: &'row ContractId,
    /// Its digit, counted from 0, and what speaks for it; nothing where only the row says it.
    candidate: Option<(usize, &'row Candidate)>,
    /// Where the money would go, or went.
    plan: String,
}

fn entries<'row>(state: &State, row: &'row Row) -> Vec<Entry<'row>> {
    let candidates = &row.finding.candidates;
    let is_shown = |id: &ContractId| candidates.iter().any(|candidate| candidate.contract == *id);
    let mut entries: Vec<Entry<'_>> = Vec::new();
    // What the row says of a contract goes before what the matcher proposes for it.
    let own = |id: &ContractId| -> Vec<Allocation> {
        row.allocations().iter().filter(|part| part.contract == *id).cloned().collect()
    };
    for part in row.allocations() {
        if !is_shown(&part.contract) && entries.iter().all(|known| *known.contract != part.contract) {
            let plan = plan(state, row, &part.contract, &own(&part.contract));
            entries.push(Entry { contract: &part.contract, candidate: None, plan });
        }
    }
    entries.extend(candidates.iter().enumerate().map(|(place, candidate)| {
        let given = own(&candidate.contract);
        let parts = if given.is_empty() { &candidate.allocations } else { &given };
        let plan = plan(state, row, &candidate.contract, parts);
        Entry { contract: &candidate.contract, candidate: Some((place, candidate)), plan }
    }));
    entries
}

/// Cells of the columns; the sum is never cut while the name can give way.
struct Widths {
    number: usize,
    name: usize,
    plan: usize,
    /// Where evidence stands beside a candidate: only where the rest has its room.
    is_wide: bool,
    all: usize,
}

const UNIT_CELLS: usize = 7;
const BITS_CELLS: usize = 9;
/// Signs and the gaps between the columns.
const BETWEEN: usize = 7;
/// With fewer cells a name takes those that the number does not need.
const NAME_CELLS_FEW: usize = 14;
const NAME_CELLS_LEAST: usize = 8;

impl Widths {
    fn of(state: &State, entries: &[Entry<'_>], all: usize) -> Self {
        let is_wide = all >= 110;
        let widest = |cells_of: &dyn Fn(&Entry<'_>) -> usize| entries.iter().map(cells_of).max().unwrap_or(0);
        let plan = widest(&|entry| cells::width(&entry.plan)).max(22);
        let mut number = if is_wide { 18 } else { 14 };
        let beside = plan + UNIT_CELLS + BITS_CELLS + BETWEEN;
        if all.saturating_sub(number + beside) < NAME_CELLS_FEW {
            number = widest(&|entry| cells::width(&words::number_of(state, entry.contract))).min(number);
        }
        let room = all.saturating_sub(number + beside);
        Self { number, name: room.clamp(NAME_CELLS_LEAST, if is_wide { 24 } else { 16 }), plan, is_wide, all }
    }
}

/// `1 К-12/5-45  Петрова М. П.  кв. 45  график 5: 450 000,00  +31 бит  номер +14 ФИО +9`.
fn line(state: &State, row: &Row, entry: &Entry<'_>, widths: &Widths) -> Line<'static> {
    let contract = state.session.index().contract(entry.contract);
    let is_chosen = row.allocations().iter().any(|part| part.contract == *entry.contract);
    let number = words::number_of(state, entry.contract);
    let holder = contract.map_or("", |contract| contract.holder.name.as_str());
    let unit = contract.and_then(|contract| contract.unit.as_ref()).map(|unit| words::unit(&state.texts, unit));
    let digit = entry.candidate.map_or_else(|| " ".to_owned(), |(place, _)| (place + 1).to_string());
    let mut spans = vec![
        Span::styled(if is_chosen { "✓" } else { " " }, state.theme.good()),
        Span::styled(digit, state.theme.key()),
        Span::raw(" "),
        Span::styled(cells::left(&number, widths.number), state.theme.strong()),
        Span::raw(" "),
        Span::raw(cells::name(holder, widths.name)),
        Span::raw(" "),
        Span::raw(cells::left(&unit.unwrap_or_default(), UNIT_CELLS)),
        Span::raw(" "),
        Span::raw(cells::left(&entry.plan, widths.plan)),
        Span::raw(" "),
    ];
    let Some((place, candidate)) = entry.candidate else {
        let is_in_crm = matches!(row.commit, CommitState::Committed { .. });
        let key = if is_in_crm { "console-already-in-crm" } else { "console-by-person" };
        spans.push(Span::styled(state.texts.get(key), state.theme.dim()));
        return Line::from(spans);
    };
    let bits = Message::new("console-bits").with("bits", format!("{:+}", candidate.bits));
    spans.push(Span::styled(cells::right(&state.texts.words(&bits), BITS_CELLS), state.theme.strong()));
    if place == 0
        && row.finding.candidates.len() > 1
        && let Some(margin) = row.finding.margin
    {
        let margin = Message::new("console-margin").with("bits", format!("{margin:+}"));
        let text = format!("  {}", state.texts.words(&margin));
        let taken: usize = spans.iter().map(Span::width).sum();
        if taken + cells::width(&text) <= widths.all {
            spans.push(Span::styled(text, state.theme.dim()));
        }
    }
    if widths.is_wide {
        add_evidence(state, candidate, widths.all, &mut spans);
    }
    Line::from(spans)
}

/// As much of what speaks for and against the candidate as has its room, each piece whole.
fn add_evidence(state: &State, candidate: &Candidate, width: usize, spans: &mut Vec<Span<'static>>) {
    let mut room = width.saturating_sub(spans.iter().map(Span::width).sum());
    let mut pieces = candidate.evidence.iter().filter(|evidence| evidence.bits != Bits::ZERO).peekable();
    while let Some(evidence) = pieces.next() {
        let text = format!("  {} {:+}", words::evidence(&state.texts, evidence.kind), evidence.bits);
        let needed = cells::width(&text) + if pieces.peek().is_some() { 2 } else { 0 };
        if needed > room {
            spans.push(Span::styled(" …", state.theme.dim()));
            return;
        }
        room -= cells::width(&text);
        let style = if evidence.bits < Bits::ZERO { state.theme.bad() } else { state.theme.dim() };
        spans.push(Span::styled(text, style));
    }
}

/// Where the money would go, or went: `график 5: 450 000,00`.
fn plan(state: &State, row: &Row, id: &ContractId, parts: &[Allocation]) -> String {
    let contract = state.session.index().contract(id);
    let is_other_currency = contract.is_some_and(|contract| contract.currency != row.payment.currency());
    let sum = allocated_sum(parts);
    let lines = || parts.iter().filter_map(|part| part.line);
    let sum = kopecks_text(if row.kind().is_outgoing() { -sum } else { sum });
    match (parts.is_empty(), lines().min(), lines().max()) {
        (true, ..) if is_other_currency => words::flag(&state.texts, FlagKind::WrongCurrency),
        (true, ..) if row.kind().is_outgoing() => state.texts.get("console-nothing-paid"),
        (true, ..) => state.texts.get("console-nothing-due"),
        (_, Some(first), Some(last)) if first == last => {
            state.texts.words(&Message::new("console-plan-line").with("line", first).with("sum", sum))
        }
        (_, Some(first), Some(last)) => state
            .texts
            .words(&Message::new("console-plan-lines").with("first", first).with("last", last).with("sum", sum)),
        _ => sum,
    }
}
