//! What goes wrong around a batch, and a person who stops there: of the payments nothing is at stake, so
//! nobody is kept waiting, and nothing is called what it is not.

use std::time::Duration;

use sverka::commit::{BatchReport, Cancel, Progress, RowOutcome};
use sverka::desk::{Desk, DeskError};
use sverka::model::{Message, PaymentId};
use tokio::time::{Instant, sleep};

use super::super::emulator::faults::{Fault, Plan, Reach};
use super::{End, House, LATE, SUMS};

/// When the person presses the keys for the first time, and how long after that for the second.
const FIRST: Duration = Duration::from_secs(2);
const THEN: Duration = Duration::from_secs(2);
const SILENCE: Fault = Fault::Hang { effect: false };

/// A person who stops, and then does not wait either.
async fn stopping(cancel: &Cancel) {
    sleep(FIRST).await;
    cancel.stop();
    sleep(THEN).await;
    cancel.give_up();
}

/// What comes of it while somebody stops, and how long that took.
async fn stopped<T>(cancel: &Cancel, batch: impl Future<Output = T>) -> (T, Duration) {
    let begun = Instant::now();
    let timed = async { (batch.await, begun.elapsed()) };
    tokio::join!(timed, stopping(cancel)).0
}

async fn desk(house: &House) -> Desk {
    house.desk().await.expect("it opens")
}

fn keys(warnings: &[Message]) -> Vec<&str> {
    warnings.iter().map(|warning| warning.key.as_str()).collect()
}

fn assert_all_committed(house: &House, report: &BatchReport) {
    assert_eq!((report.count(RowOutcome::Committed), &report.stopped), (SUMS.len(), &None));
    house.assert_stands(End::Committed, "after the batch");
}

/// The register cannot be read, from when the last payment has its outcome.
async fn commit_before(house: &House, fault: Fault, cancel: &Cancel) -> BatchReport {
    let mut desk = desk(house).await;
    let after = |progress: Progress| {
        if progress.done == progress.total {
            house.home.portal.plan(Plan::none().always(Reach::Reads, fault));
        }
    };
    desk.commit(&after, cancel).await.expect("it begins").expect("there is something to commit")
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_went_through_is_not_called_stopped_though_the_register_cannot_be_read() {
    let house = House::build(LATE);
    let report = commit_before(&house, Fault::Status { status: 500, effect: false }, &Cancel::default()).await;
    assert_eq!(keys(&report.warnings), ["desk-register-not-read"]);
    assert_all_committed(&house, &report);
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_the_register_after_a_batch() {
    let house = House::build(LATE);
    let cancel = Cancel::default();
    let (report, took) = stopped(&cancel, Box::pin(commit_before(&house, SILENCE, &cancel))).await;
    assert_eq!((keys(&report.warnings), took), (vec!["desk-register-not-awaited"], FIRST + THEN));
    assert_all_committed(&house, &report);
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_the_reading_before_a_batch() {
    let house = House::build(LATE);
    let mut desk = desk(&house).await;
    house.home.portal.plan(Plan::none().always(Reach::Reads, SILENCE));
    let cancel = Cancel::default();
    let (ended, took) = stopped(&cancel, Box::pin(desk.commit(&|_| {}, &cancel))).await;
    assert!(matches!(ended, Err(DeskError::Stopped { unknown: 0 })), "{ended:?}");
    assert_eq!(took, FIRST);
    drop(desk);
    house.assert_stands(End::NotBegun, "nothing began");
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_until_what_is_late_can_be_asked_for() {
    for is_reversal in [false, true] {
        let house = House::build(LATE);
        let mut desk = desk(&house).await;
        house.home.portal.plan(Plan::none().always(Reach::Writes, SILENCE));
        let cancel = Cancel::default();
        let (report, _) = stopped(&cancel, Box::pin(desk.commit(&|_| {}, &cancel))).await;
        let report = report.expect("it begins").expect("there is something to commit");
        assert_eq!(report.count(RowOutcome::Unknown), SUMS.len());
        house.calm();
        let rows: Vec<PaymentId> = desk.session.rows().iter().map(|row| row.payment.id).collect();
        let again = Cancel::default();
        let batch = async {
            if is_reversal {
                desk.reverse(&rows, "ошибка", &|_| {}, &again).await.map(Some)
            } else {
                desk.commit(&|_| {}, &again).await
            }
        };
        let (ended, took) = stopped(&again, Box::pin(batch)).await;
        assert!(matches!(ended, Err(DeskError::Stopped { unknown: 4 })), "{ended:?}");
        assert_eq!(took, FIRST, "it can be asked for after {LATE} seconds");
        // What was not waited for comes to its end all the same.
        let report = desk.commit(&|_| {}, &Cancel::default()).await.expect("it begins");
        drop(desk);
        assert_all_committed(&house, &report.expect("the rows are free again"));
    }
}
