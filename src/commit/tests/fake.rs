//! A CRM that does what a script says, and a driver that stops at any await.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use async_trait::async_trait;
use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;

use super::memory::MemoryJournal;
use crate::crm::{Abilities, Crm, CrmError, Keys, Outcome, PostedPart};
use crate::model::{
    Contract, ContractId, CrmReference, IdempotencyKey, Message, PaymentId, Posting, Refusal, RefusalKind, Unit,
};

pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One await of which nobody knows how long it takes.
async fn pause() {
    let mut waited = false;
    poll_fn(|context| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Runs a future for so many polls, then drops it where it stands: a crash at that await.
pub fn drive<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    // Deadlines want a clock, though nothing here takes any time.
    static CLOCK: LazyLock<Runtime> =
        LazyLock::new(|| Builder::new_current_thread().enable_time().build().expect("a runtime"));
    let _clock = CLOCK.enter();
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..polls).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    })
}

/// Runs a future to its end.
pub fn finish<T>(future: impl Future<Output = T>) -> T {
    drive(future, 100_000).expect("it comes to an end")
}

/// What the CRM does with its next call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What it should.
    Calm,
    /// Fails, and has done nothing.
    ErrorBefore,
    /// Does it, and then fails.
    ErrorAfter,
    /// Does it, and the reply never comes.
    Silent,
    /// Fails, and does it after [`LATE`].
    Late,
    /// Refuses every second posting.
    Refuse,
    /// Does it, and says that it broke.
    BrokenAfter,
    /// Does it, and answers for one posting less.
    FewAnswers,
    /// Says that it took it, and did nothing.
    Lie,
}

/// How long a write that is late takes.
const LATE: Duration = Duration::from_secs(90);

/// A CRM in memory. It takes a key as often as it is sent unless `enforces`, so that exactly once
/// is the engine's doing.
#[derive(Debug)]
pub struct FakeCrm {
    pub enforces: bool,
    pub batch_size: usize,
    pub abilities: Abilities,
    journal: Arc<MemoryJournal>,
    faults: Mutex<VecDeque<Fault>>,
    held: Mutex<Vec<PostedPart>>,
    calls: Mutex<Vec<&'static str>>,
    /// What it has to say beside the payments.
    pub warnings: Mutex<Vec<Message>>,
    /// What comes about later, and when.
    late: Mutex<Vec<(Instant, Posting)>>,
}

impl FakeCrm {
    pub fn new(journal: &Arc<MemoryJournal>, enforces: bool, batch_size: usize) -> Self {
        Self {
            enforces,
            batch_size,
            abilities: all_abilities(),
            journal: Arc::clone(journal),
            faults: Mutex::default(),
            held: Mutex::default(),
            calls: Mutex::default(),
            late: Mutex::default(),
            warnings: Mutex::default(),
        }
    }

    /// What becomes of the next calls; afterwards it is calm.
    pub fn script(&self, faults: &[Fault]) {
        *locked(&self.faults) = faults.iter().copied().collect();
    }

    pub fn calls(&self) -> Vec<&'static str> {
        locked(&self.calls).clone()
    }

    /// What was late and has come about by now.
    fn catch_up(&self) {
        let now = Instant::now();
        let late: Vec<(Instant, Posting)> = std::mem::take(&mut *locked(&self.late));
        let (due, later): (Vec<_>, Vec<_>) = late.into_iter().partition(|(at, _)| *at <= now);
        *locked(&self.late) = later;
        for (_, posting) in due {
            self.take(&posting);
        }
    }

    /// Parts in force of a payment.
    pub fn in_force(&self, payment: PaymentId) -> Vec<PostedPart> {
        let held = locked(&self.held);
        held.iter().filter(|part| part.payment == payment && !part.reversed).cloned().collect()
    }

    /// Somebody enters a payment by hand.
    pub fn enter(&self, posting: &Posting) {
        self.take(posting);
    }

    /// What is held, as it is told: without keys an entry has a name of its own, and of no payment.
    fn told(&self) -> Vec<PostedPart> {
        let mut held = locked(&self.held).clone();
        if self.abilities.keys == Keys::None {
            for (place, part) in held.iter_mut().enumerate() {
                let name = format!("entry {place}");
                part.payment = PaymentId::of_document(&name);
                part.key = IdempotencyKey(part.payment.uuid());
            }
        }
        held
    }

    /// The same CRM, seen from another state folder.
    pub fn copy_from(&self, other: &Self) {
        locked(&self.held).clone_from(&locked(&other.held));
    }

    /// Somebody changes what is held.
    pub fn tamper(&self, change: impl FnMut(&mut PostedPart)) {
        locked(&self.held).iter_mut().for_each(change);
    }

    fn fault(&self, call: &'static str) -> Fault {
        self.catch_up();
        locked(&self.calls).push(call);
        locked(&self.faults).pop_front().unwrap_or(Fault::Calm)
    }

    fn take(&self, posting: &Posting) -> Outcome {
        let mut held = locked(&self.held);
        let reference = CrmReference(format!("{:06}", held.len() + 1));
        if self.enforces {
            let known = held.iter().find(|part| posting.parts.iter().any(|sent| sent.key == part.key));
            if let Some(known) = known {
                return if known.reversed {
                    refused(RefusalKind::KeyReused)
                } else {
                    Outcome::Already(known.reference.clone())
                };
            }
        }
        held.extend(posting.parts.iter().map(|part| PostedPart {
            reference: reference.clone(),
            key: part.key,
            contract: part.allocation.contract.clone(),
            contract_number: part.allocation.contract.to_string(),
            line: part.allocation.line,
            direction: posting.direction,
            amount: part.allocation.amount,
            date: posting.date,
            currency: posting.currency,
            payer: posting.payer.clone(),
            payer_tax_id: posting.payer_tax_id.clone(),
            payer_account: posting.payer_account.clone(),
            purpose: posting.purpose.clone(),
            number: posting.number.clone(),
            order_number: posting.order_number.clone(),
            payment: posting.payment,
            source_id: posting.source_id.clone(),
            reversed: false,
        }));
        Outcome::Taken(reference)
    }

    fn take_back(&self, posting: &Posting) -> Outcome {
        let told = self.told();
        let mut held = locked(&self.held);
        let mut outcome = refused(RefusalKind::NothingToReverse);
        let is_meant = |told: &PostedPart| posting.parts.iter().any(|sent| sent.key == told.key);
        for (part, _) in held.iter_mut().zip(&told).filter(|(_, told)| is_meant(told)) {
            outcome = if part.reversed {
                Outcome::Already(part.reference.clone())
            } else {
                Outcome::Taken(part.reference.clone())
            };
            part.reversed = true;
        }
        outcome
    }

    async fn write(
        &self,
        call: &'static str,
        postings: &[Posting],
        act: impl Fn(&Posting) -> Outcome + Send,
    ) -> Result<Vec<Outcome>, CrmError> {
        for posting in postings {
            assert!(self.journal.has_sent(posting.payment), "the intent is on disk before its effect");
        }
        let fault = self.fault(call);
        pause().await;
        match fault {
            Fault::ErrorBefore => return Err(down()),
            Fault::Late => {
                let at = Instant::now() + LATE;
                locked(&self.late).extend(postings.iter().map(|posting| (at, posting.clone())));
                return Err(down());
            }
            Fault::Lie => return Ok(postings.iter().map(|_| Outcome::Taken(CrmReference("lie".to_owned()))).collect()),
            _ => {}
        }
        let mut outcomes: Vec<Outcome> = Vec::new();
        for (position, posting) in postings.iter().enumerate() {
            let is_refused = fault == Fault::Refuse && position % 2 == 0;
            outcomes.push(if is_refused { refused(RefusalKind::MoreThanDue) } else { act(posting) });
        }
        pause().await;
        match fault {
            Fault::ErrorAfter => Err(down()),
            Fault::Silent => std::future::pending().await,
            Fault::BrokenAfter => Ok(outcomes.iter().map(|_| refused(RefusalKind::Broken)).collect()),
            Fault::FewAnswers => {
                outcomes.pop();
                Ok(outcomes)
            }
            _ => Ok(outcomes),
        }
    }
}

/// Everything that a CRM can do, at once and without limits.
fn all_abilities() -> Abilities {
    Abilities {
        keys: Keys::Stored,
        partial: true,
        schedule: true,
        reversal: true,
        stages: false,
        notices: false,
        batch_size: 1,
        pacing: None,
        settles_after: Duration::ZERO,
        deadline: Duration::from_secs(60),
        register_deadline: Duration::from_secs(60),
    }
}

fn refused(kind: RefusalKind) -> Outcome {
    Outcome::Refused(Refusal { kind, message: Message::new("refusal-test") })
}

fn down() -> CrmError {
    CrmError::InUse { holder: "the script".to_owned() }
}

#[async_trait]
impl Crm for FakeCrm {
    fn name(&self) -> Message {
        Message::new("crm-embedded")
    }

    fn take_warnings(&self) -> Vec<Message> {
        std::mem::take(&mut *locked(&self.warnings))
    }

    fn abilities(&self) -> Abilities {
        let keys = match self.abilities.keys {
            Keys::None => Keys::None,
            _ if self.enforces => Keys::Enforced,
            _ => Keys::Stored,
        };
        Abilities { keys, batch_size: self.batch_size, ..self.abilities.clone() }
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        Ok(Vec::new())
    }

    async fn contracts_by_id(&self, _ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        Ok(Vec::new())
    }

    async fn units(&self) -> Result<Vec<Unit>, CrmError> {
        Ok(Vec::new())
    }

    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        let fault = self.fault("look");
        pause().await;
        match fault {
            Fault::ErrorBefore => Err(down()),
            _ => Ok(self.told().into_iter().filter(|part| part.contract == *contract).collect()),
        }
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        Ok(locked(&self.held).clone())
    }

    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        let fault = self.fault("find");
        pause().await;
        match fault {
            Fault::ErrorBefore | Fault::ErrorAfter => Err(down()),
            Fault::Silent => std::future::pending().await,
            _ => Ok(self.told().into_iter().filter(|part| keys.contains(&part.key)).collect()),
        }
    }

    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        self.write("post", postings, |posting| self.take(posting)).await
    }

    async fn reverse(&self, postings: &[Posting], _reason: &str) -> Result<Vec<Outcome>, CrmError> {
        self.write("reverse", postings, |posting| self.take_back(posting)).await
    }
}
