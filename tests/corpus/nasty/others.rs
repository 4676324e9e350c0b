//! Money on our account that no buyer owes.

use sverka::model::PaymentMark;

use super::Nasty;
use crate::corpus::scene::{OUR_TAX_ID, Scene};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 14] = [
    Nasty { name: "n-own-transfer", why: "between our own accounts", make: own_transfer },
    Nasty { name: "n-loan", why: "a loan, whose contract's number a buyer's contract bears too", make: loan },
    Nasty { name: "n-loan-return", why: "a loan given back", make: loan_return },
    Nasty { name: "n-interest", why: "interest on a deposit", make: interest },
    Nasty { name: "n-tax", why: "a tax given back", make: tax },
    Nasty { name: "n-salary", why: "salary that came back", make: salary },
    Nasty { name: "n-supplier", why: "a supplier's refund", make: supplier },
    Nasty { name: "n-insurance", why: "an insurance claim", make: insurance },
    Nasty { name: "n-rent", why: "rent of a tenant whose lease is not in the register", make: rent },
    Nasty { name: "n-utilities", why: "a buyer pays the housing service, not the price", make: utilities },
    Nasty { name: "n-waybill", why: "goods by a waybill whose number a contract bears too", make: waybill },
    Nasty { name: "n-court", why: "money by a writ of execution against a buyer: a person must look", make: court },
    Nasty { name: "n-budget", why: "a payment with a УИН is no sale", make: budget },
    Nasty { name: "n-mistake", why: "the bank names its own mistake", make: mistake },
];

fn from(scene: &mut Scene<'_>, name: &str, tax_id: &str, purpose: &str) -> Option<Vec<Sample>> {
    let payer = scene.institution(name, tax_id);
    Some(vec![Sample::new(scene.other(payer, purpose), Right::None, Demand::Ask)])
}

/// The number of some plain contract, with the contract's next sum as the payment's.
fn with_number(scene: &mut Scene<'_>, name: &str, tax_id: &str, purpose: &str) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let payer = scene.institution(name, tax_id);
    let purpose = purpose.replace("{no}", &scene.contract(position).number);
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::None;
    Some(samples)
}

fn own_transfer(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    from(scene, "ООО \"СЗ Опора\"", OUR_TAX_ID, "Перевод собственных денежных средств, НДС не облагается")
}

fn loan(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    with_number(
        scene,
        "ООО \"Инвест Групп\"",
        "7714698320",
        "Предоставление процентного займа по договору займа № {no}. НДС не облагается",
    )
}

fn loan_return(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    with_number(scene, "ООО \"Дочернее\"", "7714698320", "Возврат займа по договору № {no} от 12.02.2025, без НДС")
}

fn interest(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    from(
        scene,
        "ПАО Сбербанк",
        "7707083893",
        "Выплата процентов по депозиту согласно договору № 55.08-18/447 от 11.01.2026",
    )
}

fn tax(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    from(
        scene,
        "Казначейство России (ФНС России)",
        "7727406020",
        "Возврат налога на добавленную стоимость по решению № 4417 от 02.09.2026",
    )
}

fn salary(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    from(
        scene,
        "АО \"АЛЬФА-БАНК\"",
        "7728168971",
        "Возврат заработной платы по реестру № 17 от 05.09.2026, счет закрыт, Иванов И.И.",
    )
}

fn supplier(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    with_number(
        scene,
        "ООО \"Стройресурс\"",
        "7729314745",
        "Возврат аванса по договору подряда № {no} от 01.04.2026, в т.ч. НДС 20%",
    )
}

fn insurance(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    from(scene, "СПАО \"Ингосстрах\"", "7705042179", "Страховое возмещение по убытку 477-1234567/26, полис 12/34")
}

fn rent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    with_number(
        scene,
        "ООО \"Кофейня\"",
        "7725713770",
        "Арендная плата за сентябрь 2026 по договору аренды № {no} от 01.01.2026, в т.ч. НДС",
    )
}

fn utilities(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.open_with(position).len() == 1)?;
    let payer = scene.buyer(position).as_party(true);
    let unit = scene.contract(position).unit.as_ref()?;
    let purpose =
        format!("Оплата ЖКУ за август 2026, {}, кв. {}, л/с {}", unit.house, unit.number, scene.dice.figures(8));
    let sum = scene.dice.roubles(3_000, 9_000);
    let payment = scene.receipt(position, payer, sum, purpose);
    Some(vec![Sample::new(payment, Right::None, Demand::Ask)])
}

fn waybill(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    with_number(
        scene,
        "ООО \"Магазин стройматериалов\"",
        "7725713770",
        "Оплата за товар по накладной № {no} от 03.09.2026",
    )
}

fn court(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("УФК по Тверской области (ГУФССП России)", "7703363868");
    let purpose = format!(
        "Взыскание по ИП 44170/26/50026-ИП с {} в пользу ООО СЗ Опора",
        scene.person(position)?.full(crate::corpus::people::Case::Genitive)
    );
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn budget(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.marks.push(PaymentMark::BudgetPayment);
    Some(vec![Sample::new(payment, Right::OneOf(vec![position]), Demand::Ask)])
}

fn mistake(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    with_number(
        scene,
        "ПАО Сбербанк",
        "7707083893",
        "Исправление ошибочной записи, ошибочно списано по договору {no}, мемориальный ордер 44",
    )
}
