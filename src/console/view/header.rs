//! The two lines at the top: whose batch this is, and how it stands.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::{cells, put, words};
use crate::console::state::{Standing, State};
use crate::crm::Reading;
use crate::model::{Message, Readiness};

pub(super) fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    put(frame, area, 0, &first(state, width));
    put(frame, area, 1, &second(state, width));
}

/// Company, period and file at the left, the CRM at the right.
fn first(state: &State, width: usize) -> Line<'static> {
    let header = &state.header;
    let crm = crm(state);
    let mut rest = Vec::new();
    if !header.own.is_empty() {
        rest.push(header.own.clone());
    }
    if let Some((from, to)) = header.period {
        rest.push(words::period(from, to));
    }
    match header.files.as_slice() {
        [] => {}
        [file] => rest.push(file.clone()),
        [file, others @ ..] => rest.push(
            state.texts.words(&Message::new("console-files").with("file", file.as_str()).with("count", others.len())),
        ),
    }
    let name = " sverka  ";
    let looking = state.looking.map_or_else(String::new, |at| looking(state, at));
    let gap = if looking.is_empty() { "" } else { "  " };
    let said = cells::width(name) + cells::width(&looking) + cells::width(gap);
    let room = width.saturating_sub(said + cells::width(&crm) + 1);
    Line::from(vec![
        Span::styled(name, state.theme.strong()),
        Span::styled(looking, state.theme.careful().add_modifier(Modifier::REVERSED)),
        Span::raw(gap),
        Span::raw(cells::left(&rest.join("  "), room)),
        Span::raw(" "),
        Span::styled(crm, state.theme.dim()),
    ])
}

/// That this is only looked at, and how it stood when.
fn looking(state: &State, taken_at: Timestamp) -> String {
    let time = taken_at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string();
    format!(" {} ", state.texts.words(&Message::new("console-look-header").with("time", time)))
}

/// The CRM's name, and what there is to know of the way to it: of several things the one that the
/// person waits for.
fn crm(state: &State) -> String {
    let (texts, link) = (&state.texts, &state.link);
    let is_slow = link.abilities.pacing.is_some();
    let said = match (&link.pause, link.reading, link.standing) {
        (Some(pause), ..) => {
            Some(Message::new("console-link-pause").with("why", pause.why.clone()).with("seconds", pause.seconds))
        }
        (None, Some(Reading { done, total: Some(total) }), _) => {
            Some(Message::new("console-link-reading-of").with("done", done).with("total", total))
        }
        (None, Some(Reading { done, total: None }), _) if done > 0 => {
            Some(Message::new("console-link-reading").with("count", done))
        }
        (None, Some(_), _) | (None, None, Standing::Awaited) => Some(Message::new("console-link-awaited")),
        (None, None, Standing::Missing | Standing::Known { is_newest: false, .. }) => {
            Some(Message::new("console-link-away"))
        }
        (None, None, Standing::Known { read_at, .. }) => is_slow.then(|| {
            let read_at = read_at.to_zoned(TimeZone::system()).strftime("%d.%m %H:%M").to_string();
            Message::new("console-link-read-at").with("time", read_at)
        }),
    };
    let name = texts.words(&state.header.crm);
    said.map_or_else(|| format!("CRM: {name} ✓ "), |said| format!("CRM: {name} · {} ", texts.words(&said)))
}

/// How many rows stand in each state, and what is ready to go. Words stand beside the numbers as
/// far as there is room; the glyphs always do.
fn second(state: &State, width: usize) -> Line<'static> {
    // Four cells less than half: the glyphs with their numbers take the other half and a gap.
    let ready = ready_sum(state, (width / 2).saturating_sub(4));
    let room = width.saturating_sub(cells::width(&ready) + 2);
    let with_words: [&[Readiness]; 3] = [&Readiness::ALL, &[Readiness::Ready, Readiness::Choose], &[]];
    let mut spans = Vec::new();
    for worded in with_words {
        spans = counted(state, worded);
        if spans.iter().map(Span::width).sum::<usize>() <= room {
            break;
        }
    }
    // With very many rows the numbers give way to the sum.
    while spans.iter().map(Span::width).sum::<usize>() > room && spans.len() > 2 {
        spans.truncate(spans.len() - 2);
    }
    let taken: usize = spans.iter().map(Span::width).sum();
    spans.push(Span::raw(" ".repeat(width.saturating_sub(taken + cells::width(&ready)))));
    spans.push(Span::styled(ready, state.theme.strong()));
    Line::from(spans)
}

/// What is ready to go, in so many cells; a sum is left out whole rather than cut.
fn ready_sum(state: &State, cells_wide: usize) -> String {
    let sums = state.session.counts().sums(Readiness::Ready);
    let said = |sum: String| format!("{} ", state.texts.words(&Message::new("console-ready-sum").with("sum", sum)));
    let all = said(words::moneys(&sums));
    if cells::width(&all) <= cells_wide { all } else { said(words::main_money(&sums)) }
}

fn counted(state: &State, worded: &[Readiness]) -> Vec<Span<'static>> {
    let counts = state.session.counts();
    let mut spans = Vec::new();
    for readiness in Readiness::ALL {
        let rows = counts.rows(readiness);
        let is_rare = matches!(readiness, Readiness::Excluded | Readiness::Failed);
        if is_rare && rows == 0 {
            continue;
        }
        let word = if worded.contains(&readiness) {
            format!(
                " {}",
                state.texts.words(&Message::new(&format!("console-count-{}", readiness.name())).with("count", rows))
            )
        } else {
            String::new()
        };
        spans.push(Span::raw(if spans.is_empty() { " " } else { "  " }));
        spans.push(Span::styled(format!("{} {rows}{word}", readiness.glyph()), state.theme.readiness(readiness)));
    }
    spans
}
