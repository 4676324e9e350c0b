//! What the cases are made of: buyers, contracts, payments, and the three questions asked of a row.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use sverka::matching::{Case, Index, Settings, Standing, find_all};
use sverka::model::{
    Contract, ContractId, ContractStatus, Currency, Finding, FlagKind, Holder, Money, Party, Payment, PaymentId,
    PaymentKind, Readiness, ScheduleLine, SourcePlace, TaxId, Unit, UnitKind,
};

/// Who pays.
pub struct Buyer {
    /// As the bank writes the name.
    pub name: String,
    /// The account.
    pub account: String,
}

/// A payer of that name, with an account that no other name has.
pub fn person(name: &str) -> Buyer {
    Buyer { name: name.to_owned(), account: format!("40817810{:012}", name.bytes().map(u64::from).sum::<u64>()) }
}

/// A bare receipt without a tax number.
pub fn receipt(number: usize, payer: &Buyer, amount: Decimal, day: Date, purpose: &str) -> Payment {
    let parts = [number.to_string(), purpose.to_owned(), amount.to_string(), payer.account.clone()];
    Payment {
        id: PaymentId::of_parts(&parts.iter().map(String::as_str).collect::<Vec<_>>(), 0),
        place: SourcePlace { file: "kl_to_1c.txt".into(), line: number as u64 },
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: number.to_string(),
        date: day,
        order_number: None,
        value_date: None,
        amount: Money::new(amount, Currency::RUB),
        payer: Party { name: payer.name.clone(), account: Some(payer.account.clone()), ..Party::default() },
        payee: Party {
            name: "ООО Застройщик".into(),
            account: Some("40702810900000000001".into()),
            ..Party::default()
        },
        purpose: purpose.to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}

/// A contract of ten instalments of 100 000, the first due on 10.10.2026.
pub fn contract(number: &str, holder: &str) -> Contract {
    let schedule: Vec<ScheduleLine> = (0..10_u32)
        .map(|line| ScheduleLine {
            line: line + 1,
            due: date(2026, 10, 10).saturating_add(jiff::Span::new().months(i64::from(line))),
            amount: Decimal::from(100_000),
            paid: Decimal::ZERO,
        })
        .collect();
    Contract {
        id: ContractId(format!("id {number} {holder}")),
        number: number.to_owned(),
        date: Some(date(2026, 2, 1)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: Decimal::from(1_000_000),
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

pub fn with(mut contract: Contract, change: impl FnOnce(&mut Contract)) -> Contract {
    change(&mut contract);
    contract
}

pub const IVANOVA: &str = "Иванова Мария Петровна";
pub const PETROV: &str = "Петров Семён Ильич";

/// Two buyers and a crowd around them.
pub fn register() -> Vec<Contract> {
    let mut all =
        vec![contract("12/34-К5", IVANOVA), contract("12/345", PETROV), contract("В24-7", "Сомов Пётр Львович")];
    all.extend((0..60).map(|number| contract(&format!("Я-{number}/900"), &format!("Ладыгин Глеб Савич{number}"))));
    all
}

pub fn pay(payer: &str, purpose: &str) -> Payment {
    pay_sum(payer, purpose, 100_000)
}

pub fn pay_sum(payer: &str, purpose: &str, amount: i64) -> Payment {
    receipt(1, &person(payer), Decimal::from(amount), date(2026, 10, 9), purpose)
}

pub fn find(contracts: Vec<Contract>, payments: &[Payment]) -> Vec<Finding> {
    let cases: Vec<Case<'_>> = payments.iter().map(|payment| Case { payment, standing: Standing::Open }).collect();
    find_all(&Index::build(contracts), &cases, &Settings::default())
}

pub fn one(contracts: Vec<Contract>, payment: Payment) -> Finding {
    find(contracts, &[payment]).remove(0)
}

pub fn kinds(finding: &Finding) -> Vec<FlagKind> {
    finding.flags.iter().map(|flag| flag.kind).collect()
}

#[track_caller]
pub fn ready(contracts: Vec<Contract>, payment: Payment, number: &str) {
    let purpose = payment.purpose.clone();
    let finding = one(contracts, payment);
    assert_eq!(finding.readiness, Readiness::Ready, "«{purpose}» {finding:#?}");
    assert!(finding.allocations.iter().all(|part| part.contract.0.contains(number)), "«{purpose}» {finding:#?}");
}

#[track_caller]
pub fn asked(contracts: Vec<Contract>, payment: Payment, flag: FlagKind) {
    let purpose = payment.purpose.clone();
    let finding = one(contracts, payment);
    assert_ne!(finding.readiness, Readiness::Ready, "«{purpose}» {finding:#?}");
    assert!(kinds(&finding).contains(&flag), "«{purpose}» {flag:?} {finding:#?}");
}

#[track_caller]
pub fn not_ready(contracts: Vec<Contract>, payment: Payment) {
    let purpose = payment.purpose.clone();
    let finding = one(contracts, payment);
    assert_ne!(finding.readiness, Readiness::Ready, "«{purpose}» {finding:#?}");
}

/// The tax number of somebody else.
pub const OTHER_TAX_ID: &str = "770060976383";
pub const TAX_ID: &str = "500100732259";

/// One buyer with a tax number, a flat in a named house, and another buyer.
pub fn sure_register() -> Vec<Contract> {
    let flat = |number: &str, house: &str| {
        let (house, number) = (house.to_owned(), number.to_owned());
        Some(Unit { house, section: "1".into(), floor: None, number, kind: UnitKind::Flat })
    };
    let mut all = vec![
        with(contract("К-1/1", IVANOVA), |contract| {
            contract.holder.tax_id = TaxId::from_document(TAX_ID);
            contract.unit = flat("1", "ЖК «Верба», дом 1");
        }),
        with(contract("К-1/2", PETROV), |contract| contract.unit = flat("2", "ЖК «Верба», дом 1")),
    ];
    all.extend((0..30).map(|number| contract(&format!("Ф-{number}"), &format!("Ладыгин Глеб Савич{number}"))));
    all
}

pub fn pay_with_tax_id(payer: &str, purpose: &str) -> Payment {
    let mut payment = pay(payer, purpose);
    payment.payer.tax_id = TaxId::from_document(TAX_ID);
    payment
}

/// The holder of [`TAX_ID`] pays what is due.
pub fn holder_pays(purpose: &str) -> Payment {
    pay_with_tax_id(IVANOVA, purpose)
}

/// Every one of these purposes is ready, or every one is asked.
#[track_caller]
pub fn hold(is_ready: bool, contracts: impl Fn() -> Vec<Contract>, pays: impl Fn(&str) -> Payment, purposes: &[&str]) {
    let wrong: Vec<String> = purposes
        .iter()
        .filter_map(|purpose| {
            let finding = one(contracts(), pays(purpose));
            let ready = finding.readiness == Readiness::Ready;
            let flags: Vec<String> =
                finding.flags.iter().map(|flag| format!("{:?} {}", flag.kind, flag.about)).collect();
            (ready != is_ready).then(|| format!("«{purpose}» {:?} {}", finding.readiness, flags.join(", ")))
        })
        .collect();
    assert!(wrong.is_empty(), "ready: {is_ready}\n{}", wrong.join("\n"));
}
