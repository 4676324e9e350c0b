//! Which rows are meant: those of a batch that the CRM still holds through it, or those that are named.

use std::collections::BTreeMap;

use super::Wanted;
use crate::cli::Failure;
use crate::cli::which_batch::named;
use crate::model::{Attempt, AttemptKind, AttemptState, BatchId, CommitState, Message, PaymentId, Row};
use crate::text::harmless_line;

/// The rows to take back, in the order of the session; with a batch and names, the named rows of the
/// batch. `attempts` in the order of their sequence.
pub(super) fn rows(rows: &[Row], attempts: &[Attempt], wanted: &Wanted) -> Result<Vec<PaymentId>, Failure> {
    let no_batches = || Failure::failed(Message::new("cli-reverse-no-batches"));
    let of_word = |word| named(word, attempts)?.ok_or_else(no_batches);
    let batch = wanted.batch.as_deref().map(of_word).transpose()?;
    let through = batches(attempts);
    let is_there = |row: &&Row| matches!(row.commit, CommitState::Committed { .. });
    let is_of_batch = |row: &&Row| batch.is_none_or(|batch| through.get(&row.payment.id) == Some(&batch));
    let held: Vec<&Row> = rows.iter().filter(is_there).filter(is_of_batch).collect();
    if wanted.payments.is_empty() {
        if held.is_empty() {
            let number = batch.map_or_else(String::new, |batch| batch.0.to_string());
            return Err(Failure::failed(Message::new("cli-reverse-empty-batch").with("batch", number)));
        }
        return Ok(held.into_iter().map(|row| row.payment.id).collect());
    }
    let named: Vec<PaymentId> = wanted.payments.iter().map(|name| one(&held, name)).collect::<Result<_, _>>()?;
    Ok(held.into_iter().map(|row| row.payment.id).filter(|id| named.contains(id)).collect())
}

/// Through which batch the CRM took each payment last.
fn batches(attempts: &[Attempt]) -> BTreeMap<PaymentId, BatchId> {
    let is_taken =
        |attempt: &&Attempt| attempt.kind == AttemptKind::Post && matches!(attempt.state, AttemptState::Confirmed(_));
    attempts.iter().filter(is_taken).map(|attempt| (attempt.posting.payment, attempt.batch)).collect()
}

/// The one row of that document number or id.
fn one(held: &[&Row], name: &str) -> Result<PaymentId, Failure> {
    let name = name.trim();
    let is_it = |row: &&&Row| row.payment.id.to_string() == name || row.payment.number == name;
    let found: Vec<PaymentId> = held.iter().filter(is_it).map(|row| row.payment.id).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::failed(Message::new("cli-reverse-not-held").with("payment", harmless_line(name)))),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            let told = Message::new("cli-reverse-several")
                .with("payment", harmless_line(name))
                .with("count", several.len())
                .with("ids", ids.join(", "));
            Err(Failure::failed(told))
        }
    }
}
