//! Schedules that a portal keeps in a smart process: dates and sums, while the money stands on the
//! deal. Pure.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::cards::Purse;
use super::wire::Json;
use crate::model::ScheduleLine;

/// `[crm.bitrix24.schedule]`: the smart process that keeps the instalments, and its fields.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Schedule {
    /// `entityTypeId` of the smart process; 0: the invoices of a deal are its instalments.
    pub process: u32,
    /// The field that names the deal.
    pub deal: String,
    /// The day on which it is due.
    pub due: String,
    /// The sum that is due then.
    pub amount: String,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { process: 0, deal: "parentId2".to_owned(), due: "closedate".to_owned(), amount: "opportunity".to_owned() }
    }
}

impl Schedule {
    /// What is read of an instalment.
    pub(super) fn select(&self) -> Vec<&str> {
        vec!["id", &self.deal, &self.due, &self.amount]
    }

    /// The lines of a deal in the order of their days. What was paid for a line stands in the
    /// payments of the deal; money that names none goes to the oldest.
    pub(super) fn lines(&self, items: &[&Json], purse: &Purse) -> Vec<ScheduleLine> {
        let read = |item: &&Json| {
            let amount = item.get(&self.amount).money().filter(|amount| *amount > Decimal::ZERO)?;
            Some((item.get(&self.due).day()?, item.get("id").id()?, amount))
        };
        let mut due: Vec<(Date, u64, Decimal)> = items.iter().filter_map(read).collect();
        due.sort_unstable();
        let mut lines: Vec<ScheduleLine> = (1_u32..)
            .zip(due)
            .map(|(line, (due, _, amount))| {
                let own = purse.entries.iter().filter(|entry| entry.line == Some(line));
                ScheduleLine { line, due, amount, paid: own.map(super::entry::Entry::weight).sum() }
            })
            .collect();
        let mut rest = purse.sum() - lines.iter().map(|line| line.paid).sum::<Decimal>();
        for line in &mut lines {
            let part = rest.min(line.open()).max(Decimal::ZERO);
            line.paid += part;
            rest -= part;
        }
        lines
    }
}
