//! Contract card and property card.

use ratatui::text::{Line, Span};

use super::{cells, contract, words};
use crate::console::state::{Card, Loading, State, is_free};
use crate::crm::PostedPart;
use crate::model::{Allocation, CommitState, Contract, ContractId, Message, Readiness, Row, kopecks_text};

/// The contract as the CRM has it now; as the session has it, until the CRM has answered.
fn contract_now<'a>(state: &'a State, card: &'a Card, id: &ContractId) -> Option<&'a Contract> {
    let fresh = match &card.data {
        Loading::Here(data) => data.contracts.iter().find(|contract| contract.id == *id),
        _ => None,
    };
    fresh.or_else(|| state.session.index().contract(id))
}

/// Contract, schedule with what open rows would add, payments.
pub(super) fn contract_lines(state: &State, card: &Card, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![title(state, &state.texts.get("console-card-contract"))];
    for id in &card.contracts {
        lines.extend(one_contract(state, card, id, width));
    }
    lines
}

/// The unit, then its contracts.
pub(super) fn property_lines(state: &State, card: &Card, width: usize) -> Vec<Line<'static>> {
    let mut lines = vec![title(state, &state.texts.get("console-card-property"))];
    if let Some(unit) = &card.unit {
        let current = card.contracts.first().and_then(|id| contract_now(state, card, id));
        let word = if is_free(current) {
            state.texts.get("console-board-free")
        } else {
            current.map_or_else(String::new, |current| words::status(&state.texts, current.status))
        };
        lines.push(Line::from(vec![
            Span::styled(format!(" {}", words::whole_unit(&state.texts, unit)), state.theme.strong()),
            Span::styled(format!("   {word}"), state.theme.dim()),
        ]));
        lines.push(Line::default());
    }
    if card.contracts.is_empty() {
        lines.push(Line::raw(format!(" {}", state.texts.get("console-unit-without-contract"))));
    }
    for id in &card.contracts {
        lines.extend(one_contract(state, card, id, width));
        lines.push(Line::default());
    }
    lines
}

fn title(state: &State, text: &str) -> Line<'static> {
    Line::styled(format!(" {text}"), state.theme.dim())
}

/// From this width payments stand beside the schedule.
const BESIDE_FROM: usize = 138;

/// Cells of the left half where payments stand beside it.
const LEFT_HALF: usize = 68;

/// With more payments than this only the newest stand above the schedule, the others below it.
const PAYMENTS_ABOVE: usize = 6;

fn one_contract(state: &State, card: &Card, id: &ContractId, width: usize) -> Vec<Line<'static>> {
    let width = width.saturating_sub(2);
    let Some(of) = contract_now(state, card, id) else {
        return vec![Line::styled(format!(" {id}: {}", state.texts.get("console-contract-gone")), state.theme.bad())];
    };
    let waiting = rows_for(state, id);
    let effect: Vec<Allocation> = waiting.iter().flat_map(|row| contract::effect(row, of)).collect();
    let is_wide = width >= BESIDE_FROM;
    let half = if is_wide { width - LEFT_HALF - 2 } else { width };
    let mut schedule = contract::schedule(state, of, &effect, if is_wide { LEFT_HALF } else { width });
    if !of.schedule.is_empty() {
        schedule = contract::without_paid(state, of, schedule);
    }
    let mut money = Vec::new();
    if !waiting.is_empty() {
        money.push(Line::styled(state.texts.get("console-card-waiting"), state.theme.strong()));
        money.extend(waiting.iter().map(|row| waiting_line(state, row, id, half)));
        money.push(Line::default());
    }
    money.push(Line::styled(state.texts.get("console-card-payments"), state.theme.strong()));
    let mut earlier = Vec::new();
    match &card.data {
        Loading::Waiting => money.push(Line::styled(state.texts.get("console-loading"), state.theme.dim())),
        Loading::Failed(why) => money.push(Line::styled(state.texts.words(why), state.theme.bad())),
        Loading::Here(data) => {
            let parts: Vec<&PostedPart> = data.payments.iter().filter(|part| part.contract == *id).collect();
            let mut payments = contract::payments(state, &parts, half);
            if !is_wide && payments.len() > PAYMENTS_ABOVE {
                let newest = payments.split_off(payments.len() - PAYMENTS_ABOVE);
                earlier.push(Line::styled(state.texts.get("console-card-earlier"), state.theme.strong()));
                earlier.extend(std::mem::replace(&mut payments, newest));
            }
            money.extend(payments);
        }
    }
    let head = contract::head(state, of, if is_wide { LEFT_HALF } else { width }, false);
    let lines = if is_wide {
        beside(head.into_iter().chain([Line::default()]).chain(schedule).collect(), money)
    } else {
        let mut lines = head;
        for more in [money, schedule, earlier] {
            lines.push(Line::default());
            lines.extend(more);
        }
        lines
    };
    lines.into_iter().map(indented).collect()
}

/// Two halves as one text.
fn beside(left: Vec<Line<'static>>, right: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let count = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..count)
        .map(|_| {
            let mut line = left.next().unwrap_or_default();
            // The style of a whole line would reach over the other half.
            let style = std::mem::take(&mut line.style);
            for span in &mut line.spans {
                span.style = style.patch(span.style);
            }
            let other = right.next().unwrap_or_default();
            if !other.spans.is_empty() {
                line.spans.push(Span::raw(" ".repeat((LEFT_HALF + 2).saturating_sub(line.width()))));
                line.spans.extend(other.spans.into_iter().map(|mut span| {
                    span.style = other.style.patch(span.style);
                    span
                }));
            }
            line
        })
        .collect()
}

fn indented(mut line: Line<'static>) -> Line<'static> {
    if !line.spans.is_empty() {
        line.spans.insert(0, Span::raw(" "));
    }
    line
}

/// Rows of the session that are ready to go to the contract.
fn rows_for<'a>(state: &'a State, id: &ContractId) -> Vec<&'a Row> {
    let goes_there = |row: &&Row| {
        row.readiness() == Readiness::Ready
            && row.commit == CommitState::Open
            && row.allocations().iter().any(|part| part.contract == *id)
    };
    state.session.rows().iter().filter(goes_there).collect()
}

fn waiting_line(state: &State, row: &Row, id: &ContractId, width: usize) -> Line<'static> {
    let sum: rust_decimal::Decimal =
        row.allocations().iter().filter(|part| part.contract == *id).map(|part| part.amount).sum();
    let head = format!(
        "{}  {}  № {}  ",
        words::day(row.payment.effective_date()),
        cells::right(&kopecks_text(sum), 12),
        row.payment.number
    );
    let room = width.saturating_sub(cells::width(&head) + 2);
    let name = cells::name(&row.payment.counterparty().name, room);
    Line::from(vec![
        Span::styled(format!("{} ", Readiness::Ready.glyph()), state.theme.readiness(Readiness::Ready)),
        Span::raw(format!("{head}{}", name.trim_end())),
    ])
}

/// Says how many rows of the session wait for a contract; used where there is no room for them.
pub(super) fn waiting_message(state: &State, id: &ContractId) -> Option<Message> {
    let count = rows_for(state, id).len();
    (count > 0).then(|| Message::new("console-waiting-rows").with("count", count))
}
