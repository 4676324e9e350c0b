//! Units, and where they stand: one flat or two, which section, floor and house, and what is no
//! flat at all.

use crate::support::{
    IVANOVA, PETROV, contract, hold, holder_pays, not_ready, pay_with_tax_id, ready, sure_register, with,
};
use sverka::model::{Contract, TaxId, Unit, UnitKind};

fn flat(number: &str, section: &str) -> Unit {
    let (house, section) = ("ЖК «Верба», дом 1".to_owned(), section.to_owned());
    Unit { house, section, floor: Some(3), number: number.to_owned(), kind: UnitKind::Flat }
}

/// The payer's flat 10 in the first section of house 1, and others' flats.
fn house() -> Vec<Contract> {
    let mut all = vec![
        with(contract("К-1/10", IVANOVA), |contract| {
            contract.holder.tax_id = TaxId::from_document(crate::support::TAX_ID);
            contract.unit = Some(flat("10", "1"));
        }),
        with(contract("К-1/20", PETROV), |contract| contract.unit = Some(flat("20", "1"))),
        with(contract("К-2/10", "Сомов Пётр Львович"), |contract| {
            contract.unit = Some(flat("10", "2"));
        }),
    ];
    all.extend((0..30).map(|number| contract(&format!("Ф-{number}"), &format!("Ладыгин Глеб Савич{number}"))));
    all
}

#[test]
fn a_second_unit_is_asked() {
    hold(
        false,
        house,
        holder_pays,
        &[
            "Оплата кв. 10, 20",
            "квартиры 10 и 20",
            "кв.№10, №34",
            "кв.№10, №20",
            "кв № 10; № 20",
            "кв 10;20",
            "кв. №№ 10, 20",
            "кв. 10 + 20",
            "кв. 10+20",
            "кв. 10, 20, 30",
            "кв 10,20",
            "кв. 10,20,30",
            "кв. 10 20",
            "20 кв.",
            "Оплата за 20 квартиру",
            "20-я квартира",
            "кв. 10 и кв. 20",
            "кв. 10/20",
            "кв. 10-12",
            "кв. 10 - 12",
            "кв. 10 — 12",
            "кв. 10, м/м 5",
            "кв. 10 и м/м",
            "кв. 10, м/м и кладовая",
            "квартира и машиноместо, К-1/10",
            "кв. 10 и 20 по договору К-1/10",
            "договор К-1/10, кв. 10, 20",
            "за 2 квартиры",
            "за две квартиры",
            "за обе квартиры",
            "Оплата двух квартир",
            "оплата за 2 квартиры по договору К-1/10",
            "за 2 машиноместа, договор К-1/10",
            "кв 10 и ещё 20",
            "кв. 10 а также 20",
            "оплата 10 и 20 квартир",
            "10 и 20 кв.",
            "ап. 10, 20",
            "ap. 10, 20",
            "ap. 10 si 20",
        ],
    );
}

#[test]
fn what_stands_beside_a_flat_is_no_second_flat() {
    hold(
        true,
        house,
        holder_pays,
        &[
            "Оплата кв. 10, 1 взнос",
            "Оплата кв. 10, 1-й взнос",
            "кв. 10, 3 этаж, К-1/10",
            "кв. 10, 1 секция",
            "кв. 10, 1-комн.",
            "кв. 10, 2-комнатная",
            "Оплата за кв. 10, 100000 руб",
            "Оплата за кв. 10, 100 000,00 руб.",
            "Оплата за кв. 10, 100000-00",
            "кв. 10, 54,3 кв.м",
            "кв. 10, 54.3 м2",
            "2-комнатная квартира 10, дог. К-1/10",
            "2 комнатная квартира № 10, дог. К-1/10",
            "кв. 10, 01.02.2026",
            "кв. 10, 09.10.2026г. 100000р",
            "Оплата кв. 10, октябрь 2026",
            "кв. 10, 89161234567",
            "кв. 10, 8 916 123-45-67",
            "кв. 10, тел. 89161234567",
            "кв. 10, ИНН 500100732259",
            "оплата за квартиру 10, 2026 год",
            "дом 1, секция 1, эт. 3, кв. 10",
        ],
    );
}

#[test]
fn another_section_floor_or_house_than_the_units_is_asked() {
    hold(
        false,
        house,
        holder_pays,
        &[
            "кв 10 дом 1 секция 2",
            "кв 10 секция 2",
            "сек. 2 кв 10",
            "секция 2, кв. 10",
            "2 секция, кв. 10",
            "2-я секция кв. 10",
            "кв. 10, подъезд 2",
            "кв. 10, 2 подъезд",
            "кв. 10 дом 2",
            "кв. 10 корпус 2",
            "кв. 10 дом 1 корпус 2",
            "кв. 10, 2 корпус",
            "кв. 10, д. 1 корп. 2",
            "кв. 10 этаж 9",
            "кв. 10 эт. 9",
            "кв. 10, 9 этаж",
            "кв. 10, 9-й этаж",
            "кв. 10, на 9 этаже",
            "этаж 9, К-1/10",
            "К-1/10, секция 2",
            "договор К-1/10 дом 2",
            "договор К-1/10 корпус 2",
        ],
    );
}

#[test]
fn the_place_of_the_unit_as_the_register_has_it_is_no_contradiction() {
    hold(
        true,
        house,
        holder_pays,
        &[
            "кв 10 дом 1 секция 1",
            "1 секция, кв. 10",
            "1-й подъезд, кв. 10",
            "кв. 10, 3-й этаж",
            "кв. 10 на 3 этаже 17-этажного дома",
            "ЖК Верба, д. 1, секц. 1, эт. 3, кв. 10, договор К-1/10",
            "К-1/10, секция 1",
            "1 секция 3 этаж 10 кв.",
            "кв. 10 в доме с паркингом",
            "дом 1, 1 секция, 3 этаж, 10 квартира",
            "10 кв., К-1/10",
            "Оплата за 10 квартиру",
            "10-я квартира",
            "взнос 2 кв. 10",
            "за 4 кв. 2026 г., К-1/10",
        ],
    );
}

#[test]
fn an_area_is_no_flat() {
    hold(
        true,
        house,
        holder_pays,
        &[
            "Оплата по договору К-1/10, 54,3 кв.м.",
            "Оплата по договору К-1/10, 54.3 м2",
            "Оплата по договору К-1/10 54,3 м²",
            "Оплата по договору К-1/10, площадью 54,3 кв. м",
            "Оплата по договору К-1/10, квартира площадью 54,3 кв. м",
            "Оплата по договору К-1/10, общей площадью 54,3 кв. м, кв. 10",
            "Оплата по договору К-1/10, общая площадь 54,3, кв. 10",
            "Оплата по договору К-1/10, 54 кв.м",
            "Оплата за 54,3 кв м по дог К-1/10",
            "Оплата 54,3 кв.м",
            "кв. 10 (54,3 кв. м.)",
            "Оплата по договору К-1/10, S=54,3 кв.м",
            "Оплата по договору К-1/10, 54,3 кв. метров",
        ],
    );
}

#[test]
fn a_number_that_begins_like_a_place_is_no_place() {
    for number in ["Д5-1216", "СП/КВ/2-135", "КВ198/2", "мм6-17", "эт7-190"] {
        let one = || vec![with(sure_register().remove(0), |contract| contract.number = number.into())];
        for purpose in ["Оплата по ДДУ {}", "{} платеж за октябрь", "Рассрочка за квартиру. {} от 01.02.2026"]
        {
            ready(one(), pay_with_tax_id(IVANOVA, &purpose.replace("{}", number)), "К-1/1");
        }
    }
}

#[test]
fn premises_and_conditional_numbers_are_the_units_own() {
    for said in ["помещение № 1", "жилое помещение, усл. № 1", "усл. номер 1", "апартаменты № 1"]
    {
        ready(sure_register(), pay_with_tax_id(IVANOVA, &format!("Договор К-1/1, {said}")), "К-1/1");
        let other = said.replace('1', "2");
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, &format!("Договор К-1/1, {other}")));
    }
    for said in ["нежилое помещение № 1", "за паркинг к кв. 1", "кладовая к квартире 1"]
    {
        not_ready(sure_register(), pay_with_tax_id(IVANOVA, &format!("Договор К-1/1, {said}")));
    }
}
