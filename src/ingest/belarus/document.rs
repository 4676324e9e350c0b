//! From the values of one document to a payment.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fields::{Field, Fields};
use super::statement::Statement;
use crate::ingest::client_bank::{account_number, identity};
use crate::ingest::encoding::TextEncoding;
use crate::ingest::tally::Tally;
use crate::ingest::values::shortened;
use crate::ingest::{ReadSettings, values};
use crate::model::{
    Currency, Message, Money, Party, Payment, PaymentId, PaymentKind, PaymentMark, SourcePlace, TaxId, parse_amount,
};
use crate::text::harmless_line;

/// What is known about the file when a document ends.
pub(super) struct Known<'a> {
    pub(super) encoding: TextEncoding,
    pub(super) statement: &'a Statement,
    pub(super) settings: &'a ReadSettings,
    pub(super) file: &'a str,
}

/// What the document did with the account.
struct Movement {
    kind: PaymentKind,
    /// With its sign.
    amount: Money,
    mark: Option<PaymentMark>,
}

impl Known<'_> {
    /// One field on one line, harmless.
    pub(super) fn text(&self, fields: &Fields, field: Field) -> String {
        harmless_line(&self.encoding.decode(fields.get(field)))
    }

    /// Makes the payment.
    ///
    /// # Errors
    /// The reason of a refusal when date, sum or currency cannot be read.
    pub(super) fn payment(&self, fields: &Fields, tally: &mut Tally<'_>) -> Result<Payment, Message> {
        let date = self.date(fields)?;
        let Movement { kind, amount, mark } = self.movement(fields)?;
        let own = self.statement.own();
        let other = self.counterparty(fields);
        let is_own_transfer = other.account.as_ref().is_some_and(|account| {
            own.account.as_ref() == Some(account)
                || self.settings.own_accounts.iter().any(|own| account_number(own) == *account)
        });
        let (sender, receiver) = if kind.is_receipt() { (other, own) } else { (own, other) };
        let marks = [
            mark,
            is_own_transfer.then_some(PaymentMark::OwnTransfer),
            amount.amount.is_sign_negative().then_some(PaymentMark::Negative),
        ];
        let movement_day = values::russian_day(&self.text(fields, Field::Movement).replace('/', ".")).get();
        let mut payment = Payment {
            id: PaymentId::of_parts(&[], 0),
            place: SourcePlace { file: self.file.to_owned(), line: fields.line },
            source_id: None,
            kind,
            number: self.text(fields, Field::Number),
            date,
            order_number: None,
            value_date: movement_day,
            amount: Money::new(amount.amount.abs(), amount.currency),
            payer: sender,
            payee: receiver,
            purpose: self.purpose(fields),
            breakdown: Vec::new(),
            marks: marks.into_iter().flatten().collect(),
            comment: String::new(),
        };
        // The bank's own number of the entry is the same in every statement that shows it. Beside
        // it stands what a statement repeats too: a bank that begins its numbers anew, or gives
        // one to a payment and its fee, must not make two entries one.
        payment.id = match values::unless_zeros(&self.text(fields, Field::Operation)) {
            Some(operation) => {
                let account = payment.own_side().account.as_deref().unwrap_or_default();
                let (day, sum) = (payment.date.to_string(), payment.amount.plain());
                tally.identity(&[account, "operation", operation, &day, &sum, payment.kind.name()])
            }
            None => identity(&payment, tally),
        };
        Ok(payment)
    }

    fn date(&self, fields: &Fields) -> Result<Date, Message> {
        let text = self.text(fields, Field::Date);
        values::russian_day(&text.replace('/', ".")).needed(&text)
    }

    /// Of an account in a foreign currency the sums in that currency count; those in roubles
    /// beside them are an equivalent, and alone a revaluation, which moves nothing.
    fn movement(&self, fields: &Fields) -> Result<Movement, Message> {
        let is_foreign = fields.has(Field::CurrencyDebit) || fields.has(Field::CurrencyCredit);
        let (debit, credit) =
            if is_foreign { (Field::CurrencyDebit, Field::CurrencyCredit) } else { (Field::Debit, Field::Credit) };
        if !fields.has(debit) && !fields.has(credit) {
            return Err(Message::new("refused-no-sum"));
        }
        let (debit, credit) = (self.sum(fields, debit)?, self.sum(fields, credit)?);
        let currency = if is_foreign { self.foreign_currency(fields)? } else { self.statement.currency() };
        let (kind, amount, mark) = match (debit.is_zero(), credit.is_zero()) {
            (true, false) => (PaymentKind::BankReceipt, credit, None),
            (false, true) => (PaymentKind::BankPaymentOut, debit, None),
            (false, false) => return Err(Message::new("refused-both-sides")),
            (true, true) if !is_foreign => return Err(Message::new("refused-no-movement")),
            (true, true) => {
                let is_gain = self.sum(fields, Field::Debit)?.is_zero();
                let kind = if is_gain { PaymentKind::BankReceipt } else { PaymentKind::BankPaymentOut };
                (kind, Decimal::new(0, 2), Some(PaymentMark::NotACustomer))
            }
        };
        Ok(Movement { kind, amount: Money::new(amount, currency), mark })
    }

    /// A sum; nothing written there is zero, for banks leave the idle side empty.
    fn sum(&self, fields: &Fields, field: Field) -> Result<Decimal, Message> {
        let text = self.text(fields, field);
        if text.is_empty() {
            return Ok(Decimal::ZERO);
        }
        parse_amount(&text).map_err(|_| Message::new("refused-sum").with("text", shortened(&text)))
    }

    /// `I2`, else that of the statement, else the number in `Code`.
    fn foreign_currency(&self, fields: &Fields) -> Result<Currency, Message> {
        let text = self.text(fields, Field::Currency);
        if !text.is_empty() {
            return text.parse().map_err(|_| Message::new("refused-currency").with("text", shortened(&text)));
        }
        let code = self.text(fields, Field::BicOrCurrency);
        let named = self.statement.named_currency();
        named.or_else(|| code.parse().ok()).ok_or_else(|| Message::new("refused-no-currency"))
    }

    fn counterparty(&self, fields: &Fields) -> Party {
        let some = |text: String| values::unless_zeros(&text).filter(|text| !text.is_empty()).map(str::to_owned);
        let account = some(account_number(&self.text(fields, Field::Account)))
            .or_else(|| some(account_number(&self.text(fields, Field::AccountBeside))));
        let is_bic = |text: &String| text.contains(|letter: char| letter.is_alphabetic());
        let bic = some(self.text(fields, Field::Bic))
            .or_else(|| some(self.text(fields, Field::BicOrCurrency)).filter(is_bic));
        let tax_id = TaxId::from_document(&self.text(fields, Field::TaxId))
            .or_else(|| tax_id_in_words(&self.text(fields, Field::TaxIdInWords)));
        Party { name: self.text(fields, Field::Name), tax_id, account, bic, ..Party::default() }
    }

    /// `Nazn` and `Nazn2` are one text that the bank cut at a width, also within a word or number.
    fn purpose(&self, fields: &Fields) -> String {
        let bytes = [fields.get(Field::Purpose), fields.get(Field::PurposeRest)].concat();
        harmless_line(&self.encoding.decode(&bytes))
    }
}

/// «УНП плательщика:190000021», «УНП корреспондента:INN7707083893.KPP770701001».
fn tax_id_in_words(text: &str) -> Option<TaxId> {
    let (_, number) = text.rsplit_once(':')?;
    let number = number.split('.').next()?.trim();
    let number = number.strip_prefix("INN").or_else(|| number.strip_prefix("ИНН")).unwrap_or(number);
    TaxId::from_document(number)
}
