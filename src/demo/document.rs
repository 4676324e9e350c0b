//! A document of the demo month, before it is written in one format or the other.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::banks::Side;
use super::deals::Deal;
use crate::model::{Currency, PaymentKind};

/// Which file a document stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Book {
    /// The bank's statement of the first account.
    Statement,
    /// The exchange message of 1C: the second account and the cash desk.
    Exchange,
}

/// A contract as 1C itself has written it into the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    /// Number and date, where the accountant filled them in.
    pub(super) number: Option<(String, Date)>,
}

/// A payment and what is true of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) book: Book,
    pub(super) kind: PaymentKind,
    /// Number in its file; given at the end.
    pub(super) number: String,
    /// Number of the payer's order.
    pub(super) order_number: String,
    pub(super) day: Date,
    pub(super) amount: Decimal,
    pub(super) currency: Currency,
    /// Our side.
    pub(super) own: Side,
    /// The other side.
    pub(super) other: Side,
    pub(super) purpose: String,
    /// 1C's own word on the contract; only in the exchange message.
    pub(super) named: Option<Named>,
    /// Whether 1C says that this is settled with a buyer.
    pub(super) is_customer: bool,
    /// Field «Код»: the УИН of a budget payment.
    pub(super) code: String,
    /// Numbers of the contracts that it pays.
    pub(super) contracts: Vec<String>,
    /// Whether a careful accountant would let it pass without a look.
    pub(super) may_be_ready: bool,
    pub(super) case: &'static str,
}

impl Document {
    /// It wants a look.
    pub(super) const fn wants_a_look(&mut self) -> &mut Self {
        self.may_be_ready = false;
        self
    }

    /// It pays for one contract more.
    pub(super) fn pays(&mut self, deal: &Deal) -> &mut Self {
        self.contracts.push(deal.contract.number.clone());
        self
    }

    /// It stands in that file.
    pub(super) const fn in_book(&mut self, book: Book) -> &mut Self {
        self.book = book;
        self
    }
}
