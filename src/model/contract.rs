//! What payments are for: contracts with their holders, units and schedules.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Currency, TaxId};

/// The stable identity of a contract in its CRM.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContractId(pub String);

impl ContractId {
    /// The identity as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContractId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Where a contract stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractStatus {
    /// Черновик.
    Draft,
    /// Подписан.
    Signed,
    /// Зарегистрирован.
    Registered,
    /// Оплачен полностью.
    Paid,
    /// Передан по акту.
    HandedOver,
    /// Уступлен: another contract with a new holder took its place.
    Assigned,
    /// Расторгнут.
    Terminated,
}

impl ContractStatus {
    /// Every status, in the order of a contract's life.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Signed, Self::Registered, Self::Paid, Self::HandedOver, Self::Assigned, Self::Terminated];

    /// The stable name in registers and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Signed => "signed",
            Self::Registered => "registered",
            Self::Paid => "paid",
            Self::HandedOver => "handed_over",
            Self::Assigned => "assigned",
            Self::Terminated => "terminated",
        }
    }

    /// Whether a CRM may still take money for it.
    #[must_use]
    pub const fn takes_payments(self) -> bool {
        !matches!(self, Self::Assigned | Self::Terminated)
    }
}

/// A person or company named in a contract.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Holder {
    /// Full name.
    pub name: String,
    /// ИНН, УНП or IDNO, where known.
    pub tax_id: Option<TaxId>,
}

/// What is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Квартира.
    Flat,
    /// Машино-место.
    Parking,
    /// Кладовая.
    Storage,
    /// Нежилое помещение.
    Commercial,
}

impl UnitKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Flat, Self::Parking, Self::Storage, Self::Commercial];

    /// The stable name in registers and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Parking => "parking",
            Self::Storage => "storage",
            Self::Commercial => "commercial",
        }
    }
}

/// A flat, parking place, storage or office in a house.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unit {
    /// Name of the house or estate.
    pub house: String,
    /// Section or entrance; empty where the house has none.
    pub section: String,
    /// Floor; below zero for underground levels.
    pub floor: Option<i32>,
    /// Number of the unit as people write it.
    pub number: String,
    /// What it is.
    pub kind: UnitKind,
}

/// One instalment of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ScheduleLine {
    /// Counted from 1.
    pub line: u32,
    /// When it is due.
    pub due: Date,
    /// What is due then.
    pub amount: Decimal,
    /// What has been paid on it.
    pub paid: Decimal,
}

impl ScheduleLine {
    /// What is still open on the line; never below zero.
    #[must_use]
    pub fn open(&self) -> Decimal {
        unpaid(self.amount, self.paid)
    }
}

/// What of a sum is not paid; never below zero.
fn unpaid(sum: Decimal, paid: Decimal) -> Decimal {
    // Most lines of a register are unpaid: the sum as it stands needs no arithmetic.
    let is_whole = paid.is_zero() && paid.scale() <= sum.scale() && sum.is_sign_positive() && !sum.is_zero();
    if is_whole { sum } else { (sum - paid).max(Decimal::ZERO) }
}

/// A contract as the register has it, with what has been paid so far.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Contract {
    /// Identity in the CRM.
    pub id: ContractId,
    /// The number to the letter.
    pub number: String,
    /// Day of signing.
    pub date: Option<Date>,
    /// ДДУ, ДКП, уступка, бронь, аренда, счёт, …
    pub kind: String,
    /// Where it stands.
    pub status: ContractStatus,
    /// Who owes.
    pub holder: Holder,
    /// Who owes with them.
    pub co_holders: Vec<Holder>,
    /// What it is about.
    pub unit: Option<Unit>,
    /// The price.
    pub total: Decimal,
    /// Currency of price and schedule.
    pub currency: Currency,
    /// The instalments by line number; empty where the contract has no schedule.
    pub schedule: Vec<ScheduleLine>,
    /// All that was paid, before the register and since.
    pub paid: Decimal,
    /// Who is told of a payment.
    pub manager: String,
    /// Whether the money goes to an escrow account (214-ФЗ, article 15.4).
    pub escrow: bool,
    /// The lender that may pay for the holder.
    pub lender: Option<Holder>,
    /// Columns of the register that mean nothing here: heading and value.
    pub notes: Vec<(String, String)>,
    /// Grows with every change in the CRM that a commit must know of (holder, price, schedule,
    /// status, …; whether money paid moves it is the CRM's choice): a commit names the version
    /// that it was matched against.
    pub version: u64,
}

impl Contract {
    /// What is still to be paid; never below zero.
    #[must_use]
    pub fn due(&self) -> Decimal {
        unpaid(self.total, self.paid)
    }

    /// Whether money can still go to it: the status takes payments and something is due.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.takes_payments() && !self.due().is_zero()
    }

    /// The schedule line of that number.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&ScheduleLine> {
        self.schedule.iter().find(|candidate| candidate.line == line)
    }

    /// The holder, then the co-holders.
    pub fn holders(&self) -> impl Iterator<Item = &Holder> {
        std::iter::once(&self.holder).chain(&self.co_holders)
    }

    /// The share paid in whole percent, rounded down; 100 only when nothing is due.
    #[must_use]
    pub fn percent_paid(&self) -> u8 {
        use rust_decimal::prelude::ToPrimitive as _;
        if self.total.is_zero() {
            return 100;
        }
        let percent = (self.paid * Decimal::ONE_HUNDRED / self.total).floor();
        percent.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).to_u8().unwrap_or(0)
    }
}
