//! The console that only looks on, key by key, beside one that works.

use std::collections::BTreeMap;
use std::path::Path;

use ratatui::style::{Color, Modifier};

use crate::common::desks;
use crate::common::runner::Layout;
use crate::common::screens::{LARGE, SMALL, Stage, beside, stage};
use sverka::console::state::Size;
use sverka::model::{Readiness, Row};

/// What stands in a folder, byte by byte.
fn files(state: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(state).expect("a folder").map(|entry| entry.expect("an entry"));
    let file = |entry: std::fs::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a file"))
    };
    entries.filter(|entry| entry.path().is_file()).map(file).collect()
}

fn rows(stage: &Stage) -> Vec<Row> {
    stage.state().session().rows().to_vec()
}

/// The screen without the moment of the copy.
fn timeless(stage: &Stage) -> String {
    const WORDS: &str = "ПРОСМОТР · ";
    let text = stage.text();
    let Some(at) = text.find(WORDS).map(|at| at + WORDS.len()) else { panic!("{}", stage.framed()) };
    format!("{}ЧЧ:ММ:СС{}", &text[..at], &text[at + 8..])
}

fn views(name: &str, size: Size) {
    let place = desks::demo();
    let _working = stage(&place.state(), SMALL);
    let before = files(&place.state());
    let mut looking = beside(&place.state(), size);
    let shoot = |stage: &Stage, view: &str| insta::assert_snapshot!(format!("look_{name}_{view}"), timeless(stage));
    shoot(&looking, "table");
    assert_eq!(looking.look_of(" ТОЛЬКО ПРОСМОТР"), (Color::Yellow, Modifier::REVERSED));
    looking.press("F9");
    looking.see("ничего изменить нельзя");
    shoot(&looking, "held_back");
    looking.press("Enter");
    shoot(&looking, "search");
    looking.press("Enter");
    looking.see("ничего изменить нельзя");
    looking.press("F5");
    looking.see("по графику");
    looking.press("Esc Esc F7");
    shoot(&looking, "chessboard");
    looking.press("Esc F1");
    shoot(&looking, "help");
    looking.press("Esc F8 Esc F3");
    looking.type_text("речной");
    looking.press("Enter");
    let narrowed = looking.state().session().visible().len();
    assert!(narrowed > 0 && narrowed < 320);
    looking.press("q");
    assert!(looking.has_ended());
    assert_eq!(files(&place.state()), before, "not a byte of the state is touched");
}

#[test]
fn everything_can_be_looked_at_at_80_by_24() {
    views("80x24", SMALL);
}

#[test]
fn everything_can_be_looked_at_at_200_by_50() {
    views("200x50", LARGE);
}

/// Every key that would change something, in both layouts.
#[test]
fn no_key_changes_anything_in_either_layout() {
    for layout in [Layout::Latin, Layout::Russian] {
        let place = desks::week();
        let working = stage(&place.state(), SMALL);
        let before = files(&place.state());
        let mut looking = beside(&place.state(), SMALL);
        looking.switch_to(layout);
        let shown = rows(&looking);
        for key in "1 2 y = e x c u r D b v V Space Delete F9 Insert Backspace Ctrl+R".split(' ') {
            looking.press(key);
            looking.see("ничего изменить нельзя");
            assert!(looking.state().screens().is_empty(), "{key}\n{}", looking.framed());
        }
        assert_eq!(rows(&looking), shown);
        looking.press("q");
        assert_eq!(files(&place.state()), before);
        drop(working);
    }
}

#[test]
fn what_the_other_console_does_is_seen_when_it_is_read_anew() {
    let place = desks::week();
    let mut working = stage(&place.state(), SMALL);
    let mut looking = beside(&place.state(), SMALL);
    let ready = |stage: &Stage| stage.state().session().counts().rows(Readiness::Ready);
    looking.press("Down Down f");
    looking.type_text("иванов");
    looking.press("Enter");
    let (before, narrowed) = (ready(&looking), looking.state().session().visible().len());
    working.press("n 1");
    assert!(ready(&working) > before);
    assert_eq!(ready(&looking), before, "a copy stays as it is");
    looking.press("F12");
    looking.see("Прочитано заново");
    assert_eq!(ready(&looking), ready(&working));
    assert_eq!(looking.state().session().visible().len(), narrowed, "the filter stays");

    // A commit is seen with its money, and what is looked at asks nothing of it.
    working.press("F9 Enter Enter");
    looking.press("R");
    let committed = |stage: &Stage| stage.state().session().counts().rows(Readiness::Committed);
    assert!(committed(&looking) > 0);
    assert_eq!(committed(&looking), committed(&working));
    assert_eq!(rows(&looking), rows(&working));
    working.press("q");
    assert!(working.has_ended());
    looking.press("R");
    looking.see("Прочитано заново");
}
