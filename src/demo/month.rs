//! October 2026: 320 documents, most of them plain, the rest as people and banks really write.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use rust_decimal::Decimal;

use super::banks::{HARBOUR, RIVER, Side, own};
use super::deals::{self, Deal};
use super::dice::Dice;
use super::document::{Book, Document, Named};
use super::people::Case;
use super::{amounts, institutions, numbers, others, persons, remembered};
use crate::model::{Currency, PaymentKind, UnitKind, kopecks_text, plain_text};

/// Documents of the month, in both files together.
pub(super) const DOCUMENTS: usize = 320;
/// Where a bank cuts a purpose.
pub(super) const PURPOSE_MAX: usize = 210;

/// The month while it is being made.
pub(super) struct Month<'deals> {
    deals: &'deals [Deal],
    taken: Vec<bool>,
    pub(super) dice: Dice,
    pub(super) documents: Vec<Document>,
}

impl<'deals> Month<'deals> {
    /// Up to so many deals that pay this month and that no other case has taken, strewn over the
    /// register.
    pub(super) fn some(&mut self, count: usize, wanted: impl Fn(&Deal) -> bool) -> Vec<&'deals Deal> {
        let step = 101;
        let mut found = Vec::new();
        let mut place = self.dice.below(self.deals.len());
        for _ in 0..self.deals.len() {
            place = (place + step) % self.deals.len();
            let Some(deal) = self.deals.get(place) else { continue };
            if found.len() < count && self.taken.get(place) == Some(&false) && deal.pays_this_month() && wanted(deal) {
                found.push(deal);
                if let Some(taken) = self.taken.get_mut(place) {
                    *taken = true;
                }
            }
        }
        found
    }

    /// Deals of any state; they may serve more than one case.
    pub(super) fn any(&self, wanted: impl Fn(&Deal) -> bool) -> Vec<&'deals Deal> {
        self.deals.iter().filter(|deal| wanted(deal)).collect()
    }

    /// Keeps the deals of these numbers out of other cases.
    pub(super) fn take(&mut self, numbers: &[&str]) {
        for (deal, taken) in self.deals.iter().zip(&mut self.taken) {
            *taken |= numbers.contains(&deal.contract.number.as_str());
        }
    }

    /// A receipt at the bank that pays for nothing known yet and may be let pass.
    pub(super) fn receipt(
        &mut self,
        case: &'static str,
        day: Date,
        other: Side,
        amount: Decimal,
        purpose: String,
    ) -> &mut Document {
        let place = self.documents.len();
        self.documents.push(Document {
            book: Book::Statement,
            kind: PaymentKind::BankReceipt,
            number: String::new(),
            order_number: String::new(),
            day: working(day),
            amount,
            currency: Currency::RUB,
            own: own(HARBOUR),
            other,
            purpose,
            named: None,
            is_customer: true,
            code: String::new(),
            contracts: Vec::new(),
            may_be_ready: true,
            case,
        });
        // The document was pushed just now.
        &mut self.documents[place]
    }

    /// A receipt for a deal, about the day when the instalment is due, from its holder.
    pub(super) fn instalment(&mut self, case: &'static str, deal: &Deal, purpose: String) -> &mut Document {
        self.from(case, deal, holder(deal), deal.instalment(), purpose)
    }

    /// A receipt for a deal from somebody, of some sum.
    pub(super) fn from(
        &mut self,
        case: &'static str,
        deal: &Deal,
        other: Side,
        amount: Decimal,
        purpose: String,
    ) -> &mut Document {
        let due = deal.open_line().map_or(date(2026, 10, 15), |line| line.due);
        let day = due.saturating_add((i32::try_from(self.dice.below(6)).unwrap_or(0) - 4).days());
        self.receipt(case, day, other, amount, purpose).pays(deal)
    }

    /// Instalments paid by the holder as an accountant wants them: number, date, name or unit.
    fn plain(&mut self, count: usize) {
        for deal in self.some(count, |_| true) {
            let purpose = plain_purpose(self.dice.below(8), deal);
            let style = self.dice.below(10);
            let document = self.instalment("plain", deal, purpose);
            if style < 4 {
                document.in_book(Book::Exchange);
                if style < 2 {
                    document.named = Some(named(deal));
                }
            }
        }
    }

    /// The same over the cash desk.
    fn cash(&mut self, count: usize) {
        for deal in self.some(count, |deal| deal.unit_kind() != Some(UnitKind::Flat)) {
            let purpose =
                format!("Взнос по договору № {} от {}, {}", deal.contract.number, deal.signed(), deal.place());
            let document = self.instalment("cash", deal, purpose);
            document.in_book(Book::Exchange);
            document.kind = PaymentKind::CashReceipt;
            document.named = Some(named(deal));
        }
    }

    /// Puts the documents in order of days and gives them their numbers.
    fn close(mut self) -> Vec<Document> {
        self.documents.sort_by_key(|document| (document.book, document.day));
        let mut earlier: Option<(Document, String)> = None;
        for (place, document) in self.documents.iter_mut().enumerate() {
            let is_same =
                earlier.as_ref().is_some_and(|(known, _)| document.case == "same_document_twice" && known == document);
            let untouched = document.clone();
            if document.purpose.chars().count() > PURPOSE_MAX {
                document.purpose = document.purpose.chars().take(PURPOSE_MAX).collect();
            }
            let order = (place * 37 + 211) % 9_973;
            match (is_same, &earlier) {
                (true, Some((_, number))) => document.number.clone_from(number),
                _ if !document.number.is_empty() => {}
                _ if document.book == Book::Statement => document.number = order.to_string(),
                _ if document.kind == PaymentKind::BankReceipt || document.kind == PaymentKind::BankPaymentOut => {
                    document.number = format!("ТГБП-{:06}", 700 + place);
                    if document.order_number.is_empty() {
                        document.order_number = order.to_string();
                    }
                }
                _ => document.number = format!("ТГКА-{:06}", 100 + place),
            }
            if document.book == Book::Exchange && document.own == own(HARBOUR) && document.case != "in_both_files" {
                document.own = own(RIVER);
            }
            earlier = Some((untouched, document.number.clone()));
        }
        self.documents
    }
}

/// What 1C writes into a payment that its accountant has given to a contract.
pub(super) fn named(deal: &Deal) -> Named {
    let number = deal.contract.date.map(|day| (deal.contract.number.clone(), day));
    Named { name: format!("{} № {} от {}", deal.contract.kind, deal.contract.number, deal.signed()), number }
}

/// The holder as a payer: traders pay as traders.
pub(super) fn holder(deal: &Deal) -> Side {
    let person = Side::person(&deal.person);
    if deal.contract.holder.name.starts_with("ИП ") {
        return Side { name: deal.contract.holder.name.clone(), tax_id: deal.person.tax_id.clone(), ..person };
    }
    person
}

/// Banks work from Monday to Friday.
fn working(day: Date) -> Date {
    let day = day.clamp(date(2026, 10, 1), date(2026, 10, 30));
    match day.weekday() {
        Weekday::Saturday => day.saturating_sub(1.days()),
        Weekday::Sunday => day.saturating_add(1.days()),
        _ => day,
    }
}

fn plain_purpose(style: usize, deal: &Deal) -> String {
    let (number, signed, place) = (&deal.contract.number, deal.signed(), deal.place());
    let name = deal.person.name(Case::Nominative);
    let sum = plain_text(deal.instalment()).replace('.', "-");
    let is_share = matches!(deal.contract.kind.as_str(), "ДДУ" | "уступка");
    match if is_share { style } else { style / 4 * 7 } {
        0 => format!("Оплата по договору № {number} от {signed} за {place}, {name}. НДС не облагается"),
        1 => format!("Оплата по ДДУ №{number} от {signed}г. {name}, без НДС"),
        2 => format!("ОПЛАТА ПО ДОГОВОРУ {number} ОТ {signed} {place} БЕЗ НДС").to_uppercase(),
        3 => format!("Очередной платеж по графику, дог. {number} от {signed}. Сумма {sum} Без налога (НДС)"),
        4 => format!("Платеж по договору долевого участия N {number} от {signed} ФИО {name}"),
        5 => format!("За октябрь 2026 по дог.№ {number} от {signed}, {place}. НДС не облагается"),
        6 => format!("взнос дду {number} {} {}", deal.person.short(Case::Nominative), place),
        _ => {
            let sum = kopecks_text(deal.instalment());
            format!("Оплата взноса по договору {number} от {signed}, сумма {sum} руб., НДС нет")
        }
    }
}

/// All documents: those of the statement by day, then those of the exchange message by day.
pub(super) fn documents(deals: &[Deal]) -> Vec<Document> {
    let taken = vec![false; deals.len()];
    let mut month = Month { deals, taken, dice: Dice::new(320), documents: Vec::new() };
    numbers::add(&mut month);
    persons::add(&mut month);
    amounts::add(&mut month);
    institutions::add(&mut month);
    others::add(&mut month);
    remembered::add(&mut month);
    month.cash(14);
    let rest = DOCUMENTS.saturating_sub(month.documents.len() + others::RETURNED);
    month.plain(rest);
    others::returned(&mut month);
    month.close()
}

/// The deals and the documents of the demo.
pub(super) fn all() -> (Vec<Deal>, Vec<Document>) {
    let deals = deals::all();
    let documents = documents(&deals);
    (deals, documents)
}
