//! The whole console, key by key: an accountant's week, in both keyboard layouts and both sizes of
//! screen.
//!
//! What the screens look like is kept beside this file, in `snapshots`. A change that is meant is
//! taken over with `INSTA_UPDATE=always cargo test --test console_whole`, and read in the diff.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here is a test")]

mod common;

use common::desks;
use common::runner::Layout;
use common::screens::{LARGE, SMALL, Stage, stage};
use ratatui::style::{Color, Modifier};
use rust_decimal::Decimal;
use sverka::console::state::{Screen, Size};
use sverka::model::{CommitState, Readiness, Row};

/// The rows of each readiness, from the session.
fn count(stage: &Stage, readiness: Readiness) -> usize {
    stage.state().session().counts().rows(readiness)
}

fn rows(stage: &Stage) -> Vec<Row> {
    stage.state().session().rows().to_vec()
}

/// Number of the document under the cursor.
fn cursor(stage: &Stage) -> String {
    stage.state().focused().map_or_else(String::new, |row| row.payment.number.clone())
}

/// What is paid into a contract, as the register in hand has it.
fn paid(stage: &Stage, contract: &str) -> Decimal {
    let known = stage.state();
    let index = known.session().index();
    let found = index.contracts().iter().find(|other| other.number == contract);
    found.expect("the contract is in the register").paid
}

mod sizes {
    use super::*;

    /// The main views of the demo in both sizes.
    fn views(name: &str, size: Size) {
        let place = desks::demo();
        let mut stage = stage(&place.state(), size);
        let shoot = |stage: &Stage, view: &str| insta::assert_snapshot!(format!("demo_{name}_{view}"), stage.text());
        shoot(&stage, "table");
        stage.press("Enter");
        shoot(&stage, "search");
        stage.press("Esc e");
        shoot(&stage, "editor");
        stage.press("Esc F5");
        shoot(&stage, "contract");
        stage.press("Esc F6");
        shoot(&stage, "property");
        stage.press("Esc F7");
        shoot(&stage, "chessboard");
        stage.press("Esc F9");
        shoot(&stage, "commit");
    }

    #[test]
    fn the_main_views_at_80_by_24() {
        views("80x24", SMALL);
    }

    #[test]
    fn the_main_views_at_200_by_50() {
        views("200x50", LARGE);
    }

    #[test]
    fn a_state_is_told_by_colour_and_glyph() {
        let place = desks::demo();
        let stage = stage(&place.state(), LARGE);
        for (word, colour) in [
            ("● ГОТОВ", Color::Green),
            ("◐ ПРОВЕРИТЬ", Color::Yellow),
            ("✕ СТОП", Color::Red),
            ("· НЕТ ПАРЫ", Color::Reset),
        ] {
            assert_eq!(stage.look_of(word).0, colour, "{word}\n{}", stage.framed());
        }
        let (_, modifier) = stage.look_of("– ИСКЛЮЧЁН");
        assert!(modifier.contains(Modifier::DIM));
        // What the purpose has in common with the contract.
        let number = stage.cell_within("плата по договору АР-10/26 за", "АР");
        assert_eq!(number.fg, Color::Cyan);
        assert!(number.modifier.contains(Modifier::UNDERLINED), "{number:?}");
        assert!(stage.cell_of("02.10.2026 ").modifier.contains(Modifier::REVERSED), "{}", stage.framed());
    }
}

/// Everything that an accountant does with the week, and what stood on the screen meanwhile.
fn work_through(layout: Layout) -> (Vec<(&'static str, String)>, Vec<Row>) {
    let place = desks::week();
    let mut seen = Vec::new();
    let mut stage = stage(&place.state(), SMALL);
    stage.switch_to(layout);
    settle(&mut stage, &mut |name, stage| seen.push((name, stage.text())));
    bulk(&mut stage, &mut |name, stage| seen.push((name, stage.text())));
    back_and_forth(&mut stage);
    commit(&mut stage, &mut |name, stage| seen.push((name, stage.text())));
    let before = (stage.text(), rows(&stage));
    stage.press("q");
    assert!(stage.has_ended());
    let mut stage = common::screens::stage(&place.state(), SMALL);
    stage.switch_to(layout);
    assert_eq!(rows(&stage), before.1);
    assert_eq!(stage.text(), before.0, "the screen is as it was left");
    take_back(&mut stage, &mut |name, stage| seen.push((name, stage.text())));
    let end = rows(&stage);
    stage.press("q");
    assert!(stage.has_ended());
    (seen, end)
}

type Look<'a> = dyn FnMut(&'static str, &Stage) + 'a;

/// A candidate by its digit, a split in the editor.
fn settle(stage: &mut Stage, look: &mut Look<'_>) {
    look("1_opened", stage);
    assert_eq!((count(stage, Readiness::Ready), cursor(stage).as_str()), (1, "1"));
    stage.press("n");
    assert_eq!(cursor(stage), "2");
    stage.press("1");
    assert_eq!((count(stage, Readiness::Ready), cursor(stage).as_str()), (2, "3"), "{}", stage.framed());
    look("2_taken", stage);

    stage.press("e");
    stage.see("разнесено полностью");
    stage.press("Down F2 Ctrl+U");
    stage.type_text("м5");
    stage.see("найден 1 договор");
    stage.press("Enter Ctrl+U");
    stage.type_text("90000");
    stage.see("10 000,00");
    look("3_split_with_a_rest", stage);
    stage.press("F6");
    stage.see("разнесено полностью");
    stage.press("F9");
    assert_eq!(count(stage, Readiness::Ready), 3, "{}", stage.framed());
    look("4_split", stage);
}

/// Both payments of one payer to the contract of somebody else; one row out.
fn bulk(stage: &mut Stage, look: &mut Look<'_>) {
    stage.press("n b");
    assert_eq!(stage.state().session().view().marks.len(), 2, "{}", stage.framed());
    look("5_marked", stage);
    stage.press("a Ctrl+U");
    stage.type_text("зайц");
    look("6_found", stage);
    stage.press("Enter");
    assert_eq!(count(stage, Readiness::Ready), 5, "{}", stage.framed());
    assert!(stage.state().session().view().marks.is_empty());
    stage.press("G");
    assert_eq!(cursor(stage), "7");
    stage.press("x");
    assert_eq!(count(stage, Readiness::Excluded), 2);
    look("7_excluded", stage);
}

/// Undo to the beginning and redo to the end change nothing.
fn back_and_forth(stage: &mut Stage) {
    let (decided, steps) = (rows(stage), 4);
    for _ in 0..steps {
        stage.press("u");
    }
    assert!(rows(stage).iter().all(|row| row.decision.leaves_all_to_the_program()), "{}", stage.framed());
    stage.press("u");
    stage.see("Отменять нечего");
    for _ in 0..steps {
        stage.press("r");
    }
    let again = rows(stage);
    for (row, before) in again.iter().zip(&decided) {
        assert_eq!((&row.decision, row.readiness()), (&before.decision, before.readiness()));
    }
    stage.press("r");
    stage.see("Возвращать нечего");
}

/// Five rows go to the CRM; every card shows it at once.
fn commit(stage: &mut Stage, look: &mut Look<'_>) {
    stage.press("g");
    assert_eq!(paid(stage, "К-1/11"), Decimal::ZERO);
    stage.press("c");
    look("8_asked", stage);
    stage.press("y");
    stage.saw("Идёт загрузка");
    look("9_committed", stage);
    stage.press("Enter");
    assert_eq!((count(stage, Readiness::Ready), count(stage, Readiness::Committed)), (0, 5));
    assert_eq!(paid(stage, "К-1/11"), Decimal::from(300_000));
    assert_eq!(paid(stage, "К-1/21"), Decimal::from(400_000));
    assert_eq!(paid(stage, "К-1/М5"), Decimal::from(100_000));
    assert_eq!(paid(stage, "К-1/22"), Decimal::from(100_000));
    stage.press("Down");
    assert_eq!(stage.look_of("✓ 12.10").0, Color::Blue, "{}", stage.framed());
    stage.press("Up d");
    look("10_contract", stage);
    stage.press("q p");
    look("11_property", stage);
    stage.press("q m");
    stage.see("50%");
    look("12_chessboard", stage);
    stage.press("q f");
    stage.type_text("орлов");
    stage.press("Enter");
    stage.see("показано");
    assert_eq!(cursor(stage), "3");
    look("13_filtered", stage);
    // What was said in passing is not kept over a start.
    stage.press("Up");
}

/// The commit is undone by reversing entries, with a reason.
fn take_back(stage: &mut Stage, look: &mut Look<'_>) {
    assert_eq!(cursor(stage), "3");
    stage.see("«орлов»");
    stage.press("u");
    // A commit of several rows: the whole of it is not the first answer.
    stage.see("всю загрузку");
    if stage.framed().contains("только эту") {
        stage.press("Down");
    }
    stage.press("Enter");
    stage.see("Сторнировать 5 платежей");
    stage.see("Причина");
    stage.type_text("не тот месяц");
    stage.press("Enter");
    look("14_reversed", stage);
    stage.press("Enter");
    // What was taken back goes again only on a person's word.
    assert_eq!((count(stage, Readiness::Committed), count(stage, Readiness::Ready)), (0, 0), "{}", stage.framed());
    assert_eq!(paid(stage, "К-1/М5"), Decimal::ZERO);
    stage.press("w d");
    look("15_contract_after", stage);
    stage.press("q");
}

#[test]
fn the_week_is_done_with_either_layout() {
    let (latin, rows) = work_through(Layout::Latin);
    let (russian, same_rows) = work_through(Layout::Russian);
    assert_eq!(rows, same_rows);
    assert_eq!(latin, russian);
    for (name, text) in latin {
        insta::assert_snapshot!(format!("week_{name}"), text);
    }
}

mod table {
    use super::*;

    #[test]
    fn digits_go_from_open_row_to_open_row() {
        let place = desks::demo();
        let mut stage = stage(&place.state(), SMALL);
        stage.press("t t");
        assert_eq!(stage.state().session().view().readiness, [Readiness::Review]);
        stage.press("Home");
        let (open, ready) = (count(&stage, Readiness::Review), count(&stage, Readiness::Ready));
        let mut left = vec![cursor(&stage)];
        for _ in 0..3 {
            stage.press("1");
            left.push(cursor(&stage));
        }
        let taken = count(&stage, Readiness::Ready) - ready;
        assert!(taken >= 1 && open > taken, "{}", stage.framed());
        left.dedup();
        assert_eq!(left.len(), taken + 1, "a row that was settled is left, one that is not keeps the cursor: {left:?}");
        assert_eq!(rows(&stage).iter().filter(|row| row.decision.allocations.is_some()).count(), left.len().min(3));
    }

    /// Wide letters that stay are tried on a real terminal: the one in memory keeps what lies under
    /// their right halves.
    #[test]
    fn a_row_of_signs_that_terminals_draw_differently_leaves_nothing_behind() {
        let [purpose, ..] = desks::WIDE_PURPOSES;
        let place = desks::between_short_ones(purpose);
        let mut stage = stage(&place.state(), SMALL);
        for key in ["g", "j", "j", "k", "k"] {
            stage.press(key);
            let moved = stage.text();
            stage.press("Ctrl+L");
            assert_eq!(stage.text(), moved);
        }
        stage.press("j");
        stage.see("12345 □  обычный текст");
        let found = rows(&stage);
        assert!(found.iter().any(|row| row.payment.purpose.contains("12345 😀 обычный")), "the text itself stays");
    }

    #[test]
    fn keys_pressed_ahead_are_each_taken() {
        let place = desks::week();
        let mut stage = stage(&place.state(), SMALL);
        let frames = stage.frames();
        stage.press_at_once("n 1 n n x u");
        assert_eq!(rows(&stage).iter().filter(|row| row.decision.allocations.is_some()).count(), 1);
        assert!(stage.frames() - frames <= 3, "what waits in the queue is one frame: {}", stage.frames() - frames);
    }

    #[test]
    fn marks_ask_before_they_take_a_candidate() {
        let place = desks::week();
        let mut stage = stage(&place.state(), SMALL);
        stage.press("Down Space Down Down v");
        assert_eq!(stage.state().session().view().marks.len(), 4, "{}", stage.framed());
        stage.press("V");
        assert!(stage.state().session().view().marks.is_empty());
        stage.press("Home Down Space Space Up 2");
        assert!(matches!(stage.state().screens().last(), Some(Screen::Dialog(_))), "{}", stage.framed());
        stage.press("Esc");
        assert!(rows(&stage).iter().all(|row| row.decision.allocations.is_none()));
    }

    #[test]
    fn a_filter_is_kept_and_given_up() {
        let place = desks::demo();
        let mut stage = stage(&place.state(), SMALL);
        stage.press("F3");
        stage.type_text("речной");
        let narrowed = stage.state().session().visible().len();
        assert!(narrowed > 0 && narrowed < 320);
        stage.press("Esc");
        assert_eq!(stage.state().session().visible().len(), 320, "Esc puts back what was before");
        stage.press("F3");
        stage.type_text("речной");
        stage.press("Enter End");
        let at = cursor(&stage);
        stage.hang_up();
        assert!(stage.has_ended());
        let mut stage = super::stage(&place.state(), SMALL);
        assert_eq!((stage.state().session().visible().len(), cursor(&stage)), (narrowed, at.clone()));
        stage.press("0");
        assert_eq!((stage.state().session().visible().len(), cursor(&stage)), (320, at));
    }

    #[test]
    fn a_search_typed_in_the_wrong_layout_finds() {
        let place = desks::week();
        let mut stage = stage(&place.state(), SMALL);
        stage.press("F2 Ctrl+U");
        stage.type_text("pfqw");
        stage.see("Зайцева");
        stage.press("Esc");
        assert!(stage.state().screens().is_empty());
    }

    #[test]
    fn a_resize_and_a_redraw_keep_everything() {
        let place = desks::week();
        let mut stage = stage(&place.state(), SMALL);
        stage.press("n");
        let shown = stage.text();
        stage.press("Ctrl+L");
        assert_eq!(stage.text(), shown);
        stage.press("F1");
        stage.see("Таблица платежей");
        stage.press("Esc");
        assert_eq!(stage.text(), shown);
    }
}

mod batch {
    use super::*;

    #[test]
    fn the_month_goes_with_one_key_and_comes_back_by_reversing_entries() {
        let place = desks::demo();
        let mut stage = stage(&place.state(), LARGE);
        let ready = count(&stage, Readiness::Ready);
        stage.press("F9 Enter");
        stage.saw("Идёт загрузка");
        stage.see(&format!("{ready} плат"));
        stage.press("Enter Down");
        assert_eq!(count(&stage, Readiness::Committed), ready);
        assert_eq!(stage.look_of("✓ ПРОВЕДЁН").0, Color::Blue);
        let references = rows(&stage).iter().filter(|row| matches!(row.commit, CommitState::Committed { .. })).count();
        assert_eq!(references, ready);
        stage.press("F9");
        assert!(stage.state().screens().is_empty(), "nothing is ready: nothing is asked\n{}", stage.framed());
        let first = {
            let shown = stage.state();
            let session = shown.session();
            let is_committed = |row: &usize| matches!(session.rows()[*row].commit, CommitState::Committed { .. });
            session.visible().iter().position(is_committed).unwrap()
        };
        stage.press("Home");
        for _ in 0..first {
            stage.press("Down");
        }
        stage.press("Delete");
        stage.type_text("не туда");
        stage.press("Enter Enter");
        assert_eq!((count(&stage, Readiness::Committed), count(&stage, Readiness::Ready)), (ready - 1, 0));
        stage.press("q");
        let stage = super::stage(&place.state(), LARGE);
        assert_eq!((count(&stage, Readiness::Committed), count(&stage, Readiness::Ready)), (ready - 1, 0));
    }

    #[test]
    fn a_committed_row_takes_no_edit() {
        let place = desks::week();
        let mut stage = stage(&place.state(), SMALL);
        stage.press("F9 Enter Enter Home");
        let before = rows(&stage);
        stage.press("x 2 e");
        assert_eq!(rows(&stage), before);
        assert!(stage.state().screens().is_empty(), "{}", stage.framed());
    }
}
