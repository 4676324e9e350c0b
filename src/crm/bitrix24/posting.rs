//! Writing payments: cards are read, changed by absolute values, written, and looked at again.
//!
//! A write without an answer is never sent again blindly: the cards are read anew, and while the
//! lost request may still come about nothing else is written to them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use tokio::time::Instant;

use super::batch::Command;
use super::cards::{CardId, Purse};
use super::client::SETTLED;
use super::directory::Directory;
use super::entry::Entry;
use super::failure::{Failure, Treatment};
use super::register::Loaded;
use super::staging::{Act, Round, Staged};
use super::state::{Shown, unlike};
use super::wire::Json;
use super::{Bitrix24, parts};
use crate::crm::rules::refusal;
use crate::crm::{Outcome, PostedPart};
use crate::model::{ContractId, IdempotencyKey, Message, PaymentId, Posting, Refusal, RefusalKind};
use crate::text::harmless_line;

/// How often cards are read and written before what is left stays unknown.
const ROUNDS: u32 = 8;

/// What became of writing a card.
#[derive(Debug, Clone)]
enum Written {
    /// It holds what it should.
    Kept,
    /// It holds what it held before.
    Refused(Refusal),
    /// It was written, but does not hold all of it: to be taken back.
    Lost(Refusal),
    /// To be read again.
    Unknown,
}

impl Bitrix24 {
    /// The parts that these postings left in the portal, and what else their contracts hold of the
    /// same payments. Waits while a lost write may still come.
    pub(super) async fn held(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, Failure> {
        let keys: BTreeSet<IdempotencyKey> =
            postings.iter().flat_map(|posting| posting.parts.iter().map(|part| part.key)).collect();
        let payments: BTreeSet<PaymentId> = postings.iter().map(|posting| posting.payment).collect();
        loop {
            let contracts = self.load_some(contracts_of(postings)).await?;
            let mut found = parts(&contracts);
            found.retain(|part| keys.contains(&part.key) || payments.contains(&part.payment));
            let under_keys = found.iter().filter(|part| keys.contains(&part.key)).count();
            match self.doubt_of(contracts.values().flat_map(|loaded| loaded.purses.keys())) {
                Some(until) if under_keys < keys.len() => self.client.told().wait(until, "bitrix24-waits-lost").await,
                _ => return Ok(found),
            }
        }
    }

    /// Does something to each posting; one outcome each, in order. `reason` is why it is taken back.
    pub(super) async fn act(&self, postings: &[Posting], act: Act, reason: &str) -> Result<Vec<Outcome>, Failure> {
        let directory = self.directory().await?;
        let mut outcomes: Vec<Option<Outcome>> = vec![None; postings.len()];
        let mut sent: BTreeSet<usize> = BTreeSet::new();
        let mut withdrawn: BTreeMap<usize, Refusal> = BTreeMap::new();
        for _ in 0..ROUNDS {
            let open: Vec<usize> = (0..postings.len()).filter(|place| outcomes.get(*place) == Some(&None)).collect();
            if open.is_empty() {
                break;
            }
            let mut round = self.round(postings, &open, directory).await?;
            let mut done: Vec<&Posting> = Vec::new();
            let mut touched: BTreeMap<usize, BTreeSet<CardId>> = BTreeMap::new();
            for place in open {
                let (Some(posting), Some(outcome)) = (postings.get(place), outcomes.get_mut(place)) else { continue };
                let act = if withdrawn.contains_key(&place) { Act::Withdraw } else { act };
                match round.stage(posting, act) {
                    Staged::Settled(Outcome::Already(reference)) if sent.contains(&place) => {
                        done.push(posting);
                        *outcome = Some(Outcome::Taken(reference));
                    }
                    // Refused now, after a part of it had landed: whatever is there goes again.
                    Staged::Settled(Outcome::Refused(refused))
                        if act == Act::Post && (sent.contains(&place) || round.holds_some(posting)) =>
                    {
                        withdrawn.insert(place, refused);
                    }
                    Staged::Settled(settled) => *outcome = Some(settled),
                    Staged::Changed(cards) if cards.is_empty() => {
                        *outcome = withdrawn.get(&place).cloned().map(Outcome::Refused);
                    }
                    Staged::Changed(cards) => {
                        touched.insert(place, cards);
                    }
                }
            }
            let cards: BTreeSet<CardId> = touched.values().flatten().copied().collect();
            if cards.is_empty() {
                self.follow(&round.contracts, &done, (act, reason), directory).await;
                continue;
            }
            sent.extend(touched.keys());
            let written = self.write(&round.contracts, &cards, directory).await?;
            for (place, cards) in touched {
                let refused = cards.iter().find_map(|card| match written.get(card) {
                    Some(Written::Refused(refused)) => Some((refused.clone(), false)),
                    Some(Written::Lost(refused)) => Some((refused.clone(), true)),
                    _ => None,
                });
                let all_kept = cards.iter().all(|card| matches!(written.get(card), Some(Written::Kept)));
                let Some(outcome) = outcomes.get_mut(place) else { continue };
                match (refused, withdrawn.get(&place)) {
                    (None, Some(why)) if all_kept => *outcome = Some(Outcome::Refused(why.clone())),
                    (None, None) if all_kept => {
                        *outcome = cards.first().map(|card| Outcome::Taken(card.reference()));
                        done.extend(postings.get(place));
                    }
                    (Some((refused, has_landed)), None) if (cards.len() == 1 && !has_landed) || act == Act::Reverse => {
                        *outcome = Some(Outcome::Refused(refused));
                    }
                    (Some((refused, _)), None) => {
                        withdrawn.insert(place, refused);
                    }
                    _ => {}
                }
            }
            self.follow(&round.contracts, &done, (act, reason), directory).await;
        }
        let unsettled = || Failure::Silent("no clear answer after several attempts".to_owned());
        outcomes.into_iter().map(|outcome| outcome.ok_or_else(unsettled)).collect()
    }

    /// The contracts of these postings as they are now, once no lost write can change them any more.
    async fn round<'portal>(
        &'portal self,
        postings: &[Posting],
        open: &[usize],
        directory: &'portal Directory,
    ) -> Result<Round<'portal>, Failure> {
        let wanted: Vec<Posting> = open.iter().filter_map(|place| postings.get(*place).cloned()).collect();
        loop {
            let contracts = self.load_some(contracts_of(&wanted)).await?;
            match self.doubt_of(contracts.values().flat_map(|loaded| loaded.purses.keys())) {
                Some(until) => self.client.told().wait(until, "bitrix24-waits-lost").await,
                None => return Ok(Round { mapping: &self.mapping, directory, contracts }),
            }
        }
    }

    /// Writes cards as they should be.
    async fn write(
        &self,
        contracts: &BTreeMap<ContractId, Loaded>,
        cards: &BTreeSet<CardId>,
        directory: &Directory,
    ) -> Result<BTreeMap<CardId, Written>, Failure> {
        let waiting: Vec<(CardId, &Loaded)> = contracts
            .values()
            .flat_map(|loaded| loaded.purses.keys().map(move |card| (*card, loaded)))
            .filter(|(card, _)| cards.contains(card))
            .collect();
        let commands: Vec<Command> =
            waiting.iter().map(|(card, loaded)| self.update(*card, loaded, directory)).collect();
        let answers = self.client.write_all(&commands).await;
        // Before anything else: what may still come about.
        let silent =
            waiting.iter().zip(&answers).filter(|(_, answer)| answer.as_ref().is_err_and(Failure::may_be_done));
        self.doubt(silent.map(|((card, _), _)| *card));
        let mut written = BTreeMap::new();
        for ((card, loaded), answer) in waiting.into_iter().zip(answers) {
            let became = match answer {
                Ok(Ok(reply)) => self.look_at(card, loaded, directory, reply.result.get("item")),
                Ok(Err(Failure::Refused(refused))) => {
                    let message = Message::new("bitrix24-refusal-denied")
                        .with("contract", loaded.contract.number.as_str())
                        .with("words", harmless_line(&refused.words))
                        .with("code", harmless_line(&refused.code));
                    Written::Refused(refusal(RefusalKind::Broken, message))
                }
                Ok(Err(failure)) if failure.treatment() == Treatment::Stop => return Err(failure),
                Err(failure) if !failure.may_be_done() => return Err(failure),
                Ok(Err(_)) | Err(_) => Written::Unknown,
            };
            written.insert(card, became);
        }
        Ok(written)
    }

    /// The update of a card to what it should hold.
    fn update(&self, card: CardId, loaded: &Loaded, directory: &Directory) -> Command {
        let fields = card.kind.money(&self.mapping);
        let command = Command::new("crm.item.update").with("entityTypeId", card.kind.number()).with("id", card.id);
        let Some(purse) = loaded.purses.get(&card) else { return command };
        let sums = self.card_sums(card, loaded, directory).into_iter();
        let command = sums.fold(command, |command, (field, value)| command.with(format!("fields[{field}]"), value));
        command.with_list(&format!("fields[{}]", fields.payments), purse.lines())
    }

    /// The sums that a card is to show.
    fn card_sums(&self, card: CardId, loaded: &Loaded, directory: &Directory) -> Vec<(&str, String)> {
        let Some(purse) = loaded.purses.get(&card) else { return Vec::new() };
        let price = loaded.prices.get(&card).copied().unwrap_or_default();
        self.sums(card.kind, &Shown::of_card(purse, price, loaded.contract.currency), directory)
    }

    /// Compares the card that an update tells with what it should hold: a field that the portal
    /// does not know is ignored without a word.
    fn look_at(&self, card: CardId, loaded: &Loaded, directory: &Directory, item: &Json) -> Written {
        let fields = card.kind.money(&self.mapping);
        let Some(wanted) = loaded.purses.get(&card) else { return Written::Unknown };
        let seen = Purse::of(fields, item);
        let lost = if seen.paid != wanted.paid {
            &fields.paid
        } else if !Entry::are_same(&seen.entries, &wanted.entries) {
            &fields.payments
        } else {
            // What only shows the money is no reason to send it back.
            if let Some(field) = unlike(&self.card_sums(card, loaded, directory), item) {
                self.warn(not_shown(loaded, field));
            }
            return Written::Kept;
        };
        let message = Message::new("bitrix24-refusal-not-kept")
            .with("contract", loaded.contract.number.as_str())
            .with("field", lost.as_str());
        Written::Lost(refusal(RefusalKind::Broken, message))
    }

    /// From now on a lost write may come to these cards.
    fn doubt(&self, cards: impl Iterator<Item = CardId>) {
        let until = Instant::now() + SETTLED;
        let mut in_doubt = self.in_doubt.lock().unwrap_or_else(PoisonError::into_inner);
        in_doubt.extend(cards.map(|card| (card, until)));
    }

    /// Until when a lost write may come to one of these cards.
    fn doubt_of<'card>(&self, mut cards: impl Iterator<Item = &'card CardId>) -> Option<Instant> {
        let now = Instant::now();
        let mut in_doubt = self.in_doubt.lock().unwrap_or_else(PoisonError::into_inner);
        in_doubt.retain(|_, until| *until > now);
        let mut latest = None;
        if !in_doubt.is_empty() {
            for card in cards.by_ref() {
                latest = latest.max(in_doubt.get(card).copied());
            }
        }
        latest
    }
}

/// A field that does not show what it was told to.
pub(super) fn not_shown(loaded: &Loaded, field: &str) -> Message {
    Message::new("bitrix24-not-shown").with("contract", loaded.contract.number.as_str()).with("field", field)
}

fn contracts_of(postings: &[Posting]) -> impl Iterator<Item = &ContractId> {
    postings.iter().flat_map(|posting| posting.parts.iter().map(|part| &part.allocation.contract))
}
