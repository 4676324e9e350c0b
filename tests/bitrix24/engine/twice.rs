//! The same payments a second time: from another folder, and for another line.

use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;
use sverka::commit::{Cancel, CommitError, Engine, RowOutcome};
use sverka::desk::Desk;
use sverka::model::{CommitState, ELSEWHERE, RefusalKind};

use super::super::connector::{Home, sum};
use super::super::emulator::faults::{Fault, Plan, Reach};
use super::payments::{Houses, is_too_much, row};
use super::{Office, complaints, judge, ready, start_in_calm};

#[tokio::test(start_paused = true)]
async fn a_second_folder_finds_every_payment_there_already() {
    let home = Home::new();
    let rows = Houses::build(&home).rows();
    let (first, second) = (Office::with(&rows), Office::with(&rows));
    start_in_calm(&home, &first).await.commit_all().await;
    let held = judge::held_sum(&home);
    let start = second.start(home.again()).await;
    let report = start.commit(ready(start.rows())).await;
    let too_much = rows.iter().filter(|row| is_too_much(row)).count();
    assert_eq!(report.count(RowOutcome::Already), rows.len() - too_much);
    assert_eq!(report.count(RowOutcome::Refused), too_much);
    assert_eq!(judge::held_sum(&home), held);
    assert_eq!(judge::complaints(&first.books(), &home), []);
}

#[tokio::test(start_paused = true)]
async fn a_payment_that_stands_on_one_line_is_refused_on_another_of_the_same_contract() {
    let home = Home::new();
    let rows = Houses::build(&home).rows();
    let whole = |number: &str| rows.iter().find(|row| row.payment.number == number).expect("the row").clone();
    let mut moved = whole("11");
    start_in_calm(&home, &Office::with(&[whole("11")])).await.commit_all().await;
    let held = judge::held_sum(&home);
    for part in moved.decision.allocations.iter_mut().flatten() {
        part.line = Some(3);
    }
    let second = Office::with(&[moved]);
    let start = second.start(home.again()).await;
    start.commit_all().await;
    let kinds: Vec<Option<RefusalKind>> = start
        .rows()
        .into_iter()
        .map(|row| match row.commit {
            CommitState::Refused(refusal) => Some(refusal.kind),
            _ => None,
        })
        .collect();
    assert_eq!(kinds, [Some(RefusalKind::AlreadyPosted)]);
    assert_eq!(judge::held_sum(&home), held);
}

#[tokio::test(start_paused = true)]
async fn a_fresh_process_lets_nobody_redirect_what_a_late_write_still_brings() {
    let home = Home::new();
    let [first, other] = ["1000", "1000"].map(|price| format!("invoice:{}", home.invoice(price)));
    let office = Office::with(&[row("1", &[(first, None, sum("100"))])]);
    let start = start_in_calm(&home, &office).await;
    home.portal.plan(Plan::none().share(1000, 1, Reach::Writes, &[Fault::Late(Duration::from_secs(90))]));
    let dies = tokio::time::timeout(Duration::from_secs(10), start.commit(start.rows())).await;
    assert!(dies.is_err(), "the process dies while the write is on its way");
    assert_eq!(judge::held_sum(&home), sum("0"));
    drop(start);
    home.portal.plan(Plan::none());
    let store = Arc::new(office.store());
    let engine = Engine::new(Arc::clone(&store) as _, Arc::new(home.again()) as _);
    let rows = store.load().expect("the session loads").rows;
    let recovery = engine.recover(&rows).await.expect("the journal answers");
    assert_eq!(recovery.early.map(|early| early.count), Some(1));
    assert_eq!(rows[0].commit, CommitState::Unknown);
    let elsewhere = row("1", &[(other, None, sum("100"))]);
    let refused = engine.commit(vec![elsewhere.clone()], Vec::new(), &|_| {}, &Cancel::default()).await;
    assert!(matches!(refused, Err(CommitError::Early(_))), "{refused:?}");
    drop((engine, store));
    let start = start_in_calm(&home, &office).await;
    assert!(matches!(start.rows()[0].commit, CommitState::Committed { .. }));
    let never = Cancel::default();
    let twice = start.engine.commit(vec![elsewhere], Vec::new(), &|_| {}, &never).await;
    assert!(twice.is_err(), "{twice:?}");
    assert_eq!(judge::held_sum(&home), sum("100"));
    assert_eq!(complaints(&home, &start), []);
}

#[rstest]
#[case::known_when_the_second_is_opened(false)]
#[case::known_when_the_second_commits(true)]
#[tokio::test(start_paused = true)]
async fn a_payment_that_another_folder_gave_to_another_contract_is_not_given_again(#[case] opened_before: bool) {
    let home = Home::new();
    let [first, other] = ["1000", "1000"].map(|price| format!("invoice:{}", home.invoice(price)));
    let offices = [&first, &other].map(|id| Office::with(&[row("1", &[(id.clone(), None, sum("100"))])]));
    let sits = async |office: &Office| Desk::open(&office.folder(), &office.config(&home)).await.expect("a desk").0;
    let commit = async |desk: &mut Desk| desk.commit(&|_| {}, &Cancel::default()).await.expect("it begins");
    let early = if opened_before { Some(sits(&offices[1]).await) } else { None };
    let report = commit(&mut sits(&offices[0]).await).await.expect("a batch");
    assert_eq!(report.count(RowOutcome::Committed), 1);
    let mut second = match early {
        Some(desk) => desk,
        None => sits(&offices[1]).await,
    };
    assert!(commit(&mut second).await.is_none(), "nothing is left to send");
    let row = &second.session.rows()[0];
    let CommitState::Committed { allocations, .. } = &row.commit else { panic!("{:?}", row.commit) };
    assert_eq!(allocations[0].contract.as_str(), first);
    assert!(row.changed.iter().any(|fact| fact == ELSEWHERE), "{:?}", row.changed);
    assert_eq!(judge::held_sum(&home), sum("100"));
    home.assert_proper();
}
