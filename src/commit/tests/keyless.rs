//! A CRM that knows no keys: it is looked into before each call, and what it holds is known by what it
//! says.

use std::sync::Arc;

use super::fake::{FakeCrm, Fault, finish};
use super::memory::MemoryJournal;
use super::{part, row, rows, taken_again};
use crate::commit::posting::posting_of;
use crate::commit::{BatchReport, Cancel, Engine, Recovery, RowOutcome};
use crate::crm::Keys;
use crate::model::{AttemptState, CommitState, RefusalKind, Row};

struct Bench {
    journal: Arc<MemoryJournal>,
    crm: Arc<FakeCrm>,
    engine: Engine,
}

impl Bench {
    fn new(rows: &[Row], batch_size: usize) -> Self {
        let journal = MemoryJournal::with(rows);
        let mut crm = FakeCrm::new(&journal, false, batch_size);
        crm.abilities.keys = Keys::None;
        let crm = Arc::new(crm);
        let engine = Engine::new(Arc::clone(&journal) as _, Arc::clone(&crm) as _);
        Self { journal, crm, engine }
    }

    fn commit(&self, rows: &[Row]) -> BatchReport {
        finish(self.engine.commit(rows.to_vec(), Vec::new(), &|_| {}, &Cancel::default())).expect("it begins")
    }

    fn reverse(&self, row: &Row) -> BatchReport {
        finish(self.engine.reverse(vec![row.clone()], "ошибка", &|_| {}, &Cancel::default())).expect("it begins")
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

/// Two payments that say the same, as only their documents in 1C differ.
fn twins() -> [Row; 2] {
    let first = row(1, vec![part(1, 1, 100)]);
    let mut second = row(2, vec![part(1, 1, 100)]);
    second.payment.number.clone_from(&first.payment.number);
    [first, second]
}

#[test]
fn what_was_refused_taken_and_left_without_an_answer_is_told_apart() {
    let rows = rows(3);
    let bench = Bench::new(&rows, 2);
    let faults = [Fault::Calm, Fault::Calm, Fault::Refuse, Fault::Calm, Fault::Calm, Fault::ErrorAfter];
    bench.crm.script(&faults);
    let report = bench.commit(&rows);
    assert_eq!(bench.crm.calls(), ["look", "look", "post", "look", "look", "post"]);
    assert_eq!(outcomes(&report), [RowOutcome::Refused, RowOutcome::Committed, RowOutcome::Unknown]);
    let recovery = bench.recover();
    assert_eq!((recovery.committed, recovery.reopened, recovery.unclear.len()), (1, 0, 0));
    assert_eq!([0, 1, 2].map(|place| bench.held(&rows[place])), [0, 1, 1]);
}

#[test]
fn what_never_came_is_free_to_go_again() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::Calm, Fault::ErrorBefore]);
    assert_eq!(outcomes(&bench.commit(&rows)), [RowOutcome::Unknown]);
    assert_eq!(bench.recover().reopened, 1);
    assert_eq!(outcomes(&bench.commit(&bench.journal.rows())), [RowOutcome::Committed]);
    assert_eq!(bench.held(&rows[0]), 1);
}

#[test]
fn a_payment_that_a_colleague_entered_is_not_sent() {
    let rows = rows(2);
    let bench = Bench::new(&rows, 50);
    bench.crm.enter(&posting_of(&rows[0], None));
    let report = bench.commit(&rows);
    assert_eq!(outcomes(&report), [RowOutcome::Already, RowOutcome::Committed]);
    assert_eq!((bench.held(&rows[0]), bench.held(&rows[1])), (1, 1));
    assert!(matches!(bench.journal.row(rows[0].payment.id).commit, CommitState::Committed { .. }));
}

#[test]
fn a_payment_of_which_a_colleague_entered_a_part_is_refused() {
    let whole = row(1, vec![part(1, 1, 100), part(2, 1, 50)]);
    let bench = Bench::new(std::slice::from_ref(&whole), 50);
    let mut entered = posting_of(&whole, None);
    entered.parts.truncate(1);
    bench.crm.enter(&entered);
    let report = bench.commit(std::slice::from_ref(&whole));
    assert_eq!(outcomes(&report), [RowOutcome::Refused]);
    let CommitState::Refused(refusal) = &report.results[0].row.commit else { panic!("{report:?}") };
    assert_eq!(refusal.kind, RefusalKind::AlreadyPosted);
    assert_eq!(bench.crm.calls(), ["look", "look"]);
}

#[test]
fn twins_are_both_there_and_one_is_taken_back_by_its_own_name() {
    let twins = twins();
    let bench = Bench::new(&twins, 50);
    let report = bench.commit(&twins);
    assert_eq!(outcomes(&report), [RowOutcome::Committed; 2]);
    let back = bench.reverse(&report.results[1].row);
    assert_eq!(outcomes(&back), [RowOutcome::Reversed]);
    assert_eq!((bench.held(&twins[0]), bench.held(&twins[1])), (1, 0));
    let again = bench.commit(&[taken_again(&back.results[0].row)]);
    assert_eq!(outcomes(&again), [RowOutcome::Committed], "the entry that was taken back is nobody's");
    assert_eq!((bench.held(&twins[0]), bench.held(&twins[1])), (1, 1));
}

#[test]
fn a_reversal_of_unknown_outcome_is_settled_by_the_name_of_the_entry() {
    for (fault, held) in [(Fault::ErrorBefore, 1), (Fault::ErrorAfter, 0)] {
        let rows = rows(1);
        let bench = Bench::new(&rows, 50);
        let committed = bench.commit(&rows).rows().remove(0);
        bench.crm.script(&[fault]);
        assert_eq!(outcomes(&bench.reverse(&committed)), [RowOutcome::Unknown]);
        let recovery = bench.recover();
        assert_eq!((recovery.committed, recovery.reversed), (held, 1 - held));
        assert_eq!(bench.held(&rows[0]), held);
    }
}

#[test]
fn what_stands_there_twice_waits_for_a_person_and_is_settled_then() {
    let rows = rows(1);
    let bench = Bench::new(&rows, 50);
    bench.crm.script(&[Fault::Calm, Fault::ErrorAfter]);
    bench.commit(&rows);
    // Another console took the same moment.
    bench.crm.enter(&posting_of(&rows[0], None));
    let recovery = bench.recover();
    assert_eq!(recovery.unclear.iter().map(|row| row.why.key.as_str()).collect::<Vec<_>>(), ["commit-unclear-twice"]);
    assert_eq!(bench.journal.states(), [AttemptState::Sent]);
    let mut surplus = true;
    bench.crm.tamper(|part| part.reversed = std::mem::take(&mut surplus));
    assert_eq!(bench.recover().committed, 1);
    assert_eq!(bench.held(&rows[0]), 1);
}
