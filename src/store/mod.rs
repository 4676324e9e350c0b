//! Sessions, edits and the journal in redb, with their schema version.
//!
//! Beside `crm/embedded` no other room names redb.
