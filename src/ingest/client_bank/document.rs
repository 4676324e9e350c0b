//! From the values of one document to a payment, by the rules of 1C's own reader.

use jiff::civil::Date;

use super::fields::Fields;
use super::statement::{Statement, account_number};
use super::tags::Field;
use crate::ingest::encoding::TextEncoding;
use crate::ingest::tally::Tally;
use crate::ingest::values::shortened;
use crate::ingest::{ReadSettings, values};
use crate::model::{
    Currency, Message, Money, Party, Payment, PaymentKind, PaymentMark, SourcePlace, TaxId, parse_amount,
};
use crate::text::harmless_line;

/// УИН has 20 digits, or 25 in older payments (order 107n of the Ministry of Finance, annex 2).
const BUDGET_NUMBER_LENGTHS: [usize; 2] = [20, 25];

/// The fields of one side.
struct Side {
    account: Field,
    settlement_account: Field,
    name: Field,
    name1: Field,
    tax_id: Field,
    kpp: Field,
    bank1: Field,
    bank2: Field,
    bic: Field,
}

const PAYER: Side = Side {
    account: Field::PayerAccount,
    settlement_account: Field::PayerSettlementAccount,
    name: Field::PayerName,
    name1: Field::PayerName1,
    tax_id: Field::PayerTaxId,
    kpp: Field::PayerKpp,
    bank1: Field::PayerBank1,
    bank2: Field::PayerBank2,
    bic: Field::PayerBic,
};

const PAYEE: Side = Side {
    account: Field::PayeeAccount,
    settlement_account: Field::PayeeSettlementAccount,
    name: Field::PayeeName,
    name1: Field::PayeeName1,
    tax_id: Field::PayeeTaxId,
    kpp: Field::PayeeKpp,
    bank1: Field::PayeeBank1,
    bank2: Field::PayeeBank2,
    bic: Field::PayeeBic,
};

/// What is known about the file when a document ends.
pub(super) struct Known<'a> {
    pub(super) encoding: TextEncoding,
    pub(super) statement: &'a Statement,
    pub(super) settings: &'a ReadSettings,
    pub(super) file: &'a str,
}

/// Where the money went.
struct Direction {
    kind: PaymentKind,
    mark: Option<PaymentMark>,
}

impl Known<'_> {
    /// One field on one line, harmless.
    pub(super) fn text(&self, fields: &Fields, field: Field) -> String {
        match fields.get(field) {
            [] => String::new(),
            bytes => harmless_line(&self.encoding.decode(bytes)),
        }
    }

    /// Makes the payment.
    ///
    /// # Errors
    /// The reason of a refusal when date or sum cannot be read; nothing else refuses a document.
    pub(super) fn payment(&self, fields: &Fields, tally: &mut Tally<'_>) -> Result<Payment, Message> {
        let date = self.date(fields)?;
        let sum_text = self.text(fields, Field::Sum);
        let sum = parse_amount(&sum_text).map_err(|_| match sum_text.as_str() {
            "" => Message::new("refused-no-sum"),
            text => Message::new("refused-sum").with("text", shortened(text)),
        })?;
        let sender = self.party(fields, &PAYER);
        let receiver = self.party(fields, &PAYEE);
        let debit_day = self.day(fields, Field::Written);
        let credit_day = self.day(fields, Field::Received);
        let Direction { kind, mark } = self.direction(&sender, &receiver, debit_day.is_some(), credit_day.is_some());
        let value_date = if kind.is_receipt() { credit_day } else { debit_day };
        let marks = [
            mark,
            self.is_budget(fields).then_some(PaymentMark::BudgetPayment),
            sum.is_sign_negative().then_some(PaymentMark::Negative),
        ];
        let own = if kind.is_receipt() { &receiver } else { &sender };
        let currency = own.account.as_deref().map_or_else(Currency::default, currency_of);
        let mut payment = Payment {
            id: crate::model::PaymentId::of_parts(&[], 0),
            place: SourcePlace { file: self.file.to_owned(), line: fields.line },
            source_id: None,
            kind,
            number: self.text(fields, Field::Number),
            date,
            order_number: None,
            value_date,
            amount: Money::new(sum.abs(), currency),
            payer: sender,
            payee: receiver,
            purpose: self.purpose(fields),
            breakdown: Vec::new(),
            marks: marks.into_iter().flatten().collect(),
            comment: String::new(),
        };
        payment.id = identity(&payment, tally);
        Ok(payment)
    }

    fn date(&self, fields: &Fields) -> Result<Date, Message> {
        let text = self.text(fields, Field::Date);
        values::russian_day(&text).needed(&text)
    }

    /// A day that may be missing; a broken one counts as missing.
    fn day(&self, fields: &Fields, field: Field) -> Option<Date> {
        match fields.get(field) {
            [] => None,
            bytes => values::russian_day(&self.encoding.decode(bytes)).get(),
        }
    }

    fn party(&self, fields: &Fields, side: &Side) -> Party {
        let some = |text: String| values::unless_zeros(&text).is_some_and(|text| !text.is_empty()).then_some(text);
        let account = some(account_number(&self.text(fields, side.account)))
            .or_else(|| some(account_number(&self.text(fields, side.settlement_account))));
        let (mut tax_id, kpp_beside) = values::tax_numbers(&self.text(fields, side.tax_id));
        let mut name = self.text(fields, side.name1);
        if name.is_empty() {
            name = self.text(fields, side.name);
        }
        let (clean, number_in_name) = values::name_and_tax_id(&name);
        tax_id = tax_id.or(number_in_name);
        if clean.len() != name.len() {
            name = String::from(clean);
        }
        let bank = match (self.text(fields, side.bank1), self.text(fields, side.bank2)) {
            (bank, city) if city.is_empty() || bank.contains(&city) => bank,
            (bank, city) if bank.is_empty() => city,
            (bank, city) => format!("{bank}, {city}"),
        };
        Party {
            name,
            tax_id,
            kpp: some(self.text(fields, side.kpp)).or(kpp_beside),
            account,
            bic: some(self.text(fields, side.bic)),
            bank: (!bank.is_empty()).then_some(bank),
        }
    }

    /// By the accounts that the file calls its own, then by those of the settings, then by the
    /// days of writing off and crediting, then by our tax numbers.
    fn direction(&self, sender: &Party, receiver: &Party, is_written: bool, is_received: bool) -> Direction {
        let in_file = |party: &Party| party.account.as_deref().is_some_and(|account| self.statement.is_own(account));
        let in_settings = |party: &Party| {
            party.account.as_deref().is_some_and(|account| {
                self.settings.own_accounts.iter().any(|own| own == account || account_number(own) == account)
            })
        };
        let is_ours = |party: &Party| in_file(party) || in_settings(party);
        if is_ours(sender) && is_ours(receiver) {
            // Of a transfer between two own accounts the day tells which account's entry it is.
            let kind = if is_received && !is_written || in_file(receiver) && !in_file(sender) {
                PaymentKind::BankReceipt
            } else {
                PaymentKind::BankPaymentOut
            };
            return Direction { kind, mark: Some(PaymentMark::OwnTransfer) };
        }
        let has_our_tax_id =
            |party: &Party| party.tax_id.as_ref().is_some_and(|id: &TaxId| self.settings.own_tax_ids.contains(id));
        let evidence = [
            (in_file(sender), in_file(receiver)),
            (in_settings(sender), in_settings(receiver)),
            (is_written, is_received),
            (has_our_tax_id(sender), has_our_tax_id(receiver)),
        ];
        let told = evidence.into_iter().find(|(out, into)| out != into);
        match told {
            Some((true, _)) => Direction { kind: PaymentKind::BankPaymentOut, mark: None },
            Some((false, _)) => {
                // The day says that money came, the account that it came to somebody else.
                let is_elsewhere = receiver.account.is_some() && !is_ours(receiver);
                let mark =
                    (is_elsewhere && self.statement.account().is_some()).then_some(PaymentMark::UnknownDirection);
                Direction { kind: PaymentKind::BankReceipt, mark }
            }
            None => Direction { kind: PaymentKind::BankReceipt, mark: Some(PaymentMark::UnknownDirection) },
        }
    }

    /// A УИН in «Код», or a budget classification code. Utilities write a personal account into
    /// «Код»; it is shorter.
    fn is_budget(&self, fields: &Fields) -> bool {
        let has_number = values::unless_zeros(&self.text(fields, Field::BudgetNumber)).is_some_and(|number| {
            BUDGET_NUMBER_LENGTHS.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let has_code = values::unless_zeros(&self.text(fields, Field::BudgetCode)).is_some_and(|code| code.len() == 20);
        has_number || has_code
    }

    /// `НазначениеПлатежа` with its pieces 1 to 6; copies of the whole, or of a piece, are dropped.
    fn purpose(&self, fields: &Fields) -> String {
        const PIECES: [Field; 6] =
            [Field::Purpose1, Field::Purpose2, Field::Purpose3, Field::Purpose4, Field::Purpose5, Field::Purpose6];
        let mut purpose = self.text(fields, Field::Purpose);
        if PIECES.iter().all(|field| fields.get(*field).is_empty()) {
            return purpose;
        }
        let pieces: Vec<String> =
            PIECES.into_iter().map(|field| self.text(fields, field)).filter(|piece| !piece.is_empty()).collect();
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let whole = letters(&purpose);
        if whole == letters(&pieces.concat()) {
            return purpose;
        }
        for piece in &pieces {
            if letters(piece) == whole {
                continue;
            }
            if !purpose.is_empty() {
                purpose.push(' ');
            }
            purpose.push_str(piece);
        }
        purpose
    }
}

/// Made of what the bank repeats in every export of the payment. The day of the account's movement
/// is among it: parts of one order carried out on different days differ in nothing else.
pub(in crate::ingest) fn identity(payment: &Payment, tally: &mut Tally<'_>) -> crate::model::PaymentId {
    let own = payment.own_side().account.as_deref().unwrap_or_default();
    let other = payment.counterparty().account.as_deref().unwrap_or_default();
    let day = payment.value_date.map(|date| date.to_string()).unwrap_or_default();
    let date = payment.date.to_string();
    let sum = payment.amount.plain();
    let sign = if payment.marks.contains(&PaymentMark::Negative) { "-" } else { "" };
    let parts = [own, &date, &day, &payment.number, sign, &sum, other, payment.kind.name()];
    if payment.number.is_empty() || other.is_empty() {
        let name = payment.counterparty().name.as_str();
        let all: Vec<&str> = parts.into_iter().chain([name, payment.purpose.as_str()]).collect();
        return tally.identity(&all);
    }
    tally.identity(&parts)
}

/// The currency that an account tells. IBANs do not carry one: theirs is the country's.
pub(in crate::ingest) fn currency_of(account: &str) -> Currency {
    let of_country = match account.get(..2) {
        Some("BY") => Some(Currency::BYN),
        Some("MD") => Some(Currency::MDL),
        Some("RO") => Some(Currency::RON),
        Some("KZ") => "KZT".parse().ok(),
        _ => None,
    };
    of_country.or_else(|| Currency::of_russian_account(account)).unwrap_or_default()
}
