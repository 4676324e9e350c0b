//! The program itself, putting a backup back, killed again and again.

use std::path::{Path, PathBuf};
use std::process::Child;

use sverka::model::Row;

use crate::judge::{complaints, complaints_at_the_end, is_committed};
use crate::lane::{Kind, Seen, run};
use crate::program;
use crate::state::{copy, lay, look, open};

const PAYMENTS: u32 = 5;

/// A state in which all is committed goes back to one in which nothing was.
struct Restoring {
    template: PathBuf,
    backup: PathBuf,
}

impl Kind for Restoring {
    const NAME: &'static str = "restoring";

    fn lay(&self, state: &Path) {
        copy(&self.template, state);
    }

    fn start(&self, state: &Path) -> Child {
        let backup = self.backup.to_str().expect("a path of letters");
        program(state, &["state", "restore", backup, "--yes"]).spawn().expect("the program starts")
    }

    /// A copy of what was left opens by itself, and is the one state or the other: files of both
    /// together would draw a complaint.
    fn look(&self, state: &Path, beside: &Path) -> Seen {
        let copied = beside.with_extension("opened");
        copy(state, &copied);
        drop(open(&copied));
        let left = look(&copied, beside);
        assert_eq!(complaints(&left), []);
        assert_eq!(left.rows.len(), PAYMENTS as usize);
        let committed = left.rows.iter().filter(|row: &&Row| is_committed(row)).count();
        assert!(committed == 0 || committed == left.rows.len(), "{committed} committed");
        Seen { done: usize::from(committed == 0), all: 1, unknown: 0 }
    }

    /// What was put back goes through once more.
    fn judge_end(&self, state: &Path, beside: &Path) {
        assert_eq!(self.look(state, beside).done, 1);
        assert!(program(state, &["commit"]).status().expect("the program starts").success());
        assert_eq!(complaints_at_the_end(&look(state, beside)), []);
    }
}

#[test]
fn a_killed_restoring_leaves_the_old_state_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let [template, backup] = ["template", "copy.zip"].map(|name| folder.path().join(name));
    lay(&template, PAYMENTS);
    let succeeds = |arguments: &[&str]| {
        assert!(program(&template, arguments).status().expect("the program starts").success(), "{arguments:?}");
    };
    succeeds(&["state", "backup", backup.to_str().expect("a path of letters")]);
    succeeds(&["commit"]);
    run(&Restoring { template, backup }, false);
}
