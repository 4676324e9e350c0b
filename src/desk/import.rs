//! Files of payments into the session, a transaction a file.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::{Desk, DeskError};
use crate::ingest::{Document, FileReport, RefusedDocument, read_file};
use crate::model::PaymentId;
use crate::session::ImportCounts;
use crate::store::FileRecord;

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What is known of the file.
    pub report: FileReport,
    /// What was new, the same, or changed.
    pub counts: ImportCounts,
    /// The documents that could not become rows.
    pub refused: Vec<RefusedDocument>,
    /// The rows of its documents, whether they were there before or not: in the order of the
    /// file, each once, those that it says were deleted at the end.
    pub rows: Vec<PaymentId>,
}

impl Imported {
    /// Whether the session is as it was before: everything had been read before.
    #[must_use]
    pub const fn changed_nothing(&self) -> bool {
        self.counts.added == 0 && self.counts.changed.is_empty()
    }
}

/// One file of an import.
#[derive(Debug)]
pub struct ImportOutcome {
    /// The file as it was named.
    pub file: PathBuf,
    /// What it brought. On an error nothing of it is in the session.
    pub result: Result<Imported, DeskError>,
}

impl Desk {
    /// Reads files into the session, each on disk before the next begins. `progress` hears the
    /// documents read so far, of all files.
    pub fn import(&mut self, files: &[PathBuf], progress: &mut dyn FnMut(u64)) -> Vec<ImportOutcome> {
        let mut documents = 0;
        files
            .iter()
            .map(|file| {
                let result = self.import_one(file, &mut |count| progress(documents + count));
                if let Ok(imported) = &result {
                    documents += imported.report.payments + imported.report.refused;
                }
                ImportOutcome { file: file.clone(), result }
            })
            .collect()
    }

    fn import_one(&mut self, file: &Path, progress: &mut dyn FnMut(u64)) -> Result<Imported, DeskError> {
        let mut payments = Vec::new();
        let mut refused = Vec::new();
        let report = read_file(file, &self.reading, &mut |document| {
            match document {
                Document::Payment(payment) => payments.push(*payment),
                Document::Refused(document) => refused.push(document),
            }
            progress((payments.len() + refused.len()) as u64);
        })?;
        let mut rows: Vec<PaymentId> =
            payments.iter().map(|payment| payment.id).chain(report.deleted.iter().copied()).collect();
        let (writes, counts) = self.session.merge_import(payments, &report.deleted, record(&report));
        if !writes.is_empty()
            && let Err(error) = self.store.save(&writes)
        {
            // The session must not show what is not on disk.
            if let Ok(saved) = self.store.load() {
                self.session.load_again(saved);
            }
            return Err(error.into());
        }
        let mut seen = HashSet::new();
        // What was deleted in 1C may never have been here.
        rows.retain(|id| self.session.row(*id).is_some() && seen.insert(*id));
        Ok(Imported { report, counts, refused, rows })
    }
}

fn record(report: &FileReport) -> FileRecord {
    FileRecord {
        file: report.file.clone(),
        format: report.format.name().to_owned(),
        payments: report.payments,
        refused: report.refused,
        warnings: report.warnings.clone(),
        complete: report.complete,
        period: report.period,
        own: report.own.clone(),
    }
}
