//! The embedded CRM through its public doors, on files in temporary folders.

mod ledger;
mod load;
mod opening;
mod refunds;
mod sequences;

use std::path::PathBuf;

use jiff::civil::date;
use rust_decimal::Decimal;
use tempfile::TempDir;
use uuid::Uuid;

use super::EmbeddedCrm;
use crate::crm::{Crm as _, Outcome};
use crate::model::{
    Allocation, Contract, ContractId, ContractStatus, Currency, Direction, Holder, IdempotencyKey, PaymentId, Posting,
    PostingPart, RefusalKind, ScheduleLine,
};

/// A CRM in a folder of its own.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("crm.redb")
    }

    fn open(&self) -> EmbeddedCrm {
        EmbeddedCrm::open(&self.path()).expect("the CRM opens")
    }
}

/// Whole units of money.
fn sum(units: i64) -> Decimal {
    Decimal::new(units * 100, 2)
}

/// A registered contract with these instalments, one a month.
fn contract(id: &str, instalments: &[i64]) -> Contract {
    let schedule: Vec<ScheduleLine> = (1..)
        .zip(instalments)
        .map(|(line, amount)| ScheduleLine {
            line,
            due: date(2026, i8::try_from(line).expect("a month"), 15),
            amount: sum(*amount),
            paid: Decimal::ZERO,
        })
        .collect();
    Contract {
        id: ContractId(id.to_owned()),
        number: format!("К-{id}"),
        date: Some(date(2026, 1, 1)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: "Ветров Лев Ильич".to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: schedule.iter().map(|line| line.amount).sum(),
        currency: Currency::RUB,
        schedule,
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

/// A payment of that name, laid over contracts and lines.
fn posting(name: &str, parts: &[(&str, Option<u32>, i64)]) -> Posting {
    generation(name, parts, 0)
}

fn generation(name: &str, parts: &[(&str, Option<u32>, i64)], generation: u32) -> Posting {
    let payment = PaymentId::of_document(&Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string());
    let parts: Vec<PostingPart> = parts
        .iter()
        .map(|(contract, line, amount)| {
            let allocation =
                Allocation { contract: ContractId((*contract).to_owned()), line: *line, amount: sum(*amount) };
            PostingPart {
                key: IdempotencyKey::of(payment, &allocation, generation),
                allocation,
                contract_version: None,
            }
        })
        .collect();
    Posting {
        payment,
        direction: Direction::Receipt,
        source_id: None,
        number: name.to_owned(),
        date: date(2026, 10, 12),
        amount: parts.iter().map(|part| part.allocation.amount).sum(),
        currency: Currency::RUB,
        payer: "Ветров Лев Ильич".to_owned(),
        payer_tax_id: None,
        payer_account: None,
        order_number: None,
        purpose: String::new(),
        parts,
    }
}

/// Money given back, from contracts and lines.
fn refund(name: &str, parts: &[(&str, Option<u32>, i64)]) -> Posting {
    let mut refund = posting(name, parts);
    refund.direction = Direction::Refund;
    for part in &mut refund.parts {
        part.key = IdempotencyKey::in_direction(Direction::Refund, refund.payment, &part.allocation, 0);
    }
    refund
}

async fn post_one(crm: &EmbeddedCrm, posting: &Posting) -> Outcome {
    crm.post(std::slice::from_ref(posting)).await.expect("the CRM answers").remove(0)
}

async fn reverse_one(crm: &EmbeddedCrm, posting: &Posting) -> Outcome {
    crm.reverse(std::slice::from_ref(posting), "ошибка").await.expect("the CRM answers").remove(0)
}

async fn one(crm: &EmbeddedCrm, id: &str) -> Contract {
    crm.contracts_by_id(&[ContractId(id.to_owned())]).await.expect("the CRM answers").remove(0)
}

fn refused(outcome: &Outcome) -> Option<RefusalKind> {
    match outcome {
        Outcome::Refused(refusal) => Some(refusal.kind),
        Outcome::Taken(_) | Outcome::Already(_) | Outcome::HeldBack => None,
    }
}
