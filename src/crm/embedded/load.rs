//! Taking a register in: new contracts are added, known ones updated, money held stays.

use std::collections::BTreeSet;

use redb::{Database, ReadableTable as _};

use super::file::{CONTRACTS, Fault, UNITS, pack, unpack};
use super::record::ContractRecord;
use crate::model::{Contract, Message, Unit};

/// What loading a register changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadReport {
    /// Contracts that are new.
    pub added: usize,
    /// Contracts that the register changed.
    pub changed: usize,
    /// Contracts that stayed as they were.
    pub same: usize,
    /// Contracts left as they were although the register says otherwise; a warning tells why.
    pub kept: usize,
    /// Contracts that the CRM holds and the register does not name; they stay.
    pub missing: usize,
    /// What was taken but wants a look, or was kept as it was, and why.
    pub warnings: Vec<Message>,
}

/// Loads a register in one transaction. See [`super::EmbeddedCrm::load`] for the rules.
pub(super) fn load(database: &Database, contracts: Vec<Contract>) -> Result<LoadReport, Fault> {
    let mut report = LoadReport::default();
    let transaction = database.begin_write()?;
    {
        let mut table = transaction.open_table(CONTRACTS)?;
        let mut units = transaction.open_table(UNITS)?;
        let mut named = BTreeSet::new();
        for contract in contracts {
            let id = contract.id.clone();
            if let Some(unit) = &contract.unit {
                units.insert(unit_key(unit).as_str(), pack(unit)?.as_slice())?;
            }
            let known = table.get(id.as_str())?.map(|bytes| unpack(bytes.value())).transpose()?;
            if let Some(record) = settle(known, contract, &mut report) {
                table.insert(id.as_str(), pack(&record)?.as_slice())?;
            }
            named.insert(id.0);
        }
        for known in table.iter()? {
            report.missing += usize::from(!named.contains(known?.0.value()));
        }
    }
    transaction.commit()?;
    Ok(report)
}

/// Adds units to those that the CRM knows.
pub(super) fn add_units(database: &Database, units: &[Unit]) -> Result<(), Fault> {
    let transaction = database.begin_write()?;
    {
        let mut table = transaction.open_table(UNITS)?;
        for unit in units {
            table.insert(unit_key(unit).as_str(), pack(unit)?.as_slice())?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// What makes a unit the same unit; the floor may be corrected.
fn unit_key(unit: &Unit) -> String {
    [unit.house.as_str(), &unit.section, unit.kind.name(), &unit.number].join("\u{1f}")
}

/// Counts what became of one contract; the record is to be stored when there is one.
fn settle(known: Option<ContractRecord>, contract: Contract, report: &mut LoadReport) -> Option<ContractRecord> {
    let Some(mut record) = known else {
        report.added += 1;
        let record = ContractRecord::new(contract);
        report.warnings.extend(paid_over(&record));
        return Some(record);
    };
    let about = |key: &str| Message::new(key).with("contract", contract.number.as_str());
    let holds_money = !record.held().is_zero();
    if holds_money && record.register().currency != contract.currency {
        report.kept += 1;
        report.warnings.push(about("crm-load-currency-kept").with("held", record.held()));
        return None;
    }
    let mut warnings = Vec::new();
    if holds_money && contract.paid > record.register().paid {
        let more = contract.paid - record.register().paid;
        warnings.push(about("crm-load-paid-grew").with("more", more).with("held", record.held()));
    }
    let lines = |contract: &Contract| -> Vec<_> {
        contract.schedule.iter().map(|line| (line.line, line.due, line.amount)).collect()
    };
    if holds_money && lines(&contract) != lines(record.register()) {
        warnings.push(about("crm-load-schedule-changed").with("held", record.held()));
    }
    if !record.update(contract) {
        report.same += 1;
        return None;
    }
    report.changed += 1;
    report.warnings.extend(warnings);
    report.warnings.extend(paid_over(&record));
    Some(record)
}

/// A total below what has been paid is taken: the register is the word on the price, and from
/// then on the contract takes no money. But somebody must look.
fn paid_over(record: &ContractRecord) -> Option<Message> {
    let contract = record.current();
    (contract.paid > contract.total).then(|| {
        Message::new("crm-load-paid-over")
            .with("contract", contract.number.as_str())
            .with("paid", contract.paid)
            .with("total", contract.total)
    })
}
