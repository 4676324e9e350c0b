//! What the simulated CRM keeps: contracts, and entries in the order in which they came. Nothing of it
//! is the product's: it is what the product is judged by.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sverka::crm::{Keys, Outcome, PostedPart};
use sverka::model::{
    ContractId, CrmReference, Direction, IdempotencyKey, Message, PaymentId, Posting, PostingPart, Refusal, RefusalKind,
};

/// Who did something to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A console, by its number.
    Console(usize),
    /// Somebody who works in the CRM itself.
    Colleague,
    /// The accountant, who was told to.
    Accountant,
}

/// A contract.
#[derive(Debug, Clone)]
pub struct Deal {
    pub total: Decimal,
    pub is_closed: bool,
    pub version: u64,
    /// Payments that a colleague entered by hand as mere money.
    pub by_hand: BTreeMap<PaymentId, Decimal>,
}

/// A part of a payment, as it lies in the CRM.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As it is, under the key that it was sent with.
    pub part: PostedPart,
    /// The first key of the posting that it came with.
    pub group: IdempotencyKey,
    pub by: By,
    pub taken_back_by: Option<By>,
}

#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub deals: BTreeMap<ContractId, Deal>,
    pub entries: Vec<Entry>,
    /// Entries ever made.
    pub made: usize,
}

/// What is to be done about a posting.
#[derive(Debug)]
pub enum Verdict {
    Settled(Outcome),
    /// These parts are missing.
    Write(Vec<PostingPart>),
    /// Some parts are there and the rest cannot follow.
    Withdraw(Refusal),
}

pub fn refused(kind: RefusalKind) -> Refusal {
    Refusal { kind, message: Message::new("refusal-test") }
}

impl Entry {
    pub fn is_in_force(&self) -> bool {
        self.taken_back_by.is_none()
    }
}

impl Ledger {
    /// What a CRM or its connector makes of a posting; `keys`: whether it looks at them.
    pub fn judge(&self, posting: &Posting, keys: Keys) -> Verdict {
        let mut missing = posting.parts.clone();
        if keys != Keys::None {
            let mut reference = None;
            for part in &posting.parts {
                let Some(known) = self.entries.iter().find(|entry| entry.part.key == part.key) else { continue };
                let is_same = known.part.amount == part.allocation.amount && known.part.payment == posting.payment;
                if !is_same || !known.is_in_force() {
                    return Verdict::Settled(Outcome::Refused(refused(RefusalKind::KeyReused)));
                }
                missing.retain(|open| open.key != part.key);
                reference.get_or_insert_with(|| known.part.reference.clone());
            }
            if let Some(reference) = reference.clone().filter(|_| missing.is_empty()) {
                return Verdict::Settled(Outcome::Already(reference));
            }
            if reference.is_none() && self.in_force(posting.payment).next().is_some() {
                return Verdict::Settled(Outcome::Refused(refused(RefusalKind::AlreadyPosted)));
            }
        }
        let has_begun = missing.len() < posting.parts.len();
        match missing.iter().find_map(|part| self.refuse(posting, part, keys != Keys::None && !has_begun)) {
            Some(kind) if has_begun => Verdict::Withdraw(refused(kind)),
            Some(kind) => Verdict::Settled(Outcome::Refused(refused(kind))),
            None => Verdict::Write(missing),
        }
    }

    fn refuse(&self, posting: &Posting, part: &PostingPart, looks_at_version: bool) -> Option<RefusalKind> {
        let Some(deal) = self.deals.get(&part.allocation.contract) else { return Some(RefusalKind::UnknownContract) };
        if posting.direction == Direction::Refund {
            return None;
        }
        let has_changed = part.contract_version.is_some_and(|version| version != deal.version);
        match () {
            () if deal.is_closed => Some(RefusalKind::ContractClosed),
            () if looks_at_version && has_changed => Some(RefusalKind::ChangedMeanwhile),
            () if self.paid(&part.allocation.contract) + part.allocation.amount > deal.total => {
                Some(RefusalKind::MoreThanDue)
            }
            () => None,
        }
    }

    /// What is paid on a contract.
    pub fn paid(&self, contract: &ContractId) -> Decimal {
        let parts = self.entries.iter().filter(|entry| entry.is_in_force() && entry.part.contract == *contract);
        let by_hand: Decimal = self.deals.get(contract).map(|deal| deal.by_hand.values().sum()).unwrap_or_default();
        parts.map(|entry| entry.part.signed_amount()).sum::<Decimal>() + by_hand
    }

    /// Takes a part, whatever is there.
    pub fn insert(&mut self, posting: &Posting, part: &PostingPart, by: By) -> CrmReference {
        self.made += 1;
        let reference = CrmReference(format!("{:06}", self.made));
        let told = PostedPart {
            reference: reference.clone(),
            key: part.key,
            contract: part.allocation.contract.clone(),
            contract_number: part.allocation.contract.to_string(),
            line: part.allocation.line,
            direction: posting.direction,
            amount: part.allocation.amount,
            date: posting.date,
            currency: posting.currency,
            payer: posting.payer.clone(),
            payer_tax_id: None,
            payer_account: None,
            purpose: String::new(),
            number: posting.number.clone(),
            order_number: None,
            payment: posting.payment,
            source_id: None,
            reversed: false,
        };
        let group = posting.parts.first().map_or(part.key, |first| first.key);
        self.entries.push(Entry { part: told, group, by, taken_back_by: None });
        reference
    }

    /// Takes parts of a posting; the name of the last.
    pub fn insert_all(&mut self, posting: &Posting, parts: &[PostingPart], by: By) -> CrmReference {
        let references = parts.iter().map(|part| self.insert(posting, part, by));
        references.last().unwrap_or_else(|| CrmReference(String::new()))
    }

    /// Takes back all that lies under the keys of a posting.
    pub fn reverse(&mut self, posting: &Posting, keys: Keys, by: By) -> Outcome {
        let mut outcome = Outcome::Refused(refused(RefusalKind::NothingToReverse));
        let names: Vec<IdempotencyKey> = (0..self.entries.len()).map(|place| self.name(place, keys)).collect();
        for (entry, name) in self.entries.iter_mut().zip(names) {
            if !posting.parts.iter().any(|part| part.key == name) {
                continue;
            }
            let reference = entry.part.reference.clone();
            outcome = match entry.taken_back_by {
                Some(_) if !matches!(outcome, Outcome::Taken(_)) => Outcome::Already(reference),
                Some(_) => outcome,
                None => Outcome::Taken(reference),
            };
            entry.taken_back_by.get_or_insert(by);
        }
        outcome
    }

    /// Takes away without a trace what of a posting is there.
    pub fn withdraw(&mut self, posting: &Posting) {
        self.entries.retain(|entry| posting.parts.iter().all(|part| part.key != entry.part.key));
    }

    /// Under which key an entry is told: its own, or a name where no keys are kept.
    pub fn name(&self, place: usize, keys: Keys) -> IdempotencyKey {
        let Some(entry) = self.entries.get(place) else { return IdempotencyKey(uuid::Uuid::nil()) };
        match keys {
            Keys::None => IdempotencyKey(PaymentId::of_document(&format!("entry {}", entry.part.reference)).uuid()),
            Keys::Enforced | Keys::Stored => entry.part.key,
        }
    }

    /// All entries as they are told.
    pub fn told(&self, keys: Keys) -> Vec<PostedPart> {
        let tell = |(place, entry): (usize, &Entry)| {
            let mut part = entry.part.clone();
            part.reversed = !entry.is_in_force();
            if keys == Keys::None {
                part.key = self.name(place, keys);
                part.payment = PaymentId::of_document(&part.reference.0);
            }
            part
        };
        self.entries.iter().enumerate().map(tell).collect()
    }

    /// What is in force of a payment.
    pub fn in_force(&self, payment: PaymentId) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.part.payment == payment && entry.is_in_force())
    }

    /// The sum in force of a payment.
    pub fn held(&self, payment: PaymentId) -> Decimal {
        self.in_force(payment).map(|entry| entry.part.amount).sum()
    }

    /// What the accountant does about a payment that stands there twice, or in parts: of what is whole
    /// the oldest stays; where nothing is, what is too much goes, and else all of it.
    pub fn tidy(&mut self, payment: PaymentId, amount: Decimal) {
        let in_force: Vec<Entry> = self.in_force(payment).cloned().collect();
        let mut once: BTreeMap<IdempotencyKey, &Entry> = BTreeMap::new();
        for entry in &in_force {
            once.entry(entry.part.key).or_insert(entry);
        }
        let sum = |group: IdempotencyKey| -> Decimal {
            once.values().filter(|entry| entry.group == group).map(|entry| entry.part.amount).sum()
        };
        let groups = || in_force.iter().map(|entry| entry.group);
        let is_too_much = once.len() < in_force.len();
        let kept = groups().find(|group| sum(*group) >= amount).or_else(|| groups().next().filter(|_| is_too_much));
        let stays = |entry: &Entry| {
            let is_first = once.get(&entry.part.key).is_some_and(|first| first.part.reference == entry.part.reference);
            is_first && Some(entry.group) == kept
        };
        for entry in self.entries.iter_mut().filter(|entry| entry.part.payment == payment && entry.is_in_force()) {
            if !stays(entry) {
                entry.taken_back_by = Some(By::Accountant);
            }
        }
    }
}
