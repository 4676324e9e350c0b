//! What a CRM is to this program: a register of contracts that takes payments.
//!
//! [`Crm`] is the whole of it; a connector is a folder here. Nothing here knows a console or a
//! session.

pub mod bitrix24;
pub mod embedded;
pub mod register;
pub(crate) mod rules;
pub(crate) mod totals;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;

use crate::model::{
    Contract, ContractId, CrmReference, Currency, Direction, Explain, IdempotencyKey, Message, Posting, Refusal, TaxId,
    Unit,
};
use crate::text::harmless_line;

/// What a CRM can do, so that commit and console neither fake nor miss anything.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an answer of its own to «can it?»")]
pub struct Abilities {
    /// How it treats an idempotency key.
    pub keys: Keys,
    /// Whether it takes less than what is due; else only the whole sum.
    pub partial: bool,
    /// Whether it keeps a payment by schedule line.
    pub schedule: bool,
    /// Whether it can take a posting back by a reversing entry.
    pub reversal: bool,
    /// Whether it moves a contract or an invoice to another stage when it is paid.
    pub stages: bool,
    /// Whether it tells the responsible person of a payment.
    pub notices: bool,
    /// Postings in one call, at most.
    pub batch_size: usize,
    /// How many requests it takes; `None` where nothing is counted.
    pub pacing: Option<Pacing>,
    /// How long a write that brought no answer may still take effect. Until then nobody can tell
    /// what became of it. Zero where a write is over when its call is.
    pub settles_after: Duration,
    /// After how long a call for one batch is given up; its outcome is then unknown. Longer than
    /// what the CRM may ask to wait.
    pub deadline: Duration,
    /// After how long reading the whole register is given up.
    pub register_deadline: Duration,
}

/// How many requests a CRM takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pacing {
    /// Requests a second that can go on for ever.
    pub per_second: u32,
    /// Requests that may come at once after a rest.
    pub burst: u32,
}

/// How a CRM treats an idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// Takes each key once and answers a repetition with the first result; a payment that stands
    /// there under other keys is refused.
    Enforced,
    /// Keeps the key, so that it can be asked for, but would take it twice. Its connector looks
    /// before it writes; into the moment between the two another console may come.
    Stored,
    /// Knows no keys: the engine looks before it writes, and knows a part again by what it says.
    /// The key and the payment of a part that it tells are names of its own, by which it finds the
    /// part and takes it back. It takes a posting whole or not at all.
    None,
}

/// A part of a payment as the CRM holds it now: one line of `crm payments`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PostedPart {
    /// The CRM's name for it.
    pub reference: CrmReference,
    /// Under which key it was taken.
    pub key: IdempotencyKey,
    /// To which contract.
    pub contract: ContractId,
    /// The contract's number.
    pub contract_number: String,
    /// To which schedule line.
    pub line: Option<u32>,
    /// Whether the money came in or was given back.
    pub direction: Direction,
    /// How much, above zero either way.
    pub amount: rust_decimal::Decimal,
    /// The day that counts.
    pub date: jiff::civil::Date,
    /// Currency of the sum.
    pub currency: Currency,
    /// Who paid, or who got it back.
    pub payer: String,
    /// Tax number of who paid or got it back, where the CRM keeps it.
    pub payer_tax_id: Option<TaxId>,
    /// Account of who paid or got it back, where the CRM keeps it.
    pub payer_account: Option<String>,
    /// The purpose; empty where the CRM keeps none.
    pub purpose: String,
    /// Number of the payment document.
    pub number: String,
    /// Number of the payer's own order, where the CRM keeps another.
    pub order_number: Option<String>,
    /// Which payment.
    pub payment: crate::model::PaymentId,
    /// The 1C document's GUID.
    pub source_id: Option<String>,
    /// Whether a reversing entry took it back; such parts stay visible in the history.
    pub reversed: bool,
}

impl PostedPart {
    /// How much it adds to what is paid: below zero where money was given back.
    #[must_use]
    pub fn signed_amount(&self) -> rust_decimal::Decimal {
        self.direction.signed(self.amount)
    }
}

/// What became of one posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Taken now.
    Taken(CrmReference),
    /// The same keys with the same content were taken before: nothing was done.
    Already(CrmReference),
    /// Refused: the CRM holds nothing of it.
    Refused(Refusal),
    /// Nothing of it left: the call was asked to stop before its turn came ([`Crm::hold_back`]).
    HeldBack,
}

/// Why a call as a whole brought no answer. What it was to do may or may not have happened.
#[derive(Debug, thiserror::Error)]
pub enum CrmError {
    /// The CRM's store or service cannot be reached or opened.
    #[error("the CRM is not available: {detail}")]
    Unavailable {
        /// Technical detail, made harmless.
        detail: String,
        /// What to say to people.
        message: Message,
    },
    /// Somebody else holds it.
    #[error("the CRM is in use: {holder}")]
    InUse {
        /// Who, as far as known.
        holder: String,
    },
    /// Its file is damaged, or is none. It stays as it is.
    #[error("{}: damaged: {detail}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What does not fit, made harmless.
        detail: String,
    },
    /// It was written by a newer program.
    #[error("the CRM file has schema {found}, this program knows {known}")]
    Newer {
        /// Version found.
        found: u32,
        /// Version known here.
        known: u32,
    },
}

impl Explain for CrmError {
    fn explain(&self) -> Message {
        match self {
            Self::Unavailable { message, .. } => message.clone(),
            Self::InUse { holder } => Message::new("crm-in-use").with("holder", holder.as_str()),
            Self::Damaged { path, .. } => {
                Message::new("crm-damaged").with("file", harmless_line(&path.display().to_string()))
            }
            Self::Newer { found, known } => Message::new("crm-newer").with("found", *found).with("known", *known),
        }
    }
}

/// How new what is read must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// What is kept from an earlier reading will do, however old; the CRM is asked only where
    /// nothing is kept.
    Kept,
    /// As the CRM has it now.
    Now,
}

/// Everything that the work begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// All contracts, in the order of their ids, with what has been paid.
    pub contracts: Vec<Contract>,
    /// All parts held, reversed ones included, oldest first.
    pub payments: Vec<PostedPart>,
    /// All units, each once and sorted.
    pub units: Vec<Unit>,
    /// When the CRM was last asked; before now where it was kept.
    pub read_at: Timestamp,
}

/// What a CRM is about just now, for people who wait for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Activity {
    /// How far the reading of the register got; `None` while none is read.
    pub reading: Option<Reading>,
    /// How far the writing of payments got in the call that runs; `None` while none runs.
    pub writing: Option<Writing>,
    /// What it waits for; `None` while it does not.
    pub waiting: Option<Waiting>,
}

/// How far the payments of a call are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// Records written so far.
    pub done: usize,
    /// Records to write.
    pub total: usize,
    /// Since when.
    pub since: tokio::time::Instant,
}

/// How far a register is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Records read so far.
    pub done: usize,
    /// Records in all, as far as known; `None` before it is.
    pub total: Option<usize>,
}

/// A pause that the CRM asks for, or that keeps within its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Until when.
    pub until: tokio::time::Instant,
    /// Why, in words that are followed by the time left («портал просит подождать»).
    pub why: Message,
}

/// A CRM. Calls may take long and be dropped at any await; a dropped call has an unknown outcome.
#[async_trait]
pub trait Crm: Send + Sync + fmt::Debug {
    /// Name for the header («встроенная», «Bitrix24 · 2 запроса/с»).
    fn name(&self) -> Message;

    /// What it can do.
    fn abilities(&self) -> Abilities;

    /// What it is about just now. One that never lets wait tells nothing.
    fn activity(&self) -> watch::Receiver<Activity> {
        watch::channel(Activity::default()).1
    }

    /// Whether a call that runs is to send nothing more: what it has begun is brought to its end, and
    /// postings of which nothing has left are answered with [`Outcome::HeldBack`]. It holds until it is
    /// said otherwise. A CRM whose calls are over in a moment does not listen.
    fn hold_back(&self, is_wanted: bool) {
        let _ = is_wanted;
    }

    /// What went wrong beside the payments since this was last asked (a stage that did not move, a
    /// comment that was not taken). The payments themselves stand.
    fn take_warnings(&self) -> Vec<Message> {
        Vec::new()
    }

    /// Contracts, payments and units in one reading, so that a slow CRM is walked through once.
    async fn register(&self, freshness: Freshness) -> Result<Register, CrmError> {
        // Nothing is kept here: it is always as new as can be.
        let (Freshness::Kept | Freshness::Now) = freshness;
        let read_at = Timestamp::now();
        let (contracts, payments, units) = tokio::try_join!(self.contracts(), self.payments(), self.units())?;
        Ok(Register { contracts, payments, units, read_at })
    }

    /// All contracts, in the order of their ids, with what has been paid.
    async fn contracts(&self) -> Result<Vec<Contract>, CrmError>;

    /// Some contracts as they are now; unknown ids are left out.
    async fn contracts_by_id(&self, ids: &[ContractId]) -> Result<Vec<Contract>, CrmError>;

    /// All units that the CRM knows, free ones too, each once and sorted. A CRM that keeps no
    /// units of its own answers with those of its contracts.
    async fn units(&self) -> Result<Vec<Unit>, CrmError> {
        let mut units: Vec<Unit> = self.contracts().await?.into_iter().filter_map(|contract| contract.unit).collect();
        units.sort();
        units.dedup();
        Ok(units)
    }

    /// All parts held for a contract, reversed ones included, oldest first.
    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError>;

    /// All parts held, reversed ones included, oldest first.
    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError>;

    /// The parts held under these keys, reversed ones included: how an unknown outcome is settled
    /// and a commit is read back.
    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError>;

    /// The parts held of these postings, reversed ones included: those of [`Crm::find`] for their
    /// keys, and what else it sees of the same payments, so that a payment that two consoles put
    /// there is noticed. A CRM that keeps keys without an index looks only where the parts would lie.
    async fn find_postings(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, CrmError> {
        let keys: Vec<IdempotencyKey> =
            postings.iter().flat_map(|posting| posting.parts.iter().map(|part| part.key)).collect();
        self.find(&keys).await
    }

    /// Posts payments and refunds, each whole or not at all; one outcome a posting, in order.
    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError>;

    /// Takes postings back by reversing entries; one outcome a posting, in order. Idempotent: a
    /// second reversal answers [`Outcome::Already`].
    async fn reverse(&self, postings: &[Posting], reason: &str) -> Result<Vec<Outcome>, CrmError>;
}
