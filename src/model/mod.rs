//! The words of the field as types: money, dates, parties, payments, contracts, rows and what is
//! known and decided about them.
//!
//! Everything else stands on this room, so nothing here reads a file, looks at a clock, awaits or
//! knows a terminal. Text for people does not live here either: reasons are data ([`Flag`],
//! [`Evidence`], [`Message`]) that the skins put into words.

mod allocation;
mod bits;
mod check_digits;
mod contract;
mod currency;
mod evidence;
mod journal;
mod memory;
mod message;
mod money;
mod party;
mod payment;
mod place;
mod readiness;
mod row;

pub use allocation::{Allocation, allocated_sum};
pub use bits::Bits;
pub use check_digits::{account_fits_bic, iban_is_valid, idno_is_valid, inn_is_valid, unp_is_valid};
pub use contract::{Contract, ContractId, ContractStatus, Holder, ScheduleLine, Unit, UnitKind};
pub use currency::{Currency, CurrencyError};
pub use evidence::{Candidate, Evidence, EvidenceKind, Finding, Flag, FlagKind, Rival};
pub use journal::{
    Attempt, AttemptKind, AttemptState, BatchId, CrmReference, IdempotencyKey, Posting, PostingPart, Refusal,
    RefusalKind,
};
pub use memory::{Fact, Lesson, Memory, PayerKey, PayerRole, Remembered, Taught, account_is_pooled};
pub use message::{Argument, Explain, Message};
pub use money::{Money, MoneyError, kopecks_text, parse_amount, plain_text};
pub use party::{Party, TaxId, TaxIdKind};
pub use payment::{BreakdownLine, Direction, Payment, PaymentId, PaymentKind, PaymentMark, SourcePlace};
pub use place::{NoPlace, Place};
pub use readiness::Readiness;
pub use row::{CommitState, Decision, ELSEWHERE, MISSING, REVERSED, Row, TAKEN_BACK};
