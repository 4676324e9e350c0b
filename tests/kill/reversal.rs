//! A batch that is taken back, killed again and again.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sverka::commit::Cancel;
use sverka::model::{CommitState, PaymentId, Row};

use crate::judge::{complaints, is_committed};
use crate::lane::{Kind, Seen, run};
use crate::program;
use crate::state::{copy, lay, look, open, wait};

/// Two chunks of the embedded CRM.
const PAYMENTS: u32 = 60;
/// Tells the child process in which state to take all back.
const STATE_VARIABLE: &str = "SVERKA_TEST_REVERSAL_STATE";

/// Not a test: what the test below starts, and kills.
#[test]
fn reverse_until_killed() {
    let Ok(state) = std::env::var(STATE_VARIABLE) else { return };
    let (mut desk, _) = open(Path::new(&state));
    let committed: Vec<PaymentId> =
        desk.session.rows().iter().filter(|row| is_committed(row)).map(|row| row.payment.id).collect();
    if !committed.is_empty() {
        wait(desk.reverse(&committed, "не тот месяц", &|_| {}, &Cancel::default())).expect("it begins");
    }
}

struct Reversal {
    template: PathBuf,
}

impl Kind for Reversal {
    const NAME: &'static str = "reversal";

    fn lay(&self, state: &Path) {
        copy(&self.template, state);
    }

    fn start(&self, state: &Path) -> Child {
        Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "reversal::reverse_until_killed", "--nocapture"])
            .env(STATE_VARIABLE, state)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the child starts")
    }

    fn look(&self, state: &Path, beside: &Path) -> Seen {
        let left = look(state, beside);
        assert_eq!(complaints(&left), []);
        let count = |is: fn(&Row) -> bool| left.rows.iter().filter(|row| is(row)).count();
        let unknown = |row: &Row| row.commit == CommitState::Unknown;
        Seen { done: count(|row| row.commit == CommitState::Open), all: left.rows.len(), unknown: count(unknown) }
    }

    fn judge_end(&self, state: &Path, beside: &Path) {
        let left = look(state, beside);
        assert_eq!(complaints(&left), []);
        assert!(left.rows.iter().all(|row| row.commit == CommitState::Open && row.generation == 1));
        assert!(left.parts.iter().all(|part| part.reversed), "nothing is held");
        assert_eq!(left.parts.len(), PAYMENTS as usize, "and each was there once");
    }
}

#[test]
fn a_killed_reversal_takes_each_payment_back_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    lay(&template, PAYMENTS);
    assert!(program(&template, &["commit"]).status().expect("the program starts").success());
    run(&Reversal { template }, true);
}
