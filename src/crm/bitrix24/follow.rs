//! What follows a payment: the sums of a deal over its invoices, stages of cards, a comment in the
//! timeline, a notice to whoever answers for the card. None of it ever undoes a payment; what fails becomes a warning.
//!
//! Comments are sent only after a clear answer to the payment and never again, so that no timeline
//! shows one twice; a notice with the same tag takes the place of the earlier one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use super::Bitrix24;
use super::batch::Command;
use super::cards::{CardId, Kind};
use super::directory::Directory;
use super::failure::Failure;
use super::mapping::Stages;
use super::posting::not_shown;
use super::register::Loaded;
use super::staging::Act;
use super::state::{Shown, unlike};
use super::waves::{Done, Write};
use crate::model::{ContractId, Direction, Explain as _, Message, Posting};
use crate::text::harmless_line;

/// Something that follows a payment, with the sums that it is to show.
struct Step<'portal> {
    command: Command,
    /// The card that it writes.
    card: Option<CardId>,
    shows: Option<(&'portal Loaded, Vec<(&'portal str, String)>)>,
}

/// The name under which notices are tagged.
const CLIENT: &str = "sverka";

impl Bitrix24 {
    /// Does what follows postings that were just done, and why they were; `touched` are the contracts
    /// whose sums are others now.
    pub(super) async fn follow(
        &self,
        contracts: &BTreeMap<ContractId, Loaded>,
        touched: &BTreeSet<ContractId>,
        done: &[&Posting],
        (act, reason): (Act, &str),
        directory: &Directory,
    ) {
        self.order_payments(contracts, done, act).await;
        let mut words = Vec::new();
        for posting in done {
            let of_posting: BTreeSet<&ContractId> =
                posting.parts.iter().map(|part| &part.allocation.contract).collect();
            let loaded = of_posting.into_iter().filter_map(|id| contracts.get(id));
            words.extend(loaded.flat_map(|loaded| self.words(posting, loaded, act, reason)));
        }
        let touched: Vec<&Loaded> = touched.iter().filter_map(|id| contracts.get(id)).collect();
        let sums = touched.iter().filter_map(|loaded| self.deal_sums(loaded, directory));
        let mut steps: Vec<Step<'_>> = sums.collect();
        steps.extend(touched.iter().flat_map(|loaded| self.moves(loaded, directory)));
        steps.extend(words.into_iter().map(|command| Step { command, card: None, shows: None }));
        let command = |step: &Step<'_>| Write { command: step.command.clone(), look: None, bundle: 0 };
        let writes: Vec<Write<'_>> = steps.iter().map(command).collect();
        for (step, Done { written, .. }) in steps.into_iter().zip(self.client.write_all(&writes, None).await) {
            match (written, step.shows) {
                (Err(failure) | Ok(Err(failure)), _) => {
                    if failure.may_be_done() {
                        // What comes late must not wipe what is newer.
                        self.doubt(step.card.into_iter());
                    }
                    self.warn(not_told(&failure));
                }
                (Ok(Ok(reply)), Some((loaded, sums))) => {
                    if let Some(field) = unlike(&sums, reply.result.get("item")) {
                        self.warn(not_shown(loaded, field));
                    }
                }
                (Ok(Ok(_)), None) => {}
            }
        }
    }

    /// The sums of a deal that stands for its invoices.
    fn deal_sums<'portal>(&'portal self, loaded: &'portal Loaded, directory: &Directory) -> Option<Step<'portal>> {
        let own = loaded.own;
        if loaded.places.is_empty() || directory.fault(own.kind).is_some() {
            return None;
        }
        let sums = self.sums(own.kind, &Shown::of_contract(loaded), directory);
        if sums.is_empty() {
            return None;
        }
        let command = Command::new("crm.item.update").with("entityTypeId", own.kind.number()).with("id", own.id);
        let fields = sums.iter();
        let command = fields.fold(command, |command, (field, value)| command.with(format!("fields[{field}]"), value));
        Some(Step { command, card: Some(own), shows: Some((loaded, sums)) })
    }

    /// Cards of a contract that belong to another stage now.
    fn moves<'portal>(&self, loaded: &Loaded, directory: &Directory) -> Vec<Step<'portal>> {
        let mut sums: BTreeMap<CardId, (rust_decimal::Decimal, rust_decimal::Decimal)> = loaded
            .purses
            .iter()
            .filter(|(card, _)| loaded.counts(**card))
            .map(|(card, purse)| (*card, (purse.sum(), loaded.prices.get(card).copied().unwrap_or_default())))
            .collect();
        // A deal stands for all of its invoices.
        sums.insert(loaded.own, (loaded.contract.paid, loaded.contract.total));
        let moved = sums.into_iter().filter_map(|(card, (paid, price))| {
            let stands = loaded.stages.get(&card).map_or("", String::as_str);
            let stage = self.stages_of(card.kind).next(stands, paid, price, |named| directory.stage(stands, named))?;
            let command = Command::new("crm.item.update").with("entityTypeId", card.kind.number()).with("id", card.id);
            Some(Step { command: command.with("fields[stageId]", stage), card: Some(card), shows: None })
        });
        moved.collect()
    }

    const fn stages_of(&self, kind: Kind) -> &Stages {
        match kind {
            Kind::Deal => &self.mapping.deal.stages,
            Kind::Invoice => &self.mapping.invoice.stages,
        }
    }

    /// The comment and the notice of a posting for one contract.
    fn words(&self, posting: &Posting, loaded: &Loaded, act: Act, reason: &str) -> Vec<Command> {
        let contract = &loaded.contract;
        let parts = posting.parts.iter().filter(|part| part.allocation.contract == contract.id);
        let amount: rust_decimal::Decimal = parts.clone().map(|part| part.allocation.amount).sum();
        let Some(key) = parts.map(|part| part.key).next() else { return Vec::new() };
        let (kind, key) = match (act, posting.direction) {
            (Act::Withdraw, _) => return Vec::new(),
            (Act::Reverse, _) => ("bitrix24-told-reversal", key.reversal()),
            (Act::Post, Direction::Receipt) => ("bitrix24-told-receipt", key),
            (Act::Post, Direction::Refund) => ("bitrix24-told-refund", key),
        };
        let told = Message::new(kind)
            .with("contract", plain(&contract.number))
            .with("number", plain(&posting.number))
            .with("date", posting.date.strftime("%d.%m.%Y").to_string())
            .with("amount", amount)
            .with("currency", posting.currency.code())
            .with("payer", plain(&posting.payer))
            .with("paid", contract.paid)
            .with("total", contract.total)
            .with("percent", contract.percent_paid().to_string());
        let mut text = self.texts.words(&told);
        if act == Act::Reverse && !reason.trim().is_empty() {
            let why = Message::new("bitrix24-told-why").with("reason", plain(reason));
            text = format!("{text} {}", self.texts.words(&why));
        }
        let mut commands = Vec::new();
        if self.mapping.tell.comments {
            let entity = match loaded.own.kind {
                Kind::Deal => "deal",
                Kind::Invoice => "dynamic_31",
            };
            commands.push(
                Command::new("crm.timeline.comment.add")
                    .with("fields[ENTITY_ID]", loaded.own.id)
                    .with("fields[ENTITY_TYPE]", entity)
                    .with("fields[COMMENT]", format!("{text} ({key})")),
            );
        }
        if let Some(user) = loaded.responsible.filter(|_| self.mapping.tell.notices) {
            commands.push(
                Command::new("im.notify.system.add")
                    .with("USER_ID", user)
                    .with("MESSAGE", text)
                    .with("TAG", key)
                    .with("CLIENT_ID", CLIENT),
            );
        }
        commands
    }

    /// Keeps a warning for whoever asks, each once.
    pub(super) fn warn(&self, message: Message) {
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }
}

pub(super) fn not_told(failure: &Failure) -> Message {
    Message::new("bitrix24-not-told").with("why", failure.explain())
}

/// A text without what the portal would take for markup.
fn plain(text: &str) -> String {
    harmless_line(text).replace('[', "(").replace(']', ")")
}
