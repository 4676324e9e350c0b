//! `sverka import FILE…`: payments into the session, each file with what became of it.

use std::collections::HashSet;
use std::path::PathBuf;

use super::desk::open;
use super::rows::{print_counts, print_json};
use super::{Exit, Failure, Output, Setting};
use crate::console::state::{Notice, Tone};
use crate::desk::{Desk, DeskError, ImportOutcome, Imported};
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
    let Imports { exit, outcomes, .. } = import(&mut desk, files, !json, setting.texts, output)?;
    if json {
        print_json(&rows_of(&outcomes, &desk), &desk.session, setting.texts, output)?;
    } else {
        print_counts(desk.session.counts(), setting.texts, output)?;
    }
    Ok(exit)
}

/// What an import came to.
pub(super) struct Imports {
    /// The exit status.
    pub(super) exit: Exit,
    /// File by file.
    pub(super) outcomes: Vec<ImportOutcome>,
    /// Everything that was told.
    pub(super) told: Vec<Notice>,
}

/// Reads files into the session and tells what became of each: refusals and warnings on standard
/// error, the numbers of each file on standard output when `with_numbers`. All of it comes back too,
/// for a console that is opened next and hides what was printed.
pub(super) fn import(
    desk: &mut Desk,
    files: &[PathBuf],
    with_numbers: bool,
    texts: &Texts,
    output: &mut Output<'_>,
) -> Result<Imports, Failure> {
    let outcomes = desk.import(files, &mut |_| {});
    let mut told = Vec::new();
    for outcome in &outcomes {
        match &outcome.result {
            Ok(imported) => told.extend(told_of(desk, imported, texts)),
            Err(error) => told.push(Notice { tone: Tone::Bad, message: failed(outcome, error) }),
        }
    }
    for notice in &told {
        match notice.tone {
            Tone::Careful | Tone::Bad => output.complain(texts, &notice.message),
            Tone::Plain | Tone::Good if with_numbers => output.say(texts, &notice.message)?,
            Tone::Plain | Tone::Good => {}
        }
    }
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    let any_missing = outcomes
        .iter()
        .flat_map(|outcome| &outcome.result)
        .any(|imported| !imported.refused.is_empty() || !imported.report.complete);
    let exit = if failed == outcomes.len() {
        Exit::Failed
    } else if failed > 0 || any_missing {
        Exit::Partly
    } else {
        Exit::Done
    };
    Ok(Imports { exit, outcomes, told })
}

/// The rows of the documents that stand in the files, in their order, each once.
fn rows_of<'desk>(outcomes: &[ImportOutcome], desk: &'desk Desk) -> Vec<&'desk Row> {
    let imported = outcomes.iter().flat_map(|outcome| &outcome.result);
    let mut seen = HashSet::new();
    let once = imported.flat_map(|imported| &imported.rows).filter(|id| seen.insert(**id));
    once.filter_map(|id| desk.session.row(*id)).collect()
}

/// What a file failed with. The errors of a reader name the file themselves.
fn failed(outcome: &ImportOutcome, error: &DeskError) -> Message {
    if let DeskError::File(error) = error {
        return Message::new("cli-import-refused-file").with("what", error.explain());
    }
    Message::new("cli-import-failed")
        .with("file", harmless_line(&outcome.file.display().to_string()))
        .with("what", error.explain())
}

/// The numbers of a file, then everything about it that wants to be known.
fn told_of(desk: &Desk, imported: &Imported, texts: &Texts) -> Vec<Notice> {
    let (report, counts) = (&imported.report, &imported.counts);
    let good = |message: Message| Notice { tone: Tone::Good, message };
    let careful = |message: Message| Notice { tone: Tone::Careful, message };
    let numbers = Message::new("cli-import-file")
        .with("file", report.file.as_str())
        .with("format", report.format.name())
        .with("documents", report.payments + report.refused)
        .with("added", counts.added)
        .with("same", counts.same)
        .with("changed", counts.changed.len())
        .with("refused", report.refused);
    let mut told = vec![good(numbers)];
    if imported.changed_nothing() && counts.same > 0 {
        told.push(good(Message::new("cli-import-nothing-new")));
    }
    if !report.complete {
        let cut = Message::new("cli-import-incomplete").with("file", report.file.as_str());
        told.push(Notice { tone: Tone::Bad, message: cut });
    }
    if !counts.adopted.is_empty() {
        let adopted = Message::new("cli-import-adopted").with("file", report.file.as_str());
        told.push(careful(adopted.with("count", counts.adopted.len())));
    }
    told.extend(imported.refused.iter().map(|refused| careful(refusal(refused))));
    told.extend(counts.changed.iter().map(|(id, facts)| {
        let number = desk.session.row(*id).map_or("", |row| row.payment.number.as_str());
        let words: Vec<String> = facts.iter().map(|fact| texts.get(&format!("changed-{fact}"))).collect();
        let changed = Message::new("cli-import-changed")
            .with("file", report.file.as_str())
            .with("number", number)
            .with("facts", words.join(", "));
        careful(changed)
    }));
    told.extend(report.warnings.iter().map(|warning| {
        let told = Message::new("cli-import-warning").with("file", report.file.as_str());
        careful(told.with("what", warning.clone()))
    }));
    told
}

fn refusal(refused: &RefusedDocument) -> Message {
    let unnumbered = if refused.number.is_empty() { "-unnumbered" } else { "" };
    Message::new(&format!("cli-import-refused{unnumbered}"))
        .with("file", refused.file.as_str())
        .with("line", refused.line.to_string())
        .with("number", refused.number.as_str())
        .with("reason", refused.reason.clone())
}
