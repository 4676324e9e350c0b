//! No room: files may not grow past a limit (`RLIMIT_FSIZE`), which is put at one place after
//! another. Whatever could not be written is told, nothing that was there is lost, and with room
//! again the work goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use sverka::demo;

use crate::judge::{complaints, complaints_at_the_end, is_committed};
use crate::program;
use crate::state::{copy, lay, look};

/// What `ulimit -f` counts in, by POSIX.
const BLOCK: u64 = 512;
const PAYMENTS: u32 = 200;
/// Limits that are tried between two sizes of a file.
const PLACES: u64 = 2;

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
    let growing = (0..=PLACES).map(move |place| before + (after - before) * place / PLACES);
    early.chain(growing).chain([2 * after])
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
    assert!(failed > 0 && kept > 0, "failed {failed}, kept {kept}");
}
