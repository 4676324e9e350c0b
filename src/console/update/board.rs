//! The chessboard.

use super::card;
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::state::{Board, Loading, Screen, State, Tone, lay_out};
use crate::model::{Message, Unit};

/// Opens the chessboard on the unit at hand.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let open_on = match state.screens.last() {
        Some(Screen::Contract(card) | Screen::Property(card)) => {
            card.unit.clone().or_else(|| state.session.index().contract(card.contracts.first()?)?.unit.clone())
        }
        _ => state.focused().and_then(|row| state.contract_of(row)).and_then(|contract| contract.unit.clone()),
    };
    // A board that is already underneath is gone back to, not stacked.
    if let Some(at) = state.screens.iter().position(|screen| matches!(screen, Screen::Chessboard(_))) {
        state.screens.truncate(at + 1);
        if let (Some(Screen::Chessboard(board)), Some(unit)) = (state.screens.last_mut(), open_on) {
            board.go_to(&unit);
        }
        return Vec::new();
    }
    let generation = state.next_generation();
    let board = Board { houses: Loading::Waiting, house: 0, floor: 0, unit: 0, open_on, generation };
    state.screens.push(Screen::Chessboard(board));
    vec![Effect::LoadUnits { generation }]
}

pub(super) fn loaded(state: &mut State, generation: u64, answer: Result<Vec<Unit>, Message>) -> Vec<Effect> {
    let index = state.session.index().clone();
    for screen in &mut state.screens {
        if let Screen::Chessboard(board) = screen
            && board.generation == generation
        {
            board.houses = match answer {
                Ok(units) => Loading::Here(lay_out(units, index.contracts())),
                Err(why) => Loading::Failed(why),
            };
            if let Some(unit) = board.open_on.take() {
                board.go_to(&unit);
            }
            return Vec::new();
        }
    }
    Vec::new()
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Screen::Chessboard(board)) = state.screens.last_mut() else { return Vec::new() };
    match action {
        Action::Back => {
            state.screens.pop();
        }
        Action::Accept | Action::PropertyCard => return open_unit(state),
        Action::ContractCard => return card::open_contract(state),
        Action::NextHouse | Action::NextField => next_house(board, true),
        Action::PreviousField => next_house(board, false),
        _ => go(board, action),
    }
    Vec::new()
}

fn open_unit(state: &mut State) -> Vec<Effect> {
    let Some(Screen::Chessboard(board)) = state.screens.last() else { return Vec::new() };
    let Some(chosen) = board.chosen().cloned() else {
        state.tell(Tone::Careful, Message::new("console-board-empty"));
        return Vec::new();
    };
    card::open(state, Some(chosen.unit), chosen.contracts)
}

fn next_house(board: &mut Board, forward: bool) {
    let Loading::Here(houses) = &board.houses else { return };
    if houses.is_empty() {
        return;
    }
    let step = if forward { 1 } else { houses.len() - 1 };
    board.house = (board.house + step) % houses.len();
    (board.floor, board.unit) = (0, 0);
}

fn go(board: &mut Board, action: Action) {
    let Some(house) = board.shown() else { return };
    let last_floor = house.floors.len().saturating_sub(1);
    let floor = match action {
        Action::Up => board.floor.saturating_sub(1),
        Action::Down => (board.floor + 1).min(last_floor),
        Action::PageUp | Action::First => 0,
        Action::PageDown | Action::Last => last_floor,
        _ => board.floor,
    };
    let last_unit = house.floors.get(floor).map_or(0, |floor| floor.units.len().saturating_sub(1));
    let unit = match action {
        Action::Left => board.unit.saturating_sub(1),
        Action::Right => board.unit + 1,
        _ => board.unit,
    };
    (board.floor, board.unit) = (floor, unit.min(last_unit));
}
