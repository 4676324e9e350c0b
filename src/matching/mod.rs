//! From payments and contracts to findings: evidence in bits, candidates with their margin, gates,
//! and the decision. Pure: the same input gives the same output, whatever its order; no IO, no
//! clock, no randomness.

mod allocate;
mod assignment;
mod checks;
mod claims;
mod decide;
mod doubles;
mod doubts;
mod entered;
mod evidence;
mod explain;
mod find;
mod gates;
mod index;
mod memory;
mod names;
mod reading;
mod refunds;
mod settings;
mod side_by_side;
mod understood;
mod words;

pub(crate) use doubles::{document_number, payer_keys};
pub(crate) use names::is_bank;

pub use allocate::lay_over;
pub use checks::{Check, Condition, checks};
pub use entered::paid_in_its_place;
pub use explain::{account, change, name_hints, reason, stops};
pub use find::{Case, Standing, find_all, find_all_knowing};
pub use gates::check_choice;
pub use index::Index;
pub use memory::{payer_key, role_of};
pub use refunds::{lay_back, names_refund, refund_leads};
pub use settings::{Settings, Thresholds, Weights};
