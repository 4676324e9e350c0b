//! What the console does: the real loop, state and desk, on a screen in memory and on a clock that only
//! waiting moves. The rows are looked at: glyph, colour and words.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::style::Color;
use sverka::console::state::{Size, State};
use sverka::model::{CommitState, Readiness};
use tokio::runtime::{Builder, Runtime};

use super::super::common::runner::Runner;
use super::super::common::screens::{Film, Stage, text_of};
use super::{Case, End, House, LATE, Place, SUMS};

/// High enough for rows and a dialog below them.
const SCREEN: Size = Size { columns: 110, rows: 40 };

/// How a row looks.
#[derive(Debug, Clone, Copy)]
struct Look {
    glyph: &'static str,
    colour: Color,
    words: &'static str,
}

const READY: Look = Look { glyph: "●", colour: Color::Green, words: "решено вами" };
const UNKNOWN: Look = Look { glyph: "!", colour: Color::Red, words: "исход неизвестен" };
const COMMITTED: Look = Look { glyph: "✓", colour: Color::Blue, words: "CRM № " };

/// A fault without end, wherever it may fall, and once at the write; then calm. What is read once more
/// goes through no other code here than at the desk.
pub(super) fn live(case: &Case) {
    let is_told_apart = |(place, does_not_stop, _): &(Place, bool, End)| *does_not_stop || *place == Place::Write;
    for (place, does_not_stop, end) in case.ways().into_iter().filter(is_told_apart) {
        one(case, place, does_not_stop, end);
    }
}

fn one(case: &Case, place: Place, does_not_stop: bool, end: End) {
    let about = format!("{} at {place:?}, {}", case.name, if does_not_stop { "without end" } else { "once" });
    let runtime = Rc::new(Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime"));
    let house = {
        let _on = runtime.enter();
        House::build(LATE)
    };
    if place == Place::Register {
        house.home.portal.plan(case.plan(place, does_not_stop));
    }
    let mut stage = open(&runtime, &house);
    if place != Place::Register {
        house.home.portal.plan(case.plan(place, does_not_stop));
    }
    if end == End::NotBegun {
        stage.press("F9");
        stage.see("Договоры из CRM не прочитаны, без них решать нельзя.");
        house.calm();
        assert_looked(&stage, &READY, &about);
        stage.press("F12");
    } else {
        stage.press("F9 Enter");
        stage.see("Загрузка завершена");
        stage.see(if end == End::Committed {
            "✓ проведено: 4 платежа"
        } else {
            "! исход неизвестен: 4 платежа"
        });
        stage.press("Enter");
        // By the time that somebody looks, it may have been asked for and settled.
        assert_looked(&stage, if end == End::Committed { &COMMITTED } else { &UNKNOWN }, &about);
        house.calm();
        stage.rest_when(|state| rows(state, |commit| *commit == CommitState::Unknown) == 0);
    }
    // What was unknown is asked for by itself, and what never came is ready as before.
    let count = match end {
        End::Committed => SUMS.len(),
        End::NotBegun => 0,
        End::Unknown(count) => count,
    };
    assert_eq!(rows(&stage.state(), |commit| matches!(commit, CommitState::Committed { .. })), count, "{about}");
    assert_eq!(stage.state().session().counts().rows(Readiness::Ready), SUMS.len() - count, "{about}");
    if count < SUMS.len() {
        stage.press("F9 Enter Enter");
    }
    assert_looked(&stage, &COMMITTED, &about);
    stage.press("q");
    assert!(stage.has_ended(), "{about}");
    house.assert_stands(End::Committed, &about);
}

fn open(runtime: &Rc<Runtime>, house: &House) -> Stage {
    Runner::on(Rc::clone(runtime), &house.folder(), &house.config(), SCREEN, Film::new(SCREEN))
}

fn rows(state: &State, is_wanted: impl Fn(&CommitState) -> bool) -> usize {
    state.session().rows().iter().filter(|row| is_wanted(&row.commit)).count()
}

/// All rows look so on the screen, or on one of its frames where they may have changed since.
fn assert_looked(stage: &Stage, look: &Look, about: &str) {
    assert!(stage.has_shown(|frame| all_look(frame, look)), "{about}: never {look:?}:\n{}", stage.framed());
}

/// Whether all rows look so: glyph and colour, the sum, and the words behind it.
fn all_look(frame: &Buffer, look: &Look) -> bool {
    let text = text_of(frame);
    SUMS.iter().all(|amount| {
        let (roubles, kopecks) = amount.split_once('.').expect("kopecks");
        let written = format!("{}\u{a0}{},{kopecks}", &roubles[..1], &roubles[1..]);
        let is_own = |line: &&str| line.contains(&written) && line.contains(look.words);
        let Some((row, line)) = text.lines().enumerate().find(|(_, line)| is_own(line)) else { return false };
        let Some(before) = line.find(look.glyph).map(|at| &line[..at]) else { return false };
        let (column, row) = (before.chars().count().try_into().expect("narrow"), row.try_into().expect("low"));
        frame[(column, row)].fg == look.colour
    })
}
