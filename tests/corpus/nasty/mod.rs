//! What goes wrong in practice, each as a class with the reason for its truth beside it.

#![expect(clippy::unnecessary_wraps, reason = "makers have one signature: most run out of contracts, some cannot")]

mod amounts;
mod doubles;
mod numbers;
mod objects;
mod others;
mod payers;
mod people;
mod places;
mod slips;
mod time;
mod words;

use super::scene::Scene;
use super::truth::Sample;

/// A class of nasty payments.
#[derive(Debug, Clone, Copy)]
pub struct Nasty {
    /// Its name in the tables; the figure before the dash is the case of the list.
    pub name: &'static str,
    /// Why the truth is what it is.
    pub why: &'static str,
    /// Makes one; `None` where the register has nothing for it left.
    pub make: fn(&mut Scene<'_>) -> Option<Vec<Sample>>,
}

/// Every class.
pub fn all() -> impl Iterator<Item = &'static Nasty> {
    numbers::CLASSES
        .iter()
        .chain(&slips::CLASSES)
        .chain(&people::CLASSES)
        .chain(&payers::CLASSES)
        .chain(&amounts::CLASSES)
        .chain(&time::CLASSES)
        .chain(&doubles::CLASSES)
        .chain(&others::CLASSES)
        .chain(&words::CLASSES)
        .chain(&places::CLASSES)
        .chain(&objects::CLASSES)
        .chain(&super::shapes::assembled::CLASSES)
}
