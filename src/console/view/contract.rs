//! A contract in a few lines: who, what, how much, and its schedule with what a payment would
//! close.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use rust_decimal::Decimal;

use super::{cells, words};
use crate::console::state::State;
use crate::crm::PostedPart;
use crate::matching::{lay_back, lay_over};
use crate::model::{Allocation, CommitState, Contract, Message, Money, Row, ScheduleLine, kopecks_text};

/// Below so many rows a preview says the least about a contract.
const SHORT_BELOW: usize = 18;

/// Who, what and how much; the short form is four lines.
pub(super) fn head(state: &State, contract: &Contract, width: usize, is_short: bool) -> Vec<Line<'static>> {
    let texts = &state.texts;
    let mut title = words::contract(contract);
    if let Some(date) = contract.date {
        title =
            texts.words(&Message::new("console-contract-of").with("contract", title).with("date", words::day(date)));
    }
    let status = words::status(texts, contract.status);
    let status_style = if contract.status.takes_payments() { state.theme.dim() } else { state.theme.bad() };
    let mut lines = vec![Line::from(vec![
        Span::styled(cells::cut(&title, width.saturating_sub(cells::width(&status) + 2)), state.theme.strong()),
        Span::styled(format!("  {status}"), status_style),
    ])];
    let mut fact = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push(Line::from(vec![
                Span::styled(cells::left(&texts.get(key), 13), state.theme.dim()),
                Span::raw(cells::cut(&value, width.saturating_sub(13))),
            ]));
        }
    };
    let person = |holder: &crate::model::Holder| match &holder.tax_id {
        Some(tax_id) => format!("{}, {} {tax_id}", holder.name, texts.get("console-tax-id")),
        None => holder.name.clone(),
    };
    fact("console-fact-holder", person(&contract.holder));
    let sum = |amount: Decimal| words::money(Money::new(amount, contract.currency));
    if is_short {
        fact(
            "console-fact-unit",
            contract.unit.as_ref().map_or_else(String::new, |unit| words::whole_unit(texts, unit)),
        );
        let sums = Message::new("console-board-sums")
            .with("total", contract.total)
            .with("paid", contract.paid)
            .with("percent", u32::from(contract.percent_paid()))
            .with("due", contract.due());
        lines.push(Line::raw(cells::cut(&texts.words(&sums), width)));
        return lines;
    }
    fact("console-fact-co-holders", contract.co_holders.iter().map(person).collect::<Vec<_>>().join("; "));
    fact("console-fact-unit", contract.unit.as_ref().map_or_else(String::new, |unit| words::whole_unit(texts, unit)));
    fact("console-fact-lender", contract.lender.as_ref().map_or_else(String::new, person));
    fact("console-fact-manager", contract.manager.clone());
    fact("console-fact-escrow", if contract.escrow { texts.get("console-yes") } else { String::new() });
    fact("console-fact-total", sum(contract.total));
    fact(
        "console-fact-paid",
        texts.words(
            &Message::new("console-paid-percent")
                .with("sum", sum(contract.paid))
                .with("percent", u32::from(contract.percent_paid())),
        ),
    );
    fact("console-fact-due", sum(contract.due()));
    lines
}

/// The schedule, a line each; `effect` is what a payment would add to it, or a refund take off. Where
/// it does not fit beside what is paid, it stands in the place of that.
pub(super) fn schedule(state: &State, contract: &Contract, effect: &[Allocation], width: usize) -> Vec<Line<'static>> {
    if contract.schedule.is_empty() {
        return vec![Line::styled(state.texts.get("console-no-schedule"), state.theme.dim())];
    }
    let texts = &state.texts;
    let sums = |of: &dyn Fn(&ScheduleLine) -> Decimal| -> Vec<String> {
        contract.schedule.iter().map(|line| kopecks_text(of(line))).collect()
    };
    let (amounts, paid) = (sums(&|line| line.amount), sums(&|line| line.paid));
    let effects: Vec<String> = contract.schedule.iter().map(|line| effect_on(line, effect)).collect();
    let widest = |texts: &[String], title: &str| {
        texts.iter().map(|text| cells::width(text)).max().unwrap_or(0).max(cells::width(title))
    };
    let (amount_title, paid_title) = (texts.get("console-title-amount"), texts.get("console-title-paid"));
    let (amount_cells, paid_cells) = (widest(&amounts, &amount_title), widest(&paid, &paid_title));
    let effect_cells = widest(&effects, "");
    let is_wide = 3 + 10 + amount_cells + paid_cells + effect_cells + 8 <= width;
    let day_cells = if is_wide { 10 } else { 8 };
    let row = |number: &str, day: &str, amount: &str, paid: &str| {
        format!(
            "{}  {}  {}  {}",
            cells::right(number, 3),
            cells::left(day, day_cells),
            cells::right(amount, amount_cells),
            cells::right(paid, paid_cells),
        )
    };
    let title = row("№", &texts.get("console-title-due"), &amount_title, &paid_title);
    let mut lines = vec![Line::styled(title, state.theme.dim())];
    for (((line, amount), paid), effect) in contract.schedule.iter().zip(&amounts).zip(&paid).zip(&effects) {
        let style = if line.open().is_zero() { state.theme.settled() } else { Style::new() };
        let effect_style = match effect.chars().next() {
            Some('−') => state.theme.careful(),
            Some('+') => state.theme.good(),
            _ => style,
        };
        let number = line.line.to_string();
        let day = if is_wide { words::day(line.due) } else { words::dense_day(line.due) };
        let is_beside = is_wide || matches!(effect.as_str(), "" | "✓");
        let mut before = row(&number, &day, amount, if is_beside { paid } else { "" });
        if !is_beside {
            before.truncate(before.trim_end().len());
        }
        lines.push(Line::from(vec![Span::styled(before, style), Span::styled(format!("  {effect}"), effect_style)]));
    }
    lines
}

/// What a payment adds to a line, or a refund takes off it, and whether the line is closed then:
/// `+450 000,00 ✓`.
fn effect_on(line: &ScheduleLine, effect: &[Allocation]) -> String {
    let added: Decimal = effect.iter().filter(|part| part.line == Some(line.line)).map(|part| part.amount).sum();
    if added.is_zero() {
        return if line.open().is_zero() { "✓".to_owned() } else { String::new() };
    }
    if added.is_sign_negative() {
        return kopecks_text(added);
    }
    let sign = if line.paid + added >= line.amount { " ✓" } else { "" };
    format!("+{}{sign}", kopecks_text(added))
}

/// A schedule, as [`schedule`] gives it, whose paid lines at the beginning are said in one line.
pub(super) fn without_paid(state: &State, contract: &Contract, mut schedule: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let paid: Vec<_> = contract.schedule.iter().take_while(|line| line.open().is_zero()).collect();
    let (Some(first), Some(last)) = (paid.first(), paid.last()) else { return schedule };
    // One or two lines are not worth hiding; a contract that is all paid shows its last line.
    if paid.len() < 3 {
        return schedule;
    }
    let sum: Decimal = paid.iter().map(|line| line.paid).sum();
    let said = Message::new("console-lines-paid")
        .with("first", first.line.to_string())
        .with("last", last.line.to_string())
        .with("sum", sum);
    let said = Line::styled(format!("     {}  ✓", state.texts.words(&said)), state.theme.settled());
    schedule.splice(1..=paid.len(), [said]);
    schedule
}

/// What the row would add to the contract: its own parts, else the whole payment laid over it. A
/// refund takes off what was paid: its sums are below zero. Nothing where the CRM already has it, or
/// where payment and contract differ in currency.
pub(super) fn effect(row: &Row, contract: &Contract) -> Vec<Allocation> {
    let is_other_currency = row.payment.currency() != contract.currency;
    if is_other_currency || matches!(row.commit, CommitState::Committed { .. }) {
        return Vec::new();
    }
    let own: Vec<Allocation> = row.allocations().iter().filter(|part| part.contract == contract.id).cloned().collect();
    let amount = row.payment.amount.amount;
    if !row.kind().is_outgoing() {
        return if own.is_empty() { lay_over(contract, &row.payment, amount) } else { own };
    }
    let back = if own.is_empty() { lay_back(contract, amount) } else { own };
    back.into_iter().map(|part| Allocation { amount: -part.amount, ..part }).collect()
}

/// The contract in so many lines at most; the lines of the schedule that the payment pays are
/// always in sight.
pub(super) fn preview(
    state: &State,
    contract: &Contract,
    row: Option<&Row>,
    width: usize,
    rows: usize,
) -> Vec<Line<'static>> {
    let effect = row.map_or_else(Vec::new, |row| effect(row, contract));
    let is_short = rows < SHORT_BELOW;
    let mut lines = head(state, contract, width, is_short);
    if !is_short {
        lines.push(Line::default());
    }
    let after = after(state, contract, &effect, width);
    let schedule = schedule(state, contract, &effect, width);
    let room = rows.saturating_sub(lines.len() + after.len());
    let first_paid = effect
        .first()
        .and_then(|part| contract.schedule.iter().position(|line| Some(line.line) == part.line))
        .or_else(|| contract.schedule.iter().position(|line| !line.open().is_zero()))
        .unwrap_or(0);
    lines.extend(in_sight(state, schedule, first_paid, room));
    lines.extend(after);
    lines
}

/// What a payment closes and leaves open, in as many lines as it takes: it is made of sums.
fn after(state: &State, contract: &Contract, effect: &[Allocation], width: usize) -> Vec<Line<'static>> {
    if effect.is_empty() {
        return Vec::new();
    }
    let closes: Decimal = effect.iter().map(|part| part.amount).sum();
    let (key, style) = if closes.is_sign_negative() {
        ("console-after-refund", state.theme.careful())
    } else {
        ("console-after-payment", state.theme.good())
    };
    let due = (contract.total - contract.paid - closes).max(Decimal::ZERO);
    let said = state.texts.words(&Message::new(key).with("sum", closes.abs()).with("due", due));
    let line = |range: Range<usize>| Line::styled(said.get(range).unwrap_or_default().to_owned(), style);
    cells::wrap(&said, width).into_iter().map(line).collect()
}

/// The title of a schedule and as many of its lines as there is room for, with one of them, counted
/// from 0, in sight.
fn in_sight(state: &State, mut schedule: Vec<Line<'static>>, wanted: usize, room: usize) -> Vec<Line<'static>> {
    if schedule.len() <= room || room < 3 {
        schedule.truncate(room);
        return schedule;
    }
    let shown = room - 2;
    let lines = schedule.split_off(1);
    let skipped = wanted.saturating_sub(shown / 3).min(lines.len() - shown);
    let more = Message::new("console-more-lines").with("count", lines.len() - shown);
    schedule.extend(lines.into_iter().skip(skipped).take(shown));
    schedule.push(Line::styled(format!("     {}", state.texts.words(&more)), state.theme.dim()));
    schedule
}

/// Payments of a contract as the CRM holds them, reversed ones included.
pub(super) fn payments(state: &State, parts: &[&PostedPart], width: usize) -> Vec<Line<'static>> {
    if parts.is_empty() {
        return vec![Line::styled(state.texts.get("console-no-payments"), state.theme.dim())];
    }
    let widest = parts.iter().map(|part| cells::width(&kopecks_text(part.signed_amount()))).max().unwrap_or(0).max(12);
    let number_cells = parts.iter().map(|part| cells::width(&part.number) + 2).max().unwrap_or(0).clamp(6, 14);
    parts
        .iter()
        .map(|part| {
            let line = part.line.map_or_else(String::new, |line| {
                state.texts.words(&Message::new("console-schedule-line").with("line", line))
            });
            let head =
                format!("{}  {}  ", words::day(part.date), cells::right(&kopecks_text(part.signed_amount()), widest));
            // The mark stands first: at the end of a line it is overlooked, or cut.
            let reversed =
                if part.reversed { format!("{} ", state.texts.get("console-reversed")) } else { String::new() };
            let room = width.saturating_sub(cells::width(&head) + 13 + number_cells + 1 + cells::width(&reversed));
            let style = if part.reversed {
                state.theme.dim().add_modifier(ratatui::style::Modifier::CROSSED_OUT)
            } else {
                Style::new()
            };
            Line::from(vec![
                Span::styled(reversed, state.theme.bad()),
                Span::styled(
                    format!(
                        "{head}{}{} {}",
                        cells::left(&line, 13),
                        cells::left(&format!("№ {}", part.number), number_cells),
                        cells::name(&part.payer, room).trim_end()
                    ),
                    style,
                ),
            ])
        })
        .collect()
}
