//! What is shown: filter and order, and the cursor that stays on its row through both.

use super::filter::TextFilter;
use super::{Counts, Session};
use crate::model::Readiness;
use crate::store::{Sort, ViewState, Write};
use crate::text::harmless_line;

impl Session {
    /// Filter, order, cursor and marks.
    #[must_use]
    pub const fn view(&self) -> &ViewState {
        &self.view
    }

    /// What the filter lets through, in the chosen order: positions in [`Session::rows`].
    #[must_use]
    pub fn visible(&self) -> &[usize] {
        &self.visible
    }

    /// Shows only rows in these states; empty: all.
    pub fn set_readiness_filter(&mut self, readiness: Vec<Readiness>) -> Vec<Write> {
        self.look(|view| view.readiness = readiness)
    }

    /// Shows only rows that contain this text; empty: all.
    pub fn set_text_filter(&mut self, text: &str) -> Vec<Write> {
        // Blanks at the ends are typed on the way to the next word.
        let text = if text.trim().is_empty() { String::new() } else { harmless_line(text) };
        self.look(|view| view.text = text)
    }

    /// Shows everything.
    pub fn clear_filter(&mut self) -> Vec<Write> {
        self.look(|view| {
            view.readiness.clear();
            view.text.clear();
        })
    }

    /// Sorts.
    pub fn set_sort(&mut self, sort: Sort, descending: bool) -> Vec<Write> {
        self.look(|view| {
            view.sort = sort;
            view.descending = descending;
        })
    }

    /// Changes the view and tells what must be saved.
    pub(super) fn look(&mut self, change: impl FnOnce(&mut ViewState)) -> Vec<Write> {
        let before = self.view.clone();
        change(&mut self.view);
        self.finish(&std::collections::BTreeSet::new(), &before)
    }

    /// Counts, filters and sorts anew, and finds the cursor's place.
    pub(super) fn look_again(&mut self) {
        let filter = TextFilter::of(&self.view.text);
        if filter.is_some() {
            self.fold_documents();
        }
        let mut counts = Counts::default();
        let mut shown = Vec::new();
        for (position, row) in self.rows.iter().enumerate() {
            let readiness = row.readiness();
            counts.add(row, readiness);
            let is_shown = (self.view.readiness.is_empty() || self.view.readiness.contains(&readiness))
                && filter.as_ref().is_none_or(|filter| self.is_found(filter, position));
            if is_shown {
                shown.push(position);
            }
        }
        self.counts = counts;
        let before = std::mem::take(&mut self.visible);
        self.visible = self.sort_positions(shown);
        self.place_cursor(&before);
    }
}
