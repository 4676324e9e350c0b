//! What does the work that the console asks for: saving on a thread of its own, everything else as
//! tasks. Each answer goes back as a message.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{sleep, sleep_until};

use super::asker::{Asker, PROGRESS_EVERY, tell};
use super::effect::{Effect, When};
use super::msg::{Msg, Plan};
use super::run::{Executor, ScreenWork};
use super::saver::Saver;
use super::signals::Busy;
use super::state::State;
use crate::commit::{Cancel, CommitError, Engine, Progress, Recovery};
use crate::crm::Crm;
use crate::matching::Index;
use crate::model::{Explain as _, Message, Row};
use crate::store::{Store, Write};

/// How long after a question that the CRM did not answer it is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(30);

/// Whose turn it is at the journal.
type Turn = tokio::sync::Mutex<()>;

/// The hands of the console.
#[derive(Debug)]
pub struct Worker {
    saver: Saver,
    store: Arc<Store>,
    asker: Asker,
    engine: Engine,
    /// What the person wants of the running batch.
    cancel: Cancel,
    /// One thing at a time is done with the journal.
    turn: Arc<Turn>,
    /// Waits for its time, or asks.
    settling: Option<JoinHandle<()>>,
}

impl Worker {
    /// Hands over a store, a CRM and the one engine over both. The saving thread starts at once.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(store: Arc<Store>, crm: Arc<dyn Crm>, engine: Engine) -> std::io::Result<Self> {
        let saver = Saver::start(Arc::clone(&store))?;
        Ok(Self {
            saver,
            store,
            asker: Asker::new(crm),
            engine,
            cancel: Cancel::default(),
            turn: Arc::default(),
            settling: None,
        })
    }

    /// Waits until everything that was handed out to be saved is on disk.
    pub fn finish(self) {
        self.saver.finish();
    }

    fn plan(&self, answers: UnboundedSender<Msg>) {
        let journal = self.journal();
        let (crm, cancel) = (self.asker.crm(), self.cancel.clone());
        cancel.go_on();
        tokio::spawn(async move {
            let planned = tokio::select! {
                biased;
                () = cancel.wanted() => Err(Message::new("console-batch-cancelled")),
                plan = plan(journal, &*crm, &answers) => plan.map_err(|error| error.explain()),
            };
            tell(&answers, Msg::BatchPlanned(planned));
        });
    }

    /// Asks, when it is time, what became of payments; whoever waited before is sent home.
    fn settle(&mut self, when: When, answers: UnboundedSender<Msg>) {
        if let Some(waiting) = self.settling.take() {
            waiting.abort();
        }
        let journal = self.journal();
        self.settling = Some(tokio::spawn(async move {
            match when {
                When::Now => {}
                When::At(time) => sleep_until(time).await,
                When::Later => sleep(ASK_AGAIN).await,
            }
            let settled = journal.recover(&answers).await.map(|(recovery, _)| recovery);
            tell(&answers, Msg::Settled(settled.map_err(|error| error.explain())));
        }));
    }

    fn journal(&self) -> Journal {
        Journal {
            engine: self.engine.clone(),
            store: Arc::clone(&self.store),
            saved: self.saver.all_saved(),
            turn: Arc::clone(&self.turn),
        }
    }

    fn run_batch(&self, batch: Batch, answers: UnboundedSender<Msg>) {
        let (engine, cancel, turn) = (self.engine.clone(), self.cancel.clone(), Arc::clone(&self.turn));
        let saved = self.saver.all_saved();
        let busy = Busy::begin();
        if matches!(batch, Batch::Reverse { .. }) {
            cancel.go_on();
        }
        tokio::spawn(async move {
            // The engine writes rows too, and its word is the later one. Whoever waits for the saver's
            // thread that is gone is told so by the store.
            let _ = saved.await;
            let _turn = turn.lock().await;
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
            drop(busy);
        });
    }
}

/// What a batch is to do.
enum Batch {
    Commit { rows: Vec<Row>, extra: Vec<Write>, register: Arc<Index> },
    Reverse { rows: Vec<Row>, reason: String },
}

impl Executor<State> for Worker {
    fn execute(&mut self, effect: Effect, answers: &UnboundedSender<Msg>) -> Option<ScreenWork> {
        let answers = answers.clone();
        match effect {
            Effect::Save { generation, writes } => self.saver.save(generation, writes, answers),
            Effect::SaveView { writes } => self.saver.save_view(writes, answers),
            Effect::Search { search, generation, query } => Asker::search(search, generation, query, answers),
            Effect::LoadCard { generation, contracts } => self.asker.load_card(generation, contracts, answers),
            Effect::LoadUnits { generation } => self.asker.load_units(generation, answers),
            Effect::PlanBatch => self.plan(answers),
            Effect::Commit { rows, extra, register } => {
                self.run_batch(Batch::Commit { rows, extra, register }, answers);
            }
            Effect::Reverse { rows, reason } => self.run_batch(Batch::Reverse { rows, reason }, answers),
            Effect::CancelBatch => self.cancel.stop(),
            Effect::GiveUpBatch => self.cancel.give_up(),
            Effect::RefreshRegister { generation, freshness } => self.asker.refresh(generation, freshness, answers),
            Effect::Settle { when } => self.settle(when, answers),
            Effect::Watch => self.asker.watch(answers),
            // Only a console that looks on does so: see [`super::viewer`].
            Effect::LookAgain | Effect::Keep(_) => {}
            Effect::Suspend => return Some(ScreenWork::Suspend),
            Effect::Redraw => return Some(ScreenWork::Redraw),
        }
        None
    }
}

/// The journal, for whoever has their turn at it.
struct Journal {
    engine: Engine,
    store: Arc<Store>,
    saved: oneshot::Receiver<()>,
    turn: Arc<Turn>,
}

impl Journal {
    /// Settles what earlier batches left. Its rows are told as they are settled: they stand on disk,
    /// and whoever asked may be sent home before the end, or come to none. The turn lasts as long as
    /// what is given back with it.
    async fn recover(self, answers: &UnboundedSender<Msg>) -> Result<(Recovery, OwnedMutexGuard<()>), CommitError> {
        // Whoever waits for the saver's thread that is gone is told so by the store below.
        let _ = self.saved.await;
        let turn = self.turn.lock_owned().await;
        let rows = self.store.load()?.rows;
        let settled = |rows: &[Row]| tell(answers, Msg::Recovered(rows.to_vec()));
        Ok((self.engine.recover_telling(&rows, &settled).await?, turn))
    }
}

/// What an earlier batch left is settled first, then the next batch has its number.
async fn plan(journal: Journal, crm: &dyn Crm, answers: &UnboundedSender<Msg>) -> Result<Plan, CommitError> {
    let engine = journal.engine.clone();
    let (recovery, _turn) = journal.recover(answers).await?;
    if let Some(early) = recovery.early {
        return Err(CommitError::Early(early));
    }
    let held = crm.payments().await?;
    Ok(Plan { batch: engine.next_batch()?, settled: recovery.rows.len(), unanswered: recovery.unanswered, held })
}

#[cfg(test)]
#[path = "executor_tests.rs"]
mod tests;
