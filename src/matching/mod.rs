//! From payments and contracts to findings: evidence in bits, candidates with their margin, gates,
//! and the decision. Pure: the same input gives the same output, whatever its order; no IO, no
//! clock, no randomness.

mod allocate;
mod explain;
mod find;
mod index;
mod settings;

pub use allocate::lay_over;
pub use explain::{account, name_hints, reason};
pub use find::{Case, Standing, check_choice, find_all};
pub use index::Index;
pub use settings::{Settings, Thresholds, Weights};
