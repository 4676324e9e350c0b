//! The register between two readings: what is kept is taken at once, and brought up to now by
//! asking only for what changed.
//!
//! A card that is gone tells nothing of itself, so the rows that should be there are counted by the
//! portal: another count has the list read whole. After a day everything is, since rights and
//! stages may have changed what a list shows without touching a card.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::cache::{Changed, Kept};
use super::failure::Failure;
use super::lists::{List, Listed};
use super::register::{self, Cards, Loaded};
use super::tables::{Rows, Table, row_id};
use super::wire::Json;
use super::{Bitrix24, parts};
use crate::crm::{Freshness, PostedPart};
use crate::model::{ContractId, Message, Unit};
use crate::text::harmless_line;

/// How long changes are enough.
const WHOLE_AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// The form in which rows are kept; another program's rows are read anew.
const FORM: &str = "2";

/// Everything that was read.
pub(super) struct Whole {
    pub(super) contracts: BTreeMap<ContractId, Loaded>,
    /// What stands on cards that belong to none of them.
    pub(super) strays: Vec<PostedPart>,
    /// Units, free ones too.
    pub(super) units: BTreeSet<Unit>,
    /// When the portal was asked.
    pub(super) read_at: Timestamp,
}

impl Whole {
    /// All parts that the portal holds, oldest first.
    pub(super) fn parts(&self) -> Vec<PostedPart> {
        let mut held = parts(&self.contracts);
        held.extend(self.strays.iter().cloned());
        held.sort_by_key(|part| part.date);
        held
    }
}

impl Bitrix24 {
    /// The whole register.
    pub(super) async fn load_as(&self, freshness: Freshness) -> Result<Whole, Failure> {
        // Two readings side by side would ask for the same, and write over each other.
        let turn = self.reading.lock().await;
        let kept = match (self.kept().await, freshness) {
            (Some(kept), Freshness::Kept) => kept,
            (Some(kept), Freshness::Now) => match self.changes(kept).await? {
                Some(kept) => kept,
                None => self.whole().await?,
            },
            (None, _) => self.whole().await?,
        };
        drop(turn);
        let names = self.names(&kept.told);
        let cards = Cards::of(kept.rows, names, &self.mapping);
        let contracts = register::contracts(&self.mapping, &cards);
        let strays = self.strays(&cards, &contracts);
        let units = cards.names.units.into_values();
        let units = units.chain(contracts.values().filter_map(|loaded| loaded.contract.unit.clone())).collect();
        Ok(Whole { contracts, strays, units, read_at: kept.read_at })
    }

    /// By what rows are read.
    fn by(&self) -> String {
        let webhook = self.client.webhook();
        let lists = Table::wanted(&self.mapping).into_iter().map(|table| table.list(&self.mapping).line());
        [FORM.to_owned(), webhook.portal().to_owned(), webhook.user().to_owned()]
            .into_iter()
            .chain(lists)
            .collect::<Vec<_>>()
            .join("\n")
    }

    async fn kept(&self) -> Option<Kept> {
        let cache = self.cache.clone()?;
        let by = self.by();
        let (told, loading) = (cache.clone(), cache);
        match tokio::task::spawn_blocking(move || loading.load(&by)).await {
            Ok(Ok(kept)) => return kept,
            Ok(Err(error)) if error.is_in_use() => {
                self.warn_of_cache("bitrix24-cache-unusable", told.path(), &error.to_string());
                return None;
            }
            Ok(Err(error)) => self.warn_of_cache("bitrix24-cache-damaged", told.path(), &error.to_string()),
            Err(error) => self.warn_of_cache("bitrix24-cache-damaged", told.path(), &error.to_string()),
        }
        if let Err(error) = told.discard() {
            self.warn_of_cache("bitrix24-cache-unusable", told.path(), &error.to_string());
        }
        None
    }

    /// Keeps what was read; where that fails, the next start reads all of it.
    async fn keep(&self, kept: Kept, changed: BTreeMap<Table, Changed>) -> Kept {
        let Some(cache) = self.cache.clone() else { return kept };
        let saving = cache.clone();
        let (kept, saved) = match tokio::task::spawn_blocking(move || {
            let saved = saving.save(&kept, &changed);
            (kept, saved)
        })
        .await
        {
            Ok(done) => done,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        };
        if let Err(error) = saved {
            // What the file held before stays as it was.
            self.warn_of_cache("bitrix24-cache-unusable", cache.path(), &error.to_string());
        }
        kept
    }

    fn warn_of_cache(&self, key: &str, path: &std::path::Path, detail: &str) {
        let file = harmless_line(&path.display().to_string());
        self.warn(Message::new(key).with("file", file).with("detail", harmless_line(detail)));
    }

    /// Reads all lists.
    async fn whole(&self) -> Result<Kept, Failure> {
        let tables = Table::wanted(&self.mapping);
        let lists: Vec<List> = tables.iter().map(|table| table.list(&self.mapping)).collect();
        let told = self.directory().await?.told.clone();
        let read = self.client.read_lists(&lists).await?;
        let asked_at = read.iter().filter_map(|listed| listed.asked_at).min();
        let rows: Rows = tables.iter().copied().zip(read.into_iter().map(by_id)).collect();
        let read_at = Timestamp::now();
        // A portal that does not tell the time is read whole each time.
        let moment = asked_at.unwrap_or(Timestamp::MIN);
        let kept = Kept { by: self.by(), whole_at: moment, asked_at: moment, read_at, told, rows };
        let changed = Table::ALL.into_iter().map(|table| (table, Changed::All)).collect();
        Ok(self.keep(kept, changed).await)
    }

    /// Brings what is kept up to now; `None` where all must be read anew.
    async fn changes(&self, mut kept: Kept) -> Result<Option<Kept>, Failure> {
        if kept.asked_at == Timestamp::MIN {
            return Ok(None);
        }
        let tables = Table::wanted(&self.mapping);
        let mut lists = Vec::new();
        let mut of = Vec::new();
        for table in &tables {
            let last = kept.rows.get(table).and_then(|rows| rows.keys().next_back()).copied().unwrap_or_default();
            let changed = table.changed(&self.mapping, kept.asked_at, last);
            of.extend(changed.iter().map(|_| *table));
            lists.extend(changed);
        }
        let counted: Vec<Table> = tables.iter().copied().filter(|table| table.count(&self.mapping).is_some()).collect();
        let asked = lists.len();
        lists.extend(counted.iter().filter_map(|table| table.count(&self.mapping)));
        let mut read = match self.client.read_lists(&lists).await {
            Ok(read) => read,
            // The portal does not take one of the filters.
            Err(Failure::Refused(_)) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let asked_at = read.iter().filter_map(|listed| listed.asked_at).min();
        let Some(asked_at) = asked_at.filter(|now| now.duration_since(kept.whole_at) < WHOLE_AGAIN) else {
            return Ok(None);
        };
        let counts: Vec<Listed> = read.split_off(asked);
        let mut changed: BTreeMap<Table, Changed> = BTreeMap::new();
        for (table, listed) in of.into_iter().zip(read) {
            if table.count(&self.mapping).is_none() {
                kept.rows.insert(table, by_id(listed));
                changed.insert(table, Changed::All);
                continue;
            }
            let held = kept.rows.entry(table).or_default();
            let rows = by_id(listed);
            let ids: BTreeSet<u64> = rows.keys().copied().collect();
            held.extend(rows);
            match changed.entry(table).or_insert_with(|| Changed::Some(BTreeSet::new())) {
                Changed::Some(known) => known.extend(ids),
                Changed::All => {}
            }
        }
        let differs = |(table, listed): &(Table, Listed)| listed.total != kept.rows.get(table).map(BTreeMap::len);
        let gone: Vec<Table> = counted.into_iter().zip(counts).filter(differs).map(|(table, _)| table).collect();
        let lists: Vec<List> = gone.iter().map(|table| table.list(&self.mapping)).collect();
        for (table, listed) in gone.into_iter().zip(self.client.read_lists(&lists).await?) {
            kept.rows.insert(table, by_id(listed));
            changed.insert(table, Changed::All);
        }
        kept.told = self.directory().await?.told.clone();
        kept.asked_at = asked_at;
        kept.read_at = Timestamp::now();
        Ok(Some(self.keep(kept, changed).await))
    }
}

fn by_id(listed: Listed) -> BTreeMap<u64, Json> {
    listed.rows.into_iter().filter_map(|row| Some((row_id(&row)?, row))).collect()
}
