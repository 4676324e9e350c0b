//! From the bytes of a file to payments: one file a format, each a stream that gives a [`Payment`]
//! or a refusal with its place. Formats are told by content, never by file name.
//!
//! Nothing here matches, stores or prints; memory does not grow with the file.

use crate::model::{Message, Payment};

/// What one document of a file became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// A payment.
    Payment(Box<Payment>),
    /// Not a payment, and why.
    Refused(RefusedDocument),
}

/// A document that could not become a row: its place, its number and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedDocument {
    /// File name without folders, made harmless.
    pub file: String,
    /// Line of the document's start, from 1.
    pub line: u64,
    /// Number of the document as far as it could be read; may be empty.
    pub number: String,
    /// What is wrong with it; the phrase's key begins with «refused-».
    pub reason: Message,
}
