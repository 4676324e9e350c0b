//! Documents that pay for no contract: outgoing, between own accounts, loans, taxes, rubbish.

use jiff::civil::date;
use rust_decimal::Decimal;

use super::banks::{FIELD, HARBOUR, RIVER, Side, own};
use super::deals::Deal;
use super::document::Book;
use super::month::{Month, named};
use super::people::Case;
use crate::model::{ContractStatus, PaymentKind};

/// Adds the documents that are no buyer's payment.
pub(super) fn add(month: &mut Month<'_>) {
    refunds(month);
    outgoing(month);
    own_transfers(month);
    no_customers(month);
}

/// Money goes back to a buyer.
fn refunds(month: &mut Month<'_>) {
    let left = month.any(|deal| deal.contract.status == ContractStatus::Terminated);
    for (place, deal) in left.into_iter().take(4).enumerate() {
        let purpose = format!(
            "Возврат денежных средств по расторгнутому договору {} от {}, {}",
            deal.contract.number,
            deal.signed(),
            deal.person.name(Case::Nominative)
        );
        let day = date(2026, 10, i8::try_from(place * 5 + 7).unwrap_or(7));
        let document =
            month.receipt("refund_to_a_buyer", day, Side::person(&deal.person), Decimal::from(300_000), purpose);
        document.wants_a_look();
        document.kind = PaymentKind::BankPaymentOut;
        if place % 2 == 1 {
            document.in_book(Book::Exchange).named = Some(named(deal));
        }
        if place == 3 {
            document.kind = PaymentKind::CashPaymentOut;
        }
    }
}

/// Documents that [`returned`] adds.
pub(super) const RETURNED: usize = 2;
/// Number of the order that is given back; no other document of the month comes near it.
const RETURNED_ORDER: &str = "20517";

/// A buyer's instalment that came by mistake, and its refund by number and day of the order.
pub(super) fn returned(month: &mut Month<'_>) {
    let is_early = |deal: &Deal| deal.open_line().is_some_and(|line| line.due < date(2026, 10, 20));
    for deal in month.some(1, is_early) {
        let (number, signed, name) = (&deal.contract.number, deal.signed(), deal.person.name(Case::Nominative));
        let purpose = format!("Оплата по договору № {number} от {signed}, {}, {name}. НДС не облагается", deal.place());
        let receipt = month.instalment("returned_later", deal, purpose);
        RETURNED_ORDER.clone_into(&mut receipt.number);
        let (other, amount, day) = (receipt.other.clone(), receipt.amount, receipt.day.strftime("%d.%m.%Y"));
        let purpose = format!(
            "Возврат ошибочно перечисленных средств по п/п № {RETURNED_ORDER} от {day}, {name}. НДС не облагается"
        );
        let refund = month.receipt("refund_of_a_receipt", date(2026, 10, 29), other, amount, purpose);
        refund.wants_a_look().kind = PaymentKind::BankPaymentOut;
    }
}

/// Suppliers, taxes, wages.
fn outgoing(month: &mut Month<'_>) {
    let supplier = Side::company("ООО «Подряд-Север»", "0012400148", FIELD, "40702810", 71);
    let paid = [
        (2, 451_230_000, "Оплата по договору подряда № 12/34 от 01.02.2026 за СМР, в т.ч. НДС 22%"),
        (13, 98_765_432, "Оплата по счету № К-1/12 от 05.10.2026 за арматуру, в т.ч. НДС 22%"),
        (20, 5_500_000, "Оплата услуг связи по договору Д-100, в т.ч. НДС 22%"),
    ];
    for (day, kopecks, purpose) in paid {
        let document = month.receipt(
            "supplier_paid",
            date(2026, 10, day),
            supplier.clone(),
            Decimal::new(kopecks, 2),
            purpose.to_owned(),
        );
        document.wants_a_look();
        document.kind = PaymentKind::BankPaymentOut;
        document.is_customer = false;
    }
}

/// From one of our accounts to the other.
fn own_transfers(month: &mut Month<'_>) {
    for (day, kind) in [(9, PaymentKind::BankPaymentOut), (23, PaymentKind::BankReceipt)] {
        let purpose = "Перевод собственных средств на другой счет. НДС не облагается".to_owned();
        let document =
            month.receipt("own_transfer", date(2026, 10, day), own(RIVER), Decimal::from(1_500_000), purpose);
        document.wants_a_look();
        document.kind = kind;
        document.is_customer = false;
    }
}

/// Money in that no buyer sent.
fn no_customers(month: &mut Month<'_>) {
    let founder = Side::company("АО «Учредитель»", "0012400148", FIELD, "40702810", 81);
    let treasury = Side::company("Казначейство (ФНС)", "0012400123", HARBOUR, "03100643", 82);
    let tenant = Side::company("ООО «Ремонтный двор»", "0012400130", FIELD, "40702810", 31);
    let received = [
        (
            "loan",
            6,
            2_000_000_000,
            &founder,
            "Предоставление займа по договору процентного займа № 3 от 01.10.2026. НДС не облагается",
            "",
        ),
        ("loan", 19, 500_000_000, &founder, "Транш по договору займа № К-1/5 от 01.09.2026. Без налога (НДС)", ""),
        (
            "tax_refund",
            12,
            73_451_800,
            &treasury,
            "Возврат НДС по решению № 4512 от 08.10.2026",
            "18209965121009876543",
        ),
        ("tax_refund", 28, 1_500_000, &treasury, "Возврат излишне уплаченного налога, ст. 79 НК РФ", "0"),
        (
            "deposit_back",
            15,
            300_000_000,
            &founder,
            "Возврат депозита по Соглашению ДДЮ-077-1 от 05/07/2026. Без НДС.",
            "",
        ),
        (
            "utilities",
            21,
            451_237,
            &tenant,
            "ЛС 1234567; ул. Речная, д.12/34, кв.45; за сентябрь 2026, в т.ч. НДС 22%",
            "",
        ),
        ("utilities", 29, 198_700, &tenant, "Штраф за утерю временного пропуска без НДС", ""),
    ];
    for (case, day, kopecks, payer, purpose, code) in received {
        let document =
            month.receipt(case, date(2026, 10, day), payer.clone(), Decimal::new(kopecks, 2), purpose.to_owned());
        document.wants_a_look();
        document.is_customer = false;
        code.clone_into(&mut document.code);
    }
}
