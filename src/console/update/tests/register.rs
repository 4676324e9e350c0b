//! A console beside its register: without one, with an old one, and what is asked of the CRM again.

use super::*;

/// A console whose register is still to come.
fn without_register() -> State {
    let mut state = state(80, 24);
    state.link.standing = Standing::Awaited;
    state
}

fn register(is_old: bool) -> Register {
    let index = Arc::new(Index::build(contracts()));
    let search = Arc::new(SearchIndex::build(index.contracts()));
    Register { index, search, held: Vec::new(), read_at: Timestamp::UNIX_EPOCH, is_old, warnings: Vec::new() }
}

/// The generation and freshness of a register that was asked for.
fn asked(effects: &[Effect]) -> Option<(u64, Freshness)> {
    effects.iter().find_map(|effect| match effect {
        Effect::RefreshRegister { generation, freshness } => Some((*generation, *freshness)),
        _ => None,
    })
}

#[test]
fn a_console_without_its_register_shows_rows_and_decides_nothing() {
    let mut state = without_register();
    let effects = update(&mut state, Msg::Started);
    let (generation, freshness) = asked(&effects).expect("it is asked for");
    assert_eq!(freshness, Freshness::Kept);
    for action in [Action::TakeCandidate1, Action::Accept, Action::Exclude, Action::Commit, Action::Undo] {
        assert!(press(&mut state, action).is_empty(), "{action:?}");
        assert_eq!(notice(&state), "console-register-awaited");
    }
    press(&mut state, Action::Down);
    assert_eq!(state.focused().expect("a row").payment.id, id(2), "looking around is free");

    let effects = update(&mut state, Msg::Register { generation, register: Ok(register(true)) });
    assert_eq!(asked(&effects).map(|(_, freshness)| freshness), Some(Freshness::Now), "an old one is read anew");
    go_to(&mut state, 3);
    assert!(!press(&mut state, Action::TakeCandidate1).is_empty(), "but is worked with meanwhile");
}

#[test]
fn a_register_that_does_not_come_is_said_and_asked_for_by_a_key() {
    let mut state = without_register();
    let (generation, _) = asked(&update(&mut state, Msg::Started)).expect("it is asked for");
    let why = Message::new("commit-busy");
    update(&mut state, Msg::Register { generation, register: Err(why.clone()) });
    assert_eq!(state.notice().map(|notice| &notice.message), Some(&why));
    assert_eq!(state.link().standing, Standing::Missing);
    press(&mut state, Action::Commit);
    assert_eq!(notice(&state), "console-register-missing");
    let (generation, freshness) = asked(&press(&mut state, Action::Refresh)).expect("it is asked for");
    assert_eq!(freshness, Freshness::Now);
    update(&mut state, Msg::Register { generation, register: Ok(register(false)) });
    assert_eq!(notice(&state), "console-register-read");
    assert!(state.link().is_known());
    // One that fails later leaves what is in hand.
    let (generation, _) = asked(&press(&mut state, Action::Refresh)).expect("it is asked for");
    update(&mut state, Msg::Register { generation, register: Err(why) });
    assert!(matches!(state.link().standing, Standing::Known { is_newest: false, .. }));
}

#[test]
fn what_a_crm_cannot_take_back_is_refused_in_words() {
    let mut state = state(80, 24);
    state.link.abilities.reversal = false;
    let committed = Readiness::ALL.iter().position(|known| *known == Readiness::Committed).expect("it is one") + 1;
    go_to(&mut state, committed);
    assert!(press(&mut state, Action::Reverse).is_empty());
    assert_eq!(notice(&state), "commit-no-reversal");
    assert!(state.screens().is_empty());
}

#[test]
fn unknown_rows_are_asked_for_when_it_is_time_and_when_the_crm_is_back() {
    let mut rows = rows();
    rows[0].commit = CommitState::Unknown;
    let mut state = state_with(rows.clone(), contracts(), 80, 24);
    let when = |effects: &[Effect]| {
        effects.iter().find_map(|effect| if let Effect::Settle { when } = effect { Some(*when) } else { None })
    };
    assert_eq!(when(&update(&mut state, Msg::Started)), Some(When::Now));
    let until = tokio::time::Instant::now();
    let early = Recovery { early: Some(Early { count: 1, until }), ..Recovery::default() };
    assert_eq!(when(&update(&mut state, Msg::Settled(Ok(early)))), Some(When::At(until)));
    assert_eq!(notice(&state), "commit-early");
    for told in [1, 0] {
        let before = state.messages.len();
        let away = Recovery { unanswered: Some(Message::new("commit-busy")), ..Recovery::default() };
        assert_eq!(when(&update(&mut state, Msg::Settled(Ok(away)))), Some(When::Later));
        assert_eq!(state.messages.len() - before, told, "what is said again and again is said once");
    }
    rows[0].commit = CommitState::Open;
    let settled = Recovery { rows: vec![rows[0].clone()], reopened: 1, ..Recovery::default() };
    update(&mut state, Msg::Recovered(settled.rows.clone()));
    let effects = update(&mut state, Msg::Settled(Ok(settled)));
    assert_eq!((when(&effects), asked(&effects).is_some()), (None, true));
    assert_eq!(state.session().row(id(1)).map(|row| row.commit.clone()), Some(CommitState::Open));
}

#[test]
fn a_second_no_does_not_wait_for_what_is_on_its_way() {
    let mut state = state(80, 24);
    press(&mut state, Action::Commit);
    press(&mut state, Action::Confirm);
    assert!(matches!(press(&mut state, Action::Back).as_slice(), [Effect::CancelBatch]));
    assert!(matches!(press(&mut state, Action::Back).as_slice(), [Effect::GiveUpBatch]));
}
