//! Writing payments: cards are read, changed by absolute values, written, and looked at again.
//!
//! A write without an answer is never sent again blindly: the cards are read anew, and while the
//! lost request may still come about nothing else is written to them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use tokio::time::Instant;

use super::batch::{Answer, Command};
use super::cards::{CardId, Kind, Purse, text};
use super::crossing::Crossed;
use super::directory::Directory;
use super::entry::Entry;
use super::failure::{Failure, Treatment};
use super::leash::Leash;
use super::register::Loaded;
use super::staging::{Act, Round, Staged};
use super::state::{Shown, unlike};
use super::waves::{Done, Look, Write};
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
pub(super) enum Written {
    /// It holds what it should.
    Kept,
    /// It holds what it held before.
    Refused(Refusal),
    /// It was written, but does not hold all of it: to be taken back.
    Lost(Refusal),
    /// To be read again.
    Unknown,
    /// Nothing was sent to it, nor to any card of the same bundle.
    HeldBack,
}

impl Bitrix24 {
    /// The parts that these postings left in the portal, and what else their contracts hold of the
    /// same payments. Waits while a lost write may still come.
    pub(super) async fn held(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, Failure> {
        let keys: BTreeSet<IdempotencyKey> =
            postings.iter().flat_map(|posting| posting.parts.iter().map(|part| part.key)).collect();
        let payments: BTreeSet<PaymentId> = postings.iter().map(|posting| posting.payment).collect();
        self.let_others_write().await;
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
        let mut leash = Leash::of(postings, &self.is_held_back);
        for _ in 0..ROUNDS {
            let open: Vec<usize> = (0..postings.len()).filter(|place| outcomes.get(*place) == Some(&None)).collect();
            if open.is_empty() {
                break;
            }
            let wanted = open.iter().filter_map(|place| postings.get(*place));
            let mut round = self.round(wanted.flat_map(contracts_of_one), directory).await?;
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
            sent.extend(touched.keys());
            let written = self.write(&mut round, &cards, Some(&mut leash)).await?;
            for (place, cards) in touched {
                if cards.iter().any(|card| matches!(written.get(card), Some(Written::HeldBack))) {
                    if let Some(outcome) = outcomes.get_mut(place) {
                        *outcome = Some(Outcome::HeldBack);
                    }
                    continue;
                }
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
            let of_done = done.iter().flat_map(|posting| contracts_of_one(posting)).cloned().collect();
            self.follow(&round.contracts, &of_done, &done, (act, reason), directory).await;
            self.mend(round.crossed, directory).await?;
        }
        let unsettled = || Failure::Silent("no clear answer after several attempts".to_owned());
        outcomes.into_iter().map(|outcome| outcome.ok_or_else(unsettled)).collect()
    }

    /// Contracts as they are now, once no lost write can change them any more.
    pub(super) async fn round<'portal>(
        &'portal self,
        wanted: impl IntoIterator<Item = &ContractId>,
        directory: &'portal Directory,
    ) -> Result<Round<'portal>, Failure> {
        let wanted: BTreeSet<&ContractId> = wanted.into_iter().collect();
        loop {
            let contracts = self.load_some(wanted.iter().copied()).await?;
            let cards = || contracts.values().flat_map(|loaded| &loaded.purses);
            if let Some(until) = self.doubt_of(cards().map(|(card, _)| card)) {
                self.client.told().wait(until, "bitrix24-waits-lost").await;
                continue;
            }
            let read = cards().map(|(card, purse)| (*card, purse.clone())).collect();
            return Ok(Round { mapping: &self.mapping, directory, contracts, read, crossed: Vec::new() });
        }
    }

    /// Writes cards as they should be. Notes where that wiped what others wrote, and the stage in
    /// which each card stood then.
    pub(super) async fn write(
        &self,
        round: &mut Round<'_>,
        cards: &BTreeSet<CardId>,
        leash: Option<&mut Leash<'_>>,
    ) -> Result<BTreeMap<CardId, Written>, Failure> {
        let fields = [Kind::Deal, Kind::Invoice].map(|kind| self.looked_at(kind));
        let [of_deals, of_invoices] = fields.each_ref().map(Vec::as_slice);
        let mut waiting = Vec::new();
        for (contract, loaded) in &round.contracts {
            for card in loaded.purses.keys().copied().filter(|card| cards.contains(card)) {
                let fields = if card.kind == Kind::Deal { of_deals } else { of_invoices };
                let look = Some(Look { kind: card.kind, id: card.id, fields });
                let bundle = leash.as_deref().map_or(0, |leash| leash.bundle(contract));
                let command = self.update(card, loaded, round.directory);
                waiting.push((card, contract.clone(), Write { command, look, bundle }));
            }
        }
        let shelves = leash.as_deref().map(|leash| leash.shelves(waiting.iter().map(|(_, contract, _)| contract)));
        let place = |write: &Write<'_>| shelves.as_ref().and_then(|shelves| shelves.get(&write.bundle)).copied();
        waiting.sort_by_key(|(card, _, write)| (place(write), *card));
        let (places, writes): (Vec<(CardId, ContractId)>, Vec<Write<'_>>) =
            waiting.into_iter().map(|(card, contract, write)| ((card, contract), write)).unzip();
        let done = self.client.write_all(&writes, leash).await;
        // Before anything else: what may still come about.
        let silent =
            places.iter().zip(&done).filter(|(_, done)| done.written.as_ref().is_err_and(Failure::may_be_done));
        self.doubt(silent.map(|((card, _), _)| *card));
        if !places.is_empty() {
            self.note_written();
        }
        let mut written = BTreeMap::new();
        for ((card, contract), Done { written: answer, before }) in places.into_iter().zip(done) {
            let became = self.became(round, (card, &contract), answer)?;
            if !matches!(became, Written::Refused(_) | Written::HeldBack)
                && let Some(before) = before.map(|item| Purse::of(card.kind.money(&self.mapping), &item))
                && let Some(base) = round.read.get(&card).filter(|base| **base != before).cloned()
            {
                let number =
                    round.contracts.get(&contract).map_or_else(String::new, |loaded| loaded.contract.number.clone());
                round.crossed.push(Crossed { contract, number, card, base, before });
            }
            written.insert(card, became);
        }
        Ok(written)
    }

    /// The fields of a type of cards that show whether others wrote to one.
    fn looked_at(&self, kind: Kind) -> Vec<&str> {
        let money = kind.money(&self.mapping);
        ["id", &money.paid, &money.payments].into_iter().filter(|name| !name.is_empty()).collect()
    }

    /// What became of a write.
    fn became(
        &self,
        round: &mut Round<'_>,
        (card, contract): (CardId, &ContractId),
        answer: Result<Answer, Failure>,
    ) -> Result<Written, Failure> {
        let Some(loaded) = round.contracts.get_mut(contract) else { return Ok(Written::Unknown) };
        match answer {
            Ok(Ok(reply)) => {
                let item = reply.result.get("item");
                let stands = text(item, "stageId");
                if !stands.is_empty() {
                    loaded.stages.insert(card, stands);
                }
                Ok(self.look_at(card, loaded, round.directory, item))
            }
            Ok(Err(Failure::Refused(refused))) => {
                let message = Message::new("bitrix24-refusal-denied")
                    .with("contract", loaded.contract.number.as_str())
                    .with("words", harmless_line(&refused.words))
                    .with("code", harmless_line(&refused.code));
                Ok(Written::Refused(refusal(RefusalKind::Broken, message)))
            }
            Err(Failure::HeldBack) => Ok(Written::HeldBack),
            Ok(Err(failure)) if failure.treatment() == Treatment::Stop => Err(failure),
            Err(failure) if !failure.may_be_done() => Err(failure),
            Ok(Err(_)) | Err(_) => Ok(Written::Unknown),
        }
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
    pub(super) fn doubt(&self, cards: impl Iterator<Item = CardId>) {
        let until = Instant::now() + self.mapping.late_write();
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
    postings.iter().flat_map(contracts_of_one)
}

fn contracts_of_one(posting: &Posting) -> impl Iterator<Item = &ContractId> {
    posting.parts.iter().map(|part| &part.allocation.contract)
}
