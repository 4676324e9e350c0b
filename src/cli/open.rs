//! `sverka [FILE…]`: the console on the last session.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::desk::{open_early_in, open_in};
use super::import::import;
use super::seat::{self, Seat};
use super::{Exit, Failure, Output, Setting, keys};
use crate::commit::Recovery;
use crate::console::state::Notice;
use crate::console::terminal::{self, TerminalError};
use crate::console::{self, ConsoleError};
use crate::desk::{Desk, Look};
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// The console. FILEs are imported first; when none of them can be, the console stays shut, so
/// that the reason is seen.
pub(super) fn run(setting: &Setting<'_>, files: &[PathBuf], output: &mut Output<'_>) -> Result<Exit, Failure> {
    if let Some(word) = files.first().and_then(|file| looks_like_a_command(file)) {
        return Err(Failure::usage(Message::new("cli-no-such-file-or-command").with("word", word)));
    }
    check(setting)?;
    let (folders, lock, taken) = match seat::take(setting, !files.is_empty())? {
        Seat::Own(folders, lock, taken) => (folders, lock, taken),
        Seat::Look(look) => return look_on(*look, setting),
        Seat::None => return Ok(Exit::Done),
    };
    let opened = if files.is_empty() {
        open_early_in(folders, lock, setting, output)
    } else {
        open_in(folders, lock, setting, output)
    };
    let (mut desk, recovery) = opened?;
    let taken = taken.map(|taken| taken.note(&desk)).transpose()?;
    let (imported, mut told) = if files.is_empty() {
        (Exit::Done, Vec::new())
    } else {
        let imports = import(&mut desk, files, true, setting.texts, output)?;
        (imports.exit, imports.told)
    };
    if imported == Exit::Failed {
        return Ok(imported);
    }
    told.extend(taken);
    output.flush()?;
    show(desk, &recovery, told, setting, output)?;
    Ok(imported)
}

/// The console beside somebody else's.
pub(super) fn look_on(look: Look, setting: &Setting<'_>) -> Result<Exit, Failure> {
    console::look(look, setting.config, setting.texts).map_err(|error| failure(&error))?;
    Ok(Exit::Done)
}

/// What must be in order before anything is opened or made for a console.
pub(super) fn check(setting: &Setting<'_>) -> Result<(), Failure> {
    terminal::check().map_err(|error| Failure::usage(error.explain()))?;
    keys::load(&setting.config.keys, None).map_err(|error| Failure::usage(error.explain()))?;
    Ok(())
}

/// Opens the console at a desk until the person leaves; `told` is what became of the files that
/// were read just before. Who took the desk over is said on the terminal that is given back.
pub(super) fn show(
    desk: Desk,
    recovery: &Recovery,
    told: Vec<Notice>,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let opened = console::open(desk, recovery, told, setting.config, setting.texts);
    if let Some(taker) = opened.map_err(|error| failure(&error))? {
        let time = taker.since.to_zoned(TimeZone::system()).strftime("%H:%M").to_string();
        let message = Message::new("cli-taken-over").with("holder", taker.who()).with("place", taker.place());
        output.complain(setting.texts, &message.with("time", time));
    }
    Ok(())
}

/// How a command ends whose console did not open, or had to leave.
pub(super) fn failure(error: &ConsoleError) -> Failure {
    match error {
        ConsoleError::Keymap(_) | ConsoleError::Terminal(TerminalError::NoTerminal | TerminalError::TooSimple(_)) => {
            Failure::usage(error.explain())
        }
        other => Failure::of(other),
    }
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
