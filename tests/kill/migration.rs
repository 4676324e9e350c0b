//! The program itself, bringing states of earlier schemas up to date, killed again and again.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicUsize, Ordering};

use sverka::model::{Attempt, Decision, PaymentId};
use sverka::store::{Facts, Store};

use crate::lane::{Kind, Seen, run};
use crate::program;
use crate::state::{copy, look};

/// What a person did, and what was sent.
#[derive(Debug, PartialEq)]
struct Content {
    rows: Vec<(PaymentId, Decision, sverka::model::CommitState, u32)>,
    attempts: Vec<Attempt>,
}

/// What is in a state, read in a copy of it.
fn content(state: &Path, beside: &Path) -> Content {
    let left = look(state, beside);
    let rows = left.rows.into_iter().map(|row| (row.payment.id, row.decision, row.commit, row.generation)).collect();
    let attempts = Store::open(&beside.join("sverka.redb")).and_then(|store| store.attempts()).expect("it reads");
    Content { rows, attempts }
}

struct Migration {
    /// States of earlier schemas, with what is in them.
    templates: Vec<(PathBuf, Content)>,
    lives: AtomicUsize,
}

impl Migration {
    /// The content that must be there: that of the only template with these rows and attempts.
    fn judge(&self, found: &Content) {
        let known = self.templates.iter().any(|(_, content)| content == found);
        assert!(known, "{found:?}");
    }
}

impl Kind for Migration {
    const NAME: &'static str = "migration";

    fn lay(&self, state: &Path) {
        let life = self.lives.fetch_add(1, Ordering::Relaxed);
        copy(&self.templates[life % self.templates.len()].0, state);
    }

    fn start(&self, state: &Path) -> Child {
        program(state, &["state", "migrate"]).spawn().expect("the program starts")
    }

    fn look(&self, state: &Path, beside: &Path) -> Seen {
        copy(state, beside);
        let schema = Facts::of(&beside.join("sverka.redb")).expect("it opens as it is").schema;
        self.judge(&content(state, beside));
        Seen { done: usize::from(schema == Facts::SCHEMA_NOW), all: 1, unknown: 0 }
    }

    /// A copy of the state as it was is there, whole.
    fn judge_end(&self, state: &Path, beside: &Path) {
        assert_eq!(self.look(state, beside).done, 1);
        let copy = sverka::desk::newest_backup(state).expect("the state as it was is kept");
        zip::ZipArchive::new(File::open(copy).expect("it is there")).expect("it is whole");
    }
}

#[test]
fn a_killed_migration_leaves_the_old_state_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let templates = [1, 2].map(|schema| {
        let [template, beside] = ["template", "read"].map(|name| folder.path().join(format!("{name}-{schema}")));
        fs::create_dir(&template).expect("a folder");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/state/schema_{schema}.zip"));
        let archive = zip::ZipArchive::new(File::open(file).expect("the fixture is there"));
        archive.expect("an archive").extract(&template).expect("unpacked");
        let content = content(&template, &beside);
        (template, content)
    });
    run(&Migration { templates: templates.into(), lives: AtomicUsize::new(0) }, false);
}
