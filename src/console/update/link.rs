//! The way to the CRM: the register that is still to come, payments whose outcome is still to be
//! asked for, and what the CRM cannot do.

use super::{batch, look, save};
use crate::commit::Recovery;
use crate::console::action::{Action, Context};
use crate::console::effect::{Effect, When};
use crate::console::msg::Doing;
use crate::console::state::{Standing, State, Tone};
use crate::crm::Freshness;
use crate::model::{CommitState, Explain as _, Message, Row};

/// The console begins: what it was opened without is asked for.
pub(super) fn started(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![Effect::Watch];
    if !state.link.is_known() {
        effects.push(batch::refresh(state, Freshness::Kept));
    }
    effects.extend(settle(state));
    effects
}

/// Asks the CRM anew, by a key.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    if state.looking.is_some() {
        return look::again(state);
    }
    if state.link.standing == Standing::Missing {
        state.link.standing = Standing::Awaited;
    }
    state.link.is_asked = true;
    state.tell(Tone::Plain, Message::new("console-register-asked"));
    let mut effects = vec![batch::refresh(state, Freshness::Now)];
    effects.extend(settle(state));
    effects
}

/// Asks what became of payments whose outcome is not known, where there are any.
pub(super) fn settle(state: &State) -> Option<Effect> {
    // Whoever only looks on settles nothing.
    if state.looking.is_some() {
        return None;
    }
    let is_unknown = state.session.rows().iter().any(|row| row.commit == CommitState::Unknown);
    is_unknown.then_some(Effect::Settle { when: When::Now })
}

/// What became of them is on disk, whatever comes of the question of which it is a part.
pub(super) fn recovered(state: &mut State, rows: Vec<Row>) -> Vec<Effect> {
    let writes = state.session.absorb(rows);
    save(state, writes)
}

/// The CRM was asked what became of them.
pub(super) fn settled(state: &mut State, settled: Result<Recovery, Message>) -> Vec<Effect> {
    let recovery = match settled {
        Ok(recovery) => recovery,
        Err(why) => {
            state.tell(Tone::Bad, why);
            return Vec::new();
        }
    };
    let count = recovery.rows.len();
    let mut effects = Vec::new();
    for unclear in recovery.unclear {
        tell_once(state, Tone::Careful, unclear.why);
    }
    if count > 0 {
        state.tell(Tone::Good, Message::new("console-settled").with("count", count));
        effects.push(batch::refresh(state, Freshness::Now));
    }
    if let Some(why) = recovery.unanswered {
        tell_once(state, Tone::Bad, why);
        effects.push(Effect::Settle { when: When::Later });
    } else if let Some(early) = recovery.early {
        state.tell(Tone::Careful, early.explain());
        effects.push(Effect::Settle { when: When::At(early.until) });
    }
    effects
}

/// Says what is asked for again and again only when it is new.
fn tell_once(state: &mut State, tone: Tone, message: Message) {
    if state.messages.last().is_none_or(|last| last.message != message) {
        state.tell(tone, message);
    }
}

/// What the CRM is about.
pub(super) fn doing(state: &mut State, doing: Doing) -> Vec<Effect> {
    state.link.reading = doing.reading;
    state.link.writing = doing.writing;
    state.link.pause = doing.pause;
    Vec::new()
}

/// Whether an action has to wait for the register or is nothing that the CRM can do; says so.
pub(super) fn is_held_back(state: &mut State, action: Action) -> bool {
    if state.context() != Context::Table {
        return false;
    }
    if !state.link.is_known() && needs_register(action) {
        let key = super::key_of(state, Action::Refresh);
        let why = match state.link.standing {
            Standing::Missing => Message::new("console-register-missing").with("key", key),
            Standing::Awaited | Standing::Known { .. } => Message::new("console-register-awaited"),
        };
        state.tell(Tone::Careful, why);
        return true;
    }
    if action == Action::Reverse && !state.link.abilities.reversal {
        tell_no_reversal(state);
        return true;
    }
    false
}

/// A CRM without reversing entries: what it took is taken back there, by a person.
pub(super) fn tell_no_reversal(state: &mut State) {
    state.tell(Tone::Careful, Message::new("commit-no-reversal"));
}

/// Deciding without contracts would be guessing, and undoing would look at decisions without them.
fn needs_register(action: Action) -> bool {
    action.candidate().is_some()
        || matches!(
            action,
            Action::Accept
                | Action::Search
                | Action::Edit
                | Action::Exclude
                | Action::Commit
                | Action::Undo
                | Action::Redo
                | Action::Reverse
                | Action::ContractCard
                | Action::PropertyCard
                | Action::Chessboard
        )
}
