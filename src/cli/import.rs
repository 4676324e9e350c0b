//! `sverka import FILE…`: payments into the session, each file with what became of it.

use std::collections::HashSet;
use std::path::PathBuf;

use super::desk::open;
use super::rows::{print_counts, print_json};
use super::{Exit, Failure, Output, Setting};
use crate::desk::{Desk, ImportOutcome, Imported};
use crate::ingest::RefusedDocument;
use crate::lang::Texts;
use crate::model::{Explain as _, Message, Row};
use crate::text::harmless_line;

pub(super) fn run(
    setting: &Setting<'_>,
    files: &[PathBuf],
    json: bool,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let (mut desk, _) = open(setting, output)?;
    let (exit, outcomes) = import_all(&mut desk, files, !json, setting.texts, output)?;
    if json {
        print_json(&rows_of(&outcomes, &desk), &desk.session, setting.texts, output)?;
    } else {
        print_counts(desk.session.counts(), setting.texts, output)?;
    }
    Ok(exit)
}

/// Reads files into the session and tells what became of each: refusals and warnings on standard
/// error, the numbers of each file on standard output when `with_numbers`.
pub(super) fn import(
    desk: &mut Desk,
    files: &[PathBuf],
    with_numbers: bool,
    texts: &Texts,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    import_all(desk, files, with_numbers, texts, output).map(|(exit, _)| exit)
}

fn import_all(
    desk: &mut Desk,
    files: &[PathBuf],
    with_numbers: bool,
    texts: &Texts,
    output: &mut Output<'_>,
) -> Result<(Exit, Vec<ImportOutcome>), Failure> {
    let outcomes = desk.import(files, &mut |_| {});
    for outcome in &outcomes {
        match &outcome.result {
            Ok(imported) => tell_imported(desk, imported, with_numbers, texts, output)?,
            Err(error) => output.complain(texts, &failed(outcome, &error.explain())),
        }
    }
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    let any_refused = outcomes.iter().flat_map(|outcome| &outcome.result).any(|imported| !imported.refused.is_empty());
    let exit = if failed == outcomes.len() {
        Exit::Failed
    } else if failed > 0 || any_refused {
        Exit::Partly
    } else {
        Exit::Done
    };
    Ok((exit, outcomes))
}

/// The rows of the documents that stand in the files, in their order, each once.
fn rows_of<'desk>(outcomes: &[ImportOutcome], desk: &'desk Desk) -> Vec<&'desk Row> {
    let imported = outcomes.iter().flat_map(|outcome| &outcome.result);
    let mut seen = HashSet::new();
    let once = imported.flat_map(|imported| &imported.rows).filter(|id| seen.insert(**id));
    once.filter_map(|id| desk.session.row(*id)).collect()
}

fn failed(outcome: &ImportOutcome, what: &Message) -> Message {
    Message::new("cli-import-failed")
        .with("file", harmless_line(&outcome.file.display().to_string()))
        .with("what", what.clone())
}

fn tell_imported(
    desk: &Desk,
    imported: &Imported,
    with_numbers: bool,
    texts: &Texts,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let (report, counts) = (&imported.report, &imported.counts);
    if with_numbers {
        let numbers = Message::new("cli-import-file")
            .with("file", report.file.as_str())
            .with("format", report.format.name())
            .with("documents", report.payments + report.refused)
            .with("added", counts.added)
            .with("same", counts.same)
            .with("changed", counts.changed.len())
            .with("refused", report.refused);
        output.say(texts, &numbers)?;
        if imported.changed_nothing() && counts.same > 0 {
            output.say(texts, &Message::new("cli-import-nothing-new"))?;
        }
    }
    for refused in &imported.refused {
        output.complain(texts, &refusal(refused));
    }
    for (id, facts) in &counts.changed {
        let number = desk.session.row(*id).map_or("", |row| row.payment.number.as_str());
        let words: Vec<String> = facts.iter().map(|fact| texts.get(&format!("changed-{fact}"))).collect();
        let changed = Message::new("cli-import-changed")
            .with("file", report.file.as_str())
            .with("number", number)
            .with("facts", words.join(", "));
        output.complain(texts, &changed);
    }
    for warning in &report.warnings {
        let told = Message::new("cli-import-warning").with("file", report.file.as_str()).with("what", warning.clone());
        output.complain(texts, &told);
    }
    Ok(())
}

fn refusal(refused: &RefusedDocument) -> Message {
    let unnumbered = if refused.number.is_empty() { "-unnumbered" } else { "" };
    Message::new(&format!("cli-import-refused{unnumbered}"))
        .with("file", refused.file.as_str())
        .with("line", refused.line.to_string())
        .with("number", refused.number.as_str())
        .with("reason", refused.reason.clone())
}
