//! State folders: contracts with a row for each, copies, and what a killed program left in one.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rust_decimal::Decimal;
use sverka::config::Config;
use sverka::crm::Crm as _;
use sverka::crm::PostedPart;
use sverka::crm::embedded::EmbeddedCrm;
use sverka::desk::{Desk, Opening};
use sverka::model::{
    Allocation, Contract, ContractId, ContractStatus, Currency, Decision, Finding, Holder, Money, Party, Payment,
    PaymentId, PaymentKind, Row, ScheduleLine, SourcePlace,
};
use sverka::store::{Store, Write};

/// What both files of a state hold, as they stand on disk.
#[derive(Clone)]
pub struct Left {
    pub rows: Vec<Row>,
    pub parts: Vec<PostedPart>,
    pub contracts: Vec<Contract>,
}

pub fn contract_id(number: u32) -> ContractId {
    ContractId(format!("К-{number}"))
}

/// Whether the row of that number gives money back: every fifth does.
pub const fn is_refund(number: u32) -> bool {
    number.is_multiple_of(5)
}

/// What the register says was paid before: there is something to give back where a row does so.
pub fn paid_before(number: u32) -> Decimal {
    if is_refund(number) { Decimal::new(50_000_000, 2) } else { Decimal::ZERO }
}

pub fn contract(number: u32) -> Contract {
    let amount = Decimal::new(100_000_000, 2);
    Contract {
        id: contract_id(number),
        number: format!("К-{number}"),
        date: Some(jiff::civil::date(2026, 1, 15)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: format!("Дольщик {number}"), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: amount,
        currency: Currency::RUB,
        schedule: vec![ScheduleLine { line: 1, due: jiff::civil::date(2026, 10, 15), amount, paid: Decimal::ZERO }],
        paid: paid_before(number),
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 0,
    }
}

/// A payment that a person gave to the contract of its number, or gave back from it.
pub fn decided_row(number: u32) -> Row {
    let amount = Decimal::new(1_000_000 + i64::from(number), 2);
    let text = number.to_string();
    let payment = Payment {
        id: PaymentId::of_document(&text),
        place: SourcePlace::default(),
        source_id: Some(text.clone()),
        kind: if is_refund(number) { PaymentKind::BankPaymentOut } else { PaymentKind::BankReceipt },
        number: text,
        date: jiff::civil::date(2026, 10, 12),
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: format!("Дольщик {number}"), ..Party::default() },
        payee: Party::default(),
        purpose: String::new(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    };
    let mut row = Row::new(payment, Finding::unmatched(amount));
    let part = Allocation { contract: contract_id(number), line: Some(1), amount };
    row.decision = Decision { allocations: Some(vec![part]), ..Decision::default() };
    row
}

/// A state folder with so many contracts and a row for each.
pub fn lay(state: &Path, count: u32) {
    fs::create_dir_all(state).expect("a folder");
    let crm = EmbeddedCrm::open(&state.join("crm.redb")).expect("a CRM");
    crm.load((1..=count).map(contract).collect()).expect("the register loads");
    let store = Store::open(&state.join("sverka.redb")).expect("a store");
    let writes: Vec<Write> = (1..=count).map(|number| Write::Row(Box::new(decided_row(number)))).collect();
    store.save(&writes).expect("the rows are saved");
}

/// Makes a folder hold what another holds, and nothing else.
pub fn copy(from: &Path, to: &Path) {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        removed => removed.expect("what was there goes"),
    }
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let from = entry.expect("an entry").path();
        let to = to.join(from.file_name().expect("a name"));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("copied");
        }
    }
}

/// What stands in a state, read in a copy of it laid at `beside`: nothing of the state is mended.
pub fn look(state: &Path, beside: &Path) -> Left {
    copy(state, beside);
    let store = Store::open(&beside.join("sverka.redb")).expect("the session opens after a kill");
    assert_eq!(store.check_log().expect("the log is read").faults, [], "the log tells of all that stands there");
    let crm = EmbeddedCrm::open(&beside.join("crm.redb")).expect("the CRM opens after a kill");
    Left {
        rows: store.load().expect("the session loads").rows,
        parts: wait(crm.payments()).expect("the CRM answers"),
        contracts: wait(crm.contracts()).expect("the CRM answers"),
    }
}

pub fn open(state: &Path) -> (Desk, Opening) {
    wait(Desk::open(state, &Config::default())).expect("the state opens by itself")
}

pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(future)
}
