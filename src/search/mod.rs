//! The picker's index and ranking over the whole register. No IO.
