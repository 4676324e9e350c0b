//! What each fault leaves behind: in the portal, in the journal and in the rows, for the program without
//! the console and for the console, when it happens once and when it does not stop. The table is
//! written by hand from what is promised, and nothing in it follows from the code.
//!
//! Two deals without invoices and two invoices are paid. Their cards are written in this order, each
//! behind a look at it, since nobody knows yet how long a write takes: eight commands of a request. Of a
//! batch whose every second command fails thus nothing is written; of one that is done by halves the
//! first half, then the next, and never the last write. Cards are read by three commands.

mod around;
mod console;
mod desk;
mod program;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rust_decimal::Decimal;
use sverka::config::Config;
use sverka::desk::Desk;
use sverka::model::{AttemptState, CommitState, Readiness, Row};

use super::connector::{Home, sum};
use super::emulator::faults::{Fault, Plan, Reach};
use super::engine::judge::{self, held_sum};
use super::engine::payments::row;
use super::engine::{Office, Start};

/// The payments, in the order in which their cards are written.
const SUMS: [&str; 4] = ["1001.01", "2002.02", "3003.03", "4004.04"];
/// Seconds after which nothing comes any more of what was asked and not answered.
const LATE: u64 = 8;

/// Where a fault falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// When the register is read, before anything is sent.
    Register,
    /// When the payments are written.
    Write,
    /// When what was written is read back.
    ReadBack,
}

/// What stands when the program has done what it could.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// All four are in the portal, once, and the journal and the rows say so.
    Committed,
    /// Nothing began: no entry in the journal, nothing in the portal, the rows ready as before.
    NotBegun,
    /// All four are on their way for the journal, and unknown in the rows; so many of them are in the
    /// portal.
    Unknown(usize),
}

/// What becomes of a fault, wherever it falls.
#[derive(Debug, Clone, Copy)]
struct Case {
    name: &'static str,
    fault: Fault,
    once: [End; 3],
    always: [End; 3],
}

impl Case {
    /// Every way in which it can happen: where, whether without end, and what comes of it.
    fn ways(&self) -> Vec<(Place, bool, End)> {
        // What stops all work happens but once.
        let strengths: &[bool] = if self.once == self.always { &[true] } else { &[false, true] };
        let of_strength = |does_not_stop: bool| {
            self.ends(does_not_stop).into_iter().map(move |(place, end)| (place, does_not_stop, end))
        };
        strengths.iter().flat_map(|does_not_stop| of_strength(*does_not_stop)).collect()
    }

    /// The ends of a fault that happens once, or of one that does not stop, by where it falls.
    fn ends(&self, does_not_stop: bool) -> [(Place, End); 3] {
        let [register, write, back] = if does_not_stop { self.always } else { self.once };
        [(Place::Register, register), (Place::Write, write), (Place::ReadBack, back)]
    }

    fn plan(&self, place: Place, does_not_stop: bool) -> Plan {
        let reach = match place {
            Place::Register => Reach::Reads,
            Place::Write => Reach::Writes,
            Place::ReadBack => Reach::ReadsBack,
        };
        if does_not_stop { Plan::none().always(reach, self.fault) } else { Plan::none().once(reach, self.fault) }
    }
}

/// A portal with four debts, and a folder with a payment for each, decided and ready.
struct House {
    home: Home,
    office: Office,
}

impl House {
    fn build(late: u64) -> Self {
        let home = Home::new();
        let deals = ["ДКП-1", "ДКП-2"].map(|title| format!("deal:{}", home.bare_deal(title, "100000")));
        let invoices = ["100000"; 2].map(|price| format!("invoice:{}", home.invoice(price)));
        let cards = deals.into_iter().chain(invoices);
        let rows: Vec<Row> =
            SUMS.iter().zip(cards).map(|(amount, card)| row(amount, &[(card, None, sum(amount))])).collect();
        let house = Self { home, office: Office::with(&rows) };
        let more = format!("late_write = {late}\ntell = {{ comments = false, notices = false }}\n");
        house.home.configure_with(&house.folder(), &more);
        house
    }

    fn folder(&self) -> PathBuf {
        self.office.folder()
    }

    fn config(&self) -> Config {
        let file = self.folder().join("config.toml");
        Config::parse(&fs::read_to_string(&file).expect("it was written"), &file).expect("it is sound")
    }

    /// Nothing goes wrong any more.
    fn calm(&self) {
        self.home.portal.plan(Plan::none());
    }

    async fn desk(&self) -> Result<Desk, sverka::desk::DeskError> {
        Desk::open(&self.folder(), &self.config()).await.map(|(desk, _)| desk)
    }

    /// A start in calm that asks what became of everything.
    async fn reconcile(&self) {
        let config = self.config();
        let webhook = config.webhook(None::<&Path>).expect("a webhook");
        let crm = sverka::crm::bitrix24::Bitrix24::new(webhook, config.bitrix24, sverka::lang::Language::Russian);
        let start: Start = self.office.start(crm.expect("a connector")).await;
        drop(start);
    }

    /// Portal, journal and rows stand as they should. Nobody may have the folder open.
    fn assert_stands(&self, end: End, about: &str) {
        let store = self.office.store();
        let rows = store.load().expect("the session loads").rows;
        let attempts = store.attempts().expect("the journal reads");
        let states: Vec<&AttemptState> = attempts.iter().map(|attempt| &attempt.state).collect();
        let held = self.held();
        match end {
            End::Committed => {
                let confirmed = states.iter().filter(|state| matches!(state, AttemptState::Confirmed(_))).count();
                let over = states.iter().all(|state| !matches!(state, AttemptState::Planned | AttemptState::Sent));
                assert_eq!((confirmed, over), (SUMS.len(), true), "{about}: {states:?}");
                assert!(
                    rows.iter().all(|row| matches!(row.commit, CommitState::Committed { .. })),
                    "{about}: {rows:?}"
                );
                assert_eq!(held.len(), SUMS.len(), "{about}");
                assert_eq!(held_sum(&self.home), SUMS.into_iter().map(sum).sum::<Decimal>(), "{about}");
            }
            End::NotBegun => {
                assert!(states.is_empty(), "{about}: {states:?}");
                assert!(rows.iter().all(|row| row.commit == CommitState::Open), "{about}: {rows:?}");
                assert!(rows.iter().all(|row| row.readiness() == Readiness::Ready), "{about}: {rows:?}");
                assert!(held.is_empty(), "{about}: {held:?}");
            }
            End::Unknown(count) => {
                assert_eq!(states.len(), SUMS.len(), "{about}: {states:?}");
                assert!(states.iter().all(|state| **state == AttemptState::Sent), "{about}: {states:?}");
                assert!(rows.iter().all(|row| row.commit == CommitState::Unknown), "{about}: {rows:?}");
                assert_eq!(held.len(), count, "{about}: {held:?}");
            }
        }
        let books = judge::Books::of(&attempts);
        assert_eq!(judge::complaints(&books, &self.home), [], "{about}");
        assert_eq!(judge::of_rows(&rows, &books), [], "{about}");
        self.home.assert_proper();
    }

    /// After a start in calm: what the portal holds is committed, and all else is free to go again.
    fn assert_settled(&self, end: End, about: &str) {
        let count = match end {
            End::Committed => SUMS.len(),
            End::NotBegun => 0,
            End::Unknown(count) => count,
        };
        let store = self.office.store();
        let rows = store.load().expect("the session loads").rows;
        let committed = rows.iter().filter(|row| matches!(row.commit, CommitState::Committed { .. })).count();
        let ready = rows.iter().filter(|row| row.readiness() == Readiness::Ready).count();
        assert_eq!((committed, ready), (count, SUMS.len() - count), "{about}: {rows:?}");
        assert!(store.attempts_unsettled().expect("the journal reads").is_empty(), "{about}");
        assert_eq!(self.held().len(), count, "{about}");
    }

    /// The keys of the payments that stand in the portal, one as often as it does.
    fn held(&self) -> Vec<String> {
        judge::held_keys(&self.home)
    }
}

/// A write that comes so late comes after its answer was given up, and before [`LATE`] is over.
const LATER: Duration = Duration::from_secs(70);
