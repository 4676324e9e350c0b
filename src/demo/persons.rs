//! Cases of people: who pays for whom, and how their names are written.

use super::banks::Side;
use super::deals::Deal;
use super::document::Book;
use super::houses::{HARBOUR, TOWER, WILLOW};
use super::month::{Month, named};
use super::people::{Case, Person};
use crate::model::UnitKind;

/// Adds the cases of people.
pub(super) fn add(month: &mut Month<'_>) {
    families(month);
    without_number(month);
    letters(month);
    namesakes(month);
    strangers(month);
    one_buyer_of_three(month);
}

fn is_flat(deal: &Deal) -> bool {
    deal.unit_kind() == Some(UnitKind::Flat)
}

/// Husband or wife, parent, employer.
fn families(month: &mut Month<'_>) {
    for deal in month.some(4, |deal| is_flat(deal) && deal.contract.co_holders.is_empty()) {
        let whom = deal.person.name(Case::Accusative);
        let purpose = format!("за {whom} по дог. № {} от {}", deal.contract.number, deal.signed());
        month.from("spouse_pays", deal, Side::person(&deal.spouse), deal.instalment(), purpose);
    }
    for deal in month.some(3, |deal| is_flat(deal) && !deal.contract.co_holders.is_empty()) {
        let purpose = format!("Взнос по договору {} от {}", deal.contract.number, deal.signed());
        let document = month.from("co_holder_pays", deal, Side::person(&deal.spouse), deal.instalment(), purpose);
        document.in_book(Book::Exchange);
    }
    let employer = Side::company("ООО «Ремонтный двор»", "0012400130", super::banks::FIELD, "40702810", 31);
    for deal in month.some(2, |deal| is_flat(deal) && deal.is_in(TOWER)) {
        let whom = deal.person.short(Case::Accusative);
        let purpose =
            format!("За сотрудника {whom} по договору {} от {}, без НДС", deal.contract.number, deal.signed());
        month.from("employer_pays", deal, employer.clone(), deal.instalment(), purpose);
    }
}

/// The name in an oblique case and the unit, but no number.
fn without_number(month: &mut Month<'_>) {
    for deal in month.some(4, |deal| is_flat(deal) && deal.is_in(WILLOW)) {
        let whose = deal.person.name(Case::Genitive);
        let purpose = format!("Оплата взноса за квартиру {whose}, {}, Верба дом 1", deal.place());
        month.from("genitive_and_unit", deal, Side::person(&deal.spouse), deal.instalment(), purpose);
    }
    for deal in month.some(4, |deal| is_flat(deal) && deal.is_in(TOWER)) {
        let purpose = format!("Взнос за квартиру, {}", deal.person.short(Case::Nominative));
        month.instalment("holder_without_number", deal, purpose);
    }
    for deal in month.some(3, is_flat) {
        let purpose = "Оплата по основному договору".to_owned();
        let document = month.instalment("only_the_source_names_it", deal, purpose);
        document.in_book(Book::Exchange).named = Some(named(deal));
    }
}

/// ё written as е, capitals, an address behind the name, steering letters.
fn letters(month: &mut Month<'_>) {
    let has_yo = |deal: &Deal| deal.person.name(Case::Nominative).to_lowercase().contains('ё');
    for deal in month.some(4, has_yo) {
        let name = deal.person.name(Case::Nominative).replace('ё', "е").replace('Ё', "Е").to_uppercase();
        let purpose = format!("ОПЛАТА ПО ДОГОВОРУ {} {name}", deal.contract.number);
        let payer = Side { name, ..Side::person(&deal.person) };
        month.from("yo_and_capitals", deal, payer, deal.instalment(), purpose);
    }
    for deal in month.some(3, is_flat) {
        let name =
            format!("{}//РОССИЯ, Г.ЗАРЕЧЕНСК, УЛ.РЕЧНАЯ, Д.12/34, КВ.{}//", deal.person.name(Case::Nominative), 17);
        let purpose = format!("Оплата по дог. {} от {}//{}", deal.contract.number, deal.signed(), deal.place());
        let payer = Side { name, ..Side::person(&deal.person) };
        month.from("address_behind_the_name", deal, payer, deal.instalment(), purpose);
    }
    for deal in month.some(1, is_flat) {
        let purpose = format!("\u{1b}[2J\u{1b}[31mОплата\u{7} по дог. {} от {}", deal.contract.number, deal.signed());
        month.instalment("escape_sequences", deal, purpose);
    }
    for deal in month.some(1, is_flat) {
        let purpose =
            format!("Оплата по \u{202e}.гов\u{202c} дог. {} от\u{200b} {}", deal.contract.number, deal.signed());
        month.instalment("bidirectional_marks", deal, purpose).in_book(Book::Exchange);
    }
}

/// People of one name: without a number nobody can tell.
fn namesakes(month: &mut Month<'_>) {
    let of_one_name = ["В2-030", "В2-031", "В2-032", "В2-033"];
    for deal in month.some(2, |deal| of_one_name.contains(&deal.contract.number.as_str())) {
        let payer = Side { tax_id: String::new(), ..Side::person(&deal.person) };
        let purpose = "Взнос за квартиру по графику".to_owned();
        month.from("namesakes", deal, payer, deal.instalment(), purpose).wants_a_look();
    }
    for deal in month.some(1, |deal| of_one_name.contains(&deal.contract.number.as_str())) {
        let payer = Side { tax_id: String::new(), ..Side::person(&deal.person) };
        let purpose = format!("Взнос по дог. {}", deal.contract.number);
        month.from("namesake_with_number", deal, payer, deal.instalment(), purpose);
    }
}

/// Somebody unknown, and a sum that is due on very many contracts.
fn strangers(month: &mut Month<'_>) {
    let due = month.any(|deal| deal.is_in(HARBOUR) && is_flat(deal)).first().map(|deal| deal.instalment());
    for (place, purpose) in [
        "Оплата по договору",
        "Перевод средств",
        "Погашение задолженности",
        "Авансовый платеж",
        "Оплата по договору б/н",
    ]
    .into_iter()
    .enumerate()
    {
        let mut dice = month.dice.clone();
        let payer = Side::person(&Person::invent(&mut dice));
        month.dice = dice;
        let day = jiff::civil::date(2026, 10, i8::try_from(place * 4 + 5).unwrap_or(5));
        month.receipt("same_sum_everywhere", day, payer, due.unwrap_or_default(), purpose.to_owned()).wants_a_look();
    }
    for deal in month.some(2, |deal| deal.is_in(HARBOUR) && is_flat(deal)) {
        let purpose = format!("за квартиру {}", deal.place());
        let mut dice = month.dice.clone();
        let payer = Side::person(&Person::invent(&mut dice));
        month.dice = dice;
        month.from("third_party_and_unit_only", deal, payer, deal.instalment(), purpose).wants_a_look();
    }
}

/// One buyer of three places with equal instalments: which one is paid, nobody says.
fn one_buyer_of_three(month: &mut Month<'_>) {
    for deal in month.some(2, |deal| ["М2-01", "М2-02", "М2-03"].contains(&deal.contract.number.as_str())) {
        let purpose = "Оплата за машино-место за октябрь".to_owned();
        month.instalment("three_equal_contracts", deal, purpose).wants_a_look();
    }
}
