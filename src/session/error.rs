//! Why an edit was not made.

use jiff::civil::Date;

use crate::model::{ContractId, Explain, Message, PaymentId, Row};

/// A row as people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowName {
    /// Number of its document.
    pub number: String,
    /// Date of its document.
    pub date: Date,
    /// The other side.
    pub payer: String,
}

impl RowName {
    pub(super) fn of(row: &Row) -> Self {
        let payment = &row.payment;
        Self { number: payment.number.clone(), date: payment.date, payer: payment.counterparty().name.clone() }
    }

    fn words(&self) -> Message {
        Message::new("session-row")
            .with("number", self.number.as_str())
            .with("date", self.date.strftime("%d.%m.%Y").to_string())
            .with("payer", self.payer.as_str())
    }
}

/// Why an edit was not made. The session is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No row is named.
    #[error("no row to edit")]
    NoRows,
    /// The session has no such row.
    #[error("no row {id}")]
    UnknownRow {
        /// Which payment.
        id: PaymentId,
    },
    /// The CRM has it: first it must be taken back.
    #[error("row {} is committed", .row.number)]
    Committed {
        /// Which row.
        row: RowName,
        /// Of how many parts: they are taken back together or not at all.
        parts: usize,
    },
    /// It was sent, and the CRM has to be asked before anything else.
    #[error("the outcome of row {} is not known", .row.number)]
    OutcomeUnknown {
        /// Which row.
        row: RowName,
    },
    /// A commit is sending it now.
    #[error("row {} is being committed", .row.number)]
    InFlight {
        /// Which row.
        row: RowName,
    },
    /// The row has fewer candidates.
    #[error("row {} has {count} candidates, not {wanted}", .row.number)]
    NoCandidate {
        /// Which row.
        row: RowName,
        /// Which candidate was wanted, from 1.
        wanted: usize,
        /// How many there are.
        count: usize,
    },
    /// The register has no such contract.
    #[error("no contract {contract}")]
    UnknownContract {
        /// Which contract.
        contract: ContractId,
    },
    /// The contract's schedule has no such line.
    #[error("contract {contract} has no line {line}")]
    UnknownLine {
        /// The contract's number.
        contract: String,
        /// Which line.
        line: u32,
    },
    /// Zero, negative, or finer than a kopeck.
    #[error("{amount} is no sum to allocate")]
    BadSum {
        /// The sum.
        amount: rust_decimal::Decimal,
    },
    /// The contract takes nothing more, counted with what other rows of the session give to it.
    #[error("nothing is due on contract {contract}")]
    NothingDue {
        /// The contract's number.
        contract: String,
    },
    /// No money lies on the contract that could be given back, counted with what other refunds of
    /// the session take from it.
    #[error("nothing is paid on contract {contract}")]
    NothingPaid {
        /// The contract's number.
        contract: String,
    },
    /// There is no proposal to accept.
    #[error("nothing is proposed for row {}", .row.number)]
    NothingProposed {
        /// Which row.
        row: RowName,
    },
}

impl Explain for EditError {
    fn explain(&self) -> Message {
        match self {
            Self::NoRows => Message::new("session-no-rows"),
            Self::UnknownRow { id } => Message::new("session-unknown-row").with("id", id.to_string()),
            Self::Committed { row, parts: 0 | 1 } => Message::new("session-committed").with("row", row.words()),
            Self::Committed { row, parts } => {
                Message::new("session-committed-parts").with("row", row.words()).with("count", *parts)
            }
            Self::OutcomeUnknown { row } => Message::new("session-outcome-unknown").with("row", row.words()),
            Self::InFlight { row } => Message::new("session-in-flight").with("row", row.words()),
            Self::NoCandidate { row, wanted, count } => Message::new("session-no-candidate")
                .with("row", row.words())
                .with("wanted", *wanted)
                .with("count", *count),
            Self::UnknownContract { contract } => {
                Message::new("session-unknown-contract").with("contract", contract.as_str())
            }
            Self::UnknownLine { contract, line } => {
                Message::new("session-unknown-line").with("contract", contract.as_str()).with("line", *line)
            }
            Self::BadSum { amount } => Message::new("session-bad-sum").with("amount", amount.to_string()),
            Self::NothingDue { contract } => Message::new("session-nothing-due").with("contract", contract.as_str()),
            Self::NothingPaid { contract } => Message::new("session-nothing-paid").with("contract", contract.as_str()),
            Self::NothingProposed { row } => Message::new("session-nothing-proposed").with("row", row.words()),
        }
    }
}
