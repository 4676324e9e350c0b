//! An older state is put back, and the CRM knows more: payments were committed, taken back and
//! committed anew since. Each payment is then in the CRM once, and what a person took back does not
//! come again by itself.

use std::path::PathBuf;

use rstest::rstest;
use sverka::commit::Cancel;
use sverka::crm::PostedPart;
use sverka::desk::Desk;
use sverka::desk::backup::{Restoring, Why, backup};
use sverka::model::{FlagKind, PaymentId, Readiness};
use tempfile::TempDir;

use crate::judge::{Complaint, complaints, complaints_at_the_end};
use crate::state::{decided_row, lay, look, open, wait};

/// Rows of the state; the fifth gives money back.
const ROWS: u32 = 5;

/// What is done to the first row, or to all of them.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// All that is ready goes.
    Commit,
    /// The first row is taken back.
    Reverse,
    /// The first row is taken anew, and goes.
    Again,
}

use Act::{Again, Commit, Reverse};

struct Life {
    folder: TempDir,
    state: PathBuf,
}

impl Life {
    fn begun() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        lay(&state, ROWS);
        Self { folder, state }
    }

    fn desk(&self) -> Desk {
        open(&self.state).0
    }

    fn act(&self, acts: &[Act]) {
        let mut desk = self.desk();
        for act in acts {
            do_act(&mut desk, *act);
        }
    }

    /// Keeps the state, lets that much happen, and puts back the session alone or all of it.
    fn goes_back_after(&self, acts: &[Act], keeps_crm: bool) {
        let file = self.folder.path().join("copy.zip");
        backup(&self.state, &file, Why::Asked).expect("kept");
        self.act(acts);
        let found = Restoring::prepare(&self.state, &file, keeps_crm).expect("the backup is whole");
        found.place().expect("placed");
    }

    /// All parts of the first row's payment that the CRM ever took.
    fn parts_of_first(&self) -> Vec<PostedPart> {
        let parts = look(&self.state, &self.folder.path().join("beside")).parts.into_iter();
        parts.filter(|part| part.payment == first()).collect()
    }

    /// How often the CRM holds the first row's payment.
    fn times_held(&self) -> usize {
        self.parts_of_first().iter().filter(|part| !part.reversed).count()
    }

    /// What the CRM holds no more is told, and nothing else is odd.
    fn assert_sound(&self) {
        let left = look(&self.state, &self.folder.path().join("beside"));
        let is_told = |lost: &PaymentId| {
            left.rows.iter().any(|row| row.payment.id == *lost && row.readiness() == Readiness::Failed)
        };
        let mut found = complaints(&left);
        found.retain(|complaint| !matches!(complaint, Complaint::Lost(lost) if is_told(lost)));
        assert_eq!(found, []);
    }

    fn assert_all_there(&self) {
        assert_eq!(complaints_at_the_end(&look(&self.state, &self.folder.path().join("beside"))), []);
        let mut keys: Vec<_> = self.parts_of_first().into_iter().map(|part| part.key).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "no key was used twice");
    }
}

fn first() -> PaymentId {
    decided_row(1).payment.id
}

fn do_act(desk: &mut Desk, act: Act) {
    let go_on = Cancel::default();
    match act {
        Commit => drop(wait(desk.commit(&|_| {}, &go_on)).expect("it begins")),
        Reverse => drop(wait(desk.reverse(&[first()], "ошибка", &|_| {}, &go_on)).expect("it begins")),
        Again => {
            let writes = desk.session.accept(&[first()]).expect("it may be taken anew");
            desk.store.save(&writes).expect("saved");
            do_act(desk, Commit);
        }
    }
}

/// What had been done before, what was done since, and how often the CRM holds the payment of the first
/// row by then.
#[rstest]
#[case::nothing_since(&[], &[], 0)]
#[case::committed_since(&[], &[Commit], 1)]
#[case::committed_and_taken_back_since(&[], &[Commit, Reverse], 0)]
#[case::committed_taken_back_and_committed_since(&[], &[Commit, Reverse, Again], 1)]
#[case::taken_back_since(&[Commit], &[Reverse], 0)]
#[case::taken_back_and_committed_since(&[Commit], &[Reverse, Again], 1)]
#[case::taken_back_twice_since(&[Commit], &[Reverse, Again, Reverse], 0)]
#[case::committed_anew_since(&[Commit, Reverse], &[Again], 1)]
#[case::committed_anew_and_taken_back_since(&[Commit, Reverse], &[Again, Reverse], 0)]
fn a_crm_that_knows_more_holds_each_payment_once(#[case] before: &[Act], #[case] since: &[Act], #[case] held: usize) {
    let life = Life::begun();
    life.act(before);
    life.goes_back_after(since, true);
    assert_eq!(life.times_held(), held);
    // What the next start makes of it, and a commit of all that is ready.
    life.act(&[Commit]);
    life.assert_sound();
    let was_taken_back = before.iter().chain(since).any(|act| matches!(act, Reverse));
    let goes_by_itself = usize::from(!was_taken_back);
    assert_eq!(life.times_held(), held.max(goes_by_itself), "what a person took back does not come by itself");

    // A person settles the first row: it is taken back where it is said to be there, and goes anew.
    for _ in 0..2 {
        let desk = life.desk();
        let row = desk.session.row(first()).expect("it is there");
        let (readiness, generation) = (row.readiness(), row.generation);
        drop(desk);
        match readiness {
            Readiness::Committed if life.times_held() == 1 => break,
            Readiness::Committed | Readiness::Failed => life.act(&[Reverse, Again]),
            _ => life.act(&[Again]),
        }
        life.assert_sound();
        assert!(life.times_held() <= 1, "generation {generation}");
    }
    life.assert_all_there();
    assert_eq!(life.times_held(), 1);
}

/// Whatever the first row looks like after it was put back, taking it back and giving it anew works as
/// ever.
#[rstest]
#[case::committed_since(&[], &[Commit])]
#[case::committed_taken_back_and_committed_since(&[], &[Commit, Reverse, Again])]
#[case::taken_back_and_committed_since(&[Commit], &[Reverse, Again])]
fn what_the_crm_holds_can_be_taken_back_by_the_older_state(#[case] before: &[Act], #[case] since: &[Act]) {
    let life = Life::begun();
    life.act(before);
    life.goes_back_after(since, true);
    life.act(&[Commit]);
    assert_eq!(life.times_held(), 1);
    life.act(&[Reverse]);
    life.assert_sound();
    assert_eq!(life.times_held(), 0, "a person can take it back, at once");
    life.act(&[Commit]);
    assert_eq!(life.times_held(), 0, "it does not come by itself");
    life.act(&[Again]);
    life.assert_all_there();
}

#[rstest]
#[case::committed_since(&[], &[Commit])]
#[case::taken_back_since(&[Commit], &[Reverse])]
#[case::taken_back_and_committed_since(&[Commit], &[Reverse, Again])]
fn a_state_that_goes_back_with_its_crm_is_as_it_was(#[case] before: &[Act], #[case] since: &[Act]) {
    let life = Life::begun();
    life.act(before);
    life.goes_back_after(since, false);
    life.assert_sound();
    life.act(&[Commit]);
    life.assert_all_there();
}

/// What was taken back behind an older state is called so, and the row's own reversal sends nothing.
#[rstest]
#[case::once(&[Commit], &[Reverse])]
#[case::twice(&[Commit], &[Reverse, Again, Reverse])]
fn a_row_that_was_taken_back_elsewhere_says_so(#[case] before: &[Act], #[case] since: &[Act]) {
    let life = Life::begun();
    life.act(before);
    life.goes_back_after(since, true);
    let held = life.parts_of_first();
    let flags = || -> Vec<FlagKind> {
        let desk = life.desk();
        let row = desk.session.row(first()).expect("it is there");
        row.flags().into_iter().map(|flag| flag.kind).collect()
    };
    assert_eq!(flags(), [FlagKind::TakenBackInCrm]);
    life.act(&[Reverse]);
    assert_eq!(flags(), [FlagKind::Reversed]);
    assert_eq!(life.parts_of_first(), held, "nothing was sent");
}
