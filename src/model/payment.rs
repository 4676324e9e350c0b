//! One payment as 1C or the bank knows it.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Currency, Money, Party};

/// The name space in which identities of payments are made (a random UUID, fixed for ever).
const PAYMENT_NAMESPACE: Uuid = Uuid::from_u128(0x5f0c_2c1e_8b7a_4d53_9d0e_3a61_77c4_e2b9);

/// What makes a payment the same payment wherever and however often it is read: a version 5 UUID of the
/// 1C document's GUID, or, where a format has none, of own account, date, number, sum,
/// counterparty and direction. It never depends on the file's name or on the place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaymentId(Uuid);

impl PaymentId {
    /// The identity of a document that carries a GUID of its infobase.
    #[must_use]
    pub fn of_document(guid: &str) -> Self {
        Self(Uuid::new_v5(&PAYMENT_NAMESPACE, format!("document\n{}", guid.trim().to_lowercase()).as_bytes()))
    }

    /// The identity of a document without a GUID, made of what does not change when it is
    /// exported again. `occurrence` tells real twins in one file apart: 0 for the first document
    /// with these very parts, 1 for the second.
    #[must_use]
    pub fn of_parts(parts: &[&str], occurrence: u32) -> Self {
        let name = format!("parts\n{}\n{occurrence}", parts.join("\n"));
        Self(Uuid::new_v5(&PAYMENT_NAMESPACE, name.as_bytes()))
    }

    /// The underlying UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for PaymentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for PaymentId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// What kind of document it is; the direction of the money lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// Money came to our account.
    BankReceipt,
    /// Money left our account.
    BankPaymentOut,
    /// Cash came in.
    CashReceipt,
    /// Cash went out.
    CashPaymentOut,
    /// Goods or services sold: no money moved.
    Sale,
    /// A customer's return.
    CustomerReturn,
    /// An invoice to a customer.
    Invoice,
}

impl PaymentKind {
    /// Every kind, in the order of menus.
    pub const ALL: [Self; 7] = [
        Self::BankReceipt,
        Self::BankPaymentOut,
        Self::CashReceipt,
        Self::CashPaymentOut,
        Self::Sale,
        Self::CustomerReturn,
        Self::Invoice,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BankReceipt => "bank_receipt",
            Self::BankPaymentOut => "bank_payment_out",
            Self::CashReceipt => "cash_receipt",
            Self::CashPaymentOut => "cash_payment_out",
            Self::Sale => "sale",
            Self::CustomerReturn => "customer_return",
            Self::Invoice => "invoice",
        }
    }

    /// Whether money came in: only such a row can be allocated to what a buyer owes.
    #[must_use]
    pub const fn is_receipt(self) -> bool {
        matches!(self, Self::BankReceipt | Self::CashReceipt)
    }

    /// Whether money went out.
    #[must_use]
    pub const fn is_outgoing(self) -> bool {
        matches!(self, Self::BankPaymentOut | Self::CashPaymentOut)
    }

    /// Which way the money went; `None` for a document that moved none.
    #[must_use]
    pub const fn direction(self) -> Option<Direction> {
        match self {
            Self::BankReceipt | Self::CashReceipt => Some(Direction::Receipt),
            Self::BankPaymentOut | Self::CashPaymentOut => Some(Direction::Refund),
            Self::Sale | Self::CustomerReturn | Self::Invoice => None,
        }
    }
}

/// Which way money goes between a buyer and us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It comes from the buyer.
    #[default]
    Receipt,
    /// It goes back to the buyer.
    Refund,
}

impl Direction {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Refund => "refund",
        }
    }

    /// A sum as it counts for what is paid: below zero where it is given back.
    #[must_use]
    pub fn signed(self, amount: Decimal) -> Decimal {
        match self {
            Self::Receipt => amount,
            Self::Refund => -amount,
        }
    }

    /// Whether money comes in: what every posting was before there were refunds.
    #[must_use]
    pub const fn is_receipt(&self) -> bool {
        matches!(self, Self::Receipt)
    }
}

/// What the source says about the document itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMark {
    /// Marked for deletion in 1C, or listed in `УдалениеОбъекта`.
    Deleted,
    /// `СостояниеОбъекта` is «Черновик»: not posted.
    Draft,
    /// `СостояниеОбъекта` is «Устаревший».
    Outdated,
    /// 1C says that the settlement is not with a buyer (supplier, loan, salary, tax, …).
    NotACustomer,
    /// Both accounts are our own.
    OwnTransfer,
    /// Neither account is among the statement's own accounts, or that to which it came is not.
    UnknownDirection,
    /// A budget payment: the field «Код» carries a УИН.
    BudgetPayment,
    /// The sum was written with a minus (a storno); it is kept positive.
    Negative,
}

/// Where a document was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct SourcePlace {
    /// File name without folders, made harmless.
    pub file: String,
    /// Line of the document's first byte, counted from 1.
    pub line: u64,
}

/// One line of `РасшифровкаПлатежа`: the part of a payment that 1C itself gave to a contract.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct BreakdownLine {
    /// The part.
    pub amount: Decimal,
    /// The contract's number as 1C has it.
    pub contract_number: Option<String>,
    /// The contract's name in 1C («Договор № К-12/5-45 от 01.02.2024»).
    pub contract_name: Option<String>,
    /// The contract's date.
    pub contract_date: Option<Date>,
    /// The contract's GUID in 1C.
    pub contract_guid: Option<String>,
    /// Number of the order or invoice paid.
    pub invoice_number: Option<String>,
    /// The part bears VAT: `СтавкаНДС` is a rate above zero, or `СуммаНДС` is a sum.
    #[serde(default)]
    pub bears_vat: bool,
    /// The account in 1C on which the part is settled (`СчетУчетаРасчетовСКонтрагентом`, «62.01»).
    #[serde(default)]
    pub settlement_account: Option<String>,
    /// The part in the currency of the settlement (`СуммаВзаиморасчетов`): differs from
    /// [`BreakdownLine::amount`] where that is another currency than the payment's.
    #[serde(default)]
    pub settlement_sum: Option<Decimal>,
}

/// One document of money moved. All texts have been made harmless where they came in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Payment {
    /// Its identity.
    pub id: PaymentId,
    /// Where it was read.
    pub place: SourcePlace,
    /// The GUID of the 1C document, where the format has one.
    pub source_id: Option<String>,
    /// Kind and direction.
    pub kind: PaymentKind,
    /// Number of the payment document: of the 1C document where there is one, else of the order.
    pub number: String,
    /// Date of the document.
    pub date: Date,
    /// Number of the payer's own order (`НомерВходящегоДокумента`), where 1C keeps both: by it the
    /// same payment is recognised in a bank's file.
    pub order_number: Option<String>,
    /// Day on which our account was credited or debited, where the source tells it.
    pub value_date: Option<Date>,
    /// The sum, always positive.
    pub amount: Money,
    /// Who paid.
    pub payer: Party,
    /// Who was paid.
    pub payee: Party,
    /// Назначение платежа: the payer's free text, untrusted.
    pub purpose: String,
    /// What 1C itself already knows of contracts; empty in bank statements.
    pub breakdown: Vec<BreakdownLine>,
    /// What the source says about the document.
    pub marks: Vec<PaymentMark>,
    /// The accountant's comment in 1C.
    pub comment: String,
}

impl Payment {
    /// The other side: who paid us, or whom we paid.
    #[must_use]
    pub fn counterparty(&self) -> &Party {
        if self.kind.is_receipt() { &self.payer } else { &self.payee }
    }

    /// Our own side.
    #[must_use]
    pub fn own_side(&self) -> &Party {
        if self.kind.is_receipt() { &self.payee } else { &self.payer }
    }

    /// The day that counts for the schedule: of the account's movement, else of the document.
    #[must_use]
    pub fn effective_date(&self) -> Date {
        self.value_date.unwrap_or(self.date)
    }

    /// The payment's currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.amount.currency
    }

    /// The names of those facts in which `newer` differs, though it is the same document: what a
    /// changed document must say. Empty when nothing that counts differs; the place does not.
    #[must_use]
    pub fn changes_to(&self, newer: &Self) -> Vec<&'static str> {
        let facts: [(&'static str, bool); 9] = [
            ("kind", self.kind != newer.kind),
            ("number", self.number != newer.number),
            ("date", self.date != newer.date || self.value_date != newer.value_date),
            ("amount", self.amount != newer.amount),
            ("payer", self.payer != newer.payer),
            ("payee", self.payee != newer.payee),
            ("purpose", self.purpose != newer.purpose),
            ("breakdown", self.breakdown != newer.breakdown),
            ("marks", self.marks != newer.marks),
        ];
        facts.into_iter().filter_map(|(name, differs)| differs.then_some(name)).collect()
    }
}
