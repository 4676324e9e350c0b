//! Texts brought to a width: cut at whole graphemes, padded by the cells that they take.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

pub(super) use crate::text::wrap;

/// How many cells a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// How many cells a line takes without the blanks at its end.
pub(super) fn line_width(line: &Line<'_>) -> usize {
    let (mut all, mut seen) = (0, 0);
    for span in &line.spans {
        let kept = span.content.trim_end();
        if !kept.is_empty() {
            seen = all + kept.width();
        }
        all += span.content.width();
    }
    seen
}

/// The text cut to so many cells; `…` stands where something was cut off.
pub(super) fn cut(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if taken + wide >= cells {
            break;
        }
        kept.push_str(grapheme);
        taken += wide;
    }
    if cells > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// The text in exactly so many cells, at the left.
pub(super) fn left(text: &str, cells: usize) -> String {
    let mut fitted = cut(text, cells);
    fitted.extend(std::iter::repeat_n(' ', cells.saturating_sub(fitted.width())));
    fitted
}

/// As many of these words, with commas between, as fit into so many cells whole; `…` stands
/// for the others (`номер, ФИО, …`). Where not even the first fits it is cut.
pub(super) fn list(words: &[String], cells: usize) -> String {
    for shown in (1..=words.len()).rev() {
        let mut text = words.get(..shown).unwrap_or_default().join(", ");
        if shown < words.len() {
            text.push_str(", …");
        }
        if text.width() <= cells {
            return left(&text, cells);
        }
    }
    left(&words.join(", "), cells)
}

/// The text in at least so many cells, at the right; never cut, for it is a sum.
pub(super) fn right(text: &str, cells: usize) -> String {
    let mut fitted: String = std::iter::repeat_n(' ', cells.saturating_sub(text.width())).collect();
    fitted.push_str(text);
    fitted
}

/// A person's name in so many cells: `Иванов И. И.` where the whole name does not fit.
pub(super) fn name(text: &str, cells: usize) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // A sole trader is a person behind two letters.
    let trader = words.first().copied().filter(|first| matches!(*first, "ИП" | "ФОП" | "ÎI" | "II"));
    if trader.is_some() {
        words.remove(0);
    }
    let is_person = matches!(words.len(), 2..=3)
        && words.iter().all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.all(|letter| letter.is_lowercase() || letter == '-')
        });
    match words.split_first() {
        Some((surname, given)) if is_person && text.width() > cells => {
            let initials: Vec<String> =
                given.iter().filter_map(|word| word.chars().next()).map(|initial| format!("{initial}.")).collect();
            let named: Vec<&str> = trader.into_iter().chain([*surname]).collect();
            let airy = format!("{} {}", named.join(" "), initials.join(" "));
            let dense = format!("{} {}", named.join(" "), initials.concat());
            left(if airy.width() <= cells { &airy } else { &dense }, cells)
        }
        _ => left(text, cells),
    }
}

/// The part of a text as spans, with marked ranges in their styles. Marks that begin earlier win
/// over those that begin inside them.
pub(super) fn marked(
    text: &str,
    part: Range<usize>,
    marks: &[(Range<usize>, Style)],
    plain: Style,
) -> Vec<Span<'static>> {
    let mut sorted: Vec<&(Range<usize>, Style)> = marks.iter().collect();
    sorted.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut spans = Vec::new();
    let mut at = part.start;
    let mut push = |range: Range<usize>, style: Style| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            spans.push(Span::styled(piece.to_owned(), style));
        }
    };
    for (range, style) in sorted {
        let from = range.start.clamp(at, part.end.max(at));
        let to = range.end.min(part.end);
        if to <= from {
            continue;
        }
        push(at..from, plain);
        push(from..to, *style);
        at = to;
    }
    push(at..part.end, plain);
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Иванов", 10, "Иванов    ")]
    #[case("Иванов", 4, "Ива…")]
    #[case("Иванов", 0, "")]
    #[case("и\u{301}и\u{301}и\u{301}", 2, "и\u{301}…")]
    fn texts_fit(#[case] text: &str, #[case] cells: usize, #[case] expected: &str) {
        assert_eq!(left(text, cells), expected);
    }

    #[rstest]
    #[case(&["номер", "ФИО", "сумма"], 17, "номер, ФИО, сумма")]
    #[case(&["номер", "ФИО", "сумма"], 16, "номер, ФИО, …   ")]
    #[case(&["номер", "ФИО", "сумма"], 8, "номер, …")]
    #[case(&["номер", "ФИО", "сумма"], 4, "ном…")]
    #[case(&["номер"], 5, "номер")]
    #[case(&[], 3, "   ")]
    fn words_are_listed_whole(#[case] words: &[&str], #[case] cells: usize, #[case] expected: &str) {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(list(&words, cells), expected);
    }

    #[rstest]
    #[case("Иванов Иван Иванович", 14, "Иванов И. И.  ")]
    #[case("Иванов Иван Иванович", 20, "Иванов Иван Иванович")]
    #[case("ООО «Ромашка и дети»", 10, "ООО «Рома…")]
    fn names_are_shortened_as_people_do(#[case] text: &str, #[case] cells: usize, #[case] expected: &str) {
        assert_eq!(name(text, cells), expected);
    }

    #[test]
    fn a_sum_is_never_cut() {
        assert_eq!(right("1 250 000,00", 5), "1 250 000,00");
        assert_eq!(right("1,00", 6), "  1,00");
    }

    #[test]
    fn marks_are_cut_at_the_line() {
        let style = Style::new().bold();
        let spans = marked(
            "оплата по дог. 45",
            0.."оплата по".len(),
            &[("оплата ".len().."оплата по дог".len(), style)],
            Style::new(),
        );
        let texts: Vec<&str> = spans.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(texts, ["оплата ", "по"]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_told(text in "[а-яa-z 日本ё\u{301}]{0,40}", cells in 2_usize..20) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
            prop_assert_eq!(width(&left(&text, cells)), cells);
            for line in wrap(&text, cells) {
                prop_assert!(width(text.get(line).expect("on boundaries")) <= cells);
            }
        }

        #[test]
        fn wrapping_loses_only_spaces(text in "[а-яa-z ]{0,60}", cells in 2_usize..20) {
            let kept: String = wrap(&text, cells).into_iter().filter_map(|line| text.get(line)).collect();
            prop_assert_eq!(kept.replace(' ', ""), text.replace(' ', ""));
        }

        #[test]
        fn marking_keeps_the_text(text in "[а-яa-z ]{0,30}", from in 0_usize..40, to in 0_usize..40) {
            let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |n: usize| cuts.get(n.min(cuts.len() - 1)).copied().unwrap_or(0);
            let range = at(from.min(to))..at(from.max(to));
            let spans = marked(&text, 0..text.len(), &[(range, Style::new().bold())], Style::new());
            prop_assert_eq!(spans.iter().map(|span| span.content.as_ref()).collect::<String>(), text);
        }
    }
}
