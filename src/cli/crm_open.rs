//! The configured CRM, for commands that need no session.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;

use super::{Failure, Setting};
use crate::config::CrmKind;
use crate::crm::embedded::EmbeddedCrm;
use crate::model::Message;
use crate::text::harmless_line;

/// Opens it. The state folder is made if it is not there, for nobody else to read.
pub(super) fn open(setting: &Setting<'_>) -> Result<EmbeddedCrm, Failure> {
    DirBuilder::new().recursive(true).mode(0o700).create(&setting.state).map_err(|error| {
        Failure::failed(
            Message::new("cli-state-folder")
                .with("folder", harmless_line(&setting.state.display().to_string()))
                .with("detail", harmless_line(&error.to_string())),
        )
    })?;
    match setting.config.crm {
        CrmKind::Embedded => EmbeddedCrm::open(&setting.state.join("crm.redb")).map_err(|error| Failure::of(&error)),
    }
}
