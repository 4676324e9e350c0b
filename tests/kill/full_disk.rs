//! No room: files may not grow past a limit (`RLIMIT_FSIZE`), which is put at one place after
//! another. Whatever could not be written is told, nothing that was there is lost, and with room
//! again the work goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use sverka::demo;
use sverka::model::CommitState;

use crate::judge::{complaints, complaints_at_the_end, is_committed};
use crate::state::{Left, copy, lay, look};
use crate::{program, tell};

/// What `ulimit -f` counts in, by POSIX.
const BLOCK: u64 = 512;
const PAYMENTS: u32 = 200;
/// Limits that are tried between two sizes of a file.
const PLACES: u64 = 6;

/// Runs the program with no file growing past so many blocks.
fn limited(state: &Path, blocks: u64, arguments: &[&str]) -> Output {
    let whole = program(state, arguments);
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")).arg(whole.get_program());
    command.args(whole.get_args()).env_remove("SVERKA_CONFIG").env("XDG_CONFIG_HOME", state);
    command.env_remove("LC_ALL").env("LANG", "ru_RU.UTF-8").stdin(Stdio::null());
    command.output().expect("a shell")
}

/// The status, after what was told has been looked at: whatever failed says that there is no room
/// and that the user must make some.
fn status(output: &Output, blocks: u64) -> i32 {
    let told = String::from_utf8_lossy(&output.stderr);
    let status = output.status.code().unwrap_or_else(|| panic!("{blocks} blocks: {}: {told}", output.status));
    assert!(matches!(status, 0 | 1 | 3), "{blocks} blocks: {told}");
    if status != 0 {
        assert!(told.contains("нет места") && told.contains("свободите место"), "{blocks} blocks: {told}");
    }
    status
}

fn blocks(file: &Path) -> u64 {
    fs::metadata(file).expect("it is there").len() / BLOCK
}

/// The larger of the two files of a state.
fn largest(state: &Path) -> u64 {
    ["sverka.redb", "crm.redb"].map(|name| blocks(&state.join(name))).into_iter().max().unwrap_or_default()
}

/// Limits that stop the program at its beginning, such as stop the growth of its files, and one that
/// has room for all: while it works a file is larger than what it leaves.
fn places(before: u64, after: u64) -> impl Iterator<Item = u64> {
    let early = (0..PLACES).map(move |place| before * place / PLACES);
    let growing = (0..=PLACES).map(move |place| before + (2 * after - before) * place / PLACES);
    early.chain(growing)
}

#[test]
fn a_commit_without_room_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let [template, state, beside] = ["template", "state", "beside"].map(|name| folder.path().join(name));
    lay(&template, PAYMENTS);
    copy(&template, &state);
    assert!(program(&state, &["commit"]).status().expect("it starts").success());
    let after = largest(&state);
    let (mut failed, mut fitted) = (0, 0);
    for limit in places(largest(&template), after) {
        copy(&template, &state);
        let status = status(&limited(&state, limit, &["commit"]), limit);
        let left = look(&state, &beside);
        assert_eq!(left.rows.len(), PAYMENTS as usize);
        assert_eq!(complaints(&left), [], "{limit} blocks");
        let committed = left.rows.iter().filter(|row| is_committed(row)).count();
        failed += usize::from(status == 1);
        fitted += usize::from(status == 0);
        assert!(status != 0 || committed == left.rows.len(), "{limit} blocks: all is well, and it is not");
        assert!(program(&state, &["commit"]).status().expect("it starts").success());
        assert_eq!(complaints_at_the_end(&look(&state, &beside)), [], "with room again, after {limit} blocks");
    }
    tell(format_args!("no room: {} limits over a commit, {failed} failed; lost 0, doubled 0", failed + fitted));
    assert!(failed > 0 && fitted > 0, "failed {failed}, fitted {fitted}");
}

#[test]
fn a_reversal_without_room_takes_each_payment_back_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let [template, state, beside] = ["template", "state", "beside"].map(|name| folder.path().join(name));
    lay(&template, PAYMENTS);
    assert!(program(&template, &["commit"]).status().expect("it starts").success());
    let back = ["reverse", "--batch", "1", "--reason", "не тот месяц"];
    copy(&template, &state);
    assert!(program(&state, &back).status().expect("it starts").success());
    let (mut failed, mut partly, mut fitted) = (0, 0, 0);
    for limit in places(largest(&template), largest(&state)) {
        copy(&template, &state);
        let status = status(&limited(&state, limit, &back), limit);
        let left = look(&state, &beside);
        assert_eq!(complaints(&left), [], "{limit} blocks");
        failed += usize::from(status == 1);
        partly += usize::from(status == 3);
        fitted += usize::from(status == 0);
        let is_held = |left: &Left| left.parts.iter().any(|part| !part.reversed);
        assert!(status != 0 || !is_held(&left), "{limit} blocks: all is taken back, and it is not");
        // Where all of it went through, nothing is left to take back.
        program(&state, &back).status().expect("it starts");
        let left = look(&state, &beside);
        assert_eq!(complaints(&left), [], "with room again, after {limit} blocks");
        assert!(!is_held(&left) && left.rows.iter().all(|row| row.commit == CommitState::Open), "{limit} blocks");
    }
    tell(format_args!(
        "no room: {} limits over a reversal, {failed} failed, {partly} stopped in the middle; lost 0, doubled 0",
        failed + partly + fitted
    ));
    assert!(failed > 0 && fitted > 0, "failed {failed}, fitted {fitted}");
}

/// Findings are made anew at the opening, and saved.
#[test]
fn a_match_without_room_loses_no_decision_and_sends_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let [template, state, beside] = ["template", "state", "beside"].map(|name| folder.path().join(name));
    lay(&template, PAYMENTS);
    let decided = look(&template, &beside).rows;
    copy(&template, &state);
    assert!(program(&state, &["rows"]).status().expect("it starts").success());
    let (mut failed, mut fitted) = (0, 0);
    for limit in places(largest(&template), largest(&state)) {
        copy(&template, &state);
        let status = status(&limited(&state, limit, &["rows"]), limit);
        failed += usize::from(status == 1);
        fitted += usize::from(status == 0);
        let left = look(&state, &beside);
        assert_eq!((complaints(&left), left.parts.len()), (Vec::new(), 0), "{limit} blocks");
        let kept = left.rows.iter().zip(&decided).all(|(row, before)| row.decision == before.decision);
        assert!(kept && left.rows.len() == decided.len(), "{limit} blocks: a decision is lost");
        assert!(program(&state, &["rows"]).status().expect("it starts").success(), "with room again");
    }
    tell(format_args!("no room: {} limits over a match, {failed} failed; no decision lost", failed + fitted));
    assert!(failed > 0 && fitted > 0, "failed {failed}, fitted {fitted}");
}

#[test]
fn an_import_without_room_keeps_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let [template, state, beside] = ["template", "state", "beside"].map(|name| folder.path().join(name));
    let files = demo::write(&folder.path().join("demo")).expect("the demo is written").files;
    let [first, second] = [&files[0], &files[1]].map(|file| file.to_str().expect("a path of letters"));
    lay(&template, 3);
    assert!(program(&template, &["import", first]).status().expect("it starts").success());
    let before = look(&template, &beside).rows;
    copy(&template, &state);
    assert!(program(&state, &["import", second]).status().expect("it starts").success());
    let after = look(&state, &beside).rows;
    assert!(after.len() > before.len());
    let (mut failed, mut kept) = (0, 0);
    let most = largest(&state);
    for limit in places(largest(&template), most) {
        copy(&template, &state);
        let status = status(&limited(&state, limit, &["import", second]), limit);
        let left = look(&state, &beside).rows;
        if status == 0 {
            kept += 1;
            assert_eq!(left.len(), after.len());
        } else {
            failed += 1;
            assert!(left == before || left == after, "{limit} blocks: {} rows", left.len());
        }
        assert!(program(&state, &["import", second]).status().expect("it starts").success());
        assert_eq!(look(&state, &beside).rows.len(), after.len(), "with room again, after {limit} blocks");
    }
    tell(format_args!("no room: {} limits over an import, {failed} failed; whole or not at all", failed + kept));
    assert!(failed > 0 && kept > 0, "failed {failed}, kept {kept}");
}
