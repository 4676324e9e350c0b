//! Banks, funds, pooled accounts and what 1C itself allocated.

use crate::support::{
    IVANOVA, PETROV, TAX_ID, asked, contract, find, kinds, not_ready, one, pay, pay_sum, pay_with_tax_id, person,
    ready, receipt, register, sure_register, with,
};
use jiff::civil::date;
use rust_decimal::Decimal;
use sverka::matching::{Case, Index, Settings, Standing, find_all};
use sverka::model::{BreakdownLine, ContractStatus, EvidenceKind, FlagKind, Holder, Readiness, TaxId};

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
fn what_1c_allocated_is_strong_and_still_gated() {
    let mut payment = pay(IVANOVA, "Оплата");
    payment.breakdown.push(BreakdownLine {
        amount: Decimal::from(100_000),
        contract_number: Some("12/34-К5".into()),
        ..BreakdownLine::default()
    });
    ready(register(), payment.clone(), "12/34-К5");
    payment.payer.name = PETROV.into();
    not_ready(register(), payment);
}

#[test]
fn a_breakdown_of_1c_that_says_otherwise_is_asked() {
    let line = |name: &str, amount: i64| BreakdownLine {
        amount: Decimal::from(amount),
        contract_name: Some(name.to_owned()),
        ..BreakdownLine::default()
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
fn what_1c_knows_of_vat_accounts_and_other_currencies_is_asked() {
    let broken_down = |line: BreakdownLine| {
        let mut payment = pay_with_tax_id(IVANOVA, "по договору К-1/1");
        payment.breakdown = vec![BreakdownLine { amount: Decimal::from(100_000), ..line }];
        payment
    };
    let on = |account: &str| BreakdownLine { settlement_account: Some(account.into()), ..BreakdownLine::default() };
    let settles = |sum: i64| BreakdownLine { settlement_sum: Some(Decimal::from(sum)), ..BreakdownLine::default() };
    ready(sure_register(), broken_down(on("62.01")), "К-1/1");
    asked(sure_register(), broken_down(on("76.05")), FlagKind::PurposeOther);
    ready(sure_register(), broken_down(settles(100_000)), "К-1/1");
    asked(sure_register(), broken_down(settles(1_100)), FlagKind::AmountUnusual);
    let vat = || BreakdownLine { bears_vat: true, ..BreakdownLine::default() };
    asked(sure_register(), broken_down(vat()), FlagKind::VatNamed);
    let rent = sure_register().into_iter().map(|contract| with(contract, |contract| contract.kind = "аренда".into()));
    ready(rent.collect(), broken_down(vat()), "К-1/1");
}

#[test]
fn case_20_the_lender_of_the_contract_pays_by_number_and_date() {
    let bank = "ПАО Сбербанк";
    let lent = || {
        vec![with(contract("12/34-К5", IVANOVA), |contract| {
            contract.lender = Some(Holder { name: bank.into(), tax_id: TaxId::from_document("7707083893") });
        })]
    };
    let paid = |purpose: &str| {
        let mut payment = pay(bank, purpose);
        payment.payer.tax_id = TaxId::from_document("7707083893");
        payment
    };
    ready(lent(), paid("Ипотечный кредит, ДДУ 12/34-К5 от 01.02.2026"), "12/34-К5");
    ready(lent(), paid("Кредитные средства за Иванову М.П. по ДДУ 12/34-К5"), "12/34-К5");
    asked(lent(), paid("Ипотечный кредит, ДДУ 12/34-К5"), FlagKind::ThirdParty);
    not_ready(lent(), paid("Ипотечный кредит, ДДУ 12/34-К5 от 03.03.2025"));
}

#[test]
fn case_50_signs_that_steer_a_terminal_hide_nothing() {
    for purpose in ["ДДУ 12/34-К5\u{1b}[2J", "\u{202e}ДДУ 12/34-К5", "ДДУ\u{0}12/34-К5"] {
        let finding = one(register(), pay(IVANOVA, purpose));
        assert!(finding.candidates[0].contract.0.starts_with("id 12/34-К5"), "{finding:#?}");
    }
}

#[test]
fn a_buyers_tax_number_on_another_contract_of_the_same_name_is_no_conflict() {
    let known = |number: &str, name: &str| {
        with(contract(number, name), |contract| contract.holder.tax_id = TaxId::from_document(TAX_ID))
    };
    let mut contracts = register();
    contracts.push(known("12/34-К5/1", IVANOVA));
    ready(contracts.clone(), pay_with_tax_id(IVANOVA, "Оплата по договору № 12/34-К5"), "12/34-К5");
    let nameless = one(contracts, pay_with_tax_id("", "Оплата по договору № 12/34-К5 за Иванову Марию Петровну"));
    let evidence = &nameless.candidates[0].evidence;
    assert!(evidence.iter().all(|one| one.kind != EvidenceKind::OtherTaxId), "{nameless:#?}");
    let mut strangers = register();
    strangers.push(known("12/34-К5/1", PETROV));
    not_ready(strangers, pay_with_tax_id(IVANOVA, "Оплата по договору № 12/34-К5"));
}

#[test]
fn a_fund_and_a_bank_pay_for_the_holder_whom_they_name_with_the_number() {
    for (payer, purpose) in [
        ("УФК по г. Москве (ОСФР по г. Москве)", "МСК Иванова Мария Петровна по договору 12/34-К5"),
        ("УФК по Свердловской области", "Средства Ивановой Марии Петровны, оплата по ДДУ 12/34-К5"),
        ("ФГКУ \"Росвоенипотека\"", "Иванова Мария Петровна, оплата по договору 12/34-К5"),
        ("ПАО Сбербанк", "Перечисление кредита Ивановой Марии Петровны на оплату договора 12/34-К5 от 01.02.2026"),
    ] {
        ready(register(), pay(payer, purpose), "12/34-К5");
        not_ready(register(), pay(payer, &purpose.replace("Иванов", "Сычёв")));
    }
}
