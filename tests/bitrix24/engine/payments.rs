//! Five hundred payments of every sort, and the portal that they are for.

use rust_decimal::Decimal;
use serde_json::json;
use sverka::model::{
    Allocation, ContractId, Currency, Decision, Finding, Money, Party, Payment, PaymentId, PaymentKind, Row,
    SourcePlace, TaxId,
};

use super::super::connector::{Home, sum};
use super::super::emulator::fields::INVOICE;

/// How many payments there are; each tenth of them is of one sort.
pub const COUNT: u32 = 500;
const DEALS: u32 = 50;
const ALONE: u32 = 30;
const BARE: u32 = 20;
/// What others wrote down as paid, on the first invoice of every fifth deal.
const BEFORE: &str = "500";

/// The contracts of a portal.
pub struct Houses {
    /// Deals with three invoices.
    deals: Vec<String>,
    /// Invoices without a deal.
    alone: Vec<String>,
    /// Deals without invoices.
    bare: Vec<String>,
}

impl Houses {
    pub fn build(home: &Home) -> Self {
        let deal = |number: u32| {
            let (deal, invoices) = home.deal(&format!("ДДУ-{number}"), &["1000", "2000.50", "3000"]);
            if number.is_multiple_of(5) {
                let before = json!({ home.paid.as_str(): BEFORE, home.payments.as_str(): ["аванс 500 наличными"] });
                home.portal.portal(|portal| portal.change(INVOICE, invoices[0], &before));
            }
            format!("deal:{deal}")
        };
        Self {
            deals: (0..DEALS).map(deal).collect(),
            alone: (0..ALONE).map(|_| format!("invoice:{}", home.invoice("1500"))).collect(),
            bare: (0..BARE)
                .map(|number| format!("deal:{}", home.bare_deal(&format!("ДКП-{number}"), "5000")))
                .collect(),
        }
    }

    /// The rows, each decided by a person and ready to go.
    pub fn rows(&self) -> Vec<Row> {
        (0..COUNT).map(|number| self.row(number)).collect()
    }

    fn row(&self, number: u32) -> Row {
        let at = |list: &[String], place: u32| list[place as usize % list.len()].clone();
        let own = at(&self.deals, number / 10);
        let small = Decimal::new(1_234 + i64::from(number), 2);
        let parts = match number % 10 {
            // Paid in full, or a part of a deal without invoices.
            0 if number / 10 < 20 => vec![(at(&self.alone, number / 10), None, sum("1500"))],
            0 => vec![(at(&self.bare, number / 10), None, small)],
            2 => vec![(own.clone(), Some(2), small), (own, Some(3), sum("3.33"))],
            3 => vec![(own, Some(2), small), (at(&self.alone, 20 + number / 10 % 10), None, sum("0.07"))],
            // More than anybody owes.
            4 => vec![(own, Some(3), sum("999999.99"))],
            5 => vec![(at(&self.deals, number / 10 + 1), Some(1), small)],
            6 => vec![(at(&self.deals, number / 10 % 10 * 5), Some(1), sum("1.01"))],
            8 => vec![(own.clone(), Some(1), sum("1")), (own.clone(), Some(2), sum("0.01")), (own, Some(3), small)],
            9 => vec![(at(&self.deals, 0), Some(2), sum("3.33"))],
            _ => vec![(own, Some(1), small)],
        };
        let mut row = row(&number.to_string(), &parts);
        if number % 10 == 5 {
            row.payment.payer =
                Party {
                    name: "ИП Чужой".to_owned(), tax_id: TaxId::from_document("500100732259"), ..Party::default()
                };
        }
        if number % 10 == 6 {
            row.payment.kind = PaymentKind::BankPaymentOut;
        }
        row
    }
}

/// Whether a payment of [`Houses::rows`] is more than its contract takes.
pub fn is_too_much(row: &Row) -> bool {
    row.payment.amount.amount == sum("999999.99")
}

/// A row of that name that a person gave to these contracts and lines.
pub fn row(name: &str, parts: &[(String, Option<u32>, Decimal)]) -> Row {
    let amount: Decimal = parts.iter().map(|(_, _, amount)| *amount).sum();
    let payment = Payment {
        id: PaymentId::of_document(name),
        place: SourcePlace::default(),
        source_id: Some(name.to_owned()),
        kind: PaymentKind::BankReceipt,
        number: name.to_owned(),
        date: jiff::civil::date(2026, 11, 20),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: "ООО «Ромашка»".to_owned(), ..Party::default() },
        payee: Party::default(),
        purpose: String::new(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let allocation = |(contract, line, amount): &(String, Option<u32>, Decimal)| Allocation {
        contract: ContractId(contract.clone()),
        line: *line,
        amount: *amount,
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    row.decision = Decision { allocations: Some(parts.iter().map(allocation).collect()), ..Decision::default() };
    row
}
