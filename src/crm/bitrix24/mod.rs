//! Bitrix24: a portal in the vendor's cloud that keeps deals, invoices and what was paid on them.
//!
//! Everything here follows the vendor's documents (<https://apidocs.bitrix24.com/>); nothing that
//! they do not name is sent. The address of the webhook is a secret and stays in [`secret`]. No
//! file, no journal and no screen is known here.

mod batch;
mod client;
mod failure;
mod pace;
pub mod secret;
mod wire;

pub use pace::Limits;
