//! Words that speak against a number, and numbers that only begin or end like one.

use rust_decimal::Decimal;
use sverka::model::{Party, PaymentKind, UnitKind};

use super::Nasty;
use crate::corpus::buyers::Buyer;
use crate::corpus::identifiers::{company_tax_id, person_tax_id};
use crate::corpus::people::Case;
use crate::corpus::scene::{Scene, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 16] = [
    Nasty {
        name: "01-longer-unknown",
        why: "the payer's number with a figure more, which nobody bears",
        make: longer_unknown,
    },
    Nasty {
        name: "10-suffix-absent",
        why: "the flat's number with a suffix that no contract bears: a parking not yet entered?",
        make: suffix_absent,
    },
    Nasty {
        name: "x-wrong-unit",
        why: "the right number with another flat: number and words disagree",
        make: wrong_unit,
    },
    Nasty {
        name: "x-wrong-month",
        why: "a month long past is named: what was owed then must be looked up",
        make: wrong_month,
    },
    Nasty {
        name: "08-unknown-name",
        why: "a stranger pays for a person whom the contract does not know",
        make: unknown_name,
    },
    Nasty {
        name: "08-holder-for-other",
        why: "the holder pays with the own number and names somebody else",
        make: holder_for_other,
    },
    Nasty {
        name: "16-person-other-id",
        why: "right name and number, another person's tax number: a namesake or a mix-up",
        make: person_other_id,
    },
    Nasty {
        name: "16-company-other-id",
        why: "a company of the same name with another tax number",
        make: company_other_id,
    },
    Nasty {
        name: "29-whole-price-again",
        why: "the whole price though part of it was paid: too much",
        make: whole_price_again,
    },
    Nasty { name: "x-member-fee", why: "a membership fee is not the price", make: member_fee },
    Nasty {
        name: "x-rent-by-holder",
        why: "the holder pays rent under a number that happens to be the contract's",
        make: rent_by_holder,
    },
    Nasty {
        name: "47-refund-by-holder",
        why: "the holder gives something back: what, must be asked",
        make: refund_by_holder,
    },
    Nasty { name: "x-cash", why: "cash at the desk with number and name", make: cash },
    Nasty { name: "x-source-name", why: "1C's own name of the buyer carries the contract too", make: source_name },
    Nasty {
        name: "x-transit-no-name",
        why: "number and date from a bank's transit account, nobody named",
        make: transit_no_name,
    },
    Nasty {
        name: "x-two-halves",
        why: "husband and wife pay half a line each on one day: two parts, no double",
        make: two_halves,
    },
];

fn longer_unknown(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let number = &register.contracts[position].number;
        number.ends_with(|last: char| last.is_ascii_digit()) && register.collapsed(&format!("{number}7")).is_empty()
    })?;
    let payer = scene.buyer(position).as_party(true);
    let purpose = format!("Оплата по договору № {}7", scene.contract(position).number);
    scene.one(position, payer, purpose, Demand::Ask)
}

fn suffix_absent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let number = &register.contracts[position].number;
        !number.ends_with("/1") && !number.ends_with("/2") && register.collapsed(&format!("{number}/3")).is_empty()
    })?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let purpose = format!("Оплата по дог. № {}/3 от {}", contract.number, signed(contract));
    scene.one(position, payer, purpose, Demand::Ask)
}

fn wrong_unit(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.contracts[position].unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Flat)
    })?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let unit: u32 = contract.unit.as_ref()?.number.parse().ok()?;
    let purpose = format!("Оплата за кв. {} по договору № {} от {}", unit + 1, contract.number, signed(contract));
    scene.one(position, payer, purpose, Demand::Ask)
}

fn wrong_month(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| !register.contracts[position].schedule.is_empty())?;
    let payer = scene.holder(position);
    let purpose = format!("Оплата по договору № {} за февраль 2023 г. без НДС", scene.contract(position).number);
    scene.one(position, payer, purpose, Demand::Ask)
}

fn unknown_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.stranger().as_party(true);
    let other = scene.stranger().person?.full(Case::Accusative);
    let contract = scene.contract(position);
    scene.one(
        position,
        payer,
        format!("Оплата за {other} по договору № {} от {}", contract.number, signed(contract)),
        Demand::Ask,
    )
}

fn holder_for_other(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let other = scene.stranger().person?.full(Case::Accusative);
    scene.one(
        position,
        payer,
        format!("Оплата за {other} по договору № {}", scene.contract(position).number),
        Demand::Ask,
    )
}

fn other_id(scene: &mut Scene<'_>, position: usize, tax_id: String) -> Option<Vec<Sample>> {
    let payer = Buyer { tax_id, ..scene.buyer(position).clone() }.as_party(true);
    let contract = scene.contract(position);
    scene.one(position, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Ask)
}

fn person_other_id(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].holder.tax_id.is_some())?;
    let other = person_tax_id(&mut scene.dice);
    other_id(scene, position, other)
}

fn company_other_id(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        let holder = &register.contracts[position].holder;
        register.buyer(position).person.is_none() && holder.tax_id.as_ref().is_some_and(|id| id.as_str().len() == 10)
    })?;
    let other = company_tax_id(&mut scene.dice);
    other_id(scene, position, other)
}

fn whole_price_again(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| !register.contracts[position].paid.is_zero())?;
    let (payer, contract) = (scene.holder(position), scene.contract(position));
    let purpose = format!("Полная оплата по договору № {} от {}", contract.number, signed(contract));
    let payment = scene.receipt(position, payer, contract.total, purpose);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Ask)])
}

fn member_fee(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let purpose = format!("Членский взнос по договору № {}", scene.contract(position).number);
    scene.one(position, payer, purpose, Demand::Ask)
}

fn rent_by_holder(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let purpose = format!("Арендная плата за сентябрь по договору аренды № {}", scene.contract(position).number);
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn refund_by_holder(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let purpose = format!("Возврат ошибочного платежа по договору № {} от {}", contract.number, signed(contract));
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn cash(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.kind = PaymentKind::CashReceipt;
    payment.payer = Party { name: scene.buyer(position).name.clone(), ..Party::default() };
    payment.payee.account = None;
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Safe)])
}

fn source_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.payer.name = format!("{} (ДДУ {})", scene.buyer(position).name, scene.contract(position).number);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Safe)])
}

fn transit_no_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].lender.is_none())?;
    let payer = scene.institution("АО \"Тинькофф Банк\"", "7710140679");
    let contract = scene.contract(position);
    scene.one(position, payer, format!("Оплата по договору № {} от {}", contract.number, signed(contract)), Demand::Ask)
}

fn two_halves(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| {
        let sum = register.next_sum(position);
        register.with.contains_key(&position) && (sum / Decimal::TWO).round_dp(2) * Decimal::TWO == sum
    })?;
    let sum = scene.register.next_sum(position) / Decimal::TWO;
    let purpose = format!("Оплата 1/2 взноса по договору № {}", scene.contract(position).number);
    let first = scene.holder(position);
    let second = scene.register.with.get(&position)?.as_party(false);
    let first = scene.receipt(position, first, sum, purpose.clone());
    let second = scene.receipt(position, second, sum, purpose);
    let both = [first, second].map(|payment| Sample::new(payment, Right::Contract(position), Demand::Either));
    Some(both.into())
}
