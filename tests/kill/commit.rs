//! The program itself, committing, killed again and again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use sverka::crm::Crm as _;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::model::{AttemptKind, AttemptState, CommitState, IdempotencyKey, PaymentId};
use sverka::store::Store;

use crate::judge::{Complaint, complaints, complaints_at_the_end, is_committed};
use crate::lane::{Kind, Seen, run};
use crate::program;
use crate::state::{copy, lay, look, wait};

/// Four chunks of the embedded CRM.
const PAYMENTS: u32 = 200;

fn commit(state: &Path) -> Command {
    program(state, &["commit", "--json"])
}

fn succeeds(command: &mut Command) {
    assert!(command.status().expect("the program starts").success());
}

/// A commit of rows that a person decided.
struct Commit {
    template: PathBuf,
}

impl Kind for Commit {
    const NAME: &'static str = "commit";

    fn lay(&self, state: &Path) {
        copy(&self.template, state);
    }

    fn start(&self, state: &Path) -> Child {
        commit(state).spawn().expect("the program starts")
    }

    fn look(&self, state: &Path, beside: &Path) -> Seen {
        let left = look(state, beside);
        assert_eq!(complaints(&left), []);
        let count = |is: fn(&sverka::model::Row) -> bool| left.rows.iter().filter(|row| is(row)).count();
        Seen {
            done: count(is_committed),
            all: left.rows.len(),
            unknown: count(|row| row.commit == CommitState::Unknown),
        }
    }

    fn judge_end(&self, state: &Path, beside: &Path) {
        assert_eq!(complaints_at_the_end(&look(state, beside)), [], "all of it goes through in the end");
    }
}

#[test]
fn a_killed_commit_leaves_each_payment_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    lay(&template, PAYMENTS);
    // What a session looks like that the program itself has had open.
    succeeds(&mut program(&template, &["rows"]));
    run(&Commit { template }, true);
}

/// What the kills are judged by sees a loss and a double in real files too.
#[test]
fn the_judge_is_not_blind() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, beside) = (folder.path().join("state"), folder.path().join("beside"));
    lay(&state, 3);
    succeeds(&mut commit(&state));
    assert_eq!(complaints_at_the_end(&look(&state, &beside)), []);
    let attempts = Store::open(&state.join("sverka.redb")).expect("it opens").attempts().expect("it reads");
    let posted: Vec<_> = attempts
        .iter()
        .filter(|attempt| attempt.kind == AttemptKind::Post && matches!(attempt.state, AttemptState::Confirmed(_)))
        .map(|attempt| attempt.posting.clone())
        .collect();

    // Behind the session's back a payment goes, and comes again as another payment.
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens");
    wait(crm.reverse(&posted[..1], "")).expect("it is taken back");
    let lost = posted[0].payment;
    drop(crm);
    assert_eq!(complaints(&look(&state, &beside)), [Complaint::Lost(lost)]);
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("it opens");
    let mut again = posted[0].clone();
    again.payment = PaymentId::of_document("another");
    again.parts[0].key = IdempotencyKey::of(again.payment, &again.parts[0].allocation, 0);
    wait(crm.post(std::slice::from_ref(&again))).expect("it is taken");
    drop(crm);
    assert_eq!(complaints(&look(&state, &beside)), [Complaint::Lost(lost), Complaint::Stranger(again.payment)]);

    // A session that forgot what the CRM holds would send it again.
    let forgetful = folder.path().join("forgetful");
    lay(&forgetful, 3);
    fs::copy(state.join("crm.redb"), forgetful.join("crm.redb")).expect("copied");
    let seen = complaints(&look(&forgetful, &beside));
    for posting in &posted[1..] {
        assert!(seen.contains(&Complaint::FreeThoughHeld(posting.payment)), "{seen:?}");
    }
}
