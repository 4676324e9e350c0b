//! The way to the CRM, and a connector as its abilities say: what is sent may be lost, late, doubled or
//! cut on either way.

use std::collections::BTreeSet;
use std::fmt;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use sverka::crm::{Abilities, Crm, CrmError, Keys, Outcome, PostedPart};
use sverka::model::{
    Contract, ContractId, CrmReference, IdempotencyKey, Message, PaymentId, Posting, PostingPart, RefusalKind,
};
use tokio::time::sleep;

use super::folder::Folder;
use super::ledger::{By, Ledger, Verdict, refused};
use super::server::{Request, Server, brief};

/// How long a call may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Calm,
    NeverLeaves,
    ReplyLost,
    Silent,
    Late,
    Twice,
    Half,
    Broken,
    FewAnswers,
    Lie,
}

const BAD: [Fate; 9] = [
    Fate::NeverLeaves,
    Fate::ReplyLost,
    Fate::Silent,
    Fate::Late,
    Fate::Twice,
    Fate::Half,
    Fate::Broken,
    Fate::FewAnswers,
    Fate::Lie,
];

/// The CRM as one console sees it.
pub struct Wire {
    pub server: Arc<Mutex<Server>>,
    pub console: usize,
    /// Whose journal must have the intent before anything is sent; `None` where that is not looked at.
    pub folder: Option<Arc<Folder>>,
}

impl fmt::Debug for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Wire").field("console", &self.console).finish_non_exhaustive()
    }
}

fn down() -> CrmError {
    CrmError::InUse { holder: "the weather".to_owned() }
}

impl Wire {
    fn server(&self) -> MutexGuard<'_, Server> {
        self.server.lock().expect("nobody fails with it")
    }

    const fn by(&self) -> By {
        By::Console(self.console)
    }

    fn fate(&self) -> Fate {
        let mut server = self.server();
        if server.is_calm || !server.random.one_in(3) {
            return Fate::Calm;
        }
        let fate = BAD[server.random.below(BAD.len())];
        let tally = &mut server.tally;
        *match fate {
            Fate::Calm => return fate,
            Fate::NeverLeaves => &mut tally.never_left,
            Fate::ReplyLost => &mut tally.lost,
            Fate::Silent => &mut tally.silent,
            Fate::Late => &mut tally.late,
            Fate::Twice => &mut tally.twice,
            Fate::Half => &mut tally.half,
            Fate::Broken | Fate::FewAnswers | Fate::Lie => &mut tally.wrong_answers,
        } += 1;
        server.note(|| format!("console {}: the next request meets {fate:?}", self.console));
        fate
    }

    /// How long a request is on its way. Where writes end with their calls it is there at once.
    fn there(&self) -> Duration {
        let mut server = self.server();
        if server.settings.settles_after.is_zero() { Duration::ZERO } else { server.random.millis(5, 400) }
    }

    fn back(&self) -> Duration {
        self.server().random.millis(1, 300)
    }

    /// One request that changes something.
    async fn write(&self, request: Request) -> Result<Vec<Outcome>, CrmError> {
        let (fate, there, back) = (self.fate(), self.there(), self.back());
        let settles_after = self.server().settings.settles_after;
        let fate = if fate == Fate::Late && settles_after.is_zero() { Fate::ReplyLost } else { fate };
        let reply = match fate {
            Fate::NeverLeaves => {
                sleep(back).await;
                return Err(down());
            }
            Fate::Lie => {
                sleep(there + back).await;
                let count = request.count();
                return Ok(vec![Outcome::Taken(CrmReference("a lie".to_owned())); count]);
            }
            Fate::Late => {
                let far = self.server().random.millis(400, u64::try_from(settles_after.as_millis()).unwrap_or(400));
                self.server().send(request, self.by(), far);
                sleep(there + back).await;
                return Err(down());
            }
            Fate::Half => self.server().send(request.half(), self.by(), there),
            Fate::Twice => self.send_twice(request, there),
            _ => self.server().send(request, self.by(), there),
        };
        if fate == Fate::Silent {
            return pending().await;
        }
        sleep(there + back).await;
        let mut server = self.server();
        server.catch_up();
        drop(server);
        let outcomes = reply.outcomes.lock().expect("nobody fails with it").take();
        match (fate, outcomes) {
            (Fate::ReplyLost | Fate::Half, _) | (_, None) => Err(down()),
            (Fate::Broken, Some(outcomes)) => Ok(vec![Outcome::Refused(refused(RefusalKind::Broken)); outcomes.len()]),
            (Fate::FewAnswers, Some(mut outcomes)) => {
                outcomes.pop();
                Ok(outcomes)
            }
            (_, Some(outcomes)) => Ok(outcomes),
        }
    }

    /// A CRM that enforces keys may meet the second as late as it likes; any other takes it twice, and
    /// that is seen only where it comes before the answer.
    fn send_twice(&self, request: Request, there: Duration) -> super::server::Reply {
        let mut server = self.server();
        let is_enforced = server.settings.keys == Keys::Enforced;
        if !is_enforced && !matches!(request, Request::Reverse(_)) {
            server.may_be_twice.extend(payments(&request));
        }
        let settles = u64::try_from(server.settings.settles_after.as_millis()).unwrap_or_default();
        let second = if is_enforced && settles > 400 { server.random.millis(400, settles) } else { there };
        let reply = server.send(request.clone(), self.by(), there);
        server.send_for(request, self.by(), second, &reply);
        reply
    }

    /// One request that only looks.
    async fn look<T>(&self, at: impl FnOnce(&Ledger, Keys) -> T + Send) -> Result<T, CrmError> {
        let (fate, there, back) = (self.fate(), self.there(), self.back());
        sleep(there).await;
        match fate {
            Fate::NeverLeaves | Fate::ReplyLost | Fate::Late | Fate::Half => return Err(down()),
            Fate::Silent => return pending().await,
            _ => {}
        }
        let seen = {
            let mut server = self.server();
            server.catch_up();
            at(&server.ledger, server.settings.keys)
        };
        sleep(back).await;
        Ok(seen)
    }

    /// A CRM that only stores keys: the connector looks, and then writes what is missing.
    async fn post_looking(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        let mut seen = self.look(|ledger, _| ledger.clone()).await?;
        self.expect_company(postings);
        let part_by_part = self.server().settings.part_by_part;
        let mut outcomes = Vec::with_capacity(postings.len());
        let mut writes: Vec<(usize, Posting, Vec<PostingPart>)> = Vec::new();
        for (place, posting) in postings.iter().enumerate() {
            outcomes.push(match seen.judge(posting, Keys::Stored) {
                Verdict::Settled(outcome) => outcome,
                Verdict::Withdraw(refusal) => {
                    self.write(Request::Withdraw(Box::new(posting.clone()))).await?;
                    seen.withdraw(posting);
                    Outcome::Refused(refusal)
                }
                Verdict::Write(parts) => {
                    for part in &parts {
                        seen.insert(posting, part, self.by());
                    }
                    writes.push((place, posting.clone(), parts));
                    Outcome::Taken(CrmReference(String::new()))
                }
            });
        }
        if part_by_part {
            for (place, posting, parts) in writes {
                for part in parts {
                    let answers = self.write(Request::Insert(vec![(posting.clone(), vec![part])])).await?;
                    outcomes[place] = answers.into_iter().next().ok_or_else(down)?;
                }
            }
        } else if !writes.is_empty() {
            let places: Vec<usize> = writes.iter().map(|(place, ..)| *place).collect();
            let each = writes.into_iter().map(|(_, posting, parts)| (posting, parts)).collect();
            let answers = self.write(Request::Insert(each)).await?;
            if answers.len() != places.len() {
                return Err(down());
            }
            for (place, answer) in places.into_iter().zip(answers) {
                outcomes[place] = answer;
            }
        }
        Ok(outcomes)
    }

    /// Where another console works on the same CRM, it may come between the look and the write.
    fn expect_company(&self, postings: &[Posting]) {
        let mut server = self.server();
        if server.settings.consoles > 1 {
            server.may_be_twice.extend(postings.iter().map(|posting| posting.payment));
        }
    }

    fn check_intent(&self, postings: &[Posting]) {
        let Some(folder) = &self.folder else { return };
        for posting in postings {
            if !folder.has_sent(posting) {
                self.server().complain(format!("{} left before its intent was on disk", brief(posting)));
            }
        }
    }

    async fn reverse_part_by_part(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        let mut outcomes = Vec::with_capacity(postings.len());
        for posting in postings {
            let mut outcome = Outcome::Refused(refused(RefusalKind::NothingToReverse));
            for part in &posting.parts {
                let alone = Posting { parts: vec![part.clone()], ..posting.clone() };
                let answers = self.write(Request::Reverse(vec![alone])).await?;
                outcome = answers.into_iter().next().ok_or_else(down)?;
            }
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }
}

fn payments(request: &Request) -> BTreeSet<PaymentId> {
    match request {
        Request::Post(postings) | Request::Reverse(postings) => {
            postings.iter().map(|posting| posting.payment).collect()
        }
        Request::Insert(postings) => postings.iter().map(|(posting, _)| posting.payment).collect(),
        Request::Withdraw(posting) => BTreeSet::from([posting.payment]),
    }
}

#[async_trait]
impl Crm for Wire {
    fn name(&self) -> Message {
        Message::new("crm-embedded")
    }

    fn abilities(&self) -> Abilities {
        let settings = self.server().settings.clone();
        Abilities {
            keys: settings.keys,
            partial: true,
            schedule: settings.keeps_lines,
            reversal: true,
            stages: false,
            notices: false,
            batch_size: settings.batch_size,
            pacing: None,
            settles_after: settings.settles_after,
            deadline: DEADLINE,
            register_deadline: DEADLINE,
        }
    }

    async fn contracts(&self) -> Result<Vec<Contract>, CrmError> {
        Ok(Vec::new())
    }

    async fn contracts_by_id(&self, _ids: &[ContractId]) -> Result<Vec<Contract>, CrmError> {
        Ok(Vec::new())
    }

    async fn payments_of(&self, contract: &ContractId) -> Result<Vec<PostedPart>, CrmError> {
        let is_of = |part: &PostedPart| part.contract == *contract;
        self.look(|ledger, keys| ledger.told(keys).into_iter().filter(is_of).collect()).await
    }

    async fn payments(&self) -> Result<Vec<PostedPart>, CrmError> {
        self.look(Ledger::told).await
    }

    async fn find(&self, keys: &[IdempotencyKey]) -> Result<Vec<PostedPart>, CrmError> {
        let is_meant = |part: &PostedPart| keys.contains(&part.key);
        self.look(|ledger, kind| ledger.told(kind).into_iter().filter(is_meant).collect()).await
    }

    async fn find_postings(&self, postings: &[Posting]) -> Result<Vec<PostedPart>, CrmError> {
        let keys: Vec<IdempotencyKey> =
            postings.iter().flat_map(|posting| posting.parts.iter().map(|part| part.key)).collect();
        let payments: Vec<PaymentId> = postings.iter().map(|posting| posting.payment).collect();
        let is_meant = |part: &PostedPart| keys.contains(&part.key) || payments.contains(&part.payment);
        self.look(|ledger, kind| ledger.told(kind).into_iter().filter(is_meant).collect()).await
    }

    async fn post(&self, postings: &[Posting]) -> Result<Vec<Outcome>, CrmError> {
        self.check_intent(postings);
        let keys = self.server().settings.keys;
        match keys {
            Keys::Stored => self.post_looking(postings).await,
            Keys::Enforced => self.write(Request::Post(postings.to_vec())).await,
            Keys::None => {
                self.expect_company(postings);
                self.write(Request::Post(postings.to_vec())).await
            }
        }
    }

    async fn reverse(&self, postings: &[Posting], _reason: &str) -> Result<Vec<Outcome>, CrmError> {
        self.check_intent(postings);
        if self.server().settings.part_by_part {
            return self.reverse_part_by_part(postings).await;
        }
        self.write(Request::Reverse(postings.to_vec())).await
    }
}
