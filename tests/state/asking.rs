//! What a person at a terminal is told and asked before a backup is put back.

use std::path::Path;

use portable_pty::CommandBuilder;
use sverka::commit::Cancel;
use sverka::desk::backup::{Why, backup};

use crate::common::pty::Session;
use crate::judge::is_committed;
use crate::state::{lay, open, wait};

const ROWS: u32 = 4;

fn restore(state: &Path, file: &Path) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sverka"));
    command.args(["--lang", "ru", "--state"]);
    command.arg(state);
    command.args(["state", "restore"]);
    command.arg(file);
    let mut session = Session::start(command, 200, 50);
    session.wait_for_text("Вернуть это состояние? [н]:");
    session
}

fn committed(state: &Path) -> usize {
    open(state).0.session.rows().iter().filter(|row| is_committed(row)).count()
}

#[test]
fn nothing_happens_before_a_person_agrees() {
    let folder = tempfile::tempdir().expect("a folder");
    let [state, file] = ["state", "copy.zip"].map(|name| folder.path().join(name));
    lay(&state, ROWS);
    backup(&state, &file, Why::Asked).expect("kept");
    wait(open(&state).0.commit(&|_| {}, &Cancel::default())).expect("it begins");

    let mut session = restore(&state, &file);
    for told in ["цела", "4 строки", "1 пакет", "4 проводок, сделанных позже", "--keep-crm"]
    {
        assert!(session.text().contains(told), "«{told}» is not told: {}", session.text());
    }
    session.press("\n");
    assert_eq!(session.wait_for_end(), 0);
    assert!(session.text().contains("Ничего не изменено"), "{}", session.text());
    assert_eq!(committed(&state), ROWS as usize);

    let mut session = restore(&state, &file);
    session.press("д\n");
    assert_eq!(session.wait_for_end(), 0);
    assert!(session.text().contains("Состояние возвращено"), "{}", session.text());
    session.assert_restored();
    assert_eq!(committed(&state), 0);
}
