//! What the CRM answers when it is asked.

use std::collections::HashMap;

use redb::{Database, ReadOnlyTable, ReadableDatabase as _, ReadableTable as _};

use super::file::{BY_CONTRACT, CONTRACTS, ENTRIES, Fault, KEYS, UNITS, unpack};
use super::ledger::reference;
use super::record::{ContractRecord, Entry, NumberOnly};
use crate::crm::PostedPart;
use crate::model::{Contract, ContractId, IdempotencyKey, Unit};

/// All contracts, in the order of their ids.
pub(super) fn contracts(database: &Database) -> Result<Vec<Contract>, Fault> {
    let table = database.begin_read()?.open_table(CONTRACTS)?;
    let mut contracts = Vec::new();
    for known in table.iter()? {
        contracts.push(unpack::<ContractRecord>(known?.1.value())?.current());
    }
    Ok(contracts)
}

/// Some contracts, in the order asked; unknown ones are left out.
pub(super) fn contracts_by_id(database: &Database, ids: &[ContractId]) -> Result<Vec<Contract>, Fault> {
    let table = database.begin_read()?.open_table(CONTRACTS)?;
    let mut contracts = Vec::new();
    for id in ids {
        if let Some(bytes) = table.get(id.as_str())? {
            contracts.push(unpack::<ContractRecord>(bytes.value())?.current());
        }
    }
    Ok(contracts)
}

/// All units, sorted.
pub(super) fn units(database: &Database) -> Result<Vec<Unit>, Fault> {
    let table = database.begin_read()?.open_table(UNITS)?;
    let mut units = Vec::new();
    for known in table.iter()? {
        units.push(unpack(known?.1.value())?);
    }
    units.sort();
    Ok(units)
}

/// Postings read together with the numbers of their contracts.
struct Parts {
    contracts: ReadOnlyTable<&'static str, &'static [u8]>,
    numbers: HashMap<ContractId, String>,
    found: Vec<PostedPart>,
}

impl Parts {
    fn new(database: &Database) -> Result<Self, Fault> {
        let contracts = database.begin_read()?.open_table(CONTRACTS)?;
        Ok(Self { contracts, numbers: HashMap::new(), found: Vec::new() })
    }

    /// The number of a contract, each looked up once.
    fn number(&mut self, contract: &ContractId) -> Result<String, Fault> {
        if let Some(number) = self.numbers.get(contract) {
            return Ok(number.clone());
        }
        let number = match self.contracts.get(contract.as_str())? {
            Some(bytes) => unpack::<NumberOnly>(bytes.value())?.into_number(),
            None => String::new(),
        };
        self.numbers.insert(contract.clone(), number.clone());
        Ok(number)
    }

    /// Adds the wanted parts of an entry; entries that take something back have none.
    fn add(&mut self, sequence: u64, bytes: &[u8], wanted: impl Fn(&PostedPart) -> bool) -> Result<(), Fault> {
        let Entry::Posted { posting, reversed_by } = unpack(bytes)? else { return Ok(()) };
        for part in posting.parts {
            let contract_number = self.number(&part.allocation.contract)?;
            let held = PostedPart {
                reference: reference(sequence),
                key: part.key,
                contract: part.allocation.contract,
                contract_number,
                line: part.allocation.line,
                direction: posting.direction,
                amount: part.allocation.amount,
                date: posting.date,
                currency: posting.currency,
                payer: posting.payer.clone(),
                payer_tax_id: posting.payer_tax_id.clone(),
                payer_account: posting.payer_account.clone(),
                purpose: posting.purpose.clone(),
                number: posting.number.clone(),
                order_number: posting.order_number.clone(),
                payment: posting.payment,
                source_id: posting.source_id.clone(),
                reversed: reversed_by.is_some(),
            };
            if wanted(&held) {
                self.found.push(held);
            }
        }
        Ok(())
    }
}

/// All parts, in the order in which they were taken.
pub(super) fn payments(database: &Database) -> Result<Vec<PostedPart>, Fault> {
    let mut parts = Parts::new(database)?;
    for entry in database.begin_read()?.open_table(ENTRIES)?.iter()? {
        let (sequence, bytes) = entry?;
        parts.add(sequence.value(), bytes.value(), |_| true)?;
    }
    Ok(parts.found)
}

/// The parts of a contract, in the order in which they were taken.
pub(super) fn payments_of(database: &Database, contract: &ContractId) -> Result<Vec<PostedPart>, Fault> {
    let mut parts = Parts::new(database)?;
    let transaction = database.begin_read()?;
    let entries = transaction.open_table(ENTRIES)?;
    let of_contract = transaction.open_table(BY_CONTRACT)?;
    for place in of_contract.range((contract.as_str(), 0)..=(contract.as_str(), u64::MAX))? {
        let sequence = place?.0.value().1;
        if let Some(bytes) = entries.get(sequence)? {
            parts.add(sequence, bytes.value(), |part| part.contract == *contract)?;
        }
    }
    Ok(parts.found)
}

/// The parts held under keys, in the order of the keys.
pub(super) fn find(database: &Database, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, Fault> {
    let mut parts = Parts::new(database)?;
    let transaction = database.begin_read()?;
    let entries = transaction.open_table(ENTRIES)?;
    let places = transaction.open_table(KEYS)?;
    for key in keys {
        let Some(sequence) = places.get(key.0.as_u128())?.map(|found| found.value()) else { continue };
        if let Some(bytes) = entries.get(sequence)? {
            parts.add(sequence, bytes.value(), |part| part.key == *key)?;
        }
    }
    Ok(parts.found)
}
