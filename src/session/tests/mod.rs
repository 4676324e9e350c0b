//! Tests of the session, on a small register and findings built by hand.

mod commit;
mod edits;
mod grounds;
mod import;
mod memory;
mod other_sums;
mod payee;
mod payer;
mod properties;
mod refunds;
mod steps;
mod view;

use std::sync::Arc;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::{EditError, Session, Undo};
use crate::crm::{Freshness, PostedPart};
use crate::lang::{Language, Texts};
use crate::matching::{Index, Settings};
use crate::model::{
    Allocation, Bits, Candidate, CommitState, Contract, ContractId, ContractStatus, CrmReference, Currency, Direction,
    Evidence, EvidenceKind, Explain as _, Finding, Holder, IdempotencyKey, Message, Money, Party, Payment, PaymentId,
    PaymentKind, Readiness, Refusal, RefusalKind, Row, ScheduleLine, SourcePlace, TaxId,
};
use crate::store::{FileRecord, Saved, Step, Write};

fn rubles(amount: i64) -> Decimal {
    Decimal::new(amount * 100, 2)
}

fn contract_id(name: &str) -> ContractId {
    ContractId(name.to_owned())
}

/// A contract whose schedule has these sums, a month apart.
fn contract(id: &str, number: &str, holder: &str, lines: &[i64]) -> Contract {
    let schedule: Vec<ScheduleLine> = (1..)
        .zip(lines)
        .map(|(line, amount)| ScheduleLine {
            line,
            due: date(2026, 8 + i8::try_from(line).expect("few lines"), 15),
            amount: rubles(*amount),
            paid: Decimal::ZERO,
        })
        .collect();
    Contract {
        id: contract_id(id),
        number: number.to_owned(),
        date: Some(date(2024, 2, 1)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.to_owned(), tax_id: None },
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
        version: 1,
    }
}

/// Three contracts: two of one price, one of another.
fn index() -> Arc<Index> {
    Arc::new(Index::build(vec![
        contract("a", "К-12/5-45", "Иванов Иван Иванович", &[100, 100, 100]),
        contract("b", "К-12/5-46", "Петрова Мария Петровна", &[100, 100, 100]),
        contract("c", "Д-7", "Сидоров Сидор Сидорович", &[500]),
    ]))
}

fn payment(number: u32, amount: i64, payer: &str, purpose: &str) -> Payment {
    let day = i8::try_from(number % 27 + 1).expect("a day of a month");
    Payment {
        id: id(number),
        place: SourcePlace { file: "kl_to_1c.txt".to_owned(), line: u64::from(number) },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: number.to_string(),
        date: date(2026, 10, day),
        order_number: None,
        value_date: None,
        amount: Money::new(rubles(amount), Currency::RUB),
        payer: Party { name: payer.to_owned(), ..Party::default() },
        payee: Party { name: "ООО «Застройщик»".to_owned(), ..Party::default() },
        purpose: purpose.to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}

fn id(number: u32) -> PaymentId {
    PaymentId::of_parts(&[&number.to_string()], 0)
}

fn part(contract: &str, line: u32, amount: i64) -> Allocation {
    Allocation { contract: contract_id(contract), line: Some(line), amount: rubles(amount) }
}

/// A part of a payment as the CRM holds it.
fn held_part(payment: &Payment, allocation: Allocation) -> PostedPart {
    PostedPart {
        reference: CrmReference("P-9".to_owned()),
        key: IdempotencyKey::of(payment.id, &allocation, 0),
        contract_number: allocation.contract.0.clone(),
        contract: allocation.contract,
        line: allocation.line,
        amount: allocation.amount,
        date: payment.date,
        currency: payment.amount.currency,
        payer: payment.payer.name.clone(),
        payer_tax_id: None,
        payer_account: None,
        purpose: payment.purpose.clone(),
        number: payment.number.clone(),
        order_number: None,
        payment: payment.id,
        source_id: None,
        reversed: false,
        direction: Direction::Receipt,
    }
}

fn candidate(contract: &str, allocations: Vec<Allocation>) -> Candidate {
    let evidence = Evidence {
        kind: EvidenceKind::ContractNumber,
        value: contract.into(),
        bits: Bits::whole(14),
        in_purpose: None,
    };
    Candidate { contract: contract_id(contract), bits: evidence.bits, evidence: vec![evidence], allocations }
}

/// A row for which the matcher leaves the choice between contracts a and b.
fn row_to_choose(number: u32, amount: i64) -> Row {
    let payment = payment(number, amount, "Плательщик", "Оплата по договору");
    let finding = Finding {
        readiness: Readiness::Choose,
        candidates: vec![candidate("a", vec![part("a", 1, amount)]), candidate("b", vec![part("b", 1, amount)])],
        ..Finding::unmatched(payment.amount.amount)
    };
    Row::new(payment, finding)
}

fn session_of(rows: Vec<Row>) -> Session {
    Session::new(Saved { rows, ..Saved::default() }, index(), Settings::default())
}

fn file(name: &str) -> FileRecord {
    FileRecord {
        file: name.to_owned(),
        format: "1CClientBankExchange".to_owned(),
        payments: 1,
        refused: 0,
        warnings: Vec::new(),
        complete: true,
        period: None,
        own: Party::default(),
    }
}

/// What the CRM holds of somebody's payment, though no row brought it.
fn held(number: &str, payer: &str, part: Allocation) -> PostedPart {
    let payment = PaymentId::of_parts(&["held", number], 0);
    PostedPart {
        reference: CrmReference(format!("C-{number}")),
        key: IdempotencyKey::of(payment, &part, 0),
        contract_number: part.contract.to_string(),
        contract: part.contract,
        line: part.line,
        direction: Direction::Receipt,
        amount: part.amount,
        date: date(2026, 10, 5),
        currency: Currency::RUB,
        payer: payer.to_owned(),
        payer_tax_id: None,
        payer_account: None,
        purpose: String::new(),
        number: number.to_owned(),
        order_number: None,
        payment,
        source_id: None,
        reversed: false,
    }
}

fn committed(mut row: Row) -> Row {
    let allocations = row.allocations().to_vec();
    row.commit = CommitState::Committed { reference: CrmReference("P-1".to_owned()), allocations };
    row.version += 1;
    row
}

fn refused(mut row: Row) -> Row {
    row.commit = CommitState::Refused(Refusal {
        kind: RefusalKind::MoreThanDue,
        message: Message::new("refusal-more-than-due"),
    });
    row.version += 1;
    row
}

fn words(error: &EditError) -> String {
    Texts::load(Language::Russian).words(&error.explain())
}

/// The rows without their versions, which only ever grow.
fn without_versions(session: &Session) -> Vec<Row> {
    session.rows().iter().map(|row| Row { version: 0, ..row.clone() }).collect()
}

fn row(session: &Session, number: u32) -> &Row {
    session.row(id(number)).expect("the row is there")
}

fn readiness(session: &Session, number: u32) -> Readiness {
    row(session, number).readiness()
}

fn day(day: i8) -> Date {
    date(2026, 10, day)
}

fn undone(session: &mut Session) -> Message {
    match session.undo().expect("it can be undone") {
        Undo::Done(_, label) => label,
        other => panic!("not undone: {other:?}"),
    }
}
