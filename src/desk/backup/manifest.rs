//! What a backup says of itself: the first file in it.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::BackupError;
use super::names::{CRM, PARTS, SESSION};
use crate::crm::embedded::EmbeddedCrm;
use crate::store::Facts;

/// The form of backups that this program writes and reads.
pub(super) const FORM: u32 = 1;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub form: u32,
    /// Version of the program that made it.
    pub program: String,
    /// When it was made, by the clock of that machine.
    pub made_at: Timestamp,
    /// Why it was made.
    pub why: Why,
    /// Rows of the session.
    pub rows: u64,
    /// The last batch of the journal; 0 where there was none.
    pub last_batch: u64,
    /// Entries of the log.
    pub log_entries: u64,
    /// The fingerprint of the last of them, in hexadecimal digits.
    pub log_fingerprint: String,
    /// Entries of the embedded CRM's ledger, where there is one.
    pub crm_entries: Option<u64>,
    /// The files in it.
    pub parts: Vec<Part>,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A person asked for it.
    Asked,
    /// By itself, at the first start of a day.
    Daily,
    /// By itself, before a file was brought up to date.
    Migration,
}

/// A file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the state folder.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// The schema of its tables, where it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<u32>,
}

impl Manifest {
    /// Of the copied files in a folder. They are opened and checked, but not brought up to date.
    pub(super) fn of(folder: &Path, why: Why) -> Result<Self, BackupError> {
        let session = Facts::of(&folder.join(SESSION))?;
        let crm_file = folder.join(CRM);
        let crm = if crm_file.exists() { Some(EmbeddedCrm::open(&crm_file)?.facts()?) } else { None };
        let mut parts = Vec::new();
        for name in PARTS {
            let file = folder.join(name);
            if !file.exists() {
                continue;
            }
            let (size, sha256) =
                File::open(&file).and_then(|file| copy_summed(file, io::sink())).map_err(BackupError::at(&file))?;
            let schema = match name {
                SESSION => Some(session.schema),
                CRM => crm.map(|crm| crm.schema),
                _ => None,
            };
            parts.push(Part { name: name.to_owned(), size, sha256, schema });
        }
        Ok(Self {
            form: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: Timestamp::now(),
            why,
            rows: session.rows,
            last_batch: session.last_batch.0,
            log_entries: session.log.count,
            log_fingerprint: session.log.fingerprint.to_string(),
            crm_entries: crm.map(|crm| crm.entries),
            parts,
        })
    }

    /// The part of that name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// The schema of the session's file.
    #[must_use]
    pub fn session_schema(&self) -> Option<u32> {
        self.part(SESSION)?.schema
    }

    /// The schema of the embedded CRM's file, where there is one.
    #[must_use]
    pub fn crm_schema(&self) -> Option<u32> {
        self.part(CRM)?.schema
    }
}

/// Copies all bytes, and tells how many there were and their SHA-256.
pub(super) fn copy_summed(mut from: impl Read, mut to: impl Write) -> io::Result<(u64, String)> {
    const PIECE: usize = 128 * 1024;
    let mut sum = Sha256::new();
    let mut size = 0;
    let mut piece = vec![0; PIECE];
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = piece.get(..read).unwrap_or_default();
        sum.update(bytes);
        to.write_all(bytes)?;
        size += read as u64;
    }
    let mut digits = String::new();
    for byte in sum.finalize() {
        // A string takes everything.
        let _taken = write!(digits, "{byte:02x}");
    }
    Ok((size, digits))
}
