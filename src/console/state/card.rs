//! Contract card and property card.

use crate::console::msg::CardData;
use crate::model::{ContractId, Message, Unit};

/// What was asked for and may not be there yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Loading<T> {
    /// Asked for.
    #[default]
    Waiting,
    /// There.
    Here(T),
    /// It could not be had, and why.
    Failed(Message),
}

/// A card: a contract, or a unit with its contracts.
#[derive(Debug, Clone)]
pub struct Card {
    /// The unit of a property card.
    pub unit: Option<Unit>,
    /// The contracts, the current one first.
    pub contracts: Vec<ContractId>,
    /// What the CRM holds.
    pub data: Loading<CardData>,
    /// The request that is waited for.
    pub generation: u64,
    /// First line shown.
    pub scroll: usize,
}
