//! What somebody changed in the CRM after the rows were matched and before they were committed: the row
//! is refused with the reason, nothing of theirs is overwritten, and the other rows go through.

use std::sync::Arc;

use jiff::civil::date;
use rust_decimal::Decimal;
use tempfile::TempDir;

use super::{part, row};
use crate::commit::posting::posting_of;
use crate::commit::{BatchReport, Cancel, Engine, RowOutcome};
use crate::crm::embedded::EmbeddedCrm;
use crate::crm::{Crm as _, Outcome};
use crate::matching::Index;
use crate::model::{
    CommitState, Contract, ContractStatus, Currency, Holder, Readiness, RefusalKind, Row, ScheduleLine,
};
use crate::store::{Store, Write};

/// Two contracts of a hundred each, two rows of fifty, and the engine with the register as it was
/// when the rows were matched.
struct Bench {
    _folder: TempDir,
    store: Arc<Store>,
    crm: Arc<EmbeddedCrm>,
    engine: Engine,
    rows: Vec<Row>,
}

fn contract(number: u32) -> Contract {
    let line = ScheduleLine { line: 1, due: date(2026, 10, 15), amount: Decimal::ONE_HUNDRED, paid: Decimal::ZERO };
    Contract {
        id: part(number, 1, 0).contract,
        number: format!("К-{number}"),
        date: None,
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder::default(),
        co_holders: Vec::new(),
        unit: None,
        total: Decimal::ONE_HUNDRED,
        currency: Currency::RUB,
        schedule: vec![line],
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Store::open(&folder.path().join("sverka.redb")).expect("a store"));
        let crm = Arc::new(EmbeddedCrm::open(&folder.path().join("crm.redb")).expect("a CRM"));
        crm.load(vec![contract(1), contract(2)]).expect("the register loads");
        let rows: Vec<Row> = (1..=2).map(|number| row(number, vec![part(number, 1, 5_000)])).collect();
        let writes: Vec<Write> = rows.iter().map(|row| Write::Row(Box::new(row.clone()))).collect();
        store.save(&writes).expect("the rows are saved");
        let register = Arc::new(Index::build(crm.contracts().await.expect("the CRM answers")));
        let engine = Engine::new(Arc::clone(&store) as _, Arc::clone(&crm) as _).against(register);
        Self { _folder: folder, store, crm, engine, rows }
    }

    /// The register as a colleague changed it.
    fn change(&self, change: impl FnOnce(&mut Contract)) {
        let mut changed = contract(1);
        change(&mut changed);
        self.crm.load(vec![changed]).expect("the register loads");
    }

    async fn commit(&self) -> BatchReport {
        let never = Cancel::default();
        self.engine.commit(self.rows.clone(), Vec::new(), &|_| {}, &never).await.expect("it begins")
    }

    async fn first(&self) -> Contract {
        self.crm.contracts_by_id(&[part(1, 1, 0).contract]).await.expect("the CRM answers").remove(0)
    }

    /// The first row is refused for that reason and the second is committed; the contract of the
    /// first is as the colleague left it, also after another start.
    async fn is_refused(&self, kind: RefusalKind, why: &str) {
        let before = self.first().await;
        let report = self.commit().await;
        let outcomes: Vec<RowOutcome> = report.results.iter().map(|result| result.outcome).collect();
        assert_eq!(outcomes, [RowOutcome::Refused, RowOutcome::Committed]);
        let told = report.results[0].error.as_ref().map(|why| why.key.as_str());
        assert_eq!(told, Some(why));
        assert_eq!(self.first().await, before, "nothing is overwritten");
        let recovery = self.engine.recover(&self.rows()).await.expect("the journal is sound");
        assert!(recovery.is_empty());
        let row = self.rows().remove(0);
        let CommitState::Refused(refusal) = &row.commit else { panic!("{row:?}") };
        assert_eq!((refusal.kind, refusal.message.key.as_str()), (kind, why));
        assert_eq!(row.readiness(), Readiness::Failed);
    }

    fn rows(&self) -> Vec<Row> {
        self.store.load().expect("the session loads").rows
    }
}

#[tokio::test]
async fn a_contract_that_was_terminated_takes_nothing() {
    let bench = Bench::new().await;
    bench.change(|contract| contract.status = ContractStatus::Terminated);
    bench.is_refused(RefusalKind::ContractClosed, "refusal-contract-terminated").await;
}

#[tokio::test]
async fn a_contract_whose_balance_changed_takes_nothing_that_was_matched_before() {
    let bench = Bench::new().await;
    bench.change(|contract| {
        contract.total += Decimal::ONE_HUNDRED;
        contract.schedule[0].amount += Decimal::ONE_HUNDRED;
    });
    bench.is_refused(RefusalKind::ChangedMeanwhile, "refusal-changed-meanwhile").await;
}

#[tokio::test]
async fn a_payment_that_a_colleague_entered_by_hand_is_not_entered_again() {
    let bench = Bench::new().await;
    bench.change(|contract| contract.paid = Decimal::new(5_000, 2));
    bench.is_refused(RefusalKind::ChangedMeanwhile, "refusal-changed-meanwhile").await;
}

#[tokio::test]
async fn a_payment_that_another_console_gave_to_another_contract_stays_there() {
    let bench = Bench::new().await;
    let elsewhere = posting_of(&row(1, vec![part(2, 1, 5_000)]), None);
    let taken = bench.crm.post(&[elsewhere]).await.expect("the CRM answers");
    assert!(matches!(taken[..], [Outcome::Taken(_)]));
    bench.is_refused(RefusalKind::AlreadyPosted, "refusal-already-posted").await;
}

#[tokio::test]
async fn a_line_that_other_money_filled_takes_no_more() {
    let bench = Bench::new().await;
    let other = posting_of(&row(9, vec![part(1, 1, 9_000)]), None);
    bench.crm.post(&[other]).await.expect("the CRM answers");
    bench.is_refused(RefusalKind::MoreThanDue, "refusal-more-than-due").await;
}

#[tokio::test]
async fn a_refused_row_goes_once_the_register_is_read_anew_and_a_person_took_it() {
    let bench = Bench::new().await;
    bench.change(|contract| contract.manager.push_str("Белова"));
    bench.change(|contract| contract.number.push_str("/2"));
    bench.is_refused(RefusalKind::ChangedMeanwhile, "refusal-changed-meanwhile").await;
    let mut row = bench.rows().remove(0);
    row.commit = CommitState::Open;
    let register = Arc::new(Index::build(bench.crm.contracts().await.expect("the CRM answers")));
    let engine = bench.engine.against(register);
    let report = engine.commit(vec![row], Vec::new(), &|_| {}, &Cancel::default()).await.expect("it begins");
    assert_eq!(report.results[0].outcome, RowOutcome::Committed);
    assert_eq!(bench.first().await.paid, Decimal::new(5_000, 2));
}
