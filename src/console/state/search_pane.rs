//! The contract search.

use super::{Field, Loading};
use crate::console::msg::CardData;
use crate::model::PaymentId;
use crate::search::{Hit, SearchResult};

/// What a found contract is wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchFor {
    /// To give whole payments to it.
    Rows(Vec<PaymentId>),
    /// For a part in the editor underneath.
    Part(usize),
}

/// The contract search.
#[derive(Debug, Clone)]
pub struct SearchPane {
    /// What for.
    pub wanted_for: SearchFor,
    /// What has been typed.
    pub field: Field,
    /// The search whose result is waited for.
    pub generation: u64,
    /// The last result.
    pub result: SearchResult,
    /// Which hit is under the cursor.
    pub cursor: usize,
    /// Earlier payments of the contract under the cursor.
    pub preview: Loading<CardData>,
    /// The request of the preview.
    pub preview_generation: u64,
}

impl SearchPane {
    /// The hit under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<&Hit> {
        self.result.hits.get(self.cursor)
    }
}
