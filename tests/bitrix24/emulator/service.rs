//! What happens to a hit between its arrival and its reply: the bucket, the webhook, the plan of
//! faults, the methods with their operation time, the log.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::Settings;
use super::batch::{self, Gathered};
use super::clock::{self, Clock};
use super::faults::{Fault, Plan};
use super::gate::Gate;
use super::ledger::{Called, Hit, Ledger};
use super::limits::{Bucket, Operating};
use super::methods::{self, Answer, Call};
use super::params::{self, Ordered};
use super::portal::Portal;
use super::refusal::{Refusal, SystemError};

/// Everything that changes while a portal runs.
pub struct State {
    /// The portal.
    pub portal: Portal,
    /// Limits, costs, choices.
    pub settings: Settings,
    /// What goes wrong.
    pub plan: Plan,
    /// The log.
    pub ledger: Ledger,
    bucket: Bucket,
    operating: Operating,
    /// Calls of each method so far.
    called: BTreeMap<String, u64>,
}

/// A hit, read.
pub struct Request {
    /// The person in the address.
    pub user: String,
    /// The code in the address.
    pub code: String,
    /// The method in the address, without `.json`.
    pub method: String,
    /// The parameters.
    pub parameters: Value,
    /// The commands, in their order, where it is a batch.
    pub commands: Ordered,
    /// What is not as the documents ask for in the request itself.
    pub improper: Vec<String>,
}

/// What goes over the wire.
pub enum Outcome {
    /// A reply.
    Reply {
        /// The status.
        status: u16,
        /// Seconds.
        retry_after: Option<u64>,
        /// JSON, or a gateway's page.
        is_json: bool,
        /// The body.
        body: String,
        /// Break off in the middle of the body.
        cut: bool,
    },
    /// The connection is reset.
    Reset,
    /// The connection is reset, and new ones are refused for so long.
    Refuse(Duration),
    /// Nothing.
    Silence,
}

/// One portal: its clock, and its state behind a lock that is never held while waiting.
pub struct Service {
    /// Before everything that changes something.
    pub gate: Gate,
    clock: Clock,
    state: Mutex<State>,
}

/// How a batch or a single call is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Whole,
    Half { effect: bool },
    FirstHalf,
}

impl Service {
    /// A portal, ready to be filled.
    pub fn new(settings: Settings) -> Self {
        let clock = Clock::start(settings.date, settings.offset);
        let state = State {
            portal: Portal::new(clock.clone()),
            settings,
            plan: Plan::none(),
            ledger: Ledger::default(),
            bucket: Bucket::default(),
            operating: Operating::default(),
            called: BTreeMap::new(),
        };
        Self { gate: Gate::new(), clock, state: Mutex::new(state) }
    }

    /// The state.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics with the portal in hand")
    }

    /// Everything from the arrival of a hit to its reply.
    pub async fn serve(self: &Arc<Self>, request: Request) -> Outcome {
        let arrived = self.clock.elapsed();
        let is_batch = request.method == "batch";
        let writes = if is_batch {
            let mut commands = request.commands.0.iter().filter_map(|(_, said)| said.as_str());
            commands.any(|said| methods::changes(said.split('?').next().unwrap_or_default()))
        } else {
            methods::changes(&request.method)
        };
        let (number, fault, refusal, latency) = self.arrive(&request, arrived, writes);
        if let Some(Fault::Refused(outage)) = fault {
            return Outcome::Refuse(outage);
        }
        pass(latency).await;
        if writes {
            self.gate.pass().await;
        }
        let outcome = match (refusal, fault) {
            (Some(refusal), _) => reply(&refusal),
            (None, None) => self.answer(&request, number, Run::Whole, arrived).await,
            (None, Some(fault)) => self.fail(request, number, fault, arrived).await,
        };
        if let Outcome::Reply { status, .. } = outcome {
            self.logged(number, |hit| hit.status = status);
        }
        outcome
    }

    /// Numbers the hit, takes it into the log and the bucket, looks at the webhook.
    fn arrive(
        &self,
        request: &Request,
        arrived: Duration,
        writes: bool,
    ) -> (u64, Option<Fault>, Option<Refusal>, Duration) {
        let mut state = self.state();
        let state = &mut *state;
        let number = u64::try_from(state.ledger.hits.len()).unwrap_or(u64::MAX) + 1;
        let fault = state.plan.of_hit(number, writes);
        // A connection that was refused never came as far as the bucket.
        let refused_by_limit =
            !matches!(fault, Some(Fault::Refused(_))) && !state.bucket.take(arrived, &state.settings.limits);
        state.ledger.hits.push(Hit {
            number,
            at: arrived,
            method: request.method.clone(),
            status: 0,
            fault: fault.filter(|_| !refused_by_limit),
            refused_by_limit,
            calls: Vec::new(),
        });
        state.ledger.improper.extend(request.improper.iter().cloned());
        let settings = &state.settings;
        let known = request.user == state.portal.owner.to_string() && request.code == settings.code;
        let refusal = if refused_by_limit {
            Some(SystemError::QueryLimit.refusal())
        } else if !known || settings.expired {
            Some(SystemError::NoAuth.refusal())
        } else {
            settings.blocked.map(SystemError::refusal)
        };
        (number, fault, refusal, settings.latency)
    }

    /// A hit that goes wrong.
    async fn fail(self: &Arc<Self>, request: Request, number: u64, fault: Fault, arrived: Duration) -> Outcome {
        let run = match fault {
            Fault::HalfBatch { effect } => return self.answer(&request, number, Run::Half { effect }, arrived).await,
            Fault::ShortBatch => return self.answer(&request, number, Run::FirstHalf, arrived).await,
            Fault::PartThenReset => Some(Run::FirstHalf),
            Fault::Late(later) => {
                let service = Arc::clone(self);
                tokio::spawn(async move {
                    tokio::time::sleep(later).await;
                    service.answer(&request, number, Run::Whole, arrived).await;
                });
                return Outcome::Silence;
            }
            other => other.has_effect().then_some(Run::Whole),
        };
        let answered = match run {
            Some(run) => Some(self.answer(&request, number, run, arrived).await),
            None => None,
        };
        match (fault, answered) {
            (Fault::Cut, Some(Outcome::Reply { status, retry_after, is_json, body, .. })) => {
                Outcome::Reply { status, retry_after, is_json, body, cut: true }
            }
            (Fault::Hang { .. }, _) => Outcome::Silence,
            (Fault::Status { status, .. }, _) => page(status),
            (Fault::System(error), _) => reply(&error.refusal()),
            (Fault::TooMany { retry_after }, _) => {
                let refusal = SystemError::OperationTime.refusal();
                let body = refusal.body().to_string();
                Outcome::Reply { status: 429, retry_after, is_json: true, body, cut: false }
            }
            (Fault::Garbage { .. }, _) => Outcome::Reply {
                status: 200,
                retry_after: None,
                is_json: true,
                body: "<br />\n<b>Warning</b>: {\"result\":".to_owned(),
                cut: false,
            },
            _ => Outcome::Reset,
        }
    }

    /// Runs what was asked and words the reply.
    async fn answer(&self, request: &Request, number: u64, run: Run, arrived: Duration) -> Outcome {
        let began = self.clock.elapsed();
        if request.method == "batch" {
            return self.answer_batch(request, number, run, arrived).await;
        }
        let allowed = if run == Run::Whole { None } else { Some(SystemError::Internal.refusal()) };
        let answer = match allowed {
            Some(refusal) => Err(refusal),
            None => self.call(number, "", &request.method, request.parameters.clone()).await,
        };
        if self.clock.elapsed().saturating_sub(began) > self.state().settings.limits.request {
            return page(504);
        }
        match answer {
            Err(refusal) => reply(&refusal),
            Ok(answer) => {
                let time = self.time(arrived, began, Some(&request.method));
                let mut body = Map::from_iter([("result".to_owned(), answer.result), ("time".to_owned(), time)]);
                body.extend(answer.total.map(|total| ("total".to_owned(), Value::from(total))));
                body.extend(answer.next.map(|next| ("next".to_owned(), Value::from(next))));
                good(&self.state().settings.manners.body(Value::Object(body)))
            }
        }
    }

    async fn answer_batch(&self, request: &Request, number: u64, run: Run, arrived: Duration) -> Outcome {
        let began = self.clock.elapsed();
        let (longest, dangling) = {
            let mut state = self.state();
            if request.commands.0.is_empty() {
                state.ledger.improper.push("batch without commands".to_owned());
            }
            (state.settings.limits.request, state.settings.dangling)
        };
        let commands = batch::read(&request.commands, &mut self.state().ledger.improper);
        let halt = request.parameters.get("halt").and_then(params::truth).unwrap_or(false);
        let runs = if run == Run::FirstHalf { commands.len().div_ceil(2) } else { commands.len() };
        let mut gathered = Gathered::default();
        for (index, (key, command)) in commands.into_iter().take(runs).enumerate() {
            let started = self.clock.elapsed();
            let broken = matches!(run, Run::Half { .. }) && index % 2 == 1;
            let without_effect = broken && run != (Run::Half { effect: true });
            let (method, mut answer) = match command {
                Ok(command) if !without_effect => {
                    let parameters = batch::refer(command.parameters, gathered.results(), dangling);
                    let answer = self.call(number, &key, &command.method, parameters).await;
                    (command.method, answer)
                }
                Ok(command) => (command.method, Err(SystemError::Internal.refusal())),
                Err(refusal) => (String::new(), Err(refusal)),
            };
            if broken && answer.is_ok() {
                answer = Err(SystemError::Internal.refusal());
            }
            let failed = answer.is_err();
            let time = self.time(started, started, Some(&method));
            gathered.add(&key, answer, time);
            if self.clock.elapsed().saturating_sub(began) > longest {
                return page(504);
            }
            if failed && halt {
                break;
            }
        }
        // A batch itself is not accounted for in `operating`.
        let time = self.time(arrived, began, None);
        let manners = self.state().settings.manners;
        good(&manners.body(json!({ "result": manners.maps(gathered.told()), "time": time })))
    }

    /// Runs one method: its operation time is checked before and counted after.
    async fn call(&self, number: u64, key: &str, method: &str, parameters: Value) -> Result<Answer, Refusal> {
        let now = self.clock.elapsed();
        let (cost, planned) = {
            let mut state = self.state();
            let state = &mut *state;
            let count = state.called.entry(method.to_owned()).or_default();
            *count += 1;
            let planned = if state.operating.allows(method, now, &state.settings.limits) {
                state.plan.of_method(method, *count)
            } else {
                Some(SystemError::OperationTime.refusal())
            };
            (state.settings.cost(method), planned)
        };
        let ran = planned.is_none();
        let answer = if let Some(refusal) = planned {
            Err(refusal)
        } else {
            pass(cost).await;
            let mut state = self.state();
            let State { portal, ledger, operating, .. } = &mut *state;
            operating.count(method, now, cost);
            let mut call = Call { portal, parameters: &parameters, improper: &mut ledger.improper };
            methods::run(method, &mut call)
        };
        let error = answer.as_ref().err().map(Refusal::code_text);
        let called = Called { key: key.to_owned(), method: method.to_owned(), error, ran };
        self.logged(number, |hit| hit.calls.push(called));
        let manners = self.state().settings.manners;
        let answer = answer.map(|answer| Answer { result: manners.result(answer.result), ..answer });
        answer.map_err(|mut refusal| {
            // In a batch the documents show this one without words.
            if !key.is_empty() && refusal == SystemError::Scope.refusal() {
                refusal.description.clear();
            }
            refusal
        })
    }

    fn logged(&self, number: u64, change: impl FnOnce(&mut Hit)) {
        let index = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
        if let Some(hit) = self.state().ledger.hits.get_mut(index) {
            change(hit);
        }
    }

    /// `time` of a reply. Where a method is named, with what it has used of its limit.
    fn time(&self, started: Duration, began: Duration, method: Option<&str>) -> Value {
        let now = self.clock.elapsed();
        let (start, finish) = (self.clock.at(started), self.clock.at(now));
        let mut time = json!({
            "start": clock::unix(start),
            "finish": clock::unix(finish),
            "duration": clock::seconds(now.saturating_sub(started)),
            "processing": clock::seconds(now.saturating_sub(began)),
            "date_start": self.clock.text(start),
            "date_finish": self.clock.text(finish),
        });
        let mut state = self.state();
        if let (Some(method), true, Some(time)) = (method, state.settings.tells_operating, time.as_object_mut()) {
            let reset = self.clock.at(state.operating.reset_at(method, now)).as_second();
            let counted = state.operating.counted(method, now);
            time.insert("operating_reset_at".to_owned(), Value::from(reset));
            time.insert("operating".to_owned(), clock::seconds(counted));
        }
        time
    }

    /// Hits in the bucket now.
    pub fn level(&self) -> u64 {
        let mut state = self.state();
        let limits = state.settings.limits;
        state.bucket.level(self.clock.elapsed(), &limits)
    }
}

/// Lets time pass. Even no time at all would take a tick of the clock to sleep.
async fn pass(time: Duration) {
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

fn good(body: &Value) -> Outcome {
    Outcome::Reply { status: 200, retry_after: None, is_json: true, body: body.to_string(), cut: false }
}

fn reply(refusal: &Refusal) -> Outcome {
    let body = refusal.body().to_string();
    Outcome::Reply { status: refusal.status, retry_after: None, is_json: true, body, cut: false }
}

/// A gateway's own page.
fn page(status: u16) -> Outcome {
    let body = format!("<html>\r\n<head><title>{status}</title></head>\r\n<body>nginx</body>\r\n</html>\r\n");
    Outcome::Reply { status, retry_after: None, is_json: false, body, cut: false }
}
