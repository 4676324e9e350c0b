//! Backups in JSON.

use std::path::Path;

use serde::Serialize;

use crate::desk::backup::Manifest;
use crate::text::harmless_line;

/// A backup that was made.
#[derive(Debug, Serialize)]
pub struct BackupLine<'backup> {
    file: String,
    made_at: String,
    program: &'backup str,
    rows: u64,
    last_batch: u64,
    log_entries: u64,
    fingerprint: &'backup str,
    session_schema: Option<u32>,
    crm_schema: Option<u32>,
    crm_entries: Option<u64>,
}

impl<'backup> BackupLine<'backup> {
    /// What a backup says of itself, and where it lies.
    #[must_use]
    pub fn of(manifest: &'backup Manifest, file: &Path) -> Self {
        Self {
            file: shown(file),
            made_at: manifest.made_at.to_string(),
            program: &manifest.program,
            rows: manifest.rows,
            last_batch: manifest.last_batch,
            log_entries: manifest.log_entries,
            fingerprint: &manifest.log_fingerprint,
            session_schema: manifest.session_schema(),
            crm_schema: manifest.crm_schema(),
            crm_entries: manifest.crm_entries,
        }
    }
}

/// A backup that was put back.
#[derive(Debug, Serialize)]
pub struct RestoredLine<'backup> {
    #[serde(flatten)]
    backup: BackupLine<'backup>,
    /// The folder into which went what was there.
    aside: String,
}

impl<'backup> RestoredLine<'backup> {
    /// What the backup says of itself, and where the files lie that were there before.
    #[must_use]
    pub fn of(manifest: &'backup Manifest, file: &Path, aside: &Path) -> Self {
        Self { backup: BackupLine::of(manifest, file), aside: shown(aside) }
    }
}

fn shown(path: &Path) -> String {
    harmless_line(&path.display().to_string())
}
