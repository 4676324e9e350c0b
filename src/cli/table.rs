//! Columns for people: as wide as their widest cell on a terminal, sums to the right.

use unicode_width::UnicodeWidthStr as _;

use crate::text::wrap;

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Sums and counts.
    Right,
}

/// A table that is printed when all of it is known.
#[derive(Debug, Clone)]
pub struct Table {
    sides: Vec<Side>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    #[must_use]
    pub fn new(sides: &[Side]) -> Self {
        Self { sides: sides.to_vec(), rows: Vec::new() }
    }

    /// Adds a row; cells beyond the last column are left out.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().take(self.sides.len()).collect());
    }

    /// The lines, without spaces at their ends.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut widths = vec![0; self.sides.len()];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        self.rows.iter().map(|row| self.line(row, &widths)).collect()
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), side) in row.iter().zip(widths).zip(&self.sides) {
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = if *side == Side::Right { (gap.as_str(), "") } else { ("", gap.as_str()) };
            line.push_str(before);
            line.push_str(cell);
            line.push_str(after);
            line.push_str("  ");
        }
        line.truncate(line.trim_end_matches(' ').len());
        line
    }
}

/// A text cut to so many cells; a cut is shown by «…».
#[must_use]
pub fn shortened(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut width = 0;
    for cluster in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        width += cluster.width();
        if width >= cells {
            break;
        }
        short.push_str(cluster);
    }
    short.push('…');
    short
}

/// A text in lines of at most so many cells.
#[must_use]
pub fn wrapped(text: &str, cells: usize) -> Vec<String> {
    wrap(text, cells).into_iter().filter_map(|line| text.get(line)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::new(&[Side::Left, Side::Right]);
        table.row(["готово".to_owned(), "1 000,00".to_owned()]);
        table.row(["нет".to_owned(), "5,00".to_owned()]);
        assert_eq!(table.lines(), ["готово  1 000,00", "нет         5,00"]);
    }

    #[test]
    fn what_is_too_long_is_cut_visibly() {
        assert_eq!(shortened("Иванов", 6), "Иванов");
        assert_eq!(shortened("Иванова", 6), "Ивано…");
        assert_eq!(shortened("漢字漢字", 4), "漢…");
    }
}
