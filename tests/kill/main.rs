//! kill -9 at random moments: of the program committing, importing, bringing an old state up to date
//! and putting a backup back, of a batch that is taken back, and of a session being edited. Afterwards
//! every payment is in the CRM exactly once or not at all, as its row says, every edit that was
//! acknowledged is there, and every state opens by itself. The figures are printed on standard error.
//!
//! The same is asked of a disk that is full at any moment.
//!
//! `SVERKA_KILLS` says how many kills of each kind are made. The moments come from a seed; where in the
//! program they fall differs from run to run. A delay here is never a wait for something: it is
//! the subject of the test. One state folder is killed many times in its life, and what a kill
//! left is looked at in a copy, so that the program itself must mend it, and may be killed at that
//! as well.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its ground gives way")]

mod commit;
mod editing;
mod full_disk;
mod import;
mod judge;
mod lane;
mod migration;
mod restoring;
mod reversal;
mod state;

use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Kills of each kind where the environment says nothing else.
const KILLS: usize = 40;
const KILLS_VARIABLE: &str = "SVERKA_KILLS";

fn kills() -> usize {
    match std::env::var(KILLS_VARIABLE) {
        Ok(count) => count.parse().expect("SVERKA_KILLS is a number"),
        Err(_) => KILLS,
    }
}

/// Past the capture of the test harness, which swallows what a passed test prints.
fn tell(figures: fmt::Arguments<'_>) {
    writeln!(std::io::stderr(), "{figures}").expect("standard error takes it");
}

/// The program at a state of its own.
fn program(state: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sverka"));
    command.arg("--state").arg(state).args(arguments).env_remove("SVERKA_CONFIG").env("XDG_CONFIG_HOME", state);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// xorshift (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }

    fn moment(&mut self, longest: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(longest.as_micros()).expect("it is short")))
    }
}
