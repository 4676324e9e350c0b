//! What is right about a payment, and what a careful accountant would do with it.

use rust_decimal::Decimal;
use sverka::model::{Allocation, Payment};

/// What a payment is for, by position in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// Nothing in the register.
    None,
    /// This contract.
    Contract(usize),
    /// One of these; the payment alone does not tell which.
    OneOf(Vec<usize>),
    /// All of these together.
    Several(Vec<usize>),
}

impl Right {
    /// Whether money may go to this contract.
    pub fn allows(&self, position: usize) -> bool {
        match self {
            Self::None => false,
            Self::Contract(right) => *right == position,
            Self::OneOf(some) | Self::Several(some) => some.contains(&position),
        }
    }
}

/// Whether an accountant would ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// She would not: it should be ready.
    Safe,
    /// She would: it must not be ready.
    Ask,
    /// Both are well.
    Either,
}

/// A payment with its truth.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The payment.
    pub payment: Payment,
    /// What it is for.
    pub right: Right,
    /// Whether an accountant would ask.
    pub demand: Demand,
    /// The schedule line that the purpose names.
    pub named_line: Option<u32>,
    /// Whether the CRM has it already: it is there to be recognised, not to be matched.
    pub in_crm: bool,
    /// On which debts the CRM has it.
    pub held: Vec<Allocation>,
    /// Payments of one group are for one debt: at most one of them may be ready.
    pub group: Option<usize>,
    /// Position among the classes.
    pub class: usize,
}

impl Sample {
    /// A payment with its truth, of a class that is told later.
    pub const fn new(payment: Payment, right: Right, demand: Demand) -> Self {
        Self { payment, right, demand, named_line: None, in_crm: false, held: Vec::new(), group: None, class: 0 }
    }

    /// The whole sum of the payment.
    pub const fn sum(&self) -> Decimal {
        self.payment.amount.amount
    }
}
