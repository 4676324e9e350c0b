//! A console that only looks on.

use super::*;

fn looking() -> State {
    let mut state = state(80, 24);
    state.look_on(Timestamp::UNIX_EPOCH);
    state
}

/// Whether an effect would change something outside.
fn changes(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save { .. }
            | Effect::PlanBatch
            | Effect::Commit { .. }
            | Effect::Reverse { .. }
            | Effect::Settle { .. }
    )
}

#[test]
fn no_key_anywhere_changes_anything() {
    let places = [&[][..], &[Action::Search], &[Action::ContractCard], &[Action::Chessboard], &[Action::FilterText]];
    let mut state = looking();
    let before = state.session().rows().to_vec();
    for number in 1..=Readiness::ALL.len() {
        for place in places {
            for action in Action::ALL {
                state.screens.clear();
                state.is_leaving = false;
                drop(state.session.clear_filter());
                drop(state.session.set_cursor(id(number)));
                for step in place {
                    press(&mut state, *step);
                }
                for action in [*action, Action::Confirm, Action::Accept] {
                    let effects = press(&mut state, action);
                    assert!(!effects.iter().any(changes), "{place:?} {action:?} {effects:?}");
                }
                assert!(!matches!(state.screens().last(), Some(Screen::Dialog(_) | Screen::Editor(_))));
            }
            assert_eq!(state.session().rows(), before, "{place:?}");
        }
    }
    assert_eq!(state.session().steps_in_force(), 0);
}

#[test]
fn a_key_that_would_change_something_says_why_it_does_not() {
    for action in [
        Action::TakeCandidate1,
        Action::AcceptProposal,
        Action::Edit,
        Action::Exclude,
        Action::Commit,
        Action::Undo,
        Action::Redo,
        Action::Reverse,
        Action::Mark,
    ] {
        let mut state = looking();
        assert_eq!(press(&mut state, action).len(), 0);
        assert_eq!(notice(&state), "console-look-only", "{action:?}");
    }
    let mut state = looking();
    press(&mut state, Action::Search);
    press(&mut state, Action::Accept);
    assert_eq!(notice(&state), "console-look-only");
    assert!(matches!(state.screens().last(), Some(Screen::Search(_))), "and what was found stays in sight");
}

#[test]
fn whoever_looks_on_settles_nothing_and_asks_for_a_new_copy() {
    let mut rows = rows();
    rows[0].commit = CommitState::Unknown;
    let mut state = state_with(rows, contracts(), 80, 24);
    state.look_on(Timestamp::UNIX_EPOCH);
    assert!(!update(&mut state, Msg::Started).iter().any(changes));
    assert!(matches!(press(&mut state, Action::Refresh).as_slice(), [Effect::LookAgain]));
    update(&mut state, Msg::SeenAnew(Err(Message::new("desk-restless"))));
    assert_eq!(notice(&state), "desk-restless");
    assert_eq!(state.looking(), Some(Timestamp::UNIX_EPOCH), "the copy in hand is still there");
}
