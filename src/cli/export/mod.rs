//! `sverka export`: the register of a batch for the accountant, with what the CRM refused.

mod csv;
mod register;
#[cfg(test)]
mod tests;
mod words;
mod xlsx;

use std::io;
use std::path::{Path, PathBuf};

use super::handout::{lies_in, put};
use super::records::Records;
use super::{Exit, Failure, Output, Setting};
use crate::model::{BatchId, Message, Money};
use crate::text::harmless_line;
use register::{Register, sums};
use words::Words;

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handout {
    /// `--batch`: its number, or `last`.
    pub batch: Option<String>,
    /// `--xlsx`.
    pub xlsx: Option<PathBuf>,
    /// `--csv`.
    pub csv: Option<PathBuf>,
    /// `--force`: over a file that is there.
    pub force: bool,
}

pub(super) fn run(setting: &Setting<'_>, wanted: &Handout, output: &mut Output<'_>) -> Result<Exit, Failure> {
    if wanted.xlsx.is_none() && wanted.csv.is_none() {
        return Err(Failure::usage(Message::new("cli-export-where")));
    }
    for file in wanted.xlsx.iter().chain(&wanted.csv) {
        if lies_in(file, &setting.state) {
            return Err(Failure::usage(Message::new("cli-export-into-state").with("file", shown(file))));
        }
    }
    if let (Some(book), Some(text)) = (&wanted.xlsx, &wanted.csv)
        && place_of(book) == place_of(text)
    {
        return Err(Failure::usage(Message::new("cli-export-same-file").with("file", shown(text))));
    }
    let records = Records::open(setting, output)?;
    let batch = records.batch(Some(wanted.batch.as_deref().unwrap_or("last")))?.unwrap_or(BatchId(0));
    let attempts = records.store().attempts().map_err(|error| Failure::of(&error))?;
    let Some(register) = Register::of(batch, &attempts) else {
        return Err(Failure::failed(no_batch(batch)));
    };
    let head = records.store().log_head().map_err(|error| Failure::of(&error))?;
    let words = Words { texts: setting.texts, index: &records.index, head };
    if let Some(file) = &wanted.xlsx {
        let bytes = xlsx::bytes(&register, &words).map_err(|error| cannot_write(file, &error.to_string()))?;
        write(file, &bytes, wanted.force)?;
        tell(file, &register, setting, output)?;
    }
    if let Some(file) = &wanted.csv {
        let bytes = csv::bytes(&register, &words).map_err(|error| cannot_write(file, &error.to_string()))?;
        write(file, &bytes, wanted.force)?;
        tell(file, &register, setting, output)?;
    }
    Ok(Exit::Done)
}

/// Where a file is or would be, whichever way leads there.
fn place_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let in_folder = || Some(folder.canonicalize().ok()?.join(file.file_name()?));
    file.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| file.to_owned())
}

fn no_batch(batch: BatchId) -> Message {
    match batch.0 {
        0 => Message::new("cli-export-no-batches"),
        number => Message::new("cli-export-no-batch").with("batch", number.to_string()),
    }
}

fn write(file: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    put(file, bytes, force).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::failed(Message::new("cli-export-file-exists").with("file", shown(file)))
        }
        _ => cannot_write(file, &error.to_string()),
    })
}

fn cannot_write(file: &Path, detail: &str) -> Failure {
    let message = Message::new("cli-cannot-write").with("file", shown(file));
    Failure::failed(message.with("detail", harmless_line(detail)))
}

fn tell(file: &Path, register: &Register<'_>, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<(), Failure> {
    let sum: Vec<String> = sums(register.passed()).iter().map(Money::to_string).collect();
    let done = Message::new("cli-export-done")
        .with("file", shown(file))
        .with("batch", register.batch.0.to_string())
        .with("count", register.passed().count())
        .with("refused", register.refused().count().to_string())
        .with("sum", if sum.is_empty() { "0,00".to_owned() } else { sum.join(" + ") });
    Ok(output.say(setting.texts, &done)?)
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
