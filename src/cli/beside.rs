//! Commands that only look, beside a console that has the state open: they read a copy of it.

use std::io;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::desk::open_unless_held;
use super::{Failure, Output, Setting, wait_for};
use crate::desk::{Copy, Desk, DeskError, Holder, Look};
use crate::model::Message;
use crate::session::Session;

/// A session to be shown: at the desk, or as it stands while somebody else sits there.
pub(super) enum Shown {
    /// At the desk.
    Desk(Box<Desk>),
    /// Beside it.
    Look(Box<Look>),
}

impl Shown {
    pub fn open(setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Self, Failure> {
        match open_unless_held(setting, output)? {
            Ok((desk, _)) => Ok(Self::Desk(Box::new(desk))),
            Err(held) => {
                let look = wait_for(Look::take_whole(&setting.state, setting.config))?;
                let look = look.map_err(|error| why_not(&error, &held))?;
                tell(&held, look.taken_at, setting, output);
                Ok(Self::Look(Box::new(look)))
            }
        }
    }

    pub fn session(&self) -> &Session {
        match self {
            Self::Desk(desk) => &desk.session,
            Self::Look(look) => &look.session,
        }
    }
}

/// A copy of a state that somebody has open; says so on standard error.
pub(super) fn copy(held: &DeskError, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Copy, Failure> {
    let copy = Copy::take(&setting.state, setting.config).map_err(|error| why_not(&error, held))?;
    tell(held, copy.taken_at, setting, output);
    Ok(copy)
}

/// Where there is no session to be copied yet, that somebody is at it is the better word.
fn why_not(error: &DeskError, held: &DeskError) -> Failure {
    let is_none = matches!(error, DeskError::Folder { source, .. } if source.kind() == io::ErrorKind::NotFound);
    Failure::of(if is_none { held } else { error })
}

fn tell(held: &DeskError, taken_at: Timestamp, setting: &Setting<'_>, output: &mut Output<'_>) {
    let DeskError::InUse { holder, .. } = held else { return };
    let at = taken_at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string();
    let holder = holder.as_deref().map_or_else(|| Message::new("desk-holder-nameless"), Holder::who);
    output.complain(setting.texts, &Message::new("cli-looked").with("time", at).with("holder", holder));
}
