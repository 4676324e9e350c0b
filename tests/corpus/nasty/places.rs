//! A second unit, another place, another kind, a number that goes on; and figures that are none of
//! these.

use sverka::model::UnitKind;

use super::Nasty;
use crate::corpus::register::Register;
use crate::corpus::scene::{Scene, signed};
use crate::corpus::shapes::two_lines;
use crate::corpus::truth::{Demand, Right, Sample};

/// The classes.
pub const CLASSES: [Nasty; 8] = [
    Nasty {
        name: "x-second-unit",
        why: "the payer's flat and one more: how to share must be asked",
        make: second_unit,
    },
    Nasty { name: "x-other-place", why: "the flat's number in another section or on another floor", make: other_place },
    Nasty { name: "x-other-kind", why: "a sale is named where shares were bought, or the other way", make: other_kind },
    Nasty { name: "x-second-number", why: "the number and the end of one more", make: second_number },
    Nasty { name: "x-area", why: "the area beside the right number is no flat", make: area },
    Nasty { name: "x-registry", why: "the registry's number and day beside the right number", make: registry },
    Nasty { name: "x-year", why: "the year of signing after the right number", make: year },
    Nasty { name: "x-two-months", why: "two months in figures, and the sum of both lines", make: two_months },
];

fn flat(register: &Register, position: usize) -> bool {
    let unit = register.contracts[position].unit.as_ref();
    let is_flat = unit.is_some_and(|unit| unit.kind == UnitKind::Flat);
    is_flat && register.contracts[position].holder.tax_id.is_some()
}

fn second_unit(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(flat)?;
    let payer = scene.buyer(position).as_party(true);
    let one: u32 = scene.contract(position).unit.as_ref()?.number.parse().ok()?;
    let (other, number) = (one + 7, &scene.contract(position).number);
    let purposes = [
        format!("Оплата кв. {one}, {other}"),
        format!("квартиры {one} и {other}"),
        format!("кв.№{one}, №{other}"),
        format!("кв {one};{other} по договору {number}"),
        format!("кв. {one} + {other}"),
        format!("Оплата за 2 квартиры, договор {number}"),
        format!("за две квартиры, в т.ч. кв. {one}"),
        format!("Оплата кв. {one} и м/м {other}"),
        format!("Оплата {one} и {other} кв."),
    ];
    let purpose = purposes[scene.dice.roll(purposes.len())].clone();
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn other_place(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let unit = register.contracts[position].unit.as_ref();
        flat(register, position) && unit.is_some_and(|unit| !unit.section.is_empty() && unit.floor.is_some())
    })?;
    let payer = scene.buyer(position).as_party(true);
    let unit = scene.contract(position).unit.as_ref()?;
    let (number, floor, section) = (&unit.number, unit.floor? + 20, unit.section.parse::<u32>().ok()? + 5);
    let purposes = [
        format!("Оплата кв. {number} секция {section}"),
        format!("секция {section}, кв. {number}"),
        format!("кв {number}, {section}-я секция"),
        format!("кв. {number}, подъезд {section}"),
        format!("кв. {number} этаж {floor}"),
        format!("кв {number}, {floor}-й этаж"),
        format!("{floor} этаж, кв. {number}"),
    ];
    let purpose = purposes[scene.dice.roll(purposes.len())].clone();
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn other_kind(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    // A sale that bears «ДДУ» in its number may well be called so.
    let position = scene.take(|register, position| {
        let contract = &register.contracts[position];
        matches!(contract.kind.as_str(), "ДДУ" | "ДКП") && !contract.number.contains("ДУ")
    })?;
    let payer = scene.buyer(position).as_party(true);
    let contract = scene.contract(position);
    let purpose = if contract.kind == "ДДУ" {
        scene.dice.of(&["ДКП {}", "Оплата по ДКП № {}", "по договору купли-продажи {}", "Договор {} (ДКП)"])
    } else {
        scene.dice.of(&["Оплата по ДДУ № {}, договор", "по договору долевого участия {}", "Договор {}, ДДУ"])
    };
    let mut samples = scene.one(position, payer, purpose.replace("{}", &contract.number), Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn second_number(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let number = &register.contracts[position].number;
        number.starts_with("К-") && register.collapsed(&format!("{number}/2024")).is_empty()
    })?;
    let payer = scene.buyer(position).as_party(true);
    let number = &scene.contract(position).number;
    let end = ["/2024", ", 3/77", " и 77", "; 77", " + 3/77", "+77", ", № 77"];
    let purpose = format!("Оплата по договору {number}{}", scene.dice.of(&end));
    let mut samples = scene.one(position, payer, purpose, Demand::Ask)?;
    samples[0].right = Right::OneOf(vec![position]);
    Some(samples)
}

fn area(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(flat)?;
    let payer = scene.buyer(position).as_party(true);
    let said = scene.dice.of(&["54,3 кв.м.", "54.3 м2", "площадью 54,3 кв. м", "общей площадью 61,07 кв.м", "38,5 м²"]);
    let purpose = format!("Оплата по договору № {}, {said}", scene.contract(position).number);
    scene.one(position, payer, purpose, Demand::Safe)
}

fn registry(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(flat)?;
    let payer = scene.buyer(position).as_party(true);
    let said = scene.dice.of(&[
        "рег. № 77:01:0004042-77/011/2024-123 от 12.03.2024",
        "номер регистрации 77:01:0004042-77/055/2024-9",
        "(рег.№ 77-77/011-77/011/004/2024-123/1 от 12.03.2024)",
        "зарегистрирован 12.03.2024 за № 50:21:0120114-50/001/2024-3",
    ]);
    let contract = scene.contract(position);
    let purpose = format!("Оплата по договору № {} от {}, {said}", contract.number, signed(contract));
    scene.one(position, payer, purpose, Demand::Safe)
}

fn year(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(flat)?;
    let payer = scene.buyer(position).as_party(true);
    let contract = scene.contract(position);
    let year = contract.date?.year();
    let said = scene.dice.of(&["{} года", "{}г.", "от {} года", "({})"]).replace("{}", &year.to_string());
    scene.one(position, payer, format!("Оплата по договору № {} {said}", contract.number), Demand::Safe)
}

fn two_months(scene: &mut Scene<'_>) -> Option<Vec<Sample>> {
    let position = scene.take_person(|register, position| {
        let contract = &register.contracts[position];
        let open: Vec<_> = contract.schedule.iter().filter(|line| !line.open().is_zero()).take(3).collect();
        flat(register, position) && open.len() == 3 && (open[0].due.month(), open[1].due.month()) == (9, 10)
    })?;
    let payer = scene.buyer(position).as_party(true);
    let said = scene.dice.of(&["09-10.2026", "9 и 10 месяц", "09.2026 и 10.2026", "сентябрь-октябрь", "9,10.2026"]);
    let purpose = format!("Оплата за {said} по договору № {}", scene.contract(position).number);
    let payment = scene.receipt(position, payer, two_lines(scene.register, position), purpose);
    Some(vec![Sample::new(payment, Right::Contract(position), Demand::Safe)])
}
