//! Reading the portal: the whole register, or the cards of a few contracts as they are now.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::{CardId, Kind, Purse, text};
use super::failure::Failure;
use super::lists::{List, Listed};
use super::mapping::Contracts;
use super::premises::linked;
use super::register::{self, Cards, Loaded};
use super::tables::{COMPANY, COMPANY_NAMES, CONTACT, CONTACT_NAMES, Table};
use super::wire::Json;
use super::{Bitrix24, parts};
use crate::crm::{Freshness, PostedPart};
use crate::model::{ContractId, IdempotencyKey};

/// Cards that one command asks for by number: a page has no more.
const BY_NUMBER: usize = 50;
/// Deals whose invoices one command asks for: a few pages at most.
const DEALS_AT_ONCE: usize = 10;
/// Keys that one command looks for.
const KEYS_AT_ONCE: usize = 10;

impl Bitrix24 {
    /// The whole register as it is now.
    pub(super) async fn load_all(&self) -> Result<BTreeMap<ContractId, Loaded>, Failure> {
        Ok(self.load_as(Freshness::Now).await?.contracts)
    }

    /// Some contracts as they are now, without the names of people; unknown ones are left out.
    pub(super) async fn load_some(
        &self,
        ids: impl IntoIterator<Item = &ContractId>,
    ) -> Result<BTreeMap<ContractId, Loaded>, Failure> {
        let wanted: BTreeSet<CardId> = ids.into_iter().filter_map(CardId::of).collect();
        let cards = self.cards(&wanted).await?;
        Ok(self.made(&cards, &wanted))
    }

    /// Some contracts as they are now, with the names of their people; unknown ones are left out.
    pub(super) async fn load_named(
        &self,
        ids: impl IntoIterator<Item = &ContractId>,
    ) -> Result<BTreeMap<ContractId, Loaded>, Failure> {
        let wanted: BTreeSet<CardId> = ids.into_iter().filter_map(CardId::of).collect();
        let mut cards = self.cards(&wanted).await?;
        self.name(&mut cards).await?;
        Ok(self.made(&cards, &wanted))
    }

    /// What invoices hold that belong to no contract, where only deals are contracts and an invoice
    /// was cut off from its own. The portal holds it all the same.
    pub(super) fn strays(&self, cards: &Cards, made: &BTreeMap<ContractId, Loaded>) -> Vec<PostedPart> {
        let placed: BTreeSet<CardId> = made.values().flat_map(|loaded| loaded.purses.keys().copied()).collect();
        let mut strays = Vec::new();
        for invoice in &cards.invoices {
            let Some(card) = invoice.get("id").id().map(|id| CardId { kind: Kind::Invoice, id }) else { continue };
            if !placed.contains(&card) {
                let purse = Purse::of(card.kind.money(&self.mapping), invoice);
                let (contract, number) = (card.contract(), text(invoice, "accountNumber"));
                strays.extend(purse.entries.iter().map(|entry| entry.told(&contract, &number, card.reference())));
            }
        }
        strays
    }

    fn made(&self, cards: &Cards, wanted: &BTreeSet<CardId>) -> BTreeMap<ContractId, Loaded> {
        let mut made = register::contracts(&self.mapping, cards);
        made.retain(|id, _| CardId::of(id).is_some_and(|card| wanted.contains(&card)));
        made
    }

    /// The cards of some contracts.
    async fn cards(&self, wanted: &BTreeSet<CardId>) -> Result<Cards, Failure> {
        let numbers =
            |kind| -> Vec<u64> { wanted.iter().filter(|card| card.kind == kind).map(|card| card.id).collect() };
        let (deals, invoices) = (numbers(Kind::Deal), numbers(Kind::Invoice));
        if wanted.is_empty() {
            return Ok(Cards::default());
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
        let card_lists = lists.len();
        if mapping.schedule.process > 0 {
            let of_deals = |ids| Table::Instalments.list(mapping).among(&mapping.schedule.deal, ids);
            lists.extend(deals.chunks(DEALS_AT_ONCE).map(of_deals));
        }
        let names = self.names(&self.directory().await?.told);
        let mut read = self.client.read_lists(&lists).await?;
        let instalments = once_each(read.split_off(card_lists));
        let invoices = once_each(read.split_off(deal_lists));
        let deals = once_each(read);
        Ok(Cards { deals, invoices, instalments, names })
    }

    /// Reads the people and units that cards name.
    async fn name(&self, cards: &mut Cards) -> Result<(), Failure> {
        let both = || cards.deals.iter().chain(&cards.invoices);
        let named = |field: &str| -> Vec<u64> {
            let ids: BTreeSet<u64> = both().filter_map(|card| card.get(field).id()).collect();
            ids.into_iter().collect()
        };
        let (mut companies, users) = (named("companyId"), named("assignedById"));
        let linked_by = |field: &str| -> Vec<u64> {
            let ids: BTreeSet<u64> = cards.deals.iter().filter_map(|deal| linked(deal.get(field))).collect();
            ids.into_iter().collect()
        };
        companies.extend(linked_by(&self.mapping.deal.lender));
        let units = self.mapping.units.link().map_or_else(Vec::new, |link| linked_by(&link));
        let many = both().flat_map(|card| card.get("contactIds").values()).filter_map(Json::id);
        let contacts: BTreeSet<u64> = named("contactId").into_iter().chain(many).collect();
        let contacts: Vec<u64> = contacts.into_iter().collect();
        let parts = |ids: &[u64], list: &dyn Fn(&[u64]) -> List| ids.chunks(BY_NUMBER).map(list).collect::<Vec<_>>();
        let lists = [
            parts(&companies, &|ids| List::items(COMPANY, &COMPANY_NAMES).among("id", ids)),
            parts(&contacts, &|ids| List::items(CONTACT, &CONTACT_NAMES).among("id", ids)),
            parts(&users, &|ids| List::users().among("ID", ids)),
            parts(&companies, &|ids| List::requisites_of(COMPANY, ids)),
            parts(&contacts, &|ids| List::requisites_of(CONTACT, ids)),
            parts(&units, &|ids| Table::Units.list(&self.mapping).among("id", ids)),
        ];
        let counts = lists.each_ref().map(Vec::len);
        let lists: Vec<List> = lists.into_iter().flatten().collect();
        let mut read = self.client.read_lists(&lists).await?.into_iter();
        let [companies, contacts, users, requisites, more, units] =
            counts.map(|count| -> Vec<Json> { read.by_ref().take(count).flat_map(|listed| listed.rows).collect() });
        cards.names.take_people(&companies, &contacts, &users);
        cards.names.take_requisites(&requisites);
        cards.names.take_requisites(&more);
        cards.names.take_units(&units, &self.mapping);
        Ok(())
    }

    /// The parts held under some keys: the cards that name a key are looked for; what is not found
    /// in this way is looked for in the whole register.
    pub(super) async fn find_keys(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, Failure> {
        let wanted: BTreeSet<IdempotencyKey> = keys.iter().copied().collect();
        let keys: Vec<IdempotencyKey> = wanted.iter().copied().collect();
        let fields = [Kind::Deal, Kind::Invoice].map(|kind| (kind, kind.money(&self.mapping).payments.as_str()));
        let fields = fields.into_iter().filter(|(_, field)| !field.is_empty());
        let (kinds, lists): (Vec<Kind>, Vec<List>) = fields
            .flat_map(|(kind, field)| {
                let names: &[&str] = if kind == Kind::Invoice { &["id", "parentId2"] } else { &["id"] };
                let list = move |keys: &[_]| (kind, List::items(kind.number(), names).saying(field, keys));
                keys.chunks(KEYS_AT_ONCE).map(list)
            })
            .unzip();
        let mut contracts = BTreeSet::new();
        match self.client.read_lists(&lists).await {
            Ok(read) => {
                for (kind, card) in
                    kinds.iter().zip(read).flat_map(|(kind, listed)| listed.rows.into_iter().map(|card| (*kind, card)))
                {
                    contracts.extend(card.get("id").id().map(|id| CardId { kind, id }.contract()));
                    let deal = card.get("parentId2").id().map(|id| CardId { kind: Kind::Deal, id });
                    contracts.extend(deal.map(CardId::contract));
                }
            }
            // Such a field may stand in no filter.
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
        let wanted_cards: BTreeSet<CardId> = contracts.iter().filter_map(CardId::of).collect();
        let cards = self.cards(&wanted_cards).await?;
        let mut found = parts(&self.made(&cards, &wanted_cards));
        found.extend(self.strays(&cards, &register::contracts(&self.mapping, &cards)));
        found.retain(|part| wanted.contains(&part.key));
        let seen: BTreeSet<IdempotencyKey> = found.iter().map(|part| part.key).collect();
        if seen.len() < wanted.len() {
            found = self.load_as(Freshness::Now).await?.parts();
            found.retain(|part| wanted.contains(&part.key));
        }
        Ok(found)
    }
}

fn once_each(lists: Vec<Listed>) -> Vec<Json> {
    let mut seen = BTreeSet::new();
    lists
        .into_iter()
        .flat_map(|listed| listed.rows)
        .filter(|card| card.get("id").id().is_some_and(|id| seen.insert(id)))
        .collect()
}
