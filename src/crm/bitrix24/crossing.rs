//! Two programs at one card at the same moment. The portal takes whole values only and no condition
//! with them, so that whoever writes last wipes what another wrote since both read.
//!
//! Each write therefore looks at its card in the same request, just before it. Who sees there what
//! it did not know has wiped it, and brings it back. A look and its write stand so close together
//! that whoever was wiped between them finds it out when it reads its own writes back.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::PoisonError;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use super::Bitrix24;
use super::cards::{CardId, Purse};
use super::directory::Directory;
use super::failure::Failure;
use super::posting::Written;
use super::staging::Act;
use crate::model::{ContractId, Message};

/// How often what was wiped is brought back before a person is told.
const MENDS: u32 = 8;
/// The longest pause before that: of two programs that wipe each other's writes one comes later.
const PAUSE: u64 = 1_000;
/// After so long a write is read back: another that looked just before it has written by then.
const APART: Duration = Duration::from_millis(500);

/// A card that others changed between our reading and our write.
#[derive(Debug, Clone)]
pub(super) struct Crossed {
    pub(super) contract: ContractId,
    /// The contract's number, for people.
    pub(super) number: String,
    pub(super) card: CardId,
    /// As we read it.
    pub(super) base: Purse,
    /// As it stood just before our write.
    pub(super) before: Purse,
}

impl Bitrix24 {
    /// Brings back what our writes wiped. What cannot be brought back is told.
    pub(super) async fn mend(&self, crossed: Vec<Crossed>, directory: &Directory) -> Result<(), Failure> {
        let touched: BTreeSet<ContractId> = crossed.iter().map(|crossed| crossed.contract.clone()).collect();
        let mut waiting = crossed;
        for _ in 0..MENDS {
            if waiting.is_empty() {
                break;
            }
            sleep(Duration::from_millis(RandomState::new().build_hasher().finish() % PAUSE)).await;
            match self.bring_back(&waiting, directory).await {
                Ok(left) => waiting = left,
                Err(failure) => {
                    self.warn_of_crossed(&waiting);
                    return Err(failure);
                }
            }
        }
        self.warn_of_crossed(&waiting);
        if !touched.is_empty() {
            // What a deal shows of its cards follows from all of them.
            let contracts = self.load_some(&touched).await?;
            self.follow(&contracts, &touched, &[], (Act::Post, ""), directory).await;
        }
        Ok(())
    }

    /// One try. Gives what is still to be brought back.
    async fn bring_back(&self, waiting: &[Crossed], directory: &Directory) -> Result<Vec<Crossed>, Failure> {
        let contracts: BTreeSet<&ContractId> = waiting.iter().map(|crossed| &crossed.contract).collect();
        let mut round = self.round(contracts, directory).await?;
        let mut changed = BTreeSet::new();
        for Crossed { contract, card, base, before, .. } in waiting {
            let loaded = round.contracts.get_mut(contract);
            let Some(purse) = loaded.and_then(|loaded| loaded.purses.get_mut(card)) else { continue };
            let held = purse.clone();
            purse.bring_back(base, before);
            if *purse != held {
                changed.insert(*card);
            }
        }
        let written: BTreeMap<CardId, Written> = self.write(&mut round, &changed, None).await?;
        let is_open = |card| matches!(written.get(card), Some(Written::Unknown));
        let mut left: Vec<Crossed> = waiting.iter().filter(|crossed| is_open(&crossed.card)).cloned().collect();
        let refused = |card| matches!(written.get(card), Some(Written::Refused(_) | Written::Lost(_)));
        self.warn_of_crossed(waiting.iter().filter(|crossed| refused(&crossed.card)));
        left.append(&mut round.crossed);
        Ok(left)
    }

    fn warn_of_crossed<'crossed>(&self, crossed: impl IntoIterator<Item = &'crossed Crossed>) {
        for Crossed { number, .. } in crossed {
            self.warn(Message::new("bitrix24-crossed").with("contract", number.as_str()));
        }
    }

    /// Something was just written.
    pub(super) fn note_written(&self) {
        *self.written_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Waits until nobody who looked before our last write has still to write.
    pub(super) async fn let_others_write(&self) {
        let written_at = *self.written_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(written_at) = written_at {
            sleep_until(written_at + APART).await;
        }
    }
}
