//! What is remembered, on the scales.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::lang::{Language, Texts};
use crate::matching::{Case, Settings, Standing, find_all_knowing};
use crate::model::{
    Bits, ContractId, ContractStatus, Currency, EvidenceKind, Fact, Finding, FlagKind, Holder, Lesson, Message, Money,
    PaymentId, PaymentKind, Readiness, ScheduleLine, SourcePlace, Taught, TaxId,
};

const ACCOUNT: &str = "40817810900000000001";
const WIFE: &str = "Орлова Анна Ильинична";

fn contract(number: usize, holder: &str) -> Contract {
    let line = |line: u32, due: Date| ScheduleLine { line, due, amount: Decimal::from(300), paid: Decimal::ZERO };
    Contract {
        id: ContractId(format!("c{number:03}")),
        number: format!("К-12/5-{number}"),
        date: Some(date(2024, 2, 1)),
        kind: "ДДУ".to_owned(),
        status: ContractStatus::Registered,
        holder: Holder { name: holder.to_owned(), tax_id: None },
        co_holders: Vec::new(),
        unit: None,
        total: Decimal::from(600),
        currency: Currency::RUB,
        schedule: vec![line(1, date(2026, 9, 15)), line(2, date(2026, 10, 15))],
        paid: Decimal::ZERO,
        manager: String::new(),
        escrow: false,
        lender: None,
        notes: Vec::new(),
        version: 1,
    }
}

fn payment(payer: &str, purpose: &str) -> Payment {
    Payment {
        id: PaymentId::of_parts(&["asked"], 0),
        place: SourcePlace::default(),
        source_id: None,
        kind: PaymentKind::BankReceipt,
        number: "1".to_owned(),
        date: date(2026, 9, 14),
        order_number: None,
        value_date: None,
        amount: Money::new(Decimal::from(300), Currency::RUB),
        payer: Party { name: payer.to_owned(), account: Some(ACCOUNT.to_owned()), ..Party::default() },
        payee: Party::default(),
        purpose: purpose.to_owned(),
        breakdown: Vec::new(),
        marks: Vec::new(),
        comment: String::new(),
    }
}

fn fact(payer: &str, number: usize, day: Date) -> Fact {
    Fact {
        payer: PayerKey::Account { account: ACCOUNT.to_owned(), bic: None },
        payer_name: payer.to_owned(),
        contract: ContractId(format!("c{number:03}")),
        role: PayerRole::Other,
        day,
    }
}

/// The payer's account was confirmed for so many contracts, the first among them.
fn confirmed(payer: &str, count: usize) -> Memory {
    Memory::of((1..=count).map(|number| {
        let taught = Taught { confirmed: vec![fact(payer, number, date(2026, 8, 14))], rejected: Vec::new() };
        (PaymentId::of_parts(&[&number.to_string()], 0), Lesson { taught, ..Lesson::default() })
    }))
}

/// What is found for a payment beside two hundred contracts of others; the first is Сидоров's.
fn found(payment: &Payment, memory: &Memory) -> Finding {
    let mut contracts = vec![contract(1, "Сидоров Сидор Сидорович")];
    contracts.extend((2..=200).map(|number| contract(number, "Котов Кот Котович")));
    let case = Case { payment, standing: Standing::Open };
    find_all_knowing(&Index::build(contracts), &[case], &Settings::default(), memory).remove(0)
}

fn weight(finding: &Finding, kind: EvidenceKind) -> Option<Bits> {
    let first = finding.candidates.iter().find(|candidate| candidate.contract.as_str() == "c001")?;
    first.evidence.iter().find(|evidence| evidence.kind == kind).map(|evidence| evidence.bits)
}

const BY_NUMBER: &str = "По договору К-12/5-1 от 01.02.2024";

#[rstest]
#[case::one(WIFE, 1, 100)]
#[case::two(WIFE, 2, 90)]
#[case::fifty(WIFE, 50, 44)]
#[case::hundred(WIFE, 100, 34)]
#[case::a_bank("ПАО Сбербанк", 1, 44)]
#[case::a_bank_for_fifty("ПАО Сбербанк", 50, 44)]
fn an_account_weighs_less_the_more_contracts_it_pays_for(
    #[case] payer: &str,
    #[case] contracts: usize,
    #[case] tenths: i32,
) {
    let finding = found(&payment(payer, BY_NUMBER), &confirmed(payer, contracts));
    assert_eq!(weight(&finding, EvidenceKind::KnownAccount), Some(Bits::tenths(tenths)));
}

#[test]
fn a_second_agreeing_evidence_makes_the_first_green() {
    let by_number = payment(WIFE, BY_NUMBER);
    let asked = found(&by_number, &Memory::default());
    assert_eq!(asked.flags.iter().map(|flag| flag.kind).collect::<Vec<_>>(), [FlagKind::ThirdParty]);
    assert_eq!(found(&by_number, &confirmed(WIFE, 1)).readiness, Readiness::Ready);
    assert_eq!(found(&payment(WIFE, "За квартиру"), &confirmed(WIFE, 1)).readiness, Readiness::Review);
    let for_husband = payment(WIFE, "За мужа по договору К-12/5-1 от 01.02.2024");
    assert_eq!(found(&for_husband, &confirmed(WIFE, 1)).readiness, Readiness::Ready);
}

#[test]
fn a_known_account_that_names_somebody_else_is_asked() {
    let for_another = payment(WIFE, "За Лосева по договору К-12/5-1 от 01.02.2024");
    let finding = found(&for_another, &confirmed(WIFE, 1));
    assert_eq!(finding.flags.iter().map(|flag| flag.kind).collect::<Vec<_>>(), [FlagKind::ObjectUnknown]);
    let for_payer = payment(WIFE, "За Орлову по договору К-12/5-1 от 01.02.2024");
    assert_ne!(found(&for_payer, &confirmed(WIFE, 1)).readiness, Readiness::Ready);
}

#[test]
fn who_sold_the_contract_is_a_stranger_again() {
    let mut memory = Memory::default();
    let holder = Fact { role: PayerRole::Holder, ..fact(WIFE, 1, date(2026, 8, 14)) };
    let taught = Taught { confirmed: vec![holder], rejected: Vec::new() };
    memory.put(PaymentId::of_parts(&["x"], 0), Lesson { taught, ..Lesson::default() });
    let finding = found(&payment(WIFE, BY_NUMBER), &memory);
    assert_eq!(finding.flags.iter().map(|flag| flag.kind).collect::<Vec<_>>(), [FlagKind::ThirdParty]);
}

#[test]
fn the_role_is_told_in_words() {
    for (language, words) in [
        (Language::Russian, "знакомый счёт (супруг или родственник)"),
        (Language::English, "known account (spouse or relative)"),
        (Language::Romanian, "cont cunoscut (soț sau rudă)"),
    ] {
        let message = Message::new("evidence-known-account").with("value", PayerRole::Relative.name());
        assert_eq!(Texts::load(language).words(&message), words);
    }
}

#[test]
fn an_account_of_many_or_of_a_bank_vouches_for_nobody() {
    for (payer, contracts) in [(WIFE, 9), ("ПАО Сбербанк", 1)] {
        let finding = found(&payment(payer, BY_NUMBER), &confirmed(payer, contracts));
        assert_ne!(finding.readiness, Readiness::Ready, "{payer}");
    }
}

#[test]
fn another_sum_is_asked_of_a_known_account_too() {
    let mut other = payment(WIFE, BY_NUMBER);
    other.amount.amount = Decimal::from(170);
    assert_eq!(found(&other, &confirmed(WIFE, 1)).readiness, Readiness::Review);
}

#[test]
fn a_rejection_fades_and_keeps_the_row_from_green() {
    let day = date(2026, 9, 14);
    let turned_down = |days: i32| {
        let undone = vec![fact(WIFE, 1, day - days.days())];
        let turned_down = (PaymentId::of_parts(&["x"], 0), Lesson { undone, ..Lesson::default() });
        let earlier = Taught { confirmed: vec![fact(WIFE, 1, date(2020, 1, 1))], rejected: Vec::new() };
        let earlier = (PaymentId::of_parts(&["y"], 0), Lesson { taught: earlier, ..Lesson::default() });
        found(&payment(WIFE, BY_NUMBER), &Memory::of([turned_down, earlier]))
    };
    for (days, tenths) in [(0, -60), (180, -30), (360, -15)] {
        let finding = turned_down(days);
        assert_eq!(weight(&finding, EvidenceKind::RejectedBefore), Some(Bits::tenths(tenths)));
        assert_eq!(finding.readiness, Readiness::Review);
        assert_eq!(finding.flags.iter().map(|flag| flag.kind).collect::<Vec<_>>(), [FlagKind::RejectedBefore]);
    }
}

#[rstest]
#[case::holder("Сидоров Сидор Сидорович", "", PayerRole::Holder)]
#[case::holder_with_initials("Сидоров С.С.", "", PayerRole::Holder)]
#[case::co_holder("Котова Анна Ильинична", "", PayerRole::CoHolder)]
#[case::wife_by_surname("Сидорова Анна Ильинична", "", PayerRole::Relative)]
#[case::wife_by_word(WIFE, "За мужа", PayerRole::Relative)]
#[case::employer("ООО «Ромашка»", "За Сидорова С.С.", PayerRole::Employer)]
#[case::lender("АО «ДОМ.РФ»", "", PayerRole::Bank)]
#[case::some_bank("ПАО Сбербанк", "", PayerRole::Bank)]
#[case::stranger(WIFE, "", PayerRole::Other)]
fn a_payer_has_a_role(#[case] payer: &str, #[case] purpose: &str, #[case] role: PayerRole) {
    let mut contract = contract(1, "Сидоров Сидор Сидорович");
    contract.co_holders = vec![Holder { name: "Котова Анна Ильинична".to_owned(), tax_id: None }];
    contract.lender =
        Some(Holder { name: "АО «ДОМ.РФ»".to_owned(), tax_id: TaxId::from_document("7729355614") });
    assert_eq!(role_of(&payment(payer, purpose), &contract), role);
}

#[test]
fn a_remembered_account_does_not_outweigh_a_second_flat_or_another_contracts_date() {
    let with_flat = |mut contract: Contract| {
        let (house, section) = ("дом 1".to_owned(), String::new());
        let number = if contract.id.as_str() == "c001" { "33".to_owned() } else { contract.id.as_str().to_owned() };
        contract.unit =
            Some(crate::model::Unit { house, section, floor: None, number, kind: crate::model::UnitKind::Flat });
        contract
    };
    let mut contracts = vec![with_flat(contract(1, "Сидоров Сидор Сидорович"))];
    contracts.extend((2..=200).map(|number| with_flat(contract(number, "Котов Кот Котович"))));
    let index = Index::build(contracts);
    let memory = confirmed(WIFE, 1);
    let readiness = |purpose: &str| {
        let payment = payment(WIFE, purpose);
        let case = Case { payment: &payment, standing: Standing::Open };
        find_all_knowing(&index, &[case], &Settings::default(), &memory).remove(0).readiness
    };
    for purpose in ["Оплата кв 33", "Оплата по ДДУ от 01.02.2024 кв 33"] {
        assert_eq!(readiness(purpose), Readiness::Ready, "{purpose}");
    }
    for purpose in [
        "Оплата кв. 33, 34",
        "Оплата кв. 33 и 34",
        "Оплата кв 33, дом 2",
        "Оплата двух квартир, кв 33",
        "Оплата по ДДУ от 11.05.2024 кв 33",
        "Оплата кв. 33 по договору от 11.05.2024",
    ] {
        assert_ne!(readiness(purpose), Readiness::Ready, "{purpose}");
    }
}
