//! The screen of a state folder that somebody else has open.

use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Parts, cells, dialog, footer, put, too_small_text};
use crate::console::action::{Action, Context};
use crate::console::held::{Choice, Facts, Held, Stage};
use crate::console::state::{Size, Tone};
use crate::model::{Explain as _, Message};
use crate::text::harmless_line;

/// Cells of the names of facts and of choices, with a gap.
const LABEL: usize = 11;

/// Draws it.
pub(in crate::console) fn draw_held(held: &Held, frame: &mut Frame<'_>) {
    let area = frame.area();
    if !(Size { columns: area.width, rows: area.height }).is_enough() {
        too_small_text(&held.texts.get("console-too-small"), frame, area);
        return;
    }
    let parts = Parts::of(area);
    let folder = cells::cut(
        &harmless_line(&held.facts.folder.display().to_string()),
        usize::from(area.width).saturating_sub(LABEL),
    );
    put(frame, parts.header, 0, &Line::from(vec![Span::styled(" sverka  ", held.theme.strong()), Span::raw(folder)]));
    let width = area.width.saturating_sub(8).min(76);
    let inner = usize::from(width).saturating_sub(4);
    let (lines, cursor) = lines(held, inner);
    let text = dialog::draw_box(&held.texts.get("console-held-title"), lines, width, frame, parts.body);
    if let Some(notice) = &held.notice {
        let style = match notice.tone {
            Tone::Bad => held.theme.bad(),
            Tone::Careful => held.theme.careful(),
            Tone::Good | Tone::Plain => Style::new(),
        };
        let said = format!(" {}", held.texts.words(&notice.message));
        // A line above the message's own is free beneath the box: what to do next must not be cut.
        let two = Rect { y: parts.message.y.saturating_sub(1), height: 2, ..parts.message };
        let said: Vec<Line<'static>> = dialog::wrapped(&said, usize::from(area.width).saturating_sub(1));
        let from = 2_u16.saturating_sub(u16::try_from(said.len()).unwrap_or(2));
        for (row, line) in (from..2).zip(said) {
            put(frame, two, row, &line.style(style));
        }
    }
    put(frame, parts.footer, 0, &hints(held, usize::from(area.width)));
    let cursor = u16::try_from(cursor).unwrap_or(0).min(text.height.saturating_sub(1));
    frame.set_cursor_position(Position { x: text.x, y: text.y + cursor });
}

/// The lines of the box, and on which of them the cursor stands.
fn lines(held: &Held, width: usize) -> (Vec<Line<'static>>, usize) {
    let mut lines = facts(held, width);
    lines.push(Line::default());
    let words = |key: &str| dialog::wrapped(&held.texts.get(key), width);
    match held.stage {
        Stage::Asked => {
            lines.extend(words("console-held-one"));
            if let Some(why) = &held.facts.out_of_reach {
                let why = held.texts.words(&why.explain());
                lines.extend(dialog::wrapped(&why, width).into_iter().map(|line| line.style(held.theme.careful())));
            }
            if held.facts.brings_files {
                lines.extend(words("console-held-files"));
            }
        }
        Stage::Sure => lines.extend(words("console-held-sure").into_iter().map(|line| line.style(held.theme.strong()))),
        Stage::Copying => lines.extend(words("console-held-copying")),
        Stage::Waiting { seconds, forced } => {
            let key = if forced { "console-held-ending" } else { "console-held-waiting" };
            let waited = held.texts.words(&Message::new(key).with("seconds", seconds));
            lines.extend(dialog::wrapped(&waited, width).into_iter().map(|line| line.style(held.theme.careful())));
        }
        Stage::Deaf { forced } => {
            let key = if forced { "console-held-deaf-to-force" } else { "console-held-deaf" };
            lines.extend(words(key).into_iter().map(|line| line.style(held.theme.careful())));
        }
    }
    let mut cursor = 0;
    if !held.choices().is_empty() {
        lines.push(Line::default());
    }
    for (place, choice) in held.choices().iter().enumerate() {
        if place == held.at {
            cursor = lines.len();
        }
        lines.push(choice_line(held, *choice, place == held.at, width));
    }
    (lines, cursor)
}

/// Who it is, where, and since when.
fn facts(held: &Held, width: usize) -> Vec<Line<'static>> {
    let texts = &held.texts;
    let Some(holder) = &held.facts.holder else {
        return dialog::wrapped(&texts.get("console-held-nameless"), width);
    };
    let mut facts =
        vec![("console-held-who", texts.words(&holder.who())), ("console-held-place", texts.words(&holder.place()))];
    if !holder.host.is_empty() {
        facts.push(("console-held-host", holder.host.clone()));
    }
    let since = Message::new("console-held-since-time")
        .with("time", moment(holder.since, &held.facts))
        .with("long", holder.how_long(held.facts.now));
    facts.push(("console-held-since", texts.words(&since)));
    let line = |(key, fact): (&str, String)| {
        let label = cells::left(&texts.get(key), LABEL);
        let fact = cells::cut(&fact, width.saturating_sub(LABEL));
        Line::from(vec![Span::styled(label, held.theme.dim()), Span::styled(fact, held.theme.strong())])
    };
    facts.into_iter().map(line).collect()
}

/// The clock; with the day where that is another one.
fn moment(at: Timestamp, facts: &Facts) -> String {
    let (at, now) = (at.to_zoned(facts.zone.clone()), facts.now.to_zoned(facts.zone.clone()));
    at.strftime(if at.date() == now.date() { "%H:%M" } else { "%d.%m %H:%M" }).to_string()
}

fn choice_line(held: &Held, choice: Choice, is_chosen: bool, width: usize) -> Line<'static> {
    let name = match choice {
        Choice::Look => "look",
        Choice::Take => "take",
        Choice::Leave => "leave",
        Choice::No => "no",
        Choice::Yes => "yes",
        Choice::Wait => "wait",
        Choice::Force => "force",
    };
    let word = cells::left(&held.texts.get(&format!("console-held-{name}")), LABEL);
    let effect = held.texts.get(&format!("console-held-{name}-effect"));
    let sign = if is_chosen { "›" } else { " " };
    let is_out_of_reach = choice == Choice::Take && held.facts.out_of_reach.is_some();
    let style = match (is_chosen, is_out_of_reach) {
        (true, _) => held.theme.cursor(),
        (false, true) => held.theme.dim(),
        (false, false) => Style::new(),
    };
    Line::styled(cells::left(&format!("{sign} {word} {effect}"), width), style)
}

fn hints(held: &Held, width: usize) -> Line<'static> {
    let mut hints: Vec<(Action, &str)> = Vec::new();
    if !held.choices().is_empty() {
        hints.extend([(Action::Confirm, "answer"), (Action::Down, "move")]);
    }
    let back = match held.stage {
        Stage::Asked | Stage::Copying => "leave",
        Stage::Waiting { .. } => "stop",
        Stage::Sure | Stage::Deaf { .. } => "back",
    };
    hints.push((Action::Back, back));
    let named = |(action, word): (Action, &str)| {
        let key = footer::key_name(&held.keymap, &held.texts, Context::Dialog, action)?;
        Some((key, held.texts.get(&format!("console-key-{word}"))))
    };
    let hints: Vec<(String, String)> = hints.into_iter().filter_map(named).collect();
    footer::line(held.theme, &hints, width)
}
