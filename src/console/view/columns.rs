//! Which columns of the table fit into a width, and how wide each is.

/// Widths of the columns in cells; nothing: the column is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Columns {
    /// The state in a word.
    pub(super) word: usize,
    /// The day, short or with its year.
    pub(super) date: usize,
    /// The sum; never less than the widest sum in sight.
    pub(super) sum: usize,
    pub(super) payer: usize,
    /// The other side's tax number.
    pub(super) tax_id: usize,
    /// Number of the document.
    pub(super) number: usize,
    pub(super) contract: usize,
    pub(super) reason: usize,
    /// The purpose.
    pub(super) purpose: usize,
}

/// Cells between columns.
pub(super) const GAP: usize = 2;

/// Mark, glyph and a space.
pub(super) const SIGNS: usize = 3;

impl Columns {
    /// The columns for a width. Date, sum, payer, contract and reason are always there; the rest
    /// comes in the order of its use as there is room.
    pub(super) fn fit(width: usize, widest_sum: usize, widest_word: usize) -> Self {
        let mut columns =
            Self { date: 5, sum: widest_sum.max(12), payer: 16, contract: 15, reason: 12, ..Self::default() };
        let mut room = width.saturating_sub(columns.taken());
        let mut give = |column: &mut usize, cells: usize| {
            let price = if *column == 0 { cells + GAP } else { cells };
            let is_given = price <= room;
            if is_given {
                room -= price;
                *column += cells;
            }
            is_given
        };
        give(&mut columns.reason, 5);
        give(&mut columns.contract, 3);
        if give(&mut columns.word, widest_word) {
            give(&mut columns.reason, 8);
            give(&mut columns.payer, 8);
            if give(&mut columns.purpose, 16) {
                give(&mut columns.purpose, 10);
                give(&mut columns.reason, 10);
                give(&mut columns.tax_id, 12);
                give(&mut columns.number, 8);
                give(&mut columns.date, 5);
                give(&mut columns.payer, 8);
                give(&mut columns.contract, 4);
                give(&mut columns.reason, 10);
            }
        }
        match (columns.purpose, columns.reason) {
            (0, _) => columns.reason += room,
            _ => columns.purpose += room,
        }
        columns
    }

    /// All cells that the columns take together.
    pub(super) fn taken(&self) -> usize {
        let all = [
            self.word,
            self.date,
            self.sum,
            self.payer,
            self.tax_id,
            self.number,
            self.contract,
            self.reason,
            self.purpose,
        ];
        let shown = all.iter().filter(|cells| **cells > 0).count();
        SIGNS + all.iter().sum::<usize>() + GAP * shown.saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn columns_fill_the_width_and_never_cut_a_sum(width in 80_usize..300, sum in 4_usize..22) {
            let columns = Columns::fit(width, sum, 9);
            prop_assert!(columns.sum >= sum);
            prop_assert_eq!(columns.taken(), width);
        }
    }

    #[test]
    fn wider_screens_show_more() {
        assert_eq!(Columns::fit(80, 12, 9).word, 0);
        assert!(Columns::fit(100, 12, 9).word > 0);
        assert!(Columns::fit(200, 12, 9).purpose > 24);
    }
}
