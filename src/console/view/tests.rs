//! Whole screens in memory: what stands where, and in which colour.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use rstest::rstest;

use super::draw;
use crate::console::action::Action;
use crate::console::fixture::{contracts, state, state_with};
use crate::console::msg::Msg;
use crate::console::run::Input;
use crate::console::state::State;
use crate::console::theme::Theme;
use crate::console::update;
use crate::model::Readiness;

fn buffer(state: &State) -> Buffer {
    let mut terminal =
        Terminal::new(TestBackend::new(state.size.columns, state.size.rows)).expect("a screen in memory");
    terminal.draw(|frame| draw(state, frame)).expect("memory takes everything");
    terminal.backend().buffer().clone()
}

/// The screen as text, a line a row, without blanks at the ends.
fn screen(state: &State) -> String {
    let buffer = buffer(state);
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let line: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn press(state: &mut State, action: Action) {
    update(state, Msg::Input(Input::Action(action)));
}

#[rstest]
#[case(80, 24)]
#[case(100, 30)]
#[case(200, 50)]
fn the_table(#[case] columns: u16, #[case] rows: u16) {
    insta::assert_snapshot!(format!("table_{columns}x{rows}"), screen(&state(columns, rows)));
}

#[rstest]
#[case("search", Action::Accept)]
#[case("editor", Action::Edit)]
#[case("commit", Action::Commit)]
#[case("contract", Action::ContractCard)]
#[case("help", Action::Help)]
fn the_other_screens(#[case] name: &str, #[case] action: Action) {
    let mut state = state(80, 24);
    press(&mut state, Action::First);
    press(&mut state, action);
    insta::assert_snapshot!(name, screen(&state));
}

/// Each state has its glyph, and the glyph its colour; without colours the glyph alone.
#[test]
fn every_state_has_its_glyph_and_colour() {
    let colours = [
        (Readiness::Ready, Color::Green),
        (Readiness::Review, Color::Yellow),
        (Readiness::Choose, Color::Reset),
        (Readiness::Unmatched, Color::Reset),
        (Readiness::Blocked, Color::Red),
        (Readiness::Excluded, Color::Reset),
        (Readiness::Committed, Color::Blue),
        (Readiness::Failed, Color::Red),
    ];
    for is_mono in [false, true] {
        let mut state = state(100, 30);
        if is_mono {
            state.theme = Theme::mono();
        }
        let buffer = buffer(&state);
        for (row, (readiness, colour)) in (3_u16..).zip(colours) {
            let glyph = &buffer[(1, row)];
            assert_eq!(glyph.symbol(), readiness.glyph().to_string());
            assert_eq!(glyph.fg, if is_mono { Color::Reset } else { colour }, "{readiness:?}");
            let word: String = (3..12).map(|x| buffer[(x, row)].symbol()).collect();
            let expected = state.texts.get(&format!("readiness-{}", readiness.name()));
            assert!(word.starts_with(&expected), "{word} is not {expected}");
            assert_eq!(buffer[(3, row)].fg, if is_mono { Color::Reset } else { colour });
        }
        assert!(buffer[(3, 8)].modifier.contains(Modifier::DIM), "excluded is dim");
    }
}

#[test]
fn the_row_under_the_cursor_is_reversed_and_holds_the_real_cursor() {
    let mut state = state(80, 24);
    press(&mut state, Action::Down);
    let buffer = buffer(&state);
    assert!(buffer[(5, 4)].modifier.contains(Modifier::REVERSED));
    assert!(!buffer[(5, 3)].modifier.contains(Modifier::REVERSED));
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    terminal.draw(|frame| draw(&state, frame)).expect("memory takes everything");
    terminal.backend_mut().assert_cursor_position((0, 4));
}

#[test]
fn what_agrees_is_highlighted_in_the_purpose() {
    let state = state(80, 24);
    let buffer = buffer(&state);
    let found = (0..24)
        .flat_map(|y| (0..80).map(move |x| (x, y)))
        .filter(|at| buffer[*at].modifier.contains(Modifier::UNDERLINED) && buffer[*at].fg == Color::Cyan);
    let text: String = found.map(|at| buffer[at].symbol().to_owned()).collect();
    assert_eq!(text, "12/5-45");
}

#[rstest]
#[case(false, "import реестр.xlsx")]
#[case(true, "sverka kl_to_1c.txt")]
fn an_empty_table_says_what_to_do(#[case] has_contracts: bool, #[case] expected: &str) {
    let contracts = if has_contracts { contracts() } else { Vec::new() };
    let text = screen(&state_with(Vec::new(), contracts, 80, 24));
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_small_screen_says_how_large_it_must_be() {
    let text = screen(&state(60, 20));
    assert!(text.contains("80×24"), "{text}");
}

/// Every screen at every size, in every language: nothing breaks, and no phrase is missing.
#[test]
fn no_screen_has_a_missing_phrase() {
    use crate::lang::{Language, Texts};
    let keymap = state(80, 24).keymap;
    for language in Language::ALL {
        let texts = std::sync::Arc::new(Texts::load(language));
        for (columns, rows) in [(80, 24), (150, 40), (1, 1)] {
            for action in Action::ALL {
                let mut state = state(columns, rows);
                (state.texts, state.keymap) = (texts.clone(), keymap.clone());
                press(&mut state, Action::First);
                press(&mut state, *action);
                let text = screen(&state);
                assert!(!text.contains('⟦'), "{action:?} at {columns}×{rows}: {text}");
            }
        }
    }
}

#[test]
fn a_payment_in_another_currency_closes_nothing() {
    let mut contracts = contracts();
    for contract in &mut contracts {
        contract.currency = crate::model::Currency::BYN;
    }
    let text = screen(&state_with(crate::console::fixture::rows(), contracts, 150, 40));
    assert!(!text.contains("+450"), "{text}");
    assert!(screen(&state(150, 40)).contains("+450"));
}
