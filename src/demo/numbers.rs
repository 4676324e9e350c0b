//! Cases of contract numbers: mistyped, cut, foreign, in the wrong alphabet, with a suffix.

use super::deals::Deal;
use super::document::Book;
use super::houses::{HARBOUR, TOWER, WILLOW};
use super::month::{Month, PURPOSE_MAX, holder};
use super::people::Case;
use crate::model::{ContractStatus, UnitKind};

/// Adds the cases of numbers.
pub(super) fn add(month: &mut Month<'_>) {
    suffixes(month);
    cut(month);
    mistyped(month);
    foreign(month);
    alphabets(month);
    two_numbers(month);
    shapes(month);
    closed(month);
}

/// The flat's number with /1 is the parking place; without it, only the sum tells, and that is not
/// enough.
fn suffixes(month: &mut Month<'_>) {
    let parking = |deal: &Deal| deal.unit_kind() == Some(UnitKind::Parking) && deal.contract.number.starts_with("К-");
    for deal in month.some(3, parking) {
        let purpose = format!("Оплата м/места по дог. {} от {}. НДС не обл.", deal.contract.number, deal.signed());
        month.instalment("parking_suffix", deal, purpose);
    }
    for deal in month.some(2, parking) {
        let flat = deal.contract.number.trim_end_matches("/1").to_owned();
        let purpose = format!("Оплата за машино-место по дог. {flat}, {}", deal.person.name(Case::Nominative));
        month.instalment("parking_without_suffix", deal, purpose).wants_a_look();
    }
    let storage = |deal: &Deal| deal.unit_kind() == Some(UnitKind::Storage) && deal.contract.number.starts_with("К-");
    for deal in month.some(2, storage) {
        let purpose = format!("за кладовую по договору {} от {}", deal.contract.number, deal.signed());
        month.instalment("storage_suffix", deal, purpose);
    }
}

/// The bank cuts the purpose inside the number, and what is left is somebody else's number.
fn cut(month: &mut Month<'_>) {
    const LONG: &str = "Платёж физического лица без открытия счёта, принят через мобильное приложение банка, оплата \
                        очередного взноса за строящуюся квартиру согласно графику платежей за октябрь 2026 года, без \
                        налога (НДС), от своего имени и за свой счёт, договор № ";
    let of_two_digits =
        |deal: &Deal| deal.contract.number.starts_with("К-1/") && deal.contract.number.chars().count() == 6;
    for deal in month.some(3, |deal| deal.unit_kind() == Some(UnitKind::Flat) && of_two_digits(deal)) {
        let number = &deal.contract.number;
        let kept = number.chars().count() - 1;
        let too_long = (LONG.chars().count() + kept).saturating_sub(PURPOSE_MAX);
        let start: String = LONG.chars().skip(too_long).collect();
        month.instalment("cut_purpose", deal, format!("{start}{number} от {}", deal.signed())).wants_a_look();
    }
}

/// Two digits changed places, or one is missing; no contract bears that number.
fn mistyped(month: &mut Month<'_>) {
    for deal in month.some(2, |deal| deal.contract.number.starts_with("В2-0")) {
        let wrong = deal.contract.number.replacen("В2-0", "В2-7", 1);
        let purpose = format!("Оплата по дог. {wrong} от {} {}", deal.signed(), deal.person.name(Case::Nominative));
        month.instalment("mistyped_number", deal, purpose).wants_a_look();
    }
    for deal in month.some(2, |deal| deal.contract.number.starts_with("ТГ-")) {
        let wrong = deal.contract.number.replacen("ТГ-00", "ТГ-90", 1);
        let purpose = format!("Оплата по договору {wrong}, {}", deal.place());
        month.instalment("mistyped_number", deal, purpose).wants_a_look().in_book(Book::Exchange);
    }
}

/// The number of another buyer: a slip or an attack, never to be let pass.
fn foreign(month: &mut Month<'_>) {
    let deals = month.some(8, |deal| deal.is_in(HARBOUR) && deal.unit_kind() == Some(UnitKind::Flat));
    for pair in deals.chunks_exact(2) {
        let [payer, other] = pair else { continue };
        let name = payer.person.name(Case::Nominative);
        let purpose = format!("Оплата по ДДУ № {} от {} {name}", other.contract.number, other.signed());
        month.instalment("number_of_another_buyer", payer, purpose).wants_a_look();
    }
}

/// Latin letters that look Cyrillic, other dashes, no leading zeros.
fn alphabets(month: &mut Month<'_>) {
    for deal in month.some(3, |deal| deal.is_in(WILLOW) && deal.contract.number.starts_with("К-")) {
        let latin = deal.contract.number.replace('К', "K").replace('-', "–");
        let purpose =
            format!("Oплата пo договору N {latin} от {}, {}", deal.signed(), deal.person.name(Case::Nominative));
        month.instalment("latin_look_alikes", deal, purpose);
    }
    for deal in month.some(2, |deal| deal.contract.number.starts_with("В2-")) {
        let latin = deal.contract.number.replace('В', "B");
        let purpose = format!("по дог {latin} от {} взнос", deal.signed());
        month.instalment("latin_look_alikes", deal, purpose);
    }
    for deal in month.some(3, |deal| deal.contract.number.starts_with("ТГ-00")) {
        let short = deal.contract.number.replace("ТГ-00", "ТГ-");
        let purpose = format!("Оплата по договору {short} от {} {}", deal.signed(), deal.person.name(Case::Nominative));
        month.instalment("leading_zeros_lost", deal, purpose);
    }
}

/// An assigned contract beside the new one; two contracts in one payment.
fn two_numbers(month: &mut Month<'_>) {
    for deal in month.some(3, |deal| deal.contract.number.ends_with("-У")) {
        let old = deal.contract.number.trim_end_matches("-У");
        let purpose = format!("Оплата по договору {old}, уступка № {} от {}", deal.contract.number, deal.signed());
        month.instalment("assigned_and_new_number", deal, purpose).wants_a_look();
    }
    let numbers = [("К-1/14", "К-1/14/1"), ("К-1/16", "К-1/16/1"), ("К-1/18", "К-1/18/1")];
    for (flat, parking) in numbers {
        month.take(&[flat, parking]);
        let pair = month.any(|deal| deal.contract.number == flat || deal.contract.number == parking);
        let [first, second] = pair.as_slice() else { continue };
        let purpose =
            format!("Оплата по договорам {flat} и {parking} за октябрь, {}", first.person.name(Case::Nominative));
        let sum = first.instalment() + second.instalment();
        month.from("two_contracts_in_one", first, holder(first), sum, purpose).pays(second).wants_a_look();
    }
}

/// Glued numbers, a wrong date, numbers that are no contract around the right one.
fn shapes(month: &mut Month<'_>) {
    for deal in month.some(2, |deal| deal.contract.number.starts_with("В2-")) {
        let purpose = format!("ДДУN{}от{}", deal.contract.number, deal.signed());
        month.instalment("glued_number", deal, purpose);
    }
    for deal in month.some(2, |deal| deal.is_in(WILLOW)) {
        let name = deal.person.name(Case::Nominative);
        let purpose = format!("Оплата по дог. {} от 31.12.2024 {name}", deal.contract.number);
        month.instalment("wrong_date_of_contract", deal, purpose);
    }
    for deal in month.some(3, |deal| deal.is_in(TOWER)) {
        let purpose = format!(
            "Перевод по операции СБП 58720927141 тел. 89990001122, дог. {} от {}, инд. 394036, в сумме, сч. 478",
            deal.contract.number,
            deal.signed()
        );
        month.instalment("numbers_all_around", deal, purpose);
    }
}

/// Contracts that take no money, or not yet.
fn closed(month: &mut Month<'_>) {
    let of = |status: ContractStatus| move |deal: &Deal| deal.contract.status == status;
    for deal in month.any(of(ContractStatus::Terminated)).into_iter().take(3) {
        let purpose = format!("Оплата по договору {} от {}", deal.contract.number, deal.signed());
        month.instalment("terminated_contract", deal, purpose).wants_a_look();
    }
    for deal in month.any(of(ContractStatus::Assigned)).into_iter().take(1) {
        let purpose = format!("Оплата по договору {} от {}", deal.contract.number, deal.signed());
        month.instalment("assigned_contract", deal, purpose).wants_a_look();
    }
    for deal in month.any(of(ContractStatus::Draft)).into_iter().take(2) {
        let purpose =
            format!("Предоплата по договору {}, {}", deal.contract.number, deal.person.name(Case::Nominative));
        month.instalment("draft_contract", deal, purpose).wants_a_look();
    }
}
