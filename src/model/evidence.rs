//! What was found out about a payment: evidence in bits, candidates, flags.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Allocation, Bits, ContractId, PaymentId, Place, Readiness};

/// What kind of agreement or conflict was seen between a payment and a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// The contract's number, with its separators.
    ContractNumber,
    /// The contract's number with separators, prefixes or leading zeros lost.
    ContractNumberCollapsed,
    /// The contract's date.
    ContractDate,
    /// Another date is named as the contract's.
    ContractDateConflict,
    /// 1C's own allocation (`РасшифровкаПлатежа`) names the contract.
    SourceContract,
    /// Tax number of the holder or a co-holder.
    TaxId,
    /// Payer's account was confirmed for this contract before.
    KnownAccount,
    /// The payer bears a holder's name.
    PayerName,
    /// The purpose names a holder («за Иванову Марию Петровну»).
    PurposeName,
    /// Unit and house.
    Unit,
    /// The sum is one open schedule line.
    AmountIsLine,
    /// The sum is all that is due.
    AmountIsRemainder,
    /// The sum is the first open lines together.
    AmountIsLines,
    /// The sum is more than is due.
    AmountExceeds,
    /// The date lies in the window of the due date.
    DueWindow,
    /// The date lies far from any due date.
    DueFar,
    /// The lender named in the contract paid.
    Lender,
    /// The purpose names another existing contract.
    OtherContractNamed,
    /// A tax number in the payment belongs to somebody else's contract.
    OtherTaxId,
    /// The purpose names another person.
    OtherPersonNamed,
    /// Money that came for the contract before, and that this payment gives back.
    OriginalReceipt,
    /// A person rejected this pair before.
    RejectedBefore,
    /// What is known before any evidence: one of so many open contracts.
    Prior,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 23] = [
        Self::ContractNumber,
        Self::ContractNumberCollapsed,
        Self::ContractDate,
        Self::ContractDateConflict,
        Self::SourceContract,
        Self::TaxId,
        Self::KnownAccount,
        Self::PayerName,
        Self::PurposeName,
        Self::Unit,
        Self::AmountIsLine,
        Self::AmountIsRemainder,
        Self::AmountIsLines,
        Self::AmountExceeds,
        Self::DueWindow,
        Self::DueFar,
        Self::Lender,
        Self::OtherContractNamed,
        Self::OtherTaxId,
        Self::OtherPersonNamed,
        Self::OriginalReceipt,
        Self::RejectedBefore,
        Self::Prior,
    ];

    /// The stable name in JSON, also the tail of the phrase's key («evidence-contract-number»).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ContractNumber => "contract_number",
            Self::ContractNumberCollapsed => "contract_number_collapsed",
            Self::ContractDate => "contract_date",
            Self::ContractDateConflict => "contract_date_conflict",
            Self::SourceContract => "source_contract",
            Self::TaxId => "tax_id",
            Self::KnownAccount => "known_account",
            Self::PayerName => "payer_name",
            Self::PurposeName => "purpose_name",
            Self::Unit => "unit",
            Self::AmountIsLine => "amount_is_line",
            Self::AmountIsRemainder => "amount_is_remainder",
            Self::AmountIsLines => "amount_is_lines",
            Self::AmountExceeds => "amount_exceeds",
            Self::DueWindow => "due_window",
            Self::DueFar => "due_far",
            Self::Lender => "lender",
            Self::OtherContractNamed => "other_contract_named",
            Self::OtherTaxId => "other_tax_id",
            Self::OtherPersonNamed => "other_person_named",
            Self::OriginalReceipt => "original_receipt",
            Self::RejectedBefore => "rejected_before",
            Self::Prior => "prior",
        }
    }

    /// Whether it speaks of who or what is meant (a number, a tax number, an account, a name)
    /// rather than of sums and days: ready needs at least one such.
    #[must_use]
    pub const fn is_identity(self) -> bool {
        matches!(
            self,
            Self::ContractNumber
                | Self::ContractNumberCollapsed
                | Self::SourceContract
                | Self::TaxId
                | Self::KnownAccount
                | Self::PayerName
                | Self::PurposeName
                | Self::OriginalReceipt
        )
    }
}

/// One agreement or conflict, worth so many bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// What was seen.
    pub kind: EvidenceKind,
    /// The value that agreed or conflicted, as the contract or the payment writes it.
    #[serde(with = "as_text")]
    pub value: Arc<str>,
    /// Its weight; below zero for a conflict.
    pub bits: Bits,
    /// Where it stands in the purpose, in bytes on character boundaries; `None` when it was not
    /// seen there.
    pub in_purpose: Option<Place>,
}

/// A shared text is written and read as any other.
mod as_text {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        Ok(Box::<str>::deserialize(deserializer)?.into())
    }
}

/// A contract that the payment may be for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Candidate {
    /// Which contract.
    pub contract: ContractId,
    /// The sum of all evidence, the prior included.
    pub bits: Bits,
    /// The evidence, strongest first; the bits above are its sum.
    pub evidence: Vec<Evidence>,
    /// How the payment would be laid over the contract. Its sum is the payment's, unless the
    /// contract cannot take all of it.
    pub allocations: Vec<Allocation>,
}

/// Why a row is not simply ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    // What takes a row out: it is no customer payment.
    /// Money went out, and it is no refund to a buyer.
    Outgoing,
    /// A refund to a buyer, of the receipt that it is about; about nothing where none was found.
    /// It always wants a person.
    Refund,
    /// Between our own accounts.
    OwnTransfer,
    /// Marked for deletion in 1C.
    DeletedInSource,
    /// A draft, or outdated, in 1C.
    DraftInSource,
    /// 1C or the purpose says: loan, deposit, salary, tax, supplier.
    NotACustomer,
    /// A document that moves no money (sale, invoice, return).
    NoMoneyMoved,

    // What stops a row.
    /// The contract is terminated.
    ContractTerminated,
    /// The contract was assigned to another holder.
    ContractAssigned,
    /// The contract is a draft.
    ContractDraft,
    /// Nothing of the contract is known (any more).
    ContractUnknown,
    /// More than the contract or line still takes.
    Overpayment,
    /// Payment and contract differ in currency.
    WrongCurrency,
    /// The same document is already in the session or in the CRM.
    CertainDuplicate,
    /// The number names one buyer's contract, payer and names another buyer.
    AnotherBuyersNumber,
    /// Our account or legal entity is not the configured one.
    NotOurAccount,
    /// More is given back than was received, or than is there.
    RefundExceeds,
    /// The CRM does not have the receipt that is given back: that one goes first, or both are left
    /// out.
    RefundBeforeReceipt,
    /// The sum is zero.
    ZeroSum,
    /// A storno: the source wrote the sum with a minus.
    NegativeSum,

    // What wants a look.
    /// Same payer, sum and contract or day within days, under another number.
    PossibleDuplicate,
    /// The same document came before, or the CRM holds it, with another sum: which, and of how much.
    OtherSum,
    /// The register counts as paid what the payment was to pay, or would be expected to pay by its
    /// day and sum, and it was not this program that gave it: somebody may have entered it by hand.
    PaidInRegister,
    /// Two open payments want the same debt.
    Contested,
    /// The sum fits no line and no remainder.
    AmountUnusual,
    /// The sum misses what is due by no more than the tolerance: by how much.
    SmallDifference,
    /// Lines that are not due soon are paid too: their sum.
    Prepayment,
    /// Somebody else pays, and nobody said who they are.
    ThirdParty,
    /// A person turned this payer and contract down before, and confirmed them on no later day.
    RejectedBefore,
    /// Several contracts are named.
    SeveralContractsNamed,
    /// The sum is what several contracts of one payer take together: one way to add them up is
    /// proposed, of several ways none.
    SumOfSeveral,
    /// The number was written with a likely slip.
    NumberMistyped,
    /// Paid before the contract was signed.
    PaidBeforeSigning,
    /// VAT is named, though sales under ДДУ bear none (НК РФ, article 149).
    VatNamed,
    /// Many contracts in one transfer (escrow release, acquirer).
    PooledPayment,
    /// Two contracts of the register bear the same number.
    NumberNotUnique,
    /// A penalty or fee is named beside the instalment.
    PenaltyNamed,
    /// The document changed in 1C after a person decided or the CRM took it.
    ChangedInSource,
    /// It was taken back from the CRM: it goes there again only on a person's word.
    Reversed,
    /// A person's parts are not the whole payment: by how much, below zero where they are more.
    Unplaced,
    /// The CRM took it and does not hold it any more.
    MissingInCrm,
    /// The CRM took it, and shows it as taken back by somebody else.
    TakenBackInCrm,
    /// The CRM holds it on other contracts, lines or in other sums than it was given here.
    OtherInCrm,
    /// Only the sum, or too little else, speaks for it.
    WeakEvidence,
    /// Something in the payment speaks against the contract: another date, unit, person or tax
    /// number.
    Contradicted,
    /// The purpose is too long to be read whole, or too many bear the payer's name.
    Unclear,
    /// Only who or only which contract is said, and the sum alone does not settle the other.
    OneSided,
    /// The holder has other contracts, and nothing says which one is meant.
    HolderHasOthers,
    /// A bank pays into escrow, or the contract is paid through escrow.
    Escrow,
    /// The purpose, the payer or 1C's breakdown says that the money is for something else.
    PurposeOther,
    /// A word of the purpose is not understood, and is no name of the contract's: what or for whom is
    /// paid, a person reads.
    ObjectUnknown,
}

impl FlagKind {
    /// The stable name in JSON, also the tail of the phrase's key («flag-overpayment»).
    #[must_use]
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether a row that nobody decided is taken out by it: no customer payment.
    #[must_use]
    pub const fn excludes(self) -> bool {
        matches!(
            self,
            Self::Outgoing | Self::OwnTransfer | Self::DeletedInSource | Self::NotACustomer | Self::NoMoneyMoved
        )
    }

    /// Whether it stops the row even when a person chose the contract: the CRM must not or would
    /// not take it.
    #[must_use]
    pub const fn blocks_even_a_person(self) -> bool {
        matches!(
            self,
            Self::ContractTerminated
                | Self::ContractAssigned
                | Self::ContractUnknown
                | Self::Overpayment
                | Self::WrongCurrency
                | Self::CertainDuplicate
                | Self::RefundExceeds
                | Self::RefundBeforeReceipt
                | Self::ZeroSum
                | Self::Outgoing
                | Self::NoMoneyMoved
                | Self::DeletedInSource
        )
    }

    /// Whether it stops a row that nobody decided.
    #[must_use]
    pub const fn blocks(self) -> bool {
        self.blocks_even_a_person()
            || matches!(
                self,
                Self::AnotherBuyersNumber
                    | Self::Refund
                    | Self::NotOurAccount
                    | Self::NegativeSum
                    | Self::ContractDraft
                    | Self::DraftInSource
            )
    }
}

/// A flag with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flag {
    /// What is the matter.
    pub kind: FlagKind,
    /// About what: a contract's number, a name, a sum; may be empty.
    pub about: String,
}

impl Flag {
    /// A flag about something.
    #[must_use]
    pub fn new(kind: FlagKind, about: impl Into<String>) -> Self {
        Self { kind, about: about.into() }
    }
}

/// Another payment of the batch that may be for the same debt.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rival {
    /// Which payment.
    pub payment: PaymentId,
    /// The number by which the bank knows it, else its number in the source.
    pub number: String,
    /// The date of its document.
    pub date: Date,
}

/// What the matcher says of one payment. A person's decision stands beside it, never in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// Ready, review, choose, unmatched, blocked or excluded.
    pub readiness: Readiness,
    /// Why it is not simply ready; empty for a ready row.
    pub flags: Vec<Flag>,
    /// Best first, nine at most.
    pub candidates: Vec<Candidate>,
    /// Bits between the best candidate and the second, on the side of the payment; `None` where
    /// there is no candidate.
    pub margin: Option<Bits>,
    /// Bits that the batch as a whole would lose if this payment did not go to the contract
    /// proposed: the margin on the side of the contract. `None` where no other payment of the batch
    /// may be for it.
    #[serde(default)]
    pub rival_margin: Option<Bits>,
    /// The other payments that may be for the contract, the likeliest first, three at most.
    #[serde(default)]
    pub rivals: Vec<Rival>,
    /// The proposal: what a ready row will commit. Empty where nothing is proposed.
    pub allocations: Vec<Allocation>,
    /// What of the payment the proposal leaves unplaced.
    pub rest: Decimal,
}

impl Finding {
    /// Nothing found, nothing the matter.
    #[must_use]
    pub const fn unmatched(rest: Decimal) -> Self {
        Self {
            readiness: Readiness::Unmatched,
            flags: Vec::new(),
            candidates: Vec::new(),
            margin: None,
            rival_margin: None,
            rivals: Vec::new(),
            allocations: Vec::new(),
            rest,
        }
    }
}
