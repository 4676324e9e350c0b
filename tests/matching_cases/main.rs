//! The nasty cases that touch matching, each with the row that it must give, and what holds for
//! every batch.

mod amounts;
#[expect(dead_code, reason = "these tests use a part of the corpus")]
#[path = "../corpus/mod.rs"]
mod corpus;
mod numbers;
mod payers;
mod people;
mod rules;
mod support;
mod time;
mod words;
