//! Payments of orders, where the configuration wants them: beside the sums in the fields of a card,
//! a payment of the order that hangs on it, known again by its key (`xmlId`).
//!
//! The documents tie a payment to an order and an order to a card (`crm.orderentity.list`); they
//! show no way to tie one to a card without an order, and none to keep money that was given back as
//! a payment. Such money stands in the fields only, which carry the sums in any case: what fails
//! here is a warning.

use std::collections::{BTreeMap, BTreeSet};

use super::Bitrix24;
use super::batch::{Command, MOST};
use super::cards::{CardId, Kind};
use super::client::Purpose;
use super::failure::Failure;
use super::follow::not_told;
use super::register::Loaded;
use super::staging::Act;
use super::wire::Json;
use crate::model::{ContractId, Direction, IdempotencyKey, Message, Posting, PostingPart};
use crate::text::harmless_line;

/// Keys or cards that one command asks for: a page has no more rows.
const AT_ONCE: usize = 50;

/// A part that was just posted or taken back.
struct Landed<'posting> {
    card: CardId,
    posting: &'posting Posting,
    part: &'posting PostingPart,
}

impl Bitrix24 {
    /// Adds payments to the orders of cards, or takes them away again.
    pub(super) async fn order_payments(&self, contracts: &BTreeMap<ContractId, Loaded>, done: &[&Posting], act: Act) {
        if !self.mapping.sale {
            return;
        }
        let receipts = done.iter().filter(|posting| posting.direction == Direction::Receipt);
        let parts = receipts.flat_map(|posting| posting.parts.iter().map(move |part| (*posting, part)));
        let parts: Vec<Landed<'_>> = parts
            .filter_map(|(posting, part)| {
                let card = contracts.get(&part.allocation.contract)?.place(part.allocation.line);
                Some(Landed { card, posting, part })
            })
            .collect();
        if let Err(failure) = self.change_payments(&parts, act).await {
            self.warn(not_told(&failure));
        }
    }

    async fn change_payments(&self, parts: &[Landed<'_>], act: Act) -> Result<(), Failure> {
        let held = self.payments_by_key(parts).await?;
        let mut commands = Vec::new();
        match act {
            Act::Post => {
                let missing: Vec<&Landed<'_>> =
                    parts.iter().filter(|part| !held.contains_key(&part.part.key)).collect();
                let orders = self.orders(&missing).await?;
                for part in missing {
                    match orders.get(&part.card) {
                        Some(order) => commands.push(self.added(*order, part)),
                        None => self.warn(Message::new("bitrix24-no-order")),
                    }
                }
            }
            Act::Reverse => {
                for id in parts.iter().filter_map(|part| held.get(&part.part.key)).flatten() {
                    // A payment that counts as paid may not be deleted.
                    commands.push(Command::new("sale.payment.update").with("id", id).with("fields[paid]", "N"));
                    commands.push(Command::new("sale.payment.delete").with("id", id));
                }
            }
            Act::Withdraw => {}
        }
        for chunk in commands.chunks(MOST) {
            for answer in self.client.batch(chunk, Purpose::Write).await? {
                if let Err(failure) = answer {
                    self.warn(not_told(&failure));
                }
            }
        }
        Ok(())
    }

    /// The payments that stand under the keys of these parts.
    async fn payments_by_key(&self, parts: &[Landed<'_>]) -> Result<BTreeMap<IdempotencyKey, Vec<u64>>, Failure> {
        let list = |parts: &[Landed<'_>]| {
            let keys = parts.iter().map(|part| part.part.key);
            let command = Command::new("sale.payment.list").with_list("select", ["id", "xmlId"]);
            command.with_list("filter[=xmlId]", keys).with("order[id]", "asc").with("start", 0)
        };
        let mut held: BTreeMap<IdempotencyKey, Vec<u64>> = BTreeMap::new();
        for reply in self.ask(parts.chunks(AT_ONCE).map(list).collect()).await? {
            for row in reply.get("payments").values() {
                let key = row.get("xmlId").text().and_then(|key| key.parse().ok()).map(IdempotencyKey);
                if let (Some(key), Some(id)) = (key, row.get("id").id()) {
                    held.entry(key).or_default().push(id);
                }
            }
        }
        Ok(held)
    }

    /// The first order of each card.
    async fn orders(&self, parts: &[&Landed<'_>]) -> Result<BTreeMap<CardId, u64>, Failure> {
        let mut commands = Vec::new();
        let mut kinds = Vec::new();
        for kind in [Kind::Deal, Kind::Invoice] {
            let cards: BTreeSet<u64> =
                parts.iter().filter(|part| part.card.kind == kind).map(|part| part.card.id).collect();
            let cards: Vec<u64> = cards.into_iter().collect();
            for chunk in cards.chunks(AT_ONCE) {
                let command = Command::new("crm.orderentity.list")
                    .with_list("select", ["orderId", "ownerId"])
                    .with("filter[=ownerTypeId]", kind.number())
                    .with_list("filter[@ownerId]", chunk);
                commands.push(command.with("order[orderId]", "asc").with("start", 0));
                kinds.push(kind);
            }
        }
        let mut orders = BTreeMap::new();
        for (kind, reply) in kinds.into_iter().zip(self.ask(commands).await?) {
            for row in reply.get("orderEntity").values() {
                if let (Some(id), Some(order)) = (row.get("ownerId").id(), row.get("orderId").id()) {
                    orders.entry(CardId { kind, id }).or_insert(order);
                }
            }
        }
        Ok(orders)
    }

    async fn ask(&self, commands: Vec<Command>) -> Result<Vec<Json>, Failure> {
        let mut told = Vec::new();
        for chunk in commands.chunks(MOST) {
            for answer in self.client.batch(chunk, Purpose::Read).await? {
                told.push(answer?.result);
            }
        }
        Ok(told)
    }

    fn added(&self, order: u64, part: &Landed<'_>) -> Command {
        let posting = part.posting;
        Command::new("sale.payment.add")
            .with("fields[orderId]", order)
            .with("fields[paySystemId]", self.mapping.pay_system)
            .with("fields[paid]", "Y")
            .with("fields[sum]", part.part.allocation.amount.normalize())
            .with("fields[xmlId]", part.part.key)
            .with("fields[payVoucherNum]", harmless_line(&posting.number))
            // Noon: the day is the same wherever the portal is.
            .with("fields[payVoucherDate]", posting.date.strftime("%Y-%m-%dT12:00:00+00:00"))
            .with("fields[comments]", harmless_line(&posting.payer))
    }
}
