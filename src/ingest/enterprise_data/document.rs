//! The values of one document, and the payment that they make.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::kinds::DocumentKind;
use super::shape::Slot;
use crate::ingest::tally::Tally;
use crate::ingest::values::{self, shortened};
use crate::model::{
    BreakdownLine, Currency, Message, Money, Party, Payment, PaymentId, PaymentKind, PaymentMark, SourcePlace,
    parse_amount,
};
use crate::text::harmless_line;

/// Rows that one document may have; more is refused, so that memory stays bounded.
const ROWS_MAX: usize = 10_000;

/// The document that is being read. Its memory is used again for the next one.
#[derive(Debug)]
pub(super) struct OpenDocument {
    values: Vec<String>,
    is_set: [bool; Slot::COUNT],
    rows: Vec<BreakdownLine>,
    /// A row settles with somebody else than a buyer: a supplier, a lender.
    is_not_a_customers: bool,
    /// Why a row refuses the whole document.
    row_fault: Option<Message>,
    /// Line on which it begins.
    pub(super) line: u64,
    /// Its name without `Документ.`, harmless; only for documents that are not taken.
    pub(super) name: String,
    /// What it is; `None` for documents that are not taken.
    pub(super) kind: Option<DocumentKind>,
}

impl OpenDocument {
    pub(super) fn new() -> Self {
        Self {
            values: vec![String::new(); Slot::COUNT],
            is_set: [false; Slot::COUNT],
            rows: Vec::new(),
            is_not_a_customers: false,
            row_fault: None,
            line: 0,
            name: String::new(),
            kind: None,
        }
    }

    /// Begins a document.
    pub(super) fn begin(&mut self, line: u64, name: &str, kind: Option<DocumentKind>) {
        self.clear_from(0);
        self.rows.clear();
        self.is_not_a_customers = false;
        self.row_fault = None;
        self.line = line;
        self.kind = kind;
        self.name = if kind.is_none() { shortened(&harmless_line(name)) } else { String::new() };
    }

    fn clear_from(&mut self, first: usize) {
        for (value, is_set) in self.values.iter_mut().zip(&mut self.is_set).skip(first) {
            if *is_set {
                value.clear();
                *is_set = false;
            }
        }
    }

    /// Whether this is the first value for a slot: a repeated one does not overrule it.
    pub(super) fn open(&mut self, slot: Slot) -> bool {
        self.is_set.get_mut(slot as usize).is_some_and(|is_set| !std::mem::replace(is_set, true))
    }

    /// Adds text to a value. The answer is its length.
    pub(super) fn add(&mut self, slot: Slot, text: &str) -> usize {
        self.values.get_mut(slot as usize).map_or(0, |value| {
            value.push_str(text);
            value.len()
        })
    }

    /// Begins a row of the breakdown.
    pub(super) fn begin_row(&mut self) {
        self.clear_from(Slot::FIRST_OF_ROW);
    }

    /// Ends a row of the breakdown.
    pub(super) fn end_row(&mut self) {
        if self.rows.len() >= ROWS_MAX {
            self.row_fault = Some(Message::new("refused-too-large"));
            return;
        }
        self.is_not_a_customers |= self.settles_otherwise();
        match self.sum(Slot::RowSum) {
            Ok(amount) => self.rows.push(self.row(amount)),
            // A row without a sum says of which contract, not how much; the document's sum stands.
            Err(_) if self.raw(Slot::RowSum).is_empty() => {}
            Err(fault) => self.row_fault = Some(fault),
        }
        self.clear_from(Slot::FIRST_OF_ROW);
    }

    /// Whether the values of a row are of a contract with no buyer, or on an account of loans
    /// (66, 67 in the chart of accounts) or suppliers (60).
    fn settles_otherwise(&self) -> bool {
        let account = self.raw(Slot::SettlementAccount).split('.').next().unwrap_or_default();
        !matches!(self.raw(Slot::ContractKind), "" | "СПокупателем" | "Прочее") || matches!(account, "60" | "66" | "67")
    }

    fn row(&self, amount: Decimal) -> BreakdownLine {
        BreakdownLine {
            amount,
            contract_number: self.some(Slot::ContractNumber),
            contract_name: self.some(Slot::ContractName),
            contract_date: values::iso_day(self.raw(Slot::ContractDate)).get(),
            contract_guid: self.guid(Slot::ContractGuid),
            invoice_number: self.some(Slot::Invoice),
            bears_vat: self.bears_vat(),
            settlement_account: self.some(Slot::SettlementAccount),
            settlement_sum: self.sum(Slot::SettlementSum).ok(),
        }
    }

    /// Whether the row names VAT above zero, as a rate of either form or as a sum.
    fn bears_vat(&self) -> bool {
        let rate = match self.raw(Slot::VatKind) {
            "" => self.raw(Slot::VatRate),
            kind => kind,
        };
        let is_free = matches!(rate, "" | "НДС0" | "БезНДС" | "Нулевая" | "НДСИсчисляетсяНалоговымАгентом");
        !is_free || self.sum(Slot::VatSum).is_ok_and(|sum| !sum.is_zero())
    }

    fn raw(&self, slot: Slot) -> &str {
        self.values.get(slot as usize).map_or("", |value| value.trim())
    }

    fn text(&self, slot: Slot) -> String {
        harmless_line(self.raw(slot))
    }

    fn some(&self, slot: Slot) -> Option<String> {
        let text = self.text(slot);
        (!text.is_empty()).then_some(text)
    }

    /// A GUID; 1C's empty reference is none.
    fn guid(&self, slot: Slot) -> Option<String> {
        let raw = self.raw(slot);
        let is_empty = raw.bytes().all(|byte| matches!(byte, b'0' | b'-'));
        (!is_empty).then(|| harmless_line(raw).to_lowercase())
    }

    /// The document's number, for a refusal.
    pub(super) fn number(&self) -> String {
        shortened(&self.text(Slot::Number))
    }

    /// `xs:decimal` with two fraction digits (`ТипСумма`), else a sum as people write it.
    fn sum(&self, slot: Slot) -> Result<Decimal, Message> {
        let raw = self.raw(slot);
        let broken = || match raw {
            "" => Message::new("refused-no-sum"),
            text => Message::new("refused-sum").with("text", shortened(&harmless_line(text))),
        };
        let is_plain = raw.len() <= 24 && raw.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        let mut sum = match Decimal::from_str_exact(raw) {
            Ok(sum) if is_plain => sum.normalize(),
            _ => parse_amount(raw).map_err(|_| broken())?,
        };
        if sum.scale() > 2 || sum.abs() >= Decimal::from(1_000_000_000_000_000_u64) {
            return Err(broken());
        }
        sum.rescale(2);
        Ok(sum)
    }

    /// Makes the payment.
    ///
    /// # Errors
    /// The reason of a refusal: no such kind here, or date, sum or currency cannot be read.
    pub(super) fn payment(&mut self, file: &str, tally: &mut Tally<'_>) -> Result<Payment, Message> {
        let kind = self.kind.ok_or_else(|| Message::new("refused-kind").with("name", self.name.as_str()))?;
        let date = self.date()?;
        let sum = self.sum(Slot::Sum)?;
        let currency = self.currency()?;
        if let Some(fault) = self.row_fault.take() {
            return Err(fault);
        }
        if self.rows.is_empty() && self.has_contract() {
            self.rows.push(self.row(sum.abs()));
        }
        let source_id = self.guid(Slot::Guid);
        let own = self.own();
        let other = self.other(kind.kind);
        let number = self.text(Slot::Number);
        let purpose = self.purpose(&other.name);
        let id = match &source_id {
            Some(guid) => PaymentId::of_document(guid),
            None => self.identity(kind.kind, &own, &other, &number, &purpose, tally),
        };
        let is_receipt = kind.kind.is_receipt() || kind.kind == PaymentKind::Sale || kind.kind == PaymentKind::Invoice;
        let (sender, receiver) = if is_receipt { (other, own) } else { (own, other) };
        Ok(Payment {
            id,
            place: SourcePlace { file: file.to_owned(), line: self.line },
            source_id,
            kind: kind.kind,
            number,
            date,
            order_number: self.some(Slot::OrderNumber),
            value_date: values::iso_day(self.raw(Slot::StatementDay)).get(),
            amount: Money::new(sum.abs(), currency),
            payer: sender,
            payee: receiver,
            purpose,
            breakdown: self.rows.drain(..).collect(),
            marks: self.marks(kind, sum),
            comment: self.text(Slot::Comment),
        })
    }

    fn date(&self) -> Result<Date, Message> {
        values::iso_day(self.raw(Slot::Date)).needed(&self.text(Slot::Date))
    }

    /// A file that names no currency means the rouble; one that names an unknown currency must not
    /// become roubles.
    fn currency(&self) -> Result<Currency, Message> {
        let (code, name) = (self.raw(Slot::CurrencyCode), self.raw(Slot::CurrencyName));
        if code.is_empty() && name.is_empty() {
            return Ok(Currency::default());
        }
        code.parse().or_else(|_| name.parse()).map_err(|_| {
            let text = format!("{code} {name}");
            Message::new("refused-currency").with("text", shortened(&harmless_line(&text)))
        })
    }

    fn has_contract(&self) -> bool {
        [Slot::ContractGuid, Slot::ContractNumber, Slot::ContractName, Slot::Invoice]
            .into_iter()
            .any(|slot| !self.raw(slot).is_empty())
    }

    fn own(&self) -> Party {
        let name = self.some(Slot::OwnName).unwrap_or_else(|| self.text(Slot::OwnShortName));
        self.party(name, [Slot::OwnTaxId, Slot::OwnKpp, Slot::OwnAccount, Slot::OwnBic, Slot::OwnBank])
    }

    /// The other side. A cash order may name only who brought or took the money.
    fn other(&self, kind: PaymentKind) -> Party {
        let hand = if kind.is_receipt() { Slot::ReceivedFrom } else { Slot::IssuedTo };
        let name = [Slot::Name, Slot::ShortName, hand].into_iter().find_map(|slot| self.some(slot));
        self.party(name.unwrap_or_default(), [Slot::TaxId, Slot::Kpp, Slot::Account, Slot::Bic, Slot::Bank])
    }

    fn party(&self, name: String, [tax_id, kpp, account, bic, bank]: [Slot; 5]) -> Party {
        let (tax_id, kpp_beside) = values::tax_numbers(self.raw(tax_id));
        let kept = |slot| values::unless_zeros(self.raw(slot)).map(harmless_line).filter(|text| !text.is_empty());
        Party {
            name,
            tax_id,
            kpp: kept(kpp).or(kpp_beside),
            account: kept(account),
            bic: kept(bic),
            bank: self.some(bank),
        }
    }

    /// `НазначениеПлатежа`; cash orders have `Основание`, and a hand that paid for somebody else.
    fn purpose(&self, counterparty: &str) -> String {
        let mut purpose = self.text(Slot::Purpose);
        for slot in [Slot::Ground, Slot::ReceivedFrom, Slot::IssuedTo] {
            let more = self.text(slot);
            if !more.is_empty() && more != counterparty && !purpose.contains(&more) {
                if !purpose.is_empty() {
                    purpose.push_str("; ");
                }
                purpose.push_str(&more);
            }
        }
        purpose
    }

    fn marks(&self, kind: DocumentKind, sum: Decimal) -> Vec<PaymentMark> {
        let is_other = !matches!(self.raw(Slot::SettlementKind), "" | "СПокупателем");
        let is_other = is_other || self.is_not_a_customers || self.settles_otherwise();
        let by_kind = kind.mark.or(is_other.then_some(PaymentMark::NotACustomer));
        let state = match self.raw(Slot::State) {
            "Черновик" => Some(PaymentMark::Draft),
            "Устаревший" => Some(PaymentMark::Outdated),
            _ => None,
        };
        let budget = self.raw(Slot::BudgetNumber);
        let is_budget = matches!(budget.len(), 20 | 25) && values::unless_zeros(budget).is_some();
        let is_own = self.raw(Slot::OwnAccount) == self.raw(Slot::Account) && !self.raw(Slot::Account).is_empty();
        let mut marks = vec![];
        marks.extend(by_kind);
        marks.extend((is_own && kind.mark.is_none()).then_some(PaymentMark::OwnTransfer));
        marks.extend(state);
        marks.extend(is_budget.then_some(PaymentMark::BudgetPayment));
        marks.extend(sum.is_sign_negative().then_some(PaymentMark::Negative));
        marks
    }

    /// `Ссылка` is optional: without it the organisation, the moment and the number name a document.
    fn identity(
        &self,
        kind: PaymentKind,
        own: &Party,
        other: &Party,
        number: &str,
        purpose: &str,
        tally: &mut Tally<'_>,
    ) -> PaymentId {
        let organisation = own.tax_id.as_ref().map_or(own.name.as_str(), |id| id.as_str());
        let parts = [organisation, self.raw(Slot::Date), number, kind.name()];
        if number.is_empty() {
            let sum = self.raw(Slot::Sum);
            let all: Vec<&str> = parts.into_iter().chain([sum, other.name.as_str(), purpose]).collect();
            return tally.identity(&all);
        }
        tally.identity(&parts)
    }
}
