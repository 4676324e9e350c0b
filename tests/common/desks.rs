//! State folders that the console is opened on: the demo month, and registers of a few contracts.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sverka::config::Config;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::demo;
use sverka::desk::Desk;
use tempfile::TempDir;

/// A state folder that goes with the test.
pub struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder for the state") }
    }

    /// The state folder.
    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }
}

/// The demo month, imported and not touched.
pub fn demo() -> Place {
    static MADE: OnceLock<Place> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let place = Place::new();
        let files = demo::write(place.folder.path()).expect("the demo can be written");
        fill(&place.state(), |crm| {
            crm.load(demo::contracts()).expect("the register of the demo is sound");
            crm.add_units(&demo::units()).expect("the houses of the demo are sound");
        });
        import(&place.state(), &files.files);
        place
    });
    let copy = Place::new();
    std::fs::create_dir(copy.state()).expect("a folder");
    for file in ["sverka.redb", "crm.redb"] {
        std::fs::copy(made.state().join(file), copy.state().join(file)).expect("a copy");
    }
    copy
}

/// A register (INTERFACES: columns of `crm import`) and one file of payments, as texts.
pub fn of_texts(register: &str, payments: &str) -> Place {
    let place = Place::new();
    let (register_file, payments_file) = (place.folder.path().join("register.csv"), place.folder.path().join("kl.txt"));
    std::fs::write(&register_file, register).expect("written");
    std::fs::write(&payments_file, payments).expect("written");
    let read = sverka::crm::register::read_register(&register_file).expect("the register of the test is sound");
    assert!(read.refused.is_empty(), "{:?}", read.refused);
    fill(&place.state(), |crm| {
        crm.load(read.contracts.clone()).expect("the register of the test is sound");
    });
    import(&place.state(), &[payments_file]);
    place
}

fn fill(state: &Path, load: impl FnOnce(&EmbeddedCrm)) {
    std::fs::create_dir_all(state).expect("a folder");
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("the CRM opens");
    load(&crm);
}

fn import(state: &Path, files: &[PathBuf]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let (mut desk, _) = runtime.block_on(Desk::open(state, &Config::default())).expect("the desk opens");
    for outcome in desk.import(files, &mut |_| {}) {
        outcome.result.expect("the file of the test can be read");
    }
}
