//! The protocol against a scripted CRM and a journal that dies where it is told to.

mod abilities;
mod engine;
mod fake;
mod keyless;
mod meanwhile;
mod memory;
mod verdict;

use rust_decimal::Decimal;

use crate::model::{
    Allocation, ContractId, Currency, Decision, Finding, Money, Party, Payment, PaymentId, PaymentKind, Row,
    SourcePlace,
};

/// An allocation to the contract of that number.
pub fn part(contract: u32, line: u32, kopecks: i64) -> Allocation {
    let contract = ContractId(format!("К-{contract}"));
    Allocation { contract, line: Some(line), amount: Decimal::new(kopecks, 2) }
}

/// A row that a person decided, ready to go.
pub fn row(number: u32, parts: Vec<Allocation>) -> Row {
    let amount: Decimal = parts.iter().map(|part| part.amount).sum();
    let number = number.to_string();
    let payment = Payment {
        id: PaymentId::of_document(&number),
        place: SourcePlace::default(),
        source_id: Some(number.clone()),
        kind: PaymentKind::BankReceipt,
        number,
        date: jiff::civil::date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: "Иванов И. И.".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: String::new(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    row.decision = Decision { allocations: Some(parts), ..Decision::default() };
    row
}

/// So many rows of one part each.
pub fn rows(count: u32) -> Vec<Row> {
    (1..=count).map(|number| row(number, vec![part(number, 1, i64::from(number) * 10_050)])).collect()
}

/// A row that was taken back, as a person's next decision leaves it.
fn taken_again(row: &Row) -> Row {
    Row { changed: Vec::new(), ..row.clone() }
}
