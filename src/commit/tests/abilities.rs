//! The engine does what the CRM says that it can, waits as long as it says, and fakes nothing.

use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use tokio::time::{Instant, advance, sleep, sleep_until};

use super::fake::{FakeCrm, Fault};
use super::memory::MemoryJournal;
use super::{part, rows};
use crate::commit::{BatchReport, Cancel, CommitError, Engine, Recovery, RowOutcome};
use crate::crm::Abilities;
use crate::matching::Index;
use crate::model::{CommitState, Contract, ContractStatus, Currency, Holder, Message, RefusalKind, Row};

const SETTLES: Duration = Duration::from_secs(120);
const DEADLINE: Duration = Duration::from_secs(900);

struct Bench {
    rows: Vec<Row>,
    journal: Arc<MemoryJournal>,
    crm: Arc<FakeCrm>,
    engine: Engine,
}

impl Bench {
    fn new(count: u32, change: impl FnOnce(&mut Abilities)) -> Self {
        let rows = rows(count);
        let journal = MemoryJournal::with(&rows);
        let mut crm = FakeCrm::new(&journal, false, 2);
        crm.abilities.settles_after = SETTLES;
        crm.abilities.deadline = DEADLINE;
        change(&mut crm.abilities);
        let crm = Arc::new(crm);
        let engine = Engine::new(Arc::clone(&journal) as _, Arc::clone(&crm) as _);
        Self { rows, journal, crm, engine }
    }

    async fn commit(&self, rows: &[Row]) -> Result<BatchReport, CommitError> {
        self.engine.commit(rows.to_vec(), Vec::new(), &|_| {}, &Cancel::default()).await
    }

    async fn recover(&self) -> Recovery {
        self.engine.recover(&self.journal.rows()).await.expect("the journal is sound")
    }

    /// Another start of the program.
    fn restart(&mut self) {
        self.engine = Engine::new(Arc::clone(&self.journal) as _, Arc::clone(&self.crm) as _);
    }

    fn held(&self) -> usize {
        self.rows.iter().map(|row| self.crm.in_force(row.payment.id).len()).sum()
    }
}

fn outcomes(report: &BatchReport) -> Vec<RowOutcome> {
    report.results.iter().map(|result| result.outcome).collect()
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_late_is_not_asked_for_before_it_can_have_come() {
    let bench = Bench::new(3, |_| {});
    bench.crm.script(&[Fault::Late]);
    let report = bench.commit(&bench.rows[..2]).await.expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Unknown; 2]);
    advance(Duration::from_secs(89)).await;
    let recovery = bench.recover().await;
    let early = recovery.early.expect("it is too early");
    assert_eq!((early.count, early.seconds()), (2, 31));
    assert!(recovery.rows.is_empty());
    assert_eq!(bench.crm.calls(), ["post"], "nobody was asked");
    let error = bench.commit(&bench.rows[2..]).await.expect_err("nothing new goes meanwhile");
    assert!(matches!(error, CommitError::Early(_)), "{error:?}");

    sleep_until(early.until).await;
    let recovery = bench.recover().await;
    assert_eq!((recovery.committed, recovery.reopened, recovery.early), (2, 0, None));
    assert_eq!(outcomes(&bench.commit(&bench.rows[2..]).await.expect("it begins")), [RowOutcome::Committed]);
    assert_eq!(bench.held(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_start_waits_from_its_own_beginning_since_nobody_knows_when_the_last_one_ended() {
    let mut bench = Bench::new(1, |_| {});
    bench.crm.script(&[Fault::Late]);
    bench.commit(&bench.rows).await.expect("it begins");
    advance(Duration::from_secs(60)).await;
    bench.restart();
    assert_eq!(bench.recover().await.early.map(|early| early.seconds()), Some(120));
    sleep(SETTLES).await;
    assert_eq!(bench.recover().await.committed, 1);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_was_put_forward_lets_nobody_ask_before_the_time() {
    let mut bench = Bench::new(1, |_| {});
    bench.crm.script(&[Fault::Late]);
    bench.commit(&bench.rows).await.expect("it begins");
    bench.journal.age(Duration::from_secs(24 * 60 * 60));
    bench.restart();
    let recovery = bench.recover().await;
    assert_eq!((recovery.early.map(|early| early.seconds()), recovery.reopened), (Some(120), 0));
    sleep(SETTLES).await;
    assert_eq!(bench.recover().await.committed, 1, "it came late, and is not free to go again");
}

#[tokio::test(start_paused = true)]
async fn a_crm_whose_writes_end_with_their_calls_is_asked_at_once() {
    let bench = Bench::new(1, |abilities| abilities.settles_after = Duration::ZERO);
    bench.crm.script(&[Fault::ErrorAfter]);
    bench.commit(&bench.rows).await.expect("it begins");
    assert_eq!(bench.recover().await.committed, 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_end_is_given_up_at_the_deadline() {
    let bench = Bench::new(3, |_| {});
    bench.crm.script(&[Fault::Silent]);
    let start = Instant::now();
    let report = bench.commit(&bench.rows).await.expect("it begins");
    assert_eq!(start.elapsed(), DEADLINE);
    assert_eq!(outcomes(&report), [RowOutcome::Unknown; 2]);
    assert_eq!(report.unsent.len(), 1);
    assert_eq!(report.stopped.map(|why| why.key), Some("commit-stopped-crm".to_owned()));

    sleep(SETTLES).await;
    bench.crm.script(&[Fault::Silent]);
    let start = Instant::now();
    assert!(bench.recover().await.unanswered.is_some(), "a question has the same end");
    assert_eq!(start.elapsed(), DEADLINE);
    assert_eq!(bench.recover().await.committed, 2);
}

#[tokio::test(start_paused = true)]
async fn who_does_not_want_to_wait_leaves_what_is_in_flight_unknown() {
    let bench = Bench::new(4, |_| {});
    bench.crm.script(&[Fault::Calm, Fault::Calm, Fault::Silent]);
    let cancel = Cancel::default();
    let start = Instant::now();
    let impatient = async {
        sleep(Duration::from_secs(5)).await;
        cancel.stop();
        sleep(Duration::from_secs(5)).await;
        cancel.give_up();
    };
    let (report, ()) = tokio::join!(bench.engine.commit(bench.rows.clone(), Vec::new(), &|_| {}, &cancel), impatient);
    let report = report.expect("it begins");
    assert_eq!(start.elapsed(), Duration::from_secs(10));
    let (done, unknown) = (RowOutcome::Committed, RowOutcome::Unknown);
    assert_eq!(outcomes(&report), [done, done, unknown, unknown]);
    assert_eq!(report.stopped.map(|why| why.key), Some("commit-stopped-given-up".to_owned()));
    assert_eq!(bench.recover().await.early.map(|early| early.count), Some(2));
    sleep(SETTLES).await;
    assert_eq!(bench.recover().await.committed, 2);
    assert_eq!(bench.held(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_crm_without_reversal_is_not_asked_for_one() {
    let bench = Bench::new(1, |abilities| abilities.reversal = false);
    let committed = bench.commit(&bench.rows).await.expect("it begins").rows();
    let error = bench.engine.reverse(committed, "ошибка", &|_| {}, &Cancel::default()).await.expect_err("it cannot");
    assert!(matches!(error, CommitError::NoReversal), "{error:?}");
    assert_eq!(bench.crm.calls(), ["post", "find"]);
}

#[tokio::test(start_paused = true)]
async fn what_another_program_wiped_at_the_same_moment_goes_once_more() {
    let bench = Bench::new(1, |_| {});
    bench.crm.script(&[Fault::Lie]);
    let report = bench.commit(&bench.rows).await.expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Committed]);
    assert_eq!((bench.held(), bench.crm.calls()), (1, vec!["post", "find", "post", "find"]));
}

#[tokio::test(start_paused = true)]
async fn what_is_wiped_again_and_again_stays_unknown() {
    let bench = Bench::new(1, |_| {});
    let calls = [Fault::Lie, Fault::Calm];
    bench.crm.script(&calls.repeat(4));
    let report = bench.commit(&bench.rows).await.expect("it begins");
    assert_eq!((outcomes(&report), bench.held()), (vec![RowOutcome::Unknown], 0));
}

#[tokio::test(start_paused = true)]
async fn what_goes_wrong_beside_the_payments_stands_in_the_report() {
    let bench = Bench::new(1, |_| {});
    let warning = Message::new("crm-in-use").with("holder", "портал");
    bench.crm.warnings.lock().expect("alone").push(warning.clone());
    let report = bench.commit(&bench.rows).await.expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Committed]);
    assert_eq!(report.warnings, [warning]);
}

/// A contract without a schedule, of which so many kopecks are due.
fn contract(number: u32, due: i64) -> Contract {
    Contract {
        id: part(number, 1, 0).contract,
        number: format!("К-{number}"),
        date: None,
        kind: String::new(),
        status: ContractStatus::Signed,
        holder: Holder::default(),
        co_holders: Vec::new(),
        unit: None,
        total: Decimal::new(due + 100, 2),
        currency: Currency::RUB,
        schedule: Vec::new(),
        paid: Decimal::ONE,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

#[tokio::test(start_paused = true)]
async fn a_crm_that_takes_whole_sums_alone_is_not_asked_for_a_part() {
    let register = Arc::new(Index::build(vec![contract(1, 10_050), contract(2, 20_101)]));
    for partial in [true, false] {
        let mut bench = Bench::new(2, |abilities| abilities.partial = partial);
        for row in &mut bench.rows {
            let parts = row.decision.allocations.iter_mut().flatten();
            parts.for_each(|part| part.line = None);
        }
        let engine = bench.engine.against(Arc::clone(&register));
        let report = engine.commit(bench.rows.clone(), Vec::new(), &|_| {}, &Cancel::default()).await;
        let mut report = report.expect("it begins");
        report.results.sort_by(|one, other| one.row.payment.number.cmp(&other.row.payment.number));
        let second = if partial { RowOutcome::Committed } else { RowOutcome::Refused };
        assert_eq!(outcomes(&report), [RowOutcome::Committed, second]);
        assert_eq!(bench.held(), 1 + usize::from(partial));
        let row = bench.journal.row(bench.rows[1].payment.id);
        match row.commit {
            CommitState::Committed { .. } => assert!(partial),
            CommitState::Refused(refusal) => {
                let expected = Message::new("refusal-less-than-due")
                    .with("contract", "К-2")
                    .with("amount", Decimal::new(20_100, 2))
                    .with("due", Decimal::new(20_101, 2));
                assert_eq!((refusal.kind, refusal.message), (RefusalKind::LessThanDue, expected));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(bench.recover().await.rows, [], "nothing is left open");
    }
}
