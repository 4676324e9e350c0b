//! What can be answered when somebody else has the state open, and what the screen shows.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use rstest::rstest;

use super::state::Effect;
use super::*;
use crate::console::action::Action;
use crate::console::run::{App as _, Input};
use crate::console::signals::Stop;
use crate::desk::{OutOfReach, Waited};
use crate::lang::Language;
use crate::model::Message;

fn holder() -> Holder {
    let since = "2026-11-22T08:15:00Z".parse().expect("a moment");
    Holder {
        pid: 12_145,
        user: "anna".to_owned(),
        terminal: "pts/3".to_owned(),
        from: "10.0.0.5".to_owned(),
        host: "buh-1".to_owned(),
        since,
    }
}

fn held_by(
    holder: Option<Holder>,
    out_of_reach: Option<OutOfReach>,
    language: Language,
    columns: u16,
    rows: u16,
) -> Held {
    let looks = Looks {
        texts: Arc::new(Texts::load(language)),
        theme: super::super::theme::Theme::default(),
        keymap: Arc::new(super::super::input::Keymap::standard().expect("the built-in keymap is sound")),
        size: super::super::state::Size { columns, rows },
    };
    let facts = Facts {
        folder: "/home/anna/.local/state/sverka".into(),
        holder,
        out_of_reach,
        brings_files: false,
        now: "2026-11-22T10:20:00Z".parse().expect("a moment"),
        zone: TimeZone::UTC,
    };
    Held::new(looks, facts)
}

fn held() -> Held {
    held_by(Some(holder()), None, Language::Russian, 80, 24)
}

fn press(held: &mut Held, action: Action) -> Vec<Effect> {
    held.handle(Msg::Input(Input::Action(action)))
}

fn buffer(held: &Held) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(held.size.columns, held.size.rows)).expect("a screen in memory");
    terminal.draw(|frame| held.draw(frame)).expect("memory takes everything");
    terminal.backend().buffer().clone()
}

fn screen(held: &Held) -> String {
    let buffer = buffer(held);
    let line = |y: u16| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..buffer.area.height).map(|y| line(y).trim_end().to_owned() + "\n").collect()
}

/// Goes as far as asking the holder to leave.
fn asked() -> Held {
    let mut held = held();
    press(&mut held, Action::Down);
    assert!(press(&mut held, Action::Confirm).is_empty(), "it is asked once more");
    assert_eq!(held.stage, Stage::Sure);
    press(&mut held, Action::Down);
    assert_eq!(press(&mut held, Action::Confirm), [Effect::Ask]);
    held
}

#[rstest]
#[case("ru_80x24", Language::Russian, 80, 24)]
#[case("ru_200x50", Language::Russian, 200, 50)]
#[case("en_80x24", Language::English, 80, 24)]
#[case("ro_80x24", Language::Romanian, 80, 24)]
fn who_has_it_and_what_can_be_done(
    #[case] name: &str,
    #[case] language: Language,
    #[case] columns: u16,
    #[case] rows: u16,
) {
    let mut held = held_by(Some(holder()), None, language, columns, rows);
    insta::assert_snapshot!(format!("held_{name}"), screen(&held));
    held.stage = Stage::Sure;
    insta::assert_snapshot!(format!("held_sure_{name}"), screen(&held));
    held.stage = Stage::Waiting { seconds: 4, forced: false };
    insta::assert_snapshot!(format!("held_waiting_{name}"), screen(&held));
    held.stage = Stage::Deaf { forced: false };
    insta::assert_snapshot!(format!("held_deaf_{name}"), screen(&held));
}

#[test]
fn whoever_cannot_be_asked_can_only_be_looked_at() {
    let why = OutOfReach::OtherHost { host: "buh-2".to_owned() };
    let mut held = held_by(Some(holder()), Some(why), Language::Russian, 80, 24);
    insta::assert_snapshot!("held_out_of_reach", screen(&held));
    press(&mut held, Action::Down);
    assert!(press(&mut held, Action::Confirm).is_empty());
    assert_eq!(held.stage, Stage::Asked);
    assert_eq!(held.notice.as_ref().expect("it says why").message.key, "desk-reach-host");
    press(&mut held, Action::Up);
    assert_eq!(press(&mut held, Action::Confirm), [Effect::Copy]);
    let nameless = held_by(None, Some(OutOfReach::Nameless), Language::Russian, 80, 24);
    insta::assert_snapshot!("held_nameless", screen(&nameless));
}

#[test]
fn the_answer_under_the_cursor_is_reversed_and_one_that_cannot_be_given_is_dim() {
    let held = held_by(Some(holder()), Some(OutOfReach::Nameless), Language::Russian, 80, 24);
    let buffer = buffer(&held);
    let of = |word: &str| {
        let text = screen(&held);
        let (y, line) = text.lines().enumerate().find(|(_, line)| line.contains(word)).expect("it is shown");
        let x = line.split(word).next().expect("before it").chars().count();
        buffer[(u16::try_from(x).expect("small"), u16::try_from(y).expect("small"))].clone()
    };
    assert!(of("посмотреть").modifier.contains(Modifier::REVERSED));
    assert!(of("забрать").modifier.contains(Modifier::DIM));
    assert_eq!(of("Тот процесс").fg, Color::Yellow);
    assert!(of("anna, процесс").modifier.contains(Modifier::BOLD));
}

#[test]
fn leaving_changes_nothing_and_is_always_there() {
    let mut begun = held();
    assert_eq!(press(&mut begun, Action::Back), [Effect::Stop]);
    assert!(begun.is_leaving() && matches!(begun.into_answer(), Answer::Leave));
    let mut waiting = asked();
    assert_eq!(press(&mut waiting, Action::Back), [Effect::Stop]);
    assert_eq!((waiting.stage, waiting.is_leaving()), (Stage::Asked, false));
    press(&mut waiting, Action::Back);
    assert!(waiting.is_leaving());
    for action in [Action::Quit, Action::Back] {
        let mut copying = held();
        press(&mut copying, Action::Confirm);
        assert_eq!(copying.stage, Stage::Copying);
        press(&mut copying, action);
        assert!(matches!(copying.into_answer(), Answer::Leave));
    }
    let mut lost = asked();
    lost.handle(Msg::Input(Input::Stop(Stop::HangUp)));
    assert!(matches!(lost.into_answer(), Answer::Leave));
}

#[test]
fn on_a_screen_that_is_too_small_nothing_is_decided() {
    let mut held = held_by(Some(holder()), None, Language::Russian, 60, 20);
    assert!(press(&mut held, Action::Confirm).is_empty());
    assert_eq!(held.stage, Stage::Asked);
    assert!(screen(&held).contains("80"), "{}", screen(&held));
}

#[test]
fn a_holder_that_lets_go_is_taken_over_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let (folders, lock) = Folders::hold(folder.path()).expect("it is free");
    let mut held = asked();
    held.handle(Msg::Waiting { seconds: 3 });
    assert_eq!(held.stage, Stage::Waiting { seconds: 3, forced: false });
    held.handle(Msg::Waited(Box::new(Waited::Taken(folders, lock))));
    let Answer::Taken { from: Some(from), forced: false, .. } = held.into_answer() else { panic!("it is ours") };
    assert_eq!(*from, holder());
}

#[test]
fn a_holder_that_does_not_let_go_may_be_ended() {
    let mut held = asked();
    held.handle(Msg::Waited(Box::new(Waited::Still)));
    assert_eq!(held.choices(), [Choice::Wait, Choice::Force, Choice::No]);
    assert_eq!(press(&mut held, Action::Confirm), [Effect::Ask], "waiting is the first answer");
    held.handle(Msg::Waited(Box::new(Waited::Still)));
    press(&mut held, Action::Down);
    assert_eq!(press(&mut held, Action::Confirm), [Effect::Force]);
    held.handle(Msg::Waited(Box::new(Waited::Still)));
    assert_eq!(held.choices(), [Choice::Wait, Choice::No], "it is ended already");
}

/// A holder that was ended, and whom the system has not let go yet.
fn ended() -> Held {
    let mut held = asked();
    held.handle(Msg::Waited(Box::new(Waited::Still)));
    press(&mut held, Action::Down);
    assert_eq!(press(&mut held, Action::Confirm), [Effect::Force]);
    held.handle(Msg::Waited(Box::new(Waited::Still)));
    assert_eq!(held.stage, Stage::Deaf { forced: true });
    held
}

/// The lock is ours now; whether it is told to be by force.
fn is_forced(mut held: Held) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let (folders, lock) = Folders::hold(folder.path()).expect("it is free");
    held.handle(Msg::Waited(Box::new(Waited::Taken(folders, lock))));
    let Answer::Taken { forced, .. } = held.into_answer() else { panic!("it is ours") };
    forced
}

/// From the first question to the waiting.
fn ask_again(held: &mut Held) {
    assert_eq!(held.stage, Stage::Asked);
    for action in [Action::Down, Action::Confirm, Action::Down] {
        press(held, action);
    }
    assert_eq!(press(held, Action::Confirm), [Effect::Ask]);
}

#[test]
fn whoever_was_ended_is_taken_over_by_force_whatever_was_chosen_since() {
    let mut forced = asked();
    forced.handle(Msg::Waited(Box::new(Waited::Still)));
    press(&mut forced, Action::Down);
    press(&mut forced, Action::Confirm);
    assert!(is_forced(forced));

    let mut waiting = ended();
    assert_eq!(press(&mut waiting, Action::Confirm), [Effect::Ask]);
    assert_eq!(waiting.stage, Stage::Waiting { seconds: 0, forced: true });
    assert!(is_forced(waiting));

    let mut again = ended();
    press(&mut again, Action::Back);
    ask_again(&mut again);
    assert!(is_forced(again));
}

#[test]
fn nobody_is_taken_over_by_force_whom_no_force_reached() {
    let mut failed = asked();
    failed.handle(Msg::Waited(Box::new(Waited::Still)));
    press(&mut failed, Action::Down);
    press(&mut failed, Action::Confirm);
    failed.handle(Msg::NotEnded(Message::new("console-held-failed").with("detail", "EPERM")));
    ask_again(&mut failed);
    assert!(!is_forced(failed));

    let mut another = ended();
    press(&mut another, Action::Confirm);
    let boris = Holder { user: "boris".to_owned(), ..holder() };
    another.handle(Msg::Waited(Box::new(Waited::Another(Some(Box::new(boris.clone()))))));
    another.handle(Msg::Reached { holder: Some(boris), out_of_reach: None });
    ask_again(&mut another);
    assert!(!is_forced(another));
}

#[test]
fn somebody_who_was_quicker_is_shown() {
    let mut held = asked();
    let other = Holder { user: "boris".to_owned(), ..holder() };
    let effects = held.handle(Msg::Waited(Box::new(Waited::Another(Some(Box::new(other.clone()))))));
    assert_eq!(effects, [Effect::Reach(Some(other.clone()))]);
    held.handle(Msg::Reached { holder: Some(other), out_of_reach: None });
    let text = screen(&held);
    assert!(text.contains("boris") && text.contains("кто-то другой"), "{text}");
}

#[test]
fn what_becomes_free_after_nobody_wants_it_is_let_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let (folders, lock) = Folders::hold(folder.path()).expect("it is free");
    let mut held = asked();
    press(&mut held, Action::Back);
    held.handle(Msg::Waited(Box::new(Waited::Taken(folders, lock))));
    assert!(!held.is_leaving());
    assert!(Folders::hold(folder.path()).is_ok());
}

#[test]
fn a_copy_that_fails_is_told_and_the_question_stands() {
    let mut held = held();
    press(&mut held, Action::Confirm);
    held.handle(Msg::Copied(Err(Message::new("desk-restless").with("file", "/state/sverka.redb"))));
    assert_eq!(held.stage, Stage::Asked);
    assert!(screen(&held).contains("Не удалось снять копию"), "{}", screen(&held));
    press(&mut held, Action::Down);
    press(&mut held, Action::Confirm);
    press(&mut held, Action::Down);
    press(&mut held, Action::Confirm);
    held.handle(Msg::NotAsked(Message::new("console-held-wanted")));
    assert_eq!(held.stage, Stage::Asked);
}
