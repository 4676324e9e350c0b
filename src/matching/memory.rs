//! What is remembered of a payment's payer, and who a payer is to a contract.

use super::Index;
use super::names::{Person, Who, company_key, is_bank, who};
use super::words::{plain, words};
use crate::model::{Contract, Memory, Party, PayerKey, PayerRole, Payment, Remembered};
use crate::text::fold;

/// An account that was confirmed for more contracts than this does not tell whose payment it is.
const SPEAKS_FOR_AT_MOST: usize = 8;
/// A bank's account, or one that others pay through as well, counts as shared by as many contracts.
const POOLED: usize = 50;

/// By what the payer is known again; `None` where nothing tells it from others.
#[must_use]
pub fn payer_key(payer: &Party) -> Option<PayerKey> {
    PayerKey::of(payer, is_bank(&payer.name))
}

/// Who the payer of a payment is to a contract, as far as names, tax numbers and the words of the
/// purpose tell.
#[must_use]
pub fn role_of(payment: &Payment, contract: &Contract) -> PayerRole {
    let payer = payment.counterparty();
    let name = who(&payer.name);
    let is_one = |tax_id: Option<&crate::model::TaxId>, known: &str| {
        (tax_id.is_some() && tax_id == payer.tax_id.as_ref()) || is_same(&who(known), &name)
    };
    let is_lender = contract.lender.as_ref().is_some_and(|lender| is_one(lender.tax_id.as_ref(), &lender.name));
    if is_lender || is_bank(&payer.name) {
        return PayerRole::Bank;
    }
    if is_one(contract.holder.tax_id.as_ref(), &contract.holder.name) {
        return PayerRole::Holder;
    }
    if contract.co_holders.iter().any(|holder| is_one(holder.tax_id.as_ref(), &holder.name)) {
        return PayerRole::CoHolder;
    }
    match &name {
        Who::Company(_) => PayerRole::Employer,
        Who::Person(person) if is_relative(person, payment, contract) => PayerRole::Relative,
        Who::Person(_) | Who::Nobody => PayerRole::Other,
    }
}

/// Whether the payer shares a surname with a holder, or the purpose says so: «за мужа».
fn is_relative(payer: &Person, payment: &Payment, contract: &Contract) -> bool {
    let mut holders = contract.holders().map(|holder| who(&holder.name));
    holders.any(|holder| matches!(holder, Who::Person(person) if person.surname == payer.surname))
        || words().relative.are_in(&plain(&fold(&payment.purpose)))
}

/// Whether two names are one party's, both being known.
fn is_same(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Person(one), Who::Person(other)) => one.agrees(other).is_some(),
        (Who::Company(one), Who::Company(other)) => one == other,
        _ => false,
    }
}

/// A contract that the payer is remembered with.
#[derive(Debug)]
pub(super) struct Known {
    /// What is remembered.
    pub pair: Remembered,
    /// So many contracts share the account's word.
    pub shared: usize,
    /// The account tells who pays: no bank's, few contracts, the name that it was confirmed with, and
    /// no holder's who holds the contract no longer.
    pub speaks: bool,
    /// A person turned the pair down, and the account is one payer's.
    pub rejected: bool,
}

/// What is remembered of a payer.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// By position of the contract, in rising order.
    known: Vec<(u32, Known)>,
}

impl Past {
    /// Looks the payer of a payment up; `payer` is who the name means.
    pub(super) fn of(payment: &Payment, payer: &Who, index: &Index, memory: &Memory) -> Self {
        if memory.is_empty() {
            return Self::default();
        }
        let party = payment.counterparty();
        let Some(key) = payer_key(party) else { return Self::default() };
        let pairs = memory.of_payer(&key, payment.id);
        let count = pairs.iter().filter(|pair| pair.confirmed > 0).count();
        let is_bank = is_bank(&party.name);
        let known = pairs.into_iter().filter_map(|pair| {
            let position = index.position(&pair.contract)?;
            let (contract, _) = index.at(position)?;
            // Who held the contract once and holds it no longer is a stranger again.
            let is_former = is_holder(pair.role) && !is_holder(role_of(payment, contract));
            let is_own = !is_bank && (is_same(&who(&pair.payer_name), payer) || folded_same(&pair.payer_name, party));
            let known = Known {
                shared: if is_own { count } else { count.max(POOLED) },
                speaks: is_own && !is_former && pair.confirmed > 0 && count <= SPEAKS_FOR_AT_MOST,
                rejected: is_own && pair.is_rejected(),
                pair,
            };
            Some((position, known))
        });
        let mut known: Vec<(u32, Known)> = known.collect();
        known.sort_by_key(|(position, _)| *position);
        Self { known }
    }

    /// What is remembered of the payer and this contract.
    pub(super) fn of_contract(&self, position: u32) -> Option<&Known> {
        let place = self.known.binary_search_by_key(&position, |(known, _)| *known).ok()?;
        self.known.get(place).map(|(_, known)| known)
    }

    /// The contracts that a person gave the payer's own money to.
    pub(super) fn leads(&self) -> Vec<u32> {
        let own = self.known.iter().filter(|(_, known)| known.pair.confirmed > 0 && known.shared < POOLED);
        own.map(|(position, _)| *position).collect()
    }
}

const fn is_holder(role: PayerRole) -> bool {
    matches!(role, PayerRole::Holder | PayerRole::CoHolder)
}

/// Whether the names are the same letters, though nobody can say whose they are.
fn folded_same(name: &str, party: &Party) -> bool {
    company_key(&fold(name)) == company_key(&fold(&party.name))
}

#[cfg(test)]
mod tests;
