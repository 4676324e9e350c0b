//! The CRM at the other end: requests come in when they come in, whether or not who sent them still
//! lives, and each is looked at as soon as it is done.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rust_decimal::Decimal;
use sverka::crm::{Keys, Outcome};
use sverka::model::{PaymentId, Posting, PostingPart, RefusalKind};
use tokio::time::Instant;

use super::ledger::{By, Ledger, Verdict, refused};
use super::random::Random;
use super::tally::Tally;

/// What is asked of the CRM.
#[derive(Debug, Clone)]
pub enum Request {
    /// To look at each posting and to take it, in one go.
    Post(Vec<Posting>),
    /// To take parts, whatever is there: who asks has looked.
    Insert(Vec<(Posting, Vec<PostingPart>)>),
    /// To take away what is there of a posting.
    Withdraw(Box<Posting>),
    /// To take back what lies under the keys of postings.
    Reverse(Vec<Posting>),
}

impl Request {
    /// How many outcomes it is answered with.
    pub fn count(&self) -> usize {
        match self {
            Self::Post(postings) | Self::Reverse(postings) => postings.len(),
            Self::Insert(postings) => postings.len(),
            Self::Withdraw(_) => 1,
        }
    }

    /// The request without what an earlier copy of it was refused.
    fn without(mut self, refused: &BTreeSet<PaymentId>) -> Self {
        if let Self::Post(postings) = &mut self {
            postings.retain(|posting| !refused.contains(&posting.payment));
        }
        self
    }

    /// The request as it is where only its beginning is done.
    pub fn half(&self) -> Self {
        let mut half = self.clone();
        match &mut half {
            Self::Post(postings) | Self::Reverse(postings) => postings.truncate(postings.len() / 2),
            Self::Insert(postings) => postings.truncate(postings.len() / 2),
            Self::Withdraw(_) => {}
        }
        half
    }
}

/// Where the reply to a request is put.
#[derive(Debug, Default)]
pub struct Answer {
    pub outcomes: Mutex<Option<Vec<Outcome>>>,
    /// What was refused: a late copy of the request is answered as the first was.
    refused: Mutex<BTreeSet<PaymentId>>,
}

/// Shared by all copies of a request.
pub type Reply = Arc<Answer>;

struct Pending {
    due: Instant,
    request: Request,
    by: By,
    reply: Reply,
}

/// How a world is made.
#[derive(Debug, Clone)]
pub struct Settings {
    pub keys: Keys,
    /// A posting is written part by part, so that a crash leaves some of them.
    pub part_by_part: bool,
    pub batch_size: usize,
    pub settles_after: Duration,
    pub consoles: usize,
    pub keeps_lines: bool,
}

impl Settings {
    /// Whether somebody else brings payments there too.
    pub fn has_others(&self) -> bool {
        self.consoles > 1
    }
}

pub struct Server {
    pub settings: Settings,
    pub random: Random,
    pub ledger: Ledger,
    /// Nothing goes wrong any more.
    pub is_calm: bool,
    /// What must never be and was.
    pub wrong: Vec<String>,
    pub tally: Tally,
    /// What a payment may hold at most.
    pub amounts: BTreeMap<PaymentId, Decimal>,
    /// Payments that stand there twice for a reason that no program can do anything about: a
    /// request that came twice, a colleague, or another console in the same moment.
    pub may_be_twice: BTreeSet<PaymentId>,
    pending: Vec<Pending>,
    trace: Option<Vec<String>>,
    began: Instant,
}

impl Server {
    pub fn new(settings: Settings, random: Random, ledger: Ledger, is_told: bool) -> Self {
        Self {
            settings,
            random,
            ledger,
            is_calm: false,
            wrong: Vec::new(),
            tally: Tally::default(),
            amounts: BTreeMap::new(),
            may_be_twice: BTreeSet::new(),
            pending: Vec::new(),
            trace: is_told.then(Vec::new),
            began: Instant::now(),
        }
    }

    /// Writes down what happens, where a seed is replayed.
    pub fn note(&mut self, event: impl FnOnce() -> String) {
        let since = self.began.elapsed().as_millis();
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{:>9} ms  {}", since, event()));
        }
    }

    pub fn take_trace(&mut self) -> Vec<String> {
        self.trace.take().unwrap_or_default()
    }

    pub fn complain(&mut self, what: String) {
        self.note(|| format!("WRONG: {what}"));
        self.wrong.push(what);
    }

    /// A request that comes in after so long.
    pub fn send(&mut self, request: Request, by: By, after: Duration) -> Reply {
        let reply = Reply::default();
        self.send_for(request, by, after, &reply);
        reply
    }

    /// The same once more; whoever waits hears of the first.
    pub fn send_for(&mut self, request: Request, by: By, after: Duration, reply: &Reply) {
        let due = Instant::now() + after;
        self.pending.push(Pending { due, request, by, reply: Arc::clone(reply) });
        self.catch_up();
    }

    /// Does what has come in by now, in the order in which it came.
    pub fn catch_up(&mut self) {
        let now = Instant::now();
        loop {
            let due = self.pending.iter().enumerate().filter(|(_, pending)| pending.due <= now);
            let Some(place) = due.min_by_key(|(place, pending)| (pending.due, *place)).map(|(place, _)| place) else {
                return;
            };
            let Pending { request, by, reply, .. } = self.pending.remove(place);
            let mut refused = reply.refused.lock().expect("nobody fails with it");
            let request = request.without(&refused);
            let outcomes = self.apply(&request, by);
            self.note(|| format!("  CRM, for {by:?}: {} -> {outcomes:?}", told(&request)));
            if let Request::Post(postings) = &request {
                let each = postings.iter().zip(&outcomes);
                let is_refused = |outcome: &Outcome| matches!(outcome, Outcome::Refused(_));
                refused.extend(each.filter(|(_, outcome)| is_refused(outcome)).map(|(posting, _)| posting.payment));
            }
            drop(refused);
            reply.outcomes.lock().expect("nobody fails with it").get_or_insert(outcomes);
            self.look_for_doubles();
        }
    }

    fn apply(&mut self, request: &Request, by: By) -> Vec<Outcome> {
        let keys = self.settings.keys;
        match request {
            Request::Post(postings) => postings.iter().map(|posting| self.post(posting, by)).collect(),
            Request::Insert(postings) => {
                let mut insert = |(posting, parts): &(Posting, Vec<PostingPart>)| {
                    Outcome::Taken(self.ledger.insert_all(posting, parts, by))
                };
                postings.iter().map(&mut insert).collect()
            }
            Request::Withdraw(posting) => {
                self.ledger.withdraw(posting);
                vec![Outcome::Refused(refused(RefusalKind::ContractClosed))]
            }
            Request::Reverse(postings) => {
                postings.iter().map(|posting| self.ledger.reverse(posting, keys, by)).collect()
            }
        }
    }

    fn post(&mut self, posting: &Posting, by: By) -> Outcome {
        match self.ledger.judge(posting, self.settings.keys) {
            Verdict::Settled(outcome) => outcome,
            Verdict::Withdraw(refusal) => Outcome::Refused(refusal),
            Verdict::Write(parts) => Outcome::Taken(self.ledger.insert_all(posting, &parts, by)),
        }
    }

    /// No payment is ever held for more than it is, where that can be helped.
    fn look_for_doubles(&mut self) {
        let over = self.amounts.iter().filter(|(payment, amount)| self.ledger.held(**payment) > **amount);
        let over: Vec<PaymentId> = over.map(|(payment, _)| *payment).collect();
        for payment in over {
            let can_be_helped = self.settings.keys == Keys::Enforced || !self.may_be_twice.contains(&payment);
            if can_be_helped {
                let held = self.ledger.held(payment);
                self.complain(format!("the CRM holds {held} of payment {payment}, which is more than it is"));
            }
        }
    }
}

fn told(request: &Request) -> String {
    let names = |postings: &[Posting]| -> Vec<String> { postings.iter().map(brief).collect() };
    match request {
        Request::Post(postings) => format!("post {:?}", names(postings)),
        Request::Insert(postings) => {
            let each = postings.iter().map(|(posting, parts)| format!("{} ({} parts)", brief(posting), parts.len()));
            format!("insert {:?}", each.collect::<Vec<_>>())
        }
        Request::Withdraw(posting) => format!("withdraw {}", brief(posting)),
        Request::Reverse(postings) => format!("reverse {:?}", names(postings)),
    }
}

/// A posting in a word: number, contracts, beginning of its first key.
pub fn brief(posting: &Posting) -> String {
    let contracts: Vec<&str> = posting.parts.iter().map(|part| part.allocation.contract.as_str()).collect();
    let key: String = posting.parts.iter().map(|part| part.key.to_string()).take(1).collect();
    format!("№{} to {} key {}", posting.number, contracts.join("+"), key.get(..6).unwrap_or_default())
}
