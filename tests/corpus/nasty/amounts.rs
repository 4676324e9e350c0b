//! Sums that fit too little, too much or too many (cases 27 to 35).

use rust_decimal::Decimal;
use sverka::model::{ContractStatus, Currency, Money, PaymentMark};

use super::Nasty;
use crate::corpus::register::Register;
use crate::corpus::scene::{Scene, is_plain, signed};
use crate::corpus::shapes::two_lines;
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 28] = [
    Nasty {
        name: "27-two-and-penalty",
        why: "a penalty beside two instalments: how much is which must be asked",
        make: two_and_penalty,
    },
    Nasty { name: "27-penalty-only", why: "a penalty is no instalment", make: penalty_only },
    Nasty {
        name: "28-short-by-fee",
        why: "fifty roubles short: the bank's fee or a part, the line stays open either way",
        make: short_by_fee,
    },
    Nasty {
        name: "28-short-by-kopeck",
        why: "a kopeck short of all that is due: written off or asked for, a person says",
        make: short_by_kopeck,
    },
    Nasty { name: "29-kopeck-over", why: "a kopeck more than all that is due", make: kopeck_over },
    Nasty { name: "29-rouble-over", why: "a rouble more than all that is due", make: rouble_over },
    Nasty { name: "29-line-over", why: "an instalment more than all that is due", make: line_over },
    Nasty {
        name: "29-kopeck-over-line",
        why: "a kopeck more than the line: a slip, not a prepayment",
        make: kopeck_over_line,
    },
    Nasty {
        name: "29-two-silent",
        why: "two lines' sum with the right number and no word of two: prepaid, most would take it",
        make: two_silent,
    },
    Nasty { name: "30-last-line", why: "the last line is the remainder", make: last_line },
    Nasty { name: "30-paid-up", why: "nothing is due any more", make: paid_up },
    Nasty {
        name: "31-common-sum",
        why: "the same sum is due on many contracts and nothing else is said",
        make: common_sum,
    },
    Nasty { name: "31-common-sum-number", why: "a common sum with the right number", make: common_sum_number },
    Nasty {
        name: "31-odd-sum-stranger",
        why: "a rare sum, but a stranger and no word of the buyer: a sum is no identity",
        make: odd_sum_stranger,
    },
    Nasty {
        name: "32-sum-of-two",
        why: "the sum of two contracts' lines: shown as a proposal, never unseen",
        make: sum_of_two,
    },
    Nasty {
        name: "32-sum-of-two-named",
        why: "flat and parking are named, the sum is both lines: shown, never unseen",
        make: sum_of_two_named,
    },
    Nasty { name: "32-two-sets", why: "two sets of contracts make the sum", make: two_sets },
    Nasty { name: "33-terminated", why: "the contract is terminated", make: terminated },
    Nasty {
        name: "33-terminated-silent",
        why: "the only sum that fits is a terminated contract's",
        make: terminated_silent,
    },
    Nasty { name: "33-draft", why: "the contract is a draft", make: draft },
    Nasty { name: "34-currency", why: "roubles of Belarus for a contract in Russian roubles", make: currency },
    Nasty { name: "34-currency-euro", why: "euros for a contract in lei", make: euro },
    Nasty { name: "35-negative", why: "a storno", make: negative },
    Nasty { name: "35-zero", why: "no money", make: zero },
    Nasty { name: "x-odd-part", why: "an odd part of the line with the right number: some would look", make: odd_part },
    Nasty { name: "x-vat", why: "VAT is named where there is none", make: vat },
    Nasty {
        name: "x-line-later",
        why: "a later instalment is named by its number: the payer's word wins, some would look",
        make: line_later,
    },
    Nasty { name: "x-booking", why: "a booking fee is not the price", make: booking },
];

fn numbered(scene: &mut Scene<'_>, position: usize, sum: Decimal, words: &str, demand: Demand) -> Option<Vec<Sample>> {
    let payer = scene.holder(position);
    let contract = scene.contract(position);
    let purpose = words.replace("{no}", &contract.number).replace("{date}", &signed(contract));
    let payment = scene.receipt(position, payer, sum, purpose);
    Some(vec![Sample::new(payment, Right::Contract(position), demand)])
}

fn open_lines(register: &Register, position: usize) -> usize {
    register.contracts[position].schedule.iter().filter(|line| !line.open().is_zero()).count()
}

fn two_and_penalty(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| open_lines(register, position) > 3)?;
    let penalty = scene.dice.roubles(200, 5_000);
    let sum = two_lines(scene.register, position) + penalty;
    let words = scene.dice.of(&[
        "Оплата двух платежей по договору {no} и пени за просрочку",
        "Оплата по дог. № {no} от {date}, в т.ч. неустойка",
        "Договор {no}: взносы за август, сентябрь + штраф",
    ]);
    numbered(scene, position, sum, words, Demand::Ask)
}

fn penalty_only(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let sum = scene.dice.roubles(200, 5_000);
    let words = scene.dice.of(&[
        "Оплата неустойки по договору № {no} от {date}",
        "Пени по дог. {no}",
        "Проценты за пользование чужими денежными средствами (ст. 395 ГК) по ДДУ {no}",
        "Госпошлина за регистрацию договора {no}",
    ]);
    numbered(scene, position, sum, words, Demand::Ask)
}

fn short_by_fee(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.next_sum(position) > 5_000.into())?;
    let sum = scene.register.next_sum(position) - Decimal::from(50);
    numbered(scene, position, sum, "Оплата по договору № {no} от {date}", Demand::Either)
}

fn short_by_kopeck(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let sum = scene.contract(position).due() - Decimal::new(1, 2);
    numbered(scene, position, sum, "Полный расчет по договору № {no} от {date}", Demand::Ask)
}

fn over(scene: &mut Scene<'_>, more: Decimal) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let sum = scene.contract(position).due() + more;
    numbered(scene, position, sum, "Полный расчет по договору № {no} от {date}", Demand::Ask)
}

fn kopeck_over(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    over(scene, Decimal::new(1, 2))
}

fn rouble_over(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    over(scene, Decimal::ONE)
}

fn line_over(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    over(scene, Decimal::from(100_000))
}

fn kopeck_over_line(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| open_lines(register, position) > 2)?;
    let sum = scene.register.next_sum(position) + Decimal::new(1, 2);
    numbered(scene, position, sum, "Оплата по договору № {no} от {date}", Demand::Ask)
}

fn two_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| open_lines(register, position) > 3)?;
    let sum = two_lines(scene.register, position);
    numbered(scene, position, sum, "Оплата по договору № {no} от {date}", Demand::Either)
}

fn last_line(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| open_lines(register, position) == 1)?;
    let sum = scene.contract(position).due();
    numbered(scene, position, sum, "Последний платеж по договору № {no} от {date}", Demand::Safe)
}

fn paid_up(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_any(|register, position| register.contracts[position].status == ContractStatus::Paid)?;
    let sum = scene.dice.roubles(10_000, 90_000);
    numbered(scene, position, sum, "Оплата по договору № {no} от {date}", Demand::Ask)
}

fn is_round(register: &Register, position: usize) -> bool {
    (register.next_sum(position) % Decimal::from(5_000)).is_zero()
}

fn common_sum(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(is_round)?;
    let payer = scene.stranger().as_party(true);
    let mut samples = scene.one(position, payer, "Оплата по договору", Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn common_sum_number(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(is_round)?;
    let sum = scene.register.next_sum(position);
    numbered(scene, position, sum, "Оплата по договору № {no}", Demand::Safe)
}

fn odd_sum_stranger(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| !is_round(register, position))?;
    let payer = scene.stranger().as_party(true);
    let mut samples = scene.one(position, payer, "Оплата за квартиру по графику", Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

/// The buyer's open contracts with their next sums.
fn pair(register: &Register, position: usize) -> Option<(Vec<usize>, Decimal)> {
    let open = register.open_with(position);
    let plain = open.iter().all(|one| is_plain(&register.contracts[*one]));
    let sums: Vec<Decimal> = open.iter().map(|one| register.next_sum(*one)).collect();
    (open.len() == 2 && plain && sums[0] != sums[1]).then(|| (open, sums.iter().sum()))
}

fn sum_of_two(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| pair(register, position).is_some())?;
    let (both, sum) = pair(scene.register, position)?;
    let payer = scene.buyer(position).as_party(true);
    let payment = scene.receipt(position, payer, sum, "Оплата по договорам долевого участия, НДС нет");
    Some(vec![Sample::new(payment, Right::Several(both), Demand::Ask)])
}

fn sum_of_two_named(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| pair(register, position).is_some())?;
    let (both, sum) = pair(scene.register, position)?;
    let payer = scene.holder(position);
    let numbers: Vec<&str> = both.iter().map(|one| scene.contract(*one).number.as_str()).collect();
    let payment = scene.receipt(position, payer, sum, format!("Оплата по договорам {}", numbers.join(" и ")));
    Some(vec![Sample::new(payment, Right::Several(both), Demand::Ask)])
}

fn two_sets(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let open = register.open_with(position);
        let sum = register.next_sum(position);
        open.len() > 2 && open.iter().filter(|one| register.next_sum(**one) == sum).count() > 1
    })?;
    let sum = scene.register.next_sum(position) * Decimal::TWO;
    let right = Right::Several(scene.register.open_with(position));
    let payer = scene.buyer(position).as_party(true);
    let payment = scene.receipt(position, payer, sum, "Оплата по договорам");
    Some(vec![Sample::new(payment, right, Demand::Ask)])
}

fn of_status(scene: &mut Scene<'_>, status: ContractStatus, words: &str) -> Option<Vec<Sample>> {
    let position = scene.take_any(|register, position| {
        let contract = &register.contracts[position];
        contract.status == status && !contract.due().is_zero()
    })?;
    let sum = scene.register.next_sum(position);
    let mut samples = numbered(scene, position, sum, words, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn terminated(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    of_status(scene, ContractStatus::Terminated, "Оплата по договору № {no} от {date}")
}

fn terminated_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_any(|register, position| {
        let contract = &register.contracts[position];
        contract.status == ContractStatus::Terminated && register.bought[register.owner[position]].len() == 1
    })?;
    let payer = scene.buyer(position).as_party(true);
    let mut samples = scene.one(position, payer, "Оплата за квартиру", Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn draft(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    of_status(scene, ContractStatus::Draft, "Оплата по договору № {no} от {date}")
}

fn in_currency(scene: &mut Scene<'_>, own: Currency, paid: Currency) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.contracts[position].currency == own)?;
    let mut payment = scene.plain_payment(position);
    payment.amount = Money::new(payment.amount.amount, paid);
    Some(vec![Sample::new(payment, Right::OneOf(vec![position]), Demand::Ask)])
}

fn currency(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    in_currency(scene, Currency::RUB, Currency::BYN)
}

fn euro(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    in_currency(scene, Currency::MDL, Currency::EUR)
}

fn negative(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.marks.push(PaymentMark::Negative);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Ask)])
}

fn zero(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|_, _| true)?;
    numbered(scene, position, Decimal::ZERO, "Оплата по договору № {no} от {date}", Demand::Ask)
}

fn odd_part(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| register.next_sum(position) > 20_000.into())?;
    let sum = scene.dice.roubles(3_000, 15_000);
    numbered(scene, position, sum, "Оплата по договору № {no} от {date}", Demand::Either)
}

fn vat(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    // Offices and shops that are sold when the house stands bear VAT.
    let position = scene.take(|register, position| {
        let contract = &register.contracts[position];
        contract.currency == Currency::RUB && contract.kind == "ДДУ"
    })?;
    let sum = scene.register.next_sum(position);
    let vat = (sum / Decimal::from(6)).round_dp(2);
    let words = scene.dice.of(&[
        "Оплата по договору № {no} от {date}, в т.ч. НДС 20% - ",
        "Оплата по дог. {no}. В том числе НДС (20%): ",
        "По договору {no} от {date} в т.ч. НДС 22 % ",
    ]);
    numbered(scene, position, sum, &format!("{words}{vat}"), Demand::Ask)
}

fn line_later(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take(|register, position| open_lines(register, position) > 3)?;
    let later = scene.contract(position).schedule.iter().filter(|line| !line.open().is_zero()).nth(2)?;
    let words = format!("Оплата {}-го взноса по графику, договор {{no}} от {{date}}", later.line);
    let mut samples = numbered(scene, position, later.open(), &words, Demand::Either)?;
    samples[0].named_line = Some(later.line);
    Some(samples)
}

fn booking(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.open_with(position).len() == 1)?;
    let payer = scene.buyer(position).as_party(true);
    let sum = scene.dice.roubles(10_000, 50_000);
    let purpose = "Оплата бронирования квартиры, договор бронирования № Бр-17 от 01.09.2026";
    let payment = scene.receipt(position, payer, sum, purpose);
    Some(vec![Sample::new(payment, Right::OneOf(vec![position]), Demand::Ask)])
}
