//! The batch as plain state: rows, edits with their inverses, undo and redo, filter, sort, totals.
//!
//! No terminal, no network, no files: what must be kept is handed out as [`crate::store::Write`]s.
