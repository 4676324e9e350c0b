//! Reading the portal: the whole register, or the cards of a few contracts as they are now.

use std::collections::{BTreeMap, BTreeSet};

use super::Bitrix24;
use super::cards::{CardId, Kind};
use super::failure::Failure;
use super::lists::List;
use super::mapping::Contracts;
use super::register::{self, Cards, Loaded};
use super::wire::Json;
use crate::model::ContractId;

/// Contacts and companies.
const CONTACT: u32 = 3;
const COMPANY: u32 = 4;
/// Cards that one command asks for by number: a page has no more.
const BY_NUMBER: usize = 50;
/// Deals whose invoices one command asks for: a few pages at most.
const DEALS_AT_ONCE: usize = 10;

impl Bitrix24 {
    /// The whole register.
    pub(super) async fn load_all(&self) -> Result<BTreeMap<ContractId, Loaded>, Failure> {
        let mapping = &self.mapping;
        let mut names = self.directory().await?.names();
        let wants_deals = mapping.contracts != Contracts::Invoices;
        let mut lists = vec![
            List::items(Kind::Invoice.number(), &mapping.invoice_select()),
            List::items(COMPANY, &["id", "title"]),
            List::items(CONTACT, &["id", "name", "secondName", "lastName"]),
            List::requisites(),
            List::users(),
        ];
        if wants_deals {
            lists.push(List::items(Kind::Deal.number(), &mapping.deal_select()));
        }
        let mut read = self.client.read_lists(&lists).await?.into_iter();
        let mut next = || read.next().unwrap_or_default();
        let (invoices, companies, contacts, requisites, users, deals) =
            (next(), next(), next(), next(), next(), next());
        names.take_people(&companies, &contacts, &users);
        names.take_requisites(&requisites);
        Ok(register::contracts(mapping, &Cards { deals, invoices, names }))
    }

    /// Some contracts as they are now, without the names of people; unknown ones are left out.
    pub(super) async fn load_some(
        &self,
        ids: impl IntoIterator<Item = &ContractId>,
    ) -> Result<BTreeMap<ContractId, Loaded>, Failure> {
        let wanted: BTreeSet<CardId> = ids.into_iter().filter_map(CardId::of).collect();
        let numbers =
            |kind| -> Vec<u64> { wanted.iter().filter(|card| card.kind == kind).map(|card| card.id).collect() };
        let (deals, invoices) = (numbers(Kind::Deal), numbers(Kind::Invoice));
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mapping = &self.mapping;
        let of_deals = || List::items(Kind::Deal.number(), &mapping.deal_select());
        let of_invoices = || List::items(Kind::Invoice.number(), &mapping.invoice_select());
        let mut lists: Vec<List> = deals.chunks(BY_NUMBER).map(|ids| of_deals().among("id", ids)).collect();
        let deal_lists = lists.len();
        lists.extend(invoices.chunks(BY_NUMBER).map(|ids| of_invoices().among("id", ids)));
        if mapping.contracts != Contracts::Invoices {
            lists.extend(deals.chunks(DEALS_AT_ONCE).map(|ids| of_invoices().among("parentId2", ids)));
        }
        let names = self.directory().await?.names();
        let mut read = self.client.read_lists(&lists).await?;
        let invoices = once_each(read.split_off(deal_lists));
        let deals = once_each(read);
        let mut made = register::contracts(mapping, &Cards { deals, invoices, names });
        made.retain(|id, _| CardId::of(id).is_some_and(|card| wanted.contains(&card)));
        Ok(made)
    }
}

fn once_each(lists: Vec<Vec<Json>>) -> Vec<Json> {
    let mut seen = BTreeSet::new();
    lists.into_iter().flatten().filter(|card| card.get("id").id().is_some_and(|id| seen.insert(id))).collect()
}
