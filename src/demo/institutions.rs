//! Cases of payers that pay for many: banks, the social fund, escrow, acquirer, notary.

use jiff::civil::date;
use rust_decimal::Decimal;

use super::banks::{FIELD, HARBOUR, RIVER, Side, account};
use super::deals::Deal;
use super::document::Book;
use super::houses::{HARBOUR as HARBOUR_HOUSE, TOWER};
use super::month::Month;
use super::people::Case;
use crate::model::UnitKind;

/// Adds the cases of institutions.
pub(super) fn add(month: &mut Month<'_>) {
    mortgages(month);
    social_fund(month);
    pooled(month);
    notary(month);
}

fn is_flat(deal: &Deal) -> bool {
    deal.unit_kind() == Some(UnitKind::Flat)
}

/// The bank of a mortgage, with transit accounts of its own.
fn lender() -> Side {
    Side {
        name: RIVER.name.to_owned(),
        tax_id: RIVER.tax_id.to_owned(),
        kpp: "000001001".to_owned(),
        account: account("47422810", RIVER, "00000004242"),
        bank: RIVER,
        is_person: false,
    }
}

/// The bank pays the loan for a buyer: once with the number, once with the name alone.
fn mortgages(month: &mut Month<'_>) {
    for (place, deal) in month.some(6, |deal| deal.contract.lender.is_some()).into_iter().enumerate() {
        let whom = deal.person.name(Case::Accusative);
        let loan = format!("623/{:04}-{:07}", 18 + place, 123_457 + place * 991);
        let with_number = format!(
            "Перечисление кредитных средств по КД № {loan} от 05.10.2026 за {whom} по ДДУ № {} от {}",
            deal.contract.number,
            deal.signed()
        );
        let with_name = format!("Ипотечный кредит по кредитному договору {loan} от 05.10.2026 за {whom}. НДС не обл.");
        if place < 4 {
            month.from("mortgage_bank", deal, lender(), deal.instalment(), with_number);
        } else {
            month.from("mortgage_bank_name_only", deal, lender(), deal.instalment(), with_name);
        }
    }
}

/// Maternity capital: part of an instalment, from a payer of thousands.
fn social_fund(month: &mut Month<'_>) {
    let fund = Side::company("ОСФР по Заречной области", "0012400116", HARBOUR, "03212643", 21);
    for (place, deal) in month.some(3, |deal| is_flat(deal) && !deal.is_in(HARBOUR_HOUSE)).into_iter().enumerate() {
        let whose = deal.person.name(Case::Genitive);
        let purpose = format!(
            "Средства МСК, сертификат МК-{} № 0{}12345, {whose}, на оплату по договору {} от {}",
            place + 5,
            place + 3,
            deal.contract.number,
            deal.signed()
        );
        let sum = Decimal::new(13_045_677 + i64::try_from(place).unwrap_or(0) * 100, 2);
        month.from("maternity_capital", deal, fund.clone(), sum, purpose).wants_a_look();
    }
}

/// Many contracts in one line: never one contract's money.
fn pooled(month: &mut Month<'_>) {
    let sums = [(16, 214_560_000_000_i64, "дом 2"), (27, 98_230_000_000, "корпус 3")];
    for (day, kopecks, house) in sums {
        let purpose = format!(
            "Раскрытие счетов эскроу по 40 договорам участия в долевом строительстве, {house}, по реестру от {day}.10.2026"
        );
        let document =
            month.receipt("escrow_release", date(2026, 10, day), lender(), Decimal::new(kopecks, 2), purpose);
        document.wants_a_look();
    }
    let acquirer = Side {
        account: account("30232810", FIELD, "00000001111"),
        ..Side::company(FIELD.name, FIELD.tax_id, FIELD, "30232810", 5)
    };
    for day in [8, 22] {
        let purpose = format!(
            "Возмещение по операциям эквайринга за {:02}.10.2026, терминал 10234567. Сумма 153061-22, комиссия 3061-22. НДС не обл.",
            day - 1
        );
        let document =
            month.receipt("acquirer", date(2026, 10, day), acquirer.clone(), Decimal::from(150_000), purpose);
        document.wants_a_look();
    }
    for deal in month.some(2, |deal| is_flat(deal) && deal.is_in(TOWER)) {
        let pooled =
            Side {
                name: "ФЛ через ПАО «Речной банк»".to_owned(), tax_id: RIVER.tax_id.to_owned(), ..lender()
            };
        let purpose = format!(
            "Перевод от физ. лица {} по дог. {} от {}",
            deal.person.name(Case::Genitive),
            deal.contract.number,
            deal.signed()
        );
        month.from("pooled_account", deal, pooled, deal.instalment(), purpose);
    }
}

/// A notary's deposit pays what the buyer left there.
fn notary(month: &mut Month<'_>) {
    let notary = Side::company("Нотариус Полевая Р. О. (депозит)", "0012400123", FIELD, "42108810", 61);
    for deal in month.some(1, is_flat) {
        let purpose = format!(
            "С депозита нотариуса за {}, договор {}",
            deal.person.short(Case::Accusative),
            deal.contract.number
        );
        let document = month.from("notary", deal, notary.clone(), deal.instalment(), purpose);
        document.in_book(Book::Exchange);
    }
}
