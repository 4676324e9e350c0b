//! The contracts of the register with the inverted indexes over them.

use std::collections::HashMap;

use crate::model::{Contract, ContractId};

/// The contracts and everything that leads from a payment to them.
#[derive(Debug, Default)]
pub struct Index {
    contracts: Vec<Contract>,
    by_id: HashMap<ContractId, usize>,
}

impl Index {
    /// Builds the index. The contracts are held in the order of their ids, whatever their order
    /// was; of two with one id the first stays.
    #[must_use]
    pub fn build(mut contracts: Vec<Contract>) -> Self {
        contracts.sort_by(|one, other| one.id.cmp(&other.id));
        contracts.dedup_by(|later, earlier| later.id == earlier.id);
        let by_id = contracts.iter().enumerate().map(|(position, contract)| (contract.id.clone(), position)).collect();
        Self { contracts, by_id }
    }

    /// The contracts in the order of their ids.
    #[must_use]
    pub fn contracts(&self) -> &[Contract] {
        &self.contracts
    }

    /// The contract of that id.
    #[must_use]
    pub fn contract(&self, id: &ContractId) -> Option<&Contract> {
        self.contracts.get(*self.by_id.get(id)?)
    }
}
