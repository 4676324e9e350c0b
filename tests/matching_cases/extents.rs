//! Which instalment a month in figures names, and purposes that say another sum than was paid.

use crate::support::{IVANOVA, TAX_ID, asked, contract, hold, holder_pays, kinds, one, with};
use jiff::civil::date;
use rust_decimal::Decimal;
use sverka::model::{Contract, FlagKind, Payment, TaxId};

fn holders(change: impl FnOnce(&mut Contract)) -> Contract {
    with(contract("К-1/10", IVANOVA), |contract| {
        contract.holder.tax_id = TaxId::from_document(TAX_ID);
        change(contract);
    })
}

/// One contract of ten equal instalments from October 2026 on.
fn ten() -> Vec<Contract> {
    vec![holders(|_| {})]
}

/// The same with the first so many instalments paid.
fn ten_less(paid: usize) -> Vec<Contract> {
    vec![holders(|contract| {
        contract.schedule.iter_mut().take(paid).for_each(|line| line.paid = line.amount);
        contract.paid = contract.schedule.iter().map(|line| line.paid).sum();
    })]
}

fn sum(sum: i64) -> impl Fn(&str) -> Payment {
    move |purpose| {
        let mut payment = holder_pays(purpose);
        payment.amount.amount = Decimal::from(sum);
        payment
    }
}

/// The lines on which a payment is laid.
fn lines(contracts: Vec<Contract>, payment: Payment) -> Vec<Option<u32>> {
    one(contracts, payment).allocations.iter().map(|part| part.line).collect()
}

#[test]
fn a_month_in_figures_after_the_word_for_an_instalment_is_no_lines_number() {
    let october = [
        "взнос 10.2026 по договору К-1/10",
        "платеж 10.2026 ДДУ К-1/10",
        "платеж 10.26 по договору К-1/10",
        "взнос 10.26, договор К-1/10",
        "Договор К-1/10, взнос 10.2026.",
        "Договор К-1/10, взнос за 10.26",
        "платеж 20.10 по договору К-1/10 от 01.02.2026",
        "Взнос 10 мес. 2026 договор К-1/10",
        "Взнос 10 мес. договор К-1/10",
        "Взнос за 10 месяц 2026 по договору К-1/10",
        "Взнос 15 октября по договору К-1/10",
        "взнос № 10.2026 по договору К-1/10",
    ];
    hold(true, ten, holder_pays, &october);
    let wrong: Vec<&str> = october.into_iter().filter(|said| lines(ten(), holder_pays(said)) != [Some(1)]).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let november = ["взнос 11.2026 по договору К-1/10", "платеж 11.26 ДДУ К-1/10", "Взнос 11 месяц, договор К-1/10"];
    for said in november {
        assert_eq!(lines(ten(), holder_pays(said)), [Some(2)], "{said}");
    }
}

#[test]
fn an_instalments_number_stays_one() {
    let third = [
        "платеж 3 по договору К-1/10",
        "взнос № 3 по договору К-1/10",
        "3-й взнос по договору К-1/10",
        "взнос 3 из 10 по договору К-1/10",
        "взнос 3. Договор К-1/10",
        "оплата 3 платежа по договору К-1/10",
        "взнос 3, октябрь 2026, договор К-1/10",
    ];
    hold(true, || ten_less(2), holder_pays, &third);
    let wrong: Vec<&str> =
        third.into_iter().filter(|said| lines(ten_less(2), holder_pays(said)) != [Some(3)]).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    asked(ten(), holder_pays("оплата 3 платежа по договору К-1/10"), FlagKind::Contradicted);
}

#[test]
fn one_instalments_sum_for_several_or_for_a_part_is_asked() {
    let more = [
        "Оплата за два месяца по договору К-1/10",
        "Оплата за три месяца по договору К-1/10",
        "Оплата за 2 месяца по договору К-1/10",
        "Оплата за 5 месяцев по договору К-1/10",
        "Оплата за 2 мес. по договору К-1/10",
        "Оплата за последние 2 месяца, договор К-1/10",
        "Оплата за квартал по договору К-1/10",
        "Оплата за 4-й квартал по договору К-1/10",
        "Оплата за 4 квартал 2026 по договору К-1/10",
        "Оплата за год по договору К-1/10",
        "Оплата за весь год по договору К-1/10",
        "Два платежа по графику, договор К-1/10",
        "Оплата двух очередных платежей, договор К-1/10",
        "Договор К-1/10, 2 взноса",
        "Взносы 1 и 2 по договору К-1/10",
        "Взносы 1,2 по договору К-1/10",
        "Платежи 1-3 по договору К-1/10",
        "Часть платежа по договору К-1/10",
        "Третья часть платежа по договору К-1/10",
        "Половина платежа по договору К-1/10",
        "Часть очередного взноса по договору К-1/10",
    ];
    hold(false, ten, holder_pays, &more);
    let finding = one(ten(), holder_pays("Оплата за два месяца по договору К-1/10"));
    let said: Vec<&str> = finding.flags.iter().map(|flag| flag.about.as_str()).collect();
    assert_eq!((kinds(&finding), said), (vec![FlagKind::Contradicted], vec!["за два месяца"]));
}

#[test]
fn as_many_instalments_as_are_said_are_ready() {
    let two = [
        "Оплата за два месяца по договору К-1/10",
        "Оплата за 2 месяца по договору К-1/10",
        "Оплата за 2 мес. по договору К-1/10",
        "Два платежа по графику, договор К-1/10",
        "Оплата двух платежей по графику, договор К-1/10",
        "Оплата за два месяца: октябрь и ноябрь, договор К-1/10",
    ];
    hold(true, ten, sum(200_000), &two);
    hold(false, ten, sum(300_000), &two);
    let of_a_plan = [
        "Последний из двух платежей по договору К-1/10",
        "Частичная оплата по договору К-1/10",
        "Часть стоимости по договору К-1/10",
        "Оплата за октябрь 2026 год, договор К-1/10",
    ];
    hold(true, || ten_less(1), holder_pays, &of_a_plan[..1]);
    hold(true, ten, holder_pays, &of_a_plan[1..]);
}

#[test]
fn a_quarters_instalment_is_of_three_months() {
    let quarterly = || {
        vec![holders(|contract| {
            for (line, number) in contract.schedule.iter_mut().zip(0..) {
                line.due = date(2026, 10, 10).saturating_add(jiff::Span::new().months(3 * number));
            }
        })]
    };
    let said = ["Оплата за квартал по договору К-1/10", "Оплата за три месяца по договору К-1/10"];
    hold(true, quarterly, holder_pays, &said);
    hold(false, quarterly, holder_pays, &["Оплата за полгода по договору К-1/10", "Оплата за год по договору К-1/10"]);
}

#[test]
fn a_contract_that_is_said_to_be_paid_is_asked() {
    let said = [
        "Авансом за следующий договор, по К-1/10 всё оплачено",
        "Договор К-1/10 уже оплачен, Иванова Мария Петровна",
        "Договор К-1/10 оплачен",
        "Договор № К-1/10 от 01.02.2026 оплачен",
        "Договор К-1/10 оплачен ранее",
        "Договор К-1/10 полностью оплачен",
        "Оплачено полностью, договор К-1/10",
    ];
    hold(false, ten, holder_pays, &said);
    for purpose in said {
        asked(ten(), holder_pays(purpose), FlagKind::PurposeOther);
    }
    let plain = [
        "Оплачено по договору К-1/10",
        "Оплачен взнос по договору К-1/10",
        "По договору К-1/10 оплачен очередной платеж",
    ];
    hold(true, ten, holder_pays, &plain);
}
