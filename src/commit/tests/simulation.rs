//! The protocol as a whole: random commits, reversals, edits, faults and crashes, seed by seed.
//! A seed that fails is named, and replays.

use std::sync::Arc;

use super::fake::{FakeCrm, Fault, MemoryJournal, drive, finish};
use super::{part, row, taken_again};
use crate::commit::{Cancel, Engine};
use crate::model::{CommitState, PaymentKind, Readiness, Row};

const SEEDS: u64 = 1_000;
const STEPS: usize = 12;
const FAULTS: [Fault; 7] = [
    Fault::Calm,
    Fault::ErrorBefore,
    Fault::ErrorAfter,
    Fault::Silent,
    Fault::Refuse,
    Fault::BrokenAfter,
    Fault::FewAnswers,
];

/// xorshift (Marsaglia 2003).
struct Random(u64);

impl Random {
    fn of_seed(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            random.below(2);
        }
        random
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("it is small")
    }
}

/// What settles a crash.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// As the program does.
    Asks,
    /// A client that sends again blindly: the harness must see what that does.
    Forgets,
}

struct World {
    random: Random,
    journal: Arc<MemoryJournal>,
    crm: Arc<FakeCrm>,
    engine: Engine,
    start: Start,
}

impl World {
    fn new(seed: u64, start: Start) -> Self {
        let mut random = Random::of_seed(seed);
        let rows: Vec<Row> = (1..=4)
            .map(|number| {
                let mut parts = vec![part(number, 1, 10_000)];
                if random.below(2) == 0 {
                    parts.push(part(number, 2, 5_000));
                }
                let mut row = row(number, parts);
                // Every fourth payment goes back to its buyer.
                if number == 4 {
                    row.payment.kind = PaymentKind::BankPaymentOut;
                }
                row
            })
            .collect();
        let journal = MemoryJournal::with(&rows);
        let crm = Arc::new(FakeCrm::new(&journal, random.below(2) == 0, 1 + random.below(3)));
        let engine = Engine::new(Arc::clone(&journal) as _, Arc::clone(&crm) as _);
        Self { random, journal, crm, engine, start }
    }

    /// The process begins anew: another engine over what is on disk.
    fn restart(&mut self) {
        self.journal.restart();
        self.crm.script(&[]);
        self.engine = Engine::new(Arc::clone(&self.journal) as _, Arc::clone(&self.crm) as _);
    }

    /// One thing that a person does, with what can go wrong meanwhile.
    fn step(&mut self) {
        let faults: Vec<Fault> = (0..4).map(|_| FAULTS[self.random.below(FAULTS.len())]).collect();
        self.crm.script(&faults);
        let lives = (self.random.below(3) == 0).then(|| self.random.below(8));
        self.journal.die_after(lives, self.random.below(2) == 0);
        let polls = if self.random.below(2) == 0 { 1 + self.random.below(14) } else { 200 };
        let cancel = Cancel::default();
        if self.random.below(10) == 0 {
            cancel.stop();
        }
        let rows = self.journal.rows();
        match self.random.below(4) {
            0 | 1 => {
                let ready: Vec<Row> =
                    rows.iter().map(taken_again).filter(|row| row.readiness() == Readiness::Ready).collect();
                let _ended = drive(self.engine.commit(ready, Vec::new(), &|_| {}, &cancel), polls);
            }
            2 => {
                let committed = rows.into_iter().filter(|row| row.readiness() == Readiness::Committed);
                let chosen: Vec<Row> = committed.filter(|_| self.random.below(2) == 0).collect();
                let _ended = drive(self.engine.reverse(chosen, "", &|_| {}, &cancel), polls);
            }
            _ => self.edit(),
        }
        // A start that itself is cut short changes nothing about the next one.
        self.restart();
        if self.start == Start::Asks && self.random.below(3) == 0 {
            self.journal.die_after(Some(self.random.below(2)), self.random.below(2) == 0);
            let rows = self.journal.rows();
            let _ended = drive(self.engine.recover(&rows), 1 + self.random.below(4));
            self.restart();
        }
        match self.start {
            Start::Asks => {
                let recovery = finish(self.engine.recover(&self.journal.rows())).expect("the journal is sound");
                assert!(recovery.unclear.is_empty(), "{recovery:?}");
            }
            Start::Forgets => self.journal.forget_what_was_sent(),
        }
    }

    /// A person gives an open or refused row to another contract.
    fn edit(&mut self) {
        let rows = self.journal.rows();
        let mut row = rows[self.random.below(rows.len())].clone();
        if !matches!(row.commit, CommitState::Open | CommitState::Refused(_)) {
            return;
        }
        let contract = 10 + u32::try_from(self.random.below(3)).expect("small");
        let mut parts = row.allocations().to_vec();
        parts[0].contract = part(contract, 1, 1).contract;
        row.decision.allocations = Some(parts);
        row.commit = CommitState::Open;
        self.journal.put(row);
    }

    /// What must hold after each start; `Err` names what does not.
    fn check(&self) -> Result<(), String> {
        for row in self.journal.rows() {
            let held = self.crm.in_force(row.payment.id);
            let direction = row.kind().direction().expect("money moved");
            if held.iter().any(|part| part.direction != direction) {
                return Err(format!("{}: the money went the wrong way", row.payment.number));
            }
            let mut found: Vec<_> = held.iter().map(|part| (part.contract.clone(), part.line, part.amount)).collect();
            found.sort();
            let mut wanted: Vec<_> = match &row.commit {
                CommitState::Committed { allocations, .. } => {
                    allocations.iter().map(|part| (part.contract.clone(), part.line, part.amount)).collect()
                }
                CommitState::Unknown => return Err(format!("{} is still unknown", row.payment.number)),
                CommitState::Open | CommitState::Refused(_) => Vec::new(),
            };
            wanted.sort();
            if found != wanted {
                return Err(format!("{}: the CRM has {found:?}, the row says {wanted:?}", row.payment.number));
            }
        }
        Ok(())
    }

    fn live(&mut self) -> Result<(), String> {
        for _ in 0..STEPS {
            self.step();
            self.check()?;
        }
        // At last all goes well: every payment is there, once.
        for mut row in self.journal.rows() {
            if matches!(row.commit, CommitState::Refused(_)) {
                row.commit = CommitState::Open;
                self.journal.put(row);
            }
        }
        let rows = self.journal.rows();
        let ready: Vec<Row> = rows.iter().map(taken_again).filter(|row| row.readiness() == Readiness::Ready).collect();
        finish(self.engine.commit(ready, Vec::new(), &|_| {}, &Cancel::default()))
            .map_err(|error| error.to_string())?;
        let all_committed = self.journal.rows().iter().all(|row| row.readiness() == Readiness::Committed);
        if all_committed { self.check() } else { Err("a row is left over".to_owned()) }
    }
}

#[test]
fn whatever_happens_the_crm_holds_each_payment_exactly_once() {
    for seed in 1..=SEEDS {
        if let Err(wrong) = World::new(seed, Start::Asks).live() {
            panic!("seed {seed}: {wrong}");
        }
    }
}

#[test]
fn a_client_that_sends_again_blindly_is_caught() {
    let caught = (1..=SEEDS).filter(|seed| World::new(*seed, Start::Forgets).live().is_err()).count();
    assert!(caught > 100, "only {caught} of {SEEDS} seeds notice");
}
