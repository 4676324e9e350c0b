//! Taking payments and taking them back, inside one transaction of the file.

use std::collections::BTreeMap;

use redb::{ReadableTable as _, Table, WriteTransaction};

use super::file::{BY_CONTRACT, CONTRACTS, ENTRIES, Fault, IN_FORCE, KEYS, mark_refunds, pack, unpack};
use super::record::{ContractRecord, Entry, same_money};
use super::refuse::{key_reused, malformed, not_possible, not_reversible, refusal};
use crate::crm::Outcome;
use crate::model::{ContractId, CrmReference, Message, Posting, RefusalKind};

/// The tables of the ledger, open for writing.
pub(super) struct Ledger<'transaction> {
    transaction: &'transaction WriteTransaction,
    contracts: Table<'transaction, &'static str, &'static [u8]>,
    entries: Table<'transaction, u64, &'static [u8]>,
    keys: Table<'transaction, u128, u64>,
    in_force: Table<'transaction, u128, u64>,
    by_contract: Table<'transaction, (&'static str, u64), ()>,
}

impl<'transaction> Ledger<'transaction> {
    /// Opens the ledger in a transaction.
    pub(super) fn open(transaction: &'transaction WriteTransaction) -> Result<Self, Fault> {
        Ok(Self {
            transaction,
            contracts: transaction.open_table(CONTRACTS)?,
            entries: transaction.open_table(ENTRIES)?,
            keys: transaction.open_table(KEYS)?,
            in_force: transaction.open_table(IN_FORCE)?,
            by_contract: transaction.open_table(BY_CONTRACT)?,
        })
    }

    /// Takes a posting whole, or not at all.
    pub(super) fn post(&mut self, posting: &Posting) -> Result<Outcome, Fault> {
        if let Some(refused) = malformed(posting) {
            return Ok(Outcome::Refused(refused));
        }
        if let Some(answer) = self.seen_before(posting)? {
            return Ok(answer);
        }
        if let Some(entry) = self.in_force.get(posting.payment.uuid().as_u128())? {
            let message = Message::new("refusal-already-posted")
                .with("number", posting.number.as_str())
                .with("reference", reference(entry.value()).0);
            return Ok(Outcome::Refused(refusal(RefusalKind::AlreadyPosted, message)));
        }
        let mut records = self.records_of(posting)?;
        if let Some(refused) = not_possible(posting, &records) {
            return Ok(Outcome::Refused(refused));
        }
        if !posting.direction.is_receipt() {
            mark_refunds(self.transaction)?;
        }
        let sequence = self.append(&Entry::Posted { posting: Box::new(posting.clone()), reversed_by: None })?;
        for part in &posting.parts {
            self.keys.insert(part.key.0.as_u128(), sequence)?;
            self.by_contract.insert((part.allocation.contract.as_str(), sequence), ())?;
            if let Some(record) = records.get_mut(&part.allocation.contract) {
                record.hold(posting.direction, &part.allocation);
            }
        }
        self.in_force.insert(posting.payment.uuid().as_u128(), sequence)?;
        self.store(&records)?;
        Ok(Outcome::Taken(reference(sequence)))
    }

    /// Takes a posting back by an entry of its own; a second time nothing happens.
    pub(super) fn reverse(&mut self, posting: &Posting, reason: &str) -> Result<Outcome, Fault> {
        let Some((sequence, taken, reversed_by)) = self.taken_under_keys_of(posting)? else {
            let message = Message::new("refusal-nothing-to-reverse").with("number", posting.number.as_str());
            return Ok(Outcome::Refused(refusal(RefusalKind::NothingToReverse, message)));
        };
        if !same_money(&taken, posting) {
            return Ok(Outcome::Refused(key_reused(posting)));
        }
        if let Some(reversal) = reversed_by {
            return Ok(Outcome::Already(reference(reversal)));
        }
        let mut records = self.records_of(&taken)?;
        if let Some(refused) = not_reversible(&taken, &records) {
            return Ok(Outcome::Refused(refused));
        }
        let reversal = self.append(&Entry::Reversed { of: sequence, reason: reason.to_owned() })?;
        for part in &taken.parts {
            if let Some(record) = records.get_mut(&part.allocation.contract) {
                record.release(taken.direction, &part.allocation);
            }
        }
        self.store(&records)?;
        self.in_force.remove(taken.payment.uuid().as_u128())?;
        let marked = Entry::Posted { posting: Box::new(taken), reversed_by: Some(reversal) };
        self.entries.insert(sequence, pack(&marked)?.as_slice())?;
        Ok(Outcome::Taken(reference(reversal)))
    }

    /// The answer to a posting any key of which is known. A posting that was taken back stays
    /// taken back: money comes again only under new keys.
    fn seen_before(&self, posting: &Posting) -> Result<Option<Outcome>, Fault> {
        let Some((sequence, taken, reversed_by)) = self.taken_under_keys_of(posting)? else { return Ok(None) };
        Ok(Some(match reversed_by {
            _ if !same_money(&taken, posting) => Outcome::Refused(key_reused(posting)),
            None => Outcome::Already(reference(sequence)),
            Some(reversal) => {
                let message = Message::new("refusal-taken-back")
                    .with("number", posting.number.as_str())
                    .with("reference", reference(reversal).0);
                Outcome::Refused(refusal(RefusalKind::KeyReused, message))
            }
        }))
    }

    /// The entry that holds the first known key of the posting: its number, what was taken, and
    /// the entry that took it back.
    fn taken_under_keys_of(&self, posting: &Posting) -> Result<Option<(u64, Posting, Option<u64>)>, Fault> {
        for part in &posting.parts {
            let Some(sequence) = self.keys.get(part.key.0.as_u128())?.map(|found| found.value()) else { continue };
            let Some(bytes) = self.entries.get(sequence)? else { continue };
            if let Entry::Posted { posting, reversed_by } = unpack(bytes.value())? {
                return Ok(Some((sequence, *posting, reversed_by)));
            }
        }
        Ok(None)
    }

    /// The contracts of a posting, as far as they are known.
    fn records_of(&self, posting: &Posting) -> Result<BTreeMap<ContractId, ContractRecord>, Fault> {
        let mut records = BTreeMap::new();
        for part in &posting.parts {
            let id = &part.allocation.contract;
            if let Some(bytes) = self.contracts.get(id.as_str())? {
                records.insert(id.clone(), unpack(bytes.value())?);
            }
        }
        Ok(records)
    }

    fn store(&mut self, records: &BTreeMap<ContractId, ContractRecord>) -> Result<(), Fault> {
        for (id, record) in records {
            self.contracts.insert(id.as_str(), pack(record)?.as_slice())?;
        }
        Ok(())
    }

    fn append(&mut self, entry: &Entry) -> Result<u64, Fault> {
        let sequence = self.entries.last()?.map_or(0, |(last, _)| last.value()) + 1;
        self.entries.insert(sequence, pack(entry)?.as_slice())?;
        Ok(sequence)
    }
}

/// The CRM's name for an entry of the ledger.
pub(super) fn reference(sequence: u64) -> CrmReference {
    CrmReference(format!("{sequence:06}"))
}
