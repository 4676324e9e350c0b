//! The configured CRM, for commands that need no session.

use std::sync::Arc;

use super::{Failure, Setting};
use crate::config::CrmKind;
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm, CrmError};
use crate::desk::{Folders, Lock, connect};
use crate::model::Message;

/// Opens it. The lock keeps consoles out of the state folder while it lives.
pub(super) fn open(setting: &Setting<'_>) -> Result<(Arc<dyn Crm>, Lock), Failure> {
    let (folders, lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
    let crm = connect(&folders, setting.config).map_err(|error| Failure::of(&error))?;
    Ok((crm, lock))
}

/// Opens the embedded CRM, for what only that can do.
pub(super) fn embedded(setting: &Setting<'_>) -> Result<(EmbeddedCrm, Lock), Failure> {
    if setting.config.crm != CrmKind::Embedded {
        let message = Message::new("bitrix24-not-here");
        return Err(Failure::of(&CrmError::Unavailable { detail: "not the embedded CRM".to_owned(), message }));
    }
    let (folders, lock) = Folders::hold(&setting.state).map_err(|error| Failure::of(&error))?;
    let crm = folders.open_crm().map_err(|error| Failure::of(&error))?;
    Ok((crm, lock))
}
