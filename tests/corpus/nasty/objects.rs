//! Payments whose number, payer and sum are right, while the words say that they are for something
//! or somebody else.

use super::Nasty;
use crate::corpus::people::Case;
use crate::corpus::scene::{Scene, signed};
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 10] = [
    Nasty { name: "o-thing", why: "the holder buys a thing beside the home", make: thing },
    Nasty { name: "o-service", why: "the holder pays for a service beside the home", make: service },
    Nasty { name: "o-fee", why: "the holder pays a fee, a fine or a claim, not the price", make: fee },
    Nasty { name: "o-other-surname", why: "the holder names another surname alone", make: other_surname },
    Nasty {
        name: "o-other-deal",
        why: "the holder names another contract, unit or builder in words",
        make: other_deal,
    },
    Nasty { name: "o-mistake", why: "the payer says that the money must not be taken", make: mistake },
    Nasty { name: "o-deal-with-holder", why: "a stranger deals with the holder, who owes nothing here", make: deal },
    Nasty { name: "o-company-settles", why: "a company settles with the holder", make: settles },
    Nasty {
        name: "o-fund-holder",
        why: "the fund names whose certificate it is, with her own contract: some would look",
        make: fund_holder,
    },
    Nasty { name: "o-from-for", why: "a stranger sends the holder's money for somebody else", make: from_for },
];

/// The holder pays the next line with the right number; what it is for stands in braces.
fn by_holder(scene: &mut Scene<'_>, what: &str, templates: &[&str]) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        register.contracts[position].unit.as_ref().is_some_and(|unit| unit.kind == sverka::model::UnitKind::Flat)
    })?;
    let payer = scene.buyer(position).as_party(true);
    let contract = scene.contract(position);
    let purpose = scene.dice.of(templates).replace("{}", what);
    let purpose = purpose.replace("{no}", &contract.number).replace("{date}", &signed(contract));
    asked(scene, position, payer, &purpose)
}

/// Whatever it is for, no other contract of the register is meant.
fn asked(scene: &mut Scene<'_>, position: usize, payer: sverka::model::Party, purpose: &str) -> Option<Vec<Sample>> {
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn thing(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let what = scene.dice.of(&[
        "кухонный гарнитур",
        "межкомнатные двери",
        "ламинат и плинтус",
        "обои под покраску",
        "сантехнику",
        "отделку",
        "радиаторы",
        "кондиционер",
        "встроенный шкаф",
        "дополнительные розетки",
        "счетчики воды",
        "чистовую отделку",
        "теплый пол",
        "ключи",
        "окна",
        "лоджию",
    ]);
    let templates = [
        "Оплата за {} по договору № {no} от {date}",
        "За {}, договор № {no}",
        "Оплата по договору № {no} от {date} ({}), НДС не облагается",
        "по ДДУ № {no}, {}",
    ];
    by_holder(scene, what, &templates)
}

fn service(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let what = scene.dice.of(&[
        "Сопровождение сделки",
        "Электронная регистрация",
        "Перепланировка",
        "Дизайн-проект",
        "Подготовка технического плана",
        "Остекление балкона",
        "Оценка квартиры",
        "Межевание участка",
        "Вывоз строительного мусора",
        "Охрана территории",
        "Клининг после сдачи",
        "Монтаж сигнализации",
        "Выпуск электронной подписи",
        "Доставка документов курьером",
        "Консультация юриста",
    ]);
    let templates = ["{} по договору № {no} от {date}", "{}, ДДУ № {no}", "Оплата: {}. Договор № {no} от {date}"];
    by_holder(scene, what, &templates)
}

fn fee(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let what = scene.dice.of(&[
        "Гарантийный взнос",
        "Вступительный взнос",
        "Целевой взнос на благоустройство",
        "Компенсация убытков",
        "Отступные",
        "Вознаграждение агенту",
        "Комиссия за подбор",
        "Дивиденды участнику",
        "Моральный вред",
        "Индексация цены",
        "Выходное пособие",
        "Премия",
    ]);
    let templates = ["{} по договору № {no} от {date}", "{} дог. {no}", "{} согласно договору № {no}, без НДС"];
    by_holder(scene, what, &templates)
}

fn other_surname(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.holder(position);
    let other = scene.stranger().person?;
    let first = |case: Case| other.full(case).split(' ').next().unwrap_or_default().to_owned();
    let contract = scene.contract(position);
    let (number, date) = (&contract.number, signed(contract));
    let purpose = match scene.dice.roll(5) {
        0 => format!("Оплата за {} по договору № {number}", first(Case::Accusative)),
        1 => format!("Для {}, ДДУ № {number} от {date}", first(Case::Genitive)),
        2 => format!("{} оплата квартиры по договору № {number}", first(Case::Nominative).to_uppercase()),
        3 => format!("Оплата по ДДУ № {number} от {date} ({})", first(Case::Nominative)),
        _ => format!("Взнос, договор № {number} {}", first(Case::Nominative)),
    };
    asked(scene, position, payer, &purpose)
}

fn other_deal(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let templates = [
        "Оплата за второй договор, № {no}",
        "по прежнему договору № {no}",
        "за соседа, договор № {no}",
        "Взнос за другого участника по договору № {no}",
        "для ООО СЗ Дуб, договор № {no} от {date}",
        "за торговое помещение по договору № {no}",
        "Оплата коммерческой недвижимости по договору № {no}",
        "за апартаменты в Сочи, договор № {no}",
        "за дачу, договор {no} от {date}",
    ];
    by_holder(scene, "", &templates)
}

fn mistake(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let templates = [
        "Не зачислять! ошибка. Договор № {no}",
        "Случайный перевод, договор № {no} от {date}",
        "Договор № {no}, прошу переслать обратно",
        "Проверка реквизитов, договор {no}",
        "Дубль платежа по договору № {no}",
    ];
    by_holder(scene, "", &templates)
}

fn deal(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.stranger().as_party(true);
    let person = scene.person(position)?;
    let number = &scene.contract(position).number;
    let purpose = match scene.dice.roll(4) {
        0 => format!("Покупка квартиры у {}, договор № {number}", person.full(Case::Genitive)),
        1 => format!("Долг перед {} по договору № {number}", person.full(Case::Instrumental)),
        2 => format!("Перевод {} на покупку, ДДУ {number}", person.full(Case::Dative)),
        _ => format!("Расчет с {} за долю, договор № {number}", person.full(Case::Instrumental)),
    };
    asked(scene, position, payer, &purpose)
}

fn settles(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("ООО \"Ромашка и сыновья\"", "7714698320");
    let person = scene.person(position)?;
    let number = &scene.contract(position).number;
    let purpose = match scene.dice.roll(3) {
        0 => format!("Взаиморасчеты. {} договор № {number}", person.initials(Case::Nominative)),
        1 => format!("Взаимозачет с {}, договор № {number}", person.full(Case::Instrumental)),
        _ => format!("Премия {}, договор {number}", person.full(Case::Dative)),
    };
    asked(scene, position, payer, &purpose)
}

fn fund_holder(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.institution("УФК по г. Москве (ОСФР по г. Москве и Московской области)", "7703363868");
    let person = scene.person(position)?;
    let number = &scene.contract(position).number;
    let purpose = match scene.dice.roll(2) {
        0 => format!("МСК {} по договору № {number}", person.full(Case::Nominative)),
        _ => format!("Средства маткапитала {}, договор № {number}", person.full(Case::Genitive)),
    };
    scene.one(position, payer, purpose, Demand::Either)
}

fn from_for(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|_, _| true)?;
    let payer = scene.stranger().as_party(true);
    let other = scene.stranger().person?;
    let person = scene.person(position)?;
    let number = &scene.contract(position).number;
    let other = other.full(Case::Accusative);
    let surname = other.split(' ').next().unwrap_or_default();
    let purpose = format!("от {} за {surname}, договор № {number}", person.full(Case::Genitive));
    asked(scene, position, payer, &purpose)
}
