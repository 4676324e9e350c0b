use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

const AREA: Rect = Rect::new(0, 0, 24, 6);

/// One screen after another, on a terminal of its own.
fn shown(frames: &[Buffer]) -> (vt100::Parser, Vec<usize>) {
    let cells = |count: u16| count.try_into().expect("a screen has cells");
    let mut terminal = vt100::Parser::new(cells(AREA.height), cells(AREA.width), 0);
    let mut last = Buffer::empty(AREA);
    let mut lengths = Vec::new();
    for frame in frames {
        let mut bytes = Vec::new();
        encode(&last.diff(frame), frame, &mut bytes);
        terminal.process(&bytes);
        lengths.push(bytes.len());
        last = frame.clone();
    }
    (terminal, lengths)
}

fn frame(lines: &[(&str, Style)]) -> Buffer {
    let mut frame = Buffer::empty(AREA);
    for (y, (text, style)) in (0..AREA.height).zip(lines) {
        frame.set_string(0, y, text, *style);
    }
    frame
}

fn colour(index: u8) -> Color {
    const ALL: [Color; 6] =
        [Color::Reset, Color::Red, Color::LightBlue, Color::White, Color::Indexed(200), Color::Rgb(1, 2, 3)];
    ALL[usize::from(index) % ALL.len()]
}

/// The same colour as the parser names it.
fn parsed(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::White => vt100::Color::Idx(15),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        _ => vt100::Color::Default,
    }
}

/// What the parser can tell apart.
const TOLD: [Modifier; 5] = [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];

fn assert_shows(terminal: &vt100::Parser, frame: &Buffer) -> Result<(), TestCaseError> {
    for y in 0..AREA.height {
        for x in 0..AREA.width {
            let drawn = &frame[(x, y)];
            let cell = terminal.screen().cell(y, x).expect("inside");
            if cell.is_wide_continuation() {
                continue;
            }
            let text = if cell.contents().is_empty() { " " } else { cell.contents() };
            prop_assert_eq!(text, drawn.symbol(), "{},{}", x, y);
            let look = Look::of(drawn);
            let look = if is_blank(drawn) { look.on_blank() } else { look };
            let told = TOLD.into_iter().filter(|one| look.modifiers.contains(*one));
            let mut seen = Modifier::empty();
            for (is_on, modifier) in
                [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()].into_iter().zip(TOLD)
            {
                seen.set(modifier, is_on);
            }
            prop_assert_eq!(cell.bgcolor(), parsed(look.back), "{},{}", x, y);
            if !is_blank(drawn) || look.modifiers.intersects(SEEN_ON_BLANK) {
                prop_assert_eq!(seen, told.collect::<Modifier>(), "{},{}", x, y);
                prop_assert_eq!(cell.fgcolor(), parsed(look.front), "{},{}", x, y);
            } else {
                prop_assert!(!seen.intersects(SEEN_ON_BLANK), "{},{}", x, y);
            }
        }
    }
    Ok(())
}

proptest! {
    /// Wide letters are tried with whole frames: where half of one is overwritten, terminals
    /// differ in the attributes of what remains.
    #[test]
    fn the_terminal_shows_the_last_frame(
        frames in proptest::collection::vec(
            proptest::collection::vec(("[аб é]{0,24}", 0_u8..6, 0_u8..6, 0_u16..0x1ff, 0_u16..24), 6),
            1..5,
        ),
    ) {
        let frames: Vec<Buffer> = frames
            .iter()
            .map(|lines| {
                let mut buffer = Buffer::empty(AREA);
                for (y, (text, front, back, modifiers, x)) in (0..).zip(lines) {
                    let mut modifiers = Modifier::from_bits_truncate(*modifiers);
                    if modifiers.contains(Modifier::BOLD) {
                        // The parser knows one intensity only.
                        modifiers.remove(Modifier::DIM);
                    }
                    let style = Style::new()
                        .fg(colour(*front))
                        .bg(colour(*back))
                        .add_modifier(modifiers);
                    buffer.set_string(0, y, "основа строки", Style::new());
                    buffer.set_string(*x, y, text, style);
                }
                buffer
            })
            .collect();
        let (terminal, _) = shown(&frames);
        assert_shows(&terminal, frames.last().expect("one at least"))?;
    }
}

#[test]
fn a_reversed_line_costs_its_letters_and_little_more() {
    let text = "12.10  1 250 000,00  Ива";
    let plain = frame(&[(text, Style::new())]);
    let under_cursor = frame(&[(text, Style::new().reversed())]);
    let (_, lengths) = shown(&[plain, under_cursor]);
    assert!(lengths[1] <= text.len() + 12, "{lengths:?}");
}

#[test]
fn the_end_of_a_line_is_erased_and_unseen_styles_are_not_sent() {
    let long = frame(&[("назначение платежа", Style::new().fg(Color::Green))]);
    let short = frame(&[("на", Style::new().fg(Color::Green))]);
    let (_, lengths) = shown(&[long, short, frame(&[("на      ", Style::new().fg(Color::Red).bold())])]);
    assert_eq!(lengths[1], "\u{1b}[1;3H\u{1b}[K".len());
    let (_, lengths) = shown(&[frame(&[]), frame(&[("   ", Style::new().fg(Color::Red).bold())])]);
    assert_eq!(lengths[1], "\u{1b}[1H   ".len());
}

#[test]
fn a_short_way_is_not_said_in_coordinates() {
    let before = frame(&[("1 250 000,00", Style::new())]);
    let after = frame(&[("3 250 001,00", Style::new())]);
    let mut bytes = Vec::new();
    encode(&before.diff(&after), &after, &mut bytes);
    assert_eq!(String::from_utf8(bytes).expect("text"), "\u{1b}[1H3\u{1b}[7C1");
}
