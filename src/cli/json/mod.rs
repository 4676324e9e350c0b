//! The shapes of JSON Lines that scripts rely on, one file a command. Sums and days are texts.

mod crm;

pub use crm::{ContractLine, PaymentLine};
