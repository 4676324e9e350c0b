//! The desk with the session on it, for commands that work on rows.

use super::{Failure, Output, Setting, wait_for};
use crate::commit::Recovery;
use crate::desk::{Desk, DeskError, Folders, Lock, Opening};
use crate::model::{Explain as _, Message};
use crate::store::Store;

/// Opens it. What the CRM was asked after a crash, and what it said, is told on standard error.
pub(super) fn open(setting: &Setting<'_>, output: &mut Output<'_>) -> Result<(Desk, Recovery), Failure> {
    open_unless_held(setting, output)?.map_err(|held| Failure::of(&held))
}

/// As [`open`]; that somebody else has the state open is given back as it is.
pub(super) fn open_unless_held(
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<Result<(Desk, Recovery), DeskError>, Failure> {
    match wait_for(Desk::open(&setting.state, setting.config))? {
        Ok((desk, opening)) => {
            tell(&opening, setting, output);
            Ok(Ok((desk, opening.recovery)))
        }
        Err(held @ DeskError::InUse { .. }) => Ok(Err(held)),
        Err(error) => Err(Failure::of(&error)),
    }
}

/// The session's file alone, for commands that need no rows. That an older one was brought up to date without
/// a copy is told on standard error.
pub(super) fn open_store(folders: &Folders, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Store, Failure> {
    let (store, kept) = folders.open_store().map_err(|error| Failure::of(&error))?;
    if let Err(why) = kept {
        tell_not_copied(&why.explain(), setting, output);
    }
    Ok(store)
}

pub(super) fn tell_not_copied(why: &Message, setting: &Setting<'_>, output: &mut Output<'_>) {
    let what = Message::new("backup-not-made").with("why", why.clone());
    output.complain(setting.texts, &Message::new("cli-warning").with("what", what));
}

/// Opens it in a folder that is held already.
pub(super) fn open_in(
    folders: Folders,
    lock: Lock,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<(Desk, Recovery), Failure> {
    told(wait_for(Desk::open_in(folders, lock, setting.config))?, setting, output)
}

/// Opens it for the console: a CRM that lets wait is asked when the console is there.
pub(super) fn open_early_in(
    folders: Folders,
    lock: Lock,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<(Desk, Recovery), Failure> {
    told(wait_for(Desk::open_early_in(folders, lock, setting.config))?, setting, output)
}

fn told(
    opened: Result<(Desk, Opening), DeskError>,
    setting: &Setting<'_>,
    output: &mut Output<'_>,
) -> Result<(Desk, Recovery), Failure> {
    let (desk, opening) = opened.map_err(|error| Failure::of(&error))?;
    tell(&opening, setting, output);
    Ok((desk, opening.recovery))
}

fn tell(opening: &Opening, setting: &Setting<'_>, output: &mut Output<'_>) {
    let recovery = &opening.recovery;
    if !recovery.rows.is_empty() {
        output.complain(setting.texts, &Message::new("cli-recovered").with("count", recovery.rows.len()));
    }
    let unclear = recovery.unclear.iter().map(|unclear| unclear.why.clone());
    let early = recovery.early.map(|early| early.explain());
    for what in unclear.chain(recovery.unanswered.clone()).chain(early) {
        output.complain(setting.texts, &Message::new("cli-warning").with("what", what));
    }
    for why in &opening.not_copied {
        tell_not_copied(why, setting, output);
    }
}
