//! One seed: a CRM, its consoles and a colleague, from the first day to the last reconcile.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rust_decimal::Decimal;
use sverka::crm::Keys;
use sverka::model::{
    Allocation, CommitState, ContractId, Currency, Decision, Finding, Money, Party, Payment, PaymentId, PaymentKind,
    Row, SourcePlace,
};
use tokio::runtime::Builder;
use tokio::time::sleep;

use super::broken::Protocol;
use super::colleague;
use super::console::Console;
use super::judge;
use super::ledger::{Deal, Ledger};
use super::random::Random;
use super::server::{Server, Settings};
use super::tally::Tally;

/// Payments of a world.
const PAYMENTS: usize = 5;
/// Its contracts.
const CONTRACTS: usize = 4;
/// What a console does in its day, at most.
const STEPS: usize = 12;

/// How often the accountant is told of one thing.
const TOLD_AT_MOST: usize = 3;

/// What came of a seed.
pub struct Outcome {
    /// What must never be and was.
    pub wrong: Vec<String>,
    pub tally: Tally,
    /// What happened, where it was asked for.
    pub trace: Vec<String>,
}

/// Lives a seed to its end.
pub fn live(seed: u64, protocol: Protocol, is_told: bool) -> Outcome {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
    runtime.block_on(async {
        let mut world = World::new(seed, protocol, is_told);
        Box::pin(world.live()).await;
        world.end()
    })
}

struct World {
    server: Arc<Mutex<Server>>,
    consoles: Vec<Console>,
    rows: Vec<Row>,
    protocol: Protocol,
}

impl World {
    fn new(seed: u64, protocol: Protocol, is_told: bool) -> Self {
        let mut random = Random::of_seed(seed);
        let settings = settings(&mut random);
        let rows: Vec<Row> = (1..=PAYMENTS).map(|number| row(number, &mut random)).collect();
        let deal = Deal { total: Decimal::from(1_000), is_closed: false, version: 1, by_hand: <_>::default() };
        let deals = (1..=CONTRACTS).map(|number| (contract(number), deal.clone())).collect();
        let ledger = Ledger { deals, ..Ledger::default() };
        let consoles = settings.consoles;
        let mut server = Server::new(settings, random, ledger, is_told);
        server.amounts = rows.iter().map(|row| (row.payment.id, row.payment.amount.amount)).collect();
        let server = Arc::new(Mutex::new(server));
        let consoles = (1..=consoles).map(|number| Console::new(number, &rows, &server, protocol)).collect();
        Self { server, consoles, rows, protocol }
    }

    fn server(&self) -> MutexGuard<'_, Server> {
        self.server.lock().expect("nobody fails with it")
    }

    async fn live(&mut self) {
        let settings = self.server().settings.clone();
        self.server().note(|| format!("{settings:?}"));
        let acts = self.server().random.below(4);
        let steps = 4 + self.server().random.below(STEPS - 3);
        Box::pin(self.work(steps, acts)).await;
        self.server().is_calm = true;
        self.server().note(|| "calm".to_owned());
        self.reconcile().await;
        self.tidy().await;
        self.judge("after a reconcile");
        for console in &mut self.consoles {
            console.commit_all().await;
        }
        self.reconcile().await;
        self.tidy().await;
        self.judge("at the end");
    }

    /// Everybody at once.
    async fn work(&mut self, steps: usize, acts: usize) {
        let colleague = colleague::live(&self.server, &self.rows, acts);
        match self.consoles.as_mut_slice() {
            [one, other] => {
                tokio::join!(one.live(steps), other.live(steps), colleague);
            }
            [one] => {
                tokio::join!(one.live(steps), colleague);
            }
            _ => panic!("one console, or two"),
        }
    }

    /// Each console starts anew and settles what it left, once nothing is on its way any more.
    async fn reconcile(&mut self) {
        for console in &mut self.consoles {
            console.reconcile().await;
        }
        // What came twice comes late.
        let settles_after = self.server().settings.settles_after;
        sleep(settles_after * 2).await;
        self.server().catch_up();
    }

    /// The accountant does as told about what stands there twice or in parts, and the consoles ask
    /// once more; what was brought to its end by that may be told of again.
    async fn tidy(&mut self) {
        for _ in 0..TOLD_AT_MOST {
            let told = self.told();
            if told.is_empty() {
                return;
            }
            for payment in told {
                let mut server = self.server();
                server.tally.told += 1;
                server.note(|| format!("the accountant tidies up {payment}"));
                let amount = server.amounts.get(&payment).copied().unwrap_or_default();
                server.ledger.tidy(payment, amount);
            }
            self.reconcile().await;
        }
    }

    /// What the accountant is told to look at; every row that is unknown is among it.
    fn told(&self) -> Vec<PaymentId> {
        for console in self.consoles.iter().filter(|console| console.protocol == Protocol::Whole) {
            for row in console.folder.rows() {
                if row.commit == CommitState::Unknown && !console.told.contains(&row.payment.id) {
                    self.server().complain(format!("№{} is unknown, and nobody is told why", row.payment.number));
                }
            }
        }
        self.consoles.iter().flat_map(|console| console.told.iter().copied()).collect()
    }

    fn judge(&self, when: &str) {
        let mut server = self.server();
        let mut found = judge::of_money(&server, &self.consoles);
        if self.protocol == Protocol::Whole {
            found.extend(judge::of_keys(&server, &self.consoles));
        }
        for wrong in found {
            server.complain(format!("{when}: {wrong}"));
        }
    }

    fn end(self) -> Outcome {
        let mut server = self.server();
        let mut wrong = std::mem::take(&mut server.wrong);
        for console in &self.consoles {
            wrong.extend(
                console.folder.take_wrong().into_iter().map(|what| format!("console {}: {what}", console.number)),
            );
        }
        Outcome { wrong, tally: server.tally, trace: server.take_trace() }
    }
}

fn settings(random: &mut Random) -> Settings {
    let keys = [Keys::Enforced, Keys::Stored, Keys::None][random.below(3)];
    Settings {
        keys,
        part_by_part: keys == Keys::Stored && random.one_in(2),
        batch_size: [1, 2, 3, 50][random.below(4)],
        settles_after: if random.one_in(3) { Duration::ZERO } else { Duration::from_secs(20) },
        consoles: 1 + random.below(2),
        keeps_lines: random.one_in(2),
    }
}

fn contract(number: usize) -> ContractId {
    ContractId(format!("К-{number}"))
}

/// A row that a person decided, ready to go: one to three parts; the last goes back to its buyer.
fn row(number: usize, random: &mut Random) -> Row {
    let parts: Vec<Allocation> = (0..=random.below(3))
        .map(|place| Allocation {
            contract: contract(1 + (number + place) % CONTRACTS),
            line: (place > 0).then_some(2),
            amount: Decimal::new(i64::try_from(number * 1_000 + place * 10 + 7).unwrap_or(1), 2),
        })
        .collect();
    let amount: Decimal = parts.iter().map(|part| part.amount).sum();
    let number_text = number.to_string();
    let payment = Payment {
        id: PaymentId::of_document(&number_text),
        place: SourcePlace::default(),
        source_id: None,
        kind: if number == PAYMENTS { PaymentKind::BankPaymentOut } else { PaymentKind::BankReceipt },
        number: number_text,
        date: jiff::civil::date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: "Ветров Лев Ильич".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: String::new(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    row.decision = Decision { allocations: Some(parts), ..Decision::default() };
    row
}
