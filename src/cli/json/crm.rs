//! What a CRM holds: `crm contracts`, `crm payments`.

use serde::Serialize;

use crate::crm::PostedPart;
use crate::model::{Contract, ScheduleLine, plain_text};

/// A contract: `crm contracts`.
#[derive(Debug, Serialize)]
pub struct ContractLine<'crm> {
    contract_id: &'crm str,
    number: &'crm str,
    date: Option<String>,
    status: &'static str,
    currency: &'crm str,
    total: String,
    paid: String,
    due: String,
    schedule: Vec<SchedulePart>,
}

#[derive(Debug, Serialize)]
struct SchedulePart {
    line: u32,
    due: String,
    amount: String,
    paid: String,
}

impl<'crm> From<&'crm Contract> for ContractLine<'crm> {
    fn from(contract: &'crm Contract) -> Self {
        Self {
            contract_id: contract.id.as_str(),
            number: &contract.number,
            date: contract.date.map(|date| date.to_string()),
            status: contract.status.name(),
            currency: contract.currency.code(),
            total: plain_text(contract.total),
            paid: plain_text(contract.paid),
            due: plain_text(contract.due()),
            schedule: contract.schedule.iter().map(SchedulePart::from).collect(),
        }
    }
}

impl From<&ScheduleLine> for SchedulePart {
    fn from(line: &ScheduleLine) -> Self {
        Self {
            line: line.line,
            due: line.due.to_string(),
            amount: plain_text(line.amount),
            paid: plain_text(line.paid),
        }
    }
}

/// A part of a payment that the CRM holds: `crm payments`.
#[derive(Debug, Serialize)]
pub struct PaymentLine<'crm> {
    key: String,
    contract: &'crm str,
    contract_id: &'crm str,
    line: Option<u32>,
    /// Below zero where money was given back: sums of this field tell what is paid.
    amount: String,
    /// `receipt` or `refund`.
    direction: &'static str,
    date: String,
    payer: &'crm str,
    source_id: Option<&'crm str>,
    crm_ref: &'crm str,
    number: &'crm str,
    row: String,
}

impl<'crm> From<&'crm PostedPart> for PaymentLine<'crm> {
    fn from(part: &'crm PostedPart) -> Self {
        Self {
            key: part.key.to_string(),
            contract: &part.contract_number,
            contract_id: part.contract.as_str(),
            line: part.line,
            amount: plain_text(part.signed_amount()),
            direction: part.direction.name(),
            date: part.date.to_string(),
            payer: &part.payer,
            source_id: part.source_id.as_deref(),
            crm_ref: &part.reference.0,
            number: &part.number,
            row: part.payment.to_string(),
        }
    }
}
