//! What the program does without the console (`sverka commit`): the desk is opened, all that is ready
//! goes. On a clock that only waiting moves, so that the slowest fault takes no time.

use super::{Case, End, House, LATE, Place};

/// A fault once and without end, wherever it may fall; then calm.
pub(super) fn live(case: &Case) {
    for (place, does_not_stop, end) in case.ways() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        runtime.expect("a runtime").block_on(one(case, place, does_not_stop, end));
    }
}

async fn one(case: &Case, place: Place, does_not_stop: bool, end: End) {
    let about = format!("{} at {place:?}, {}", case.name, if does_not_stop { "without end" } else { "once" });
    let house = House::build(LATE);
    house.home.portal.plan(case.plan(place, does_not_stop));
    let opened = house.desk().await;
    assert_eq!(opened.is_err(), end == End::NotBegun, "{about}");
    if let Ok(mut desk) = opened {
        let report = desk.commit(&|_| {}, &sverka::commit::Cancel::default()).await.expect("it begins");
        let report = report.expect("there is something to commit");
        assert_eq!(report.stopped.is_some(), end != End::Committed, "{about}: {:?}", report.stopped);
        assert!(report.unsent.is_empty(), "{about}");
    }
    house.calm();
    house.assert_stands(end, &about);
    house.reconcile().await;
    house.assert_settled(end, &about);
    let mut desk = house.desk().await.expect("it opens in calm");
    desk.commit(&|_| {}, &sverka::commit::Cancel::default()).await.expect("it begins");
    drop(desk);
    house.assert_stands(End::Committed, &about);
}
