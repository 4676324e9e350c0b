use std::collections::BTreeSet;

use crossterm::event::KeyCode;
use rstest::rstest;

use super::*;
use crate::console::input::{KeyError, KeymapFault, key_table};
use crate::lang::{Language, Texts};

/// ASCII signs that the Russian layout has on other keys.
const MOVING_SIGNS: &str = "/?.,;:'\"[]{}\\|@#$^&";

fn standard() -> Keymap {
    Keymap::standard().expect("the built-in keymap is sound")
}

fn key(text: &str) -> Key {
    text.parse().expect("a key")
}

fn is_layout_free(key: Key) -> bool {
    !matches!(key.code(), KeyCode::Char(letter) if letter != ' ' && !letter.is_ascii_digit())
}

#[test]
fn no_default_action_hangs_on_a_sign_that_moves_with_the_layout() {
    let keymap = standard();
    for Binding { context, action, .. } in keymap.bindings() {
        let keys = keymap.keys_of(*context, *action);
        let moving = |key: &Key| matches!(key.code(), KeyCode::Char(sign) if MOVING_SIGNS.contains(sign));
        assert!(keys.iter().any(|key| !moving(key)), "{} in {}", action.name(), context.name());
    }
}

#[test]
fn every_action_has_a_key() {
    let bound: BTreeSet<Action> = standard().bindings().iter().map(|binding| binding.action).collect();
    let missing: Vec<&Action> = Action::ALL.iter().filter(|action| !bound.contains(action)).collect();
    assert_eq!(missing, Vec::<&Action>::new());
}

#[rstest]
#[case(Context::Table, "1", Action::TakeCandidate1)]
#[case(Context::Table, "9", Action::TakeCandidate9)]
#[case(Context::Table, "Enter", Action::Accept)]
#[case(Context::Table, "Space", Action::Mark)]
#[case(Context::Table, "Tab", Action::NextOpen)]
#[case(Context::Table, "F9", Action::Commit)]
#[case(Context::Search, "Down", Action::Down)]
#[case(Context::Search, "Enter", Action::Accept)]
#[case(Context::Editor, "F9", Action::Accept)]
#[case(Context::Dialog, "Enter", Action::Confirm)]
#[case(Context::Dialog, "Esc", Action::Back)]
#[case(Context::Table, "F1", Action::Help)]
#[case(Context::Help, "F1", Action::Back)]
fn the_way_through_a_month_needs_no_letters(#[case] context: Context, #[case] pressed: &str, #[case] action: Action) {
    assert_eq!(standard().find(context, key(pressed)), Some(action));
}

#[test]
fn what_opens_a_view_and_leaves_it_has_a_key_without_letters() {
    let keymap = standard();
    for context in Context::ALL {
        let back = keymap.keys_of(context, Action::Back);
        assert!(context == Context::Everywhere || back.iter().any(|key| is_layout_free(*key)), "{}", context.name());
    }
    for action in [
        Action::Search,
        Action::FilterText,
        Action::FilterReadiness,
        Action::ContractCard,
        Action::PropertyCard,
        Action::Chessboard,
        Action::Details,
        Action::Messages,
        Action::Edit,
        Action::Undo,
        Action::Quit,
        Action::Reverse,
    ] {
        let keys = keymap.keys_of(Context::Table, action);
        assert!(keys.iter().any(|key| is_layout_free(*key)), "{}", action.name());
    }
}

#[test]
fn every_letter_key_works_in_the_russian_layout() {
    let keymap = standard();
    let mut tried = 0;
    for letter in ('а'..='я').chain('А'..='Я').chain(['ё', 'Ё']) {
        for prefix in ["", "Ctrl+", "Alt+"] {
            let russian = key(&format!("{prefix}{letter}"));
            let latin = russian.latin_twin().expect("a Russian letter stands on a Latin key");
            for context in Context::ALL.into_iter().filter(|context| !context.takes_text() || !prefix.is_empty()) {
                assert_eq!(
                    keymap.find(context, russian),
                    keymap.find(context, latin),
                    "{russian} in {}",
                    context.name()
                );
                tried += usize::from(keymap.find(context, russian).is_some());
            }
        }
    }
    assert!(tried > 60, "only {tried} letters were bound at all");
    assert_eq!(keymap.find(Context::Table, key("г")), Some(Action::Undo));
    assert_eq!(keymap.find(Context::Table, key("Т")), Some(Action::PreviousOpen));
    assert_eq!(keymap.find(Context::Table, key("Ctrl+а")), Some(Action::FilterText));
}

#[test]
fn letters_are_typed_where_text_is_taken() {
    let keymap = standard();
    for context in Context::ALL.into_iter().filter(|context| context.takes_text()) {
        for letter in (' '..='~').chain('а'..='я') {
            let typed = if letter == ' ' { key("Space") } else { key(&letter.to_string()) };
            assert_eq!(keymap.find(context, typed), None);
        }
        assert_eq!(keymap.find(context, key("Esc")), Some(Action::Back));
    }
}

#[test]
fn the_key_itself_comes_before_its_twin() {
    let mut keymap = standard();
    keymap.merge("mine", "[table]\nquit = [\"г\"]").expect("a sound file");
    assert_eq!(keymap.find(Context::Table, key("г")), Some(Action::Quit));
    assert_eq!(keymap.find(Context::Table, key("u")), Some(Action::Undo));
}

#[test]
fn a_layout_of_ones_own_is_looked_up_last() {
    let layout = Layout::new("ўі", "os").expect("two letters, two keys");
    let keymap = standard().with_layouts(vec![layout]);
    assert_eq!(keymap.find(Context::Table, key("і")), Some(Action::Sort));
    assert_eq!(keymap.find(Context::Table, key("ы")), Some(Action::Sort));
    assert_eq!(Layout::new("ab", "a"), Err(LayoutError::Uneven(2, 1)));
    assert_eq!(Layout::new("aa", "ab"), Err(LayoutError::Twice('a')));
}

#[test]
fn a_file_replaces_the_keys_of_what_it_names_and_takes_keys_from_others() {
    let mut keymap = standard();
    keymap.merge("mine", "[table]\nundo = [\"F8\", \"z\"]\nexclude = []\n").expect("a sound file");
    assert_eq!(keymap.find(Context::Table, key("u")), None);
    assert_eq!(keymap.find(Context::Table, key("F8")), Some(Action::Undo));
    assert_eq!(keymap.keys_of(Context::Table, Action::Details), [key("i")]);
    assert_eq!(keymap.keys_of(Context::Table, Action::Undo), [key("F8"), key("z")]);
    assert_eq!(keymap.keys_of(Context::Table, Action::Exclude), []);
    assert_eq!(keymap.find(Context::Table, key("e")), Some(Action::Edit));
}

#[rstest]
#[case("[tabel]\nundo = [\"u\"]", 1, KeymapFault::Context("tabel".to_owned()))]
#[case("quit = [\"q\"]", 1, KeymapFault::Context("quit".to_owned()))]
#[case("[table]\n\nundoo = [\"u\"]", 3, KeymapFault::Action("undoo".to_owned()))]
#[case("[table]\nundo = \"u\"", 2, KeymapFault::NoList("undo".to_owned()))]
#[case("[table]\nundo = [\n  \"u\",\n  5,\n]", 4, KeymapFault::NoList("undo".to_owned()))]
#[case("[table]\nundo = [\n\"u\",\n\"Strg+Z\"]", 4, KeymapFault::Key(KeyError::Unknown("Strg+Z".to_owned())))]
#[case("[table]\nundo = [\"Ctrl+M\"]", 2, KeymapFault::Key(KeyError::SentAs("Ctrl+M".to_owned(), "Enter")))]
#[case("[table]\nundo = [\"z\"]\nredo = [\"z\"]", 3, KeymapFault::Twice { key: key("z"), first: "undo" })]
#[case("[search]\naccept = [\"Space\"]", 2, KeymapFault::Typed(key("Space")))]
fn what_is_wrong_is_named_with_its_line(#[case] text: &str, #[case] line: u64, #[case] fault: KeymapFault) {
    let mut keymap = standard();
    let before = keymap.bindings().to_vec();
    let error = keymap.merge("mine.toml", text).expect_err("the file is wrong");
    assert_eq!(error, KeymapError { file: "mine.toml".to_owned(), line, fault });
    assert_eq!(keymap.bindings(), before);
}

#[test]
fn a_file_that_is_no_toml_says_where() {
    let error = standard().merge("mine.toml", "[table]\nundo = [\"u\"").expect_err("the list is open");
    assert!(matches!(error.fault, KeymapFault::Syntax(_)) && error.line >= 2, "{error:?}");
}

#[test]
fn a_missing_file_is_named() {
    let error = Keymap::load(Some(Path::new("/nonexistent/keys.toml"))).expect_err("there is no such file");
    assert_eq!(error.file, "/nonexistent/keys.toml");
    assert!(matches!(error.fault, KeymapFault::Unreadable(_)));
}

#[test]
fn the_key_table_has_words_for_everything() {
    for language in Language::ALL {
        let table = key_table(&standard(), &Texts::load(language));
        assert!(!table.contains('⟦'), "{table}");
        assert_eq!(table.lines().filter(|line| line.starts_with('[')).count(), Context::ALL.len());
    }
}
