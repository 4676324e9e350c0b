//! The nasty cases that touch matching, each with the row that it must give, and what holds for
//! every batch.

#[expect(dead_code, reason = "these tests use a part of the corpus")]
mod corpus;

use corpus::{Buyer, Dice, buyer, receipt};
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use sverka::lang::{Language, Texts};
use sverka::matching::{Case, Index, Settings, Standing, account, check_choice, find_all, lay_over, reason};
use sverka::model::{
    Allocation, Bits, BreakdownLine, Contract, ContractId, ContractStatus, Currency, Finding, FlagKind, Holder,
    Payment, PaymentKind, PaymentMark, Readiness, Row, ScheduleLine, TaxId, Unit, UnitKind, allocated_sum,
};

fn person(name: &str) -> Buyer {
    let mut somebody = buyer(&mut Dice::new(1), name.len());
    name.clone_into(&mut somebody.name);
    somebody.tax_id = String::new();
    somebody.account = format!("40817810{:012}", name.bytes().map(u64::from).sum::<u64>());
    somebody
}

/// A contract of ten instalments of 100 000, the first due on 10.10.2026.
fn contract(number: &str, holder: &str) -> Contract {
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

fn with(mut contract: Contract, change: impl FnOnce(&mut Contract)) -> Contract {
    change(&mut contract);
    contract
}

const IVANOVA: &str = "Иванова Мария Петровна";
const PETROV: &str = "Петров Семён Ильич";

/// Two buyers and a crowd around them.
fn register() -> Vec<Contract> {
    let mut all =
        vec![contract("12/34-К5", IVANOVA), contract("12/345", PETROV), contract("В24-7", "Сомов Пётр Львович")];
    all.extend((0..60).map(|number| contract(&format!("Я-{number}/900"), &format!("Ладыгин Глеб Савич{number}"))));
    all
}

fn pay(payer: &str, purpose: &str) -> Payment {
    pay_sum(payer, purpose, 100_000)
}

fn pay_sum(payer: &str, purpose: &str, amount: i64) -> Payment {
    receipt(1, &person(payer), Decimal::from(amount), date(2026, 10, 9), purpose)
}

fn find(contracts: Vec<Contract>, payments: &[Payment]) -> Vec<Finding> {
    let cases: Vec<Case<'_>> = payments.iter().map(|payment| Case { payment, standing: Standing::Open }).collect();
    find_all(&Index::build(contracts), &cases, &Settings::default())
}

fn one(contracts: Vec<Contract>, payment: Payment) -> Finding {
    find(contracts, &[payment]).remove(0)
}

fn kinds(finding: &Finding) -> Vec<FlagKind> {
    finding.flags.iter().map(|flag| flag.kind).collect()
}

#[track_caller]
fn ready(contracts: Vec<Contract>, payment: Payment, number: &str) {
    let purpose = payment.purpose.clone();
    let finding = one(contracts, payment);
    assert_eq!(finding.readiness, Readiness::Ready, "«{purpose}» {finding:#?}");
    assert!(finding.allocations.iter().all(|part| part.contract.0.contains(number)), "«{purpose}» {finding:#?}");
}

#[track_caller]
fn asked(contracts: Vec<Contract>, payment: Payment, flag: FlagKind) {
    let purpose = payment.purpose.clone();
    let finding = one(contracts, payment);
    assert_ne!(finding.readiness, Readiness::Ready, "«{purpose}» {finding:#?}");
    assert!(kinds(&finding).contains(&flag), "«{purpose}» {flag:?} {finding:#?}");
}

#[track_caller]
fn not_ready(contracts: Vec<Contract>, payment: Payment) {
    let purpose = payment.purpose.clone();
    let finding = one(contracts, payment);
    assert_ne!(finding.readiness, Readiness::Ready, "«{purpose}» {finding:#?}");
}

#[test]
fn case_1_a_number_is_not_found_inside_a_longer_one() {
    let payment = pay(PETROV, "Договор N 12/345 от 01.02.2026");
    ready(register(), payment, "12/345");
    let mut contracts = register();
    contracts.push(contract("12/34", IVANOVA));
    let finding = one(contracts, pay(PETROV, "Договор N 12/345 от 01.02.2026"));
    let inside = finding.candidates.iter().find(|candidate| candidate.contract.0.starts_with("id 12/34 "));
    assert!(inside.is_none_or(|candidate| candidate.bits < Bits::ZERO), "{finding:#?}");
}

#[test]
fn case_2_separators_tell_numbers_apart() {
    let contracts =
        || vec![contract("12/34", IVANOVA), contract("12-34", PETROV), contract("1234", "Сомов Пётр Львович")];
    ready(contracts(), pay(IVANOVA, "по договору 12/34 от 01.02.2026"), "12/34");
    ready(contracts(), pay(PETROV, "по договору 12-34 от 01.02.2026"), "12-34");
    asked(contracts(), pay(PETROV, "по договору 12/34 от 01.02.2026"), FlagKind::AnotherBuyersNumber);
}

#[test]
fn case_3_look_alikes_are_one_number() {
    for number in ["B24-7", "В24-7", "в24–7"] {
        ready(register(), pay("Сомов Пётр Львович", &format!("Договор № {number} от 01.02.2026")), "В24-7");
    }
}

#[test]
fn case_4_numbers_glued_to_words_are_found() {
    let contracts = || vec![contract("45/16", IVANOVA), contract("1000001", PETROV)];
    ready(contracts(), pay(IVANOVA, "ДДУN45/16 от 01.02.2026"), "45/16");
    ready(contracts(), pay(PETROV, "договор№1000001"), "1000001");
    let finding = one(contracts(), pay(PETROV, "ПО СЧЕТУ1000001"));
    assert_eq!(
        finding.candidates.first().map(|best| best.contract.0.clone()),
        Some("id 1000001 Петров Семён Ильич".into())
    );
}

#[test]
fn case_5_dates_sums_flats_and_tax_numbers_are_no_contract_numbers() {
    let contracts = || {
        vec![
            contract("01.02", IVANOVA),
            contract("45", IVANOVA),
            contract("16666-67", IVANOVA),
            contract("7707083893", IVANOVA),
            contract("9161234567", IVANOVA),
            contract("20", IVANOVA),
        ]
    };
    for purpose in [
        "Оплата от 01.02.2026 за кв. 45",
        "Сумма 100000-00 в т.ч. НДС 20% - 16666-67",
        "ИНН 7707083893 тел. +7 916 123 45 67",
        "тел 9161234567, д. 45",
    ] {
        let finding = one(contracts(), pay(PETROV, purpose));
        let seen = finding.candidates.iter().flat_map(|candidate| &candidate.evidence);
        let numbers: Vec<_> = seen.filter(|evidence| evidence.kind.name().starts_with("contract_number")).collect();
        assert!(numbers.is_empty(), "«{purpose}» {numbers:?}");
    }
}

#[test]
fn case_6_a_number_cut_at_210_characters_proves_nothing() {
    let mut purpose = "Оплата ".to_owned();
    while purpose.chars().count() < 196 {
        purpose.push_str("долга ");
    }
    purpose.push_str("договор 12/34-К5");
    let cut: String = purpose.chars().take(210).collect();
    let whole = contract(cut.rsplit(' ').next().expect("a word"), IVANOVA);
    not_ready(vec![whole, contract("12/34-К5", IVANOVA)], pay("Чужой Олег Ильич", &cut));
}

#[test]
fn case_7_two_numbers_are_asked() {
    let contracts = || vec![contract("12/34", IVANOVA), with(contract("У-15/2", IVANOVA), |new| new.id.0.push('2'))];
    let finding = one(contracts(), pay(IVANOVA, "по договору уступки № У-15/2 к ДДУ № 12/34"));
    assert_ne!(finding.readiness, Readiness::Ready);
    assert!(kinds(&finding).contains(&FlagKind::SeveralContractsNamed));
}

#[test]
fn case_8_another_buyers_number_stops_the_row() {
    let finding = one(register(), pay(PETROV, "Оплата по договору 12/34-К5 от 01.02.2026"));
    assert_eq!(finding.readiness, Readiness::Blocked);
    assert!(kinds(&finding).contains(&FlagKind::AnotherBuyersNumber));
}

#[test]
fn case_9_leading_zeros_do_not_count_against_a_number() {
    let contracts = || vec![contract("238", IVANOVA), contract("24", PETROV)];
    ready(contracts(), pay(IVANOVA, "по договору № 00238 от 01.02.2026"), "238");
}

#[test]
fn case_10_a_suffix_tells_contracts_of_one_buyer_apart() {
    let contracts = || vec![contract("К-1/9", IVANOVA), contract("К-1/9/1", IVANOVA), contract("К-1/9/2", IVANOVA)];
    ready(contracts(), pay(IVANOVA, "по договору К-1/9/1 от 01.02.2026"), "К-1/9/1");
    ready(contracts(), pay(IVANOVA, "по договору К-1/9 от 01.02.2026"), "К-1/9");
    let flat = |mut contract: Contract, kind| {
        contract.unit = Some(Unit { house: "1".into(), section: String::new(), floor: None, number: "9".into(), kind });
        contract
    };
    let kinds =
        vec![flat(contract("К-1/9", IVANOVA), UnitKind::Flat), flat(contract("К-1/9/1", IVANOVA), UnitKind::Parking)];
    not_ready(kinds, pay(IVANOVA, "Оплата за машино-место по дог. К-1/9"));
}

#[test]
fn case_11_namesakes_are_chosen_by_a_person() {
    let contracts = ["Иванов Иван Ильич", "Иванов Игорь Ильич", "Иванов Илья Ильич"]
        .iter()
        .zip(1..)
        .map(|(name, number)| contract(&format!("Н-{number}/77"), name))
        .collect();
    let finding = one(contracts, pay("Иванов И.И.", "Оплата по договору"));
    assert_eq!(finding.readiness, Readiness::Choose);
    assert_eq!(finding.candidates.len(), 3);
}

#[test]
fn cases_12_and_13_names_in_other_cases_and_spellings_are_the_holders() {
    for purpose in [
        "за Иванову Марию Петровну по договору 12/34-К5",
        "За ИВАНОВУ МАРИЮ ПЕТРОВНУ дог.12/34-К5",
        "ДДУ 12/34-К5 pentru Ivanova Mariya Petrovna",
    ] {
        ready(register(), pay("Кузнецов Олег Ильич", purpose), "12/34-К5");
    }
    let yo = vec![contract("С-5/12", "Соловьёва Наталья Игоревна")];
    ready(yo, pay("Соловьева Наталия Игоревна", "договор С-5/12"), "С-5/12");
}

#[test]
fn case_14_a_spouse_who_names_the_holder_may_pay_and_one_who_does_not_is_asked() {
    ready(register(), pay("Иванов Пётр Ильич", "Договор 12/34-К5, за Иванову Марию Петровну"), "12/34-К5");
    asked(register(), pay("Иванов Пётр Ильич", "Договор 12/34-К5"), FlagKind::ThirdParty);
}

#[test]
fn whom_the_purpose_names_overrides_the_payer() {
    not_ready(register(), pay(IVANOVA, "Оплата за Сидорова Петра Ильича"));
    not_ready(register(), pay(IVANOVA, "Оплата по договору 12/34-К5 за ООО Лютик"));
    not_ready(register(), pay(IVANOVA, "Оплата по договору 12/34-К5 за Сидорова Петра Ильича"));
}

#[test]
fn case_15_a_parent_pays_for_the_childs_contract_only_by_naming_the_child() {
    let child = || vec![contract("Д-7/21", "Сомова Лада Олеговна")];
    asked(child(), pay("Сомов Олег Львович", "Оплата по договору Д-7/21"), FlagKind::ThirdParty);
    asked(child(), pay("Сомов Олег Львович", "Оплата по договору Д-7/21 за дочь"), FlagKind::ThirdParty);
    ready(child(), pay("Сомов Олег Львович", "Договор Д-7/21, за Сомову Ладу Олеговну"), "Д-7/21");
}

#[test]
fn case_19_an_employer_pays_only_for_an_employee_it_names() {
    let employer = "ООО \"Завод Метиз\"";
    asked(register(), pay(employer, "Оплата по договору 12/34-К5"), FlagKind::ThirdParty);
    ready(register(), pay(employer, "За Иванову Марию Петровну по договору 12/34-К5"), "12/34-К5");
    not_ready(register(), pay(employer, "Из заработной платы Ивановой Марии Петровны по договору 12/34-К5"));
}

#[test]
fn case_21_the_social_fund_is_matched_by_the_person_and_not_by_itself() {
    let fund = "Отделение СФР по г. Москве";
    asked(register(), pay(fund, "Средства МСК по договору 12/34-К5"), FlagKind::ThirdParty);
    ready(register(), pay(fund, "Средства МСК за Иванову Марию Петровну, договор 12/34-К5"), "12/34-К5");
    let odd = pay_sum(fund, "Средства МСК за Иванову Марию Петровну, договор 12/34-К5", 83_321);
    asked(register(), odd, FlagKind::AmountUnusual);
}

#[test]
fn case_25_a_notarys_deposit_is_no_holder() {
    let notary = "Нотариус Громова Вера Ильинична";
    asked(register(), pay(notary, "Перечисление с депозита нотариуса по договору 12/34-К5"), FlagKind::ThirdParty);
    not_ready(register(), pay(notary, "Перечисление с депозита нотариуса"));
}

#[test]
fn case_32_one_payment_over_two_contracts_is_asked() {
    let contracts = || vec![contract("Р-1/55", IVANOVA), contract("Р-2/55", IVANOVA), contract("Р-3/55", IVANOVA)];
    let named = pay_sum(IVANOVA, "Оплата по договорам Р-1/55 и Р-2/55", 200_000);
    asked(contracts(), named, FlagKind::SeveralContractsNamed);
    not_ready(contracts(), pay_sum(IVANOVA, "Оплата взносов по договорам", 200_000));
    not_ready(contracts(), pay_sum(IVANOVA, "Оплата по графику", 200_000));
}

#[test]
fn case_16_a_namesake_with_another_tax_number_is_somebody_else() {
    let holder = with(contract("С-5/12", IVANOVA), |contract| {
        contract.holder.tax_id = TaxId::from_document("500100732259");
    });
    let mut payment = pay(IVANOVA, "Оплата по договору С-5/12");
    payment.payer.tax_id = TaxId::from_document(&buyer(&mut Dice::new(3), 77).tax_id);
    not_ready(vec![holder], payment);
}

#[test]
fn case_17_an_assigned_contract_takes_no_money() {
    let contracts = vec![with(contract("12/34-К5", IVANOVA), |contract| contract.status = ContractStatus::Assigned)];
    asked(contracts, pay(IVANOVA, "по договору 12/34-К5"), FlagKind::ContractAssigned);
}

#[test]
fn case_18_three_equal_contracts_of_one_buyer_are_chosen_unless_one_is_named() {
    let contracts = || (1..4).map(|number| contract(&format!("Р-{number}/55"), IVANOVA)).collect::<Vec<_>>();
    assert_eq!(one(contracts(), pay(IVANOVA, "Оплата по договору")).readiness, Readiness::Choose);
    ready(contracts(), pay(IVANOVA, "Оплата по договору Р-2/55"), "Р-2/55");
}

#[test]
fn cases_20_and_22_a_pooled_account_says_nothing_and_the_person_all() {
    let payer = "ПАО СБЕРБАНК//Иванова Мария Петровна//12345//РОССИЯ, Г МОСКВА, УЛ ЛЕНИНА 12/345//";
    ready(register(), pay(payer, "ДДУ 12/34-К5"), "12/34-К5");
    asked(register(), pay("ПАО СБЕРБАНК", "Кредитные средства по ипотеке, ДДУ 12/34-К5"), FlagKind::ThirdParty);
}

#[test]
fn cases_23_and_24_pooled_payments_are_never_one_contracts() {
    asked(
        register(),
        pay("ПАО СБЕРБАНК", "Раскрытие счетов эскроу по реестру, ДДУ 12/34-К5 и др."),
        FlagKind::PooledPayment,
    );
    asked(register(), pay(IVANOVA, "Эквайринг, договор 12/34-К5"), FlagKind::PooledPayment);
}

#[test]
fn case_26_another_account_of_the_group_stops_the_row() {
    let settings = Settings { own_accounts: vec!["40702810000000000777".into()], ..Settings::default() };
    let payment = pay(IVANOVA, "ДДУ 12/34-К5");
    let finding =
        find_all(&Index::build(register()), &[Case { payment: &payment, standing: Standing::Open }], &settings)
            .remove(0);
    assert_eq!(finding.readiness, Readiness::Blocked);
    assert_eq!(kinds(&finding), [FlagKind::NotOurAccount]);
}

#[test]
fn cases_27_to_30_odd_sums_are_asked_and_whole_ones_are_not() {
    let purpose = "Оплата по договору 12/34-К5 от 01.02.2026";
    ready(register(), pay_sum(IVANOVA, purpose, 200_000), "12/34-К5");
    ready(register(), pay_sum(IVANOVA, purpose, 1_000_000), "12/34-К5");
    asked(register(), pay_sum(IVANOVA, purpose, 60_000), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 201_500), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 99_900), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 100_001), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 1_000_001), FlagKind::Overpayment);
    asked(register(), pay_sum(IVANOVA, &format!("{purpose} и пени"), 200_000), FlagKind::PenaltyNamed);
}

#[test]
fn case_31_a_sum_that_many_wait_for_says_nothing() {
    let finding = one(register(), pay("Чужой Олег Ильич", "Платёж"));
    assert_eq!(finding.readiness, Readiness::Unmatched);
}

#[test]
fn case_33_a_terminated_contract_takes_no_money() {
    let contracts = vec![with(contract("12/34-К5", IVANOVA), |contract| contract.status = ContractStatus::Terminated)];
    asked(contracts, pay(IVANOVA, "по договору 12/34-К5"), FlagKind::ContractTerminated);
}

#[test]
fn cases_34_and_35_currency_zero_and_storno_stop_the_row() {
    let mut payment = pay(IVANOVA, "ДДУ 12/34-К5");
    payment.amount.currency = Currency::BYN;
    asked(register(), payment, FlagKind::WrongCurrency);
    asked(register(), pay_sum(IVANOVA, "ДДУ 12/34-К5", 0), FlagKind::ZeroSum);
    let mut payment = pay(IVANOVA, "ДДУ 12/34-К5");
    payment.marks.push(PaymentMark::Negative);
    asked(register(), payment, FlagKind::NegativeSum);
}

#[test]
fn case_36_money_before_signing_is_asked() {
    let mut payment = pay(IVANOVA, "ДДУ 12/34-К5");
    payment.date = date(2026, 1, 15);
    asked(register(), payment, FlagKind::PaidBeforeSigning);
}

#[test]
fn cases_37_to_39_the_same_document_stops_and_next_years_number_does_not() {
    let first = pay(IVANOVA, "ДДУ 12/34-К5 взнос 1");
    let mut again = first.clone();
    again.id = sverka::model::PaymentId::of_document("the 1C document");
    again.order_number = Some("001".into());
    again.number = "БП00-000123".into();
    let findings = find(register(), &[first.clone(), again.clone()]);
    let blocked = findings.iter().filter(|finding| finding.readiness == Readiness::Blocked).count();
    assert_eq!(blocked, 1, "{findings:#?}");
    let cases =
        [Case { payment: &again, standing: Standing::InCrm }, Case { payment: &first, standing: Standing::Open }];
    let findings = find_all(&Index::build(register()), &cases, &Settings::default());
    assert_eq!(findings[1].readiness, Readiness::Blocked);
    again.date = date(2027, 10, 9);
    let findings = find(register(), &[first, again]);
    assert!(findings.iter().all(|finding| !kinds(finding).contains(&FlagKind::CertainDuplicate)));
}

#[test]
fn case_40_real_twins_are_both_kept_and_both_asked() {
    let first = pay(IVANOVA, "ДДУ 12/34-К5");
    let mut second = receipt(2, &person(IVANOVA), Decimal::from(100_000), date(2026, 10, 9), "ДДУ 12/34-К5");
    second.place.line = 9;
    let findings = find(register(), &[first, second]);
    for finding in findings {
        assert_eq!(finding.readiness, Readiness::Review);
        assert!(kinds(&finding).contains(&FlagKind::PossibleDuplicate));
    }
}

#[test]
fn two_payments_never_both_turn_green_on_one_debt() {
    let last = || {
        with(contract("12/34-К5", IVANOVA), |contract| {
            contract.paid = Decimal::from(900_000);
            contract.schedule.iter_mut().take(9).for_each(|line| line.paid = line.amount);
            contract.schedule[9].due = date(2026, 10, 10);
        })
    };
    let one = pay(IVANOVA, "ДДУ 12/34-К5");
    let other = receipt(
        2,
        &person("Иванов Пётр Ильич"),
        Decimal::from(100_000),
        date(2026, 10, 9),
        "ДДУ 12/34-К5 за Иванову Марию Петровну",
    );
    let findings = find(vec![last()], &[one.clone(), other.clone()]);
    assert!(findings.iter().all(|finding| kinds(finding).contains(&FlagKind::Contested)), "{findings:#?}");
    let claim = [Allocation { contract: last().id, line: Some(10), amount: Decimal::from(100_000) }];
    let cases = [
        Case { payment: &one, standing: Standing::Decided(&claim) },
        Case { payment: &other, standing: Standing::Open },
    ];
    let findings = find_all(&Index::build(vec![last()]), &cases, &Settings::default());
    assert!(kinds(&findings[1]).contains(&FlagKind::Overpayment), "{findings:#?}");
}

#[test]
fn case_47_a_refund_wants_its_receipt() {
    let mut payment = pay(IVANOVA, "Возврат по договору 12/34-К5");
    payment.kind = PaymentKind::BankPaymentOut;
    std::mem::swap(&mut payment.payer, &mut payment.payee);
    asked(register(), payment, FlagKind::Refund);
}

#[test]
fn what_stands_inside_a_contracts_number_is_nothing_else() {
    let flat = with(contract("СВ7/КВ-573", IVANOVA), |contract| {
        contract.unit = Some(Unit {
            house: "1".into(),
            section: String::new(),
            floor: None,
            number: "41".into(),
            kind: UnitKind::Flat,
        });
    });
    for purpose in ["Оплата по договору № СВ7/КВ-573", "Оплата по договору NСВ7/КВ-573", "ДДУ CB7/KB-573 от 01.02.2026"]
    {
        ready(vec![flat.clone()], pay(IVANOVA, purpose), "СВ7/КВ-573");
    }
    not_ready(vec![flat], pay(IVANOVA, "Оплата по договору № СВ7/КВ-573, кв. 42"));
}

#[test]
fn a_latin_sign_glued_to_a_number_with_letters_is_no_part_of_it() {
    let contracts = || {
        vec![
            contract("Н5-10-12-165", IVANOVA),
            contract("ДДУ-9270", PETROV),
            contract("К-4/1-160", "Сомов Пётр Львович"),
            contract("N7/5", "Чебан Олег Ильич"),
        ]
    };
    for purpose in ["Оплата по договору NН5-10-12-165", "ОПЛАТА ПО Д-РУ N Н5-10-12-165", "ДОГ. NH5-10-12-165"]
    {
        ready(contracts(), pay(IVANOVA, purpose), "Н5-10-12-165");
    }
    ready(contracts(), pay(PETROV, "Оплата по договору NДДУ-9270 от 01.02.2026"), "ДДУ-9270");
    for purpose in ["Договор NК-4/1-160", "договор NoК-4/1-160", "contract NK-4/1-160"] {
        ready(contracts(), pay("Сомов Пётр Львович", purpose), "К-4/1-160");
    }
    ready(contracts(), pay("Чебан Олег Ильич", "Договор N7/5"), "N7/5");
    not_ready(contracts(), pay("Сомов Пётр Львович", "Оплата по договору К-4/1-160 (ранее договору NДДУ-9270)"));
}

#[test]
fn a_short_word_for_the_contract_is_nobodys_name() {
    for purpose in ["ОПЛАТА ПО Д-РУ N 12/34-К5", "ОПЛАТА ПО Д-РУ № 12/34-К5 ОТ 01.02.2026", "Д-РУ 12/34-К5"]
    {
        ready(register(), pay(IVANOVA, purpose), "12/34-К5");
    }
}

#[test]
fn payments_of_a_bank_for_different_people_are_no_doubles() {
    let bank = |number: usize, purpose: &str| {
        let mut payment = receipt(number, &person("ПАО СБЕРБАНК"), Decimal::from(100_000), date(2026, 10, 9), purpose);
        payment.place.line = number as u64;
        payment
    };
    let differ = |one: &str, other: &str| {
        let findings = find(register(), &[bank(1, one), bank(2, other)]);
        findings.iter().all(|finding| !kinds(finding).contains(&FlagKind::PossibleDuplicate))
    };
    assert!(differ("за Иванову Марию Петровну ДДУ 12/34-К5", "за Петрова Семёна Ильича ДДУ 12/345"));
    assert!(differ("за Иванову Марию Петровну ДДУ 12/34-К5", "за Чебана Олега Ильича ДДУ 99/99"));
    assert!(!differ("за Иванову Марию Петровну ДДУ 12/34-К5", "ДДУ 12/34-К5, Иванова Мария Петровна"));
    assert!(!differ("за Иванову Марию Петровну ДДУ 12/34-К5", "Оплата"));
}

#[test]
fn a_late_payment_by_number_and_name_is_ready() {
    let mut payment = pay(IVANOVA, "Оплата по договору 12/34-К5");
    payment.date = date(2027, 8, 9);
    payment.value_date = Some(payment.date);
    let last = with(contract("12/34-К5", IVANOVA), |contract| contract.schedule.truncate(1));
    let crowd = (0..3000).map(|number| contract(&format!("Я-{number}/900"), &format!("Ладыгин Глеб Савич{number}")));
    ready(crowd.chain([last]).collect(), payment, "12/34-К5");
}

#[test]
fn a_payers_address_is_no_evidence() {
    let flat = with(contract("12/34-К5", IVANOVA), |contract| {
        contract.unit = Some(Unit {
            house: "1".into(),
            section: String::new(),
            floor: None,
            number: "41".into(),
            kind: UnitKind::Flat,
        });
    });
    let payer = "Иванова Мария Петровна//г. Москва, ул. Ленина, д. 5, кв. 12//";
    let finding = one(vec![flat.clone()], pay(payer, "ДДУ 12/34-К5 //Иванова Мария Петровна//Тула кв. 12//"));
    assert_eq!(finding.readiness, Readiness::Ready, "{finding:#?}");
    assert!(
        finding.candidates[0]
            .evidence
            .iter()
            .all(|evidence| evidence.value != payer && evidence.bits.in_tenths() != -60)
    );
    assert!(finding.candidates[0].evidence.iter().any(|evidence| evidence.value == IVANOVA));
}

#[test]
fn money_on_our_account_is_asked_while_an_escrow_contract_is_not_registered() {
    let escrow = |status| {
        vec![with(contract("12/34-К5", IVANOVA), |contract| {
            contract.escrow = true;
            contract.status = status;
        })]
    };
    ready(escrow(ContractStatus::Registered), pay(IVANOVA, "ДДУ 12/34-К5"), "12/34-К5");
    asked(escrow(ContractStatus::Signed), pay(IVANOVA, "ДДУ 12/34-К5"), FlagKind::Escrow);
    let payment = pay(IVANOVA, "ДДУ 12/34-К5");
    let settings = Settings { escrow_wants_a_look: true, ..Settings::default() };
    let index = Index::build(escrow(ContractStatus::Registered));
    let finding = find_all(&index, &[Case { payment: &payment, standing: Standing::Open }], &settings).remove(0);
    assert_eq!(kinds(&finding), [FlagKind::Escrow]);
}

#[test]
fn the_sum_alone_never_tells_contracts_of_one_holder_apart() {
    let mut second = contract("Р-2/55", IVANOVA);
    second.schedule.iter_mut().for_each(|line| line.amount = Decimal::from(77_777));
    second.total = Decimal::from(777_770);
    let contracts = vec![contract("Р-1/55", IVANOVA), second];
    not_ready(contracts.clone(), pay_sum(IVANOVA, "Оплата по графику", 77_777));
    ready(contracts, pay_sum(IVANOVA, "Оплата по договору Р-2/55", 77_777), "Р-2/55");
}

#[test]
fn a_mistyped_number_is_asked() {
    asked(register(), pay(IVANOVA, "Оплата по договору 12/43-К5 от 01.02.2026"), FlagKind::NumberMistyped);
}

#[test]
fn a_mistyped_number_that_loosely_is_another_contracts_is_asked() {
    let holder = with(contract("СВ9/КВ-42/7", IVANOVA), |contract| {
        contract.holder.tax_id = TaxId::from_document("500100732259");
    });
    let mut payment = pay(IVANOVA, "Оплата по договору N СВ9/КВ-42/1");
    payment.payer.tax_id = TaxId::from_document("500100732259");
    not_ready(vec![holder, contract("СВ9/КВ-421", PETROV)], payment);
}

#[test]
fn a_second_contract_that_the_register_does_not_know_is_asked() {
    let purpose = "Оплата по дог. 12/34-К5 от 01.02.2026, по договору № ЯЯ-2053/7";
    asked(register(), pay(IVANOVA, purpose), FlagKind::SeveralContractsNamed);
    for purpose in [
        "Оплата по договору 12/34-К5 от 01.02.2026, платёж № 1",
        "Оплата по договору 12/34-К5, счёт № 17 от 03.10.2026, тел. 916 123-45-67",
        "Кредитные средства по кредитному договору № 777/55 по ДДУ 12/34-К5",
        "Взнос (договор № 12/34-К5) по заявлению № 15",
    ] {
        ready(register(), pay(IVANOVA, purpose), "12/34-К5");
    }
}

#[test]
fn a_month_in_which_nothing_is_due_is_asked() {
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за май 2024 г."), FlagKind::AmountUnusual);
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за 05.2025"), FlagKind::AmountUnusual);
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за июнь 2024"), FlagKind::AmountUnusual);
    ready(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за октябрь 2026 г."), "12/34-К5");
    ready(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за сентябрь 2026 г."), "12/34-К5");
    ready(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за октябрь"), "12/34-К5");
}

#[test]
fn a_slip_in_the_number_puts_the_holders_contract_first_and_is_asked() {
    let contracts =
        || vec![contract("К-9/7-15", IVANOVA), contract("СВ2/КВ-183", IVANOVA), contract("92/928", IVANOVA)];
    for number in ["СВ2/КВ-188", "СВ2/КВ-13", "СВ2/КВ-1833", "СВ2/КВ-138", "СВ3/КВ-183"] {
        let finding = one(contracts(), pay(IVANOVA, &format!("Оплата по договору № {number}")));
        assert_eq!(finding.candidates[0].contract.0, format!("id СВ2/КВ-183 {IVANOVA}"), "{number} {finding:#?}");
        assert_eq!(finding.readiness, Readiness::Review, "{number} {finding:#?}");
    }
    let finding = one(contracts(), pay(IVANOVA, "Оплата по договору № СВ9/КВ-999"));
    assert_eq!(finding.readiness, Readiness::Choose);
}

#[test]
fn what_1c_allocated_is_strong_and_still_gated() {
    let mut payment = pay(IVANOVA, "Оплата");
    payment.breakdown.push(BreakdownLine {
        amount: Decimal::from(100_000),
        contract_number: Some("12/34-К5".into()),
        contract_name: None,
        contract_date: None,
        contract_guid: None,
        invoice_number: None,
    });
    ready(register(), payment.clone(), "12/34-К5");
    payment.payer.name = PETROV.into();
    not_ready(register(), payment);
}

#[test]
fn vat_in_a_contract_free_of_it_is_asked() {
    asked(register(), pay(IVANOVA, "ДДУ 12/34-К5 в т.ч. НДС 20% 16666-67"), FlagKind::VatNamed);
    ready(register(), pay(IVANOVA, "ДДУ 12/34-К5, НДС не облагается"), "12/34-К5");
}

#[test]
fn a_named_line_comes_first_then_the_oldest() {
    let debt = contract("12/34-К5", IVANOVA);
    let lines = |purpose: &str, amount: i64| -> Vec<u32> {
        let laid = lay_over(&debt, &pay(IVANOVA, purpose), Decimal::from(amount));
        laid.into_iter().filter_map(|part| part.line).collect()
    };
    assert_eq!(lines("взнос 3", 100_000), [3]);
    assert_eq!(lines("платёж №3 по графику", 150_000), [3, 1]);
    assert_eq!(lines("за декабрь 2026", 100_000), [3]);
    assert_eq!(lines("за 11.2026", 100_000), [2]);
    assert_eq!(lines("оплата", 250_000), [1, 2, 3]);
    assert_eq!(lines("оплата", 5_000_000).len(), 10);
}

#[test]
fn a_persons_choice_is_checked() {
    let index =
        Index::build(vec![with(contract("1/1", IVANOVA), |contract| contract.status = ContractStatus::Terminated)]);
    let payment = pay(IVANOVA, "Оплата");
    let chosen = |id: &ContractId| [Allocation { contract: id.clone(), line: Some(1), amount: Decimal::from(100_000) }];
    let flags = |id: &ContractId| check_choice(&index, &payment, payment.kind, &chosen(id), &Settings::default());
    assert!(flags(&index.contracts()[0].id).iter().any(|flag| flag.kind == FlagKind::ContractTerminated));
    assert!(flags(&ContractId("none".into())).iter().any(|flag| flag.kind == FlagKind::ContractUnknown));
}

#[test]
fn a_row_is_explained_in_every_language() {
    let payment = pay(IVANOVA, "ДДУ 12/34-К5");
    let finding = one(register(), payment.clone());
    let row = Row::new(payment, finding);
    let index = Index::build(register());
    for language in Language::ALL {
        let texts = Texts::load(language);
        let lines = account(&row, &index, &texts);
        assert!(reason(&row, &index, &texts).contains("12/34-К5"));
        assert!(lines.len() > 4 && lines.iter().all(|line| !line.contains('⟦')), "{lines:?}");
    }
}

fn arbitrary_purpose() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Оплата",
        "по договору",
        "№",
        "12/34-К5",
        "12/345",
        "12/34",
        "В24-7",
        "за",
        "Иванову Марию Петровну",
        "Петров С.И.",
        "кв. 45",
        "взнос 3",
        "от 01.02.2026",
        "НДС",
        "без НДС",
        "пени",
        "100 000-00",
        "эскроу",
        "ИНН 500100732259",
        "Я-7/900",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.join(" "))
}

fn arbitrary_payment() -> impl Strategy<Value = Payment> {
    let payer = prop::sample::select(vec![IVANOVA, PETROV, "Сомов Пётр Львович", "Чужой Олег Ильич", "ПАО БАНК", ""]);
    let amount = prop::sample::select(vec![100_000_i64, 200_000, 50_000, 1_000_000, 100_001, 7]);
    (payer, amount, arbitrary_purpose(), 1_usize..40, 0_i8..20).prop_map(|(payer, amount, purpose, number, day)| {
        receipt(number, &person(payer), Decimal::from(amount), date(2026, 10, 1 + day), &purpose)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_comes_the_rules_hold(payments in prop::collection::vec(arbitrary_payment(), 1..12)) {
        for (payment, finding) in payments.iter().zip(find(register(), &payments)) {
            for candidate in &finding.candidates {
                let sum: Bits = candidate.evidence.iter().map(|evidence| evidence.bits).sum();
                prop_assert_eq!(sum, candidate.bits);
                for place in candidate.evidence.iter().filter_map(|evidence| evidence.in_purpose.clone()) {
                    prop_assert!(payment.purpose.get(place).is_some());
                }
            }
            prop_assert_eq!(allocated_sum(&finding.allocations) + finding.rest, payment.amount.amount);
            if finding.readiness == Readiness::Ready {
                prop_assert!(finding.flags.is_empty());
                prop_assert_eq!(finding.rest, Decimal::ZERO);
                prop_assert!(finding.margin >= Some(Bits::whole(7)));
                let best = &finding.candidates[0];
                prop_assert!(best.evidence.iter().any(|evidence| evidence.kind.is_identity() && evidence.bits > Bits::ZERO));
                prop_assert!(finding.allocations.iter().all(|part| part.contract == best.contract));
            }
        }
    }

    #[test]
    fn order_changes_nothing(payments in prop::collection::vec(arbitrary_payment(), 1..12), turn in 0_usize..12) {
        let straight = find(register(), &payments);
        let mut turned = payments.clone();
        turned.rotate_left(turn % payments.len());
        turned.reverse();
        let mut contracts = register();
        contracts.reverse();
        let found = find(contracts, &turned);
        for (payment, finding) in payments.iter().zip(&straight) {
            let findings: Vec<&Finding> = turned.iter().zip(&found).filter(|(other, _)| *other == payment).map(|(_, finding)| finding).collect();
            prop_assert!(findings.contains(&finding));
        }
    }

    #[test]
    fn one_debt_is_never_promised_twice(payments in prop::collection::vec(arbitrary_payment(), 1..20)) {
        let findings = find(register(), &payments);
        for debt in register() {
            let promised: Decimal = findings.iter().filter(|finding| finding.readiness == Readiness::Ready)
                .flat_map(|finding| &finding.allocations).filter(|part| part.contract == debt.id).map(|part| part.amount).sum();
            prop_assert!(promised <= debt.due());
        }
    }

    #[test]
    fn the_sum_alone_never_makes_a_row_ready(amount in prop::sample::select(vec![100_000_i64, 1_000_000]), rare in any::<bool>()) {
        let contracts = if rare { vec![contract("12/34-К5", IVANOVA)] } else { register() };
        let finding = one(contracts, pay_sum("", "Оплата", amount));
        prop_assert_eq!(finding.readiness, Readiness::Unmatched);
    }

    #[test]
    fn no_purpose_breaks_the_reader(purpose in "\\PC{0,60}", odd in "[0-9./№N а-яА-Я,()\\-]{0,80}") {
        for text in [purpose, odd] {
            let _ = one(register(), pay(IVANOVA, &text));
        }
    }
}

const TAX_ID: &str = "500100732259";

/// One buyer with a tax number, a flat in a named house, and another buyer.
fn sure_register() -> Vec<Contract> {
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

fn pay_with_tax_id(payer: &str, purpose: &str) -> Payment {
    let mut payment = pay(payer, purpose);
    payment.payer.tax_id = TaxId::from_document(TAX_ID);
    payment
}

#[test]
fn a_tax_number_and_a_name_that_disagree_are_asked() {
    for purpose in ["Взнос", "Взнос по договору К-1/1"] {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
        ready(sure_register(), pay_with_tax_id("ИВАНОВА М.П.", purpose), "К-1/1");
        for payer in [PETROV, "Сидоров Олег Ильич", "ООО «Ромашка»", "Кузнецова Мария Петровна"]
        {
            asked(sure_register(), pay_with_tax_id(payer, purpose), FlagKind::ThirdParty);
        }
    }
    asked(sure_register(), pay(PETROV, &format!("Взнос ИНН {TAX_ID}")), FlagKind::ThirdParty);
    asked(sure_register(), pay_with_tax_id(&format!("{IVANOVA} (Сидоров Олег Ильич)"), "К-1/1"), FlagKind::ThirdParty);
    ready(sure_register(), pay_with_tax_id(&format!("{IVANOVA} (ликвидирован)"), "К-1/1"), "К-1/1");
}

#[test]
fn two_numbers_without_a_word_before_them_are_two_contracts() {
    let contracts = || {
        let mut all = sure_register();
        all.extend([contract("К-1/1/1", IVANOVA), contract("К-1/7", IVANOVA)]);
        all
    };
    for purpose in ["К-1/1, К-1/1/1", "К-1/1+К-1/7", "вместо дог. К-1/7 считать К-1/1"] {
        asked(contracts(), pay_with_tax_id(IVANOVA, purpose), FlagKind::SeveralContractsNamed);
    }
    not_ready(contracts(), pay_with_tax_id(IVANOVA, "дог К-1/1 /1"));
    not_ready(contracts(), pay_with_tax_id(IVANOVA, "Договор К-1/1 (м/м К-1/1/1)"));
    ready(contracts(), pay_with_tax_id(IVANOVA, "К-1/7 взнос"), "К-1/7");
}

#[test]
fn a_part_that_is_no_line_is_asked() {
    for amount in [1, 25_000, 50_000, 99_000] {
        let payment = pay_sum(IVANOVA, "по дог. К-1/1", amount);
        asked(sure_register(), payment, FlagKind::AmountUnusual);
    }
}

#[test]
fn an_unknown_number_written_like_those_of_the_register_is_asked() {
    for purpose in ["К-1/8", "К-1/70", "К-1/8, К-1/9", "Оплата по договору К-1/1/2", "дог. К-1/1 /2, дом 1"]
    {
        asked(sure_register(), pay_with_tax_id(IVANOVA, purpose), FlagKind::NumberMistyped);
    }
    let contracts = || sure_register().into_iter().filter(|contract| contract.number != "К-1/2").collect::<Vec<_>>();
    asked(contracts(), pay_with_tax_id(IVANOVA, "по дог. К-1/1/2 дом 2"), FlagKind::NumberMistyped);
    ready(contracts(), pay_with_tax_id(IVANOVA, "Взнос через ОТП-банк, Р-н 5"), "К-1/1");
}

#[test]
fn a_breakdown_of_1c_that_says_otherwise_is_asked() {
    let line = |name: &str, amount: i64| BreakdownLine {
        amount: Decimal::from(amount),
        contract_number: None,
        contract_name: Some(name.to_owned()),
        contract_date: None,
        contract_guid: None,
        invoice_number: None,
    };
    let broken_down = |lines: Vec<BreakdownLine>| {
        let mut payment = pay_with_tax_id(IVANOVA, "по договору К-1/1");
        payment.breakdown = lines;
        payment
    };
    ready(sure_register(), broken_down(vec![line("Основной договор", 100_000)]), "К-1/1");
    ready(sure_register(), broken_down(vec![line("К-1/1 от 01.02.2026", 60_000), line("К-1/1", 40_000)]), "К-1/1");
    let other = broken_down(vec![line("К-1/2 от 01.02.2026", 100_000)]);
    asked(sure_register(), other, FlagKind::SeveralContractsNamed);
    let loan = broken_down(vec![line("Договор займа № 7 от 01.01.2024", 100_000)]);
    asked(sure_register(), loan, FlagKind::PurposeOther);
    asked(sure_register(), broken_down(vec![line("Основной договор", 1_000)]), FlagKind::AmountUnusual);
}

#[test]
fn words_that_say_something_else_are_asked_and_named() {
    for (purpose, word) in [
        ("по договору К-1/1 НЕ оплачивать", "не оплачивать"),
        ("отменить платеж по договору К-1/1", "отменить"),
        ("Оплата по договору К-1/1 (расторгнут)", "расторгнут"),
        ("Тестовый платеж, договор К-1/1", "тестовый"),
        ("Оплата по договору подряда К-1/1", "подряда"),
        ("Оплата по договору купли-продажи К-1/1", "купли продажи"),
        ("Оплата по договору аренды К-1/1", "аренды"),
        ("Аванс по предварительному договору К-1/1", "предварительному"),
        ("Оплата доп. соглашения №2 к договору К-1/1", "доп соглашения"),
        ("Задаток по договору К-1/1", "задаток"),
        ("Обеспечительный платеж по договору К-1/1", "обеспечительный"),
        ("Проценты за рассрочку по договору К-1/1", "за рассрочку"),
        ("Услуги риелтора по договору К-1/1", "риелтора"),
        ("Материнский капитал по договору К-1/1", "материнский"),
        ("Оплата по договору К-1/1 USD 100000", "usd"),
        ("Взнос на капитальный ремонт кв.1", "ремонт"),
        ("Алименты", "алименты"),
        ("plata contract K-1/1, anulata", "anulata"),
    ] {
        let finding = one(sure_register(), pay_with_tax_id(IVANOVA, purpose));
        let flag = finding.flags.iter().find(|flag| flag.kind == FlagKind::PurposeOther);
        assert_eq!(finding.readiness, Readiness::Review, "«{purpose}» {finding:#?}");
        assert_eq!(flag.map(|flag| flag.about.as_str()), Some(word), "«{purpose}»");
    }
    let sale = || vec![with(contract("К-1/1", IVANOVA), |contract| contract.kind = "ДКП".into())];
    ready(sale(), pay(IVANOVA, "Оплата по договору купли-продажи К-1/1"), "К-1/1");
    asked(sure_register(), pay_with_tax_id(IVANOVA, "за сына по К-1/1"), FlagKind::ThirdParty);
    asked(sure_register(), pay_with_tax_id(IVANOVA, "К-1/1 сумма 50000-00"), FlagKind::AmountUnusual);
    ready(sure_register(), pay_with_tax_id(IVANOVA, "К-1/1 сумма 100 000-00 без НДС"), "К-1/1");
}

#[test]
fn another_house_or_complex_is_asked() {
    for purpose in ["по договору К-1/1 ЖК «Верба», дом 2", "по договору К-1/1, дом 2", "ЖК «Берёза», кв. 1"]
    {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, purpose));
    }
    for purpose in ["по договору К-1/1 ЖК «Верба», дом 1", "ЖК Верба, секция 1, кв. 1"]
    {
        ready(sure_register(), pay_with_tax_id(IVANOVA, purpose), "К-1/1");
    }
}

#[test]
fn a_company_of_another_form_or_tax_number_is_another() {
    let contracts = |tax_id: Option<&str>| {
        vec![with(contract("К-1/6", "ООО «Вектор»"), |contract| {
            contract.holder.tax_id = tax_id.and_then(TaxId::from_document);
        })]
    };
    for purpose in ["взнос", "по договору К-1/6"] {
        ready(contracts(None), pay("Общество с ограниченной ответственностью \"Вектор\"", purpose), "К-1/6");
        asked(contracts(None), pay("ЗАО Вектор", purpose), FlagKind::ThirdParty);
        let mut payment = pay("ООО «Вектор»", purpose);
        payment.payer.tax_id = TaxId::from_document("7709576929");
        not_ready(contracts(Some("7707083893")), payment);
    }
}

#[test]
fn a_stranger_who_names_only_a_person_is_asked() {
    let payment = pay("Кузнецов Олег Ильич", "Взнос за Иванову Марию Петровну");
    asked(sure_register(), payment, FlagKind::ThirdParty);
}

#[test]
fn a_year_that_is_far_from_everything_due_and_a_contract_that_is_done_are_asked() {
    let mut payment = pay_with_tax_id(IVANOVA, "по договору К-1/1");
    payment.date = date(2030, 10, 15);
    payment.value_date = Some(payment.date);
    asked(sure_register(), payment, FlagKind::WeakEvidence);
    for status in [ContractStatus::Paid, ContractStatus::HandedOver] {
        let contracts = vec![with(contract("К-1/1", IVANOVA), |contract| contract.status = status)];
        asked(contracts, pay(IVANOVA, "по договору К-1/1"), FlagKind::WeakEvidence);
    }
}
