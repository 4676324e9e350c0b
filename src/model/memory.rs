//! What a person's decisions taught about who pays for whose contract.
//!
//! One lesson a payment: what its decision says now, and what was taken back. The memory is nothing
//! but the sum of its lessons, so undo, redo and forgetting change one lesson and need no repair of
//! counts. There is no clock: days are those of the payments.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Bits, ContractId, Party, PaymentId, TaxId};

/// Days after which a rejection weighs half.
const HALF_LIFE_DAYS: u32 = 180;
/// `2^(-1/180)` in parts of `2^32`: what a weight keeps after one day.
const KEPT_A_DAY: u64 = 4_278_459_964;

/// The beginnings of accounts that banks use for other people's money (chart of accounts 809-P):
/// they tell no payer apart.
const POOLED_ACCOUNTS: [&str; 11] =
    ["301", "302", "303", "304", "306", "40903", "40905", "40906", "40909", "40911", "474"];

/// Whether a bank passes on other people's money through this account.
#[must_use]
pub fn account_is_pooled(account: &str) -> bool {
    POOLED_ACCOUNTS.iter().any(|pooled| account.starts_with(pooled))
}

/// By what a payer is known again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayerKey {
    /// The account. A Russian one is unique only together with its bank's БИК; an IBAN by itself.
    Account {
        /// The account without spaces.
        account: String,
        /// БИК, where the document has one and the account is no IBAN.
        bic: Option<String>,
    },
    /// The tax number, where there is no account of the payer's own.
    TaxId(TaxId),
}

impl PayerKey {
    /// By what this side is known again. `None` where nothing tells it from others: neither account
    /// nor tax number, or only a bank's, whose tax number thousands of payments bear.
    #[must_use]
    pub fn of(party: &Party, is_bank: bool) -> Option<Self> {
        const RUSSIAN_ACCOUNT_DIGITS: usize = 20;
        let account: String =
            party.account.iter().flat_map(|account| account.chars()).filter(|sign| !sign.is_whitespace()).collect();
        if !account.is_empty() && !account_is_pooled(&account) {
            let is_russian =
                account.len() == RUSSIAN_ACCOUNT_DIGITS && account.chars().all(|sign| sign.is_ascii_digit());
            let bic = party.bic.clone().filter(|bic| is_russian && !bic.is_empty());
            return Some(Self::Account { account: account.to_uppercase(), bic });
        }
        party.tax_id.clone().filter(|_| !is_bank).map(Self::TaxId)
    }

    /// The account or the tax number, as people know the payer.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Account { account, .. } => account,
            Self::TaxId(tax_id) => tax_id.as_str(),
        }
    }
}

/// Who the payer is to the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayerRole {
    /// The holder.
    Holder,
    /// A co-holder.
    CoHolder,
    /// Husband, wife or another relative of a holder.
    Relative,
    /// A company that pays for its employee.
    Employer,
    /// The lender, another bank, or a fund.
    Bank,
    /// Somebody else, whom the person let pass.
    Other,
}

impl PayerRole {
    /// Every role, in the order of lists.
    pub const ALL: [Self; 6] = [Self::Holder, Self::CoHolder, Self::Relative, Self::Employer, Self::Bank, Self::Other];

    /// The stable name in JSON; texts choose the word by it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::CoHolder => "co_holder",
            Self::Relative => "relative",
            Self::Employer => "employer",
            Self::Bank => "bank",
            Self::Other => "other",
        }
    }
}

/// That a payer belongs to a contract, or does not, as one payment had it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// The payer.
    pub payer: PayerKey,
    /// The payer's name in that payment.
    pub payer_name: String,
    /// The contract.
    pub contract: ContractId,
    /// Who the payer is to the contract.
    pub role: PayerRole,
    /// The payment's day.
    pub day: Date,
}

impl Fact {
    /// Whether both speak of one pair.
    #[must_use]
    pub fn is_of_pair(&self, other: &Self) -> bool {
        self.payer == other.payer && self.contract == other.contract
    }
}

/// What the decision over a payment says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Taught {
    /// The payer and each contract that the payment was given to.
    pub confirmed: Vec<Fact>,
    /// The payer and what the person did not take though the program proposed it, or took first
    /// and then replaced.
    pub rejected: Vec<Fact>,
}

impl Taught {
    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.confirmed.is_empty() && self.rejected.is_empty()
    }

    /// Takes out what is meant.
    pub fn forget(&mut self, is_meant: impl Fn(&Fact) -> bool) {
        self.confirmed.retain(|fact| !is_meant(fact));
        self.rejected.retain(|fact| !is_meant(fact));
    }
}

/// All that one payment taught.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Lesson {
    /// What its decision says now.
    pub taught: Taught,
    /// What undone decisions had confirmed; one that was undone twice stands here twice.
    pub undone: Vec<Fact>,
    /// What was taken back from the CRM and is not there again.
    pub reversed: Vec<Fact>,
}

impl Lesson {
    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.taught.is_empty() && self.undone.is_empty() && self.reversed.is_empty()
    }

    /// Takes out what is meant.
    pub fn forget(&mut self, is_meant: impl Fn(&Fact) -> bool) {
        self.taught.forget(&is_meant);
        self.undone.retain(|fact| !is_meant(fact));
        self.reversed.retain(|fact| !is_meant(fact));
    }

    /// Everything it speaks of, some of it more than once.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.taught.confirmed.iter().chain(&self.taught.rejected).chain(&self.undone).chain(&self.reversed)
    }

    /// The pairs that it speaks for.
    fn confirmed(&self) -> impl Iterator<Item = &Fact> {
        let is_reversed = |fact: &&Fact| self.reversed.iter().any(|reversed| reversed.is_of_pair(fact));
        self.taught.confirmed.iter().filter(move |fact| !is_reversed(fact))
    }

    /// The pairs that it speaks against: none that the decision in force confirms.
    fn rejected(&self) -> impl Iterator<Item = &Fact> {
        let all = self.taught.rejected.iter().chain(&self.undone).chain(&self.reversed);
        all.filter(|fact| !self.confirmed().any(|confirmed| confirmed.is_of_pair(fact)))
    }
}

/// What is remembered of a payer and a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The payer.
    pub payer: PayerKey,
    /// The payer's name, of the last payment that a person gave to the contract.
    pub payer_name: String,
    /// The contract.
    pub contract: ContractId,
    /// Who the payer is to the contract.
    pub role: PayerRole,
    /// How many payments a person gave to it.
    pub confirmed: u32,
    /// The day of the last of them.
    pub last_confirmed: Option<Date>,
    /// For how many payments a person turned it down.
    pub rejected: u32,
    /// The day of the last of them.
    pub last_rejected: Option<Date>,
}

impl Remembered {
    /// Whether it was turned down and on no later day confirmed.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.last_rejected.is_some_and(|rejected| self.last_confirmed.is_none_or(|confirmed| confirmed <= rejected))
    }

    /// What is left of a rejection's weight on a day: half after 180 days.
    #[must_use]
    pub fn rejection(&self, weight: Bits, day: Date) -> Bits {
        self.last_rejected.map_or(Bits::ZERO, |rejected| decayed(weight, rejected, day))
    }

    /// The last day that is remembered.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.last_confirmed.max(self.last_rejected)
    }
}

/// A weight that halves in 180 days, counted in integers so that every machine comes to the same.
fn decayed(weight: Bits, since: Date, day: Date) -> Bits {
    let days = day.since(since).map_or(0, |span| span.get_days());
    let days = u32::try_from(days).unwrap_or(0);
    let mut kept = 1_u64 << 32;
    for _ in 0..days % HALF_LIFE_DAYS {
        kept = (kept * KEPT_A_DAY) >> 32;
    }
    kept = kept.checked_shr(days / HALF_LIFE_DAYS).unwrap_or(0);
    let tenths = (u64::from(weight.in_tenths().unsigned_abs()) * kept + (1 << 31)) >> 32;
    let tenths = i32::try_from(tenths).unwrap_or(i32::MAX);
    Bits::tenths(if weight < Bits::ZERO { -tenths } else { tenths })
}

/// What one payment says of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    is_confirmed: bool,
    payer_name: String,
    role: PayerRole,
    day: Date,
}

/// What payments say of the contracts of one payer.
type Pairs = BTreeMap<ContractId, BTreeMap<PaymentId, Said>>;

/// Everything remembered. Equal lessons make equal memories, in whatever order they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    lessons: BTreeMap<PaymentId, Lesson>,
    payers: BTreeMap<PayerKey, Pairs>,
}

impl Memory {
    /// The memory of these lessons.
    #[must_use]
    pub fn of(lessons: impl IntoIterator<Item = (PaymentId, Lesson)>) -> Self {
        let mut memory = Self::default();
        for (payment, lesson) in lessons {
            memory.put(payment, lesson);
        }
        memory
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lessons.is_empty()
    }

    /// What a payment taught.
    #[must_use]
    pub fn lesson(&self, payment: PaymentId) -> Option<&Lesson> {
        self.lessons.get(&payment)
    }

    /// All lessons, by payment.
    pub fn lessons(&self) -> impl Iterator<Item = (PaymentId, &Lesson)> {
        self.lessons.iter().map(|(payment, lesson)| (*payment, lesson))
    }

    /// Puts a payment's lesson in the place of the one that was there; an empty one takes it out.
    pub fn put(&mut self, payment: PaymentId, lesson: Lesson) {
        if let Some(before) = self.lessons.remove(&payment) {
            for fact in before.facts() {
                self.unsay(payment, fact);
            }
        }
        if lesson.is_empty() {
            return;
        }
        for fact in lesson.confirmed() {
            self.say(payment, fact, true);
        }
        for fact in lesson.rejected() {
            self.say(payment, fact, false);
        }
        self.lessons.insert(payment, lesson);
    }

    fn say(&mut self, payment: PaymentId, fact: &Fact, is_confirmed: bool) {
        let pairs = self.payers.entry(fact.payer.clone()).or_default();
        let payments = pairs.entry(fact.contract.clone()).or_default();
        let said = Said { is_confirmed, payer_name: fact.payer_name.clone(), role: fact.role, day: fact.day };
        match payments.get_mut(&payment) {
            Some(known) if known.day >= said.day => {}
            Some(known) => *known = said,
            None => drop(payments.insert(payment, said)),
        }
    }

    fn unsay(&mut self, payment: PaymentId, fact: &Fact) {
        let Some(pairs) = self.payers.get_mut(&fact.payer) else { return };
        if let Some(payments) = pairs.get_mut(&fact.contract) {
            payments.remove(&payment);
            if payments.is_empty() {
                pairs.remove(&fact.contract);
            }
        }
        if pairs.is_empty() {
            self.payers.remove(&fact.payer);
        }
    }

    /// Takes out what is meant; returns the lessons that changed, as they are now.
    pub fn forget(&mut self, is_meant: impl Fn(&Fact) -> bool) -> Vec<(PaymentId, Lesson)> {
        let mut changed = Vec::new();
        for (payment, lesson) in &self.lessons {
            if lesson.facts().any(&is_meant) {
                let mut left = lesson.clone();
                left.forget(&is_meant);
                changed.push((*payment, left));
            }
        }
        for (payment, left) in &changed {
            self.put(*payment, left.clone());
        }
        changed
    }

    /// All pairs, by payer and contract.
    #[must_use]
    pub fn remembered(&self) -> Vec<Remembered> {
        let all = self.payers.iter().flat_map(|(payer, pairs)| pairs.iter().map(move |pair| (payer, pair)));
        all.filter_map(|(payer, (contract, payments))| remembered(payer, contract, payments.values())).collect()
    }

    /// The pairs of a payer as other payments have them: what this payment taught is left out, for a
    /// decision is no evidence for itself.
    #[must_use]
    pub fn of_payer(&self, payer: &PayerKey, beside: PaymentId) -> Vec<Remembered> {
        let pairs = self.payers.get(payer).into_iter().flatten();
        pairs
            .filter_map(|(contract, payments)| {
                let others = payments.iter().filter(|(payment, _)| **payment != beside);
                remembered(payer, contract, others.map(|(_, said)| said))
            })
            .collect()
    }

    /// The contracts that a payer is remembered with.
    pub fn contracts_of(&self, payer: &PayerKey) -> impl Iterator<Item = &ContractId> {
        self.payers.get(payer).into_iter().flat_map(BTreeMap::keys)
    }
}

/// What payments together say of a pair; `None` where they say nothing.
fn remembered<'a>(payer: &PayerKey, contract: &ContractId, said: impl Iterator<Item = &'a Said>) -> Option<Remembered> {
    let mut last: Option<&Said> = None;
    let (mut confirmed, mut rejected) = (0, 0);
    let (mut last_confirmed, mut last_rejected) = (None, None);
    for one in said {
        let (count, day) =
            if one.is_confirmed { (&mut confirmed, &mut last_confirmed) } else { (&mut rejected, &mut last_rejected) };
        *count += 1;
        *day = (*day).max(Some(one.day));
        // What a person confirmed names the payer better than what was turned down.
        if last.is_none_or(|known| (known.is_confirmed, known.day) <= (one.is_confirmed, one.day)) {
            last = Some(one);
        }
    }
    let last = last?;
    Some(Remembered {
        payer: payer.clone(),
        payer_name: last.payer_name.clone(),
        contract: contract.clone(),
        role: last.role,
        confirmed,
        last_confirmed,
        rejected,
        last_rejected,
    })
}

#[cfg(test)]
mod tests;
