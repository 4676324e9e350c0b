//! The configured CRM, for commands that need no session.

use std::sync::Arc;

use super::beside::copy;
use super::desk::open_store;
use super::{Failure, Output, Setting};
use crate::config::CrmKind;
use crate::crm::{Crm, CrmError};
use crate::desk::{Copy, DeskError, Folders, Lock, connect, connect_beside, refuse_gone};
use crate::model::Message;

/// The CRM, with what must not go before it.
pub(super) struct CrmAtHand {
    pub crm: Arc<dyn Crm>,
    _kept: Kept,
}

/// Keeps consoles out of the state folder, or a copy beside one of them.
enum Kept {
    Lock(#[expect(dead_code, reason = "it is held, not used")] Lock),
    Copy(#[expect(dead_code, reason = "it is held, not used")] Box<Copy>),
}

/// Opens it to be asked; that of a state which a console has open is asked in a copy.
pub(super) fn open(setting: &Setting<'_>, output: &mut Output<'_>) -> Result<CrmAtHand, Failure> {
    match Folders::hold(&setting.state) {
        Ok((folders, lock)) => {
            let crm = connected(&folders, setting, output)?;
            Ok(CrmAtHand { crm, _kept: Kept::Lock(lock) })
        }
        Err(held @ DeskError::InUse { .. }) => {
            let copy = copy(&held, setting, output)?;
            Ok(CrmAtHand { crm: Arc::clone(&copy.crm), _kept: Kept::Copy(Box::new(copy)) })
        }
        Err(error) => Err(Failure::of(&error)),
    }
}

/// The session is opened only where the embedded CRM's file is not there: it says whether it ever was.
fn connected(folders: &Folders, setting: &Setting<'_>, output: &mut Output<'_>) -> Result<Arc<dyn Crm>, Failure> {
    let connected = if setting.config.crm == CrmKind::Embedded && may_be_gone(folders) {
        connect_beside(folders, &open_store(folders, setting, output)?, setting.config)
    } else {
        connect(folders, setting.config)
    };
    connected.map_err(|error| Failure::of(&error))
}

/// Takes the folder of the embedded CRM, for what only that can do; with `begins_anew` also where its file is gone.
pub(super) fn hold_embedded(
    setting: &Setting<'_>,
    begins_anew: bool,
    output: &mut Output<'_>,
) -> Result<(Folders, Lock), Failure> {
    if setting.config.crm != CrmKind::Embedded {
        let message = Message::new("bitrix24-not-here");
        return Err(Failure::of(&CrmError::Unavailable { detail: "not the embedded CRM".to_owned(), message }));
    }
    let (folders, lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
    if !begins_anew && may_be_gone(&folders) {
        refuse_gone(&folders, &open_store(&folders, setting, output)?).map_err(|error| Failure::of(&error))?;
    }
    Ok((folders, lock))
}

/// Whether only the session can say if the embedded CRM was ever begun.
fn may_be_gone(folders: &Folders) -> bool {
    !folders.crm().exists() && folders.store().exists()
}
