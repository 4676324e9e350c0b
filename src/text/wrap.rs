//! Text in lines of a width.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// Where the lines of a text begin and end when none is wider than `cells`; broken at spaces
/// where that is possible.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut taken, mut last_space) = (0, 0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = grapheme.width();
        if grapheme == "\n" || grapheme == "\r\n" {
            lines.push(start..at);
            (start, taken, last_space) = (at + grapheme.len(), 0, None);
            continue;
        }
        if taken + wide > cells && at > start {
            let (end, next) = match last_space {
                Some(space) if space > start && grapheme != " " => (space, space + 1),
                _ if grapheme == " " => (at, at + 1),
                _ => (at, at),
            };
            lines.push(start..end);
            start = next;
            taken = text.get(next..at).map_or(0, UnicodeWidthStr::width);
            last_space = None;
            if start > at {
                taken = 0;
                continue;
            }
            if taken + wide > cells && at > start {
                lines.push(start..at);
                start = at;
                taken = 0;
            }
        }
        if grapheme == " " {
            last_space = Some(at);
        }
        taken += wide;
    }
    if start < text.len() || lines.is_empty() {
        lines.push(start.min(text.len())..text.len());
    }
    lines
}
