//! What every room does with text: making outside text harmless, folding it for comparison,
//! breaking it into lines, what a terminal's cell shows for sure, and the keyboard-layout twin.
//!
//! No IO, no domain: a string in, a string out.

mod clean;
mod fold;
mod layout;
mod sure;
mod wrap;

pub use clean::{harmless, harmless_line};
pub use fold::{
    Folded, fold, fold_letters, fold_number, fold_with_places, is_letter, is_letter_or_digit, look_alike, number_key,
};
pub use layout::{layout_twin, to_latin_key};
pub use sure::{UNSURE, sure_letter};
pub use wrap::wrap;
