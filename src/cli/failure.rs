//! How a command ends: the exit status, and what is told when it ends early.

use std::process::ExitCode;

use crate::model::{Explain, Message};

/// The exit status that scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: all done.
    Done,
    /// 1: failed, and nothing changed beyond what was reported.
    Failed,
    /// 2: wrong usage or configuration.
    Usage,
    /// 3: finished, but some files or rows were refused.
    Partly,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Partly => 3,
        })
    }
}

/// Why a command ends early.
#[derive(Debug)]
pub enum Failure {
    /// Something that can happen, with what to tell the user.
    Told {
        /// The exit status.
        exit: Exit,
        /// What happened and what to do.
        message: Message,
    },
    /// Something that nobody expects.
    Unexpected(color_eyre::Report),
}

impl Failure {
    /// A failed command.
    #[must_use]
    pub const fn failed(message: Message) -> Self {
        Self::Told { exit: Exit::Failed, message }
    }

    /// A command that failed with this error.
    #[must_use]
    pub fn of(error: &impl Explain) -> Self {
        Self::failed(error.explain())
    }

    /// Wrong usage or configuration.
    #[must_use]
    pub const fn usage(message: Message) -> Self {
        Self::Told { exit: Exit::Usage, message }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Unexpected(error.into())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Unexpected(error.into())
    }
}
