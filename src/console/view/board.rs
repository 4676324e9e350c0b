//! The chessboard: floors × units, coloured by state and by the share paid.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{cards, cells, put, put_lines, words};
use crate::console::state::{Board, BoardUnit, Floor, House, Loading, State, is_free};
use crate::model::{Contract, ContractStatus, Message, Readiness};

/// Cells of a unit: glyph, number, share paid.
const UNIT_CELLS: usize = 10;

/// Cells of the floor's number.
const FLOOR_CELLS: usize = 5;

/// How a unit stands, going by its contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitState {
    Free,
    Draft,
    Unpaid,
    Partly,
    Paid,
}

impl UnitState {
    const ALL: [Self; 5] = [Self::Free, Self::Draft, Self::Unpaid, Self::Partly, Self::Paid];

    fn of(contract: Option<&Contract>) -> Self {
        match contract {
            Some(contract) if !is_free(Some(contract)) => match (contract.status, contract.percent_paid()) {
                (ContractStatus::Draft, _) => Self::Draft,
                (_, 0) => Self::Unpaid,
                (_, 100) => Self::Paid,
                _ => Self::Partly,
            },
            _ => Self::Free,
        }
    }

    const fn glyph(self) -> char {
        match self {
            Self::Free => '·',
            Self::Draft => '◌',
            Self::Unpaid => '○',
            Self::Partly => '◐',
            Self::Paid => '●',
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Free => "console-board-free",
            Self::Draft => "console-board-draft",
            Self::Unpaid => "console-board-unpaid",
            Self::Partly => "console-board-partly",
            Self::Paid => "console-board-paid",
        }
    }

    fn style(self, state: &State) -> Style {
        match self {
            Self::Free => state.theme.dim(),
            Self::Draft => Style::new(),
            Self::Unpaid => state.theme.bad(),
            Self::Partly => state.theme.careful(),
            Self::Paid => state.theme.readiness(Readiness::Ready),
        }
    }
}

pub(super) fn draw(state: &State, board: &Board, frame: &mut Frame<'_>, area: Rect) {
    let houses = match &board.houses {
        Loading::Here(houses) => houses,
        Loading::Waiting => return put(frame, area, 0, &Line::raw(format!(" {}", state.texts.get("console-loading")))),
        Loading::Failed(why) => {
            return put(frame, area, 0, &Line::styled(format!(" {}", state.texts.words(why)), state.theme.bad()));
        }
    };
    let Some(house) = board.shown() else {
        return put(frame, area, 0, &Line::raw(format!(" {}", state.texts.get("console-board-empty"))));
    };
    put(frame, area, 0, &title(state, board, houses.len(), house));
    let about_rows = 4;
    let grid = Rect { y: area.y + 1, height: area.height.saturating_sub(about_rows + 2), ..area };
    draw_grid(state, board, house, frame, grid);
    let about = Rect { y: grid.bottom(), height: about_rows, ..area };
    put_lines(frame, about, about_unit(state, board, usize::from(area.width)));
    let legend = Rect { y: about.bottom(), height: 1, ..area };
    put(frame, legend, 0, &legend_line(state));
}

/// Name of the house, its place among the houses, how many units are sold and the share paid.
fn title(state: &State, board: &Board, houses: usize, house: &House) -> Line<'static> {
    let units = house.floors.iter().flat_map(|floor| &floor.units);
    let (mut count, mut sold) = (0_usize, 0_usize);
    for unit in units {
        count += 1;
        sold += usize::from(!matches!(UnitState::of(current(state, unit)), UnitState::Free | UnitState::Draft));
    }
    let mut name = house.name.clone();
    if !house.section.is_empty() {
        let section = Message::new("console-section").with("section", house.section.as_str());
        name = format!("{name}, {}", state.texts.words(&section));
    }
    let about = Message::new("console-board-title").with("count", count).with("sold", sold);
    let place = state.texts.words(&Message::new("console-board-place").with("at", board.house + 1).with("all", houses));
    Line::from(vec![
        Span::styled(format!(" {name}"), state.theme.strong()),
        Span::raw(format!("   {}   ", state.texts.words(&about))),
        Span::styled(place, state.theme.dim()),
    ])
}

fn current<'a>(state: &'a State, unit: &BoardUnit) -> Option<&'a Contract> {
    state.session.index().contract(unit.contracts.first()?)
}

/// The first of so many things in sight, so that the one under the cursor stands in the middle
/// once there are more than fit.
fn first_in_sight(cursor: usize, count: usize, fit: usize) -> usize {
    cursor.saturating_sub(fit / 2).min(count.saturating_sub(fit))
}

fn draw_grid(state: &State, board: &Board, house: &House, frame: &mut Frame<'_>, area: Rect) {
    let fit = usize::from(area.height).max(1);
    let first = first_in_sight(board.floor, house.floors.len(), fit);
    let across = (usize::from(area.width).saturating_sub(FLOOR_CELLS) / UNIT_CELLS).max(1);
    let widest = house.floors.iter().map(|floor| floor.units.len()).max().unwrap_or(0);
    let first_unit = first_in_sight(board.unit, widest, across);
    for (row, (at, floor)) in (0..area.height).zip(house.floors.iter().enumerate().skip(first)) {
        let cursor = (at == board.floor).then_some(board.unit);
        put(frame, area, row, &floor_line(state, floor, first_unit, across, cursor));
        if at == board.floor {
            let x = FLOOR_CELLS + board.unit.saturating_sub(first_unit) * UNIT_CELLS;
            frame.set_cursor_position(Position { x: area.x + u16::try_from(x).unwrap_or(0), y: area.y + row });
        }
    }
}

fn floor_line(state: &State, floor: &Floor, first: usize, across: usize, cursor: Option<usize>) -> Line<'static> {
    let number = floor.floor.map_or_else(|| "?".to_owned(), |floor| floor.to_string());
    let mut spans = vec![Span::styled(format!("{}  ", cells::right(&number, FLOOR_CELLS - 2)), state.theme.dim())];
    for (at, unit) in floor.units.iter().enumerate().skip(first).take(across) {
        let contract = current(state, unit);
        let unit_state = UnitState::of(contract);
        let share = match (unit_state, contract) {
            (UnitState::Partly, Some(contract)) => format!("{}%", contract.percent_paid()),
            _ => String::new(),
        };
        let text = format!(
            "{} {} {}",
            unit_state.glyph(),
            cells::left(&unit.unit.number, 3),
            cells::left(&share, UNIT_CELLS - 7)
        );
        let mut style = unit_state.style(state);
        if cursor == Some(at) {
            style = style.patch(state.theme.cursor());
        }
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// The unit under the cursor in words.
fn about_unit(state: &State, board: &Board, width: usize) -> Vec<Line<'static>> {
    let Some(chosen) = board.chosen() else { return Vec::new() };
    let contract = current(state, chosen);
    let unit_state = UnitState::of(contract);
    let mut lines = vec![
        Line::default(),
        Line::from(vec![
            Span::styled(format!(" {}", words::unit(&state.texts, &chosen.unit)), state.theme.strong()),
            Span::raw("  "),
            Span::styled(
                format!("{} {}", unit_state.glyph(), state.texts.get(unit_state.key())),
                unit_state.style(state),
            ),
        ]),
    ];
    if let Some(contract) = contract {
        let who = format!(" {}  {}", words::contract(contract), contract.holder.name);
        lines.push(Line::raw(cells::cut(&who, width)));
        let sums = Message::new("console-board-sums")
            .with("total", contract.total)
            .with("paid", contract.paid)
            .with("percent", u32::from(contract.percent_paid()))
            .with("due", contract.due());
        let mut text = format!(" {}", state.texts.words(&sums));
        if let Some(waiting) = cards::waiting_message(state, &contract.id) {
            text.push_str("  ");
            text.push_str(&state.texts.words(&waiting));
        }
        lines.push(Line::raw(cells::cut(&text, width)));
    }
    lines
}

fn legend_line(state: &State) -> Line<'static> {
    let mut spans = Vec::new();
    for unit_state in UnitState::ALL {
        spans.push(Span::raw(" "));
        spans.push(Span::styled(
            format!("{} {} ", unit_state.glyph(), state.texts.get(unit_state.key())),
            unit_state.style(state),
        ));
    }
    Line::from(spans)
}
