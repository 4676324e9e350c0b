//! What is remembered of a payer and a contract: `memory`.

use serde::Serialize;

use super::contract_number;
use crate::matching::Index;
use crate::model::{PayerKey, Remembered};

/// A payer with a contract: `memory`.
#[derive(Debug, Serialize)]
pub struct MemoryLine<'memory> {
    payer: PayerPart<'memory>,
    contract: &'memory str,
    contract_id: &'memory str,
    role: &'static str,
    confirmed: u32,
    last_confirmed: Option<String>,
    rejected: u32,
    last_rejected: Option<String>,
}

#[derive(Debug, Serialize)]
struct PayerPart<'memory> {
    name: &'memory str,
    inn: Option<&'memory str>,
    account: Option<&'memory str>,
    bic: Option<&'memory str>,
}

impl<'memory> MemoryLine<'memory> {
    /// The shape of a pair; the index gives contracts their numbers.
    #[must_use]
    pub fn of(pair: &'memory Remembered, index: &'memory Index) -> Self {
        let name = pair.payer_name.as_str();
        Self {
            payer: match &pair.payer {
                PayerKey::Account { account, bic } => {
                    PayerPart { name, inn: None, account: Some(account), bic: bic.as_deref() }
                }
                PayerKey::TaxId(tax_id) => PayerPart { name, inn: Some(tax_id.as_str()), account: None, bic: None },
            },
            contract: contract_number(&pair.contract, index),
            contract_id: pair.contract.as_str(),
            role: pair.role.name(),
            confirmed: pair.confirmed,
            last_confirmed: pair.last_confirmed.map(|day| day.to_string()),
            rejected: pair.rejected,
            last_rejected: pair.last_rejected.map(|day| day.to_string()),
        }
    }
}
