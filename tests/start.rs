//! The next start: what was found is taken as it was left, and only then. Whatever else changed
//! since, no row is green for an old reason.

#![expect(clippy::expect_used, reason = "a test stops where its ground gives way")]

#[expect(dead_code, reason = "the tests use a part of the desks")]
#[path = "common/desks.rs"]
mod desks;

use std::path::{Path, PathBuf};

use desks::Place;
use sverka::commit::Cancel;
use sverka::config::Config;
use sverka::crm::Crm as _;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::desk::{Desk, DeskError};
use sverka::model::{Allocation, Bits, CommitState, ContractStatus, PaymentId, Posting, Readiness, Row};
use sverka::store::{Grounds, Store, Write};

/// A state folder in which payments were imported.
struct Home {
    place: Place,
}

impl Home {
    async fn new(make: fn() -> Place) -> Self {
        // It opens desks in a runtime of its own.
        Self { place: tokio::task::spawn_blocking(make).await.expect("the folder is made") }
    }

    async fn week() -> Self {
        Self::new(desks::week).await
    }

    fn state(&self) -> PathBuf {
        self.place.state()
    }

    fn crm(&self) -> EmbeddedCrm {
        EmbeddedCrm::open(&self.state().join("crm.redb")).expect("the CRM opens")
    }

    fn store(&self) -> Store {
        Store::open(&self.state().join("sverka.redb")).expect("the session's file opens")
    }

    /// The desk, and whether it looked for everything anew.
    async fn open(&self, config: &Config) -> (Desk, bool) {
        let (desk, opening) = Desk::open(&self.state(), config).await.expect("the desk opens");
        (desk, opening.found_anew)
    }

    /// Opens the desk and holds it against a desk that trusts nothing that was saved. Returns
    /// whether it looked for everything anew.
    async fn start(&self, config: &Config) -> bool {
        let (mut desk, found_anew) = self.open(config).await;
        let shown = desk.session.rows().to_vec();
        desk.refresh_register().await.expect("the CRM answers");
        assert_eq!(desk.session.rows(), shown, "the start shows what there is to find");
        found_anew
    }

    /// A row that is ready because the program says so, and the part that it would go to.
    async fn ready_by_itself(&self) -> (Row, Allocation) {
        let (desk, _) = self.open(&Config::default()).await;
        let mut rows = desk.session.ready().into_iter().filter(|row| row.decision.leaves_all_to_the_program());
        rows.find_map(|row| Some((row.clone(), row.allocations().first()?.clone()))).expect("the demo has some")
    }

    async fn readiness(&self, row: &Row) -> Readiness {
        let (desk, _) = self.open(&Config::default()).await;
        desk.session.row(row.payment.id).expect("the row stays").readiness()
    }
}

#[tokio::test]
async fn what_was_left_is_taken_as_it_was() {
    let home = Home::new(desks::demo).await;
    assert!(!home.start(&Config::default()).await, "after an import");
    let (mut desk, _) = home.open(&Config::default()).await;
    let rows: Vec<Row> = desk.session.rows().to_vec();
    for (count, row) in rows.iter().enumerate() {
        let (id, candidates) = (row.payment.id, row.finding.candidates.len());
        let edited = match count % 5 {
            0 if candidates > 0 => desk.session.take_candidate(id, candidates - 1),
            1 => desk.session.exclude(&[id], true),
            2 => desk.session.accept(&[id]),
            3 => desk.session.set_comment(id, "посмотреть"),
            _ => continue,
        };
        // What takes no such edit is left as it is.
        desk.store.save(&edited.unwrap_or_default()).expect("saved");
        if count % 4 == 0
            && let Ok(sverka::session::Undo::Done(writes, _)) = desk.session.undo()
        {
            desk.store.save(&writes).expect("saved");
        }
    }
    assert!(!desk.session.steps().is_empty());
    drop(desk);
    assert!(!home.start(&Config::default()).await, "after edits");
    let (mut desk, _) = home.open(&Config::default()).await;
    desk.commit(&|_| {}, &Cancel::default()).await.expect("it begins").expect("rows are ready");
    let ids: Vec<PaymentId> = committed(&desk);
    desk.reverse(&ids[..1], "ошибка", &|_| {}, &Cancel::default()).await.expect("it begins");
    drop(desk);
    assert!(!home.start(&Config::default()).await, "after a commit and a reversal");
}

fn committed(desk: &Desk) -> Vec<PaymentId> {
    let is_held = |row: &&Row| row.readiness() == Readiness::Committed;
    desk.session.rows().iter().filter(is_held).map(|row| row.payment.id).collect()
}

#[tokio::test]
async fn higher_thresholds_count_at_once() {
    let home = Home::week().await;
    let mut config = Config::default();
    config.matching.thresholds.ready = Bits::whole(1_000);
    let (desk, found_anew) = home.open(&config).await;
    assert!(found_anew);
    assert!(desk.session.ready().is_empty(), "nothing has so many bits");
    drop(desk);
    assert!(!home.start(&config).await, "the same settings again");
    assert!(home.start(&Config::default()).await, "and back");
}

#[tokio::test]
async fn own_accounts_count_at_once() {
    let home = Home::week().await;
    let (row, _) = home.ready_by_itself().await;
    let mut config = Config::default();
    config.matching.own_accounts = row.payment.payer.account.iter().cloned().collect();
    config.matching.own_tax_ids = row.payment.payer.tax_id.iter().cloned().collect();
    assert!(home.start(&config).await);
}

#[tokio::test]
async fn a_register_that_was_read_again_counts_at_once() {
    let home = Home::week().await;
    let (row, part) = home.ready_by_itself().await;
    let mut contracts = home.crm().contracts().await.expect("the CRM answers");
    home.crm().load(contracts.clone()).expect("it loads");
    assert!(!home.start(&Config::default()).await, "the same register to the letter");
    for contract in contracts.iter_mut().filter(|contract| contract.id == part.contract) {
        contract.status = ContractStatus::Terminated;
    }
    home.crm().load(contracts).expect("it loads");
    assert_ne!(home.readiness(&row).await, Readiness::Ready);
    assert!(!home.start(&Config::default()).await, "it is known now");
}

#[tokio::test]
async fn money_that_another_state_folder_gave_to_the_crm_counts_at_once() {
    let home = Home::week().await;
    let (row, _) = home.ready_by_itself().await;
    let (desk, _) = home.open(&Config::default()).await;
    let wanted = desk.dry_run().into_iter().find(|(ready, _)| ready.payment.id == row.payment.id);
    let (_, posting) = wanted.expect("it is ready");
    drop(desk);
    // Another state folder, with the CRM's file carried there and back.
    let other = tempfile::tempdir().expect("a folder");
    let carried = other.path().join("crm.redb");
    std::fs::copy(home.state().join("crm.redb"), &carried).expect("copied");
    post(&carried, Posting { payment: PaymentId::of_parts(&["another"], 0), number: "77".to_owned(), ..posting }).await;
    std::fs::copy(&carried, home.state().join("crm.redb")).expect("copied");
    assert_ne!(home.readiness(&row).await, Readiness::Ready, "the debt is paid");
}

#[tokio::test]
async fn a_row_that_the_crm_holds_already_is_not_ready_again() {
    let home = Home::week().await;
    let (row, _) = home.ready_by_itself().await;
    let (desk, _) = home.open(&Config::default()).await;
    let wanted = desk.dry_run().into_iter().find(|(ready, _)| ready.payment.id == row.payment.id);
    drop(desk);
    post(&home.state().join("crm.redb"), wanted.expect("it is ready").1).await;
    assert_eq!(home.readiness(&row).await, Readiness::Committed);
}

async fn post(crm: &Path, posting: Posting) {
    let crm = EmbeddedCrm::open(crm).expect("the CRM opens");
    let outcomes = crm.post(&[posting]).await.expect("the CRM answers");
    assert!(matches!(outcomes[0], sverka::crm::Outcome::Taken(_)), "{outcomes:?}");
}

#[tokio::test]
async fn another_program_looks_for_itself() {
    let home = Home::week().await;
    let grounds = home.store().load().expect("loaded").grounds.expect("they were saved");
    for other in [grounds.with("program", 1), Grounds::default()] {
        home.store().save(&[Write::Grounds(other)]).expect("saved");
        assert!(home.start(&Config::default()).await);
    }
    assert!(!home.start(&Config::default()).await);
}

/// An older program that knows of no grounds, or one that died between two transactions.
#[tokio::test]
async fn a_row_that_was_written_alone_is_looked_at() {
    let home = Home::week().await;
    let (mut row, _) = home.ready_by_itself().await;
    row.payment.purpose = "Возврат займа".to_owned();
    row.version += 1;
    home.store().save(&[Write::Row(Box::new(row.clone()))]).expect("saved");
    assert!(home.start(&Config::default()).await);
    row.commit = CommitState::Unknown;
    home.store().save(&[Write::Row(Box::new(row))]).expect("saved");
    assert!(home.start(&Config::default()).await);
}

/// The engine is cut off after each of its steps in turn: the session hears of none of them.
#[tokio::test]
async fn a_commit_that_was_cut_off_is_looked_at() {
    let home = Home::week().await;
    let (desk, _) = home.open(&Config::default()).await;
    let ready = desk.session.ready();
    let report = desk.engine().commit(ready, Vec::new(), &|_| {}, &Cancel::default()).await.expect("it begins");
    assert!(report.stopped.is_none());
    drop(desk);
    assert!(home.start(&Config::default()).await);
    assert!(!home.start(&Config::default()).await);
}

#[tokio::test]
async fn a_second_console_finds_what_the_first_one_left() {
    let home = Home::week().await;
    let (mut desk, _) = home.open(&Config::default()).await;
    let error = Desk::open(&home.state(), &Config::default()).await.expect_err("it is held");
    assert!(matches!(error, DeskError::InUse { .. }), "{error:?}");
    let id = desk.session.ready()[0].payment.id;
    desk.store.save(&desk.session.exclude(&[id], true).expect("excluded")).expect("saved");
    drop(desk);
    assert!(!home.start(&Config::default()).await);
    let (desk, _) = home.open(&Config::default()).await;
    assert_eq!(desk.session.row(id).expect("the row stays").readiness(), Readiness::Excluded);
}
