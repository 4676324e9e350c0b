//! Whose seat it is: the state folder for a console, or, where somebody else has it open, what the
//! person decides about that.

use super::{Failure, Setting};
use crate::console::held::{self, Answer};
use crate::console::state::{Notice, Tone};
use crate::desk::{Desk, DeskError, Folders, Holder, Lock, Look};
use crate::model::Message;
use crate::store::Write;
use crate::store::log::{Event, Note};

/// Where a console sits down.
pub(super) enum Seat {
    /// At the desk.
    Own(Folders, Lock, Option<TakenFrom>),
    /// Beside it.
    Look(Box<Look>),
    /// Nowhere: the person left.
    None,
}

/// Who had to make room.
pub(super) struct TakenFrom {
    holder: Box<Holder>,
    forced: bool,
}

/// Takes the folder, or asks the person what to do where somebody has it.
pub(super) fn take(setting: &Setting<'_>, brings_files: bool) -> Result<Seat, Failure> {
    let holder = match Folders::hold(&setting.state) {
        Ok((folders, lock)) => return Ok(Seat::Own(folders, lock, None)),
        Err(DeskError::InUse { holder, .. }) => holder.map(|holder| *holder),
        Err(error) => return Err(Failure::of(&error)),
    };
    let answer = held::ask(setting.state.clone(), holder, brings_files, setting.config, setting.texts);
    Ok(match answer.map_err(|error| super::open::failure(&error))? {
        Answer::Leave => Seat::None,
        Answer::Look(look) => Seat::Look(look),
        Answer::Taken { folders, lock, from, forced } => {
            Seat::Own(folders, lock, from.map(|holder| TakenFrom { holder, forced }))
        }
    })
}

impl TakenFrom {
    /// Writes it to the log, and says it on the console's first screen.
    pub(super) fn note(self, desk: &Desk) -> Result<Notice, Failure> {
        let (holder, place) = (self.holder.who(), self.holder.place());
        let Holder { user, terminal, from, .. } = *self.holder;
        let event = Event::TakenOver { user, terminal, from, forced: self.forced };
        let written = desk.store.save(&[Write::Log(Box::new(Note::of(event)))]);
        written.map_err(|error| Failure::of(&error))?;
        let message = Message::new("console-taken-from").with("holder", holder).with("place", place);
        Ok(Notice { tone: Tone::Good, message })
    }
}
