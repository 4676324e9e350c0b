//! Whose statement it is, its period, and the totals that the bank writes around the documents.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::ingest::client_bank::{account_number, currency_of};
use crate::ingest::values;
use crate::model::{Currency, Message, Party, Payment, PaymentMark, TaxId, parse_amount};
use crate::text::harmless_line;

/// A value of the statement. Those of one account in a foreign currency are in that currency; the
/// same in Belarusian roubles are not needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Fact {
    Name,
    Heading,
    TaxId,
    Currency,
    Day,
    From,
    To,
    Opening,
    OpeningDebt,
    Credited,
    Debited,
    Closing,
    ClosingDebt,
    CurrencyOpening,
    CurrencyOpeningDebt,
    CurrencyCredited,
    CurrencyDebited,
    CurrencyClosing,
    CurrencyClosingDebt,
}

impl Fact {
    const COUNT: usize = Self::CurrencyClosingDebt as usize + 1;
}

/// One statement of a file.
#[derive(Debug, Default)]
pub(super) struct Statement {
    account: String,
    facts: [Option<String>; Fact::COUNT],
    credited: Decimal,
    debited: Decimal,
}

impl Statement {
    /// Begins one with the first line; `None` where it names no account.
    pub(super) fn begin(line: &str) -> Option<Self> {
        let (_, rest) = line.split_once("^Acc=")?;
        let account = account_number(rest.split('^').next().unwrap_or_default());
        (!account.is_empty()).then(|| Self { account, ..Self::default() })
    }

    /// Takes a fact; an empty or repeated one does not overrule the first.
    pub(super) fn take(&mut self, fact: Fact, value: &str) {
        let value = harmless_line(value);
        if !value.is_empty()
            && let Some(place) = self.facts.get_mut(fact as usize)
        {
            place.get_or_insert(value);
        }
    }

    fn get(&self, fact: Fact) -> &str {
        self.facts.get(fact as usize).and_then(Option::as_deref).unwrap_or_default()
    }

    fn sum(&self, fact: Fact) -> Option<Decimal> {
        parse_amount(self.get(fact)).ok()
    }

    /// Whose it is. «Header5» has the name behind words and asterisks.
    pub(super) fn own(&self) -> Party {
        let heading = self.get(Fact::Heading).rsplit("***").next().unwrap_or_default();
        let heading = heading.trim_start_matches(['*', ' ']);
        let heading = heading.strip_prefix("Наименование счета").unwrap_or(heading);
        let heading = heading.strip_prefix("Наименование ").unwrap_or(heading).trim();
        let name = match self.get(Fact::Name) {
            "" => heading,
            name => name,
        };
        Party {
            name: name.to_owned(),
            tax_id: TaxId::from_document(self.get(Fact::TaxId)),
            account: Some(self.account.clone()),
            ..Party::default()
        }
    }

    /// The currency of the account: as the bank says it, else the country's.
    pub(super) fn currency(&self) -> Currency {
        self.get(Fact::Currency).parse().unwrap_or_else(|_| currency_of(&self.account))
    }

    /// The currency that the bank names, if any.
    pub(super) fn named_currency(&self) -> Option<Currency> {
        self.get(Fact::Currency).parse().ok()
    }

    /// The period asked for, as far as the lines up to now tell it.
    pub(super) fn period(&self) -> Option<(Date, Date)> {
        let day = |fact| values::russian_day(&self.get(fact).replace('/', ".")).get();
        let from = day(Fact::From).or_else(|| day(Fact::Day))?;
        let to = day(Fact::To).or_else(|| day(Fact::Day))?;
        (from <= to).then_some((from, to))
    }

    /// Adds a payment to what the account moved.
    pub(super) fn add(&mut self, payment: &Payment) {
        let is_negative = payment.marks.contains(&PaymentMark::Negative);
        let amount = if is_negative { -payment.amount.amount } else { payment.amount.amount };
        if payment.kind.is_receipt() {
            self.credited += amount;
        } else {
            self.debited += amount;
        }
    }

    /// Where the bank's totals, its balances and the documents do not agree.
    pub(super) fn warnings(&self) -> Vec<Message> {
        let account = self.account.as_str();
        let credited = self.sum(Fact::CurrencyCredited).or_else(|| self.sum(Fact::Credited));
        let debited = self.sum(Fact::CurrencyDebited).or_else(|| self.sum(Fact::Debited));
        let checks =
            [("warning-totals-credited", credited, self.credited), ("warning-totals-debited", debited, self.debited)];
        let mut warnings: Vec<Message> = checks
            .into_iter()
            .filter_map(|(key, declared, found)| {
                let declared = declared.filter(|declared| *declared != found)?;
                Some(Message::new(key).with("account", account).with("declared", declared).with("found", found))
            })
            .collect();
        let balance = |credit, debt| {
            let debt = self.sum(debt).unwrap_or_default();
            self.sum(credit).map(|credit| credit - debt)
        };
        let opening = balance(Fact::CurrencyOpening, Fact::CurrencyOpeningDebt)
            .or_else(|| balance(Fact::Opening, Fact::OpeningDebt));
        let closing = balance(Fact::CurrencyClosing, Fact::CurrencyClosingDebt)
            .or_else(|| balance(Fact::Closing, Fact::ClosingDebt));
        if let (Some(opening), Some(credited), Some(debited), Some(closing)) = (opening, credited, debited, closing) {
            let expected = opening + credited - debited;
            if expected != closing {
                let warning = Message::new("warning-balance").with("account", account);
                warnings.push(warning.with("expected", expected).with("found", closing));
            }
        }
        warnings
    }
}
