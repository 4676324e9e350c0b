//! A console: an accountant at the real engine, process after process over one state folder.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::civil::date;
use rust_decimal::Decimal;
use sverka::commit::{BatchReport, Cancel, CommitError, Engine, Recovery, RowOutcome};
use sverka::crm::Keys;
use sverka::matching::Index;
use sverka::model::{CommitState, Contract, ContractStatus, Currency, Holder, PaymentId, Readiness, Row};
use tokio::time::{sleep, sleep_until};

use super::broken::Protocol;
use super::folder::Folder;
use super::ledger::Deal;
use super::server::Server;
use super::wire::Wire;

pub struct Console {
    pub number: usize,
    pub folder: Arc<Folder>,
    pub server: Arc<Mutex<Server>>,
    pub protocol: Protocol,
    /// Payments of which the last recovery gave no clear account, and told so.
    pub told: BTreeSet<PaymentId>,
    engine: Option<Engine>,
}

impl Console {
    pub fn new(number: usize, rows: &[Row], server: &Arc<Mutex<Server>>, protocol: Protocol) -> Self {
        let folder = Arc::new(Folder::with(rows));
        Self { number, folder, server: Arc::clone(server), protocol, told: BTreeSet::new(), engine: None }
    }

    fn server(&self) -> MutexGuard<'_, Server> {
        self.server.lock().expect("nobody fails with it")
    }

    fn note(&self, event: impl FnOnce() -> String) {
        let number = self.number;
        self.server().note(|| format!("console {number}: {}", event()));
    }

    /// A working day of so many steps.
    pub async fn live(&mut self, steps: usize) {
        for _ in 0..steps {
            let rest = self.server().random.millis(0, 15_000);
            sleep(rest).await;
            if self.engine.is_none() {
                self.start();
                self.recover().await;
                continue;
            }
            let what = self.server().random.below(8);
            match what {
                0..=3 => self.commit().await,
                4 => self.reverse().await,
                5 | 6 => self.edit(),
                _ => {
                    self.recover().await;
                }
            }
        }
    }

    /// A new process reads the register as it is now.
    pub fn start(&mut self) {
        self.folder.restart();
        self.jump();
        let (deals, by_hand) = {
            let server = self.server();
            let by_hand: BTreeSet<PaymentId> =
                server.ledger.deals.values().flat_map(|deal| deal.by_hand.keys().copied()).collect();
            let deals: Vec<Contract> =
                server.ledger.deals.iter().map(|(id, deal)| contract(id.as_str(), deal)).collect();
            (deals, by_hand)
        };
        self.leave_out(&by_hand);
        if self.protocol.forgets() {
            self.folder.forget_what_was_sent();
        }
        let is_whole = self.protocol == Protocol::Whole;
        let wire = Wire {
            server: Arc::clone(&self.server),
            console: self.number,
            folder: is_whole.then(|| Arc::clone(&self.folder)),
        };
        let engine = Engine::new(self.protocol.journal(&self.folder), self.protocol.crm(wire));
        self.engine = Some(engine.against(Arc::new(Index::build(deals))));
        self.note(|| "starts".to_owned());
    }

    /// What somebody entered by hand is seen in the register, and not sent.
    fn leave_out(&self, by_hand: &BTreeSet<PaymentId>) {
        for mut row in self.folder.rows() {
            if by_hand.contains(&row.payment.id) && is_free(&row) {
                row.decision.excluded = Some(true);
                self.folder.put(row);
            }
        }
    }

    fn jump(&self) {
        let mut server = self.server();
        let (forward, back) = match server.random.below(6) {
            0 => (Some(Duration::from_secs(24 * 3_600)), None),
            1 => (None, Some(Duration::from_secs(3_600))),
            // The clock says 1970 again.
            2 => (None, Some(Duration::from_secs(56 * 365 * 24 * 3_600))),
            _ => return,
        };
        server.tally.clock_jumps += 1;
        drop(server);
        self.folder.jump(forward, back);
    }

    /// Does something that the process may die of.
    async fn risk<T>(&mut self, doing: impl Future<Output = T>) -> Option<T> {
        let (dies_after, lives) = {
            let mut server = self.server();
            match server.random.below(5) {
                _ if server.is_calm => (None, None),
                0 => (Some(server.random.millis(0, 3_000)), None),
                1 => (None, Some((server.random.below(6), server.random.one_in(2)))),
                _ => (None, None),
            }
        };
        self.folder.die_at(lives);
        let done = match dies_after {
            None => Some(doing.await),
            Some(after) => tokio::select! {
                biased;
                done = doing => Some(done),
                () = sleep(after) => None,
            },
        };
        self.folder.die_at(None);
        if done.is_none() {
            self.server().tally.deaths += 1;
        } else if self.folder.is_dead() {
            self.server().tally.deaths_writing += 1;
        }
        if done.is_none() || self.folder.is_dead() {
            self.note(|| "dies".to_owned());
            self.engine = None;
        }
        done
    }

    /// Asks what became of what was left. Returns what is still too early to be asked for.
    pub async fn recover(&mut self) -> Option<Recovery> {
        let engine = self.engine.clone()?;
        let rows = self.folder.rows();
        let recovery = self.risk(async move { engine.recover(&rows).await }).await?.ok()?;
        self.note(|| {
            let Recovery { committed, reopened, reversed, never_left, .. } = &recovery;
            let open = (recovery.unclear.len(), recovery.unanswered.is_some(), recovery.early.is_some());
            format!(
                "recovered: {committed} there, {reopened} not, {reversed} back, {never_left} never left, open {open:?}"
            )
        });
        self.server().tally.settled += recovery.rows.len() as u64;
        self.told = recovery.unclear.iter().map(|unclear| unclear.payment).collect();
        Some(recovery)
    }

    /// Settles everything in calm, waiting as long as it takes.
    pub async fn reconcile(&mut self) {
        self.start();
        while let Some(early) = self.recover().await.and_then(|recovery| recovery.early) {
            sleep_until(early.until).await;
        }
    }

    async fn commit(&mut self) {
        let mut rows = self.take_anew();
        let share = self.server().random.below(3);
        rows.retain(|_| share > 0 || self.server().random.one_in(2));
        self.send(rows).await;
    }

    /// Commits all that is ready, in calm.
    pub async fn commit_all(&mut self) {
        let rows = self.take_anew();
        self.send(rows).await;
    }

    /// The ready rows; what was taken back is taken anew by the accountant.
    fn take_anew(&self) -> Vec<Row> {
        for mut row in self.folder.rows() {
            if !row.changed.is_empty() && is_free(&row) {
                row.changed.clear();
                self.folder.put(row);
            }
        }
        self.folder.rows().into_iter().filter(|row| row.readiness() == Readiness::Ready).collect()
    }

    async fn send(&mut self, rows: Vec<Row>) {
        let Some(engine) = self.engine.clone().filter(|_| !rows.is_empty()) else { return };
        self.note(|| format!("commits {}", numbers(&rows)));
        self.server().tally.batches += 1;
        let impatience = self.impatience();
        let commit = async move {
            let cancel = Cancel::default();
            let batch = engine.commit(rows, Vec::new(), &|_| {}, &cancel);
            wait_impatiently(batch, &cancel, impatience).await
        };
        let done = self.risk(commit).await;
        self.hear(done);
    }

    fn impatience(&self) -> Option<(Duration, Duration)> {
        let mut server = self.server();
        if server.is_calm || !server.random.one_in(6) {
            return None;
        }
        server.tally.cancels += 1;
        Some((server.random.millis(0, 1_500), server.random.millis(0, 1_500)))
    }

    async fn reverse(&mut self) {
        let committed = self.folder.rows().into_iter().filter(|row| row.readiness() == Readiness::Committed);
        let rows: Vec<Row> = committed.filter(|_| self.server().random.one_in(3)).collect();
        let Some(engine) = self.engine.clone().filter(|_| !rows.is_empty()) else { return };
        self.note(|| format!("takes back {}", numbers(&rows)));
        let impatience = self.impatience();
        let reversal = async move {
            let cancel = Cancel::default();
            let batch = Box::pin(engine.reverse(rows, "ошибка", &|_| {}, &cancel));
            wait_impatiently(batch, &cancel, impatience).await
        };
        let done = self.risk(reversal).await;
        self.hear(done);
    }

    /// What a batch told is held against the CRM at once.
    fn hear(&self, done: Option<Result<BatchReport, CommitError>>) {
        let report = match done {
            None => return,
            Some(Err(error @ (CommitError::HeldAlready { .. } | CommitError::InFlight { .. })))
                if self.protocol == Protocol::Whole =>
            {
                // A row that the accountant sees as ready has nothing in the journal that forbids it.
                self.server().complain(format!("console {}: a ready row is not taken: {error}", self.number));
                return;
            }
            Some(Err(error)) => return self.note(|| format!("told: {error}")),
            Some(Ok(report)) => report,
        };
        self.note(|| {
            let each =
                report.results.iter().map(|result| format!("№{} {}", result.row.payment.number, result.outcome.name()));
            format!("told: {}", each.collect::<Vec<_>>().join(", "))
        });
        for result in &report.results {
            let mut server = self.server();
            let tally = &mut server.tally;
            *match result.outcome {
                RowOutcome::Committed => &mut tally.committed,
                RowOutcome::Already => &mut tally.already,
                RowOutcome::Refused => &mut tally.refused,
                RowOutcome::Unknown => &mut tally.unknown,
                RowOutcome::Reversed => &mut tally.reversed,
            } += 1;
            let is_told_there = matches!(result.outcome, RowOutcome::Committed | RowOutcome::Already);
            let number = &result.row.payment.number;
            if is_told_there && server.ledger.entries.iter().all(|entry| entry.part.number != *number) {
                server.complain(format!("№{number} is told to be committed and was never there"));
            }
        }
    }

    /// The accountant gives a row to another contract, or leaves it out, or takes it in again.
    fn edit(&self) {
        let rows: Vec<Row> = self.folder.rows().into_iter().filter(is_free).collect();
        let mut server = self.server();
        let Some(mut row) = rows.get(server.random.below(rows.len())).cloned() else { return };
        let deals: Vec<_> = server.ledger.deals.keys().cloned().collect();
        let contract = deals.get(server.random.below(deals.len())).cloned();
        let is_out = row.decision.excluded == Some(true);
        row.decision.excluded = (!is_out && server.random.one_in(6)).then_some(true);
        // Without keys a payment is known by where it lies: who lays it on another contract than
        // somebody else did is not noticed.
        let may_move = server.settings.keys != Keys::None || !server.settings.has_others();
        let contract = contract.filter(|_| may_move);
        if let (Some(part), Some(contract)) = (row.decision.allocations.iter_mut().flatten().next(), contract) {
            part.contract = contract;
        }
        server.tally.edits += 1;
        drop(server);
        row.commit = CommitState::Open;
        row.changed.clear();
        row.version += 1;
        self.note(|| format!("№{} is given to {:?}", row.payment.number, row.allocations()[0].contract.as_str()));
        self.folder.put(row);
    }
}

fn is_free(row: &Row) -> bool {
    matches!(row.commit, CommitState::Open | CommitState::Refused(_))
}

fn numbers(rows: &[Row]) -> String {
    rows.iter().map(|row| format!("№{}", row.payment.number)).collect::<Vec<_>>().join(" ")
}

/// Waits for a batch; who is impatient stops it after a time, and gives it up after another.
async fn wait_impatiently<T>(
    batch: impl Future<Output = T>,
    cancel: &Cancel,
    impatience: Option<(Duration, Duration)>,
) -> T {
    let Some((stop, give_up)) = impatience else { return batch.await };
    let losing_patience = async {
        sleep(stop).await;
        cancel.stop();
        sleep(give_up).await;
        cancel.give_up();
        std::future::pending::<()>().await;
    };
    tokio::select! {
        biased;
        done = batch => done,
        () = losing_patience => unreachable!("patience is lost for ever"),
    }
}

/// A contract as the register tells it.
fn contract(id: &str, deal: &Deal) -> Contract {
    Contract {
        id: sverka::model::ContractId(id.to_owned()),
        number: id.to_owned(),
        date: Some(date(2026, 1, 1)),
        kind: "ДДУ".to_owned(),
        status: if deal.is_closed { ContractStatus::Terminated } else { ContractStatus::Registered },
        holder: Holder { name: "Ветров Лев Ильич".to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: deal.total,
        currency: Currency::RUB,
        schedule: Vec::new(),
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: deal.version,
    }
}
