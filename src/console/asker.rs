//! What the console asks of the register and of the CRM, as tasks that change nothing: searching,
//! cards, units, reading the register anew, and what the CRM is about.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::msg::{CardData, Doing, Msg, Register, Written};
use super::state::Pause;
use crate::commit::{late, seconds_until};
use crate::crm::{self, Activity, Crm, CrmError, Freshness, Writing};
use crate::matching::Index;
use crate::model::{ContractId, Explain as _, Message};
use crate::search::SearchIndex;

/// How many hits a search brings.
const HITS_MAX: usize = super::update::HITS_MAX;

/// Progress is told so often at most: a frame for each chunk would fill a slow line.
pub(super) const PROGRESS_EVERY: Duration = Duration::from_millis(500);

/// Asks, and tells the answers.
#[derive(Debug)]
pub(super) struct Asker {
    crm: Arc<dyn Crm>,
    /// Dropped when what is being read is no longer wanted.
    reading: Option<oneshot::Sender<()>>,
}

impl Asker {
    pub(super) fn new(crm: Arc<dyn Crm>) -> Self {
        Self { crm, reading: None }
    }

    /// The CRM that is asked.
    pub(super) fn crm(&self) -> Arc<dyn Crm> {
        Arc::clone(&self.crm)
    }

    /// Tells from now on what the CRM is about.
    pub(super) fn watch(&self, answers: UnboundedSender<Msg>) {
        let mut activity = self.crm.activity();
        tokio::spawn(async move {
            let mut told = Doing::default();
            loop {
                let now = activity.borrow_and_update().clone();
                let waits = now.waiting.is_some();
                let doing = doing(now);
                if doing != told {
                    told = doing.clone();
                    tell(&answers, Msg::Doing(doing));
                    sleep(PROGRESS_EVERY).await;
                }
                // The time left is counted down here; everything else is told by the CRM.
                let changed = if waits {
                    timeout(PROGRESS_EVERY, activity.changed()).await.unwrap_or(Ok(()))
                } else {
                    activity.changed().await
                };
                if changed.is_err() {
                    return;
                }
            }
        });
    }

    pub(super) fn search(search: Arc<SearchIndex>, generation: u64, query: String, answers: UnboundedSender<Msg>) {
        tokio::task::spawn_blocking(move || {
            tell(&answers, Msg::Searched { generation, result: search.search(&query, HITS_MAX) });
        });
    }

    pub(super) fn load_card(&self, generation: u64, contracts: Vec<ContractId>, answers: UnboundedSender<Msg>) {
        let crm = self.crm();
        tokio::spawn(async move {
            let card = card(&*crm, &contracts).await.map_err(|error| error.explain());
            tell(&answers, Msg::Card { generation, card });
        });
    }

    pub(super) fn load_units(&self, generation: u64, answers: UnboundedSender<Msg>) {
        let crm = self.crm();
        tokio::spawn(async move {
            let units = crm.units().await.map_err(|error| error.explain());
            tell(&answers, Msg::Units { generation, units });
        });
    }

    pub(super) fn refresh(&mut self, generation: u64, freshness: Freshness, answers: UnboundedSender<Msg>) {
        let crm = self.crm();
        let (wanted, unwanted) = oneshot::channel();
        self.reading = Some(wanted);
        tokio::spawn(async move {
            let deadline = crm.abilities().register_deadline;
            let asked = Timestamp::now();
            let register = tokio::select! {
                biased;
                // A later reading has begun, so nobody reads this answer.
                _ = unwanted => Err(Message::new("console-register-asked")),
                read = timeout(deadline, crm.register(freshness)) => match read {
                    Ok(Ok(read)) => indexed(read, asked, crm.take_warnings()).await,
                    Ok(Err(error)) => Err(error.explain()),
                    Err(_) => Err(late(deadline)),
                },
            };
            tell(&answers, Msg::Register { generation, register });
        });
    }
}

/// A console that has left no longer listens; nobody else wants the answer.
pub(super) fn tell(answers: &UnboundedSender<Msg>, message: Msg) {
    let _ = answers.send(message);
}

/// A register with what the console looks things up in.
async fn indexed(read: crm::Register, asked: Timestamp, warnings: Vec<Message>) -> Result<Register, Message> {
    let is_old = read.read_at < asked;
    let made = tokio::task::spawn_blocking(move || {
        let index = Arc::new(Index::build(read.contracts));
        let search = Arc::new(SearchIndex::build(index.contracts()));
        Register { index, search, held: read.payments, read_at: read.read_at, is_old, warnings }
    });
    made.await.map_err(|error| Message::new("console-task-failed").with("error", error.to_string()))
}

/// What a CRM is about, with the time left.
fn doing(activity: Activity) -> Doing {
    let pause = activity.waiting.map(|waiting| Pause { why: waiting.why, seconds: seconds_until(waiting.until) });
    let writing =
        activity.writing.map(|Writing { done, total, since }| Written { done, total, elapsed: since.elapsed() });
    Doing { reading: activity.reading, writing, pause: pause.filter(|pause| pause.seconds > 0) }
}

async fn card(crm: &dyn Crm, contracts: &[ContractId]) -> Result<CardData, CrmError> {
    let mut data = CardData { contracts: crm.contracts_by_id(contracts).await?, payments: Vec::new() };
    for contract in contracts {
        data.payments.extend(crm.payments_of(contract).await?);
    }
    Ok(data)
}
