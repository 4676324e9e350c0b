//! Sums: lines, remainders, parts, several debts, currency.

use crate::support::{
    IVANOVA, asked, contract, find, kinds, not_ready, one, pay, pay_sum, person, ready, receipt, register,
    sure_register, with,
};
use jiff::civil::date;
use rust_decimal::Decimal;
use sverka::matching::{Case, Index, Settings, Standing, find_all, lay_over};
use sverka::model::{
    Allocation, ContractStatus, Currency, Finding, FlagKind, PaymentKind, PaymentMark, Readiness, Unit, UnitKind,
};

#[test]
fn case_32_one_payment_over_two_contracts_is_asked() {
    let contracts = || vec![contract("Р-1/55", IVANOVA), contract("Р-2/55", IVANOVA), contract("Р-3/55", IVANOVA)];
    let named = pay_sum(IVANOVA, "Оплата по договорам Р-1/55 и Р-2/55", 200_000);
    asked(contracts(), named, FlagKind::SeveralContractsNamed);
    not_ready(contracts(), pay_sum(IVANOVA, "Оплата взносов по договорам", 200_000));
    not_ready(contracts(), pay_sum(IVANOVA, "Оплата по графику", 200_000));
}

#[test]
fn case_18_three_equal_contracts_of_one_buyer_are_chosen_unless_one_is_named() {
    let contracts = || (1..4).map(|number| contract(&format!("Р-{number}/55"), IVANOVA)).collect::<Vec<_>>();
    assert_eq!(one(contracts(), pay(IVANOVA, "Оплата по договору")).readiness, Readiness::Choose);
    ready(contracts(), pay(IVANOVA, "Оплата по договору Р-2/55"), "Р-2/55");
}

#[test]
fn cases_27_to_30_odd_sums_are_asked_and_whole_ones_are_not() {
    let purpose = "Оплата по договору 12/34-К5 от 01.02.2026";
    ready(register(), pay_sum(IVANOVA, purpose, 200_000), "12/34-К5");
    ready(register(), pay_sum(IVANOVA, purpose, 1_000_000), "12/34-К5");
    asked(register(), pay_sum(IVANOVA, purpose, 60_000), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 201_500), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 99_900), FlagKind::AmountUnusual);
    asked(register(), pay_sum(IVANOVA, purpose, 100_001), FlagKind::SmallDifference);
    asked(register(), pay_sum(IVANOVA, purpose, 1_000_001), FlagKind::Overpayment);
    asked(register(), pay_sum(IVANOVA, &format!("{purpose} и пени"), 200_000), FlagKind::PenaltyNamed);
}

/// Number and name are both there: what is odd is the sum alone.
#[test]
fn a_flag_of_the_sum_does_not_say_that_one_side_is_missing() {
    let of = |purpose: &str, sum| kinds(&one(register(), pay_sum(IVANOVA, purpose, sum)));
    let both = "Оплата по договору 12/34-К5 от 01.02.2026";
    assert_eq!(of(both, 100_001), [FlagKind::SmallDifference]);
    assert_eq!(of(both, 60_000), [FlagKind::AmountUnusual]);
    assert_eq!(of(both, 1_000_001), [FlagKind::Overpayment]);
    assert!(of("Оплата по графику", 60_000).contains(&FlagKind::OneSided), "only the payer is known");
}

#[test]
fn case_31_a_sum_that_many_wait_for_says_nothing() {
    let finding = one(register(), pay("Чужой Олег Ильич", "Платёж"));
    assert_eq!(finding.readiness, Readiness::Unmatched);
}

#[test]
fn case_31_a_sum_that_many_wait_for_still_puts_those_before_the_others() {
    let namesakes = ["1/1", "2/2", "3/3", "4/4"].map(|number| {
        with(contract(number, "Петров Пётр Петрович"), |contract| contract.holder.tax_id = None)
    });
    let mut contracts = namesakes.to_vec();
    contracts[3].schedule.iter_mut().for_each(|line| line.amount = Decimal::from(77_000));
    contracts.extend((10..40).map(|at| contract(&format!("{at}/{at}"), IVANOVA)));
    contracts.extend((40..90).map(|at| {
        with(contract(&format!("{at}/{at}"), IVANOVA), |contract| {
            contract.schedule.iter_mut().for_each(|line| line.amount = Decimal::from(50_000));
        })
    }));
    let finding = one(contracts, pay("Банк", "за Петрова П.П."));
    assert_ne!(finding.readiness, Readiness::Ready);
    let last = finding.candidates.last().unwrap();
    assert!(finding.candidates.len() == 4 && last.contract.as_str().contains("4/4"), "{finding:#?}");
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
fn the_sum_alone_never_tells_contracts_of_one_holder_apart() {
    let mut second = contract("Р-2/55", IVANOVA);
    second.schedule.iter_mut().for_each(|line| line.amount = Decimal::from(77_777));
    second.total = Decimal::from(777_770);
    let contracts = vec![contract("Р-1/55", IVANOVA), second];
    not_ready(contracts.clone(), pay_sum(IVANOVA, "Оплата по графику", 77_777));
    ready(contracts, pay_sum(IVANOVA, "Оплата по договору Р-2/55", 77_777), "Р-2/55");
}

#[test]
fn vat_in_a_contract_free_of_it_is_asked() {
    asked(register(), pay(IVANOVA, "ДДУ 12/34-К5 в т.ч. НДС 20% 16666-67"), FlagKind::VatNamed);
    ready(register(), pay(IVANOVA, "ДДУ 12/34-К5, НДС не облагается"), "12/34-К5");
}

#[test]
fn vat_is_asked_where_a_home_is_sold_and_not_where_an_office_is() {
    let sold = |unit: Option<UnitKind>| {
        with(contract("12/34-К5", IVANOVA), |contract| {
            contract.kind = "ДКП".into();
            let place =
                |kind| Unit { house: "Дом 1".into(), section: "1".into(), floor: None, number: "5".into(), kind };
            contract.unit = unit.map(place);
        })
    };
    let with_vat = || pay(IVANOVA, "Договор 12/34-К5 в т.ч. НДС 20% 16666-67");
    asked(vec![sold(Some(UnitKind::Flat))], with_vat(), FlagKind::VatNamed);
    ready(vec![sold(Some(UnitKind::Parking))], with_vat(), "12/34-К5");
    let of_no_kind = with(sold(Some(UnitKind::Flat)), |contract| contract.kind.clear());
    asked(vec![of_no_kind], with_vat(), FlagKind::VatNamed);
    ready(vec![sold(Some(UnitKind::Commercial))], with_vat(), "12/34-К5");
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
fn a_part_that_is_no_line_is_asked() {
    for amount in [1, 25_000, 50_000, 99_000] {
        let payment = pay_sum(IVANOVA, "по дог. К-1/1", amount);
        asked(sure_register(), payment, FlagKind::AmountUnusual);
    }
}

fn about(finding: &Finding, kind: FlagKind) -> Option<&str> {
    finding.flags.iter().find(|flag| flag.kind == kind).map(|flag| flag.about.as_str())
}

#[test]
fn cases_28_and_29_a_kopeck_more_or_less_says_the_difference() {
    for (kopecks, difference) in [(1, "+0,01"), (-1, "−0,01"), (-100, "−1,00"), (99, "+0,99")] {
        let mut payment = pay(IVANOVA, "Оплата по договору 12/34-К5");
        payment.amount.amount += Decimal::new(kopecks, 2);
        let finding = one(register(), payment);
        assert_eq!(finding.readiness, Readiness::Review, "{finding:#?}");
        assert_eq!(about(&finding, FlagKind::SmallDifference), Some(difference));
    }
    let mut last = pay_sum(IVANOVA, "Оплата по договору 12/34-К5", 1_000_000);
    last.amount.amount += Decimal::new(1, 2);
    let finding = one(register(), last);
    assert_eq!(finding.readiness, Readiness::Blocked);
    assert_eq!(about(&finding, FlagKind::Overpayment), Some("0,01"));
    assert_eq!(finding.rest, Decimal::new(1, 2));
}

#[test]
fn case_29_lines_that_are_not_due_soon_are_a_prepayment_and_say_their_sum() {
    let finding = one(register(), pay_sum(IVANOVA, "Оплата по договору 12/34-К5", 400_000));
    assert_eq!(finding.readiness, Readiness::Review);
    assert_eq!(about(&finding, FlagKind::Prepayment), Some("200\u{a0}000,00"), "{finding:#?}");
}

#[test]
fn an_instalment_before_its_time_is_a_prepayment_and_the_whole_rest_is_none() {
    let of_her = |purpose: &str, sum: i64| pay_sum(IVANOVA, purpose, sum);
    asked(register(), of_her("Досрочное погашение по договору 12/34-К5", 100_000), FlagKind::Prepayment);
    asked(register(), of_her("Платеж 4 по графику, договор 12/34-К5", 100_000), FlagKind::Prepayment);
    asked(register(), of_her("Договор 12/34-К5, взнос за январь 2027", 100_000), FlagKind::Prepayment);
    ready(register(), of_her("Платеж 2 по графику, договор 12/34-К5", 100_000), "12/34-К5");
    ready(register(), of_her("Досрочное погашение по договору 12/34-К5", 1_000_000), "12/34-К5");
}

#[test]
fn case_27_a_penalty_comes_after_the_principal() {
    let laid = |purpose: &str, amount: i64| {
        let finding = one(register(), pay_sum(IVANOVA, &format!("{purpose} по договору 12/34-К5"), amount));
        assert!(kinds(&finding).contains(&FlagKind::PenaltyNamed), "{finding:#?}");
        assert_ne!(finding.readiness, Readiness::Ready);
        let lines: Vec<Option<u32>> = finding.allocations.iter().map(|part| part.line).collect();
        (lines, finding.rest)
    };
    assert_eq!(laid("Оплата двух взносов и пени", 201_500), (vec![Some(1), Some(2)], Decimal::from(1_500)));
    assert_eq!(laid("Взнос 1, пеня за просрочку", 100_700), (vec![Some(1)], Decimal::from(700)));
    assert_eq!(laid("Пени", 1_500), (vec![], Decimal::from(1_500)));
    assert_eq!(laid("Взнос и пени", 60_000), (vec![Some(1)], Decimal::ZERO));
}

#[test]
fn a_part_of_a_contract_without_a_schedule_passes_only_where_all_else_is_sure() {
    let contracts = |paid: i64| {
        vec![with(contract("12/34-К5", IVANOVA), |contract| {
            contract.schedule.clear();
            contract.paid = Decimal::from(paid);
        })]
    };
    ready(contracts(0), pay(IVANOVA, "Первоначальный взнос по договору 12/34-К5"), "12/34-К5");
    ready(contracts(300_000), pay(IVANOVA, "Оплата по договору 12/34-К5"), "12/34-К5");
    ready(contracts(0), pay_sum(IVANOVA, "Оплата по договору 12/34-К5", 1_000_000), "12/34-К5");
    asked(contracts(0), pay(IVANOVA, "Оплата по договору 12/34-К5"), FlagKind::AmountUnusual);
    asked(contracts(300_000), pay_sum(IVANOVA, "Оплата по договору 12/34-К5", 2_000), FlagKind::AmountUnusual);
    let other = "Взнос по договору 12/34-К5 за Иванову Марию Петровну";
    asked(contracts(300_000), pay("Кузнецов Олег Ильич", other), FlagKind::AmountUnusual);
    not_ready(contracts(300_000), pay(IVANOVA, "Взнос"));
}

#[test]
fn case_10_the_flats_number_with_the_parkings_sum_is_asked() {
    let flat = || {
        with(contract("12/34", IVANOVA), |contract| {
            contract.schedule.clear();
            contract.paid = Decimal::from(100_000);
        })
    };
    let parking = with(contract("12/34/1", IVANOVA), |contract| {
        contract.total = Decimal::from(40_000);
        contract.schedule.truncate(1);
        contract.schedule[0].amount = Decimal::from(40_000);
    });
    ready(vec![flat()], pay_sum(IVANOVA, "Оплата по договору 12/34", 40_000), "12/34");
    let both = || vec![flat(), parking.clone()];
    asked(both(), pay_sum(IVANOVA, "Оплата по договору 12/34", 40_000), FlagKind::AmountUnusual);
    ready(both(), pay_sum(IVANOVA, "Оплата по договору 12/34/1", 40_000), "12/34/1");
}

#[test]
fn two_months_are_their_two_lines_and_nothing_else() {
    for purpose in [
        "Оплата за октябрь и ноябрь по договору 12/34-К5",
        "Дог. 12/34-К5, за октябрь, ноябрь 2026",
        "Дог. 12/34-К5 за октябрь-ноябрь 2026 г.",
    ] {
        ready(register(), pay_sum(IVANOVA, purpose, 200_000), "12/34-К5");
        not_ready(register(), pay_sum(IVANOVA, purpose, 100_000));
        let mut paid = register();
        paid[0].schedule[0].paid = Decimal::from(100_000);
        paid[0].paid = Decimal::from(100_000);
        not_ready(paid.clone(), pay_sum(IVANOVA, purpose, 200_000));
        ready(paid, pay_sum(IVANOVA, purpose, 100_000), "12/34-К5");
    }
    not_ready(register(), pay_sum(IVANOVA, "Оплата за ноябрь и декабрь по договору 12/34-К5", 200_000));
}
