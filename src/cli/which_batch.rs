//! Which batch a person means.

use super::Failure;
use crate::model::{Attempt, AttemptKind, BatchId, Message};
use crate::text::harmless_line;

/// A batch by its number, or by `last`: the last that sent payments, whatever was taken back since, so
/// that all commands mean the same one. A reversal is named by its number. `None`: nothing was sent yet.
pub(super) fn named(word: &str, attempts: &[Attempt]) -> Result<Option<BatchId>, Failure> {
    if word == "last" {
        let posts = attempts.iter().filter(|attempt| attempt.kind == AttemptKind::Post);
        return Ok(posts.map(|attempt| attempt.batch).max());
    }
    let wrong = |_| Failure::usage(Message::new("cli-wrong-batch").with("word", harmless_line(word)));
    Ok(Some(BatchId(word.parse().map_err(wrong)?)))
}
