//! What a batch did, for the commands that send one: a row a line, and on standard error whatever did
//! not go through.

use rust_decimal::Decimal;

use super::json::{CommitLine, sums};
use super::rows::contracts_text;
use super::table::shortened;
use super::{Exit, Output, Setting};
use crate::commit::{BatchReport, RowOutcome, RowResult};
use crate::matching::Index;
use crate::model::{IdempotencyKey, Message, Money, PaymentId, Row, kopecks_text};

const PAYER_WIDTH: usize = 28;

/// Day, sum, payer and contracts of a row.
pub(super) fn cells(row: &Row, index: &Index) -> [String; 4] {
    [
        row.payment.date.strftime("%d.%m.%Y").to_string(),
        kopecks_text(row.signed_money().amount),
        shortened(&row.payment.counterparty().name, PAYER_WIDTH),
        contracts_text(row, index),
    ]
}

/// The same with what became of it.
pub(super) fn cells_of_result(result: &RowResult, index: &Index, setting: &Setting<'_>) -> Vec<String> {
    let reference = result.reference.as_ref().map(ToString::to_string).unwrap_or_default();
    cells(&result.row, index).into_iter().chain([outcome(result.outcome, setting), reference]).collect()
}

/// A row that would be sent, as JSON.
pub(super) fn planned_line(payment: PaymentId, keys: impl Iterator<Item = IdempotencyKey>) -> CommitLine {
    let keys: Vec<String> = keys.map(|key| key.to_string()).collect();
    let key = keys.first().cloned();
    CommitLine { id: payment.to_string(), key, keys, outcome: "planned", crm_ref: None, error: None }
}

/// A row that was sent, as JSON.
pub(super) fn result_line(result: &RowResult, setting: &Setting<'_>) -> CommitLine {
    CommitLine {
        id: result.row.payment.id.to_string(),
        key: result.keys.first().map(ToString::to_string),
        keys: result.keys.iter().map(ToString::to_string).collect(),
        outcome: result.outcome.name(),
        crm_ref: result.reference.as_ref().map(ToString::to_string),
        error: result.error.as_ref().map(|message| setting.texts.words(message)),
    }
}

/// What did not simply go through, on standard error, and the exit status that follows.
pub(super) fn tell_the_rest(
    report: &BatchReport,
    went_through: fn(&RowResult) -> bool,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Exit {
    for result in report.results.iter().filter(|result| !went_through(result)) {
        let payment = &result.row.payment;
        let message = Message::new("cli-commit-row-problem")
            .with("date", payment.date.strftime("%d.%m.%Y").to_string())
            .with("amount", payment.amount.to_string())
            .with("payer", payment.counterparty().name.as_str())
            .with("outcome", outcome(result.outcome, setting))
            .with("what", result.error.clone().map_or_else(String::new, |error| setting.texts.words(&error)));
        output.complain(setting.texts, &message);
    }
    for warning in &report.warnings {
        output.complain(setting.texts, &Message::new("cli-warning").with("what", warning.clone()));
    }
    if let Some(why) = &report.stopped {
        output.complain(setting.texts, &Message::new("cli-commit-stopped").with("what", why.clone()));
    }
    let all_through = report.results.iter().all(went_through) && report.unsent.is_empty() && report.stopped.is_none();
    let any_settled = report.results.iter().any(|result| result.outcome != RowOutcome::Unknown);
    match (all_through, any_settled) {
        (true, _) => Exit::Done,
        (false, true) => Exit::Partly,
        (false, false) => Exit::Failed,
    }
}

/// The sum of rows, apart by currency.
pub(super) fn sums_text<'row>(rows: impl Iterator<Item = &'row Row>) -> String {
    let sums: Vec<String> =
        sums(rows).into_iter().map(|(currency, sum)| Money::new(sum, currency).to_string()).collect();
    if sums.is_empty() { kopecks_text(Decimal::ZERO) } else { sums.join(" + ") }
}

fn outcome(outcome: RowOutcome, setting: &Setting<'_>) -> String {
    setting.texts.get(&format!("cli-outcome-{}", outcome.name()))
}
