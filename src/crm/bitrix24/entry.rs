//! One payment part as a card of the portal keeps it: a line of text that people can read and that
//! says all that is needed to find it again and to take it back.
//!
//! `in|KEY|PAYMENT|125000.00|RUB|2026-11-20|2|ТГБП-000041|41|40702810…|7707083893|ООО «Ромашка»`: which
//! way the money went (`out` for a refund, with `-undone` behind it when it was taken back), key,
//! payment, sum, currency, day, instalment (`0` where there is none), number, number of the payer's
//! own order, account, tax number, name. By order, account and tax number the same money is known
//! again when it comes in another file format. A line begins with a letter: a portal's export to a
//! spreadsheet takes a sign for a formula.

use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::crm::PostedPart;
use crate::model::{
    ContractId, CrmReference, Currency, Direction, IdempotencyKey, PaymentId, Posting, PostingPart, TaxId, plain_text,
};
use crate::text::harmless_line;

/// Money that came in.
const IN: &str = "in";
/// Money that was given back.
const OUT: &str = "out";
/// Behind either: it was taken back.
const UNDONE: &str = "-undone";
/// Fields of a line.
const FIELDS: usize = 12;
/// Letters of a name that are kept.
const LONGEST_NAME: usize = 120;

/// A part that a card holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) reversed: bool,
    pub(super) direction: Direction,
    pub(super) key: IdempotencyKey,
    pub(super) payment: PaymentId,
    pub(super) amount: Decimal,
    currency: Currency,
    date: Date,
    pub(super) line: Option<u32>,
    number: String,
    order_number: Option<String>,
    payer_account: Option<String>,
    payer_tax_id: Option<TaxId>,
    payer: String,
}

impl Entry {
    pub(super) fn of(posting: &Posting, part: &PostingPart) -> Self {
        Self {
            reversed: false,
            direction: posting.direction,
            key: part.key,
            payment: posting.payment,
            amount: part.allocation.amount,
            currency: posting.currency,
            date: posting.date,
            line: part.allocation.line,
            number: field(&posting.number),
            order_number: kept(posting.order_number.as_deref()),
            payer_account: kept(posting.payer_account.as_deref()),
            payer_tax_id: posting.payer_tax_id.clone(),
            payer: field(&posting.payer),
        }
    }

    /// Reads a line; `None` where somebody else wrote it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(FIELDS, '|').collect();
        let [mark, key, payment, amount, currency, date, line, number, order, account, tax_id, payer] =
            parts.as_slice()
        else {
            return None;
        };
        let (way, reversed) = mark.strip_suffix(UNDONE).map_or((*mark, false), |way| (way, true));
        let direction = match way {
            IN => Direction::Receipt,
            OUT => Direction::Refund,
            _ => return None,
        };
        Some(Self {
            reversed,
            direction,
            key: IdempotencyKey(key.parse::<Uuid>().ok()?),
            payment: payment.parse().ok()?,
            amount: amount.parse().ok().filter(|amount| *amount > Decimal::ZERO)?,
            currency: currency.parse().ok()?,
            date: date.parse().ok()?,
            line: Some(line.parse::<u32>().ok()?).filter(|line| *line > 0),
            number: harmless_line(number),
            order_number: kept(Some(order)),
            payer_account: kept(Some(account)),
            payer_tax_id: TaxId::from_document(tax_id),
            payer: harmless_line(payer),
        })
    }

    pub(super) fn write(&self) -> String {
        let way = if self.direction.is_receipt() { IN } else { OUT };
        let undone = if self.reversed { UNDONE } else { "" };
        let tax_id = self.payer_tax_id.as_ref().map_or("", TaxId::as_str);
        format!(
            "{way}{undone}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{tax_id}|{}",
            self.key,
            self.payment,
            plain_text(self.amount),
            self.currency,
            self.date,
            self.line.unwrap_or(0),
            self.number,
            self.order_number.as_deref().unwrap_or_default(),
            self.payer_account.as_deref().unwrap_or_default(),
            self.payer
        )
    }

    /// What it adds to what is paid; nothing once it was taken back.
    pub(super) fn weight(&self) -> Decimal {
        if self.reversed { Decimal::ZERO } else { self.direction.signed(self.amount) }
    }

    /// The same money of the same payment for the same instalment.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let facts = |entry: &Self| (entry.direction, entry.payment, entry.amount, entry.currency, entry.line);
        facts(self) == facts(other)
    }

    /// Whether two cards hold the same parts, whatever became of spaces and signs in the names.
    pub(super) fn are_same(left: &[Self], right: &[Self]) -> bool {
        let same = |(left, right): (&Self, &Self)| {
            left.key == right.key && left.reversed == right.reversed && left.is_same(right)
        };
        left.len() == right.len() && left.iter().zip(right).all(same)
    }

    /// As everybody else sees it.
    pub(super) fn told(&self, contract: &ContractId, contract_number: &str, reference: CrmReference) -> PostedPart {
        PostedPart {
            reference,
            key: self.key,
            contract: contract.clone(),
            contract_number: contract_number.to_owned(),
            line: self.line,
            direction: self.direction,
            amount: self.amount,
            date: self.date,
            currency: self.currency,
            payer: self.payer.clone(),
            payer_tax_id: self.payer_tax_id.clone(),
            payer_account: self.payer_account.clone(),
            purpose: String::new(),
            number: self.number.clone(),
            order_number: self.order_number.clone(),
            payment: self.payment,
            source_id: None,
            reversed: self.reversed,
        }
    }
}

/// A text that may be missing, as it stands between two strokes.
fn kept(text: Option<&str>) -> Option<String> {
    text.map(field).filter(|text| !text.is_empty())
}

/// A text that stands between two strokes.
fn field(text: &str) -> String {
    let short: String = harmless_line(&text.replace('|', "/")).chars().take(LONGEST_NAME).collect();
    // The cut may have left a space at the end.
    harmless_line(&short)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(number: &str, payer: &str, kopecks: i64, line: u32, reversed: bool, refund: bool) -> Entry {
        Entry {
            reversed,
            direction: if refund { Direction::Refund } else { Direction::Receipt },
            key: IdempotencyKey(Uuid::from_u128(7)),
            payment: PaymentId::of_document("a"),
            amount: Decimal::new(kopecks, 2),
            currency: Currency::RUB,
            date: jiff::civil::date(2026, 11, 20),
            line: Some(line).filter(|line| *line > 0),
            number: field(number),
            order_number: kept(Some(&payer.chars().take(6).collect::<String>())),
            payer_account: kept(Some(number)),
            payer_tax_id: TaxId::from_document("7707083893"),
            payer: field(payer),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            number in "\\PC{0,20}", payer in "\\PC{0,200}", kopecks in 1_i64..9_999_999_999,
            line in 0_u32..40, reversed: bool, refund: bool,
        ) {
            let entry = entry(&number, &payer, kopecks, line, reversed, refund);
            prop_assert_eq!(Entry::read(&entry.write()), Some(entry));
        }
    }

    #[test]
    fn what_others_wrote_is_not_taken_for_a_payment() {
        for text in ["", "оплачено 5000", "in|x|y|1|RUB|2026-01-01|0|1||||", "*|||||||||||"] {
            assert_eq!(Entry::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_begins_with_no_sign_of_a_formula() {
        for (reversed, refund) in [(false, false), (true, false), (false, true), (true, true)] {
            let line = entry("1", "=cmd", 500, 0, reversed, refund).write();
            assert!(line.starts_with(char::is_alphabetic), "{line}");
        }
    }

    #[test]
    fn a_name_that_is_cut_at_a_space_is_read_back() {
        let entry = entry("1", &format!("{} хвост", "я".repeat(LONGEST_NAME - 1)), 500, 0, false, false);
        assert_eq!(Entry::read(&entry.write()), Some(entry));
    }

    #[test]
    fn cards_are_the_same_when_their_money_is() {
        let (one, other) = (entry("1", "Ветров", 500, 0, false, false), entry("1", "ветров", 500, 0, false, false));
        let back = entry("1", "Ветров", 500, 0, true, false);
        assert!(Entry::are_same(std::slice::from_ref(&one), &[other]));
        assert!(!Entry::are_same(std::slice::from_ref(&one), &[back]));
        assert!(!Entry::are_same(&[one], &[]));
    }

    #[test]
    fn what_was_taken_back_weighs_nothing() {
        assert_eq!(entry("1", "", 500, 0, false, true).weight(), Decimal::new(-500, 2));
        assert_eq!(entry("1", "", 500, 0, true, true).weight(), Decimal::ZERO);
    }
}
