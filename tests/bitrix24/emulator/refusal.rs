//! An answer that is an error: the HTTP status, the code and the words that the documents give.

use serde_json::{Value, json};

/// The code of an error. The documents have words and numbers, and an empty word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// `"error": "NOT_FOUND"`.
    Word(String),
    /// `"error": 200040300020`: written without quotes.
    Number(u64),
}

/// A refused call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status where the call was a hit of its own; a batch answers 200 whatever is inside.
    pub status: u16,
    /// The code.
    pub code: Code,
    /// The words.
    pub description: String,
}

impl Refusal {
    /// A refusal with a word for its code.
    pub fn new(status: u16, code: &str, description: impl Into<String>) -> Self {
        Self { status, code: Code::Word(code.to_owned()), description: description.into() }
    }

    /// A refusal with a number for its code, status 400 as all of them in the documents.
    pub fn numbered(code: u64, description: impl Into<String>) -> Self {
        Self { status: 400, code: Code::Number(code), description: description.into() }
    }

    /// A parameter that the method cannot do without.
    pub fn missing(parameter: &str) -> Self {
        Self::new(400, "100", format!("Could not find value for parameter {{{parameter}}}"))
    }

    /// The code as text, for assertions and the log.
    pub fn code_text(&self) -> String {
        match &self.code {
            Code::Word(word) => word.clone(),
            Code::Number(number) => number.to_string(),
        }
    }

    /// The JSON body.
    pub fn body(&self) -> Value {
        let code = match &self.code {
            Code::Word(word) => Value::from(word.as_str()),
            Code::Number(number) => Value::from(*number),
        };
        json!({ "error": code, "error_description": self.description })
    }
}

/// The errors that any method may answer with, as in the table of system errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemError {
    /// 500.
    Internal,
    /// 500.
    UnexpectedAnswer,
    /// 503: the bucket is full.
    QueryLimit,
    /// 405, only inside a batch.
    BatchMethod,
    /// 400, only inside a batch.
    BatchLength,
    /// 401: a wrong or expired webhook.
    NoAuth,
    /// 400.
    HttpsRequired,
    /// 503: a block by hand; never to be tried again.
    Overload,
    /// 403: a plan without REST.
    Plan,
    /// 403: the person of the webhook lacks a right.
    Credentials,
    /// 403.
    Scope,
    /// 401.
    ExpiredToken,
    /// 403.
    UserAccess,
    /// 500.
    PortalDeleted,
    /// 429: too much operation time of one method.
    OperationTime,
}

impl SystemError {
    /// Every error of the table, for tests that go through all.
    pub const ALL: [Self; 15] = [
        Self::Internal,
        Self::UnexpectedAnswer,
        Self::QueryLimit,
        Self::BatchMethod,
        Self::BatchLength,
        Self::NoAuth,
        Self::HttpsRequired,
        Self::Overload,
        Self::Plan,
        Self::Credentials,
        Self::Scope,
        Self::ExpiredToken,
        Self::UserAccess,
        Self::PortalDeleted,
        Self::OperationTime,
    ];

    /// The refusal as the table has it.
    pub fn refusal(self) -> Refusal {
        let (status, code, description) = match self {
            Self::Internal => (500, "INTERNAL_SERVER_ERROR", "Internal server error"),
            Self::UnexpectedAnswer => (500, "ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response"),
            Self::QueryLimit => (503, "QUERY_LIMIT_EXCEEDED", "Too many requests"),
            Self::BatchMethod => (405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage"),
            Self::BatchLength => (400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded"),
            Self::NoAuth => (401, "NO_AUTH_FOUND", "Wrong authorization data"),
            Self::HttpsRequired => (400, "INVALID_REQUEST", "Https required"),
            Self::Overload => (503, "OVERLOAD_LIMIT", "REST API is blocked due to overload"),
            Self::Plan => (403, "ACCESS_DENIED", "REST API is available only on commercial plans"),
            Self::Credentials => (403, "INVALID_CREDENTIALS", "Invalid request credentials"),
            Self::Scope => {
                (403, "insufficient_scope", "The request requires higher privileges than provided by the webhook token")
            }
            Self::ExpiredToken => (401, "expired_token", "The access token provided has expired"),
            Self::UserAccess => (403, "user_access_error", "The user does not have access to the application"),
            Self::PortalDeleted => (500, "PORTAL_DELETED", "Portal was deleted"),
            Self::OperationTime => (429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit"),
        };
        Refusal::new(status, code, description)
    }
}
