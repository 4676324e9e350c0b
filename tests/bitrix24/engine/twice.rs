//! The same payments a second time: from another folder, and for another line.

use sverka::commit::RowOutcome;
use sverka::model::{CommitState, RefusalKind};

use super::super::connector::Home;
use super::payments::{Houses, is_too_much};
use super::{Office, judge, ready, start_in_calm};

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
