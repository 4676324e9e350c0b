//! Protocols that are broken on purpose, as wrappers around the real engine's journal and CRM: the same
//! simulation has to notice each of them.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use sverka::commit::Journal;
use sverka::crm::{Abilities, Crm, CrmError, Outcome, PostedPart};
use sverka::model::{
    Attempt, AttemptState, BatchId, Contract, ContractId, IdempotencyKey, Message, PaymentId, Posting,
};
use sverka::store::{StoreError, Write};

use super::folder::Folder;
use super::wire::Wire;

/// Which protocol runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// The product's own.
    Whole,
    /// A fresh key at each attempt, known to nobody after a crash; the payment keeps its name.
    FreshKeys,
    /// The journal says «sent» only when the outcome is known.
    JournalAfterSending,
    /// What brought no answer is taken for failed, and goes again.
    UnknownIsFailed,
    /// Both, and the payment has no name either: again until an answer comes.
    BlindRetry,
}

impl Protocol {
    pub fn forgets(self) -> bool {
        matches!(self, Self::UnknownIsFailed | Self::BlindRetry)
    }

    pub fn journal(self, folder: &Arc<Folder>) -> Arc<dyn Journal> {
        match self {
            Self::JournalAfterSending => Arc::new(Tardy { folder: Arc::clone(folder), held_back: Mutex::default() }),
            _ => Arc::clone(folder) as _,
        }
    }

    pub fn crm(self, wire: Wire) -> Arc<dyn Crm> {
        match self {
            Self::FreshKeys => Arc::new(Nameless { wire, keeps_payment: true, sent: Mutex::default() }),
            Self::BlindRetry => Arc::new(Nameless { wire, keeps_payment: false, sent: Mutex::default() }),
            _ => Arc::new(wire),
        }
    }
}

/// Writes that something was sent only together with what became of it.
#[derive(Debug)]
struct Tardy {
    folder: Arc<Folder>,
    held_back: Mutex<Vec<Write>>,
}

impl Journal for Tardy {
    fn save(&self, writes: &[Write]) -> Result<(), StoreError> {
        let mut held_back = self.held_back.lock().expect("nobody fails with it");
        held_back.extend_from_slice(writes);
        let is_sent = |write: &Write| matches!(write, Write::Attempt(attempt) if attempt.state == AttemptState::Sent);
        if writes.iter().any(is_sent) {
            return Ok(());
        }
        self.folder.save(&std::mem::take(&mut *held_back))
    }

    fn attempts(&self) -> Result<Vec<Attempt>, StoreError> {
        self.folder.attempts()
    }

    fn attempts_unsettled(&self) -> Result<Vec<Attempt>, StoreError> {
        self.folder.attempts_unsettled()
    }

    fn next_sequence(&self) -> Result<u64, StoreError> {
        self.folder.next_sequence()
    }

    fn next_batch(&self) -> Result<BatchId, StoreError> {
        self.folder.next_batch()
    }
}

/// Sends each time under names of the moment, and remembers them only as long as it lives.
struct Nameless {
    wire: Wire,
    keeps_payment: bool,
    /// Key of the engine to the last key that was sent.
    sent: Mutex<HashMap<IdempotencyKey, (IdempotencyKey, PaymentId)>>,
}

static NAMES: AtomicU64 = AtomicU64::new(0);

impl fmt::Debug for Nameless {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Nameless").finish_non_exhaustive()
    }
}

impl Nameless {
    fn sent(&self) -> MutexGuard<'_, HashMap<IdempotencyKey, (IdempotencyKey, PaymentId)>> {
        self.sent.lock().expect("nobody fails with it")
    }

    /// The posting as it was last sent.
    fn renamed(&self, posting: &Posting) -> Posting {
        let mut renamed = posting.clone();
        for part in &mut renamed.parts {
            if let Some((key, _)) = self.sent().get(&part.key) {
                part.key = *key;
            }
        }
        renamed
    }

    /// What is told, as the engine would have it.
    fn told(&self, keys: &[IdempotencyKey], parts: Vec<PostedPart>) -> Vec<PostedPart> {
        let sent = self.sent();
        let own = |part: PostedPart| {
            let key = keys.iter().find(|key| sent.get(key).is_some_and(|(name, _)| *name == part.key))?;
            let (_, payment) = sent.get(key)?;
            Some(PostedPart { key: *key, payment: *payment, ..part })
        };
        parts.into_iter().filter_map(own).collect()
    }
}

#[async_trait]
impl Crm for Nameless {
    fn name(&self) -> Message {
        self.wire.name()
    }

    fn abilities(&self) -> Abilities {
        self.wire.abilities()
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        self.wire.contracts().await
    }

    async fn contracts_by_id(&self, ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        self.wire.contracts_by_id(ids).await
    }

    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        self.wire.payments_of(contract).await
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        self.wire.payments().await
    }

    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        let all = self.wire.payments().await?;
        Ok(self.told(keys, all))
    }

    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        let mut fresh = postings.to_vec();
        for posting in &mut fresh {
            let payment = posting.payment;
            let number = NAMES.fetch_add(1, Ordering::Relaxed);
            if !self.keeps_payment {
                posting.payment = PaymentId::of_document(&format!("fresh {number}"));
            }
            for (place, part) in posting.parts.iter_mut().enumerate() {
                let name = PaymentId::of_document(&format!("fresh {number} {place}")).uuid();
                self.sent().insert(part.key, (IdempotencyKey(name), payment));
                part.key = IdempotencyKey(name);
            }
        }
        self.wire.post(&fresh).await
    }

    async fn reverse(&self, postings: &[Posting], reason: &str) -> Result<Vec<Outcome>, CrmError> {
        let renamed: Vec<Posting> = postings.iter().map(|posting| self.renamed(posting)).collect();
        self.wire.reverse(&renamed, reason).await
    }
}
