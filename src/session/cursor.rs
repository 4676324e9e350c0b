//! The cursor, the marks, and the way to the next row that wants a person.

use std::collections::HashSet;

use super::Session;
use crate::model::PaymentId;
use crate::store::Write;

impl Session {
    /// Where the cursor stands in [`Session::visible`]; `None` where nothing is shown.
    #[must_use]
    pub fn cursor_place(&self) -> Option<usize> {
        self.place_of(self.view.cursor?)
    }

    /// Puts the cursor on a row; a row that is not shown takes no cursor.
    pub fn set_cursor(&mut self, row: PaymentId) -> Vec<Write> {
        if self.view.cursor == Some(row) || self.place_of(row).is_none() {
            return Vec::new();
        }
        self.view.cursor = Some(row);
        vec![Write::View(self.view.clone())]
    }

    /// Puts the cursor on a place of [`Session::visible`], or on the last one.
    pub fn set_cursor_place(&mut self, place: usize) -> Vec<Write> {
        let Some(last) = self.visible.len().checked_sub(1) else { return Vec::new() };
        self.set_cursor(self.rows[self.visible[place.min(last)]].payment.id)
    }

    /// The next row that wants a person, in the shown order and around its end; the row itself
    /// comes last. `None` where no shown row wants one.
    #[must_use]
    pub fn next_open(&self, from: Option<PaymentId>, forward: bool) -> Option<PaymentId> {
        let count = self.visible.len();
        let start = match from.and_then(|id| self.positions.get(&id)) {
            None => None,
            Some(position) => self.visible.iter().position(|shown| shown == position).or_else(|| {
                // The row is hidden: it stands in the gap before `next`, so going on means there.
                let next = self.visible.iter().position(|shown| self.stands_before(*position, *shown)).unwrap_or(count);
                Some(if forward { (next + count).checked_sub(1)? } else { next })
            }),
        };
        let distance = |step: usize| match (start, forward) {
            (Some(start), true) => start + step,
            (Some(start), false) => start + 2 * count - step,
            (None, true) => step - 1,
            (None, false) => count - step,
        };
        let in_order = (1..=count).map(|step| &self.rows[self.visible[distance(step) % count]]);
        in_order.filter(|row| row.readiness().needs_person()).map(|row| row.payment.id).next()
    }

    /// Marks a row, or takes its mark away.
    pub fn toggle_mark(&mut self, row: PaymentId) -> Vec<Write> {
        let known = self.positions.contains_key(&row);
        self.look(|view| match view.marks.iter().position(|marked| *marked == row) {
            Some(place) => drop(view.marks.remove(place)),
            None if known => view.marks.push(row),
            None => {}
        })
    }

    /// Marks rows beside those that are marked.
    pub fn mark(&mut self, rows: &[PaymentId]) -> Vec<Write> {
        let known: Vec<PaymentId> = rows.iter().filter(|id| self.positions.contains_key(id)).copied().collect();
        self.look(|view| {
            let mut marked: HashSet<PaymentId> = view.marks.iter().copied().collect();
            view.marks.extend(known.into_iter().filter(|row| marked.insert(*row)));
        })
    }

    /// Marks all shown rows from the last mark that is shown to this row; without one, only it.
    pub fn mark_range(&mut self, to: PaymentId) -> Vec<Write> {
        let Some(end) = self.place_of(to) else { return Vec::new() };
        let start = self.view.marks.iter().rev().find_map(|id| self.place_of(*id)).unwrap_or(end);
        let places = &self.visible[start.min(end)..=start.max(end)];
        let mut rows: Vec<PaymentId> = places.iter().map(|position| self.rows[*position].payment.id).collect();
        if start > end {
            rows.reverse();
        }
        self.mark(&rows)
    }

    /// Takes the marks of these rows away.
    pub fn unmark_rows(&mut self, rows: &[PaymentId]) -> Vec<Write> {
        let rows: HashSet<&PaymentId> = rows.iter().collect();
        self.look(|view| view.marks.retain(|id| !rows.contains(id)))
    }

    /// Takes all marks away.
    pub fn unmark(&mut self) -> Vec<Write> {
        self.look(|view| view.marks.clear())
    }

    /// The row under the cursor; `None` where a filter shows nothing. The cursor then still remembers
    /// its row, but nothing may be done to a row that nobody sees.
    #[must_use]
    pub fn under_cursor(&self) -> Option<PaymentId> {
        self.view.cursor.filter(|_| !self.visible.is_empty())
    }

    /// What an edit is about: the marked rows, or the one under the cursor.
    #[must_use]
    pub fn targets(&self) -> Vec<PaymentId> {
        if self.view.marks.is_empty() { self.under_cursor().into_iter().collect() } else { self.view.marks.clone() }
    }

    fn place_of(&self, id: PaymentId) -> Option<usize> {
        let position = self.positions.get(&id)?;
        self.visible.iter().position(|shown| shown == position)
    }

    /// Leaves the cursor on its row where that is shown, else puts it on the nearest shown row:
    /// that which followed it in what was shown `before`, or went before it. Marks of rows that
    /// are not there are forgotten.
    pub(super) fn place_cursor(&mut self, before: &[usize]) {
        let positions = &self.positions;
        self.view.marks.retain(|id| positions.contains_key(id));
        let cursor = self.view.cursor.and_then(|id| self.positions.get(&id).copied());
        let Some(cursor) = cursor else {
            self.view.cursor = self.visible.first().map(|position| self.rows[*position].payment.id);
            return;
        };
        if self.visible.is_empty() || self.visible.contains(&cursor) {
            return;
        }
        let is_shown: HashSet<usize> = self.visible.iter().copied().collect();
        let old_place = before.iter().position(|shown| *shown == cursor);
        let near = old_place.and_then(|place| {
            let after = before[place..].iter().find(|shown| is_shown.contains(shown));
            after.or_else(|| before[..place].iter().rev().find(|shown| is_shown.contains(shown)))
        });
        let by_order = || self.visible.iter().find(|shown| self.stands_before(cursor, **shown));
        let nearest = near.or_else(by_order).or(self.visible.last()).copied();
        if let Some(nearest) = nearest {
            self.view.cursor = Some(self.rows[nearest].payment.id);
        }
    }
}
