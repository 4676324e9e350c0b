//! Whether the money came to us: the tax number that documents name beside one of our accounts is the same
//! in all of them, and one that stands out was written by somebody who meant another.

use std::collections::HashMap;

use super::Session;
use crate::model::{Flag, FlagKind, Row, TaxId};

/// How often which tax number stands beside an account of ours.
#[derive(Debug, Default)]
pub(super) struct Owners<'a> {
    of_account: HashMap<&'a str, HashMap<&'a TaxId, usize>>,
}

impl Session {
    /// What all rows say of whose our accounts are.
    pub(super) fn owners(&self) -> Owners<'_> {
        let mut owners = Owners::default();
        for (account, tax_id) in self.rows.iter().filter_map(named) {
            *owners.of_account.entry(account).or_default().entry(tax_id).or_default() += 1;
        }
        owners
    }
}

impl Owners<'_> {
    /// The flag of a row that names another tax number beside the account than others do. Of two that are
    /// named equally often nobody can say which is ours, unless it is among `ours`, which the configuration
    /// names.
    pub(super) fn is_anothers(&self, row: &Row, ours: &[TaxId]) -> Option<Flag> {
        let (account, tax_id) = named(row).filter(|(_, tax_id)| !ours.contains(tax_id))?;
        let counts = self.of_account.get(account)?;
        let own = counts.get(tax_id)?;
        let is_doubtful = counts.iter().any(|(other, count)| *other != tax_id && count >= own);
        is_doubtful.then(|| Flag::new(FlagKind::NotOurAccount, tax_id.as_str()))
    }
}

/// The account of ours and the tax number beside it that a document names.
fn named(row: &Row) -> Option<(&str, &TaxId)> {
    let own = row.payment.own_side();
    own.account.as_deref().zip(own.tax_id.as_ref())
}
