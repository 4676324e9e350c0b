//! `sverka crm import FILE`: a contract register into the embedded CRM.

use std::path::Path;

use super::crm_open::hold_embedded;
use super::{Exit, Failure, Output, Setting};
use crate::crm::register::{RegisterFile, read_register};
use crate::model::Message;
use crate::text::harmless_line;

pub(super) fn run(
    setting: &Setting<'_>,
    file: &Path,
    begins_anew: bool,
    output: &mut Output<'_>,
) -> Result<Exit, Failure> {
    let (folders, _lock) = hold_embedded(setting, begins_anew, output)?;
    // Opening makes a CRM where there is none, so what may be wrong with the file comes first.
    let RegisterFile { contracts, refused, warnings } = read_register(file).map_err(|error| Failure::of(&error))?;
    let crm = folders.open_crm().map_err(|error| Failure::of(&error))?;
    let name = harmless_line(&file.display().to_string());
    let report = crm.load(contracts).map_err(|error| Failure::of(&error))?;
    for line in &refused {
        let unnumbered = if line.number.is_empty() { "-unnumbered" } else { "" };
        let message = Message::new(&format!("cli-register-refused{unnumbered}"))
            .with("file", name.as_str())
            .with("line", line.line.to_string())
            .with("number", line.number.as_str())
            .with("reason", line.reason.clone());
        output.complain(setting.texts, &message);
    }
    for warning in warnings.iter().chain(&report.warnings) {
        output.complain(setting.texts, &Message::new("cli-warning").with("what", warning.clone()));
    }
    let summary = Message::new("cli-register-done")
        .with("file", name)
        .with("added", report.added)
        .with("changed", report.changed)
        .with("same", report.same)
        .with("refused", refused.len());
    output.say(setting.texts, &summary)?;
    if report.missing > 0 {
        output.say(setting.texts, &Message::new("cli-register-missing").with("count", report.missing))?;
    }
    Ok(if refused.is_empty() { Exit::Done } else { Exit::Partly })
}
