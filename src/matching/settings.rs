//! What the accountant may set: whose accounts are ours, the weights of evidence and the
//! thresholds of the decision, all weights in bits (held in tenths).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::{Bits, TaxId};

/// Settings of the matcher. The defaults hold for a register of up to some 100,000 contracts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Our own accounts; empty: any account is ours, and the source's own marks decide.
    pub own_accounts: Vec<String>,
    /// Our own tax numbers; empty: as above.
    pub own_tax_ids: Vec<TaxId>,
    /// A difference up to this much between the payment and what is due is taken for a slip of the
    /// bank or of rounding: such a row is shown for a look, never hidden.
    pub kopeck_tolerance: Decimal,
    /// Length in characters at which 1C and the banks cut a purpose (field 24, 762-P: 210).
    pub purpose_limit: usize,
    /// Within so many days an equal sum of one payer for one contract is suspected to be a double.
    pub duplicate_days: i32,
    /// Whether any money that reaches our account for a contract paid through escrow wants a look;
    /// otherwise it does while the contract is not registered, when the bank may have no account of
    /// escrow for it yet (214-ФЗ, article 15.4).
    pub escrow_wants_a_look: bool,
    /// Weights of evidence.
    pub weights: Weights,
    /// Thresholds of the decision.
    pub thresholds: Thresholds,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            own_accounts: Vec::new(),
            own_tax_ids: Vec::new(),
            kopeck_tolerance: Decimal::ONE,
            purpose_limit: 210,
            duplicate_days: 3,
            escrow_wants_a_look: false,
            weights: Weights::default(),
            thresholds: Thresholds::default(),
        }
    }
}

/// How many bits each agreement and conflict is worth before rarity is taken off.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// The number with its separators, in its own boundaries.
    pub number: Bits,
    /// The number with separators or zeros lost, unmarked and short, or cut at the end of the text.
    pub number_collapsed: Bits,
    /// A number that no contract bears differs from the holder's contract by one sign, or by two
    /// neighbours that changed places.
    pub number_slip: Bits,
    /// The contract's date is named.
    pub date: Bits,
    /// Another date is named as this contract's.
    pub date_conflict: Bits,
    /// 1C's own allocation names the contract.
    pub source: Bits,
    /// Tax number of a holder: one figure in 10 billion is hit by no chance, and of two that err, a bank
    /// and a register, neither invents a number that the other has. It must lift its bearer's only
    /// contract over the prior of a big register together with nothing but the day, where the sum is
    /// one that thousands pay: 20 bits do up to some 100,000 contracts, 16 failed beyond 10,000. What a
    /// number shared by several contracts of one buyer leaves open is a matter of the margin, not of
    /// this weight.
    pub tax_id: Bits,
    /// Surname, first name and patronymic, or the whole name of a company.
    pub full_name: Bits,
    /// Surname and first name.
    pub short_name: Bits,
    /// Surname and initials.
    pub initials: Bits,
    /// Unit together with its house or section.
    pub unit_and_house: Bits,
    /// Unit alone.
    pub unit: Bits,
    /// Another unit of that kind, or a unit of another kind, is named.
    pub unit_conflict: Bits,
    /// The sum is the next line, or the line named.
    pub line: Bits,
    /// The sum is some later line.
    pub later_line: Bits,
    /// The sum is all that is due.
    pub remainder: Bits,
    /// The sum is the first open lines together.
    pub lines: Bits,
    /// What a next line or a remainder weighs at most when many contracts wait for the same sum.
    pub common_sum: Bits,
    /// The sum is more than is due.
    pub exceeds: Bits,
    /// The day lies in the window of a due date.
    pub due_window: Bits,
    /// The day lies far from every due date.
    pub due_far: Bits,
    /// The lender named in the contract pays.
    pub lender: Bits,
    /// The purpose names another contract of the register.
    pub other_contract: Bits,
    /// A tax number in the payment is another holder's.
    pub other_tax_id: Bits,
    /// The purpose names somebody else.
    pub other_person: Bits,
    /// A person gave money of this account to the contract before; less log2 of the contracts that
    /// the account was confirmed for.
    pub known_account: Bits,
    /// A person turned this payer and contract down before; half after 180 days.
    pub rejected: Bits,
    /// What the weaker ones of a correlated group add, in percent of their weight.
    pub correlated_percent: i32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            number: Bits::whole(14),
            number_collapsed: Bits::whole(7),
            number_slip: Bits::whole(5),
            date: Bits::whole(4),
            date_conflict: Bits::whole(-5),
            source: Bits::whole(14),
            tax_id: Bits::whole(20),
            full_name: Bits::whole(11),
            short_name: Bits::whole(7),
            initials: Bits::whole(5),
            unit_and_house: Bits::whole(8),
            unit: Bits::whole(4),
            unit_conflict: Bits::whole(-6),
            line: Bits::whole(6),
            later_line: Bits::whole(3),
            remainder: Bits::whole(7),
            lines: Bits::whole(5),
            common_sum: Bits::whole(3),
            exceeds: Bits::whole(-6),
            due_window: Bits::whole(2),
            due_far: Bits::whole(-2),
            lender: Bits::whole(4),
            other_contract: Bits::whole(-12),
            other_tax_id: Bits::whole(-8),
            other_person: Bits::whole(-8),
            known_account: Bits::whole(10),
            rejected: Bits::whole(-6),
            correlated_percent: 25,
        }
    }
}

/// Where the decision falls.
///
/// The defaults are the odds that they stand for; the tests hold them against made-up registers.
///
/// * `ready`, 7.7 bits, are odds of 208 to 1 that this contract and no other is meant: a probability of
///   0.995. It is counted after the prior of one among all open contracts, so a bigger register asks
///   for more evidence by itself.
/// * `ready_margin`, 7 bits, are odds of 128 to 1 against the runner-up. On public bank transfers the
///   margin nearly doubled what can be let through at the same precision, and did more than any height of
///   the best candidate alone.
/// * `review`, 2 bits, are a probability of 0.8: below it a proposal costs more looks than it saves.
/// * `choose_margin`, 3 bits, are 8 to 1: nearer contracts are shown side by side.
///
/// Neither makes a row ready by itself: a flag, a missing tie of who and what, or a sum that does not fit
/// holds it back whatever its bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Bits a ready row has at least: 7.7 bits are a probability of 0.995.
    pub ready: Bits,
    /// Bits a likely contract has at least: 2 bits are a probability of 0.8.
    pub review: Bits,
    /// Bits between a ready row's contract and the runner-up, on both sides: 128 to 1.
    pub ready_margin: Bits,
    /// Below this margin a person chooses.
    pub choose_margin: Bits,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            ready: Bits::tenths(77),
            review: Bits::whole(2),
            ready_margin: Bits::whole(7),
            choose_margin: Bits::whole(3),
        }
    }
}
