//! What the CRM's file says of itself.

use redb::{ReadableDatabase as _, ReadableTableMetadata as _};

use super::EmbeddedCrm;
use super::file::{CONTRACTS, ENTRIES, Fault, schema_of};
use crate::crm::CrmError;

/// What the CRM's file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Its schema.
    pub schema: u32,
    /// Contracts in it.
    pub contracts: u64,
    /// Entries of its ledger: payments that it took, and those that it took back.
    pub entries: u64,
}

impl EmbeddedCrm {
    /// What the file says of itself.
    ///
    /// # Errors
    /// [`CrmError`] when it cannot be read.
    pub fn facts(&self) -> Result<Facts, CrmError> {
        let read = || -> Result<Facts, Fault> {
            let transaction = self.database.begin_read()?;
            let contracts = transaction.open_table(CONTRACTS)?.len()?;
            let entries = transaction.open_table(ENTRIES)?.len()?;
            Ok(Facts { schema: schema_of(&transaction)?, contracts, entries })
        };
        read().map_err(|fault| fault.at(&self.path))
    }
}
