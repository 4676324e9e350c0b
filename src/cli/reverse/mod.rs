//! `sverka reverse`: takes committed rows back, of a batch or by name, without the console.

mod chosen;

use super::batch::{cells, cells_of_result, planned_line, result_line, sums_text, tell_the_rest};
use super::desk::open;
use super::json::{ReversalSummary, ReversalTotals};
use super::table::{Side, Table};
use super::{Exit, Failure, Output, Setting, stopping, wait_for};
use crate::commit::{BatchReport, RowOutcome, RowResult};
use crate::desk::Desk;
use crate::model::{Message, PaymentId, Row};
use crate::text::harmless_line;

/// What is to be taken back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// `--batch`: its number, or `last`.
    pub batch: Option<String>,
    /// `--payment`: documents' numbers, or rows' ids.
    pub payments: Vec<String>,
    /// `--reason`.
    pub reason: String,
    /// `--dry-run`: say what would be taken back, and send nothing.
    pub dry_run: bool,
    /// `--json`.
    pub json: bool,
}

pub(super) fn run(setting: &Setting<'_>, wanted: &Wanted, output: &mut Output<'_>) -> Result<Exit, Failure> {
    if wanted.batch.is_none() && wanted.payments.is_empty() {
        return Err(Failure::usage(Message::new("cli-reverse-what")));
    }
    let reason = harmless_line(wanted.reason.trim());
    if reason.is_empty() && !wanted.dry_run {
        return Err(Failure::usage(Message::new("cli-reverse-why")));
    }
    let (mut desk, _) = open(setting, output)?;
    if !desk.crm.abilities().reversal {
        return Err(Failure::failed(Message::new("commit-no-reversal")));
    }
    let attempts = desk.store.attempts().map_err(|error| Failure::of(&error))?;
    let rows = chosen::rows(desk.session.rows(), &attempts, wanted)?;
    if wanted.dry_run {
        return preview(&desk, &rows, wanted.json, setting, output);
    }
    let cancel = stopping::on_signals(setting)?;
    let report = wait_for(desk.reverse(&rows, &reason, &|_| {}, &cancel))?.map_err(|error| Failure::of(&error))?;
    print(&desk, &report, wanted.json, setting, output)?;
    let exit = tell_the_rest(&report, is_taken_back, setting, output);
    if !report.unsent.is_empty() {
        output.complain(setting.texts, &Message::new("cli-reverse-unsent").with("count", report.unsent.len()));
    }
    Ok(exit)
}

/// `--dry-run`: what would be taken back.
fn preview(
    desk: &Desk,
    rows: &[PaymentId],
    json: bool,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let rows: Vec<&Row> = rows.iter().filter_map(|id| desk.session.row(*id)).collect();
    if json {
        for row in &rows {
            output.json(&planned_line(row.payment.id, std::iter::empty()))?;
        }
        let summary = ReversalTotals { dry_run: true, planned: rows.len(), ..ReversalTotals::default() };
        output.json(&ReversalSummary { summary: summary.with_sums(rows.into_iter()) })?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[Side::Left, Side::Right, Side::Left, Side::Left]);
    for row in &rows {
        table.row(cells(row, desk.session.index()));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    let message = Message::new("cli-reverse-dry").with("count", rows.len()).with("sum", sums_text(rows.into_iter()));
    output.say(setting.texts, &message)?;
    Ok(Exit::Done)
}

fn print(
    desk: &Desk,
    report: &BatchReport,
    json: bool,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let taken_back = || report.results.iter().filter(|result| is_taken_back(result)).map(|result| &result.row);
    if json {
        for result in &report.results {
            output.json(&result_line(result, setting))?;
        }
        let totals = ReversalTotals {
            reversed: report.count(RowOutcome::Reversed),
            already: report.count(RowOutcome::Already),
            refused: report.count(RowOutcome::Refused),
            unknown: report.count(RowOutcome::Unknown),
            warnings: report.warnings.iter().map(|warning| setting.texts.words(warning)).collect(),
            ..ReversalTotals::default()
        };
        output.json(&ReversalSummary { summary: totals.with_sums(taken_back()) })?;
        return Ok(());
    }
    let mut table = Table::new(&[Side::Left, Side::Right, Side::Left, Side::Left, Side::Left, Side::Left]);
    for result in &report.results {
        table.row(cells_of_result(result, desk.session.index(), setting));
    }
    for line in table.lines() {
        output.line(&line)?;
    }
    let summary = Message::new("cli-reverse-done")
        .with("reversed", report.count(RowOutcome::Reversed))
        .with("already", report.count(RowOutcome::Already))
        .with("refused", report.count(RowOutcome::Refused))
        .with("unknown", report.count(RowOutcome::Unknown))
        .with("sum", sums_text(taken_back()));
    output.say(setting.texts, &summary)?;
    Ok(())
}

const fn is_taken_back(result: &RowResult) -> bool {
    matches!(result.outcome, RowOutcome::Reversed | RowOutcome::Already)
}
