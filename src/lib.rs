//! Сверка: payments that 1C Accounting knows are matched to the contracts of a CRM, mended by hand
//! where the match is not certain, and committed in a batch.
//!
//! The rooms and the way of the data stand in `ARCHITECTURE.md`. A room imports only rooms on
//! lower floors: [`model`], [`text`], [`disk`] and [`lang`] know nobody.

pub mod cli;
pub mod commit;
pub mod config;
pub mod console;
pub mod crm;
pub mod demo;
pub mod desk;
pub mod disk;
pub mod ingest;
pub mod lang;
pub mod matching;
pub mod model;
pub mod search;
pub mod session;
pub mod store;
pub mod text;
