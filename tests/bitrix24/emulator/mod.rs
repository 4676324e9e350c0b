//! A Bitrix24 portal for tests: HTTP/1.1 on loopback, strict after the vendor's documents, with
//! faults at any call and a ledger to look at afterwards.
//!
//! Written from the documents alone, so that it and the connector cannot share a mistake by
//! sharing code: nothing of `src/` may be used here. Where the documents leave a choice, the
//! reading that is harder for a caller is taken, and the place says so.
//!
//! The clock is tokio's ([`clock`]): a test that pauses it (`#[tokio::test(start_paused = true)]`,
//! one thread) runs through hours of limits at once, provided that the caller runs on the same
//! runtime. For a caller in another process the clock must run.
//!
//! ```text
//! let portal = Emulator::start(Settings::default())?;              // limits, latency, costs, clock
//! let paid = portal.portal(|portal| portal.declare(INVOICE, "UF_CRM_…", Kind::Double, false));
//! let invoice = portal.portal(|portal| portal.add(INVOICE, &json!({ "title": "…", "opportunity": 5 })));
//! portal.plan(Plan::none().share(200, seed, Reach::All, &Fault::ALL));
//! … the caller works at portal.webhook() …
//! portal.shut(); portal.caller().await; … portal.open();             // in the middle of a write
//! portal.held(INVOICE, invoice)?.sum(&paid);                       // what is there
//! portal.ledger().refused_by_limits();                             // how it was asked
//! portal.ledger().improper;                                        // what no document allows
//! Limits::COMMON.least_time(hits, latency, at_once);               // what the limits allow
//! ```

pub mod batch;
pub mod clock;
pub mod faults;
pub mod fields;
pub mod filter;
mod gate;
mod http;
pub mod ledger;
pub mod limits;
pub mod manners;
mod methods;
pub mod params;
pub mod portal;
pub mod refusal;
mod service;
mod values;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::Offset;
use tokio::task::JoinHandle;

use batch::Dangling;
use faults::Plan;
use http::Door;
use ledger::{Held, Ledger};
use limits::Limits;
use manners::Manners;
use portal::Portal;
use refusal::SystemError;
use service::Service;

/// How a portal behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The secret in the address.
    pub code: String,
    /// What it lets through.
    pub limits: Limits,
    /// From the arrival of a hit to its running.
    pub latency: Duration,
    /// Operation time of a call of a method; it passes on the clock too.
    pub costs: BTreeMap<String, Duration>,
    /// Operation time of a call of any other method.
    pub cost: Duration,
    /// The date at the start.
    pub date: Timestamp,
    /// The offset in which times are told.
    pub offset: Offset,
    /// `operating` and `operating_reset_at` are told; older portals do not.
    pub tells_operating: bool,
    /// What a reference of a batch to nothing becomes.
    pub dangling: Dangling,
    /// In which forms it tells things.
    pub manners: Manners,
    /// The webhook's date has passed.
    pub expired: bool,
    /// Every hit is answered with this.
    pub blocked: Option<SystemError>,
}

impl Default for Settings {
    /// The common plan, no latency, no cost, the 20th of November 2026 in Moscow.
    fn default() -> Self {
        Self {
            code: "k7q2v9z4x1c8b5n3".to_owned(),
            limits: Limits::COMMON,
            latency: Duration::ZERO,
            costs: BTreeMap::new(),
            cost: Duration::ZERO,
            date: Timestamp::from_second(1_795_165_200).expect("a date of this century"),
            offset: jiff::tz::offset(3),
            tells_operating: true,
            dangling: Dangling::Empty,
            manners: Manners::default(),
            expired: false,
            blocked: None,
        }
    }
}

impl Settings {
    fn cost(&self, method: &str) -> Duration {
        self.costs.get(method).copied().unwrap_or(self.cost)
    }
}

/// A portal that runs until it is dropped.
pub struct Emulator {
    service: Arc<Service>,
    door: Arc<Door>,
    keeper: JoinHandle<()>,
}

impl Emulator {
    /// Starts a portal on a free port of loopback, on the runtime of the caller.
    /// Needs a tokio runtime.
    pub fn start(settings: Settings) -> io::Result<Self> {
        let service = Arc::new(Service::new(settings));
        let door = Arc::new(Door::new()?);
        let listener = http::first_listener(&door)?;
        let keeper = tokio::spawn(http::keep(Arc::clone(&door), Arc::clone(&service), listener));
        Ok(Self { service, door, keeper })
    }

    /// The webhook: `http://127.0.0.1:PORT/rest/1/CODE/`.
    pub fn webhook(&self) -> String {
        let state = self.service.state();
        format!("http://{}/rest/{}/{}/", self.door.address(), state.portal.owner, state.settings.code)
    }

    /// Fills the portal, or looks at it.
    pub fn portal<T>(&self, work: impl FnOnce(&mut Portal) -> T) -> T {
        work(&mut self.service.state().portal)
    }

    /// Changes how the portal behaves from now on.
    pub fn settings<T>(&self, work: impl FnOnce(&mut Settings) -> T) -> T {
        work(&mut self.service.state().settings)
    }

    /// What goes wrong from now on. Numbers of hits go on from the start of the portal.
    pub fn plan(&self, plan: Plan) {
        self.service.state().plan = plan;
    }

    /// An item as the portal holds it.
    pub fn held(&self, entity_type: u32, id: u64) -> Option<Held> {
        self.service.state().portal.item(entity_type, id).cloned().map(Held)
    }

    /// Payments of orders as the portal holds them.
    pub fn payments(&self) -> Vec<Held> {
        self.service.state().portal.payments.values().cloned().map(Held).collect()
    }

    /// Every hit so far.
    pub fn ledger(&self) -> Ledger {
        self.service.state().ledger.clone()
    }

    /// How many hits so far.
    pub fn hits(&self) -> u64 {
        u64::try_from(self.service.state().ledger.hits.len()).unwrap_or(u64::MAX)
    }

    /// Hits in the bucket now.
    pub fn bucket(&self) -> u64 {
        self.service.level()
    }

    /// Lets nothing more that changes anything run, until it is opened.
    pub fn shut(&self) {
        self.service.gate.set_shut(true);
    }

    /// Lets everything run again, what has come meanwhile too.
    pub fn open(&self) {
        self.service.gate.set_shut(false);
    }

    /// Waits until something that would change the portal has come while it is shut.
    pub async fn caller(&self) {
        self.service.gate.caller().await;
    }

    /// Pulls the network: connections break, and new ones are refused.
    pub fn pull(&self) {
        self.door.set_open(false);
    }

    /// Puts the network back. The address is the same.
    pub fn put_back(&self) {
        self.door.set_open(true);
    }

    /// The time that the portal shows, as `YYYY-MM-DDThh:mm:ss±hh:mm`.
    pub fn time(&self) -> String {
        let state = self.service.state();
        let clock = state.portal.clock();
        clock.text(clock.now())
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.keeper.abort();
        self.door.set_open(false);
    }
}
