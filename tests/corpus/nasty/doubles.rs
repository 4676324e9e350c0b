//! The same payment twice, and two payments for one debt (cases 37, 38, 40, 41).

use jiff::ToSpan as _;
use sverka::model::Payment;

use super::Nasty;
use crate::corpus::register::Register;
use crate::corpus::scene::Scene;
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 8] = [
    Nasty { name: "37-in-crm", why: "the CRM has this very document under another identity", make: in_crm },
    Nasty { name: "37-twice", why: "one document from two files: only one of them may go", make: twice },
    Nasty { name: "38-overlap", why: "one order from 1C and from the bank: only one of them may go", make: overlap },
    Nasty {
        name: "40-twins",
        why: "two orders of one day, sum and purpose: meant or a double click, ask",
        make: twins,
    },
    Nasty { name: "40-twins-in-crm", why: "the same, and the CRM has the first", make: twins_in_crm },
    Nasty {
        name: "41-dates-differ",
        why: "one order, the bank's day and the document's: only one may go",
        make: dates_differ,
    },
    Nasty { name: "x-last-debt", why: "two payers for the last debt of a contract: only one fits", make: last_debt },
    Nasty { name: "x-next-month", why: "the next month's instalment a month later: no double", make: next_month },
];

fn of(position: usize, payment: Payment, demand: Demand, group: Option<usize>) -> Sample {
    Sample { group, ..Sample::new(payment, Right::Contract(position), demand) }
}

fn lines_open(register: &Register, position: usize, at_least: usize) -> bool {
    register.contracts[position].schedule.iter().filter(|line| !line.open().is_zero()).count() >= at_least
}

fn in_crm(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| lines_open(register, position, 3))?;
    let payment = scene.plain_payment(position);
    let mut copy = payment.clone();
    copy.id = scene.fresh_id();
    let held = Sample { in_crm: true, ..of(position, payment, Demand::Either, None) };
    Some(vec![held, of(position, copy, Demand::Ask, None)])
}

fn copies(scene: &mut Scene<'_>, change: impl Fn(&mut Payment)) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| lines_open(register, position, 3))?;
    let payment = scene.plain_payment(position);
    let mut copy = payment.clone();
    copy.id = scene.fresh_id();
    change(&mut copy);
    let group = Some(scene.group());
    Some(vec![of(position, payment, Demand::Either, group), of(position, copy, Demand::Either, group)])
}

fn twice(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    copies(scene, |copy| copy.place.file = "1c_to_kl (1).txt".into())
}

fn overlap(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    copies(scene, |copy| {
        copy.order_number = Some(copy.number.clone());
        copy.number = "00БП-004417".into();
        copy.place.file = "exchange.xml".into();
    })
}

fn twins(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    copies(scene, |copy| copy.number.push('1'))
}

fn dates_differ(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    copies(scene, |copy| {
        copy.date = copy.date.saturating_add(1.days());
        copy.value_date = Some(copy.date);
    })
}

fn twins_in_crm(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let mut samples = twins(scene)?;
    samples[0].in_crm = true;
    samples[1].demand = Demand::Ask;
    Some(samples)
}

fn last_debt(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| !lines_open(register, position, 2))?;
    let group = Some(scene.group());
    let mut first = scene.plain_payment(position);
    first.value_date = None;
    let mut second = scene.plain_payment(position);
    second.date = first.date.saturating_add(6.days());
    second.value_date = None;
    Some(vec![of(position, first, Demand::Either, group), of(position, second, Demand::Either, group)])
}

fn next_month(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| lines_open(register, position, 3))?;
    let payment = scene.plain_payment(position);
    let mut old = payment.clone();
    old.id = scene.fresh_id();
    old.number.push('7');
    old.date = payment.date.saturating_sub(31.days());
    old.value_date = None;
    let held = Sample { in_crm: true, ..of(position, old, Demand::Either, None) };
    Some(vec![held, of(position, payment, Demand::Safe, None)])
}
