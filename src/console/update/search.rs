//! The contract search.

use super::{page_of, scrolled, table};
use crate::console::action::Action;
use crate::console::effect::Effect;
use crate::console::input::TextKey;
use crate::console::msg::CardData;
use crate::console::state::{EditorField, Field, Loading, Screen, SearchFor, SearchPane, State, Tone};
use crate::matching::name_hints;
use crate::model::{Contract, ContractId, Message, Payment};
use crate::search::SearchResult;

/// How many hits are shown; nobody reads further than that, they type on.
pub(crate) const HITS_MAX: usize = 100;

pub(super) fn open_for_rows(state: &mut State) -> Vec<Effect> {
    let rows = state.session.targets();
    let Some(row) = state.focused() else { return Vec::new() };
    let query = opening_query(state, &row.payment);
    open(state, SearchFor::Rows(rows), &query)
}

/// Opens the search on a query. The first result is made here, not asked for, so that the pane is
/// never empty for a moment.
pub(super) fn open(state: &mut State, wanted_for: SearchFor, query: &str) -> Vec<Effect> {
    let pane = SearchPane {
        wanted_for,
        field: Field::of(query),
        generation: state.next_generation(),
        result: state.search.search(query, HITS_MAX),
        cursor: 0,
        preview: Loading::Waiting,
        preview_generation: 0,
    };
    state.screens.push(Screen::Search(pane));
    preview(state)
}

/// What the payment says, as far as it finds anything: all hints together, else the first that
/// finds something.
pub(super) fn opening_query(state: &State, payment: &Payment) -> String {
    let hints = name_hints(payment);
    let all = hints.join(" ");
    let tries = std::iter::once(&all).chain(&hints);
    let mut found = tries.filter(|query| state.search.search(query, 1).has_exact());
    found.next().or(hints.first()).cloned().unwrap_or_default()
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let half = page_of(state);
    let Some(Screen::Search(pane)) = state.screens.last_mut() else { return Vec::new() };
    match action {
        Action::Accept | Action::Confirm => return choose(state),
        Action::Back => {
            state.screens.pop();
            return Vec::new();
        }
        Action::Left => return type_text(state, TextKey::Left),
        Action::Right => return type_text(state, TextKey::Right),
        Action::ContractCard => return super::card::open_contract(state),
        Action::PropertyCard => return super::card::open_property(state),
        _ => {}
    }
    let Some(last) = pane.result.hits.len().checked_sub(1) else { return Vec::new() };
    match scrolled(pane.cursor, last, half, action) {
        Some(to) if to != pane.cursor => {
            pane.cursor = to;
            preview(state)
        }
        _ => Vec::new(),
    }
}

pub(super) fn type_text(state: &mut State, key: TextKey) -> Vec<Effect> {
    let Some(Screen::Search(pane)) = state.screens.last_mut() else { return Vec::new() };
    let has_changed = pane.field.press(key);
    search_again(state, has_changed)
}

pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(Screen::Search(pane)) = state.screens.last_mut() else { return Vec::new() };
    let has_changed = pane.field.paste(text);
    search_again(state, has_changed)
}

fn search_again(state: &mut State, has_changed: bool) -> Vec<Effect> {
    if !has_changed {
        return Vec::new();
    }
    let generation = state.next_generation();
    let search = state.search.clone();
    let Some(Screen::Search(pane)) = state.screens.last_mut() else { return Vec::new() };
    pane.generation = generation;
    vec![Effect::Search { search, generation, query: pane.field.text().to_owned() }]
}

/// A result came; one of an older query is dropped.
pub(super) fn found(state: &mut State, generation: u64, result: SearchResult) -> Vec<Effect> {
    let is_awaited = |screen: &&mut Screen| matches!(screen, Screen::Search(pane) if pane.generation == generation);
    let Some(Screen::Search(pane)) = state.screens.iter_mut().find(|screen| is_awaited(screen)) else {
        return Vec::new();
    };
    pane.result = result;
    pane.cursor = 0;
    preview(state)
}

/// The contract under the cursor of the topmost search.
pub(in crate::console) fn chosen(state: &State) -> Option<&Contract> {
    let pane = state.screens.iter().rev().find_map(|screen| match screen {
        Screen::Search(pane) => Some(pane),
        _ => None,
    })?;
    state.session.index().contracts().get(pane.chosen()?.contract)
}

/// Asks for the earlier payments of the contract under the cursor.
fn preview(state: &mut State) -> Vec<Effect> {
    let contract = chosen(state).map(|contract| contract.id.clone());
    let generation = state.next_generation();
    let Some(Screen::Search(pane)) = state.screens.last_mut() else { return Vec::new() };
    pane.preview_generation = generation;
    let Some(contract) = contract else {
        pane.preview = Loading::Here(CardData::default());
        return Vec::new();
    };
    pane.preview = Loading::Waiting;
    vec![Effect::LoadCard { generation, contracts: vec![contract] }]
}

fn choose(state: &mut State) -> Vec<Effect> {
    let Some(contract) = chosen(state).map(|contract| contract.id.clone()) else {
        state.tell(Tone::Careful, Message::new("console-search-nothing"));
        return Vec::new();
    };
    let Some(Screen::Search(pane)) = state.screens.last() else { return Vec::new() };
    match pane.wanted_for.clone() {
        SearchFor::Rows(rows) => match table::assign(state, &rows, &contract) {
            Some(effects) => {
                state.screens.pop();
                effects
            }
            None => Vec::new(),
        },
        SearchFor::Part(part) => {
            state.screens.pop();
            give_to_editor(state, part, contract);
            Vec::new()
        }
    }
}

/// Puts the chosen contract into the editor's part, with the line that would be paid first.
fn give_to_editor(state: &mut State, part: usize, contract: ContractId) {
    let line = super::editor::first_line(state, part, &contract);
    let Some(Screen::Editor(editor)) = state.screens.last_mut() else { return };
    if let Some(part) = editor.parts.get_mut(part) {
        part.contract = Some(contract);
        part.line = line;
    }
    editor.field = EditorField::Amount(part);
}
