//! What does the work that the console asks for: saving on a thread of its own, everything else as
//! tasks. Each answer goes back as a message.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::effect::Effect;
use super::msg::{CardData, Msg, Plan, Register};
use super::run::{Executor, ScreenWork};
use super::saver::Saver;
use super::state::State;
use crate::commit::{Cancel, CommitError, Engine, Progress};
use crate::crm::{Crm, CrmError, Freshness};
use crate::matching::Index;
use crate::model::{ContractId, Explain as _, Message};
use crate::search::SearchIndex;
use crate::store::Store;

/// How many hits a search brings.
const HITS_MAX: usize = super::update::HITS_MAX;

/// Progress is told so often at most: a frame for each chunk would fill a slow line.
const PROGRESS_EVERY: Duration = Duration::from_millis(500);

/// The hands of the console.
#[derive(Debug)]
pub struct Worker {
    saver: Saver,
    store: Arc<Store>,
    crm: Arc<dyn Crm>,
    engine: Engine,
    /// Set while the running batch is to stop.
    cancel: Cancel,
}

impl Worker {
    /// Hands over a store, a CRM and the one engine over both. The saving thread starts at once.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(store: Arc<Store>, crm: Arc<dyn Crm>, engine: Engine) -> std::io::Result<Self> {
        let saver = Saver::start(Arc::clone(&store))?;
        Ok(Self { saver, store, crm, engine, cancel: Cancel::default() })
    }

    /// Waits until everything that was handed out to be saved is on disk.
    pub fn finish(self) {
        self.saver.finish();
    }

    fn plan(&self, answers: UnboundedSender<Msg>) {
        let (engine, store, saved) = (self.engine.clone(), Arc::clone(&self.store), self.saver.all_saved());
        let crm = Arc::clone(&self.crm);
        tokio::spawn(async move {
            // Whoever waits for the saver's thread that is gone is told so by the store below.
            let _ = saved.await;
            let plan = plan(&engine, &store, &*crm).await;
            tell(&answers, Msg::BatchPlanned(plan.map_err(|error| error.explain())));
        });
    }

    fn search(search: Arc<SearchIndex>, generation: u64, query: String, answers: UnboundedSender<Msg>) {
        tokio::task::spawn_blocking(move || {
            tell(&answers, Msg::Searched { generation, result: search.search(&query, HITS_MAX) });
        });
    }

    fn load_card(&self, generation: u64, contracts: Vec<ContractId>, answers: UnboundedSender<Msg>) {
        let crm = Arc::clone(&self.crm);
        tokio::spawn(async move {
            let card = card(&*crm, &contracts).await.map_err(|error| error.explain());
            tell(&answers, Msg::Card { generation, card });
        });
    }

    fn load_units(&self, generation: u64, answers: UnboundedSender<Msg>) {
        let crm = Arc::clone(&self.crm);
        tokio::spawn(async move {
            let units = crm.units().await.map_err(|error| error.explain());
            tell(&answers, Msg::Units { generation, units });
        });
    }

    fn refresh(&self, generation: u64, answers: UnboundedSender<Msg>) {
        let crm = Arc::clone(&self.crm);
        tokio::spawn(async move {
            let register = match crm.register(Freshness::Now).await {
                Ok(read) => tokio::task::spawn_blocking(move || {
                    let index = Arc::new(Index::build(read.contracts));
                    let search = Arc::new(SearchIndex::build(index.contracts()));
                    Register { index, search, held: read.payments }
                })
                .await
                .map_err(|error| Message::new("console-task-failed").with("error", error.to_string())),
                Err(error) => Err(error.explain()),
            };
            tell(&answers, Msg::Register { generation, register });
        });
    }

    fn run_batch(&self, batch: Batch, answers: UnboundedSender<Msg>) {
        let (engine, cancel, saved) = (self.engine.clone(), self.cancel.clone(), self.saver.all_saved());
        cancel.go_on();
        tokio::spawn(async move {
            // The engine writes rows too, and its word is the later one. Whoever waits for the saver's
            // thread that is gone is told so by the store.
            let _ = saved.await;
            let since = Instant::now();
            let last_told = Mutex::new(None::<Instant>);
            let progress = |progress: Progress| {
                let now = Instant::now();
                // Nobody holds the lock longer than this; a poisoned one still holds a good time.
                let mut last = last_told.lock().unwrap_or_else(PoisonError::into_inner);
                let is_due = last.is_none_or(|told| now.duration_since(told) >= PROGRESS_EVERY);
                if is_due || progress.done == progress.total {
                    *last = Some(now);
                    tell(&answers, Msg::Progress { progress, elapsed: now.duration_since(since) });
                }
            };
            let done = match batch {
                Batch::Commit { rows, extra, register } => {
                    engine.against(register).commit(rows, extra, &progress, &cancel).await
                }
                Batch::Reverse { rows, reason } => engine.reverse(rows, &reason, &progress, &cancel).await,
            };
            tell(&answers, Msg::BatchDone(done.map_err(|error| error.explain())));
        });
    }
}

/// What a batch is to do.
enum Batch {
    Commit { rows: Vec<crate::model::Row>, extra: Vec<crate::store::Write>, register: Arc<Index> },
    Reverse { rows: Vec<crate::model::Row>, reason: String },
}

impl Executor<State> for Worker {
    fn execute(&mut self, effect: Effect, answers: &UnboundedSender<Msg>) -> Option<ScreenWork> {
        let answers = answers.clone();
        match effect {
            Effect::Save { generation, writes } => self.saver.save(generation, writes, answers),
            Effect::SaveView { writes } => self.saver.save_view(writes, answers),
            Effect::Search { search, generation, query } => Self::search(search, generation, query, answers),
            Effect::LoadCard { generation, contracts } => self.load_card(generation, contracts, answers),
            Effect::LoadUnits { generation } => self.load_units(generation, answers),
            Effect::PlanBatch => self.plan(answers),
            Effect::Commit { rows, extra, register } => {
                self.run_batch(Batch::Commit { rows, extra, register }, answers);
            }
            Effect::Reverse { rows, reason } => self.run_batch(Batch::Reverse { rows, reason }, answers),
            Effect::CancelBatch => self.cancel.stop(),
            Effect::RefreshRegister { generation } => self.refresh(generation, answers),
            Effect::Suspend => return Some(ScreenWork::Suspend),
            Effect::Redraw => return Some(ScreenWork::Redraw),
        }
        None
    }
}

/// A console that has left no longer listens; nobody else wants the answer.
fn tell(answers: &UnboundedSender<Msg>, message: Msg) {
    let _ = answers.send(message);
}

/// What an earlier batch left is settled first, then the next batch has its number.
async fn plan(engine: &Engine, store: &Store, crm: &dyn Crm) -> Result<Plan, CommitError> {
    let recovery = engine.recover(&store.load()?.rows).await?;
    let held = crm.payments().await?;
    Ok(Plan { batch: engine.next_batch()?, settled: recovery.rows, unanswered: recovery.unanswered, held })
}

async fn card(crm: &dyn Crm, contracts: &[ContractId]) -> Result<CardData, CrmError> {
    let mut data = CardData { contracts: crm.contracts_by_id(contracts).await?, payments: Vec::new() };
    for contract in contracts {
        data.payments.extend(crm.payments_of(contract).await?);
    }
    Ok(data)
}
