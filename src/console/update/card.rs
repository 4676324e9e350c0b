//! Contract card and property card.

use super::{is_awaited, page_of, scrolled, search};
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::msg::CardData;
use crate::console::state::{Card, Loading, Screen, State, Tone};
use crate::model::{Contract, ContractId, Message, Unit};

/// The contract that the topmost screen is about.
fn contract_at_hand(state: &State) -> Option<&Contract> {
    match state.screens.last() {
        None => state.contract_of(state.focused()?),
        Some(Screen::Search(_)) => search::chosen(state),
        Some(Screen::Contract(card) | Screen::Property(card)) => {
            state.session.index().contract(card.contracts.first()?)
        }
        Some(Screen::Chessboard(board)) => state.session.index().contract(board.chosen()?.contracts.first()?),
        Some(_) => None,
    }
}

pub(super) fn open_contract(state: &mut State) -> Vec<Effect> {
    let Some(contract) = contract_at_hand(state).map(|contract| contract.id.clone()) else {
        state.tell(Tone::Careful, Message::new("console-no-contract"));
        return Vec::new();
    };
    open(state, None, vec![contract])
}

pub(super) fn open_property(state: &mut State) -> Vec<Effect> {
    let unit = contract_at_hand(state).map(|contract| contract.unit.clone());
    match unit {
        Some(Some(unit)) => {
            let contracts = contracts_of(state, &unit);
            open(state, Some(unit), contracts)
        }
        Some(None) => {
            state.tell(Tone::Careful, Message::new("console-no-unit"));
            Vec::new()
        }
        None => {
            state.tell(Tone::Careful, Message::new("console-no-contract"));
            Vec::new()
        }
    }
}

/// The contracts of a unit, the one that counts now first.
fn contracts_of(state: &State, unit: &Unit) -> Vec<ContractId> {
    let mut contracts: Vec<&Contract> =
        state.session.index().contracts().iter().filter(|contract| contract.unit.as_ref() == Some(unit)).collect();
    contracts.sort_by_key(|contract| (!contract.status.takes_payments(), std::cmp::Reverse(contract.date)));
    contracts.into_iter().map(|contract| contract.id.clone()).collect()
}

/// Opens a card and asks the CRM for what it holds now.
pub(super) fn open(state: &mut State, unit: Option<Unit>, contracts: Vec<ContractId>) -> Vec<Effect> {
    let generation = state.next_generation();
    let data = if contracts.is_empty() { Loading::Here(CardData::default()) } else { Loading::Waiting };
    let is_property = unit.is_some();
    let effects = match &data {
        Loading::Waiting => vec![Effect::LoadCard { generation, contracts: contracts.clone() }],
        _ => Vec::new(),
    };
    let card = Card { unit, contracts, data, generation, scroll: 0 };
    state.screens.push(if is_property { Screen::Property(card) } else { Screen::Contract(card) });
    effects
}

/// An answer came, for a card or for the preview of a search; a stale one is dropped.
pub(super) fn loaded(state: &mut State, generation: u64, answer: Result<CardData, Message>) -> Vec<Effect> {
    let data = match answer {
        Ok(data) => Loading::Here(data),
        Err(why) => Loading::Failed(why),
    };
    for screen in &mut state.screens {
        match screen {
            Screen::Contract(card) | Screen::Property(card)
                if card.generation == generation && is_awaited(&card.data) =>
            {
                card.data = data;
                return Vec::new();
            }
            Screen::Search(pane) if pane.preview_generation == generation => {
                pane.preview = data;
                return Vec::new();
            }
            _ => {}
        }
    }
    Vec::new()
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let is_property = matches!(state.screens.last(), Some(Screen::Property(_)));
    match action {
        Action::Back => {
            state.screens.pop();
            return Vec::new();
        }
        Action::ContractCard | Action::Accept if is_property => return open_contract(state),
        Action::PropertyCard | Action::Accept if !is_property => return open_property(state),
        Action::Chessboard => return super::board::open(state),
        _ => {}
    }
    let page = page_of(state);
    let last = crate::console::view::text_length(state).saturating_sub(1);
    if let Some(Screen::Contract(card) | Screen::Property(card)) = state.screens.last_mut()
        && let Some(to) = scrolled(card.scroll, last, page, action)
    {
        card.scroll = to;
    }
    Vec::new()
}
