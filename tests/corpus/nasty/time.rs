//! Days that do not fit, and money that goes back (cases 36, 39, 41, 42, 47).

use jiff::ToSpan as _;
use sverka::model::{BreakdownLine, ContractStatus, PaymentKind, PaymentMark};

use super::Nasty;
use crate::corpus::scene::{Scene, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 15] = [
    Nasty { name: "36-early", why: "three weeks before it is due, everything else fits", make: early },
    Nasty { name: "36-late", why: "two months late, number and sum fit", make: late },
    Nasty { name: "36-before-signing", why: "paid before there was a contract", make: before_signing },
    Nasty {
        name: "36-before-registration",
        why: "signed, not registered, no escrow: most would take it",
        make: before_registration,
    },
    Nasty {
        name: "39-number-reused",
        why: "the document's number was used a year ago: another payment",
        make: number_reused,
    },
    Nasty {
        name: "41-value-date",
        why: "credited days after the document's date: still one payment",
        make: value_date,
    },
    Nasty {
        name: "42-edited",
        why: "the CRM has this document with another sum: what changed must be seen",
        make: edited,
    },
    Nasty { name: "47-refund-out", why: "money back to the buyer is no receipt", make: refund_out },
    Nasty { name: "47-refund-in", why: "a supplier gives money back and mentions a contract", make: refund_in },
    Nasty { name: "47-returned-order", why: "the bank returned our own order to the buyer", make: returned_order },
    Nasty { name: "x-breakdown", why: "1C gave it to the contract, payer and sum agree", make: breakdown },
    Nasty {
        name: "x-breakdown-conflict",
        why: "1C gave it to one contract, the purpose names another",
        make: breakdown_conflict,
    },
    Nasty {
        name: "x-breakdown-only",
        why: "1C gave it to the contract, the payer says nothing but is the holder",
        make: breakdown_only,
    },
    Nasty { name: "x-deleted", why: "marked for deletion in 1C", make: deleted },
    Nasty { name: "x-draft-document", why: "not posted in 1C", make: draft_document },
];

fn dated(scene: &mut Scene<'_>, days: i32, demand: Demand) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| !register.contracts[position].schedule.is_empty())?;
    let due = scene.register.next_line(position)?.due;
    let mut payment = scene.plain_payment(position);
    payment.date = due.saturating_add(days.days());
    payment.value_date = None;
    Some(vec![Sample::new(payment, Right::Contract(position), demand)])
}

fn early(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    dated(scene, -22, Demand::Safe)
}

fn late(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    dated(scene, 60, Demand::Safe)
}

fn before_signing(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.purpose = format!("Оплата по договору № {}", scene.contract(position).number);
    payment.date = scene.contract(position).date?.saturating_sub(20.days());
    payment.value_date = None;
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Ask)])
}

fn before_registration(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.contracts[position].status == ContractStatus::Signed)?;
    let payment = scene.plain_payment(position);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Either)])
}

fn number_reused(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let payment = scene.plain_payment(position);
    let mut old = payment.clone();
    old.id = scene.fresh_id();
    old.date = payment.date.saturating_sub(1.years());
    old.value_date = None;
    let mut old = Sample::new(old, Right::Contract(position), Demand::Either);
    old.in_crm = true;
    Some(vec![old, Sample::new(payment, Right::Contract(position), Demand::Safe)])
}

fn value_date(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.value_date = Some(payment.date.saturating_add(4.days()));
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Safe)])
}

fn edited(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let payment = scene.plain_payment(position);
    let mut old = payment.clone();
    old.id = scene.fresh_id();
    old.amount.amount += rust_decimal::Decimal::from(1_000);
    let mut old = Sample::new(old, Right::Contract(position), Demand::Either);
    old.in_crm = true;
    Some(vec![old, Sample::new(payment, Right::Contract(position), Demand::Either)])
}

fn refund_out(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    let contract = scene.contract(position);
    payment.kind = PaymentKind::BankPaymentOut;
    std::mem::swap(&mut payment.payer, &mut payment.payee);
    payment.purpose =
        format!("Возврат излишне уплаченной суммы по договору № {} от {}", contract.number, signed(contract));
    Some(vec![Sample::new(payment, Right::OneOf(vec![position]), Demand::Ask)])
}

fn refund_in(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let payer = scene.institution("ООО \"Бетон Торг\"", "7729314745");
    let purpose =
        format!("Возврат ошибочно перечисленных средств, договор поставки № {}", scene.contract(position).number);
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::None;
    Some(samples)
}

fn returned_order(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("ПАО Сбербанк", "7707083893");
    let purpose = format!(
        "Возврат п/п № 118 от 04.09.2026, счет получателя закрыт. Возврат по договору {} {}",
        scene.contract(position).number,
        scene.buyer(position).name
    );
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn of_source(scene: &Scene<'_>, position: usize, sum: rust_decimal::Decimal) -> BreakdownLine {
    let contract = scene.contract(position);
    BreakdownLine {
        amount: sum,
        contract_number: Some(contract.number.clone()),
        contract_name: Some(format!("Договор № {} от {}", contract.number, signed(contract))),
        contract_date: contract.date,
        contract_guid: None,
        invoice_number: None,
        bears_vat: false,
        settlement_account: None,
        settlement_sum: None,
    }
}

fn breakdown(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.breakdown.push(of_source(scene, position, payment.amount.amount));
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Safe)])
}

fn breakdown_only(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.purpose = "Оплата от покупателя".into();
    payment.breakdown.push(of_source(scene, position, payment.amount.amount));
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Safe)])
}

fn breakdown_conflict(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let other = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.breakdown.push(of_source(scene, other, payment.amount.amount));
    Some(vec![Sample::new(payment, Right::OneOf(vec![position, other]), Demand::Ask)])
}

fn marked(scene: &mut Scene<'_>, mark: PaymentMark) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.marks.push(mark);
    Some(vec![Sample::new(payment, Right::OneOf(vec![position]), Demand::Ask)])
}

fn deleted(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    marked(scene, PaymentMark::Deleted)
}

fn draft_document(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    marked(scene, PaymentMark::Draft)
}
