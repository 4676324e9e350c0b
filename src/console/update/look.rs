//! A console that only looks on: which keys still mean something, and seeing anew.

use super::batch;
use crate::console::action::{Action, Context};
use crate::console::effect::Effect;
use crate::console::msg::SeenAnew;
use crate::console::state::{Link, State, Tone};
use crate::crm::Freshness;
use crate::desk::Look;
use crate::model::Message;

/// Whether an action would change something where only looking is allowed; says so.
pub(super) fn is_held_back(state: &mut State, action: Action) -> bool {
    if state.looking.is_none() || only_looks(state.context(), action) {
        return false;
    }
    state.tell(Tone::Careful, Message::new("console-look-only"));
    true
}

/// Named are those that look, so that one which is added later changes nothing here by oversight.
const fn only_looks(context: Context, action: Action) -> bool {
    match action {
        Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last
        | Action::NextOpen
        | Action::PreviousOpen
        | Action::Search
        | Action::FilterText
        | Action::FilterReadiness
        | Action::ClearFilter
        | Action::Sort
        | Action::SortReverse
        | Action::ContractCard
        | Action::PropertyCard
        | Action::Chessboard
        | Action::NextHouse
        | Action::Details
        | Action::Back
        | Action::Messages
        | Action::Help
        | Action::Refresh
        | Action::Redraw
        | Action::Suspend
        | Action::Quit => true,
        // In the search it takes what was found; elsewhere it opens and closes.
        Action::Accept | Action::Confirm => !matches!(context, Context::Search),
        _ => false,
    }
}

/// Asks for a new copy.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    state.tell(Tone::Plain, Message::new("console-look-again"));
    vec![Effect::LookAgain]
}

/// A new copy is there: it is looked at from where the old one was.
pub(super) fn seen(state: &mut State, seen: Result<Box<SeenAnew>, Message>) -> Vec<Effect> {
    let SeenAnew { look, search } = match seen {
        Ok(seen) => *seen,
        Err(why) => {
            state.tell(Tone::Bad, why);
            return Vec::new();
        }
    };
    let Look { mut session, taken_at, read_at, beneath } = look;
    let view = state.session.view().clone();
    // Where the other console has its cursor is its own affair; nothing of this is saved.
    drop(session.set_readiness_filter(view.readiness));
    drop(session.set_text_filter(&view.text));
    drop(session.set_sort(view.sort, view.descending));
    if let Some(cursor) = view.cursor {
        drop(session.set_cursor(cursor));
    }
    state.header.period = session.period();
    state.header.files = session.files().iter().map(|file| file.file.clone()).collect();
    state.link = Link::new(state.link.abilities.clone(), read_at);
    state.looking = Some(taken_at);
    (state.session, state.search) = (session, search);
    state.tell(Tone::Good, Message::new("console-look-anew"));
    let mut effects = vec![Effect::Keep(beneath), Effect::Watch];
    // An answer that the earlier copy still owes is about that one.
    state.register_generation = state.next_generation();
    if !state.link.is_known() {
        effects.push(batch::refresh(state, Freshness::Kept));
    }
    effects
}
