//! `sverka [FILE…]`: the console on the last session.

use std::path::{Path, PathBuf};

use super::desk::{open, open_early};
use super::import::import;
use super::{Exit, Failure, Output, Setting, keys};
use crate::commit::Recovery;
use crate::console::state::Notice;
use crate::console::terminal::{self, TerminalError};
use crate::console::{self, ConsoleError};
use crate::desk::Desk;
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// The console. FILEs are imported first; when none of them can be, the console stays shut, so
/// that the reason is seen.
pub(super) fn run(setting: &Setting<'_>, files: &[PathBuf], output: &mut Output<'_>) -> Result<Exit, Failure> {
    if let Some(word) = files.first().and_then(|file| looks_like_a_command(file)) {
        return Err(Failure::usage(Message::new("cli-no-such-file-or-command").with("word", word)));
    }
    check(setting)?;
    let (mut desk, recovery) = if files.is_empty() { open_early(setting, output)? } else { open(setting, output)? };
    let (imported, told) = if files.is_empty() {
        (Exit::Done, Vec::new())
    } else {
        let imports = import(&mut desk, files, true, setting.texts, output)?;
        (imports.exit, imports.told)
    };
    if imported == Exit::Failed {
        return Ok(imported);
    }
    output.flush()?;
    show(desk, &recovery, told, setting)?;
    Ok(imported)
}

/// What must be in order before anything is opened or made for a console.
pub(super) fn check(setting: &Setting<'_>) -> Result<(), Failure> {
    terminal::check().map_err(|error| Failure::usage(error.explain()))?;
    keys::load(&setting.config.keys, None).map_err(|error| Failure::usage(error.explain()))?;
    Ok(())
}

/// Opens the console at a desk until the person leaves; `told` is what became of the files that
/// were read just before.
pub(super) fn show(desk: Desk, recovery: &Recovery, told: Vec<Notice>, setting: &Setting<'_>) -> Result<(), Failure> {
    console::open(desk, recovery, told, setting.config, setting.texts).map_err(|error| match error {
        ConsoleError::Keymap(_) | ConsoleError::Terminal(TerminalError::NoTerminal | TerminalError::TooSimple(_)) => {
            Failure::usage(error.explain())
        }
        other => Failure::of(&other),
    })
}

/// A word that is no file and has nothing of a path in it was meant as a command.
fn looks_like_a_command(file: &Path) -> Option<String> {
    let word = file.to_str()?;
    let is_bare = !word.contains(['/', '.']);
    (is_bare && !file.exists()).then(|| harmless_line(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_command_is_told_from_a_file() {
        assert_eq!(looks_like_a_command(Path::new("imprt")), Some("imprt".to_owned()));
        for file in ["src", "kl_to_1c.txt", "./imprt", "/nowhere"] {
            assert_eq!(looks_like_a_command(Path::new(file)), None, "{file}");
        }
    }
}
