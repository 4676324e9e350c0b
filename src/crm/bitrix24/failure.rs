//! Everything that can go wrong with a call, and what each of it asks for: back off, wait, stop,
//! or ask what became of it. In the words of whoever must act on it.
//!
//! After the table of system errors in the vendor's documents
//! (<https://apidocs.bitrix24.com/>, «Errors» of every method). Two different errors come with
//! status 503, so the code decides and never the status alone.

use std::time::Duration;

use super::wire::Refused;
use crate::crm::CrmError;
use crate::model::{Explain, Message};
use crate::text::harmless_line;

/// Why a call brought no good answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// More calls than the portal's plan lets through; nothing was done.
    #[error("the portal lets no more calls through for now")]
    Busy,
    /// The method has used up its running time; nothing was done.
    #[error("the method has used up its running time")]
    OutOfTime {
        /// When to come again, where the portal says so.
        after: Option<Duration>,
    },
    /// Nothing will be answered until a person does something; nothing was done.
    #[error("the portal answers {cause:?}: {words}")]
    Stop {
        /// What is wrong.
        cause: Cause,
        /// The portal's own words, made harmless.
        words: String,
    },
    /// The portal could not be reached; nothing was done.
    #[error("the portal is out of reach: {0}")]
    OutOfReach(String),
    /// No whole answer came: what was asked may have been done, or be done later.
    #[error("no answer: {0}")]
    Silent(String),
    /// The portal refuses this very call; nothing was done.
    #[error("refused with {} ({})", .0.code, .0.words)]
    Refused(Refused),
    /// A person stopped the batch before this call's turn came; nothing was done.
    #[error("held back")]
    HeldBack,
    /// The call itself is not as the documents want it: a mistake of this program.
    #[error("the call is wrong: {} ({})", .0.code, .0.words)]
    Ours(Refused),
}

/// What stops all calls until a person acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The webhook is unknown or its date has passed.
    Webhook,
    /// The webhook lacks a right that is ticked in its settings.
    Scope,
    /// The employee of the webhook lacks rights.
    Rights,
    /// The portal's plan has no REST.
    Plan,
    /// The portal wants an encrypted connection.
    Encryption,
    /// The vendor blocked the portal's REST by hand.
    Blocked,
    /// There is no such portal any more.
    Deleted,
    /// The portal sends callers to another address; the secret is not carried there.
    Moved,
    /// The certificate is not one that this machine trusts.
    Certificate,
    /// This machine has no roots to trust in.
    NoRoots,
}

/// What to do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// Nothing was done: come again, each time later.
    BackOff,
    /// Nothing was done: come again when the running time is given back.
    Wait(Option<Duration>),
    /// Not to be tried again before a person has acted.
    Stop,
    /// A read may simply be repeated; of a write the portal must be asked what it holds.
    Ask,
    /// The answer to this call is no.
    Take,
}

impl Failure {
    /// Sorts an error of an envelope or of one command of a batch.
    pub(super) fn of(refused: Refused, retry_after: Option<Duration>) -> Self {
        let stop = |cause| Self::Stop { cause, words: harmless_line(&refused.words) };
        match (refused.code.as_str(), refused.status) {
            ("QUERY_LIMIT_EXCEEDED", _) => Self::Busy,
            ("OPERATION_TIME_LIMIT", _) | (_, 429) => Self::OutOfTime { after: retry_after },
            ("OVERLOAD_LIMIT", _) => stop(Cause::Blocked),
            ("NO_AUTH_FOUND" | "expired_token" | "invalid_token", _) | ("", 401) => stop(Cause::Webhook),
            ("insufficient_scope", _) => stop(Cause::Scope),
            ("INVALID_CREDENTIALS" | "user_access_error", _) => stop(Cause::Rights),
            // With status 400, or inside a batch, the same word is said of one item.
            ("ACCESS_DENIED", 401 | 403) => stop(Cause::Plan),
            ("INVALID_REQUEST", _) => stop(Cause::Encryption),
            ("PORTAL_DELETED", _) => stop(Cause::Deleted),
            ("INTERNAL_SERVER_ERROR" | "ERROR_UNEXPECTED_ANSWER", _) => Self::Silent(refused.code),
            ("ERROR_BATCH_LENGTH_EXCEEDED" | "ERROR_BATCH_METHOD_NOT_ALLOWED" | "ERROR_METHOD_NOT_FOUND", _) => {
                Self::Ours(refused)
            }
            (_, 500..) => Self::Silent(format!("status {}", refused.status)),
            _ => Self::Refused(refused),
        }
    }

    /// What to do about it.
    pub(super) const fn treatment(&self) -> Treatment {
        match self {
            Self::Busy | Self::OutOfReach(_) => Treatment::BackOff,
            Self::OutOfTime { after } => Treatment::Wait(*after),
            Self::Stop { .. } | Self::Ours(_) => Treatment::Stop,
            Self::Silent(_) => Treatment::Ask,
            Self::Refused(_) | Self::HeldBack => Treatment::Take,
        }
    }

    /// Why there is a pause before another attempt; the time left follows.
    pub(super) const fn pause(&self) -> &'static str {
        match self {
            Self::OutOfReach(_) => "bitrix24-waits-network",
            Self::Silent(_) => "bitrix24-waits-silent",
            _ => "bitrix24-waits",
        }
    }

    /// Whether what was asked may have been done all the same.
    pub(super) const fn may_be_done(&self) -> bool {
        matches!(self, Self::Silent(_))
    }
}

impl Explain for Failure {
    fn explain(&self) -> Message {
        let refused = |key: &str, refused: &Refused| {
            Message::new(key).with("code", harmless_line(&refused.code)).with("words", harmless_line(&refused.words))
        };
        match self {
            Self::Busy => Message::new("bitrix24-busy"),
            Self::OutOfTime { .. } => Message::new("bitrix24-out-of-time"),
            Self::OutOfReach(detail) => Message::new("bitrix24-out-of-reach").with("detail", detail.as_str()),
            Self::Silent(detail) => Message::new("bitrix24-silent").with("detail", detail.as_str()),
            Self::HeldBack => Message::new("bitrix24-held-back"),
            Self::Refused(with) => refused("bitrix24-refused", with),
            Self::Ours(with) => refused("bitrix24-ours", with),
            Self::Stop { cause, words } => {
                let key = match cause {
                    Cause::Webhook => "bitrix24-stop-webhook",
                    Cause::Scope => "bitrix24-stop-scope",
                    Cause::Rights => "bitrix24-stop-rights",
                    Cause::Plan => "bitrix24-stop-plan",
                    Cause::Encryption => "bitrix24-stop-encryption",
                    Cause::Blocked => "bitrix24-stop-blocked",
                    Cause::Deleted => "bitrix24-stop-deleted",
                    Cause::Moved => "bitrix24-stop-moved",
                    Cause::Certificate => "bitrix24-stop-certificate",
                    Cause::NoRoots => "bitrix24-stop-no-roots",
                };
                Message::new(key).with("words", words.as_str())
            }
        }
    }
}

impl From<Failure> for CrmError {
    fn from(failure: Failure) -> Self {
        Self::Unavailable { detail: harmless_line(&failure.to_string()), message: failure.explain() }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::lang::{Language, Texts};

    fn failure(status: u16, code: &str) -> Failure {
        Failure::of(Refused { status, code: code.to_owned(), words: "слова".to_owned() }, None)
    }

    #[rstest]
    #[case(503, "QUERY_LIMIT_EXCEEDED", Treatment::BackOff)]
    #[case(429, "OPERATION_TIME_LIMIT", Treatment::Wait(None))]
    #[case(0, "OPERATION_TIME_LIMIT", Treatment::Wait(None))]
    #[case(503, "OVERLOAD_LIMIT", Treatment::Stop)]
    #[case(401, "NO_AUTH_FOUND", Treatment::Stop)]
    #[case(401, "expired_token", Treatment::Stop)]
    #[case(403, "insufficient_scope", Treatment::Stop)]
    #[case(0, "insufficient_scope", Treatment::Stop)]
    #[case(403, "INVALID_CREDENTIALS", Treatment::Stop)]
    #[case(403, "user_access_error", Treatment::Stop)]
    #[case(403, "ACCESS_DENIED", Treatment::Stop)]
    #[case(400, "ACCESS_DENIED", Treatment::Take)]
    #[case(0, "ACCESS_DENIED", Treatment::Take)]
    #[case(400, "INVALID_REQUEST", Treatment::Stop)]
    #[case(500, "PORTAL_DELETED", Treatment::Stop)]
    #[case(500, "INTERNAL_SERVER_ERROR", Treatment::Ask)]
    #[case(0, "INTERNAL_SERVER_ERROR", Treatment::Ask)]
    #[case(500, "ERROR_UNEXPECTED_ANSWER", Treatment::Ask)]
    #[case(400, "ERROR_BATCH_LENGTH_EXCEEDED", Treatment::Stop)]
    #[case(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", Treatment::Stop)]
    #[case(400, "NOT_FOUND", Treatment::Take)]
    #[case(400, "100", Treatment::Take)]
    #[case(400, "200040300020", Treatment::Take)]
    #[case(400, "", Treatment::Take)]
    #[case(502, "", Treatment::Ask)]
    fn every_error_of_the_table_is_treated(#[case] status: u16, #[case] code: &str, #[case] treatment: Treatment) {
        assert_eq!(failure(status, code).treatment(), treatment);
    }

    #[test]
    fn every_failure_is_told_in_every_language() {
        let mut failures = vec![
            Failure::Busy,
            Failure::OutOfTime { after: None },
            Failure::OutOfReach("x".to_owned()),
            Failure::Silent("x".to_owned()),
            failure(400, "NOT_FOUND"),
            failure(405, "ERROR_BATCH_METHOD_NOT_ALLOWED"),
        ];
        let causes = [
            (401, "NO_AUTH_FOUND"),
            (403, "insufficient_scope"),
            (403, "INVALID_CREDENTIALS"),
            (403, "ACCESS_DENIED"),
            (400, "INVALID_REQUEST"),
            (503, "OVERLOAD_LIMIT"),
            (500, "PORTAL_DELETED"),
        ];
        failures.extend(causes.map(|(status, code)| failure(status, code)));
        let unasked = [Cause::Moved, Cause::Certificate, Cause::NoRoots];
        failures.extend(unasked.map(|cause| Failure::Stop { cause, words: "x".to_owned() }));
        for language in Language::ALL {
            let texts = Texts::load(language);
            for failure in &failures {
                let told = texts.words(&failure.explain());
                assert!(!told.contains('⟦') && !told.contains('{') && !told.is_empty(), "{failure:?}: {told}");
            }
        }
    }

    #[test]
    fn only_silence_leaves_a_write_in_doubt() {
        assert!(failure(500, "INTERNAL_SERVER_ERROR").may_be_done());
        assert!(!failure(503, "QUERY_LIMIT_EXCEEDED").may_be_done());
        assert!(!failure(401, "NO_AUTH_FOUND").may_be_done());
    }
}
