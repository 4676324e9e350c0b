//! Demo data: three houses, their contracts and a month of payments, the same on every machine.
//!
//! No clock, no randomness, no names of living people; nothing here reads what it wrote. Most
//! payments are plain; the rest are the nasty cases of the trade, a file a family of cases. The
//! truth of each payment stands beside it, so that a matcher can be judged.

mod amounts;
mod banks;
mod deals;
mod dice;
mod document;
mod exchange;
mod houses;
mod institutions;
mod month;
mod numbers;
mod others;
mod people;
mod persons;
mod register;
mod remembered;
mod statement;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Contract, Lesson, PaymentId, Unit};

/// The files that [`write()`] made.
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
    /// Number of the document in its file. Only the document that the statement holds twice shares
    /// its number.
    pub number: String,
    /// Numbers of the contracts that it pays; empty where it pays none of them.
    pub contracts: Vec<String>,
    /// Whether a careful accountant would let it pass without a look. Of the documents of the
    /// cases `same_document_twice` and `in_both_files` one may pass, not both.
    pub may_be_ready: bool,
    /// What kind of case it is; `plain` for the ordinary.
    pub case: &'static str,
}

/// The contracts of the demo, in the order of the register.
#[must_use]
pub fn contracts() -> Vec<Contract> {
    deals::all().into_iter().map(|deal| deal.contract).collect()
}

/// All units of the demo's houses, free ones too.
#[must_use]
pub fn units() -> Vec<Unit> {
    houses::all()
}

/// What the accountant's decisions of September taught the memory: whom to expect in October.
#[must_use]
pub fn lessons() -> Vec<(PaymentId, Lesson)> {
    let (deals, documents) = month::all();
    remembered::lessons(&deals, &documents)
}

/// What is true of each document of the month, in the order of the files.
#[must_use]
pub fn truth() -> Vec<Truth> {
    let (_, documents) = month::all();
    let truth = documents.into_iter().map(|document| Truth {
        number: document.number,
        contracts: document.contracts,
        may_be_ready: document.may_be_ready,
        case: document.case,
    });
    truth.collect()
}

/// Writes the register and the payment files into a folder, which is made if it is not there.
/// Writing them once more changes nothing.
///
/// # Errors
/// What the system says when a file cannot be written; [`io::ErrorKind::AlreadyExists`], naming
/// the file, when something else bears its name: somebody's own register is not overwritten.
pub fn write(folder: &Path) -> io::Result<DemoFiles> {
    let (deals, documents) = month::all();
    std::fs::create_dir_all(folder)?;
    let files = DemoFiles {
        register: folder.join("register.csv"),
        files: vec![folder.join("kl_to_1c.txt"), folder.join("Message_1.8.xml")],
    };
    let contents = [register::bytes(&deals)?, statement::bytes(&documents), exchange::bytes(&documents)];
    let paths = || std::iter::once(&files.register).chain(&files.files);
    for (path, content) in paths().zip(&contents) {
        if path.try_exists()? && std::fs::read(path)? != *content {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, path.display().to_string()));
        }
    }
    for (path, content) in paths().zip(&contents) {
        std::fs::write(path, content)?;
    }
    Ok(files)
}
