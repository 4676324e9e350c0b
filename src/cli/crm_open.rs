//! The configured CRM, for commands that need no session.

use super::{Failure, Setting};
use crate::config::CrmKind;
use crate::crm::CrmError;
use crate::crm::embedded::EmbeddedCrm;
use crate::desk::{Folders, Lock};
use crate::model::Message;

/// Opens it. The lock keeps consoles out of the state folder while it lives.
pub(super) fn open(setting: &Setting<'_>) -> Result<(EmbeddedCrm, Lock), Failure> {
    let (folders, lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
    let crm = match setting.config.crm {
        CrmKind::Embedded => EmbeddedCrm::open(&folders.crm()).map_err(|error| Failure::of(&error))?,
        CrmKind::Bitrix24 => {
            let message = Message::new("bitrix24-not-here");
            return Err(Failure::of(&CrmError::Unavailable { detail: "not the embedded CRM".to_owned(), message }));
        }
    };
    Ok((crm, lock))
}
