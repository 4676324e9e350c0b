//! What holds for every batch.

use crate::support::{IVANOVA, PETROV, contract, find, one, pay, pay_sum, person, ready, receipt, register, with};
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use sverka::lang::{Language, Texts};
use sverka::matching::{Index, Settings, account, check_choice, checks, reason};
use sverka::model::{
    Allocation, Bits, BreakdownLine, ContractId, ContractStatus, EvidenceKind, Finding, FlagKind, Payment, Readiness,
    Row, allocated_sum,
};

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
        let lines = account(&row, &index, &Settings::default().thresholds, &texts);
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
                for place in candidate.evidence.iter().filter_map(|evidence| evidence.in_purpose) {
                    prop_assert!(payment.purpose.get(place.range()).is_some());
                }
            }
            prop_assert_eq!(allocated_sum(&finding.allocations) + finding.rest, payment.amount.amount);
            let conditions = checks(&finding, &Settings::default().thresholds);
            let has_all = !conditions.is_empty() && conditions.iter().all(|check| check.passed);
            prop_assert_eq!(finding.readiness == Readiness::Ready, has_all, "{:?}", finding);
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

/// 1C names only the invoice of a part: where the register holds invoices, it is one of those, and a
/// contract that happens to bear the same number is none.
#[test]
fn the_invoice_of_a_part_leads_to_the_invoice_of_the_register() {
    let mut payment = pay(IVANOVA, "Оплата");
    payment.breakdown = vec![BreakdownLine {
        amount: payment.amount.amount,
        invoice_number: Some("1000001".into()),
        ..BreakdownLine::default()
    }];
    let with_kind = |kind: &str| {
        let of_number = with(contract("1000001", IVANOVA), |contract| contract.kind = kind.into());
        register().into_iter().chain([of_number]).collect::<Vec<_>>()
    };
    let by_source = |finding: &Finding| {
        let evidence = finding.candidates.iter().flat_map(|candidate| &candidate.evidence);
        evidence.filter(|evidence| evidence.kind == EvidenceKind::SourceContract).count()
    };
    ready(with_kind("счёт"), payment.clone(), "1000001");
    assert_eq!(by_source(&one(with_kind("счёт"), payment.clone())), 1);
    assert_eq!(by_source(&one(with_kind("ДДУ"), payment)), 0);
}
