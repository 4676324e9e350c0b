//! The nasty cases that touch matching, each with the row that it must give, and what holds for
//! every batch.

mod amounts;
mod banks;
mod batch;
mod extents;
mod lexicon;
mod numbers;
mod objects;
mod payers;
mod people;
mod places;
mod refunds;
mod rules;
mod spellings;
mod support;
mod tails;
mod time;
mod words;
