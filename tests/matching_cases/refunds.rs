//! Cases 47 and 48: money that goes back, and money that came by mistake.

use crate::support::{IVANOVA, PETROV, contract, kinds, person, receipt, with};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;
use sverka::matching::{Case, Index, Settings, Standing, check_choice, find_all};
use sverka::model::{
    Allocation, Contract, ContractId, ContractStatus, EvidenceKind, Finding, FlagKind, Party, Payment, PaymentId,
    PaymentKind, PaymentMark, Readiness, allocated_sum,
};

fn paid(number: &str, holder: &str, lines: usize) -> Contract {
    with(contract(number, holder), |contract| {
        for line in contract.schedule.iter_mut().take(lines) {
            line.paid = line.amount;
            contract.paid += line.amount;
        }
    })
}

fn register() -> Vec<Contract> {
    let mut all = vec![paid("12/34-К5", IVANOVA, 3), paid("12/345", PETROV, 2), paid("В24-7", "Сомов Пётр Львович", 1)];
    all.extend((0..40).map(|number| contract(&format!("Я-{number}/900"), &format!("Ладыгин Глеб Савич{number}"))));
    all
}

fn id(number: &str, holder: &str) -> ContractId {
    ContractId(format!("id {number} {holder}"))
}

fn part(number: &str, holder: &str, line: u32, amount: i64) -> Allocation {
    Allocation { contract: id(number, holder), line: Some(line), amount: Decimal::from(amount) }
}

/// A receipt with a number of its own.
fn came(number: &str, payer: &str, amount: i64, day: Date) -> Payment {
    let mut payment = receipt(1, &person(payer), Decimal::from(amount), day, "Оплата по договору");
    payment.id = PaymentId::of_document(&format!("{number} {payer}"));
    number.clone_into(&mut payment.number);
    payment
}

/// Money that goes out to somebody.
fn back(payee: &str, amount: i64, purpose: &str) -> Payment {
    let mut payment = receipt(900, &person(payee), Decimal::from(amount), date(2026, 10, 20), purpose);
    payment.kind = PaymentKind::BankPaymentOut;
    std::mem::swap(&mut payment.payer, &mut payment.payee);
    payment
}

/// The refund beside receipts that the CRM has.
fn beside(held: &[(Payment, Vec<Allocation>)], refund: &Payment) -> Finding {
    in_register(register(), held, refund)
}

fn in_register(contracts: Vec<Contract>, held: &[(Payment, Vec<Allocation>)], refund: &Payment) -> Finding {
    let cases: Vec<Case<'_>> = std::iter::once(Case { payment: refund, standing: Standing::Open })
        .chain(held.iter().map(|(payment, parts)| Case { payment, standing: Standing::InCrm(parts) }))
        .collect();
    find_all(&Index::build(contracts), &cases, &Settings::default()).remove(0)
}

/// Two payments of Ivanova and one of Petrov.
fn held() -> Vec<(Payment, Vec<Allocation>)> {
    vec![
        (came("123", IVANOVA, 100_000, date(2026, 10, 5)), vec![part("12/34-К5", IVANOVA, 2, 100_000)]),
        (came("124", IVANOVA, 100_000, date(2026, 10, 7)), vec![part("12/34-К5", IVANOVA, 3, 100_000)]),
        (
            came("123", PETROV, 150_000, date(2026, 10, 5)),
            vec![part("12/345", PETROV, 1, 100_000), part("12/345", PETROV, 2, 50_000)],
        ),
    ]
}

fn about(finding: &Finding, kind: FlagKind) -> String {
    finding.flags.iter().find(|flag| flag.kind == kind).map(|flag| flag.about.clone()).unwrap_or_default()
}

#[rstest]
#[case("Возврат платежа от 05.10.2026 № 123")]
#[case("Возврат ошибочно перечисленных средств по п/п 123 от 05.10.2026, без НДС")]
#[case("Возврат по договору № 12/34-К5 от 01.02.2026 платежа по пл. поручению №000123 от 05.10.26")]
#[case("Возврат денежных средств, платежное поручение 123")]
#[case("Возврат поступления от 05.10.2026")]
#[case("Возврат ошибочно зачисленных денежных средств по операции № 123 от 05.10.2026 по письму б/н")]
fn case_47_a_refund_takes_back_the_receipt_that_it_names(#[case] purpose: &str) {
    let finding = beside(&held(), &back(IVANOVA, 100_000, purpose));
    assert_eq!(finding.readiness, Readiness::Review, "{finding:#?}");
    assert_eq!(finding.allocations, [part("12/34-К5", IVANOVA, 2, 100_000)]);
    assert_eq!(kinds(&finding), [FlagKind::Refund], "a refund is never green");
    assert_eq!(about(&finding, FlagKind::Refund), "№ 123 05.10.2026");
    let best = &finding.candidates[0];
    assert!(best.evidence.iter().any(|evidence| evidence.kind == EvidenceKind::OriginalReceipt));
    assert_eq!(best.bits, best.evidence.iter().map(|evidence| evidence.bits).sum());
}

#[test]
fn a_part_goes_back_from_the_newest_line() {
    let finding = beside(&held(), &back(PETROV, 70_000, "Возврат излишне перечисленных по п/п 123 от 05.10.2026"));
    assert_eq!(
        finding.allocations,
        [part("12/345", PETROV, 2, 50_000), part("12/345", PETROV, 1, 20_000)],
        "{finding:#?}"
    );
    assert_eq!(finding.readiness, Readiness::Review);
}

#[test]
fn who_paid_and_the_sum_lead_to_the_receipt_where_nothing_is_named() {
    let finding = beside(&held(), &back(PETROV, 150_000, "Возврат денежных средств"));
    assert_eq!(finding.readiness, Readiness::Review, "{finding:#?}");
    assert_eq!(allocated_sum(&finding.allocations), Decimal::from(150_000));
    // The bank writes the payee shorter, and to another account.
    let mut shorter = back("Петров С. И.", 150_000, "Возврат денежных средств");
    shorter.payee.account = Some("40817810000000000001".to_owned());
    assert_eq!(beside(&held(), &shorter).allocations.len(), 2);
    // The same account under another's name is no tie.
    let other = Party { name: "Ладыгин Глеб Савич".to_owned(), ..shorter.payee.clone() };
    let finding = beside(&held(), &Payment { payee: other, ..shorter });
    assert!(finding.allocations.is_empty());
}

#[test]
fn two_receipts_that_fit_equally_are_both_said_and_a_person_chooses() {
    let finding = beside(&held(), &back(IVANOVA, 100_000, "Возврат денежных средств"));
    assert_eq!(finding.readiness, Readiness::Choose, "{finding:#?}");
    assert!(finding.allocations.is_empty());
    assert_eq!(about(&finding, FlagKind::Refund), "№ 123 05.10.2026, № 124 07.10.2026");
    assert_eq!(finding.candidates[0].contract, id("12/34-К5", IVANOVA));
    assert_eq!(finding.candidates[0].allocations, [part("12/34-К5", IVANOVA, 3, 100_000)], "lines with money on them");
}

#[test]
fn a_named_order_that_nobody_has_is_not_replaced_by_another() {
    let finding = beside(&held(), &back(PETROV, 150_000, "Возврат платежа по п/п № 777 от 01.10.2026"));
    assert_eq!(finding.readiness, Readiness::Choose, "{finding:#?}");
    assert!(finding.allocations.is_empty());
    assert_eq!(about(&finding, FlagKind::Refund), "");
    assert_eq!(finding.candidates[0].contract, id("12/345", PETROV));
    assert_eq!(allocated_sum(&finding.candidates[0].allocations), Decimal::from(150_000));
}

#[test]
fn more_than_was_received_is_stopped_with_what_is_too_much() {
    let finding = beside(&held(), &back(IVANOVA, 130_000, "Возврат по п/п 123 от 05.10.2026"));
    assert_eq!(finding.readiness, Readiness::Blocked, "{finding:#?}");
    assert!(finding.allocations.is_empty());
    assert_eq!(about(&finding, FlagKind::RefundExceeds).replace('\u{a0}', " "), "30 000,00");
    let nothing = beside(&[], &back("Ладыгин Глеб Савич7", 5_000, "Возврат по договору Я-7/900"));
    assert_eq!(nothing.readiness, Readiness::Blocked, "{nothing:#?}");
    assert!(kinds(&nothing).contains(&FlagKind::RefundExceeds));
}

#[test]
fn what_was_given_back_before_is_not_there_again() {
    let mut all = held();
    let mut earlier = back(IVANOVA, 80_000, "Возврат по п/п 123 от 05.10.2026");
    earlier.date = date(2026, 10, 12);
    earlier.value_date = None;
    all.push((earlier, vec![part("12/34-К5", IVANOVA, 2, 80_000)]));
    let mut contracts = register();
    contracts[0].paid -= Decimal::from(80_000);
    contracts[0].schedule[1].paid -= Decimal::from(80_000);
    let mut again = back(IVANOVA, 30_000, "Возврат по п/п 123 от 05.10.2026");
    "901".clone_into(&mut again.number);
    again.id = PaymentId::of_document("again");
    let finding = in_register(contracts.clone(), &all, &again);
    assert_eq!(finding.readiness, Readiness::Blocked, "{finding:#?}");
    again.amount.amount = Decimal::from(20_000);
    let finding = in_register(contracts, &all, &again);
    assert_eq!(finding.allocations, [part("12/34-К5", IVANOVA, 2, 20_000)], "{finding:#?}");
}

#[rstest]
#[case::open(None)]
#[case::decided(Some(vec![part("12/34-К5", IVANOVA, 4, 100_000)]))]
fn a_receipt_that_the_crm_does_not_have_goes_first(#[case] decided: Option<Vec<Allocation>>) {
    let original = came("125", IVANOVA, 100_000, date(2026, 10, 8));
    let refund = back(IVANOVA, 100_000, "Возврат ошибочно перечисленных по п/п 125 от 08.10.2026");
    let standing = decided.as_deref().map_or(Standing::Open, Standing::Decided);
    let cases = [Case { payment: &refund, standing: Standing::Open }, Case { payment: &original, standing }];
    let finding = find_all(&Index::build(register()), &cases, &Settings::default()).remove(0);
    assert_eq!(finding.readiness, Readiness::Blocked, "{finding:#?}");
    assert!(finding.allocations.is_empty());
    assert_eq!(about(&finding, FlagKind::RefundBeforeReceipt), "№ 125 08.10.2026");
    assert!(FlagKind::RefundBeforeReceipt.blocks_even_a_person());
    // Where a person left the receipt out, the refund is theirs to decide too.
    let cases = [
        Case { payment: &refund, standing: Standing::Open },
        Case { payment: &original, standing: Standing::Decided(&[]) },
    ];
    let finding = find_all(&Index::build(register()), &cases, &Settings::default()).remove(0);
    assert_eq!(finding.readiness, Readiness::Choose, "{finding:#?}");
}

#[test]
fn money_that_the_crm_holds_without_a_row_is_found_too() {
    let (original, parts) = held().remove(0);
    let refund = back(IVANOVA, 100_000, "Возврат по п/п 123 от 05.10.2026");
    let cases = [
        Case { payment: &refund, standing: Standing::Open },
        Case { payment: &original, standing: Standing::Held("000001", &parts) },
    ];
    let finding = find_all(&Index::build(register()), &cases, &Settings::default()).remove(0);
    assert_eq!((finding.readiness, finding.allocations), (Readiness::Review, parts.clone()));
}

#[test]
fn a_terminated_contract_gives_its_money_back() {
    let mut contracts = register();
    contracts[0].status = ContractStatus::Terminated;
    let refund = back(IVANOVA, 100_000, "Возврат по соглашению о расторжении, п/п 123 от 05.10.2026");
    let finding = in_register(contracts.clone(), &held(), &refund);
    assert_eq!(finding.readiness, Readiness::Review, "{finding:#?}");
    let chosen = check_choice(
        &Index::build(contracts),
        &refund,
        refund.kind,
        &[part("12/34-К5", IVANOVA, 3, 100_000)],
        &Settings::default(),
    );
    assert!(!chosen.iter().any(|flag| flag.kind.blocks_even_a_person()), "{chosen:#?}");
}

#[test]
fn case_48_a_mispost_returned_is_a_refund_whatever_word_is_used() {
    for purpose in [
        "Перечисление ошибочно зачисленных средств, п/п 123 от 05.10.2026",
        "Возврат ошибочно перечисленных средств согласно письму № 5 от 08.10.2026, плат. поручение № 123",
        "Restituire plata eronata, ordin 123 din 05.10.2026",
    ] {
        let finding = beside(&held(), &back(IVANOVA, 100_000, purpose));
        assert_eq!(finding.readiness, Readiness::Review, "«{purpose}» {finding:#?}");
        assert_eq!(finding.allocations, [part("12/34-К5", IVANOVA, 2, 100_000)], "«{purpose}»");
    }
}

#[rstest]
#[case("Возврат займа по договору займа № 7 от 01.02.2026")]
#[case("Возврат депозита по соглашению 12")]
#[case("Оплата поставщику по счёту 123 от 05.10.2026")]
fn money_that_goes_to_somebody_else_stays_out(#[case] purpose: &str) {
    let finding = beside(&held(), &back("ООО «Бетон»", 100_000, purpose));
    assert_eq!(finding.readiness, Readiness::Excluded, "«{purpose}» {finding:#?}");
}

#[test]
fn what_1c_gives_to_another_settlement_or_deletes_is_no_refund() {
    for mark in [PaymentMark::NotACustomer, PaymentMark::Deleted, PaymentMark::OwnTransfer] {
        let mut payment = back(IVANOVA, 100_000, "Возврат по п/п 123 от 05.10.2026");
        payment.marks.push(mark);
        assert_eq!(beside(&held(), &payment).readiness, Readiness::Excluded, "{mark:?}");
    }
}

#[test]
fn a_person_gives_back_no_more_than_was_paid() {
    let index = Index::build(register());
    let refund = back(IVANOVA, 100_000, "Выплата по заявлению");
    let flags = |parts: &[Allocation]| -> Vec<FlagKind> {
        let flags = check_choice(&index, &refund, refund.kind, parts, &Settings::default());
        flags.into_iter().map(|flag| flag.kind).filter(|kind| kind.blocks_even_a_person()).collect()
    };
    assert_eq!(flags(&[part("12/34-К5", IVANOVA, 3, 100_000)]), []);
    assert_eq!(flags(&[part("12/34-К5", IVANOVA, 4, 100_000)]), [FlagKind::RefundExceeds]);
    assert_eq!(
        flags(&[part("12/34-К5", IVANOVA, 3, 60_000), part("12/34-К5", IVANOVA, 3, 60_000)]),
        [FlagKind::RefundExceeds]
    );
    assert_eq!(flags(&[]), [FlagKind::Outgoing], "nobody says that it is a refund");
}

proptest! {
    /// Whatever is held and asked: never ready, whole or nothing, and never more than lies there.
    #[test]
    fn a_refund_proposes_only_money_that_is_there(
        sums in prop::collection::vec((1_i64..=4, 1_u32..=4), 0..4),
        amount in 1_i64..=5,
        named in prop::option::of(0_usize..4),
        turned in any::<bool>(),
    ) {
        let mut contracts = register();
        let mut held = Vec::new();
        for (place, (sum, line)) in sums.iter().enumerate() {
            let sum = sum * 10_000;
            let payment = came(&(200 + place).to_string(), IVANOVA, sum, date(2026, 10, 5));
            held.push((payment, vec![part("12/34-К5", IVANOVA, *line, sum)]));
        }
        contracts[0].paid = Decimal::ZERO;
        for line in &mut contracts[0].schedule {
            let on_line = held.iter().flat_map(|(_, parts)| parts).filter(|part| part.line == Some(line.line));
            line.paid = on_line.map(|part| part.amount).sum();
        }
        contracts[0].paid = contracts[0].schedule.iter().map(|line| line.paid).sum();
        let purpose = named.map_or("Возврат".to_owned(), |place| format!("Возврат по п/п {} от 05.10.2026", 200 + place));
        let refund = back(IVANOVA, amount * 10_000, &purpose);
        let finding = in_register(contracts.clone(), &held, &refund);
        prop_assert!(finding.readiness != Readiness::Ready);
        let given = allocated_sum(&finding.allocations);
        prop_assert!(given.is_zero() || given == refund.amount.amount);
        for part in finding.candidates.iter().flat_map(|candidate| &candidate.allocations).chain(&finding.allocations) {
            let contract = contracts.iter().find(|contract| contract.id == part.contract).expect("it is known");
            prop_assert!(part.amount <= contract.line(part.line.expect("a line")).expect("it is there").paid);
        }
        if turned {
            held.reverse();
            contracts.reverse();
            prop_assert_eq!(finding, in_register(contracts, &held, &refund));
        }
    }
}
