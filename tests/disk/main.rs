//! The whole work over failing disks: a file is read, rows are decided, committed, one is taken
//! back and goes once more, with the real desk and engine, while the session or the embedded CRM
//! lies on a disk that fails at a chosen call, or loses power at any sync.
//!
//! What is left is judged twice: as it stands (nothing that was told is untrue, nothing is in the
//! CRM without its intent on disk), and after the next start with one more commit: each payment is
//! there exactly once.

#![expect(clippy::expect_used, reason = "a test stops where its ground gives way")]

mod clocks;
mod faults;
mod images;
mod judge;
mod lost;
mod media;
mod script;

use std::fmt;
use std::io::Write as _;

/// Past the capture of the test harness, which swallows what a passed test prints.
fn tell(figures: fmt::Arguments<'_>) {
    writeln!(std::io::stderr(), "{figures}").expect("standard error takes it");
}
