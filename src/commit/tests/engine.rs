//! What stands on disk, in the row and in the CRM after each thing that can happen.

use std::future::Future as _;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use rust_decimal::Decimal;

use super::fake::{FakeCrm, Fault, drive, finish};
use super::memory::MemoryJournal;
use super::{part, row, rows, taken_again};
use crate::commit::{BatchReport, Cancel, CommitError, Engine, Progress, Recovery, RowOutcome, keys_of};
use crate::model::{AttemptState, CommitState, PaymentId, Readiness, Row};
use crate::store::{ViewState, Write};

struct Bench {
    journal: Arc<MemoryJournal>,
    crm: Arc<FakeCrm>,
    engine: Engine,
}

impl Bench {
    fn new(rows: &[Row], batch_size: usize) -> Self {
        let journal = MemoryJournal::with(rows);
        let crm = Arc::new(FakeCrm::new(&journal, true, batch_size));
        let engine = Engine::new(Arc::clone(&journal) as _, Arc::clone(&crm) as _);
        Self { journal, crm, engine }
    }

    fn commit(&self, rows: Vec<Row>) -> Result<BatchReport, CommitError> {
        finish(self.engine.commit(rows, Vec::new(), &|_| {}, &Cancel::default()))
    }

    fn reverse(&self, rows: Vec<Row>) -> Result<BatchReport, CommitError> {
        finish(self.engine.reverse(rows, "ошибка", &|_| {}, &Cancel::default()))
    }

    fn recover(&self) -> Recovery {
        finish(self.engine.recover(&self.journal.rows())).expect("the journal is sound")
    }

    fn held(&self, row: &Row) -> usize {
        self.crm.in_force(row.payment.id).len()
    }
}

fn outcomes(report: &BatchReport) -> Vec<RowOutcome> {
    report.results.iter().map(|result| result.outcome).collect()
}

fn is_confirmed(state: &AttemptState) -> bool {
    matches!(state, AttemptState::Confirmed(_))
}

/// The payments of which the log was told that no answer came.
fn unanswered(bench: &Bench) -> Vec<PaymentId> {
    let told = bench.journal.others().into_iter().filter_map(|write| match write {
        Write::Log(note) if note.event.name() == "commit_unanswered" => note.row.map(|row| row.id),
        _ => None,
    });
    told.collect()
}

fn commit_of(bench: &Bench, id: PaymentId) -> CommitState {
    bench.journal.row(id).commit
}

#[test]
fn what_the_crm_took_and_shows_is_committed() {
    let rows = vec![row(1, vec![part(1, 1, 100), part(2, 1, 50)]), row(2, vec![part(3, 1, 70)])];
    let bench = Bench::new(&rows, 50);
    let view = Write::View(ViewState { text: "наш".to_owned(), ..ViewState::default() });
    let cancel = Cancel::default();
    let report = finish(bench.engine.commit(rows.clone(), vec![view.clone()], &|_| {}, &cancel)).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Committed; 2]);
    assert_eq!(report.stopped, None);
    assert_eq!(report.sum_held(), Decimal::new(220, 2));
    assert_eq!(report.results[0].keys, keys_of(&rows[0]));
    assert_eq!(bench.crm.calls(), ["post", "find"]);
    assert!(bench.journal.states().iter().all(is_confirmed));
    assert_eq!(bench.journal.others(), [view]);
    for (before, result) in rows.iter().zip(&report.results) {
        let CommitState::Committed { allocations, .. } = &result.row.commit else { panic!("{:?}", result.row) };
        assert_eq!(allocations, before.allocations());
        assert_eq!(bench.journal.row(before.payment.id), result.row);
        assert!(result.row.version > before.version);
    }
}

#[test]
fn an_error_before_the_effect_is_unknown_until_the_crm_is_asked() {
    let rows = rows(3);
    let bench = Bench::new(&rows, 2);
    bench.crm.script(&[Fault::ErrorBefore]);
    let report = bench.commit(rows.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Unknown; 2]);
    assert!(report.results.iter().all(|result| result.error.is_some()));
    assert_eq!(report.stopped.as_ref().map(|why| why.key.as_str()), Some("commit-stopped-crm"));
    assert_eq!(report.unsent, [rows[2].clone()]);
    assert_eq!(bench.journal.states(), [AttemptState::Sent, AttemptState::Sent, AttemptState::Abandoned]);
    assert_eq!(commit_of(&bench, rows[0].payment.id), CommitState::Unknown);
    assert_eq!(unanswered(&bench), [rows[0].payment.id, rows[1].payment.id], "the log is told of each");

    let recovery = bench.recover();
    assert_eq!((recovery.committed, recovery.reopened), (0, 2));
    assert_eq!(bench.journal.states(), [AttemptState::Abandoned, AttemptState::Abandoned, AttemptState::Abandoned]);
    assert_eq!(commit_of(&bench, rows[0].payment.id), CommitState::Open);
    let report = bench.commit(bench.journal.rows()).expect("it begins");
    assert_eq!(report.count(RowOutcome::Committed), 3);
}

#[test]
fn an_error_after_the_effect_is_found_to_be_committed() {
    for fault in [Fault::ErrorAfter, Fault::FewAnswers] {
        let rows = rows(2);
        let bench = Bench::new(&rows, 50);
        bench.crm.script(&[fault]);
        let report = bench.commit(rows.clone()).expect("it begins");
        assert_eq!(outcomes(&report), [RowOutcome::Unknown; 2]);
        let recovery = bench.recover();
        assert_eq!((recovery.committed, recovery.reopened), (2, 0));
        assert!(bench.journal.states().iter().all(is_confirmed));
        assert!(bench.journal.rows().iter().all(|row| matches!(row.commit, CommitState::Committed { .. })));
        assert_eq!(bench.held(&rows[0]), 1);
        assert!(bench.recover().is_empty());
    }
}

#[test]
fn a_call_dropped_at_any_await_leaves_what_recovery_settles() {
    for polls in 1..8 {
        let rows = rows(3);
        let bench = Bench::new(&rows, 2);
        let cancel = Cancel::default();
        let _dropped = drive(bench.engine.commit(rows.clone(), Vec::new(), &|_| {}, &cancel), polls);
        bench.recover();
        for row in bench.journal.rows() {
            let is_committed = matches!(row.commit, CommitState::Committed { .. });
            assert_eq!(bench.held(&row), usize::from(is_committed), "after {polls} polls");
            assert_ne!(row.commit, CommitState::Unknown, "after {polls} polls");
        }
    }
}

#[test]
fn a_refusal_stands_in_its_row_and_stops_no_other() {
    let rows = rows(2);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::Refuse]);
    let report = bench.commit(rows.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Refused, RowOutcome::Committed]);
    assert!(matches!(commit_of(&bench, rows[0].payment.id), CommitState::Refused(_)));
    assert!(matches!(bench.journal.states()[0], AttemptState::Refused(_)));
    assert_eq!((bench.held(&rows[0]), bench.held(&rows[1])), (0, 1));
}

#[test]
fn a_refusal_is_kept_though_the_read_back_fails() {
    let rows = rows(2);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::Refuse, Fault::ErrorBefore]);
    let report = bench.commit(rows).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Refused, RowOutcome::Unknown]);
    assert!(matches!(bench.journal.states()[..], [AttemptState::Refused(_), AttemptState::Sent]));
}

#[test]
fn a_crm_that_says_it_broke_is_asked_what_it_holds() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::BrokenAfter]);
    let report = bench.commit(rows.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Already]);
    assert_eq!(bench.held(&rows[0]), 1);
}

#[test]
fn what_stands_there_twice_is_not_refused_though_the_crm_says_it_broke() {
    let rows = rows(1);
    let journal = MemoryJournal::with(&rows);
    let crm = Arc::new(FakeCrm::new(&journal, false, 50));
    let engine = Engine::new(Arc::clone(&journal) as _, Arc::clone(&crm) as _);
    let bench = Bench { journal, crm, engine };
    bench.crm.enter(&super::super::posting::posting_of(&rows[0], None));
    bench.crm.script(&[Fault::BrokenAfter]);
    let report = bench.commit(rows.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Unknown]);
    let mut surplus = true;
    bench.crm.tamper(|part| part.reversed = std::mem::take(&mut surplus));
    assert_eq!((bench.recover().committed, bench.held(&rows[0])), (1, 1));
}

#[test]
fn what_another_state_folder_committed_is_there_already() {
    let rows = rows(1);
    let first = Bench::new(&rows, 50);
    first.commit(rows.clone()).expect("it begins");
    let journal = MemoryJournal::with(&rows);
    // The CRM is the first one; what it checks of the journal is checked of the first journal.
    let posting = super::super::posting::posting_of(&rows[0], None);
    assert_eq!(keys_of(&rows[0]), posting.parts.iter().map(|part| part.key).collect::<Vec<_>>());
    let crm = Arc::new(FakeCrm::new(&journal, true, 50));
    crm.copy_from(&first.crm);
    let engine = Engine::new(Arc::clone(&journal) as _, Arc::clone(&crm) as _);
    let report = finish(engine.commit(rows.clone(), Vec::new(), &|_| {}, &Cancel::default())).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Already]);
    assert!(matches!(journal.row(rows[0].payment.id).commit, CommitState::Committed { .. }));
    assert_eq!(crm.in_force(rows[0].payment.id).len(), 1);
}

#[test]
fn two_decisions_about_a_payment_share_no_key_though_they_share_a_part() {
    let mine = row(1, vec![part(1, 1, 100), part(2, 1, 50)]);
    let other = row(1, vec![part(3, 1, 100), part(2, 1, 50)]);
    let whole = row(1, vec![part(2, 1, 50)]);
    let [mine, other, whole] = [mine, other, whole].map(|row| keys_of(&row));
    assert!(mine.iter().all(|key| !other.contains(key) && !whole.contains(key)));
    let turned = row(1, vec![part(2, 1, 50), part(1, 1, 100)]);
    assert_eq!(keys_of(&turned), [mine[1], mine[0]], "the order of the parts says nothing");
}

#[test]
fn a_lie_is_not_believed() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::Lie]);
    let report = bench.commit(rows.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Unknown]);
    assert_eq!(report.results[0].error.as_ref().map(|why| why.key.as_str()), Some("commit-unclear-absent"));
    assert_eq!(bench.journal.states(), [AttemptState::Sent]);
}

#[test]
fn other_content_under_the_keys_stays_unknown_and_is_told() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::ErrorAfter]);
    bench.commit(rows).expect("it begins");
    bench.crm.tamper(|part| part.amount += Decimal::ONE);
    let recovery = bench.recover();
    assert_eq!(recovery.unclear.len(), 1);
    assert_eq!(recovery.unclear[0].why.key, "commit-unclear-other-content");
    assert_eq!(bench.journal.states(), [AttemptState::Sent]);
}

#[test]
fn a_crm_that_does_not_answer_leaves_the_rows_unknown() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::ErrorAfter, Fault::ErrorBefore]);
    bench.commit(rows.clone()).expect("it begins");
    assert!(bench.recover().unanswered.is_some());
    assert_eq!(commit_of(&bench, rows[0].payment.id), CommitState::Unknown);
    assert_eq!(bench.recover().committed, 1);
}

#[test]
fn a_reversal_opens_the_row_for_a_commit_under_new_keys() {
    let rows = rows(2);
    let bench = Bench::new(&rows, 50);
    let first = bench.commit(rows.clone()).expect("it begins");
    let report = bench.reverse(vec![first.results[0].row.clone()]).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Reversed]);
    let open = &report.results[0].row;
    assert_eq!((open.commit.clone(), open.generation), (CommitState::Open, 1));
    assert_eq!(open.decision, rows[0].decision);
    assert_eq!((bench.held(&rows[0]), bench.held(&rows[1])), (0, 1));
    assert_ne!(keys_of(open), keys_of(&rows[0]));

    assert_eq!(open.readiness(), Readiness::Review, "only a person sends it again");
    let second = bench.commit(vec![taken_again(open)]).expect("it begins");
    assert_eq!(outcomes(&second), [RowOutcome::Committed]);
    assert_eq!(bench.held(&rows[0]), 1);
}

#[test]
fn a_reversal_of_unknown_outcome_is_settled_either_way() {
    for (fault, held) in [(Fault::ErrorBefore, 1), (Fault::ErrorAfter, 0)] {
        let rows = rows(1);
        let bench = Bench::new(&rows, 50);
        let committed = bench.commit(rows.clone()).expect("it begins").rows();
        bench.crm.script(&[fault]);
        let report = bench.reverse(committed.clone()).expect("it begins");
        assert_eq!(outcomes(&report), [RowOutcome::Unknown]);
        let recovery = bench.recover();
        assert_eq!(bench.held(&rows[0]), held);
        let row = bench.journal.row(rows[0].payment.id);
        if held == 1 {
            assert_eq!((recovery.committed, recovery.reversed), (1, 0));
            assert_eq!(row.commit, committed[0].commit);
        } else {
            assert_eq!((recovery.committed, recovery.reversed), (0, 1));
            assert_eq!((row.commit, row.generation), (CommitState::Open, 1));
        }
    }
}

#[test]
fn a_refused_reversal_leaves_the_row_committed() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    let committed = bench.commit(rows.clone()).expect("it begins").rows();
    bench.crm.script(&[Fault::Refuse]);
    let report = bench.reverse(committed.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Refused]);
    assert_eq!(report.results[0].row.commit, committed[0].commit);
    assert_eq!(bench.held(&rows[0]), 1);
}

#[test]
fn what_is_there_no_more_is_not_said_to_be_reversed_now() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    let committed = bench.commit(rows.clone()).expect("it begins").rows();
    bench.crm.copy_from(&FakeCrm::new(&bench.journal, true, 50));
    let report = bench.reverse(committed).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Already]);
    assert_eq!(report.results[0].row.commit, CommitState::Open);
}

#[test]
fn a_reversal_after_which_the_crm_says_it_broke_is_asked_for() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    let committed = bench.commit(rows.clone()).expect("it begins").rows();
    bench.crm.script(&[Fault::BrokenAfter]);
    let report = bench.reverse(committed).expect("it begins");
    assert_eq!((outcomes(&report), bench.held(&rows[0])), (vec![RowOutcome::Reversed], 0));
}

#[test]
fn what_a_colleague_took_back_comes_again_under_new_keys() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::ErrorAfter]);
    bench.commit(rows.clone()).expect("it begins");
    bench.crm.tamper(|part| part.reversed = true);
    assert_eq!(bench.recover().reopened, 1);
    let row = bench.journal.row(rows[0].payment.id);
    assert_eq!((row.commit.clone(), row.generation), (CommitState::Open, 1));
    assert_eq!(outcomes(&bench.commit(vec![taken_again(&row)]).expect("it begins")), [RowOutcome::Committed]);
}

#[test]
fn a_row_that_must_not_go_keeps_the_whole_batch_back() {
    let good = row(1, vec![part(1, 1, 100)]);
    let mut open = row(2, vec![part(1, 1, 100)]);
    open.decision.allocations = None;
    let mut short = row(3, vec![part(1, 1, 100)]);
    short.payment.amount.amount += Decimal::ONE;
    for bad in [open, short, good.clone()] {
        let bench = Bench::new(&[good.clone(), bad.clone()], 50);
        let error = bench.commit(vec![good.clone(), bad]).expect_err("it does not begin");
        assert!(matches!(error, CommitError::NotReady { .. }), "{error:?}");
        assert!(bench.journal.states().is_empty());
        assert!(bench.crm.calls().is_empty());
    }
}

#[test]
fn a_payment_that_the_journal_knows_in_the_crm_is_never_sent() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.commit(rows.clone()).expect("it begins");
    // The row as it was, as a stale session would have it.
    let error = bench.commit(rows.clone()).expect_err("it is held");
    assert!(matches!(error, CommitError::HeldAlready { .. }), "{error:?}");
    bench.reverse(rows).expect_err("a row that is not committed cannot be taken back");
    assert_eq!(bench.crm.calls(), ["post", "find"]);
}

#[test]
fn a_payment_in_flight_is_never_sent() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::ErrorBefore]);
    bench.commit(rows.clone()).expect("it begins");
    let error = bench.commit(rows).expect_err("it is in flight");
    assert!(matches!(error, CommitError::InFlight { .. }), "{error:?}");
}

#[test]
fn a_cancel_stops_after_the_chunk_in_flight() {
    let rows = rows(5);
    let bench = Bench::new(&rows, 2);
    let cancel = Cancel::default();
    let seen = std::sync::Mutex::new(Vec::new());
    let progress = |progress: Progress| {
        if progress.done >= 2 {
            cancel.stop();
        }
        seen.lock().expect("alone").push((progress.done, progress.total, progress.sum_done));
    };
    let report = finish(bench.engine.commit(rows.clone(), Vec::new(), &progress, &cancel)).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Committed; 2]);
    assert_eq!((report.unsent.len(), report.stopped.clone()), (3, None));
    assert_eq!(
        bench.journal.states()[2..],
        [AttemptState::Abandoned, AttemptState::Abandoned, AttemptState::Abandoned]
    );
    assert_eq!(*seen.lock().expect("alone"), [(0, 5, Decimal::ZERO), (2, 5, Decimal::new(30_150, 2))]);
    let again = bench.commit(report.unsent).expect("it begins");
    assert_eq!(again.count(RowOutcome::Committed), 3);
}

#[test]
fn a_store_that_dies_before_sending_lets_nothing_leave() {
    for lives in 0..2 {
        let rows = rows(2);
        let bench = Bench::new(&rows, 50);
        bench.journal.die_after(lives);
        match bench.commit(rows.clone()) {
            Err(CommitError::Store(_)) => assert_eq!(lives, 0),
            Ok(report) => {
                assert_eq!((report.results.len(), report.unsent.len()), (0, 2));
                assert_eq!(report.stopped.map(|why| why.key), Some("commit-stopped-store".to_owned()));
            }
            Err(error) => panic!("{error:?}"),
        }
        assert!(bench.crm.calls().is_empty());
        bench.journal.restart();
        bench.recover();
        assert!(bench.journal.rows().iter().all(|row| row.commit == CommitState::Open));
    }
}

#[test]
fn a_store_that_dies_after_sending_finds_the_payment_at_the_next_start() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.journal.die_after(2);
    let report = bench.commit(rows.clone()).expect("it begins");
    assert_eq!(outcomes(&report), [RowOutcome::Unknown]);
    bench.journal.restart();
    assert_eq!(bench.recover().committed, 1);
    assert_eq!(bench.held(&rows[0]), 1);
}

#[tokio::test]
async fn two_batches_never_run_at_once() {
    let rows = rows(2);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::Silent]);
    let cancel = Cancel::default();
    let clone = bench.engine.clone();
    let (first, second) = rows.split_at(1);
    let mut running = pin!(bench.engine.commit(first.to_vec(), Vec::new(), &|_| {}, &cancel));
    assert!(running.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let error = finish(clone.commit(second.to_vec(), Vec::new(), &|_| {}, &cancel)).expect_err("one is running");
    assert!(matches!(error, CommitError::Busy), "{error:?}");
}
