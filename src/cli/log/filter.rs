//! Which entries are asked for.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::Failure;
use crate::cli::records::Records;
use crate::matching::Index;
use crate::model::{Argument, BatchId, ContractId, Message};
use crate::store::log::{Entry, Event, Logged};
use crate::text::{fold_number, harmless_line};

/// The options of the command line, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// `--payment`: a document's number, or a row's id.
    pub payment: Option<String>,
    /// `--contract`: a contract's number, or its id.
    pub contract: Option<String>,
    /// `--batch`: its number, or `last`.
    pub batch: Option<String>,
    /// `--since`: the first day.
    pub since: Option<String>,
    /// `--until`: the last day.
    pub until: Option<String>,
}

/// The same, understood.
#[derive(Debug, Default)]
pub(super) struct Filter {
    payment: Option<String>,
    contract: Option<Named>,
    batch: Option<BatchId>,
    since: Option<Date>,
    until: Option<Date>,
    /// The places in the order of arrival of the rows that are asked for.
    arrivals: Vec<u64>,
}

/// A contract by its number.
#[derive(Debug)]
struct Named {
    folded: String,
    ids: Vec<ContractId>,
}

impl Asked {
    /// What is asked for.
    pub(super) fn understood(&self, records: &Records) -> Result<Filter, Failure> {
        let arrivals = match &self.payment {
            None => Vec::new(),
            Some(wanted) => {
                let rows = records.store().load().map_err(|error| Failure::of(&error))?.rows;
                let wanted = wanted.trim();
                let is_wanted = |(_, id, number): &(u64, String, String)| id == wanted || number == wanted;
                let known = (0..).zip(rows).map(|(place, row)| (place, row.payment.id.to_string(), row.payment.number));
                known.filter(is_wanted).map(|(place, ..)| place).collect()
            }
        };
        let (since, until) = (day(self.since.as_deref(), "--since")?, day(self.until.as_deref(), "--until")?);
        if let (Some(since), Some(until)) = (since, until)
            && since > until
        {
            let swapped = Message::new("cli-wrong-days").with("since", since.to_string());
            return Err(Failure::usage(swapped.with("until", until.to_string())));
        }
        Ok(Filter {
            payment: self.payment.as_ref().map(|payment| payment.trim().to_owned()),
            contract: self.contract.as_ref().map(|number| named(number, &records.index)),
            batch: records.batch(self.batch.as_deref())?,
            since,
            until,
            arrivals,
        })
    }
}

impl Filter {
    /// A batch that is asked for by its number and of which nobody wrote anything.
    pub(super) fn unknown_batch(&self, all: &[Logged]) -> Option<BatchId> {
        let is_told = |batch: &BatchId| all.iter().any(|logged| logged.entry.event.batch() == Some(*batch));
        self.batch.filter(|batch| batch.0 > 0 && !is_told(batch))
    }

    /// Whether all that was asked for is true of an entry.
    pub(super) fn takes(&self, logged: &Logged) -> bool {
        let entry = &logged.entry;
        let day = entry.at.to_zoned(TimeZone::system()).date();
        self.payment.as_ref().is_none_or(|wanted| self.is_of_payment(entry, wanted))
            && self.contract.as_ref().is_none_or(|contract| contract.is_in(entry))
            && self.batch.is_none_or(|batch| entry.event.batch() == Some(batch))
            && self.since.is_none_or(|since| day >= since)
            && self.until.is_none_or(|until| day <= until)
    }

    /// Of the payment, or of the file that first brought it.
    fn is_of_payment(&self, entry: &Entry, wanted: &str) -> bool {
        match (&entry.row, &entry.event) {
            (Some(row), _) => row.number == wanted || row.id.to_string() == wanted,
            (None, Event::Imported { added, first, .. }) => {
                self.arrivals.iter().any(|place| (*first..first.saturating_add(*added)).contains(place))
            }
            _ => false,
        }
    }
}

impl Named {
    fn is_in(&self, entry: &Entry) -> bool {
        let is_meant = |id: &ContractId| self.ids.contains(id);
        entry.contracts().any(is_meant) || self.is_named_in(entry)
    }

    /// A step may have named a contract that the register no longer has.
    fn is_named_in(&self, entry: &Entry) -> bool {
        let (Event::Decided { label } | Event::Undone { label } | Event::Redone { label }) = &entry.event else {
            return false;
        };
        label.arguments.iter().any(|(name, argument)| {
            name == "contract" && matches!(argument, Argument::Text(text) if fold_number(text).text == self.folded)
        })
    }
}

/// A number may be borne by several contracts, or by one that the register no longer has.
fn named(number: &str, index: &Index) -> Named {
    let folded = fold_number(number.trim()).text;
    let contracts = index.contracts().iter();
    let of_number = contracts.filter(|contract| fold_number(&contract.number).text == folded);
    let mut ids: Vec<ContractId> = of_number.map(|contract| contract.id.clone()).collect();
    ids.push(ContractId(number.trim().to_owned()));
    Named { folded, ids }
}

/// A day as people and machines write it.
fn day(word: Option<&str>, option: &str) -> Result<Option<Date>, Failure> {
    let Some(word) = word else { return Ok(None) };
    let read = ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| Date::strptime(form, word.trim()).ok());
    let wrong = || Message::new("cli-wrong-day").with("option", option).with("word", harmless_line(word));
    read.map(Some).ok_or_else(|| Failure::usage(wrong()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_understood_both_ways() {
        for word in ["2026-11-02", "02.11.2026"] {
            assert_eq!(day(Some(word), "--since").unwrap(), Some(jiff::civil::date(2026, 11, 2)));
        }
        assert_eq!(day(None, "--since").unwrap(), None);
        for word in ["31.02.2026", "вчера", ""] {
            assert!(matches!(day(Some(word), "--since"), Err(Failure::Told { .. })), "{word}");
        }
    }
}
