//! Cases of sums, days, currencies and repeated documents.

use jiff::ToSpan as _;
use rust_decimal::Decimal;

use super::banks::{RIVER, Side, account, own_in};
use super::deals::Deal;
use super::document::Book;
use super::houses::{HARBOUR, TOWER, WILLOW};
use super::month::{Month, holder};
use super::people::Case;
use crate::model::{Currency, UnitKind};

/// Adds the cases of sums.
pub(super) fn add(month: &mut Month<'_>) {
    over_and_under(month);
    several_instalments(month);
    twins(month);
    same_document(month);
    currencies(month);
    taxed(month);
    ahead_and_beside(month);
}

fn said(deal: &Deal) -> String {
    format!(
        "Оплата по договору № {} от {}, {}",
        deal.contract.number,
        deal.signed(),
        deal.person.name(Case::Nominative)
    )
}

fn is_flat(deal: &Deal) -> bool {
    deal.unit_kind() == Some(UnitKind::Flat)
}

/// More than all that is due; less than the instalment.
fn over_and_under(month: &mut Month<'_>) {
    for (more, purpose) in [(Decimal::new(1, 2), "окончательный расчёт"), (Decimal::ONE, "остаток")]
    {
        for deal in month.some(1, |deal| deal.unit_kind() == Some(UnitKind::Storage)) {
            let purpose = format!("{}, {purpose}", said(deal));
            let document = month.from("over_by_a_little", deal, holder(deal), deal.contract.due() + more, purpose);
            document.wants_a_look();
        }
    }
    for deal in month.some(2, |deal| deal.unit_kind() == Some(UnitKind::Parking)) {
        let sum = deal.contract.due() + deal.instalment();
        month.from("over_by_an_instalment", deal, holder(deal), sum, said(deal)).wants_a_look();
    }
    for deal in month.some(2, is_flat) {
        let sum = deal.instalment() - Decimal::from(500);
        month.from("short_by_the_fee", deal, holder(deal), sum, said(deal)).wants_a_look();
    }
}

/// The last payment, two instalments at once, and a penalty beside them.
fn several_instalments(month: &mut Month<'_>) {
    for deal in month.some(3, |deal| deal.unit_kind() == Some(UnitKind::Storage)) {
        let purpose = format!("{}, досрочно, весь остаток", said(deal));
        month.from("all_that_is_due", deal, holder(deal), deal.contract.due(), purpose);
    }
    for deal in month.some(2, |deal| deal.is_in(HARBOUR) && is_flat(deal)) {
        let sum = deal.instalment() * Decimal::TWO;
        let purpose = format!("{}, за октябрь и ноябрь", said(deal));
        month.from("two_instalments", deal, holder(deal), sum, purpose);
    }
    for deal in month.some(2, |deal| deal.is_in(HARBOUR) && is_flat(deal)) {
        let sum = deal.instalment() * Decimal::TWO + Decimal::new(123_456, 2);
        let purpose = format!("{}, октябрь, ноябрь и пени 1234-56", said(deal));
        month.from("two_instalments_and_a_penalty", deal, holder(deal), sum, purpose).wants_a_look();
    }
}

/// Two true payments of one day: one may be a slip of the finger, nobody knows.
fn twins(month: &mut Month<'_>) {
    for deal in month.some(2, |deal| deal.is_in(HARBOUR) && is_flat(deal)) {
        for _ in 0..2 {
            month.instalment("twin_payments", deal, said(deal)).wants_a_look().day = jiff::civil::date(2026, 10, 14);
        }
    }
    for deal in month.some(1, |deal| deal.is_in(WILLOW) && is_flat(deal)) {
        let first = month.instalment("paid_again_within_days", deal, said(deal)).wants_a_look().day;
        month.instalment("paid_again_within_days", deal, said(deal)).wants_a_look().day =
            first.saturating_add(1.days());
    }
}

/// One document twice in the statement, and one that stands in both files.
fn same_document(month: &mut Month<'_>) {
    for deal in month.some(1, |deal| deal.is_in(WILLOW) && is_flat(deal)) {
        let document = month.instalment("same_document_twice", deal, said(deal)).clone();
        month.documents.push(document);
    }
    for deal in month.some(1, |deal| deal.is_in(TOWER) && is_flat(deal)) {
        let document = month.instalment("in_both_files", deal, said(deal));
        "80017".clone_into(&mut document.number);
        let mut again = document.clone();
        again.book = Book::Exchange;
        "ТГБП-080017".clone_into(&mut again.number);
        "80017".clone_into(&mut again.order_number);
        month.documents.push(again);
    }
}

/// Money of another currency than the contract's, and of the same.
fn currencies(month: &mut Month<'_>) {
    let in_byn = month.any(|deal| deal.contract.currency == Currency::BYN);
    for deal in in_byn.iter().take(1) {
        let purpose = format!("Арендная плата по договору {} за октябрь", deal.contract.number);
        let document = month.instalment("belarusian_roubles", deal, purpose);
        document.in_book(Book::Exchange).currency = Currency::BYN;
        document.own = own_in("40702933");
        document.other.account = account("40802933", RIVER, "00000000017");
        document.other.bank = RIVER;
        let purpose = format!("Арендная плата по договору {} за ноябрь", deal.contract.number);
        month.instalment("roubles_for_another_currency", deal, purpose).wants_a_look();
    }
    for deal in month.some(1, |deal| deal.is_in(TOWER) && is_flat(deal)) {
        let document = month.instalment("dollars", deal, format!("{{VO21100}} {}", said(deal)));
        document.wants_a_look().in_book(Book::Exchange).currency = Currency::USD;
        document.own = own_in("40702840");
        document.other.account = account("40817840", RIVER, "00000000018");
        document.other.bank = RIVER;
    }
}

/// НДС is named where none is owed.
fn taxed(month: &mut Month<'_>) {
    for deal in month.some(2, |deal| is_flat(deal) && deal.is_in(TOWER)) {
        let purpose = format!("{}, в т.ч. НДС 20%", said(deal));
        month.instalment("vat_named", deal, purpose).wants_a_look();
    }
}

/// Three instalments at once without a word of it, one long before it is due, a few kopecks too
/// little, and one instalment paid by husband and by wife.
fn ahead_and_beside(month: &mut Month<'_>) {
    for deal in month.any(|deal| deal.contract.number == "КЛ3-17") {
        let day = jiff::civil::date(2026, 10, 22);
        let purpose = "Взнос за кладовую".to_owned();
        let document = month.receipt("long_before_due", day, holder(deal), deal.instalment(), purpose);
        document.pays(deal).wants_a_look();
    }
    for deal in month.some(1, |deal| deal.is_in(HARBOUR) && is_flat(deal)) {
        let sum = deal.instalment() * Decimal::from(3);
        month.from("three_instalments_ahead", deal, holder(deal), sum, said(deal)).wants_a_look();
    }
    for deal in month.some(1, is_flat) {
        let sum = deal.instalment() - Decimal::new(50, 2);
        month.from("short_by_kopecks", deal, holder(deal), sum, said(deal)).wants_a_look();
    }
    for deal in month.some(1, |deal| is_flat(deal) && !deal.contract.co_holders.is_empty()) {
        for payer in [holder(deal), Side::person(&deal.spouse)] {
            let day = jiff::civil::date(2026, 10, 13);
            month.from("husband_and_wife_both", deal, payer, deal.instalment(), said(deal)).wants_a_look().day = day;
        }
    }
}
