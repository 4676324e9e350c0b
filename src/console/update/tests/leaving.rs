//! Being asked to leave, and a batch that is on its way then.

use super::*;

fn told(state: &mut State, stop: Stop) -> Vec<Effect> {
    update(state, Msg::Input(Input::Stop(stop)))
}

/// A commit is on its way.
fn committing() -> State {
    let mut state = state(80, 24);
    press(&mut state, Action::Commit);
    let effects = press(&mut state, Action::Confirm);
    assert!(matches!(effects.as_slice(), [Effect::PlanBatch]));
    state
}

#[test]
fn whoever_is_asked_leaves_at_once_where_nothing_is_on_its_way() {
    for stop in [Stop::Asked, Stop::HangUp] {
        let mut state = state(80, 24);
        assert!(told(&mut state, stop).is_empty());
        assert!(state.is_leaving());
        assert_eq!(state.was_asked_to_leave(), stop == Stop::Asked);
    }
}

#[test]
fn whoever_is_asked_in_the_middle_of_a_batch_leaves_after_what_is_in_flight() {
    let mut state = committing();
    assert!(matches!(told(&mut state, Stop::Asked).as_slice(), [Effect::CancelBatch]));
    assert!(!state.is_leaving(), "what is in flight is waited for");
    assert!(matches!(state.screens().last(), Some(Screen::Dialog(Dialog::Progress { is_cancelled: true, .. }))));
    update(&mut state, Msg::BatchDone(Err(Message::new("console-batch-cancelled"))));
    assert!(state.is_leaving());
}

#[test]
fn asked_twice_or_without_a_terminal_nothing_is_waited_for() {
    for again in [Stop::Asked, Stop::HangUp] {
        let mut state = committing();
        told(&mut state, Stop::Asked);
        assert!(told(&mut state, again).is_empty());
        assert!(state.is_leaving());
    }
    let mut state = committing();
    told(&mut state, Stop::HangUp);
    assert!(state.is_leaving());
}

#[test]
fn a_batch_that_is_called_off_keeps_nobody() {
    let mut state = committing();
    told(&mut state, Stop::Asked);
    update(&mut state, Msg::BatchPlanned(Err(Message::new("console-batch-cancelled"))));
    assert!(state.is_leaving());
}
