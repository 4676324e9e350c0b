//! How well receipts fit a refund.

use rust_decimal::Decimal;

use super::said::{Said, numbers_of};
use crate::matching::find::{Case, Standing};
use crate::matching::names::{Who, may_be_one, who};
use crate::matching::reading::Reading;
use crate::matching::{Index, Settings};
use crate::model::{Allocation, Bits, Contract, ContractId, Payment, TaxId};

/// How well a receipt fits a refund; the greatest fits best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// The order is named: by number and day, by number, by day, or not at all.
    pub named: u8,
    /// Who gets the money is who paid, and the contract that is named is the one that was paid.
    pub ties: u8,
    /// The sums are equal.
    pub is_whole: bool,
}

impl Fit {
    /// Nothing but who paid speaks for it.
    pub(super) const fn is_weak(self) -> bool {
        self.named == 0 && !self.is_whole && self.ties < 2
    }

    /// A weight for the account of the row: it orders candidates and makes nothing ready.
    pub(super) const fn bits(self) -> Bits {
        Bits::whole(match (self.named, self.is_whole) {
            (3, _) => 16,
            (2, _) => 12,
            (1, _) => 8,
            (_, true) => 6,
            _ => 3,
        })
    }
}

/// A receipt that may be given back.
pub(super) struct Receipt<'a> {
    /// Its place among the cases.
    pub at: usize,
    /// The payment with its standing.
    pub case: &'a Case<'a>,
    /// Debts that it paid; of one that is open, none.
    pub parts: &'a [Allocation],
    /// What refunds that the CRM has gave back of it.
    pub given_back: Decimal,
}

impl Receipt<'_> {
    /// «№ 123 05.10.2026».
    pub(super) fn name(&self) -> String {
        let payment = self.case.payment;
        let number = payment.order_number.as_ref().unwrap_or(&payment.number);
        format!("№ {number} {}", payment.date.strftime("%d.%m.%Y"))
    }

    pub(super) fn is_in_crm(&self) -> bool {
        matches!(self.case.standing, Standing::InCrm(_) | Standing::Held(..))
    }

    /// A person left it out.
    pub(super) fn is_out(&self) -> bool {
        matches!(self.case.standing, Standing::Decided([]))
    }

    pub(super) fn left(&self) -> Decimal {
        self.case.payment.amount.amount - self.given_back
    }
}

/// The refund, read.
pub(super) struct Refund<'a> {
    /// Its place among the cases.
    pub at: usize,
    /// The payment.
    pub payment: &'a Payment,
    /// What it says of the receipt.
    pub said: Said,
    who: Who,
    /// Contracts that are named beyond doubt.
    pub named: Vec<ContractId>,
}

impl<'a> Refund<'a> {
    pub(super) fn of(at: usize, payment: &'a Payment, index: &Index, settings: &Settings) -> Self {
        let reading = Reading::of(payment, index, settings);
        let said = Said::of(payment, &reading);
        let firm = reading.numbers.iter().filter(|found| found.firm).flat_map(|found| &found.contracts);
        let named = firm.filter_map(|position| Some(index.at(*position)?.0.id.clone())).collect();
        Self { at, payment, said, who: who(&payment.counterparty().name), named }
    }

    /// How well a receipt fits; `None` where it cannot be the one.
    fn fit(&self, receipt: &Receipt<'_>, index: &Index) -> Option<Fit> {
        let payment = receipt.case.payment;
        let is_later = payment.effective_date().min(payment.date) > self.payment.effective_date();
        if is_later || payment.currency() != self.payment.currency() || payment.amount.amount <= Decimal::ZERO {
            return None;
        }
        let by_number = numbers_of(payment).any(|number| self.said.numbers.iter().any(|said| said.digits == number));
        let by_day = [Some(payment.date), payment.value_date].iter().flatten().any(|day| self.said.dates.contains(day));
        let named = u8::from(by_number) * 2 + u8::from(by_day);
        if self.said.is_sure() && !by_number {
            return None;
        }
        let is_party = self.is_party(receipt, index);
        let pays_named = receipt.parts.iter().any(|part| self.named.contains(&part.contract));
        let pays_another = !self.named.is_empty() && !receipt.parts.is_empty() && !pays_named;
        if (!is_party && named < 3) || (pays_another && named < 2) {
            return None;
        }
        if self.payment.amount.amount > receipt.left() && named < 2 {
            return None;
        }
        let is_whole = self.payment.amount.amount == payment.amount.amount;
        Some(Fit { named, ties: u8::from(is_party) + u8::from(pays_named), is_whole })
    }

    /// Whether the money goes to who paid, or to a holder of the contract that was paid.
    fn is_party(&self, receipt: &Receipt<'_>, index: &Index) -> bool {
        let (to, from) = (self.payment.counterparty(), receipt.case.payment.counterparty());
        let payer = who(&from.name);
        let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
        let is_same_id = same(to.account.as_deref(), from.account.as_deref())
            || same(to.tax_id.as_ref().map(TaxId::as_str), from.tax_id.as_ref().map(TaxId::as_str));
        let is_holder = || {
            let paid = receipt.parts.iter().filter(|part| self.named.contains(&part.contract));
            paid.filter_map(|part| index.contract(&part.contract))
                .flat_map(Contract::holders)
                .any(|holder| is_one(&self.who, &who(&holder.name)))
        };
        is_same_id && may_be_one(&self.who, &payer) || is_one(&self.who, &payer) || is_holder()
    }

    /// The receipts that fit best, all equally well.
    pub(super) fn best<'r>(
        &self,
        receipts: impl Iterator<Item = &'r Receipt<'r>>,
        index: &Index,
    ) -> Option<(Fit, Vec<&'r Receipt<'r>>)> {
        let mut fitting: Vec<(Fit, &Receipt<'_>)> =
            receipts.filter_map(|receipt| Some((self.fit(receipt, index)?, receipt))).collect();
        let best = fitting.iter().map(|(fit, _)| *fit).max()?;
        fitting.retain(|(fit, _)| *fit == best);
        let mut equal: Vec<&Receipt<'_>> = fitting.into_iter().map(|(_, receipt)| receipt).collect();
        equal.sort_by_key(|receipt| (receipt.case.payment.effective_date(), receipt.case.payment.id));
        Some((best, equal))
    }
}

fn is_one(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Person(one), Who::Person(other)) => one.agrees(other).is_some(),
        (Who::Company(one), Who::Company(other)) => one == other,
        _ => false,
    }
}
