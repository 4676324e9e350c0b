//! Institutions that pay for many (cases 20 to 26).

use sverka::model::TaxId;

use super::Nasty;
use crate::corpus::people::Case;
use crate::corpus::register::{LENDERS, Register};
use crate::corpus::scene::{Scene, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 16] = [
    Nasty { name: "20-lender", why: "the lender of the contract pays, names number and borrower", make: lender },
    Nasty {
        name: "20-lender-name",
        why: "the lender of the contract names the borrower only; one contract, one bearer",
        make: lender_name,
    },
    Nasty { name: "20-bank-silent", why: "a bank pays with nothing but its own loan number", make: bank_silent },
    Nasty { name: "21-fund", why: "the social fund names certificate, person and number", make: fund },
    Nasty { name: "21-fund-name", why: "the social fund names the person only; the sum is no line", make: fund_name },
    Nasty {
        name: "21-fund-namesake",
        why: "the social fund names a person who has a namesake, no number",
        make: fund_namesake,
    },
    Nasty {
        name: "22-pooled-name",
        why: "a pooled account with the buyer's rare name and the flat",
        make: pooled_name,
    },
    Nasty { name: "22-pooled-silent", why: "a pooled account, nobody named, the sum fits many", make: pooled_silent },
    Nasty {
        name: "23-escrow-many",
        why: "one release for many contracts is nobody's single payment",
        make: escrow_many,
    },
    Nasty { name: "23-escrow-list", why: "a release that names three contracts", make: escrow_list },
    Nasty { name: "24-acquirer", why: "card takings less commission belong to many", make: acquirer },
    Nasty { name: "24-acquirer-sum", why: "the same, and the sum happens to be somebody's line", make: acquirer_sum },
    Nasty { name: "25-notary", why: "a notary's deposit, person and number are named", make: notary },
    Nasty { name: "26-other-account", why: "money on an account that is not ours to post", make: other_account },
    Nasty { name: "26-other-firm", why: "our sister company is the payee", make: other_firm },
    Nasty {
        name: "26-escrow-unregistered",
        why: "an escrow contract before registration: the money is on the wrong account",
        make: escrow_unregistered,
    },
];

fn is_lone(register: &Register, position: usize) -> bool {
    register.open_with(position).len() == 1 && register.name_is_unique(position)
}

fn lender(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].lender.is_some())?;
    let contract = scene.contract(position);
    let bank = contract.lender.as_ref()?;
    let payer = scene.institution(&bank.name, bank.tax_id.as_ref().map_or("", TaxId::as_str));
    let deal = scene.dice.figures(6);
    let purpose = format!(
        "Оплата по ДДУ № {} от {} за счет кредита по КД {deal}, заемщик {}",
        contract.number,
        signed(contract),
        scene.buyer(position).name
    );
    scene.one(position, payer, purpose, Demand::Safe)
}

fn lender_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.contracts[position].lender.is_some() && is_lone(register, position)
    })?;
    let bank = scene.contract(position).lender.as_ref()?;
    let payer = scene.institution(&bank.name, bank.tax_id.as_ref().map_or("", TaxId::as_str));
    let purpose = format!("Перечисление кредитных средств, заемщик {}", scene.buyer(position).name);
    scene.one(position, payer, purpose, Demand::Either)
}

fn bank_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| register.contracts[position].lender.is_some())?;
    let (name, tax_id) = scene.dice.of(&LENDERS);
    let payer = scene.institution(name, tax_id);
    let deal = scene.dice.figures(6);
    let mut samples =
        scene.one(position, payer, format!("Перечисление кредитных средств по КД {deal}/26"), Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

const FUND: (&str, &str) = ("ОСФР по Санкт-Петербургу и Ленинградской области", "7802114044");

fn fund(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution(FUND.0, FUND.1);
    let (contract, serial) = (scene.contract(position), scene.dice.figures(7));
    let purpose = format!(
        "Перечисление средств МСК, гос. сертификат МК-11 № {serial}, {}, дог. № {} от {}. НДС не облагается",
        scene.buyer(position).name,
        contract.number,
        signed(contract)
    );
    scene.one(position, payer, purpose, Demand::Safe)
}

fn fund_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        is_lone(register, position) && register.contracts[position].due() > 700_000.into()
    })?;
    let payer = scene.institution(FUND.0, FUND.1);
    let serial = scene.dice.figures(7);
    let purpose = format!("Средства материнского капитала МК-11 {serial} {}", scene.buyer(position).name);
    let payment = scene.receipt(position, payer, 690_266.into(), purpose);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Either)])
}

fn fund_namesake(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let named = register.named(&register.buyer(position).name).iter();
        named
            .filter(|one| register.contracts[**one].is_open())
            .any(|one| register.owner[*one] != register.owner[position])
    })?;
    let payer = scene.institution(FUND.0, FUND.1);
    let serial = scene.dice.figures(7);
    let purpose = format!("Средства материнского капитала МК-11 {serial} {}", scene.buyer(position).name);
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn pooled_name(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(is_lone)?;
    let name = format!("ФЛ через Сбербанк//{}//г. Самара, ул. Новая, 5-12//", scene.buyer(position).name);
    let payer = scene.institution(&name, "7707083893");
    let unit = scene.contract(position).unit.as_ref()?;
    let word = match unit.kind {
        sverka::model::UnitKind::Flat => "кв.",
        sverka::model::UnitKind::Parking => "м/м",
        sverka::model::UnitKind::Storage => "кладовая",
        sverka::model::UnitKind::Commercial => "пом.",
    };
    scene.one(position, payer, format!("Оплата {word} {}, {}", unit.number, unit.house), Demand::Either)
}

fn pooled_silent(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("ПАО СБЕРБАНК", "7707083893");
    let mut samples = scene.one(position, payer, "Перевод от физического лица. Оплата по договору", Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn escrow_many(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let payer = scene.institution("ПАО Сбербанк", "7707083893");
    let purpose = "Раскрытие счетов эскроу по договорам участия в долевом строительстве (40 шт.) согласно реестру";
    Some(vec![Sample::new(scene.other(payer, purpose), Right::None, Demand::Ask)])
}

fn escrow_list(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let some: Vec<usize> = (0..3).filter_map(|_| scene.take_person(|_, _| true)).collect();
    let payer = scene.institution("Банк ВТБ (ПАО)", "7702070139");
    let numbers: Vec<&str> = some.iter().map(|one| scene.contract(*one).number.as_str()).collect();
    let purpose = format!("Перечисление со счетов эскроу, ДДУ {}", numbers.join(", "));
    let sum = some.iter().map(|one| scene.contract(*one).due()).sum();
    let payment = scene.receipt(*some.first()?, payer, sum, purpose);
    Some(vec![Sample::new(payment, Right::Several(some), Demand::Ask)])
}

fn acquirer(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let payer = scene.institution("ПАО Сбербанк", "7707083893");
    let (merchant, sum) = (scene.dice.figures(9), scene.dice.figures(4));
    let purpose = format!(
        "Зачисление средств по операциям эквайринга. Мерчант №{merchant}. Дата реестра 02.09.2026. Комиссия {sum}.50"
    );
    Some(vec![Sample::new(scene.other(payer, purpose), Right::None, Demand::Ask)])
}

fn acquirer_sum(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("АО \"АЛЬФА-БАНК\"", "7728168971");
    let purpose = "Возмещение по торговым операциям с банковскими картами за вычетом комиссии, НДС не облагается";
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::None;
    Some(samples)
}

fn notary(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("Нотариус г. Москвы Ветрова Алла Сергеевна", "500100732259");
    let name = scene.person(position)?.full(Case::Accusative);
    let purpose =
        format!("Перечисление с депозита нотариуса за {name} по договору № {}", scene.contract(position).number);
    scene.one(position, payer, purpose, Demand::Either)
}

fn other_account(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.payee.account = Some(format!("40702810{}", scene.dice.figures(12)));
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Ask)])
}

fn other_firm(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let mut payment = scene.plain_payment(position);
    payment.payee.name = "ООО \"СЗ Опора-2\"".into();
    payment.payee.tax_id = TaxId::from_document("7712345671");
    payment.payee.account = Some(format!("40702810{}", scene.dice.figures(12)));
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Ask)])
}

fn escrow_unregistered(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_any(|register, position| {
        let contract = &register.contracts[position];
        contract.escrow && contract.status == sverka::model::ContractStatus::Signed && contract.is_open()
    })?;
    let payment = scene.plain_payment(position);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Ask)])
}
