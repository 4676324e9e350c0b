//! `sverka commit`: every ready row to the CRM, without the console.

use rust_decimal::Decimal;

use super::desk::open;
use super::json::{CommitLine, CommitSummary, CommitTotals, sums};
use super::rows::contracts_text;
use super::table::{Side, Table, shortened};
use super::{Exit, Failure, Output, Setting, wait_for};
use crate::commit::{BatchReport, Cancel, RowOutcome, RowResult};
use crate::desk::Desk;
use crate::matching::Index;
use crate::model::{Message, Money, Row, kopecks_text};

const PAYER_WIDTH: usize = 28;

pub(super) fn run(setting: &Setting<'_>, dry_run: bool, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let (mut desk, recovery) = open(setting, output)?;
    if dry_run {
        return preview(&desk, setting, json, output);
    }
    if let Some(early) = recovery.early {
        let seconds = early.seconds();
        output.complain(setting.texts, &Message::new("cli-commit-waits").with("seconds", seconds));
    }
    let cancel = Cancel::default();
    let report = wait_for(desk.commit(&|_| {}, &cancel))?.map_err(|error| Failure::of(&error))?;
    let Some(report) = report else {
        if json {
            output.json(&CommitSummary { summary: totals(&[]) })?;
        } else {
            output.say(setting.texts, &Message::new("cli-commit-nothing"))?;
        }
        return Ok(Exit::Done);
    };
    if json {
        print_json(&report, setting, output)?;
    } else {
        print(&report, desk.session.index(), setting, output)?;
    }
    Ok(tell_the_rest(&report, setting, output))
}

/// `--dry-run`: what would be sent.
fn preview(desk: &Desk, setting: &Setting<'_>, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let planned = desk.dry_run();
    let rows = || planned.iter().map(|(row, _)| row);
    if json {
        for (row, posting) in &planned {
            let keys: Vec<String> = posting.parts.iter().map(|part| part.key.to_string()).collect();
            output.json(&CommitLine {
                id: row.payment.id.to_string(),
                key: keys.first().cloned(),
                keys,
                outcome: "planned",
                crm_ref: None,
                error: None,
            })?;
        }
        let summary = CommitTotals { dry_run: true, planned: planned.len(), ..totals(&[]) }.with_sums(rows());
        output.json(&CommitSummary { summary })?;
        return Ok(Exit::Done);
    }
    if planned.is_empty() {
        output.say(setting.texts, &Message::new("cli-commit-nothing"))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[Side::Left, Side::Right, Side::Left, Side::Left]);
    for row in rows() {
        table.row(cells(row, desk.session.index()));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    let message = Message::new("cli-commit-dry").with("count", planned.len()).with("sum", sums_text(rows()));
    output.say(setting.texts, &message)?;
    Ok(Exit::Done)
}

fn print_json(report: &BatchReport, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    for result in &report.results {
        output.json(&CommitLine {
            id: result.row.payment.id.to_string(),
            key: result.keys.first().map(ToString::to_string),
            keys: result.keys.iter().map(ToString::to_string).collect(),
            outcome: result.outcome.name(),
            crm_ref: result.reference.as_ref().map(ToString::to_string),
            error: result.error.as_ref().map(|message| setting.texts.words(message)),
        })?;
    }
    let warnings = report.warnings.iter().map(|warning| setting.texts.words(warning)).collect();
    output.json(&CommitSummary { summary: CommitTotals { warnings, ..totals(&report.results) } })?;
    Ok(())
}

fn print(report: &BatchReport, index: &Index, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&[Side::Left, Side::Right, Side::Left, Side::Left, Side::Left, Side::Left]);
    for result in &report.results {
        let outcome = setting.texts.get(&format!("cli-outcome-{}", result.outcome.name()));
        let reference = result.reference.as_ref().map(ToString::to_string).unwrap_or_default();
        table.row(cells(&result.row, index).into_iter().chain([outcome, reference]));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    let count = |outcome| report.count(outcome);
    let held = report.results.iter().filter(|result| is_held(result)).map(|result| &result.row);
    let summary = Message::new("cli-commit-done")
        .with("committed", count(RowOutcome::Committed))
        .with("already", count(RowOutcome::Already))
        .with("refused", count(RowOutcome::Refused))
        .with("unknown", count(RowOutcome::Unknown))
        .with("sum", sums_text(held));
    output.say(setting.texts, &summary)?;
    Ok(())
}

fn cells(row: &Row, index: &Index) -> [String; 4] {
    [
        row.payment.date.strftime("%d.%m.%Y").to_string(),
        kopecks_text(row.signed_money().amount),
        shortened(&row.payment.counterparty().name, PAYER_WIDTH),
        contracts_text(row, index),
    ]
}

/// What did not simply go through, on standard error, and the exit status that follows.
fn tell_the_rest(report: &BatchReport, setting: &Setting<'_>, output: &mut Output<'_>) -> Exit {
    for result in report.results.iter().filter(|result| !is_held(result)) {
        let payment = &result.row.payment;
        let message = Message::new("cli-commit-row-problem")
            .with("date", payment.date.strftime("%d.%m.%Y").to_string())
            .with("amount", payment.amount.to_string())
            .with("payer", payment.counterparty().name.as_str())
            .with("outcome", Message::new(&format!("cli-outcome-{}", result.outcome.name())))
            .with("what", result.error.clone().map_or_else(String::new, |error| setting.texts.words(&error)));
        output.complain(setting.texts, &message);
    }
    for warning in &report.warnings {
        output.complain(setting.texts, &Message::new("cli-warning").with("what", warning.clone()));
    }
    if let Some(why) = &report.stopped {
        output.complain(setting.texts, &Message::new("cli-commit-stopped").with("what", why.clone()));
    }
    if !report.unsent.is_empty() {
        output.complain(setting.texts, &Message::new("cli-commit-unsent").with("count", report.unsent.len()));
    }
    let all_held = report.results.iter().all(is_held) && report.unsent.is_empty() && report.stopped.is_none();
    let any_settled = report.results.iter().any(|result| result.outcome != RowOutcome::Unknown);
    match (all_held, any_settled) {
        (true, _) => Exit::Done,
        (false, true) => Exit::Partly,
        (false, false) => Exit::Failed,
    }
}

fn is_held(result: &RowResult) -> bool {
    matches!(result.outcome, RowOutcome::Committed | RowOutcome::Already)
}

fn totals(results: &[RowResult]) -> CommitTotals {
    let count = |outcome| results.iter().filter(|result| result.outcome == outcome).count();
    let totals = CommitTotals {
        committed: count(RowOutcome::Committed),
        already: count(RowOutcome::Already),
        refused: count(RowOutcome::Refused),
        unknown: count(RowOutcome::Unknown),
        ..CommitTotals::default()
    };
    totals.with_sums(results.iter().filter(|result| is_held(result)).map(|result| &result.row))
}

fn sums_text<'row>(rows: impl Iterator<Item = &'row Row>) -> String {
    let sums: Vec<String> =
        sums(rows).into_iter().map(|(currency, sum)| Money::new(sum, currency).to_string()).collect();
    if sums.is_empty() { kopecks_text(Decimal::ZERO) } else { sums.join(" + ") }
}
