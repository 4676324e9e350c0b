//! Which rows come from the same payer.
//!
//! A payer is told by tax number, else by account and name, else by name. A bank pays for many
//! people: its rows belong together only where their purposes speak of the same person, so that
//! «the same for all of this payer» never runs over other people's money. Accounts through which
//! banks pass on the money of people without one of their own (chart of accounts 809-P: 301–306,
//! 40903–40911, 474) tell nobody apart and are not looked at.

use std::collections::BTreeSet;

use super::Session;
use crate::matching::{is_bank, name_hints};
use crate::model::{Party, PaymentId, Row, account_is_pooled};
use crate::text::fold;

impl Session {
    /// The rows of the same payer that take edits, the row itself first.
    #[must_use]
    pub fn same_payer(&self, row: PaymentId) -> Vec<PaymentId> {
        let Some(row) = self.row(row) else { return Vec::new() };
        let is_same = self.same_payer_as(row);
        let others = self.rows.iter().filter(|other| other.payment.id != row.payment.id);
        let same = others.filter(|other| is_same(other)).map(|other| other.payment.id);
        std::iter::once(row.payment.id).chain(same).filter(|id| self.takes_edits(*id)).collect()
    }

    fn same_payer_as<'a>(&'a self, row: &'a Row) -> impl Fn(&Row) -> bool + 'a {
        let payer = row.payment.counterparty();
        let name = fold(&payer.name);
        let persons = self.pays_for_others(payer).then(|| persons(row));
        move |other| {
            let their = other.payment.counterparty();
            if row.payment.kind.is_receipt() != other.payment.kind.is_receipt() {
                return false;
            }
            if let Some(persons) = &persons {
                let is_same_bank =
                    their.tax_id == payer.tax_id && (payer.tax_id.is_some() || fold(&their.name) == name);
                return is_same_bank && !persons.is_empty() && *persons == self::persons(other);
            }
            if payer.tax_id.is_some() || their.tax_id.is_some() {
                return payer.tax_id == their.tax_id;
            }
            if let (Some(account), Some(theirs)) = (own_account(payer), own_account(their)) {
                return account == theirs && fold(&their.name) == name;
            }
            !name.is_empty() && fold(&their.name) == name
        }
    }

    /// Whether it is a bank or another that pays for many people: by its name, or as a lender of the
    /// register.
    fn pays_for_others(&self, party: &Party) -> bool {
        is_bank(&party.name) || self.index.is_lender(party)
    }
}

/// An account that is the payer's own.
fn own_account(party: &Party) -> Option<&str> {
    party.account.as_deref().filter(|account| !account_is_pooled(account))
}

/// Whom the purpose speaks of: the hints that carry no digit and are not the payer's own name.
fn persons(row: &Row) -> BTreeSet<String> {
    let payer = fold(&row.payment.counterparty().name);
    let hints = name_hints(&row.payment).into_iter().map(|hint| fold(&hint));
    hints.filter(|hint| !hint.chars().any(char::is_numeric) && !payer.contains(hint.as_str())).collect()
}
