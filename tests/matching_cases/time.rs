//! Days, months, and the same payment twice.

use crate::support::{
    IVANOVA, asked, contract, find, kinds, pay, pay_sum, pay_with_tax_id, person, ready, receipt, register,
    sure_register, with,
};
use jiff::civil::date;
use rust_decimal::Decimal;
use sverka::matching::{Case, Index, Settings, Standing, find_all};
use sverka::model::{ContractStatus, FlagKind, Payment, PaymentId, Readiness, SourcePlace};

#[test]
fn case_36_money_before_signing_is_asked() {
    let mut payment = pay(IVANOVA, "ДДУ 12/34-К5");
    payment.date = date(2026, 1, 15);
    asked(register(), payment, FlagKind::PaidBeforeSigning);
}

#[test]
fn of_the_same_document_twice_in_a_file_the_first_stays() {
    let mut first = pay(IVANOVA, "ДДУ 12/34-К5 взнос 1");
    first.order_number = Some("123".into());
    first.place = SourcePlace { file: "kl_to_1c.txt".into(), line: 7 };
    for twin in 0..8_u8 {
        let mut again = first.clone();
        again.id = PaymentId::of_document(&format!("twin {twin}"));
        again.place.line = 50;
        let readiness = |payments: &[Payment]| {
            find(register(), payments).into_iter().map(|finding| finding.readiness).collect::<Vec<_>>()
        };
        assert_eq!(readiness(&[first.clone(), again.clone()]), [Readiness::Ready, Readiness::Blocked]);
        assert_eq!(readiness(&[again, first.clone()]), [Readiness::Blocked, Readiness::Ready]);
    }
}

#[test]
fn cases_37_to_39_the_same_document_stops_and_next_years_number_does_not() {
    let first = pay(IVANOVA, "ДДУ 12/34-К5 взнос 1");
    let mut again = first.clone();
    again.id = PaymentId::of_document("the 1C document");
    again.order_number = Some("001".into());
    again.number = "БП00-000123".into();
    let findings = find(register(), &[first.clone(), again.clone()]);
    let blocked = findings.iter().filter(|finding| finding.readiness == Readiness::Blocked).count();
    assert_eq!(blocked, 1, "{findings:#?}");
    let cases =
        [Case { payment: &again, standing: Standing::InCrm(&[]) }, Case { payment: &first, standing: Standing::Open }];
    let findings = find_all(&Index::build(register()), &cases, &Settings::default());
    assert_eq!(findings[1].readiness, Readiness::Blocked);
    again.date = date(2027, 10, 9);
    let findings = find(register(), &[first, again]);
    assert!(findings.iter().all(|finding| !kinds(finding).contains(&FlagKind::CertainDuplicate)));
}

#[test]
fn every_second_document_stops_however_many_equal_payments_one_payer_makes_in_a_day() {
    // A pension fund pays everybody the same sum from one account.
    let fund = person("Отделение Фонда пенсионного и социального страхования по Московской области");
    let paid = |number| receipt(number, &fund, Decimal::from(100_000), date(2026, 10, 9), "МСК по заявлению");
    let of_bank: Vec<Payment> = (1..=100).map(paid).collect();
    let of_1c = of_bank.iter().map(|payment| Payment {
        id: PaymentId::of_document(&format!("document {}", payment.number)),
        order_number: Some(format!("000{}", payment.number)),
        number: format!("БП00-{}", payment.number),
        purpose: "Зачисление средств материнского капитала".to_owned(),
        ..payment.clone()
    });
    let both: Vec<Payment> = of_bank.iter().cloned().chain(of_1c).collect();
    let findings = find(register(), &both);
    for (number, two) in (1..=100).zip(findings[..100].iter().zip(&findings[100..])) {
        let twins: Vec<&str> = [two.0, two.1]
            .into_iter()
            .flat_map(|finding| &finding.flags)
            .filter(|flag| flag.kind == FlagKind::CertainDuplicate)
            .map(|flag| flag.about.as_str())
            .collect();
        assert!(matches!(twins[..], [one] if one.contains(&format!("{number} 09.10.2026"))), "{number} {twins:?}");
    }
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
fn a_late_payment_by_number_and_name_is_ready() {
    let mut payment = pay(IVANOVA, "Оплата по договору 12/34-К5");
    payment.date = date(2027, 8, 9);
    payment.value_date = Some(payment.date);
    let last = with(contract("12/34-К5", IVANOVA), |contract| contract.schedule.truncate(1));
    let crowd = (0..3000).map(|number| contract(&format!("Я-{number}/900"), &format!("Ладыгин Глеб Савич{number}")));
    ready(crowd.chain([last]).collect(), payment, "12/34-К5");
}

#[test]
fn a_month_in_which_nothing_is_due_is_asked() {
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за май 2024 г."), FlagKind::AmountUnusual);
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за январь 2026 г."), FlagKind::AmountUnusual);
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за 05.2025"), FlagKind::AmountUnusual);
    asked(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за июнь 2024"), FlagKind::AmountUnusual);
    ready(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за октябрь 2026 г."), "12/34-К5");
    ready(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за сентябрь 2026 г."), "12/34-К5");
    ready(register(), pay(IVANOVA, "Оплата по дог. 12/34-К5 за октябрь"), "12/34-К5");
}

#[test]
fn a_year_that_is_far_from_everything_due_and_a_contract_that_is_done_are_asked() {
    let mut payment = pay_with_tax_id(IVANOVA, "по договору К-1/1");
    payment.date = date(2030, 10, 15);
    payment.value_date = Some(payment.date);
    asked(sure_register(), payment, FlagKind::WeakEvidence);
    let of = |status| vec![with(contract("К-1/1", IVANOVA), |contract| contract.status = status)];
    asked(of(ContractStatus::Paid), pay(IVANOVA, "по договору К-1/1"), FlagKind::WeakEvidence);
}

#[test]
fn instalments_go_on_after_handover_and_anything_else_is_asked_then() {
    let of = || vec![with(contract("К-1/1", IVANOVA), |contract| contract.status = ContractStatus::HandedOver)];
    ready(of(), pay(IVANOVA, "по договору К-1/1"), "К-1/1");
    asked(of(), pay_sum(IVANOVA, "по договору К-1/1", 30_000), FlagKind::WeakEvidence);
    let settled = of().into_iter().map(|contract| {
        with(contract, |contract| {
            contract.paid = contract.total;
            contract.schedule.iter_mut().for_each(|line| line.paid = line.amount);
        })
    });
    asked(settled.collect(), pay(IVANOVA, "по договору К-1/1"), FlagKind::Overpayment);
}

#[test]
fn case_36_money_long_before_it_is_due_is_taken_by_number_and_holder() {
    let mut payment = pay(IVANOVA, "Оплата по договору 12/34-К5");
    payment.date = date(2026, 3, 2);
    ready(register(), payment, "12/34-К5");
    let mut signed_later = pay(IVANOVA, "Оплата по договору 12/34-К5");
    signed_later.date = date(2026, 1, 31);
    asked(register(), signed_later, FlagKind::PaidBeforeSigning);
}

#[test]
fn case_38_a_document_of_two_overlapping_files_is_one_document() {
    let first = pay(IVANOVA, "ДДУ 12/34-К5 взнос 1");
    let mut again = first.clone();
    again.place.file = "second.txt".into();
    assert_eq!(first.id, again.id);
    let findings = find(register(), &[first, again]);
    assert!(findings.iter().all(|finding| !kinds(finding).contains(&FlagKind::PossibleDuplicate)), "{findings:#?}");
    assert!(findings.iter().filter(|finding| finding.readiness == Readiness::Ready).count() <= 1);
}

#[test]
fn case_41_the_day_of_the_account_counts_and_not_the_documents() {
    let mut payment = pay(IVANOVA, "Оплата по договору 12/34-К5");
    payment.date = date(2026, 1, 30);
    payment.value_date = Some(date(2026, 2, 2));
    ready(register(), payment.clone(), "12/34-К5");
    payment.date = date(2026, 2, 2);
    payment.value_date = Some(date(2026, 1, 30));
    asked(register(), payment, FlagKind::PaidBeforeSigning);
}

#[test]
fn case_42_what_1c_changed_is_matched_anew() {
    let mut payment = pay(IVANOVA, "Оплата по договору 12/34-К5");
    ready(register(), payment.clone(), "12/34-К5");
    payment.purpose = "Оплата по договору В24-7".into();
    let finding = find(register(), &[payment]).remove(0);
    assert_eq!(finding.readiness, Readiness::Blocked);
    assert!(kinds(&finding).contains(&FlagKind::AnotherBuyersNumber));
}

#[test]
fn a_date_of_another_contract_is_asked_also_without_a_number() {
    let contracts = || sure_register();
    let signed = contracts()[0].date.unwrap();
    let right = signed.strftime("%d.%m.%Y");
    ready(contracts(), pay_with_tax_id(IVANOVA, &format!("Оплата по ДДУ от {right}")), "К-1/1");
    for said in ["Оплата по ДДУ от 10.05.2024", "Оплата по договору от 11.05.2024 г., взнос"]
    {
        asked(contracts(), pay_with_tax_id(IVANOVA, said), FlagKind::Contradicted);
    }
    ready(contracts(), pay_with_tax_id(IVANOVA, "Оплата по ДДУ за октябрь"), "К-1/1");
}
