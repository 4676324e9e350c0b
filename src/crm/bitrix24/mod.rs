//! Bitrix24: a portal in the vendor's cloud that keeps deals, invoices and what was paid on them.
//!
//! Everything here follows the vendor's documents (<https://apidocs.bitrix24.com/>); nothing that
//! they do not name is sent. The address of the webhook is a secret and stays in [`secret`]. No
//! file, no journal and no screen is known here.
//!
//! The portal keeps keys but does not enforce them: payments stand as lines of text in a field of
//! the card, beside the sum that is paid. Both are written as absolute values, so that the same
//! write twice changes nothing; cards are read just before and looked at just after.

mod activity;
mod batch;
mod cache;
mod cards;
mod client;
mod crossing;
mod directory;
pub mod dumps;
mod entry;
mod failure;
mod follow;
mod instalments;
mod kept;
mod leash;
mod lists;
mod load;
mod mapping;
mod pace;
mod posting;
mod premises;
mod register;
mod sale;
pub mod secret;
mod staging;
mod state;
pub mod survey;
mod tables;
mod waves;
mod wire;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{OnceCell, watch};
use tokio::time::Instant;

use self::cache::Cache;
use self::cards::CardId;
use self::client::Client;
use self::directory::Directory;
pub use self::directory::SUCCESS;
pub use self::instalments::Schedule;
pub use self::mapping::{
    Contracts, DealFields, InvoiceFields, LateWrite, Mapping, MoneyFields, Stages, StateNames, Tell,
};
pub use self::pace::Limits;
pub use self::premises::{UnitKinds, Units};
use self::register::{Loaded, Names};
use self::secret::Webhook;
use self::staging::Act;
use self::wire::Json;
use super::{Abilities, Activity, Crm, CrmError, Freshness, Keys, Outcome, Pacing, PostedPart, Register};
use crate::lang::{Language, Texts};
use crate::model::{Contract, ContractId, IdempotencyKey, Message, Posting, Unit};

/// Postings that one call takes at most where the portal is swift: then requests are what counts,
/// and the fewer calls, the fewer readings before and after. A thousand payments fit into an empty
/// bucket.
const LARGE_BATCH: usize = 1_000;
/// Postings that one call takes at most where each takes its time: so that people see them go.
const SMALL_BATCH: usize = 100;
/// How long one call may take: the portal can ask to wait ten minutes for the running time of a
/// method, and lost writes are waited out before their cards are touched again.
const DEADLINE: Duration = Duration::from_secs(15 * 60);
/// How long the whole register may take: some hundred thousand cards by the limits.
const REGISTER_DEADLINE: Duration = Duration::from_secs(60 * 60);

/// A portal.
#[derive(Debug)]
pub struct Bitrix24 {
    client: Client,
    mapping: Mapping,
    directory: OnceCell<Directory>,
    /// Cards to which a write may still be on its way, and until when.
    in_doubt: Mutex<BTreeMap<CardId, Instant>>,
    /// When a card was last written.
    written_at: Mutex<Option<Instant>>,
    /// What employees read in the portal.
    texts: Texts,
    /// What went wrong beside the payments.
    warnings: Mutex<Vec<Message>>,
    /// Where what was read is kept; `None`: the portal is read whole each time.
    cache: Option<Arc<Cache>>,
    /// Whether calls that write are to begin nothing more.
    is_held_back: AtomicBool,
    /// Held by whoever reads the register.
    reading: tokio::sync::Mutex<()>,
}

impl Bitrix24 {
    /// Makes ready to work with the portal of a webhook; nothing is sent yet. `language` is that of
    /// comments and notices.
    ///
    /// # Errors
    /// [`CrmError`] when this machine offers no encryption to work with.
    pub fn new(webhook: Webhook, mapping: Mapping, language: Language) -> Result<Self, CrmError> {
        let client = Client::new(webhook, mapping.limits())?;
        Ok(Self {
            client,
            mapping,
            directory: OnceCell::new(),
            in_doubt: Mutex::default(),
            written_at: Mutex::default(),
            texts: Texts::load(language),
            warnings: Mutex::default(),
            cache: None,
            is_held_back: AtomicBool::new(false),
            reading: tokio::sync::Mutex::default(),
        })
    }

    /// Keeps what is read in a file of its own, which is made where there is none.
    #[must_use]
    pub fn keeping(mut self, file: PathBuf) -> Self {
        self.cache = Some(Arc::new(Cache::new(file)));
        self
    }

    /// What cards refer to, as far as the portal told it of itself.
    fn names(&self, told: &Json) -> Names {
        let division_heading = self.texts.words(&Message::new("bitrix24-note-division"));
        let mut names = Names { division_heading, ..Names::default() };
        names.take_told(told);
        names
    }

    /// The portal's address without the secret.
    #[must_use]
    pub fn portal(&self) -> &str {
        self.client.webhook().portal()
    }
}

#[async_trait]
impl Crm for Bitrix24 {
    fn name(&self) -> Message {
        Message::new("bitrix24-name").with("rate", self.client.limits().per_second)
    }

    fn abilities(&self) -> Abilities {
        let limits = self.client.limits();
        Abilities {
            keys: Keys::Stored,
            partial: true,
            schedule: true,
            reversal: true,
            stages: self.mapping.deal.stages != Stages::default() || self.mapping.invoice.stages != Stages::default(),
            notices: self.mapping.tell.notices,
            batch_size: if self.client.pace().are_swift(&["crm.item.list", "crm.item.update"]) {
                LARGE_BATCH
            } else {
                SMALL_BATCH
            },
            pacing: Some(Pacing { per_second: limits.per_second, burst: limits.bucket }),
            settles_after: self.mapping.late_write(),
            deadline: DEADLINE,
            register_deadline: REGISTER_DEADLINE,
        }
    }

    fn activity(&self) -> watch::Receiver<Activity> {
        self.client.told().to_all()
    }

    fn hold_back(&self, is_wanted: bool) {
        self.is_held_back.store(is_wanted, Ordering::SeqCst);
    }

    fn take_warnings(&self) -> Vec<Message> {
        std::mem::take(&mut self.warnings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn register(&self, freshness: Freshness) -> Result<Register, CrmError> {
        let whole = self.load_as(freshness).await?;
        let payments = whole.parts();
        let contracts = whole.contracts.into_values().map(|loaded| loaded.contract).collect();
        Ok(Register { contracts, payments, units: whole.units.into_iter().collect(), read_at: whole.read_at })
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        Ok(self.load_all().await?.into_values().map(|loaded| loaded.contract).collect())
    }

    async fn units(&self) -> Result<Vec<Unit>, CrmError> {
        Ok(self.load_as(Freshness::Now).await?.units.into_iter().collect())
    }

    async fn contracts_by_id(&self, ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        Ok(self.load_named(ids).await?.into_values().map(|loaded| loaded.contract).collect())
    }

    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        Ok(parts(&self.load_some([contract]).await?))
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        Ok(self.load_as(Freshness::Now).await?.parts())
    }

    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        Ok(self.find_keys(keys).await?)
    }

    async fn find_postings(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, CrmError> {
        Ok(self.held(postings).await?)
    }

    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        Ok(self.act(postings, Act::Post, "").await?)
    }

    async fn reverse(&self, postings: &[Posting], reason: &str) -> Result<Vec<Outcome>, CrmError> {
        Ok(self.act(postings, Act::Reverse, reason).await?)
    }
}

/// The parts that contracts hold, oldest first.
fn parts(contracts: &BTreeMap<ContractId, Loaded>) -> Vec<PostedPart> {
    let of = |loaded: &Loaded| -> Vec<PostedPart> {
        let contract = &loaded.contract;
        let told = loaded.purses.iter().flat_map(|(card, purse)| {
            purse.entries.iter().map(|entry| entry.told(&contract.id, &contract.number, card.reference()))
        });
        told.collect()
    };
    let mut parts: Vec<PostedPart> = contracts.values().flat_map(of).collect();
    parts.sort_by_key(|part| part.date);
    parts
}
