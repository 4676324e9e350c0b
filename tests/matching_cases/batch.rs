//! The batch as a whole: payments that want the same debt, and one payment over several contracts.

use crate::support::{
    IVANOVA, PETROV, asked, contract, find, kinds, not_ready, one, pay_sum, person, ready, receipt, with,
};
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use sverka::lang::{Language, Texts};
use sverka::matching::{Index, Thresholds, account};
use sverka::model::{
    Allocation, Bits, Contract, ContractId, ContractStatus, Finding, FlagKind, Payment, Readiness, Row, ScheduleLine,
    TaxId, allocated_sum,
};

const HUSBAND: &str = "Иванов Пётр Ильич";

/// A contract of which only these lines are still open.
fn debt(number: &str, holder: &str, lines: &[i64]) -> Contract {
    with(contract(number, holder), |contract| {
        contract.schedule = (1..)
            .zip(lines)
            .map(|(line, amount)| ScheduleLine {
                line,
                due: date(2026, 10, 10).saturating_add(jiff::Span::new().months(i64::from(line) - 1)),
                amount: Decimal::from(*amount),
                paid: Decimal::ZERO,
            })
            .collect();
        contract.total = lines.iter().copied().map(Decimal::from).sum();
    })
}

fn paid_on(day: i8, number: usize, payer: &str, purpose: &str, amount: i64) -> Payment {
    receipt(number, &person(payer), Decimal::from(amount), date(2026, 10, day), purpose)
}

fn crowd(number: usize) -> Vec<Contract> {
    (0..number).map(|at| contract(&format!("Я-{at}/900"), &format!("Ладыгин Глеб Савич{at}"))).collect()
}

fn contracts_of(finding: &Finding) -> Vec<&str> {
    let mut contracts: Vec<&str> = finding.allocations.iter().map(|part| part.contract.as_str()).collect();
    contracts.dedup();
    contracts
}

fn id(contract: &Contract) -> &str {
    contract.id.as_str()
}

fn about(finding: &Finding, kind: FlagKind) -> Option<&str> {
    finding.flags.iter().find(|flag| flag.kind == kind).map(|flag| flag.about.as_str())
}

#[test]
fn husband_and_wife_who_pay_the_same_instalment_are_both_asked() {
    let wife = paid_on(9, 1, IVANOVA, "ДДУ 12/34-К5", 100_000);
    let husband = |day, purpose: &str| paid_on(day, 2, HUSBAND, purpose, 100_000);
    for lines in [vec![100_000], vec![100_000; 10]] {
        let findings = find(
            vec![debt("12/34-К5", IVANOVA, &lines)],
            &[wife.clone(), husband(10, "ДДУ 12/34-К5 за Иванову Марию Петровну")],
        );
        for finding in &findings {
            assert_eq!(finding.readiness, Readiness::Review, "{lines:?} {finding:#?}");
            assert_eq!(about(finding, FlagKind::Contested), Some("12/34-К5"));
        }
    }
    let contracts = || vec![debt("12/34-К5", IVANOVA, &[100_000; 10])];
    let first = paid_on(9, 1, IVANOVA, "ДДУ 12/34-К5 взнос 1", 100_000);
    let findings = find(contracts(), &[first, husband(10, "ДДУ 12/34-К5 взнос 2 за Иванову Марию Петровну")]);
    let lines: Vec<Option<u32>> = findings.iter().map(|finding| finding.allocations[0].line).collect();
    assert!(findings.iter().all(|finding| finding.readiness == Readiness::Ready), "{findings:#?}");
    assert_eq!(lines, [Some(1), Some(2)]);
}

#[test]
fn two_instalments_of_one_contract_are_laid_in_the_order_of_their_days() {
    let late = paid_on(9, 1, IVANOVA, "ДДУ 12/34-К5", 100_000);
    let early = paid_on(2, 2, IVANOVA, "ДДУ 12/34-К5", 100_000);
    let findings = find(vec![debt("12/34-К5", IVANOVA, &[100_000, 100_000])], &[late, early]);
    let lines: Vec<Option<u32>> = findings.iter().map(|finding| finding.allocations[0].line).collect();
    assert!(findings.iter().all(|finding| finding.readiness == Readiness::Ready), "{findings:#?}");
    assert_eq!(lines, [Some(2), Some(1)]);
}

#[test]
fn case_18_two_payments_and_three_equal_contracts_of_one_buyer_are_left_to_a_person() {
    let contracts = (1..4).map(|number| debt(&format!("Р-{number}/55"), IVANOVA, &[100_000])).collect();
    let payments = [paid_on(2, 1, IVANOVA, "Оплата", 100_000), paid_on(9, 2, IVANOVA, "Оплата", 100_000)];
    for finding in find(contracts, &payments) {
        assert_eq!(finding.readiness, Readiness::Choose, "{finding:#?}");
        assert!(finding.allocations.is_empty());
    }
}

#[test]
fn case_31_a_stranger_whose_sum_many_wait_for_disturbs_nobody() {
    let mut contracts = crowd(30);
    contracts.push(debt("12/34-К5", IVANOVA, &[100_000]));
    let payments = [
        paid_on(9, 1, IVANOVA, "ДДУ 12/34-К5", 100_000),
        paid_on(9, 2, "Чужой Олег Ильич", "Платёж", 100_000),
        paid_on(8, 3, "", "Оплата", 100_000),
    ];
    let findings = find(contracts, &payments);
    let states: Vec<Readiness> = findings.iter().map(|finding| finding.readiness).collect();
    assert_eq!(states, [Readiness::Ready, Readiness::Unmatched, Readiness::Unmatched], "{findings:#?}");
}

/// Two namesakes, of whom one payment is sure of the first, with a crowd around.
fn namesakes() -> Vec<Contract> {
    let mut all = crowd(8);
    all.push(debt("Н-1/77", "Иванов Иван Ильич", &[100_000]));
    all.push(debt("Н-2/77", "Иванов Игорь Ильич", &[100_000]));
    all
}

#[test]
fn the_batch_decides_between_namesakes_and_asks() {
    let alone = one(namesakes(), paid_on(9, 1, "Иванов И.И.", "Оплата", 100_000));
    assert_eq!(alone.readiness, Readiness::Choose, "{alone:#?}");
    let payments = [
        paid_on(9, 1, "Иванов И.И.", "Оплата", 100_000),
        paid_on(2, 2, "Иванов Иван Ильич", "Оплата по договору Н-1/77", 100_000),
    ];
    let findings = find(namesakes(), &payments);
    let second = &namesakes()[9];
    assert_eq!(findings[1].readiness, Readiness::Ready, "{findings:#?}");
    assert!(findings[1].rival_margin >= Some(Bits::whole(7)), "{findings:#?}");
    assert_eq!(findings[1].rivals.iter().map(|rival| rival.payment).collect::<Vec<_>>(), [payments[0].id]);
    assert_eq!(findings[0].readiness, Readiness::Review, "{findings:#?}");
    assert_eq!(contracts_of(&findings[0]), [id(second)]);
    assert_eq!(findings[0].candidates[0].contract, second.id, "of equals the one that is free comes first");
    assert_eq!(about(&findings[0], FlagKind::Contested), Some("Н-1/77"));
}

#[test]
fn a_payment_whose_own_debt_is_anothers_is_asked_and_offered_its_second() {
    // The older contract is the better guess by its sum, until the one who names it takes it.
    let mut contracts = crowd(8);
    contracts.push(debt("Р-1/55", IVANOVA, &[100_000]));
    contracts.push(debt("Р-2/55", IVANOVA, &[100_000, 100_000, 100_000]));
    let unnamed = paid_on(9, 1, IVANOVA, "Оплата", 100_000);
    let named = paid_on(2, 2, IVANOVA, "Оплата по договору Р-1/55", 100_000);
    let findings = find(contracts.clone(), &[unnamed.clone(), named]);
    assert_eq!(findings[1].readiness, Readiness::Ready, "{findings:#?}");
    assert_eq!(findings[0].readiness, Readiness::Review, "{findings:#?}");
    assert_eq!(contracts_of(&findings[0]), [id(&contracts[9])], "{findings:#?}");
    assert_eq!(about(&findings[0], FlagKind::Contested), Some("Р-1/55"));
    assert_ne!(contracts_of(&one(contracts.clone(), unnamed.clone())), [id(&contracts[9])]);
    let row = Row::new(unnamed, findings[0].clone());
    for language in Language::ALL {
        let lines = account(&row, &Index::build(contracts.clone()), &Thresholds::default(), &Texts::load(language));
        assert!(lines.iter().all(|line| !line.contains('⟦')), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("Р-1/55") && line.contains("Р-2/55")), "{lines:?}");
    }
}

#[test]
fn a_payment_that_names_a_taken_contract_is_never_offered_another() {
    let contracts = || vec![debt("К-1/1", IVANOVA, &[100_000]), debt("К-1/2", IVANOVA, &[100_000])];
    let wife = paid_on(9, 1, IVANOVA, "ДДУ К-1/1", 100_000);
    let husband = paid_on(10, 2, HUSBAND, "ДДУ К-1/1 за Иванову Марию Петровну", 100_000);
    let again = paid_on(10, 3, IVANOVA, "ДДУ К-1/1", 100_000);
    for other in [husband, again] {
        for finding in find(contracts(), &[wife.clone(), other]) {
            assert_eq!(finding.readiness, Readiness::Review, "{finding:#?}");
            assert_eq!(contracts_of(&finding), [id(&contracts()[0])], "{finding:#?}");
        }
    }
}

#[test]
fn a_payment_that_would_take_more_than_is_left_beside_another_is_asked() {
    // Each of the two fits, both do not, and which of them is meant nobody knows.
    let whole = paid_on(2, 1, IVANOVA, "ДДУ 12/34-К5", 300_000);
    let line = paid_on(9, 2, IVANOVA, "ДДУ 12/34-К5", 100_000);
    for finding in find(vec![debt("12/34-К5", IVANOVA, &[100_000, 100_000, 100_000])], &[whole, line]) {
        assert_ne!(finding.readiness, Readiness::Ready, "{finding:#?}");
        assert!(kinds(&finding).contains(&FlagKind::Contested));
    }
}

fn split(finding: &Finding) -> Vec<(&str, Option<u32>, Decimal)> {
    finding.allocations.iter().map(|part| (part.contract.as_str(), part.line, part.amount)).collect()
}

#[test]
fn case_32_the_only_exact_sum_of_several_contracts_is_proposed_and_asked() {
    let flat = debt("К-1/2", IVANOVA, &[100_000, 120_000]);
    let parking = debt("К-1/3", IVANOVA, &[50_000, 30_000]);
    let contracts = || crowd(8).into_iter().chain([flat.clone(), parking.clone()]).collect::<Vec<_>>();
    for purpose in ["Оплата", "Оплата по договорам", "Оплата по договорам К-1/2 и К-1/3"]
    {
        let finding = one(contracts(), pay_sum(IVANOVA, purpose, 150_000));
        assert_eq!(finding.readiness, Readiness::Review, "«{purpose}» {finding:#?}");
        let about = about(&finding, FlagKind::SumOfSeveral);
        assert_eq!(about, Some("= К-1/2 100\u{a0}000,00 + К-1/3 50\u{a0}000,00"), "«{purpose}»");
        let expected = [(id(&flat), Some(1), Decimal::from(100_000)), (id(&parking), Some(1), Decimal::from(50_000))];
        assert_eq!(split(&finding), expected, "«{purpose}»");
        assert_eq!(finding.rest, Decimal::ZERO);
    }
    // The remainder of one and the next line of the other.
    let finding = one(contracts(), pay_sum(IVANOVA, "Оплата", 270_000));
    let lines: Vec<Option<u32>> = finding.allocations.iter().map(|part| part.line).collect();
    assert_eq!(lines, [Some(1), Some(2), Some(1)], "{finding:#?}");
    assert_eq!(allocated_sum(&finding.allocations), Decimal::from(270_000));
}

#[test]
fn case_32_two_equal_sums_of_several_contracts_are_left_to_a_person() {
    let contracts = vec![
        debt("К-1/2", IVANOVA, &[100_000, 7]),
        debt("К-1/3", IVANOVA, &[50_000, 7]),
        debt("К-1/4", IVANOVA, &[90_000, 7]),
        debt("К-1/5", IVANOVA, &[60_000, 7]),
    ];
    let finding = one(contracts.clone(), pay_sum(IVANOVA, "Оплата", 150_000));
    assert_eq!(finding.readiness, Readiness::Choose, "{finding:#?}");
    assert!(finding.allocations.is_empty());
    let about = about(&finding, FlagKind::SumOfSeveral).map(|about| about.replace('\u{a0}', " "));
    let both = "= К-1/2 100 000,00 + К-1/3 50 000,00; = К-1/4 90 000,00 + К-1/5 60 000,00";
    assert_eq!(about.as_deref(), Some(both));
    // Named, they are told apart.
    let named = one(contracts, pay_sum(IVANOVA, "Оплата по договорам К-1/4, К-1/5", 150_000));
    assert_eq!(named.readiness, Readiness::Review);
    assert_eq!(contracts_of(&named).len(), 2, "{named:#?}");
    assert!(contracts_of(&named).iter().all(|contract| contract.contains("К-1/4") || contract.contains("К-1/5")));
}

#[test]
fn a_contract_that_takes_the_sum_alone_wins_over_a_sum_of_several() {
    let contracts = || {
        let mut all = crowd(8);
        all.push(debt("К-1/2", IVANOVA, &[100_000, 7]));
        all.push(debt("К-1/3", IVANOVA, &[50_000, 7]));
        all.push(debt("К-1/4", IVANOVA, &[150_000, 7]));
        all
    };
    for purpose in ["Оплата", "Оплата по договору К-1/4"] {
        let finding = one(contracts(), pay_sum(IVANOVA, purpose, 150_000));
        assert!(!kinds(&finding).contains(&FlagKind::SumOfSeveral), "«{purpose}» {finding:#?}");
    }
    ready(contracts(), pay_sum(IVANOVA, "Оплата по договору К-1/4", 150_000), "К-1/4");
    // One contract is named, and the sum is more than it takes: the debtor's word stands, and is asked.
    let finding = one(contracts()[..10].to_vec(), pay_sum(IVANOVA, "Оплата по договору К-1/2", 150_000));
    assert!(!kinds(&finding).contains(&FlagKind::SumOfSeveral), "{finding:#?}");
    assert_ne!(finding.readiness, Readiness::Ready);
}

#[test]
fn debts_of_different_people_never_add_up_unless_all_are_named() {
    let (first, second) = (TaxId::from_document("500100732259"), TaxId::from_document("7709576929"));
    let namesakes = || {
        vec![
            with(debt("К-1/2", IVANOVA, &[100_000, 7]), |contract| contract.holder.tax_id.clone_from(&first)),
            with(debt("К-1/3", IVANOVA, &[50_000, 7]), |contract| contract.holder.tax_id.clone_from(&second)),
        ]
    };
    assert!(first.is_some() && second.is_some());
    let finding = one(namesakes(), pay_sum(IVANOVA, "Оплата", 150_000));
    assert!(finding.allocations.is_empty(), "{finding:#?}");
    let strangers = || vec![debt("К-1/2", IVANOVA, &[100_000, 7]), debt("К-1/3", PETROV, &[50_000, 7])];
    not_ready(strangers(), pay_sum(IVANOVA, "Оплата", 150_000));
    assert!(!kinds(&one(strangers(), pay_sum(IVANOVA, "Оплата", 150_000))).contains(&FlagKind::SumOfSeveral));
    let named = pay_sum(IVANOVA, "Оплата по договорам К-1/2 и К-1/3", 150_000);
    asked(strangers(), named, FlagKind::SumOfSeveral);
}

#[test]
fn what_takes_no_money_or_is_unknown_is_no_part_of_a_sum() {
    let contracts = |status| {
        vec![
            debt("К-1/2", IVANOVA, &[100_000, 7]),
            with(debt("К-1/3", IVANOVA, &[50_000, 7]), |contract| contract.status = status),
        ]
    };
    for status in [ContractStatus::Terminated, ContractStatus::Assigned, ContractStatus::Draft] {
        let finding = one(contracts(status), pay_sum(IVANOVA, "Оплата", 150_000));
        assert!(!kinds(&finding).contains(&FlagKind::SumOfSeveral), "{status:?} {finding:#?}");
    }
    let unknown = pay_sum(IVANOVA, "Оплата по договорам К-1/2 и К-1/9", 150_000);
    let finding = one(contracts(ContractStatus::Registered), unknown);
    assert!(!kinds(&finding).contains(&FlagKind::SumOfSeveral), "{finding:#?}");
}

#[test]
fn a_part_of_a_sum_that_another_payment_is_sure_of_is_contested() {
    let contracts = || {
        let mut all = crowd(8);
        all.extend([debt("К-1/2", IVANOVA, &[100_000]), debt("К-1/3", IVANOVA, &[50_000])]);
        all
    };
    let both = paid_on(9, 1, IVANOVA, "Оплата", 150_000);
    let named = paid_on(2, 2, IVANOVA, "Оплата по договору К-1/2", 100_000);
    let findings = find(contracts(), &[both, named]);
    assert_eq!(findings[0].readiness, Readiness::Review, "{findings:#?}");
    assert!(kinds(&findings[0]).contains(&FlagKind::Contested), "{findings:#?}");
    let promised: Decimal = findings
        .iter()
        .filter(|finding| finding.readiness == Readiness::Ready)
        .flat_map(|finding| &finding.allocations)
        .map(|part| part.amount)
        .sum();
    assert!(promised <= Decimal::from(100_000));
}

/// Contracts of few people with few open lines, so that payments meet on them.
fn scarce() -> Vec<Contract> {
    let mut all = crowd(6);
    for (number, holder) in [
        ("К-1/1", IVANOVA),
        ("К-1/2", IVANOVA),
        ("К-1/3", IVANOVA),
        ("Н-1/7", "Иванов Иван Ильич"),
        ("Н-2/7", "Иванов Игорь Ильич"),
        ("Н-3/7", PETROV),
    ] {
        let lines: &[i64] = if number.ends_with('7') { &[100_000, 50_000] } else { &[100_000] };
        all.push(debt(number, holder, lines));
    }
    all
}

fn arbitrary_payment() -> impl Strategy<Value = Payment> {
    let payer = prop::sample::select(vec![
        IVANOVA,
        PETROV,
        HUSBAND,
        "Иванов И.И.",
        "Иванов Иван Ильич",
        "Иванов Игорь Ильич",
        "ПАО БАНК",
    ]);
    let purpose = prop::sample::select(vec![
        "Оплата",
        "по договору К-1/1",
        "по договору К-1/2",
        "по договорам К-1/1, К-1/2",
        "по договору Н-1/7",
        "по договору Н-2/7 взнос 2",
        "по договору Н-3/7",
        "за Иванову Марию Петровну",
        "К-1/1 за Иванову Марию Петровну",
    ]);
    let amount = prop::sample::select(vec![100_000_i64, 100_000, 50_000, 150_000, 200_000, 300_000]);
    (payer, purpose, amount, 1_usize..60, 1_i8..20)
        .prop_map(|(payer, purpose, amount, number, day)| paid_on(day, number, payer, purpose, amount))
}

fn promised(findings: &[Finding]) -> Vec<&Allocation> {
    let ready = findings.iter().filter(|finding| finding.readiness == Readiness::Ready);
    ready.flat_map(|finding| &finding.allocations).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn in_a_crowd_no_line_is_promised_twice_and_sums_add_up(payments in prop::collection::vec(arbitrary_payment(), 1..25)) {
        let findings = find(scarce(), &payments);
        for (payment, finding) in payments.iter().zip(&findings) {
            prop_assert_eq!(allocated_sum(&finding.allocations) + finding.rest, payment.amount.amount);
            prop_assert!(finding.rest >= Decimal::ZERO);
            let several = contracts_of(finding).len() > 1;
            prop_assert!(!several || finding.readiness != Readiness::Ready);
            prop_assert!(!several || finding.rest.is_zero());
            if finding.readiness == Readiness::Ready {
                prop_assert!(finding.rival_margin.is_none_or(|margin| margin >= Bits::whole(7)), "{:#?}", finding);
            }
        }
        for contract in scarce() {
            for line in &contract.schedule {
                let on_line = promised(&findings)
                    .into_iter()
                    .filter(|part| part.contract == contract.id && part.line == Some(line.line));
                let sum: Decimal = on_line.map(|part| part.amount).sum();
                prop_assert!(sum <= line.open(), "{} of line {} of {}", sum, line.line, contract.number);
            }
        }
    }

    #[test]
    fn in_a_crowd_order_changes_nothing(
        payments in prop::collection::vec(arbitrary_payment(), 1..25),
        turns in prop::collection::vec(0_usize..25, 25),
    ) {
        let straight = find(scarce(), &payments);
        let mut order: Vec<usize> = (0..payments.len()).collect();
        for (place, turn) in turns.iter().enumerate().take(payments.len()) {
            order.swap(place, turn % payments.len());
        }
        let turned: Vec<Payment> = order.iter().map(|place| payments[*place].clone()).collect();
        let mut contracts = scarce();
        contracts.reverse();
        let found = find(contracts, &turned);
        for (payment, finding) in payments.iter().zip(&straight) {
            let of_same = turned.iter().zip(&found).filter(|(other, _)| *other == payment);
            prop_assert!(of_same.map(|(_, finding)| finding).any(|other| other == finding), "{:#?}", finding);
        }
    }
}

#[test]
fn a_thousand_payments_over_one_crowd_are_decided() {
    let holder = "Иванов Иван Ильич";
    let contracts: Vec<Contract> = (0..40).map(|number| debt(&format!("Н-{number}/7"), holder, &[100_000])).collect();
    let payments: Vec<Payment> = (0..1_000)
        .map(|number| {
            let mut payment = paid_on(9, number, holder, "Оплата", 100_000);
            payment.payer.account = Some(format!("40817810{number:012}"));
            payment
        })
        .collect();
    let findings = find(contracts, &payments);
    assert!(findings.iter().all(|finding| finding.readiness == Readiness::Choose));
    assert!(findings.iter().all(|finding| finding.candidates[0].contract == ContractId(format!("id Н-0/7 {holder}"))));
}
