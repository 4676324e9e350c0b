//! `sverka commit`: every ready row to the CRM, without the console.

use super::batch::{cells, cells_of_result, planned_line, result_line, sums_text, tell_the_rest};
use super::desk::open;
use super::json::{CommitSummary, CommitTotals};
use super::table::{Side, Table};
use super::{Exit, Failure, Output, Setting, stopping, wait_for};
use crate::commit::{BatchReport, RowOutcome, RowResult};
use crate::desk::Desk;
use crate::matching::Index;
use crate::model::Message;

pub(super) fn run(setting: &Setting<'_>, dry_run: bool, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let (mut desk, recovery) = open(setting, output)?;
    if dry_run {
        return preview(&desk, setting, json, output);
    }
    if let Some(early) = recovery.early {
        let seconds = early.seconds();
        output.complain(setting.texts, &Message::new("cli-commit-waits").with("seconds", seconds));
    }
    let cancel = stopping::on_signals(setting)?;
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
    let exit = tell_the_rest(&report, is_held, setting, output);
    if !report.unsent.is_empty() {
        output.complain(setting.texts, &Message::new("cli-commit-unsent").with("count", report.unsent.len()));
    }
    Ok(exit)
}

/// `--dry-run`: what would be sent.
fn preview(desk: &Desk, setting: &Setting<'_>, json: bool, output: &mut Output<'_>) -> Result<Exit, Failure> {
    let planned = desk.dry_run();
    let rows = || planned.iter().map(|(row, _)| row);
    if json {
        for (row, posting) in &planned {
            output.json(&planned_line(row.payment.id, posting.parts.iter().map(|part| part.key)))?;
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
        output.json(&result_line(result, setting))?;
    }
    let warnings = report.warnings.iter().map(|warning| setting.texts.words(warning)).collect();
    output.json(&CommitSummary { summary: CommitTotals { warnings, ..totals(&report.results) } })?;
    Ok(())
}

fn print(report: &BatchReport, index: &Index, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new(&[Side::Left, Side::Right, Side::Left, Side::Left, Side::Left, Side::Left]);
    for result in &report.results {
        table.row(cells_of_result(result, index, setting));
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

const fn is_held(result: &RowResult) -> bool {
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
