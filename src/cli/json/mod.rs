//! The shapes of JSON Lines that scripts rely on, one file a command. Sums and days are texts.

mod backup;
mod commit;
mod crm;
mod log;
mod memory;
mod reverse;
mod row;

pub use backup::{BackupLine, RestoredLine};
pub use commit::{CommitLine, CommitSummary, CommitTotals, sums};
pub use crm::{ContractLine, PaymentLine};
pub use log::LogLine;
pub use memory::MemoryLine;
pub use reverse::{ReversalSummary, ReversalTotals};
pub use row::{RowLine, contract_number};
