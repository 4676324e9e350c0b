//! What a posting changes in the cards that were just read: pure. Nothing is sent from here.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::{CardId, Purse};
use super::crossing::Crossed;
use super::directory::Directory;
use super::entry::Entry;
use super::mapping::Mapping;
use super::register::Loaded;
use crate::crm::Outcome;
use crate::crm::rules::{closed_or_changed, key_reused, malformed, more_than_due, more_than_paid, refusal};
use crate::model::{Allocation, ContractId, Direction, Message, Posting, PostingPart, Refusal, RefusalKind};

/// What is done to a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Post,
    Reverse,
    /// What came to some cards only is taken from them again, without a trace.
    Withdraw,
}

/// What came of looking at a posting.
pub(super) enum Staged {
    /// Nothing needs to be written.
    Settled(Outcome),
    /// These cards are to be written.
    Changed(BTreeSet<CardId>),
}

/// The contracts of a round, changed step by step as postings are looked at.
pub(super) struct Round<'mapping> {
    pub(super) mapping: &'mapping Mapping,
    pub(super) directory: &'mapping Directory,
    pub(super) contracts: BTreeMap<ContractId, Loaded>,
    /// What the cards held when they were read.
    pub(super) read: BTreeMap<CardId, Purse>,
    /// Cards on which a write of ours wiped what others wrote.
    pub(super) crossed: Vec<Crossed>,
}

impl Round<'_> {
    /// Looks at a posting and changes the cards that it touches, or says why not.
    pub(super) fn stage(&mut self, posting: &Posting, act: Act) -> Staged {
        let refused = match act {
            Act::Post => match self.post(posting) {
                Ok(staged) => return staged,
                Err(refused) => refused,
            },
            Act::Reverse => match self.reverse(posting) {
                Ok(staged) => return staged,
                Err(refused) => refused,
            },
            Act::Withdraw => return Staged::Changed(self.withdraw(posting)),
        };
        Staged::Settled(Outcome::Refused(refused))
    }

    fn post(&mut self, posting: &Posting) -> Result<Staged, Refusal> {
        if let Some(refused) = malformed(posting) {
            return Err(refused);
        }
        let missing = match self.held_parts(posting)? {
            Some(held) if held.len() == posting.parts.len() => {
                return Ok(Staged::Settled(Outcome::Already(reference(&held))));
            }
            // Some cards have it, others not yet: the rest is brought there.
            Some(held) => {
                let has = |part: &&PostingPart| !held.iter().any(|(_, entry)| entry.key == part.key);
                posting.parts.iter().filter(has).collect::<Vec<_>>()
            }
            None => {
                self.refuse_second(posting)?;
                posting.parts.iter().collect()
            }
        };
        let is_first = missing.len() == posting.parts.len();
        self.check(posting, &missing, is_first)?;
        Ok(Staged::Changed(missing.into_iter().filter_map(|part| self.put(posting, part)).collect()))
    }

    /// The parts of a posting that stand in the cards; none where no key is known.
    fn held_parts(&self, posting: &Posting) -> Result<Option<Vec<(CardId, Entry)>>, Refusal> {
        let mut held = Vec::new();
        for part in &posting.parts {
            let Some(loaded) = self.contracts.get(&part.allocation.contract) else { continue };
            let entries =
                loaded.purses.iter().flat_map(|(card, purse)| purse.entries.iter().map(move |entry| (card, entry)));
            let Some((card, entry)) = entries.into_iter().find(|(_, entry)| entry.key == part.key) else { continue };
            if !entry.is_same(&Entry::of(posting, part)) {
                return Err(key_reused(posting));
            }
            if entry.reversed {
                let message = Message::new("refusal-taken-back")
                    .with("number", posting.number.as_str())
                    .with("reference", card.reference().0);
                return Err(refusal(RefusalKind::KeyReused, message));
            }
            held.push((*card, entry.clone()));
        }
        Ok(Some(held).filter(|held| !held.is_empty()))
    }

    /// Whether some of a posting stands in the cards while the rest is missing.
    pub(super) fn holds_some(&self, posting: &Posting) -> bool {
        let held = self.held_parts(posting).ok().flatten();
        held.is_some_and(|held| held.len() < posting.parts.len())
    }

    /// Refuses a payment that stands in one of these contracts under other keys.
    fn refuse_second(&self, posting: &Posting) -> Result<(), Refusal> {
        for part in &posting.parts {
            let Some(loaded) = self.contracts.get(&part.allocation.contract) else { continue };
            for (card, purse) in &loaded.purses {
                if purse.entries.iter().any(|entry| entry.payment == posting.payment && !entry.reversed) {
                    let message = Message::new("refusal-already-posted")
                        .with("number", posting.number.as_str())
                        .with("reference", card.reference().0);
                    return Err(refusal(RefusalKind::AlreadyPosted, message));
                }
            }
        }
        Ok(())
    }

    fn check(&self, posting: &Posting, parts: &[&PostingPart], is_first: bool) -> Result<(), Refusal> {
        let mut wanted: BTreeMap<&ContractId, Vec<&Allocation>> = BTreeMap::new();
        for part in parts {
            let id = &part.allocation.contract;
            let Some(loaded) = self.contracts.get(id) else {
                let message = Message::new("refusal-unknown-contract").with("contract", id.as_str());
                return Err(refusal(RefusalKind::UnknownContract, message));
            };
            // Once a part of it has landed, the rest must follow whatever changed meanwhile.
            let version = if is_first { loaded.contract.version } else { part.contract_version.unwrap_or_default() };
            if let Some(refused) = closed_or_changed(posting, part, &loaded.contract, version) {
                return Err(refused);
            }
            self.check_card(loaded, loaded.place(part.allocation.line))?;
            wanted.entry(id).or_default().push(&part.allocation);
        }
        let too_much = match posting.direction {
            Direction::Receipt => more_than_due,
            Direction::Refund => more_than_paid,
        };
        let contracts = &self.contracts;
        let found = wanted.into_iter().find_map(|(id, parts)| too_much(&contracts.get(id)?.contract, &parts));
        found.map_or(Ok(()), Err)
    }

    /// The fields of the card must be named, and its sum readable.
    fn check_card(&self, loaded: &Loaded, card: CardId) -> Result<(), Refusal> {
        let fields = card.kind.money(self.mapping);
        let about = |key: &str| Message::new(key).with("contract", loaded.contract.number.as_str());
        if !fields.take_payments() {
            return Err(refusal(RefusalKind::Broken, about("bitrix24-refusal-no-fields")));
        }
        if let Some(fault) = self.directory.fault(card.kind) {
            return Err(refusal(RefusalKind::Broken, about(fault.key).with("field", fault.field.as_str())));
        }
        let readable = loaded.purses.get(&card).is_some_and(|purse| purse.paid.is_some());
        let message = || about("bitrix24-refusal-odd-sum").with("field", fields.paid.as_str());
        if readable { Ok(()) } else { Err(refusal(RefusalKind::Broken, message())) }
    }

    fn put(&mut self, posting: &Posting, part: &PostingPart) -> Option<CardId> {
        let loaded = self.contracts.get_mut(&part.allocation.contract)?;
        let card = loaded.place(part.allocation.line);
        let entry = Entry::of(posting, part);
        loaded.weigh(card, part.allocation.line, entry.weight());
        loaded.purses.get_mut(&card)?.entries.push(entry);
        Some(card)
    }

    fn reverse(&mut self, posting: &Posting) -> Result<Staged, Refusal> {
        let nothing = || {
            let message = Message::new("refusal-nothing-to-reverse").with("number", posting.number.as_str());
            refusal(RefusalKind::NothingToReverse, message)
        };
        let mut changed = BTreeSet::new();
        let mut found = Vec::new();
        for part in &posting.parts {
            let loaded = self.contracts.get(&part.allocation.contract).ok_or_else(nothing)?;
            let mut entries =
                loaded.purses.iter().flat_map(|(card, purse)| purse.entries.iter().map(move |entry| (*card, entry)));
            let (card, entry) = entries.find(|(_, entry)| entry.key == part.key).ok_or_else(nothing)?;
            if !entry.is_same(&Entry::of(posting, part)) {
                return Err(key_reused(posting));
            }
            found.push((card, entry.clone()));
        }
        for (part, (card, entry)) in posting.parts.iter().zip(&found) {
            let contract = self.contracts.get(&part.allocation.contract).map(|loaded| &loaded.contract);
            let parts = [&part.allocation];
            let too_much = match posting.direction {
                Direction::Receipt => more_than_paid,
                Direction::Refund => more_than_due,
            };
            let counts = self.contracts.get(&part.allocation.contract).is_some_and(|loaded| loaded.counts(*card));
            if !entry.reversed && counts && contract.is_some_and(|contract| too_much(contract, &parts).is_some()) {
                let (kind, key) = match posting.direction {
                    Direction::Receipt => (RefusalKind::MoreThanPaid, "refusal-given-back"),
                    Direction::Refund => (RefusalKind::MoreThanDue, "refusal-paid-since"),
                };
                let number = contract.map_or("", |contract| contract.number.as_str());
                let message = Message::new(key).with("number", posting.number.as_str()).with("contract", number);
                return Err(refusal(kind, message));
            }
        }
        for (part, (card, entry)) in posting.parts.iter().zip(&found) {
            let Some(loaded) = self.contracts.get_mut(&part.allocation.contract) else { continue };
            if entry.reversed {
                continue;
            }
            loaded.weigh(*card, entry.line, -entry.weight());
            let entries = loaded.purses.get_mut(card).into_iter().flat_map(|purse| &mut purse.entries);
            for held in entries.filter(|held| held.key == entry.key) {
                held.reversed = true;
            }
            changed.insert(*card);
        }
        if changed.is_empty() {
            return Ok(Staged::Settled(Outcome::Already(reference(&found))));
        }
        Ok(Staged::Changed(changed))
    }

    fn withdraw(&mut self, posting: &Posting) -> BTreeSet<CardId> {
        let mut changed = BTreeSet::new();
        for part in &posting.parts {
            let Some(loaded) = self.contracts.get_mut(&part.allocation.contract) else { continue };
            let holds = |purse: &Purse| purse.entries.iter().find(|entry| entry.key == part.key).cloned();
            let found = loaded.purses.iter().find_map(|(card, purse)| Some((*card, holds(purse)?)));
            let Some((card, entry)) = found else { continue };
            loaded.weigh(card, entry.line, -entry.weight());
            if let Some(purse) = loaded.purses.get_mut(&card) {
                purse.entries.retain(|held| held.key != part.key);
            }
            changed.insert(card);
        }
        changed
    }
}

impl Loaded {
    /// Adds to what is paid on a card, its line and its contract.
    fn weigh(&mut self, card: CardId, line: Option<u32>, sum: rust_decimal::Decimal) {
        if let Some(purse) = self.purses.get_mut(&card) {
            purse.paid = purse.paid.map(|paid| paid + sum);
        }
        if !self.counts(card) {
            return;
        }
        self.contract.paid += sum;
        let lines = self.contract.schedule.iter_mut().filter(|held| Some(held.line) == line);
        lines.for_each(|held| held.paid += sum);
    }
}

fn reference(held: &[(CardId, Entry)]) -> crate::model::CrmReference {
    held.first().map_or_else(|| crate::model::CrmReference(String::new()), |(card, _)| card.reference())
}
